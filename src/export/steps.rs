//! The roadmap in a document.
//!
//! It writes the plan that `roadmap` computed.

use serde::Serialize;

use super::reasons::SharesPart;
use super::results;
use super::written::{ValueWriter, WrittenIndex, WrittenRange, WrittenWords};
use crate::model::{AreaId, Effort, Impact, LevelLabel, QuestionId};
use crate::roadmap::{FindOut, Priority, Roadmap, RoadmapPhase, RoadmapStep, StepId, Towards};
use crate::scoring::{AreaLevel, GroupLevel, Levels, ReachedLevel};

/// The roadmap: what to find out, then the steps in phases.
#[derive(Debug, Serialize)]
pub struct RoadmapDocument<'a> {
    /// Open questions and areas to clarify first.
    pub find_out: Vec<FindOutPart<'a>>,
    /// The levels today.
    pub now: LevelsPart<'a>,
    /// The phases in order. The last one has no limits.
    pub phases: Vec<PhasePart<'a>>,
}

/// An open question or area to clarify.
#[derive(Debug, Serialize)]
pub struct FindOutPart<'a> {
    /// Id of the area.
    pub area: &'a AreaId,
    /// The open question. `None` if the whole area is not assessed yet.
    pub question: Option<&'a QuestionId>,
    /// `unanswered` or `unknown`. `None` without a question.
    pub standing: Option<&'static str>,
    /// Owner of the question, who might know the answer.
    pub owner: Option<&'a str>,
}

/// A phase with its steps. The last phase has no id, name, length and capacity.
#[derive(Debug, Serialize)]
pub struct PhasePart<'a> {
    /// Id of the phase.
    pub id: Option<&'a str>,
    /// Name of the phase, by language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<WrittenWords<'a>>,
    /// Length in months.
    pub months: Option<u32>,
    /// Capacity in effort points.
    pub capacity: Option<u32>,
    /// Sum of the efforts of its steps, in points.
    pub points: u32,
    /// The steps in the order in which to take them.
    pub steps: Vec<StepPart<'a>>,
    /// The levels after the phase.
    pub levels: LevelsPart<'a>,
}

/// A step and the reasons for its place.
#[derive(Debug, Serialize)]
pub struct StepPart<'a> {
    /// Id of the question that it raises.
    pub question: &'a QuestionId,
    /// Topic of the question, by language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<WrittenWords<'a>>,
    /// Id of the area.
    pub area: &'a AreaId,
    /// Level before the step.
    pub from: LevelLabel,
    /// Level after the step.
    pub to: LevelLabel,
    /// What to do, by language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<WrittenWords<'a>>,
    /// Effort of the step.
    pub effort: Effort,
    /// Benefit of the step, 1 to 3.
    pub impact: Impact,
    /// Its own priority.
    pub own_priority: f64,
    /// The priority that it is ordered by, at least that of every step that waits for it.
    pub priority: f64,
    /// The next level of its area, if the step leads to it.
    pub towards: Option<TowardsPart>,
    /// Whether the question is essential, so that it can hold back its area alone.
    pub essential: bool,
    /// Number of steps that wait for it.
    pub unlocks: usize,
    /// Steps for which it was added to the roadmap.
    pub needed_by: Vec<StepIdPart<'a>>,
    /// Whether it goes beyond the target of its area.
    pub beyond_target: bool,
    /// Steps that it waits for directly.
    pub after: Vec<StepIdPart<'a>>,
    /// Open questions of which it needs a level.
    pub find_out: &'a [QuestionId],
    /// Whether it is larger than a whole phase and therefore takes one alone.
    pub oversized: bool,
}

/// The next level of an area that a step leads to.
#[derive(Debug, Serialize)]
pub struct TowardsPart {
    /// The level.
    pub level: LevelLabel,
    /// Whether the question of the step is the only blocker.
    pub only_blocker: bool,
}

/// A step, identified by its question and the level that it reaches.
#[derive(Debug, Serialize)]
pub struct StepIdPart<'a> {
    /// Id of the question.
    pub question: &'a QuestionId,
    /// Level that it reaches.
    pub level: LevelLabel,
}

/// Levels of the whole and of the areas.
#[derive(Debug, Serialize)]
pub struct LevelsPart<'a> {
    /// `not_applicable`, `not_started` or `started`, for the whole.
    pub state: &'static str,
    /// Level of the whole. `None` before the first answer.
    pub whole: Option<WrittenRange>,
    /// The weighted mean of the whole. `None` before the first answer.
    pub index: Option<WrittenIndex>,
    /// How much of the whole is at its next level. `None` at the last level.
    pub next: Option<SharesPart>,
    /// Levels of the areas, in the pack's order.
    pub areas: Vec<AreaLevelPart<'a>>,
    /// Levels of the groups of areas, in the pack's order.
    pub groups: Vec<GroupLevelPart<'a>>,
}

