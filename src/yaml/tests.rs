use std::{collections::BTreeMap, fs};

use proptest::prelude::*;
use serde::Deserialize;
use serde_yaml::Value;

use super::*;
use crate::sample::damage::{damage, damaged};

const LIMITS: Limits = Limits::ASSESSMENT;

fn refused(text: &str) -> Fault {
    parse::<Value>(text, LIMITS).unwrap_err()
}

fn kind(text: &str) -> FaultKind {
    refused(text).kind
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shelf {
    name: String,
    #[serde(default)]
    books: Vec<Book>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Book {
    title: String,
    pages: u32,
    #[serde(default)]
    binding: Option<Binding>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Binding {
    Cloth,
    Paper,
}

fn shelf(text: &str) -> Fault {
    parse::<Shelf>(text, LIMITS).unwrap_err()
}

fn line_of(fault: &Fault) -> u32 {
    fault.place.expect("a fault with a place").line
}

#[test]
fn an_alias_bomb_is_refused_at_its_first_anchor() {
    let mut bomb = "a0: &a0 x\n".to_owned();
    for level in 1..12 {
        let row = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.extend(["a", &level.to_string(), ": &a", &level.to_string(), " [", &row, "]\n"]);
    }
    let fault = refused(&bomb);
    assert_eq!((fault.kind.clone(), line_of(&fault)), (FaultKind::AnchorOrTag, 1));
}

#[test]
fn anchors_aliases_and_tags_are_refused_everywhere() {
    for text in ["&a x", "a: &a [1]", "&a {b: c}", "a: !tag 3", "!!str 3", "- !x [1]"] {
        assert_eq!(kind(text), FaultKind::AnchorOrTag, "{text}");
    }
    assert!(matches!(kind("a: *unknown"), FaultKind::Alias | FaultKind::Syntax(_)));
}

#[test]
fn deep_nesting_is_refused_early() {
    let deepest = format!("{}{}", "[".repeat(16), "]".repeat(16));
    assert!(parse::<Value>(&deepest, LIMITS).is_ok());
    for opening in ["[", "{a: ", "- "] {
        assert_eq!(kind(&opening.repeat(30_000)), FaultKind::TooDeep { limit: 16 }, "{opening}");
    }
}

#[test]
fn a_file_is_refused_for_its_size_its_number_of_values_or_a_long_text() {
    let small = Limits { bytes: 20, depth: 2, values: 4, text: 8 };
    let kind = |text| parse::<Value>(text, small).map_err(|fault| fault.kind);
    assert_eq!(kind("[a, b, c]").map(|_| ()), Ok(()));
    assert_eq!(kind("[a, b, c, d]"), Err(FaultKind::TooManyValues { limit: 4 }));
    assert_eq!(kind("a: 123456789"), Err(FaultKind::TextTooLong { limit: 8 }));
    assert_eq!(kind("a: 1234567890 234567890"), Err(FaultKind::TooLarge { limit: 20 }));
    let key = "k".repeat(Limits::KEY + 1);
    assert_eq!(self::kind(&format!("? {key}\n: 1\n")), FaultKind::TextTooLong { limit: Limits::KEY });
}

#[test]
fn a_duplicate_key_is_refused_at_its_second_position() {
    let fault = refused("answers:\n  a: 1\n  b: 2\n  \"a\": 3\n");
    assert_eq!(fault.kind, FaultKind::DuplicateKey("a".into()));
    assert_eq!((fault.place, fault.path.as_str()), (Some(Place { line: 4, column: 3 }), "answers"));
}

#[test]
fn a_second_document_is_refused_at_its_line() {
    let fault = refused("a: 1\n---\nb: 2\n");
    assert_eq!((fault.kind.clone(), line_of(&fault)), (FaultKind::SecondDocument, 2));
    assert!(parse::<Value>("---\na: 1\n...\n", LIMITS).is_ok());
}

#[test]
fn a_key_is_a_word() {
    for text in ["[a]: 1", "{a: 1}: 2", "? [a, b]\n: 1\n"] {
        assert_eq!(kind(text), FaultKind::KeyNotAWord, "{text}");
    }
}

#[test]
fn an_ambiguous_mark_needs_quotes_within_brackets() {
    for text in ["{note: 1, ?note: 2}", "[a, ?b]", "- [{a: :b}]"] {
        assert_eq!(kind(text), FaultKind::NeedsQuotes, "{text}");
    }
    assert!(parse::<Value>("a: ?b\n:c: [\"?d\", {e: f?}]\n", LIMITS).is_ok());
}

#[test]
fn characters_that_readers_disagree_about_are_refused_with_their_position() {
    let fault = refused("a: 1\r\nb: x\u{2028}y\r\n");
    assert_eq!(fault.kind, FaultKind::LineSeparator('\u{2028}'));
    assert_eq!(fault.place, Some(Place { line: 2, column: 5 }));
    assert_eq!(kind("a: \u{85}"), FaultKind::LineSeparator('\u{85}'));
    for character in ['\0', '\u{1b}', '\u{7f}', '\u{9b}', '\u{feff}', '\u{ffff}', '\u{fdd0}'] {
        assert_eq!(kind(&format!("a: x{character}y")), FaultKind::ForbiddenCharacter(character));
    }
    for escaped in ["a: \"\\uFDD1\"", "\"\\uFDD1\": a", "- [\"x\\uFDD1\"]"] {
        assert_eq!(kind(escaped), FaultKind::ForbiddenCharacter('\u{fdd1}'), "{escaped}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_accepted() {
    let (read, places) = parse_with_places::<Shelf>("\u{feff}name: A\r\nbooks: []\r\n", LIMITS).unwrap();
    assert_eq!(read, Shelf { name: "A".into(), books: Vec::new() });
    assert_eq!((places.at("name").line, places.at("books").line), (1, 2));
}

#[test]
fn a_misspelt_key_is_found_at_its_own_line_with_the_nearest_key() {
    let fault = shelf("name: A\nbooks:\n- title: B\n  pages: 3\n  bindng: cloth\n");
    assert_eq!((fault.place, fault.path.as_str()), (Some(Place { line: 5, column: 3 }), "books[0].bindng"));
    let FaultKind::UnknownField { field, expected, nearest } = fault.kind else { panic!("{fault}") };
    assert_eq!((field.as_str(), nearest.as_deref()), ("bindng", Some("binding")));
    assert_eq!(expected, ["title", "pages", "binding"]);
    assert!(
        matches!(shelf("nam: A").kind, FaultKind::UnknownField { nearest: Some(near), .. } if near == "name")
    );
    assert!(matches!(shelf("x: A").kind, FaultKind::UnknownField { nearest: None, .. }));
}

#[test]
fn a_missing_key_is_found_at_the_map_that_lacks_it() {
    let fault = shelf("name: A\nbooks:\n- title: B\n  pages: 3\n- title: C\n");
    assert_eq!(fault.kind, FaultKind::MissingField("pages".into()));
    assert_eq!((line_of(&fault), fault.path.as_str()), (5, "books[1]"));
    let fault = shelf("# nothing\nbooks: []\n");
    assert_eq!(fault.kind, FaultKind::MissingField("name".into()));
}

#[test]
fn a_wrong_value_is_found_with_its_position_and_the_required_type() {
    let fault = shelf("name: A\nbooks:\n- title: B\n  pages: many, expected\n");
    let found = Shape::Text(Some("many, expected".into()));
    assert_eq!(
        fault.kind,
        FaultKind::InvalidType { found, expected: Shape::NumberWithin { from: 0, to: u32::MAX.into() } }
    );
    assert_eq!((fault.place, fault.path.as_str()), (Some(Place { line: 4, column: 10 }), "books[0].pages"));
    let fault = shelf("name: A\nbooks:\n- title: B\n  pages: -1\n");
    let found = Shape::WholeNumber(Some("-1".into()));
    assert_eq!(
        fault.kind,
        FaultKind::InvalidValue { found, expected: Shape::NumberWithin { from: 0, to: u32::MAX.into() } }
    );
    for number in ["99999999999999999999999", "-99999999999999999999999"] {
        let fault = shelf(&format!("name: A\nbooks:\n- title: B\n  pages: {number}\n"));
        let FaultKind::InvalidValue { found, .. } = fault.kind else { panic!("{fault}") };
        assert_eq!(found, Shape::WholeNumber(Some(number.to_owned())));
    }
    assert_eq!(
        shelf("name: [A]").kind,
        FaultKind::InvalidType { found: Shape::List, expected: Shape::Text(None) }
    );
    assert_eq!(shelf("- A").kind, FaultKind::InvalidType { found: Shape::List, expected: Shape::Map });
}

#[test]
fn an_unknown_word_is_reported_with_the_allowed_words() {
    let fault = shelf("name: A\nbooks:\n- {title: B, pages: 3, binding: clth}\n");
    let FaultKind::UnknownWord { word, expected, nearest } = fault.kind else { panic!("{fault}") };
    assert_eq!((word.as_str(), nearest.as_deref()), ("clth", Some("cloth")));
    assert_eq!(expected, ["cloth", "paper"]);
}

#[test]
fn a_path_with_a_colon_or_a_dot_in_a_key_is_still_found() {
    let (_, places) =
        parse_with_places::<Value>("\"a.b: c\":\n  d[0].e:\n  - 1\n  - x: 2\n", LIMITS).unwrap();
    assert_eq!(places.at("a.b: c.d[0].e[1].x"), Place { line: 4, column: 5 });
    let fault = parse::<BTreeMap<String, BTreeMap<String, u8>>>("\"a: b\":\n  c: {}\n", LIMITS).unwrap_err();
    assert_eq!(fault.path, "a: b.c");
}

#[test]
fn a_missing_path_has_the_position_of_its_nearest_parent() {
    let (_, places) = parse_with_places::<Value>("areas:\n- id: a\n- id: b\n", LIMITS).unwrap();
    assert_eq!(places.at("areas[1].id").line, 3);
    assert_eq!(places.at("areas[1].title"), Place { line: 3, column: 3 });
    assert_eq!(places.at("areas[9]").line, 1);
    assert_eq!(places.at("nowhere"), Place::START);
    assert_eq!(places.exact("areas[1].title"), None);
}

#[test]
fn an_open_bracket_cannot_collect_unlimited_values() {
    let limits = Limits { values: 100, ..LIMITS };
    for piece in ["1,", "[", "{a: ", "{},", "a: 1,"] {
        for (line_end, last) in [("", 2), ("\n", 103)] {
            let items = format!("{piece}{line_end}").repeat(101);
            let fault = parse::<Value>(&format!("a: 1\nb: [{items}\n"), limits).unwrap_err();
            assert_eq!(fault.kind, FaultKind::TooManyValues { limit: 100 }, "{piece}");
            assert!((2..=last).contains(&fault.place.unwrap().line), "{piece}: {fault}");
        }
    }
    let items = "1,\n".repeat(90);
    assert!(parse::<Value>(&format!("[{items}]"), limits).is_ok());
}

#[test]
fn an_empty_file_is_reported_as_empty() {
    for text in ["", "\n# only a remark\n"] {
        let fault = shelf(text);
        assert_eq!((fault.kind, fault.place), (FaultKind::Empty, Some(Place::START)), "{text:?}");
    }
}

#[test]
fn a_file_is_read_up_to_its_limit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.yaml");
    let limits = Limits { bytes: 10, ..LIMITS };
    fs::write(&path, "\u{feff}a: 1\r\n").unwrap();
    assert_eq!(read(&path, limits).unwrap(), "a: 1\r\n");
    fs::write(&path, "12345678901").unwrap();
    assert!(
        matches!(read(&path, limits), Err(ReadFault::Fault(fault)) if fault.kind == FaultKind::TooLarge { limit: 10 })
    );
    assert!(matches!(read(folder.path(), limits), Err(ReadFault::Io(_))));
    assert!(matches!(read(&folder.path().join("none"), limits), Err(ReadFault::Io(_))));
}

#[test]
fn an_invalid_byte_is_found_at_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.yaml");
    fs::write(&path, b"a: \xd8\xb3\nb: \xd8\xb3\xff\n").unwrap();
    let Err(ReadFault::Fault(fault)) = read(&path, LIMITS) else { panic!("read") };
    assert_eq!((fault.kind, fault.place), (FaultKind::NotUtf8, Some(Place { line: 2, column: 5 })));
}

const SAMPLE: &str = r#"name: "تقييم 2026 \"x\""   # remark
answers:
  a-q1: # topic
    answer: 3
    evidence:
    - {text: 'it''s here', date: 2026-01-02}
    - text: |-
        one
          two: x
    note: >
      folded
      text

  a-q2: {answer: unknown, note: null}
list: [1, 0.5, ~, true, "x: y", []]
"#;

/// Whether the parsed value matches the events that the guard saw.
fn agree(value: &Value, events: &mut saphyr_parser::Parser<'_, saphyr_parser::StrInput<'_>>) -> bool {
    use saphyr_parser::Event;
    let mut next = || loop {
        match events.next().expect("an event").expect("no error").0 {
            Event::StreamStart | Event::DocumentStart(_) => {}
            event => return event,
        }
    };
    match (value, next()) {
        (Value::String(value), Event::Scalar(text, ..)) => *value == *text,
        (Value::Null, Event::Scalar(text, ..)) => ["", "~", "null", "Null", "NULL"].contains(&&*text),
        (Value::Bool(value), Event::Scalar(text, ..)) => text.eq_ignore_ascii_case(&value.to_string()),
        (Value::Number(_), Event::Scalar(text, ..)) => text.contains(|digit: char| digit.is_ascii_digit()),
        (Value::Sequence(items), Event::SequenceStart(..)) => {
            items.iter().all(|item| agree(item, events))
                && matches!(events.next(), Some(Ok((Event::SequenceEnd, _))))
        }
        (Value::Mapping(entries), Event::MappingStart(..)) => {
            entries.iter().all(|(key, value)| agree(key, events) && agree(value, events))
                && matches!(events.next(), Some(Ok((Event::MappingEnd, _))))
        }
        _ => false,
    }
}

#[test]
fn every_character_is_inspected_in_a_short_text_as_in_a_long_one() {
    // A text with more letters than values may be inspected at once only if it is short.
    let tight = Limits { values: 2, ..LIMITS };
    for character in '\0'..=char::MAX {
        let text = format!("a{character}a");
        let (short, long) =
            [LIMITS, tight].map(|limits| guard::inspect_characters(&text, limits).is_ok()).into();
        assert_eq!(short, long, "{character:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_parsers_agree_on_damaged_pieces(
        damages in prop::collection::vec(damage(), 1..4),
    ) {
        let text = damaged(SAMPLE, &damages);
        if let Ok(value) = parse::<Value>(&text, LIMITS) {
            let mut events = saphyr_parser::Parser::new_from_str(&text);
            prop_assert!(agree(&value, &mut events), "{text}");
        }
    }

    #[test]
    fn any_written_text_is_read_back(
        texts in prop::collection::vec("(?s).{0,12}|[ \n:#'\"|>%@\t\\-]{0,6}|[a-z\n\u{85}\u{2028} ]{0,8}", 0..5),
    ) {
        // Files may not contain the noncharacters that the program uses for its own marks, and no field accepts them.
        let own = |letter: &char| !matches!(letter, '\u{fdd0}'..='\u{fdef}');
        let texts: Vec<String> = texts.iter().map(|text| text.chars().filter(own).collect()).collect();
        let written = to_string(&BTreeMap::from([("texts", &texts)])).unwrap();
        let read = parse::<BTreeMap<String, Vec<String>>>(&written, LIMITS).unwrap();
        prop_assert!(read["texts"] == texts, "{written}");
    }

    #[test]
    fn hostile_texts_are_read_back_as_values_and_keys_without_invisible_characters(
        texts in prop::collection::vec(hostile(), 1..6),
    ) {
        let tree: BTreeMap<&String, BTreeMap<&str, &Vec<String>>> =
            texts.iter().map(|text| (text, BTreeMap::from([("a", &texts)]))).collect();
        let written = to_string(&tree).unwrap();
        let read = parse::<BTreeMap<String, BTreeMap<String, Vec<String>>>>(&written, LIMITS).unwrap();
        prop_assert!(read.keys().eq(tree.keys().copied()), "{written}");
        prop_assert!(read.values().all(|inner| inner["a"] == texts), "{written}");
        prop_assert!(!escape::has_invisible(&written), "{written}");
    }

    #[test]
    fn a_text_that_needs_no_quotes_keeps_its_form(texts in prop::collection::vec("[ -~\nا-يa-z«»،]{0,30}", 0..5)) {
        let texts: Vec<_> = texts.iter().filter(|text| !lookalike::is_lookalike(text)).collect();
        prop_assert_eq!(to_string(&texts).unwrap(), serde_yaml::to_string(&texts).unwrap());
    }
}

/// A text of invisible characters, and of pieces that are special in YAML or in the escaping itself.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "نص",
        " ",
        "\n",
        "\n\n",
        "\t",
        "\r",
        ": ",
        "- ",
        "#",
        "\"",
        "'",
        "\\",
        "x",
        "escaped-0-",
        "escaped-1-x",
        "\u{200b}",
        "\u{200d}",
        "\u{200c}",
        "\u{200e}",
        "\u{200f}",
        "\u{61c}",
        "\u{202e}",
        "\u{2066}",
        "\u{feff}",
        "\u{ad}",
        "\u{34f}",
        "\u{3164}",
        "\u{2800}",
        "\u{e0041}",
        "\u{e0100}",
        "\u{fe0f}",
        "\u{64e}",
        "\u{301}",
        "\u{85}",
        "\u{2028}",
        "\0",
        "\u{1b}",
        "\u{ffff}",
        "👩\u{200d}👩",
        "ب\u{200c}ب",
        "true",
        "12",
        "~",
    ]);
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

#[test]
fn invisible_characters_are_escaped_in_double_quotes_and_the_rest_keeps_its_form() {
    let long = format!("k{}", "\u{200b}".repeat(60));
    let tree = BTreeMap::from([
        ("name", "a\u{200b}b"),
        ("note", "one \"line\"\nand\u{202e} another\\"),
        ("plain", "one\ntwo"),
        ("joined", "می\u{200c}خواهم 👩\u{200d}👧"),
        ("tag", "\u{e0041}"),
        ("key\u{ad}", "1"),
        (&long, "escaped-0-"),
    ]);
    let written = to_string(&tree).unwrap();
    let expected = format!(
        "joined: می\u{200c}خواهم 👩\u{200d}👧\n\"key\\u00ad\": '1'\n? \"k{}\"\n: escaped-0-\nname: \"a\\u200bb\"\n\
         note: \"one \\\"line\\\"\\nand\\u202e another\\\\\"\nplain: |-\n  one\n  two\ntag: \"\\U000e0041\"\n",
        "\\u200b".repeat(60)
    );
    assert_eq!(written, expected);
    let read = parse::<BTreeMap<String, String>>(&written, LIMITS).unwrap();
    assert!(read.iter().map(|(key, text)| (key.as_str(), text.as_str())).eq(tree));
}

#[test]
fn the_undamaged_sample_is_accepted_and_read_alike() {
    let value = parse::<Value>(SAMPLE, LIMITS).unwrap();
    assert!(agree(&value, &mut saphyr_parser::Parser::new_from_str(SAMPLE)));
}
