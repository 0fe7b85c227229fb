//! The table of areas on the overview. Its columns depend on the width.

use crate::bidi::{ColumnWidth, measure, own};
use crate::model::{Area, Lead, Level};
use crate::report::{Value, chart, progress, versions};
use crate::scoring::{AreaScore, AreaState, Standing};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    screens::{
        Destination,
        answer_sign::{answer_sign, legend},
    },
    widgets::{TableCell, TableColumn, TableLine, TableRow, TableView},
    workspace::Workspace,
};
use crate::work::{Sheet, Waiting};

/// A selectable row.
pub enum OverviewRow<'a> {
    /// An area with its number, from 1.
    Area(usize, &'a Area),
    /// An entry of the menu.
    Do(Action),
}

impl OverviewRow<'_> {
    /// The action of an entry of the menu. `None` for an area.
    pub fn entry(&self) -> Option<Action> {
        match self {
            Self::Area(..) => None,
            Self::Do(action) => Some(*action),
        }
    }
}

/// The menu below the areas. The row of the versions is left out if there is nothing to tell about them.
const MENU: [Action; 6] = [
    Action::NextOpen,
    Action::Open(Destination::Versions),
    Action::Open(Destination::Results),
    Action::Open(Destination::Roadmap),
    Action::Open(Destination::Compare),
    Action::Open(Destination::Details),
];

/// Cells of a line that a caption leaves free.
const BESIDE_CAPTIONS: usize = 3;
/// Minimum width of the table for a bar.
const WITH_BAR: u16 = 48;
/// Minimum width of the table for a longer bar.
const WITH_LONG_BAR: u16 = 76;
/// Minimum width of the table for index and target as figures, and for the answers one by one.
const WITH_FIGURES: u16 = 62;
/// Columns that the others need beside the answers one by one: pointer, number, name, figures and gaps.
const BESIDE_SIGNS: u16 = 53;
/// Columns of a bar and of the gap before it.
const LONG_BAR: u16 = 12;
/// The fewest signs for which the column of the answers has room, so that its heading fits.
const FEWEST_SIGNS: usize = 5;

/// The areas, and the menu below them.
pub fn table<'a>(workspace: &'a Workspace, sheet: &'a Sheet, width: u16) -> TableView<'a, OverviewRow<'a>> {
    let common = &workspace.messages().common;
    let number_width = if sheet.pack().areas.len() < 10 { 1 } else { 2 };
    let mut columns = vec![
        TableColumn::figures("", number_width),
        TableColumn::text(&common.area, ColumnWidth::Rest),
        match signs(sheet, width) {
            Some(cells) => {
                TableColumn::text(&workspace.messages().screens.overview.answers, ColumnWidth::Fixed(cells))
            }
            None => TableColumn::figures(&common.answered, 10),
        },
    ];
    columns.extend(leading(sheet, width).map(|figure| match figure {
        Lead::Level => TableColumn::figures(&common.level, 7),
        Lead::Index => TableColumn::figures(&common.index, 6),
    }));
    if width >= WITH_FIGURES {
        columns.push(TableColumn::figures(&common.target, 8));
    }
    if has_bar(sheet, width) {
        columns.push(TableColumn::text("", ColumnWidth::Fixed(if width >= WITH_LONG_BAR { 10 } else { 6 })));
    }
    let mut lines = Vec::new();
    let mut was_grouped = false;
    for (number, area) in (1..).zip(&sheet.pack().areas) {
        lines.extend(heading(workspace, sheet, area));
        let is_grouped = sheet.pack().manifest.groups.iter().any(|group| group.areas.contains(&area.id));
        // A blank row separates an area in no group from the group above it.
        if was_grouped && !is_grouped {
            lines.push(TableLine::Caption(String::new(), Role::Text));
        }
        was_grouped = is_grouped;
        lines.push(TableLine::Choice(OverviewRow::Area(number, area)));
    }
    lines.push(TableLine::Caption(String::new(), Role::Text));
    let is_shown =
        |action: &Action| *action != Action::Open(Destination::Versions) || sheet.versions().is_any();
    let menu = MENU.into_iter().filter(is_shown);
    lines.extend(menu.map(|action| TableLine::Choice(OverviewRow::Do(action))));
    lines.extend(remarks(workspace, sheet, width));
    TableView::new(columns, lines, move |row| match row {
        OverviewRow::Area(number, area) => {
            TableRow::Cells(area_cells(workspace, sheet, *number, area, width))
        }
        OverviewRow::Do(action) => TableRow::Wide(menu_text(workspace, sheet, *action, width), Role::Text),
    })
}

