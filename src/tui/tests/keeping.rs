//! Leaving and returning: no typed text is lost.

use super::choices::{choose_another_theme, choose_arabic_digits, show_tashkeel};
use crate::bidi::{Digits, Tashkeel};
use crate::i18n::Language::{Arabic, English};
use crate::model::{Answer, Level};
use crate::tui::events::Event;
use crate::tui::test_app::TestApp;

#[test]
fn everything_is_there_after_a_restart() {
    let mut test_app = TestApp::asked();
    test_app.press("321").press("<ctrl-c>");
    assert!(test_app.ended());
    let mut again = test_app.again();
    again.press("<enter>");
    assert!(again.screen().contains("3 of 5"), "{}", again.screen());
    let saved = again.saved();
    let answer = |id: &str| saved.answers.get(id).and_then(|entry| entry.answer.clone());
    assert_eq!(answer("strategy-q1"), Some(Answer::Level(Level(3))));
    assert_eq!(answer("strategy-q3"), Some(Answer::Level(Level(1))));
}

#[test]
fn an_unfinished_note_is_saved_when_the_program_ends() {
    for ending in [Event::Key(crate::tui::key::Key::Ctrl('c')), Event::Terminate(15), Event::Gone] {
        let mut test_app = TestApp::asked();
        test_app.press("n").type_text("half a sent").happen(ending.clone());
        assert!(test_app.ended(), "{ending:?}");
        assert_eq!(test_app.saved().answers["strategy-q1"].note.as_deref(), Some("half a sent"));
    }
}

/// What ends the program without asking.
const FORCED: [Event; 2] = [Event::Terminate(1), Event::Gone];

#[test]
fn what_ends_the_program_confirms_no_form() {
    for ending in FORCED {
        let mut test_app = TestApp::new(English);
        test_app.press("n").type_text("q").happen(ending.clone());
        assert!(test_app.ended());
        assert!(test_app.files().is_empty(), "{ending:?} made an assessment");

        let mut test_app = TestApp::asked();
        let files = test_app.press("n").type_text("a").press("<enter>").files();
        test_app.press("<esc>d").type_text(" x").go_to("Organisation, in English").type_text("Planning");
        test_app.happen(ending.clone());
        assert_eq!(test_app.files(), files, "{ending:?}");
        let identity = test_app.saved().identity;
        assert_eq!(
            (identity.name.as_str(), identity.entity.exact("en")),
            ("Assessment 2026", Some("Planning"))
        );

        let mut test_app = TestApp::asked();
        test_app.press("n").type_text("a").press("<enter><esc><esc>r").type_text(" x").happen(ending.clone());
        assert_eq!((test_app.files(), test_app.saved().identity.name), (files, "Assessment 2026".to_owned()));
    }
}

#[test]
fn what_ends_the_program_answers_nothing() {
    for ending in FORCED {
        let mut test_app = TestApp::asked();
        test_app.press("n").type_text("a").press("<enter>x").type_text("because").happen(ending.clone());
        assert!(test_app.saved().answers.get("strategy-q1").is_none_or(|entry| entry.answer.is_none()));

        let mut test_app = TestApp::asked();
        test_app.press("x").type_text("because").press("<enter><left>x").type_text(" of it").happen(ending);
        let reason = "because of it".to_owned();
        let answer = test_app.saved().answers["strategy-q1"].answer.clone();
        assert_eq!(answer, Some(Answer::NotApplicable { reason }), "a reason that has its place is kept");
    }
}

#[test]
fn quitting_names_what_it_would_lose_before_it_does() {
    for typed in ["n", "n<enter><esc>d", "n<enter><esc><esc>r"] {
        let mut test_app = TestApp::new(English);
        test_app.press(typed).type_text("x").press("<ctrl-c>");
        assert!(!test_app.ended() && test_app.screen().contains("Quit again"), "{}", test_app.screen());
        test_app.type_text("y").press("<ctrl-c>");
        assert!(!test_app.ended(), "it was typed on");
        test_app.press("<ctrl-c>");
        assert!(test_app.ended());
        assert!(test_app.files().iter().all(|name| !name.contains('x')));
    }
}

#[test]
fn leaving_a_changed_text_asks_first() {
    let mut test_app = TestApp::asked();
    test_app.press("n").type_text("thought").press("<esc>");
    assert!(test_app.screen().contains("Discard what you typed?"), "{}", test_app.screen());
    test_app.press("<esc>").type_text("ful").press("<enter>");
    assert_eq!(test_app.saved().answers["strategy-q1"].note.as_deref(), Some("thoughtful"));
}

