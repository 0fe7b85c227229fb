//! The views of the program: those of home, and those of the open assessment over them. It gives the one in front its
//! input, and draws what is visible.
//!
//! A view of an assessment is only reached together with its session; see [`OpenedSession`].

use ratatui::layout::Rect;

use super::{
    app::App,
    effect::{Departure, Effect},
    keymap::Context,
    screens::{Destination, Overview},
    session::Session,
    view::{Command, Input, Navigation, View},
    views::{Landed, Views},
    widgets::{Canvas, TextField},
};

/// The open assessment with everything that shows it, so that no view outlives it.
pub(super) struct OpenedSession {
    /// The assessment.
    pub session: Session,
    views: Views<Session>,
}

/// Where the commands of a view move views.
pub(super) trait ViewOwner: Sized {
    /// The views beside it. `None` if the assessment that they show has been closed.
    fn views(app: &mut App) -> Option<&mut Views<Self>>;

    /// What follows when the user leaves the first screen.
    fn leave_first() -> Option<Effect>;
}

impl ViewOwner for () {
    fn views(app: &mut App) -> Option<&mut Views<Self>> {
        Some(&mut app.home)
    }

    fn leave_first() -> Option<Effect> {
        None
    }
}

impl ViewOwner for Session {
    fn views(app: &mut App) -> Option<&mut Views<Self>> {
        app.opened.as_mut().map(|opened| &mut opened.views)
    }

    /// The last screen of an assessment goes when the assessment is closed, which can fail.
    fn leave_first() -> Option<Effect> {
        Some(Effect::Finish(Departure::Close))
    }
}

impl App {
    /// The open assessment, if there is one.
    pub fn session(&self) -> Option<&Session> {
        self.opened.as_ref().map(|opened| &opened.session)
    }

    pub(super) fn session_mut(&mut self) -> Option<&mut Session> {
        self.opened.as_mut().map(|opened| &mut opened.session)
    }

    /// Shows an assessment from its overview, in the place of every other screen.
    pub(super) fn show_opened(&mut self, session: Session) {
        self.home.go_home();
        self.opened = Some(OpenedSession { session, views: Views::new(Overview::default()) });
        self.navigated = true;
    }

    /// Whether the view that keys go to is one of home, and not one of the open assessment.
    fn is_home_in_front(&self) -> bool {
        self.opened.is_none() || self.home.overlays() > 0
    }

    /// The open assessment, if the view that keys go to is one of it.
    fn opened_in_front(&self) -> Option<&OpenedSession> {
        self.opened.as_ref().filter(|_| !self.is_home_in_front())
    }

    /// Number of open screens, home among them.
    #[cfg(test)]
    pub fn screens(&self) -> usize {
        self.home.screens().count() + self.opened.as_ref().map_or(0, |opened| opened.views.screens().count())
    }

