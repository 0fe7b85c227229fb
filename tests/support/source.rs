//! Reads Rust sources for the tests of the map: which code is part of the program, and which paths it uses.

use std::collections::BTreeSet;

/// The words that begin the definition of a type.
const TYPE_KINDS: [&str; 4] = ["struct", "enum", "trait", "type"];

/// The code of a file without comments, contents of strings, and items under `#[cfg(test)]`.
pub fn product_code(source: &str) -> String {
    without_test_items(&without_comments_and_strings(source))
}

/// The names of the modules in files of their own: `mod name;`.
pub fn declared_modules(code: &str) -> Vec<String> {
    let declared = |line: &str| {
        let (before, name) = line.trim().strip_suffix(';')?.split_once("mod ")?;
        let is_visibility = before.is_empty() || before.starts_with("pub");
        (is_visibility && name.chars().all(is_name)).then(|| name.to_owned())
    };
    code.lines().filter_map(declared).collect()
}

/// A path in the code of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedPath {
    /// The names between the colons. That of a glob ends with `*`.
    pub segments: Vec<String>,
    pub role: PathRole,
    /// The line, from 1.
    pub line: usize,
}

/// What a path is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathRole {
    /// `use` under this name.
    Import(String),
    /// `pub use` under this name.
    Export(String),
    /// Anything else; also a single name, except those of modules being declared, of fields and of methods.
    Mention,
}

/// Every path in `code`, which is product code.
pub fn used_paths(code: &str) -> Vec<UsedPath> {
    let mut paths = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(letter) = from(code, at).chars().next() {
        if !is_name(letter) {
            line += usize::from(letter == '\n');
            at += letter.len_utf8();
            continue;
        }
        let (before, rest) = code.split_at(at);
        let path = path_at(rest);
        at += path.len();
        match path {
            "use" if from(rest, path.len()).starts_with(char::is_whitespace) => {
                let tree = from(rest, path.len()).split(';').next().unwrap_or_default();
                paths.extend(imports(tree).into_iter().map(|(segments, name)| {
                    let role =
                        if is_public(before) { PathRole::Export(name) } else { PathRole::Import(name) };
                    UsedPath { segments, role, line }
                }));
                line += tree.matches('\n').count();
                at += tree.len();
            }
            _ if is_no_path(before) => {}
            path => {
                let segments = path.split("::").map(str::to_owned).collect();
                paths.push(UsedPath { segments, role: PathRole::Mention, line });
            }
        }
    }
    paths
}

/// The names with colons between them at the start of a text.
fn path_at(text: &str) -> &str {
    let name = |text: &str| text.find(|letter| !is_name(letter)).unwrap_or(text.len());
    let mut end = name(text);
    while from(text, end).starts_with("::") && from(text, end + 2).starts_with(is_name) {
        end += 2 + name(from(text, end + 2));
    }
    text.get(..end).unwrap_or_default()
}

/// Whether the name after `before` is that of a field, a method, a lifetime, a module being declared or a visibility.
fn is_no_path(before: &str) -> bool {
    let is_field = before.ends_with('.') && !before.ends_with("..");
    is_field || ["::", "'", "mod ", "pub(", "pub(in "].iter().any(|end| before.ends_with(end))
}

/// Whether `before` ends with `pub` or `pub(…)`.
fn is_public(before: &str) -> bool {
    let before = before.trim_end();
    let word = before.strip_suffix(')').and_then(|inside| Some(inside.rsplit_once('(')?.0));
    word.unwrap_or(before).ends_with("pub")
}

/// The paths of a tree of `use`, each with the name under which it is known from then on.
fn imports(tree: &str) -> Vec<(Vec<String>, String)> {
    let segments = |path: &str| -> Vec<String> {
        let names = path.split("::").map(|name| name.trim().trim_start_matches('$'));
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    if let Some((before, list)) = tree.split_once('{') {
        let inside = parts(list).into_iter().flat_map(|part| imports(&part));
        let whole = inside.map(|(path, name)| ([segments(before), path].concat(), name));
        let named = |(mut path, name): (Vec<String>, String)| {
            // `a::{self}` is `a`.
            path.pop_if(|last| last == "self");
            let name = if name == "self" { path.last().cloned().unwrap_or_default() } else { name };
            (path, name)
        };
        return whole.map(named).collect();
    }
    let (path, name) = tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name)));
    let path = segments(path);
    let name = name.map(|name| name.trim().to_owned()).or_else(|| path.last().cloned());
    name.map(|name| (path, name)).into_iter().collect()
}

