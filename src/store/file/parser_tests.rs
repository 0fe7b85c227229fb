//! A file is read as by the parser of the library, although most files are read without it.

use proptest::prelude::*;

use super::*;
use crate::store::{
    edits::{apply, edit},
    sample::{assessment, pack},
};

/// Parts of texts that parsers read in different ways.
const PIECES: &[&str] = &[
    "",
    " ",
    "\n",
    "\n  ",
    "\n\n",
    ":",
    ": ",
    "- ",
    "#",
    " #",
    "'",
    "\"",
    "''",
    "\\",
    "[",
    "]",
    "{}",
    "[]",
    "|-",
    "|",
    ">",
    "&a ",
    "*a",
    "!",
    "? ",
    "~",
    "null",
    "true",
    "no",
    "012",
    "0x1",
    "1e3",
    "1_000",
    "1.0",
    ".5",
    "+1",
    "-1",
    "0o7",
    "3",
    "2026-02-31",
    "12:30",
    "=",
    "<<: ",
    "%",
    "@",
    "`",
    "---",
    "...",
    "س",
    "\u{a0}",
    "\u{200f}",
    "name: b\n",
    "answer:",
    "note: |-\n      a\n",
    "\r\n",
    "answer: 3\n",
    "unknown",
    "nan",
    "inf",
];

/// A text with pieces in the place of some of its letters.
fn damaged(text: &str, damages: &[(usize, usize, &str)]) -> String {
    damages.iter().fold(text.to_owned(), |text, (at, length, piece)| {
        let letters: Vec<char> = text.chars().collect();
        let at = at % letters.len().max(1);
        let (before, after) = letters.split_at(at);
        before.iter().copied().chain(piece.chars()).chain(after.iter().skip(*length).copied()).collect()
    })
}

#[track_caller]
fn check_is_read_as_by_the_library(text: &str) -> bool {
    let Ok(read) = yaml::parse::<FileText>(text, Limits::ASSESSMENT) else { return false };
    let parsed = serde_yaml::from_str::<FileText>(text).map(|file| (file.schema, file.assessment));
    assert_eq!(parsed.ok(), Some((read.schema, read.assessment)), "{text}");
    true
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_is_read_as_by_the_parser_of_the_library_or_refused(
        edits in prop::collection::vec(edit(), 0..8),
        damages in prop::collection::vec((0_usize..4_000, 0_usize..6, prop::sample::select(PIECES)), 0..3),
    ) {
        let mut assessment = assessment("Water");
        for edit in edits {
            apply(&mut assessment, edit);
        }
        check_is_read_as_by_the_library(&damaged(&write(&assessment, &pack()), &damages));
    }
}

#[test]
fn every_value_is_read_as_by_the_parser_of_the_library_or_refused() {
    const TEXT: &str = "schema: 1
name: Water
pack:
  id: sample
  version: 1.2.0
language: en
as_of: 2026-01-01
profile:
  roles:
  - owner
  flags:
    cloud: true
targets:
  strategy: 3
answers:
  strategy-q1: # Topic 1
    answer: 3
    note: 'It''s here'
    owner: Unit
    review: true
    evidence:
    - text: A plan
      date: 2026-01-01
      kind: seen
    revision: 2
    confidence: 2
  strategy-q2: # Topic 2
    answer: not_applicable
    reason: None
";

    assert!(check_is_read_as_by_the_library(TEXT));
    let lines: Vec<&str> = TEXT.lines().collect();
    let mut read = 0;
    for (place, key) in
        lines.iter().enumerate().filter_map(|(place, line)| Some((place, line.split_once(':')?.0)))
    {
        for piece in PIECES {
            let other = format!("{key}: {piece}");
            let mut lines = lines.clone();
            lines[place] = &other;
            read += usize::from(check_is_read_as_by_the_library(&lines.join("\n")));
        }
    }
    assert!(read > 400, "{read}");
}
