//! Invalid arguments, and unknown names.

use crate::assert_transcript;
use crate::support::home::{self, Home};

const LINES: [&[&str]; 22] = [
    &[],
    &["shwo"],
    &["help", "anser"],
    &["shwo", "--help"],
    &["show"],
    &["show", "One", "Two"],
    &["list", "--frmat", "json"],
    &["list", "--format", "xml"],
    &["list", "--format"],
    &["list", "--lang", "fr"],
    &["list", "--lang", "en", "--lang", "en"],
    &["list", "--theme", "drak"],
    &["rename", "One"],
    &["compare"],
    &["roadmap", "One", "--scope", "some"],
    &["answer", "One", "strategy-q1", "1", "--kind", "sen"],
    &["new", ""],
    &["list", "--words", "en"],
    &["questions", "--words", "ar", "--format", "markdown"],
    &["questions", "--bom", "--format", "table"],
    &["restore", "One", "--bom"],
    &["restore", "One", "--words", "en", "--format", "json"],
];

#[test]
fn invalid_arguments_are_reported_with_advice() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = LINES.iter().fold(home, |home, line| {
            let mut line: Vec<&str> = line.to_vec();
            if !line.contains(&"--lang") {
                line.extend(["--lang", language]);
            }
            home.types(&line)
        });
        assert_transcript!(format!("usage-{language}"), home.transcript());
    }
}

#[test]
fn unknown_names_suggest_the_nearest() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = home
            .prepared(&["new", "وزارة المياه 2026"])
            .types(&["show", "وزارة المياة 2026"])
            .types(&["show", "nothing like it"])
            .types(&["show", "وزارة المياه 2026", "--why", "clod"])
            .types(&["questions", "cloud-q77"])
            .types(&["questions", "nonsense"])
            .types(&["questions", "--area", "nonsense"])
            .types(&["questions", "--clause", "cloud1"])
            .types(&["questions", "--enabler", "gsp"])
            .types(&["questions", "--goal", "goal-9"])
            .types(&["questions", "--objective", "nonsense"])
            .types(&["questions", "--regulation", "nonsense"])
            .types(&["new", "Two", "--role", "goverment"])
            .types(&["new", "Two", "--flag", "uses-clud=yes"])
            .types(&["new", "Two", "--flag", "uses-cloud=perhaps"])
            .types(&["new", "Two", "--pack", "whole-of-goverment"])
            .types(&["delete", "nothing like it"]);
        assert_transcript!(format!("unknown-names-{language}"), home.transcript());
    }
}

#[test]
fn control_characters_in_a_name_have_no_effect() {
    let home = Home::english();
    let name = "red \u{1b}[31m \u{202e}txt.exe \u{9b}2J";
    let shown = home.done(&["new", name]);
    home::assert_plain(&shown);
    home::assert_plain(&home.done(&["list"]));
    home::assert_plain(&home.done(&["show", name]));
    let missing = home.run(&["show", "\u{1b}]0;title\u{7}"]);
    home::assert_plain(&String::from_utf8(missing.stderr).unwrap());
}
