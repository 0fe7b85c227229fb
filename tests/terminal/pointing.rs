//! The mouse in a real pseudo-terminal.

use std::cell::Cell;

use super::leaving::assert_switched_back;
use crate::support::home::Home;
use crate::support::pseudo_terminal::Terminal;

const ON: &str = "\x1b[?1000h\x1b[?1006h";
const OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Clicks on the first row with a text.
#[track_caller]
fn click(terminal: &Terminal, text: &str) {
    let row = Cell::new(0);
    terminal.wait_for(text, |screen| {
        let place = screen.contents().lines().position(|line| line.contains(text));
        row.set(place.unwrap_or_default() + 1);
        place.is_some()
    });
    let row = row.get();
    terminal.type_keys(&format!("\x1b[<0;12;{row}M\x1b[<0;12;{row}m"));
}

#[test]
fn a_click_selects_a_row_another_one_opens_it_and_the_terminal_gets_its_mouse_back() {
    let home = Home::speaking("en");
    let mut terminal = home.program(&[]).begin();
    click(&terminal, "Settings");
    terminal.wait_for_text("▸ Settings");
    click(&terminal, "Settings");
    terminal.wait_for_text("● English");
    terminal.type_keys("\x03");
    assert!(terminal.end().success());
    assert_switched_back(&terminal.sent(), OFF, ON);
}

#[test]
fn a_mouse_that_the_settings_leave_to_the_terminal_is_not_taken() {
    let home = Home::with_settings("language: en\nmouse: false\n");
    let mut terminal = home.program(&[]).begin();
    terminal.wait_for_text("New assessment");
    terminal.type_keys("q");
    assert!(terminal.end().success());
    assert!(!terminal.sent().contains("\x1b[?1000h"), "{:?}", terminal.sent());
}
