//! One stack of views: screens of which the last one is visible, and the overlays over it.
//!
//! It moves views and draws them; it knows no view and performs no command.

use ratatui::layout::Rect;

use super::{
    view::{Command, Input, Navigation, View},
    widgets::{Canvas, TextField},
    workspace::Workspace,
};

/// The fewest rows of a screen above an overlay.
const LEAST_ROWS: u16 = 6;

/// The screens and overlays that show the same `S`: `()`, or the session of the open assessment. There is always one
/// screen.
pub struct ViewStack<S> {
    first: Box<dyn View<S>>,
    above: Vec<Box<dyn View<S>>>,
    overlays: Vec<Box<dyn View<S>>>,
}

/// Where a step between views leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Landed {
    /// To one of the views.
    OnView,
    /// Below the first screen, which is still open.
    BelowFirst,
}

impl<S> ViewStack<S> {
    /// The first screen alone.
    pub fn new(first: impl View<S> + 'static) -> Self {
        Self { first: Box::new(first), above: Vec::new(), overlays: Vec::new() }
    }

    /// The screens, the visible one last.
    pub fn screens(&self) -> impl Iterator<Item = &dyn View<S>> {
        std::iter::once(&self.first).chain(&self.above).map(AsRef::as_ref)
    }

    /// Whether only the first screen is open.
    pub fn is_first_visible(&self) -> bool {
        self.above.is_empty()
    }

    /// Number of overlays.
    pub fn overlays(&self) -> usize {
        self.overlays.len()
    }

    /// The view that gets the keys.
    pub fn front(&self) -> &dyn View<S> {
        self.overlays.last().map_or_else(|| self.screen(), AsRef::as_ref)
    }

    fn screen(&self) -> &dyn View<S> {
        self.above.last().unwrap_or(&self.first).as_ref()
    }

    fn front_mut(&mut self) -> &mut dyn View<S> {
        let Self { first, above, overlays } = self;
        overlays.last_mut().or(above.last_mut()).unwrap_or(first).as_mut()
    }

    /// The focused text field of the view in front.
    pub fn field(&mut self) -> Option<&mut TextField> {
        self.front_mut().field()
    }

    /// Gives the view in front an input.
    pub fn update(&mut self, workspace: &mut Workspace, session: &mut S, input: Input) -> Vec<Command<S>> {
        self.front_mut().update(workspace, session, input)
    }

    /// Opens or leaves a view.
    pub fn go(&mut self, step: Navigation<S>) -> Landed {
        match step {
            Navigation::Push(screen) => self.above.push(screen),
            Navigation::Replace(screen) => {
                drop(self.above.pop());
                self.above.push(screen);
            }
            Navigation::Show(overlay) => self.overlays.push(overlay),
            Navigation::Pop if self.above.is_empty() => return Landed::BelowFirst,
            Navigation::Pop => drop(self.above.pop()),
            Navigation::Close => drop(self.overlays.pop()),
        }
        Landed::OnView
    }

    /// Leaves all screens but the first.
    pub fn go_home(&mut self) {
        self.above.clear();
    }

    /// Closes all overlays and has every view save its unconfirmed text, the one in front first.
    pub fn keep(&mut self, workspace: &mut Workspace, session: &mut S) -> Vec<Command<S>> {
        let mut commands = Vec::new();
        while let Some(mut overlay) = self.overlays.pop() {
            commands.extend(overlay.keep(workspace, session));
        }
        for screen in self.above.iter_mut().rev().chain([&mut self.first]) {
            commands.extend(screen.keep(workspace, session));
        }
        commands.retain(|command| !matches!(command, Command::Go(_) | Command::Act(_) | Command::Take(_)));
        commands
    }

    /// Whether a view has something typed that is not saved when the program ends.
    pub fn loses_by_ending(&self, session: &S) -> bool {
        self.overlays.iter().chain(&self.above).any(|view| view.loses_by_ending(session))
    }

    /// Draws the visible screen.
    pub fn draw_screen(&self, workspace: &Workspace, session: &S, canvas: &mut Canvas<'_>, area: Rect) {
        let rows = self.overlays.iter().map(|view| view.rows_below(workspace, session, canvas, area)).max();
        // What is left must still show something of the screen.
        let rows = rows.unwrap_or_default().min(area.height.saturating_sub(LEAST_ROWS));
        self.screen().draw(workspace, session, canvas, Rect { height: area.height - rows, ..area });
    }

    /// Draws the overlays, the lowest one first.
    pub fn draw_overlays(&self, workspace: &Workspace, session: &S, canvas: &mut Canvas<'_>, area: Rect) {
        for overlay in &self.overlays {
            canvas.cover();
            overlay.draw(workspace, session, canvas, area);
        }
    }
}
