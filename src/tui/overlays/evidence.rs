//! The evidence of a question: a list to add to and to remove from.

use ratatui::layout::Rect;

use super::{EvidenceForm, comfortable_width};
use crate::bidi::ltr;
use crate::edit::Edit;
use crate::model::{EvidenceKind, QuestionId};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    effect::Effect,
    keymap::Context,
    view::{Command, View},
    widgets::{Canvas, Row, Rows, Viewport},
    workspace::Workspace,
};

/// The overlay.
pub struct EvidenceList {
    question: QuestionId,
    view: Viewport,
}

impl EvidenceList {
    /// The evidence of this question.
    pub fn new(question: QuestionId) -> Self {
        Self { question, view: Viewport::default() }
    }

    fn rows(&self, workspace: &Workspace) -> Rows {
        let words = &workspace.messages().screens.overlays;
        let mut rows = Rows::new();
        for evidence in workspace.open().entry(&self.question).evidence {
            let kind = match evidence.kind {
                Some(EvidenceKind::Seen) => words.seen.as_str(),
                Some(EvidenceKind::Said) => words.said.as_str(),
                None => "",
            };
            let date = evidence.date.map(|date| ltr(&date.to_string())).unwrap_or_default();
            let aside = [kind, &date].join(" ").trim().to_owned();
            rows.push(
                Row::choice(evidence.text, Role::Dialog).marked("•", Role::Key).aside(aside, Role::Muted),
            );
        }
        rows.push(Row::choice(&words.evidence_new, Role::Accent).marked("+", Role::Accent));
        rows
    }

    fn remove(&self, workspace: &mut Workspace) -> Vec<Command> {
        let place = self.view.cursor();
        let removed = workspace.edit(&[Edit::RemoveEvidence(self.question.clone(), place)]);
        if removed { vec![Command::Perform(Effect::Save)] } else { Vec::new() }
    }
}

impl View for EvidenceList {
    fn title(&self, workspace: &Workspace) -> String {
        workspace.messages().screens.overlays.evidence_title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::EvidenceList, Context::Rows, Context::Everywhere]
    }

    fn update(&mut self, workspace: &mut Workspace, action: Action) -> Vec<Command> {
        let count = workspace.open().entry(&self.question).evidence.len();
        if self.view.update(action, count + 1) {
            return Vec::new();
        }
        match action {
            Action::Enter => vec![Command::Act(Action::EditEvidence)],
            Action::EditEvidence => {
                let place = self.view.cursor();
                vec![Command::show(EvidenceForm::new(self.question.clone(), place, workspace))]
            }
            Action::Remove => self.remove(workspace),
            Action::Back => vec![Command::Close],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace) -> Option<String> {
        self.rows(workspace).said_of(self.view.cursor())
    }

    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
        let rows = self.rows(workspace);
        let title = &workspace.messages().screens.overlays.evidence_title;
        let height = u16::try_from(rows.height(canvas, comfortable_width(area) - 4)).unwrap_or(u16::MAX);
        let height = height.saturating_add(3).clamp(8, area.height.max(8));
        let inner = canvas.dialog(comfortable_width(area), height, title);
        rows.draw(canvas, inner, &self.view);
    }
}
