//! Settings and terminals in real files: unreadable files are never overwritten, and "saved" appears only after saving.

use std::fs;

use crate::bidi::Digits;
use crate::i18n::Language::{self, English};
use crate::i18n::Messages;
use crate::i18n::messages::SettingsWords;
use crate::settings::Settings;
use crate::tui::test_app::TestApp;

/// A way to change a setting, from home or in the settings.
type Way = fn(&mut TestApp);

fn words(test_app: &TestApp) -> &'static SettingsWords {
    &test_app.app.workspace.messages().screens.settings
}

/// Chooses the setting with this name.
fn choose(test_app: &mut TestApp, name: &str) {
    if test_app.app.views.screens() == 1 {
        test_app.press("s");
    }
    test_app.go_to(name).press("<enter>");
}

pub(super) fn choose_latin_digits(test_app: &mut TestApp) {
    choose(test_app, &words(test_app).digits_latin);
}

pub(super) fn choose_arabic_digits(test_app: &mut TestApp) {
    choose(test_app, &words(test_app).digits_arabic);
}

pub(super) fn show_tashkeel(test_app: &mut TestApp) {
    choose(test_app, &words(test_app).tashkeel_shown);
}

/// Chooses a theme that is not the present one.
pub(super) fn choose_another_theme(test_app: &mut TestApp) {
    let workspace = &test_app.app.workspace;
    let other = workspace.themes().iter().find(|theme| theme.name != workspace.theme_name).unwrap();
    let title = other.title.get(workspace.code()).to_owned();
    choose(test_app, &title);
}

/// Chooses another adapter in the picture test.
fn choose_another_adapter(test_app: &mut TestApp) {
    choose(test_app, &words(test_app).picture_test);
    test_app.go_to("○").press("<enter>");
}

/// Leaves the present adapter as it is in the picture test.
fn choose_the_present_adapter(test_app: &mut TestApp) {
    choose(test_app, &words(test_app).picture_test);
    test_app.go_to("●").press("<enter>");
}

fn change_language(test_app: &mut TestApp) {
    test_app.press("<f2>");
}

fn with_settings(text: &str) -> TestApp {
    let test_app = TestApp::new(English);
    fs::write(test_app.paths().settings(), text).unwrap();
    test_app
}

fn text(test_app: &TestApp) -> String {
    fs::read_to_string(test_app.paths().settings()).unwrap()
}

fn is_in_window(test_app: &TestApp, words: &str) -> bool {
    test_app.app.views.overlays() == 1 && test_app.screen().contains(words)
}

#[test]
fn a_choice_over_an_unreadable_file_applies_and_is_reported_as_unsaved() {
    for (faulty, place) in [
        ("language: en\ntheme: [oops\ndigits: latin\n", "settings.yaml:3"),
        ("theme: dark\ntheme: light\n", "settings.yaml:2"),
        (&"x".repeat(200_000), "settings.yaml"),
    ] {
        let ways: [Way; 4] = [change_language, choose_another_theme, choose_arabic_digits, show_tashkeel];
        for way in ways {
            let mut test_app = with_settings(faulty);
            let before = test_app.app.workspace.settings.clone();
            way(&mut test_app);
            let screen = test_app.screen();
            assert_ne!(test_app.app.workspace.settings, before, "{screen}");
            assert!(is_in_window(&test_app, place), "{screen}");
            assert!(!screen.contains(&words(&test_app).saved), "{screen}");
            assert_eq!(text(&test_app), faulty, "{screen}");
        }
    }
}

#[test]
fn each_fault_is_reported_in_a_window_once() {
    let faulty = "language: en\ntheme: [oops\n";
    let mut test_app = with_settings(faulty);
    choose_another_theme(&mut test_app);
    assert!(is_in_window(&test_app, "it is not saved"), "{}", test_app.screen());
    test_app.press("<esc>");
    choose_another_theme(&mut test_app);
    assert_eq!(test_app.app.views.overlays(), 0, "{}", test_app.screen());
    assert!(test_app.screen().contains("Settings not saved"), "{}", test_app.screen());
    fs::write(test_app.paths().settings(), "digits: &a latin\n").unwrap();
    choose_another_theme(&mut test_app);
    assert!(is_in_window(&test_app, "settings.yaml:1"), "{}", test_app.screen());
}

#[test]
fn after_the_file_is_repaired_the_next_choice_saves_all_of_them() {
    let mut test_app = with_settings("language: [\n");
    choose_another_theme(&mut test_app);
    test_app.press("<esc>");
    choose_arabic_digits(&mut test_app);
    assert!(!test_app.screen().contains("Settings saved"), "{}", test_app.screen());
    fs::write(test_app.paths().settings(), "# mended\ntashkeel: shown\nnew: 7\n").unwrap();
    choose_latin_digits(&mut test_app);
    choose_arabic_digits(&mut test_app);
    assert!(test_app.screen().contains("Settings saved"), "{}", test_app.screen());
    let theme = &test_app.app.workspace.theme_name;
    assert_ne!(theme, "dark");
    let saved = text(&test_app);
    assert!(saved.starts_with("# mended\ntashkeel: shown\nnew: 7\n"), "{saved}");
    let settings = Settings::load(test_app.paths()).unwrap().value;
    assert_eq!((settings.theme.as_ref(), settings.digits), (Some(theme), Some(Digits::Arabic)));
}