#[test]
fn the_file_is_renamed_with_the_name_in_the_details() {
    let mut test_app = TestApp::asked();
    test_app.press("3<esc>d<ctrl-w>").type_text("2027").press("<esc>");
    let saved = test_app.saved();
    assert_eq!(saved.identity.name, "Assessment 2027");
    assert_eq!(saved.answers["strategy-q1"].answer, Some(Answer::Level(Level(3))));
    let files: Vec<_> = std::fs::read_dir(test_app.paths().assessments()).unwrap().collect();
    assert_eq!(files.len(), 1);
    test_app.press("r<esc><esc>");
    assert!(test_app.screen().contains("Assessment 2027"), "{}", test_app.screen());
}

#[test]
fn a_new_name_and_other_changes_of_the_form_are_saved_together() {
    let mut test_app = TestApp::asked();
    test_app
        .press("3<esc>d<ctrl-w>")
        .type_text("2027")
        .go_to("Organisation, in English")
        .type_text("Planning")
        .press("<esc>");
    let saved = test_app.saved();
    assert_eq!(
        (saved.identity.name.as_str(), saved.identity.entity.exact("en")),
        ("Assessment 2027", Some("Planning"))
    );
    test_app.press("z");
    assert_eq!(test_app.saved().identity.entity.exact("en"), None, "{}", test_app.screen());
    assert_eq!(test_app.saved().identity.name, "Assessment 2027");
}

#[test]
fn renaming_and_deleting_from_the_list() {
    let mut test_app = TestApp::asked();
    test_app.press("3<esc><esc>").press("r").type_text(" b").press("<enter>");
    assert!(test_app.screen().contains("Assessment 2026 b"), "{}", test_app.screen());
    test_app.press("d<esc>d<enter>");
    assert!(test_app.screen().contains("Welcome to Mizan"), "{}", test_app.screen());
    let binned: Vec<_> = std::fs::read_dir(test_app.paths().bin()).unwrap().collect();
    assert_eq!(binned.len(), 1);
}

#[test]
fn two_new_assessments_get_different_names() {
    let mut test_app = TestApp::asked();
    test_app.press("<esc><esc>n<enter><esc><esc>");
    let screen = test_app.screen();
    assert!(screen.contains("Assessment 2026 (2)"), "{screen}");
}

#[test]
fn the_chosen_language_is_used_at_the_next_start() {
    let mut test_app = TestApp::new(English);
    test_app.press("<f2>");
    let settings = crate::settings::Settings::load(test_app.paths()).unwrap().value;
    assert_eq!(settings.language, Some(English.next()));
}

#[test]
fn the_chosen_theme_is_used_at_the_next_start() {
    let mut test_app = TestApp::new(English);
    choose_another_theme(&mut test_app);
    let settings = crate::settings::Settings::load(test_app.paths()).unwrap().value;
    assert_eq!(settings.theme.as_deref(), Some(test_app.app.workspace.theme_name.as_str()));
    assert_ne!(settings.theme.as_deref(), Some("dark"));
}

#[test]
fn the_chosen_digits_and_vowel_signs_are_used_at_once_and_at_the_next_start() {
    let mut test_app = TestApp::new(Arabic);
    test_app.press("n<enter>");
    let is_arabic = |c: char| matches!(c, '٠'..='٩');
    assert!(!test_app.screen().contains(is_arabic), "{}", test_app.screen());
    test_app.press("<esc><esc>");
    choose_arabic_digits(&mut test_app);
    show_tashkeel(&mut test_app);
    let settings = crate::settings::Settings::load(test_app.paths()).unwrap().value;
    assert_eq!((settings.digits, settings.tashkeel), (Some(Digits::Arabic), Some(Tashkeel::Shown)));
    test_app.press("<esc><enter>");
    assert!(test_app.screen().contains(is_arabic), "{}", test_app.screen());
    test_app.press("<f2>");
    assert!(!test_app.screen().contains(is_arabic), "{}", test_app.screen());
}

#[test]
fn an_answer_to_a_removed_question_is_kept_and_named() {
    let mut test_app = TestApp::asked();
    let file = test_app.file();
    test_app.press("3<esc><esc>");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{text}  former-q1:\n    answer: 2\n")).unwrap();
    let mut again = test_app.again();
    again.press("<enter>");
    assert!(again.screen().contains("1 no longer asked"), "{}", again.screen());
    again.press("c");
    assert!(again.screen().contains("former-q1: no longer asked. Kept: Level 2"), "{}", again.screen());
    again.press("<esc><enter>4");
    assert_eq!(again.saved().answers["former-q1"].answer, Some(Answer::Level(Level(2))));
}
