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
use crate::bidi::{self, Adapter, ColumnWidth};
use crate::edit::{Edit, Touched};
use crate::model::{Area, Level, QuestionId};
use crate::report::{Value, chart, chart::radar::RadarAxes, figures};
use crate::scoring::{AreaScore, AreaState};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    screens::{Destination, Interview, Results},
    session::Session,
    view::{Command, Input, View},
    widgets::{Canvas, Radar, Ring, UNBOUNDED, Viewport},
    workspace::Workspace,
};
use crate::work::Sheet;

/// The screen with the areas.
#[derive(Default)]
pub struct Overview {
    view: Viewport,
}

impl Overview {
    fn enter(&self, workspace: &Workspace) -> Vec<Command> {
        let command = match table(workspace, UNBOUNDED).chosen(&self.view) {
            Some(OverviewRow::Area(_, area)) => first_question(area, workspace.open())
                .map(|question| Command::push(Interview::at(question, workspace))),
            Some(OverviewRow::Do(action)) => Some(Command::Act(*action)),
            None => None,
        };
        command.into_iter().collect()
    }

    fn selected<'a>(&self, workspace: &'a Workspace) -> Option<&'a Area> {
        match table(workspace, UNBOUNDED).chosen(&self.view) {
            Some(OverviewRow::Area(_, area)) => Some(area),
            _ => None,
        }
    }

    fn move_target(&self, action: Action, workspace: &mut Workspace) -> Vec<Command> {
        let sheet = workspace.open();
        let Some(area) = self.selected(workspace) else { return Vec::new() };
        let target = sheet.assessment().target(sheet.pack(), &area.id);
        let target = match action {
            Action::RaiseTarget => target.next(),
            _ => Level(target.0.saturating_sub(1)),
        };
        let edit = Edit::Target(area.id.clone(), target);
        let moved = workspace.edit(&[edit]);
        if moved { vec![Command::Save] } else { Vec::new() }
    }

    fn next_open(workspace: &mut Workspace) -> Vec<Command> {
        match workspace.open().next_open(None) {
            Some(question) => vec![Command::push(Interview::at(question, workspace))],
            None => {
                workspace.status = Some(workspace.messages().screens.interview.nothing_open.clone());
                Vec::new()
            }
        }
    }
}

/// The first open question of an area. Without one it is the first question that applies, or else the first of all.
fn first_question(area: &Area, session: &Sheet) -> Option<QuestionId> {
    let asked = || area.questions.iter().filter(|question| session.applies(question));
    let open = asked().find(|question| session.assessment().answer(&question.id).is_none());
    let first = open.or_else(|| asked().next()).or_else(|| area.questions.first());
    first.map(|question| question.id.clone())
}

/// Undoes the last change, or redoes the last undone one. Returns the commands that save it, and its question if there
/// is one.
pub(super) fn undo_or_redo(action: Action, workspace: &mut Workspace) -> (Vec<Command>, Option<QuestionId>) {
    let words = &workspace.messages().screens.interview;
    let code = workspace.code();
    let session = workspace.session.as_mut();
    let (touched, done, nothing) = if action == Action::Undo {
        (session.and_then(Session::undo), &words.undone, &words.nothing_to_undo)
    } else {
        (session.and_then(Session::redo), &words.redone, &words.nothing_to_redo)
    };
    let Some(touched) = touched else {
        workspace.status = Some(nothing.clone());
        return (Vec::new(), None);
    };
    let (topic, question) = match touched {
        Touched::Question(question) => {
            let known = workspace.open().pack().question(&question);
            let topic = known.map_or(question.to_string(), |(_, known)| known.topic.get(code).to_owned());
            (topic, known.is_some().then_some(question))
        }
        Touched::Details => (words.header_changed.clone(), None),
    };
    workspace.status = Some(done.fill(&[("topic", &topic)]));
    (vec![Command::Save], question)
}

impl View for Overview {
    fn title(&self, workspace: &Workspace) -> String {
        workspace.open().assessment().identity.name.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Overview, Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(&mut self, workspace: &mut Workspace, input: Input) -> Vec<Command> {
        let Some(action) = self.view.select_with(input, table(workspace, UNBOUNDED).choices()) else {
            return Vec::new();
        };
        match action {
            Action::Enter => self.enter(workspace),
            Action::NextOpen => Self::next_open(workspace),
            Action::Open(Destination::Results) => {
                let row = self.view.cursor().min(workspace.open().pack().areas.len());
                vec![Command::push(Results::at(row))]
            }
            Action::Open(destination) => vec![destination.open(workspace)],
            Action::RaiseTarget | Action::LowerTarget => self.move_target(action, workspace),
            Action::Undo | Action::Redo => undo_or_redo(action, workspace).0,
            Action::Back => vec![Command::Pop],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace) -> Option<String> {
        table(workspace, UNBOUNDED).row_as_text(&self.view)
    }

    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
        let mut list = area;
        let axes = workspace.open().pack().areas.len();
        if area.width >= 76 && area.height >= 14 && axes >= RadarAxes::FEWEST {
            let radar = if area.width >= 110 { 44 } else { 26 };
            let [left, right] = canvas.columns(area, [ColumnWidth::Rest, ColumnWidth::Fixed(radar)]);
            draw_radar(workspace, canvas, right);
            list = left;
        }
        let inner = canvas.frame(list, &workspace.messages().common.areas, Role::Border);
        draw_summary(workspace, canvas, Rect { height: inner.height.min(1), ..inner });
        let below = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
        table(workspace, below.width).draw(canvas, below, &self.view);
    }
}

/// The state of the whole, as far as it fits: level, progress, confirmed level.
fn draw_summary(workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
    let (common, session) = (&workspace.messages().common, workspace.open());
    let (whole, edition) = (&session.scorecard().whole, workspace.edition(session.pack()));
    let mut parts = vec![
        (&common.overall, Value::of_state(whole.state, whole.claimed).words(&edition)),
        (&common.answered, figures::progress(&edition, whole.answered, whole.applicable)),
    ];
    if let Some(confirmed) = whole.confirmed.filter(|_| whole.state == AreaState::Started) {
        parts.push((&common.confirmed, figures::level(&edition, confirmed)));
    }
    let mut text = String::new();
    for (name, figure) in parts {
        let longer =
            if text.is_empty() { format!("{name}: {figure}") } else { format!("{text} · {name}: {figure}") };
        if bidi::measure(&longer) <= usize::from(area.width) {
            text = longer;
        }
    }
    canvas.text(area, &text, Role::Heading);
}

fn draw_radar(workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
    let session = workspace.open();
    let share = |level| chart::share(level, session.pack().scale().last());
    let areas = || session.scorecard().areas.iter();
    let ring = |role, of: &dyn Fn(&AreaScore) -> f64| Ring { shares: areas().map(of).collect(), role };
    // The fonts of mlterm have no braille dots and draw boxes instead.
    let marker = if workspace.adapter == Adapter::Mlterm { Marker::Dot } else { Marker::Braille };
    let radar = Radar {
        marker,
        labels: (1..=areas().count()).map(|number| number.to_string()).collect(),
        grid: session
            .pack()
            .scale()
            .all()
            .map(share)
            .filter(|ring| area.width > 40 || *ring >= 1.0)
            .collect(),
        rings: vec![
            ring(Role::ChartTarget, &|score| share(score.target)),
            ring(Role::ChartLine, &|score| score.shown().map_or(0.0, |range| share(range.low))),
        ],
    };
    let inner = canvas.frame(area, &workspace.messages().screens.overview.chart, Role::Border);
    radar.draw(canvas, inner);
}
