//! The roadmap as it is read: what to find out, the steps of each phase with their reasons, the levels they lead to.
//!
//! [`lines`] is for a screen, where a line can be chosen; [`tables`] for print, [`table`] for one long list.

mod print;

use super::{Edition, Value, figures};
use crate::model::{AreaId, Effort, Impact, QuestionId};
use crate::roadmap::{FindOut, Roadmap, RoadmapPhase, RoadmapStep, StepId};
use crate::scoring::{Levels, OpenKind};

pub use print::{projection, table, tables};

/// One line of a roadmap.
#[derive(Debug, Clone, PartialEq)]
pub enum RoadmapLine {
    /// The heading of what is to be found out.
    FindOutHeader(String),
    /// Something to find out.
    FindOut(FindOutLine),
    /// The heading of a phase.
    PhaseHeader {
        /// Its place in [`Roadmap::phases`].
        phase: usize,
        /// Its name, length and load.
        text: String,
    },
    /// A step of the phase above.
    Step(StepLine),
    /// The levels after the phase above.
    Projection(ProjectionLine),
    /// There is nothing to do.
    Nothing(String),
}

/// Something to find out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindOutLine {
    /// What to do.
    pub text: String,
    /// The area.
    pub area: AreaId,
    /// The name of the area.
    pub area_name: String,
    /// The question; `None` when the whole area is to be assessed.
    pub question: Option<QuestionId>,
    /// Who might know.
    pub owner: Option<String>,
}

/// A step.
#[derive(Debug, Clone, PartialEq)]
pub struct StepLine {
    /// Which one.
    pub id: StepId,
    /// The area.
    pub area: AreaId,
    /// What to do.
    pub step: String,
    /// The name of the area.
    pub area_name: String,
    /// The topic of the question.
    pub topic: String,
    /// The change of level: `2 → 3`.
    pub levels: Value,
    /// The effort.
    pub effort: Effort,
    /// The benefit.
    pub impact: Impact,
    /// Why it is there: `only blocker of level 3 · essential · unlocks 2 · S`.
    pub reason: String,
}

/// The levels after a phase.
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectionLine {
    /// The phase's place in [`Roadmap::phases`].
    pub phase: usize,
    /// The level of the whole, in a sentence.
    pub text: String,
    /// The areas in the pack's order.
    pub areas: Vec<ProjectedArea>,
}

/// The level of an area after a phase.
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectedArea {
    /// The area.
    pub area: AreaId,
    /// Its name.
    pub name: String,
    /// Its level then.
    pub level: Value,
    /// Whether the phase changed it.
    pub changed: bool,
}

/// The roadmap line by line; phases without a step are left out.
pub fn lines(edition: &Edition, roadmap: &Roadmap) -> Vec<RoadmapLine> {
    let words = &edition.messages.reports.roadmap;
    let mut lines = Vec::new();
    if !roadmap.find_out.is_empty() {
        lines.push(RoadmapLine::FindOutHeader(words.find_out.clone()));
    }
    lines.extend(roadmap.find_out.iter().map(|row| RoadmapLine::FindOut(find_out(edition, row))));
    let mut before = &roadmap.now;
    for (place, phase) in filled(roadmap) {
        lines.push(RoadmapLine::PhaseHeader { phase: place, text: heading(edition, phase) });
        lines.extend(phase.steps.iter().map(|row| RoadmapLine::Step(step(edition, row))));
        lines.push(RoadmapLine::Projection(projected(edition, place, phase, before)));
        before = &phase.levels;
    }
    if lines.is_empty() {
        lines.push(RoadmapLine::Nothing(words.nothing.clone()));
    }
    lines
}

/// The phases that have a step, with their places.
fn filled(roadmap: &Roadmap) -> impl Iterator<Item = (usize, &RoadmapPhase)> {
    roadmap.phases.iter().enumerate().filter(|(_, phase)| !phase.steps.is_empty())
}

/// What to do to find something out.
pub fn find_out(edition: &Edition, row: &FindOut) -> FindOutLine {
    let words = &edition.messages.reports.roadmap;
    let (FindOut::Area(area) | FindOut::Question { area, .. }) = row;
    let name = edition.area(area);
    let (text, question, owner) = match row {
        FindOut::Area(_) => (words.assess_area.fill(&[("area", &name)]), None, None),
        FindOut::Question { open, owner, .. } => {
            let sentence = match open.kind {
                OpenKind::Unanswered => &words.answer_question,
                OpenKind::Unknown => &words.find_out_question,
            };
            let topic = edition.topic(&open.question);
            (sentence.fill(&[("topic", &topic)]), Some(open.question.clone()), owner.clone())
        }
    };
    FindOutLine { text, area: area.clone(), area_name: name, question, owner }
}