    /// The type of the view that keys go to.
    #[cfg(test)]
    pub fn kind(&self) -> &'static str {
        match self.opened_in_front() {
            Some(opened) => opened.views.front().kind(),
            None => self.home.front().kind(),
        }
    }

    /// Number of open overlays.
    pub fn overlays(&self) -> usize {
        self.home.overlays() + self.opened.as_ref().map_or(0, |opened| opened.views.overlays())
    }

    /// Where keys come from, nearest place first.
    pub fn contexts(&self) -> Vec<Context> {
        match self.opened_in_front() {
            Some(opened) => opened.views.front().contexts(),
            None => self.home.front().contexts(),
        }
    }

    /// The title of the view that keys go to.
    pub fn title(&self) -> String {
        match self.opened_in_front() {
            Some(opened) => opened.views.front().title(&self.workspace, &opened.session),
            None => self.home.front().title(&self.workspace, &()),
        }
    }

    /// What the view that keys go to would copy.
    pub(super) fn copied(&self) -> Option<String> {
        match self.opened_in_front() {
            Some(opened) => opened.views.front().copied(&self.workspace, &opened.session),
            None => self.home.front().copied(&self.workspace, &()),
        }
    }

    /// The titles of the open screens. Every path begins at home, so home itself is among them only while no other screen
    /// is open.
    pub fn path(&self) -> Vec<String> {
        match &self.opened {
            Some(opened) => {
                opened.views.screens().map(|view| view.title(&self.workspace, &opened.session)).collect()
            }
            None => {
                let covered = usize::from(!self.home.is_first_visible());
                self.home.screens().skip(covered).map(|view| view.title(&self.workspace, &())).collect()
            }
        }
    }

    /// Draws the visible screen and the overlays.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        match &self.opened {
            Some(OpenedSession { session, views }) => {
                views.draw_screen(&self.workspace, session, canvas, area);
                views.draw_overlays(&self.workspace, session, canvas, area);
            }
            None => self.home.draw_screen(&self.workspace, &(), canvas, area),
        }
        self.home.draw_overlays(&self.workspace, &(), canvas, area);
    }

    /// Gives the view in front an input.
    pub(super) fn update(&mut self, input: Input) -> Vec<Effect> {
        let is_home_in_front = self.is_home_in_front();
        match &mut self.opened {
            Some(OpenedSession { session, views }) if !is_home_in_front => {
                let commands = views.update(&mut self.workspace, session, input);
                self.run(commands)
            }
            _ => {
                let commands = self.home.update(&mut self.workspace, &mut (), input);
                self.run(commands)
            }
        }
    }

    /// Opens a screen from the view in front.
    pub(super) fn open(&mut self, destination: Destination) -> Vec<Effect> {
        match self.opened_in_front() {
            Some(opened) => {
                let command = destination.open_over(&opened.session);
                self.run(command.into_iter().collect())
            }
            None => {
                let command = destination.open_at_home(&self.workspace);
                self.run(command.into_iter().collect())
            }
        }
    }

    /// Opens an overlay over the view in front.
    pub(super) fn show_in_front(&mut self, view: impl View<()> + View<Session> + 'static) -> Vec<Effect> {
        match self.opened_in_front() {
            Some(_) => self.run(vec![Command::<Session>::show(view)]),
            None => self.run(vec![Command::<()>::show(view)]),
        }
    }

    /// Opens a screen over the one in front.
    pub(super) fn push_in_front(&mut self, view: impl View<()> + View<Session> + 'static) -> Vec<Effect> {
        match self.opened_in_front() {
            Some(_) => self.run(vec![Command::<Session>::push(view)]),
            None => self.run(vec![Command::<()>::push(view)]),
        }
    }

    /// The focused text field of the view in front.
    pub(super) fn field(&mut self) -> Option<&mut TextField> {
        let is_home_in_front = self.is_home_in_front();
        match &mut self.opened {
            Some(opened) if !is_home_in_front => opened.views.field(),
            _ => self.home.field(),
        }
    }

    pub(super) fn go<S: ViewOwner>(&mut self, step: Navigation<S>) -> Option<Effect> {
        self.navigated = true;
        match S::views(self)?.go(step) {
            Landed::OnView => None,
            Landed::BelowFirst => S::leave_first(),
        }
    }

    /// Whether the next key goes to the screen: no overlay is open and no text is being typed.
    pub fn is_free(&self) -> bool {
        self.overlays() == 0 && !self.contexts().contains(&Context::Typing)
    }

    /// Closes the open assessment together with everything that shows it.
    pub(super) fn close_opened(&mut self) -> Option<Session> {
        self.navigated = true;
        self.opened.take().map(|opened| opened.session)
    }

    /// Has every view save its unconfirmed text, and closes the overlays.
    pub(super) fn keep_typed(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(OpenedSession { session, views }) = &mut self.opened {
            let commands = views.keep(&mut self.workspace, session);
            effects.extend(self.run(commands));
        }
        let commands = self.home.keep(&mut self.workspace, &mut ());
        effects.extend(self.run(commands));
        effects
    }
}
