//! Journeys: what the user does, and what is on screen and on disk afterwards.

use crate::i18n::{
    Language::{self, Arabic, English},
    Messages,
};
use crate::model::{Answer, Entry, Level};
use crate::tui::action::Action;
use crate::tui::screens::Destination;
use crate::tui::test_app::TestApp;

/// A new assessment, at its first question.
fn asked(language: Language) -> TestApp {
    let mut test_app = TestApp::new(language);
    test_app.press("n<enter>");
    test_app
}

fn entry(test_app: &TestApp, question: &str) -> Entry {
    test_app.saved().answers.get(question).cloned().unwrap_or_default()
}

#[test]
fn a_digit_answers_saves_and_moves_on() {
    for language in Language::ALL {
        let mut test_app = asked(language);
        test_app.press("3");
        assert_eq!(entry(&test_app, "strategy-q1").answer, Some(Answer::Level(Level(3))));
        test_app.press("٤");
        assert_eq!(entry(&test_app, "strategy-q2").answer, Some(Answer::Level(Level(4))));
    }
}

#[test]
fn arrows_and_enter_answer_too() {
    let mut test_app = asked(English);
    test_app.press("<down><down><enter>");
    assert_eq!(entry(&test_app, "strategy-q1").answer, Some(Answer::Level(Level(3))));
}

#[test]
fn a_level_that_there_is_not_is_refused_with_the_list_of_levels() {
    let mut test_app = asked(English);
    test_app.press("9");
    assert!(
        test_app.screen().contains("There is no level 9. Levels: 1, 2, 3, 4, 5."),
        "{}",
        test_app.screen()
    );
    assert_eq!(entry(&test_app, "strategy-q1"), Entry::default());
}

#[test]
fn unknown_is_an_answer() {
    let mut test_app = asked(English);
    test_app.press("u");
    assert_eq!(entry(&test_app, "strategy-q1").answer, Some(Answer::Unknown));
}

#[test]
fn not_applicable_needs_a_reason() {
    let mut test_app = asked(English);
    test_app.press("x<enter>");
    assert!(test_app.screen().contains("A reason is needed."), "{}", test_app.screen());
    test_app.type_text("No platform of our own").press("<enter>");
    let reason = "No platform of our own".to_owned();
    assert_eq!(entry(&test_app, "strategy-q1").answer, Some(Answer::NotApplicable { reason }));
}

#[test]
fn note_evidence_owner_and_mark_are_saved_next_to_the_answer() {
    let (mut test_app, words) = (asked(Arabic), &Messages::of(Arabic).screens.overlays);
    test_app
        .press("3<right>")
        .press("n")
        .type_text("ملاحظة أولى")
        .press("<alt-enter>")
        .type_text("سطر ثان")
        .press("<enter>");
    test_app
        .press("e")
        .type_text("محضر")
        .go_to(&words.evidence_date)
        .type_text("٢٠٢٦-٠٣-١٢")
        .go_to(&words.evidence_kind)
        .press("<space><enter>");
    test_app.press("a").type_text("مكتب البنية المؤسسية").press("<enter>m");
    let entry = entry(&test_app, "strategy-q1");
    assert_eq!(entry.answer, Some(Answer::Level(Level(3))));
    assert_eq!(entry.note.as_deref(), Some("ملاحظة أولى\nسطر ثان"));
    assert_eq!(entry.evidence[0].text, "محضر");
    assert_eq!(entry.evidence[0].date.map(|date| date.to_string()).as_deref(), Some("2026-03-12"));
    assert_eq!(entry.owner.as_deref(), Some("مكتب البنية المؤسسية"));
    assert!(entry.review);
}

#[test]
fn every_change_can_be_undone_and_redone() {
    let mut test_app = asked(English);
    test_app.press("34").press("zz");
    assert_eq!(entry(&test_app, "strategy-q1").answer, None);
    assert!(test_app.screen().contains("Undone: Strategic alignment"), "{}", test_app.screen());
    test_app.press("gg");
    assert_eq!(entry(&test_app, "strategy-q2").answer, Some(Answer::Level(Level(4))));
    test_app.press("g");
    assert!(test_app.screen().contains("Nothing to redo."), "{}", test_app.screen());
}

