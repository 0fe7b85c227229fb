//! The first run, and the test that asks which line of Arabic reads correctly.

use crate::bidi::Adapter;
use crate::i18n::Language::{Arabic, English};
use crate::settings::Settings;
use crate::tui::stage::Stage;

#[test]
fn the_language_chosen_at_the_first_run_is_spoken_and_kept() {
    let mut stage = Stage::new(English);
    stage.app.welcome();
    stage.press("<up><enter>");
    assert_eq!(stage.app.workspace.language(), Arabic);
    assert_eq!(Settings::load(stage.paths()).unwrap().value.language, Some(Arabic));
}

#[test]
fn leaving_the_welcome_keeps_the_language_so_that_it_is_not_asked_for_again() {
    let mut stage = Stage::new(English);
    stage.app.welcome();
    stage.press("<esc>");
    assert_eq!(Settings::load(stage.paths()).unwrap().value.language, Some(English));
    assert_eq!(stage.app.screens().len(), 1);
}

#[test]
fn the_line_that_reads_correctly_is_the_way_from_now_on() {
    let mut stage = Stage::new(Arabic);
    stage.app.welcome();
    stage.press("<enter>");
    let samples = stage.frame().samples;
    let ways: Vec<Adapter> = samples.iter().map(|sample| sample.adapter).collect();
    assert_eq!(ways.first(), Some(&Adapter::Visual));
    assert_eq!(ways.len(), 6);
    stage.press("3");
    assert_eq!((stage.frame().adapter, stage.frame().samples), (ways[2], vec![]));
    stage.press("s<end><enter>");
    assert_eq!(stage.frame().samples.first().map(|sample| sample.adapter), Some(ways[2]));
    stage.press("<esc>");
    assert_eq!(stage.frame().adapter, ways[2]);
}

#[test]
fn what_is_laid_over_the_lines_is_sent_like_everything_else() {
    let mut stage = Stage::new(Arabic);
    stage.app.welcome();
    stage.press("<enter>?");
    assert_eq!(stage.frame().samples, []);
}

#[test]
fn on_mlterm_no_line_is_shown_that_would_break_the_others() {
    let mut stage = Stage::new(Arabic);
    stage.app.workspace.adapter = Adapter::Mlterm;
    stage.app.welcome();
    stage.press("<enter>");
    let ways: Vec<Adapter> = stage.frame().samples.iter().map(|sample| sample.adapter).collect();
    assert_eq!(ways, [Adapter::Mlterm, Adapter::Inverse, Adapter::Kitty, Adapter::Logical]);
}

#[test]
fn a_screen_is_sent_whole_where_letters_may_have_left_pixels_behind() {
    let mut stage = Stage::new(Arabic);
    stage.press("n");
    assert!(stage.app.takes_whole_screen(), "another screen in Arabic");
    stage.press("<down>");
    assert!(!stage.app.takes_whole_screen(), "a step on the same screen");
    stage.press("<f2>");
    assert!(stage.app.takes_whole_screen(), "from Arabic to English");
    stage.press("<esc>");
    assert!(!stage.app.takes_whole_screen(), "another screen in English");
}
