//! Unreadable files of settings and terminals in the full screen.

use std::fs;

use super::recognition::{F2, XTERM};
use crate::support::home::Home;

/// Faulty files, each with the text that the window shows at the start.
fn faulty() -> [(&'static str, String, &'static str); 3] {
    [
        ("settings.yaml", "language: en\ntheme: [oops\ndigits: latin\n".into(), "settings.yaml:3"),
        ("settings.yaml", "x".repeat(200_000), "131072 bytes"),
        ("terminals.yaml", "nonsense: [1\n".into(), "terminals.yaml:2"),
    ]
}

#[test]
fn an_unreadable_file_is_shown_without_the_welcome_and_never_overwritten() {
    for (file, text, named) in faulty() {
        let home = if file == "settings.yaml" { Home::new() } else { Home::speaking("en") };
        fs::create_dir_all(home.config()).unwrap();
        fs::write(home.config().join(file), &text).unwrap();
        let mut terminal = home.program(&["--lang", "en"]).answered(XTERM).begin();
        terminal.wait_for("the window", |screen| {
            screen.contents().contains("That did not work") && screen.contents().contains(named)
        });
        assert!(!terminal.sent().contains("Choose a language."));
        terminal.type_keys("\x1b");
        terminal.wait_for("home", |screen| !screen.contents().contains("That did not work"));
        terminal.type_keys(F2);
        if file == "settings.yaml" {
            // «لم يحفظ»
            terminal.wait_for_text("ﻆﻔﺤﻳ ﻢﻟ");
        } else {
            // «تم حفظ الإعدادات»
            terminal.wait_for_text("ﺕﺍﺩﺍﺪﻋﻹﺍ ﻆﻔﺣ ﻢﺗ");
        }
        terminal.type_keys("\x1b[21~");
        assert!(terminal.end().success());
        assert_eq!(home.file(file), text);
    }
}

#[test]
fn an_own_key_works_and_is_named_and_one_that_clashes_is_told_with_its_line() {
    let home = Home::with_settings("language: en\nkeys:\n  settings: h\n  import: [q, F6]\n");
    let mut terminal = home.program(&[]).begin();
    terminal.wait_for_text("settings.yaml:4");
    terminal.type_keys("i");
    terminal.wait_for_text("File to import");
    terminal.type_keys("\x1b");
    terminal.wait_for("home", |screen| !screen.contents().contains("File to import"));
    terminal.type_keys("h");
    terminal.wait_for_text("● English");
    terminal.type_keys("q");
    assert!(terminal.end().success());
    let sent = terminal.sent();
    assert!(sent.contains("`q` for `import` is also the key of `quit`."), "{sent:?}");
}

#[test]
fn a_file_repaired_while_the_program_runs_stores_every_choice() {
    let home = Home::with_settings("theme: [\n");
    let mut terminal = home.program(&["--lang", "en"]).answered(XTERM).begin();
    terminal.wait_for_text("settings.yaml:2");
    terminal.type_and_see(F2);
    terminal.wait_for_text("ﻆﻔﺤﻳ ﻢﻟ");
    fs::write(home.config().join("settings.yaml"), "# mended\ntheme: light\nnew: 7\n").unwrap();
    terminal.type_keys(F2);
    terminal.wait_for_text("Settings saved");
    terminal.type_keys("\x1b[21~");
    assert!(terminal.end().success());
    assert_eq!(home.file("settings.yaml"), "# mended\ntheme: light\nnew: 7\nlanguage: en\n");
}

#[test]
fn a_key_of_another_version_is_shown_at_the_bottom_and_kept() {
    for (file, text, named) in [
        ("settings.yaml", "language: en\nfuture_key: 7\n", "settings.yaml:2"),
        ("settings.yaml", "lanuage: ar\ntheme: dark\n", "settings.yaml:1"),
        ("terminals.yaml", "XTerm(354):\n  future: [7]\n  silent: true\n", "terminals.yaml:2"),
    ] {
        let home = Home::speaking("en");
        fs::write(home.config().join(file), text).unwrap();
        let mut terminal = home.program(&["--lang", "en"]).answered(XTERM).begin();
        terminal.wait_for("the bottom line", |screen| {
            let last = screen.rows(0, 80).last().unwrap_or_default();
            screen.alternate_screen() && last.contains(named)
        });
        terminal.type_keys(F2);
        terminal.wait_for_text("ﺕﺍﺩﺍﺪﻋﻹﺍ ﻆﻔﺣ ﻢﺗ");
        terminal.type_keys("\x1b[21~");
        assert!(terminal.end().success());
        assert!(terminal.sent().matches(named).count() > 1, "also on the main screen");
        let unknown = text.lines().find(|line| line.contains("future") || line.contains("lanuage")).unwrap();
        assert!(home.file(file).contains(unknown), "{}", home.file(file));
    }
}

#[test]
fn two_programs_that_change_different_settings_both_keep_theirs() {
    let home = Home::with_settings("language: en\nnew: 7\n");
    let mut first = home.program(&[]).answered(XTERM).begin();
    let mut second = home.program(&[]).answered(XTERM).begin();
    first.wait_for_text("New assessment");
    second.wait_for_text("New assessment");
    first.type_keys("s");
    first.select_row("Arabic-Indic");
    first.wait_for_text("Settings saved");
    second.type_keys(F2);
    second.wait_for_text("ﺕﺍﺩﺍﺪﻋﻹﺍ ﻆﻔﺣ ﻢﺗ");
    for terminal in [&mut first, &mut second] {
        terminal.type_keys("\x1b[21~");
        assert!(terminal.end().success());
    }
    assert_eq!(home.file("settings.yaml"), "language: ar\nnew: 7\ndigits: arabic\n");
}
