//! The table of the assessments on the home screen. Its columns depend on the width.

use jiff::Timestamp;

use crate::bidi::{ColumnWidth, ltr, measure};
use crate::explain::moment;
use crate::model::Lead;
use crate::report::{Tone, Value, progress, versions};
use crate::scoring::AreaState;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    screens::Destination,
    shelf::{Shelved, ShelvedContents, ShelvedScore},
    widgets::{BESIDE_CAPTIONS, GAP, Gauge, TableCell, TableColumn, TableLine, TableRow, TableView},
    workspace::Workspace,
};

/// A selectable row.
pub enum HomeRow<'a> {
    /// Opens the assessment, or shows why it cannot be read.
    Assessment(&'a Shelved),
    /// An entry of the menu.
    Do(Action),
}

/// The menu below the assessments. Where there are none, it has the other ways to begin too.
fn menu(workspace: &Workspace) -> &'static [Action] {
    const ALL: [Action; 3] =
        [Action::Open(Destination::New), Action::Import, Action::Open(Destination::Settings)];
    // Not while the list is read, when the rows would move under a click.
    let has_none = workspace.shelf.as_ref().is_some_and(Vec::is_empty);
    if has_none { &ALL } else { &ALL[..1] }
}

/// In place of a level that is still being read.
const UNREAD: &str = "…";

/// Cells of the bar of what is answered.
const BAR: u16 = 10;

/// The fewest cells that are left for the name when a column is added.
const NAME: u16 = 24;

/// What a column shows, in the order of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shown {
    Name,
    Organisation,
    Questionnaire,
    Bar,
    Answered,
    Index,
    Level,
    Changed,
}

/// A column that is shown where there is room.
struct HomeColumn {
    shown: Shown,
    cells: u16,
}

/// The columns in their order, with the most important ones that fit.
fn columns(workspace: &Workspace, width: u16) -> Vec<HomeColumn> {
    let common = &workspace.messages().common;
    let wide = |widest: usize| u16::try_from(widest).unwrap_or(u16::MAX).clamp(12, (width / 4).clamp(12, 36));
    let entities = workspace.assessments().iter().filter_map(|shelved| scored(shelved));
    let entity = entities.map(|score| measure(score.entity.get(workspace.code()))).max().unwrap_or_default();
    let title = workspace.questionnaires.widest_title(workspace.code()).max(measure(&common.questionnaire));
    let leads_with_index = workspace.assessments().iter().any(leads_with_index);
    // What every list has.
    let needed = [
        (Shown::Answered, 10, true),
        (Shown::Level, 12, true),
        (Shown::Index, 6, leads_with_index),
        (Shown::Questionnaire, wide(title), workspace.questionnaires.are_several()),
    ];
    // What fits beside it, the most important first.
    let optional = [
        (Shown::Changed, 16, true),
        (Shown::Bar, BAR, true),
        (Shown::Organisation, wide(entity), entity > 0),
        (Shown::Index, 6, !leads_with_index),
    ];
    let mut left = width.saturating_sub(BESIDE_CAPTIONS);
    let mut chosen = Vec::new();
    let needed = needed.map(|column| (column, 0)).into_iter();
    for ((shown, cells, is_wanted), least) in needed.chain(optional.map(|column| (column, NAME))) {
        if is_wanted && left >= cells + GAP + least {
            left -= cells + GAP;
            chosen.push(HomeColumn { shown, cells });
        }
    }
    chosen.sort_by_key(|column| column.shown);
    chosen.insert(0, HomeColumn { shown: Shown::Name, cells: name_width(workspace).min(left) });
    chosen
}

/// The cells of the longest name: a wider column would put short names far from their figures.
fn name_width(workspace: &Workspace) -> u16 {
    let widest = workspace.assessments().iter().map(|shelved| measure(&shelved.title())).max();
    u16::try_from(widest.unwrap_or_default()).unwrap_or(u16::MAX).max(NAME)
}

/// The assessments with their notes, and the menu below them.
pub fn table(workspace: &Workspace, width: u16) -> TableView<'_, HomeRow<'_>> {
    let columns = columns(workspace, width);
    let room = width.saturating_sub(BESIDE_CAPTIONS);
    let rows = |shelved| {
        let notes = notes(shelved, workspace, usize::from(room)).into_iter();
        let lines =
            notes.flat_map(move |(text, role)| TableLine::captions(&text, role, room).collect::<Vec<_>>());
        [TableLine::Choice(HomeRow::Assessment(shelved))].into_iter().chain(lines)
    };
    let mut lines: Vec<TableLine<HomeRow<'_>>> = workspace.assessments().iter().flat_map(rows).collect();
    if !lines.is_empty() {
        lines.push(TableLine::Caption(String::new(), Role::Text));
    }
    lines.extend(menu(workspace).iter().map(|action| TableLine::Choice(HomeRow::Do(*action))));
    let headings = columns.iter().map(|column| heading(column, workspace)).collect();
    TableView::new(headings, lines, move |row| match row {
        HomeRow::Assessment(shelved) => {
            TableRow::Cells(columns.iter().map(|column| cell(column, shelved, workspace)).collect())
        }
        HomeRow::Do(action) => TableRow::Wide(menu_text(*action, workspace).to_owned(), Role::Text),
    })
}

fn menu_text(action: Action, workspace: &Workspace) -> &'static str {
    let words = &workspace.messages().screens.home;
    match action {
        Action::Open(Destination::New) => &words.new_row,
        Action::Import => &words.import_row,
        _ => &words.settings_row,
    }
}