/// Level of one area.
#[derive(Debug, Serialize)]
pub struct AreaLevelPart<'a> {
    /// Id of the area.
    pub area: &'a AreaId,
    /// Its level.
    #[serde(flatten)]
    pub reached: ReachedPart,
}

/// Level of a group of areas.
#[derive(Debug, Serialize)]
pub struct GroupLevelPart<'a> {
    /// Id of the group.
    pub group: &'a str,
    /// Its level.
    #[serde(flatten)]
    pub reached: ReachedPart,
}

/// A level and its distance from the next one.
#[derive(Debug, Serialize)]
pub struct ReachedPart {
    /// `not_applicable`, `not_started` or `started`.
    pub state: &'static str,
    /// The level. `None` before the first answer.
    pub claimed: Option<WrittenRange>,
    /// The weighted mean. `None` before the first answer.
    pub index: Option<WrittenIndex>,
    /// How much is at the next level. `None` at the last level and before the first answer.
    pub next: Option<SharesPart>,
}

impl<'a> ValueWriter<'a> {
    pub(super) fn steps(self, roadmap: &'a Roadmap) -> RoadmapDocument<'a> {
        RoadmapDocument {
            find_out: roadmap.find_out.iter().map(find_out).collect(),
            now: self.levels(&roadmap.now),
            phases: roadmap.phases.iter().map(|known| self.phase(known)).collect(),
        }
    }

    fn phase(self, known: &'a RoadmapPhase) -> PhasePart<'a> {
        let limits = known.phase.as_ref();
        PhasePart {
            id: limits.map(|phase| phase.id.as_str()),
            name: limits.and_then(|phase| self.words(&phase.name)),
            months: limits.map(|phase| phase.months),
            capacity: limits.map(|phase| phase.capacity),
            points: known.points,
            steps: known.steps.iter().map(|row| self.step(row)).collect(),
            levels: self.levels(&known.levels),
        }
    }

    fn step(self, row: &'a RoadmapStep) -> StepPart<'a> {
        let question = self.pack.question(&row.id.question).map(|(_, question)| question);
        let text = question.and_then(|known| known.step_text(self.pack.scale(), row.id.level));
        StepPart {
            question: &row.id.question,
            topic: question.and_then(|question| self.words(&question.topic)),
            area: &row.area,
            from: self.level(question.map_or(row.id.level.previous(), |known| known.below(row.id.level))),
            to: self.level(row.id.level),
            text: text.and_then(|text| self.words(text)),
            effort: row.effort,
            impact: row.impact,
            own_priority: priority(row.own_priority),
            priority: priority(row.priority),
            towards: row.towards.map(|towards| self.towards(towards)),
            essential: row.essential,
            unlocks: row.unlocks,
            needed_by: row.needed_by.iter().map(|id| self.step_id(id)).collect(),
            beyond_target: row.beyond_target,
            after: row.after.iter().map(|id| self.step_id(id)).collect(),
            find_out: &row.find_out,
            oversized: row.oversized,
        }
    }

    fn towards(self, towards: Towards) -> TowardsPart {
        TowardsPart { level: self.level(towards.level), only_blocker: towards.only_blocker }
    }

    fn step_id(self, id: &'a StepId) -> StepIdPart<'a> {
        StepIdPart { question: &id.question, level: self.level(id.level) }
    }

    fn levels(self, levels: &'a Levels) -> LevelsPart<'a> {
        let area =
            |known: &'a AreaLevel| AreaLevelPart { area: &known.area, reached: self.reached(&known.reached) };
        let group = |known: &'a GroupLevel| GroupLevelPart {
            group: &known.group,
            reached: self.reached(&known.reached),
        };
        let ReachedPart { state, claimed, index, next } = self.reached(&levels.whole);
        LevelsPart {
            state,
            whole: claimed,
            index,
            next,
            areas: levels.areas.iter().map(area).collect(),
            groups: levels.groups.iter().map(group).collect(),
        }
    }

    fn reached(self, level: &ReachedLevel) -> ReachedPart {
        ReachedPart {
            state: results::state(level.state),
            claimed: self.level_of(level.state, level.claimed),
            index: level.index.as_ref().map(|index| self.index(index)),
            next: level.next.map(|next| self.shares(&next)),
        }
    }
}

fn find_out(row: &FindOut) -> FindOutPart<'_> {
    match row {
        FindOut::Area(area) => FindOutPart { area, question: None, standing: None, owner: None },
        FindOut::Question { area, open, owner } => FindOutPart {
            area,
            question: Some(&open.question),
            standing: Some(results::standing(open.kind)),
            owner: owner.as_deref(),
        },
    }
}

/// Exact, because the denominator is a number of effort points, at most 4, and the numerator is small.
#[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
fn priority(priority: Priority) -> f64 {
    *priority.numer() as f64 / *priority.denom() as f64
}
