//! Recognition of the terminal: it answers, or never, or late; or the user chose the adapter, and it is not asked.

use mizan::i18n::Language;

use crate::support::home::Home;
use crate::support::pseudo_terminal::Terminal;

/// The answers of VTE.
pub const VTE: &str = "\x1b[1;2R\x1b[>65;7006;1c\x1b[8;1$y\x1b[?65;1;9c";

/// The answers of xterm.
pub const XTERM: &str = "\x1b[1;2R\x1bP>|XTerm(354)\x1b\\\x1b[>41;354;1c\x1b[8;0$y\x1b[?64;1;2;4c";

/// The key that changes the language.
pub const F2: &str = "\x1bOQ";

/// The last letters of «تقييم جديد», which are sent first if rows are not reordered.
const ARABIC: &str = "ﺪﻳﺪﺟ";

/// The mark that the fence puts after each letter.
pub const MARK: char = '\u{200E}';

/// The first and the last offset at which a text is sent.
#[track_caller]
fn ends_of(sent: &str, text: &str) -> (usize, usize) {
    sent.find(text).zip(sent.rfind(text)).unwrap_or_else(|| panic!("{text:?} was not sent in {sent:?}"))
}

/// Checks that the mode of bidirectional text was off before the first Arabic row (or the last one, if the terminal was
/// not known when the first frame was drawn) and is on again on the main screen.
#[track_caller]
fn assert_switched(sent: &str, known: bool) {
    let (off, last_off) = ends_of(sent, "\x1b[8l");
    let (_, on) = ends_of(sent, "\x1b[8h");
    // The letter for measuring the cursor is not a row, and is erased again.
    let asked = ends_of(sent, "\x1b[c").0;
    let rows = sent.get(asked..).unwrap();
    let is_arabic = |letter| matches!(letter, '\u{FB50}'..='\u{FEFC}');
    let row = if known { rows.find(is_arabic) } else { rows.rfind(is_arabic) };
    assert!(off < asked + row.unwrap(), "a row was sent before the mode was off: {sent:?}");
    assert!(last_off < on && on < ends_of(sent, "\x1b[?1049l").1, "{sent:?}");
}

#[test]
fn vte_gets_the_mode_and_is_known_before_the_first_row_of_the_next_start() {
    let home = Home::speaking("ar");
    for known in [false, true] {
        let mut terminal = home.program(&[]).answered(VTE).begin();
        terminal.wait_for_text(ARABIC);
        terminal.wait_for("the answers", |_| home.file("terminals.yaml").contains("seen: explicit"));
        terminal.type_keys("q");
        assert!(terminal.end().success());
        assert_switched(&terminal.sent(), known);
    }
    assert_eq!(home.file("terminals.yaml").trim(), "xterm-256color:\n  seen: explicit");
}

#[test]
fn a_terminal_that_never_answers_does_not_delay_the_first_frame() {
    let home = Home::speaking("ar");
    let mut terminal = home.program(&[]).begin();
    terminal.wait_for_text(ARABIC);
    assert_eq!(
        home.file("terminals.yaml"),
        "",
        "the first frame is there before the time for answers is over"
    );
    terminal.wait_for("the end of the wait", |_| home.file("terminals.yaml").contains("silent"));
    terminal.type_keys("q");
    assert!(terminal.end().success());
}

#[test]
fn the_mode_of_vte_is_reset_when_a_signal_ends_the_program() {
    let home = Home::speaking("ar");
    let mut terminal = home.program(&[]).answered(VTE).begin();
    terminal.wait_for("the answers", |_| home.file("terminals.yaml").contains("seen: explicit"));
    terminal.kill("-TERM");
    assert_eq!(terminal.end().exit_code(), 128 + 15);
    assert_switched(&terminal.sent(), false);
    assert!(terminal.is_given_back());
}

#[test]
fn a_terminal_that_never_answers_can_be_used_and_is_remembered() {
    let home = Home::speaking("en");
    // A key that is typed while the terminal is asked.
    let mut terminal = home.program(&[]).answered("n").begin();
    terminal.wait_for_text("What do you want to assess?");
    terminal.type_keys("\x03");
    assert!(terminal.end().success());
    assert_eq!(home.file("terminals.yaml").trim(), "xterm-256color:\n  silent: true");
}

