//! A terminal whose output is not read: the program still saves, and still reacts to signals.

use std::time::Duration;

use super::leaving::{assert_note_is_saved, assert_switched_back, writing_a_note};
use mizan::i18n::Language;

use crate::support::home::Home;
use crate::support::pseudo_terminal::Terminal;

/// Time limit for the end on a busy machine. A blocked program never ends.
const SOON: Duration = Duration::from_secs(5);

/// F10.
const QUIT: &str = "\x1b[21~";

/// A terminal at the first question.
fn asked(home: &Home) -> Terminal {
    let terminal = home.program(&["--bidi", "explicit"]).begin();
    terminal.go_to_the_first_question(Language::English);
    terminal
}

#[test]
fn answers_are_saved_while_output_is_blocked_and_the_newest_frame_follows() {
    let home = Home::speaking("en");
    let mut terminal = asked(&home);
    terminal.stop_being_read();
    terminal.type_keys("3");
    home.wait_for_assessment("  strategy-q1: # Strategic alignment\n    answer: 3\n");
    terminal.type_keys("2");
    home.wait_for_assessment("answer: 2\n");
    terminal.be_read();
    terminal.wait_for("the newest frame", |screen| {
        let text = screen.contents();
        text.contains("Question 3 of 5") && text.contains("✓ saved")
    });
    terminal.type_keys("q");
    assert!(terminal.end().success());
}

#[test]
fn a_signal_ends_the_program_with_everything_saved() {
    for (signal, number) in [("-TERM", 15), ("-INT", 2), ("-HUP", 1)] {
        let home = Home::speaking("en");
        let terminal = writing_a_note(&home, "explicit", &[]);
        terminal.stop_being_read();
        terminal.type_keys("\x1b[D\x1b[C");
        terminal.kill(signal);
        assert_eq!(terminal.end_unread(SOON), Some(128 + number));
        assert_note_is_saved(&home);
        // A later reader finds it unchanged.
        terminal.be_read();
        terminal.wait_for_the_end();
        assert!(terminal.is_given_back());
        assert_switched_back(&terminal.sent(), "\x1b[8h", "\x1b[8l");
    }
}

#[test]
fn a_signal_ends_the_program_while_its_last_frame_is_blocked() {
    let home = Home::speaking("en");
    let terminal = writing_a_note(&home, "explicit", &[]);
    terminal.stop_being_read();
    terminal.type_keys(QUIT);
    home.wait_for_assessment("note: half a th\n");
    terminal.kill("-TERM");
    assert_eq!(terminal.end_unread(SOON), Some(128 + 15));
}

#[test]
fn after_quitting_the_remaining_output_is_sent_when_it_can_be_read() {
    let home = Home::speaking("en");
    let mut terminal = writing_a_note(&home, "explicit", &[]);
    terminal.stop_being_read();
    // Select all, copy, leave.
    terminal.type_keys(&format!("\x1bOS\x1b[15~{QUIT}"));
    home.wait_for_assessment("note: half a th\n");
    terminal.be_read();
    let (status, cooked) = terminal.end_and_look();
    assert!(status.success() && cooked && terminal.is_given_back());
    assert_eq!(terminal.copied(), "aGFsZiBhIHRo");
    let sent = terminal.sent();
    let farewell = sent.rsplit("\x1b[?1049l").next().unwrap();
    assert!(farewell.contains(".yaml"), "{farewell:?}");
}
