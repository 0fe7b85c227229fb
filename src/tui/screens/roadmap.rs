//! The roadmap: the next steps in phases, the levels that they lead to, and below them the selected step in full.
//!
//! ```text
//! Steps up to the target
//!        Step                                Area         Level   Effort  Reason
//!     Now: 3 months, effort 12 of 12
//!   ▸ 1  Sign an agreement with each …       Operations   2 → 3   M       only blocker of level 3
//!     …
//!     ⇒ After “Now”: overall 2–3
//!
//!     Sign an agreement with each partner on roles, service levels and response times.
//!     Operations · Partners · 2 → 3 · M
//! ```

use std::rc::Rc;

use ratatui::layout::Rect;

use crate::bidi::{ColumnWidth, measure, own};
use crate::model::{EntryText, QuestionId};
use crate::report::{self, Edition, Projected, RoadmapLine, Value, roadmap::StepLine};
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
    widgets::{
        BESIDE_CAPTIONS, Canvas, List, Row, TableCell, TableColumn, TableLine, TableRow, TableView,
        UNBOUNDED, Viewport, result_sign, unknown_sign,
    },
    workspace::{ShownVersion, Workspace},
};
use crate::work::Sheet;

/// The screen of the roadmap.
#[derive(Default)]
pub struct RoadmapScreen {
    scope: Scope,
    view: Viewport,
    plan: Cached<(ShownVersion, Scope), RoadmapText>,
}

/// The roadmap in words, after the warnings about its figures.
struct RoadmapText {
    told: Vec<String>,
    lines: Vec<RoadmapLine>,
    /// For each line the number of steps up to it.
    numbers: Vec<usize>,
    widths: StepWidths,
}

/// The cells of the columns of a step, which are as wide as the widest of all.
struct StepWidths {
    area: u16,
    levels: u16,
    effort: u16,
}

impl RoadmapText {
    fn new(told: Vec<String>, lines: Vec<RoadmapLine>, edition: &Edition) -> Self {
        let numbers = lines.iter().scan(0, |steps, line| {
            *steps += usize::from(matches!(line, RoadmapLine::Step(_)));
            Some(*steps)
        });
        let numbers = numbers.collect();
        let common = &edition.messages.common;
        let widest = |heading: &str, text: &dyn Fn(&StepLine) -> String| {
            let steps = lines.iter().filter_map(|line| match line {
                RoadmapLine::Step(line) => Some(measure(&text(line))),
                _ => None,
            });
            u16::try_from(steps.chain([measure(heading)]).max().unwrap_or_default()).unwrap_or(u16::MAX)
        };
        let widths = StepWidths {
            area: widest(&common.area, &|line| line.area_name.clone()),
            levels: widest(&common.level, &|line| line.levels.words(edition)),
            effort: widest(&common.effort, &|line| edition.short_effort(line.effort).to_owned()),
        };
        Self { told, lines, numbers, widths }
    }
}

/// The fewest columns of a table that names the area and the reason of each step.
const WITH_REASONS: u16 = 96;

/// Columns of a reason.
const REASON: u16 = 28;

/// Lines for the selected step in full, in a window of `height` lines.
fn detail_height(height: u16) -> u16 {
    if height < 16 { 0 } else { (height / 3).clamp(6, 9) }
}

impl RoadmapScreen {
    /// Selects the line that leads to a question, in the steps of another scope; the first one if there is none.
    fn follow(&mut self, question: Option<&QuestionId>, workspace: &Workspace, session: &Session) {
        let plan = self.plan(workspace, session);
        let leads = |line: &&RoadmapLine| matches!(line, RoadmapLine::FindOut(_) | RoadmapLine::Step(_));
        let mut lines = plan.lines.iter().filter(leads);
        let place = lines.position(|line| question_of(line, session.sheet()).as_ref() == question);
        self.view = Viewport::at(place.unwrap_or_default());
    }