#[test]
fn the_next_open_question_is_found_from_anywhere() {
    let mut test_app = asked(English);
    test_app.press("33<right><right>").press("o");
    assert!(test_app.screen().contains("Question 1 of 6"), "{}", test_app.screen());
    test_app.press("<esc>o");
    assert!(test_app.screen().contains("Question 3 of 5"), "{}", test_app.screen());
}

#[test]
fn removing_an_answer_keeps_the_note() {
    let mut test_app = asked(English);
    test_app.press("n").type_text("kept").press("<enter>3<left>c");
    let entry = entry(&test_app, "strategy-q1");
    assert_eq!((entry.answer, entry.note.as_deref()), (None, Some("kept")));
}

#[test]
fn a_piece_of_evidence_can_be_removed() {
    let mut test_app = asked(English);
    test_app.press("e").type_text("one").press("<enter><enter><enter>");
    test_app.press("e<enter>").type_text("!").press("<enter><enter><enter>");
    assert_eq!(entry(&test_app, "strategy-q1").evidence[0].text, "one!");
    test_app.press("d");
    assert_eq!(entry(&test_app, "strategy-q1").evidence, []);
}

#[test]
fn the_first_piece_of_evidence_is_typed_at_once_and_the_next_is_added_to_the_list() {
    let mut test_app = asked(English);
    test_app.press("e<esc>");
    assert_eq!((test_app.app.views.kind(), test_app.app.views.overlays()), ("Interview", 0));
    test_app.press("e").type_text("one").press("<enter><enter><enter>");
    assert_eq!(test_app.app.views.kind(), "Interview");
    test_app
        .press("e")
        .go_to("+ Add evidence")
        .press("<enter>")
        .type_text("two")
        .press("<enter><enter><enter>");
    let pieces = entry(&test_app, "strategy-q1").evidence;
    assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(test_app.app.views.kind(), "EvidenceList");
    // The list stays after its last piece is removed.
    test_app.press("d<up>d");
    assert_eq!(entry(&test_app, "strategy-q1").evidence, []);
    assert_eq!(test_app.app.views.kind(), "EvidenceList");
}

#[test]
fn an_invalid_date_is_refused_and_stays_in_the_field() {
    let mut test_app = asked(English);
    test_app.press("e").type_text("one").go_to("Date (");
    test_app.type_text("yesterday").press("<enter><enter>");
    assert!(test_app.screen().contains("is not a date"), "{}", test_app.screen());
    test_app.press("<ctrl-w><enter><enter>");
    assert_eq!(entry(&test_app, "strategy-q1").evidence[0].text, "one");
}

#[test]
fn a_hijri_date_shows_its_gregorian_day_before_it_is_taken() {
    for (language, typed) in [(English, "1447-05-06"), (Arabic, "١٤٤٧/٥/٦")] {
        let mut test_app = asked(language);
        let words = &test_app.app.workspace.messages().screens.overlays;
        test_app.press("e").type_text("Minutes").go_to(&words.evidence_date).type_text(typed);
        let screen = test_app.screen();
        assert!(screen.contains("1447-05-06") && screen.contains("2025-10-28"), "{screen}");
        assert_eq!(entry(&test_app, "strategy-q1").evidence, []);
        test_app.press("<enter><enter>");
        let [evidence] = &entry(&test_app, "strategy-q1").evidence[..] else { panic!("one piece") };
        assert_eq!(evidence.date.map(|date| date.to_string()).as_deref(), Some("2025-10-28"));
        test_app.press("e");
        assert!(test_app.screen().contains("2025-10-28"), "{}", test_app.screen());
    }
}

