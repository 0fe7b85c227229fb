//! Reads Rust sources for the tests of the map: which code is part of the program, and which rooms it uses.

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

/// The rooms that the product code of a file uses: after `crate::`, and after enough `super::` to leave the room.
/// `depth` is the number of parts of the module path.
pub fn used_rooms(source: &str, depth: usize) -> Vec<String> {
    let code = product_code(source);
    let mut rooms = Vec::new();
    for (start, _) in code.match_indices("crate::").filter(|(start, _)| begins_a_word(&code, *start)) {
        rooms.extend(first_names(from(&code, start + "crate::".len())));
    }
    let climb = "super::".repeat(depth);
    for (start, _) in code.match_indices(&climb).filter(|(start, _)| begins_a_word(&code, *start)) {
        rooms.extend(first_names(from(&code, start + climb.len())));
    }
    rooms.retain(|room| room.chars().next().is_some_and(char::is_lowercase));
    rooms
}

/// The names of the types that a file defines, outside functions and tests.
pub fn type_names(source: &str) -> Vec<String> {
    const KINDS: [&str; 4] = ["struct ", "enum ", "trait ", "type "];
    let named = |line: &str| {
        let item = match line.strip_prefix("pub") {
            Some(rest) if rest.starts_with('(') => rest.split_once(") ")?.1,
            Some(rest) => rest.trim_start(),
            None => line,
        };
        let name = KINDS.iter().find_map(|kind| item.strip_prefix(kind))?;
        Some(name.chars().take_while(|letter| is_name(*letter)).collect())
    };
    product_code(source).lines().filter_map(named).collect()
}

/// The text from a byte offset on.
fn from(text: &str, start: usize) -> &str {
    text.get(start..).unwrap_or_default()
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn begins_a_word(code: &str, start: usize) -> bool {
    !code.get(..start).unwrap_or_default().ends_with(|letter: char| is_name(letter) || letter == ':')
}

/// The names at the start of a path or of a braced list of paths, up to the first level.
fn first_names(rest: &str) -> Vec<String> {
    let Some(list) = rest.strip_prefix('{') else {
        return vec![rest.chars().take_while(|letter| is_name(*letter)).collect()];
    };
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for letter in list.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            letter if depth == 0 => parts.last_mut().unwrap().push(letter),
            _ => {}
        }
    }
    let name = |part: &String| part.trim().chars().take_while(|letter| is_name(*letter)).collect::<String>();
    parts.iter().map(name).filter(|name| !name.is_empty()).collect()
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

/// Removes each `#[cfg(test)]` with its item, up to the closing brace or semicolon.
fn without_test_items(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = String::new();
    let mut rest = code;
    while let Some(start) = rest.find(MARK) {
        out.push_str(rest.get(..start).unwrap_or_default());
        rest = from(rest, start + MARK.len());
        let mut depth = 0_i32;
        let end = rest.char_indices().find_map(|(place, letter)| {
            match letter {
                '{' | '(' | '[' => depth += 1,
                '}' | ')' | ']' => depth -= 1,
                _ => {}
            }
            let is_end = depth == 0 && matches!(letter, ';' | '}') || depth < 0;
            is_end.then_some(place + usize::from(depth >= 0))
        });
        rest = from(rest, end.unwrap_or(rest.len()));
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
    assert_eq!(used("pub use crate::{a::{b, c}, d};\nuse crate::e;\n", 1), ["a", "d", "e"]);
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
