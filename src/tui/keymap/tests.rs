//! Tests of the table of keys, row by row.

use std::collections::BTreeSet;

use super::*;
use crate::i18n::{Language, Messages};
use crate::tui::key::tests::LAYOUT;

#[test]
fn no_key_has_two_actions_in_one_context() {
    for (index, binding) in BINDINGS.iter().enumerate() {
        for other in &BINDINGS[index + 1..] {
            if other.context == binding.context {
                let shared = binding.keys.iter().find(|key| other.keys.contains(key));
                assert_eq!(shared, None, "{:?} and {:?}", binding.action, other.action);
            }
        }
    }
}

#[test]
fn no_key_that_moves_changes_an_answer_or_a_target() {
    let moves = |key: &Key| {
        use Key::{Backward, Down, End, Forward, Home, Left, PageDown, PageUp, Right, Up};
        matches!(key, Up | Down | Left | Right | Forward | Backward | Home | End | PageUp | PageDown)
    };
    for binding in BINDINGS.iter().filter(|binding| binding.action.writes()) {
        assert_eq!(binding.keys.iter().find(|key| moves(key)), None, "{:?}", binding.action);
    }
    assert!(BINDINGS.iter().any(|binding| binding.keys.iter().any(moves)));
}

#[test]
fn no_shortcut_is_a_capital_or_the_lam_alef_key() {
    for binding in BINDINGS {
        for key in binding.keys {
            let bad = matches!(key, Key::Char(letter) if *letter == 'b' || letter.is_uppercase());
            assert!(!bad, "{:?}", binding.action);
        }
    }
}

#[test]
fn every_shortcut_with_a_letter_works_on_an_arabic_keyboard_and_with_caps_lock() {
    let places: Vec<(char, char)> =
        LAYOUT.iter().flat_map(|(arabic, latin)| latin.chars().zip(arabic.chars())).collect();
    let mut tried = 0;
    for binding in BINDINGS.iter().filter(|binding| binding.context != Context::Typing) {
        for key in binding.keys {
            let Key::Char(letter) = *key else { continue };
            let here = [binding.context];
            for direction in [Direction::LeftToRight, Direction::RightToLeft] {
                let pressed = |letter| action(BINDINGS, Key::Char(letter), &here, direction);
                assert_eq!(pressed(letter.to_ascii_uppercase()), Some(binding.action), "{letter}");
                let arabic = places.iter().find(|(latin, _)| *latin == letter);
                match arabic {
                    Some((_, arabic)) => assert_eq!(pressed(*arabic), Some(binding.action), "{letter}"),
                    // These characters are the same on both layouts.
                    None => assert!(" +-=:".contains(letter), "{letter}"),
                }
            }
            tried += 1;
        }
    }
    assert!(tried > 30);
}

#[test]
fn an_action_with_a_control_key_has_another_key_or_is_in_the_palette() {
    let needs_layout = |key: &Key| matches!(key, Key::Ctrl(_));
    for binding in BINDINGS {
        // A single key for suspending would be easy to hit by mistake. The palette (`:`) lists the action instead.
        if binding.action != Action::Suspend {
            assert!(!binding.keys.iter().all(needs_layout), "{:?}", binding.action);
        }
    }
}

#[test]
fn the_keys_of_a_field_that_the_documents_name_are_bound() {
    let page = include_str!("../../../docs/keys.md");
    let rows = page.lines().skip_while(|line| !line.starts_with("| While typing")).skip(2);
    let mut named = 0;
    for row in rows.take_while(|line| line.starts_with('|')) {
        let cells = row.split('|').skip(2).flat_map(|cell| cell.split(','));
        for name in cells.map(|name| name.trim().trim_matches('`')).filter(|name| !name.is_empty()) {
            let typing = |binding: &&Binding| matches!(binding.context, Context::Typing | Context::Writing);
            let mut keys = BINDINGS.iter().filter(typing).flat_map(|binding| binding.keys);
            assert!(keys.any(|key| key.to_string() == name), "{name}");
            named += 1;
        }
    }
    assert!(named > 20);
}

#[test]
fn every_action_that_has_a_name_has_a_key_and_so_is_in_the_help() {
    let messages = Messages::of(Language::English);
    let names: BTreeSet<&str> = messages.actions.keys().map(|key| messages.actions.name(key)).collect();
    let bound: BTreeSet<&str> = BINDINGS.iter().map(|binding| binding.action.name(messages)).collect();
    assert_eq!(bound, names);
}

