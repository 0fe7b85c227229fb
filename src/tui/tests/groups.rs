//! Groups of areas on the screens.

use crate::i18n::Language;
use crate::tui::test_app::TestApp;

#[test]
fn groups_have_a_line_with_their_level_above_their_areas_and_reasons_of_their_own() {
    for language in Language::ALL {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut test_app = TestApp::asked_of(language, "groups").sized(width, height);
            test_app.press("4").press("3").press("2").press("<esc>");
            let name = format!("groups-overview-{}-{width}", language.code());
            insta::assert_snapshot!(name, test_app.screen());
            test_app.press("r").press("<end><up>");
            insta::assert_snapshot!(format!("groups-results-{}-{width}", language.code()), test_app.screen());
        }
    }
}

#[test]
fn groups_are_compared_and_projected_and_a_leading_index_is_in_the_list() {
    for language in Language::ALL {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut test_app = TestApp::asked_of(language, "groups").sized(width, height);
            test_app.press("111121").press("<esc>p<end>");
            let name = |screen: &str| format!("groups-{screen}-{}-{width}", language.code());
            insta::assert_snapshot!(name("roadmap"), test_app.screen());
            test_app.press("<esc>v<end><enter>");
            insta::assert_snapshot!(name("compare"), test_app.screen());
            test_app.press("<esc><esc><esc>");
            test_app.forget_times();
            insta::assert_snapshot!(name("home"), test_app.screen());
        }
    }
}
