//! Terminals that read less than others: no UTF-8, no control sequences, few columns.

use mizan::bidi::measure;

use crate::support::home::Home;

/// Answers of an xterm in Latin-1, which shows the bytes of the probe letter as signs.
const LATIN_1: &str = "\x1b[1;5R\x1b[>41;379;0c\x1b[8;0$y\x1b[?64;1;2c";

fn is_ascii(screen: &vt100::Screen) -> bool {
    screen.contents().is_ascii()
}

#[test]
fn a_locale_without_utf_8_gets_english_in_ascii_on_the_screen_and_from_commands() {
    for language in ["en", "ar"] {
        let home = Home::speaking(language);
        home.done(&["new", "Water"]);
        let start = home.program(&["--lang", language]).with("LC_ALL", "C");
        let mut terminal = start.begin();
        terminal.wait_for("the list in ASCII", |screen| {
            screen.contents().contains("> Water") && screen.contents().contains("> Assessments")
        });
        terminal.type_keys("\r");
        terminal.wait_for("the overview in ASCII", |screen| {
            screen.contents().contains("Area") && is_ascii(screen)
        });
        terminal.type_keys("\x03");
        assert!(terminal.end().success());
        for command in [&["list"][..], &["show", "Water"], &["roadmap", "Water"], &["help"]] {
            let start = home.program(&["--lang", language]).typed_with(command).with("LC_ALL", "C");
            let sent = start.begin().end_with_everything_sent();
            assert!(sent.is_ascii() && !sent.trim().is_empty(), "{command:?}: {sent}");
        }
    }
}

/// The setting asks for texts that cannot be written in ASCII.
#[test]
fn a_questionnaire_language_that_needs_more_than_ascii_is_not_used_there() {
    let home = Home::with_settings("questionnaire_language: ar\n");
    home.done(&["new", "Water"]);
    for command in [&["questions", "strategy-q1"][..], &["show", "Water", "--why"], &["pack"]] {
        let start = home.program(&[]).typed_with(command);
        let sent = start.with("LC_ALL", "C").begin().end_with_everything_sent();
        assert!(sent.is_ascii() && !sent.trim().is_empty(), "{command:?}: {sent}");
    }
}

#[test]
fn a_terminal_that_shows_the_bytes_of_the_probe_letter_gets_ascii() {
    let home = Home::speaking("ar");
    home.done(&["new", "Water"]);
    let mut terminal = home.program(&[]).answered(LATIN_1).begin();
    terminal
        .wait_for("the list in ASCII", |screen| screen.contents().contains("> Water") && is_ascii(screen));
    terminal.type_keys("q");
    assert!(terminal.end().success());
    assert!(!home.file("settings.yaml").contains("symbols"), "it is a fact of this terminal alone");
}

#[test]
fn the_setting_draws_in_ascii_in_any_locale() {
    let home = Home::with_settings("language: en\nsymbols: ascii\n");
    home.done(&["new", "Water"]);
    let mut terminal = home.program(&[]).begin();
    terminal
        .wait_for("the list in ASCII", |screen| screen.contents().contains("> Water") && is_ascii(screen));
    terminal.type_keys("q");
    assert!(terminal.end().success());
}

#[test]
fn a_terminal_of_lines_is_refused_the_full_screen_and_sent_no_sequence() {
    for language in ["en", "ar"] {
        let home = Home::speaking(language);
        home.done(&["new", "Water"]);
        for command in [&[][..], &["open", "Water"], &["list"]] {
            let start = home.program(command).with("TERM", "dumb");
            let sent = start.begin().end_with_everything_sent();
            assert!(!sent.contains('\x1b'), "{command:?}: {sent:?}");
            let is_refused = sent.contains("mizan list") && sent.contains("dumb");
            assert_eq!(is_refused, command != ["list"], "{command:?}: {sent}");
        }
    }
}

#[test]
fn what_the_settings_say_and_mizan_does_not_know_is_at_the_bottom_with_its_line() {
    for line in ["theme: nowhere", "digits: indic", "bidi: sideways"] {
        let home = Home::with_settings(&format!("language: en\n{line}\n"));
        let mut terminal = home.program(&[]).begin();
        terminal.wait_for("the bottom line", |screen| {
            screen.rows(0, 80).last().unwrap_or_default().contains("settings.yaml:2")
        });
        terminal.type_keys("q");
        assert!(terminal.end().success());
        let output = home.run(&["list"]);
        assert!(output.status.success());
        assert!(String::from_utf8(output.stderr).unwrap().contains("settings.yaml:2"), "{line}");
    }
}

/// Every command that prints a table or a page, after an assessment with a long name of each direction has answers.
const READ: [&[&str]; 14] = [
    &["list"],
    &["show", "Water"],
    &["show", "Water", "--why"],
    &["roadmap", "Water"],
    &["compare", "Water", LONG, LONG_ARABIC],
    &["compare", "Water"],
    &["questions"],
    &["questions", "cloud-q2"],
    &["pack"],
    &["restore", "Water"],
    &["check"],
    &["doctor"],
    &["paths"],
    &["help"],
];

const LONG: &str = "Enterprise architecture of shared services and common platforms, first half of the year";
const LONG_ARABIC: &str = "البنية المؤسسية للخدمات المشتركة GSB في النصف الثاني من العام الحالي كله";

/// A text without the sequences that colour it.
fn uncoloured(sent: &str) -> String {
    let parts = sent.split('\x1b').enumerate();
    let after_sequence = |(place, part): (usize, &str)| {
        let rest = part.split_once('m').map(|(_, rest)| rest.to_owned());
        if place == 0 { part.to_owned() } else { rest.expect("only colours are sent") }
    };
    parts.map(after_sequence).collect()
}

#[test]
fn no_line_of_a_command_is_wider_than_its_terminal() {
    for language in ["en", "ar"] {
        let home = Home::speaking(language);
        for name in ["Water", LONG, LONG_ARABIC] {
            home.done(&["new", name]);
            for question in ["cloud-q1", "cloud-q2", "strategy-q1", "experience-q3"] {
                home.done(&["answer", name, question, "2"]);
            }
        }
        for command in READ {
            for columns in [60, 80] {
                let start = home.program(command).with("MIZAN_BIDI", "visual").sized((24, columns));
                let sent = uncoloured(&start.begin().end_with_everything_sent());
                assert!(!sent.trim().is_empty(), "{command:?}");
                for line in sent.lines().map(|line| line.trim_end_matches('\r')) {
                    // A path or an address is whole on a line of its own, so that it can be copied.
                    let is_to_copy = line.contains('/') && !line.trim().contains(' ');
                    assert!(
                        is_to_copy || measure(line) <= usize::from(columns),
                        "{command:?} at {columns}: {line}\n{sent}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_narrow_list_breaks_no_word_and_keeps_its_rows_short() {
    for language in ["en", "ar"] {
        let home = Home::speaking(language);
        for name in ["Water", LONG, LONG_ARABIC] {
            home.done(&["new", name]);
        }
        for command in [&["list"][..], &["show", "Water"]] {
            let start = home.program(command).with("MIZAN_BIDI", "visual").sized((24, 66));
            let sent = uncoloured(&start.begin().end_with_everything_sent());
            let piped = String::from_utf8(home.run(command).stdout).unwrap();
            let words = piped.split_whitespace().filter(|word| word.is_ascii() && word.len() > 2);
            for word in words {
                assert!(sent.contains(word), "{word}\n{sent}");
            }
            assert!(sent.lines().count() < 60, "{sent}");
        }
    }
}
