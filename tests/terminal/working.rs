//! Typing, the contents of the screen, and the contents of the file.

use mizan::i18n::Language;

use crate::support::home::Home;
use crate::support::pseudo_terminal::Terminal;

fn start(language: &str) -> (Home, Terminal) {
    let home = Home::speaking(language);
    let terminal = home.program(&["--lang", language]).begin();
    (home, terminal)
}

#[test]
fn an_answer_is_saved() {
    let (home, mut terminal) = start("en");
    terminal.go_to_the_first_question(Language::English);
    terminal.type_keys("3");
    terminal.wait_for_text("Question 2 of 5");
    terminal.wait_for_text("✓ saved");
    terminal.type_keys("q");
    assert!(terminal.end().success());
    assert!(
        home.assessment().contains("  strategy-q1: # Strategic alignment\n    answer: 3\n"),
        "{}",
        home.assessment()
    );
}

#[test]
fn the_arabic_screen_is_drawn_from_the_right() {
    let (home, mut terminal) = start("ar");
    // «تقييم جديد» in presentation forms, last letter first.
    terminal.wait_for_text("ﺪﻳﺪﺟ ﻢﻴﻴﻘﺗ ◂");
    terminal.go_to_the_first_question(Language::Arabic);
    // The question's number is in the title, on the right.
    terminal.wait_for_text("5 ﻦﻣ 1 ﻝﺍﺆﺴﻟﺍ");
    terminal.type_keys("٤");
    terminal.wait_for_text("5 ﻦﻣ 2 ﻝﺍﺆﺴﻟﺍ");
    terminal.type_keys("\x03");
    assert!(terminal.end().success());
    assert!(home.assessment().contains("    answer: 4\n"), "{}", home.assessment());
}

#[test]
fn a_text_is_corrected_and_copied_with_the_key_sequences_of_a_terminal() {
    let (home, mut terminal) = start("en");
    terminal.go_to_the_first_question(Language::English);
    // Two words selected with Control, Shift and the left arrow are replaced; Alt and Backspace delete a word.
    terminal.type_keys("none two three\x1b[1;6D\x1b[1;6Dبلا four\x1b\x7f");
    terminal.wait_for_text("one ﻼﺑ");
    // Select all, copy.
    terminal.type_keys("\x1bOS\x1b[15~");
    terminal.wait_for_text("Copied: one");
    // «one بلا », logical and with plain letters.
    assert_eq!(terminal.copied(), "b25lINio2YTYpyA=");
    terminal.type_keys("\x1b[21~");
    assert!(terminal.end().success());
    assert!(home.assessment().contains("note: one بلا"), "{}", home.assessment());
}

#[test]
fn a_new_window_size_is_used() {
    let (_home, mut terminal) = start("en");
    terminal.wait_for_text("New assessment");
    terminal.resize(10, 40);
    terminal.wait_for_text("Mizan needs 60 columns");
    terminal.type_keys("q");
    assert!(terminal.end().success());
}
