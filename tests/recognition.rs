//! The terminal is asked what it is, in a real pseudo-terminal: what it answers decides how Arabic is sent, and no answer,
//! however late, is taken for a key.

use crate::terminal::{Start, TO_THE_FIRST_QUESTION, Terminal};

/// The end of the questions; nothing else that the program sends ends so.
const ASKED: &str = "\x1b[>c\x1b[8$p\x1b[c";

/// What VTE, Konsole and tmux answer, as recorded.
const VTE: &str = "\x1b[1;2R\x1b[>65;7006;1c\x1b[8;1$y\x1b[?65;1;9c";
const KONSOLE: &str = "\x1b[1;2R\x1bP>|Konsole 22.12.3\x1b\\\x1b[>1;115;0c\x1b[?62;1;4c";

/// Said to a terminal on VTE: leave the order alone; and take that back.
const EXPLICIT: &str = "\x1b[8l";
const IMPLICIT: &str = "\x1b[8h";

fn arabic() -> Terminal {
    let settings = Some("language: ar\n");
    Terminal::start_as(Start { arguments: &["--lang", "ar"], settings, ..Start::default() })
}

/// The menu's first row, in presentation forms, last letter first.
const NEW: &str = "ﺪﻳﺪﺟ ﻢﻴﻴﻘﺗ";

#[test]
fn a_terminal_with_a_switch_is_told_before_the_first_letter_and_given_back_as_it_was() {
    for signal in [None, Some("-TERM")] {
        let mut terminal = arabic();
        terminal.wait_for_bytes(ASKED);
        terminal.type_keys(VTE);
        terminal.wait_for_text(NEW);
        match signal {
            None => terminal.type_keys("q"),
            Some(signal) => terminal.kill(signal),
        }
        terminal.end();
        let place =
            |bytes: &str| terminal.place_of(bytes).unwrap_or_else(|| panic!("{bytes:?} was not sent"));
        assert!(place(EXPLICIT) < place(NEW.split(' ').next().unwrap()));
        assert!(place(IMPLICIT) < place("\x1b[?1049l"));
        assert!(terminal.is_given_back());
    }
}

#[test]
fn a_terminal_that_reorders_every_row_is_sent_blanks_that_part_its_words() {
    let mut terminal = arabic();
    terminal.wait_for_bytes(ASKED);
    terminal.type_keys(KONSOLE);
    terminal.wait_for_bytes("\u{2800}");
    terminal.type_keys("q");
    assert!(terminal.end().success());
}

#[test]
fn a_terminal_that_never_answers_is_waited_for_once_and_its_keys_are_kept() {
    let mut terminal = Terminal::start_as(Start { settings: Some("language: en\n"), ..Start::default() });
    terminal.wait_for_bytes(ASKED);
    terminal.type_keys("n");
    terminal.wait_for_text("Organisation");
    terminal.type_keys("\x03");
    assert!(terminal.end().success());
    let known = terminal.config("terminals.yaml");
    assert!(known.contains("xterm-256color") && known.contains("silent: true"), "{known}");
    let home = Some(terminal.into_home());
    let mut again = Terminal::start_as(Start { home, ..Start::default() });
    again.wait_for_bytes(ASKED);
    again.type_keys("\x1b[1;2R\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[8;0$y\x1b[?64c");
    again.wait_for_text("New assessment");
    again.type_keys("q");
    assert!(again.end().success());
}

#[test]
fn answers_that_come_late_and_in_pieces_are_no_keys_and_the_keys_between_them_are() {
    let mut terminal = Terminal::start("en");
    terminal.wait_for_text("New assessment");
    terminal.type_keys(TO_THE_FIRST_QUESTION);
    terminal.wait_for_text("Question 1 of 5");
    // Read as keys, these would answer 1, 4, 3, 5 and more.
    for piece in
        ["\x1b[1;2R\x1bP>|XTe", "rm(354)\x1b\\\x1b[>4", "1;354;1c\x1b[8;", "1$y", "2", "\x1b[?64;1;2;4c"]
    {
        terminal.type_keys(piece);
    }
    terminal.wait_for_text("Question 2 of 5");
    terminal.wait_for_text("✓ saved");
    terminal.type_keys("q");
    assert!(terminal.end().success());
    let file = terminal.file();
    assert!(file.contains("  strategy-q1: # Strategic alignment\n    answer: 2\n"), "{file}");
    assert_eq!(file.matches("answer: ").count(), 1, "{file}");
}

#[test]
fn keys_typed_while_the_terminal_is_asked_arrive_in_order() {
    let mut terminal = Terminal::start_as(Start { settings: Some("language: en\n"), ..Start::default() });
    terminal.wait_for_bytes(ASKED);
    terminal.type_keys("n\x1b[1;2R\x1b[Z\x1b[>65;7006;1c\r\x1b[8;1$y\r\x1b[?65;1;9c4");
    terminal.wait_for_text("Question 2 of 5");
    terminal.wait_for_text("✓ saved");
    terminal.type_keys("q");
    assert!(terminal.end().success());
    assert!(terminal.file().contains("    answer: 4\n"), "{}", terminal.file());
}

#[test]
fn the_first_run_asks_for_the_language_and_keeps_the_line_that_reads_correctly() {
    let mut terminal = Terminal::start_as(Start::default());
    terminal.wait_for_bytes(ASKED);
    terminal.type_keys(KONSOLE);
    terminal.wait_for_text("Choose the language.");
    terminal.type_keys("\r");
    terminal.wait_for_text("Which line reads correctly?");
    // Konsole's own way stands first, then the others in their order: the third after it is the fence.
    terminal.type_keys("4");
    terminal.wait_for_text("New assessment");
    terminal.type_keys("q");
    assert!(terminal.end().success());
    let known = terminal.config("terminals.yaml");
    assert!(known.contains("Konsole 22.12.3") && known.contains("bidi: fence"), "{known}");
    assert!(terminal.config("settings.yaml").contains("language: en"));
    let home = Some(terminal.into_home());
    let mut again = Terminal::start_as(Start { arguments: &["--lang", "ar"], home, ..Start::default() });
    again.wait_for_bytes(ASKED);
    again.type_keys(KONSOLE);
    again.wait_for_bytes("\u{200E}");
    again.wait_for_text("q");
    assert!(!again.has_sent("\u{2800}"));
    again.type_keys("q");
    assert!(again.end().success());
}

#[test]
fn nobody_is_asked_where_somebody_said() {
    let settings = Some("language: ar\nbidi: explicit\n");
    let starts = [
        Start {
            arguments: &["--lang", "ar", "--bidi", "explicit"],
            settings: Some("{}\n"),
            ..Start::default()
        },
        Start {
            arguments: &["--lang", "ar"],
            variables: &[("MIZAN_BIDI", "explicit")],
            settings: Some("{}\n"),
            ..Start::default()
        },
        Start { settings, ..Start::default() },
    ];
    for start in starts {
        let mut terminal = Terminal::start_as(start);
        terminal.wait_for_text(NEW);
        terminal.type_keys("q");
        assert!(terminal.end().success());
        assert!(terminal.has_sent(EXPLICIT) && terminal.has_sent(IMPLICIT));
        assert!(!terminal.has_sent(ASKED));
    }
}
