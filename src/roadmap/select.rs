//! Selects the steps, and what must be found out before them.
//!
//! It decides which steps are in a roadmap, not in which order.

use std::collections::{BTreeMap, BTreeSet};

use super::FindOut;
use crate::model::{Assessment, Level, Question, QuestionId, Step};
use crate::scoring::{Answers, AreaState, OpenQuestion, QuestionPlace, Scorecard, Standing};

/// The steps that a roadmap selects.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scope {
    /// The cheapest steps that reach every target.
    #[default]
    Target,
    /// All steps of every question that has a level, up to the target of its area.
    All,
}

/// A step by the position of its question. Steps compare in the pack's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct StepKey {
    pub place: QuestionPlace,
    pub level: Level,
}

/// Why a step is selected, and what it waits for.
#[derive(Debug, Clone, Default)]
pub(super) struct Picked {
    /// The steps that need it. Empty if it was selected for its own area.
    pub needed_by: BTreeSet<StepKey>,
    /// The selected steps it waits for directly.
    pub after: BTreeSet<StepKey>,
    /// Open questions whose level it needs.
    pub find_out: BTreeSet<QuestionPlace>,
}

/// The selected steps.
pub(super) type Selection = BTreeMap<StepKey, Picked>;

/// The steps towards the targets, with all steps they need. Only started areas are included, because the others have
/// no known level.
pub(super) fn select(answers: &Answers, card: &Scorecard, scope: Scope) -> Selection {
    let mut selection = Selection::new();
    for (area, scored) in card.areas.iter().enumerate().filter(|(_, area)| area.state == AreaState::Started) {
        let steps = match scope {
            Scope::Target if scored.claimed.high < scored.target => cheapest(answers, area, scored.target),
            Scope::Target => Vec::new(),
            Scope::All => all(answers, area, scored.target),
        };
        selection.extend(steps.into_iter().map(|step| (step, Picked::default())));
    }
    add_needs(answers, &mut selection);
    selection
}

fn cheapest(answers: &Answers, area: usize, target: Level) -> Vec<StepKey> {
    let raises = answers.cheapest(&answers.pack().areas[area].id, target);
    let steps = |raise: crate::scoring::Raise| {
        let place = answers.place(&raise.question);
        place.into_iter().flat_map(move |place| between(answers, place, raise.from, raise.to))
    };
    raises.into_iter().flat_map(steps).collect()
}

fn all(answers: &Answers, area: usize, target: Level) -> Vec<StepKey> {
    let places =
        (0..answers.pack().areas[area].questions.len()).map(|question| QuestionPlace { area, question });
    let levels = places.filter_map(|place| Some((place, answers.at(place).level()?)));
    levels.flat_map(|(place, level)| between(answers, place, level, target)).collect()
}

/// The steps of a question above `from`, up to `to` or, if it does not have that level, to the next one above.
fn between<'a>(
    answers: &Answers<'a>,
    place: QuestionPlace,
    from: Level,
    to: Level,
) -> impl Iterator<Item = StepKey> + use<'a> {
    question(answers, place).raises(from, to).map(move |level| StepKey { place, level })
}

/// Adds the steps that selected steps need, and those that these need, until none is missing.
fn add_needs(answers: &Answers, selection: &mut Selection) {
    let own: BTreeSet<StepKey> = selection.keys().copied().collect();
    let mut waiting: Vec<StepKey> = own.iter().copied().collect();
    while let Some(step) = waiting.pop() {
        let mut after = BTreeSet::new();
        let mut find_out = BTreeSet::new();
        for (place, level) in needs(answers, step) {
            match answers.at(place) {
                Standing::Level(has) if has < level => {
                    after.insert(StepKey { place, level });
                    for needed in between(answers, place, has, level) {
                        let picked = selection.entry(needed).or_insert_with(|| {
                            waiting.push(needed);
                            Picked::default()
                        });
                        if !own.contains(&needed) {
                            picked.needed_by.insert(step);
                        }
                    }
                }
                Standing::Unanswered | Standing::OutsideScale | Standing::Unknown => {
                    // An open question has no level to start from, so its steps are unknown.
                    find_out.insert(place);
                }
                Standing::Level(_) | Standing::Hidden { .. } | Standing::NotApplicable => {}
            }
        }
        // A question rises one level at a time.
        let before = StepKey { level: question(answers, step.place).below(step.level), ..step };
        if before != step && selection.contains_key(&before) {
            after.insert(before);
        }
        let picked = selection.entry(step).or_default();
        picked.after = after;
        picked.find_out = find_out;
    }
}

/// The levels of other questions that a step needs. Questions that the pack does not have are ignored.
fn needs(answers: &Answers, step: StepKey) -> Vec<(QuestionPlace, Level)> {
    let needs = question(answers, step.place).step(step.level).into_iter().flat_map(Step::needed);
    let reached = |place, level| (place, question(answers, place).at_or_above(level));
    needs.filter_map(|(question, level)| Some(reached(answers.place(question)?, level))).collect()
}

/// The question at a position of the pack.
pub(super) fn question<'a>(answers: &Answers<'a>, place: QuestionPlace) -> &'a Question {
    &answers.pack().areas[place.area].questions[place.question]
}

/// What must be found out: areas that are not started, open questions of started areas, and open questions that steps
/// need, in the pack's order.
pub(super) fn find_out(
    answers: &Answers,
    card: &Scorecard,
    selection: &Selection,
    assessment: &Assessment,
) -> Vec<FindOut> {
    let needed: BTreeSet<QuestionPlace> =
        selection.values().flat_map(|picked| &picked.find_out).copied().collect();
    let mut rows = Vec::new();
    for (place, area) in card.areas.iter().enumerate() {
        let row = |open: &OpenQuestion| FindOut::Question {
            area: area.area.clone(),
            open: open.clone(),
            owner: owner(assessment, &open.question),
        };
        match area.state {
            AreaState::NotApplicable => {}
            AreaState::Started => rows.extend(area.open.iter().map(row)),
            AreaState::NotStarted => {
                rows.push(FindOut::Area(area.area.clone()));
                let here = needed.iter().filter(|needed| needed.area == place);
                let is_needed = |open: &&OpenQuestion| {
                    here.clone().any(|needed| question(answers, *needed).id == open.question)
                };
                rows.extend(area.open.iter().filter(is_needed).map(row));
            }
        }
    }
    rows
}

fn owner(assessment: &Assessment, question: &QuestionId) -> Option<String> {
    assessment.entry(question).and_then(|entry| entry.owner.clone())
}
