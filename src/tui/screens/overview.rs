//! The overview: the areas of the open assessment with their levels, why the selected one is where it is, and the menu to
//! the other screens.
//!
//! ```text
//! Overall: 3 · Answered: 55 of 55 · Confirmed: 2
//!        Area        Answers          1   2   3   4   5     Level   What holds it
//!   ▸ 1  Strategy    3 1 1 2 2        ━━━━╍╍╍╍──┃             1–2   1 unknown
//!     …
//!     Strategy: level 1–2, because 1 question is open: Requirements.
//!
//!     Continue: Change plan
//! ```

use ratatui::layout::Rect;

use super::overview_table::{OverviewRow, table};
use super::reason_row::reason_row;
use super::undoing::undo_or_redo;
use crate::bidi::{self, own};
use crate::edit::Edit;
use crate::model::{Area, Lead, Level, QuestionId};
use crate::report::{Value, figures, terms::ExplainedTerm, why};
use crate::scoring::{Answers, AreaState};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    explained::{RestExplained, terms_of},
    keymap::Context,
    remembered::Cached,
    screens::{About, Destination, Interview, Results},
    session::Session,
    view::{Command, Input, View},
    widgets::{Canvas, Row, Rows, TableView, UNBOUNDED, Viewport},
    workspace::{ShownVersion, Workspace},
};
use crate::work::{Sheet, Waiting};

/// The fewest free rows in which the reasons are given line by line.
const LEAST_REASONS: u16 = 6;

/// The screen with the areas.
#[derive(Default)]
pub struct Overview {
    view: Viewport,
    words: RestExplained,
    reasons: Cached<(ShownVersion, usize), Rows>,
}

impl Overview {
    /// The areas, with the one selected in which the user goes on.
    pub fn resumed(sheet: &Sheet) -> Self {
        let area = sheet.continues_at().and_then(|question| sheet.pack().question(question));
        let place =
            area.and_then(|(area, _)| sheet.pack().areas.iter().position(|known| known.id == area.id));
        Self { view: Viewport::at(place.unwrap_or_default()), ..Self::default() }
    }

