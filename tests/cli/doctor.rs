//! What is said of the terminal where the output goes to none.

use crate::assert_transcript;
use crate::support::home::Home;

#[test]
fn a_pipe_is_told_that_it_is_no_terminal_and_what_helps_on_any() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = home.types(&["doctor"]).types(&["--bidi", "inverse", "doctor"]);
        assert_transcript!(format!("doctor-{language}"), home.transcript());
    }
}

#[test]
fn what_the_environment_calls_the_terminal_is_shown_and_not_obeyed() {
    let home = Home::english();
    let mut command = home.command(&["doctor"]);
    let output = command.env("TERM", "\u{1b}[2Jvt\u{202e}100").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && text.contains("vt"), "{text}");
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
}
