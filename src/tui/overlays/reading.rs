//! Text to read and scroll: the background of a question, or how to rate.

use ratatui::layout::Rect;

use super::draw_page;
use crate::model::QuestionId;
use crate::report::about::AboutPart;
use crate::report::page::{Line, Section};
use crate::report::{self, Tone};
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
    /// A part of the page about the questionnaire, by its place.
    About(usize),
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
                let edition = workspace.edition(session.sheet().pack());
                if let Some((_, question)) = session.sheet().pack().question(id) {
                    push_sections(&mut rows, &report::question::why(&edition, question));
                }
                rows.push(Row::text(edition.notice(), Role::Muted));
            }
            ReadingPage::Rules => push_rules(&mut rows, workspace, session.sheet()),
            ReadingPage::About(place) => {
                if let Some(part) = part(*place, workspace, session) {
                    push_lines(&mut rows, &part.section.lines);
                }
            }
        }
        rows
    }
}

fn part(place: usize, workspace: &Workspace, session: &Session) -> Option<AboutPart> {
    report::about::parts(&workspace.edition(session.sheet().pack())).into_iter().nth(place)
}

/// Adds sections, each under its heading.
fn push_sections(rows: &mut Rows, sections: &[Section]) {
    for section in sections {
        rows.push(Row::text(&section.heading, Role::Heading));
        push_lines(rows, &section.lines);
        rows.push(Row::blank());
    }
}

/// Adds lines, with a mark before those that are not below another.
fn push_lines(rows: &mut Rows, lines: &[Line]) {
    for line in lines {
        let role = match line.tone {
            Tone::Plain => Role::Dialog,
            tone => tone.role(),
        };
        let row = Row::text(&line.text, role);
        if !line.marker.is_empty() {
            let indent = u16::try_from(line.indent).unwrap_or_default() * 2;
            rows.push(row.marked(line.marker.clone(), Role::Key).indented(indent));
            continue;
        }
        rows.push(match line.indent {
            0 if line.tone == Tone::Plain => row.marked("•", Role::Key),
            indent => row.indented(u16::try_from(indent).unwrap_or_default() * 2),
        });
    }
}

fn push_rules(rows: &mut Rows, workspace: &Workspace, sheet: &Sheet) {
    let code = workspace.code();
    let words = &workspace.messages().screens.interview;
    let pack = sheet.pack();
    let manifest = &pack.manifest;
    rows.push(Row::text(&words.rules, Role::Heading));
    for rule in &manifest.rules {
        push_lines(rows, &report::prose::lines(rule.text.get(code), Tone::Plain));
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
            ReadingPage::About(place) => {
                part(*place, workspace, session).map_or_else(String::new, |part| part.section.heading)
            }
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
