//! Levels that a question has no text for, and those that it does not have.

use std::fs;

use crate::bidi::without_islands;
use crate::i18n::Language;
use crate::model::{Answer, Level};
use crate::tui::test_app::TestApp;

#[test]
fn a_level_without_a_text_shows_what_the_scale_says_and_leaves_no_hole() {
    let mut test_app = TestApp::asked_of(Language::English, "levels-without-texts");
    let shows_rows = |test_app: &TestApp, third: &str| {
        let screen = test_app.screen();
        for row in ["1 ○ A · Initial   Nothing is written down.", "2 ○ B             Managed", third] {
            assert!(screen.replace('\u{a0}', " ").contains(row), "{row}\n{screen}");
        }
    };
    shows_rows(&test_app, "3 ○ C · Measured  Results are measured.");
    test_app.press("2");
    shows_rows(&test_app, "3 ○ C · Measured  It is measured monthly.");
}

#[test]
fn a_level_that_a_question_does_not_have_is_no_row_and_no_key() {
    for language in Language::ALL {
        let mut test_app = TestApp::asked_of(language, "levels-left-out");
        insta::assert_snapshot!(format!("levels-left-out-{}", language.code()), test_app.screen());
        test_app.press("3");
        let status = test_app.app.workspace.status.clone().unwrap();
        let levels = test_app.app.workspace.messages().common.list_separator.clone();
        let levels = ["1", "2", "4", "5"].join(&levels);
        assert!(without_islands(&status).contains(&levels), "{status}");
        assert!(test_app.saved().answers["one-q1"].answer.is_none());
        test_app.press("4");
        assert_eq!(test_app.saved().answers["one-q1"].answer, Some(Answer::Level(Level(4))));
    }
}

#[test]
fn an_answer_that_the_question_does_not_have_is_kept_and_named() {
    for language in Language::ALL {
        let mut test_app = TestApp::asked_of(language, "levels-left-out");
        test_app.press("4").press("<esc>").leave();
        let file = test_app.file();
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replacen("answer: 4", "answer: 3", 1)).unwrap();
        let mut test_app = test_app.again();
        test_app.press("<enter>");
        insta::assert_snapshot!(format!("level-left-out-overview-{}", language.code()), test_app.screen());
        test_app.press("o");
        insta::assert_snapshot!(format!("level-left-out-answer-{}", language.code()), test_app.screen());
    }
}
