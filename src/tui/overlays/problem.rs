//! A problem: what happened, why, and what to do; or what the user should check.

use ratatui::layout::Rect;

use super::{draw_page, push_paragraphs};
use crate::tui::{
    action::Action,
    keymap::Context,
    view::{Command, Input, View},
    widgets::{Canvas, Rows, Viewport},
    workspace::Workspace,
};

/// The overlay with the paragraphs.
pub struct ProblemPage {
    kind: PageKind,
    paragraphs: Vec<String>,
    view: Viewport,
}

/// Whether something failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PageKind {
    /// It did.
    Problem,
    /// It was done, and the user should check how.
    ToCheck,
}

impl ProblemPage {
    /// Shows these paragraphs from the first on.
    pub fn new(paragraphs: Vec<String>) -> Self {
        Self { kind: PageKind::Problem, paragraphs, view: Viewport::default() }
    }

    /// Shows paragraphs about something that was done and should be checked.
    pub fn to_check(paragraphs: Vec<String>) -> Self {
        Self { kind: PageKind::ToCheck, ..Self::new(paragraphs) }
    }

    fn heading<'a>(&self, workspace: &'a Workspace) -> &'a str {
        let words = &workspace.messages().screens.overlays;
        match self.kind {
            PageKind::Problem => &words.problem_title,
            PageKind::ToCheck => &words.to_check_title,
        }
    }

    fn rows(&self) -> Rows {
        let mut rows = Rows::new();
        push_paragraphs(&mut rows, &self.paragraphs);
        rows
    }
}

impl<S> View<S> for ProblemPage {
    fn title(&self, workspace: &Workspace, _: &S) -> String {
        self.heading(workspace).to_owned()
    }

    fn contexts(&self, _: &Workspace, _: &S) -> Vec<Context> {
        vec![Context::Reading, Context::Everywhere]
    }

    fn update(&mut self, _workspace: &mut Workspace, _: &mut S, input: Input) -> Vec<Command<S>> {
        let Some(action) = self.view.scroll_with(input) else { return Vec::new() };
        if action == Action::Back { vec![Command::close()] } else { Vec::new() }
    }

    fn copied(&self, _workspace: &Workspace, _: &S) -> Option<String> {
        Some(self.rows().as_text())
    }

    fn draw(&self, workspace: &Workspace, _: &S, canvas: &mut Canvas<'_>, area: Rect) {
        draw_page(&self.rows(), self.heading(workspace), canvas, area, &self.view);
    }
}
