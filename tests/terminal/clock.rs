//! The clock leaves the calendar while the program runs.

use std::fs;

use mizan::i18n::Language;

use crate::support::home::Home;

#[test]
fn answers_are_saved_with_any_clock() {
    for beyond in ["260000000000", "-400000000000"] {
        let home = Home::speaking("en");
        let clock = home.config().join("clock");
        fs::write(&clock, "1790000000").unwrap();
        let start = home.program(&[]).with("MIZAN_REHEARSE_CLOCK", &clock.display().to_string());
        let mut terminal = start.begin();
        terminal.go_to_the_first_question(Language::English);
        fs::write(&clock, beyond).unwrap();
        terminal.type_keys("3");
        home.wait_for_assessment("answer: 3\n");
        terminal.type_keys("nhalf a th\r");
        home.wait_for_assessment("note: half a th\n");
        // Back to the list, and to the form that suggests the present year.
        terminal.type_keys("\x1b");
        terminal.wait_for_text("Policy area");
        terminal.type_keys("\x1b");
        terminal.wait_for_text("Assessments");
        terminal.type_keys("n");
        terminal.wait_for_text("Name of the assessment");
        terminal.type_keys("\x03");
        assert!(terminal.end().success());
    }
}
