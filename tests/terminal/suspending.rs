//! Suspending and resuming the program. While it is suspended, the terminal is the shell's.

use super::leaving::{assert_note_is_saved, assert_switched_back, writing_a_note};
use crate::support::home::Home;
use crate::support::pseudo_terminal::Terminal;

/// Waits until the program is suspended, and checks the state of the terminal.
#[track_caller]
fn assert_lent(terminal: &Terminal) {
    terminal.wait_for("the main screen", |screen| !screen.alternate_screen());
    terminal.wait_for_stop();
    assert!(terminal.is_given_back());
    assert!(terminal.is_cooked(), "the terminal is still raw");
    assert_switched_back(&terminal.sent(), "\x1b[8h", "\x1b[8l");
}

/// Resumes the program, and waits until it has the terminal again.
#[track_caller]
fn assert_taken_back(terminal: &Terminal, text: &str) {
    let before = terminal.sent().len();
    terminal.kill("-CONT");
    terminal.wait_for_a_frame_after(before);
    let whole = |screen: &vt100::Screen| screen.alternate_screen() && screen.contents().contains(text);
    terminal.wait_for(text, whole);
    assert!(!terminal.is_cooked());
    let sent = terminal.sent();
    let again = sent.get(before..).unwrap();
    for taken in ["\x1b[?1049h", "\x1b[?2004h", "\x1b[?25l", "\x1b[8l"] {
        assert!(again.contains(taken), "{taken:?} is missing in {again:?}");
    }
}

/// A shell that has started the program.
pub fn in_a_shell(home: &Home, bidi: &str, variables: &[(&str, &str)]) -> Terminal {
    let shell =
        home.other_program("/bin/sh").with("PS1", "shell> ").with("PROGRAM", env!("CARGO_BIN_EXE_mizan"));
    let shell = variables.iter().fold(shell, |shell, (variable, value)| shell.with(variable, value));
    let terminal = shell.interactive().begin();
    terminal.wait_for_text("shell> ");
    terminal.type_keys(&format!("\"$PROGRAM\" --bidi {bidi}\r"));
    terminal.wait_for_text("New assessment");
    terminal
}

#[test]
fn the_key_suspends_the_program_and_everything_is_drawn_again_after_it() {
    let home = Home::speaking("en");
    let mut terminal = home.program(&["--bidi", "explicit"]).begin();
    terminal.wait_for_text("New assessment");
    for _ in 0..2 {
        terminal.type_keys("\x1a");
        assert_lent(&terminal);
        assert_taken_back(&terminal, "New assessment");
    }
    terminal.type_keys("q");
    let (status, cooked) = terminal.end_and_look();
    assert!(status.success() && cooked && terminal.is_given_back());
}

#[test]
fn the_signal_suspends_the_program_and_keeps_what_was_typed() {
    let home = Home::speaking("en");
    let mut terminal = writing_a_note(&home, "explicit", &[]);
    terminal.kill("-TSTP");
    assert_lent(&terminal);
    assert_taken_back(&terminal, "half a th");
    terminal.kill("-TERM");
    assert_eq!(terminal.end().exit_code(), 128 + 15);
    assert_note_is_saved(&home);
}

#[test]
fn a_signal_during_suspension_ends_the_program_when_it_resumes() {
    let home = Home::speaking("en");
    let mut terminal = writing_a_note(&home, "explicit", &[]);
    terminal.kill("-TSTP");
    assert_lent(&terminal);
    terminal.kill("-HUP");
    terminal.kill("-CONT");
    let (status, cooked) = terminal.end_and_look();
    assert_eq!(status.exit_code(), 128 + 1);
    assert!(cooked && terminal.is_given_back());
    assert_note_is_saved(&home);
}

#[test]
fn a_shell_suspends_and_resumes_the_program() {
    let home = Home::speaking("en");
    let mut terminal = in_a_shell(&home, "visual", &[]);
    terminal.type_keys("\x1a");
    terminal.wait_for_text("Stopped");
    terminal.type_keys("echo $((40 + 2)) here\r");
    terminal.wait_for_text("42 here");
    assert!(terminal.is_given_back());
    terminal.type_keys("fg\r");
    terminal.wait_for("the screen", |screen| {
        screen.alternate_screen() && screen.contents().contains("New assessment")
    });
    terminal.type_keys("q");
    terminal.wait_for("the main screen", |screen| !screen.alternate_screen());
    terminal.type_keys("exit $?\r");
    assert!(terminal.end().success());
}

/// The program is stopped without notice (SIGSTOP): the terminal stays in the program's mode, and the shell writes into
/// it.
#[test]
fn a_program_stopped_without_notice_takes_the_terminal_back_when_it_resumes() {
    let home = Home::speaking("en");
    let mut terminal = writing_a_note(&home, "explicit", &[]);
    terminal.kill("-STOP");
    terminal.wait_for_stop();
    assert_taken_back(&terminal, "half a th");
    terminal.type_and_see("x");
    terminal.wait_for_text("half a thx");
    terminal.kill("-TERM");
    let (status, cooked) = terminal.end_and_look();
    assert_eq!(status.exit_code(), 128 + 15);
    assert!(cooked && terminal.is_given_back());
}

#[test]
fn a_shell_resumes_a_program_stopped_without_notice() {
    let home = Home::speaking("en");
    let mut terminal = in_a_shell(&home, "visual", &[]);
    terminal.kill_the_job("-STOP");
    terminal.wait_for_text("Stopped");
    terminal.wait_for_text("shell> ");
    // This shell leaves the terminal in raw mode as it found it, where a line ends with a line feed.
    terminal.type_keys("fg\n");
    let whole = |screen: &vt100::Screen| {
        let text = screen.contents();
        screen.alternate_screen() && text.contains("New assessment") && !text.contains("shell>")
    };
    terminal.wait_for("the screen", whole);
    assert!(!terminal.is_cooked());
    terminal.type_keys("q");
    terminal.wait_for("the main screen", |screen| !screen.alternate_screen());
    terminal.type_keys("exit $?\r");
    let (status, cooked) = terminal.end_and_look();
    assert!(status.success() && cooked && terminal.is_given_back());
}
