//! The roadmap for reading: what to find out, the steps of each phase with their reasons, and the resulting levels.
//!
//! [`lines`] is for a screen where a line can be selected, [`tables`] for print. The plan itself is computed in
//! `roadmap`.

mod print;

use super::{Edition, Value, figures, progress};
use crate::model::{AreaId, Effort, Impact, Lead, QuestionId};
use crate::roadmap::{FindOut, Roadmap, RoadmapPhase, RoadmapStep, StepId};
use crate::scoring::{Levels, OpenKind, ReachedLevel};

pub use print::{projection, tables};

/// One line of a roadmap.
#[derive(Debug, Clone, PartialEq)]
pub enum RoadmapLine {
    /// Heading above the [`FindOutLine`]s.
    FindOutHeader(String),
    /// One open question or area to clarify before planning.
    FindOut(FindOutLine),
    /// Heading of a phase.
    PhaseHeader {
        /// Index of the phase in [`Roadmap::phases`].
        phase: usize,
        /// Name, length and load of the phase.
        text: String,
    },
    /// One step of the phase above.
    Step(StepLine),
    /// The levels after the phase above.
    Projection(ProjectionLine),
    /// The only line of a roadmap without steps and open questions: a sentence that says so.
    Nothing(String),
}

/// One open question or area to clarify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindOutLine {
    /// What to do, in a sentence.
    pub text: String,
    /// Id of the area.
    pub area: AreaId,
    /// Name of the area.
    pub area_name: String,
    /// The open question. `None` if the whole area is not assessed yet.
    pub question: Option<QuestionId>,
    /// Owner of the question, who might know the answer.
    pub owner: Option<String>,
}

/// One step in words.
#[derive(Debug, Clone, PartialEq)]
pub struct StepLine {
    /// Question and level of the step.
    pub id: StepId,
    /// Id of the area.
    pub area: AreaId,
    /// What to do, in a sentence.
    pub step: String,
    /// Name of the area.
    pub area_name: String,
    /// Topic of the question.
    pub topic: String,
    /// The change of level: `2 → 3`.
    pub levels: Value,
    /// Effort of the step.
    pub effort: Effort,
    /// Benefit of the step.
    pub impact: Impact,
    /// Why the step is in its phase: `only blocker of level 3 · essential · unlocks 2 · S`.
    pub reason: String,
}

/// The levels after a phase.
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectionLine {
    /// Index of the phase in [`Roadmap::phases`].
    pub phase: usize,
    /// Level of the whole, in a sentence.
    pub text: String,
    /// Levels of the areas, in the pack's order, then those of their groups.
    pub parts: Vec<ProjectedPart>,
}

/// The level of one area, or of a group of areas, after a phase.
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectedPart {
    /// Name of the area or the group.
    pub name: String,
    /// Its level after the phase with its index and the share of the next level, in words.
    pub text: String,
    /// What the phase changed.
    pub change: Projected,
}

/// What a phase changes in an area or a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Projected {
    /// Its level.
    Level,
    /// Its index or its share of the next level, but no level yet.
    Distance,
    /// Nothing.
    Nothing,
}

/// The roadmap line by line. Phases without steps are left out.
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
    lines.extend(progress::nothing_to_do(edition, roadmap).map(RoadmapLine::Nothing));
    lines
}

/// The phases with at least one step, with their index in [`Roadmap::phases`].
fn filled(roadmap: &Roadmap) -> impl Iterator<Item = (usize, &RoadmapPhase)> {
    roadmap.phases.iter().enumerate().filter(|(_, phase)| !phase.steps.is_empty())
}

/// Puts an open question or area into words.
pub fn find_out(edition: &Edition, row: &FindOut) -> FindOutLine {
    let words = &edition.messages.reports.roadmap;
    let (FindOut::Area(area) | FindOut::Question { area, .. }) = row;
    let name = edition.area(area);
    let (text, question, owner) = match row {
        FindOut::Area(_) => (words.assess_area.fill(&[("area", &name)]), None, None),
        FindOut::Question { open, owner, .. } => {
            let sentence = match open.kind {
                OpenKind::Unanswered | OpenKind::OutsideScale => &words.answer_question,
                OpenKind::Unknown => &words.find_out_question,
            };
            let topic = edition.topic(&open.question);
            (sentence.fill(&[("topic", &topic)]), Some(open.question.clone()), owner.clone())
        }
    };
    FindOutLine { text, area: area.clone(), area_name: name, question, owner }
}

