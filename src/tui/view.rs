//! The interface of screens and overlays: their input, and the commands that they can return.
//!
//! A view knows no file, no thread and no terminal: it changes the workspace and the assessment that it is given, and
//! returns commands.

use std::path::PathBuf;

use ratatui::layout::{Position, Rect};

use super::{
    action::Action,
    effect::Effect,
    keymap::Context,
    offer::Offer,
    session::Session,
    widgets::{Canvas, TextField},
    workspace::Workspace,
};
use crate::merge::Side;

/// The input of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// An action, from a key or a list.
    Act(Action),
    /// A press of the mouse button on a cell.
    Press(Position),
    /// A scroll of the mouse wheel by a number of lines, upwards if negative.
    Scroll(i16),
    /// A change of the text or caret in the focused field.
    Typed,
}

/// What a view shows: `()` if it needs no assessment, or the [`Session`] of the open one.
pub trait MaybeSession {
    /// The open assessment, if there is one.
    fn session(&self) -> Option<&Session>;
}

impl MaybeSession for () {
    fn session(&self) -> Option<&Session> {
        None
    }
}

impl MaybeSession for Session {
    fn session(&self) -> Option<&Session> {
        Some(self)
    }
}

/// A screen, or an overlay over one. Each view is one file with its state, the meaning of actions, and its drawing.
///
/// `S` is what it shows: a `View<Session>` exists only while an assessment is open, and is given that assessment; a
/// `View<()>` needs none. A view of both kinds, such as the help, implements `View` for every `S`.
///
/// The state contains no translated text and no size, so that both can change at any time.
pub trait View<S> {
    /// Title for the top line and the help.
    fn title(&self, workspace: &Workspace, session: &S) -> String;

    /// The contexts of its keys, nearest first. A key that can do nothing now has none.
    fn contexts(&self, workspace: &Workspace, session: &S) -> Vec<Context>;

    /// Handles an input, and returns commands for the program. Uses no disk and no clock.
    fn update(&mut self, workspace: &mut Workspace, session: &mut S, input: Input) -> Vec<Command<S>>;

    /// Draws the view into `area`.
    fn draw(&self, workspace: &Workspace, session: &S, canvas: &mut Canvas<'_>, area: Rect);

    /// The rows at the end of the area that an overlay takes, so that what the user writes about stays in sight above them.
    /// 0 for a view that lies over the others.
    fn rows_below(&self, _workspace: &Workspace, _session: &S, _canvas: &Canvas<'_>, _area: Rect) -> u16 {
        0
    }

    /// The focused text field. It handles typing, copying and pasting before the view gets an action.
    fn field(&mut self) -> Option<&mut TextField> {
        None
    }

    /// The text to copy without a focused field, in logical order: the selected row, or all text.
    fn copied(&self, _workspace: &Workspace, _session: &S) -> Option<String> {
        None
    }

    /// Name of the type, for the test that every view is tested.
    #[cfg(test)]
    fn kind(&self) -> &'static str {
        let name = std::any::type_name::<Self>();
        name.split('<').next().and_then(|name| name.rsplit("::").next()).unwrap_or_default()
    }

    /// Saves unconfirmed text when the program ends, where a saved text has its place. Nothing else that the view would do
    /// is done: no file is made or renamed, and no question answered.
    fn keep(&mut self, _workspace: &mut Workspace, _session: &mut S) -> Vec<Command<S>> {
        Vec::new()
    }

    /// Whether something was typed that [`Self::keep`] does not save.
    fn loses_by_ending(&self, _session: &S) -> bool {
        false
    }
}

/// A step between views.
pub enum Navigation<S> {
    /// Opens another screen. Back returns to this one.
    Push(Box<dyn View<S>>),
    /// Opens another screen in place of this one. Back leads where it would have led from this one.
    Replace(Box<dyn View<S>>),
    /// Leaves this screen. Leaving the first screen of the open assessment closes it.
    Pop,
    /// Opens an overlay over the screen.
    Show(Box<dyn View<S>>),
    /// Closes the topmost overlay.
    Close,
}

/// A request of a view to the program.
pub enum Command<S> {
    /// Opens or leaves a view.
    Go(Navigation<S>),
    /// Performs an action as if its key had been pressed, after the overlay is closed.
    Act(Action),
    /// Does or opens what was chosen of everything that there is, after the overlay is closed.
    Take(Offer),
    /// Saves the open assessment.
    Save,
    /// Tries again to save after a failure.
    Retry,
    /// Saves the decisions of the user, one side for each conflict.
    Settle(Vec<Side>),
    /// Saves a copy of the open assessment to this file or folder.
    SaveCopy(PathBuf),
    /// Renames the assessment in a file.
    Rename {
        /// Path of the file.
        file: PathBuf,
        /// New name.
        to: String,
    },
    /// Saves the changed settings.
    SaveSettings {
        /// Whether the bottom line reports the success, in the place of the key hints.
        is_announced: bool,
    },
    /// Performs an effect that depends on no state of the program.
    Perform(Effect),
}

impl<S> Command<S> {
    /// The command that opens a screen.
    pub fn push(view: impl View<S> + 'static) -> Self {
        Self::Go(Navigation::Push(Box::new(view)))
    }

    /// The command that opens this screen.
    pub fn open(view: Box<dyn View<S>>) -> Self {
        Self::Go(Navigation::Push(view))
    }

    /// The command that opens this screen in place of the one that gives it, which is its sibling.
    pub fn replace(view: Box<dyn View<S>>) -> Self {
        Self::Go(Navigation::Replace(view))
    }

    /// The command that leaves the screen.
    pub fn pop() -> Self {
        Self::Go(Navigation::Pop)
    }

    /// The command that opens an overlay.
    pub fn show(view: impl View<S> + 'static) -> Self {
        Self::Go(Navigation::Show(Box::new(view)))
    }

    /// The command that closes the topmost overlay.
    pub fn close() -> Self {
        Self::Go(Navigation::Close)
    }
}