#[test]
fn a_terminal_that_answers_again_is_no_longer_remembered_as_silent() {
    let home = Home::speaking("en");
    std::fs::write(home.config().join("terminals.yaml"), "xterm-256color:\n  silent: true\n").unwrap();
    let mut terminal = home.program(&[]).answered(XTERM).begin();
    terminal.wait_for_text("New assessment");
    terminal.type_keys("q");
    assert!(terminal.end().success());
    assert_eq!(terminal.sent().matches("\x1b[c").count(), 1);
    assert!(!home.file("terminals.yaml").contains("silent"), "{}", home.file("terminals.yaml"));
}

#[test]
fn keys_typed_among_the_answers_arrive_in_order() {
    let home = Home::speaking("en");
    // The keys go into the name of a new assessment.
    let among = "n\x1b[1;2Ra\x1bP>|XTerm(354)\x1b\\b\x1b[>41;354;1cc\x1b[8;0$yd\x1b[?64;1;2;4ce";
    let mut terminal = home.program(&[]).answered(among).begin();
    terminal.wait_for_text("abcde");
    terminal.type_keys("\x03");
    terminal.wait_for_text("Quit again");
    terminal.type_keys("\x03");
    assert!(terminal.end().success());
}

#[test]
fn late_answers_answer_no_question() {
    let home = Home::speaking("en");
    let mut terminal = home.program(&[]).begin();
    terminal.go_to_the_first_question(Language::English);
    let late = [
        "\x1b[1;2",
        "R\x1bP>|XTerm(3",
        "54)\x1b\\",
        "2",
        "\x1b[>41;",
        "354;1c\x1b[8;1",
        "$y\x1b[?64;1;2",
        ";4c",
    ];
    for piece in late {
        terminal.type_and_let_read(piece);
    }
    terminal.wait_for_text("Question 2 of 5");
    terminal.type_keys("q");
    assert!(terminal.end().success());
    assert_eq!(answers(&home), ["2"], "{}", home.assessment());
}

/// The answers of the assessment, in the order of the questions.
fn answers(home: &Home) -> Vec<String> {
    let file = home.assessment();
    let given = file.lines().filter_map(|line| line.trim().strip_prefix("answer: ").map(str::to_owned));
    given.collect()
}

fn look_and_leave(terminal: &mut Terminal) -> String {
    terminal.wait_for("the first frame", |screen| !screen.contents().trim().is_empty());
    terminal.type_keys("q");
    assert!(terminal.end().success());
    terminal.sent()
}

#[track_caller]
fn assert_unasked(sent: &str) {
    // The last question ends that for the ground as well.
    for question in ["\x1b[>q", "\x1b[>c", "\x1b[8$p", "\x1b[6n"] {
        assert!(!sent.contains(question), "{question:?} was asked: {sent:?}");
    }
}

#[test]
fn option_variable_and_setting_choose_the_adapter_without_asking() {
    let option_home = Home::speaking("ar");
    let option = option_home.program(&["--bidi", "fence"]).with("MIZAN_BIDI", "inverse");
    let variable_home = Home::with_settings("language: ar\nbidi: inverse\n");
    let variable = variable_home.program(&[]).with("MIZAN_BIDI", "fence");
    let setting_home = Home::with_settings("language: ar\nbidi: fence\n");
    for start in [option, variable, setting_home.program(&[])] {
        // This terminal would be recognised as VTE if it were asked.
        let sent = look_and_leave(&mut start.with("VTE_VERSION", "7006").begin());
        assert_unasked(&sent);
        assert!(sent.contains(MARK), "{sent:?}");
        assert!(!sent.contains("\x1b[8l"), "{sent:?}");
    }
}

#[test]
fn auto_asks_despite_the_setting() {
    let home = Home::with_settings("language: ar\nbidi: fence\n");
    let mut terminal = home.program(&["--bidi", "auto"]).answered(VTE).begin();
    terminal.wait_for("the answers", |_| home.file("terminals.yaml").contains("seen: explicit"));
    assert_switched(&look_and_leave(&mut terminal), false);
}

#[test]
fn an_unreadable_file_of_terminals_is_reported_and_unchanged() {
    let home = Home::speaking("en");
    let faulty = "xterm: [\n";
    std::fs::write(home.config().join("terminals.yaml"), faulty).unwrap();
    let mut terminal = home.program(&[]).begin();
    terminal.wait_for("the window", |screen| {
        screen.alternate_screen() && screen.contents().contains("terminals.yaml:2")
    });
    terminal.type_keys("q");
    assert!(terminal.end().success());
    assert_eq!(home.file("terminals.yaml"), faulty);
}