#[test]
fn a_date_to_come_or_long_ago_is_asked_about_before_it_is_taken() {
    for (typed, doubt) in
        [("2031-10-01", "is after"), ("0026-09-01", "is before"), ("1455-01-01", "is after")]
    {
        let mut test_app = asked(English);
        test_app.press("e").type_text("Minutes").go_to("Date (").type_text(typed);
        assert!(test_app.screen().contains(doubt), "{}", test_app.screen());
        test_app.press("<enter><enter>");
        assert!(test_app.screen().contains("Enter again keeps it"), "{}", test_app.screen());
        assert_eq!(entry(&test_app, "strategy-q1").evidence, []);
        // Another such date is asked about again, the same one is not.
        test_app.press("<up><backspace>2<enter><enter>");
        assert_eq!(entry(&test_app, "strategy-q1").evidence, []);
        test_app.press("<enter>");
        assert_eq!(entry(&test_app, "strategy-q1").evidence.len(), 1);
    }
}

#[test]
fn the_list_of_evidence_says_what_does_not_count_and_why() {
    let mut test_app = asked(English);
    test_app.press("e").type_text("Undated").press("<enter><enter><enter>").press("e");
    for (text, date) in [("Old", "2024-05-06"), ("Good", "2026-09-01")] {
        test_app.go_to("+ Add evidence").press("<enter>").type_text(text);
        test_app.go_to("Date (").type_text(date).press("<enter><enter>");
    }
    let screen = test_app.screen();
    assert_eq!(screen.matches("Does not count").count(), 2, "{screen}");
    assert!(screen.contains("Does not count: no date"), "{screen}");
    assert!(screen.contains("Does not count: older than 365 days"), "{screen}");
}

#[test]
fn a_search_in_either_language_leads_to_the_question() {
    for typed in ["accessib", "امكانيه الوصول"] {
        let mut test_app = asked(English);
        test_app.press("/").type_text(typed).press("<enter>");
        assert!(test_app.screen().contains("Accessibility · Question 1 of 6"), "{}", test_app.screen());
    }
}

#[test]
fn a_question_is_found_by_its_id() {
    for typed in ["strategy-q3", "STRATEGY-Q3", "strategy-q٣"] {
        let mut test_app = asked(English);
        test_app.press("/").type_text(typed).press("<enter>");
        assert!(test_app.screen().contains("DGA registration · Question 3 of 5"), "{}", test_app.screen());
    }
}

#[test]
fn the_palette_performs_actions_found_by_name_in_both_languages() {
    let name = |language| Action::Open(Destination::Roadmap).name(Messages::of(language));
    for language in Language::ALL {
        for typed in Language::ALL.map(name) {
            let mut test_app = asked(language);
            test_app.press("<esc>:").type_text(typed).press("<enter>");
            let title = &Messages::of(language).screens.roadmap.title;
            let shown = test_app.app.views.title(&test_app.app.workspace);
            assert_eq!(&shown, title, "{typed}: {}", test_app.screen());
        }
    }
}

#[test]
fn the_profile_leaves_out_what_does_not_apply() {
    let mut test_app = TestApp::new(English);
    test_app.press("n<enter><esc>d").go_to("Private-sector developer").press("<space><esc>");
    let roles = test_app.saved().profile.roles;
    assert_eq!(roles.len(), 1);
    assert_eq!(roles[0].as_str(), "developer");
    assert!(!test_app.screen().contains("0 of 55"), "{}", test_app.screen());
}

#[test]
fn targets_move_within_the_scale() {
    let mut test_app = asked(English);
    test_app.press("<esc>++++");
    assert_eq!(test_app.saved().targets.get("strategy"), Some(&Level(5).into()));
    assert!(test_app.screen().contains("Strategy: target 5"), "{}", test_app.screen());
    test_app.press("------");
    assert_eq!(test_app.saved().targets.get("strategy"), Some(&Level(1).into()));
    test_app.press("<right><right><left>");
    assert_eq!(test_app.saved().targets.get("strategy"), Some(&Level(1).into()));
}

#[test]
fn the_language_changes_in_the_middle_of_everything() {
    let mut test_app = asked(English);
    test_app.press("3<f2>");
    assert!(!test_app.screen().contains("Question"), "{}", test_app.screen());
    test_app.press("<f2>");
    assert!(test_app.screen().contains("Question 2 of 5"), "{}", test_app.screen());
}

#[test]
fn results_lead_to_the_blocking_question() {
    let mut test_app = asked(English);
    test_app.press("33222<esc>r<enter><enter>");
    assert!(test_app.screen().contains("DGA registration · Question 3 of 5"), "{}", test_app.screen());
}

