//! The interface of screens and overlays: their input, and the commands that they can return.
//!
//! A view knows no file, no thread and no terminal: it changes the workspace and returns commands.

use std::path::PathBuf;

use ratatui::layout::{Position, Rect};

use super::{
    action::Action,
    effect::Effect,
    keymap::Context,
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

/// A screen, or an overlay over one. Each view is one file with its state, the meaning of actions, and its drawing.
///
/// The state contains no translated text and no size, so that both can change at any time.
pub trait View {
    /// Title for the top line and the help.
    fn title(&self, workspace: &Workspace) -> String;

    /// The contexts of its keys, nearest first.
    fn contexts(&self) -> Vec<Context>;

    /// Handles an input, and returns commands for the program. Uses no disk and no clock.
    fn update(&mut self, workspace: &mut Workspace, input: Input) -> Vec<Command>;

    /// Draws the view into `area`.
    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect);

    /// The focused text field. It handles typing, copying and pasting before the view gets an action.
    fn field(&mut self) -> Option<&mut TextField> {
        None
    }

    /// The text to copy without a focused field, in logical order: the selected row, or all text.
    fn copied(&self, _workspace: &Workspace) -> Option<String> {
        None
    }

    /// Name of the type, for the test that every view is tested.
    #[cfg(test)]
    fn kind(&self) -> &'static str {
        std::any::type_name::<Self>().rsplit("::").next().unwrap_or_default()
    }

    /// Saves unconfirmed text when the program ends, as far as possible.
    fn keep(&mut self, _workspace: &mut Workspace) -> Vec<Command> {
        Vec::new()
    }
}

/// A request of a view to the program.
pub enum Command {
    /// Opens another screen. Back returns to this one.
    Push(Box<dyn View>),
    /// Leaves this screen. Leaving the last screen of the open assessment closes it.
    Pop,
    /// Leaves all screens but the first, without closing the open assessment.
    Home,
    /// Opens an overlay over the screen.
    Show(Box<dyn View>),
    /// Closes the topmost overlay.
    Close,
    /// Performs an action as if its key had been pressed, after the overlay is closed.
    Act(Action),
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

impl Command {
    /// Whether it can change the front view.
    pub fn navigates(&self) -> bool {
        matches!(self, Self::Push(_) | Self::Pop | Self::Home | Self::Show(_) | Self::Close)
    }

    /// The command that opens a screen.
    pub fn push(view: impl View + 'static) -> Self {
        Self::Push(Box::new(view))
    }

    /// The command that opens an overlay.
    pub fn show(view: impl View + 'static) -> Self {
        Self::Show(Box::new(view))
    }
}
