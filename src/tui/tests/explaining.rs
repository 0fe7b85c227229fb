//! The words of results that are explained, in the help and where they are first met.

use super::super::test_app::TestApp;
use crate::bidi::{Base, visual, without_islands};
use crate::i18n::{Language, Messages};
use crate::report::terms::{self, ExplainedTerm};
use crate::settings::Settings;

/// Whether all of a term's explanation is on the screen, on whatever lines.
fn shows(test_app: &TestApp, term: ExplainedTerm) -> bool {
    let workspace = &test_app.app.workspace;
    let base = Base::Own(workspace.direction());
    let screen = test_app.screen();
    let sentence = without_islands(&term.sentence(workspace.messages())).into_owned();
    sentence.split(' ').all(|word| {
        screen.contains(visual(word, base, workspace.presentation()).trim_matches(['.', ':', '،']))
    })
}

fn on_the_overview(language: Language) -> TestApp {
    let mut test_app = TestApp::new(language).sized(110, 60);
    test_app.press("n<enter>3<esc>");
    test_app
}

#[test]
fn the_help_of_a_screen_explains_its_words_in_every_language() {
    for language in Language::ALL {
        let heading = &Messages::of(language).reports.terms.heading;
        for (key, terms) in [("r", terms::RESULTS), ("p", terms::ROADMAP), ("", terms::OVERVIEW)] {
            let mut test_app = on_the_overview(language);
            test_app.press(key).press("?");
            for term in terms {
                assert!(shows(&test_app, *term), "{language:?} {key} {term:?}\n{}", test_app.screen());
            }
        }
        let mut test_app = TestApp::new(language);
        test_app.press("?<end>");
        assert!(!test_app.screen().contains(heading), "no words of results on the first screen");
    }
}

#[test]
fn a_screen_explains_its_words_until_it_was_left_once() {
    for language in Language::ALL {
        let mut test_app = on_the_overview(language).of_newcomer();
        assert!(terms::OVERVIEW.iter().all(|term| shows(&test_app, *term)), "{}", test_app.screen());
        test_app.press("r");
        let others = || terms::RESULTS.iter().filter(|term| !terms::OVERVIEW.contains(term));
        assert!(others().all(|term| shows(&test_app, *term)), "{}", test_app.screen());
        assert!(!shows(&test_app, ExplainedTerm::Confirmed), "{}", test_app.screen());
        test_app.press("<esc>");
        assert!(!shows(&test_app, ExplainedTerm::Confirmed), "{}", test_app.screen());
        let saved = explained(&test_app);
        assert_eq!(saved, terms::OVERVIEW.iter().chain(others()).map(|term| term.id()).collect::<Vec<_>>());
        test_app.press("r");
        assert!(!shows(&test_app, ExplainedTerm::Blockers), "{}", test_app.screen());
        test_app.press("<esc>p");
        assert!(!shows(&test_app, ExplainedTerm::Points), "met among the results\n{}", test_app.screen());
    }
}

/// The ids of the words that the settings note as explained.
fn explained(test_app: &TestApp) -> Vec<String> {
    Settings::load(test_app.paths()).unwrap().value.explained
}

/// To note them where the program ends would let its end wait for the disk.
#[test]
fn what_is_explained_is_noted_where_the_user_goes_on_and_not_where_the_program_ends() {
    for (key, terms) in [("", terms::OVERVIEW), ("r", terms::RESULTS), ("p", terms::ROADMAP)] {
        let mut test_app = on_the_overview(Language::English).of_newcomer();
        test_app.press(key);
        let before = explained(&test_app);
        test_app.press("q");
        assert!(test_app.ended());
        assert_eq!(explained(&test_app), before, "{key}");
        let mut test_app = on_the_overview(Language::English).of_newcomer();
        test_app.press(key).press("v");
        let noted = explained(&test_app);
        assert!(terms.iter().all(|term| noted.iter().any(|id| id == term.id())), "{key}: {noted:?}");
    }
}

