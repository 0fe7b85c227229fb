//! Tables that compare assessments and milestones with each other, and one assessment with its targets.
//!
//! A change is shown by a mark and by words, so that it is visible without colours. The differences are computed in
//! `compare`.

use std::collections::HashSet;

use super::{Cell, Column, Edition, Table, Tone, Value, ValueKind, notes, value};
use crate::bidi::{Direction, measure, own, shortened};
use crate::compare::{
    CellChange, ComparedCell, ComparedColumn, ComparedPair, ComparedRow, Comparison, LikeForLike, Moved,
    PairSubject, TargetComparison,
};
use crate::model::Lead;
use crate::scoring::{AreaState, ReachedLevel};

/// The width to which the names of assessments are shortened in headings, so that two levels and the names of areas fit
/// on the narrowest screen. The notes have the whole names.
const HEADING: usize = 13;

/// One row per area, one per group of areas and one for the whole; a column per assessment or milestone, and one for the change between each
/// two neighbours that are about one entity.
pub fn table(edition: &Edition, comparison: &Comparison) -> Table {
    let words = &edition.messages.reports.comparison;
    let area = Column::text("area", &edition.messages.common.area);
    let names = names(edition, comparison);
    let columns = names.iter().enumerate().flat_map(|(place, name)| {
        let change = has_change(comparison, place)
            .then(|| Column::new(ValueKind::Change, change_key(place), &words.change));
        let level = Column::new(ValueKind::Level, format!("level-{}", place + 1), &name.heading);
        [Some(level), change].into_iter().flatten()
    });
    let cells = |(name, row): (Cell, &ComparedRow)| {
        let changes = row.cells.iter().enumerate().flat_map(|(place, cell)| {
            let change = has_change(comparison, place).then(|| changed(row.changes[place - 1].as_ref()));
            [Some(level(edition, cell)), change].into_iter().flatten()
        });
        [name].into_iter().chain(changes).collect()
    };
    let rows: Vec<_> = named_rows(edition, comparison).into_iter().map(cells).collect();
    let like_for_like = (0..rows.len()).flat_map(|row| like_for_like(edition, comparison, row));
    let columns_notes = column_notes(edition, comparison);
    Table {
        title: words.title.clone(),
        columns: [area].into_iter().chain(columns).collect(),
        notes: like_for_like.chain(columns_notes).chain([edition.notice().to_owned()]).collect(),
        rows,
    }
}

/// The rows in the order of the table, each with its name: the areas, their groups, and the whole.
fn named_rows<'a>(edition: &Edition, comparison: &'a Comparison) -> Vec<(Cell, &'a ComparedRow)> {
    let areas = comparison.areas.iter().map(|(id, row)| (Cell::text(edition.area(id)), row));
    areas.chain(summaries(edition, &comparison.groups, &comparison.whole)).collect()
}

/// The rows below the areas, each with its name: the groups, and the whole.
fn summaries<'a>(
    edition: &Edition,
    groups: &'a [(String, ComparedRow)],
    whole: &'a ComparedRow,
) -> impl Iterator<Item = (Cell, &'a ComparedRow)> {
    let strong = |name: String| Cell::new(Value::Text(name), Tone::Strong);
    let groups = groups.iter().map(move |(id, row)| (strong(edition.named_group(id)), row));
    groups.chain([(strong(edition.messages.common.overall.clone()), whole)])
}

/// The key of the column with the changes to the column at a place.
pub fn change_key(place: usize) -> String {
    format!("change-{}", place + 1)
}

/// Whether a column has one with its changes: the first has no predecessor, and between entities nothing changes.
fn has_change(comparison: &Comparison, place: usize) -> bool {
    let pair = place.checked_sub(1).and_then(|pair| comparison.pairs.get(pair));
    pair.is_some_and(|pair| pair.subject == PairSubject::OneEntity)
}

/// What each two neighbours have in common in a row of the table, where they did not ask the same questions.
pub fn like_for_like(edition: &Edition, comparison: &Comparison, row: usize) -> Vec<String> {
    let Some((name, row)) = named_rows(edition, comparison).into_iter().nth(row) else { return Vec::new() };
    let names: Vec<_> = names(edition, comparison).into_iter().map(|name| name.short).collect();
    like_sentences(edition, &name.value.words(edition), row, &names)
}

