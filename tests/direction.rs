//! Tests that the map in `src/lib.rs` is true: rooms use only rooms above them, pure rooms are pure, and type names are
//! unique.
//!
//! Everything is read from the sources; there is no second list.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::source;

/// A room of the map.
struct Room {
    name: String,
    is_pure: bool,
}

#[test]
fn the_table_of_the_map_lists_the_rooms_in_order() {
    let lib = read(&src().join("lib.rs"));
    let declared = |line| between(line, "pub mod ", ";").or_else(|| between(line, "pub(crate) mod ", ";"));
    let modules: Vec<String> = lib.lines().filter_map(declared).collect();
    let listed: Vec<String> = map(&lib).into_iter().map(|room| room.name).collect();
    assert!(modules.len() > 20, "{modules:?}");
    assert_eq!(listed, modules);
}

#[test]
fn every_room_uses_only_the_rooms_above_it() {
    let order: Vec<String> = map(&read(&src().join("lib.rs"))).into_iter().map(|room| room.name).collect();
    let mut seen = 0;
    for file in product_files() {
        let Some(room) = room_of(&file) else { continue };
        let place = order.iter().position(|known| *known == room);
        let place = place.unwrap_or_else(|| panic!("{room} is not in the map"));
        for used in source::used_rooms(&read(&file), depth_of(&file)) {
            seen += 1;
            let is_above = order.iter().position(|known| *known == used).is_some_and(|used| used <= place);
            assert!(is_above, "{}: {room} may not use {used}", file.display());
        }
    }
    assert!(seen > 500, "only {seen} uses were found");
}

#[test]
fn the_pure_rooms_touch_no_file_no_clock_and_no_screen() {
    const FORBIDDEN: [&str; 8] =
        ["std::fs", "std::io", "std::env", "std::time", "std::thread", "crossterm", "ratatui", "now()"];
    let rooms = map(&read(&src().join("lib.rs")));
    let pure: Vec<&str> = rooms.iter().filter(|room| room.is_pure).map(|room| room.name.as_str()).collect();
    assert!(pure.len() > 5, "{pure:?}");
    for file in product_files() {
        if room_of(&file).is_some_and(|room| pure.contains(&room.as_str())) {
            let code = source::product_code(&read(&file));
            let found = FORBIDDEN.iter().find(|word| code.contains(**word));
            assert_eq!(found, None, "{}", file.display());
        }
    }
}

#[test]
fn only_the_clock_room_reads_the_time() {
    const READINGS: [&str; 4] = ["Timestamp::now", "Zoned::now", "ZonedDateTime::now", "SystemTime::now"];
    let mut seen = 0;
    for file in product_files() {
        let code = source::product_code(&read(&file));
        let found = READINGS.iter().find(|reading| code.contains(**reading));
        if room_of(&file).as_deref() == Some("clock") {
            seen += usize::from(found.is_some());
        } else {
            assert_eq!(found, None, "{}", file.display());
        }
    }
    assert_eq!(seen, 1);
}

#[test]
fn no_type_name_is_defined_twice() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in product_files() {
        for name in source::type_names(&read(&file)) {
            places.entry(name).or_default().push(file.display().to_string());
        }
    }
    assert!(places.len() > 300, "only {} types were found", places.len());
    let doubles: BTreeMap<_, _> = places.into_iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(doubles.is_empty(), "{doubles:#?}");
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap()
}

/// The rooms of the table in the documentation of `lib.rs`, top down.
fn map(lib: &str) -> Vec<Room> {
    let row = |line: &str| {
        let cells: Vec<&str> = line.strip_prefix("//! | ")?.split('|').map(str::trim).collect();
        let name = between(cells.first()?, "[`", "`]")?;
        Some(Room { name, is_pure: cells.get(2) == Some(&"pure") })
    };
    lib.lines().filter_map(row).collect()
}

fn between(text: &str, before: &str, after: &str) -> Option<String> {
    Some(text.strip_prefix(before)?.strip_suffix(after)?.to_owned())
}

/// The files of the library that are part of the program. Files declared by a `#[cfg(test)] mod` and the build script
/// are left out.
fn product_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(&src().join("lib.rs"), &src(), &mut files);
    files
}

/// Follows the `mod` declarations of `file`, whose submodules are in `folder`.
fn collect(file: &Path, folder: &Path, files: &mut Vec<PathBuf>) {
    files.push(file.to_owned());
    for module in source::declared_modules(&source::product_code(&read(file))) {
        let alone = folder.join(format!("{module}.rs"));
        let inner = folder.join(&module);
        let file = if alone.exists() { alone } else { inner.join("mod.rs") };
        assert!(file.exists(), "{} is declared and not there", file.display());
        collect(&file, &inner, files);
    }
}

/// The parts of a module's path: `["cli", "print", "table"]`.
fn module_path(file: &Path) -> Vec<String> {
    let inside = file.strip_prefix(src()).unwrap().with_extension("");
    let mut parts: Vec<String> = inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

fn depth_of(file: &Path) -> usize {
    module_path(file).len()
}

/// The room of a file. `None` for the entry points of the program.
fn room_of(file: &Path) -> Option<String> {
    module_path(file).into_iter().next().filter(|first| first != "lib" && first != "main")
}
