//! Small packs and assessments written by hand.

use crate::model::{
    Answer, Area, Assessment, Effort, Entry, Identity, Impact, Level, Manifest, Pack, Question, QuestionId,
    QuestionLevel, Step, Text,
};

/// Five levels, a gate of 80 percent, evidence needed from level 3 and valid for a year, and phases of 3, 9 and 18
/// months with capacities of 12, 36 and 72 points.
const MANIFEST: &str = "
schema: 2
id: sample
version: 1.0.0
languages: [en]
title: Sample
areas: []
scale:
  evidence_from: 3
  evidence_days: 365
  levels: [{name: A}, {name: B}, {name: C}, {name: D}, {name: E}]
phases:
  - {id: now, name: Now, months: 3, capacity: 12}
  - {id: next, name: Next, months: 9, capacity: 36}
  - {id: later, name: Later, months: 18, capacity: 72}
";

/// A pack with these areas.
pub(crate) fn pack(areas: Vec<Area>) -> Pack {
    let mut manifest: Manifest = serde_yaml::from_str(MANIFEST).expect("the manifest above is valid");
    manifest.areas = areas.iter().map(|area| area.id.clone()).collect();
    Pack::new(manifest, areas)
}

/// An area of weight 1 without a target of its own.
pub(crate) fn area(id: &str, questions: Vec<Question>) -> Area {
    Area {
        id: id.into(),
        title: Text::from([("en", id)]),
        short: Text::default(),
        description: Text::default(),
        weight: 1,
        target: None,
        clauses: Vec::new(),
        questions,
    }
}

/// A question with this weight that applies to every entity, with five levels and no steps.
pub(crate) fn question(id: &str, weight: u32) -> Question {
    Question {
        id: id.into(),
        revision: 1,
        topic: Text::from([("en", id)]),
        prompt: Text::from([("en", id)]),
        help: Text::default(),
        clauses: Vec::new(),
        enablers: Vec::new(),
        goals: Vec::new(),
        objectives: Vec::new(),
        regulations: Vec::new(),
        applies_to: Vec::new(),
        requires: Vec::new(),
        weight,
        essential: None,
        levels: (1..=5).map(|_| QuestionLevel { text: Text::from([("en", id)]), step: None }).collect(),
        without_levels: Vec::new(),
        evidence: Vec::new(),
    }
}

/// The same question, marked as essential.
pub(crate) fn essential(question: Question) -> Question {
    Question { essential: Some(Text::from([("en", "It carries the rest.")])), ..question }
}

/// The same question with a step that reaches `level` and needs these levels of other questions.
pub(crate) fn with_step(
    mut question: Question,
    level: u8,
    effort: Effort,
    impact: u8,
    needs: &[(&str, u8)],
) -> Question {
    let needs = needs.iter().map(|(id, level)| (QuestionId::from(*id), Level(*level).into())).collect();
    let step = Step { text: Text::from([("en", "Do it.")]), effort, impact: Impact(impact), needs };
    question.levels[Level(level).index()].step = Some(step);
    question
}

/// An assessment of `pack` with one word per question, in the pack's order: see [`answer`].
pub(crate) fn assessment(pack: &Pack, answers: &str) -> Assessment {
    let mut assessment = Assessment::new(Identity::new("Sample", pack, "en"), pack);
    let questions: Vec<_> = pack.questions().map(|(_, question)| question).collect();
    assert_eq!(questions.len(), answers.split_whitespace().count(), "an answer for each question");
    for (question, word) in questions.iter().zip(answers.split_whitespace()) {
        let entry = Entry { answer: answer(word), revision: Some(question.revision), ..Entry::default() };
        assessment.replace(&question.id, entry);
    }
    assessment
}

/// Parses an answer: a level, `?` for unknown, `n/a` for not applicable, `-` for none.
pub(crate) fn answer(word: &str) -> Option<Answer> {
    match word {
        "-" => None,
        "?" => Some(Answer::Unknown),
        "n/a" => Some(Answer::NotApplicable { reason: "There is none.".to_owned() }),
        level => Some(Answer::Level(Level(level.parse().expect("a level, `?`, `n/a` or `-`")))),
    }
}
