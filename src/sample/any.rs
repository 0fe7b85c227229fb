//! Random small packs and assessments for property tests, with every feature that affects scoring and the roadmap.

use std::collections::HashMap;

use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::pack;
use crate::model::{
    Answer, AreaGroup, Assessment, Effort, Entry, Evidence, Identity, Impact, Level, Pack, Question,
    QuestionId, QuestionLevel, ScaleLevel, Score, Step, Text,
};

/// The day for which random assessments are scored.
pub(crate) const TODAY: Date = date(2026, 3, 1);

/// A pack and an assessment of it.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub pack: Pack,
    pub assessment: Assessment,
}

/// Whether the steps of random packs need levels of other questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    Some,
    None,
}

#[derive(Debug, Clone)]
struct QuestionSeed {
    weight: u32,
    essential: bool,
    answer: u8,
    without_level: Option<u8>,
    evidence_age: Option<i32>,
    steps: Vec<Option<StepSeed>>,
}

/// Effort, impact, and optionally the index of a question and the level needed of it.
type StepSeed = (u8, u8, Option<(usize, u8)>);

/// Questions, weight of the area, target of the area.
type AreaSeed = (Vec<QuestionSeed>, u32, Option<u8>);

#[derive(Debug, Clone)]
struct ScaleSeed {
    levels: u8,
    gate: u32,
    evidence_from: Option<u8>,
    scores: Vec<i64>,
}

/// A pack with one to three areas of up to five questions, on a scale of two to six levels, and answers of every kind.
pub(crate) fn case(needs: Needs) -> impl Strategy<Value = Case> {
    let area = (vec(question_seed(), 1..=5), 1_u32..=4, option::of(1_u8..=6));
    (scale_seed(), vec(area, 1..=3), any::<bool>()).prop_map(move |(scale, areas, backwards)| {
        let mut case = build(&scale, &areas);
        if needs == Needs::Some {
            link(&mut case.pack, &areas, backwards);
        }
        case
    })
}

fn question_seed() -> impl Strategy<Value = QuestionSeed> {
    let weight = prop_oneof![3 => 1_u32..=4, 1 => 1_u32..=100];
    let step = option::of((0_u8..3, 1_u8..=3, option::of((any::<usize>(), 1_u8..=6))));
    let without_level = option::weighted(0.2, 2_u8..=5);
    let answer = (0_u8..=9, without_level);
    (weight, prop::bool::weighted(0.2), answer, option::of(0_i32..800), vec(step, 5)).prop_map(
        |(weight, essential, (answer, without_level), evidence_age, steps)| QuestionSeed {
            weight,
            essential,
            answer,
            without_level,
            evidence_age,
            steps,
        },
    )
}

fn scale_seed() -> impl Strategy<Value = ScaleSeed> {
    let gate = prop_oneof![2 => Just(80_u32), 1 => 1_u32..=100];
    (2_u8..=6, gate, option::of(1_u8..=6), vec(0_i64..2000, 6))
        .prop_map(|(levels, gate, evidence_from, scores)| ScaleSeed { levels, gate, evidence_from, scores })
}

