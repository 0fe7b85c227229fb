//! Creating, listing, renaming, deleting, exporting and importing assessments.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::assert_transcript;
use crate::support::home::Home;

#[test]
fn an_assessment_is_created_listed_renamed_and_deleted() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = home
            .types(&["list"])
            .types(&[
                "new",
                "وزارة المياه 2026",
                "--entity-ar",
                "وزارة المياه",
                "--entity-en",
                "Ministry of Water",
                "--role",
                "government",
                "--flag",
                "uses-cloud=no",
                "--part",
                "البوابة",
                "--part",
                "App",
                "--period",
                "2026",
                "--assessed-by",
                "Architect",
            ])
            .types(&["new", "Second"])
            .types(&["new", "second"])
            .types(&["answer", "Second", "strategy-q1", "3"])
            .types(&["list"])
            .types(&["list", "--format", "markdown"])
            .types(&["list", "--format", "json"])
            .types(&["list", "--format", "yaml"])
            .types(&["list", "--format", "csv"])
            .types(&["rename", "Second", "وزارة المياه 2026"])
            .types(&["rename", "Second", "Half year, 2026"])
            .types(&["show", "half-year-2026"])
            .types(&["delete", "Half year, 2026"])
            .types(&["delete", "Half year, 2026"])
            .types(&["list"])
            .types(&["paths"]);
        assert_transcript!(format!("assessments-{language}"), home.transcript());
    }
}

#[test]
fn the_former_name_of_the_option_for_a_part_of_the_scope_still_works() {
    let home = Home::english();
    home.done(&["new", "Water", "--platform", "Portal", "--part", "App"]);
    let file = home.assessment();
    assert!(file.contains("- Portal") && file.contains("- App"), "{file}");
    assert!(!home.done(&["help", "new"]).contains("--platform"), "it is not offered any more");
}

#[test]
fn an_unreadable_file_is_listed_and_explained() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = home.prepared(&["new", "One"]);
        write(&home.path("config/assessments/two.yaml"), "schema: 1\nname: Two\nanswers:\n  - 3\n", 2);
        write(&home.path("config/assessments/three.yaml"), "schema: 9\nname: Three\n", 1);
        fs::write(home.path("config/settings.yaml"), "langauge: ar\n").unwrap();
        let home = home.types(&["list"]).types(&["show", "two"]).types(&["show", "three"]);
        assert_transcript!(format!("unreadable-{language}"), home.transcript());
    }
}

#[test]
fn list_and_restore_hold_names_for_programs_as_the_files_have_them() {
    let home = Home::english();
    let name = " =1+1\tand\n two  blanks";
    let (names, file) = (["name", "assessment"], home.path("config/assessments/odd.yaml"));
    let read = |command: &[&str], form: &str| -> serde_json::Value {
        let text = String::from_utf8(home.run(&[command, &["--format", form]].concat()).stdout).unwrap();
        if form == "json" {
            serde_json::from_str(&text).unwrap()
        } else {
            serde_yaml::from_str(&text).unwrap()
        }
    };
    let name_of =
        |value: &serde_json::Value| names.iter().find_map(|key| value[*key].as_str()).map(str::to_owned);
    let head =
        "schema: 2\nname: \" =1+1\\tand\\n two  blanks\"\npack: {id: whole-of-government, version: 1.0.0}\n";
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    write(&file, &format!("{head}language: en\nprofile: {{}}\nanswers: {{}}\n"), 1);
    for form in ["json", "yaml"] {
        assert_eq!(name_of(&read(&["list"], form)["assessments"][0]).as_deref(), Some(name));
        assert_eq!(name_of(&read(&["show", "odd"], form)["assessment"]).as_deref(), Some(name));
        assert_eq!(name_of(&read(&["restore", "odd"], form)).as_deref(), Some(name));
    }
    assert!(home.done(&["list"]).contains("=1+1 and two blanks"), "for people it is on one line");
    home.done(&["delete", "odd"]);
    assert_eq!(
        name_of(&read(&["restore", "=1+1 and two blanks"], "json")).as_deref(),
        Some(name),
        "from the bin"
    );
    // A fault in a later line does not hide the name.
    write(&file, &format!("{head}profile: 3\n"), 1);
    assert_eq!(name_of(&read(&["list"], "json")["assessments"][0]).as_deref(), Some(name));
}

#[test]
fn an_export_can_be_imported_without_loss() {
    let home = Home::english()
        .prepared(&[
            "new",
            "وزارة المياه 2026",
            "--entity-en",
            "Ministry",
            "--part",
            "App",
            "--flag",
            "uses-cloud=yes",
        ])
        .prepared(&[
            "answer",
            "وزارة المياه 2026",
            "strategy-q1",
            "4",
            "--note",
            "two\nlines",
            "--owner",
            "Office",
        ])
        .prepared(&[
            "answer",
            "وزارة المياه 2026",
            "strategy-q1",
            "--evidence",
            "Plan",
            "--date",
            "2026-02-01",
        ])
        .prepared(&["answer", "وزارة المياه 2026", "strategy-q2", "unknown", "--review", "on"])
        .prepared(&["answer", "وزارة المياه 2026", "cloud-q1", "not-applicable", "--reason", "لا سحابة"]);
    let original = fs::read_to_string(home.path("config/assessments/وزارة-المياه-2026.yaml")).unwrap();
    for form in ["yaml", "json"] {
        let file = home.path(&format!("out.{form}")).display().to_string();
        home.done(&["export", "وزارة المياه 2026", "--format", form, "-o", &file]);
        assert_eq!(
            fs::read_to_string(&file).unwrap(),
            home.done(&["export", "وزارة المياه 2026", "--format", form])
        );
        home.done(&["import", &file, "--name", form]);
        let taken = fs::read_to_string(home.path(&format!("config/assessments/{form}.yaml"))).unwrap();
        assert_eq!(taken.replace(&format!("\nname: {form}\n"), "\nname: وزارة المياه 2026\n"), original);
    }
}

