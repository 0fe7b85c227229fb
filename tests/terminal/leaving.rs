//! Every way to end the program restores the terminal and saves what was typed.

use mizan::i18n::Language;

use super::recognition::{F2, XTERM};
use crate::support::home::Home;
use crate::support::pseudo_terminal::Terminal;

/// A terminal with an unconfirmed note typed.
pub fn writing_a_note(home: &Home, bidi: &str, variables: &[(&str, &str)]) -> Terminal {
    let start = home.program(&["--bidi", bidi]);
    let start = variables.iter().fold(start, |start, (variable, value)| start.with(variable, value));
    let terminal = start.begin();
    write_a_note(&terminal);
    terminal
}

/// From the list of assessments to an unconfirmed note.
pub fn write_a_note(terminal: &Terminal) {
    terminal.go_to_the_first_question(Language::English);
    terminal.type_keys("nhalf a th");
    terminal.wait_for_text("half a th");
}

#[track_caller]
pub fn assert_note_is_saved(home: &Home) {
    assert!(home.assessment().contains("note: half a th\n"), "{}", home.assessment());
}

/// Checks that what was switched off in the terminal is on again before the main screen returns.
#[track_caller]
pub fn assert_switched_back(sent: &str, on: &str, off: &str) {
    let last = |text: &str| sent.rfind(text).unwrap_or_else(|| panic!("{text:?} was not sent"));
    assert!(last(off) < last(on) && last(on) < last("\x1b[?1049l"), "{sent:?}");
}

const EXPLICIT: (&str, &str) = ("\x1b[8h", "\x1b[8l");
const MLTERM: (&str, &str) = ("\x1b]5379;use_bidi=true\x07", "\x1b]5379;use_bidi=false\x07");

/// Ends the program in one way, with each of the two adapters that switch a mode of the terminal.
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

/// Every catchable signal that ends a program by default.
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
fn a_signal_during_the_terminal_questions_ends_the_program() {
    let home = Home::speaking("en");
    let mut terminal = home.program(&[]).answered("").begin();
    terminal.wait_for_the_questions();
    terminal.kill("-TERM");
    let (status, cooked) = terminal.end_and_look();
    assert_eq!(status.exit_code(), 128 + 15);
    assert!(cooked && terminal.is_given_back());
}

/// A failure that a debug build produces on request.
#[cfg(debug_assertions)]
const REHEARSAL: &str = "MIZAN_REHEARSE";

#[cfg(debug_assertions)]
const F12: &str = "\x1b[24~";

#[cfg(debug_assertions)]
#[test]
fn an_error_restores_everything_and_is_reported() {
    assert_all_is_given_back(1, &[(REHEARSAL, "error")], |terminal| {
        terminal.type_keys(F12);
        terminal.wait_for("the main screen", |screen| !screen.alternate_screen());
        terminal.wait_for_sent("rehearsed");
    });
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_restores_everything_and_is_reported_on_the_main_screen() {
    for place in ["update", "draw"] {
        assert_all_is_given_back(101, &[(REHEARSAL, place)], |terminal| {
            terminal.type_keys(F12);
            terminal.wait_for("the main screen", |screen| !screen.alternate_screen());
            terminal.wait_for_sent("rehearsed");
        });
    }
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_of_the_save_thread_restores_everything_and_is_reported_on_the_main_screen() {
    assert_all_is_given_back(1, &[(REHEARSAL, "save")], |terminal| {
        terminal.type_keys("\r");
        terminal.wait_for("the main screen", |screen| !screen.alternate_screen());
        // The summary that follows may push it off the screen.
        terminal.wait_for_sent("rehearsed after a save");
        let sent = terminal.sent();
        assert!(
            sent.rfind("\x1b[?25l") < sent.rfind("\x1b[?1049l")
                && sent.find("rehearsed") > sent.rfind("\x1b[?1049l")
        );
    });
}

#[test]
fn the_summary_is_in_the_language_of_the_last_frame() {
    let home = Home::speaking("ar").prepared(&["new", "alpha"]);
    for (keys, expected, other) in [("", "Next steps", "\u{FE97}"), (F2, "\u{FE97}", "Next steps")] {
        let terminal = home.program(&["--lang", "en", "open", "alpha"]).answered(XTERM).begin();
        terminal.wait_for_text("alpha");
        if !keys.is_empty() {
            terminal.type_and_see(keys);
        }
        terminal.type_keys("\x03");
        let sent = terminal.end_with_everything_sent();
        let (_, summary) = sent.rsplit_once("\x1b[?1049l").expect("the screen was left");
        assert!(summary.contains(expected) && !summary.contains(other), "{summary:?}");
    }
}