/// What each two neighbours have in common in the row of this name. There is a name for each column.
fn like_sentences(edition: &Edition, area: &str, row: &ComparedRow, names: &[String]) -> Vec<String> {
    let sentence = |(place, like): (usize, &Option<LikeForLike>)| {
        let started = row.cells[place..=place + 1].iter().all(|cell| cell.state == AreaState::Started);
        let like = like.as_ref().filter(|_| started)?;
        Some(like_words(edition, area, like, [&names[place], &names[place + 1]]))
    };
    row.like_for_like.iter().enumerate().filter_map(sentence).collect()
}

fn like_words(edition: &Edition, area: &str, like: &LikeForLike, names: [&String; 2]) -> String {
    let words = &edition.messages.reports.comparison;
    // What only one column asked, or what the other one, of another version, may not have asked.
    let only = |count: usize, [name, other]: [&String; 2], is_certain: bool| match (count, is_certain) {
        (0, _) => None,
        (_, true) => Some(words.asked_only.with(count, &[("name", name)])),
        (_, false) => Some(words.perhaps_not_asked.with(count, &[("name", other)])),
    };
    let revised = (like.revised > 0).then(|| words.revised.of(like.revised));
    let [before_may, after_may] = like.may_have_asked;
    let asked = [
        only(like.only_before, [names[0], names[1]], !after_may),
        only(like.only_after, [names[1], names[0]], !before_may),
        revised,
    ];
    let asked = edition.list(asked.into_iter().flatten());
    let figure = |cell: &ComparedCell| {
        let level = Value::of_state(cell.state, cell.claimed).words(edition);
        let Some(index) = cell.index.as_ref().filter(|_| cell.state == AreaState::Started) else {
            return level;
        };
        let index = index.value.printed(edition.pack.scale().decimals);
        words.level_index.fill(&[("level", &level), ("index", &index)])
    };
    let (before, after) = (figure(&like.before), figure(&like.after));
    let none = [&like.before, &like.after].iter().all(|cell| cell.answered == 0);
    if none {
        return words.nothing_common.fill(&[("area", &area), ("asked", &asked)]);
    }
    let Some(change) = &like.change else {
        return words.like_for_like_apart.fill(&[
            ("area", &area),
            ("asked", &asked),
            ("before", &before),
            ("after", &after),
        ]);
    };
    // Without its mark, which belongs into a column, and without the difference, as both figures are there.
    let change = Value::Change(CellChange { index: None, ..change.clone() }).words(edition);
    let change = change.trim_start_matches(|letter: char| !letter.is_alphabetic());
    words.like_for_like.fill(&[
        ("area", &area),
        ("asked", &asked),
        ("before", &before),
        ("after", &after),
        ("change", &change),
    ])
}

/// What is said of the cells, and of each column: its whole name with its day, and what of it cannot be compared.
pub fn column_notes(edition: &Edition, comparison: &Comparison) -> Vec<String> {
    let named = comparison.columns.iter().zip(names(edition, comparison));
    let notes = named.flat_map(|(column, name)| notes_of(edition, column, &name.whole));
    legend(edition).into_iter().chain(notes).collect()
}

/// The areas of one assessment next to their targets, and next to the last milestone if there is one.
pub fn against_targets(edition: &Edition, comparison: &TargetComparison) -> Table {
    let (words, common) = (&edition.messages.reports.comparison, &edition.messages.common);
    let milestone = comparison.milestone.as_ref();
    let columns = [
        Some(Column::text("area", &common.area)),
        milestone
            .map(|column| Column::new(ValueKind::Level, "milestone", shortened(own_name(column), HEADING))),
        Some(Column::new(ValueKind::Level, "level", &words.now)),
        milestone.map(|_| Column::new(ValueKind::Change, "change", &words.change)),
        Some(Column::new(ValueKind::Level, "target", &common.target)),
        Some(Column::new(ValueKind::Gap, "gap", &common.gap)),
    ];
    let rows = comparison.areas.iter().map(|target| {
        let state = target.row.cells.last().map_or(AreaState::NotApplicable, |cell| cell.state);
        let mut row = cells(edition, Cell::text(edition.area(&target.area)), &target.row);
        row.push(match state {
            AreaState::Started | AreaState::NotStarted => Cell::plain(Value::Level(target.target)),
            AreaState::NotApplicable => Cell::absent(),
        });
        row.push(match (state, target.gap.high) {
            (AreaState::Started, 0) => Cell::new(Value::Gap(target.gap), Tone::Good),
            (AreaState::Started, _) => Cell::plain(Value::Gap(target.gap)),
            (AreaState::NotStarted | AreaState::NotApplicable, _) => Cell::absent(),
        });
        row
    });
    let heads: Vec<_> = milestone.into_iter().chain([&comparison.now]).collect();
    let names: Vec<_> = heads.iter().map(|head| own_name(head).to_owned()).collect();
    let summaries = || summaries(edition, &comparison.groups, &comparison.whole);
    let all = comparison.areas.iter().map(|target| (Cell::text(edition.area(&target.area)), &target.row));
    let like_for_like = all
        .chain(summaries())
        .flat_map(|(name, row)| like_sentences(edition, &name.value.words(edition), row, &names));
    // Neither a group nor the whole has a target of its own.
    let aimless = summaries().map(|(name, row)| {
        cells(edition, name, row).into_iter().chain([Cell::absent(), Cell::absent()]).collect()
    });
    Table {
        title: comparison.now.assessment.clone(),
        columns: columns.into_iter().flatten().collect(),
        rows: rows.chain(aimless).collect(),
        notes: like_for_like
            .chain(legend(edition))
            .chain(heads.into_iter().flat_map(|head| notes_of(edition, head, &whole_name(edition, head))))
            .chain([edition.notice().to_owned()])
            .collect(),
    }
}