#[test]
fn results_from_below_the_areas_begin_at_the_whole() {
    let mut test_app = asked(English);
    test_app.press("3<esc><end>r");
    assert!(test_app.selected().contains("Overall"), "{}", test_app.screen());
}

#[test]
fn no_screen_opens_under_an_overlay() {
    for overlay in ["w", "?", "nx<esc>", "e", "exx<enter><enter><enter>e"] {
        let mut test_app = asked(English);
        test_app.press(overlay).press("s/:");
        assert_eq!(
            (test_app.app.views.screens(), test_app.app.views.overlays() > 2),
            (3, false),
            "{overlay}"
        );
    }
}

#[test]
fn the_program_can_be_left_from_the_evidence() {
    for keys in ["exx<enter><enter><enter>e<ctrl-c>", "eminutes<tab><tab><ctrl-c>"] {
        let mut test_app = asked(English);
        test_app.press(keys);
        assert!(test_app.ended(), "{keys}");
    }
}

#[test]
fn a_digit_on_the_overview_opens_the_area_of_that_number() {
    let mut test_app = asked(English);
    test_app.press("<esc>4");
    assert_eq!(test_app.app.views.kind(), "Interview", "{}", test_app.screen());
    assert!(test_app.screen().contains("Assessment 2026 ▸ Continuity"), "{}", test_app.screen());
    test_app.press("<esc>");
    assert!(test_app.selected().contains("Continuity"), "{}", test_app.screen());
}

#[test]
fn the_answer_stays_in_sight_above_the_window_in_which_one_writes_about_it() {
    for language in Language::ALL {
        for key in ["n", "a", "x", "e"] {
            let mut test_app = asked(language);
            // The last level is at the end of the screen, where the window is drawn.
            test_app.press("<down><down><down><down>").press(key);
            assert_eq!(test_app.app.views.overlays(), 1, "{key}");
            let level = if language == English { "▸ 5 ○" } else { "○ 5 ◂" };
            assert!(test_app.screen().contains(level), "{key}\n{}", test_app.screen());
        }
    }
}

#[test]
fn after_the_last_question_of_an_area_its_level_is_said_and_the_next_area_is_named() {
    let mut test_app = asked(English);
    test_app.press("3333");
    assert_eq!(test_app.app.workspace.status, None);
    test_app.press("3");
    let said = test_app.app.workspace.status.clone().unwrap_or_default();
    let said = crate::bidi::without_islands(&said);
    assert_eq!(said, "Strategy: level 3. Next: Experience.");
}

#[test]
fn a_question_that_is_asked_for_want_of_a_detail_leads_to_the_details() {
    let mut test_app = asked(English);
    let asked_for = |test_app: &TestApp| test_app.screen().contains("Asked because this is not answered yet");
    for _ in 0..60 {
        if asked_for(&test_app) {
            break;
        }
        test_app.press("<right>");
    }
    assert!(asked_for(&test_app), "{}", test_app.screen());
    assert!(test_app.screen().contains("d Details"), "{}", test_app.screen());
    test_app.press("d");
    assert_eq!(test_app.app.views.kind(), "Details", "{}", test_app.screen());
}

#[test]
fn the_roadmap_keeps_its_step_when_it_shows_all_of_them() {
    let mut test_app = asked(English);
    test_app.press("33222<esc>p<down><down><down><down>").go_to("requirements document");
    let step = test_app.selected();
    let step: String = step.split_whitespace().skip(2).take(4).collect::<Vec<_>>().join(" ");
    test_app.press("a");
    assert!(test_app.selected().contains(&step), "{step}\n{}", test_app.screen());
}

#[test]
fn in_a_wide_window_everything_is_in_the_middle() {
    let test_app = asked(English).sized(200, 30);
    let (screen, most) = (test_app.screen(), 112);
    let edge = (200 - most) / 2;
    for line in screen.lines() {
        let cells: Vec<char> = line.chars().collect();
        let outside = |place: &usize| !(edge..edge + most).contains(place);
        assert!((0..cells.len()).filter(outside).all(|place| cells[place] == ' '), "{line}");
    }
}
