//! The help, in both languages.

use mizan::cli::command_names;

use crate::assert_transcript;
use crate::support::home::Home;

#[test]
fn every_help_page_exists_in_both_languages() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let start = home.types(&["--help"]).types(&["--version"]);
        let all = command_names().fold(start, |home, command| home.types(&["help", command]));
        assert_transcript!(format!("help-{language}"), all.transcript());
    }
}

#[test]
fn the_option_and_the_command_print_the_same_help() {
    let home = Home::english();
    assert_eq!(home.done(&["help"]), home.done(&["--help"]));
    for command in command_names() {
        assert_eq!(home.done(&["help", command]), home.done(&[command, "--help"]), "{command}");
    }
}

#[test]
fn a_requested_language_takes_precedence_over_the_locale() {
    let home = Home::english();
    let arabic = home.done(&["help"]).clone();
    assert_ne!(home.done(&["help", "--lang", "ar"]), arabic);
    assert_eq!(Home::arabic().done(&["help", "--lang=en"]), arabic);
    assert_eq!(Home::with_locale("fr").done(&["help"]), arabic);
}
