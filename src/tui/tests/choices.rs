//! Settings and terminals on real files: what cannot be read is never written over, and "saved" is said when it is.

use std::fs;

use crate::bidi::Digits;
use crate::i18n::Language::{self, Arabic, English};
use crate::settings::Settings;
use crate::tui::stage::Stage;

/// From home to the settings, and on to the first theme that is not worn.
const ANOTHER_THEME: &str = "s<down><down><down><down><down><down><down><enter>";

/// To the Arabic digits, from the settings just opened.
const ARABIC_DIGITS: &str = "<down><down><down><enter>";

/// To the test of the ways to send Arabic, and its third line.
const THIRD_WAY: &str = "s<end><enter>3";

fn with_settings(text: &str) -> Stage {
    let stage = Stage::new(English);
    fs::write(stage.paths().settings(), text).unwrap();
    stage
}

fn text(stage: &Stage) -> String {
    fs::read_to_string(stage.paths().settings()).unwrap()
}

fn is_in_window(stage: &Stage, words: &str) -> bool {
    stage.app.overlays().len() == 1 && stage.screen().contains(words)
}

#[test]
fn a_change_of_settings_that_cannot_be_read_holds_and_says_in_a_window_that_it_is_not_saved() {
    for (faulty, place) in [
        ("language: en\ntheme: [oops\ndigits: latin\n", "settings.yaml:3"),
        ("theme: dark\ndigits: indic\n", "settings.yaml:2"),
        (&"x".repeat(200_000), "settings.yaml"),
    ] {
        for way in
            ["<f2>", ANOTHER_THEME, "s<down><down><down><enter>", "s<down><down><down><down><down><enter>"]
        {
            let mut stage = with_settings(faulty);
            let before = stage.app.workspace.settings.clone();
            stage.press(way);
            let words = &stage.app.workspace.messages().screens.settings;
            assert_ne!(stage.app.workspace.settings, before, "{way}");
            let screen = stage.screen();
            assert!(is_in_window(&stage, place), "{way}: {screen}");
            assert!(!screen.contains(&words.saved), "{way}: {screen}");
            assert_eq!(text(&stage), faulty, "{way}");
        }
    }
}

#[test]
fn one_fault_is_told_in_a_window_once_and_another_one_again() {
    let faulty = "language: en\ntheme: [oops\n";
    let mut stage = with_settings(faulty);
    stage.press(ANOTHER_THEME);
    assert!(is_in_window(&stage, "it is not saved"), "{}", stage.screen());
    stage.press("<esc><down><enter>");
    assert!(stage.app.overlays().is_empty(), "{}", stage.screen());
    assert!(stage.screen().contains("Settings not saved"), "{}", stage.screen());
    fs::write(stage.paths().settings(), "digits: indic\n").unwrap();
    stage.press("<down><enter>");
    assert!(is_in_window(&stage, "settings.yaml:1"), "{}", stage.screen());
}

#[test]
fn once_the_file_is_mended_the_next_choice_saves_all_of_them_and_says_so() {
    let mut stage = with_settings("language: [\n");
    stage.press(ANOTHER_THEME).press("<esc><esc>s").press(ARABIC_DIGITS);
    assert!(!stage.screen().contains("Settings saved"), "{}", stage.screen());
    fs::write(stage.paths().settings(), "# mended\ntashkeel: shown\nnew: 7\n").unwrap();
    stage.press("<up><enter><down><enter>");
    assert!(stage.screen().contains("Settings saved"), "{}", stage.screen());
    let theme = &stage.app.workspace.theme_name;
    assert_ne!(theme, "dark");
    let saved = text(&stage);
    assert!(saved.starts_with("# mended\ntashkeel: shown\nnew: 7\n"), "{saved}");
    let settings = Settings::load(stage.paths()).unwrap().value;
    assert_eq!((settings.theme.as_ref(), settings.digits), (Some(theme), Some(Digits::Arabic)));
}

