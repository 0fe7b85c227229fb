//! What to do next, and in which order: steps towards the targets, in phases, each with the reasons it is there.
//!
//! First what must be found out, because nobody knows what an open question needs. Then the cheapest steps to every
//! target with all they need, ranked, ordered so that no step comes before its needs, and laid into phases.
//! Pure, and the same input gives the same output.

mod order;
mod phases;
mod select;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod laws;

use jiff::civil::Date;
use num_rational::Ratio;

use crate::model::{AreaId, Assessment, Effort, Impact, Level, Pack, Phase, QuestionId};
use crate::scoring::{Answers, Levels, OpenQuestion};

/// What a roadmap is made for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Which steps are selected.
    pub scope: Scope,
    /// Phases in the place of the pack's, soonest first.
    pub phases: Option<Vec<Phase>>,
}

/// Which steps a roadmap selects.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scope {
    /// The cheapest ones that reach every target.
    #[default]
    Target,
    /// Those of every question that has a level, up to its area's target.
    All,
}

/// Everything there is to do, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Roadmap {
    /// What must be found out before the phases; it costs nothing. In the pack's order.
    pub find_out: Vec<FindOut>,
    /// The levels before any step.
    pub now: Levels,
    /// The phases in order, empty ones among them; steps that found no room come last, in a phase without limits.
    pub phases: Vec<RoadmapPhase>,
}

impl Roadmap {
    /// Every step, in the order of the phases.
    pub fn steps(&self) -> impl Iterator<Item = &RoadmapStep> {
        self.phases.iter().flat_map(|phase| &phase.steps)
    }
}

/// Something to find out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindOut {
    /// Assess an area that is not started.
    Area(AreaId),
    /// Answer a question, or find out about one whose answer is `unknown`.
    Question {
        /// The area it belongs to.
        area: AreaId,
        /// The question, and which of the two it is.
        open: OpenQuestion,
        /// Who might know.
        owner: Option<String>,
    },
}

/// A phase with its steps.
#[derive(Debug, Clone, PartialEq)]
pub struct RoadmapPhase {
    /// The phase; `None` is beyond all of them, without limits.
    pub phase: Option<Phase>,
    /// The steps, in the order they were taken.
    pub steps: Vec<RoadmapStep>,
    /// What they take of the capacity, in effort points.
    pub points: u32,
    /// The levels when this phase and those before it are done.
    pub levels: Levels,
}

/// A step: the question it raises and the level it reaches from the one below.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId {
    /// The question.
    pub question: QuestionId,
    /// The level it reaches.
    pub level: Level,
}

/// How soon a step should come: `impact × weight × (2 if it leads to its area's next level) / effort points`.
pub type Priority = Ratio<u64>;

/// A step and why it is there.
#[derive(Debug, Clone, PartialEq)]
pub struct RoadmapStep {
    /// Which one.
    pub id: StepId,
    /// The area of its question.
    pub area: AreaId,
    /// How much work it is.
    pub effort: Effort,
    /// How much it helps.
    pub impact: Impact,
    /// Its rank by itself.
    pub own_priority: Priority,
    /// Its rank: at least that of every step that waits for it, directly or through others.
    pub priority: Priority,
    /// The next level of its area, if it is among the cheapest steps towards it.
    pub towards: Option<Towards>,
    /// Whether its question can hold its area back alone.
    pub essential: bool,
    /// How many selected steps wait for it, directly or through others.
    pub unlocks: usize,
    /// The steps that brought it in; empty when it was selected for its own area's sake.
    pub needed_by: Vec<StepId>,
    /// Whether it goes beyond its area's target.
    pub beyond_target: bool,
    /// The selected steps it waits for directly.
    pub after: Vec<StepId>,
    /// Open questions it needs a level of, which stand in [`Roadmap::find_out`].
    pub find_out: Vec<QuestionId>,
    /// Whether it is larger than its whole phase, which it takes alone.
    pub oversized: bool,
}

/// The next level of an area that a step leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Towards {
    /// The level.
    pub level: Level,
    /// Whether the step's question is all that blocks it.
    pub only_blocker: bool,
}

/// Makes the roadmap of an assessment; `as_of` is the day it is scored for.
pub fn roadmap(pack: &Pack, assessment: &Assessment, as_of: Date, options: &Options) -> Roadmap {
    let answers = Answers::new(pack, assessment, as_of);
    let card = answers.score();
    let selection = select::select(&answers, &card, options.scope);
    let find_out = select::find_out(&answers, &card, &selection, assessment);
    let steps = order::order(&answers, &card, &selection);
    let limits = options.phases.as_deref().unwrap_or(&pack.manifest.phases);
    Roadmap { find_out, now: card.levels(), phases: phases::lay(&answers, steps, limits) }
}
