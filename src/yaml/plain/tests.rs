use proptest::prelude::*;
use serde::Deserialize;
use serde_yaml::Value;

use super::super::guard;
use super::*;
use crate::sample::damage::{damage, damaged};

const LIMITS: Limits = Limits::ASSESSMENT;

/// A text without anything that the guard may refuse.
const PLAIN: &str = "\
# A comment.
schema: 1
name: Ministry of Water 2026
profile: {}
targets: []
flags:
  cloud: true
answers:
  strategy-q1: # Platform strategy & [risk]
    answer: 3
    topic: {ar: س ص, en: 'Yes'}
    note: |-
      one line
      another: line
    evidence:
    - text: 'It''s here'
      date: 2026-01-01
    - text: \"a: b\"
  strategy-q2: # Register of platforms
";

/// Values that a plain text may have, and others that look alike, between broken bars.
const VALUES: &str = "\
    ¦¦¦|-¦|-¦|-¦|¦{}¦[]¦a¦a b¦a  b ¦'a'¦'a''b'¦''¦'a' #b¦\"a\"¦\"\"¦\"a: #b\"¦1¦12 # b¦012¦1e3¦0x1¦1.5¦-1¦2026-01-01¦null¦~¦true¦\
    No¦inf¦nan¦a: b¦a:¦a:b¦a #b¦a#b¦#¦# a¦ a¦a 'b'¦a, [b] {c} & *d !e %f @g `h | > ?¦س ٣¦٣¦a\u{a0}¦?¦- a¦-¦---¦...¦a\n¦\n¦  ¦\
    é:é¦a-¦a.b_c: d¦\r¦<<: a¦{a: b}¦{a: b c, d-e: س}¦{a: b, a: c}¦{a: 'b, c'}¦{a: 'b''c', d: ''}¦{a:b}¦{a: }¦{a}¦{a: b} # c¦\
    {a: &b c}¦{a: b?}¦{a: b:}¦{ a: b }¦{a: b¦{a: {b: c}}¦{a: [b]}¦{a: null, b: 12}¦{a: b,c: d}¦{a: b, }¦{a: b, c: - d}¦{a: b}}¦{a: \"b\"}";

fn value() -> impl Strategy<Value = &'static str> {
    prop::sample::select(VALUES.split('¦').collect::<Vec<_>>())
}

/// Whether a text is read from its lines alone.
fn is_plain(text: &str, limits: Limits) -> bool {
    guard::inspect_characters(text, limits).is_ok() && PlainText::of(text, limits).is_some()
}

#[test]
fn an_ordinary_text_is_plain_and_a_key_twice_is_not() {
    assert!(is_plain(PLAIN, LIMITS) && is_plain(&PLAIN.replace('\n', "\r\n"), LIMITS));
    for (from, to) in [
        ("strategy-q2", "strategy-q1"),
        ("    - text: \"a", "      date: 2026-01-01\n    - text: \"a"),
        ("name:", "\"schema\":"),
        ("- text: 'It", "- - text: 'It"),
        ("schema: 1", "--- \nschema: 1"),
        ("answer: 3", "answer: [3]"),
        ("en: 'Yes'", "en: [a]"),
        ("en: 'Yes'", "ar: b"),
        ("answer: 3", "answer: &a 3"),
        ("answer: 3", "answer: 3\n      more: 4"),
        ("answer: 3", "answer: 3: 4"),
        ("# A", "# A\rb: 1"),
    ] {
        let text = PLAIN.replace(from, to);
        assert_ne!(text, PLAIN);
        assert!(!is_plain(&text, LIMITS), "{text}");
    }
    assert!(!is_plain(PLAIN, Limits { values: 20, ..LIMITS }));
    assert!(!is_plain(PLAIN, Limits { depth: 4, ..LIMITS }));
    assert!(!is_plain(PLAIN, Limits { text: 100, ..LIMITS }));
    assert!(!is_plain("# nothing\n", LIMITS));
}

#[test]
fn a_plain_text_is_read_without_the_parser_and_what_does_not_fit_is_left_to_it() {
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Cover {
        Cloth,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Note {
        text: String,
        pages: Option<u32>,
        #[serde(default)]
        cover: Option<Cover>,
        #[serde(default)]
        is_kept: bool,
    }
    let read = |text: &str| PlainText::of(text, LIMITS).unwrap().read::<Vec<Note>>();
    let text = "\
- text: |-
    a

     b: c

  pages: 12 # or so
- text: 'It''s'
  pages:
  cover: cloth
  is_kept: true
";
    let expected = [
        Note { text: "a\n\n b: c".into(), pages: Some(12), cover: None, is_kept: false },
        Note { text: "It's".into(), pages: None, cover: Some(Cover::Cloth), is_kept: true },
    ];
    assert_eq!(read(text).unwrap(), expected);
    for (from, to) in [("12", "twelve"), ("12", "012"), ("cloth", "tin"), ("true", "yes"), ("text", "words")]
    {
        assert_eq!(read(&text.replace(from, to)), None, "{to}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plain_text_is_accepted_and_read_as_by_the_parser(
        damages in prop::collection::vec(damage(), 0..4),
        lines in prop::collection::vec((0_usize..5, "(- )?[ab\"'#?: -]{0,3}(a|b|c)?(: ?| )?([a-c'\"#>|:.-]{0,4}|a a|\\{\\}|\\[\\]|[{}\\[\\] #a,]{0,4})"), 0..8),
        simple in prop::collection::vec((0_usize..4, "(|- )([a-e]:|[a-e]: |)", value()), 0..8),
    ) {
        let damaged = damaged(PLAIN, &damages);
        let indented: Vec<String> =
            lines.iter().map(|(indent, line)| format!("{}{line}", " ".repeat(*indent))).collect();
        let simple: Vec<String> =
            simple.iter().map(|(indent, key, value)| format!("{}{key}{value}", " ".repeat(*indent))).collect();
        for text in [damaged, indented.join("\n"), simple.join("\n")] {
            if !is_plain(&text, LIMITS) {
                continue;
            }
            let refused = guard::inspect(&text, LIMITS).err();
            prop_assert!(refused.is_none(), "{refused:?} in\n{text}");
            let parsed = serde_yaml::from_str::<Value>(&text);
            prop_assert!(parsed.is_ok(), "{parsed:?} of\n{text}");
            if let Some(read) = PlainText::of(&text, LIMITS).and_then(|plain| plain.read::<Value>()) {
                prop_assert_eq!(read, parsed.unwrap(), "{}", text);
            }
        }
    }
}
