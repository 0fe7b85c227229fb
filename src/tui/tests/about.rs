//! What the questionnaire says besides its questions, opened from the screens of an assessment.

use crate::i18n::Language;
use crate::report::about::parts;
use crate::tui::test_app::TestApp;

/// The heading of the area at this place, counted from 0.
fn heading(test_app: &TestApp, place: usize) -> String {
    let pack = test_app.session().sheet().pack();
    let parts = parts(&test_app.app.workspace.edition(pack));
    parts
        .iter()
        .find(|part| part.area.as_ref() == Some(&pack.areas[place].id))
        .unwrap()
        .section
        .heading
        .clone()
}

#[test]
fn it_begins_with_the_area_that_is_selected() {
    for language in Language::ALL {
        for (way, area) in [
            ("<down><down>", 2),
            ("<down><down><enter>", 2),
            ("r<down><down>", 2),
            ("r<down><tab><down>", 1),
            ("pa", 0),
        ] {
            let mut test_app = TestApp::new(language);
            test_app.press("n<enter><esc>").press("<enter>11").press("<esc><home>").press(way);
            let expected = heading(&test_app, area);
            assert_eq!(test_app.press("i").copied(), expected, "{way}\n{}", test_app.screen());
            test_app.press("<esc>");
        }
    }
}

#[test]
fn without_a_selected_area_it_begins_at_the_top() {
    for way in ["<end>", "r<end>"] {
        let mut test_app = TestApp::new(Language::English);
        test_app.press("n<enter><esc>").press(way).press("i");
        let pack = test_app.session().sheet().pack().clone();
        let first = parts(&test_app.app.workspace.edition(&pack))[0].section.heading.clone();
        assert_eq!(test_app.copied(), first, "{way}");
    }
}
