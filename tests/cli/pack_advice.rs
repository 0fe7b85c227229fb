//! The advice about questionnaires and themes, followed as it is written.

use std::fs;
use std::path::Path;

use super::advice::{advised, follow, homes, refused, typed};
use crate::support::home::Home;

/// Copies a pack into the folder of this name, below the user's packs or elsewhere. Returns its path.
fn put_pack(home: &Home, folder: &str) -> String {
    let to = home.path(folder);
    fs::create_dir_all(&to).unwrap();
    for file in ["pack.yaml", "soil.yaml"] {
        fs::copy(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/valid/one-language").join(file),
            to.join(file),
        )
        .unwrap();
    }
    to.display().to_string()
}

/// Replaces a text in a file of a pack.
#[track_caller]
fn edit(folder: &str, file: &str, from: &str, to: &str) {
    let path = Path::new(folder).join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from} in {text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn a_pack_that_is_not_used_is_a_fault_and_the_advice_makes_it_the_one() {
    for home in homes() {
        let (first, second) =
            (put_pack(&home, "config/questionnaires/a"), put_pack(&home, "config/questionnaires/b"));
        let message = refused(&home, &["check"]);
        assert!(message.contains(&second) && message.contains(&first), "{message}");
        edit(&second, "pack.yaml", "id: garden", "id: b");
        home.done(&["check"]);
        home.done(&["new", "B", "--pack", "b"]);
        edit(&second, "pack.yaml", "id: b", "id: whole-of-government");
        let message = refused(&home, &["check"]);
        assert!(message.contains("whole-of-government"), "{message}");
        edit(&second, "pack.yaml", "id: whole-of-government", "id: b");
        let third = put_pack(&home, "elsewhere");
        edit(&third, "pack.yaml", "title: Garden", "title: Other");
        let message = refused(&home, &["new", "C", "--pack", &third]);
        assert!(message.contains(&first), "the folder that has the id is named: {message}");
        edit(&third, "pack.yaml", "id: garden", "id: c");
        home.done(&["new", "C", "--pack", &third]);
    }
}

#[test]
fn a_faulty_pack_is_checked_by_the_advised_command() {
    for home in homes() {
        for folder in ["-demo", "de mo", "it's"] {
            let path = put_pack(&home, folder);
            edit(&path, "pack.yaml", "version: 0.1.0", "version: one");
            let mut command = home.command(&["new", "A", &format!("--pack={folder}")]);
            let output = command.current_dir(home.path("")).output().unwrap();
            let message = String::from_utf8(output.stderr).unwrap();
            let line = advised(&message, "mizan check");
            let script = format!("cd {} && {line} | grep -c pack.yaml", home.path("").display());
            follow(&home, &script);
        }
    }
}

#[test]
fn following_the_advice_for_a_pack_once_is_enough() {
    for home in homes() {
        let fault = |folder: &str| refused(&home, &["check", folder]);
        let demo = put_pack(&home, "demo");
        edit(&demo, "soil.yaml", "topic: Water", "topic: \"\"");
        assert!(!fault(&demo).contains("key"), "removing the key would be a fault too");
        edit(&demo, "soil.yaml", "topic: \"\"", "topic: Water");
        home.done(&["check", &demo]);

        fs::write(format!("{demo}/roots.yml"), "id: roots\n").unwrap();
        let message = fault(&demo);
        let names: Vec<_> = typed(&message).collect();
        assert!(names.contains(&"roots") && names.contains(&"roots.yaml"), "{message}");
        fs::rename(format!("{demo}/roots.yml"), format!("{demo}/roots.yaml")).unwrap();
        fs::copy(format!("{demo}/soil.yaml"), format!("{demo}/roots.yaml")).unwrap();
        edit(&demo, "roots.yaml", "soil", "roots");
        edit(&demo, "pack.yaml", "areas: [soil]", "areas: [soil, roots]");
        home.done(&["check", &demo]);

        fs::write(format!("{demo}/roots.yaml"), "").unwrap();
        let message = fault(&demo);
        assert!(typed(&message).any(|text| text == "pack.yaml"), "{message}");
        fs::remove_file(format!("{demo}/roots.yaml")).unwrap();
        edit(&demo, "pack.yaml", "areas: [soil, roots]", "areas: [soil]");
        home.done(&["check", &demo]);

        edit(&demo, "soil.yaml", "id: soil\n", "id: sand\n");
        let message = fault(&demo);
        for part in ["id: soil", "sand.yaml", "sand", "pack.yaml"] {
            assert!(typed(&message).any(|text| text == part), "{part}: {message}");
        }
        fs::rename(format!("{demo}/soil.yaml"), format!("{demo}/sand.yaml")).unwrap();
        edit(&demo, "pack.yaml", "soil", "sand");
        home.done(&["check", &demo]);
    }
}

#[test]
fn a_number_of_a_pack_has_its_own_range_from_the_first_message_on() {
    for home in homes() {
        let demo = put_pack(&home, "demo");
        for (file, line, wrong, least, most) in [
            ("pack.yaml", "gate: 100", "gate: full", 1, 100),
            ("pack.yaml", "decimals: 3", "decimals: [1]", 0, 3),
            ("pack.yaml", "schema: 1", "schema: abc", 1, 2),
            ("soil.yaml", "title: Soil", "title: Soil\nweight: heavy", 1, 100),
            ("soil.yaml", "topic: Compost", "topic: Compost\n  revision: -1", 1, 1_000_000),
        ] {
            edit(&demo, file, line, wrong);
            let message = refused(&home, &["check", &demo]);
            let ranges = [format!("from {least} to {most}."), format!("من {least} إلى {most}.")];
            assert!(ranges.iter().any(|range| message.contains(range)), "{wrong}: {message}");
            edit(&demo, file, wrong, line);
        }
    }
}

#[test]
fn assessments_and_settings_are_not_checked_as_themes() {
    for home in homes() {
        home.done(&["new", "A"]);
        fs::write(home.config().join("settings.yaml"), "language: en\n").unwrap();
        for path in ["config/assessments", "config/assessments/a.yaml", "config/settings.yaml", "config"] {
            let message = refused(&home, &["check", &home.path(path).display().to_string()]);
            assert!(!message.contains("inherits"), "{path}: {message}");
        }
    }
}

#[test]
fn a_colour_that_hides_the_end_of_its_bracket_is_to_be_quoted() {
    for home in homes() {
        let theme = home.path("own.yaml");
        for written in
            ["roles:\n  text: {fg: #ffffff}\n", "roles:\n  text: {fg: #ffffff}\n  muted: {fg: red}\n"]
        {
            fs::write(&theme, format!("inherits: dark\n{written}")).unwrap();
            let message = refused(&home, &["check", &theme.display().to_string()]);
            let sentences = ["because a `#` begins a comment", "لأن العلامة `#` تبدأ تعليقا"];
            assert!(sentences.iter().any(|words| message.contains(words)), "{message}");
            assert!(message.contains("own.yaml:3"), "{message}");
            let mended = written.replace("#ffffff", "\"#ffffff\"");
            fs::write(&theme, format!("inherits: dark\n{mended}")).unwrap();
            home.done(&["check", &theme.display().to_string()]);
        }
    }
}

#[test]
fn what_another_installed_pack_has_is_named_with_the_command_that_shows_it() {
    for home in homes() {
        for words in [&["soil-q1"][..], &["--area", "soil"]] {
            let asked = [&["questions"], words].concat();
            let message = refused(&home, &asked);
            assert!(!message.contains("garden"), "it is not installed: {message}");
            put_pack(&home, "config/questionnaires/garden");
            let message = refused(&home, &asked);
            assert!(message.contains("garden"), "{message}");
            follow(&home, advised(&message, "mizan questions"));
            fs::remove_dir_all(home.path("config/questionnaires/garden")).unwrap();
        }
    }
}
