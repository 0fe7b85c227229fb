//! The comparison in a small terminal, with names of any length and direction.

use crate::bidi::{Base, Direction, visual};
use crate::i18n::Language;
use crate::tui::action::Action;
use crate::tui::test_app::TestApp;

/// The comparison of two assessments with these names.
fn compared(language: Language, size: (u16, u16), names: [&str; 2]) -> TestApp {
    let mut test_app = TestApp::new(language).sized(size.0, size.1);
    for name in names {
        test_app.press("n<ctrl-u>").type_text(name).press("<backtab><enter><enter>444<esc><esc>");
    }
    test_app.press("<enter>v<down><enter>");
    let show = test_app.app.workspace.messages().screens.compare.show.clone();
    test_app.go_to(&show).press("<enter>");
    test_app
}

/// A comparison with more notes than there is room for.
pub(super) fn with_long_notes(language: Language) -> TestApp {
    compared(language, (60, 20), NAMES)
}

fn shows(test_app: &TestApp, text: &str) -> bool {
    test_app.screen().contains(&visual(text, Base::default(), test_app.app.workspace.presentation()))
}

/// Long names of both directions, in either order.
const NAMES: [&str; 2] = [
    "Enterprise architecture of shared services and common platforms in all branches of the organisation, first half",
    "البنية المؤسسية للخدمات المشتركة GSB في جميع فروع الجهة وإداراتها في النصف الثاني من العام الحالي",
];

#[test]
fn in_a_small_terminal_the_page_keys_reach_every_note_and_the_arrows_every_row() {
    for language in Language::ALL {
        let mut test_app = with_long_notes(language);
        let overall = test_app.app.workspace.messages().common.overall.clone();
        let ends = ["first half", "الحالي"];
        let mut seen = ends.map(|end| shows(&test_app, end));
        assert_ne!(seen, [true, true], "{}", test_app.screen());
        for _ in 0..3 {
            test_app.press("<pagedown>");
            seen = [0, 1].map(|place| seen[place] || shows(&test_app, ends[place]));
        }
        assert_eq!(seen, [true, true], "{}", test_app.screen());
        test_app.press("<end>");
        assert!(shows(&test_app, &overall), "{}", test_app.screen());
    }
}

#[test]
fn the_footer_has_the_page_key_only_while_notes_are_out_of_sight() {
    for language in Language::ALL {
        let mut test_app = with_long_notes(language);
        assert!(test_app.hints_at("PageDown", Action::PageDown), "{}", test_app.screen());
        test_app.resize(120, 40);
        assert!(!test_app.hints_at("PageDown", Action::PageDown), "{}", test_app.screen());
        assert!(test_app.hints_at("Space", Action::Swap), "the footer is there\n{}", test_app.screen());
    }
}

#[test]
fn a_heading_of_the_other_direction_keeps_its_number_and_its_place() {
    for language in Language::ALL {
        let screen = compared(language, (80, 24), NAMES).screen();
        let numbers: Vec<_> = ["(1)", "(2)"].map(|number| screen.find(number)).into();
        let [Some(first), Some(second)] = numbers[..] else { panic!("{screen}") };
        assert_eq!(first < second, language.direction() == Direction::LeftToRight, "{screen}");
    }
}
