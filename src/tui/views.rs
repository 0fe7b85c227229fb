//! The views of the program: those of home, and those of the open assessment over them. It gives the one in front its
//! input, and draws what is visible.
//!
//! A view of an assessment is only reached together with its session; see [`OpenedSession`].

use std::rc::Rc;

use ratatui::layout::Rect;

use super::{
    effect::Departure,
    farewell::{FarewellText, FarewellWriter, Farewells},
    keymap::Context,
    screens::{Destination, Home, Overview},
    session::Session,
    view::{Command, Input, Navigation, View},
    view_stack::{Landed, ViewStack},
    widgets::{Canvas, TextField},
    workspace::Workspace,
};

/// The views of the program.
pub struct Views {
    /// The list of assessments and what needs no open one. Its screens are covered while an assessment is open, and its
    /// overlays are in front of everything, because they may report what concerns no assessment.
    home: ViewStack<()>,
    opened: Option<OpenedSession>,
    has_navigated: bool,
}

/// The open assessment with everything that shows it, so that no view outlives it.
struct OpenedSession {
    session: Session,
    stack: ViewStack<Session>,
    farewells: Farewells,
}

/// The commands of the view in front, for what it shows.
pub enum FrontCommands {
    /// Those of a view of home.
    OfHome(Vec<Command<()>>),
    /// Those of a view of the open assessment.
    OfOpened(Vec<Command<Session>>),
}

/// What a view shows, with the stack of its views.
pub trait ViewOwner: Sized {
    /// Where the user goes who leaves the first screen of the stack. `None` if that screen stays.
    const BELOW_FIRST: Option<Departure>;

    /// The stack. `None` if the assessment that its views show has been closed.
    fn stack(views: &mut Views) -> Option<&mut ViewStack<Self>>;
}

impl ViewOwner for () {
    const BELOW_FIRST: Option<Departure> = None;

    fn stack(views: &mut Views) -> Option<&mut ViewStack<Self>> {
        Some(&mut views.home)
    }
}

impl ViewOwner for Session {
    const BELOW_FIRST: Option<Departure> = Some(Departure::Close);

    fn stack(views: &mut Views) -> Option<&mut ViewStack<Self>> {
        views.opened.as_mut().map(|opened| &mut opened.stack)
    }
}

impl Default for Views {
    /// The list of assessments.
    fn default() -> Self {
        Self { home: ViewStack::new(Home::default()), opened: None, has_navigated: false }
    }
}

impl Views {
    /// The open assessment, if there is one.
    pub fn session(&self) -> Option<&Session> {
        self.opened.as_ref().map(|opened| &opened.session)
    }

    /// The open assessment, to change it.
    pub fn session_mut(&mut self) -> Option<&mut Session> {
        self.opened.as_mut().map(|opened| &mut opened.session)
    }

    /// What is to be printed of the open assessment when the program ends, if there is one.
    pub fn farewell(&self, writer: FarewellWriter, workspace: &Workspace) -> Option<Rc<FarewellText>> {
        let opened = self.opened.as_ref()?;
        Some(opened.farewells.text(writer, workspace, &opened.session))
    }

    /// Shows an assessment from its overview, in the place of every other screen.
    pub fn show_opened(&mut self, session: Session) {
        self.home.go_home();
        let stack = ViewStack::new(Overview::resumed(session.sheet()));
        self.opened = Some(OpenedSession { session, stack, farewells: Farewells::default() });
        self.has_navigated = true;
    }

    /// Shows the list of assessments, if none is open.
    pub fn show_list(&mut self) {
        self.home.go_home();
        self.has_navigated = true;
    }

    /// Closes every view of the open assessment but its overview.
    pub fn show_overview(&mut self) {
        if let Some(opened) = &mut self.opened {
            opened.stack = ViewStack::new(Overview::resumed(opened.session.sheet()));
            self.has_navigated = true;
        }
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
        self.home.screens().count() + self.opened.as_ref().map_or(0, |opened| opened.stack.screens().count())
    }

