//! An assessment of a small pack of the user's own: short enough to answer completely, and its questions can be
//! changed.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use crate::bidi::{Base, visual};
use crate::clock;
use crate::i18n::Language;
use crate::model::{Answer, Level};
use crate::tui::test_app::TestApp;

/// The program at the first question of a pack with two areas of one question.
fn asked(language: Language) -> TestApp {
    TestApp::asked_of(language, "three-languages")
}

fn pack_folder(test_app: &TestApp) -> PathBuf {
    test_app.paths().questionnaires().join("three-languages")
}

/// Gives the first question a new revision, as a pack author does after changing its meaning.
fn reword(test_app: &TestApp) {
    let file = pack_folder(test_app).join("first.yaml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("- id: first-q1\n", "- id: first-q1\n  revision: 2\n", 1)).unwrap();
}

#[test]
fn an_answer_to_an_earlier_revision_is_marked_until_it_is_given_again() {
    for language in Language::ALL {
        let mut test_app = asked(language);
        test_app.press("2");
        reword(&test_app);
        test_app.leave();
        let mut test_app = test_app.again();
        let words = &test_app.app.workspace.messages().screens.interview.look_again;
        test_app.press("<enter><home><enter>");
        assert!(test_app.copied().contains(words.as_str()), "{}", test_app.screen());
        test_app.press("3");
        let entry = test_app.saved().answers["first-q1"].clone();
        assert_eq!((entry.answer, entry.revision), (Some(Answer::Level(Level(3))), Some(2)));
        test_app.press("<backtab>");
        assert!(!test_app.copied().contains(words.as_str()), "{}", test_app.screen());
    }
}

#[test]
fn after_the_last_answer_a_message_says_that_all_are_answered() {
    for language in Language::ALL {
        let mut test_app = asked(language);
        let complete = test_app.app.workspace.messages().reports.progress.complete.clone();
        test_app.press("2");
        assert_ne!(test_app.app.workspace.status.as_ref(), Some(&complete));
        test_app.press("2");
        assert_eq!(test_app.app.workspace.status, Some(complete));
    }
}

/// Words of the bundled questionnaire's field, as far as they begin a word.
const BUNDLED_WORDS: [&str; 10] =
    ["polic", "dga", "gsb", "qiyas", "dxmi", "nine ", "government", "platform", "ministry", "saudi"];

/// The same in Arabic.
const BUNDLED_ARABIC_WORDS: [&str; 7] =
    ["سياسة", "السياسة", "هيئة", "الحكومة", "الحكومية", "المنصات", "التسعة"];

/// Installs a pack from another field, and returns its folder.
fn install_garden(test_app: &TestApp) -> PathBuf {
    test_app.install("valid/one-language", "garden")
}

/// Installs a pack that has faults.
fn install_faulty(test_app: &TestApp) {
    let folder = test_app.paths().questionnaires().join("broken");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("pack.yaml"), "schema: 1\nid: broken\n").unwrap();
}

#[test]
fn a_new_assessment_may_answer_any_usable_pack_and_faulty_ones_are_named() {
    for language in Language::ALL {
        let test_app = TestApp::new(language);
        install_faulty(&test_app);
        let mut test_app = test_app.again().sized(120, 40);
        let label = test_app.app.workspace.messages().common.questionnaire.clone();
        test_app.press("n");
        assert!(test_app.screen().contains("mizan check"), "{}", test_app.screen());
        assert!(!test_app.press("<down>").copied().starts_with(&label), "nothing to choose from");

        install_garden(&test_app);
        let mut test_app = test_app.again().sized(120, 40);
        test_app.press("n<down>");
        let bundled = test_app.copied();
        assert!(bundled.starts_with(&label), "{bundled}");
        assert!(test_app.press("<space>").copied().ends_with("Garden"), "{}", test_app.screen());
        assert!(test_app.screen().contains("mizan check"), "{}", test_app.screen());
        assert_eq!(test_app.press("<right>").copied(), bundled, "the broken one is not among them");
        test_app.press("<left><enter><esc>");
        assert_eq!(test_app.session().sheet().pack().manifest.id, "garden", "{}", test_app.screen());
        test_app.leave();
        let mut test_app = test_app.again().sized(120, 40);
        assert!(test_app.press("n<down>").copied().ends_with("Garden"), "what was used last is suggested");
    }
}