#[test]
fn a_comparison_explains_its_words_where_they_are_first_met() {
    for language in Language::ALL {
        let mut test_app = on_the_overview(language).of_newcomer().sized(70, 22);
        // Too small for the meanings: the overview names the key that shows them, and nothing is noted.
        let pointer = |test_app: &TestApp| {
            let words = &Messages::of(language).reports.terms.pointer;
            let text = words.fill(&[("key", &"?"), ("terms", &"")]);
            let text = text.split('?').next_back().unwrap().trim_matches([':', ' ', '\u{FDD1}']).to_owned();
            let base = Base::Own(test_app.app.workspace.direction());
            test_app.screen().contains(&visual(&text, base, test_app.app.workspace.presentation()))
        };
        assert!(pointer(&test_app), "{}", test_app.screen());
        test_app.press("v").go_to(&Messages::of(language).screens.compare.show).press("<enter>");
        // One assessment is compared with its targets, which shows gaps and no change of an index.
        assert!(shows(&test_app, ExplainedTerm::Gap), "{}", test_app.screen());
        assert!(!shows(&test_app, ExplainedTerm::Index), "{}", test_app.screen());
        assert_eq!(explained(&test_app), Vec::<String>::new());
        test_app.press("<esc>");
        assert_eq!(explained(&test_app), [ExplainedTerm::Gap.id()]);
        test_app.press("<esc>");
        assert!(pointer(&test_app), "{}", test_app.screen());
        test_app.press("r<esc>");
        assert!(!pointer(&test_app), "{}", test_app.screen());
    }
}

#[test]
fn a_comparison_of_two_explains_the_index_and_no_gap_and_without_its_changes_neither() {
    for (width, is_explained) in [(120, true), (60, false)] {
        let mut test_app = on_the_overview(Language::English).sized(width, 40);
        test_app.press("<esc>n<end> of the ministry<enter>4<esc><esc>");
        let mut test_app = test_app.of_newcomer();
        test_app.press("v");
        for _ in 0..2 {
            test_app.press("<enter><down>");
        }
        test_app.press("<enter>");
        assert_eq!(shows(&test_app, ExplainedTerm::Index), is_explained, "{}", test_app.screen());
        assert!(!shows(&test_app, ExplainedTerm::Gap), "{}", test_app.screen());
    }
}

#[test]
fn an_overview_without_room_for_a_word_says_nothing_about_it() {
    let mut test_app = on_the_overview(Language::Arabic).of_newcomer().sized(60, 20);
    let words = &Messages::of(Language::Arabic).common;
    let shown = |test_app: &TestApp, name: &str| {
        let base = Base::Own(test_app.app.workspace.direction());
        test_app.screen().contains(&visual(name, base, test_app.app.workspace.presentation()))
    };
    assert!(!shown(&test_app, &words.confirmed) && !shown(&test_app, &words.index), "{}", test_app.screen());
    test_app.resize(110, 60);
    assert!(shown(&test_app, &words.confirmed) && shown(&test_app, &words.index), "{}", test_app.screen());
}

#[test]
fn a_small_window_has_its_own_text_before_the_words_that_are_explained() {
    for language in Language::ALL {
        for key in ["", "r", "p", "v<down><enter>"] {
            let lines = |newcomer: bool| {
                let test_app = on_the_overview(language).sized(80, 24);
                let mut test_app = if newcomer { test_app.of_newcomer() } else { test_app };
                test_app.press(key);
                // Only the bar at the side shows that there is more.
                test_app.screen().replace(['\u{2588}', '\u{2502}', ' '], "")
            };
            let (met, known) = (lines(true), lines(false));
            for (met, known) in met.lines().zip(known.lines()) {
                assert!(known.is_empty() || met == known, "{language:?} {key}: {met} instead of {known}");
            }
        }
    }
}

#[test]
fn what_cannot_be_noted_is_explained_again_and_disturbs_nobody() {
    let mut test_app = on_the_overview(Language::English).of_newcomer();
    std::fs::create_dir_all(test_app.paths().settings()).unwrap();
    test_app.press("r<esc>");
    assert_eq!(test_app.app.views.overlays(), 0, "{}", test_app.screen());
}
