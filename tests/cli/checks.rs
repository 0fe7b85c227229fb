//! `mizan check`: faults of packs and themes, each on one line with its file.

use std::fs;
use std::path::Path;

use crate::assert_transcript;
use crate::support::home::Home;

/// The names of the subfolders, sorted.
fn folders(folder: &str) -> Vec<String> {
    let entries =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("the data is there");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let folders = paths.filter(|path| path.is_dir());
    let mut names: Vec<String> = folders
        .filter_map(|path| path.file_name().map(|name| format!("{folder}/{}", name.to_string_lossy())))
        .collect();
    names.sort();
    names
}

#[test]
fn every_invalid_pack_is_explained_in_both_languages() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home =
            folders("tests/data/invalid").iter().fold(home, |home, folder| home.types(&["check", folder]));
        assert_transcript!(format!("check-packs-{language}"), home.transcript());
    }
}

#[test]
fn every_fault_of_an_invalid_pack_has_a_line() {
    let home = Home::english();
    for folder in folders("tests/data/invalid") {
        let output = home.run(&["check", &folder]);
        assert_eq!(output.status.code(), Some(1), "{folder}");
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.lines().count() >= 1, "{folder}");
        assert!(text.lines().all(|line| line.starts_with(&format!("{folder}/"))), "{text}");
    }
}

#[test]
fn every_invalid_theme_is_explained_in_both_languages() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = home.types(&["check", "tests/data/invalid-themes"]);
        assert_transcript!(format!("check-themes-{language}"), home.transcript());
    }
}

#[test]
fn valid_packs_and_themes_are_reported_as_such() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let empty = home.path("empty").display().to_string();
        fs::create_dir(&empty).unwrap();
        let home =
            folders("tests/data/valid").iter().fold(home, |home, folder| home.types(&["check", folder]));
        let home = home
            .types(&["check"])
            .types(&["check", "questionnaires"])
            .types(&["check", "themes/dark.yaml"])
            .types(&["check", &empty])
            .types(&["check", "no/such/folder"]);
        assert_transcript!(format!("check-good-{language}"), home.transcript());
    }
}
