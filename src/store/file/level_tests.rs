//! Levels in the text of a file: by label, outside the scale, and as positions of schema 1.

use super::*;
use crate::{
    model::{Answer, Level, LevelLabel, Milestone},
    store::sample::{assessment, pack, question},
};

/// The small pack with these labels.
fn labelled(labels: [&str; 3]) -> Pack {
    let mut pack = pack();
    for (level, label) in pack.manifest.scale.levels.iter_mut().zip(labels) {
        level.label = Some(label.to_owned());
    }
    pack
}

#[test]
fn levels_are_written_by_their_labels_and_found_in_the_scale_whatever_their_case() {
    let cases = [(["0", "1", "2"], "answer: 1"), (["Basic", "Good", "Best"], "answer: Good")];
    for (labels, written) in cases {
        let pack = labelled(labels);
        let mut water = assessment("Water");
        water.replace(
            &question("cloud-q1"),
            Entry { answer: Some(Answer::Level(Level(2))), ..Entry::default() },
        );
        water.targets.insert("cloud".into(), Level(3).into());
        water.milestones.push(Milestone::freeze("May", jiff::civil::date(2026, 5, 1), &water));
        let text = write(&water, &pack);
        assert_eq!(text.matches(written).count(), 2, "{text}");
        assert_eq!(text.matches(&format!("cloud: {}", labels[2])).count(), 2, "{text}");
        for text in [text.clone(), text.replace(written, &written.to_uppercase().replace("ANSWER", "answer"))]
        {
            let mut read = read(&text).unwrap();
            read.align(&pack);
            assert_eq!(read, water, "{text}");
        }
    }
}

#[test]
fn a_level_outside_the_scale_is_kept_as_it_is_written() {
    let pack = labelled(["A", "B", "C"]);
    for outside in ["D", "33", "0", "1.5", "yes"] {
        let text = write(&assessment("Water"), &pack)
            .replace("cloud-q1: # Topic 1\n", &format!("cloud-q1: # Topic 1\n    answer: {outside}\n"));
        let mut read = read(&text).unwrap();
        read.align(&pack);
        assert_eq!(read.answer(&question("cloud-q1")), Some(&Answer::Labelled(LevelLabel::new(outside))));
        let again = write(&read, &pack);
        assert!(
            again.contains(&format!("answer: {outside}")) || again.contains(&format!("answer: '{outside}'")),
            "{again}"
        );
    }
}

#[test]
fn a_file_of_schema_1_holds_positions_and_becomes_one_of_labels() {
    let pack = labelled(["0", "1", "2"]);
    let text = write(&assessment("Water"), &pack).replace("schema: 2", "schema: 1").replace(
        "cloud-q1: # Topic 1\n  cloud-q2: # Topic 2\n",
        "cloud-q1:\n    answer: 1\n  cloud-q2:\n    answer: 9\n",
    );
    assert!(is_of_older_schema(&text));
    let text = text.replace("answers:\n", "targets:\n  cloud: 3\nanswers:\n");
    let mut read = read(&text).unwrap();
    read.align(&pack);
    assert_eq!(read.answer(&question("cloud-q1")), Some(&Answer::Level(Level(1))));
    let written = write(&read, &pack);
    assert!(
        !is_of_older_schema(&written) && written.contains("answer: 0") && written.contains("answer: 9"),
        "{written}"
    );
    assert!(written.contains("cloud: 2"), "{written}");
}

#[test]
fn a_number_that_is_no_position_is_no_label_in_a_file_of_schema_1() {
    let pack = labelled(["0", "300", "2"]);
    for (number, kept) in [("0", "position 0"), ("300", "position 300"), ("9", "9")] {
        let text = write(&assessment("Water"), &pack).replace("schema: 2", "schema: 1");
        let text = text.replacen("cloud-q1: # Topic 1\n", &format!("cloud-q1:\n    answer: {number}\n"), 1);
        let mut read = read(&text).unwrap();
        read.align(&pack);
        assert_eq!(read.answer(&question("cloud-q1")), Some(&Answer::Labelled(LevelLabel::new(kept))));
        let again = super::read(&write(&read, &pack)).unwrap();
        assert_eq!(again.answer(&question("cloud-q1")), read.answer(&question("cloud-q1")), "{number}");
    }
}

#[test]
fn a_position_beyond_the_scale_does_not_become_the_label_of_another_level() {
    let pack = labelled(["3", "4", "5"]);
    let mut water = assessment("Water");
    water.replace(&question("cloud-q1"), Entry { answer: Some(Answer::Level(Level(5))), ..Entry::default() });
    let mut read = read(&write(&water, &pack)).unwrap();
    read.align(&pack);
    assert_eq!(read.answer(&question("cloud-q1")).and_then(Answer::level), None);
}
