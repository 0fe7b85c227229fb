//! One question at a time, with the full texts of its levels.
//!
//! ```text
//! Strategic alignment · Question 1 of 6     ━━━━━━────── 30 of 55     Questions of this area
//!   How are your platforms aligned with …?                            ▸ 3  Alignment
//!                                                                       ○  Register
//!   1 ○ Initial     No document links …                                 …
//! ▸ 2 ● Developing  At least one platform …
//!     …                                                               Why it matters
//!   n  Note: add                                                      … (from 108 columns)
//! ```

use std::rc::Rc;

use ratatui::layout::Rect;

use super::answer_sign::answer_sign;
use super::question_rows;
use super::undoing::undo_or_redo;
use crate::bidi::{ColumnWidth, measure, own};
use crate::edit::Edit;
use crate::model::{Answer, Area, Level, Question, QuestionId};
use crate::report::{self, Value};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    level_numbers::{LevelNumbers, TypedNumber},
    overlays::{
        EvidenceForm, EvidenceList, Prompt, Reading, ReadingPage, ReasonPurpose, TextPurpose, push_sections,
    },
    remembered::Cached,
    screens::{About, Destination},
    session::Session,
    view::{Command, Input, View},
    widgets::{Canvas, Gauge, List, Row, Rows, Viewport},
    workspace::{ShownVersion, Workspace},
};

/// Minimum width for showing the questions of the area next to the question.
const WIDE: u16 = 108;
/// Width of that part.
const SIDE: u16 = 38;
/// Cells of the bar of what is answered.
const PROGRESS: u16 = 12;

/// The screen of one question.
pub struct Interview {
    question: QuestionId,
    view: Viewport,
    /// The first digits of the number of a level, while more are awaited.
    typed: String,
    rows: Cached<(ShownVersion, QuestionId), List<Action>>,
    beside: Cached<(ShownVersion, QuestionId, Rect), Rows>,
}

impl Interview {
    /// Shows a question with its answer selected.
    pub fn at(question: QuestionId, workspace: &Workspace, session: &Session) -> Self {
        let mut interview = Self {
            question,
            view: Viewport::default(),
            typed: String::new(),
            rows: Cached::default(),
            beside: Cached::default(),
        };
        interview.select_answer(workspace, session);
        interview
    }

