//! Tests of the settings file on a real disk: reading, changing, foreign keys, faults and links.

use std::fs;
use std::io::ErrorKind;

use super::*;
use crate::bidi::Adapter;
use crate::store::Attempt;
use crate::yaml::FaultKind;

pub(super) fn paths() -> (tempfile::TempDir, Paths) {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::new(&folder.path().join("mizan"));
    (folder, paths)
}

/// A config folder with this text as its settings.
fn with_settings(text: &str) -> (tempfile::TempDir, Paths) {
    let (folder, paths) = paths();
    fs::create_dir(&paths.config).unwrap();
    fs::write(paths.settings(), text).unwrap();
    (folder, paths)
}

fn light() -> Settings {
    Settings { theme: Some("light".into()), ..Settings::default() }
}

fn text(paths: &Paths) -> String {
    fs::read_to_string(paths.settings()).unwrap()
}

#[test]
fn without_a_file_no_setting_is_chosen_and_no_folder_created() {
    let (_folder, paths) = paths();
    assert_eq!(Settings::load(&paths), Ok(Loaded::default()));
    assert!(Settings::default().are_new(&paths) && !paths.config.exists());
}

#[test]
fn every_choice_is_saved_and_read_back() {
    let (_folder, paths) = paths();
    let settings = Settings {
        language: Some(Language::Arabic),
        questionnaire_language: Some("no".into()),
        theme: Some("# dark: mine".into()),
        digits: Some(Digits::Arabic),
        tashkeel: Some(Tashkeel::Shown),
        symbols: Some(Symbols::Ascii),
        bidi: Some(Bidi::Through(Adapter::Fence)),
        mouse: Some(true),
        keys: [("roadmap".to_owned(), OwnKeys::One("m".to_owned()))].into(),
        explained: vec!["index".into(), "gap".into()],
    };
    settings.save(&paths).unwrap();
    assert_eq!(Settings::load(&paths).unwrap().value, settings);
    Settings { bidi: Some(Bidi::Auto), ..Settings::default() }.save(&paths).unwrap();
    let expected = Settings { bidi: Some(Bidi::Auto), ..settings };
    assert_eq!(Settings::load(&paths).unwrap().value, expected);
    assert!(!Settings::default().are_new(&paths));
}

#[test]
fn a_file_of_comments_chooses_no_setting_and_keeps_its_comments() {
    for remarks in ["", "\n# theme: dark\n", "{}\n"] {
        let (_folder, paths) = with_settings(remarks);
        assert_eq!(Settings::load(&paths).unwrap().value, Settings::default(), "{remarks:?}");
        light().save(&paths).unwrap();
        assert_eq!(Settings::load(&paths).unwrap().value, light());
        assert_eq!(text(&paths), format!("{}theme: light\n", remarks.replace("{}\n", "")));
    }
}

#[test]
fn a_faulty_file_is_reported_with_its_line_and_never_overwritten() {
    for faulty in ["theme: dark\nlanguage: [\n", "theme: dark\nnew: &a 1\n", "theme: dark\ntheme: dark\n"] {
        let (_folder, paths) = with_settings(faulty);
        let Err(SettingsError::Fault { path, fault }) = Settings::load(&paths) else { panic!("{faulty}") };
        assert_eq!(path, paths.settings());
        assert!(fault.place.is_some_and(|place| place.line >= 2), "{fault}");
        assert_eq!(light().save(&paths), Err(NotSaved(SettingsError::Fault { path, fault })));
        assert_eq!(text(&paths), faulty);
        assert!(!Settings::default().are_new(&paths));
    }
    let (_folder, paths) = with_settings(&"x".repeat(200_000));
    let refused = Settings::load(&paths).unwrap_err();
    assert_eq!(light().save(&paths), Err(NotSaved(refused)));
    assert_eq!(text(&paths).len(), 200_000);
}

