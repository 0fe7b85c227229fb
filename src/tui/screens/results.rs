//! The scores of all areas, and below or next to them the reasons for the selected one.
//!
//! ```text
//! ╭ Results ────────────────────────────────────────────╮
//! │   Area        Answered  Claimed  Confirmed  Index …  │
//! │ ▸ Strategy     6 of 6      2         2       2.8     │
//! ╰──────────────────────────────────────────────────────╯
//! ╭ Why: Strategy ───────────────────────────────────────╮
//! │ Weight at level 3 or above: 4 of 6 = 66%, 80% needed │
//! ╰──────────────────────────────────────────────────────╯
//! ```

use std::cell::Cell;
use std::rc::Rc;

use ratatui::layout::Rect;

use super::left_out::left_out_columns;
use super::reason_row::reason_row;
use crate::model::QuestionId;
use crate::report::{self, Reason};
use crate::scoring::{Answers, GroupScore};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    explained::{first_met, noted},
    keymap::Context,
    remembered::Cached,
    screens::{About, Destination, Interview},
    session::Session,
    view::{Command, Input, View},
    widgets::{Canvas, List, NAMES, Row, TableView, UNBOUNDED, Viewport},
    workspace::{ShownVersion, Workspace},
};

/// The screen with scores and reasons.
pub struct Results {
    areas: Viewport,
    reasons: Viewport,
    focus: Focus,
    list: Cached<(ShownVersion, usize, Focus, u16), List<QuestionId>>,
    /// The cells of the table in the last frame.
    width: Cell<u16>,
    table: Cached<(ShownVersion, u16), TableView<'static, usize>>,
}

/// The part of the screen that the keys move in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Areas,
    Reasons,
}

impl Results {
    /// The results with this row selected. The rows after the last area are the groups and the whole.
    pub fn at(row: usize) -> Self {
        Self {
            areas: Viewport::at(row),
            reasons: Viewport::default(),
            focus: Focus::Areas,
            list: Cached::default(),
            width: Cell::new(0),
            table: Cached::default(),
        }
    }

    fn reasons(&self, workspace: &Workspace, session: &Session) -> Vec<Reason> {
        let sheet = session.sheet();
        let edition = workspace.edition(sheet.pack());
        let answers = Answers::new(sheet.pack(), sheet.assessment(), sheet.as_of());
        match sheet.scorecard().areas.get(self.areas.cursor()) {
            Some(score) => report::why::area(&edition, sheet.assessment(), &answers, score),
            None => match self.group(session) {
                Some(group) => report::why::of_areas(&edition, sheet.scorecard(), &group.score),
                None => report::why::whole(&edition, sheet.scorecard()),
            },
        }
    }