    fn plan(&self, workspace: &Workspace, session: &Session) -> Rc<RoadmapText> {
        self.plan.get((workspace.version(session), self.scope), || {
            let sheet = session.sheet();
            let options = Options { scope: self.scope, phases: None };
            let roadmap = roadmap::roadmap(sheet.pack(), sheet.assessment(), sheet.as_of(), &options);
            let edition = workspace.edition(sheet.pack());
            let told = report::notes::in_figures(&edition, sheet.versions(), sheet.unusable());
            RoadmapText::new(told, report::roadmap::lines(&edition, &roadmap), &edition)
        })
    }
}

/// The steps under the headings of their phases, with the levels after each phase. A row is the number of its line.
fn table<'a>(
    workspace: &'a Workspace,
    sheet: &'a Sheet,
    plan: &'a RoadmapText,
    width: u16,
) -> TableView<'a, usize> {
    let edition = workspace.edition(sheet.pack());
    let room = width.saturating_sub(BESIDE_CAPTIONS);
    let mut lines = Vec::new();
    let say = |lines: &mut Vec<_>, text: &str, role| lines.extend(TableLine::captions(text, role, room));
    for told in &plan.told {
        say(&mut lines, &format!("! {told}"), Role::Warning);
    }
    for (place, line) in plan.lines.iter().enumerate() {
        match line {
            RoadmapLine::FindOutHeader(text) | RoadmapLine::PhaseHeader { text, .. } => {
                if !lines.is_empty() {
                    lines.push(TableLine::Caption(String::new(), Role::Text));
                }
                say(&mut lines, text, Role::Heading);
            }
            RoadmapLine::FindOut(_) | RoadmapLine::Step(_) => lines.push(TableLine::Choice(place)),
            RoadmapLine::Projection(line) => {
                let sign = result_sign(workspace.direction());
                say(&mut lines, &format!("{sign} {}", line.text), Role::Info);
                for part in &line.parts {
                    let role = match part.change {
                        Projected::Level => Role::Good,
                        Projected::Distance => Role::Muted,
                        Projected::Nothing => continue,
                    };
                    say(&mut lines, &format!("  {}: {}", own(&part.name), part.text), role);
                }
            }
            RoadmapLine::Nothing(text) => say(&mut lines, text, Role::Text),
        }
    }
    let is_wide = width >= WITH_REASONS;
    let columns = columns(workspace, &plan.widths, is_wide);
    TableView::new(columns, lines, move |place| row(workspace, &edition, plan, *place, is_wide))
}

fn columns(workspace: &Workspace, widths: &StepWidths, is_wide: bool) -> Vec<TableColumn> {
    let messages = workspace.messages();
    let common = &messages.common;
    let mut columns = vec![
        TableColumn::figures("", 2),
        TableColumn::text(&messages.reports.roadmap.step, ColumnWidth::Rest),
    ];
    columns.extend(is_wide.then(|| TableColumn::text(&common.area, ColumnWidth::Fixed(widths.area))));
    columns.push(TableColumn::figures(&common.level, widths.levels));
    columns.push(TableColumn::text(&common.effort, ColumnWidth::Fixed(widths.effort)));
    columns.extend(
        is_wide.then(|| TableColumn::text(&messages.screens.roadmap.reason, ColumnWidth::Fixed(REASON))),
    );
    columns
}

fn row(
    workspace: &Workspace,
    edition: &Edition,
    plan: &RoadmapText,
    place: usize,
    is_wide: bool,
) -> TableRow {
    let muted = |text: &str| TableCell::Text(text.to_owned(), Role::Muted);
    let cells = match &plan.lines[place] {
        RoadmapLine::FindOut(line) => vec![
            TableCell::Text(unknown_sign(workspace.direction()).to_owned(), Role::Info),
            TableCell::plain(&line.text),
            muted(&line.area_name),
            muted(""),
            muted(""),
            muted(line.owner.as_deref().unwrap_or_default()),
        ],
        RoadmapLine::Step(line) => vec![
            TableCell::value(edition, &Value::Count(plan.numbers[place]), Role::Muted),
            TableCell::plain(&line.step),
            muted(&line.area_name),
            TableCell::value(edition, &line.levels, Role::Text),
            muted(edition.short_effort(line.effort)),
            muted(&line.reason),
        ],
        _ => return TableRow::Wide(String::new(), Role::Text),
    };
    let shown = cells.into_iter().enumerate().filter(|(column, _)| is_wide || !matches!(column, 2 | 5));
    TableRow::Cells(shown.map(|(_, cell)| cell).collect())
}

