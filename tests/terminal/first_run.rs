//! The first run: choosing the language and how Arabic is sent to this terminal, and storing both.

use super::recognition::MARK;
use crate::support::home::Home;

/// The first word of «تقييم جديد» from the left, a mark behind each letter.
const FENCED: &str = "ﺪ\u{200E}ﻳ\u{200E}ﺪ\u{200E}ﺟ\u{200E}";

/// The answers of a terminal that Mizan does not know.
const NEW: &str = "\x1b[1;2R\x1bP>|NewTerm(1)\x1b\\\x1b[>99;1;1c\x1b[8;0$y\x1b[?64;1;2;4c";

#[test]
fn the_chosen_line_is_stored_for_this_terminal_and_used_at_the_next_start() {
    let home = Home::new();
    let mut terminal = home.program(&[]).with("LANG", "en_US.UTF-8").answered(NEW).begin();
    terminal.wait_for_text("Choose a language.");
    assert!(!home.config().join("settings.yaml").exists());
    // Arabic is above English.
    terminal.type_keys("\x1b[A\r");
    terminal.wait_for_text("ABC");
    // The line of the adapter in use is the first: that of fence.
    terminal.type_keys("1");
    terminal.wait_for_text(FENCED);
    terminal.type_keys("\x03");
    assert!(terminal.end().success());
    assert!(home.file("settings.yaml").contains("language: ar"), "{}", home.file("settings.yaml"));
    let terminals = home.file("terminals.yaml");
    assert!(terminals.contains("NewTerm(1):\n  bidi: fence"), "{terminals}");

    let mut terminal = home.program(&[]).answered(NEW).begin();
    terminal.wait_for_text(FENCED);
    terminal.type_keys("q");
    assert!(terminal.end().success());
    let sent = terminal.sent();
    let asked = sent.find("\x1b[c").unwrap();
    assert!(sent.get(asked..).unwrap().contains(MARK), "{sent:?}");
}
