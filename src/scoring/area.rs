//! The score of one area, from its questions.
//!
//! It knows no other area; the rule itself is in [`rule`].

use super::answers::{AreaAnswers, QuestionAnswer};
use super::cheapest::{self, Move};
use super::index::{self, Bounds, Exact};
use super::next::{self, Raisable};
use super::rule::{self, Weighed};
use super::scorecard::{AreaScore, AreaState, Gap, LevelShare, OpenQuestion, Raise, ReachedLevel, Why};
use super::{Answers, Standing};
use crate::model::{Area, FlagId, Level, LevelRange, Question, QuestionId, Scale};

/// The score of an area, with the bounds of its index, which the whole needs.
pub(super) struct ScoredArea {
    pub score: AreaScore,
    pub bounds: Bounds,
}

/// The questions of an area that count, each with its part in the rule.
struct CountedQuestions<'a> {
    questions: Vec<&'a Question>,
    parts: Vec<Weighed>,
}

pub(super) fn score(answers: &Answers, place: usize) -> ScoredArea {
    let scale = answers.pack().scale();
    let (area, answered) = answers.area(place);
    let counted = CountedQuestions::new(scale, area, answered);
    let claimed = rule::range(scale, &counted.parts);
    let state = state(answered);
    let bounds = bounds(scale, area, answered);
    let open = open(area, answered);
    let why = why(answers, &counted, state, claimed, &open);
    let score = AreaScore {
        area: area.id.clone(),
        state,
        applicable: counted.parts.len(),
        answered: counted.parts.len() - open.len(),
        open,
        not_applicable: count(answered, |standing| standing == Standing::NotApplicable),
        hidden: hidden(area, answered),
        assumed: assumed(answered),
        claimed,
        confirmed: confirmed(scale, area, answered),
        unconfirmed: unconfirmed(scale, area, answered),
        index: bounds.index(),
        target: answered.target,
        gap: Gap::new(answered.target, claimed),
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

/// The state and the claimed level of an area, and the bounds of its index.
pub(super) fn summary(answers: &Answers, place: usize) -> (AreaState, LevelRange, Bounds) {
    let scale = answers.pack().scale();
    let (area, answered) = answers.area(place);
    let parts = parts(scale, area, answered, |_, answer| answer.standing.level());
    (state(answered), rule::range(scale, &parts), bounds(scale, area, answered))
}

/// The claimed level of an area with its index and its share of the next level, and the bounds of the index.
pub(super) fn reached(answers: &Answers, place: usize) -> (ReachedLevel, Bounds) {
    let scale = answers.pack().scale();
    let (area, answered) = answers.area(place);
    let parts = parts(scale, area, answered, |_, answer| answer.standing.level());
    let bounds = bounds(scale, area, answered);
    (next::reached(scale, &parts, state(answered), bounds.index()), bounds)
}

/// The cheapest raises after which `level` holds in the area at index `place`, with open questions at the last level.
pub(super) fn cheapest(answers: &Answers, place: usize, level: Level) -> Vec<Raise> {
    let scale = answers.pack().scale();
    let (area, answered) = answers.area(place);
    let counted = CountedQuestions::new(scale, area, answered);
    let steps = QuestionSteps { answers, counted: &counted };
    let moves = cheapest::cheapest(scale, &counted.parts, level, |part, to| steps.cost(part, to));
    moves.into_iter().map(|raise| steps.raise(raise)).collect()
}

/// The share at each level under both readings, lowest level first; empty without parts.
pub(super) fn shares(scale: &Scale, parts: &[Weighed]) -> Vec<LevelShare> {
    if parts.is_empty() {
        return Vec::new();
    }
    scale.all().map(|level| next::level_share(scale, parts, level)).collect()
}

impl<'a> CountedQuestions<'a> {
    fn new(scale: &Scale, area: &'a Area, answered: &AreaAnswers) -> Self {
        Self {
            questions: counted(area, answered).map(|(question, _)| question).collect(),
            parts: parts(scale, area, answered, |_, answer| answer.standing.level()),
        }
    }
}

/// The questions of an area that count, with their answers.
fn counted<'a, 'b>(
    area: &'a Area,
    answered: &'b AreaAnswers,
) -> impl Iterator<Item = (&'a Question, &'b QuestionAnswer)> {
    area.questions.iter().zip(&answered.questions).filter(|(_, answer)| answer.standing.applies())
}

/// The parts of the rule, one for each question that counts, at the level that `level` returns; open without one.
fn parts(
    scale: &Scale,
    area: &Area,
    answered: &AreaAnswers,
    level: impl Fn(&Question, &QuestionAnswer) -> Option<Level>,
) -> Vec<Weighed> {
    let mut parts = Vec::with_capacity(area.questions.len());
    parts.extend(
        counted(area, answered).map(|(question, answer)| part(scale, question, level(question, answer))),
    );
    parts
}

fn part(scale: &Scale, question: &Question, level: Option<Level>) -> Weighed {
    Weighed {
        weight: question.weight,
        essential: question.essential.is_some(),
        low: level.unwrap_or(Level::FIRST),
        high: level.unwrap_or_else(|| scale.last()),
    }
}

fn state(answered: &AreaAnswers) -> AreaState {
    let any = |wanted: fn(Standing) -> bool| answered.questions.iter().any(|answer| wanted(answer.standing));
    if !any(Standing::applies) {
        AreaState::NotApplicable
    // Any answer starts an area, `unknown` and `not_applicable` included, since each of them is a statement.
    } else if any(Standing::is_answer) {
        AreaState::Started
    } else {
        AreaState::NotStarted
    }
}

/// The questions that count, as parts that steps can raise.
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
        let to = question.at_or_above(to);
        let needs = self.answers.needs(question, from, to);
        Raise { question: question.id.clone(), from, to, cost: cost(question, from, to), needs }
    }
}

