//! The list of assessments, and the menu below it.

use std::cell::RefCell;
use std::path::PathBuf;

use jiff::Timestamp;
use ratatui::layout::Rect;

use crate::bidi::{ColumnWidth, ltr, measure, own, shortened};
use crate::explain::Explain;
use crate::explain::moment;
use crate::model::Lead;
use crate::report::{Edition, Value, progress, versions};
use crate::scoring::Summary;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    effect::Effect,
    keymap::Context,
    overlays::{Confirm, ImportPurpose, NamePurpose, Prompt},
    screens::Destination,
    shelf::{Shelved, ShelvedContents, ShelvedScore},
    view::{Command, Input, View},
    widgets::{Canvas, GAP, TableCell, TableColumn, TableLine, TableRow, TableView, UNBOUNDED, Viewport},
    workspace::Workspace,
};

/// The screen with the list.
#[derive(Default)]
pub struct Home {
    view: Viewport,
    /// The file of the selected assessment, which stays selected when the list is put into another order. `None` if an entry
    /// of the menu is selected.
    held: RefCell<Option<PathBuf>>,
    /// The assessment that was opened last when the list was last looked at.
    opened: RefCell<Option<PathBuf>>,
}

/// In place of a level that is still being read.
const UNREAD: &str = "…";

/// Cells before the name of an assessment.
const MARKER: u16 = 3;

/// Cells of the index, where a questionnaire leads with it.
const INDEX: u16 = 6;

/// Width of the table for the time of the last change next to the questionnaire.
const WITH_CHANGE: u16 = 92;

/// Minimum width of the table for the counts of unknown answers and of those outside the scale.
const WITH_COUNTS: u16 = 112;

/// A selectable row.
enum HomeRow<'a> {
    /// Opens the assessment, or shows why it cannot be read.
    Assessment(&'a Shelved),
    /// An entry of the menu.
    Do(Action),
}

/// The menu below the assessments.
const MENU: [Action; 5] = [
    Action::Open(Destination::New),
    Action::Import,
    Action::Open(Destination::Compare),
    Action::Open(Destination::Settings),
    Action::Quit,
];

impl Home {
    /// Selects the assessment that was opened since, or else the one that was selected, where it is now.
    fn follow(&self, workspace: &Workspace) {
        if *self.opened.borrow() != workspace.opened_last {
            self.opened.replace(workspace.opened_last.clone());
            self.held.replace(workspace.opened_last.clone());
        }
        let held = self.held.borrow();
        let place = held
            .as_ref()
            .and_then(|path| workspace.assessments().iter().position(|shelved| shelved.path == *path));
        if let Some(place) = place {
            self.view.follow(place);
        }
    }

    fn hold(&self, workspace: &Workspace) {
        let selected = workspace.assessments().get(self.view.cursor());
        self.held.replace(selected.map(|shelved| shelved.path.clone()));
    }

    fn selected<'a>(&self, workspace: &'a Workspace) -> Option<&'a Shelved> {
        match table(workspace, UNBOUNDED).chosen(&self.view) {
            Some(HomeRow::Assessment(shelved)) => Some(shelved),
            _ => None,
        }
    }

    fn enter(&self, workspace: &Workspace) -> Vec<Command<()>> {
        let command = match table(workspace, UNBOUNDED).chosen(&self.view) {
            // Only its questionnaire is missing or faulty, and may have been mended since.
            Some(HomeRow::Assessment(shelved)) if shelved.lacks_pack() => {
                Command::Perform(Effect::Open(shelved.path.clone()))
            }
            Some(HomeRow::Assessment(Shelved {
                contents: ShelvedContents::Unreadable(fault), path, ..
            })) => {
                let (file, problem) = (path.clone(), fault.explain(workspace.messages()).paragraphs());
                Command::Perform(Effect::LookBack { file, problem })
            }
            Some(HomeRow::Assessment(shelved)) => Command::Perform(Effect::Open(shelved.path.clone())),
            Some(HomeRow::Do(action)) => Command::Act(*action),
            None => return Vec::new(),
        };
        vec![command]
    }

    fn delete(&self, workspace: &Workspace) -> Vec<Command<()>> {
        let Some(shelved) = self.selected(workspace) else { return Vec::new() };
        let words = &workspace.messages().screens.overlays;
        let text = words.delete_text.fill(&[("name", &shelved.label())]);
        let delete = Command::Perform(Effect::Delete(shelved.path.clone()));
        vec![Command::show(Confirm::new(words.delete_title.clone(), text, vec![delete]))]
    }

    fn rename(&self, workspace: &Workspace) -> Vec<Command<()>> {
        let Some(shelved) = self.selected(workspace) else { return Vec::new() };
        let (file, name) = (shelved.path.clone(), shelved.name.clone());
        vec![Command::show(Prompt::new(NamePurpose::renaming(file, name), &()))]
    }
}

