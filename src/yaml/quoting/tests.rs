//! Reads written texts by the rules of YAML 1.1 and the habits of its readers, as their authors published them.

use std::collections::BTreeMap;

use proptest::prelude::*;
use regex_lite::Regex;
use saphyr_parser::{Event, Parser, ScalarStyle};

use super::to_string;
use crate::model::{LevelLabel, NamedLevel};

/// What is no text without quotes: the types of <https://yaml.org/type>, then what `PyYAML`, Psych and `SnakeYAML` take in
/// addition. A number has at most one point, because no reader takes more.
const NO_TEXTS: &[(&str, &str)] = &[
    ("bool", "y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"),
    ("null", "~|null|Null|NULL|"),
    ("value", "="),
    ("merge", "<<"),
    ("int 2", "[-+]?0b[0-1_]+"),
    ("int 8", "[-+]?0[0-7_]+"),
    ("int 10", "[-+]?(0|[1-9][0-9_]*)"),
    ("int 16", "[-+]?0x[0-9a-fA-F_]+"),
    ("int 60", "[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+"),
    ("float 10", r"[-+]?([0-9][0-9_]*)?\.[0-9_]*([eE][-+][0-9]+)?"),
    ("float 60", r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*"),
    ("infinity", r"[-+]?\.(inf|Inf|INF)"),
    ("not a number", r"\.(nan|NaN|NAN)"),
    ("day", "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"),
    (
        "time",
        r"[0-9][0-9][0-9][0-9]-[0-9][0-9]?-[0-9][0-9]?([Tt]|[ \t]+)[0-9][0-9]?:[0-9][0-9]:[0-9][0-9](\.[0-9]*)?(([ \t]*)Z|[-+][0-9][0-9]?(:[0-9][0-9])?)?",
    ),
    ("int 60 of PyYAML", "[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+"),
    ("exponent without a sign", r"[-+]?([0-9][0-9_]*)(\.[0-9_]*)?[eE][-+]?[0-9]+"),
    ("float of SnakeYAML", r"[-+]?(\.[0-9]+|[0-9_]+(\.[0-9_]*)?)([eE][-+]?[0-9]+)?"),
    ("int of Psych", "[-+]?(0|[1-9]([0-9]|,[0-9]|_[0-9])*)"),
    ("time of Psych", r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}(\.[0-9]*)?"),
    ("int 8 of YAML 1.2", "0o[0-7]+"),
];

/// The types that a text without quotes may have.
fn types(text: &str) -> Vec<&'static str> {
    let is_of = |pattern: &str| Regex::new(&format!("^({pattern})$")).unwrap().is_match(text);
    NO_TEXTS.iter().filter(|(_, pattern)| is_of(pattern)).map(|(name, _)| *name).collect()
}

/// The scalars of a YAML text in order, and whether each is without quotes.
fn scalars(written: &str) -> Vec<(String, bool)> {
    let scalar = |event| match event {
        Event::Scalar(text, style, ..) => Some((text.into_owned(), style == ScalarStyle::Plain)),
        _ => None,
    };
    Parser::new_from_str(written).filter_map(|event| scalar(event.unwrap().0)).collect()
}

/// A text that some reader takes for no text, or nearly so.
fn nasty() -> impl Strategy<Value = String> {
    let words = "y|n|yes|no|on|off|true|false|null|~|=|<<|inf|nan|Z|0b|0x|0o";
    let words = prop::sample::select(words.split('|').collect::<Vec<_>>());
    let in_any_case = (words, any::<u8>()).prop_map(|(word, upper)| {
        let letter = |(place, letter): (usize, char)| match upper >> (place % 8) & 1 {
            0 => letter,
            _ => letter.to_ascii_uppercase(),
        };
        word.chars().enumerate().map(letter).collect::<String>()
    });
    prop_oneof![
        in_any_case.clone(),
        "[-+]?[0-9_,.:]{0,6}([eE][-+]?[0-9]{0,2})?",
        "[-+]?0[bxoBXO]?[0-9a-fA-F_]{0,6}",
        r"[-+]?\.(inf|Inf|INF|nan|NaN|NAN)",
        r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]{0,2})?( ?Z|[-+][0-9]{1,2}(:[0-9]{2})?)?)?",
        ("[ \t]{0,2}", in_any_case, "[ \t]{0,2}")
            .prop_map(|(before, word, after)| format!("{before}{word}{after}")),
        "[-+0-9a-fxoTZ:. _~=<>,\n#'\"!&*?|%@`{}\\[\\]]{0,8}",
        "(?s).{0,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_reader_takes_a_text_for_a_text(texts in prop::collection::vec(nasty(), 1..8)) {
        let map: BTreeMap<&String, &Vec<String>> = texts.iter().map(|text| (text, &texts)).collect();
        let written = to_string(&map).unwrap();
        let found = scalars(&written);
        let expected = map.keys().flat_map(|key| std::iter::once(*key).chain(&texts));
        prop_assert!(found.iter().map(|(text, _)| text).eq(expected), "{written}");
        for (text, is_plain) in found {
            prop_assert!(!is_plain || types(&text).is_empty(), "{text:?} is {:?}", types(&text));
        }
    }
}

#[test]
fn texts_that_are_taken_for_something_else_are_quoted_and_no_others() {
    for text in [
        "no",
        "On",
        "Y",
        "n",
        "OFF",
        "12:30",
        "1:2:3.5",
        "-1_000",
        "1,000",
        "0b11",
        "0x_f",
        "0o17",
        "017",
        ".inf",
        "-.INF",
        ".NaN",
        "1e5",
        "6.8523015e+5",
        "2026-03-01",
        "2026-3-1",
        "2001-12-14t21:59:43.10-05:00",
        "=",
        "<<",
        "~",
        "null",
        "",
        " a",
        "a ",
    ] {
        let written = to_string(&text).unwrap();
        assert_eq!(scalars(&written), [(text.to_owned(), false)], "{written}");
    }
    for text in [
        "1.0.0",
        "3-4",
        "note",
        "yesterday",
        "2026",
        "2026-03",
        "2026-03-01 to 2026-04-01",
        "12 platforms",
        "10.0.0.1",
    ] {
        let is_number = text == "2026";
        assert_eq!(scalars(&to_string(&text).unwrap()), [(text.to_owned(), !is_number)]);
    }
}

#[test]
fn a_key_is_a_text_whatever_its_type() {
    let levels = BTreeMap::from([(3_u64, 2), (12, 1)]);
    assert_eq!(to_string(&levels).unwrap(), "'3': 2\n'12': 1\n");
    assert_eq!(to_string(&BTreeMap::from([(true, -1)])).unwrap(), "'true': -1\n");
    let named = BTreeMap::from([(NamedLevel::Label(LevelLabel::new("3")), BTreeMap::from([(1_u8, 2.5)]))]);
    assert_eq!(to_string(&named).unwrap(), "'3':\n  '1': 2.5\n");
}

#[test]
fn what_is_no_text_has_no_quotes() {
    let values = serde_json::json!([true, null, 3, -1, 2.5]);
    assert_eq!(to_string(&values).unwrap(), "- true\n- null\n- 3\n- -1\n- 2.5\n");
    let choices = (Some(true), None::<u8>, 'n', u128::MAX);
    assert_eq!(to_string(&choices).unwrap(), format!("- true\n- null\n- 'n'\n- {}\n", u128::MAX));
}
