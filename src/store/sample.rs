//! A small pack and assessment for the tests of this room.

use crate::{
    model::{Answer, Area, Assessment, Entry, Header, Level, Manifest, Pack, QuestionId},
    yaml::{self, Limits},
};

/// A moment of tests.
pub fn now() -> jiff::Timestamp {
    "2026-03-01T08:15:00Z".parse().unwrap()
}

const MANIFEST: &str = "
schema: 1
id: sample
version: 1.2.0
languages: [ar, en]
title: {ar: عينة, en: Sample}
areas: [cloud, strategy]
scale: {levels: [{name: {ar: أول, en: First}}, {name: {ar: ثان, en: Second}}, {name: {ar: ثالث, en: Third}}]}
";

fn area(id: &str) -> Area {
    let question = |number: u8| {
        format!(
            "- id: {id}-q{number}
  topic: {{ar: 'موضوع {number}', en: 'Topic {number}'}}
  prompt: {{ar: ما؟, en: What?}}
  levels: [{{ar: ا, en: a}}, {{ar: ب, en: b}}, {{ar: ج, en: c}}]"
        )
    };
    let questions: Vec<_> = (1..=3).map(question).collect();
    let text = format!("id: {id}\ntitle: {{ar: مجال, en: Area}}\nquestions:\n{}\n", questions.join("\n"));
    yaml::parse(&text, Limits::PACK).unwrap()
}

/// Two areas, `cloud` and `strategy`, of three questions each, in Arabic and English.
pub fn pack() -> Pack {
    let manifest: Manifest = yaml::parse(MANIFEST, Limits::PACK).unwrap();
    Pack { manifest, areas: vec![area("cloud"), area("strategy")] }
}

/// An assessment of [`pack`] in English, without answers.
pub fn assessment(name: &str) -> Assessment {
    let pack = pack();
    Assessment::new(Header::new(name, &pack, "en"), &pack)
}

/// A question's id.
pub fn question(id: &str) -> QuestionId {
    QuestionId::from(id)
}

/// Answers a question with a level.
pub fn answer(assessment: &mut Assessment, id: &str, level: u8) {
    let entry = Entry { answer: Some(Answer::Level(Level(level))), ..Entry::default() };
    assessment.replace(&question(id), entry);
}