/// The parts between the commas of a braced list, whose opening brace is not in `list`.
fn parts(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for letter in list.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            _ => {}
        }
        match letter {
            ',' if depth == 0 => parts.push(String::new()),
            letter => parts.last_mut().unwrap().push(letter),
        }
    }
    parts
}

/// The rooms that the product code of a file uses: after `crate::`, and after enough `super::` to leave the room.
/// `depth` is the number of parts of the module path.
pub fn used_rooms(source: &str, depth: usize) -> Vec<String> {
    let room = |path: UsedPath| {
        let climbs = path.segments.iter().take_while(|segment| *segment == "super").count();
        let is_absolute = path.segments.first().is_some_and(|first| first == "crate");
        let start = if is_absolute { 1 } else { depth };
        let room =
            path.segments.into_iter().nth(start).filter(|_| is_absolute || (depth > 0 && climbs == depth));
        room.filter(|room| room.chars().next().is_some_and(char::is_lowercase))
    };
    used_paths(&product_code(source)).into_iter().filter_map(room).collect()
}

/// The names of the types that a file defines, outside functions and tests.
pub fn type_names(source: &str) -> Vec<String> {
    let named = |line: &str| {
        let item = match line.strip_prefix("pub") {
            Some(rest) if rest.starts_with('(') => rest.split_once(") ")?.1,
            Some(rest) => rest.trim_start(),
            None => line,
        };
        let name = TYPE_KINDS.iter().find_map(|kind| item.strip_prefix(kind)?.strip_prefix(' '))?;
        Some(name.chars().take_while(|letter| is_name(*letter)).collect())
    };
    product_code(source).lines().filter_map(named).collect()
}

/// The names of the types that `code` defines anywhere, also in the arguments of macros.
pub fn all_type_names(code: &str) -> BTreeSet<String> {
    let words: Vec<&str> = code.split_whitespace().collect();
    let named = words.windows(2).filter(|pair| TYPE_KINDS.contains(&pair[0]));
    named.map(|pair| pair[1].chars().take_while(|letter| is_name(*letter)).collect()).collect()
}

