//! The keys that the bottom line names.

use crate::i18n::Language::{self, Arabic, English};
use crate::model::EntryText;
use crate::tui::{
    action::Action,
    chrome,
    screens::{Destination, PictureTest},
    test_app::TestApp,
    view::Command,
};

/// Ways to a screen or an overlay, with the keys of the assessment in front.
const WAYS: &[&str] = &[
    "", "<enter>", "<enter>e", "<enter>n", "<enter>x", "<enter>w", "r", "p", "v", "v<enter>", "d", "c", "i",
    "s", "?", ":", "<esc>", "<esc>d",
];

fn at(language: Language, keys: &str) -> TestApp {
    let mut test_app = TestApp::new(language);
    test_app.press("n<enter><esc><up>").press(keys);
    test_app
}

fn named(test_app: &TestApp, width: u16) -> Vec<Action> {
    chrome::footer_hints(&test_app.app, width).iter().map(|hint| hint.action).collect()
}

#[test]
fn the_footer_names_the_same_keys_in_every_language_and_always_the_help() {
    for keys in WAYS {
        let [english, arabic] = [English, Arabic].map(|language| at(language, keys));
        for width in (20..=160).step_by(7) {
            let keys_here = named(&english, width);
            assert_eq!(keys_here, named(&arabic, width), "after `{keys}` in {width} columns");
            assert!(keys_here.contains(&Action::Help), "after `{keys}` in {width} columns");
        }
    }
}

#[test]
fn the_footer_of_a_small_screen_names_what_is_done_most() {
    for language in Language::ALL {
        let overview = at(language, "");
        for (key, action) in [
            ("o", Action::NextOpen),
            ("r", Action::Open(Destination::Results)),
            ("p", Action::Open(Destination::Roadmap)),
            ("?", Action::Help),
            ("Esc", Action::Back),
        ] {
            assert!(overview.hints_at(key, action), "{action:?}\n{}", overview.screen());
        }
        let question = at(language, "<enter>");
        for (key, action) in [
            ("1-5", Action::Answer(0)),
            ("e", Action::Evidence),
            ("n", Action::Write(EntryText::Note)),
            ("?", Action::Help),
            ("Esc", Action::Back),
        ] {
            assert!(question.hints_at(key, action), "{action:?}\n{}", question.screen());
        }
    }
}

#[test]
fn the_list_of_assessments_names_no_way_back_but_the_way_out() {
    for language in Language::ALL {
        let home = at(language, "<esc>");
        assert!(!home.hints_at("Esc", Action::Back), "{}", home.screen());
        assert!(home.hints_at("q", Action::Quit), "{}", home.screen());
    }
}

#[test]
fn the_help_names_digits_only_where_they_choose_a_row() {
    for language in Language::ALL {
        let names_digits = |test_app: &mut TestApp| test_app.press("?").copied().contains("1-9");
        let mut settings = TestApp::new(language);
        assert!(!names_digits(settings.press("s")), "{}", settings.screen());
        let mut welcome = TestApp::new(language);
        welcome.app.welcome();
        assert!(!names_digits(&mut welcome), "{}", welcome.screen());
        let mut samples = TestApp::new(language);
        let test = PictureTest::new(samples.app.workspace.adapter);
        samples.app.run(vec![Command::<()>::push(test)]);
        assert!(names_digits(&mut samples), "{}", samples.screen());
    }
}

#[test]
fn the_help_of_the_list_names_no_way_back_and_that_of_a_screen_over_it_does() {
    for language in Language::ALL {
        for (keys, is_led_back) in [("?", false), ("s?", true)] {
            let mut test_app = TestApp::new(language);
            let lines = test_app.press(keys).copied();
            let is_named = lines.lines().any(|line| line.split_whitespace().any(|word| word == "Esc"));
            assert_eq!(is_named, is_led_back, "after `{keys}`\n{lines}");
        }
    }
}
