use std::{fs, process::Command};

use proptest::prelude::*;

use super::*;
use crate::{
    model::{Answer, LevelLabel, Text},
    store::{
        edits::{apply, cases, edit},
        sample::{answer, assessment, pack, question},
    },
    yaml::FaultKind,
};

fn entry(note: &str) -> Entry {
    Entry {
        answer: Some(Answer::Labelled(LevelLabel::Number(2))),
        note: Some(note.to_owned()),
        ..Entry::default()
    }
}

#[test]
fn a_new_file_shows_every_question_with_its_topic() {
    assert_eq!(
        write(&assessment("Water"), &pack()),
        "# Kept by Mizan. Comments that you add here are not kept. Questions that follow: 6. Last line: \"# end\".
schema: 2
name: Water
pack:
  id: sample
  version: 1.2.0
language: en
profile: {}
answers:
  cloud-q1: # Topic 1
  cloud-q2: # Topic 2
  cloud-q3: # Topic 3
  strategy-q1: # Topic 1
  strategy-q2: # Topic 2
  strategy-q3: # Topic 3
# end
"
    );
}

#[test]
fn the_words_in_an_arabic_file_are_arabic() {
    let mut assessment = assessment("المياه");
    assessment.identity.language = "ar".into();
    assessment.replace(&question("gone-q1"), entry("x"));
    let text = write(&assessment, &pack());
    assert!(text.starts_with("# يكتب ميزان هذا الملف،"));
    assert!(text.contains("\n  cloud-q1: # موضوع 1\n"));
    assert!(text.contains("\n  gone-q1: # سؤال لم يعد مطروحا\n    answer: 2\n"));
}

#[test]
fn notes_of_many_lines_stay_readable() {
    let mut assessment = assessment("Water");
    assessment.replace(&question("cloud-q2"), entry("First: this\n\n# not a comment\n  and \"that\""));
    assert!(write(&assessment, &pack()).contains(
        "  cloud-q2: # Topic 2
    answer: 2
    topic: {ar: موضوع 2, en: Topic 2}
    note: |-
      First: this

      # not a comment
        and \"that\"
  cloud-q3: # Topic 3
"
    ));
}

#[test]
fn a_topic_cannot_break_out_of_its_comment() {
    let mut pack = pack();
    let topic = "a\r\nname: b\u{2028}c\u{85}\u{1b}[31m\u{202e}d\u{feff} # e";
    pack.areas[0].questions[0].topic = Text::from([("en", topic)]);
    pack.areas[0].questions[1].topic = Text::from([("en", " \n ")]);
    let text = write(&assessment("Water"), &pack);
    assert!(text.contains("\n  cloud-q1: # a name: b c [31m d # e\n  cloud-q2:\n"), "{text}");
    assert_eq!(read(&text).unwrap(), assessment("Water"));
}

#[test]
fn answers_to_questions_that_left_the_pack_are_kept_at_the_end() {
    let mut assessment = assessment("Water");
    let long = "k".repeat(300);
    for id in ["gone-q1", "12", "null", "a: b", &long] {
        assessment.replace(&question(id), entry("kept"));
    }
    assessment.replace(&question("gone-and-empty"), Entry::default());
    answer(&mut assessment, "strategy-q3", 1);
    let text = write(&assessment, &pack());
    let read = read(&text).unwrap();
    let last: Vec<_> = read.answers.keys().skip(5).map(QuestionId::as_str).collect();
    assert_eq!(last, ["strategy-q3", "gone-q1", "12", "null", "a: b", &long]);
    assert_eq!(read.answer(&question("strategy-q3")), Some(&Answer::Labelled(LevelLabel::Number(1))));
    assert!(last[1..].iter().all(|id| read.entry(&question(id)) == Some(&entry("kept"))), "{text}");
}

#[test]
fn a_pack_without_questions_makes_a_file_that_can_be_read() {
    let mut pack = pack();
    pack.areas.clear();
    let empty = Assessment::new(assessment("Water").identity, &pack);
    assert_eq!(read(&write(&empty, &pack)).unwrap(), empty);
}

