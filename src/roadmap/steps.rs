//! A roadmap as a value: what to find out, and steps in phases with the reasons for each.
//!
//! It does not know how steps are selected, ordered and put into phases.

use num_rational::Ratio;

use crate::model::{AreaId, Effort, Impact, Level, Phase, QuestionId};
use crate::scoring::{Levels, OpenQuestion};

/// A whole roadmap, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Roadmap {
    /// What must be found out before the phases, in the pack's order. It has no cost.
    pub find_out: Vec<FindOut>,
    /// The levels before any step.
    pub now: Levels,
    /// The phases in order, including empty ones. Steps that fit into none are in a last phase without limits.
    pub phases: Vec<RoadmapPhase>,
}

impl Roadmap {
    /// All steps, in the order of the phases.
    pub fn steps(&self) -> impl Iterator<Item = &RoadmapStep> {
        self.phases.iter().flat_map(|phase| &phase.steps)
    }
}

/// Something to find out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindOut {
    /// An area that is not started must be assessed.
    Area(AreaId),
    /// A question must be answered, or its unknown answer found out.
    Question {
        /// The area it belongs to.
        area: AreaId,
        /// The question, and why it is open.
        open: OpenQuestion,
        /// The owner of the question, who might know.
        owner: Option<String>,
    },
}

/// A phase with its steps.
#[derive(Debug, Clone, PartialEq)]
pub struct RoadmapPhase {
    /// The phase; `None` for the one after all others, which has no limits.
    pub phase: Option<Phase>,
    /// The steps, in the order they are taken.
    pub steps: Vec<RoadmapStep>,
    /// The total effort of the steps, in points.
    pub points: u32,
    /// The levels after this phase and all before it.
    pub levels: Levels,
}

/// A step: a question, and the level that the step raises it to from the level below.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId {
    /// The question.
    pub question: QuestionId,
    /// The level it reaches.
    pub level: Level,
}

/// The priority of a step: `impact × weight × (2 if it leads to its area's next level) / effort points`.
pub type Priority = Ratio<u64>;

/// A step with the reasons for it.
#[derive(Debug, Clone, PartialEq)]
pub struct RoadmapStep {
    /// The question and the level.
    pub id: StepId,
    /// The area of its question.
    pub area: AreaId,
    /// The effort of the step.
    pub effort: Effort,
    /// The impact of the step, by the pack.
    pub impact: Impact,
    /// Its priority by the formula alone.
    pub own_priority: Priority,
    /// Its priority: the highest among its own and those of all steps that wait for it, directly or indirectly.
    pub priority: Priority,
    /// The next level of its area; `None` unless the step is among the cheapest ones towards it.
    pub towards: Option<Towards>,
    /// Whether its question is essential, so that it can hold its area back alone.
    pub essential: bool,
    /// The number of selected steps that wait for it, directly or indirectly.
    pub unlocks: usize,
    /// The steps that need it. Empty if it was selected for its own area.
    pub needed_by: Vec<StepId>,
    /// Whether its question has reached the target of its area before it.
    pub beyond_target: bool,
    /// The selected steps it waits for directly.
    pub after: Vec<StepId>,
    /// Open questions whose level it needs. They are also in [`Roadmap::find_out`].
    pub find_out: Vec<QuestionId>,
    /// Whether its effort exceeds the capacity of its phase, which it then takes alone.
    pub oversized: bool,
}

/// The next level of an area that a step leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Towards {
    /// The level.
    pub level: Level,
    /// Whether the question of the step is the only one that holds it back.
    pub only_blocker: bool,
}
