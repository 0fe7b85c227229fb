//! Puts steps into phases and computes the levels after each phase.
//!
//! The order of the steps is given; it is not changed here, only their phase is chosen.

use foldhash::{HashMap, HashMapExt};

use super::{RoadmapPhase, RoadmapStep, StepId};
use crate::model::Phase;
use crate::scoring::{Answers, Levels};

/// Puts steps, in the order they are taken, into phases, and scores after each phase. A step goes into the first
/// phase with room, but not before the phase of a step it waits for. `now` are the levels before any step.
pub(super) fn lay(
    answers: &Answers,
    now: &Levels,
    steps: Vec<RoadmapStep>,
    limits: &[Phase],
) -> Vec<RoadmapPhase> {
    let empty = |phase| RoadmapPhase { phase, steps: Vec::new(), points: 0, levels: now.clone() };
    let bounded = limits.iter().cloned().map(Some);
    let mut phases: Vec<_> = bounded.chain([None]).map(empty).collect();
    let mut placed: HashMap<StepId, usize> = HashMap::new();
    for mut step in steps {
        let earliest = step.after.iter().filter_map(|before| placed.get(before)).copied().max().unwrap_or(0);
        let room = (earliest..phases.len()).find_map(|place| Some((place, room(&phases[place], &step)?)));
        let (place, room) = room.unwrap_or((limits.len(), Capacity::Enough));
        step.oversized = room == Capacity::Alone;
        placed.insert(step.id.clone(), place);
        phases[place].points += step.effort.points();
        phases[place].steps.push(step);
    }
    if phases.last().is_some_and(|beyond| beyond.steps.is_empty()) {
        phases.pop();
    }
    project(answers.clone(), now, &mut phases);
    phases
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Capacity {
    /// The step fits into the rest of the phase.
    Enough,
    /// The step exceeds the capacity of the phase, which is empty, and takes it alone.
    Alone,
}

/// The room of a phase for a step; `None` if it has none, or if the phase is too short for the effort.
fn room(phase: &RoadmapPhase, step: &RoadmapStep) -> Option<Capacity> {
    let Some(limits) = &phase.phase else { return Some(Capacity::Enough) };
    let points = step.effort.points();
    if limits.months < step.effort.shortest_months() {
        None
    } else if phase.points.saturating_add(points) <= limits.capacity {
        Some(Capacity::Enough)
    } else {
        (points > limits.capacity && phase.steps.is_empty()).then_some(Capacity::Alone)
    }
}

/// Scores after each phase, with the steps of this phase and of all before it applied.
fn project(mut answers: Answers, now: &Levels, phases: &mut [RoadmapPhase]) {
    let mut before = now;
    for phase in phases {
        if phase.steps.is_empty() {
            phase.levels.clone_from(before);
        } else {
            phase.steps.iter().for_each(|step| answers.set(&step.id.question, step.id.level));
            phase.levels = answers.levels();
        }
        before = &phase.levels;
    }
}
