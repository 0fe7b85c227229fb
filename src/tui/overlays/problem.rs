//! A problem: what happened, why, and what to do.

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
    paragraphs: Vec<String>,
    view: Viewport,
}

impl ProblemPage {
    /// Shows these paragraphs from the first on.
    pub fn new(paragraphs: Vec<String>) -> Self {
        Self { paragraphs, view: Viewport::default() }
    }

    fn rows(&self) -> Rows {
        let mut rows = Rows::new();
        push_paragraphs(&mut rows, &self.paragraphs);
        rows
    }
}

impl<S> View<S> for ProblemPage {
    fn title(&self, workspace: &Workspace, _: &S) -> String {
        workspace.messages().screens.overlays.problem_title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
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
        let title = &workspace.messages().screens.overlays.problem_title;
        draw_page(&self.rows(), title, canvas, area, &self.view);
    }
}
