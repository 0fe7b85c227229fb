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
        terminal.wait_for_text("Area");
        terminal.type_keys("\x1b");
        terminal.wait_for_text("Assessments");
        terminal.type_keys("n");
        terminal.wait_for_text("Name of the assessment");
        terminal.type_keys("\x03");
        assert!(terminal.end().success());
    }
}

/// The last second of the last day on which the evidence of [`evidenced`] counts, 21 September 2026.
const BEFORE_MIDNIGHT: u64 = 1_790_035_199;

/// A home with an assessment whose first area is at level 3, with evidence that counts until that day.
fn evidenced() -> Home {
    let home = Home::speaking("en");
    home.done(&["new", "Water"]);
    for number in 1..=5 {
        let question = format!("strategy-q{number}");
        home.done(&["answer", "Water", &question, "3", "--evidence", "Register", "--date", "2025-09-21"]);
    }
    home
}

/// Sets the clock that the program reads, in one step.
fn set_clock(home: &Home, seconds: u64) -> String {
    let clock = home.path("clock");
    fs::write(home.path("clock.new"), seconds.to_string()).unwrap();
    fs::rename(home.path("clock.new"), &clock).unwrap();
    clock.display().to_string()
}

#[test]
fn at_midnight_the_open_assessment_is_scored_for_the_new_day() {
    let home = evidenced();
    let clock = set_clock(&home, BEFORE_MIDNIGHT);
    // Nothing but the clock can end the wait later: the terminal is not asked, and the list is read before the rest.
    let start = home.program(&["--bidi", "logical"]).with("MIZAN_REHEARSE_CLOCK", &clock);
    let mut terminal = start.begin();
    terminal.wait_for_text("5 of 55");
    terminal.type_keys("\r");
    terminal.wait_for_text("Confirmed: 1–4");
    let before = home.assessment();
    set_clock(&home, BEFORE_MIDNIGHT + 1);
    // No key is pressed: the wait ends with the second that is left of the day.
    terminal.wait_for_text("Confirmed: 1–3");
    terminal.type_keys("q");
    assert!(terminal.end().success());
    assert_eq!(home.assessment(), before);
}

#[test]
fn after_a_sleep_over_midnight_the_first_key_meets_the_new_day() {
    let home = evidenced();
    let half_a_day = 12 * 60 * 60;
    let clock = set_clock(&home, BEFORE_MIDNIGHT - half_a_day);
    let start = home.program(&["open", "Water"]).with("MIZAN_REHEARSE_CLOCK", &clock);
    let terminal = start.begin();
    terminal.wait_for_text("Confirmed: 1–4");
    set_clock(&home, BEFORE_MIDNIGHT + half_a_day);
    terminal.type_keys("q");
    let sent = terminal.end_with_everything_sent();
    let (_, farewell) = sent.rsplit_once("\x1b[?1049l").unwrap();
    let overall = farewell.lines().find(|line| line.contains("Overall")).unwrap();
    assert!(overall.contains("1–3"), "{farewell}");
}
