//! Two programs and one file: one writes, the other follows. Changes of others are never overwritten.

use std::fs;

use crate::i18n::Language::{self, Arabic, English};
use crate::model::{Answer, Level};
use crate::tui::news::{News, OpenedContents, RenameOutcome, RenamedOpen};
use crate::tui::session::Access;
use crate::tui::test_app::TestApp;

const TWO: Option<Answer> = Some(Answer::Level(Level(2)));
const THREE: Option<Answer> = Some(Answer::Level(Level(3)));

/// The answer of a question in the file.
fn on_disk(test_app: &TestApp, question: &str) -> Option<Answer> {
    test_app.saved().answers.get(question).and_then(|entry| entry.answer.clone())
}

/// Changes the file as another program would.
fn edit(test_app: &TestApp, from: &str, to: &str) {
    let text = fs::read_to_string(test_app.file()).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(test_app.file(), text.replacen(from, to, 1)).unwrap();
}

/// Answers a question in the file as another program would.
fn answer_by_hand(test_app: &TestApp, question: &str, level: u8) {
    let text = fs::read_to_string(test_app.file()).unwrap();
    let line = text.lines().find(|line| line.starts_with(&format!("  {question}:"))).unwrap();
    edit(test_app, line, &format!("{line}\n    answer: {level}"));
}

#[test]
fn answers_to_different_questions_are_merged_automatically() {
    let mut test_app = TestApp::asked();
    answer_by_hand(&test_app, "strategy-q2", 2);
    test_app.press("3");
    assert!(test_app.screen().contains("✓ saved"), "{}", test_app.screen());
    assert!(test_app.screen().contains("were merged in"), "{}", test_app.screen());
    assert_eq!((on_disk(&test_app, "strategy-q1"), on_disk(&test_app, "strategy-q2")), (THREE, TWO));
    assert_eq!(test_app.session().sheet().scorecard().whole.answered, 2);
    // Undo takes back only our own change.
    test_app.press("zzz");
    assert_eq!(on_disk(&test_app, "strategy-q2"), TWO);
}

#[test]
fn a_rename_keeps_outside_changes() {
    let mut test_app = TestApp::asked();
    answer_by_hand(&test_app, "strategy-q2", 2);
    test_app.press("3<esc>d<ctrl-w>").type_text("2027").press("<esc>");
    assert_eq!(test_app.saved().identity.name, "Assessment 2027");
    assert_eq!((on_disk(&test_app, "strategy-q1"), on_disk(&test_app, "strategy-q2")), (THREE, TWO));
}

#[test]
fn the_caches_of_a_session_are_not_used_for_the_one_that_a_rename_opened_again() {
    let mut test_app = TestApp::asked();
    let (before, sheet) = (test_app.app.workspace.version(test_app.session()), test_app.session().sheet());
    let mut assessment = sheet.assessment().clone();
    assessment.identity.name = "Renamed elsewhere".to_owned();
    let (pack, path) = (sheet.pack().clone(), test_app.file());
    let opened = OpenedContents { path, assessment, pack, access: Access::Writing, hijri_dates: Vec::new() };
    let open = RenamedOpen::Reopened(Box::new(opened));
    let renamed = RenameOutcome { outcome: Err(None), news: Vec::new(), open };
    test_app.app.hear(News::Renamed(Box::new(renamed)));
    assert_eq!(test_app.session().sheet().assessment().identity.name, "Renamed elsewhere");
    assert_ne!(test_app.app.workspace.version(test_app.session()), before);
}

/// Both programs answer the first question and write a note on it.
fn disputed(language: Language) -> TestApp {
    let mut test_app = TestApp::new(language);
    test_app.press("n<enter>").press("n").type_text("ملاحظتي هنا").press("<enter>");
    edit(&test_app, "ملاحظتي هنا", "\"Their note,\\nof two lines\"");
    answer_by_hand(&test_app, "strategy-q1", 2);
    test_app.press("n").type_text("، مطولة").press("<enter>");
    test_app
}

fn note(test_app: &TestApp) -> Option<String> {
    test_app.saved().answers["strategy-q1"].note.clone()
}

const MINE: &str = "ملاحظتي هنا، مطولة";
const THEIRS: &str = "Their note,\nof two lines";

#[test]
fn a_conflict_shows_both_sides_and_the_user_chooses() {
    for (key, chosen) in [("m", MINE), ("t", THEIRS)] {
        let mut test_app = disputed(English);
        let screen = test_app.screen();
        assert!(screen.contains("Changed elsewhere: 1 of 1") && screen.contains("Their note"), "{screen}");
        test_app.press("<enter>");
        assert_eq!(note(&test_app).as_deref(), Some(THEIRS), "nothing was chosen");
        test_app.press(key);
        assert!(test_app.screen().contains("Enter saves"), "{}", test_app.screen());
        test_app.press("<enter>");
        assert!(test_app.screen().contains("✓ saved"), "{}", test_app.screen());
        assert_eq!(note(&test_app).as_deref(), Some(chosen));
        assert_eq!(on_disk(&test_app, "strategy-q1"), TWO);
        let backups = test_app.backups();
        let holds =
            |note: &str| backups.iter().any(|file| file.answers["strategy-q1"].note.as_deref() == Some(note));
        assert!(holds(MINE) && holds(THEIRS));
    }
}

