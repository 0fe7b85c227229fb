//! The evidence of a question, as a list to which pieces are added and from which they are removed.

use ratatui::layout::Rect;

use super::{EvidenceForm, comfortable_width, rows_below};
use crate::edit::Edit;
use crate::model::QuestionId;
use crate::report;
use crate::scoring::NotCounted;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    session::Session,
    view::{Command, Input, View},
    widgets::{Canvas, List, Row, Viewport},
    workspace::Workspace,
};

/// The overlay with the list.
pub struct EvidenceList {
    question: QuestionId,
    view: Viewport,
}

impl EvidenceList {
    /// Lists the evidence of a question.
    pub fn new(question: QuestionId) -> Self {
        Self { question, view: Viewport::default() }
    }

    /// All pieces, and a row for a new one. The value of a row is an index of the question's evidence.
    fn list(&self, workspace: &Workspace, session: &Session) -> List<usize> {
        let messages = workspace.messages();
        let words = &messages.screens.overlays;
        let (scale, as_of) = (session.sheet().pack().scale(), session.sheet().as_of());
        let mut rows = List::new();
        let pieces = session.sheet().entry(&self.question).evidence;
        let end = pieces.len();
        for (place, evidence) in pieces.into_iter().enumerate() {
            let aside = report::evidence::details(messages, &evidence);
            let reason = NotCounted::of(&evidence, scale, as_of).filter(|_| scale.confirms_from().is_some());
            let row =
                Row::text(evidence.text, Role::Dialog).marked("•", Role::Muted).aside(aside, Role::Muted);
            rows.push_choice(place, row);
            if let Some(reason) = reason {
                let reason = report::evidence::not_counted(messages, reason);
                let text = messages.reports.evidence.does_not_count.fill(&[("reason", &reason)]);
                rows.push(Row::text(text, Role::Warning).indented(2));
            }
        }
        rows.push_choice(end, Row::text(&words.evidence_new, Role::Accent).marked("+", Role::Accent));
        rows
    }

    fn remove(&self, workspace: &Workspace, session: &mut Session) -> Vec<Command<Session>> {
        let Some(place) = self.list(workspace, session).chosen(&self.view).copied() else {
            return Vec::new();
        };
        let removed = session.edit(&[Edit::RemoveEvidence(self.question.clone(), place)]);
        if removed { vec![Command::Save] } else { Vec::new() }
    }
}

impl View<Session> for EvidenceList {
    fn title(&self, workspace: &Workspace, _: &Session) -> String {
        workspace.messages().screens.overlays.evidence_title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &Session) -> Vec<Context> {
        vec![Context::EvidenceList, Context::Rows, Context::Everywhere]
    }

    fn update(
        &mut self,
        workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        let list = self.list(workspace, session);
        let Some(action) = self.view.select_with(input, list.choices()) else { return Vec::new() };
        match action {
            Action::Enter => vec![Command::Act(Action::EditEvidence)],
            Action::EditEvidence => {
                let form = |place: &usize| EvidenceForm::new(self.question.clone(), *place, session);
                list.chosen(&self.view).map(|place| Command::show(form(place))).into_iter().collect()
            }
            Action::Remove => self.remove(workspace, session),
            Action::Back => vec![Command::close()],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace, session: &Session) -> Option<String> {
        self.list(workspace, session).row_as_text(&self.view)
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let title = &workspace.messages().screens.overlays.evidence_title;
        let height = self.rows_below(workspace, session, canvas, area);
        let inner = canvas.dialog_below(area, comfortable_width(area), height, title);
        self.list(workspace, session).draw(canvas, inner, &self.view);
    }

    fn rows_below(&self, workspace: &Workspace, session: &Session, canvas: &Canvas<'_>, area: Rect) -> u16 {
        rows_below(&self.list(workspace, session), 8, canvas, area)
    }
}
