//! Each room of the program knows the rooms below it and none above.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each room may use. The order is that of `src/lib.rs`; what is not named may not be used.
const ROOMS: &[(&str, &[&str])] = &[
    ("bidi", &[]),
    ("i18n", &["bidi"]),
    ("model", &[]),
    ("search", &[]),
    ("scoring", &["model"]),
    ("history", &["model"]),
    ("merge", &["model"]),
    ("compare", &["model", "scoring"]),
    ("roadmap", &["model", "scoring"]),
    ("clock", &[]),
    ("paths", &[]),
    ("system", &[]),
    ("yaml", &["bidi"]),
    ("data", &["model", "system", "yaml"]),
    ("store", &["clock", "data", "i18n", "merge", "model", "paths", "system", "yaml"]),
    ("theme", &["data", "model", "system", "yaml"]),
    ("save thread", &["clock", "merge", "model", "store"]),
    ("settings", &["bidi", "i18n", "paths", "store", "yaml"]),
    ("terminal", &["bidi", "settings"]),
    ("report", &["bidi", "compare", "i18n", "merge", "model", "roadmap", "scoring", "search"]),
    ("export", &["bidi", "i18n", "model", "report", "roadmap", "scoring", "store", "yaml"]),
    (
        "explain",
        &[
            "bidi", "clock", "compare", "data", "export", "i18n", "model", "paths", "settings", "store",
            "system", "theme", "yaml",
        ],
    ),
    (
        "tui",
        &[
            "bidi",
            "clock",
            "compare",
            "data",
            "explain",
            "export",
            "history",
            "i18n",
            "merge",
            "model",
            "paths",
            "report",
            "roadmap",
            "scoring",
            "search",
            "settings",
            "store",
            "system",
            "terminal",
            "theme",
            "save thread",
            "yaml",
        ],
    ),
    (
        "cli",
        &[
            "bidi", "clock", "compare", "data", "explain", "export", "i18n", "merge", "model", "paths",
            "report", "roadmap", "scoring", "search", "settings", "store", "system", "terminal", "theme",
            "tui", "yaml",
        ],
    ),
];

/// Rooms that must not know what outside means: no file, no clock, no screen.
const PURE: &[&str] = &["model", "search", "scoring", "history", "merge", "compare", "roadmap", "report"];

#[test]
fn every_room_uses_only_what_it_may() {
    let rooms: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut seen = 0;
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let Some(room) = room_of(&file) else { continue };
        let allowed = rooms.get(room.as_str()).unwrap_or_else(|| panic!("{room} has no place in the order"));
        for used in used_rooms(&without_tests(&file)) {
            seen += 1;
            let fine = used == room || allowed.contains(&used.as_str());
            assert!(fine, "{}: {room} may not use {used}", file.display());
        }
    }
    assert!(seen > 100, "only {seen} uses were found");
}

#[test]
fn the_pure_rooms_touch_no_file_no_clock_and_no_screen() {
    const FORBIDDEN: [&str; 8] =
        ["std::fs", "std::io", "std::env", "std::time", "std::thread", "crossterm", "ratatui", "now()"];
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let Some(room) = room_of(&file) else { continue };
        if PURE.contains(&room.as_str()) {
            let text = without_tests(&file);
            let found = FORBIDDEN.iter().find(|word| text.contains(**word));
            assert_eq!(found, None, "{}", file.display());
        }
    }
}

#[test]
fn the_time_is_read_from_the_clock_alone() {
    const READINGS: [&str; 4] = ["Timestamp::now", "Zoned::now", "ZonedDateTime::now", "SystemTime::now"];
    let mut seen = 0;
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = without_tests(&file);
        let found = READINGS.iter().find(|reading| text.contains(**reading));
        if room_of(&file).as_deref() == Some("clock") {
            seen += usize::from(found.is_some());
        } else {
            assert_eq!(found, None, "{}", file.display());
        }
    }
    assert_eq!(seen, 1);
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_test = path.file_stem().is_some_and(|stem| {
            ["tests", "example", "examples", "laws", "sample", "edits", "stage", "build"]
                .iter()
                .any(|name| *name == stem)
        });
        if is_test {
            continue;
        }
        if path.is_dir() {
            out.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
    out
}

/// The room a file belongs to: the first part of its path below `src`; none for the program's own entrances.
fn room_of(file: &Path) -> Option<String> {
    let inside = file.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = inside.components().next()?.as_os_str().to_str()?.trim_end_matches(".rs").to_owned();
    (!["lib", "main"].contains(&first.as_str())).then_some(first)
}

/// A file up to its own tests.
fn without_tests(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()
}

/// The rooms named after `crate::`, in `use` lines and in paths, comments left out.
fn used_rooms(text: &str) -> Vec<String> {
    let code =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut out = Vec::new();
    for part in code.split("crate::").skip(1) {
        if let Some(list) = part.strip_prefix('{') {
            out.extend(top_level_names(list));
        } else {
            out.push(part.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect());
        }
    }
    out
}

/// The first names of a braced list, as deep as its first level.
fn top_level_names(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = vec![String::new()];
    let mut inside_name = true;
    for letter in list.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(String::new());
                inside_name = true;
            }
            ':' => inside_name = false,
            letter if depth == 0 && inside_name && !letter.is_whitespace() => {
                names.last_mut().unwrap().push(letter);
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}