#[test]
fn an_undecided_conflict_is_asked_about_before_leaving() {
    let mut test_app = disputed(English);
    test_app.press("<esc>").press("o").press("2");
    assert!(test_app.screen().contains("NOT SAVED"), "{}", test_app.screen());
    assert_eq!(test_app.app.views.overlays(), 0, "{}", test_app.screen());
    test_app.press("q");
    assert!(!test_app.ended() && test_app.screen().contains("Changed elsewhere"), "{}", test_app.screen());
    test_app.press("m<enter>").press("q");
    assert!(test_app.ended());
    assert_eq!((note(&test_app).as_deref(), on_disk(&test_app, "strategy-q2")), (Some(MINE), TWO));
}

#[test]
fn after_leaving_without_a_decision_our_side_is_among_the_backups() {
    let mut test_app = disputed(English);
    test_app.press("<esc>").press("q").press("q");
    assert!(test_app.ended());
    test_app.leave();
    assert_eq!(note(&test_app).as_deref(), Some(THEIRS));
    let backups = test_app.backups();
    assert!(backups.iter().any(|file| file.answers["strategy-q1"].note.as_deref() == Some(MINE)));
}

#[test]
fn conflicts_are_decided_one_by_one_or_all_at_once() {
    let mut test_app = TestApp::asked();
    for (question, level) in [("strategy-q1", 1), ("strategy-q2", 2), ("strategy-q3", 3)] {
        answer_by_hand(&test_app, question, level);
    }
    test_app.press_before_news("444").settle();
    assert!(test_app.screen().contains("1 of 3"), "{}", test_app.screen());
    test_app.press("a<enter>");
    assert!(test_app.screen().contains("1 of 3"), "nothing was chosen yet: {}", test_app.screen());
    test_app.press("<right>");
    assert!(test_app.screen().contains("2 of 3"), "{}", test_app.screen());
    test_app.press("<left>t");
    assert!(test_app.screen().contains("2 of 3"), "{}", test_app.screen());
    test_app.press("ma<enter>");
    let four = Some(Answer::Level(Level(4)));
    let answers = ["strategy-q1", "strategy-q2", "strategy-q3"].map(|question| on_disk(&test_app, question));
    assert_eq!(answers, [Some(Answer::Level(Level(1))), four.clone(), four]);
}

#[test]
fn the_conflict_overlay_reads_well_in_both_languages() {
    for language in Language::ALL {
        for (width, height) in [(80, 24), (120, 40), (60, 20)] {
            let test_app = disputed(language).sized(width, height);
            insta::assert_snapshot!(format!("choosing-{}-{width}", language.code()), test_app.screen());
        }
    }
}

#[test]
fn a_conflict_does_not_interrupt_typing() {
    let mut test_app = TestApp::asked();
    answer_by_hand(&test_app, "strategy-q1", 2);
    test_app.press_before_news("3<left>n").settle().press("tm");
    assert!(test_app.screen().contains("tm"), "{}", test_app.screen());
    test_app.press("<enter>");
    assert!(test_app.screen().contains("Changed elsewhere"), "{}", test_app.screen());
    test_app.press("t<enter>");
    assert_eq!((note(&test_app).as_deref(), on_disk(&test_app, "strategy-q1")), (Some("tm"), TWO));
}

#[test]
fn a_second_program_follows_and_cannot_change_anything() {
    let mut writer = TestApp::asked();
    let mut reader = writer.second();
    reader.press("<enter>").look();
    let since = reader.app.workspace.status.clone().unwrap();
    assert!(since.starts_with("Open since 20") && since.contains(" by "), "{since}");
    assert!(reader.screen().contains("read-only"), "{}", reader.screen());
    writer.press("3").press("2");
    reader.look();
    assert_eq!(reader.session().sheet().scorecard().whole.answered, 2);
    let refuses = |reader: &mut TestApp, keys: &[&str]| {
        for key in keys {
            reader.press(key);
            assert!(reader.app.workspace.status.is_some(), "{key}: {}", reader.screen());
        }
    };
    refuses(&mut reader, &["+", "d", "z", "<enter>3", "u", "x", "n", "a", "m", "c", "<enter>", "e"]);
    assert_eq!(reader.app.views.overlays(), 0);
    // Evidence can be read, but not changed.
    writer.press("<left>e").type_text("Minutes").press("<enter><enter><enter>");
    reader.look().press("<left>e");
    assert!(reader.screen().contains("• Minutes"), "{}", reader.screen());
    refuses(&mut reader, &["<enter>", "d", "<esc>z", "<f3>"]);
    assert_eq!(reader.session().sheet().assessment(), writer.session().sheet().assessment());
    reader.press("<ctrl-c>");
    assert!(reader.ended());
    assert_eq!(on_disk(&writer, "strategy-q1"), THREE);
}

#[test]
fn the_second_program_can_write_after_the_first_one_leaves() {
    let mut writer = TestApp::asked();
    let mut reader = writer.second();
    reader.press("<enter>").look();
    writer.press("3").press("<ctrl-c>");
    assert!(writer.ended());
    drop(writer);
    reader.look();
    assert!(reader.screen().contains("✓ saved"), "{}", reader.screen());
    reader.press("<enter>2");
    assert_eq!((on_disk(&reader, "strategy-q1"), on_disk(&reader, "strategy-q2")), (THREE, TWO));
}

#[test]
fn an_assessment_open_elsewhere_is_neither_renamed_nor_deleted() {
    for (language, held) in [(English, "process"), (Arabic, "")] {
        let mut writer = TestApp::new(language);
        writer.press("n<enter>");
        let file = writer.file();
        let mut other = writer.second();
        other.press("r").type_text(" b").press("<enter>");
        assert!(other.screen().contains(held), "{}", other.screen());
        other.press("<esc>d<enter>");
        assert!(other.screen().contains(held), "{}", other.screen());
        assert!(file.exists());
        writer.press("3");
        assert_eq!(on_disk(&writer, "strategy-q1"), THREE);
    }
}
