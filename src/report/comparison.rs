//! Tables that compare assessments and milestones with each other, and one assessment with its targets.
//!
//! A change is shown by a mark and by words, so that it is visible without colours. The differences are computed in
//! `compare`.

use super::{Cell, Column, Edition, LevelTrend, Table, Tone, Value, ValueKind};
use crate::compare::{self, CellChange, ComparedRow, Comparison, Moved, TargetComparison};
use crate::scoring::AreaState;

/// One row per area and one for the whole; a column per assessment or milestone, and one for the change between each
/// two neighbours.
pub fn table(edition: &Edition, comparison: &Comparison) -> Table {
    let words = &edition.messages.reports.comparison;
    let area = Column::text("area", &edition.messages.common.area);
    let columns = comparison.columns.iter().enumerate();
    let columns = columns.flat_map(|(place, column)| {
        // The first column has no predecessor.
        let change = (place > 0)
            .then(|| Column::new(ValueKind::Change, format!("change-{}", place + 1), &words.change));
        let level = Column::new(ValueKind::Level, format!("level-{}", place + 1), heading(edition, column));
        [Some(level), change].into_iter().flatten()
    });
    let rows = comparison.areas.iter().map(|(id, row)| cells(Cell::text(edition.area(id)), row));
    let whole = cells(overall(edition), &comparison.whole);
    Table {
        title: words.title.clone(),
        columns: [area].into_iter().chain(columns).collect(),
        rows: rows.chain([whole]).collect(),
        notes: notes(edition, comparison.columns.iter()),
    }
}

/// The areas of one assessment next to their targets, and next to the last milestone if there is one.
pub fn against_targets(edition: &Edition, comparison: &TargetComparison) -> Table {
    let (words, common) = (&edition.messages.reports.comparison, &edition.messages.common);
    let milestone = comparison.milestone.as_ref();
    let columns = [
        Some(Column::text("area", &common.area)),
        milestone.map(|column| Column::new(ValueKind::Level, "milestone", heading(edition, column))),
        Some(Column::new(ValueKind::Level, "level", &words.now)),
        milestone.map(|_| Column::new(ValueKind::Change, "change", &words.change)),
        Some(Column::new(ValueKind::Level, "target", &common.target)),
        Some(Column::new(ValueKind::Gap, "gap", &common.gap)),
    ];
    let rows = comparison.areas.iter().map(|target| {
        let state = target.row.cells.last().map_or(AreaState::NotApplicable, |cell| cell.state);
        let mut row = cells(Cell::text(edition.area(&target.area)), &target.row);
        row.push(match state {
            AreaState::Started | AreaState::NotStarted => Cell::plain(Value::Level(target.target)),
            AreaState::NotApplicable => Cell::absent(),
        });
        row.push(match (state, target.gap.high) {
            (AreaState::Started, 0) => Cell::new(Value::Gap(target.gap), Tone::Good),
            (AreaState::Started, _) => Cell::new(Value::Gap(target.gap), Tone::Warning),
            (AreaState::NotStarted | AreaState::NotApplicable, _) => Cell::absent(),
        });
        row
    });
    let mut whole = cells(overall(edition), &comparison.whole);
    whole.extend([Cell::absent(), Cell::absent()]);
    Table {
        title: comparison.now.assessment.clone(),
        columns: columns.into_iter().flatten().collect(),
        rows: rows.chain([whole]).collect(),
        notes: notes(edition, milestone.into_iter().chain([&comparison.now])),
    }
}

/// The questions whose level or state changed, with both and the difference.
pub fn moved(edition: &Edition, moved: &[Moved]) -> Table {
    let (words, common) = (&edition.messages.reports.comparison, &edition.messages.common);
    let row = |moved: &Moved| {
        let change = moved.levels().map(|levels| CellChange { low: levels, high: levels, index: None });
        vec![
            Cell::text(edition.area(&moved.area)),
            Cell::text(edition.topic(&moved.question)),
            Cell::plain(Value::Standing(moved.before)),
            Cell::plain(Value::Standing(moved.after)),
            changed(change.as_ref()),
        ]
    };
    Table {
        title: words.moved.clone(),
        columns: vec![
            Column::text("area", &common.area),
            Column::text("question", &common.question),
            Column::new(ValueKind::Standing, "before", &words.before),
            Column::new(ValueKind::Standing, "after", &words.after),
            Column::new(ValueKind::Change, "change", &words.change),
        ],
        rows: moved.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn overall(edition: &Edition) -> Cell {
    Cell::new(Value::text(&edition.messages.common.overall), Tone::Strong)
}

fn heading(edition: &Edition, column: &compare::ComparedColumn) -> String {
    match &column.milestone {
        None => column.assessment.clone(),
        Some(milestone) => edition
            .messages
            .reports
            .comparison
            .milestone
            .fill(&[("assessment", &column.assessment), ("milestone", &milestone)]),
    }
}

fn notes<'a>(edition: &Edition, columns: impl Iterator<Item = &'a compare::ComparedColumn>) -> Vec<String> {
    let as_of = |column: &compare::ComparedColumn| {
        let name = heading(edition, column);
        edition.messages.reports.comparison.as_of.fill(&[("name", &name), ("date", &column.as_of)])
    };
    columns.map(as_of).chain([edition.notice().to_owned()]).collect()
}

/// The name, then the level of each column. From the second column on, the change follows the level.
fn cells(name: Cell, row: &ComparedRow) -> Vec<Cell> {
    let changes = [None].into_iter().chain(row.changes.iter().map(Some));
    let cells = row.cells.iter().zip(changes).flat_map(|(cell, change)| {
        let tone = if cell.state == AreaState::Started { Tone::Plain } else { Tone::Muted };
        let level = Cell::new(Value::of_state(cell.state, cell.claimed), tone);
        [Some(level), change.map(|change| changed(change.as_ref()))].into_iter().flatten()
    });
    [name].into_iter().chain(cells).collect()
}

/// A change with the tone of its direction. Without a value if one of the two sides has no level.
fn changed(change: Option<&CellChange>) -> Cell {
    let Some(change) = change else { return Cell::absent() };
    Cell::new(Value::Change(change.clone()), LevelTrend::of(change).tone())
}

#[cfg(test)]
mod tests;
