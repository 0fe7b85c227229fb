//! Leaving and coming back: nothing typed is lost on the way out.

use crate::bidi::{Digits, Tashkeel};
use crate::i18n::Language::{Arabic, English};
use crate::model::{Answer, Level};
use crate::tui::events::Event;
use crate::tui::stage::Stage;

fn asked() -> Stage {
    let mut stage = Stage::new(English);
    stage.press("n<backtab><enter><enter>");
    stage
}

#[test]
fn everything_is_there_when_one_comes_back() {
    let mut stage = asked();
    stage.press("321").press("<ctrl-c>");
    assert!(stage.ended());
    let mut again = stage.again();
    again.press("<enter>");
    assert!(again.screen().contains("3 of 5"), "{}", again.screen());
    let saved = again.saved();
    let answer = |id: &str| saved.answers.get(id).and_then(|entry| entry.answer.clone());
    assert_eq!(answer("strategy-q1"), Some(Answer::Level(Level(3))));
    assert_eq!(answer("strategy-q3"), Some(Answer::Level(Level(1))));
}

#[test]
fn a_note_half_written_is_kept_when_the_program_ends() {
    for ending in [Event::Key(crate::tui::key::Key::Ctrl('c')), Event::Terminate(15), Event::Gone] {
        let mut stage = asked();
        stage.press("n").type_text("half a sent").happen(ending.clone());
        assert!(stage.ended(), "{ending:?}");
        assert_eq!(stage.saved().answers["strategy-q1"].note.as_deref(), Some("half a sent"));
    }
}

#[test]
fn a_form_half_filled_is_kept_when_the_program_ends() {
    for ending in [Event::Key(crate::tui::key::Key::Ctrl('c')), Event::Terminate(15)] {
        let mut stage = Stage::new(English);
        stage
            .press("n<ctrl-u>")
            .type_text("Ministry")
            .press("<tab><tab>")
            .type_text("Planning")
            .happen(ending);
        assert!(stage.ended());
        assert_eq!(stage.saved().header.name, "Ministry");
        assert_eq!(stage.saved().header.entity.en.as_deref(), Some("Planning"));
    }
}

#[test]
fn leaving_a_changed_text_asks_first() {
    let mut stage = asked();
    stage.press("n").type_text("thought").press("<esc>");
    assert!(stage.screen().contains("Discard what you typed?"), "{}", stage.screen());
    stage.press("<esc>").type_text("ful").press("<enter>");
    assert_eq!(stage.saved().answers["strategy-q1"].note.as_deref(), Some("thoughtful"));
}

#[test]
fn details_are_changed_and_the_file_goes_with_the_name() {
    let mut stage = asked();
    stage.press("3<esc>d<ctrl-w>").type_text("2027").press("<esc>");
    let saved = stage.saved();
    assert_eq!(saved.header.name, "Assessment 2027");
    assert_eq!(saved.answers["strategy-q1"].answer, Some(Answer::Level(Level(3))));
    let files: Vec<_> = std::fs::read_dir(stage.paths().assessments()).unwrap().collect();
    assert_eq!(files.len(), 1);
    stage.press("r<esc><esc>");
    assert!(stage.screen().contains("Assessment 2027"), "{}", stage.screen());
}

#[test]
fn a_new_name_and_what_else_was_changed_in_the_form_are_kept_together() {
    let mut stage = asked();
    stage
        .press("3<esc>d<ctrl-w>")
        .type_text("2027")
        .press("<down><down>")
        .type_text("Planning")
        .press("<esc>");
    let saved = stage.saved();
    assert_eq!(
        (saved.header.name.as_str(), saved.header.entity.en.as_deref()),
        ("Assessment 2027", Some("Planning"))
    );
    stage.press("z");
    assert_eq!(stage.saved().header.entity.en, None, "{}", stage.screen());
    assert_eq!(stage.saved().header.name, "Assessment 2027");
}

#[test]
fn renaming_and_deleting_from_the_list() {
    let mut stage = asked();
    stage.press("3<esc><esc>").press("r").type_text(" b").press("<enter>");
    assert!(stage.screen().contains("Assessment 2026 b"), "{}", stage.screen());
    stage.press("d<esc>d<enter>");
    assert!(stage.screen().contains("Welcome to Mizan"), "{}", stage.screen());
    let binned: Vec<_> = std::fs::read_dir(stage.paths().bin()).unwrap().collect();
    assert_eq!(binned.len(), 1);
}

#[test]
fn two_new_assessments_get_different_names() {
    let mut stage = asked();
    stage.press("<esc><esc>n<backtab><enter><esc>");
    let screen = stage.screen();
    assert!(screen.contains("Assessment 2026 (2)"), "{screen}");
}

#[test]
fn the_language_chosen_is_spoken_the_next_time() {
    let mut stage = Stage::new(English);
    stage.press("<f2>");
    let settings = crate::settings::Settings::load(stage.paths()).unwrap().value;
    assert_eq!(settings.language, Some(crate::i18n::Language::Arabic));
}

#[test]
fn the_theme_chosen_is_worn_the_next_time() {
    let mut stage = Stage::new(English);
    stage.press("s<down><down><down><down><down><down><down><enter>");
    let settings = crate::settings::Settings::load(stage.paths()).unwrap().value;
    assert_eq!(settings.theme.as_deref(), Some(stage.app.workspace.theme_name.as_str()));
    assert_ne!(settings.theme.as_deref(), Some("dark"));
}

#[test]
fn the_digits_and_vowel_signs_chosen_are_drawn_at_once_and_the_next_time() {
    let mut stage = Stage::new(Arabic);
    stage.press("n<backtab><enter><enter>");
    let is_arabic = |c: char| matches!(c, '٠'..='٩');
    assert!(!stage.screen().contains(is_arabic), "{}", stage.screen());
    stage.press("s<down><down><down><enter><down><down><enter>");
    let settings = crate::settings::Settings::load(stage.paths()).unwrap().value;
    assert_eq!((settings.digits, settings.tashkeel), (Some(Digits::Arabic), Some(Tashkeel::Shown)));
    stage.press("<esc>");
    assert!(stage.screen().contains(is_arabic), "{}", stage.screen());
    stage.press("<f2>");
    assert!(!stage.screen().contains(is_arabic), "{}", stage.screen());
}

#[test]
fn an_answer_to_a_question_that_is_gone_is_kept_and_named() {
    let mut stage = asked();
    let file = stage.file();
    stage.press("3<esc><esc>");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{text}  former-q1:\n    answer: 2\n")).unwrap();
    let mut again = stage.again();
    again.press("<enter>");
    assert!(again.screen().contains("former-q1"), "{}", again.screen());
    again.press("<enter>4");
    assert_eq!(again.saved().answers["former-q1"].answer, Some(Answer::Level(Level(2))));
}
