//! A file is read as by the parser of the library, although most files are read without it.

use proptest::prelude::*;

use super::*;
use crate::sample::damage::{PIECES, damage, damaged};
use crate::store::{
    edits::{apply, edit},
    sample::{assessment, pack},
};

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
        damages in prop::collection::vec(damage(), 0..3),
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