/// The text from a byte offset on.
fn from(text: &str, start: usize) -> &str {
    text.get(start..).unwrap_or_default()
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Replaces comments and the contents of strings and characters by blanks, so that offsets stay the same.
fn without_comments_and_strings(source: &str) -> String {
    let letters: Vec<char> = source.chars().collect();
    let mut code = String::with_capacity(source.len());
    let mut at = 0;
    while at < letters.len() {
        let end = match letters[at] {
            '/' if letters.get(at + 1) == Some(&'/') => end_of_line(&letters, at),
            '/' if letters.get(at + 1) == Some(&'*') => end_of_block_comment(&letters, at),
            '"' => end_of_string(&letters, at),
            'r' if starts_raw_string(&letters, at) => end_of_raw_string(&letters, at),
            '\'' => end_of_character(&letters, at),
            _ => at,
        };
        if end == at {
            code.push(letters[at]);
            at += 1;
        } else {
            code.extend(letters[at..end].iter().map(|letter| if *letter == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    code
}

fn end_of_line(letters: &[char], at: usize) -> usize {
    letters[at..].iter().position(|letter| *letter == '\n').map_or(letters.len(), |length| at + length)
}

fn end_of_block_comment(letters: &[char], at: usize) -> usize {
    let close = letters[at..].windows(2).position(|pair| pair == ['*', '/']);
    close.map_or(letters.len(), |length| at + length + 2)
}

fn end_of_string(letters: &[char], at: usize) -> usize {
    let mut end = at + 1;
    while end < letters.len() && letters[end] != '"' {
        end += if letters[end] == '\\' { 2 } else { 1 };
    }
    (end + 1).min(letters.len())
}

fn starts_raw_string(letters: &[char], at: usize) -> bool {
    let is_own_word = at == 0 || !is_name(letters[at - 1]) || letters[at - 1] == 'b';
    let hashes = letters[at + 1..].iter().take_while(|letter| **letter == '#').count();
    is_own_word && letters.get(at + 1 + hashes) == Some(&'"')
}

fn end_of_raw_string(letters: &[char], at: usize) -> usize {
    let hashes = letters[at + 1..].iter().take_while(|letter| **letter == '#').count();
    let mut end = at + hashes + 2;
    while end < letters.len() {
        let closes =
            letters[end] == '"' && letters[end + 1..].iter().take(hashes).all(|letter| *letter == '#');
        if closes {
            return end + 1 + hashes;
        }
        end += 1;
    }
    letters.len()
}

/// The end of a character literal. Lifetimes are no literals.
fn end_of_character(letters: &[char], at: usize) -> usize {
    match (letters.get(at + 1), letters.get(at + 2)) {
        (Some('\\'), _) => {
            let close = letters[at + 3..].iter().position(|letter| *letter == '\'');
            close.map_or(at, |length| at + 3 + length + 1)
        }
        (Some(_), Some('\'')) => at + 3,
        _ => at,
    }
}

/// Replaces each `#[cfg(test)]` with its item, up to the closing brace or semicolon, by blanks.
fn without_test_items(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = String::new();
    let mut rest = code;
    while let Some(start) = rest.find(MARK) {
        out.push_str(rest.get(..start).unwrap_or_default());
        rest = from(rest, start);
        let mut depth = 0_i32;
        let end = from(rest, MARK.len()).char_indices().find_map(|(place, letter)| {
            match letter {
                '{' | '(' | '[' => depth += 1,
                '}' | ')' | ']' => depth -= 1,
                _ => {}
            }
            let is_end = depth == 0 && matches!(letter, ';' | '}') || depth < 0;
            is_end.then_some(MARK.len() + place + usize::from(depth >= 0))
        });
        let (item, after) = rest.split_at(end.unwrap_or(rest.len()));
        out.extend(item.chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[test]
fn uses_are_found_everywhere_in_product_code() {
    let used = |source: &str, depth| used_rooms(source, depth);
    let below_tests = "#[cfg(test)]\nmod tests;\n\nuse crate::tui::App;\n";
    assert_eq!(used(below_tests, 1), ["tui"]);
    let after_a_test_item =
        "#[cfg(test)]\nmod tests {\n    use crate::cli::X;\n}\nfn f() { crate::store::open(); }\n";
    assert_eq!(used(after_a_test_item, 1), ["store"]);
    assert_eq!(used("pub use crate::{a::{b, c}, d};\nuse crate::e;\n", 1), ["a", "a", "d", "e"]);
    assert_eq!(used("use super::super::tui::App;\n", 2), ["tui"]);
    assert_eq!(used("use super::super::tui::App;\n", 3), [""; 0]);
}

#[test]
fn comments_strings_and_tests_use_no_room() {
    for source in [
        "// crate::tui\n/* crate::tui */",
        "const A: &str = \"crate::tui\";",
        "const B: &str = r#\"say \"crate::tui\"\"#;",
        "const C: char = '\"'; // crate::tui\n",
        "#[cfg(test)]\nuse crate::tui;\n",
        "#[cfg(test)]\n#[expect(dead_code, reason = \"x\")]\nfn f() { crate::tui::g(); }\n",
        "use mycrate::tui;",
    ] {
        assert_eq!(used_rooms(source, 1), [""; 0], "{source}");
    }
}

#[test]
fn types_are_found_by_their_names() {
    let source = "pub struct A;\nenum B { C }\npub(super) trait D {}\ntype E<T> = Vec<T>;\nimpl X {\n    type F = u8;\n}\n";
    assert_eq!(type_names(source), ["A", "B", "D", "E"]);
    assert_eq!(declared_modules("pub mod a;\nmod b;\npub(super) mod c;\nmod d {\n"), ["a", "b", "c"]);
}

#[test]
fn each_path_is_found_with_its_line_and_its_name() {
    let found = |source: &str| -> Vec<String> {
        let paths = used_paths(&product_code(source)).into_iter();
        let paths = paths.map(|UsedPath { segments, role, line }| match role {
            PathRole::Import(name) => format!("{line} use {} as {name}", segments.join("::")),
            PathRole::Export(name) => format!("{line} pub use {} as {name}", segments.join("::")),
            PathRole::Mention => format!("{line} {}", segments.join("::")),
        });
        paths.collect()
    };
    assert_eq!(
        found("\nuse a::{self, b as c, d::{\n    E,\n}};\npub(super) use f::*;\npub use g as h;\n"),
        [
            "2 use a as a",
            "2 use a::b as c",
            "2 use a::d::E as E",
            "5 pub",
            "5 pub use f::* as *",
            "6 pub",
            "6 pub use g as h",
        ]
    );
    assert_eq!(
        found("#[cfg(test)]\nmod tests {\n}\nmod a;\ntype B<'c> = d::E<'c>;\nb.c::<D>().e(..f)"),
        ["4 mod", "5 type", "5 B", "5 d::E", "6 b", "6 D", "6 f"]
    );
}