#[test]
fn a_key_of_another_version_survives_every_change() {
    for way in ["<f2>", ANOTHER_THEME] {
        let before = "language: en\nfuture_key: 7 # theirs\nlanuage: ar\n";
        let mut stage = with_settings(before);
        stage.press(way);
        assert!(stage.app.overlays().is_empty(), "{}", stage.screen());
        let rest: Vec<_> = before.lines().skip(1).collect();
        assert!(text(&stage).contains(&rest.join("\n")), "{}", text(&stage));
    }
}

#[test]
fn two_programs_that_change_different_settings_both_keep_theirs() {
    let mut first = Stage::new(English);
    let mut second = first.beside();
    first.press("s").press(ARABIC_DIGITS);
    second.press(ANOTHER_THEME);
    first.press("<f2>");
    let settings = Settings::load(first.paths()).unwrap().value;
    assert_eq!((settings.language, settings.digits), (Some(Arabic), Some(Digits::Arabic)));
    assert_eq!(settings.theme.as_ref(), Some(&second.app.workspace.theme_name));
    // Who chooses last is who chose, also what they had chosen before.
    second.press("<esc>s<down><down><enter>");
    assert_eq!(Settings::load(first.paths()).unwrap().value.digits, Some(Digits::Latin));
    first.press("<esc>s<down><down><down><enter>");
    assert_eq!(Settings::load(first.paths()).unwrap().value.digits, Some(Digits::Arabic));
}

#[test]
fn settings_are_called_saved_in_both_languages_once_they_are_on_the_disk() {
    for language in Language::ALL {
        let mut stage = Stage::new(language);
        let (before, after) = (stage.app.workspace.messages(), crate::i18n::Messages::of(language.other()));
        stage.press_at_once("<f2>");
        assert_eq!(stage.app.workspace.status, None);
        stage.settle();
        assert_eq!(stage.app.workspace.status.as_ref(), Some(&after.screens.settings.saved));
        assert!(text(&stage).contains(language.other().code()));
        fs::remove_file(stage.paths().settings()).unwrap();
        fs::create_dir(stage.paths().settings()).unwrap();
        stage.press("<f2>");
        assert_eq!(stage.app.workspace.status.as_ref(), Some(&before.screens.settings.not_saved));
    }
}

#[test]
fn a_way_to_send_arabic_is_kept_next_to_what_another_version_knows_and_never_over_a_fault() {
    let mut stage = Stage::new(English);
    let path = stage.paths().terminals();
    fs::write(&path, "nonsense: [1\n").unwrap();
    stage.press(THIRD_WAY);
    let way = stage.app.workspace.adapter;
    assert!(is_in_window(&stage, "terminals.yaml:2"), "{}", stage.screen());
    assert!(!stage.screen().contains("Kept for this terminal"), "{}", stage.screen());
    assert_eq!(fs::read_to_string(&path).unwrap(), "nonsense: [1\n");
    let mended = "# mine\na stage:\n  colour: 7\nother:\n  new: 1\n";
    fs::write(&path, mended).unwrap();
    stage.press("<esc><esc>s<end><enter>1");
    assert!(stage.screen().contains("Kept for this terminal"), "{}", stage.screen());
    let expected = mended.replace("  colour", &format!("  bidi: {}\n  colour", way.name()));
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
}

#[test]
fn a_way_chosen_on_a_terminal_takes_back_what_was_said_for_all() {
    let mut stage = with_settings("bidi: inverse # once\n");
    stage.app.workspace.settings = Settings::load(stage.paths()).unwrap().value;
    stage.press(THIRD_WAY);
    assert_eq!(text(&stage), "bidi: auto # once\n");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_links_that_lead_out() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    let precious = elsewhere.path().join("precious.yaml");
    for (file, way) in [("settings.yaml", "<f2>"), ("terminals.yaml", THIRD_WAY)] {
        fs::write(&precious, "").unwrap();
        let mut stage = Stage::new(English);
        symlink(&precious, stage.paths().config.join(file)).unwrap();
        stage.press(way);
        assert!(is_in_window(&stage, file) && stage.screen().contains("precious.yaml"), "{}", stage.screen());
        assert_eq!(fs::read_to_string(&precious).unwrap(), "");
        assert!(stage.paths().config.join(file).is_symlink());
    }
}
