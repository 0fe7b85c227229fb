//! Tests that nothing is forgotten: snapshots in every language, roles that are drawn, modules and figures in the
//! documents.
//!
//! Commands, actions and keys are compared with their tables by tests next to those tables.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use mizan::data::embedded;
use mizan::i18n::Language;
use mizan::theme::Role;

use crate::support::source;

fn own(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn document(name: &str) -> String {
    fs::read_to_string(own(name)).unwrap()
}

/// All files below a folder whose names end with `end`.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, end));
        } else if path.to_str().is_some_and(|path| path.ends_with(end)) {
            found.push(path);
        }
    }
    found
}

#[test]
fn every_snapshot_exists_in_every_language() {
    let codes: BTreeSet<&str> = Language::ALL.map(Language::code).into();
    let mut languages: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let all = [files(&own("src"), ".snap"), files(&own("tests"), ".snap")].concat();
    for path in &all {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let code = name.split('-').find(|part| codes.contains(part));
        let code = code.unwrap_or_else(|| panic!("{name} does not say its language"));
        let parts: Vec<&str> = name.split('-').map(|part| if part == code { "*" } else { part }).collect();
        languages.entry(parts.join("-")).or_default().insert(code);
    }
    assert!(languages.len() > 40, "{}", languages.len());
    for (name, found) in languages {
        assert_eq!(found, codes, "{name}");
    }
}

#[test]
fn every_role_of_the_themes_is_drawn_somewhere() {
    let theme = own("src/theme");
    let product: Vec<String> = files(&own("src"), ".rs")
        .into_iter()
        .filter(|path| !path.starts_with(&theme))
        .map(|path| source::product_code(&fs::read_to_string(path).unwrap()))
        .collect();
    for role in Role::ALL {
        let used = if Role::LEVELS.contains(&role) {
            "Role::of_level".to_owned()
        } else {
            format!("Role::{role:?}")
        };
        let is_whole = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric());
        let is_drawn = |code: &String| code.split(&used).skip(1).any(is_whole);
        assert!(product.iter().any(is_drawn), "nothing is drawn as {role:?}");
    }
}

/// The modules named in the promises: `store::backups`, `cli::files`.
fn named_modules() -> BTreeSet<String> {
    let promises = document("docs/promises.md");
    let rows = promises.lines().filter(|line| line.starts_with('|'));
    let quoted = rows.flat_map(|row| row.split('`').skip(1).step_by(2));
    let is_module =
        |name: &&str| name.chars().all(|letter| letter.is_ascii_lowercase() || "_:".contains(letter));
    quoted.filter(is_module).map(str::to_owned).collect()
}

#[test]
fn the_tests_named_in_the_promises_exist() {
    let named = named_modules();
    assert!(named.len() > 20, "{named:?}");
    for name in named {
        let path = name.replace("::", "/");
        let places = ["src", "tests"].map(|root| own(&format!("{root}/{path}")));
        let files = places.iter().flat_map(|place| [place.with_extension("rs"), place.join("mod.rs")]);
        let tests = places.iter().map(|place| place.join("tests.rs"));
        let has_tests = |file: PathBuf| {
            fs::read_to_string(file).is_ok_and(|text| {
                text.contains("#[test]") || text.contains("mod tests;") || text.contains("\nmod ")
            })
        };
        assert!(files.chain(tests).any(has_tests), "{name} has no tests");
    }
}

#[test]
fn the_figures_of_the_readme_match_the_questionnaire_and_cargo() {
    let pack = embedded::default_pack();
    let words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let cargo = document("Cargo.toml");
    let rust = cargo.lines().find_map(|line| line.strip_prefix("rust-version = \"")?.strip_suffix('"'));
    let (questions, levels) = (pack.questions().count(), usize::from(pack.scale().last().0));
    let english = [
        format!("the {} policy areas", words[pack.areas.len()]),
        format!("{questions} questions with {}", words[levels]),
        format!("With Rust {} or later", rust.unwrap()),
    ];
    // The Arabic words for nine areas and for five levels are of this questionnaire.
    assert_eq!((pack.areas.len(), levels), (9, 5));
    let arabic = [
        "المجالات التسعة".to_owned(),
        format!("{questions} سؤالا لكل منها خمسة مستويات"),
        format!("Rust {} أو أحدث", rust.unwrap()),
    ];
    for (name, sentences) in [("README.md", english), ("README.ar.md", arabic)] {
        let text = document(name);
        for sentence in sentences {
            assert!(text.contains(&sentence), "{name}: {sentence}");
        }
    }
}
