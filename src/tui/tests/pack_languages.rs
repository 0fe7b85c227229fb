//! Languages that a pack has besides those of the program.

use std::fs;

use crate::i18n::Language;
use crate::tui::test_app::TestApp;

#[test]
fn the_key_of_the_language_goes_through_those_of_the_pack_too() {
    let mut test_app = TestApp::asked_of(Language::English, "three-languages");
    let mut seen = Vec::new();
    for _ in 0..3 {
        test_app.press("<f2>");
        let topic = ["Topic", "Tema"].into_iter().find(|topic| test_app.screen().contains(topic));
        seen.push((test_app.app.workspace.language(), topic));
    }
    let expected =
        [(Language::English, Some("Tema")), (Language::Arabic, None), (Language::English, Some("Topic"))];
    assert_eq!(seen, expected, "{}", test_app.screen());
    test_app.press("<f2>");
    let saved = fs::read_to_string(test_app.paths().settings()).unwrap();
    assert!(saved.contains("questionnaire_language: pt-br"), "{saved}");
}

#[test]
fn the_settings_offer_the_further_languages_of_the_installed_packs() {
    for language in Language::ALL {
        let mut test_app = TestApp::asked_of(language, "three-languages");
        test_app.leave();
        let mut test_app = test_app.again().sized(100, 30);
        test_app.press("s").go_to("pt-br").press("<enter>");
        assert_eq!(test_app.app.workspace.code(), "pt-br");
        let saved = fs::read_to_string(test_app.paths().settings()).unwrap();
        assert!(saved.contains("questionnaire_language: pt-br"), "{saved}");
    }
}
