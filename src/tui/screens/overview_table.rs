//! The table of areas on the overview. Its columns depend on the width.

use super::answer_sign::{answer_sign, legend};
use crate::bidi::{ColumnWidth, measure, own};
use crate::model::{Area, Lead, Level, Pack, Scale};
use crate::report::{Edition, Tone, Value, chart, progress, versions, why};
use crate::scoring::{AreaScore, AreaState, Standing};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    screens::Destination,
    widgets::{BESIDE_CAPTIONS, GAP, Gauge, TableCell, TableColumn, TableLine, TableRow, TableView},
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

/// The menu below the areas. The row of the versions is left out if there is nothing to tell about them.
const MENU: [Action; 2] = [Action::NextOpen, Action::Open(Destination::Versions)];

/// Cells of the level, and of the index where the pack leads with it.
const FIGURE: u16 = 7;
/// The widest names of areas that are not cut.
const WIDEST_NAME: u16 = 34;
/// The fewest signs for which the column of the answers has room, so that its heading fits.
const FEWEST_SIGNS: usize = 5;
/// Cells for a level on the ruler, the most first.
const PARTS: [u16; 4] = [5, 4, 3, 2];
/// The fewest cells for what holds an area.
const HELD: u16 = 24;
/// Lines below the areas for the reason of the selected one.
const REASON_LINES: usize = 2;
/// The same where lines are short.
const SHORT_REASON_LINES: usize = 3;
/// The fewest cells of a line that is not short.
const LONG_LINE: u16 = 90;

/// The columns for which there is room.
struct OverviewColumns {
    number: u16,
    name: u16,
    /// Cells of the answers one by one; `None` if there is no room for those of every area, or if a label of the scale
    /// takes more than a cell.
    signs: Option<u16>,
    /// Cells for each level on the ruler; `None` without one.
    part: Option<u16>,
    is_held_shown: bool,
}

impl OverviewColumns {
    /// The columns for a width. The answers are left out first, then what holds an area, then the ruler.
    fn fitting(workspace: &Workspace, sheet: &Sheet, width: u16) -> Self {
        let pack = sheet.pack();
        let number = if pack.areas.len() < 10 { 1 } else { 2 };
        let name = area_width(workspace, sheet);
        let signs = signs_width(pack);
        let levels = u16::try_from(pack.scale().all().count()).unwrap_or(u16::MAX);
        let taken = BESIDE_CAPTIONS + number + GAP + name + leading(sheet).map(|_| GAP + FIGURE).sum::<u16>();
        let fits = |signs: Option<u16>, part: Option<u16>, held: u16| {
            let optional =
                [signs, part.map(|part| part.saturating_mul(levels)), Some(held).filter(|held| *held > 0)];
            let optional = optional.into_iter().flatten().map(|cells| cells.saturating_add(GAP));
            optional.fold(taken, u16::saturating_add) <= width
        };
        let mut wanted = Vec::new();
        for (signs, held) in [(signs, HELD), (None, HELD), (None, 0)] {
            wanted.extend(PARTS.map(|part| (signs, Some(part), held)));
        }
        let found = wanted.into_iter().find(|(signs, part, held)| fits(*signs, *part, *held));
        let (signs, part, held) = found.unwrap_or((None, None, 0));
        Self { number, name, signs, part, is_held_shown: held > 0 }
    }
}

/// The cells for the names of the areas.
pub(super) fn area_width(workspace: &Workspace, sheet: &Sheet) -> u16 {
    let names = sheet.pack().areas.iter().map(|area| measure(area.label(workspace.code())));
    let widest = names.chain([measure(&workspace.messages().common.area)]).max().unwrap_or_default();
    u16::try_from(widest).unwrap_or(u16::MAX).min(WIDEST_NAME)
}