    /// The selected group of areas; `None` if an area or the whole is selected.
    fn group<'a>(&self, session: &'a Session) -> Option<&'a GroupScore> {
        let card = session.sheet().scorecard();
        card.groups.get(self.areas.cursor().checked_sub(card.areas.len())?)
    }

    fn title_of_reasons(&self, workspace: &Workspace, session: &Session) -> String {
        let (messages, sheet) = (workspace.messages(), session.sheet());
        let area = sheet.pack().areas.get(self.areas.cursor());
        let name = match (area, self.group(session)) {
            (Some(area), _) => area.label(workspace.code()).to_owned(),
            (None, Some(group)) => workspace.edition(sheet.pack()).group(&group.group),
            (None, None) => messages.common.overall.clone(),
        };
        messages.screens.results.why.fill(&[("area", &name)])
    }

    /// Opens a screen in place of this one, but what the questionnaire says over it, from the selected area on.
    fn open(
        &self,
        destination: Destination,
        workspace: &Workspace,
        session: &Session,
    ) -> Vec<Command<Session>> {
        if destination == Destination::About {
            let area = session.sheet().pack().areas.get(self.areas.cursor());
            return vec![Command::push(About::at(area, workspace, session))];
        }
        destination.over_assessment(session).map(Command::replace).into_iter().collect()
    }

    fn update_areas(
        &mut self,
        workspace: &Workspace,
        session: &Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        // Pages and the mouse wheel scroll the reasons of the selected area.
        if matches!(input, Input::Act(Action::PageUp | Action::PageDown) | Input::Scroll(_)) {
            self.reasons.scroll_with(input);
            return Vec::new();
        }
        // Counted in the scorecard, because the table is cached for the width of the screen.
        let card = session.sheet().scorecard();
        match self.areas.select_with(input, card.areas.len() + card.groups.len() + 1) {
            None => self.reasons = Viewport::default(),
            Some(Action::Enter | Action::SwitchPart) => self.focus = Focus::Reasons,
            Some(Action::Open(destination)) => return self.open(destination, workspace, session),
            Some(Action::Back) => return vec![Command::pop()],
            Some(_) => {}
        }
        Vec::new()
    }

    fn update_reasons(
        &mut self,
        workspace: &Workspace,
        session: &Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        let list = self.list(workspace, session);
        match self.reasons.select_or_page_with(input, list.choices()) {
            Some(Action::Enter) => {
                let go = |question: &QuestionId| {
                    Command::push(Interview::at(question.clone(), workspace, session))
                };
                return list.chosen(&self.reasons).map(go).into_iter().collect();
            }
            Some(Action::Open(destination)) => return self.open(destination, workspace, session),
            Some(Action::Back | Action::SwitchPart) => self.focus = Focus::Areas,
            _ => {}
        }
        Vec::new()
    }

    fn draw_reasons(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let role = if self.focus == Focus::Reasons { Role::Heading } else { Role::Muted };
        let inner = canvas.section(area, &self.title_of_reasons(workspace, session), role);
        self.list(workspace, session).draw(canvas, inner, &self.reasons);
    }

    /// The reasons. Those about a question can be selected while the keys move in them.
    fn list(&self, workspace: &Workspace, session: &Session) -> Rc<List<QuestionId>> {
        let width = self.width.get();
        self.list.get((workspace.version(session), self.areas.cursor(), self.focus, width), || {
            let mut list = List::new();
            let sheet = session.sheet();
            let edition = workspace.edition(sheet.pack());
            for told in report::notes::in_figures(&edition, sheet.versions(), sheet.unusable()) {
                list.push(Row::warning(told));
            }
            for reason in self.reasons(workspace, session) {
                let row = reason_row(&reason);
                match reason.question {
                    Some(question) if self.focus == Focus::Reasons => list.push_choice(question, row),
                    _ => list.push(row),
                }
            }
            let table = self.table(workspace, session, width);
            if let Some(told) = left_out_columns(workspace, table.left_out()) {
                list.push(Row::blank());
                list.push(Row::text(told, Role::Muted));
            }
            for row in first_met(workspace, Context::Results) {
                list.push(row);
            }
            list
        })
    }

    /// The table of areas, groups and the whole, for this width.
    fn table(&self, workspace: &Workspace, session: &Session, width: u16) -> Rc<TableView<'static, usize>> {
        self.table.get((workspace.version(session), width), || {
            let sheet = session.sheet();
            let title = &workspace.messages().screens.results.title;
            let edition = workspace.edition(sheet.pack());
            let printed = report::areas::table(&edition, title, sheet.scorecard(), Vec::new());
            TableView::from_report(
                printed.in_words(&edition),
                width,
                &["answered", "blockers", "target"],
                NAMES,
            )
        })
    }
}

impl View<Session> for Results {
    fn title(&self, workspace: &Workspace, _: &Session) -> String {
        workspace.messages().screens.results.title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &Session) -> Vec<Context> {
        vec![Context::Results, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(
        &mut self,
        workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        if let Input::Press(position) = input {
            let is_reason = self.reasons.contains(position);
            self.focus = if is_reason { Focus::Reasons } else { Focus::Areas };
        }
        let commands = match self.focus {
            Focus::Areas => self.update_areas(workspace, session, input),
            Focus::Reasons => self.update_reasons(workspace, session, input),
        };
        noted(workspace, Context::Results, commands)
    }

    fn copied(&self, workspace: &Workspace, session: &Session) -> Option<String> {
        match self.focus {
            Focus::Areas => {
                let reasons = self.list(workspace, session).as_text();
                let table = self.table(workspace, session, UNBOUNDED);
                table.row_as_text(&self.areas).map(|line| format!("{line}\n{reasons}"))
            }
            Focus::Reasons => self.list(workspace, session).row_as_text(&self.reasons),
        }
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let title = &workspace.messages().screens.results.title;
        self.width.set(area.width.saturating_sub(4));
        let table = self.table(workspace, session, self.width.get());
        let wanted = u16::try_from(table.height()).unwrap_or(u16::MAX).saturating_add(2);
        let height = wanted.min(area.height * 3 / 5);
        let role = if self.focus == Focus::Areas { Role::Heading } else { Role::Muted };
        let inner = canvas.section(Rect { height, ..area }, title, role);
        table.draw(canvas, inner, &self.areas);
        let below = Rect { y: area.y + height, height: area.height - height, ..area };
        self.draw_reasons(workspace, session, canvas, below);
    }
}
