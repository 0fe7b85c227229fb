//! Tests that the map in `src/lib.rs` is true: rooms use only rooms above them, files do not use each other in circles,
//! pure rooms are pure, and type names are unique.
//!
//! Everything is read from the sources; there is no second list.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::modules::{Modules, Use, circles};
use crate::support::source;

/// The module with the table of screens. The actions name a screen by its row, and the row makes the screen, so that a
/// screen is listed once; a second list below the actions would have to agree with it.
const TABLE_OF_SCREENS: &str = "tui::screens";

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
    for (path, module) in library().iter() {
        let Some(room) = path.first() else { continue };
        let place = order.iter().position(|known| known == room);
        let place = place.unwrap_or_else(|| panic!("{room} is not in the map"));
        for used in source::used_rooms(&module.source, path.len()) {
            seen += 1;
            let is_above = order.iter().position(|known| *known == used).is_some_and(|used| used <= place);
            assert!(is_above, "{}: {room} may not use {used}", module.file.display());
        }
    }
    assert!(seen > 500, "only {seen} uses were found");
}

#[test]
fn files_do_not_use_each_other_in_a_circle() {
    let uses = library().uses();
    assert!(uses.len() > 1_000, "only {} uses were found", uses.len());
    let lists = |one: &Use| one.by.join("::") == TABLE_OF_SCREENS;
    let uses: Vec<Use> = uses.into_iter().filter(|one| !lists(one)).collect();
    let chain = |circle: Vec<Use>| {
        let lines = circle.into_iter().map(|one| format!("  {} -> {}\n", one.evidence, one.of.join("::")));
        lines.collect::<String>()
    };
    let circles: Vec<String> = circles(&uses).into_iter().map(chain).collect();
    assert!(circles.is_empty(), "{} circles of files:\n{}", circles.len(), circles.join("\n"));
}

#[test]
fn the_pure_rooms_touch_no_file_no_clock_and_no_screen() {
    const FORBIDDEN: [&str; 8] =
        ["std::fs", "std::io", "std::env", "std::time", "std::thread", "crossterm", "ratatui", "now()"];
    let rooms = map(&read(&src().join("lib.rs")));
    let pure: Vec<&str> = rooms.iter().filter(|room| room.is_pure).map(|room| room.name.as_str()).collect();
    assert!(pure.len() > 5, "{pure:?}");
    for (path, module) in library().iter() {
        if path.first().is_some_and(|room| pure.contains(&room.as_str())) {
            let code = source::product_code(&module.source);
            let found = FORBIDDEN.iter().find(|word| code.contains(**word));
            assert_eq!(found, None, "{}", module.file.display());
        }
    }
}

#[test]
fn only_the_clock_room_reads_the_time() {
    const READINGS: [&str; 4] = ["Timestamp::now", "Zoned::now", "ZonedDateTime::now", "SystemTime::now"];
    let mut seen = 0;
    for (path, module) in library().iter() {
        let code = source::product_code(&module.source);
        let found = READINGS.iter().find(|reading| code.contains(**reading));
        if path.first().is_some_and(|room| room == "clock") {
            seen += usize::from(found.is_some());
        } else {
            assert_eq!(found, None, "{}", module.file.display());
        }
    }
    assert_eq!(seen, 1);
}

#[test]
fn no_type_name_is_defined_twice() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, module) in library().iter() {
        for name in source::type_names(&module.source) {
            places.entry(name).or_default().push(module.file.display().to_string());
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

/// The modules of the library that are part of the program.
fn library() -> Modules {
    Modules::read(&src())
}