#[test]
fn a_questionnaire_that_is_mended_or_deleted_meanwhile_is_offered_or_not_without_a_new_start() {
    let test_app = TestApp::new(Language::English);
    install_faulty(&test_app);
    let mut test_app = test_app.again().sized(120, 40);
    let label = test_app.app.workspace.messages().common.questionnaire.clone();
    assert!(test_app.press("n").screen().contains("mizan check"), "{}", test_app.screen());
    let broken = test_app.paths().questionnaires().join("broken");
    fs::remove_dir_all(&broken).unwrap();
    fs::rename(install_garden(&test_app), &broken).unwrap();
    test_app.press("<esc>n");
    assert!(!test_app.screen().contains("mizan check"), "{}", test_app.screen());
    assert!(test_app.press("<down>").copied().starts_with(&label), "{}", test_app.screen());
    assert!(test_app.press("<space>").copied().ends_with("Garden"), "{}", test_app.screen());

    fs::remove_dir_all(&broken).unwrap();
    test_app.press("<space><esc>n<down><space>");
    assert!(!test_app.screen().contains("Garden"), "{}", test_app.screen());
    test_app.press("<esc>n<down>");
    assert!(!test_app.selected().contains(&label), "there is no choice any more\n{}", test_app.screen());
}

#[test]
fn an_assessment_whose_questionnaire_is_mended_is_listed_and_opens_without_a_new_start() {
    for way in ["<enter>", "n<esc>"] {
        let test_app = foreign(Language::English);
        let folder = test_app.paths().questionnaires().join("garden");
        let kept = fs::read(folder.join("pack.yaml")).unwrap();
        fs::write(folder.join("pack.yaml"), "schema: 1\nid: garden\n").unwrap();
        // A file that was changed just now is read again in any case.
        let assessment = test_app.paths().assessments().join("garden.yaml");
        let long_ago = clock::system() - Duration::from_secs(60);
        fs::File::options().write(true).open(assessment).unwrap().set_modified(long_ago).unwrap();
        let mut test_app = test_app.again().sized(120, 60);
        let unreadable = test_app.app.workspace.messages().screens.home.unreadable.clone();
        assert!(test_app.screen().contains(&unreadable), "{}", test_app.screen());
        test_app.press("<enter>");
        assert!(test_app.copied().contains("pack.yaml"), "what is wrong\n{}", test_app.screen());
        test_app.press("<esc>");
        fs::write(folder.join("pack.yaml"), kept).unwrap();
        test_app.press(way);
        assert!(!test_app.screen().contains(&unreadable), "{way}\n{}", test_app.screen());
    }
}

/// A path with a space is one argument of the command that the form names.
#[test]
fn the_path_of_a_faulty_questionnaire_can_be_copied_into_a_shell() {
    for language in Language::ALL {
        let test_app = TestApp::new(language);
        install_faulty(&test_app);
        let folders = test_app.paths().questionnaires();
        fs::rename(folders.join("broken"), folders.join("my broken")).unwrap();
        let mut test_app = test_app.again().sized(160, 40);
        test_app.press("n");
        assert!(test_app.screen().contains("/my broken'"), "{}", test_app.screen());
    }
}

