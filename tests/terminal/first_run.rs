//! The first run: choosing the language and how Arabic is sent to this terminal, and storing both.

use super::recognition::{MARK, XTERM};
use crate::support::home::Home;

/// The first word of «تقييم جديد» from the left, a mark behind each letter.
const FENCED: &str = "ﺪ\u{200E}ﻳ\u{200E}ﺪ\u{200E}ﺟ\u{200E}";

#[test]
fn the_chosen_line_is_stored_for_this_terminal_and_used_at_the_next_start() {
    let home = Home::new();
    let mut terminal = home.program(&[]).with("LANG", "en_US.UTF-8").answered(XTERM).begin();
    terminal.wait_for_text("Choose a language.");
    assert!(!home.config().join("settings.yaml").exists());
    // Arabic is above English.
    terminal.type_keys("\x1b[A\r");
    terminal.wait_for_text("ABC");
    // The lines are those of the adapters visual, explicit, fence and others.
    terminal.type_keys("3");
    terminal.wait_for_text(FENCED);
    terminal.type_keys("q");
    assert!(terminal.end().success());
    assert!(home.file("settings.yaml").contains("language: ar"), "{}", home.file("settings.yaml"));
    assert_eq!(home.file("terminals.yaml").trim(), "XTerm(354):\n  bidi: fence");

    let mut terminal = home.program(&[]).answered(XTERM).begin();
    terminal.wait_for_text(FENCED);
    terminal.type_keys("q");
    assert!(terminal.end().success());
    let sent = terminal.sent();
    let asked = sent.find("\x1b[c").unwrap();
    assert!(sent.get(asked..).unwrap().contains(MARK), "{sent:?}");
}
