//! Themes: the one for the ground of the terminal, and the preview in the settings.

use ratatui::style::Color;

use crate::i18n::Language::English;
use crate::tui::{events::Event, test_app::TestApp};

const WHITE: Option<[u8; 3]> = Some([255; 3]);

/// The ground of the first cell.
fn ground(test_app: &TestApp) -> Color {
    test_app.buffer().0[(0, 5)].bg
}

#[test]
fn a_light_ground_brings_the_light_theme_unless_the_user_has_chosen_one() {
    let mut test_app = TestApp::new(English);
    test_app.happen(Event::Ground(WHITE));
    assert_eq!(test_app.app.workspace.theme_name, "dark", "chosen by an option or in the settings");
    test_app.app.workspace.follows_ground = true;
    test_app.happen(Event::Ground(Some([20, 24, 32])));
    assert_eq!(test_app.app.workspace.theme_name, "dark");
    test_app.happen(Event::Ground(WHITE));
    assert_eq!(test_app.app.workspace.theme_name, "light");
    assert_eq!(test_app.app.workspace.settings.theme, None, "the next terminal may have another ground");
}

#[test]
fn a_chosen_theme_does_not_follow_the_ground() {
    let mut test_app = TestApp::new(English);
    test_app.app.workspace.follows_ground = true;
    test_app.press("s").go_to("Najd").press("<enter>");
    test_app.happen(Event::Ground(WHITE));
    assert_eq!(test_app.app.workspace.theme_name, "najd");
}

#[test]
fn a_theme_is_shown_before_it_is_chosen_and_only_in_the_settings() {
    let mut test_app = TestApp::new(English);
    let before = ground(&test_app);
    test_app.press("s").go_to("Light");
    let previewed = ground(&test_app);
    assert_ne!(previewed, before);
    assert_eq!(test_app.app.workspace.theme_name, "dark");
    test_app.press("<up>");
    assert_ne!(ground(&test_app), previewed);
    test_app.press("<down><esc>");
    assert_eq!(ground(&test_app), before, "nothing was chosen");
    test_app.press("s").go_to("Light").press("<enter><esc>");
    assert_eq!(ground(&test_app), previewed);
}