#[test]
fn the_list_names_the_questionnaires_once_there_are_several() {
    for language in Language::ALL {
        for size in [(60, 20), (80, 24), (120, 40)] {
            let (width, height) = size;
            let mut test_app = TestApp::new(language);
            test_app.press("n<enter><esc>");
            test_app.leave();
            let test_app = test_app.again().sized(width, height);
            let heading = test_app.app.workspace.messages().common.questionnaire.clone();
            let presentation = test_app.app.workspace.presentation();
            let heading = visual(&heading, language.direction().base(), presentation);
            let heads = |test_app: &TestApp| {
                let screen = test_app.screen();
                screen.lines().any(|line| line.contains(&heading))
            };
            assert!(!heads(&test_app), "only the bundled one\n{}", test_app.screen());
            install_garden(&test_app);
            let mut test_app = test_app.again().sized(width, height);
            test_app.press("n<down>");
            for _ in 0..2 {
                if !test_app.copied().ends_with("Garden") {
                    test_app.press("<space>");
                }
            }
            test_app.press("<enter><esc><esc><esc>");
            assert!(heads(&test_app) && test_app.screen().contains("Garden"), "{}", test_app.screen());
        }
    }
}

#[test]
fn an_empty_list_gives_no_notice_of_one_questionnaire_among_several() {
    for language in Language::ALL {
        let test_app = TestApp::new(language);
        install_garden(&test_app);
        let test_app = test_app.again().sized(120, 60);
        let screen = test_app.screen().to_lowercase();
        assert!(BUNDLED_WORDS.iter().all(|word| !screen.contains(word)), "{screen}");
        let presentation = test_app.app.workspace.presentation();
        let shown = |word: &&str| screen.contains(&visual(word, Base::Rtl, presentation));
        assert_eq!(BUNDLED_ARABIC_WORDS.iter().find(|word| shown(word)), None, "{screen}");
    }
}

/// The program with an assessment of a pack from another field.
fn foreign(language: Language) -> TestApp {
    let test_app = TestApp::new(language);
    let folder = install_garden(&test_app);
    test_app.with_assessment("Garden", &folder).sized(120, 60)
}

#[test]
fn no_screen_of_another_pack_has_words_of_the_bundled_one() {
    const WAYS: [&str; 22] = [
        "",
        "n",
        "s",
        "s<end><enter>",
        "?",
        ":",
        "d",
        "i",
        "v",
        "r",
        "<enter>",
        "<enter>r",
        "<enter>r<enter>",
        "<enter>p",
        "<enter>pa",
        "<enter>d",
        "<enter>v<enter>",
        "<enter><enter>",
        "<enter><enter>w",
        "<enter><enter>r",
        "<enter><enter>2e<enter>",
        "<enter><enter>2?",
    ];
    for language in Language::ALL {
        for way in WAYS {
            let mut test_app = foreign(language);
            test_app.press(way);
            let screen = test_app.screen();
            let lower = screen.to_lowercase();
            for word in BUNDLED_WORDS {
                assert!(!lower.contains(word), "{way}: {word}\n{screen}");
            }
            let presentation = test_app.app.workspace.presentation();
            for word in BUNDLED_ARABIC_WORDS {
                let shown = visual(word, Base::Rtl, presentation);
                assert!(!screen.contains(&shown), "{way}: {word}\n{screen}");
            }
        }
    }
}

#[test]
fn lists_and_links_around_the_questions_are_drawn_as_such() {
    for language in Language::ALL {
        let mut test_app = TestApp::asked_of(language, "levels-left-out");
        test_app.press("w");
        insta::assert_snapshot!(format!("list-in-clause-{}", language.code()), test_app.screen());
        test_app.press("<esc><esc>i<end><enter>");
        insta::assert_snapshot!(format!("list-in-area-{}", language.code()), test_app.screen());
    }
}

#[test]
fn a_list_in_the_help_of_a_question_is_drawn_as_a_list_and_a_link_with_its_address() {
    for language in Language::ALL {
        let mut test_app = TestApp::asked_of(language, "levels-without-texts");
        test_app.press("w");
        insta::assert_snapshot!(format!("list-in-help-{}", language.code()), test_app.screen());
    }
}