#[test]
fn a_newer_file_is_refused_with_both_numbers_even_with_unknown_fields() {
    let text = "# a remark\nschema: 7\nnovelty: [1, 2]\nanswers:\n  cloud-q1:\n    colour: blue\n";
    let place = Place { line: 2, column: 1 };
    assert_eq!(read(text), Err(Refusal::NewerSchema { found: 7, known: SCHEMA, place }));
    let text = write(&assessment("Water"), &pack());
    let place = Place { line: 2, column: 1 };
    let changed = |number: u32| text.replace("schema: 2", &format!("schema: {number}"));
    assert_eq!(read(&changed(3)), Err(Refusal::NewerSchema { found: 3, known: SCHEMA, place }));
    assert_eq!(read(&changed(0)), Err(Refusal::NoSuchSchema { found: 0, place }));
}

#[test]
fn a_fault_is_found_at_its_line() {
    let text = write(&assessment("Water"), &pack());
    for (old, new, path, line) in [
        ("cloud-q2: # Topic 2", "cloud-q2:\n    answr: 3", "answers.cloud-q2.answr", 12),
        ("cloud-q2: # Topic 2", "cloud-q2:\n    answer: [3]", "answers.cloud-q2.answer", 12),
        ("cloud-q2: # Topic 2", "cloud-q1:", "answers", 11),
        ("profile: {}", "profil: {}", "profil", 8),
        ("language: en", "language: [en]", "language", 7),
    ] {
        let Err(Refusal::Fault(fault)) = read(&text.replace(old, new)) else { panic!("{new}") };
        assert_eq!((fault.path.as_str(), fault.place.map(|place| place.line)), (path, Some(line)), "{fault}");
    }
    let Err(Refusal::Fault(fault)) = read(&text.replace("name: Water\n", "")) else { panic!("read") };
    assert_eq!(fault.kind, FaultKind::MissingField("name".into()));
}

#[test]
fn pasted_line_ends_become_ordinary_ones() {
    assert_eq!(with_ordinary_line_ends("a\r\nb\rc\u{2028}d\u{2029}e\u{85}f\n"), "a\nb\nc\nd\ne\nf\n");
}

#[test]
fn invisible_characters_are_escaped_in_the_file_and_read_back() {
    let mut assessment = assessment("W\u{200b}ater");
    let note = "one\u{2028}\nتقييم\u{200f}\u{202e}\ntwo\u{ad}";
    assessment.replace(&question("cloud-q1"), entry(note));
    let mut pack = pack();
    pack.areas[0].questions[0].topic = Text::from([("en", "a\u{200b}\u{3164}b\u{e0041}")]);
    let text = write(&assessment, &pack);
    assert!(text.contains("\nname: \"W\\u200bater\"\n"), "{text}");
    assert!(text.contains("\n    note: \"one\\u2028\\nتقييم\\u200f\\u202e\\ntwo\\u00ad\"\n"), "{text}");
    assert!(text.contains("cloud-q1: # a b\n"), "{text}");
    assert!(crate::bidi::invisible(&text).is_empty(), "{text}");
    assert_eq!(read(&text).unwrap(), assessment);
}

#[test]
fn short_notes_made_of_yaml_syntax_are_read_back() {
    for note in [
        ":)",
        "?",
        "?!",
        ": x",
        ":x",
        "-",
        "- -",
        "#",
        "# x",
        "@home",
        "%",
        "~",
        "",
        " ",
        "=",
        "<<",
        "2026-01-02",
    ] {
        let mut assessment = assessment(note);
        assessment.identity.scope = vec![note.to_owned()];
        assessment.replace(&question("cloud-q1"), entry(note));
        assert_eq!(read(&write(&assessment, &pack())), Ok(assessment), "{note:?}");
    }
}

