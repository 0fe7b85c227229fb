//! The output to a real terminal while hostile texts are shown: words, and only the program's own control sequences.

use std::collections::BTreeSet;

use crate::corpus::{Hostile, HostileFolder, harm, quoted, texts};
use mizan::cli::{FULL_SCREEN_COMMANDS, command_names};

use crate::support::home::Home;

/// The letter and the mark with which the program measures how wide the terminal draws marks.
const QUESTION: &str = "\u{FE91}\u{200E}";

/// Parses output strictly. Returns its control sequences with parameters, except those for colour and position. Fails
/// on a control character outside a sequence, on an unknown kind of sequence, and on a harmful or hidden character.
#[track_caller]
fn sequences(sent: &str, what: &str) -> Vec<String> {
    let sent = sent.replacen(QUESTION, "", 1);
    let (mut found, mut shown) = (Vec::new(), String::new());
    let mut letters = sent.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' | '\n' => {}
            '\u{1b}' => {
                let kind = letters.next();
                assert_eq!(kind, Some('['), "{what}: ESC {kind:?} in {sent:?}");
                let mut sequence = String::new();
                let last = loop {
                    let next = letters.next().unwrap_or_else(|| panic!("{what}: a sequence without an end"));
                    sequence.push(next);
                    match next {
                        '0'..='9' | ';' | ':' | '?' | '>' | '$' => {}
                        '@'..='~' => break next,
                        other => panic!("{what}: {other:?} within a sequence in {sent:?}"),
                    }
                };
                if !matches!(last, 'm' | 'H') {
                    found.push(sequence);
                }
            }
            letter => shown.push(letter),
        }
    }
    assert_eq!(harm(&shown), None, "{what}");
    found
}

#[test]
fn foreign_sequences_are_found_in_output() {
    let others =
        ["\u{1b}]0;x\u{7}", "\u{1b}P$q\u{1b}\\", "a\u{8}", "\u{9b}2J", "\u{1b}c", "\u{202e}", "\u{1b}[2"];
    for sent in others {
        assert!(std::panic::catch_unwind(|| sequences(sent, "other")).is_err(), "{sent:?}");
    }
    assert_eq!(sequences("a\r\n\u{1b}[1;31mb\u{1b}[0m\u{1b}[2;5H\u{1b}[?25l", "ours"), ["?25l"]);
}

/// The home of an experienced user, in whose files a stranger has written one text everywhere.
fn folder(text: &str, language: &str) -> Home {
    let home = Home::english();
    std::fs::create_dir(home.path("config")).unwrap();
    HostileFolder::new(&home.path("config"), text);
    // A key that is too long, or has a character that YAML forbids, would prevent reading the language.
    let is_key = text.len() <= 1000 && !text.contains(|letter| matches!(letter, '\u{fdd0}'..='\u{fdef}'));
    let key = if is_key { format!("{}: 1\n", quoted(text)) } else { String::new() };
    std::fs::write(home.path("config/settings.yaml"), format!("language: {language}\n{key}")).unwrap();
    home
}

#[test]
fn printed_texts_send_no_sequence_to_a_terminal() {
    let corpus = texts();
    // The full screen has a test of its own below.
    let commands: Vec<&str> = command_names().filter(|name| !FULL_SCREEN_COMMANDS.contains(name)).collect();
    let speaks = |text: &str, command: &str, language: &str| {
        // A text with NUL cannot be an argument of a process.
        let text = text.replace('\0', "");
        let arguments: &[&str] = match command {
            "show" => &["Two", "--why"],
            "roadmap" | "compare" | "delete" | "restore" | "upgrade" => &["Two"],
            "questions" => &["--pack=hostile", "one-q1"],
            "answer" => &["Two", "one-q1", &text],
            "rename" => &["Two", &text],
            "new" | "import" | "help" | "export" | "merge" => &[&text],
            _ => &[],
        };
        let line: Vec<&str> = [command].into_iter().chain(arguments.iter().copied()).collect();
        folder(&text, language).program(&line).sized((30, 100)).begin().end_with_everything_sent()
    };
    let mut count = 0;
    for (place, Hostile { what, text, .. }) in corpus.iter().enumerate() {
        let (command, language) =
            (commands[place % commands.len()], ["en", "ar"][place / commands.len() % 2]);
        let found: BTreeSet<String> = sequences(&speaks(text, command, language), what).into_iter().collect();
        if !found.is_empty() {
            // Sequences that the program also sends around a harmless text are its own.
            let usual = sequences(&speaks("plain سهل", command, language), what).into_iter().collect();
            assert!(found.is_subset(&usual), "{what}: {found:?}, usually {usual:?}");
        }
        count += 1;
    }
    assert!(count >= 60);
}

/// Keys for the full screen, after the assessment is open. Ctrl-C leaves from every screen.
const WAYS: [&str; 8] = ["", "r", "r\r", "p", "\r", "\rw", "\rn", "\re"];

#[test]
fn the_full_screen_sends_no_sequence_of_a_text() {
    let speaks = |text: &str, way: &str, language: &str| {
        let home = folder(text, language);
        // With a chosen theme the terminal is not asked for its ground.
        let terminal = home.program(&["--theme", "dark", "open", "Two"]).begin();
        terminal.wait_for_a_frame_after(0);
        terminal.type_keys(way);
        terminal.type_keys("\x03");
        terminal.end_with_everything_sent()
    };
    let usual = |language| -> Vec<String> {
        WAYS.iter().flat_map(|way| sequences(&speaks("plain سهل", way, language), "plain")).collect()
    };
    let usual = [usual("en"), usual("ar")];
    let asked =
        |found: &[String]| found.iter().filter(|one| one.ends_with(['c', 'n', 'q', 'p', 't'])).count();
    for (place, Hostile { what, text, .. }) in texts().iter().enumerate() {
        let (way, language) = (WAYS[place % WAYS.len()], place % 2);
        let found = sequences(&speaks(text, way, ["en", "ar"][language]), what);
        let usual = &usual[language];
        let strange: Vec<_> = found.iter().filter(|one| !usual.contains(one)).collect();
        assert!(strange.is_empty(), "{what}: {strange:?}");
        assert!(asked(&found) <= asked(usual) / WAYS.len(), "{what}: asked {found:?}");
    }
}