#[test]
fn a_key_of_another_version_is_reported_and_kept_on_a_change() {
    let before = "# mine\nnew: [1, {two: 3}] # theirs\nlanguage: ar\nthem: dark\n";
    let (_folder, paths) = with_settings(before);
    let Loaded { value, unknown } = Settings::load(&paths).unwrap();
    assert_eq!(value, Settings { language: Some(Language::Arabic), ..Settings::default() });
    let keys: Vec<_> =
        unknown.iter().map(|key| (key.fault.path.as_str(), key.fault.place.unwrap().line)).collect();
    assert_eq!(keys, [("new", 2), ("them", 4)]);
    let FaultKind::UnknownField { expected, nearest, .. } = &unknown[1].fault.kind else {
        panic!("{unknown:?}")
    };
    assert_eq!((expected.len(), nearest.as_deref()), (10, Some("theme")));
    light().save(&paths).unwrap();
    assert_eq!(text(&paths), format!("{before}theme: light\n"));
    Settings { language: Some(Language::English), ..Settings::default() }.save(&paths).unwrap();
    assert_eq!(text(&paths), format!("{before}theme: light\n").replace("language: ar", "language: en"));
}

#[test]
fn a_value_of_another_version_is_reported_with_its_line_and_the_other_settings_count() {
    for (line, path) in [
        ("language: fr", "language"),
        ("language: [ar]", "language"),
        ("theme: [dark]", "theme"),
        ("digits: indic", "digits"),
        ("tashkeel: 1", "tashkeel"),
        ("symbols: runes", "symbols"),
        ("bidi: sideways", "bidi"),
    ] {
        let rest = if path == "digits" { "tashkeel: shown" } else { "digits: arabic" };
        let before = format!("# mine\n{line} # theirs\n{rest}\nnew: 7\n");
        let (_folder, paths) = with_settings(&before);
        let Loaded { value, unknown } = Settings::load(&paths).unwrap();
        let kept = Settings {
            digits: (path != "digits").then_some(Digits::Arabic),
            tashkeel: (path == "digits").then_some(Tashkeel::Shown),
            ..Settings::default()
        };
        assert_eq!(value, kept, "{line}");
        let named: Vec<_> = unknown
            .iter()
            .map(|entry| (entry.fault.path.as_str(), entry.fault.place.unwrap().line))
            .collect();
        assert_eq!(named, [(path, 2), ("new", 4)], "{line}");
        // A choice of that setting takes its place, and one of another leaves it.
        Settings { bidi: Some(Bidi::Auto), ..Settings::default() }.save(&paths).unwrap();
        let expected =
            if path == "bidi" { before.replace(line, "bidi: auto") } else { before + "bidi: auto\n" };
        assert_eq!(text(&paths), expected, "{line}");
    }
}

#[test]
fn of_many_unknown_keys_the_first_ones_are_reported() {
    let many = (0..1000).fold(String::new(), |text, number| text + &format!("new-{number}: 1\n"));
    let (_folder, paths) = with_settings(&many);
    let unknown = Settings::load(&paths).unwrap().unknown;
    assert_eq!((unknown.len(), unknown[9].fault.path.as_str()), (10, "new-9"));
}

#[test]
fn keys_saved_by_another_program_meanwhile_are_kept() {
    let (_folder, paths) = with_settings("language: ar\n");
    let (mut ours, mut theirs) = (Settings::default(), Settings::default());
    ours.choose(&light());
    theirs.choose(&Settings { digits: Some(Digits::Arabic), ..Settings::default() });
    theirs.save(&paths).unwrap();
    ours.save(&paths).unwrap();
    let expected = Settings { language: Some(Language::Arabic), digits: Some(Digits::Arabic), ..light() };
    assert_eq!(Settings::load(&paths).unwrap().value, expected);
}

#[test]
fn the_bidi_setting_is_one_of_the_known_words() {
    for word in BIDI_WORDS {
        let (_folder, paths) = with_settings(&format!("bidi: {word}\n"));
        assert_eq!(Settings::load(&paths).unwrap().value.bidi.map(Bidi::word), Some(word));
    }
}

#[test]
fn arabic_digits_are_used_only_in_the_arabic_interface() {
    let chosen = Settings { digits: Some(Digits::Arabic), ..Settings::default() };
    assert_eq!(chosen.presentation(Language::Arabic).digits, Digits::Arabic);
    assert_eq!(chosen.presentation(Language::English).digits, Digits::Latin);
    let drawn = Presentation { figures: Figures::Whole, ..Presentation::default() };
    assert_eq!(Settings::default().presentation(Language::Arabic), drawn);
}