/// The cells that the answers of an area take one by one; `None` if a label of the scale takes more than a cell.
fn signs_width(pack: &Pack) -> Option<u16> {
    let scale = pack.scale();
    let most = pack.areas.iter().map(|area| area.questions.len()).max().unwrap_or_default();
    let are_short = scale.all().all(|level| measure(&scale.label(level)) == 1);
    are_short.then(|| TableCell::signs_width(most.max(FEWEST_SIGNS)))
}

/// The areas, and the menu below them. `reason` says why the selected one is at its level.
pub fn table<'a>(
    workspace: &'a Workspace,
    sheet: &'a Sheet,
    reason: &str,
    width: u16,
) -> TableView<'a, OverviewRow<'a>> {
    let columns = OverviewColumns::fitting(workspace, sheet, width);
    let mut lines = Vec::new();
    let mut was_grouped = false;
    for (number, area) in (1..).zip(&sheet.pack().areas) {
        lines.extend(heading(workspace, sheet, area));
        let is_grouped = sheet.pack().manifest.groups.iter().any(|group| group.areas.contains(&area.id));
        // A blank row separates an area in no group from the group above it.
        if was_grouped && !is_grouped {
            lines.push(blank());
        }
        was_grouped = is_grouped;
        lines.push(TableLine::Choice(OverviewRow::Area(number, area)));
    }
    lines.push(blank());
    let room = width.saturating_sub(BESIDE_CAPTIONS);
    let mut reasons: Vec<_> = TableLine::captions(reason, Role::Text, room).collect();
    // The menu stays in its place when the selection moves.
    let kept = if room < LONG_LINE { SHORT_REASON_LINES } else { REASON_LINES };
    reasons.resize_with(reasons.len().max(kept), blank);
    lines.extend(reasons);
    lines.push(blank());
    let is_shown =
        |action: &Action| *action != Action::Open(Destination::Versions) || sheet.versions().is_any();
    let menu = MENU.into_iter().filter(is_shown);
    lines.extend(menu.map(|action| TableLine::Choice(OverviewRow::Do(action))));
    lines.extend(remarks(workspace, sheet, &columns, room));
    let headings = headings(workspace, sheet, &columns);
    TableView::new(headings, lines, move |row| match row {
        OverviewRow::Area(number, area) => {
            TableRow::Cells(area_cells(workspace, sheet, *number, area, &columns))
        }
        OverviewRow::Do(action) => TableRow::Wide(menu_text(workspace, sheet, *action, room), Role::Text),
    })
}

fn blank<T>() -> TableLine<T> {
    TableLine::Caption(String::new(), Role::Text)
}

fn headings(workspace: &Workspace, sheet: &Sheet, columns: &OverviewColumns) -> Vec<TableColumn> {
    let (common, words) = (&workspace.messages().common, &workspace.messages().screens.overview);
    let mut headings = vec![
        TableColumn::figures("", columns.number),
        TableColumn::text(&common.area, ColumnWidth::Fixed(columns.name)),
    ];
    headings.extend(columns.signs.map(|cells| TableColumn::text(&words.answers, ColumnWidth::Fixed(cells))));
    headings.extend(columns.part.map(|part| TableColumn::ruler(ticks(sheet.pack().scale(), part), part)));
    headings.extend(leading(sheet).map(|figure| match figure {
        Lead::Level => TableColumn::figures(&common.level, FIGURE),
        Lead::Index => TableColumn::figures(&common.index, FIGURE),
    }));
    headings.extend(columns.is_held_shown.then(|| TableColumn::text(&words.held, ColumnWidth::Rest)));
    headings
}

