//! The overview: the areas of the open assessment with their levels, and the menu to the other screens.
//!
//! ```text
//! ╭ Areas ─────────────────────────────────────────╮ ╭ Levels and targets ─╮
//! │ Overall: 3 · Confirmed: 2 · Answered: 55 of 55 │ │        1            │
//! │ ▸ 1 Strategy        6 of 6      3     3.1  ━━┃ │ │     9 ╱╲ 2          │
//! │   …                                            │ │      …              │
//! │   Continue: Change plan                        │ │                     │
//! ╰────────────────────────────────────────────────╯ ╰─────────────────────╯
//! ```

use ratatui::{layout::Rect, symbols::Marker};

use super::overview_table::{OverviewRow, table};
use super::undoing::undo_or_redo;
use crate::bidi::{self, Adapter, ColumnWidth};
use crate::edit::Edit;
use crate::model::{Area, Lead, Level, QuestionId};
use crate::report::{Value, chart, chart::radar::RadarAxes, figures, terms::ExplainedTerm};
use crate::scoring::{AreaScore, AreaState};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    explained::{RestExplained, terms_of},
    keymap::Context,
    remembered::Cached,
    screens::{About, Destination, Interview, Results},
    session::Session,
    view::{Command, Input, View},
    widgets::{Canvas, Picture, Radar, Ring, TableView, UNBOUNDED, Viewport},
    workspace::{ShownVersion, Workspace},
};
use crate::work::{Sheet, Waiting};

/// The screen with the areas.
#[derive(Default)]
pub struct Overview {
    view: Viewport,
    /// The selected entry of the menu, which stays selected when the row of the versions comes or goes. `None` if an area
    /// is selected.
    entry: Option<Action>,
    chart: Cached<(ShownVersion, Rect, Marker), Picture>,
    words: RestExplained,
}

impl Overview {
    /// The areas, with the one selected in which the user goes on.
    pub fn resumed(sheet: &Sheet) -> Self {
        let area = sheet.continues_at().and_then(|question| sheet.pack().question(question));
        let place =
            area.and_then(|(area, _)| sheet.pack().areas.iter().position(|known| known.id == area.id));
        Self { view: Viewport::at(place.unwrap_or_default()), ..Self::default() }
    }

