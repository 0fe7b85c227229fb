//! Assessments and milestones side by side, and one assessment against its targets.
//!
//! Whatever moved is said with a mark and in words, so that no colour is needed to see it.

use super::figures::{self, NOTHING};
use super::{Cell, Column, Edition, Table, Tone};
use crate::compare::{self, CellChange, ComparedRow, Comparison, Moved, TargetComparison};
use crate::model::LevelRange;
use crate::scoring::{AreaState, Exact, Standing};

/// The areas and the whole, a column for each assessment or milestone and one for each change between two of them.
pub fn table(edition: &Edition, comparison: &Comparison) -> Table {
    let words = &edition.messages.reports.comparison;
    let area = Column::words("area", &edition.messages.common.area);
    let columns = comparison.columns.iter().enumerate();
    let columns = columns.flat_map(|(place, column)| {
        let change = (place > 0).then(|| Column::words(format!("change-{}", place + 1), &words.change));
        let level = Column::figures(format!("level-{}", place + 1), heading(edition, column));
        [Some(level), change].into_iter().flatten()
    });
    let rows = comparison.areas.iter().map(|(id, row)| cells(edition, Cell::plain(edition.area(id)), row));
    let whole = cells(edition, Cell::new(&edition.messages.common.overall, Tone::Strong), &comparison.whole);
    Table {
        title: words.title.clone(),
        columns: [area].into_iter().chain(columns).collect(),
        rows: rows.chain([whole]).collect(),
        notes: notes(edition, comparison.columns.iter()),
    }
}

/// The areas of one assessment against their targets, with the last milestone where there is one.
pub fn against_targets(edition: &Edition, comparison: &TargetComparison) -> Table {
    let (words, common) = (&edition.messages.reports.comparison, &edition.messages.common);
    let milestone = comparison.milestone.as_ref();
    let columns = [
        Some(Column::words("area", &common.area)),
        milestone.map(|column| Column::figures("milestone", heading(edition, column))),
        Some(Column::figures("level", &words.now)),
        milestone.map(|_| Column::words("change", &words.change)),
        Some(Column::figures("target", &common.target)),
        Some(Column::figures("gap", &common.gap)),
    ];
    let rows = comparison.areas.iter().map(|target| {
        let state = target.row.cells.last().map_or(AreaState::NotApplicable, |cell| cell.state);
        let mut row = cells(edition, Cell::plain(edition.area(&target.area)), &target.row);
        row.push(match state {
            AreaState::NotApplicable => Cell::muted(NOTHING),
            _ => Cell::plain(figures::label(edition, target.target)),
        });
        row.push(match (state, target.gap.high) {
            (AreaState::Started, 0) => Cell::new(figures::gap(edition, target.gap), Tone::Good),
            (AreaState::Started, _) => Cell::new(figures::gap(edition, target.gap), Tone::Warning),
            _ => Cell::muted(NOTHING),
        });
        row
    });
    let mut whole = cells(edition, Cell::new(&common.overall, Tone::Strong), &comparison.whole);
    whole.extend([Cell::muted(NOTHING), Cell::muted(NOTHING)]);
    Table {
        title: comparison.now.assessment.clone(),
        columns: columns.into_iter().flatten().collect(),
        rows: rows.chain([whole]).collect(),
        notes: notes(edition, milestone.into_iter().chain([&comparison.now])),
    }
}

/// The questions that stand otherwise than before.
pub fn moved(edition: &Edition, moved: &[Moved]) -> Table {
    let (words, common) = (&edition.messages.reports.comparison, &edition.messages.common);
    let row = |moved: &Moved| {
        let change = moved.levels().map_or_else(nothing, |levels| rise(edition, levels, levels, None));
        vec![
            Cell::plain(edition.area(&moved.area)),
            Cell::plain(edition.topic(&moved.question)),
            Cell::plain(standing(edition, moved.before)),
            Cell::plain(standing(edition, moved.after)),
            change,
        ]
    };
    Table {
        title: words.moved.clone(),
        columns: vec![
            Column::words("area", &common.area),
            Column::words("question", &common.question),
            Column::words("before", &words.before),
            Column::words("after", &words.after),
            Column::words("change", &words.change),
        ],
        rows: moved.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn nothing() -> Cell {
    Cell::muted(NOTHING)
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

/// The name, then the level of each column with the change before it.
fn cells(edition: &Edition, name: Cell, row: &ComparedRow) -> Vec<Cell> {
    let changes = [None].into_iter().chain(row.changes.iter().map(Some));
    let cells = row.cells.iter().zip(changes).flat_map(|(cell, change)| {
        let level = figures::standing(edition, cell.state, Some(cell.claimed));
        let tone = if cell.state == AreaState::Started { Tone::Plain } else { Tone::Muted };
        let change =
            change.map(|change| change.as_ref().map_or_else(nothing, |known| changed(edition, known)));
        [Some(Cell::new(level, tone)), change].into_iter().flatten()
    });
    [name].into_iter().chain(cells).collect()
}

fn changed(edition: &Edition, change: &CellChange) -> Cell {
    rise(edition, change.low, change.high, change.index.as_ref())
}

/// By how much the low and the high of a level rose, and the index with them.
fn rise(edition: &Edition, low: i16, high: i16, index: Option<&Exact>) -> Cell {
    let words = &edition.messages.reports.comparison;
    let levels = usize::from(low.unsigned_abs());
    let (text, tone) = match (low.signum(), high.signum()) {
        (0, 0) => (words.same.clone(), Tone::Muted),
        (1, 1) if low == high => (words.up.of(levels), Tone::Good),
        (-1, -1) if low == high => (words.down.of(levels), Tone::Bad),
        (1, -1) => (words.narrower.clone(), Tone::Plain),
        (-1, 1) => (words.wider.clone(), Tone::Plain),
        (1, _) | (_, 1) => (words.higher.clone(), Tone::Good),
        _ => (words.lower.clone(), Tone::Bad),
    };
    match index {
        None => Cell::new(text, tone),
        Some(index) => {
            let index = figures::signed(edition, index);
            Cell::new(words.with_index.fill(&[("change", &text), ("index", &index)]), tone)
        }
    }
}

fn standing(edition: &Edition, standing: Standing) -> String {
    let common = &edition.messages.common;
    match standing {
        Standing::Level(level) => figures::level(edition, LevelRange { low: level, high: level }),
        Standing::Unanswered => common.unanswered.clone(),
        Standing::Unknown => common.unknown.clone(),
        Standing::NotApplicable => common.not_applicable.clone(),
        Standing::Hidden { .. } => edition.messages.reports.comparison.hidden.clone(),
    }
}

#[cfg(test)]
mod tests;
