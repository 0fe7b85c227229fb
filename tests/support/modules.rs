//! The modules of the library as files, and which file uses which: every path is followed through the re-exports on its
//! way to the file that defines what it names.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use super::source::{self, PathRole, UsedPath};

/// The parts of a module's path: `["cli", "print", "table"]`. That of `lib.rs` has none.
pub type ModulePath = Vec<String>;

/// The longest chain of re-exports that is followed.
const MOST_EXPORTS: usize = 16;

/// The part of a module that is in the program.
pub struct Module {
    pub file: PathBuf,
    pub source: String,
    paths: Vec<UsedPath>,
    types: BTreeSet<String>,
}

/// The modules of the library, by path. Modules under `#[cfg(test)]` are left out.
#[derive(Default)]
pub struct Modules(BTreeMap<ModulePath, Module>);

/// The use of one file by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    pub by: ModulePath,
    pub of: ModulePath,
    /// Where it is, and what it says: `src/cli/help.rs:7: super::grammar::PROGRAM`.
    pub evidence: String,
}

impl Modules {
    /// Reads the library whose root is `folder/lib.rs`, by its `mod` declarations.
    pub fn read(folder: &Path) -> Self {
        let mut modules = Self::default();
        modules.collect(folder.join("lib.rs"), folder, &[]);
        modules
    }

    /// Adds the module in `file` and those that it declares, which are in `folder`.
    fn collect(&mut self, file: PathBuf, folder: &Path, path: &[String]) {
        let source = fs::read_to_string(&file).unwrap();
        let declared = source::declared_modules(&source::product_code(&source));
        self.add(path, file, source);
        for module in declared {
            let alone = folder.join(format!("{module}.rs"));
            let inner = folder.join(&module);
            let file = if alone.exists() { alone } else { inner.join("mod.rs") };
            assert!(file.exists(), "{} is declared and not there", file.display());
            self.collect(file, &inner, &[path, &[module]].concat());
        }
    }

    fn add(&mut self, path: &[String], file: PathBuf, source: String) {
        let code = source::product_code(&source);
        let (paths, types) = (source::used_paths(&code), source::all_type_names(&code));
        self.0.insert(path.to_owned(), Module { file, source, paths, types });
    }

    /// Each module with its path.
    pub fn iter(&self) -> impl Iterator<Item = (&ModulePath, &Module)> {
        self.0.iter()
    }

    /// Every use of one file by another, once for each pair. A re-export alone is none, because a folder's `mod.rs`
    /// presents what is in the folder.
    pub fn uses(&self) -> Vec<Use> {
        let mut uses = BTreeMap::new();
        for (by, module) in &self.0 {
            let file = module.file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(&module.file);
            for path in module.paths.iter().filter(|path| !matches!(path.role, PathRole::Export(_))) {
                let Some(of) = self.definer_of(by, &path.segments).filter(|of| of != by) else { continue };
                let evidence = format!("{}:{}: {}", file.display(), path.line, path.segments.join("::"));
                uses.entry((by, of.clone())).or_insert(Use { by: by.clone(), of, evidence });
            }
        }
        uses.into_values().collect()
    }

    /// The module that defines what `segments` name in the module `at`. `None` for a module itself, for other crates,
    /// and for a glob: what it brings in is found where it is mentioned.
    fn definer_of(&self, at: &ModulePath, segments: &[String]) -> Option<ModulePath> {
        let is_glob = segments.last().is_some_and(|last| last == "*");
        let path = self.absolute(at, segments, MOST_EXPORTS).filter(|_| !is_glob)?;
        self.definer(&path, MOST_EXPORTS)
    }

    /// The path from the root of the library of what `segments` name in the module `at`. `None` for names of other
    /// crates and of the module itself.
    fn absolute(&self, at: &ModulePath, segments: &[String], depth: usize) -> Option<ModulePath> {
        let (first, rest) = segments.split_first()?;
        match first.as_str() {
            _ if depth == 0 => None,
            "crate" => Some(rest.to_owned()),
            "self" => Some([at.as_slice(), rest].concat()),
            "super" => {
                let (_, parent) = at.split_last()?;
                let climbs_on = rest.first().is_some_and(|next| next == "super");
                let here = || Some([parent, rest].concat());
                if climbs_on { self.absolute(&parent.to_owned(), rest, depth) } else { here() }
            }
            _ if self.0.contains_key(&[at.as_slice(), &segments[..1]].concat()) => {
                Some([at.as_slice(), segments].concat())
            }
            name => {
                let origin = self.origin(at, name, depth - 1)?;
                Some([origin.as_slice(), rest].concat())
            }
        }
    }

    /// What the module `at` imports under this name, as a path from the root.
    fn origin(&self, at: &ModulePath, name: &str, depth: usize) -> Option<ModulePath> {
        let imports = self.0.get(at)?.paths.iter().filter_map(|path| match &path.role {
            PathRole::Import(known) | PathRole::Export(known) => Some((known.as_str(), &path.segments)),
            PathRole::Mention => None,
        });
        let globs = imports.clone().filter(|(known, _)| *known == "*");
        let named = imports.filter(|(known, _)| *known == name);
        let named = named.map(|(_, path)| self.absolute(at, path, depth));
        let within_glob = globs.filter_map(|(_, path)| {
            let module = self.absolute(at, &path[..path.len() - 1], depth)?;
            let is_there = self.0.get(&module)?.types.contains(name);
            is_there.then(|| Some([module, vec![name.to_owned()]].concat()))
        });
        named.chain(within_glob).next().flatten()
    }