    /// The rows alone, for what a key does with them.
    fn rows<'a>(workspace: &'a Workspace, sheet: &'a Sheet) -> TableView<'a, OverviewRow<'a>> {
        table(workspace, sheet, "", UNBOUNDED)
    }

    /// Why the selected area is at its level, or the whole if no area is selected.
    fn reason(&self, workspace: &Workspace, sheet: &Sheet) -> String {
        let edition = workspace.edition(sheet.pack());
        let area = sheet.scorecard().areas.get(self.view.cursor());
        match area {
            Some(score) => why::sentence_of_area(&edition, score),
            None => why::sentence_of_whole(&edition, &sheet.assessment().identity.name, sheet.scorecard()),
        }
    }

    /// Draws the reasons for the level of the selected area, or of the whole, as far as they fit.
    fn draw_reasons(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let row = self.view.cursor().min(session.sheet().scorecard().areas.len());
        let rows = self.reasons.get((workspace.version(session), row), || {
            let sheet = session.sheet();
            let edition = workspace.edition(sheet.pack());
            let reasons = match sheet.scorecard().areas.get(row) {
                Some(score) => {
                    let answers = Answers::new(sheet.pack(), sheet.assessment(), sheet.as_of());
                    why::area(&edition, sheet.assessment(), &answers, score)
                }
                None => why::whole(&edition, sheet.scorecard()),
            };
            let messages = workspace.messages();
            let area_name = sheet.pack().areas.get(row).map(|area| area.label(workspace.code()));
            let name = own(area_name.unwrap_or(&messages.common.overall));
            let mut rows = Rows::new();
            rows.push(Row::text(messages.screens.results.why.fill(&[("area", &name)]), Role::Heading));
            for reason in &reasons {
                rows.push(reason_row(reason));
            }
            rows
        });
        rows.draw_beginning(canvas, area);
    }

    fn enter(&self, workspace: &Workspace, session: &Session) -> Vec<Command<Session>> {
        let command = match Self::rows(workspace, session.sheet()).chosen(&self.view) {
            Some(OverviewRow::Area(_, area)) => first_question(area, session.sheet())
                .map(|question| Command::push(Interview::at(question, workspace, session))),
            Some(OverviewRow::Do(action)) => Some(Command::Act(*action)),
            None => None,
        };
        command.into_iter().collect()
    }

    /// Opens the area of this number.
    fn open_area(&mut self, number: u8, workspace: &Workspace, session: &Session) -> Vec<Command<Session>> {
        let place = usize::from(number).wrapping_sub(1);
        if place >= session.sheet().pack().areas.len() {
            return Vec::new();
        }
        self.view.select(place);
        self.enter(workspace, session)
    }

    fn selected<'a>(&self, workspace: &'a Workspace, session: &'a Session) -> Option<&'a Area> {
        match Self::rows(workspace, session.sheet()).chosen(&self.view) {
            Some(OverviewRow::Area(_, area)) => Some(area),
            _ => None,
        }
    }

    fn move_target(
        &self,
        action: Action,
        workspace: &mut Workspace,
        session: &mut Session,
    ) -> Vec<Command<Session>> {
        let sheet = session.sheet();
        let Some(area) = self.selected(workspace, session).cloned() else { return Vec::new() };
        let target = sheet.assessment().target(sheet.pack(), &area.id);
        let target = match action {
            Action::RaiseTarget => target.next(),
            _ => Level(target.0.saturating_sub(1)),
        };
        let edit = Edit::Target(area.id.clone(), target);
        let moved = session.edit(&[edit]);
        let (sheet, words) = (session.sheet(), &workspace.messages().screens.overview.target);
        let target = sheet.assessment().target(sheet.pack(), &area.id);
        let target = sheet.pack().scale().label(target);
        let said = words.fill(&[("area", &own(area.label(workspace.code()))), ("target", &target)]);
        workspace.status = Some(said);
        if moved { vec![Command::Save] } else { Vec::new() }
    }

    fn next_open(workspace: &mut Workspace, session: &Session) -> Vec<Command<Session>> {
        let sheet = session.sheet();
        match sheet.continues_at() {
            Some(question) => vec![Command::push(Interview::at(question.clone(), workspace, session))],
            None => {
                workspace.status = workspace.conclusion(sheet);
                Vec::new()
            }
        }
    }
}

/// The first waiting question of an area, in the order of [`Waiting::IN_ORDER`]. Without one it is the first question that applies, or else the first of all.
fn first_question(area: &Area, sheet: &Sheet) -> Option<QuestionId> {
    let asked = || area.questions.iter().filter(|question| sheet.applies(question));
    let first = |wanted| asked().find(|question| sheet.waiting(question) == Some(wanted));
    let waiting = Waiting::IN_ORDER.into_iter().find_map(first);
    let first = waiting.or_else(|| asked().next()).or_else(|| area.questions.first());
    first.map(|question| question.id.clone())
}

impl View<Session> for Overview {
    fn title(&self, _workspace: &Workspace, session: &Session) -> String {
        session.sheet().assessment().identity.name.clone()
    }

