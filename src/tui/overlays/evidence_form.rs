//! One piece of evidence: its text, its date, and whether it was seen or only reported.

use jiff::civil::Date;
use ratatui::layout::Rect;

use super::{Confirm, comfortable_width};
use crate::edit::Edit;
use crate::model::{Evidence, EvidenceKind, QuestionId};
use crate::search::latin_digits;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    session::Session,
    view::{Command, Input, View},
    widgets::{Canvas, LineBreaks, List, Row, TextField, Viewport},
    workspace::Workspace,
};

/// The overlay. Its rows are the text, the date, and whether the evidence was seen or reported.
pub struct EvidenceForm {
    question: QuestionId,
    place: usize,
    texts: [TextField; 2],
    kind: Option<EvidenceKind>,
    untouched: (String, String, Option<EvidenceKind>),
    view: Viewport,
}

const ROWS: usize = 3;

impl EvidenceForm {
    /// The form for the piece at an index of the question's evidence, or for a new one after the last.
    pub fn new(question: QuestionId, place: usize, session: &Session) -> Self {
        let known = session.sheet().entry(&question).evidence.get(place).cloned();
        let text = known.as_ref().map(|known| known.text.clone()).unwrap_or_default();
        let date =
            known.as_ref().and_then(|known| known.date).map(|date| date.to_string()).unwrap_or_default();
        let kind = known.and_then(|known| known.kind);
        let texts = [TextField::new(&text, LineBreaks::One), TextField::new(&date, LineBreaks::One)];
        let text = texts[0].text().to_owned();
        Self { question, place, texts, kind, untouched: (text, date, kind), view: Viewport::default() }
    }

    fn unchanged(&self) -> bool {
        let (text, date, kind) = &self.untouched;
        self.texts[0].text() == text && self.texts[1].text() == date && self.kind == *kind
    }

    /// The typed date, with digits of any script. `None` if the field is empty, an error message if it is no date.
    fn date(&self, workspace: &Workspace) -> Result<Option<Date>, String> {
        let typed = latin_digits(self.texts[1].text().trim());
        if typed.is_empty() {
            return Ok(None);
        }
        let words = &workspace.messages().screens.overlays;
        typed.parse().map(Some).map_err(|_| words.date_bad.fill(&[("text", &typed)]))
    }

    fn submit(&self, workspace: &Workspace, session: &mut Session) -> Result<Vec<Command<Session>>, String> {
        let text = self.texts[0].text().trim().to_owned();
        // Evidence without a text is none, so the form closes without an edit.
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let evidence = Evidence { text, date: self.date(workspace)?, kind: self.kind };
        let place = self.place;
        session.edit(&[Edit::PutEvidence { question: self.question.clone(), place: Some(place), evidence }]);
        Ok(vec![Command::Save])
    }

    fn turn_kind(&mut self) {
        self.kind = match self.kind {
            None => Some(EvidenceKind::Seen),
            Some(EvidenceKind::Seen) => Some(EvidenceKind::Said),
            Some(EvidenceKind::Said) => None,
        };
    }

    fn finish(&mut self, workspace: &mut Workspace, session: &mut Session) -> Vec<Command<Session>> {
        match self.submit(workspace, session) {
            Ok(mut commands) => {
                commands.insert(0, Command::close());
                commands
            }
            Err(problem) => {
                // Only a date can be invalid, so the caret moves there.
                self.view.select(1);
                workspace.status = Some(problem);
                Vec::new()
            }
        }
    }
}

impl View<Session> for EvidenceForm {
    fn title(&self, workspace: &Workspace, _: &Session) -> String {
        workspace.messages().screens.overlays.evidence_new.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        if self.view.cursor() < self.texts.len() {
            vec![Context::Typing]
        } else {
            vec![Context::Details, Context::Confirm, Context::Rows, Context::Everywhere]
        }
    }

    fn update(
        &mut self,
        workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        let row = self.view.cursor();
        let Some(action) = self.view.select_with(input, ROWS) else { return Vec::new() };
        match action {
            Action::Accept if row + 1 < ROWS => self.view.select(row + 1),
            Action::Accept => return self.finish(workspace, session),
            Action::NextField => self.view.select((row + 1) % ROWS),
            Action::PreviousField => self.view.select((row + ROWS - 1) % ROWS),
            Action::Forward | Action::Backward | Action::Toggle => self.turn_kind(),
            Action::Back if self.unchanged() => return vec![Command::close()],
            Action::Back => return vec![Command::show(Confirm::discarding(workspace, Command::close()))],
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, workspace: &Workspace, _: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let (words, common) = (&workspace.messages().screens.overlays, &workspace.messages().common);
        let mut rows = List::new();
        let labels = [&words.evidence_text, &words.evidence_date];
        for (place, (label, field)) in labels.into_iter().zip(&self.texts).enumerate() {
            rows.push(Row::text(label, Role::Muted));
            let focused = place == self.view.cursor();
            let row = if focused {
                Row::focused_field(field, Role::FieldFocused)
            } else {
                Row::field(field, Role::Field)
            };
            rows.push_choice((), row);
        }
        let kind = match self.kind {
            None => &common.unanswered,
            Some(EvidenceKind::Seen) => &words.seen,
            Some(EvidenceKind::Said) => &words.said,
        };
        let kind = Row::text(format!("{}: ", words.evidence_kind), Role::Muted).and(kind, Role::Dialog);
        rows.push_choice((), kind);
        let width = comfortable_width(area);
        let rows = rows.wrapped(canvas, width.saturating_sub(4));
        let inner =
            canvas.dialog(width, u16::try_from(rows.height()).unwrap_or(8) + 3, &words.evidence_title);
        rows.draw(canvas, inner, &self.view);
    }

    fn field(&mut self) -> Option<&mut TextField> {
        self.texts.get_mut(self.view.cursor())
    }

    fn keep(&mut self, workspace: &mut Workspace, session: &mut Session) -> Vec<Command<Session>> {
        if self.unchanged() {
            return Vec::new();
        }
        // The text is kept in its place. A date and whether it was seen make it count, which only the user does.
        self.texts[1] = TextField::new(&self.untouched.1, LineBreaks::One);
        self.kind = self.untouched.2;
        self.submit(workspace, session).unwrap_or_default()
    }
}
