//! However the program ends, the terminal is given back as it was and what was typed is in the file.

use crate::support::home::Home;
use crate::support::pseudo_terminal::{TO_THE_FIRST_QUESTION, Terminal};

/// A terminal in which the words of a note are typed and not confirmed.
pub fn writing_a_note(home: &Home, bidi: &str, variables: &[(&str, &str)]) -> Terminal {
    let start = home.program(&["--bidi", bidi]);
    let start = variables.iter().fold(start, |start, (variable, value)| start.with(variable, value));
    let terminal = start.begin();
    terminal.wait_for_text("New assessment");
    write_a_note(&terminal);
    terminal
}

/// From the list of assessments to the words of a note, not confirmed.
pub fn write_a_note(terminal: &Terminal) {
    terminal.type_keys(TO_THE_FIRST_QUESTION);
    terminal.wait_for_text("Question 1 of 5");
    terminal.type_keys("nhalf a th");
    terminal.wait_for_text("half a th");
}

#[track_caller]
pub fn assert_note_is_saved(home: &Home) {
    assert!(home.assessment().contains("note: half a th\n"), "{}", home.assessment());
}

/// What was switched off in the terminal is on again before the main screen is back.
#[track_caller]
pub fn assert_switched_back(sent: &str, on: &str, off: &str) {
    let last = |text: &str| sent.rfind(text).unwrap_or_else(|| panic!("{text:?} was not sent"));
    assert!(last(off) < last(on) && last(on) < last("\x1b[?1049l"), "{sent:?}");
}

const EXPLICIT: (&str, &str) = ("\x1b[8h", "\x1b[8l");
const MLTERM: (&str, &str) = ("\x1b]5379;use_bidi=true\x07", "\x1b]5379;use_bidi=false\x07");

/// Ends the program in a way, under both adapters that switch something in the terminal.
fn assert_all_is_given_back(code: u32, variables: &[(&str, &str)], end: impl Fn(&Terminal)) {
    for (bidi, switches) in [("explicit", EXPLICIT), ("mlterm", MLTERM)] {
        assert_given_back_under(bidi, switches, code, variables, &end);
    }
}

fn assert_given_back_under(
    bidi: &str,
    (on, off): (&str, &str),
    code: u32,
    variables: &[(&str, &str)],
    end: impl Fn(&Terminal),
) {
    let home = Home::speaking("en");
    let mut terminal = writing_a_note(&home, bidi, variables);
    end(&terminal);
    let (status, cooked) = terminal.end_and_look();
    assert_eq!(status.exit_code(), code, "{}", terminal.sent());
    assert!(cooked, "the terminal is still raw");
    assert!(terminal.is_given_back());
    assert_switched_back(&terminal.sent(), on, off);
    assert_note_is_saved(&home);
}

#[test]
fn quitting_gives_everything_back() {
    assert_all_is_given_back(0, &[], |terminal| terminal.type_keys("\x1b[21~"));
}

#[test]
fn a_signal_gives_everything_back() {
    for (signal, number) in [("-HUP", 1), ("-INT", 2), ("-TERM", 15)] {
        assert_all_is_given_back(128 + number, &[], |terminal| terminal.kill(signal));
    }
}

/// Whatever ends a program that does not catch it, and can be caught.
#[cfg(target_os = "linux")]
#[test]
fn every_signal_gives_everything_back() {
    for (name, number) in [
        ("QUIT", 3),
        ("TRAP", 5),
        ("ABRT", 6),
        ("USR1", 10),
        ("USR2", 12),
        ("ALRM", 14),
        ("STKFLT", 16),
        ("XCPU", 24),
        ("VTALRM", 26),
        ("PROF", 27),
        ("POLL", 29),
        ("PWR", 30),
        ("SYS", 31),
    ] {
        let end = |terminal: &Terminal| terminal.kill(&format!("-{name}"));
        assert_given_back_under("explicit", EXPLICIT, 128 + number, &[], end);
    }
}

#[test]
fn a_signal_that_comes_while_the_terminal_is_asked_ends_the_program() {
    let home = Home::speaking("en");
    let mut terminal = home.program(&[]).answered("").begin();
    terminal.wait_for_the_questions();
    terminal.kill("-TERM");
    let (status, cooked) = terminal.end_and_look();
    assert_eq!(status.exit_code(), 128 + 15);
    assert!(cooked && terminal.is_given_back());
}

/// What the program does on purpose, in a build for tests.
#[cfg(debug_assertions)]
const REHEARSAL: &str = "MIZAN_REHEARSE";

#[cfg(debug_assertions)]
const F12: &str = "\x1b[24~";

#[cfg(debug_assertions)]
#[test]
fn an_error_gives_everything_back_and_is_told() {
    assert_all_is_given_back(1, &[(REHEARSAL, "error")], |terminal| {
        terminal.type_keys(F12);
        terminal.wait_for("the main screen", |screen| !screen.alternate_screen());
        terminal.wait_for_text("rehearsed");
    });
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_gives_everything_back_and_is_told_on_the_main_screen() {
    for place in ["update", "draw"] {
        assert_all_is_given_back(101, &[(REHEARSAL, place)], |terminal| {
            terminal.type_keys(F12);
            terminal.wait_for("the main screen", |screen| !screen.alternate_screen());
            terminal.wait_for_text("rehearsed");
        });
    }
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_of_the_thread_that_saves_gives_everything_back_and_is_told_on_the_main_screen() {
    assert_all_is_given_back(1, &[(REHEARSAL, "save")], |terminal| {
        terminal.type_keys("\r");
        terminal.wait_for("the main screen", |screen| !screen.alternate_screen());
        terminal.wait_for_text("rehearsed after a save");
        let sent = terminal.sent();
        assert!(
            sent.rfind("\x1b[?25l") < sent.rfind("\x1b[?1049l")
                && sent.find("rehearsed") > sent.rfind("\x1b[?1049l")
        );
    });
}
