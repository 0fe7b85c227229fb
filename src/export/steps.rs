//! The roadmap in a document.

use serde::Serialize;

use super::results::{self, OpenPart};
use crate::model::{AreaId, Effort, Impact, Level, LevelRange, Pack, QuestionId, Text};
use crate::roadmap::{FindOut, Priority, Roadmap, RoadmapPhase, RoadmapStep, StepId, Towards};
use crate::scoring::{AreaLevel, Levels};

/// The roadmap: what to find out, then the steps in phases.
#[derive(Debug, Serialize)]
pub struct RoadmapDocument<'a> {
    /// What to find out first.
    pub find_out: Vec<FindOutPart<'a>>,
    /// The levels before any step.
    pub now: LevelsPart<'a>,
    /// The phases, in order.
    pub phases: Vec<PhasePart<'a>>,
}

/// Something to find out.
#[derive(Debug, Serialize)]
pub struct FindOutPart<'a> {
    /// The area; alone, the whole area is to be assessed.
    pub area: &'a AreaId,
    /// The question, and whether it is unanswered or unknown.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub question: Option<OpenPart<'a>>,
    /// Who might know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<&'a str>,
}

/// A phase with its steps; the one beyond all others has no id, name, length and capacity.
#[derive(Debug, Serialize)]
pub struct PhasePart<'a> {
    /// Its id.
    pub id: Option<&'a str>,
    /// Its name.
    pub name: Option<&'a Text>,
    /// How long it is, in months.
    pub months: Option<u32>,
    /// How much fits, in effort points.
    pub capacity: Option<u32>,
    /// What its steps take, in effort points.
    pub points: u32,
    /// Its steps, in order.
    pub steps: Vec<StepPart<'a>>,
    /// The levels after it.
    pub levels: LevelsPart<'a>,
}

/// A step and why it is there.
#[derive(Debug, Serialize)]
pub struct StepPart<'a> {
    /// The question it raises.
    pub question: &'a QuestionId,
    /// What the question is about.
    pub topic: Option<&'a Text>,
    /// The area.
    pub area: &'a AreaId,
    /// The level it starts from.
    pub from: Level,
    /// The level it reaches.
    pub to: Level,
    /// What to do.
    pub text: Option<&'a Text>,
    /// How much work it is.
    pub effort: Effort,
    /// How much it helps, 1 to 3.
    pub impact: Impact,
    /// Its rank by itself, as a fraction.
    pub own_priority: String,
    /// Its rank, at least that of every step that waits for it.
    pub priority: String,
    /// The next level of its area that it leads to.
    pub towards: Option<TowardsPart>,
    /// Whether its question can hold its area back alone.
    pub essential: bool,
    /// How many steps wait for it.
    pub unlocks: usize,
    /// The steps that brought it in.
    pub needed_by: Vec<StepIdPart<'a>>,
    /// Whether it goes beyond its area's target.
    pub beyond_target: bool,
    /// The steps it waits for directly.
    pub after: Vec<StepIdPart<'a>>,
    /// Open questions it needs a level of.
    pub find_out: &'a [QuestionId],
    /// Whether it takes a phase alone because it is larger than it.
    pub oversized: bool,
}

/// The next level of an area.
#[derive(Debug, Serialize)]
pub struct TowardsPart {
    /// The level.
    pub level: Level,
    /// Whether the step's question alone blocks it.
    pub only_blocker: bool,
}

/// A step by its question and the level it reaches.
#[derive(Debug, Serialize)]
pub struct StepIdPart<'a> {
    /// The question.
    pub question: &'a QuestionId,
    /// The level.
    pub level: Level,
}

/// The levels of the whole and of the areas that are started.
#[derive(Debug, Serialize)]
pub struct LevelsPart<'a> {
    /// The whole, once started.
    pub whole: Option<LevelRange>,
    /// The areas, in the pack's order.
    pub areas: Vec<AreaLevelPart<'a>>,
}

/// The level of an area.
#[derive(Debug, Serialize)]
pub struct AreaLevelPart<'a> {
    /// Which one.
    pub area: &'a AreaId,
    /// `not_applicable`, `not_started` or `started`.
    pub state: &'static str,
    /// Its level, once started.
    pub claimed: Option<LevelRange>,
}

pub(super) fn steps<'a>(pack: &'a Pack, roadmap: &'a Roadmap) -> RoadmapDocument<'a> {
    RoadmapDocument {
        find_out: roadmap.find_out.iter().map(find_out).collect(),
        now: levels(&roadmap.now),
        phases: roadmap.phases.iter().map(|known| phase(pack, known)).collect(),
    }
}

fn find_out(row: &FindOut) -> FindOutPart<'_> {
    match row {
        FindOut::Area(area) => FindOutPart { area, question: None, owner: None },
        FindOut::Question { area, open, owner } => {
            FindOutPart { area, question: Some(results::open(open)), owner: owner.as_deref() }
        }
    }
}

fn phase<'a>(pack: &'a Pack, known: &'a RoadmapPhase) -> PhasePart<'a> {
    let limits = known.phase.as_ref();
    PhasePart {
        id: limits.map(|phase| phase.id.as_str()),
        name: limits.map(|phase| &phase.name),
        months: limits.map(|phase| phase.months),
        capacity: limits.map(|phase| phase.capacity),
        points: known.points,
        steps: known.steps.iter().map(|row| step(pack, row)).collect(),
        levels: levels(&known.levels),
    }
}

fn step<'a>(pack: &'a Pack, row: &'a RoadmapStep) -> StepPart<'a> {
    let question = pack.question(&row.id.question).map(|(_, question)| question);
    let level = question.and_then(|question| question.level(row.id.level));
    StepPart {
        question: &row.id.question,
        topic: question.map(|question| &question.topic),
        area: &row.area,
        from: row.id.level.previous(),
        to: row.id.level,
        text: level.map(|level| level.step.as_ref().map_or(&level.text, |step| &step.text)),
        effort: row.effort,
        impact: row.impact,
        own_priority: priority(row.own_priority),
        priority: priority(row.priority),
        towards: row.towards.map(towards),
        essential: row.essential,
        unlocks: row.unlocks,
        needed_by: row.needed_by.iter().map(step_id).collect(),
        beyond_target: row.beyond_target,
        after: row.after.iter().map(step_id).collect(),
        find_out: &row.find_out,
        oversized: row.oversized,
    }
}

fn priority(priority: Priority) -> String {
    priority.to_string()
}

fn towards(towards: Towards) -> TowardsPart {
    TowardsPart { level: towards.level, only_blocker: towards.only_blocker }
}

fn step_id(id: &StepId) -> StepIdPart<'_> {
    StepIdPart { question: &id.question, level: id.level }
}

fn levels(levels: &Levels) -> LevelsPart<'_> {
    let whole = AreaLevelPart::claimed(levels.state, levels.whole);
    LevelsPart { whole, areas: levels.areas.iter().map(area_level).collect() }
}

fn area_level(known: &AreaLevel) -> AreaLevelPart<'_> {
    AreaLevelPart {
        area: &known.area,
        state: results::state(known.state),
        claimed: AreaLevelPart::claimed(known.state, known.claimed),
    }
}

impl AreaLevelPart<'_> {
    fn claimed(state: crate::scoring::AreaState, range: LevelRange) -> Option<LevelRange> {
        (state == crate::scoring::AreaState::Started).then_some(range)
    }
}