/// The total effort of the steps of `question` above `from`, up to `to`, in points.
fn cost(question: &Question, from: Level, to: Level) -> u32 {
    question.raises(from, to).map(|level| question.effort(level).points()).sum()
}

fn confirmed(scale: &Scale, area: &Area, answered: &AreaAnswers) -> Option<LevelRange> {
    let from = scale.confirms_from()?;
    let capped = |question: &Question, answer: &QuestionAnswer| {
        let cap = |level: Level| {
            if level >= from && !answer.evidenced { question.below(from) } else { level }
        };
        answer.standing.level().map(cap)
    };
    Some(rule::range(scale, &parts(scale, area, answered, capped)))
}

fn unconfirmed(scale: &Scale, area: &Area, answered: &AreaAnswers) -> Vec<QuestionId> {
    let Some(from) = scale.confirms_from() else { return Vec::new() };
    let lacks = |answer: &QuestionAnswer| {
        !answer.evidenced && answer.standing.level().is_some_and(|level| level >= from)
    };
    let lacking = area.questions.iter().zip(&answered.questions).filter(|(_, answer)| lacks(answer));
    lacking.map(|(question, _)| question.id.clone()).collect()
}

fn bounds(scale: &Scale, area: &Area, answered: &AreaAnswers) -> Bounds {
    let mean = |open: Option<Level>| {
        let weighed = area.questions.iter().zip(&answered.questions).filter_map(|(question, answer)| {
            let level = answer.standing.level().or(open.filter(|_| answer.standing.is_open()))?;
            Some((question.weight, scale.score(level)))
        });
        index::mean_score(weighed)
    };
    let or = |level: Level| mean(Some(level)).unwrap_or_else(|| Exact::from(scale.score(level)));
    Bounds { value: mean(None), low: or(Level::FIRST), high: or(scale.last()) }
}

fn open(area: &Area, answered: &AreaAnswers) -> Vec<OpenQuestion> {
    let open = area.questions.iter().zip(&answered.questions).filter_map(|(question, answer)| {
        Some(OpenQuestion { question: question.id.clone(), kind: answer.standing.open()? })
    });
    open.collect()
}

fn hidden(area: &Area, answered: &AreaAnswers) -> Vec<QuestionId> {
    let hidden = area.questions.iter().zip(&answered.questions);
    hidden
        .filter(|(_, answer)| answer.standing == Standing::Hidden { answered: true })
        .map(|(question, _)| question.id.clone())
        .collect()
}

fn assumed(answered: &AreaAnswers) -> Vec<FlagId> {
    let mut flags: Vec<FlagId> = Vec::new();
    for flag in answered
        .questions
        .iter()
        .filter(|answer| answer.standing.applies())
        .flat_map(|answer| &answer.assumed)
    {
        if !flags.contains(flag) {
            flags.push(flag.clone());
        }
    }
    flags
}

fn count(answered: &AreaAnswers, wanted: impl Fn(Standing) -> bool) -> usize {
    answered.questions.iter().filter(|answer| wanted(answer.standing)).count()
}