    fn found<'a>(&self, session: &'a Session) -> (&'a Area, &'a Question) {
        let found = session.sheet().pack().question(&self.question);
        found.expect("an interview is held on a question of the pack")
    }

    fn list(&self, workspace: &Workspace, session: &Session) -> Rc<List<Action>> {
        let make = || question_rows::list(workspace, session.sheet(), self.found(session).1);
        self.rows.get(self.key(workspace, session), make)
    }

    fn select_answer(&mut self, workspace: &Workspace, session: &Session) {
        let chosen = match session.sheet().assessment().answer(&self.question) {
            Some(Answer::Level(level)) => Action::Rate(*level),
            Some(Answer::Unknown) => Action::Unknown,
            Some(Answer::NotApplicable { .. }) => Action::NotApplicable,
            Some(Answer::Labelled(_)) | None => Action::Rate(Level::FIRST),
        };
        let row = self.list(workspace, session).values().position(|action| *action == chosen);
        self.view = Viewport::at(row.unwrap_or_default());
    }

    fn go_to(&mut self, question: QuestionId, workspace: &Workspace, session: &Session) {
        self.question = question;
        self.select_answer(workspace, session);
    }

    /// The next or previous question that applies, in the pack's order.
    fn neighbour(&self, session: &Session, action: Action) -> Option<QuestionId> {
        let sheet = session.sheet();
        let asked = sheet.pack().questions().map(|(_, question)| question);
        let asked: Vec<&Question> =
            // A search may lead to a question that does not apply; its neighbours are those that do.
            asked.filter(|known| sheet.applies(known) || known.id == self.question).collect();
        let place = asked.iter().position(|known| known.id == self.question)?;
        let place = if action == Action::Backward { place.checked_sub(1)? } else { place + 1 };
        asked.get(place).map(|known| known.id.clone())
    }

    fn move_on(&mut self, workspace: &mut Workspace, session: &Session) {
        let (left, _) = self.found(session);
        match self.neighbour(session, Action::Forward) {
            Some(next) => self.go_to(next, workspace, session),
            None => self.select_answer(workspace, session),
        }
        let (sheet, (entered, _)) = (session.sheet(), self.found(session));
        if left.id != entered.id {
            let (edition, score) = (workspace.edition(sheet.pack()), sheet.area_score(left));
            let level = Value::of_state(score.state, score.claimed).words(&edition);
            let [left, entered] = [left, entered].map(|area| own(area.label(workspace.code())));
            let words = &workspace.messages().screens.interview.area_done;
            workspace.status = Some(words.fill(&[("area", &left), ("level", &level), ("next", &entered)]));
        }
        if let Some(conclusion) = workspace.conclusion(sheet) {
            workspace.status = Some(conclusion);
        }
    }

    fn mark(&self, session: &mut Session) -> Vec<Command<Session>> {
        let review = !session.sheet().entry(&self.question).review;
        session.edit(&[Edit::Review(self.question.clone(), review)]);
        vec![Command::Save]
    }

    fn answer(
        &mut self,
        answer: Option<Answer>,
        workspace: &mut Workspace,
        session: &mut Session,
    ) -> Vec<Command<Session>> {
        // After removing an answer the user stays at the question.
        let moves_on = answer.is_some();
        let changed = session.edit(&[Edit::Answer(self.question.clone(), answer)]);
        if moves_on {
            self.move_on(workspace, session);
        }
        if changed { vec![Command::Save] } else { Vec::new() }
    }

    fn answer_digit(
        &mut self,
        digit: u8,
        workspace: &mut Workspace,
        session: &mut Session,
    ) -> Vec<Command<Session>> {
        let typed = format!("{}{digit}", self.typed);
        self.typed.clear();
        let numbers = self.numbers(session);
        match numbers.read(&typed) {
            TypedNumber::Level(level) => return self.answer(Some(Answer::Level(level)), workspace, session),
            TypedNumber::Unfinished => {
                let words = &workspace.messages().screens.interview;
                let is_number = numbers.level(&typed).is_some();
                let begun = if is_number { &words.number_begun } else { &words.number_incomplete };
                workspace.status = Some(begun.fill(&[("typed", &typed)]));
                self.typed = typed;
            }
            TypedNumber::Nothing => workspace.status = Some(self.no_such_level(&typed, workspace, session)),
        }
        Vec::new()
    }

    /// Answers with the number that was typed so far.
    fn answer_typed(
        &mut self,
        typed: &str,
        workspace: &mut Workspace,
        session: &mut Session,
    ) -> Vec<Command<Session>> {
        let level = self.numbers(session).level(typed);
        if level.is_some() {
            return self.answer(level.map(Answer::Level), workspace, session);
        }
        workspace.status = Some(self.no_such_level(typed, workspace, session));
        Vec::new()
    }

    fn numbers<'a>(&self, session: &'a Session) -> LevelNumbers<'a> {
        LevelNumbers::of(session.sheet().pack().scale(), self.found(session).1)
    }

    /// The levels that there are.
    fn no_such_level(&self, typed: &str, workspace: &Workspace, session: &Session) -> String {
        let (pack, numbers) = (session.sheet().pack(), self.numbers(session));
        let levels = self.found(session).1.levels_in(pack.scale()).map(|level| {
            let number = numbers.number(level);
            if numbers.are_labels() { number } else { format!("{number} ({})", pack.scale().label(level)) }
        });
        let levels = workspace.edition(pack).list(levels);
        workspace.messages().screens.interview.no_such_level.fill(&[("typed", &typed), ("levels", &levels)])
    }

    fn travel(
        &mut self,
        action: Action,
        workspace: &mut Workspace,
        session: &Session,
    ) -> Vec<Command<Session>> {
        let target = match action {
            Action::NextOpen => session.sheet().next_waiting(&self.question),
            _ => self.neighbour(session, action),
        };
        match target {
            Some(question) => self.go_to(question, workspace, session),
            None if action == Action::NextOpen => {
                workspace.status = Some(self.nothing_else_open(workspace, session));
            }
            None => {}
        }
        Vec::new()
    }

    /// Why no other question is open.
    fn nothing_else_open(&self, workspace: &Workspace, session: &Session) -> String {
        let sheet = session.sheet();
        let is_this_waiting = sheet.waiting(self.found(session).1).is_some();
        let only = || workspace.messages().screens.interview.only_open.clone();
        workspace.conclusion(sheet).filter(|_| !is_this_waiting).unwrap_or_else(only)
    }

    fn undo_or_redo(
        &mut self,
        action: Action,
        workspace: &mut Workspace,
        session: &mut Session,
    ) -> Vec<Command<Session>> {
        let (commands, question) = undo_or_redo(action, workspace, session);
        if let Some(question) = question {
            self.go_to(question, workspace, session);
        }
        commands
    }

    /// Draws the questions of the area, and as much of the background of this one as fits below them.
    fn draw_beside(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let title = &workspace.messages().screens.interview.questions;
        let inner = canvas.section(area, title, Role::Muted);
        let (version, question) = self.key(workspace, session);
        let rows = self.beside.get((version, question, inner), || {
            let edition = workspace.edition(session.sheet().pack());
            let sections = report::question::why(&edition, self.found(session).1);
            let with = |count: usize| {
                let mut rows = self.question_list(workspace, session, canvas.pointer());
                if count > 0 {
                    rows.push(Row::blank());
                    push_sections(&mut rows, &sections[..count], Role::Muted);
                }
                rows
            };
            let fits = |rows: &Rows| rows.wrapped(canvas, inner.width).height() <= usize::from(inner.height);
            (0..=sections.len()).rev().map(with).find(fits).unwrap_or_else(|| with(0))
        });
        rows.draw(canvas, inner, &Viewport::default());
    }

    /// Draws how much of the whole is answered at the end of the line of the heading, if it has room.
    fn draw_progress(
        session: &Session,
        workspace: &Workspace,
        canvas: &mut Canvas<'_>,
        line: Rect,
        taken: usize,
    ) {
        let progress = session.sheet().progress();
        let edition = workspace.edition(session.sheet().pack());
        let text = Value::of_progress_in_short(progress).words(&edition);
        let figures = u16::try_from(measure(&text)).unwrap_or(u16::MAX);
        if usize::from(figures) + usize::from(PROGRESS) + taken + 4 > usize::from(line.width) {
            return;
        }
        let widths = [ColumnWidth::Rest, ColumnWidth::Fixed(PROGRESS), ColumnWidth::Fixed(figures + 1)];
        let [_, bar, end] = canvas.columns(line, widths);
        canvas.gauge(bar, Gauge::filled(progress.share()));
        canvas.text_end(end, &text, Role::Muted);
    }

    /// The key for caches: the look of the interface, the answers, and the question.
    fn key(&self, workspace: &Workspace, session: &Session) -> (ShownVersion, QuestionId) {
        (workspace.version(session), self.question.clone())
    }

    fn question_list(&self, workspace: &Workspace, session: &Session, pointer: &str) -> Rows {
        let (of, _) = self.found(session);
        let sheet = session.sheet();
        let mut rows = Rows::new();
        for known in &of.questions {
            let role = match (known.id == self.question, sheet.applies(known)) {
                (true, _) => Role::Accent,
                (false, true) => Role::Text,
                (false, false) => Role::Muted,
            };
            let sign = answer_sign(sheet, known, workspace.direction());
            let pointer = if known.id == self.question { pointer } else { " " };
            let row =
                Row::text(known.topic.get(workspace.code()), role).marked(format!("{pointer} {sign}"), role);
            rows.push(if sheet.entry(&known.id).review { row.aside("⚑", Role::Warning) } else { row });
        }
        rows
    }
}

