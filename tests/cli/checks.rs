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

/// Copies the pack of a folder to another one, with this version.
fn copy_pack(from: &Path, to: &Path, version: &str) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let text = fs::read_to_string(entry.path()).unwrap();
        let line = text.lines().find(|line| line.starts_with("version:")).unwrap_or("version:");
        fs::write(to.join(entry.file_name()), text.replace(line, &format!("version: {version}"))).unwrap();
    }
}

#[test]
fn a_pack_in_a_folder_of_another_name_is_named_and_works() {
    let home = Home::english();
    let folder = home.config().join("questionnaires/another");
    copy_pack(Path::new("tests/data/valid/three-languages"), &folder, "1.0.0");
    let output = home.run(&["check", &folder.display().to_string()]);
    let warning = String::from_utf8(output.stderr).unwrap();
    assert!(warning.contains("another") && warning.contains("three-languages"), "{warning}");
    assert_eq!(output.status.code(), Some(0));
    home.done(&["new", "One", "--pack", "another"]);
    home.done(&["show", "One"]);
    // As the warning says.
    fs::rename(&folder, folder.with_file_name("three-languages")).unwrap();
    home.done(&["show", "One"]);
    assert_eq!(home.run(&["check"]).stderr, b"");
}

#[test]
fn a_higher_version_replaces_an_installed_pack_as_the_message_says() {
    let home = Home::english();
    let (old, new) = (home.path("old"), home.path("new"));
    copy_pack(Path::new("tests/data/valid/three-languages"), &old, "1.0.0");
    copy_pack(Path::new("tests/data/valid/three-languages"), &new, "1.0.0");
    fs::write(new.join("pack.yaml"), fs::read_to_string(new.join("pack.yaml")).unwrap() + "\n# another\n")
        .unwrap();
    let from = |folder: &Path| folder.display().to_string();
    home.done(&["new", "One", "--pack", &from(&old)]);
    let areas = new.join("pack.yaml");
    let text = fs::read_to_string(&areas).unwrap().replacen("en: ", "en: Changed ", 1);
    fs::write(&areas, &text).unwrap();
    let refused = home.run(&["new", "Two", "--pack", &from(&new)]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("a higher version number"));
    fs::write(&areas, text.replace("version: 1.0.0", "version: 1.0.1")).unwrap();
    let replaced = home.run(&["new", "Two", "--pack", &from(&new)]);
    let warning = String::from_utf8(replaced.stderr).unwrap();
    assert!(replaced.status.success() && warning.contains("1.0.0") && warning.contains("1.0.1"), "{warning}");
    assert!(home.file("questionnaires/three-languages/pack.yaml").contains("Changed"));
    assert!(!home.file("bin/three-languages~1/pack.yaml").contains("Changed"));
    // The other advice.
    fs::write(&areas, text.replace("id: three-languages", "id: another")).unwrap();
    home.done(&["new", "Three", "--pack", &from(&new)]);
    home.done(&["show", "One"]);
}

#[test]
fn a_pack_that_is_checked_alone_is_reported_if_another_one_is_used_instead() {
    let home = Home::english();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/valid/one-language");
    let put = |folder: &str, id: &str| {
        let to = home.path(folder);
        fs::create_dir_all(&to).unwrap();
        fs::copy(from.join("soil.yaml"), to.join("soil.yaml")).unwrap();
        let manifest = fs::read_to_string(from.join("pack.yaml")).unwrap();
        fs::write(to.join("pack.yaml"), manifest.replace("id: garden", &format!("id: {id}"))).unwrap();
        to.to_str().unwrap().to_owned()
    };
    let checked = |folder: &str| {
        let output = home.run(&["check", folder]);
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let [_, second, bundled] = [("a", "garden"), ("b", "garden"), ("c", "whole-of-government")]
        .map(|(folder, id)| put(&format!("config/questionnaires/{folder}"), id));
    for folder in [&second, &bundled] {
        let (code, said) = checked(folder);
        assert!(code == Some(1) && said.contains("is used instead of this one"), "{said}");
    }
    // A copy elsewhere is not installed.
    assert_eq!(checked(&put("elsewhere/b", "garden")).0, Some(0));
}

/// A link that leads to itself cannot be read by any user, unlike a folder without permissions.
#[cfg(unix)]
#[test]
fn a_folder_of_packs_or_themes_that_cannot_be_read_is_a_fault() {
    for folder in ["questionnaires", "themes"] {
        let home = Home::english().prepared(&["new", "One"]);
        let path = home.path("config").join(folder);
        std::os::unix::fs::symlink(&path, &path).unwrap();
        let output = home.run(&["check"]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.code() == Some(1) && said.contains("ELOOP") && said.contains(folder), "{said}");
    }
}

/// A pack with three levels that are labelled from 0, written by `edit`.
fn labelled_from_0(home: &Home, edit: impl Fn(&str) -> String) -> String {
    let folder = home.path("grades");
    fs::create_dir_all(&folder).unwrap();
    let levels: Vec<_> =
        ["0", "1", "2"].map(|label| edit(&format!("    - {{label: {label}, name: Level {label}}}\n"))).into();
    let manifest = format!(
        "schema: 2\nid: grades\nversion: 1.0.0\nlanguages: [en]\ntitle: Grades\nscale:\n  gate: 80\n  levels:\n{}areas: [one]\n",
        levels.concat()
    );
    fs::write(folder.join("pack.yaml"), manifest).unwrap();
    let area = "id: one\ntitle: One\nquestions:\n  - {id: q1, topic: First, prompt: Is it so?}\n";
    fs::write(folder.join("one.yaml"), area).unwrap();
    folder.display().to_string()
}

#[test]
fn labels_that_are_other_numbers_than_what_counts_are_warned_of_until_scores_are_written() {
    for (home, said, advised) in [
        (Home::english(), "levels 0, 1, 2 count as 1, 2, 3", "`score: 0` at the level 0"),
        (Home::arabic(), "المستويات 0، 1، 2 في المؤشر بالدرجات 1، 2، 3", "`score: 0` للمستوى 0"),
    ] {
        let folder = labelled_from_0(&home, str::to_owned);
        let output = home.run(&["check", &folder]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{told}");
        for text in [said, advised, &format!("{folder}/pack.yaml:9")] {
            assert!(told.contains(text), "{text}\n{told}");
        }
        let scored = |line: &str| {
            let label = line.split(['{', ',']).nth(1).unwrap().replace("label", "score");
            line.replace("{label", &format!("{{{label}, label"))
        };
        labelled_from_0(&home, scored);
        let output = home.run(&["check", &folder]);
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    }
}
