//! A failed save: the reason, and what the user can do.

use ratatui::layout::Rect;

use super::{Prompt, PromptPurpose, draw_page};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    view::{Command, Input, View},
    widgets::{Canvas, Row, Rows, Viewport},
    workspace::Workspace,
};

/// The overlay with the reason.
pub struct Unsaved {
    trouble: Vec<String>,
    view: Viewport,
}

impl Unsaved {
    /// Shows what happened, why, and what to do, in paragraphs.
    pub fn new(trouble: Vec<String>) -> Self {
        Self { trouble, view: Viewport::default() }
    }

    fn rows(&self, workspace: &Workspace) -> Rows {
        let words = &workspace.messages().screens.keeping;
        let mut rows = Rows::new();
        for paragraph in &self.trouble {
            rows.push(Row::text(paragraph, Role::Dialog));
            rows.push(Row::blank());
        }
        rows.push(Row::text(&words.unsaved_kept, Role::Dialog));
        rows
    }
}

impl View for Unsaved {
    fn title(&self, workspace: &Workspace) -> String {
        workspace.messages().screens.keeping.unsaved_title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Unsaved, Context::Reading, Context::Everywhere]
    }

    fn update(&mut self, workspace: &mut Workspace, input: Input) -> Vec<Command> {
        let Some(action) = self.view.scroll_with(input) else { return Vec::new() };
        match action {
            Action::SaveNow => vec![Command::Close, Command::Retry],
            Action::SaveElsewhere => {
                vec![Command::show(Prompt::new(PromptPurpose::SaveElsewhere, workspace))]
            }
            Action::Back => vec![Command::Close],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace) -> Option<String> {
        Some(self.rows(workspace).as_text())
    }

    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
        draw_page(&self.rows(workspace), &self.title(workspace), canvas, area, &self.view);
    }
}
