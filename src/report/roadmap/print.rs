//! The roadmap as tables, for print and export.

use super::{FindOutLine, StepLine, filled, find_out, heading, phase_name, step};
use crate::model::Lead;
use crate::report::{Cell, Column, Edition, Table, Tone, Value, ValueKind, figures, progress};
use crate::roadmap::Roadmap;
use crate::scoring::{Levels, ReachedLevel};

/// One table of what to find out, one per phase with steps, and one of the levels after each phase.
///
/// Without steps and open questions only the last table is left, and a note says that there is nothing to do. `told` are
/// the [notes](crate::report::notes::in_figures) of the assessment.
pub fn tables(edition: &Edition, roadmap: &Roadmap, told: Vec<String>) -> Vec<Table> {
    let mut tables = Vec::new();
    if !roadmap.find_out.is_empty() {
        tables.push(find_out_table(edition, roadmap));
    }
    for (_, phase) in filled(roadmap) {
        let rows = phase.steps.iter().map(|row| step_cells(step(edition, row))).collect();
        let title = heading(edition, phase);
        tables.push(Table { title, columns: step_columns(edition), rows, notes: Vec::new() });
    }
    tables.push(projection(edition, roadmap, told));
    tables
}

/// The level of every area, of every group of areas and of the whole with index and share of the next level, today and after each phase with
/// steps.
pub fn projection(edition: &Edition, roadmap: &Roadmap, told: Vec<String>) -> Table {
    let words = &edition.messages.reports.roadmap;
    let stages: Vec<&Levels> =
        [&roadmap.now].into_iter().chain(filled(roadmap).map(|(_, phase)| &phase.levels)).collect();
    let phases = filled(roadmap).map(|(place, phase)| {
        let key =
            phase.phase.as_ref().map_or_else(|| format!("phase-{}", place + 1), |phase| phase.id.clone());
        Column::new(ValueKind::Level, key, words.after_phase.fill(&[("phase", &phase_name(edition, phase))]))
    });
    let columns = [
        Column::text("area", &edition.messages.common.area),
        Column::new(ValueKind::Level, "today", &words.today),
    ];
    let row = |name: Cell, of: &dyn Fn(&Levels) -> &ReachedLevel| -> Vec<Cell> {
        let levels: Vec<_> = stages.iter().map(|stage| of(stage)).collect();
        [name].into_iter().chain(changes(&levels)).collect()
    };
    let strong = |name: String| Cell::new(Value::Text(name), Tone::Strong);
    let areas = roadmap.now.areas.iter().enumerate().map(|(place, known)| {
        row(Cell::text(edition.area(&known.area)), &|stage| &stage.areas[place].reached)
    });
    let groups = roadmap.now.groups.iter().enumerate().map(|(place, known)| {
        row(strong(edition.named_group(&known.group)), &|stage| &stage.groups[place].reached)
    });
    let whole = row(strong(edition.messages.common.overall.clone()), &|stage| &stage.whole);
    Table {
        title: words.projection_title.clone(),
        columns: columns.into_iter().chain(phases).collect(),
        rows: areas.chain(groups).chain([whole]).collect(),
        notes: notes(edition, roadmap, told),
    }
}

fn notes(edition: &Edition, roadmap: &Roadmap, told: Vec<String>) -> Vec<String> {
    let nothing = progress::nothing_to_do(edition, roadmap);
    let cells = legend(edition, roadmap);
    told.into_iter().chain(nothing).chain(cells).chain([edition.notice().to_owned()]).collect()
}

/// What the figures of a cell are. `None` if no cell has a share.
fn legend(edition: &Edition, roadmap: &Roadmap) -> Option<String> {
    let any =
        roadmap.now.whole.next.is_some() || roadmap.now.areas.iter().any(|area| area.reached.next.is_some());
    let gate = figures::percent(edition, edition.pack.scale().gate);
    let words = &edition.messages.reports.roadmap;
    let legend = match edition.pack.manifest.lead {
        Lead::Level => &words.projection_legend,
        Lead::Index => &words.projection_legend_index,
    };
    any.then(|| legend.fill(&[("needed", &gate)]))
}

/// Levels in order of time. A level that differs from the previous one is marked by its tone.
fn changes(levels: &[&ReachedLevel]) -> Vec<Cell> {
    let before = [None].into_iter().chain(levels.iter().copied().map(Some));
    let differs = |level: &ReachedLevel, before: Option<&ReachedLevel>| {
        before.is_some_and(|before| (level.state, level.claimed) != (before.state, before.claimed))
    };
    let tone = |differs| if differs { Tone::Good } else { Tone::Plain };
    let cell = |(level, before): (&&ReachedLevel, Option<&ReachedLevel>)| {
        Cell::new(Value::Reached(Box::new((*level).clone())), tone(differs(level, before)))
    };
    levels.iter().zip(before).map(cell).collect()
}

fn find_out_table(edition: &Edition, roadmap: &Roadmap) -> Table {
    let words = &edition.messages.reports.roadmap;
    let cells = |line: FindOutLine| {
        let owner = line.owner.map_or(Value::Absent, Value::Text);
        vec![Cell::text(line.text), Cell::text(line.area_name), Cell::plain(owner)]
    };
    Table {
        title: words.find_out.clone(),
        columns: vec![
            Column::text("step", &words.step),
            Column::text("area", &edition.messages.common.area),
            Column::text("owner", &words.might_know),
        ],
        rows: roadmap.find_out.iter().map(|row| cells(find_out(edition, row))).collect(),
        notes: Vec::new(),
    }
}

fn step_columns(edition: &Edition) -> Vec<Column> {
    let (words, common) = (&edition.messages.reports.roadmap, &edition.messages.common);
    vec![
        Column::text("step", &words.step),
        Column::text("area", &common.area),
        Column::text("question", &common.question),
        Column::new(ValueKind::Raise, "level", &common.level),
        Column::new(ValueKind::Effort, "effort", &common.effort),
        Column::new(ValueKind::Impact, "impact", &common.impact),
        Column::text("reason", &common.reason),
    ]
}

fn step_cells(line: StepLine) -> Vec<Cell> {
    let texts = [line.step, line.area_name, line.topic].map(Value::Text);
    let values =
        texts.into_iter().chain([line.levels, Value::Effort(line.effort), Value::Impact(line.impact)]);
    values.map(Cell::plain).chain([Cell::muted(Value::Text(line.reason))]).collect()
}
