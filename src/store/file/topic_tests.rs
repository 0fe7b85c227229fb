//! Topics of answered questions in the text of a file.

use super::*;
use crate::{
    model::{Answer, Level, Milestone, Question, Text},
    store::sample::{assessment, pack, question},
};

/// The pack with one answered question, and what its file says of it.
fn written_answer(change: impl FnOnce(&mut Assessment)) -> String {
    let mut water = assessment("Water");
    water.replace(&question("cloud-q1"), Entry { answer: Some(Answer::Level(Level(2))), ..Entry::default() });
    change(&mut water);
    write(&water, &pack())
}

#[test]
fn the_topic_of_each_answered_question_is_written_and_read_in_every_language() {
    let text = written_answer(|_| {});
    let topic = "    topic: {ar: موضوع 1, en: Topic 1}\n";
    assert!(text.contains(&format!("  cloud-q1: # Topic 1\n    answer: 2\n{topic}  cloud-q2: #")), "{text}");
    assert_eq!(text.matches("topic:").count(), 1, "only of what is answered\n{text}");
    let read = read(&text).unwrap();
    let kept = &read.answers["cloud-q1"].topic;
    assert_eq!([kept.in_language("ar"), kept.in_language("en")].map(Option::unwrap), ["موضوع 1", "Topic 1"]);
    let mut newer = pack();
    newer.manifest.version = "2.0.0".to_owned();
    newer.areas[0].questions.clear();
    assert!(write(&read, &newer).contains(topic), "also after the question is gone");
}

#[test]
fn a_topic_is_recorded_only_for_the_question_that_was_asked() {
    let has = |text: &str| text.contains("topic:");
    assert!(!has(&written_answer(|water| water.identity.pack.id = "other".to_owned())), "another pack");
    let other_version = written_answer(|water| water.identity.pack.version = "1.0.0".to_owned());
    assert!(has(&other_version), "the same revision of the question, of another version");
    assert!(!has(&written_answer(|water| water.answers["cloud-q1"].revision = Some(2))), "another revision");
    let other = |water: &mut Assessment| water.answers["cloud-q1"].topic = Text::from([("en", "Old")]).into();
    let text = written_answer(other);
    assert!(text.contains("topic: {en: Old}\n") && !text.contains("en: Topic 1"), "{text}");
    let milestone = |version: &str| {
        let version = version.to_owned();
        written_answer(|water| {
            let mut frozen = Milestone::freeze("May", jiff::civil::date(2026, 5, 1), water);
            frozen.pack.as_mut().unwrap().version = version;
            water.milestones.push(frozen);
        })
    };
    assert_eq!(["1.2.0", "1.0.0"].map(|version| milestone(version).matches("topic:").count()), [2, 2]);
    let revised = |water: &mut Assessment| {
        water.identity.pack.version = "1.0.0".to_owned();
        water.answers["cloud-q1"].revision = Some(2);
    };
    assert!(!has(&written_answer(revised)), "another revision, of another version");
}

#[test]
fn topics_are_left_out_of_a_file_that_would_be_too_large_with_them() {
    let mut pack = pack();
    let questions = &mut pack.areas[0].questions;
    let asked = questions[0].clone();
    let more =
        (0..15_000).map(|number| Question { id: format!("more-q{number}").as_str().into(), ..asked.clone() });
    questions.extend(more);
    let mut water = assessment("Water");
    for (_, question) in pack.questions() {
        water.replace(&question.id, Entry { answer: Some(Answer::Level(Level(2))), ..Entry::default() });
    }
    let text = write(&water, &pack);
    assert!(!text.contains("topic:"));
    assert_eq!(read(&text).unwrap().answers.len(), 15_006);
}
