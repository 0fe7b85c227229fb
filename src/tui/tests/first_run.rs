//! The first run: the choice of a language, and the picture test.

use crate::bidi::{Adapter, Symbols, visual};
use crate::i18n::Language::{self, Arabic, English};
use crate::settings::Settings;
use crate::tui::{action::Action, keymap::Context, test_app::TestApp};

#[test]
fn the_language_chosen_at_the_first_run_is_used_and_saved() {
    let mut test_app = TestApp::new(English);
    test_app.app.welcome();
    test_app.go_to(Arabic.own_name()).press("<enter>");
    assert_eq!(test_app.app.workspace.language(), Arabic);
    assert_eq!(Settings::load(test_app.paths()).unwrap().value.language, Some(Arabic));
}

#[test]
fn leaving_the_welcome_saves_the_language() {
    let mut test_app = TestApp::new(English);
    test_app.app.welcome();
    test_app.press("<esc>");
    assert_eq!(Settings::load(test_app.paths()).unwrap().value.language, Some(English));
    assert_eq!(test_app.app.views.screens(), 1);
}

#[test]
fn the_first_answer_takes_at_most_four_keys_beyond_the_name() {
    for (language, is_adapter_sure, beyond_the_name) in
        [(English, false, 3), (Arabic, true, 3), (Arabic, false, 4)]
    {
        let mut test_app = TestApp::new(language).sized(80, 24);
        test_app.app.workspace.is_adapter_sure = is_adapter_sure;
        test_app.app.welcome();
        let mut keys = 0;
        while test_app.app.session().is_none() {
            let is_named = test_app.app.contexts().contains(&Context::Typing);
            let enter = if is_named { Action::Accept } else { Action::Enter };
            if is_named {
                test_app.type_text("منصة 2026");
            }
            assert!(test_app.hints_at("Enter", enter), "{}", test_app.screen());
            test_app.press("<enter>");
            keys += 1;
        }
        let first = &test_app.session().sheet().pack().areas[0].questions[0];
        let workspace = &test_app.app.workspace;
        let topic = first.topic.get(language.code());
        let topic = visual(topic, workspace.direction().base(), workspace.presentation());
        assert!(test_app.screen().contains(&topic), "{}", test_app.screen());
        test_app.press("3");
        assert_eq!(keys + 1, beyond_the_name, "{language:?}");
        let saved = test_app.saved();
        let answered = saved.answers.values().filter(|entry| entry.answer.is_some()).count();
        assert_eq!((saved.identity.name.as_str(), answered), ("منصة 2026", 1));
    }
}

#[test]
fn in_ascii_no_key_leads_to_a_language_that_cannot_be_drawn() {
    let mut test_app = TestApp::asked();
    assert!(test_app.app.bindings().iter().any(|binding| binding.action == Action::SwitchLanguage));
    test_app.app.workspace.draw_symbols(Symbols::Ascii);
    assert!(!test_app.app.bindings().iter().any(|binding| binding.action == Action::SwitchLanguage));
    test_app.press("<f2>");
    let words = &test_app.app.workspace.messages().screens.status;
    assert_eq!(test_app.app.workspace.status.as_ref(), Some(&words.language_needs_unicode));
    assert_eq!(test_app.app.workspace.language(), Language::IN_ASCII);
}

#[test]
fn who_has_assessments_is_led_to_them_and_not_to_a_new_one() {
    let mut test_app = TestApp::asked();
    test_app.leave();
    let mut test_app = test_app.again();
    test_app.app.welcome();
    test_app.press("<enter>");
    assert_eq!(test_app.app.views.screens(), 1);
}

#[test]
fn the_chosen_line_decides_the_adapter() {
    let mut test_app = TestApp::new(Arabic);
    test_app.app.welcome();
    test_app.press("<enter>");
    let samples = test_app.frame().samples;
    let ways: Vec<Adapter> = samples.iter().map(|sample| sample.adapter).collect();
    assert_eq!(ways.first(), Some(&Adapter::Visual));
    assert_eq!(ways.len(), 6);
    test_app.press("3");
    assert_eq!((test_app.frame().adapter, test_app.frame().samples), (ways[2], vec![]));
    let words = &test_app.app.workspace.messages().screens.settings;
    test_app.press("<esc>s").go_to(&words.picture_test).press("<enter>");
    assert_eq!(test_app.frame().samples.first().map(|sample| sample.adapter), Some(ways[2]));
    test_app.press("<esc>");
    assert_eq!(test_app.frame().adapter, ways[2]);
}

#[test]
fn an_overlay_over_the_lines_is_sent_in_the_usual_way() {
    let mut test_app = TestApp::new(Arabic);
    test_app.app.welcome();
    test_app.press("<enter>?");
    assert_eq!(test_app.frame().samples, []);
}

#[test]
fn on_mlterm_lines_that_would_break_the_others_are_left_out() {
    let mut test_app = TestApp::new(Arabic);
    test_app.app.workspace.adapter = Adapter::Mlterm;
    test_app.app.welcome();
    test_app.press("<enter>");
    let ways: Vec<Adapter> = test_app.frame().samples.iter().map(|sample| sample.adapter).collect();
    assert_eq!(ways, [Adapter::Mlterm, Adapter::Inverse, Adapter::Kitty, Adapter::Logical]);
}

#[test]
fn a_new_screen_is_sent_whole_if_letters_may_leave_pixels_behind() {
    let mut test_app = TestApp::new(Arabic);
    test_app.press("n");
    assert!(test_app.app.takes_whole_screen(), "another screen in Arabic");
    test_app.press("<down>");
    assert!(!test_app.app.takes_whole_screen(), "a step on the same screen");
    test_app.press("<f2>");
    assert!(test_app.app.takes_whole_screen(), "from Arabic to English");
    test_app.press("<esc>");
    assert!(!test_app.app.takes_whole_screen(), "another screen in English");
}