    /// The type of the view that keys go to.
    #[cfg(test)]
    pub fn kind(&self) -> &'static str {
        match self.opened_in_front() {
            Some(opened) => opened.stack.front().kind(),
            None => self.home.front().kind(),
        }
    }

    /// Number of open overlays.
    pub fn overlays(&self) -> usize {
        self.home.overlays() + self.opened.as_ref().map_or(0, |opened| opened.stack.overlays())
    }

    /// Where keys come from, nearest place first.
    pub fn contexts(&self, workspace: &Workspace) -> Vec<Context> {
        match self.opened_in_front() {
            Some(opened) => opened.stack.front().contexts(workspace, &opened.session),
            None => self.home.front().contexts(workspace, &()),
        }
    }

    /// The title of the view that keys go to.
    pub fn title(&self, workspace: &Workspace) -> String {
        match self.opened_in_front() {
            Some(opened) => opened.stack.front().title(workspace, &opened.session),
            None => self.home.front().title(workspace, &()),
        }
    }

    /// What the view that keys go to would copy.
    pub fn copied(&self, workspace: &Workspace) -> Option<String> {
        match self.opened_in_front() {
            Some(opened) => opened.stack.front().copied(workspace, &opened.session),
            None => self.home.front().copied(workspace, &()),
        }
    }

    /// The titles of the open screens. Every path begins at home, so home itself is among them only while no other screen
    /// is open.
    pub fn path(&self, workspace: &Workspace) -> Vec<String> {
        match &self.opened {
            Some(opened) => {
                opened.stack.screens().map(|view| view.title(workspace, &opened.session)).collect()
            }
            None => {
                let covered = usize::from(!self.home.is_first_visible());
                self.home.screens().skip(covered).map(|view| view.title(workspace, &())).collect()
            }
        }
    }

    /// Draws the visible screen and the overlays.
    pub fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
        match &self.opened {
            Some(OpenedSession { session, stack, .. }) => {
                stack.draw_screen(workspace, session, canvas, area);
                stack.draw_overlays(workspace, session, canvas, area);
            }
            None => self.home.draw_screen(workspace, &(), canvas, area),
        }
        self.home.draw_overlays(workspace, &(), canvas, area);
    }

    /// Gives the view in front an input.
    pub fn update(&mut self, workspace: &mut Workspace, input: Input) -> FrontCommands {
        let is_home_in_front = self.is_home_in_front();
        match &mut self.opened {
            Some(OpenedSession { session, stack, .. }) if !is_home_in_front => {
                FrontCommands::OfOpened(stack.update(workspace, session, input))
            }
            _ => FrontCommands::OfHome(self.home.update(workspace, &mut (), input)),
        }
    }

    /// Opens a screen over the visible one, if it opens from there.
    pub fn open(&mut self, destination: Destination, workspace: &Workspace) {
        match &self.opened {
            Some(opened) => {
                if let Some(screen) = destination.over_assessment(&opened.session) {
                    self.go(Navigation::Push(screen));
                }
            }
            None => {
                if let Some(screen) = destination.at_home(workspace) {
                    self.go(Navigation::Push(screen));
                }
            }
        }
    }

    /// Opens an overlay over the view in front.
    pub fn show(&mut self, view: impl View<()> + View<Session> + 'static) {
        match self.opened_in_front() {
            Some(_) => self.go(Navigation::<Session>::Show(Box::new(view))),
            None => self.go(Navigation::<()>::Show(Box::new(view))),
        };
    }

    /// Opens a screen over the visible one.
    pub fn push(&mut self, view: impl View<()> + View<Session> + 'static) {
        match &self.opened {
            Some(_) => self.go(Navigation::<Session>::Push(Box::new(view))),
            None => self.go(Navigation::<()>::Push(Box::new(view))),
        };
    }

    /// The focused text field of the view in front.
    pub fn field(&mut self) -> Option<&mut TextField> {
        let is_home_in_front = self.is_home_in_front();
        match &mut self.opened {
            Some(opened) if !is_home_in_front => opened.stack.field(),
            _ => self.home.field(),
        }
    }

    /// Opens or leaves a view. The first screen of a stack stays: returns where the user goes who leaves it, which can
    /// fail.
    pub fn go<S: ViewOwner>(&mut self, step: Navigation<S>) -> Option<Departure> {
        self.has_navigated = true;
        match S::stack(self)?.go(step) {
            Landed::OnView => None,
            Landed::BelowFirst => S::BELOW_FIRST,
        }
    }

    /// Whether Back leads anywhere: not from the list of assessments.
    pub fn lead_back(&self) -> bool {
        self.opened.is_some() || self.overlays() > 0 || !self.home.is_first_visible()
    }

    /// Whether home shows the list, and not a screen that the user opened over it.
    pub fn is_home_on_list(&self) -> bool {
        self.home.is_first_visible()
    }

    /// Whether a view came to the front or was left since this was last asked.
    pub fn take_navigated(&mut self) -> bool {
        std::mem::take(&mut self.has_navigated)
    }

    /// Whether the next key goes to the screen: no overlay is open and no text is being typed.
    pub fn is_free(&self, workspace: &Workspace) -> bool {
        self.overlays() == 0 && !self.contexts(workspace).contains(&Context::Typing)
    }

    /// Closes the open assessment together with everything that shows it.
    pub fn close_opened(&mut self) -> Option<Session> {
        self.has_navigated = true;
        self.opened.take().map(|opened| opened.session)
    }

    /// Has every view of the open assessment save its unconfirmed text, and closes its overlays.
    pub fn keep_opened(&mut self, workspace: &mut Workspace) -> Vec<Command<Session>> {
        let Some(OpenedSession { session, stack, .. }) = &mut self.opened else { return Vec::new() };
        stack.keep(workspace, session)
    }

    /// The same for the views of home.
    pub fn keep_home(&mut self, workspace: &mut Workspace) -> Vec<Command<()>> {
        self.home.keep(workspace, &mut ())
    }

    /// Whether something was typed that is not saved when the program ends.
    pub fn lose_by_ending(&self) -> bool {
        let opened = self.opened.as_ref();
        self.home.loses_by_ending(&())
            || opened.is_some_and(|opened| opened.stack.loses_by_ending(&opened.session))
    }
}