/// A step with everything that is said of it.
pub fn step(edition: &Edition, row: &RoadmapStep) -> StepLine {
    let question = edition.pack.question(&row.id.question);
    let text = question.map_or_else(String::new, |(_, question)| edition.step(question, row.id.level));
    StepLine {
        id: row.id.clone(),
        area: row.area.clone(),
        step: text,
        area_name: edition.area(&row.area),
        topic: edition.topic(&row.id.question),
        levels: Value::Raise { from: row.id.level.previous(), to: row.id.level },
        effort: row.effort,
        impact: row.impact,
        reason: reason(edition, row),
    }
}

/// Why a step is there: `only blocker of level 3 · essential · unlocks 2 · S`.
pub fn reason(edition: &Edition, row: &RoadmapStep) -> String {
    let words = &edition.messages.reports.roadmap;
    let mut parts = Vec::new();
    match &row.towards {
        Some(towards) => {
            let level = figures::label(edition, towards.level);
            let sentence = if towards.only_blocker { &words.only_blocker } else { &words.towards };
            parts.push(sentence.fill(&[("level", &level)]));
        }
        None if row.needed_by.is_empty() => parts.push(words.for_target.clone()),
        None => {}
    }
    if row.essential {
        parts.push(words.essential.clone());
    }
    if !row.needed_by.is_empty() {
        let topics = edition.list(row.needed_by.iter().map(|step| step_name(edition, step)));
        parts.push(words.needed_by.fill(&[("topics", &topics)]));
    }
    if row.beyond_target {
        parts.push(words.beyond_target.clone());
    }
    if row.unlocks > 0 {
        parts.push(words.unlocks.of(row.unlocks));
    }
    if !row.find_out.is_empty() {
        let topics = edition.list(row.find_out.iter().map(|question| edition.topic(question)));
        parts.push(words.find_out_first.fill(&[("topics", &topics)]));
    }
    if row.oversized {
        parts.push(words.oversized.clone());
    }
    parts.push(edition.short_effort(row.effort).to_owned());
    parts.join(" · ")
}

fn step_name(edition: &Edition, step: &StepId) -> String {
    let (topic, level) = (edition.topic(&step.question), figures::label(edition, step.level));
    edition.messages.reports.roadmap.step_name.fill(&[("topic", &topic), ("level", &level)])
}

/// The name of a phase; the last one, without limits, has the program's.
pub fn phase_name(edition: &Edition, phase: &RoadmapPhase) -> String {
    let name = phase.phase.as_ref().map(|phase| edition.text(&phase.name));
    name.unwrap_or(&edition.messages.reports.roadmap.beyond).to_owned()
}

/// The name of a phase, how long it is and how much of it is filled.
fn heading(edition: &Edition, phase: &RoadmapPhase) -> String {
    let words = &edition.messages.reports.roadmap;
    let name = phase_name(edition, phase);
    match &phase.phase {
        None => words.beyond_header.fill(&[("name", &name), ("points", &phase.points)]),
        Some(limits) => words.phase_header.fill(&[
            ("name", &name),
            ("months", &words.months.of(limits.months as usize)),
            ("points", &phase.points),
            ("capacity", &limits.capacity),
        ]),
    }
}

fn projected(edition: &Edition, place: usize, phase: &RoadmapPhase, before: &Levels) -> ProjectionLine {
    let words = &edition.messages.reports.roadmap;
    let whole = Value::of_state(phase.levels.state, phase.levels.whole).words(edition);
    let name = phase_name(edition, phase);
    let areas = phase.levels.areas.iter().zip(&before.areas).map(|(after, before)| ProjectedArea {
        area: after.area.clone(),
        name: edition.area(&after.area),
        level: Value::of_state(after.state, after.claimed),
        changed: (after.state, after.claimed) != (before.state, before.claimed),
    });
    ProjectionLine {
        phase: place,
        text: words.projection.fill(&[("phase", &name), ("level", &whole)]),
        areas: areas.collect(),
    }
}

#[cfg(test)]
mod tests;