#[test]
fn a_folder_in_place_of_the_file_is_reported_and_kept() {
    let (_folder, paths) = paths();
    fs::create_dir_all(paths.settings()).unwrap();
    let Err(SettingsError::File(fault)) = Settings::load(&paths) else { panic!("read") };
    assert_eq!((fault.attempt, fault.kind), (Attempt::Read, ErrorKind::IsADirectory));
    assert!(light().save(&paths).is_err());
    assert!(paths.settings().is_dir() && !Settings::default().are_new(&paths));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_folder_is_never_written_through() {
    use std::os::unix::fs::symlink;
    let (folder, paths) = with_settings("theme: dark\n");
    let outside = folder.path().join("outside.yaml");
    fs::rename(paths.settings(), &outside).unwrap();
    for target in [outside.clone(), "../outside.yaml".into()] {
        symlink(target, paths.settings()).unwrap();
        // Reading through the link is allowed.
        assert_eq!(Settings::load(&paths).unwrap().value.theme.as_deref(), Some("dark"));
        let Err(NotSaved(SettingsError::LeadsOut { target, .. })) = light().save(&paths) else {
            panic!("written through")
        };
        assert_eq!(target, outside.canonicalize().unwrap());
        assert_eq!(fs::read_to_string(&outside).unwrap(), "theme: dark\n");
        fs::remove_file(paths.settings()).unwrap();
    }
    symlink("../nowhere.yaml", paths.settings()).unwrap();
    assert!(!Settings::default().are_new(&paths) && Settings::load(&paths).is_err());
    assert!(matches!(light().save(&paths), Err(NotSaved(SettingsError::LeadsOut { .. }))));
    assert!(!folder.path().join("nowhere.yaml").exists());
}

#[cfg(unix)]
#[test]
fn a_link_within_the_folder_and_a_folder_behind_a_link_are_written_to() {
    use std::os::unix::fs::symlink;
    let (folder, paths) = with_settings("theme: dark\n");
    fs::rename(paths.settings(), paths.config.join("mine.yaml")).unwrap();
    symlink("mine.yaml", paths.settings()).unwrap();
    symlink(&paths.config, folder.path().join("link")).unwrap();
    let through_link = Paths::new(&folder.path().join("link"));
    light().save(&through_link).unwrap();
    assert_eq!(fs::read_to_string(paths.config.join("mine.yaml")).unwrap(), "theme: light\n");
    assert!(paths.settings().is_symlink());
}

#[test]
fn a_choice_replaces_that_setting_and_keeps_the_others() {
    let before = Settings {
        language: Some(Language::Arabic),
        questionnaire_language: Some("fr".into()),
        theme: Some("dark".into()),
        digits: Some(Digits::Arabic),
        tashkeel: Some(Tashkeel::Shown),
        symbols: Some(Symbols::Ascii),
        bidi: Some(Bidi::Auto),
        mouse: Some(true),
        keys: IndexMap::new(),
        explained: vec!["index".into()],
    };
    let after = Settings {
        language: Some(Language::English),
        questionnaire_language: Some("en".into()),
        theme: Some("light".into()),
        digits: Some(Digits::Latin),
        tashkeel: Some(Tashkeel::Hidden),
        symbols: Some(Symbols::Unicode),
        bidi: Some(Bidi::Through(Adapter::Fence)),
        mouse: Some(false),
        keys: IndexMap::new(),
        explained: vec!["index".into(), "gap".into()],
    };
    for (first, chosen, expected) in [
        (&before, &after, &after),
        (&before, &Settings::default(), &before),
        (&Settings::default(), &after, &after),
    ] {
        let mut settings = first.clone();
        settings.choose(chosen);
        assert_eq!(&settings, expected);
    }
}

#[test]
fn explained_words_are_no_choice() {
    let explained = Settings { explained: vec!["index".into()], ..Settings::default() };
    assert!(!Settings::default().have_choices() && !explained.have_choices());
    let chosen = Settings { language: Some(Language::Arabic), ..explained.clone() };
    assert!(chosen.have_choices());
    let (_folder, paths) = with_settings("explained: [index]\n");
    assert!(explained.are_new(&paths) && !chosen.are_new(&paths), "the welcome is still to come");
}
