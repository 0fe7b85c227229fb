//! Text to read and scroll: the background of a question, or how to rate.

use ratatui::layout::Rect;

use std::rc::Rc;

use super::draw_page;
use crate::model::QuestionId;
use crate::report::page::{Line, Section};
use crate::report::{self, Tone};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    remembered::Cached,
    session::Session,
    view::{Command, Input, View},
    widgets::{Canvas, Row, Rows, Viewport},
    workspace::{ShownVersion, Workspace},
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
    shown: Cached<ShownVersion, ShownPage>,
}

/// The page in words.
struct ShownPage {
    title: String,
    rows: Rows,
}

impl Reading {
    /// Shows a page from its start.
    pub fn new(page: ReadingPage) -> Self {
        Self { page, view: Viewport::default(), shown: Cached::default() }
    }

    fn shown(&self, workspace: &Workspace, session: &Session) -> Rc<ShownPage> {
        self.shown.get(workspace.version(session), || self.page.in_words(workspace, session))
    }
}

impl ReadingPage {
    fn in_words(&self, workspace: &Workspace, session: &Session) -> ShownPage {
        let (sheet, edition) = (session.sheet(), workspace.edition(session.sheet().pack()));
        let mut rows = Rows::new();
        let title = match self {
            Self::Background(id) => {
                let question = sheet.pack().question(id).map(|(_, question)| question);
                if let Some(question) = question {
                    push_sections(&mut rows, &report::question::why(&edition, question), Role::Dialog);
                }
                rows.push(Row::text(edition.notice(), Role::Muted));
                question.map_or_else(String::new, |question| edition.text(&question.topic).to_owned())
            }
            Self::Rules => {
                push_rules(&mut rows, workspace, sheet);
                workspace.messages().screens.interview.rules.clone()
            }
            Self::About(place) => {
                let part = report::about::parts(&edition).into_iter().nth(*place);
                let section = part.map(|part| part.section).unwrap_or_default();
                push_lines(&mut rows, &section.lines, Role::Dialog);
                section.heading
            }
        };
        ShownPage { title, rows }
    }
}

/// Adds sections, each under its heading. Plain text is in the role `plain`.
pub fn push_sections(rows: &mut Rows, sections: &[Section], plain: Role) {
    for section in sections {
        rows.push(Row::text(&section.heading, Role::Heading));
        push_lines(rows, &section.lines, plain);
        rows.push(Row::blank());
    }
}

/// Adds lines, with a mark before those that are not below another.
fn push_lines(rows: &mut Rows, lines: &[Line], plain: Role) {
    for line in lines {
        let role = match line.tone {
            Tone::Plain => plain,
            tone => tone.role(),
        };
        let row = Row::text(&line.text, role);
        if !line.marker.is_empty() {
            let indent = u16::try_from(line.indent).unwrap_or_default() * 2;
            rows.push(row.item(line.marker.clone(), Role::Muted).indented(indent));
            continue;
        }
        rows.push(match line.indent {
            0 if line.tone == Tone::Plain => row.marked("•", Role::Muted),
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
        push_lines(rows, &report::prose::lines(rule.text.get(code), Tone::Plain), Role::Dialog);
    }
    rows.push(Row::blank());
    rows.push(Row::text(&words.level_names, Role::Heading));
    for level in pack.scale().all() {
        let known = &pack.scale().levels[level.index()];
        let text = format!("{}: {}", known.name.get(code), known.definition.get(code));
        rows.push(Row::text(text, Role::Dialog).marked(pack.scale().label(level), Role::Accent));
    }
    rows.push(Row::blank());
    rows.push(Row::text(workspace.edition(pack).notice(), Role::Muted));
}

impl View<Session> for Reading {
    fn title(&self, workspace: &Workspace, session: &Session) -> String {
        self.shown(workspace, session).title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &Session) -> Vec<Context> {
        vec![Context::Reading, Context::Everywhere]
    }

    fn update(&mut self, _workspace: &mut Workspace, _: &mut Session, input: Input) -> Vec<Command<Session>> {
        let Some(action) = self.view.scroll_with(input) else { return Vec::new() };
        if action == Action::Back { vec![Command::close()] } else { Vec::new() }
    }

    fn copied(&self, workspace: &Workspace, session: &Session) -> Option<String> {
        Some(self.shown(workspace, session).rows.as_text())
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let shown = self.shown(workspace, session);
        draw_page(&shown.rows, &shown.title, canvas, area, &self.view);
    }
}
