//! `mizan doctor` without a terminal.

use crate::assert_transcript;
use crate::support::home::Home;

#[test]
fn a_pipe_is_reported_with_the_advice_for_every_terminal() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = home.types(&["doctor"]).types(&["--bidi", "inverse", "doctor"]);
        assert_transcript!(format!("doctor-{language}"), home.transcript());
    }
}

#[test]
fn terminal_names_from_the_environment_are_shown_without_effect() {
    let home = Home::english();
    let mut command = home.command(&["doctor"]);
    let output = command.env("TERM", "\u{1b}[2Jvt\u{202e}100").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && text.contains("vt"), "{text}");
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
}