/// Puts a step into words. The text is empty if the pack lacks the question.
pub fn step(edition: &Edition, row: &RoadmapStep) -> StepLine {
    let question = edition.pack.question(&row.id.question);
    let text = question.map_or_else(String::new, |(_, question)| edition.step(question, row.id.level));
    let from = question.map_or(row.id.level.previous(), |(_, question)| question.below(row.id.level));
    StepLine {
        id: row.id.clone(),
        area: row.area.clone(),
        step: text,
        area_name: edition.area(&row.area),
        topic: edition.topic(&row.id.question),
        levels: Value::Raise { from, to: row.id.level },
        effort: row.effort,
        impact: row.impact,
        reason: reason(edition, row),
    }
}

/// The reasons for a step: `only blocker of level 3 · essential · unlocks 2`.
pub fn reason(edition: &Edition, row: &RoadmapStep) -> String {
    let words = &edition.messages.reports.roadmap;
    let mut parts = Vec::new();
    match &row.towards {
        Some(towards) => {
            let level = figures::label(edition, towards.level);
            let sentence = if towards.only_blocker { &words.only_blocker } else { &words.towards };
            parts.push(sentence.fill(&[("level", &level)]));
        }
        // parts.push => A step that only other steps need is explained by their names below.
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
    edition.messages.facts(parts)
}

fn step_name(edition: &Edition, step: &StepId) -> String {
    let (topic, level) = (edition.topic(&step.question), figures::label(edition, step.level));
    edition.messages.reports.roadmap.step_name.fill(&[("topic", &topic), ("level", &level)])
}

/// Name of a phase. The last phase has no limits and no name in the pack; the program names it.
pub fn phase_name(edition: &Edition, phase: &RoadmapPhase) -> String {
    let name = phase.phase.as_ref().map(|phase| edition.text(&phase.name));
    name.unwrap_or(&edition.messages.reports.roadmap.beyond).to_owned()
}

/// Name, length and load of a phase. The last phase has no length and no capacity.
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
    let whole = reached(edition, &phase.levels.whole);
    let name = phase_name(edition, phase);
    let after = &phase.levels;
    let part = |name: String, before: &ReachedLevel, after: &ReachedLevel| ProjectedPart {
        name,
        text: reached(edition, after),
        change: change(before, after),
    };
    let areas = after.areas.iter().zip(&before.areas);
    let areas = areas.map(|(after, before)| part(edition.area(&after.area), &before.reached, &after.reached));
    let groups = after.groups.iter().zip(&before.groups);
    let groups = groups
        .map(|(after, before)| part(edition.named_group(&after.group), &before.reached, &after.reached));
    ProjectionLine {
        phase: place,
        text: words.projection.fill(&[("phase", &name), ("level", &whole)]),
        parts: areas.chain(groups).collect(),
    }
}

fn change(before: &ReachedLevel, after: &ReachedLevel) -> Projected {
    if (before.state, before.claimed) != (after.state, after.claimed) {
        Projected::Level
    } else if before == after {
        Projected::Nothing
    } else {
        Projected::Distance
    }
}

/// A level with its index and the share of the weight at the next level: `2 · index 2.4 · 66% at level 3`. In a pack that
/// leads with the index, it comes first: `index 2.4 · level 2 · 66% at level 3`.
fn reached(edition: &Edition, reached: &ReachedLevel) -> String {
    let words = &edition.messages.reports.roadmap;
    let level = Value::of_state(reached.state, reached.claimed).words(edition);
    let index = reached
        .index
        .as_ref()
        .map(|known| words.with_index.fill(&[("index", &figures::index(edition, known))]));
    let share = reached.next.map(|next| {
        let percent = figures::share(edition, next);
        words.share_of_next.fill(&[("percent", &percent), ("level", &figures::label(edition, next.level))])
    });
    let figures = match (edition.pack.manifest.lead, index) {
        (Lead::Index, Some(index)) => [Some(index), Some(words.with_level.fill(&[("level", &level)]))],
        (_, index) => [Some(level), index],
    };
    edition.messages.facts(figures.into_iter().flatten().chain(share))
}

#[cfg(test)]
mod tests;
