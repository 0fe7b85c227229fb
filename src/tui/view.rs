//! What a screen is, and what it can ask for.

use ratatui::layout::Rect;

use super::{action::Action, effect::Effect, keymap::Context, widgets::Canvas, workspace::Workspace};

/// A screen, or an overlay over one. A view is a file: its state, its keys' meanings and its drawing.
///
/// Its state is free of language and size, so both can change at any time.
pub trait View {
    /// What stands in the top line and in the help.
    fn title(&self, workspace: &Workspace) -> String;

    /// Where its keys come from, nearest place first.
    fn contexts(&self) -> Vec<Context>;

    /// Does what an action asks for, and says what else there is to do. Touches no disk and no clock.
    fn update(&mut self, workspace: &mut Workspace, action: Action) -> Vec<Command>;

    /// Draws itself.
    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect);

    /// What is copied here: what is selected, else what is shown; nothing where there is no text to copy. In logical order.
    fn copied(&self, _workspace: &Workspace) -> Option<String> {
        None
    }

    /// Takes what is selected out of the field that is typed in.
    fn cut(&mut self) -> Option<String> {
        None
    }

    /// Takes a pasted text, where it takes text at all.
    fn paste(&mut self, _text: &str) {}

    /// Takes the text that its field became in the person's editor.
    fn take_edited(&mut self, _text: &str) {}

    /// The name of its type, for the test that every view is visited.
    #[cfg(test)]
    fn kind(&self) -> &'static str {
        std::any::type_name::<Self>().rsplit("::").next().unwrap_or_default()
    }

    /// The program ends: keeps what was typed and not yet confirmed, as far as it can be kept.
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
    /// Touch the world outside.
    Perform(Effect),
}

impl Command {
    /// Goes to another screen.
    pub fn push(view: impl View + 'static) -> Self {
        Self::Push(Box::new(view))
    }

    /// Lays an overlay over the screen.
    pub fn show(view: impl View + 'static) -> Self {
        Self::Show(Box::new(view))
    }
}
