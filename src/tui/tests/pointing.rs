//! Mouse events: every list finds the row at a position.

use ratatui::layout::Position;

use crate::i18n::Language::{self, English};
use crate::settings::Settings;
use crate::tui::action::Action;
use crate::tui::events::{Event, Mouse};
use crate::tui::screens::Destination;
use crate::tui::test_app::TestApp;

/// Presses the button on the first screen line that contains a text.
fn press_on(test_app: &mut TestApp, text: &str) {
    let screen = test_app.screen();
    let line = screen.lines().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{screen}"));
    let position = Position { x: 10, y: u16::try_from(line).unwrap() };
    test_app.happen(Event::Mouse(Mouse::Press(position)));
}

#[test]
fn a_press_selects_a_row_and_a_press_on_the_selected_row_enters_it() {
    let mut test_app = TestApp::new(English);
    test_app.press("n<enter><esc>");
    press_on(&mut test_app, "Continuity");
    assert!(test_app.selected().contains("Continuity"), "{}", test_app.screen());
    assert_eq!(test_app.app.views.screens(), 2);
    press_on(&mut test_app, "Continuity");
    assert_eq!(test_app.app.views.screens(), 3, "{}", test_app.screen());
}

#[test]
fn a_press_on_a_line_of_the_picture_test_selects_it_in_both_languages() {
    for language in Language::ALL {
        let mut test_app = TestApp::new(language);
        let words = &test_app.app.workspace.messages().screens.settings;
        test_app.press("s").go_to(&words.picture_test).press("<enter>");
        for number in ["2 ○", "3 ○"] {
            let number = if language == English { number.to_owned() } else { number.chars().rev().collect() };
            press_on(&mut test_app, &number);
            let screen = test_app.screen();
            let line = screen.lines().find(|line| line.contains(&number)).unwrap();
            assert!(line.contains(['▸', '◂']), "{screen}");
        }
    }
}

#[test]
fn a_press_outside_the_rows_selects_nothing() {
    let mut test_app = TestApp::new(English);
    test_app.press("n<enter><esc>");
    let before = test_app.screen();
    for y in [0, 1, 24, u16::MAX] {
        test_app.happen(Event::Mouse(Mouse::Press(Position { x: 10, y })));
        assert_eq!(test_app.screen(), before, "{y}");
    }
}

#[test]
fn a_press_in_the_reasons_moves_the_focus_there() {
    let mut test_app = TestApp::new(English);
    test_app.press("n<enter>33").press("<esc>r");
    let opened = test_app.app.views.screens();
    press_on(&mut test_app, "Level 1 is the lowest");
    press_on(&mut test_app, "Functional requirements");
    assert_eq!(test_app.app.views.screens(), opened, "{}", test_app.screen());
    press_on(&mut test_app, "Functional requirements");
    assert_eq!(test_app.app.views.screens(), opened + 1, "{}", test_app.screen());
}

#[test]
fn the_wheel_scrolls_a_text_to_its_end_and_back() {
    let mut test_app = TestApp::new(English);
    test_app.press("n<enter>w");
    let start = test_app.screen();
    test_app.happen(Event::Mouse(Mouse::Scroll(2)));
    assert_ne!(test_app.screen(), start);
    test_app.happen(Event::Mouse(Mouse::Scroll(-900)));
    assert_eq!(test_app.screen(), start);
    test_app.happen(Event::Mouse(Mouse::Scroll(900)));
    let end = test_app.screen();
    test_app.happen(Event::Mouse(Mouse::Scroll(900)));
    assert_eq!(test_app.screen(), end);
}

#[test]
fn a_press_on_a_key_of_the_footer_does_what_the_key_does() {
    for language in Language::ALL {
        let mut test_app = TestApp::new(language);
        test_app.press("n<enter><esc>");
        let place = |test_app: &TestApp, action: Action| {
            test_app.frame();
            let pressable = test_app.app.pressable.borrow();
            let (place, _) = *pressable.iter().find(|(_, known)| *known == action).unwrap();
            Position { x: place.x + place.width / 2, y: place.y }
        };
        let results = place(&test_app, Action::Open(Destination::Results));
        test_app.happen(Event::Mouse(Mouse::Press(results)));
        assert_eq!(test_app.app.views.kind(), "Results", "{}", test_app.screen());
        let back = place(&test_app, Action::Back);
        test_app.happen(Event::Mouse(Mouse::Press(back)));
        assert_eq!(test_app.app.views.kind(), "Overview", "{}", test_app.screen());
    }
}

#[test]
fn a_press_on_a_scrollbar_shows_that_part() {
    for language in Language::ALL {
        let mut test_app = TestApp::new(language);
        test_app.press("s");
        let x = if language == English { 78 } else { 1 };
        let top = test_app.screen();
        test_app.happen(Event::Mouse(Mouse::Press(Position { x, y: 22 })));
        let end = test_app.screen();
        assert!(end.contains("config"), "{end}");
        test_app.happen(Event::Mouse(Mouse::Press(Position { x, y: 2 })));
        assert_eq!(test_app.screen(), top);
    }
}

#[test]
fn the_mouse_is_left_to_the_terminal_when_the_settings_say_so() {
    let mut test_app = TestApp::new(English);
    assert!(test_app.frame().takes_mouse);
    let words = &test_app.app.workspace.messages().screens.settings;
    test_app.press("s").go_to(&words.mouse_terminal).press("<enter>");
    assert!(!test_app.frame().takes_mouse);
    assert_eq!(Settings::load(test_app.paths()).unwrap().value.mouse, Some(false));
}
