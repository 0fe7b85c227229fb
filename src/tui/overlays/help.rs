//! The help: all keys that are available, from the same table that performs them, and the words of the screen.

use ratatui::layout::Rect;

use super::comfortable_width;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    explained::terms_of,
    key_names::key_names,
    keymap::{Binding, Context},
    session::Session,
    view::{Command, Input, MaybeSession, View},
    widgets::{Canvas, Row, Rows, Viewport},
    workspace::Workspace,
};

/// The overlay with the keys.
pub struct Help {
    place: String,
    contexts: Vec<Context>,
    bindings: Vec<&'static Binding>,
    view: Viewport,
}

impl Help {
    /// Shows these keys, nearest first, and explains the words of these contexts.
    pub fn new(place: String, contexts: Vec<Context>, bindings: Vec<&'static Binding>) -> Self {
        Self { place, contexts, bindings, view: Viewport::default() }
    }

    fn rows(&self, workspace: &Workspace, session: Option<&Session>) -> Rows {
        let words = &workspace.messages().screens.overlays;
        let mut rows = Rows::new();
        let mut section = None;
        for binding in &self.bindings {
            let heading = match binding.context {
                Context::Screen | Context::Everywhere => &words.everywhere,
                Context::Typing | Context::Writing => &words.typing,
                _ => &words.here,
            };
            if section != Some(heading) {
                if section.is_some() {
                    rows.push(Row::blank());
                }
                rows.push(Row::text(heading, Role::Heading));
                section = Some(heading);
            }
            let keys = key_names(binding, workspace, session);
            rows.push(
                Row::text(binding.action.name(workspace.messages()), Role::Dialog).aside(keys, Role::Key),
            );
        }
        let terms = self.contexts.iter().flat_map(|context| terms_of(*context));
        let mut terms =
            terms.map(|term| Row::text(term.sentence(workspace.messages()), Role::Dialog)).peekable();
        if terms.peek().is_some() {
            rows.push(Row::blank());
            rows.push(Row::text(&workspace.messages().reports.terms.heading, Role::Heading));
        }
        terms.for_each(|row| rows.push(row));
        rows
    }
}

impl<S: MaybeSession> View<S> for Help {
    fn title(&self, workspace: &Workspace, _: &S) -> String {
        workspace.messages().screens.overlays.help_title.fill(&[("place", &self.place)])
    }

    fn contexts(&self, _: &Workspace, _: &S) -> Vec<Context> {
        vec![Context::Reading, Context::Everywhere]
    }

    fn update(&mut self, _workspace: &mut Workspace, _: &mut S, input: Input) -> Vec<Command<S>> {
        let Some(action) = self.view.scroll_with(input) else { return Vec::new() };
        if action == Action::Back { vec![Command::close()] } else { Vec::new() }
    }

    fn copied(&self, workspace: &Workspace, session: &S) -> Option<String> {
        Some(self.rows(workspace, session.session()).as_text())
    }

    fn draw(&self, workspace: &Workspace, session: &S, canvas: &mut Canvas<'_>, area: Rect) {
        let rows = self.rows(workspace, session.session());
        let width = comfortable_width(area).min(64);
        let rows = rows.wrapped(canvas, width.saturating_sub(4));
        let height = rows.height().saturating_add(2);
        let height = u16::try_from(height).unwrap_or(u16::MAX).min(area.height);
        let inner = canvas.dialog(width, height, &self.title(workspace, session));
        rows.draw(canvas, inner, &self.view);
    }
}