/// The labels of the ruler; blank where not all fit.
fn ticks(scale: &Scale, part: u16) -> Vec<String> {
    let labels: Vec<String> = scale.all().map(|level| scale.label(level)).collect();
    let fit = labels.iter().all(|label| measure(label) <= usize::from(part));
    if fit { labels } else { vec![String::new(); labels.len()] }
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
fn remarks<T>(
    workspace: &Workspace,
    sheet: &Sheet,
    columns: &OverviewColumns,
    room: u16,
) -> Vec<TableLine<T>> {
    let messages = workspace.messages();
    let (words, edition) = (&messages.screens.overview, workspace.edition(sheet.pack()));
    let mut said: Vec<(String, Role)> = Vec::new();
    if columns.signs.is_some() {
        said.push((legend(&words.signs, workspace.direction()), Role::Muted));
    }
    if columns.part.is_some() && sheet.progress().applicable > 0 {
        said.push((words.ruler.clone(), Role::Muted));
    }
    if sheet.left_out() > 0 {
        said.push((words.hidden.of(sheet.left_out()), Role::Muted));
    }
    said.extend(conclusion(&edition, sheet, room).map(|text| (text, Role::Text)));
    let told = versions::lines(&edition, sheet.versions(), usize::from(room));
    let unusable = progress::unusable_in_short(&edition, sheet.unusable());
    said.extend(told.into_iter().chain(unusable).map(|text| (text, Role::Warning)));
    let captions = said.iter().flat_map(|(text, role)| TableLine::captions(text, *role, room));
    std::iter::once(blank()).chain(captions).collect()
}

/// Why there is no level at all, where the menu does not say it: it says it in short, or leads to a question to look at
/// again.
fn conclusion(edition: &Edition, sheet: &Sheet, room: u16) -> Option<String> {
    let progress = sheet.progress();
    let said = progress::conclusion(edition, progress, 0).filter(|_| progress.applicable == 0)?;
    (measure(&said) > usize::from(room) || sheet.continues_at().is_some()).then_some(said)
}

fn area_cells(
    workspace: &Workspace,
    sheet: &Sheet,
    number: usize,
    area: &Area,
    columns: &OverviewColumns,
) -> Vec<TableCell> {
    let edition = workspace.edition(sheet.pack());
    let value = |value: &Value, role| TableCell::value(&edition, value, role);
    let score = sheet.area_score(area);
    let role = if score.state == AreaState::NotApplicable { Role::Muted } else { Role::Text };
    let mut cells = vec![
        value(&Value::Count(number), if number < 10 { Role::Key } else { Role::Muted }),
        TableCell::Text(area.label(workspace.code()).to_owned(), role),
    ];
    cells.extend(columns.signs.map(|_| TableCell::Signs(answers(workspace, sheet, area))));
    cells.extend(columns.part.map(|_| TableCell::Gauge(gauge(sheet, score))));
    cells.extend(leading(sheet).map(|figure| match figure {
        Lead::Level => value(&short_level(score), level_role(sheet, score)),
        Lead::Index => {
            let index = score.index.as_ref().map(|index| Value::Number(index.value.clone()));
            value(&index.unwrap_or(Value::Absent), role)
        }
    }));
    if columns.is_held_shown {
        let held = why::held(&edition, score);
        cells.push(held.map_or_else(TableCell::absent, |held| TableCell::Text(held, Role::Muted)));
    }
    cells
}

/// The range of possible levels of an area on the ruler, and its target.
fn gauge(sheet: &Sheet, score: &AreaScore) -> Gauge {
    let share = |level| chart::share(level, sheet.pack().scale().last());
    let range = score.shown();
    Gauge {
        reached: range.map_or(0.0, |range| share(range.low)),
        possible: range.map_or(0.0, |range| share(range.high)),
        target: score.shown_target().map(share),
        role: level_role(sheet, score),
    }
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

/// The figures of an area: the level, after the index where the pack leads with that.
fn leading(sheet: &Sheet) -> impl Iterator<Item = Lead> {
    let index = (sheet.pack().manifest.lead == Lead::Index).then_some(Lead::Index);
    index.into_iter().chain([Lead::Level])
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
    Tone::of_level(sheet.pack().scale(), level).role()
}

fn menu_text(workspace: &Workspace, sheet: &Sheet, action: Action, room: u16) -> String {
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
        let room = usize::from(room);
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
