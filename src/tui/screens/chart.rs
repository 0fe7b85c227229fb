//! The chart of levels and targets over the whole screen, and beside it what its numbers mean.

use ratatui::{layout::Rect, symbols::Marker};

use super::overview_table::area_width;
use crate::bidi::{Adapter, ColumnWidth};
use crate::report::{Value, chart};
use crate::scoring::AreaScore;
use crate::theme::Role;
use crate::tui::{
    action::Action,
    keymap::Context,
    remembered::Cached,
    session::Session,
    view::{Command, Input, View},
    widgets::{
        Canvas, GAP, Picture, Radar, Ring, TableCell, TableColumn, TableLine, TableRow, TableView, Viewport,
        body,
    },
    workspace::{ShownVersion, Workspace},
};
use crate::work::Sheet;

/// The screen of the chart.
#[derive(Default)]
pub struct Chart {
    view: Viewport,
    picture: Cached<(ShownVersion, Rect, Marker), Picture>,
}

/// Cells of a level in the table beside the chart.
const FIGURE: u16 = 9;

impl Chart {
    /// Draws the chart. Its lines take longer than all the rest of the screen, and most keys do not change it.
    fn draw_radar(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        // The fonts of mlterm have no braille dots and draw boxes instead.
        let marker = if workspace.adapter == Adapter::Mlterm { Marker::Dot } else { Marker::Braille };
        let draw = |canvas: &mut Canvas<'_>| radar(session.sheet(), marker).draw(canvas, area);
        let key = (workspace.version(session), area, marker);
        canvas.put(&self.picture.get(key, || canvas.picture(area, draw)));
    }
}

impl View<Session> for Chart {
    fn title(&self, workspace: &Workspace, _: &Session) -> String {
        workspace.messages().screens.overview.chart.clone()
    }

    fn contexts(&self, _: &Workspace, _: &Session) -> Vec<Context> {
        vec![Context::Rows, Context::Screen, Context::Everywhere]
    }

    fn update(
        &mut self,
        workspace: &mut Workspace,
        session: &mut Session,
        input: Input,
    ) -> Vec<Command<Session>> {
        let table = table(workspace, session.sheet());
        match self.view.select_with(input, table.choices()) {
            Some(Action::Back | Action::Enter) => vec![Command::pop()],
            _ => Vec::new(),
        }
    }

    fn copied(&self, workspace: &Workspace, session: &Session) -> Option<String> {
        table(workspace, session.sheet()).row_as_text(&self.view)
    }

    fn draw(&self, workspace: &Workspace, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
        let inner = body(area);
        let beside = area_width(workspace, session.sheet()) + 2 * (GAP + FIGURE) + GAP + 5;
        let [chart, list] = canvas.columns(inner, [ColumnWidth::Rest, ColumnWidth::Fixed(beside)]);
        self.draw_radar(workspace, session, canvas, chart);
        table(workspace, session.sheet()).draw(canvas, list, &self.view);
    }
}

/// The areas by their numbers in the chart, with level and target in the colours of its lines.
fn table<'a>(workspace: &'a Workspace, sheet: &'a Sheet) -> TableView<'a, usize> {
    let common = &workspace.messages().common;
    let columns = vec![
        TableColumn::figures("", 2),
        TableColumn::text(&common.area, ColumnWidth::Fixed(area_width(workspace, sheet))),
        TableColumn::figures(&common.level, FIGURE),
        TableColumn::figures(&common.target, FIGURE),
    ];
    let lines = (0..sheet.pack().areas.len()).map(TableLine::Choice).collect();
    TableView::new(columns, lines, move |place| {
        let area = &sheet.pack().areas[*place];
        let (score, edition) = (sheet.area_score(area), workspace.edition(sheet.pack()));
        let value = |value: Value, role| TableCell::value(&edition, &value, role);
        TableRow::Cells(vec![
            value(Value::Count(place + 1), Role::Muted),
            TableCell::plain(area.label(workspace.code())),
            value(score.shown().map_or(Value::Absent, Value::Range), Role::ChartLine),
            value(score.shown_target().map_or(Value::Absent, Value::Level), Role::ChartTarget),
        ])
    })
}

/// The chart, with the number of each area at its axis.
fn radar(sheet: &Sheet, marker: Marker) -> Radar {
    let share = |level| chart::share(level, sheet.pack().scale().last());
    let areas = || sheet.scorecard().areas.iter();
    let ring = |role, of: &dyn Fn(&AreaScore) -> f64| Ring { shares: areas().map(of).collect(), role };
    Radar {
        marker,
        labels: (1..=areas().count()).map(|number| number.to_string()).collect(),
        grid: sheet.pack().scale().all().map(share).collect(),
        rings: vec![
            ring(Role::ChartTarget, &|score| score.shown_target().map_or(0.0, share)),
            ring(Role::ChartLine, &|score| score.shown().map_or(0.0, |range| share(range.low))),
        ],
    }
}