/// The lines that `new` inserts into `old` in one place. Panics if anything else differs.
fn added<'a>(old: &str, new: &'a str) -> Vec<&'a str> {
    let (old, new): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let before = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let after = old[before..].len();
    assert_eq!(old[before..], new[new.len() - after..]);
    new[before..new.len() - after].to_vec()
}

#[test]
fn a_changed_answer_is_the_only_difference() {
    let (before, mut after) = (assessment("Water"), assessment("Water"));
    after.replace(&question("cloud-q3"), entry("why\nnot"));
    let (before, after) = (write(&before, &pack()), write(&after, &pack()));
    let topic = "    topic: {ar: موضوع 3, en: Topic 3}";
    assert_eq!(added(&before, &after), ["    answer: 2", topic, "    note: |-", "      why", "      not"]);
}

/// Merges two changes with git: `Err` with the text if they conflict, `None` if git is not installed.
fn merged(base: &Assessment, one: &Assessment, other: &Assessment) -> Option<Result<Assessment, String>> {
    let folder = tempfile::tempdir().unwrap();
    for (name, assessment) in [("one", one), ("base", base), ("other", other)] {
        fs::write(folder.path().join(name), write(assessment, &pack())).unwrap();
    }
    let mut git = Command::new("git");
    git.args(["merge-file", "-p", "one", "base", "other"]).current_dir(folder.path());
    let output = git.output().ok()?;
    let text = String::from_utf8(output.stdout).unwrap();
    Some(if output.status.success() { Ok(read(&text).unwrap()) } else { Err(text) })
}

#[test]
fn git_merges_changes_to_neighbouring_questions() {
    let mut answered = assessment("Water");
    for (_, asked) in pack().questions() {
        answered.replace(&asked.id, entry("as before"));
    }
    let ids: Vec<_> = pack().questions().map(|(_, asked)| asked.id.clone()).collect();
    for base in [&assessment("Water"), &answered] {
        for (change, neighbouring) in
            [(entry("same"), entry("same")), (entry("longer\nnote"), Entry::default())]
        {
            for pair in ids.windows(2) {
                let [mut one, mut other, mut both] = [base.clone(), base.clone(), base.clone()];
                one.replace(&pair[0], change.clone());
                other.replace(&pair[1], neighbouring.clone());
                both.replace(&pair[0], change.clone());
                both.replace(&pair[1], neighbouring.clone());
                match merged(base, &one, &other) {
                    None => return println!("skipped: there is no git here"),
                    Some(outcome) => assert_eq!(outcome, Ok(both)),
                }
            }
        }
    }
}

#[test]
fn git_reports_a_conflict_in_one_question() {
    let base = assessment("Water");
    let [mut one, mut other] = [base.clone(), base.clone()];
    answer(&mut one, "cloud-q1", 1);
    answer(&mut other, "cloud-q1", 2);
    match merged(&base, &one, &other) {
        None => println!("skipped: there is no git here"),
        Some(outcome) => assert!(outcome.unwrap_err().contains("<<<<<<<")),
    }
}

#[test]
fn a_file_cut_off_anywhere_is_refused_and_the_rest_is_rescued() {
    let mut whole = assessment("Water");
    for (id, level) in [("cloud-q1", 1), ("cloud-q3", 3), ("strategy-q2", 2)] {
        answer(&mut whole, id, level);
    }
    whole.replace(&question("strategy-q3"), entry("one\n\n# end\nthree"));
    whole.replace(&question("gone-q1"), entry("x"));
    for language in ["en", "ar"] {
        whole.identity.language = language.into();
        let text = write(&whole, &pack());
        assert_eq!(read(&text), Ok(whole.clone()));
        for end in (0..text.len() - 1).filter(|end| text.is_char_boundary(*end)) {
            let part = text.split_at(end).0;
            let first_line = text.lines().next().unwrap().len();
            match read(part) {
                Err(Refusal::CutOff { .. }) => {}
                // A part of the first line makes no promise yet, but is no assessment either.
                refused => assert!(refused.is_err() && end <= first_line, "{part}"),
            }
            let Some(rescued) = rescue(part) else { continue };
            let Some((last, entry)) = rescued.answers.last() else { continue };
            for (id, found) in rescued.answers.iter().filter(|(id, _)| *id != last) {
                assert_eq!(Some(found), whole.entry(id), "{part}");
            }
            assert!(entry.answer.is_none() || entry.answer == whole.answers[last].answer, "{part}");
            assert!(entry.is_empty() || entry.review);
        }
    }
}

