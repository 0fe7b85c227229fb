//! The score of one area, from its questions.

use super::answers::{AreaAnswers, QuestionAnswer};
use super::cheapest::{self, Move};
use super::index::{self, Bounds, Exact};
use super::next::{self, Raisable};
use super::rule::{self, LevelReading, Weighed};
use super::scorecard::{AreaScore, AreaState, Gap, LevelShare, OpenKind, OpenQuestion, Raise, Why};
use super::{Answers, Standing};
use crate::model::{Area, FlagId, Level, LevelRange, Question, QuestionId, Scale};

/// An area's score with what the whole needs beside it.
pub(super) struct ScoredArea {
    pub score: AreaScore,
    pub bounds: Bounds,
}

/// The questions of an area that count, each beside its part in the rule.
struct CountedQuestions<'a> {
    questions: Vec<&'a Question>,
    parts: Vec<Weighed>,
}

pub(super) fn score(answers: &Answers, place: usize) -> ScoredArea {
    let scale = answers.pack().scale();
    let (area, said) = answers.area(place);
    let counted = CountedQuestions::new(scale, area, said);
    let claimed = rule::range(scale, &counted.parts);
    let state = state(said);
    let bounds = bounds(scale, area, said);
    let open = open(area, said);
    let why = why(answers, &counted, state, claimed, &open);
    let score = AreaScore {
        area: area.id.clone(),
        state,
        applicable: counted.parts.len(),
        answered: counted.parts.len() - open.len(),
        open,
        not_applicable: count(said, |standing| standing == Standing::NotApplicable),
        hidden: hidden(area, said),
        assumed: assumed(said),
        claimed,
        confirmed: confirmed(scale, area, said),
        index: bounds.index(),
        target: said.target,
        gap: Gap::new(said.target, claimed),
        shares: shares(scale, &counted.parts),
        why,
    };
    ScoredArea { score, bounds }
}

fn why(
    answers: &Answers,
    counted: &CountedQuestions,
    state: AreaState,
    claimed: LevelRange,
    open: &[OpenQuestion],
) -> Why {
    let undecided = open.iter().filter(|_| claimed.settled().is_none());
    let steps = QuestionSteps { answers, counted };
    let next = match state {
        AreaState::Started => next::next(answers.pack().scale(), &counted.parts, claimed.high.next(), &steps),
        AreaState::NotStarted | AreaState::NotApplicable => None,
    };
    Why { open: undecided.map(|open| open.question.clone()).collect(), next }
}

/// The claimed level of an area and whether to show it.
pub(super) fn level(answers: &Answers, place: usize) -> (AreaState, LevelRange) {
    let scale = answers.pack().scale();
    let (area, said) = answers.area(place);
    (state(said), rule::range(scale, &CountedQuestions::new(scale, area, said).parts))
}

/// The cheapest raises after which `level` holds in the area at `place`, open questions taken as the last level.
pub(super) fn cheapest(answers: &Answers, place: usize, level: Level) -> Vec<Raise> {
    let scale = answers.pack().scale();
    let (area, said) = answers.area(place);
    let counted = CountedQuestions::new(scale, area, said);
    let steps = QuestionSteps { answers, counted: &counted };
    let moves = cheapest::cheapest(scale, &counted.parts, level, |part, to| steps.cost(part, to));
    moves.into_iter().map(|raise| steps.raise(raise)).collect()
}

/// The share at each level under both readings.
pub(super) fn shares(scale: &Scale, parts: &[Weighed]) -> Vec<LevelShare> {
    let share = |level, reading| rule::share(scale, parts, reading, level);
    let at = |level| LevelShare {
        level,
        low: share(level, LevelReading::Low),
        high: share(level, LevelReading::High),
    };
    if parts.is_empty() { Vec::new() } else { scale.all().map(at).collect() }
}

impl<'a> CountedQuestions<'a> {
    fn new(scale: &Scale, area: &'a Area, said: &AreaAnswers) -> Self {
        let counted = area.questions.iter().zip(&said.questions).filter(|(_, said)| said.standing.applies());
        let (questions, parts) =
            counted.map(|(question, said)| (question, part(scale, question, said.standing.level()))).unzip();
        Self { questions, parts }
    }
}