#[test]
fn the_keys_that_the_documents_name_are_bound() {
    let keys: Vec<String> =
        BINDINGS.iter().flat_map(|binding| binding.keys).map(ToString::to_string).collect();
    let is_function_key = |word: &str| {
        word.strip_prefix('F').is_some_and(|number| number.chars().all(|digit| digit.is_ascii_digit()))
    };
    let is_key = |word: &&str| {
        word.chars().count() == 1 || is_function_key(word) || ["Esc", "Enter", "Tab"].contains(word)
    };
    let documents = [
        include_str!("../../../README.md"),
        include_str!("../../../README.ar.md"),
        include_str!("../../../docs/arabic.md"),
        include_str!("../../../docs/arabic.ar.md"),
        include_str!("../../../docs/files.md"),
        include_str!("../../../docs/files.ar.md"),
        include_str!("../../../docs/keys.md"),
        include_str!("../../../docs/keys.ar.md"),
        include_str!("../../../docs/scoring.md"),
        include_str!("../../../docs/scoring.ar.md"),
        include_str!("../../../docs/settings.md"),
        include_str!("../../../docs/settings.ar.md"),
    ];
    // Code in blocks contains no keys.
    let prose: String = documents.iter().flat_map(|text| text.split("```").step_by(2)).collect();
    let quoted = prose.split('`').skip(1).step_by(2).filter(is_key);
    let words = prose.split(|letter: char| letter.is_whitespace() || ",.;()|`".contains(letter));
    let combined = words.filter(|word| {
        word.split_once('-').is_some_and(|(first, _)| ["Ctrl", "Alt", "Shift"].contains(&first))
    });
    let named: BTreeSet<&str> = quoted.chain(combined).collect();
    assert!(named.len() > 35, "{named:?}");
    for name in named {
        assert!(keys.iter().any(|key| key == name), "{name} is in the documents and bound nowhere");
    }
}

#[test]
fn a_field_takes_every_letter_as_it_is() {
    let contexts = [Context::Writing, Context::Typing, Context::Everywhere];
    for letter in LAYOUT.iter().flat_map(|(arabic, latin)| arabic.chars().chain(latin.chars())) {
        for letter in [letter, letter.to_ascii_uppercase()] {
            let typed = action(BINDINGS, Key::Char(letter), &contexts, Direction::RightToLeft);
            assert_eq!(typed, Some(Action::Type(letter)));
        }
    }
}

#[test]
fn shift_selects_in_a_field_and_is_ignored_among_rows() {
    let direction = Direction::LeftToRight;
    let typing = |key| action(BINDINGS, key, &[Context::Typing], direction);
    for (pad, control, step) in [
        (Pad::Left, false, CaretMove::Left),
        (Pad::Right, false, CaretMove::Right),
        (Pad::Up, false, CaretMove::Up),
        (Pad::Down, false, CaretMove::Down),
        (Pad::PageUp, false, CaretMove::PageUp),
        (Pad::PageDown, false, CaretMove::PageDown),
        (Pad::Home, false, CaretMove::LineStart),
        (Pad::End, false, CaretMove::LineEnd),
        (Pad::Left, true, CaretMove::WordLeft),
        (Pad::Right, true, CaretMove::WordRight),
        (Pad::Home, true, CaretMove::TextStart),
        (Pad::End, true, CaretMove::TextEnd),
    ] {
        let key = if control { Key::ControlShift(pad) } else { Key::Shift(pad) };
        assert_eq!(typing(key), Some(Action::Select(step)), "{key}");
    }
    let rows = |key| action(BINDINGS, key, &[Context::Home, Context::Rows], direction);
    assert_eq!(rows(Key::Shift(Pad::Down)), Some(Action::Down));
    assert_eq!(rows(Key::Control(Pad::Home)), Some(Action::First));
    assert_eq!(rows(Key::Control(Pad::Delete)), None);
}

#[test]
fn forward_is_the_left_arrow_in_right_to_left() {
    let here = [Context::Interview, Context::Everywhere];
    assert_eq!(action(BINDINGS, Key::Right, &here, Direction::LeftToRight), Some(Action::Forward));
    assert_eq!(action(BINDINGS, Key::Left, &here, Direction::RightToLeft), Some(Action::Forward));
}

#[test]
fn a_letter_in_a_field_is_typed() {
    let typing = [Context::Typing];
    assert_eq!(action(BINDINGS, Key::Char('q'), &typing, Direction::LeftToRight), Some(Action::Type('q')));
    assert_eq!(action(BINDINGS, Key::Char('ض'), &typing, Direction::RightToLeft), Some(Action::Type('ض')));
    let reading = [Context::Everywhere];
    assert_eq!(action(BINDINGS, Key::Char('ض'), &reading, Direction::RightToLeft), Some(Action::Quit));
}

#[test]
fn digits_of_every_script_answer() {
    let here = [Context::Interview];
    assert_eq!(action(BINDINGS, Key::Char('٣'), &here, Direction::RightToLeft), Some(Action::Answer(3)));
}
