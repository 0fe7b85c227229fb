//! The demonstration: it is shown filled, and nothing of it is kept, however it ends.

use std::fs;

use mizan::i18n::{Language, Messages};

use super::recognition::F2;
use crate::support::home::Home;

#[test]
fn the_demonstration_is_filled_and_leaves_nothing_behind() {
    for language in Language::ALL {
        let words = Messages::of(language);
        let home = Home::speaking(language.code()).prepared(&["new", "Water 2026"]);
        let (before, temporary) = (home.assessment(), home.path("temporary"));
        fs::create_dir(&temporary).unwrap();
        let there = || fs::read_dir(&temporary).unwrap().count();
        for ends_by_signal in [false, true] {
            let program = home.program(&["--bidi", "visual", "demo"]);
            let mut terminal = program.with("TMPDIR", temporary.to_str().unwrap()).begin();
            terminal.wait_for_words(language, &words.screens.overview.held);
            assert_eq!(there(), 1);
            // An answer is saved into the folder that is removed.
            terminal.type_and_see("\r");
            terminal.type_and_see("1");
            if ends_by_signal {
                terminal.kill("-TERM");
                assert!(!terminal.end().success());
            } else {
                // What is printed is in the language of the last frame.
                let other = Language::ALL.into_iter().find(|other| *other != language).unwrap();
                terminal.type_and_see(F2);
                terminal.type_keys("q");
                assert!(terminal.end().success());
                let over = &Messages::of(other).commands.demo.over;
                let over: Vec<&str> = over.split(' ').take(2).collect();
                terminal.wait_for_words(other, &over.join(" "));
            }
            assert_eq!(there(), 0);
        }
        assert_eq!(home.assessment(), before);
    }
}

#[test]
fn a_temporary_folder_that_cannot_be_used_is_named_with_what_to_do() {
    for language in Language::ALL {
        let home = Home::speaking(language.code());
        let missing = home.path("missing");
        let program = home.program(&["--bidi", "visual", "demo"]);
        let mut terminal = program.with("TMPDIR", missing.to_str().unwrap()).begin();
        assert_eq!(terminal.end().exit_code(), 1);
        let words = &Messages::of(language).commands.demo;
        terminal.wait_for_words(language, words.no_folder.trim_end_matches('.'));
        terminal.wait_for_text("TMPDIR");
    }
}
