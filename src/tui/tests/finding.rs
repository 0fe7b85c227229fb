//! Palette, search, filter and help: what can be done is found by a few letters.

use crate::i18n::Language::{self, Arabic, English};
use crate::model::{Answer, Level};
use crate::tui::{action::Action, offer::Offer, test_app::TestApp};

/// The program with the first question of a new assessment.
fn asked(language: Language) -> TestApp {
    let mut test_app = TestApp::new(language);
    test_app.press("n<enter>");
    test_app
}

/// The rows of the overlay in front.
fn listed(test_app: &TestApp) -> String {
    test_app.app.views.copied(&test_app.app.workspace).unwrap_or_default()
}

#[test]
fn a_few_letters_in_either_language_open_a_screen_that_has_no_key_here() {
    for language in Language::ALL {
        for typed in ["rdmp", "خارطه"] {
            let mut test_app = asked(language);
            test_app.press("<esc>c<esc>:").type_text(typed).press("<enter>");
            assert_eq!(test_app.app.views.kind(), "RoadmapScreen", "{typed}: {}", test_app.screen());
        }
        let mut test_app = asked(language);
        test_app.press("<esc>r:").type_text("details").press("<enter>");
        assert_eq!(test_app.app.views.kind(), "Details", "{}", test_app.screen());
    }
}

#[test]
fn the_palette_leads_to_areas_questions_themes_and_languages() {
    let mut test_app = asked(English);
    let question = test_app.session().sheet().pack().areas[4].questions[1].clone();
    test_app.press("<esc>:").type_text(question.topic.get("en")).press("<enter>");
    assert_eq!(test_app.app.views.kind(), "Interview");
    assert!(test_app.screen().contains(question.topic.get("en")), "{}", test_app.screen());
    let area = test_app.session().sheet().pack().areas[2].clone();
    test_app.press("<esc>:").type_text(area.label("en")).press("<enter>");
    assert!(test_app.screen().contains(area.questions[0].topic.get("en")), "{}", test_app.screen());
    test_app.press(":").type_text("najd").press("<enter>");
    assert_eq!(test_app.app.workspace.theme_name, "najd");
    test_app.press(":").type_text("العربية").press("<enter>");
    assert_eq!(test_app.app.workspace.language(), Arabic);
}

#[test]
fn what_was_taken_last_is_offered_first() {
    let mut test_app = asked(English);
    test_app.press("<esc>:").type_text("roadmap").press("<enter>");
    assert_eq!(test_app.app.workspace.taken().len(), 1);
    test_app.press("<esc>:<enter>");
    assert_eq!(test_app.app.views.kind(), "RoadmapScreen", "{}", test_app.screen());
    assert!(matches!(test_app.app.workspace.taken(), [Offer::Act(Action::Open(_))]));
}

#[test]
fn another_assessment_is_opened_from_within_one_and_nothing_typed_is_lost() {
    let mut test_app = asked(English);
    test_app.press("3<esc><esc>");
    test_app.press("n").type_text("Water 2027").press("<enter>");
    test_app.press("2<esc>:").type_text("Assessment 2026").press("<enter>");
    assert_eq!(test_app.session().sheet().assessment().identity.name, "Assessment 2026");
    assert_eq!(test_app.app.views.kind(), "Overview", "{}", test_app.screen());
    test_app.press(":").type_text("Water").press("<enter>");
    let answers = &test_app.session().sheet().assessment().answers;
    let given: Vec<_> = answers.values().filter_map(|entry| entry.answer.clone()).collect();
    assert_eq!(given, [Answer::Level(Level(2))], "the answer was saved before the other one was opened");
}

#[test]
fn the_search_of_the_list_opens_a_question_of_the_last_assessment_or_an_assessment_by_its_name() {
    for language in Language::ALL {
        let mut test_app = asked(language);
        test_app.press("3<esc><esc>/").type_text("GSB").press("<enter>");
        assert_eq!(test_app.app.views.kind(), "Interview", "{}", test_app.screen());
        test_app.press("<esc><esc>/").type_text("2026").press("<enter>");
        assert_eq!(test_app.app.views.kind(), "Overview", "{}", test_app.screen());
    }
    let mut empty = TestApp::new(English);
    empty.press("/").type_text("GSB").press("<enter>");
    let words = &empty.app.workspace.messages().screens.status;
    assert_eq!(empty.app.workspace.status.as_ref(), Some(&words.no_assessment_asks));
}