fn part(scale: &Scale, question: &Question, level: Option<Level>) -> Weighed {
    Weighed {
        weight: question.weight,
        essential: question.essential.is_some(),
        low: level.unwrap_or(Level::FIRST),
        high: level.unwrap_or_else(|| scale.last()),
    }
}

fn state(said: &AreaAnswers) -> AreaState {
    let any = |wanted: fn(Standing) -> bool| said.questions.iter().any(|said| wanted(said.standing));
    if !any(Standing::applies) {
        AreaState::NotApplicable
    } else if any(|standing| !matches!(standing, Standing::Unanswered | Standing::Hidden { .. })) {
        AreaState::Started
    } else {
        AreaState::NotStarted
    }
}

/// The questions that count, each with the steps that raise it.
struct QuestionSteps<'a> {
    answers: &'a Answers<'a>,
    counted: &'a CountedQuestions<'a>,
}

impl Raisable for QuestionSteps<'_> {
    type Id = QuestionId;
    type Raise = Raise;

    fn id(&self, part: usize) -> QuestionId {
        self.counted.questions[part].id.clone()
    }

    fn cost(&self, part: usize, to: Level) -> u32 {
        cost(self.counted.questions[part], self.counted.parts[part].high, to)
    }

    fn raise(&self, Move { part, to }: Move) -> Raise {
        let (question, from) = (self.counted.questions[part], self.counted.parts[part].high);
        let needs = self.answers.needs(question, from, to);
        Raise { question: question.id.clone(), from, to, cost: cost(question, from, to), needs }
    }
}

/// The efforts of the steps of `question` after `from` up to `to`, in points.
fn cost(question: &Question, from: Level, to: Level) -> u32 {
    (from.next().0..=to.0).map(|level| question.effort(Level(level)).points()).sum()
}

fn confirmed(scale: &Scale, area: &Area, said: &AreaAnswers) -> Option<LevelRange> {
    let from = scale.evidence_from?;
    let capped = |said: &QuestionAnswer| {
        let cap = |level: Level| {
            if level >= from && !said.evidenced { from.previous() } else { level }
        };
        said.standing.level().map(cap)
    };
    let counted = area.questions.iter().zip(&said.questions).filter(|(_, said)| said.standing.applies());
    let parts: Vec<_> = counted.map(|(question, said)| part(scale, question, capped(said))).collect();
    Some(rule::range(scale, &parts))
}

fn bounds(scale: &Scale, area: &Area, said: &AreaAnswers) -> Bounds {
    let mean = |open: Option<Level>| {
        let weighed = area.questions.iter().zip(&said.questions).filter_map(|(question, said)| {
            let level = said.standing.level().or(open.filter(|_| said.standing.is_open()))?;
            Some((question.weight, scale.score(level)))
        });
        index::mean_score(weighed)
    };
    let or = |level: Level| mean(Some(level)).unwrap_or_else(|| Exact::from(scale.score(level)));
    Bounds { value: mean(None), low: or(Level::FIRST), high: or(scale.last()) }
}

fn open(area: &Area, said: &AreaAnswers) -> Vec<OpenQuestion> {
    let open = area.questions.iter().zip(&said.questions).filter_map(|(question, said)| {
        let kind = match said.standing {
            Standing::Unanswered => OpenKind::Unanswered,
            Standing::Unknown => OpenKind::Unknown,
            _ => return None,
        };
        Some(OpenQuestion { question: question.id.clone(), kind })
    });
    open.collect()
}

fn hidden(area: &Area, said: &AreaAnswers) -> Vec<QuestionId> {
    let hidden = area.questions.iter().zip(&said.questions);
    hidden
        .filter(|(_, said)| said.standing == Standing::Hidden { answered: true })
        .map(|(question, _)| question.id.clone())
        .collect()
}

fn assumed(said: &AreaAnswers) -> Vec<FlagId> {
    let mut flags: Vec<FlagId> = Vec::new();
    for flag in said.questions.iter().filter(|said| said.standing.applies()).flat_map(|said| &said.assumed) {
        if !flags.contains(flag) {
            flags.push(flag.clone());
        }
    }
    flags
}

fn count(said: &AreaAnswers, wanted: impl Fn(Standing) -> bool) -> usize {
    said.questions.iter().filter(|said| wanted(said.standing)).count()
}
