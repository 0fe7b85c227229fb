//! The comparison in a small terminal, with names of any length and direction.

use crate::bidi::{Base, Direction, visual};
use crate::i18n::Language;
use crate::tui::action::Action;
use crate::tui::test_app::TestApp;

/// The comparison of two assessments with these names.
fn compared(language: Language, size: (u16, u16), names: [&str; 2]) -> TestApp {
    let mut test_app = TestApp::new(language).sized(size.0, size.1);
    for name in names {
        test_app.press("n<ctrl-u>").type_text(name).press("<enter>444<esc><esc>");
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

/// Two assessments, on the list of assessments.
fn two(language: Language) -> TestApp {
    let mut test_app = TestApp::new(language).sized(160, 30);
    for name in ["alpha", "beta"] {
        test_app.press("n<ctrl-u>").type_text(name).press("<enter><esc><esc>");
    }
    test_app
}

#[test]
fn enter_chooses_and_then_shows_the_comparison_and_never_deselects() {
    for language in Language::ALL {
        let mut test_app = two(language);
        test_app.press("v");
        assert!(test_app.hints_at("Enter", Action::Enter) && test_app.hints_at("Space", Action::Toggle));
        test_app.press("<home><enter><down><enter>");
        assert!(
            ["[1]", "[2]"].iter().all(|order| test_app.screen().contains(order)),
            "{}",
            test_app.screen()
        );
        test_app.press("<enter>");
        let change = test_app.app.workspace.messages().reports.comparison.change.clone();
        assert!(shows(&test_app, &change), "{}", test_app.screen());
        test_app.press("<esc><space>");
        assert!(!test_app.screen().contains("[2]"), "{}", test_app.screen());
    }
}

#[test]
fn the_choice_says_what_is_missing() {
    for language in Language::ALL {
        let words = &crate::i18n::Messages::of(language).screens.compare;
        let mut test_app = two(language);
        test_app.press("v");
        assert!(shows(&test_app, &words.several), "{}", test_app.screen());
        test_app.go_to(&words.show_targets).press("<enter>");
        assert_eq!(test_app.app.workspace.status.as_ref(), Some(&words.nothing_chosen));
        let mut test_app = TestApp::new(language).sized(160, 30);
        test_app.press("n<ctrl-u>").type_text("alpha").press("<enter><esc><esc>v");
        let beginning: Vec<&str> = words.only_one.split(' ').take(8).collect();
        assert!(shows(&test_app, &beginning.join(" ")), "{}", test_app.screen());
        test_app.go_to(&words.show_targets).press("<enter>");
        let target = test_app.app.workspace.messages().common.target.clone();
        assert!(shows(&test_app, &target), "{}", test_app.screen());
    }
}

#[test]
fn columns_without_room_are_named_until_the_terminal_is_wide_enough() {
    for language in Language::ALL {
        let mut test_app = compared(language, (60, 20), ["alpha", "beta"]);
        let change = test_app.app.workspace.messages().reports.comparison.change.clone();
        let words = &test_app.app.workspace.messages().screens.status.columns_left_out;
        let told = words.fill(&[("columns", &change)]);
        let first: Vec<_> = told.split_whitespace().take(3).collect();
        let told = first.join(" ");
        assert!(shows(&test_app, &told), "{}", test_app.screen());
        test_app.resize(120, 40);
        assert!(!shows(&test_app, &told) && shows(&test_app, &change), "{}", test_app.screen());
    }
}

#[test]
fn the_results_name_the_columns_without_room_below_the_reasons() {
    for language in Language::ALL {
        let mut test_app = TestApp::new(language).sized(60, 20);
        test_app.press("n<enter>3<esc>r").press(&"<pagedown>".repeat(9));
        let words = &test_app.app.workspace.messages().screens.status.columns_left_out;
        let told: Vec<_> =
            words.fill(&[("columns", &"")]).split_whitespace().take(3).map(str::to_owned).collect();
        let told = told.join(" ");
        assert!(shows(&test_app, &told), "{}", test_app.screen());
        test_app.resize(120, 40);
        assert!(!shows(&test_app, &told), "{}", test_app.screen());
    }
}

#[test]
fn enter_in_the_comparison_lists_the_questions_that_moved_and_opens_one_in_the_later_assessment() {
    for language in Language::ALL {
        let mut test_app = TestApp::new(language).sized(120, 40);
        for (name, answers) in [("alpha", "13"), ("beta", "33")] {
            test_app.press("n<ctrl-u>").type_text(name).press("<enter>").press(answers).press("<esc><esc>");
        }
        test_app.press("v").go_to("alpha").press("<space>").go_to("beta").press("<space>");
        let words = &test_app.app.workspace.messages().screens.compare;
        test_app.go_to(&words.show).press("<enter><home><enter>");
        let topic = |place: usize| {
            let pack = crate::data::embedded::default_pack();
            pack.areas[0].questions[place].topic.get(language.code()).to_owned()
        };
        let arrow = if language == Language::English { "1 → 3" } else { "1 ← 3" };
        let listed = test_app.app.views.copied(&test_app.app.workspace).unwrap();
        assert!(listed.contains(&topic(0)) && listed.contains(arrow), "{listed}");
        assert!(!listed.contains(&topic(1)), "the second has the same level in both: {listed}");
        test_app.press("<enter>");
        assert_eq!(test_app.session().sheet().assessment().identity.name, "beta");
        assert_eq!(test_app.app.views.kind(), "Interview", "{}", test_app.screen());
        test_app.press("<esc><esc>v").go_to("alpha").press("<space>").go_to("beta").press("<space>");
        test_app.go_to(&words.show).press("<enter><down><enter>");
        let nothing = test_app.app.views.copied(&test_app.app.workspace).unwrap();
        assert_eq!(nothing, "", "{}", test_app.screen());
    }
}
