//! The first run, and the test that asks which line of Arabic reads correctly.

use crate::bidi::Adapter;
use crate::i18n::Language::{Arabic, English};
use crate::settings::Settings;
use crate::tui::test_app::TestApp;

#[test]
fn the_language_chosen_at_the_first_run_is_spoken_and_kept() {
    let mut test_app = TestApp::new(English);
    test_app.app.welcome();
    test_app.press("<up><enter>");
    assert_eq!(test_app.app.workspace.language(), Arabic);
    assert_eq!(Settings::load(test_app.paths()).unwrap().value.language, Some(Arabic));
}

#[test]
fn leaving_the_welcome_keeps_the_language_so_that_it_is_not_asked_for_again() {
    let mut test_app = TestApp::new(English);
    test_app.app.welcome();
    test_app.press("<esc>");
    assert_eq!(Settings::load(test_app.paths()).unwrap().value.language, Some(English));
    assert_eq!(test_app.app.screens().len(), 1);
}

#[test]
fn the_line_that_reads_correctly_is_the_way_from_now_on() {
    let mut test_app = TestApp::new(Arabic);
    test_app.app.welcome();
    test_app.press("<enter>");
    let samples = test_app.frame().samples;
    let ways: Vec<Adapter> = samples.iter().map(|sample| sample.adapter).collect();
    assert_eq!(ways.first(), Some(&Adapter::Visual));
    assert_eq!(ways.len(), 6);
    test_app.press("3");
    assert_eq!((test_app.frame().adapter, test_app.frame().samples), (ways[2], vec![]));
    test_app.press("s<end><enter>");
    assert_eq!(test_app.frame().samples.first().map(|sample| sample.adapter), Some(ways[2]));
    test_app.press("<esc>");
    assert_eq!(test_app.frame().adapter, ways[2]);
}

#[test]
fn what_is_laid_over_the_lines_is_sent_like_everything_else() {
    let mut test_app = TestApp::new(Arabic);
    test_app.app.welcome();
    test_app.press("<enter>?");
    assert_eq!(test_app.frame().samples, []);
}

#[test]
fn on_mlterm_no_line_is_shown_that_would_break_the_others() {
    let mut test_app = TestApp::new(Arabic);
    test_app.app.workspace.adapter = Adapter::Mlterm;
    test_app.app.welcome();
    test_app.press("<enter>");
    let ways: Vec<Adapter> = test_app.frame().samples.iter().map(|sample| sample.adapter).collect();
    assert_eq!(ways, [Adapter::Mlterm, Adapter::Inverse, Adapter::Kitty, Adapter::Logical]);
}

#[test]
fn a_screen_is_sent_whole_where_letters_may_have_left_pixels_behind() {
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