    fn contexts(&self, _: &Workspace, _: &Session) -> Vec<Context> {
        vec![Context::Overview, Context::Numbered, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(
        &mut self,
        workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        let table = Self::rows(workspace, session.sheet());
        let action = self.view.select_with(input, table.choices());
        drop(table);
        let Some(action) = action else { return Vec::new() };
        let commands = match action {
            Action::Enter => self.enter(workspace, session),
            Action::Pick(number) => self.open_area(number, workspace, session),
            Action::NextOpen => Self::next_open(workspace, session),
            Action::Open(Destination::Results) => {
                let row = self.view.cursor().min(session.sheet().pack().areas.len());
                vec![Command::push(Results::at(row))]
            }
            Action::Open(Destination::About) => {
                vec![Command::push(About::at(self.selected(workspace, session), workspace, session))]
            }
            Action::Open(destination) => {
                destination.over_assessment(session).map(Command::open).into_iter().collect()
            }
            Action::RaiseTarget | Action::LowerTarget => self.move_target(action, workspace, session),
            Action::Undo | Action::Redo => undo_or_redo(action, workspace, session).0,
            Action::Back => vec![Command::pop()],
            _ => Vec::new(),
        };
        self.words.noted(workspace, commands)
    }

    fn copied(&self, workspace: &Workspace, session: &Session) -> Option<String> {
        Self::rows(workspace, session.sheet()).row_as_text(&self.view)
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let room = area.width.saturating_sub(2);
        let summary = summary(workspace, session.sheet(), room);
        let below = canvas.section(area, &summary, Role::Heading);
        let table = table(workspace, session.sheet(), &self.reason(workspace, session.sheet()), below.width);
        table.draw(canvas, below, &self.view);
        // Before the first answer there is no figure to explain.
        if session.sheet().scorecard().whole.state == AreaState::Started {
            let terms = terms_of(Context::Overview).iter().copied();
            let is_shown = |term: &ExplainedTerm| {
                let name = term.name(workspace.messages());
                summary.contains(name) || table.headings().any(|heading| heading == name)
            };
            let shown: Vec<ExplainedTerm> = terms.filter(is_shown).collect();
            let used = self.words.draw(workspace, &shown, canvas, below, table.height());
            let used = u16::try_from(used).unwrap_or(u16::MAX).saturating_add(1).min(below.height);
            let rest = Rect { y: below.y + used, height: below.height - used, ..below };
            if rest.height >= LEAST_REASONS {
                self.draw_reasons(workspace, session, canvas, rest);
            }
        }
    }
}

/// The state of the whole, as far as it fits: level, progress, confirmed level.
fn summary(workspace: &Workspace, sheet: &Sheet, width: u16) -> String {
    let common = &workspace.messages().common;
    let (whole, edition) = (&sheet.scorecard().whole, workspace.edition(sheet.pack()));
    let words = |value: Value| value.words(&edition);
    let progress = whole.progress();
    let (level, whole_progress) =
        (words(Value::of_state(whole.state, whole.claimed)), words(Value::Progress(progress)));
    // What is unknown is said before the name of the level is spelled out.
    let joint = &common.fact_separator;
    let fits = |name: &&String| {
        let text = format!("{name}: {level}{joint}{}: {whole_progress}", common.answered);
        bidi::measure(&text) <= usize::from(width)
    };
    let name = [&common.overall, &common.level].into_iter().find(fits).unwrap_or(&common.overall);
    // Of each part the first form that fits.
    let mut parts = vec![
        (name, vec![level]),
        (&common.answered, vec![whole_progress, words(Value::ShortProgress(progress))]),
    ];
    if let Some(confirmed) = whole.confirmed.filter(|_| whole.state == AreaState::Started) {
        parts.push((&common.confirmed, vec![figures::level(&edition, confirmed)]));
    }
    if let Some(index) = &whole.index {
        let place = if sheet.pack().manifest.lead == Lead::Index { 0 } else { parts.len() };
        parts.insert(place, (&common.index, vec![figures::index(&edition, index)]));
    }
    let mut text = String::new();
    for (name, forms) in parts {
        let joint = if text.is_empty() { "" } else { common.fact_separator.as_str() };
        let longer = forms.iter().map(|form| format!("{text}{joint}{name}: {form}"));
        let fits = |longer: &String| bidi::measure(longer) <= usize::from(width);
        text = longer.into_iter().find(fits).unwrap_or(text);
    }
    text
}
