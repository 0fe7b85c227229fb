//! A prompt for one text. What the text is for is a [`PromptPurpose`]: see [`super::prompts`].

use ratatui::layout::Rect;

use super::{Confirm, comfortable_width, rows_below};
use crate::i18n::Messages;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    effect::{Departure, Effect},
    keymap::Context,
    view::{Command, Input, View},
    widgets::{Canvas, LineBreaks, Row, Rows, TextField, Viewport},
    workspace::Workspace,
};

/// What a text is asked for. `S` is what the prompt shows, as in [`View`].
pub trait PromptPurpose<S> {
    /// Title of the overlay.
    fn title(&self, messages: &'static Messages) -> &'static str;

    /// The text at the start.
    fn start(&self, session: &S) -> String;

    /// Uses the text, which is trimmed; `None` if nothing is left of it. Returns what follows after the overlay is closed,
    /// or why the text is refused, for the bottom line.
    fn submit(
        &self,
        text: Option<String>,
        messages: &'static Messages,
        session: &mut S,
    ) -> Result<Vec<Command<S>>, String>;

    /// Whether the text may have several lines.
    fn lines(&self) -> LineBreaks {
        LineBreaks::One
    }

    /// What an unchanged text means.
    fn unchanged(&self) -> Unchanged {
        Unchanged::NothingToDo
    }

    /// Whether a changed text is used when the program ends before it is confirmed. Only a text that is kept in the place
    /// of the one at the start is: what the text would set going is not confirmed.
    fn is_kept(&self, _session: &S) -> bool {
        false
    }
}

/// What it means to confirm the text with which a prompt started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unchanged {
    /// It is what there is already: no edit, no rename and no save.
    NothingToDo,
    /// It is a suggestion that the user accepts.
    Accepted,
}

/// The overlay with the field.
pub struct Prompt<S> {
    purpose: Box<dyn PromptPurpose<S>>,
    start: String,
    field: TextField,
    view: Viewport,
}

impl<S> Prompt<S> {
    /// Asks for a text, beginning with the current one.
    pub fn new(purpose: impl PromptPurpose<S> + 'static, session: &S) -> Self {
        let field = TextField::new(&purpose.start(session), purpose.lines());
        let start = field.text().to_owned();
        Self { purpose: Box::new(purpose), start, field, view: Viewport::default() }
    }

    fn rows(&self) -> Rows {
        let mut rows = Rows::new();
        rows.push(Row::focused_field(&self.field, Role::Dialog));
        rows
    }

    fn is_unchanged(&self) -> bool {
        self.field.text() == self.start
    }

    fn submit(&self, workspace: &Workspace, session: &mut S) -> Result<Vec<Command<S>>, String> {
        let text = self.field.text().trim();
        let text = (!text.is_empty()).then(|| text.to_owned());
        self.purpose.submit(text, workspace.messages(), session)
    }
}

impl<S: 'static> View<S> for Prompt<S> {
    fn title(&self, workspace: &Workspace, _: &S) -> String {
        self.purpose.title(workspace.messages()).to_owned()
    }

    fn contexts(&self, _: &Workspace, _: &S) -> Vec<Context> {
        match self.purpose.lines() {
            LineBreaks::Many => vec![Context::Writing, Context::Typing],
            LineBreaks::One => vec![Context::Typing],
        }
    }

    fn update(&mut self, workspace: &mut Workspace, session: &mut S, input: Input) -> Vec<Command<S>> {
        let Input::Act(action) = input else { return Vec::new() };
        let is_done = self.is_unchanged()
            && !self.start.is_empty()
            && self.purpose.unchanged() == Unchanged::NothingToDo;
        match action {
            Action::Accept if is_done => vec![Command::close()],
            Action::Accept => match self.submit(workspace, session) {
                Ok(commands) => [Command::close()].into_iter().chain(commands).collect(),
                Err(refusal) => {
                    workspace.status = Some(refusal);
                    Vec::new()
                }
            },
            Action::EditOutside => {
                vec![Command::Perform(Effect::Finish(Departure::Edit(self.field.text().to_owned())))]
            }
            Action::Back if self.is_unchanged() => vec![Command::close()],
            Action::Back => vec![Command::show(Confirm::discarding(workspace, Command::close()))],
            _ => Vec::new(),
        }
    }

    fn draw(&self, workspace: &Workspace, session: &S, canvas: &mut Canvas<'_>, area: Rect) {
        let height = self.rows_below(workspace, session, canvas, area);
        let title = self.purpose.title(workspace.messages());
        let inner = canvas.dialog_below(area, comfortable_width(area), height, title);
        self.rows().draw(canvas, inner, &self.view);
    }

    fn rows_below(&self, _: &Workspace, _: &S, canvas: &Canvas<'_>, area: Rect) -> u16 {
        let least = if self.purpose.lines() == LineBreaks::Many { 8 } else { 4 };
        // It grows with the text and keeps one free line, so that the next line is visible before it is written.
        rows_below(&self.rows(), least, canvas, area)
    }

    fn field(&mut self) -> Option<&mut TextField> {
        Some(&mut self.field)
    }

    fn keep(&mut self, workspace: &mut Workspace, session: &mut S) -> Vec<Command<S>> {
        if self.purpose.is_kept(session) && !self.is_unchanged() {
            self.submit(workspace, session).unwrap_or_default()
        } else {
            Vec::new()
        }
    }

    fn loses_by_ending(&self, session: &S) -> bool {
        !self.is_unchanged() && !self.purpose.is_kept(session)
    }
}