/// A line in full: what to do, where, why, and who knows.
fn detail(workspace: &Workspace, sheet: &Sheet, plan: &RoadmapText, place: usize) -> List<()> {
    let (edition, messages) = (workspace.edition(sheet.pack()), workspace.messages());
    let mut list = List::new();
    match &plan.lines[place] {
        RoadmapLine::FindOut(line) => {
            list.push(Row::text(&line.text, Role::Text));
            let owner = line
                .owner
                .as_ref()
                .map(|owner| messages.reports.roadmap.might_know_owner.fill(&[("owner", &own(owner))]));
            let facts = messages.facts([own(&line.area_name)].into_iter().chain(owner));
            list.push(Row::text(facts, Role::Muted));
        }
        RoadmapLine::Step(line) => {
            list.push(Row::text(&line.step, Role::Text));
            let effort = edition.short_effort(line.effort).to_owned();
            let about = [own(&line.area_name), own(&line.topic), line.levels.words(&edition), effort];
            list.push(Row::text(messages.facts(about), Role::Muted));
            list.push(Row::text(&line.reason, Role::Muted));
            if let Some(owner) = &sheet.entry(&line.id.question).owner {
                let name = Action::Write(EntryText::Owner).name(messages);
                list.push(Row::text(format!("{name}: "), Role::Muted).and(owner, Role::Text));
            }
        }
        _ => {}
    }
    list
}

/// The question that a line leads to: its own, or the first of an area that is not started.
fn question_of(line: &RoadmapLine, sheet: &Sheet) -> Option<QuestionId> {
    match line {
        RoadmapLine::FindOut(line) => line
            .question
            .clone()
            .or_else(|| sheet.pack().area(&line.area)?.questions.first().map(|question| question.id.clone())),
        RoadmapLine::Step(line) => Some(line.id.question.clone()),
        _ => None,
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
        let plan = self.plan(workspace, session);
        let table = table(workspace, session.sheet(), &plan, UNBOUNDED);
        let action = self.view.select_or_page_with(input, table.choices());
        let chosen =
            table.chosen(&self.view).and_then(|place| question_of(&plan.lines[*place], session.sheet()));
        drop(table);
        let Some(action) = action else { return Vec::new() };
        let commands = match action {
            Action::Enter => chosen
                .map(|question| Command::push(Interview::at(question, workspace, session)))
                .into_iter()
                .collect(),
            Action::RoadmapScope => {
                self.scope = if self.scope == Scope::Target { Scope::All } else { Scope::Target };
                self.follow(chosen.as_ref(), workspace, session);
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
        let plan = self.plan(workspace, session);
        let table = table(workspace, session.sheet(), &plan, UNBOUNDED);
        table.chosen(&self.view).map(|place| detail(workspace, session.sheet(), &plan, *place).as_text())
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let words = &workspace.messages().screens.roadmap;
        let scope = if self.scope == Scope::Target { &words.up_to_target } else { &words.all_steps };
        let inner = canvas.section(area, scope, Role::Heading);
        let plan = self.plan(workspace, session);
        let table = table(workspace, session.sheet(), &plan, inner.width);
        let below = if table.choices() > 0 { detail_height(inner.height) } else { 0 };
        let needed = u16::try_from(table.height()).unwrap_or(u16::MAX);
        let above = Rect { height: needed.min(inner.height - below), ..inner };
        table.draw(canvas, above, &self.view);
        if let Some(place) = table.chosen(&self.view).filter(|_| below > 0) {
            let pane = Rect { y: above.bottom() + 1, height: inner.bottom() - above.bottom() - 1, ..inner };
            let mut list = detail(workspace, session.sheet(), &plan, *place);
            for row in first_met(workspace, Context::Roadmap) {
                list.push(row);
            }
            list.draw(canvas, pane, &Viewport::default());
        }
    }
}
