//! A failed save: the reason, and what the user can do.

use ratatui::layout::Rect;

use super::{CopyPurpose, Prompt, draw_page, push_paragraphs};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    session::Session,
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
        push_paragraphs(&mut rows, &self.trouble);
        rows.push(Row::text(&words.unsaved_kept, Role::Dialog));
        rows
    }
}

impl View<Session> for Unsaved {
    fn title(&self, workspace: &Workspace, _: &Session) -> String {
        workspace.messages().screens.keeping.unsaved_title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &Session) -> Vec<Context> {
        vec![Context::Unsaved, Context::Reading, Context::Everywhere]
    }

    fn update(
        &mut self,
        _workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        let Some(action) = self.view.scroll_with(input) else { return Vec::new() };
        match action {
            Action::SaveNow => vec![Command::close(), Command::Retry],
            Action::SaveElsewhere => {
                vec![Command::show(Prompt::new(CopyPurpose, session))]
            }
            Action::Back => vec![Command::close()],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace, _: &Session) -> Option<String> {
        Some(self.rows(workspace).as_text())
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        draw_page(&self.rows(workspace), &self.title(workspace, session), canvas, area, &self.view);
    }
}