    fn table<'a>(
        &self,
        workspace: &'a Workspace,
        sheet: &'a Sheet,
        width: u16,
    ) -> TableView<'a, OverviewRow<'a>> {
        let table = table(workspace, sheet, width);
        let is_entry = |row: &OverviewRow| row.entry().is_some() && row.entry() == self.entry;
        if let Some(place) = table.values().position(is_entry) {
            self.view.follow(place);
        }
        table
    }

    /// Draws the chart. Its lines take as long as all the rest of the screen, and most keys do not change it.
    fn draw_chart(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let inner = canvas.frame(area, &workspace.messages().screens.overview.chart, Role::Border);
        // The fonts of mlterm have no braille dots and draw boxes instead.
        let marker = if workspace.adapter == Adapter::Mlterm { Marker::Dot } else { Marker::Braille };
        let draw = |canvas: &mut Canvas<'_>| radar(session.sheet(), marker, area).draw(canvas, inner);
        let key = (workspace.version(session), inner, marker);
        canvas.put(&self.chart.get(key, || canvas.picture(inner, draw)));
    }

    fn enter(&self, workspace: &Workspace, session: &Session) -> Vec<Command<Session>> {
        let command = match self.table(workspace, session.sheet(), UNBOUNDED).chosen(&self.view) {
            Some(OverviewRow::Area(_, area)) => first_question(area, session.sheet())
                .map(|question| Command::push(Interview::at(question, workspace, session))),
            Some(OverviewRow::Do(action)) => Some(Command::Act(*action)),
            None => None,
        };
        command.into_iter().collect()
    }

    fn selected<'a>(&self, workspace: &'a Workspace, session: &'a Session) -> Option<&'a Area> {
        match self.table(workspace, session.sheet(), UNBOUNDED).chosen(&self.view) {
            Some(OverviewRow::Area(_, area)) => Some(area),
            _ => None,
        }
    }

    fn move_target(
        &self,
        action: Action,
        workspace: &Workspace,
        session: &mut Session,
    ) -> Vec<Command<Session>> {
        let sheet = session.sheet();
        let Some(area) = self.selected(workspace, session) else { return Vec::new() };
        let target = sheet.assessment().target(sheet.pack(), &area.id);
        let target = match action {
            Action::RaiseTarget => target.next(),
            _ => Level(target.0.saturating_sub(1)),
        };
        let edit = Edit::Target(area.id.clone(), target);
        let moved = session.edit(&[edit]);
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
        vec![Context::Overview, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(
        &mut self,
        workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        let table = self.table(workspace, session.sheet(), UNBOUNDED);
        let action = self.view.select_with(input, table.choices());
        self.entry = table.chosen(&self.view).and_then(OverviewRow::entry);
        drop(table);
        let Some(action) = action else { return Vec::new() };
        let commands = match action {
            Action::Enter => self.enter(workspace, session),
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
        self.table(workspace, session.sheet(), UNBOUNDED).row_as_text(&self.view)
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let mut list = area;
        let axes = session.sheet().pack().areas.len();
        if area.width >= 76 && area.height >= 14 && axes >= RadarAxes::FEWEST {
            let radar = if area.width >= 110 { 44 } else { 24 };
            let [left, right] = canvas.columns(area, [ColumnWidth::Rest, ColumnWidth::Fixed(radar)]);
            self.draw_chart(workspace, session, canvas, right);
            list = left;
        }
        let inner = canvas.frame(list, &workspace.messages().common.areas, Role::Border);
        let summary = summary(workspace, session.sheet(), inner.width);
        canvas.text(Rect { height: inner.height.min(1), ..inner }, &summary, Role::Heading);
        let below = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
        let table = self.table(workspace, session.sheet(), below.width);
        table.draw(canvas, below, &self.view);
        // Before the first answer there is no figure to explain.
        if session.sheet().scorecard().whole.state == AreaState::Started {
            let terms = terms_of(Context::Overview).iter().copied();
            let is_shown = |term: &ExplainedTerm| {
                let name = term.name(workspace.messages());
                summary.contains(name) || table.headings().any(|heading| heading == name)
            };
            let shown: Vec<ExplainedTerm> = terms.filter(is_shown).collect();
            self.words.draw(workspace, &shown, canvas, below, table.height());
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
    if let (Lead::Index, Some(index)) = (sheet.pack().manifest.lead, &whole.index) {
        parts.insert(0, (&common.index, vec![figures::index(&edition, index)]));
    }
    if let Some(confirmed) = whole.confirmed.filter(|_| whole.state == AreaState::Started) {
        parts.push((&common.confirmed, vec![figures::level(&edition, confirmed)]));
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

/// The chart of levels and targets for a place of this size.
fn radar(sheet: &Sheet, marker: Marker, area: Rect) -> Radar {
    let share = |level| chart::share(level, sheet.pack().scale().last());
    let areas = || sheet.scorecard().areas.iter();
    let ring = |role, of: &dyn Fn(&AreaScore) -> f64| Ring { shares: areas().map(of).collect(), role };
    Radar {
        marker,
        labels: (1..=areas().count()).map(|number| number.to_string()).collect(),
        grid: sheet.pack().scale().all().map(share).filter(|ring| area.width > 40 || *ring >= 1.0).collect(),
        rings: vec![
            ring(Role::ChartTarget, &|score| score.shown_target().map_or(0.0, share)),
            ring(Role::ChartLine, &|score| score.shown().map_or(0.0, |range| share(range.low))),
        ],
    }
}