/// The questions whose level or state changed, with both and the difference.
pub fn moved(edition: &Edition, moved: &[Moved]) -> Table {
    let words = &edition.messages.reports.comparison;
    questions(edition, &words.moved, moved, [&words.before, &words.after], PairSubject::OneEntity)
}

/// The earlier and the later standing of a question that moved, in the direction of reading.
pub fn movement(edition: &Edition, moved: &Moved) -> String {
    let [before, after] =
        [moved.before, moved.after].map(|standing| Value::Standing(standing).words(edition));
    let arrow = match edition.language.direction() {
        Direction::LeftToRight => "→",
        Direction::RightToLeft => "←",
    };
    format!("{before} {arrow} {after}")
}

/// The questions that differ between each two neighbours: those that changed, or of two entities the two levels.
pub fn moved_between(edition: &Edition, comparison: &Comparison) -> Vec<Table> {
    let words = &edition.messages.reports.comparison;
    let names = names(edition, comparison);
    let pairs = comparison.pairs.iter().zip(names.windows(2)).filter(|(pair, _)| !pair.moved.is_empty());
    let table = |(pair, names): (&ComparedPair, &[ColumnName])| match pair.subject {
        PairSubject::OneEntity => moved(edition, &pair.moved),
        PairSubject::TwoEntities => questions(
            edition,
            &words.differing,
            &pair.moved,
            [&names[0].heading, &names[1].heading],
            pair.subject,
        ),
    };
    pairs.map(table).collect()
}