    /// The module that defines what a path from the root names, behind re-exports.
    fn definer(&self, path: &ModulePath, depth: usize) -> Option<ModulePath> {
        let length = (0..=path.len()).rev().find(|length| self.0.contains_key(&path[..*length]))?;
        let (module, rest) = (path[..length].to_owned(), &path[length..]);
        if depth == 0 {
            return Some(module);
        }
        let Some((name, rest)) = rest.split_first() else {
            // A function may have the name of its module and be exported next to it.
            let (name, parent) = module.split_last()?;
            let origin = self.origin(&parent.to_owned(), name, depth - 1)?;
            return self.definer(&origin, depth - 1).filter(|_| origin != module);
        };
        match self.origin(&module, name, depth - 1) {
            Some(origin) => self.definer(&[origin.as_slice(), rest].concat(), depth - 1),
            None => Some(module),
        }
    }
}

/// The uses by which files are reached, by file.
type Reached<'a> = BTreeMap<&'a ModulePath, &'a Use>;

/// Circles of files that use one another: the shortest of each group of files that all reach each other.
pub fn circles(uses: &[Use]) -> Vec<Vec<Use>> {
    let mut graph: BTreeMap<&ModulePath, Vec<&Use>> = BTreeMap::new();
    for one in uses {
        graph.entry(&one.by).or_default().push(one);
    }
    let reached: BTreeMap<&ModulePath, Reached> =
        graph.keys().map(|start| (*start, reached_from(start, &graph))).collect();
    let mut seen = BTreeSet::new();
    let mut circles = Vec::new();
    for start in graph.keys().copied() {
        let is_mutual =
            |file: &&&ModulePath| reached.get(**file).is_some_and(|back| back.contains_key(start));
        let group: Vec<&ModulePath> = reached[start].keys().filter(is_mutual).copied().collect();
        if seen.insert(start) && !group.is_empty() {
            let shortest = group.iter().map(|file| chain(file, &reached[file])).min_by_key(Vec::len);
            circles.extend(shortest);
            seen.extend(group);
        }
    }
    circles
}

/// The files that `start` uses, directly or not, each with the last use of a shortest chain to it.
fn reached_from<'a>(start: &'a ModulePath, graph: &BTreeMap<&ModulePath, Vec<&'a Use>>) -> Reached<'a> {
    let mut reached = Reached::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(file) = waiting.pop_front() {
        for &one in graph.get(file).into_iter().flatten() {
            if !reached.contains_key(&one.of) {
                reached.insert(&one.of, one);
                waiting.push_back(&one.of);
            }
        }
    }
    reached
}

/// The chain of uses from `start` back to it.
fn chain(start: &ModulePath, reached: &Reached) -> Vec<Use> {
    let mut chain = vec![reached[start]];
    while chain[chain.len() - 1].by != *start {
        chain.push(reached[&chain[chain.len() - 1].by]);
    }
    chain.into_iter().rev().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files in each circle of a library of these modules, given with their sources.
    fn circles_in(sources: &[(&str, &str)]) -> Vec<String> {
        let mut modules = Modules::default();
        for (path, source) in sources {
            let parts: ModulePath =
                path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
            modules.add(&parts, PathBuf::from(path), (*source).to_owned());
        }
        let evidence =
            |circle: Vec<Use>| circle.into_iter().map(|one| one.evidence).collect::<Vec<_>>().join(", ");
        circles(&modules.uses()).into_iter().map(evidence).collect()
    }

    #[test]
    fn a_circle_is_found_behind_exports_globs_and_aliases() {
        let top = ("", "pub mod room;");
        let export = "mod a;\nmod b;\npub use a::A;\npub use b::*;\n";
        for (room, a, b, circle) in [
            (
                export,
                "use super::B;\npub struct A;",
                "use crate::room::A;\npub struct B;",
                "room::a:1: super::B, room::b:1: crate::room::A",
            ),
            (
                export,
                "fn f() { super::B }\nstruct A;",
                "use super::a;\ntype B = a::A;",
                "room::a:1: super::B, room::b:2: a::A",
            ),
            (
                "mod a;\nmod b;\npub use a::a;",
                "use super::b::B;\nfn a() {}",
                "struct B;\nfn f() { super::a() }",
                "room::a:1: super::b::B, room::b:2: super::a",
            ),
            (
                "mod a;\nmod b;\nuse a::f as g;\nstruct R;",
                "use super::R;\nfn f() {}",
                "",
                "room:3: a::f, room::a:1: super::R",
            ),
            (
                "mod a;\nmod b;\npub use a::A;\nfn f() -> A {}",
                "fn f() { super::f() }\nstruct A;",
                "",
                "room:4: A, room::a:1: super::f",
            ),
        ] {
            let found = circles_in(&[top, ("room", room), ("room::a", a), ("room::b", b)]);
            assert_eq!(found, [circle]);
        }
    }

    #[test]
    fn exports_tests_modules_and_one_way_are_no_circle() {
        let room = "mod a;\nmod b;\npub use a::A;\npub use b::check;\n#[cfg(test)]\nuse b::B;\n";
        let a = "use super::{b, check};\npub struct A;\nfn f() { b::B }";
        let b = "#[cfg(test)]\nmod tests { use super::super::A; }\npub struct B;\nfn check() { super::super::g() }";
        assert_eq!(
            circles_in(&[("", "mod room;\nfn g() {}"), ("room", room), ("room::a", a), ("room::b", b)]),
            [""; 0]
        );
    }
}
