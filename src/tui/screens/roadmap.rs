//! The roadmap: the next steps in phases with their reasons, and the levels that they lead to.

use ratatui::layout::Rect;

use std::rc::Rc;

use crate::bidi::own;
use crate::model::QuestionId;
use crate::report::{self, Projected, RoadmapLine};
use crate::roadmap::{self, Options, Scope};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    explained::{first_met, noted},
    keymap::Context,
    remembered::Cached,
    screens::{About, Destination, Interview},
    session::Session,
    view::{Command, Input, View},
    widgets::{Canvas, List, Row, Viewport, result_sign, unknown_sign},
    workspace::{ShownVersion, Workspace},
};
use crate::work::Sheet;

/// The screen of the roadmap.
#[derive(Default)]
pub struct RoadmapScreen {
    scope: Scope,
    view: Viewport,
    rows: Cached<(ShownVersion, Scope), List<Option<QuestionId>>>,
}

impl RoadmapScreen {
    fn list(&self, workspace: &Workspace, session: &Session) -> Rc<List<Option<QuestionId>>> {
        self.rows.get((workspace.version(session), self.scope), || {
            let sheet = session.sheet();
            let options = Options { scope: self.scope, phases: None };
            let roadmap = roadmap::roadmap(sheet.pack(), sheet.assessment(), sheet.as_of(), &options);
            let edition = workspace.edition(sheet.pack());
            let mut list = List::new();
            for told in report::notes::in_figures(&edition, sheet.versions(), sheet.unusable()) {
                list.push(Row::warning(told));
            }
            for line in report::roadmap::lines(&edition, &roadmap) {
                push(&mut list, workspace, sheet, &line);
            }
            for row in first_met(workspace, Context::Roadmap) {
                list.push(row);
            }
            list
        })
    }
}

/// The first question of an area. `None` if it has none.
fn first_of(area: &str, sheet: &Sheet) -> Option<QuestionId> {
    let area = sheet.pack().area(area)?;
    area.questions.first().map(|question| question.id.clone())
}

/// Adds the rows of a line. The value of a selectable row is the question that it leads to.
fn push(rows: &mut List<Option<QuestionId>>, workspace: &Workspace, sheet: &Sheet, line: &RoadmapLine) {
    let edition = workspace.edition(sheet.pack());
    match line {
        RoadmapLine::FindOutHeader(text) => rows.push(Row::text(text, Role::Heading)),
        RoadmapLine::PhaseHeader { text, .. } => {
            if rows.choices() > 0 {
                rows.push(Row::blank());
            }
            rows.push(Row::text(text, Role::Heading));
        }
        RoadmapLine::FindOut(line) => {
            let question = line.question.clone().or_else(|| first_of(&line.area, sheet));
            let row =
                Row::text(&line.text, Role::Text).marked(unknown_sign(workspace.direction()), Role::Warning);
            let row = match &line.owner {
                Some(owner) => row.aside(owner, Role::Muted),
                None => row,
            };
            rows.push_choice(question, row);
        }
        RoadmapLine::Step(line) => {
            let row = Row::text(&line.step, Role::Text).marked("•", Role::Key);
            rows.push_choice(Some(line.id.question.clone()), row);
            let levels = line.levels.words(&edition);
            let effort = edition.short_effort(line.effort).to_owned();
            let about = [own(&line.area_name), own(&line.topic), levels, line.reason.clone(), effort];
            let about = workspace.messages().facts(about);
            rows.push(Row::text(about, Role::Muted).indented(2));
        }
        RoadmapLine::Projection(line) => {
            rows.push(
                Row::text(&line.text, Role::Info).marked(result_sign(workspace.direction()), Role::Info),
            );
            for part in &line.parts {
                let role = match part.change {
                    Projected::Level => Role::Good,
                    Projected::Distance => Role::Muted,
                    Projected::Nothing => continue,
                };
                rows.push(Row::text(format!("{}: {}", own(&part.name), part.text), role).indented(2));
            }
        }
        RoadmapLine::Nothing(text) => rows.push(Row::text(text, Role::Text)),
    }
}

impl View<Session> for RoadmapScreen {
    fn title(&self, workspace: &Workspace, _: &Session) -> String {
        workspace.messages().screens.roadmap.title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &Session) -> Vec<Context> {
        vec![Context::Roadmap, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(
        &mut self,
        workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        let list = self.list(workspace, session);
        let Some(action) = self.view.select_or_page_with(input, list.choices()) else { return Vec::new() };
        let chosen = list.chosen(&self.view).cloned().flatten();
        let commands = match action {
            Action::Enter => chosen
                .map(|question| Command::push(Interview::at(question, workspace, session)))
                .into_iter()
                .collect(),
            Action::RoadmapScope => {
                self.scope = if self.scope == Scope::Target { Scope::All } else { Scope::Target };
                self.view = Viewport::default();
                Vec::new()
            }
            Action::Open(Destination::About) => {
                let pack = session.sheet().pack();
                let area = chosen.and_then(|question| pack.question(&question)).map(|(area, _)| area);
                vec![Command::push(About::at(area, workspace, session))]
            }
            Action::Open(destination) => {
                destination.over_assessment(session).map(Command::replace).into_iter().collect()
            }
            Action::Back => vec![Command::pop()],
            _ => Vec::new(),
        };
        noted(workspace, Context::Roadmap, commands)
    }

    fn copied(&self, workspace: &Workspace, session: &Session) -> Option<String> {
        self.list(workspace, session).row_as_text(&self.view)
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &workspace.messages().screens.roadmap;
        let scope = if self.scope == Scope::Target { &words.up_to_target } else { &words.all_steps };
        let inner = canvas.frame(area, &workspace.messages().facts([&words.title, scope]), Role::Border);
        self.list(workspace, session).draw(canvas, inner, &self.view);
    }
}
