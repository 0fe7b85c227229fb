//! Text to read and scroll: the background of a question, or how to rate.

use ratatui::layout::Rect;

use super::draw_page;
use crate::model::{LinkKind, Question, QuestionId};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    session::Session,
    view::{Command, Input, View},
    widgets::{Canvas, Row, Rows, Viewport},
    workspace::Workspace,
};
use crate::work::Sheet;

/// The content of the overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadingPage {
    /// Why a question matters, with its clauses, links and typical evidence.
    Background(QuestionId),
    /// How to rate, and what levels and answers mean.
    Rules,
}

/// The overlay with the text.
pub struct Reading {
    page: ReadingPage,
    view: Viewport,
}

impl Reading {
    /// Shows a page from its start.
    pub fn new(page: ReadingPage) -> Self {
        Self { page, view: Viewport::default() }
    }

    fn rows(&self, workspace: &Workspace, session: &Session) -> Rows {
        let mut rows = Rows::new();
        match &self.page {
            ReadingPage::Background(id) => {
                if let Some((_, question)) = session.sheet().pack().question(id) {
                    push_background(&mut rows, workspace, session.sheet(), question);
                }
            }
            ReadingPage::Rules => push_rules(&mut rows, workspace, session.sheet()),
        }
        rows
    }
}

fn push_background(rows: &mut Rows, workspace: &Workspace, sheet: &Sheet, question: &Question) {
    let (messages, code) = (workspace.messages(), workspace.code());
    let words = &messages.screens.interview;
    let pack = sheet.pack();
    if !question.help.is_empty() {
        rows.push(Row::text(&words.why, Role::Heading));
        rows.push(Row::text(question.help.get(code), Role::Dialog));
        rows.push(Row::blank());
    }
    if !question.clauses.is_empty() {
        rows.push(Row::text(&messages.common.clauses, Role::Heading));
    }
    for clause in question.clauses.iter().filter_map(|id| pack.clause(id)).map(|(_, clause)| clause) {
        rows.push(Row::text(clause.text.get(code), Role::Dialog).marked("§", Role::Key));
        if !clause.mature.is_empty() {
            rows.push(Row::text(clause.mature.get(code), Role::Muted).indented(2));
        }
    }
    push_links(rows, workspace, sheet, question);
    if !question.evidence.is_empty() {
        rows.push(Row::blank());
        rows.push(Row::text(&words.typical_evidence, Role::Heading));
    }
    for evidence in &question.evidence {
        rows.push(Row::text(evidence.get(code), Role::Dialog).marked("•", Role::Key));
    }
    rows.push(Row::blank());
    rows.push(Row::text(workspace.edition(pack).notice(), Role::Muted));
}

fn push_links(rows: &mut Rows, workspace: &Workspace, sheet: &Sheet, question: &Question) {
    let (common, code) = (&workspace.messages().common, workspace.code());
    let manifest = &sheet.pack().manifest;
    for kind in LinkKind::ALL {
        let heading = match kind {
            LinkKind::Enabler => &common.enablers,
            LinkKind::Goal => &common.goals,
            LinkKind::Objective => &common.objectives,
            LinkKind::Regulation => &common.regulations,
        };
        let links = question.links(kind);
        if !links.is_empty() {
            rows.push(Row::blank());
            rows.push(Row::text(heading, Role::Heading));
        }
        for known in links.iter().filter_map(|id| manifest.reference(kind, id)) {
            rows.push(Row::text(known.name.get(code), Role::Dialog).marked("•", Role::Key));
            for fact in &known.facts {
                rows.push(Row::text(fact.text.get(code), Role::Muted).indented(2));
            }
        }
    }
}

fn push_rules(rows: &mut Rows, workspace: &Workspace, sheet: &Sheet) {
    let code = workspace.code();
    let words = &workspace.messages().screens.interview;
    let pack = sheet.pack();
    let manifest = &pack.manifest;
    rows.push(Row::text(&words.rules, Role::Heading));
    for rule in &manifest.rules {
        rows.push(Row::text(rule.text.get(code), Role::Dialog).marked("•", Role::Key));
    }
    rows.push(Row::blank());
    rows.push(Row::text(&words.level_names, Role::Heading));
    for level in pack.scale().all() {
        let known = &pack.scale().levels[level.index()];
        let text = format!("{}: {}", known.name.get(code), known.definition.get(code));
        rows.push(Row::text(text, Role::Dialog).marked(pack.scale().label(level), Role::Key));
    }
    rows.push(Row::blank());
    rows.push(Row::text(workspace.edition(pack).notice(), Role::Muted));
}

impl View<Session> for Reading {
    fn title(&self, workspace: &Workspace, session: &Session) -> String {
        let screens = &workspace.messages().screens;
        match &self.page {
            ReadingPage::Background(id) => {
                let known = session.sheet().pack().question(id);
                known
                    .map_or_else(String::new, |(_, question)| question.topic.get(workspace.code()).to_owned())
            }
            ReadingPage::Rules => screens.interview.rules.clone(),
        }
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Reading, Context::Everywhere]
    }

    fn update(&mut self, _workspace: &mut Workspace, _: &mut Session, input: Input) -> Vec<Command<Session>> {
        let Some(action) = self.view.scroll_with(input) else { return Vec::new() };
        if action == Action::Back { vec![Command::close()] } else { Vec::new() }
    }

    fn copied(&self, workspace: &Workspace, session: &Session) -> Option<String> {
        Some(self.rows(workspace, session).as_text())
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        draw_page(&self.rows(workspace, session), &self.title(workspace, session), canvas, area, &self.view);
    }
}
