//! The help, in both languages.

use crate::assert_transcript;
use crate::support::home::Home;

const COMMANDS: [&str; 18] = [
    "open",
    "new",
    "list",
    "rename",
    "delete",
    "restore",
    "import",
    "export",
    "merge",
    "answer",
    "show",
    "compare",
    "roadmap",
    "questions",
    "check",
    "doctor",
    "paths",
    "help",
];

#[test]
fn the_help_of_everything_stands_in_both_languages() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let start = home.types(&["--help"]).types(&["--version"]);
        let all = COMMANDS.iter().fold(start, |home, command| home.types(&["help", command]));
        assert_transcript!(format!("help-{language}"), all.transcript());
    }
}

#[test]
fn the_option_and_the_command_say_the_same() {
    let home = Home::english();
    assert_eq!(home.done(&["help"]), home.done(&["--help"]));
    for command in COMMANDS {
        assert_eq!(home.done(&["help", command]), home.done(&[command, "--help"]), "{command}");
    }
}

#[test]
fn the_language_is_asked_for_before_it_is_guessed() {
    let home = Home::english();
    let arabic = home.done(&["help"]).clone();
    assert_ne!(home.done(&["help", "--lang", "ar"]), arabic);
    assert_eq!(Home::arabic().done(&["help", "--lang=en"]), arabic);
    assert_eq!(Home::with_locale("fr").done(&["help"]), arabic);
}
