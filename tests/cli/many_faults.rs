//! Packs, themes and assessments with thousands of faults: the first are printed, with the number of the rest.

use std::fs::{self, File};
use std::path::Path;

use crate::assert_transcript;
use crate::support::home::Home;

/// Writes a pack with one area, whose questions each have an unknown key, a wrong value and a missing text.
fn write_pack(folder: &Path, questions: usize) {
    fs::create_dir_all(folder).unwrap();
    let manifest = "schema: 1\nid: big\nversion: 1.0.0\nlanguages: [en]\ntitle: Big\nareas: [one]\n\
                    scale:\n  levels: [{name: Low}, {name: High}]\n";
    fs::write(folder.join("pack.yaml"), manifest).unwrap();
    let question = |number| {
        format!("- {{id: q{number}, topic: T, wieght: 1, levels: [No, {{text: Yes, step: [x]}}]}}\n")
    };
    let questions: String = (0..questions).map(question).collect();
    fs::write(folder.join("one.yaml"), format!("id: one\ntitle: One\nquestions:\n{questions}")).unwrap();
}

/// The first and last line of a failing command, the number of its lines, and its message about the number of faults.
fn ends(home: &Home, arguments: &[&str]) -> String {
    let output = home.run(arguments);
    assert_eq!(output.status.code(), Some(1));
    let (out, errors) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    let lines: Vec<_> = out.lines().collect();
    let ends = [lines[0], lines[lines.len() - 1], errors.trim_end()].join("\n");
    home.without_accidents(&format!("{} lines\n{ends}\n", lines.len()))
}

#[test]
fn a_pack_with_thousands_of_faults_prints_the_first_and_the_number_of_the_rest() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        write_pack(&home.path("big"), 2_000);
        let output = ends(&home, &["check", &home.path("big").display().to_string()]);
        assert_transcript!(format!("many-faults-pack-{language}"), output);
    }
}

#[test]
fn a_theme_with_thousands_of_faults_prints_the_first_and_the_number_of_the_rest() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let colour = |number| format!("  c{number}: blau\n");
        let colours: String = (0..1_500).map(colour).collect();
        fs::write(home.path("many.yaml"), format!("palette:\n{colours}")).unwrap();
        // A theme that only inherits the faults does not print the number again.
        fs::write(home.path("more.yaml"), "inherits: many\n").unwrap();
        let output = ends(&home, &["check", &home.path("").display().to_string()]);
        assert_transcript!(format!("many-faults-theme-{language}"), output);
    }
}

fn write_assessment(home: &Home, file: &str, text: &str) {
    let path = home.path("config/assessments").join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    let day = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(86_400);
    File::options().append(true).open(path).unwrap().set_modified(day).unwrap();
}

#[test]
fn a_list_of_many_unreadable_assessments_explains_the_first() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        write_pack(&home.path("config/questionnaires/big"), 1_000);
        for number in 10..35 {
            write_assessment(&home, &format!("broken-{number}.yaml"), "schema: 1\nname: [\n");
            let text =
                format!("schema: 1\nname: Named {number}\npack: {{id: big, version: 1.0.0}}\nlanguage: en\n");
            write_assessment(&home, &format!("a-{number}.yaml"), &text);
            write_assessment(
                &home,
                &format!("b-{number}.yaml"),
                &text.replace("big", "none").replace("Named", "Other"),
            );
        }
        assert_transcript!(format!("many-unreadable-{language}"), home.types(&["list"]).transcript());
    }
}

#[test]
fn a_command_that_needs_a_faulty_pack_explains_its_first_fault() {
    let home = Home::english();
    write_pack(&home.path("config/questionnaires/big"), 2_000);
    let output = home.run(&["new", "One", "--pack", "big"]);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), errors.lines().count()), (Some(1), 3), "{errors}");
    assert!(errors.contains("one.yaml:4"), "{errors}");
}