#[test]
fn a_cut_off_file_reports_how_many_questions_are_missing() {
    let text = write(&assessment("Water"), &pack());
    let part = text.split_once("  strategy-q2").unwrap().0;
    assert_eq!(read(part), Err(Refusal::CutOff { found: 4, expected: 6, line: 13 }));
    let only_the_end = text.strip_suffix("# end\n").unwrap();
    assert_eq!(read(only_the_end), Err(Refusal::CutOff { found: 6, expected: 6, line: 15 }));
    let without_one = text.replace("  cloud-q2: # Topic 2\n", "");
    assert_eq!(read(&without_one), Err(Refusal::CutOff { found: 5, expected: 6, line: 15 }));
}

#[test]
fn a_file_of_version_0_1_0_is_whole_with_every_question_of_its_questionnaire() {
    let text = include_str!("../../../tests/data/assessments/schema-1.yaml");
    assert!(read(text).is_ok());
    let part = text.split_once("  cloud-q5:").unwrap().0;
    assert!(matches!(read(part), Err(Refusal::CutOff { expected: 55, .. })), "{:?}", read(part));
    // The number of questions of another pack version is unknown.
    assert!(read(&part.replace("version: 1.0.0", "version: 0.9.0")).is_ok());
    // A file without our first line comes from another tool.
    assert!(read(part.split_once('\n').unwrap().1).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(400, 10_000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_part_with_its_questions_is_read_after_any_edits(
        edits in prop::collection::vec(edit(), 1..6), more in prop::collection::vec(edit(), 0..3),
    ) {
        let mut assessment = assessment("Water");
        for edit in edits {
            apply(&mut assessment, edit);
        }
        let known = write(&assessment, &pack());
        for edit in more {
            apply(&mut assessment, edit);
        }
        let text = write(&assessment, &pack());
        let part = changed_part(&text, &known).unwrap();
        let read = read_part(&part.text).unwrap();
        prop_assert_eq!(read.answers.len(), part.questions, "{}", part.text);
        for (question, entry) in &read.answers {
            prop_assert_eq!(&assessment.entry(question).cloned().unwrap_or_default(), entry);
        }
    }

    #[test]
    fn a_written_file_is_read_back_after_any_edits(edits in prop::collection::vec(edit(), 1..12)) {
        let mut assessment = assessment("Water");
        for edit in edits {
            apply(&mut assessment, edit);
        }
        let text = write(&assessment, &pack());
        assessment.align(&pack());
        prop_assert_eq!(read(&text), Ok(assessment.in_labels(pack().scale())), "{}", text);
        let lines = pack().questions().all(|(_, asked)| text.contains(&format!("\n  {}: # Topic ", asked.id)));
        prop_assert!(lines, "{}", text);
        prop_assert_eq!(write(&assessment, &pack()), text);
    }
}

#[test]
fn a_damaged_text_is_refused_wherever_it_differs_from_the_known_one() {
    let known = write(&assessment("Water"), &pack());
    for (place, damaged) in
        [("cloud-q1:", "cloud-q1: ["), ("name:", "name: ["), ("strategy-q3:", "strategy-q3: {a: \"")]
    {
        let text = known.replacen(place, damaged, 1);
        assert_ne!(text, known, "{place}");
        assert!(check(&text, &known).is_err(), "{place}");
    }
    assert_eq!(check(&known, &known), Ok(()));
}
