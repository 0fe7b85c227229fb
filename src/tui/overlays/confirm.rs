//! A question that Enter answers with yes. Every other way out is no.

use ratatui::layout::Rect;

use super::comfortable_width;
use crate::bidi::{Base, Paragraph};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    view::{Command, Input, View},
    widgets::Canvas,
    workspace::Workspace,
};

/// The question, and the commands for yes.
pub struct Confirm<S> {
    title: String,
    text: String,
    commands: Vec<Command<S>>,
}

impl<S> Confirm<S> {
    /// Asks `text`. On yes the overlay closes and the commands are performed.
    pub fn new(title: String, text: String, commands: Vec<Command<S>>) -> Self {
        Self { title, text, commands }
    }

    /// Asks whether to discard what was typed. On yes the command leaves it.
    pub fn discarding(workspace: &Workspace, leave: Command<S>) -> Self {
        let words = &workspace.messages().screens.overlays;
        Self::new(words.discard_title.clone(), words.discard_text.clone(), vec![leave])
    }
}

impl<S> View<S> for Confirm<S> {
    fn title(&self, _workspace: &Workspace, _: &S) -> String {
        self.title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &S) -> Vec<Context> {
        vec![Context::Confirm, Context::Everywhere]
    }

    fn update(&mut self, _workspace: &mut Workspace, _: &mut S, input: Input) -> Vec<Command<S>> {
        let Input::Act(action) = input else { return Vec::new() };
        match action {
            Action::Agree => {
                let mut commands = vec![Command::close()];
                commands.append(&mut self.commands);
                commands
            }
            Action::Back => vec![Command::close()],
            _ => Vec::new(),
        }
    }

    fn copied(&self, _workspace: &Workspace, _: &S) -> Option<String> {
        Some(format!("{}\n{}", self.title, self.text))
    }

    fn draw(&self, _workspace: &Workspace, _: &S, canvas: &mut Canvas<'_>, area: Rect) {
        let width = comfortable_width(area).min(70);
        let paragraph = Paragraph::plain(&self.text, Base::default());
        let lines = paragraph.wrap(usize::from(width.saturating_sub(4))).len();
        let height = u16::try_from(lines).unwrap_or(1) + 4;
        let inner = canvas.dialog(width, height, &self.title);
        let text = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
        canvas.paragraph(text, &self.text, Role::Dialog, 0);
    }
}
