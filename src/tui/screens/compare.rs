//! The comparison of assessments: first the choice of assessments, then the table of their differences.

use std::path::PathBuf;

use ratatui::layout::Rect;

use crate::compare::{self, Subject};
use crate::explain::Explain;
use crate::model::Assessment;
use crate::report::{self, TableText};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    overlays::{Reading, ReadingPage},
    view::{Command, Input, View},
    widgets::{Canvas, List, Row, TableView, UNBOUNDED, Viewport},
    workspace::{Contents, Shelved, Workspace},
};

/// The screen on which assessments are chosen.
#[derive(Default)]
pub struct Choose {
    chosen: Vec<PathBuf>,
    view: Viewport,
}

/// A selectable row of the choice.
enum ChooseRow<'a> {
    /// An assessment that can be compared.
    Candidate(&'a Shelved),
    /// The row that opens the comparison.
    Show,
}

/// The assessments that can be read, with their contents.
fn candidates(workspace: &Workspace) -> Vec<(&Shelved, &Contents)> {
    let all = workspace.assessments().iter();
    all.filter_map(|shelved| Some((shelved, shelved.contents.as_ref().ok()?))).collect()
}

/// The version to compare: the open assessment as it is on screen, saved or not.
fn current<'a>(workspace: &'a Workspace, shelved: &Shelved, contents: &'a Contents) -> &'a Assessment {
    match &workspace.session {
        Some(session) if session.path() == shelved.path => session.sheet().assessment(),
        _ => &contents.assessment,
    }
}

impl Choose {
    fn toggle(&mut self, workspace: &Workspace) {
        let Some(shelved) = self.selected(workspace) else { return };
        match self.chosen.iter().position(|known| *known == shelved.path) {
            Some(place) => {
                self.chosen.remove(place);
            }
            None => self.chosen.push(shelved.path.clone()),
        }
    }

    fn selected<'a>(&self, workspace: &'a Workspace) -> Option<&'a Shelved> {
        match self.list(workspace).chosen(&self.view) {
            Some(ChooseRow::Candidate(shelved)) => Some(shelved),
            _ => None,
        }
    }

    /// The files to compare: the chosen ones. Without a choice it is the open one, or else the selected one.
    fn files(&self, workspace: &Workspace) -> Vec<PathBuf> {
        if !self.chosen.is_empty() {
            return self.chosen.clone();
        }
        let open = workspace.session.as_ref().map(|session| session.path().to_owned());
        let selected = || self.selected(workspace).map(|shelved| shelved.path.clone());
        open.or_else(selected).into_iter().collect()
    }

    fn list<'a>(&self, workspace: &'a Workspace) -> List<ChooseRow<'a>> {
        let words = &workspace.messages().screens.compare;
        let mut rows = List::new();
        let all = candidates(workspace);
        rows.push(Row::text(if all.is_empty() { &words.none } else { &words.choose }, Role::Heading));
        rows.push(Row::blank());
        for (shelved, _) in &all {
            let order = self.chosen.iter().position(|known| *known == shelved.path);
            let sign = order.map_or("[ ]".to_owned(), |place| format!("[{}]", place + 1));
            let row = Row::text(shelved.label(), Role::Text).marked(sign, Role::Key);
            rows.push_choice(ChooseRow::Candidate(shelved), row);
        }
        if !all.is_empty() {
            rows.push(Row::blank());
            let row = Row::text(&words.show, Role::Accent).marked("✓", Role::Accent);
            rows.push_choice(ChooseRow::Show, row);
        }
        rows
    }

    fn show(&self, workspace: &Workspace) -> Vec<Command> {
        match printed(workspace, &self.files(workspace)) {
            Ok(Some(_)) => vec![Command::push(Compare::of(self.files(workspace)))],
            Ok(None) => Vec::new(),
            Err(paragraphs) => vec![Command::show(Reading::new(ReadingPage::Problem(paragraphs)))],
        }
    }
}