fn heading(column: &HomeColumn, workspace: &Workspace) -> TableColumn {
    let (common, words) = (&workspace.messages().common, &workspace.messages().screens.home);
    let text = match column.shown {
        _ if workspace.assessments().is_empty() => "",
        Shown::Name => &words.name,
        Shown::Organisation => &words.organisation,
        Shown::Questionnaire => &common.questionnaire,
        Shown::Bar => "",
        Shown::Answered => &common.answered,
        Shown::Index => &common.index,
        Shown::Level => &common.level,
        Shown::Changed => &words.changed,
    };
    match column.shown {
        Shown::Name | Shown::Organisation | Shown::Questionnaire | Shown::Bar => {
            TableColumn::text(text, ColumnWidth::Fixed(column.cells))
        }
        Shown::Answered | Shown::Index | Shown::Level | Shown::Changed => {
            TableColumn::figures(text, column.cells)
        }
    }
}

fn cell(column: &HomeColumn, shelved: &Shelved, workspace: &Workspace) -> TableCell {
    if column.shown == Shown::Changed {
        // The time of a file may be outside the calendar.
        let time = shelved.modified.and_then(|modified| Timestamp::try_from(modified).ok());
        return time.map_or_else(TableCell::absent, |time| TableCell::Text(moment(time), Role::Muted));
    }
    match &shelved.contents {
        ShelvedContents::Scored(score) => scored_cell(column, shelved, score, workspace),
        ShelvedContents::Unread => match column.shown {
            Shown::Name => TableCell::plain(shelved.title()),
            Shown::Level => TableCell::Text(UNREAD.to_owned(), Role::Muted),
            _ => TableCell::plain(""),
        },
        ShelvedContents::Unreadable(_) => match column.shown {
            Shown::Name => TableCell::Text(shelved.title(), Role::Bad),
            Shown::Level => TableCell::Text(workspace.messages().screens.home.unreadable.clone(), Role::Bad),
            Shown::Bar => TableCell::plain(""),
            _ => TableCell::absent(),
        },
    }
}

fn scored_cell(
    column: &HomeColumn,
    shelved: &Shelved,
    score: &ShelvedScore,
    workspace: &Workspace,
) -> TableCell {
    let (edition, code, summary) = (workspace.edition(&score.pack), workspace.code(), &score.summary);
    let value = |value: Value, role| TableCell::value(&edition, &value, role);
    match column.shown {
        Shown::Name => TableCell::plain(shelved.title()),
        Shown::Organisation => TableCell::Text(score.entity.get(code).to_owned(), Role::Muted),
        Shown::Questionnaire => TableCell::Text(score.pack.manifest.title.get(code).to_owned(), Role::Muted),
        Shown::Bar => TableCell::Gauge(answered(score)),
        Shown::Answered => value(Value::of_progress_in_short(summary.progress), Role::Muted),
        Shown::Index => {
            let index = summary.index.as_ref().map(|index| Value::Number(index.value.clone()));
            index.map_or_else(TableCell::absent, |index| value(index, Role::Text))
        }
        Shown::Level => value(Value::of_state(summary.state, summary.level), level_role(score)),
        // The same for every assessment.
        Shown::Changed => TableCell::absent(),
    }
}

/// How much of the questions is answered.
fn answered(score: &ShelvedScore) -> Gauge {
    Gauge::filled(score.summary.progress.share())
}

/// The colour of the lowest level that is possible.
fn level_role(score: &ShelvedScore) -> Role {
    match score.summary.state {
        AreaState::Started => Tone::of_level(score.pack.scale(), score.summary.level.low).role(),
        AreaState::NotApplicable | AreaState::NotStarted => Role::Muted,
    }
}

fn scored(shelved: &Shelved) -> Option<&ShelvedScore> {
    match &shelved.contents {
        ShelvedContents::Scored(score) => Some(score),
        ShelvedContents::Unread | ShelvedContents::Unreadable(_) => None,
    }
}

fn leads_with_index(shelved: &Shelved) -> bool {
    scored(shelved).is_some_and(|score| score.pack.manifest.lead == Lead::Index)
}

/// The lines below an assessment: its file if another one has the same name, the counts that are not in its row, what
/// another version of its questionnaire changed in the longest form that `room` cells have room for, and its targets that are
/// not used.
fn notes(shelved: &Shelved, workspace: &Workspace, room: usize) -> Vec<(String, Role)> {
    let mut notes = Vec::new();
    if shelved.shares_name {
        notes.push((format!("  {}", ltr(&shelved.file_name())), Role::Muted));
    }
    if let ShelvedContents::Scored(score) = &shelved.contents {
        let edition = workspace.edition(&score.pack);
        let counts: Vec<_> = progress::beside_answered(&edition, score.summary.progress).collect();
        if !counts.is_empty() {
            notes.push((format!("  {}", workspace.messages().facts(counts)), Role::Muted));
        }
        let told = versions::fitting(&edition, &score.versions, room.saturating_sub(4));
        notes.extend(told.map(|told| (format!("  ! {told}"), Role::Warning)));
        let named = progress::unusable_in_short(&edition, &score.unusable_targets);
        if !named.is_empty() {
            notes.push((format!("  ! {}", workspace.messages().facts(named)), Role::Warning));
        }
    }
    notes
}