fn questions(
    edition: &Edition,
    title: &str,
    moved: &[Moved],
    [before, after]: [&String; 2],
    subject: PairSubject,
) -> Table {
    let (words, common) = (&edition.messages.reports.comparison, &edition.messages.common);
    let has_change = subject == PairSubject::OneEntity;
    let row = |moved: &Moved| {
        let cells = [
            Cell::text(edition.area(&moved.area)),
            Cell::text(edition.topic(&moved.question)),
            Cell::plain(Value::Standing(moved.before)),
            Cell::plain(Value::Standing(moved.after)),
        ];
        let change = has_change.then(|| changed(moved.change().as_ref()));
        cells.into_iter().chain(change).collect()
    };
    let columns = [
        Column::text("area", &common.area),
        Column::text("question", &common.question),
        Column::new(ValueKind::Standing, "before", before),
        Column::new(ValueKind::Standing, "after", after),
    ];
    let change = has_change.then(|| Column::new(ValueKind::Change, "change", &words.change));
    Table {
        title: title.to_owned(),
        columns: columns.into_iter().chain(change).collect(),
        rows: moved.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

/// How the columns are named in a heading, in a sentence and in a note.
struct ColumnName {
    heading: String,
    short: String,
    whole: String,
}

/// The names of the columns. If one is too long for its heading, all are numbered, and the notes say whose the numbers are.
fn names(edition: &Edition, comparison: &Comparison) -> Vec<ColumnName> {
    let is_numbered = comparison.columns.iter().any(|column| measure(own_name(column)) > HEADING);
    // Room for the number and a blank.
    let room = HEADING.saturating_sub("(1) ".len());
    let shown = short_names(comparison, room);
    let name = |(place, column): (usize, &ComparedColumn)| {
        let (name, whole) = (own_name(column), whole_name(edition, column));
        if !is_numbered {
            return ColumnName { heading: name.to_owned(), short: name.to_owned(), whole };
        }
        // The number is first in the direction of the screen, also where the name is of the other direction.
        let number = format!("({})", place + 1);
        let shown = shown.as_ref().map(|names| format!("{number} {}", own(&names[place])));
        let heading = shown.unwrap_or_else(|| number.clone());
        ColumnName { heading, whole: format!("{number} {whole}"), short: number }
    };
    comparison.columns.iter().enumerate().map(name).collect()
}

/// The names in `room` cells, by which the columns can be told apart: as far as they fit, or else their last words, which are
/// often years. `None` if both leave some alike.
fn short_names(comparison: &Comparison, room: usize) -> Option<Vec<String>> {
    let names = || comparison.columns.iter().map(own_name);
    let begin = names().map(|name| shortened(name, room)).collect::<Vec<_>>();
    let last_word = |name: &str| name.split_whitespace().last().map(|word| format!("…{word}"));
    let end = || names().map(last_word).collect::<Option<Vec<_>>>();
    let fits = |names: &Vec<String>| names.iter().all(|name| measure(name) <= room);
    let differ = |names: &Vec<String>| names.iter().collect::<HashSet<_>>().len() == names.len();
    Some(begin).filter(differ).or_else(|| end().filter(fits).filter(differ))
}

/// The name of a column next to others: that of the milestone or of the assessment.
fn own_name(column: &ComparedColumn) -> &str {
    column.milestone.as_ref().unwrap_or(&column.assessment)
}

/// The name of a column with that of its assessment, for a sentence.
fn whole_name(edition: &Edition, column: &ComparedColumn) -> String {
    let words = &edition.messages.reports.comparison.milestone;
    own(&match &column.milestone {
        None => column.assessment.clone(),
        Some(milestone) => words.fill(&[("assessment", &column.assessment), ("milestone", &milestone)]),
    })
}

fn notes_of(edition: &Edition, column: &ComparedColumn, name: &str) -> Vec<String> {
    let words = &edition.messages.reports.comparison;
    let as_of = words.as_of.fill(&[("name", &name), ("date", &column.as_of)]);
    let told = notes::in_figures(edition, &column.versions, &column.unusable).into_iter();
    let told = told.map(|told| format!("{name}: {told}"));
    let gone = column.gone_answers;
    let gone = (gone > 0).then(|| words.gone.with(gone, &[("name", &name)]));
    [as_of].into_iter().chain(told).chain(gone).collect()
}

/// The name, then the level of each column. From the second column on, the change follows the level.
fn cells(edition: &Edition, name: Cell, row: &ComparedRow) -> Vec<Cell> {
    let changes = [None].into_iter().chain(row.changes.iter().map(Some));
    let cells = row.cells.iter().zip(changes).flat_map(|(cell, change)| {
        [Some(level(edition, cell)), change.map(|change| changed(change.as_ref()))].into_iter().flatten()
    });
    [name].into_iter().chain(cells).collect()
}

/// The level, after the index in a pack that leads with it.
fn level(edition: &Edition, cell: &ComparedCell) -> Cell {
    let (state, claimed) = (cell.state, cell.claimed);
    let tone = match state {
        AreaState::Started => Tone::of_level(edition.pack.scale(), claimed.low),
        AreaState::NotStarted | AreaState::NotApplicable => Tone::Muted,
    };
    Cell::new(
        match edition.pack.manifest.lead {
            Lead::Level => Value::of_state(state, claimed),
            Lead::Index => {
                let reached = ReachedLevel { state, claimed, index: cell.index.clone(), next: None };
                Value::Reached(Box::new(reached))
            }
        },
        tone,
    )
}

/// What comes first in a cell, in a pack that leads with the index.
fn legend(edition: &Edition) -> Option<String> {
    let words = &edition.messages.reports.comparison;
    (edition.pack.manifest.lead == Lead::Index).then(|| words.index_first.clone())
}

/// A change with the tone of its direction. Without a value if one of the two sides has no level.
fn changed(change: Option<&CellChange>) -> Cell {
    let Some(change) = change else { return Cell::absent() };
    Cell::new(Value::Change(change.clone()), value::tone_of(change.trend))
}

#[cfg(test)]
mod tests;
