//! Every level of every scale is answered by the number in front of it.

use std::fmt::Write as _;
use std::fs;

use crate::i18n::Language::{self, Arabic, English};
use crate::model::{Answer, Level};
use crate::tui::test_app::TestApp;

/// The program at the first of three questions of a pack with levels of these labels.
fn asked(language: Language, labels: &[&str]) -> TestApp {
    let test_app = TestApp::new(language);
    let folder = test_app.paths().questionnaires().join("own");
    fs::create_dir_all(&folder).unwrap();
    let mut pack =
        "schema: 1\nid: own\nversion: 1.0.0\nlanguages: [en]\ntitle: Own\nareas: [one]\nscale:\n  levels:\n"
            .to_owned();
    for label in labels {
        writeln!(pack, "  - {{label: \"{label}\", name: \"{label}\"}}").unwrap();
    }
    fs::write(folder.join("pack.yaml"), pack).unwrap();
    let mut area = "id: one\ntitle: One\nquestions:\n".to_owned();
    for number in 1..=3 {
        let texts = labels.iter().map(|label| format!("\"is {label}\"")).collect::<Vec<_>>().join(", ");
        writeln!(area, "- id: q{number}\n  topic: T{number}\n  prompt: How?\n  levels: [{texts}]").unwrap();
    }
    fs::write(folder.join("one.yaml"), area).unwrap();
    test_app.at_first_question(&folder)
}

/// The levels of the three questions after these keys.
fn levels(test_app: &TestApp) -> [Option<u8>; 3] {
    let sheet = test_app.session().sheet();
    ["q1", "q2", "q3"].map(|id| match sheet.entry(&id.into()).answer {
        Some(Answer::Level(Level(level))) => Some(level),
        _ => None,
    })
}

const TWELVE: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
const FROM_ZERO: [&str; 4] = ["0", "1", "2", "3"];
const WORDS: [&str; 3] = ["Initial", "Managed", "12"];
const TENS: [&str; 3] = ["10", "20", "25"];

/// The labels of a scale, the keys that are typed, and the levels of the three questions then.
type Case = (&'static [&'static str], &'static str, [Option<u8>; 3]);

#[test]
fn the_number_in_front_of_a_level_answers_with_it() {
    let cases: [Case; 12] = [
        (&FROM_ZERO, "03", [Some(1), Some(4), None]),
        (&FROM_ZERO, "4", [None; 3]),
        (&WORDS, "13", [Some(1), Some(3), None]),
        (&WORDS, "0", [None; 3]),
        (&TWELVE, "2", [Some(2), None, None]),
        (&TWELVE, "123", [Some(12), Some(3), None]),
        (&TWELVE, "1<enter>2", [Some(1), Some(2), None]),
        (&TWELVE, "1<esc>2", [Some(2), None, None]),
        // The second digit of a number that there is not, is no answer of its own.
        (&TWELVE, "15", [None; 3]),
        (&TWELVE, "1<down>2", [Some(2), None, None]),
        (&TENS, "2010", [Some(2), Some(1), None]),
        (&TENS, "2<enter>", [None; 3]),
    ];
    for language in [English, Arabic] {
        for (labels, keys, expected) in &cases {
            let mut test_app = asked(language, labels);
            test_app.press(keys);
            assert_eq!(levels(&test_app), *expected, "{labels:?} {keys}");
        }
    }
}

#[test]
fn every_number_is_on_the_screen_in_front_of_its_level() {
    for (labels, numbers) in [
        (&FROM_ZERO[..], &["0 ○ is 0", "3 ○ is 3"][..]),
        (&WORDS[..], &["1 ○ Initial  is Initial", "3 ○ 12       is 12"][..]),
        (&TWELVE[..], &["10 ○ is 10", "12 ○ is 12"][..]),
    ] {
        let screen = asked(English, labels).screen();
        for number in numbers {
            assert!(screen.contains(number), "{number}\n{screen}");
        }
    }
}

#[test]
fn a_wrong_number_is_answered_with_the_levels_and_a_first_digit_with_what_may_follow() {
    let status = |labels: &[&str], keys: &str| {
        let mut test_app = asked(English, labels);
        test_app.press(keys);
        test_app.app.workspace.status.clone().unwrap_or_default()
    };
    assert_eq!(status(&FROM_ZERO, "7"), "There is no level 7. Levels: 0, 1, 2, 3.");
    assert_eq!(status(&WORDS, "7"), "There is no level 7. Levels: 1 (Initial), 2 (Managed), 3 (12).");
    assert_eq!(status(&TWELVE, "1"), "1…  Type the next digit, or Enter for 1.");
    assert_eq!(status(&TENS, "2"), "2…  Type the next digit.");
}