impl View for Choose {
    fn title(&self, workspace: &Workspace) -> String {
        workspace.messages().screens.compare.title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Compare, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(&mut self, workspace: &mut Workspace, input: Input) -> Vec<Command> {
        let list = self.list(workspace);
        let Some(action) = self.view.select_with(input, list.choices()) else { return Vec::new() };
        match action {
            Action::Enter if matches!(list.chosen(&self.view), Some(ChooseRow::Show)) => self.show(workspace),
            Action::Toggle | Action::Enter => {
                self.toggle(workspace);
                Vec::new()
            }
            Action::Back => vec![Command::Pop],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace) -> Option<String> {
        self.list(workspace).said_of(&self.view)
    }

    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &workspace.messages().screens.compare;
        let inner = canvas.frame(area, &words.title, Role::Border);
        self.list(workspace).draw(canvas, inner, &self.view);
    }
}

/// The screen with the table of differences.
pub struct Compare {
    files: Vec<PathBuf>,
    view: Viewport,
    skipped: usize,
}

impl Compare {
    /// Compares the assessments in these files.
    fn of(files: Vec<PathBuf>) -> Self {
        Self { files, view: Viewport::default(), skipped: 0 }
    }

    /// The table without the columns that the user scrolled past. The areas always remain the first column.
    fn table(&self, workspace: &Workspace) -> Option<TableText> {
        let mut table = printed(workspace, &self.files).ok().flatten()?;
        table.columns.drain(1..=self.skipped);
        for row in &mut table.rows {
            row.drain(1..=self.skipped.min(row.len() - 1));
        }
        Some(table)
    }
}

/// The table for the assessments in these files, or the reasons why they cannot be compared. `None` without files.
fn printed(workspace: &Workspace, files: &[PathBuf]) -> Result<Option<TableText>, Vec<String>> {
    let all = candidates(workspace);
    let of_file = |file: &PathBuf| all.iter().find(|(shelved, _)| shelved.path == *file).copied();
    let found: Vec<(&Shelved, &Contents)> = files.iter().filter_map(of_file).collect();
    let Some((first, contents)) = found.first() else { return Ok(None) };
    let (pack, edition) = (&contents.pack, workspace.edition(&contents.pack));
    let explain = |error: compare::CompareError| error.explain(workspace.messages()).paragraphs();
    if found.len() == 1 {
        let against = compare::against_targets(pack, current(workspace, first, contents), workspace.today());
        let table = report::comparison::against_targets(&edition, &against.map_err(explain)?);
        return Ok(Some(table.in_words(&edition)));
    }
    let subjects: Vec<Subject<'_>> = found
        .iter()
        .map(|(shelved, contents)| Subject::Assessment(current(workspace, shelved, contents)))
        .collect();
    let comparison = compare::compare(pack, &subjects, workspace.today()).map_err(explain)?;
    Ok(Some(report::comparison::table(&edition, &comparison).in_words(&edition)))
}

impl View for Compare {
    fn title(&self, workspace: &Workspace) -> String {
        workspace.messages().screens.compare.title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Comparison, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(&mut self, workspace: &mut Workspace, input: Input) -> Vec<Command> {
        let Some(table) = self.table(workspace) else { return vec![Command::Pop] };
        let Some(action) = self.view.select_with(input, table.rows.len()) else { return Vec::new() };
        match action {
            Action::Forward if table.columns.len() > 2 => self.skipped += 1,
            Action::Backward => self.skipped = self.skipped.saturating_sub(1),
            Action::Back => return vec![Command::Pop],
            _ => {}
        }
        Vec::new()
    }

    fn copied(&self, workspace: &Workspace) -> Option<String> {
        let printed = self.table(workspace)?;
        TableView::from_report(printed, UNBOUNDED, &[]).said_of(&self.view)
    }

    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
        let Some(printed) = self.table(workspace) else { return };
        let inner = canvas.frame(area, &printed.title, Role::Border);
        TableView::from_report(printed, inner.width, &[]).draw(canvas, inner, &self.view);
    }
}
