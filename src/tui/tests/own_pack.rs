//! An assessment of a small pack of the user's own, which can be answered to its end and whose questions can be reworded.

use std::fs;
use std::path::Path;

use crate::data;
use crate::i18n::Language;
use crate::model::{Answer, Assessment, Identity, Level};
use crate::store::Store;
use crate::tui::test_app::TestApp;

/// The program with an assessment of a pack of two questions, one area each, open at the first question.
fn asked(language: Language) -> TestApp {
    let test_app = TestApp::new(language);
    let folder = pack_folder(&test_app);
    fs::create_dir_all(&folder).unwrap();
    for file in fs::read_dir(sources().join("tests/data/valid/three-languages")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    let pack = data::load(&folder).unwrap();
    let assessment = Assessment::new(Identity::new("Small", &pack, "en"), &pack);
    drop(Store::open(test_app.paths()).create(assessment, &pack).unwrap());
    let mut test_app = test_app.again();
    test_app.press("<enter><enter>");
    test_app
}

fn sources() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pack_folder(test_app: &TestApp) -> std::path::PathBuf {
    test_app.paths().questionnaires().join("three-languages")
}

/// The first question means something else from now on.
fn reword(test_app: &TestApp) {
    let file = pack_folder(test_app).join("first.yaml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("- id: first-q1\n", "- id: first-q1\n  revision: 2\n", 1)).unwrap();
}

#[test]
fn an_answer_to_an_earlier_wording_is_to_be_looked_at_again_until_it_is_given_anew() {
    for language in Language::ALL {
        let mut test_app = asked(language);
        test_app.press("2");
        reword(&test_app);
        test_app.part();
        let mut test_app = test_app.again();
        let words = &test_app.app.workspace.messages().screens.interview.look_again;
        test_app.press("<enter><enter>");
        assert!(test_app.copied().contains(words.as_str()), "{}", test_app.screen());
        test_app.press("3");
        let entry = test_app.saved().answers["first-q1"].clone();
        assert_eq!((entry.answer, entry.revision), (Some(Answer::Level(Level(3))), Some(2)));
        test_app.press("<backtab>");
        assert!(!test_app.copied().contains(words.as_str()), "{}", test_app.screen());
    }
}

#[test]
fn the_last_answer_says_that_every_question_has_one() {
    for language in Language::ALL {
        let mut test_app = asked(language);
        let complete = test_app.app.workspace.messages().screens.overview.complete.clone();
        test_app.press("2");
        assert_ne!(test_app.app.workspace.status.as_ref(), Some(&complete));
        test_app.press("2");
        assert_eq!(test_app.app.workspace.status, Some(complete));
    }
}
