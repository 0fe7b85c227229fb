//! Assessments side by side: first which, then how they differ.

use ratatui::layout::Rect;

use crate::compare::{self, Subject};
use crate::explain::Explain;
use crate::model::Assessment;
use crate::report;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    overlays::{Page, Reading},
    view::{Command, View},
    widgets::{Canvas, Row, Rows, Table, Viewport},
    workspace::{Contents, Workspace},
};

/// The list to choose from.
#[derive(Default)]
pub struct Choose {
    chosen: Vec<String>,
    view: Viewport,
}

/// The assessments that can be compared, the open one as it stands on screen.
fn candidates(workspace: &Workspace) -> Vec<(&str, &Contents)> {
    let readable = |shelved: &'_ crate::tui::workspace::Shelved| shelved.contents.is_ok();
    let shelf = workspace.shelf.iter().filter(|shelved| readable(shelved));
    shelf.filter_map(|shelved| Some((shelved.name.as_str(), shelved.contents.as_ref().ok()?))).collect()
}

fn current<'a>(workspace: &'a Workspace, name: &str, contents: &'a Contents) -> &'a Assessment {
    match &workspace.session {
        Some(session) if session.assessment().header.name == name => session.assessment(),
        _ => &contents.assessment,
    }
}

impl Choose {
    fn toggle(&mut self, workspace: &Workspace) {
        let Some((name, _)) = candidates(workspace).get(self.view.cursor()).copied() else { return };
        match self.chosen.iter().position(|known| known == name) {
            Some(place) => {
                self.chosen.remove(place);
            }
            None => self.chosen.push(name.to_owned()),
        }
    }

    /// The names to compare: the chosen ones; when none is chosen, the open one, else the selected one.
    fn names(&self, workspace: &Workspace) -> Vec<String> {
        if !self.chosen.is_empty() {
            return self.chosen.clone();
        }
        let open = workspace.session.as_ref().map(|session| session.assessment().header.name.clone());
        let selected = || candidates(workspace).get(self.view.cursor()).map(|(name, _)| (*name).to_owned());
        open.or_else(selected).into_iter().collect()
    }

    fn rows(&self, workspace: &Workspace) -> Rows {
        let words = &workspace.messages().screens.compare;
        let mut rows = Rows::new();
        let all = candidates(workspace);
        rows.push(Row::text(if all.is_empty() { &words.none } else { &words.choose }, Role::Heading));
        rows.push(Row::blank());
        for (name, _) in &all {
            let order = self.chosen.iter().position(|known| known == name);
            let sign = order.map_or("[ ]".to_owned(), |place| format!("[{}]", place + 1));
            rows.push(Row::choice(*name, Role::Text).marked(sign, Role::Key));
        }
        if !all.is_empty() {
            rows.push(Row::blank());
            rows.push(Row::choice(&words.show, Role::Accent).marked("✓", Role::Accent));
        }
        rows
    }

    fn show(&self, workspace: &Workspace) -> Vec<Command> {
        match printed(workspace, &self.names(workspace)) {
            Ok(Some(_)) => {
                vec![Command::push(Compare::of(self.names(workspace)))]
            }
            Ok(None) => Vec::new(),
            Err(paragraphs) => vec![Command::show(Reading::new(Page::Problem(paragraphs)))],
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

    fn update(&mut self, workspace: &mut Workspace, action: Action) -> Vec<Command> {
        let count = candidates(workspace).len();
        if self.view.update(action, count + usize::from(count > 0)) {
            return Vec::new();
        }
        match action {
            Action::Enter if self.view.cursor() == count => self.show(workspace),
            Action::Toggle | Action::Enter => {
                self.toggle(workspace);
                Vec::new()
            }
            Action::Back => vec![Command::Pop],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace) -> Option<String> {
        self.rows(workspace).said_of(self.view.cursor())
    }

    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &workspace.messages().screens.compare;
        let inner = canvas.frame(area, &words.title, Role::Border);
        self.rows(workspace).draw(canvas, inner, &self.view);
    }
}

/// The comparison itself.
pub struct Compare {
    names: Vec<String>,
    view: Viewport,
    skipped: usize,
}

impl Compare {
    /// The comparison of the assessments of these names.
    fn of(names: Vec<String>) -> Self {
        Self { names, view: Viewport::default(), skipped: 0 }
    }

    /// The table from the first column that is not skipped on; the areas always stand first.
    fn table(&self, workspace: &Workspace) -> Option<report::Table> {
        let mut table = printed(workspace, &self.names).ok().flatten()?;
        table.columns.drain(1..=self.skipped);
        for row in &mut table.rows {
            row.drain(1..=self.skipped.min(row.len() - 1));
        }
        Some(table)
    }
}

/// The table of assessments by name, or why they cannot be compared; nothing for no names.
fn printed(workspace: &Workspace, names: &[String]) -> Result<Option<report::Table>, Vec<String>> {
    let all = candidates(workspace);
    let found: Vec<(&str, &Contents)> =
        names.iter().filter_map(|name| all.iter().find(|(known, _)| known == name).copied()).collect();
    let Some((first, contents)) = found.first() else { return Ok(None) };
    let (pack, edition) = (&contents.pack, workspace.edition(&contents.pack));
    let explain = |error: compare::CompareError| error.explain(workspace.messages()).paragraphs();
    if found.len() == 1 {
        let against = compare::against_targets(pack, current(workspace, first, contents), workspace.today());
        return Ok(Some(report::comparison::against_targets(&edition, &against.map_err(explain)?)));
    }
    let subjects: Vec<Subject<'_>> = found
        .iter()
        .map(|(name, contents)| Subject::Assessment(current(workspace, name, contents)))
        .collect();
    let comparison = compare::compare(pack, &subjects, workspace.today()).map_err(explain)?;
    Ok(Some(report::comparison::table(&edition, &comparison)))
}

impl View for Compare {
    fn title(&self, workspace: &Workspace) -> String {
        workspace.messages().screens.compare.title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Comparison, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(&mut self, workspace: &mut Workspace, action: Action) -> Vec<Command> {
        let Some(table) = self.table(workspace) else { return vec![Command::Pop] };
        if self.view.update(action, table.rows.len()) {
            return Vec::new();
        }
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
        Table::from_report(&printed, u16::MAX / 64, &[]).said_of(self.view.cursor())
    }

    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
        let Some(printed) = self.table(workspace) else { return };
        let inner = canvas.frame(area, &printed.title, Role::Border);
        Table::from_report(&printed, inner.width, &[]).draw(canvas, inner, &self.view);
    }
}