fn menu_text(action: Action, workspace: &Workspace) -> &'static str {
    let words = &workspace.messages().screens.home;
    match action {
        Action::Open(Destination::New) => &words.new_row,
        Action::Import => &words.import_row,
        Action::Open(Destination::Compare) => &words.compare_row,
        Action::Open(Destination::Settings) => &words.settings_row,
        _ => &words.quit_row,
    }
}

impl View<()> for Home {
    fn title(&self, workspace: &Workspace, (): &()) -> String {
        workspace.messages().screens.home.title.clone()
    }

    fn contexts(&self, _: &Workspace, (): &()) -> Vec<Context> {
        vec![Context::Home, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(&mut self, workspace: &mut Workspace, (): &mut (), input: Input) -> Vec<Command<()>> {
        self.follow(workspace);
        let action = self.view.select_with(input, table(workspace, UNBOUNDED).choices());
        self.hold(workspace);
        let Some(action) = action else { return Vec::new() };
        match action {
            Action::Enter => self.enter(workspace),
            Action::Open(destination) => {
                let opens = destination.at_home(workspace).map(Command::open);
                // The user may have installed, mended or deleted a questionnaire to choose it.
                let looks = (destination == Destination::New).then_some(Command::Perform(Effect::List));
                opens.into_iter().chain(looks).collect()
            }
            Action::Rename => self.rename(workspace),
            Action::Delete => self.delete(workspace),
            Action::Import => vec![Command::show(Prompt::new(ImportPurpose, &()))],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace, (): &()) -> Option<String> {
        table(workspace, UNBOUNDED).row_as_text(&self.view)
    }

    fn draw(&self, workspace: &Workspace, (): &(), canvas: &mut Canvas<'_>, area: Rect) {
        let words = &workspace.messages().screens.home;
        let has_none = workspace.shelf.as_ref().is_some_and(Vec::is_empty);
        let welcome = if has_none { welcome_height(workspace, area) } else { 0 };
        let top = Rect { height: welcome, ..area };
        let below = Rect { y: area.y + welcome, height: area.height - welcome, ..area };
        if welcome > 0 {
            let inner = canvas.frame(top, &words.welcome, Role::Accent);
            let text = introduction(workspace);
            canvas.paragraph(inner, &text, Role::Text, 0);
        }
        self.follow(workspace);
        let inner = canvas.frame(below, &words.title, Role::Border);
        table(workspace, inner.width).draw(canvas, inner, &self.view);
    }
}

/// What the program does, with the notice of the questionnaire if there is only one: that of one says nothing about the
/// others.
fn introduction(workspace: &Workspace) -> String {
    let introduction = &workspace.messages().screens.home.introduction;
    if workspace.questionnaires.are_several() {
        return introduction.clone();
    }
    format!("{introduction}\n\n{}", workspace.edition(workspace.pack()).notice())
}

fn welcome_height(workspace: &Workspace, area: Rect) -> u16 {
    let width = usize::from(area.width.saturating_sub(4)).max(1);
    let lines = |text: &str| measure(text) / width + 1;
    let height = introduction(workspace).lines().map(lines).sum::<usize>() + 3;
    u16::try_from(height).unwrap_or(area.height).min(area.height.saturating_sub(9))
}

fn table(workspace: &Workspace, width: u16) -> TableView<'_, HomeRow<'_>> {
    let (common, words) = (&workspace.messages().common, &workspace.messages().screens.home);
    let heading = |words: &str| if workspace.assessments().is_empty() { String::new() } else { words.into() };
    let named = workspace.questionnaires.are_several().then(|| {
        let widest =
            workspace.questionnaires.widest_title(workspace.code()).max(measure(&common.questionnaire));
        (width / 4).clamp(12, 36).min(u16::try_from(widest).unwrap_or(u16::MAX))
    });
    let with_index = workspace.assessments().iter().any(leads_with_index);
    let with_counts = width >= WITH_COUNTS + named.map_or(0, |named| named + GAP);
    let mut columns = vec![
        TableColumn::text(heading(&words.name), ColumnWidth::Rest),
        TableColumn::figures(heading(&common.answered), if with_counts { 43 } else { 10 }),
    ];
    columns.extend(with_index.then(|| TableColumn::figures(heading(&common.index), INDEX)));
    columns.push(TableColumn::figures(heading(&common.level), 12));
    if let Some(named) = named {
        columns.insert(1, TableColumn::text(heading(&common.questionnaire), ColumnWidth::Fixed(named)));
    }
    let taken_by_index = if with_index { INDEX + GAP } else { 0 };
    if width >= taken_by_index + if named.is_some() { WITH_CHANGE } else { 66 } {
        columns.push(TableColumn::figures(heading(&words.changed), 16));
    }
    let taken = columns.iter().map(|column| match column.width {
        ColumnWidth::Fixed(width) => width + GAP,
        ColumnWidth::Rest => MARKER,
    });
    let room = usize::from(width.saturating_sub(taken.sum()));
    let rows = |shelved| {
        [TableLine::Choice(HomeRow::Assessment(shelved))]
            .into_iter()
            .chain(shared_name(shelved))
            .chain(uncounted(shelved, workspace, with_counts))
            .chain(unusable_targets(shelved, workspace))
    };
    let mut lines: Vec<TableLine<HomeRow<'_>>> = workspace.assessments().iter().flat_map(rows).collect();
    if !lines.is_empty() {
        lines.push(TableLine::Caption(String::new(), Role::Text));
    }
    lines.extend(MENU.map(|action| TableLine::Choice(HomeRow::Do(action))));
    TableView::new(columns, lines, move |row| match row {
        HomeRow::Assessment(shelved) => {
            let mut cells = cells(shelved, workspace, room, with_counts);
            if with_index {
                cells.insert(2, index(shelved, workspace));
            }
            if named.is_some() {
                cells.insert(1, questionnaire(shelved, workspace));
            }
            TableRow::Cells(cells)
        }
        HomeRow::Do(action) => TableRow::Wide(menu_text(*action, workspace).to_owned(), Role::Text),
    })
}

/// The line below an assessment with its file, if another one has the same name.
fn shared_name<T>(shelved: &Shelved) -> Option<TableLine<T>> {
    shelved.shares_name.then(|| TableLine::Caption(format!("  {}", ltr(&shelved.file_name())), Role::Muted))
}

/// The line below an assessment with the counts for which its row has no room. `None` if there are none.
fn uncounted<T>(shelved: &Shelved, workspace: &Workspace, with_counts: bool) -> Option<TableLine<T>> {
    let ShelvedContents::Scored(score) = &shelved.contents else { return None };
    let edition = workspace.edition(&score.pack);
    let counts: Vec<_> = progress::beside_answered(&edition, score.summary.progress).collect();
    (!with_counts && !counts.is_empty())
        .then(|| TableLine::Caption(format!("  {}", workspace.messages().facts(counts)), Role::Muted))
}

/// The line below an assessment that names its targets that are not used. `None` if all are.
fn unusable_targets<T>(shelved: &Shelved, workspace: &Workspace) -> Option<TableLine<T>> {
    let ShelvedContents::Scored(score) = &shelved.contents else { return None };
    let named = progress::unusable_in_short(&workspace.edition(&score.pack), &score.unusable_targets);
    (!named.is_empty())
        .then(|| TableLine::Caption(format!("  ! {}", workspace.messages().facts(named)), Role::Warning))
}

/// The label of an assessment, and what there is to tell about its version in the longest form for which there is room.
/// The name is shortened, to no less than a third of the room, to leave room for the shortest form.
fn label_with_versions(shelved: &Shelved, edition: &Edition, score: &ShelvedScore, room: usize) -> String {
    let joint = &edition.messages.common.fact_separator;
    let fitting = |room| versions::fitting(edition, &score.versions, room);
    let Some(shortest) = fitting(0) else { return shelved.title() };
    let left = room.saturating_sub(measure(&shortest) + measure(joint)).max(room / 3);
    let label = shortened(&shelved.title(), left);
    let told = fitting(room.saturating_sub(measure(&label) + measure(joint))).unwrap_or(shortest);
    format!("{}{joint}{told}", own(&label))
}

/// The title of the pack that an assessment answers, as far as it is known.
fn questionnaire(shelved: &Shelved, workspace: &Workspace) -> TableCell {
    let title = match &shelved.contents {
        ShelvedContents::Scored(score) => score.pack.manifest.title.get(workspace.code()),
        ShelvedContents::Unread | ShelvedContents::Unreadable(_) => "",
    };
    TableCell::Text(title.to_owned(), Role::Muted)
}

fn leads_with_index(shelved: &Shelved) -> bool {
    matches!(&shelved.contents, ShelvedContents::Scored(score) if score.pack.manifest.lead == Lead::Index)
}

/// The index of an assessment whose pack leads with it.
fn index(shelved: &Shelved, workspace: &Workspace) -> TableCell {
    match &shelved.contents {
        ShelvedContents::Scored(score) if leads_with_index(shelved) => {
            let index = score.summary.index.as_ref().map(|index| Value::Number(index.value.clone()));
            let cell = |index| TableCell::value(&workspace.edition(&score.pack), &index, Role::Text);
            index.map_or_else(TableCell::absent, cell)
        }
        ShelvedContents::Scored(_) | ShelvedContents::Unreadable(_) => TableCell::absent(),
        ShelvedContents::Unread => TableCell::plain(""),
    }
}

/// The cells of an assessment, with `room` cells for its name. The progress is given with all counts or in few cells.
fn cells(shelved: &Shelved, workspace: &Workspace, room: usize, with_counts: bool) -> Vec<TableCell> {
    let messages = workspace.messages();
    // The time of a file may be outside the calendar.
    let time = shelved.modified.and_then(|modified| Timestamp::try_from(modified).ok());
    let changed = time.map_or_else(TableCell::absent, |time| TableCell::Text(moment(time), Role::Muted));
    match &shelved.contents {
        ShelvedContents::Unread => vec![
            TableCell::plain(shelved.title()),
            TableCell::plain(""),
            TableCell::Text(UNREAD.to_owned(), Role::Muted),
            changed,
        ],
        ShelvedContents::Scored(score) => {
            let edition = workspace.edition(&score.pack);
            let Summary { state, level, progress, .. } = score.summary;
            let progress = if with_counts {
                Value::of_progress(progress)
            } else {
                Value::of_progress_in_short(progress)
            };
            let level = Value::of_state(state, level);
            vec![
                TableCell::plain(label_with_versions(shelved, &edition, score, room)),
                TableCell::value(&edition, &progress, Role::Muted),
                TableCell::value(&edition, &level, Role::Text),
                changed,
            ]
        }
        ShelvedContents::Unreadable(_) => {
            let unreadable = messages.screens.home.unreadable.clone();
            vec![
                TableCell::Text(shelved.title(), Role::Bad),
                TableCell::absent(),
                TableCell::Text(unreadable, Role::Bad),
                changed,
            ]
        }
    }
}
