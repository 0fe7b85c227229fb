//! One piece of evidence: its text, its date, and whether it was seen or only reported.

use jiff::civil::Date;
use ratatui::layout::Rect;

use super::{Confirm, comfortable_width, rows_below};
use crate::edit::Edit;
use crate::model::{DayDoubt, Evidence, EvidenceKind, QuestionId, WrittenDay};
use crate::report;
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
    /// The date that was asked about, as it was typed.
    asked: Option<String>,
    view: Viewport,
}

const ROWS: usize = 3;

/// What keeps a date from being taken.
enum DateObjection {
    /// It is no day; as it was typed.
    NoDay(String),
    /// It is probably not meant, and was not confirmed yet.
    Doubt(Date, DayDoubt),
}

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
        Self {
            question,
            place,
            texts,
            kind,
            untouched: (text, date, kind),
            asked: None,
            view: Viewport::default(),
        }
    }

    fn unchanged(&self) -> bool {
        let (text, date, kind) = &self.untouched;
        self.texts[0].text() == text && self.texts[1].text() == date && self.kind == *kind
    }

    /// The typed date, with digits of any script; empty if the field is.
    fn typed_date(&self) -> String {
        latin_digits(self.texts[1].text().trim())
    }

    /// The day that was typed. `None` if the field is empty or holds no day.
    fn day(&self) -> Option<WrittenDay> {
        WrittenDay::read(&self.typed_date())
    }

    /// What keeps the date from being taken: it is no day, or one that was not asked about yet. `None` if it is taken.
    fn objection(&self, workspace: &Workspace) -> Option<DateObjection> {
        let typed = self.typed_date();
        match self.day() {
            None => (!typed.is_empty()).then_some(DateObjection::NoDay(typed)),
            Some(day) => {
                let doubt = day.doubt(workspace.today())?;
                (self.asked.as_ref() != Some(&typed)).then_some(DateObjection::Doubt(day.day, doubt))
            }
        }
    }

    fn submit(&self, session: &mut Session) -> Vec<Command<Session>> {
        let text = self.texts[0].text().trim().to_owned();
        // Evidence without a text is none, so the form closes without an edit.
        if text.is_empty() {
            return Vec::new();
        }
        let evidence = Evidence { text, date: self.day().map(|day| day.day), kind: self.kind };
        let place = self.place;
        session.edit(&[Edit::PutEvidence { question: self.question.clone(), place: Some(place), evidence }]);
        vec![Command::Save]
    }

    fn turn_kind(&mut self) {
        self.kind = match self.kind {
            None => Some(EvidenceKind::Seen),
            Some(EvidenceKind::Seen) => Some(EvidenceKind::Said),
            Some(EvidenceKind::Said) => None,
        };
    }

    fn finish(&mut self, workspace: &mut Workspace, session: &mut Session) -> Vec<Command<Session>> {
        let messages = workspace.messages();
        let words = &messages.screens.overlays;
        match self.objection(workspace) {
            None => [Command::close()].into_iter().chain(self.submit(session)).collect(),
            Some(DateObjection::NoDay(typed)) => {
                self.view.select(1);
                workspace.status = Some(words.date_bad.fill(&[("text", &typed)]));
                Vec::new()
            }
            Some(DateObjection::Doubt(day, doubt)) => {
                self.asked = Some(self.typed_date());
                let doubt = report::evidence::doubtful(messages, day, doubt);
                workspace.status = Some(words.date_doubtful.fill(&[("doubt", &doubt)]));
                Vec::new()
            }
        }
    }

    /// What the date means: the Gregorian day of a Hijri one, or why it is probably not meant.
    fn meaning(&self, workspace: &Workspace) -> Row {
        let messages = workspace.messages();
        let Some(day) = self.day() else { return Row::blank() };
        let converted = report::evidence::converted(messages, &day).unwrap_or_default();
        let row = Row::text(converted, Role::Accent);
        match day.doubt(workspace.today()) {
            None => row,
            Some(doubt) => {
                let doubt = report::evidence::doubtful(messages, day.day, doubt);
                let gap = if day.hijri.is_some() { " " } else { "" };
                row.and(gap, Role::Warning).and(doubt, Role::Warning)
            }
        }
    }

    fn rows(&self, workspace: &Workspace) -> List<()> {
        let words = &workspace.messages().screens.overlays;
        let mut rows = List::new();
        let meanings = [None, Some(self.meaning(workspace))];
        let labels = [&words.evidence_text, &words.evidence_date];
        for (place, ((label, field), meaning)) in
            labels.into_iter().zip(&self.texts).zip(meanings).enumerate()
        {
            rows.push(Row::text(label, Role::Muted));
            let focused = place == self.view.cursor();
            let row = if focused {
                Row::focused_field(field, Role::FieldFocused)
            } else {
                Row::field(field, Role::Field)
            };
            rows.push_choice((), row);
            if let Some(meaning) = meaning {
                rows.push(meaning);
            }
        }
        let kind = match self.kind {
            None => words.kind_not_chosen.as_str(),
            Some(kind) => report::evidence::kind_words(workspace.messages(), kind),
        };
        let kind = Row::text(format!("{}: ", words.evidence_kind), Role::Muted).and(kind, Role::Dialog);
        rows.push_choice((), kind);
        rows
    }
}

impl View<Session> for EvidenceForm {
    fn title(&self, workspace: &Workspace, _: &Session) -> String {
        workspace.messages().screens.overlays.evidence_new.clone()
    }

    fn contexts(&self, _: &Workspace, _: &Session) -> Vec<Context> {
        if self.view.cursor() < self.texts.len() {
            vec![Context::Typing]
        } else {
            vec![Context::Details, Context::Form, Context::Rows, Context::Everywhere]
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

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let height = self.rows_below(workspace, session, canvas, area);
        let title = &workspace.messages().screens.overlays.evidence_title;
        let inner = canvas.dialog_below(area, comfortable_width(area), height, title);
        self.rows(workspace).draw(canvas, inner, &self.view);
    }

    fn rows_below(&self, workspace: &Workspace, _: &Session, canvas: &Canvas<'_>, area: Rect) -> u16 {
        rows_below(&self.rows(workspace), 0, canvas, area)
    }

    fn field(&mut self) -> Option<&mut TextField> {
        self.texts.get_mut(self.view.cursor())
    }

    fn keep(&mut self, _: &mut Workspace, session: &mut Session) -> Vec<Command<Session>> {
        if self.unchanged() {
            return Vec::new();
        }
        // The text is kept in its place. A date and whether it was seen make it count, which only the user does.
        self.texts[1] = TextField::new(&self.untouched.1, LineBreaks::One);
        self.kind = self.untouched.2;
        self.submit(session)
    }
}
