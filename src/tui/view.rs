//! What a screen or overlay is, what it is given, and what it can ask for.
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

/// What a view is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// The user asked for an action.
    Act(Action),
    /// The user pressed on this cell of the screen.
    Press(Position),
    /// The user scrolled by this number of lines; up if negative.
    Scroll(i16),
    /// The text or the caret of the focused field changed.
    Typed,
}

/// A screen, or an overlay over one. A view is a file: its state, what actions mean in it, and its drawing.
///
/// Its state holds no text in a language and no size, so both can change at any time.
pub trait View {
    /// Its name in the top line and in the help.
    fn title(&self, workspace: &Workspace) -> String;

    /// The contexts of its keys, nearest first.
    fn contexts(&self) -> Vec<Context>;

    /// Takes an input and returns what else is to be done. Touches no disk and no clock.
    fn update(&mut self, workspace: &mut Workspace, input: Input) -> Vec<Command>;

    /// Draws itself.
    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect);

    /// The focused text field. It takes typed letters, copies and pastes before the view sees an action.
    fn field(&mut self) -> Option<&mut TextField> {
        None
    }

    /// What is copied when no field is focused: the selected row, or the text shown, in logical order.
    fn copied(&self, _workspace: &Workspace) -> Option<String> {
        None
    }

    /// The name of its type, for the test that every view is visited.
    #[cfg(test)]
    fn kind(&self) -> &'static str {
        std::any::type_name::<Self>().rsplit("::").next().unwrap_or_default()
    }

    /// Keeps, when the program ends, what was typed and not confirmed, as far as possible.
    fn keep(&mut self, _workspace: &mut Workspace) -> Vec<Command> {
        Vec::new()
    }
}

/// What a view asks the program for.
pub enum Command {
    /// Go to another screen; Back returns.
    Push(Box<dyn View>),
    /// Leave this screen; the last one of the open assessment closes it.
    Pop,
    /// Leave every screen but the first, without closing the open assessment.
    Home,
    /// Lay an overlay over the screen.
    Show(Box<dyn View>),
    /// Take the topmost overlay away.
    Close,
    /// Do as if this key action had been asked for, once the overlay is closed.
    Act(Action),
    /// Save the open assessment.
    Save,
    /// Try again to save what could not be saved.
    Retry,
    /// Save what the user decided between our side and that of others, conflict by conflict.
    Settle(Vec<Side>),
    /// Save a copy of the open assessment in this file or folder.
    SaveCopy(PathBuf),
    /// Give the assessment in a file another name.
    Rename {
        /// The file.
        file: PathBuf,
        /// The new name.
        to: String,
    },
    /// Save the settings that were changed.
    SaveSettings {
        /// Whether the bottom line says that they are saved, in the place of the keys that work there.
        is_said: bool,
    },
    /// Change the world outside in a way that depends on no state of the program.
    Perform(Effect),
}

impl Command {
    /// Whether another screen or overlay may be in front afterwards.
    pub fn navigates(&self) -> bool {
        matches!(self, Self::Push(_) | Self::Pop | Self::Home | Self::Show(_) | Self::Close)
    }

    /// Goes to another screen.
    pub fn push(view: impl View + 'static) -> Self {
        Self::Push(Box::new(view))
    }

    /// Lays an overlay over the screen.
    pub fn show(view: impl View + 'static) -> Self {
        Self::Show(Box::new(view))
    }
}