/// The line above the first area of a group: its title with its figures.
fn heading<T>(workspace: &Workspace, sheet: &Sheet, area: &Area) -> Option<TableLine<T>> {
    let group = sheet.pack().group_from(&area.id)?;
    let known = sheet.scorecard().groups.iter().find(|known| known.group == group.id)?;
    let edition = workspace.edition(sheet.pack());
    let common = &workspace.messages().common;
    let level = Value::of_state(known.score.state, known.score.claimed).words(&edition);
    let mut figures = vec![match known.score.state {
        AreaState::Started => format!("{} {level}", common.level),
        AreaState::NotStarted | AreaState::NotApplicable => level,
    }];
    if let Some(index) = &known.score.index {
        let index = Value::Number(index.value.clone()).words(&edition);
        figures.push(format!("{} {index}", common.index));
    }
    if sheet.pack().manifest.lead == Lead::Index {
        figures.reverse();
    }
    let text = format!("{}: {}", own(group.title.get(workspace.code())), workspace.messages().facts(figures));
    Some(TableLine::Caption(text, Role::Heading))
}

/// Notes about what does not count: questions that the profile leaves out, and what another version of the pack
/// changed.
fn remarks<T>(workspace: &Workspace, sheet: &Sheet, width: u16) -> Vec<TableLine<T>> {
    let messages = workspace.messages();
    let words = &messages.screens.overview;
    let mut lines = vec![TableLine::Caption(String::new(), Role::Text)];
    if signs(sheet, width).is_some() {
        let text = legend(&words.signs, workspace.direction());
        lines.push(TableLine::Caption(text, Role::Muted));
    }
    if sheet.left_out() > 0 {
        lines.push(TableLine::Caption(words.hidden.of(sheet.left_out()), Role::Muted));
    }
    let room = usize::from(width).saturating_sub(BESIDE_CAPTIONS);
    let progress = sheet.progress();
    if progress.applicable == 0 {
        // The menu says it in short, or leads to a question to look at again and does not say it.
        let said = progress::conclusion(&workspace.edition(sheet.pack()), progress, 0).unwrap_or_default();
        if measure(&said) > room || sheet.continues_at().is_some() {
            lines.extend(in_lines(&said, room).into_iter().map(|line| TableLine::Caption(line, Role::Text)));
        }
    }
    let told = versions::lines(&workspace.edition(sheet.pack()), sheet.versions(), room);
    lines.extend(told.into_iter().map(|text| TableLine::Caption(text, Role::Warning)));
    for text in progress::unusable_in_short(&workspace.edition(sheet.pack()), sheet.unusable()) {
        lines.push(TableLine::Caption(text, Role::Warning));
    }
    lines
}