#[test]
fn one_key_lists_the_questions_in_a_state_and_of_an_owner() {
    for language in Language::ALL {
        let mut test_app = asked(language);
        test_app.press("u").press("a").type_text("Huda").press("<enter><esc>f");
        let words = &test_app.app.workspace.messages().screens.filter;
        let lines = listed(&test_app);
        for line in [format!("{} | 55", words.open), format!("{} | 1", words.unknown)] {
            assert!(lines.contains(&line), "{lines}");
        }
        assert!(!lines.contains(words.no_evidence.as_str()), "{lines}");
        test_app.type_text(&words.unknown).press("<enter>");
        let [first, second] = [0, 1].map(|place| {
            let question = &test_app.session().sheet().pack().areas[0].questions[place];
            question.topic.get(language.code()).to_owned()
        });
        let rows = listed(&test_app);
        assert!(rows.contains(&first) && !rows.contains(&second), "{rows}");
        test_app.press("<enter>");
        assert_eq!(test_app.app.views.kind(), "Interview");
        test_app.press("f").type_text("huda").press("<enter>");
        assert!(listed(&test_app).contains(&second), "{}", test_app.screen());
    }
}

#[test]
fn the_help_explains_first_filters_as_one_types_and_does_what_is_selected() {
    for language in Language::ALL {
        let mut test_app = asked(language);
        test_app.press("<esc>r?");
        let whole = listed(&test_app);
        let heading = &test_app.app.workspace.messages().reports.terms.heading;
        assert!(whole.starts_with(heading.as_str()), "{whole}");
        let name = Action::Copy.name(test_app.app.workspace.messages());
        test_app.type_text(name);
        let filtered = listed(&test_app);
        assert!(filtered.lines().count() < whole.lines().count() / 2, "{filtered}");
        assert!(filtered.contains(name), "{filtered}");
        test_app.press("<esc>?").type_text("roadmap").press("<enter>");
        assert_eq!(test_app.app.views.kind(), "RoadmapScreen", "{}", test_app.screen());
        test_app.press("?<f1>");
        assert_eq!(test_app.app.views.overlays(), 0);
    }
}

#[test]
fn the_open_assessment_is_exported_to_a_new_file_and_nothing_is_overwritten() {
    for language in Language::ALL {
        let mut test_app = asked(language);
        test_app.press("3<esc>");
        let path = test_app.paths().config.join("out.json");
        let typed = path.display().to_string();
        test_app.press("x<ctrl-u>").type_text(&typed).press("<enter>");
        let written = std::fs::read_to_string(&path).unwrap();
        let document: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(document["format"], "mizan-scores");
        let said = test_app.app.workspace.status.clone().unwrap();
        assert!(said.contains("out.json"), "{said}");
        std::fs::write(&path, "mine").unwrap();
        test_app.press("x<ctrl-u>").type_text(&typed).press("<enter>");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
        assert_eq!(test_app.app.views.kind(), "ProblemPage", "{}", test_app.screen());
        test_app.press("<esc>x<ctrl-u>").type_text("scores.txt").press("<enter>");
        let words = &test_app.app.workspace.messages().screens.overlays;
        assert_eq!(test_app.app.workspace.status.as_ref(), Some(&words.export_format));
        let within = test_app.file().with_file_name("inside.yaml");
        test_app.press("<ctrl-u>").type_text(&within.display().to_string()).press("<enter>");
        assert!(!within.exists(), "{}", test_app.screen());
    }
}

#[test]
fn the_assessment_that_was_opened_stays_selected_when_the_list_is_in_another_order() {
    let mut test_app = TestApp::new(English);
    for name in ["alpha", "beta", "gamma"] {
        test_app.press("n<ctrl-u>").type_text(name).press("<enter>3<esc><esc>");
    }
    test_app.forget_times();
    test_app.go_to("alpha").press("<enter>o2<esc><esc>");
    assert!(test_app.selected().contains("alpha"), "{}", test_app.screen());
    test_app.press("<down>");
    let selected = test_app.selected();
    test_app.press("<enter><esc>");
    assert_eq!(test_app.selected(), selected);
    test_app.press("n<ctrl-u>").type_text("delta").press("<enter><esc><esc>");
    assert!(test_app.selected().contains("delta"), "{}", test_app.screen());
}
