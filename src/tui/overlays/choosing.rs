//! Conflicts after an outside change: the user chooses one of two versions.

use ratatui::layout::Rect;

use super::draw_page;
use crate::merge::{Conflict, Side};
use crate::report::conflict;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    session::Session,
    view::{Command, Input, View},
    widgets::{Canvas, Row, Rows, Viewport},
    workspace::Workspace,
};

/// The overlay. It shows one conflict at a time.
pub struct Choosing {
    conflicts: Vec<Conflict>,
    /// The choices so far, one for each conflict.
    sides: Vec<Option<Side>>,
    /// The last choice.
    last: Option<Side>,
    place: usize,
    view: Viewport,
}

impl Choosing {
    /// Asks for a decision on each of these conflicts. There must be at least one.
    pub fn new(conflicts: Vec<Conflict>) -> Self {
        let sides = vec![None; conflicts.len()];
        Self { conflicts, sides, last: None, place: 0, view: Viewport::default() }
    }

    /// Shows another conflict from its start.
    fn go(&mut self, place: usize) {
        self.place = place.min(self.conflicts.len() - 1);
        self.view = Viewport::default();
    }

    /// Chooses a side, and shows the next undecided conflict.
    fn choose(&mut self, side: Side) {
        self.sides[self.place] = Some(side);
        self.last = Some(side);
        let count = self.sides.len();
        let next =
            (1..count).map(|step| (self.place + step) % count).find(|place| self.sides[*place].is_none());
        if let Some(next) = next {
            self.go(next);
        }
    }

    /// Decides all undecided conflicts like the last one.
    fn choose_the_rest(&mut self) {
        for undecided in self.sides.iter_mut().filter(|side| side.is_none()) {
            *undecided = self.last;
        }
    }

    /// All choices. `None` until every conflict is decided.
    fn decided(&self) -> Option<Vec<Side>> {
        self.sides.iter().copied().collect()
    }

    fn rows(&self, workspace: &Workspace, session: &Session) -> Rows {
        let words = &workspace.messages().screens.keeping;
        let edition = workspace.edition(session.sheet().pack());
        let described = conflict::describe(&edition, &self.conflicts[self.place]);
        let mut rows = Rows::new();
        rows.push(Row::text(&words.choosing_introduction, Role::Muted));
        rows.push(Row::blank());
        rows.push(Row::text(described.place, Role::Heading));
        rows.push(Row::blank());
        push_version(&mut rows, &words.before, &described.before, " ");
        for (side, label, text) in
            [(Side::Ours, &words.ours, &described.ours), (Side::Theirs, &words.theirs, &described.theirs)]
        {
            let sign = if self.sides[self.place] == Some(side) { "●" } else { "○" };
            push_version(&mut rows, label, text, sign);
        }
        let next = if self.decided().is_some() { &words.choosing_done } else { &words.choosing_later };
        rows.push(Row::text(next, Role::Muted));
        rows
    }
}

/// A version below its label.
fn push_version(rows: &mut Rows, label: &str, text: &str, sign: &str) {
    rows.push(Row::text(label, Role::Key).marked(sign, Role::Accent));
    rows.push(Row::text(text, Role::Dialog).indented(2));
    rows.push(Row::blank());
}

impl View<Session> for Choosing {
    fn title(&self, workspace: &Workspace, _: &Session) -> String {
        let words = &workspace.messages().screens.keeping;
        words.choosing_title.fill(&[("place", &(self.place + 1)), ("count", &self.conflicts.len())])
    }

    fn contexts(&self, _: &Workspace, _: &Session) -> Vec<Context> {
        vec![Context::Deciding, Context::Reading, Context::Everywhere]
    }

    fn update(&mut self, _workspace: &mut Workspace, _: &mut Session, input: Input) -> Vec<Command<Session>> {
        let Some(action) = self.view.scroll_with(input) else { return Vec::new() };
        match action {
            Action::TakeOurs => self.choose(Side::Ours),
            Action::TakeTheirs => self.choose(Side::Theirs),
            Action::TakeForRest => self.choose_the_rest(),
            Action::Forward => self.go(self.place + 1),
            Action::Backward => self.go(self.place.saturating_sub(1)),
            Action::Accept => {
                if let Some(sides) = self.decided() {
                    return vec![Command::close(), Command::Settle(sides)];
                }
            }
            Action::Back => return vec![Command::close()],
            _ => {}
        }
        Vec::new()
    }

    fn copied(&self, workspace: &Workspace, session: &Session) -> Option<String> {
        Some(self.rows(workspace, session).as_text())
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        draw_page(&self.rows(workspace, session), &self.title(workspace, session), canvas, area, &self.view);
    }
}