fn build(scale: &ScaleSeed, areas: &[AreaSeed]) -> Case {
    let last = scale.levels;
    let known = areas.iter().enumerate().map(|(place, (questions, weight, target))| {
        let asked = questions.iter().enumerate();
        let asked = asked.map(|(number, seed)| question(&format!("a{place}-q{number}"), last, seed));
        let mut area = pack::area(&format!("a{place}"), asked.collect());
        area.weight = *weight;
        area.target = target.map(|target| Level(target.min(last)).into());
        area
    });
    let mut pack = pack::pack(known.collect());
    // The first area is alone in a group, and the areas after the second are in none.
    let group = |(place, id): (usize, &crate::model::AreaId)| AreaGroup {
        id: format!("g{place}"),
        title: Text::from([("en", "Group")]),
        areas: vec![id.clone()],
    };
    pack.manifest.groups = pack.manifest.areas.iter().enumerate().take(2).map(group).collect();
    pack.manifest.scale.gate = scale.gate;
    pack.manifest.scale.evidence_from = scale.evidence_from.map(|from| Level(from.min(last)).into());
    let rising = scale.scores.iter().scan(0, |sum, step| {
        *sum += step;
        Some(Score(*sum))
    });
    let level = |score| ScaleLevel {
        label: None,
        score: Some(score),
        name: Text::from([("en", "Level")]),
        definition: Text::default(),
        test: Text::default(),
    };
    pack.manifest.scale.levels = rising.take(usize::from(last)).map(level).collect();
    let mut assessment = Assessment::new(Identity::new("Made up", &pack, "en"), &pack);
    let seeds: Vec<_> = areas.iter().flat_map(|(questions, ..)| questions).collect();
    for ((_, question), seed) in pack.questions().zip(seeds) {
        assessment.replace(&question.id, entry(question, last, seed));
    }
    Case { pack, assessment }
}

fn question(id: &str, last: u8, seed: &QuestionSeed) -> Question {
    let mut question = pack::question(id, seed.weight);
    if seed.essential {
        question = pack::essential(question);
    }
    let first = QuestionLevel { text: Text::default(), step: None };
    let steps = seed.steps.iter().map(|step| QuestionLevel {
        text: Text::default(),
        step: step.map(|(effort, impact, _)| Step {
            text: Text::default(),
            effort: [Effort::S, Effort::M, Effort::L][usize::from(effort)],
            impact: Impact(impact),
            needs: std::collections::BTreeMap::new(),
        }),
    });
    let without_level = seed.without_level.filter(|level| *level < last);
    question.without_levels = without_level.map(|level| Level(level).into()).into_iter().collect();
    question.levels = std::iter::once(first).chain(steps).take(usize::from(last)).collect();
    question
}

/// Adds needs to steps. They refer only to earlier questions, or (`backwards`) only to later ones, so that no circle
/// arises.
fn link(pack: &mut Pack, areas: &[AreaSeed], backwards: bool) {
    let last = pack.scale().last().0;
    let ids: Vec<QuestionId> = pack.questions().map(|(_, question)| question.id.clone()).collect();
    let seeds: Vec<_> = areas.iter().flat_map(|(questions, ..)| questions).collect();
    let having: HashMap<_, _> =
        pack.questions().map(|(_, asked)| (asked.id.clone(), asked.clone())).collect();
    let asked = pack.areas.iter_mut().flat_map(|area| &mut area.questions);
    for (place, (question, seed)) in asked.zip(seeds).enumerate() {
        let others = if backwards { &ids[place + 1..] } else { &ids[..place] };
        for (level, wanted) in question.levels.iter_mut().skip(1).zip(&seed.steps) {
            if let (Some(step), Some((_, _, Some((other, needed))))) = (&mut level.step, wanted)
                && !others.is_empty()
            {
                let other = &others[other % others.len()];
                let needed = having[other].at_or_above(Level((*needed).min(last))).into();
                step.needs.insert(other.clone(), needed);
            }
        }
    }
}

fn entry(question: &Question, last: u8, seed: &QuestionSeed) -> Entry {
    let answer = match seed.answer {
        0 => None,
        7 => Some(Answer::Unknown),
        8 => Some(Answer::NotApplicable { reason: "There is none.".to_owned() }),
        9 => Some(Answer::Level(Level::FIRST)),
        level => Some(Answer::Level(question.at_or_above(Level(level.min(last))))),
    };
    let evidence = seed.evidence_age.map(|age| Evidence {
        text: "A register".to_owned(),
        date: Some(TODAY - jiff::Span::new().days(age)),
        kind: None,
    });
    Entry { answer, evidence: evidence.into_iter().collect(), ..Entry::default() }
}
