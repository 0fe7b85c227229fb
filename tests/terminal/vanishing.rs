//! The terminal is closed: the program ends, and what was typed is saved.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use super::leaving::{assert_note_is_saved, write_a_note};
use crate::support::home::Home;
use crate::support::pseudo_terminal::{Start, Terminal};

/// Time limit for the end on a busy machine. A program that waits or spins never ends.
const SOON: Duration = Duration::from_secs(5);

fn write_in(start: Start) -> Terminal {
    let terminal = start.begin();
    write_a_note(&terminal);
    terminal
}

#[track_caller]
fn assert_it_ends(home: &Home, mut terminal: Terminal) {
    let gone = Instant::now();
    let status = terminal.end();
    assert!(gone.elapsed() < SOON, "{:?}", gone.elapsed());
    assert_eq!(status.exit_code(), 128 + 1);
    assert_note_is_saved(home);
}

#[test]
fn closing_the_window_ends_the_program_with_everything_saved() {
    let home = Home::speaking("en");
    let mut terminal = write_in(home.program(&["--bidi", "explicit"]));
    terminal.vanish();
    assert_it_ends(&home, terminal);
}

#[test]
fn a_terminal_closed_without_a_signal_ends_the_program_too() {
    let home = Home::speaking("en");
    let mut terminal = write_in(home.program(&["--bidi", "explicit"]).without_control());
    terminal.vanish();
    assert_it_ends(&home, terminal);
}

#[test]
fn closing_the_window_during_suspension_ends_the_program() {
    let home = Home::speaking("en");
    let mut terminal = write_in(home.program(&["--bidi", "explicit"]));
    terminal.kill("-TSTP");
    terminal.wait_for("the main screen", |screen| !screen.alternate_screen());
    terminal.wait_for_stop();
    terminal.vanish_while_stopped();
    assert_it_ends(&home, terminal);
}

#[test]
fn no_other_program_is_run_to_get_the_size_of_a_closed_terminal() {
    let home = Home::speaking("en");
    let measure = home.config().join("tput");
    fs::write(&measure, "#!/bin/sh\n: > \"$MIZAN_CONFIG_DIR/asked\"\necho 80\n").unwrap();
    fs::set_permissions(&measure, fs::Permissions::from_mode(0o755)).unwrap();
    let path = home.config().display().to_string();
    let mut terminal = write_in(home.program(&[]).with("PATH", &path));
    terminal.vanish();
    assert_it_ends(&home, terminal);
    assert!(!home.config().join("asked").exists());
}
