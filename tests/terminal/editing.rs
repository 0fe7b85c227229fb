//! Writing a note in the external editor: the editor gets the terminal in the shell's state, and the program takes it
//! back afterwards.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::leaving::{assert_note_is_saved, assert_switched_back, write_a_note};
use super::suspending::in_a_shell;
use crate::support::home::Home;
use crate::support::pseudo_terminal::Terminal;

/// Ctrl-O.
const EDIT: &str = "\x0f";

/// Writes the script that is called as the editor, and returns the value for `VISUAL`.
fn write_editor(home: &Home, script: &str) -> String {
    let editor = home.config().join("my editor");
    fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).unwrap();
    format!("'{}'", editor.display())
}

/// A terminal with half a note typed, and this script as the editor.
fn writing_with(home: &Home, script: &str) -> Terminal {
    let editor = write_editor(home, script);
    let start = home.program(&["--bidi", "explicit"]).with("PATH", &std::env::var("PATH").unwrap());
    let terminal = start.with("VISUAL", &editor).begin();
    write_a_note(&terminal);
    terminal
}

/// The names of remaining draft files.
fn drafts(home: &Home) -> Vec<String> {
    let all = fs::read_dir(home.config().join("drafts")).unwrap();
    all.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect()
}

#[track_caller]
fn assert_lent(terminal: &Terminal) {
    terminal.wait_for_text("the editor");
    assert!(terminal.is_given_back() && terminal.is_cooked());
    assert_switched_back(&terminal.sent(), "\x1b[8h", "\x1b[8l");
}

#[track_caller]
fn assert_taken_back(terminal: &Terminal, text: &str) {
    terminal.wait_for(text, |screen| screen.alternate_screen() && screen.contents().contains(text));
    assert!(!terminal.is_cooked());
}

#[test]
fn the_editor_gets_the_terminal_and_its_text_becomes_the_note() {
    let home = Home::speaking("en");
    let mut terminal =
        writing_with(&home, r#"echo the editor; read line; printf '%s, %s\n' "$(cat "$1")" "$line" > "$1""#);
    for (typed, text) in [("more", "half a th, more"), ("again", "half a th, more, again")] {
        terminal.type_keys(EDIT);
        assert_lent(&terminal);
        terminal.type_keys(&format!("{typed}\r"));
        assert_taken_back(&terminal, text);
    }
    assert!(drafts(&home).is_empty());
    // F8 undoes it, like typed text.
    terminal.type_keys("\x1b[19~");
    terminal.wait_for("the note from before", |screen| !screen.contents().contains("more, again"));
    terminal.type_keys("\r");
    terminal.wait_for_text("✓ saved");
    terminal.kill("-TERM");
    let (status, cooked) = terminal.end_and_look();
    assert_eq!(status.exit_code(), 128 + 15);
    assert!(cooked && terminal.is_given_back());
    assert!(home.assessment().contains("note: half a th, more\n"), "{}", home.assessment());
}

#[test]
fn a_failing_or_missing_editor_is_reported_and_the_note_is_kept() {
    for script in ["exit 3", "kill -KILL $$"] {
        let home = Home::speaking("en");
        let mut terminal = writing_with(&home, script);
        terminal.type_keys(EDIT);
        assert_taken_back(&terminal, "ended with an error");
        terminal.type_keys("\x1b");
        terminal.wait_for("the note", |screen| !screen.contents().contains("ended with an error"));
        terminal.type_keys("\r");
        terminal.wait_for_text("✓ saved");
        terminal.type_keys("q");
        assert!(terminal.end().success());
        assert_note_is_saved(&home);
    }
    let home = Home::speaking("en");
    let terminal = home.program(&[]).begin();
    write_a_note(&terminal);
    terminal.type_keys(EDIT);
    terminal.wait_for_text("export VISUAL=nano");
}

#[test]
fn keys_that_end_or_stop_the_editor_do_not_reach_the_program() {
    let home = Home::speaking("en");
    let mut terminal = writing_with(
        &home,
        "trap 'stopped=yes' INT QUIT; echo the editor; while read line; do echo \"got $line\"; done; true",
    );
    terminal.type_keys(EDIT);
    assert_lent(&terminal);
    // Ctrl-C and Ctrl-\, each followed by a line, to show that each has arrived before the next is sent.
    for (key, line) in [("\x03", "first"), ("\x1c", "second")] {
        terminal.type_keys(&format!("{key}{line}\r"));
        terminal.wait_for_text(&format!("got {line}"));
    }
    terminal.type_keys("\x04");
    assert_taken_back(&terminal, "half a th");
    terminal.type_and_see("x");
    terminal.wait_for_text("half a thx");
    terminal.kill("-TERM");
    assert_eq!(terminal.end().exit_code(), 128 + 15);
}

#[test]
fn an_editor_that_is_stopped_stops_the_program_with_it_and_the_shell_brings_both_back() {
    let home = Home::speaking("en");
    let editor = write_editor(&home, "echo the editor; kill -TSTP 0; echo it goes on; read line");
    let path = std::env::var("PATH").unwrap();
    let mut terminal = in_a_shell(&home, "explicit", &[("PATH", &path), ("VISUAL", &editor)]);
    write_a_note(&terminal);
    terminal.type_keys(EDIT);
    assert_lent(&terminal);
    terminal.wait_for_text("Stopped");
    terminal.type_keys("echo $((40 + 2)) here\r");
    terminal.wait_for_text("42 here");
    terminal.type_keys("fg\r");
    terminal.wait_for_text("it goes on");
    terminal.type_keys("\r");
    assert_taken_back(&terminal, "half a th");
    terminal.kill_the_job("-TERM");
    terminal.wait_for("the main screen", |screen| !screen.alternate_screen());
    terminal.type_keys("exit $?\r");
    assert_eq!(terminal.end().exit_code(), 128 + 15);
    assert_note_is_saved(&home);
}

#[test]
fn a_signal_that_comes_while_the_editor_runs_ends_the_program_after_it_with_the_note_saved() {
    let home = Home::speaking("en");
    let mut terminal = writing_with(&home, "echo the editor; read line");
    terminal.type_keys(EDIT);
    assert_lent(&terminal);
    terminal.kill("-TERM");
    terminal.type_keys("\r");
    let (status, cooked) = terminal.end_and_look();
    assert_eq!(status.exit_code(), 128 + 15);
    assert!(cooked && terminal.is_given_back());
    assert_note_is_saved(&home);
}

#[test]
fn a_window_that_is_closed_while_the_editor_runs_ends_both_with_the_note_saved() {
    let home = Home::speaking("en");
    let mut terminal = writing_with(&home, "echo the editor; read line");
    terminal.type_keys(EDIT);
    assert_lent(&terminal);
    assert_eq!(drafts(&home), ["half a th"]);
    terminal.vanish_while_stopped();
    assert_eq!(terminal.end().exit_code(), 128 + 1);
    assert_note_is_saved(&home);
}
