//! The priority of each step, and the order that follows from it.
//!
//! It knows no phases: capacity and time are applied afterwards.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::select::{self, Selection, StepKey};
use super::{Priority, RoadmapStep, StepId, Towards};
use crate::scoring::{Answers, Scorecard};

/// The selected steps in the order they are taken, each after all steps it waits for.
pub(super) fn order(answers: &Answers, card: &Scorecard, selection: &Selection) -> Vec<RoadmapStep> {
    let waiting = waiting(selection);
    let own: BTreeMap<StepKey, Priority> =
        selection.keys().map(|step| (*step, own_priority(answers, card, *step))).collect();
    let mut steps: BTreeMap<StepKey, RoadmapStep> = BTreeMap::new();
    for step in selection.keys() {
        let all = all_waiting(&waiting, *step);
        let highest = all.iter().map(|other| own[other]).max().unwrap_or_default();
        let mut row = row(answers, card, selection, *step);
        row.unlocks = all.len();
        row.own_priority = own[step];
        row.priority = own[step].max(highest);
        steps.insert(*step, row);
    }
    let order = sequence(selection, &waiting, |step| steps[&step].priority);
    order.into_iter().filter_map(|step| steps.remove(&step)).collect()
}

/// For each step, the steps that wait for it directly.
fn waiting(selection: &Selection) -> BTreeMap<StepKey, Vec<StepKey>> {
    let mut waiting: BTreeMap<StepKey, Vec<StepKey>> = BTreeMap::new();
    for (step, picked) in selection {
        for before in &picked.after {
            waiting.entry(*before).or_default().push(*step);
        }
    }
    waiting
}

/// The steps that wait for `step`, directly or indirectly.
fn all_waiting(waiting: &BTreeMap<StepKey, Vec<StepKey>>, step: StepKey) -> BTreeSet<StepKey> {
    let mut found = BTreeSet::new();
    let mut open = vec![step];
    while let Some(next) = open.pop() {
        let direct = waiting.get(&next).into_iter().flatten();
        open.extend(direct.filter(|other| **other != step && found.insert(**other)));
    }
    found
}

/// Repeatedly takes the step of the highest priority among those that no longer wait. Ties are decided by the lower
/// level, then by the pack's order. Steps in a cycle are taken too, because a pack with such needs must not lose
/// steps.
fn sequence(
    selection: &Selection,
    waiting: &BTreeMap<StepKey, Vec<StepKey>>,
    priority: impl Fn(StepKey) -> Priority,
) -> Vec<StepKey> {
    let rank = |step: StepKey| (priority(step), Reverse(step.level), Reverse(step.place));
    let mut left: BTreeMap<StepKey, usize> =
        selection.iter().map(|(step, picked)| (*step, picked.after.len())).collect();
    let free = left.iter().filter(|(_, waits)| **waits == 0);
    let mut ready: BinaryHeap<_> = free.map(|(step, _)| rank(*step)).collect();
    let mut order = Vec::with_capacity(selection.len());
    while !left.is_empty() {
        // If no step is ready, the rest wait in a cycle or behind one. The best of them breaks it.
        let best = ready.pop().or_else(|| left.keys().map(|step| rank(*step)).max());
        let Some((_, Reverse(level), Reverse(place))) = best else { break };
        let step = StepKey { place, level };
        if left.remove(&step).is_none() {
            continue;
        }
        order.push(step);
        for other in waiting.get(&step).into_iter().flatten() {
            if let Some(waits) = left.get_mut(other) {
                *waits = waits.saturating_sub(1);
                if *waits == 0 {
                    ready.push(rank(*other));
                }
            }
        }
    }
    order
}

/// The priority of a step by the formula of [`Priority`], without the steps that wait for it.
fn own_priority(answers: &Answers, card: &Scorecard, step: StepKey) -> Priority {
    let question = select::question(answers, step.place);
    let impact = question.step(step.level).map_or(1, |written| written.impact.0);
    let doubled = if towards(answers, card, step).is_some() { 2 } else { 1 };
    let gain = u64::from(impact) * u64::from(question.weight) * doubled;
    Priority::new(gain, question.effort(step.level).points().into())
}

/// The next level of the step's area; `None` unless the step is among the cheapest ones towards it.
fn towards(answers: &Answers, card: &Scorecard, step: StepKey) -> Option<Towards> {
    let next = card.areas[step.place.area].why.next.as_ref()?;
    let question = &select::question(answers, step.place).id;
    let raised = next.cheapest.iter().find(|raise| raise.question == *question)?;
    let inside = raised.from < step.level && step.level <= raised.to;
    let only_blocker = next.only.as_ref() == Some(question);
    inside.then_some(Towards { level: next.level, only_blocker })
}

fn row(answers: &Answers, card: &Scorecard, selection: &Selection, step: StepKey) -> RoadmapStep {
    let question = select::question(answers, step.place);
    let area = &card.areas[step.place.area];
    let picked = &selection[&step];
    let id = |step: &StepKey| StepId {
        question: select::question(answers, step.place).id.clone(),
        level: step.level,
    };
    RoadmapStep {
        id: id(&step),
        area: area.area.clone(),
        effort: question.effort(step.level),
        impact: question.step(step.level).map_or(crate::model::Impact(1), |written| written.impact),
        own_priority: Priority::default(),
        priority: Priority::default(),
        towards: towards(answers, card, step),
        essential: question.essential.is_some(),
        unlocks: 0,
        needed_by: picked.needed_by.iter().map(id).collect(),
        beyond_target: question.below(step.level) >= area.target,
        after: picked.after.iter().map(id).collect(),
        find_out: picked.find_out.iter().map(|place| select::question(answers, *place).id.clone()).collect(),
        oversized: false,
    }
}
