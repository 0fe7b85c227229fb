//! An assessment that cannot be read: why, and what it can be brought back to.

use ratatui::layout::Rect;

use super::draw_page;
use crate::store::Restorables;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    effect::Effect,
    keymap::Context,
    view::{Command, View},
    widgets::{Canvas, Row, Rows, Viewport},
    workspace::Workspace,
};

/// The overlay.
pub struct BringBack {
    problem: Vec<String>,
    found: Restorables,
    /// What there is to choose from: where it is and when, and how much it holds.
    choices: Vec<(String, String)>,
    view: Viewport,
}

impl BringBack {
    /// Shows a problem in paragraphs, and lets the user choose what takes the place of the file. There is a choice for
    /// each of `found`, in their order.
    pub fn new(problem: Vec<String>, found: Restorables, choices: Vec<(String, String)>) -> Self {
        Self { problem, found, choices, view: Viewport::default() }
    }

    fn rows(&self, workspace: &Workspace) -> Rows {
        let words = &workspace.messages().screens.overlays;
        let mut rows = Rows::new();
        for paragraph in &self.problem {
            rows.push(Row::text(paragraph, Role::Dialog));
            rows.push(Row::blank());
        }
        rows.push(Row::text(&words.bring_back_choose, Role::Dialog));
        rows.push(Row::blank());
        for (name, holds) in &self.choices {
            rows.push(Row::choice(name, Role::Dialog).marked("•", Role::Key).aside(holds, Role::Muted));
        }
        rows
    }
}

impl View for BringBack {
    fn title(&self, workspace: &Workspace) -> String {
        workspace.messages().screens.overlays.bring_back_title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::BringBack, Context::Rows, Context::Everywhere]
    }

    fn update(&mut self, _workspace: &mut Workspace, action: Action) -> Vec<Command> {
        if self.view.update(action, self.choices.len()) {
            return Vec::new();
        }
        match action {
            Action::Enter => {
                let effect = Effect::BringBack(Box::new(self.found.clone()), self.view.cursor());
                vec![Command::Close, Command::Perform(effect)]
            }
            Action::Back => vec![Command::Close],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace) -> Option<String> {
        Some(self.rows(workspace).said())
    }

    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
        draw_page(&self.rows(workspace), &self.title(workspace), canvas, area, &self.view);
    }
}
