//! The roadmap as tables.

use super::{FindOutLine, StepLine, filled, find_out, heading, phase_name, step};
use crate::report::figures::{self, NOTHING};
use crate::report::{Cell, Column, Edition, Table, Tone};
use crate::roadmap::Roadmap;
use crate::scoring::{AreaLevel, Levels};

/// A table of what to find out, one for each phase with a step, and one of the levels after each.
///
/// With nothing to do there is the last one alone, and a note says so.
pub fn tables(edition: &Edition, roadmap: &Roadmap) -> Vec<Table> {
    let mut tables = Vec::new();
    if !roadmap.find_out.is_empty() {
        tables.push(find_out_table(edition, roadmap));
    }
    for (_, phase) in filled(roadmap) {
        let rows = phase.steps.iter().map(|row| step_cells(step(edition, row))).collect();
        let title = heading(edition, phase);
        tables.push(Table { title, columns: step_columns(edition), rows, notes: Vec::new() });
    }
    tables.push(projection(edition, roadmap));
    tables
}

/// Everything in one table, its first column the phase.
pub fn table(edition: &Edition, title: &str, roadmap: &Roadmap) -> Table {
    let words = &edition.messages.reports.roadmap;
    let phase = Column::words("phase", &edition.messages.common.phase);
    let findings = roadmap.find_out.iter().map(|row| {
        let cells = finding_cells(edition, find_out(edition, row));
        [Cell::plain(&words.find_out)].into_iter().chain(cells).collect()
    });
    let steps = filled(roadmap).flat_map(|(_, phase)| {
        let name = phase_name(edition, phase);
        phase
            .steps
            .iter()
            .map(move |row| [Cell::plain(&name)].into_iter().chain(step_cells(step(edition, row))).collect())
    });
    Table {
        title: title.to_owned(),
        columns: [phase].into_iter().chain(step_columns(edition)).collect(),
        rows: findings.chain(steps).collect(),
        notes: notes(edition, roadmap),
    }
}

/// The level of every area and of the whole today and after each phase that has a step.
pub fn projection(edition: &Edition, roadmap: &Roadmap) -> Table {
    let words = &edition.messages.reports.roadmap;
    let stages: Vec<&Levels> =
        [&roadmap.now].into_iter().chain(filled(roadmap).map(|(_, phase)| &phase.levels)).collect();
    let phases = filled(roadmap).map(|(place, phase)| {
        let key =
            phase.phase.as_ref().map_or_else(|| format!("phase-{}", place + 1), |phase| phase.id.clone());
        Column::figures(key, words.after_phase.fill(&[("phase", &phase_name(edition, phase))]))
    });
    let columns =
        [Column::words("area", &edition.messages.common.area), Column::figures("today", &words.today)];
    let mut rows: Vec<_> = (0..roadmap.now.areas.len())
        .map(|place| {
            let levels: Vec<_> = stages.iter().map(|levels| &levels.areas[place]).collect();
            area_row(edition, &levels)
        })
        .collect();
    rows.push(whole_row(edition, &stages));
    Table {
        title: words.projection_title.clone(),
        columns: columns.into_iter().chain(phases).collect(),
        rows,
        notes: notes(edition, roadmap),
    }
}

fn notes(edition: &Edition, roadmap: &Roadmap) -> Vec<String> {
    let nothing = roadmap.find_out.is_empty() && roadmap.steps().next().is_none();
    let nothing = nothing.then(|| edition.messages.reports.roadmap.nothing.clone());
    nothing.into_iter().chain([edition.notice().to_owned()]).collect()
}

fn area_row(edition: &Edition, levels: &[&AreaLevel]) -> Vec<Cell> {
    let name = levels.first().map_or_else(String::new, |level| edition.area(&level.area));
    let level = |level: &AreaLevel| figures::standing(edition, level.state, Some(level.claimed));
    let levels = levels.iter().map(|known| level(known)).collect();
    [Cell::plain(name)].into_iter().chain(changes(levels)).collect()
}

fn whole_row(edition: &Edition, stages: &[&Levels]) -> Vec<Cell> {
    let name = Cell::new(&edition.messages.common.overall, Tone::Strong);
    let level = |stage: &&Levels| figures::standing(edition, stage.state, Some(stage.whole));
    let levels = changes(stages.iter().map(level).collect());
    [name].into_iter().chain(levels).collect()
}

/// Texts in order of time, each one that differs from the one before made to stand out.
fn changes(texts: Vec<String>) -> Vec<Cell> {
    let differs: Vec<bool> =
        (0..texts.len()).map(|place| place > 0 && texts[place] != texts[place - 1]).collect();
    let tone = |differs| if differs { Tone::Good } else { Tone::Plain };
    texts.into_iter().zip(differs).map(|(text, differs)| Cell::new(text, tone(differs))).collect()
}

fn find_out_table(edition: &Edition, roadmap: &Roadmap) -> Table {
    let words = &edition.messages.reports.roadmap;
    let cells = |line: FindOutLine| {
        let owner = line.owner.unwrap_or_else(|| NOTHING.to_owned());
        vec![Cell::plain(line.text), Cell::plain(line.area_name), Cell::plain(owner)]
    };
    Table {
        title: words.find_out.clone(),
        columns: vec![
            Column::words("step", &words.step),
            Column::words("area", &edition.messages.common.area),
            Column::words("owner", &words.might_know),
        ],
        rows: roadmap.find_out.iter().map(|row| cells(find_out(edition, row))).collect(),
        notes: Vec::new(),
    }
}

fn step_columns(edition: &Edition) -> Vec<Column> {
    let (words, common) = (&edition.messages.reports.roadmap, &edition.messages.common);
    vec![
        Column::words("step", &words.step),
        Column::words("area", &common.area),
        Column::words("question", &common.question),
        Column::words("level", &common.level),
        Column::words("effort", &common.effort),
        Column::words("impact", &common.impact),
        Column::words("reason", &common.reason),
    ]
}

fn step_cells(line: StepLine) -> Vec<Cell> {
    let texts = [line.step, line.area_name, line.topic, line.levels, line.effort, line.impact];
    texts.into_iter().map(Cell::plain).chain([Cell::muted(line.reason)]).collect()
}

/// As many cells as a step has.
fn finding_cells(edition: &Edition, line: FindOutLine) -> Vec<Cell> {
    let words = &edition.messages.reports.roadmap;
    let nothing = || Cell::muted(NOTHING);
    let owner = line.owner.map(|owner| Cell::muted(words.might_know_owner.fill(&[("owner", &owner)])));
    let owner = owner.unwrap_or_else(nothing);
    vec![
        Cell::plain(line.text),
        Cell::plain(line.area_name),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        owner,
    ]
}
