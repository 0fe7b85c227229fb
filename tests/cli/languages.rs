//! Packs with languages that the interface does not speak: their texts are read in those all the same.

use std::fs;

use crate::support::home::Home;

/// A home with an assessment of a pack in Arabic, English and Brazilian Portuguese.
fn home() -> Home {
    let home = Home::english();
    let pack = format!("{}/tests/data/valid/three-languages", env!("CARGO_MANIFEST_DIR"));
    home.done(&["new", "Small", "--pack", &pack]);
    home
}

#[test]
fn the_texts_of_a_pack_are_read_in_a_further_language_and_the_interface_in_english() {
    let home = home();
    for arguments in [["--lang", "pt-br", "show", "Small"], ["show", "Small", "--lang", "pt-br"]] {
        let shown = home.done(&arguments);
        assert!(shown.contains("Primeira") && shown.contains("Não oficial"), "{shown}");
        assert!(shown.contains("Answered") && !shown.contains("First"), "{shown}");
    }
    let listed = home.done(&["list", "--lang", "pt-br"]);
    assert!(listed.contains("Amostra") && listed.contains("Questionnaire"), "{listed}");
    let questions = home.done(&["questions", "--pack", "three-languages", "first-q1", "--lang", "pt-br"]);
    assert!(questions.contains("Como?") && questions.contains("Algum"), "{questions}");
    let other = home.done(&["questions", "--area", "cloud", "--lang", "pt-br"]);
    assert!(other.contains("Cloud"), "a pack without it is read in English\n{other}");
}

#[test]
fn the_setting_has_the_same_effect_and_the_option_comes_first() {
    let home = home();
    fs::write(home.path("config/settings.yaml"), "questionnaire_language: pt-br\n").unwrap();
    assert!(home.done(&["show", "Small"]).contains("Primeira"));
    assert!(home.done(&["show", "Small", "--lang", "en"]).contains("First"));
}

#[test]
fn words_beside_ids_are_in_any_language_of_the_pack() {
    let home = home();
    for (arguments, words) in [
        (["show", "Small", "--format", "json", "--words", "pt-br"].as_slice(), "Primeira"),
        (&["list", "--format", "json", "--words", "pt-br"], "Amostra"),
        (&["roadmap", "Small", "--format", "json", "--words", "pt-br"], "Agora"),
    ] {
        let output = home.run(arguments);
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(output.status.success(), "{arguments:?}\n{text}");
        assert!(!text.contains("\"First\"") && text.contains(words), "{text}");
    }
}

#[test]
fn the_help_lists_the_languages_of_the_packs_too() {
    let home = home();
    for page in [home.done(&["help", "show"]), home.done(&["show", "--help"])] {
        assert!(page.contains("pt-br"), "{page}");
    }
}

#[test]
fn an_unknown_language_is_refused_with_those_of_the_interface_and_the_packs() {
    let home = home();
    for arguments in [
        ["show", "Small", "--lang", "fr"].as_slice(),
        &["show", "Small", "--format", "json", "--words", "fr"],
    ] {
        let output = home.run(arguments);
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{text}");
        for code in ["fr", "ar", "en", "pt-br"] {
            assert!(text.contains(code), "{code}\n{text}");
        }
    }
}
