//! A questionnaire that changes after it was answered: what the screens tell.

use std::fs;
use std::path::Path;

use crate::bidi::{Base, visual};
use crate::i18n::Language;
use crate::tui::test_app::TestApp;

/// Puts this version of the questionnaire in the place of the one before.
fn install(test_app: &TestApp, version: &str) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/versions").join(version);
    let folder = test_app.paths().questionnaires().join("demo");
    fs::create_dir_all(&folder).unwrap();
    for file in ["pack.yaml", "one.yaml"] {
        fs::copy(from.join(file), folder.join(file)).unwrap();
    }
}

/// The list with an assessment that answers version 1.0.0 completely, while this version is installed.
fn answered(language: Language, version: &str) -> TestApp {
    let test_app = TestApp::new(language);
    install(&test_app, version);
    let file = test_app.paths().assessments().join("old.yaml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, include_str!("../../../tests/data/versions/old.yaml")).unwrap();
    test_app.again()
}

#[test]
fn list_overview_results_and_roadmap_tell_both_versions_and_what_to_look_at() {
    let counts = [
        (Language::English, "v2", ["1 to look at again", "1 no longer asked"].as_slice()),
        (Language::English, "v3", &["3 outside the scale"]),
        (Language::Arabic, "v2", &["سؤال واحد لإعادة النظر", "سؤال واحد لم يعد مطروحا"]),
        (Language::Arabic, "v3", &["3 خارج السلم"]),
    ];
    for (language, version, counts) in counts {
        let base = if language == Language::Arabic { Base::Rtl } else { Base::Ltr };
        for way in ["", "<enter>", "<enter>r", "<enter>p"] {
            let mut test_app = answered(language, version).sized(210, 40);
            test_app.press(way);
            let (screen, presentation) = (test_app.screen(), test_app.app.workspace.presentation());
            for word in counts.iter().copied().chain(["1.0.0"]) {
                let word = visual(word, base, presentation);
                assert!(screen.contains(&word), "{version} {way}: {word}\n{screen}");
            }
        }
        let mut same = answered(language, "v1");
        for way in ["", "<enter>", "r", "<esc>p"] {
            same.press(way);
            assert!(!same.screen().contains("1.0.0"), "{}", same.screen());
        }
    }
}

#[test]
fn a_long_name_leaves_room_for_the_versions_in_the_list() {
    let mut test_app = answered(Language::English, "v2");
    for (name, shown, versions) in [
        ("Old", "Old", " · 1.0.0 → 2.0.0"),
        ("A name that is longer than there is room for", "A name that", "… · 1.0.0 → 2.0.0"),
    ] {
        let file = test_app.paths().assessments().join("old.yaml");
        let text = fs::read_to_string(&file).unwrap();
        let text: Vec<_> = text
            .lines()
            .map(|line| if line.starts_with("name:") { format!("name: {name}") } else { line.to_owned() })
            .collect();
        fs::write(&file, text.join("\n")).unwrap();
        test_app = test_app.again();
        let screen = test_app.screen();
        assert!(screen.contains(shown) && screen.contains(versions), "{screen}");
    }
}