#[test]
fn a_file_of_another_kind_is_named_and_not_quoted() {
    let table = format!("Question,Answer\n{}", "strategy-q1,3\n".repeat(200));
    let files: [(&str, &[u8], &str, &str); 4] = [
        ("answers.csv", table.as_bytes(), "a table (CSV)", "جدول (CSV)"),
        ("answers.xlsx", b"PK\x03\x04 xl/workbook.xml", "a spreadsheet (Excel)", "جدول إلكتروني (Excel)"),
        ("page.html", b"<!DOCTYPE html><html></html>", "a web page (HTML)", "صفحة ويب (HTML)"),
        ("report.pdf", b"%PDF-1.7\n\xE2\xE3", "a PDF document", "مستند PDF"),
    ];
    for (name, bytes, english, arabic) in files {
        for (home, kind) in [(Home::english(), english), (Home::arabic(), arabic)] {
            let file = home.path(name);
            fs::write(&file, bytes).unwrap();
            let output = home.run(&["import", &file.display().to_string()]);
            let message = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1));
            assert!(message.contains(kind) && message.contains("YAML"), "{message}");
            assert!(!message.contains("strategy-q1"), "{message}");
        }
    }
}

#[test]
fn exports_overwrite_only_on_request_and_imports_explain_faults() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = home.prepared(&["new", "One"]);
        let file = home.path("one.yaml").display().to_string();
        let nowhere = home.path("nowhere/one.yaml").display().to_string();
        let other = home.path("other.yaml").display().to_string();
        fs::write(&other, "format: somebody-elses\nschema: 1\n").unwrap();
        let broken = home.path("broken.yaml").display().to_string();
        fs::write(&broken, "schema: 1\nname: [\n").unwrap();
        let bomb = home.path("bomb.yaml").display().to_string();
        fs::write(&bomb, "a: &a [x, x]\nb: [*a, *a]\n").unwrap();
        let letter = home.path("letter.txt").display().to_string();
        fs::write(&letter, "Dear all: the report follows.\n".repeat(4000)).unwrap();
        let home = home
            .types(&["export", "One", "-o", &file])
            .types(&["export", "One", "-o", &file])
            .types(&["export", "One", "-o", &file, "--force"])
            .types(&["export", "One", "-o", &nowhere])
            .types(&["import", &file])
            .types(&["import", &file, "--name", "Copy of one"])
            .types(&["import", &nowhere])
            .types(&["import", &other])
            .types(&["import", &broken])
            .types(&["import", &bomb])
            .types(&["import", &letter])
            .types(&["list"]);
        assert_transcript!(format!("exchange-{language}"), home.transcript());
    }
}

#[test]
fn a_note_that_is_too_long_is_refused_by_its_name_and_not_by_a_line_that_no_file_has() {
    let home = Home::english().prepared(&["new", "One"]);
    let before = home.assessment();
    let refused = home.run(&["answer", "One", "strategy-q1", "3", "--note", &"a".repeat(70_000)]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("`answers.strategy-q1.note`") && said.contains("one.yaml\n"), "{said}");
    assert_eq!(home.assessment(), before);
}

#[test]
fn an_assessment_can_be_created_from_a_pack_folder() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = home
            .types(&["new", "Own", "--pack", "tests/data/valid/three-languages"])
            .types(&["show", "Own"])
            .types(&["new", "Broken", "--pack", "tests/data/invalid/circle"]);
        assert_transcript!(format!("own-pack-{language}"), home.transcript());
    }
}

/// Writes a file with a modification time this many days after 1970.
fn write(path: &Path, text: &str, days: u64) {
    fs::write(path, text).expect("the home can be written to");
    let changed = SystemTime::UNIX_EPOCH + Duration::from_secs(days * 24 * 60 * 60);
    let file = fs::File::options().append(true).open(path).expect("the file was just written");
    file.set_modified(changed).expect("the file is ours");
}

#[test]
fn an_empty_option_is_not_a_value() {
    let options = ["entity-ar", "entity-en", "period", "assessed-by", "part"].map(|name| format!("--{name}"));
    let line = |text: &'static str| {
        let given = options.iter().flat_map(move |option| [option.as_str(), text]);
        ["new", "One"].into_iter().chain(given).collect::<Vec<_>>()
    };
    let bare = Home::english().prepared(&["new", "One"]).assessment();
    for text in ["", " "] {
        assert_eq!(Home::english().prepared(&line(text)).assessment(), bare, "{text:?}");
    }
    let home = Home::english();
    home.done(&[
        "new",
        "One",
        "--assessed-by",
        "",
        "--assessed-by",
        "Office",
        "--part",
        "Portal",
        "--part",
        "",
    ]);
    assert!(
        home.assessment().contains("assessed_by:\n- Office\nscope:\n- Portal\n"),
        "{}",
        home.assessment()
    );
    // An empty role would hide the questions of every role.
    for option in ["--role", "--flag"] {
        let output = home.run(&["new", "Two", option, ""]);
        assert!(
            !output.status.success() && String::from_utf8(output.stderr).unwrap().contains("“”"),
            "{option}"
        );
    }
    assert!(home.assessment().contains("name: One\n"), "no second assessment");
}