/// A sentence in lines of at most `room` cells, broken between words.
fn in_lines(sentence: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in sentence.split(' ') {
        match lines.last_mut() {
            Some(line) if measure(line) + 1 + measure(word) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn area_cells(
    workspace: &Workspace,
    sheet: &Sheet,
    number: usize,
    area: &Area,
    width: u16,
) -> Vec<TableCell> {
    let edition = workspace.edition(sheet.pack());
    let value = |value: &Value, role| TableCell::value(&edition, value, role);
    let score = sheet.area_score(area);
    let role = if score.state == AreaState::NotApplicable { Role::Muted } else { Role::Text };
    let mut cells = vec![
        value(&Value::Count(number), Role::Key),
        TableCell::Text(area.label(workspace.code()).to_owned(), role),
        match signs(sheet, width) {
            Some(_) => TableCell::Signs(answers(workspace, sheet, area)),
            None => value(&Value::of_progress_in_short(score.progress()), Role::Muted),
        },
    ];
    cells.extend(leading(sheet, width).map(|figure| match figure {
        Lead::Level => value(&short_level(score), level_role(sheet, score)),
        Lead::Index => {
            let index = score.index.as_ref().map(|index| Value::Number(index.value.clone()));
            value(&index.unwrap_or(Value::Absent), role)
        }
    }));
    if width >= WITH_FIGURES {
        cells.push(value(&score.shown_target().map_or(Value::Absent, Value::Level), Role::Muted));
    }
    if has_bar(sheet, width) {
        let share = |level| chart::share(level, sheet.pack().scale().last());
        let filled = score.shown().map_or(0.0, |range| share(range.low));
        cells.push(TableCell::Gauge(filled, score.shown_target().map(share)));
    }
    cells
}

/// The cells that the answers of an area take one by one; `None` if there is no room for those of every area, or if a
/// label of the scale takes more than a cell.
fn signs(sheet: &Sheet, width: u16) -> Option<u16> {
    let (pack, scale) = (sheet.pack(), sheet.pack().scale());
    let most = pack.areas.iter().map(|area| area.questions.len()).max().unwrap_or_default();
    let cells = TableCell::signs_width(most.max(FEWEST_SIGNS));
    let are_short = || scale.all().all(|level| measure(&scale.label(level)) == 1);
    (cells.saturating_add(BESIDE_SIGNS) <= width && are_short()).then_some(cells)
}

/// Whether a table of this width has a bar for each area. The answers one by one come first.
fn has_bar(sheet: &Sheet, width: u16) -> bool {
    width >= signs(sheet, width).map_or(WITH_BAR, |cells| cells + BESIDE_SIGNS + LONG_BAR)
}

/// The answers of an area, a sign for each question that the profile asks.
fn answers(workspace: &Workspace, sheet: &Sheet, area: &Area) -> Vec<(String, Role)> {
    let role = |question| match sheet.standing(question) {
        Standing::Hidden { .. } => None,
        Standing::NotApplicable | Standing::Unanswered => Some(Role::Muted),
        Standing::Unknown => Some(Role::Info),
        Standing::OutsideScale => Some(Role::Bad),
        Standing::Level(level) => Some(colour_of(sheet, level)),
    };
    let sign = |question| Some((answer_sign(sheet, question, workspace.direction()), role(question)?));
    area.questions.iter().filter_map(sign).collect()
}

/// The figures of an area in this width: the one that the pack leads with comes first and always has room.
fn leading(sheet: &Sheet, width: u16) -> impl Iterator<Item = Lead> {
    let lead = sheet.pack().manifest.lead;
    let all = match lead {
        Lead::Level => [Lead::Level, Lead::Index],
        Lead::Index => [Lead::Index, Lead::Level],
    };
    all.into_iter().filter(move |figure| *figure == lead || *figure == Lead::Level || width >= WITH_FIGURES)
}

/// The level in few cells: the range, or a dash if there is none.
fn short_level(score: &AreaScore) -> Value {
    match score.state {
        AreaState::Started => Value::Range(score.claimed),
        AreaState::NotApplicable | AreaState::NotStarted => Value::Absent,
    }
}

/// The colour of the lowest level that is possible.
fn level_role(sheet: &Sheet, score: &AreaScore) -> Role {
    score.shown().map_or(Role::Muted, |range| colour_of(sheet, range.low))
}

/// The colour of a level in the sequence of those of the scale.
fn colour_of(sheet: &Sheet, level: Level) -> Role {
    let levels = || sheet.pack().scale().all();
    Role::of_level(levels().position(|known| known == level).unwrap_or_default(), levels().count())
}

fn menu_text(workspace: &Workspace, sheet: &Sheet, action: Action, width: u16) -> String {
    let messages = workspace.messages();
    let (words, edition) = (&messages.screens.overview, workspace.edition(sheet.pack()));
    match action {
        Action::NextOpen => {}
        Action::Open(Destination::Versions) => {
            // The remarks below may be out of sight.
            let shortest = versions::lines(&edition, sheet.versions(), 0);
            let told = [action.name(messages)].into_iter().chain(shortest.first().map(String::as_str));
            return messages.facts(told);
        }
        _ => return action.name(messages).to_owned(),
    }
    let Some((_, question)) = sheet.continues_at().and_then(|id| sheet.pack().question(id)) else {
        let (progress, look_again) = (sheet.progress(), sheet.versions().look_again.len());
        let room = usize::from(width).saturating_sub(BESIDE_CAPTIONS);
        return progress::fitting_conclusion(&edition, progress, look_again, room).unwrap_or_default();
    };
    let started = sheet.assessment().answers.values().any(|entry| entry.answer.is_some());
    let text = match sheet.waiting(question) {
        Some(Waiting::Unknown) => &messages.reports.roadmap.find_out_question,
        Some(Waiting::LookAgain) => &words.look_again,
        _ if started => &words.next_open,
        _ => &words.start,
    };
    text.fill(&[("topic", &question.topic.get(workspace.code()))])
}