impl View<Session> for Interview {
    fn title(&self, workspace: &Workspace, session: &Session) -> String {
        self.found(session).0.label(workspace.code()).to_owned()
    }

    fn contexts(&self, _: &Workspace, _: &Session) -> Vec<Context> {
        vec![Context::Interview, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(
        &mut self,
        workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        // Any other key than a digit ends the number that was begun.
        let is_digit = matches!(input, Input::Act(Action::Answer(_)));
        let typed = if is_digit { String::new() } else { std::mem::take(&mut self.typed) };
        let list = self.list(workspace, session);
        let Some(action) = self.view.select_or_page_with(input, list.choices()) else { return Vec::new() };
        match action {
            Action::Enter if !typed.is_empty() => self.answer_typed(&typed, workspace, session),
            Action::Back if !typed.is_empty() => Vec::new(),
            Action::Enter => {
                list.chosen(&self.view).map(|action| Command::Act(*action)).into_iter().collect()
            }
            Action::Answer(digit) => self.answer_digit(digit, workspace, session),
            Action::Rate(level) => self.answer(Some(Answer::Level(level)), workspace, session),
            Action::Unknown => self.answer(Some(Answer::Unknown), workspace, session),
            Action::NotApplicable => {
                vec![Command::show(Prompt::new(ReasonPurpose(self.question.clone()), session))]
            }
            Action::Write(part) => {
                vec![Command::show(Prompt::new(TextPurpose(self.question.clone(), part), session))]
            }
            // Where there is nothing to list, the user wants to add the first piece.
            Action::Evidence if session.sheet().entry(&self.question).evidence.is_empty() => {
                vec![Command::Act(Action::EditEvidence)]
            }
            Action::Evidence => vec![Command::show(EvidenceList::new(self.question.clone()))],
            Action::EditEvidence => {
                vec![Command::show(EvidenceForm::new(self.question.clone(), 0, session))]
            }
            Action::Review => self.mark(session),
            Action::Clear => self.answer(None, workspace, session),
            Action::Forward | Action::Backward | Action::NextOpen => self.travel(action, workspace, session),
            Action::Undo | Action::Redo => self.undo_or_redo(action, workspace, session),
            Action::Background => {
                vec![Command::show(Reading::new(ReadingPage::Background(self.question.clone())))]
            }
            Action::Open(Destination::About) => {
                let about = About::at(Some(self.found(session).0), workspace, session);
                vec![Command::push(about)]
            }
            Action::Open(destination) => {
                destination.over_assessment(session).map(Command::open).into_iter().collect()
            }
            Action::Rules => vec![Command::show(Reading::new(ReadingPage::Rules))],
            Action::Back => vec![Command::pop()],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace, session: &Session) -> Option<String> {
        Some(self.list(workspace, session).as_text())
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let mut main = area;
        if area.width >= WIDE {
            let [left, side] = canvas.columns(area, [ColumnWidth::Rest, ColumnWidth::Fixed(SIDE)]);
            self.draw_beside(workspace, session, canvas, side);
            main = left;
        }
        let (of, question) = self.found(session);
        let number = of.questions.iter().position(|known| known.id == question.id).unwrap_or_default() + 1;
        let words = &workspace.messages().screens.interview;
        let position = words.position.fill(&[("number", &number), ("total", &of.questions.len())]);
        let title = workspace.messages().facts([own(question.topic.get(workspace.code())), position]);
        let inner = canvas.section(main, &title, Role::Heading);
        let line = Rect { y: main.y, height: 1, ..inner };
        Self::draw_progress(session, workspace, canvas, line, measure(&title));
        self.list(workspace, session).draw(canvas, inner, &self.view);
    }
}