#[test]
fn a_key_of_another_version_survives_every_change() {
    let ways: [Way; 2] = [change_language, choose_another_theme];
    for way in ways {
        let before = "language: en\nfuture_key: 7 # theirs\nlanuage: ar\n";
        let mut test_app = with_settings(before);
        way(&mut test_app);
        assert_eq!(test_app.app.views.overlays(), 0, "{}", test_app.screen());
        let rest: Vec<_> = before.lines().skip(1).collect();
        assert!(text(&test_app).contains(&rest.join("\n")), "{}", text(&test_app));
    }
}

#[test]
fn two_programs_that_change_different_settings_both_keep_theirs() {
    let mut first = TestApp::new(English);
    let mut second = first.second();
    choose_arabic_digits(&mut first);
    choose_another_theme(&mut second);
    first.press("<f2>");
    let next = English.next();
    let settings = Settings::load(first.paths()).unwrap().value;
    assert_eq!((settings.language, settings.digits), (Some(next), Some(Digits::Arabic)));
    assert_eq!(settings.theme.as_ref(), Some(&second.app.workspace.theme_name));
    // The last choice wins, including earlier choices of the same window.
    choose_latin_digits(&mut second);
    assert_eq!(Settings::load(first.paths()).unwrap().value.digits, Some(Digits::Latin));
    choose_arabic_digits(&mut first);
    assert_eq!(Settings::load(first.paths()).unwrap().value.digits, Some(Digits::Arabic));
}

#[test]
fn settings_are_reported_as_saved_once_they_are_on_disk() {
    for language in Language::ALL {
        let mut test_app = TestApp::new(language);
        let [after, at_last] = [language.next(), language.next().next()].map(Messages::of);
        test_app.press_at_once("<f2>");
        assert_eq!(test_app.app.workspace.status, None);
        test_app.settle();
        assert_eq!(test_app.app.workspace.status.as_ref(), Some(&after.screens.settings.saved));
        assert!(text(&test_app).contains(language.next().code()));
        fs::remove_file(test_app.paths().settings()).unwrap();
        fs::create_dir(test_app.paths().settings()).unwrap();
        test_app.press("<f2>");
        assert_eq!(test_app.app.workspace.status.as_ref(), Some(&at_last.screens.settings.not_saved));
    }
}

#[test]
fn an_adapter_is_saved_next_to_unknown_keys_and_never_over_a_fault() {
    let mut test_app = TestApp::new(English);
    let path = test_app.paths().terminals();
    fs::write(&path, "nonsense: [1\n").unwrap();
    choose_another_adapter(&mut test_app);
    let way = test_app.app.workspace.adapter;
    assert!(is_in_window(&test_app, "terminals.yaml:2"), "{}", test_app.screen());
    assert!(!test_app.screen().contains("Kept for this terminal"), "{}", test_app.screen());
    assert_eq!(fs::read_to_string(&path).unwrap(), "nonsense: [1\n");
    let mended = "# mine\na stage:\n  colour: 7\nother:\n  new: 1\n";
    fs::write(&path, mended).unwrap();
    test_app.press("<esc>");
    choose_the_present_adapter(&mut test_app);
    assert!(test_app.screen().contains("Kept for this terminal"), "{}", test_app.screen());
    let expected = mended.replace("  colour", &format!("  bidi: {}\n  colour", way.name()));
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
}

#[test]
fn an_adapter_chosen_for_a_terminal_replaces_the_general_setting() {
    let mut test_app = with_settings("bidi: inverse # once\n");
    test_app.app.workspace.settings = Settings::load(test_app.paths()).unwrap().value;
    choose_another_adapter(&mut test_app);
    assert_eq!(text(&test_app), "bidi: auto # once\n");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_links_that_lead_out() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    let precious = elsewhere.path().join("precious.yaml");
    let ways: [(&str, Way); 2] =
        [("settings.yaml", change_language), ("terminals.yaml", choose_another_adapter)];
    for (file, way) in ways {
        fs::write(&precious, "").unwrap();
        let mut test_app = TestApp::new(English);
        symlink(&precious, test_app.paths().config.join(file)).unwrap();
        way(&mut test_app);
        assert!(
            is_in_window(&test_app, file) && test_app.screen().contains("precious.yaml"),
            "{}",
            test_app.screen()
        );
        assert_eq!(fs::read_to_string(&precious).unwrap(), "");
        assert!(test_app.paths().config.join(file).is_symlink());
    }
}
