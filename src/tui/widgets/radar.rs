//! A radar chart: one axis for each area, the level on it, the target around it.

use std::f64::consts::TAU;

use ratatui::{
    layout::Rect,
    style::Color,
    symbols::Marker,
    widgets::{
        Widget,
        canvas::{Canvas as Plot, Context, Line},
    },
};

use super::Canvas;
use crate::bidi::{Align, Direction};
use crate::theme::Role;

/// One closed line around the chart: a share from 0 to 1 for each axis, and its role.
pub struct Ring {
    /// Shares in the order of the axes.
    pub shares: Vec<f64>,
    /// How it is drawn.
    pub role: Role,
}

/// A radar chart. Its axes start at the top and go round in the reading direction.
pub struct Radar {
    /// What stands at the end of each axis: a number or a short word.
    pub labels: Vec<String>,
    /// Rings of the scale, from inside out, as shares.
    pub grid: Vec<f64>,
    /// The rings, the last one on top.
    pub rings: Vec<Ring>,
    /// The signs it is drawn with.
    pub marker: Marker,
}

/// Room around the chart for its labels, in units of its radius.
const MARGIN: f64 = 1.22;

impl Radar {
    /// With fewer axes there is no shape to see, and nothing is drawn.
    pub const FEWEST_AXES: usize = 3;

    /// Draws the chart in the middle of an area.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let area = square(area);
        if area.width < 8 || self.labels.len() < Self::FEWEST_AXES {
            return;
        }
        let direction = canvas.direction();
        let color = |canvas: &Canvas<'_>, role| canvas.style(role).fg.unwrap_or(Color::Reset);
        let grid_color = color(canvas, Role::ChartGrid);
        let ring_colors: Vec<Color> = self.rings.iter().map(|ring| color(canvas, ring.role)).collect();
        let background = canvas.style(Role::Text).bg.unwrap_or(Color::Reset);
        let plot = Plot::default()
            .marker(self.marker)
            .background_color(background)
            .x_bounds([-MARGIN, MARGIN])
            .y_bounds([-MARGIN, MARGIN])
            .paint(|context| {
                self.paint_grid(context, direction, grid_color);
                for (ring, color) in self.rings.iter().zip(&ring_colors) {
                    context.layer();
                    let points: Vec<_> = ring
                        .shares
                        .iter()
                        .enumerate()
                        .map(|(axis, share)| self.point(axis, *share, direction))
                        .collect();
                    polygon(context, &points, *color);
                }
            });
        plot.render(area, canvas.buffer());
        self.draw_labels(canvas, area);
    }

    fn paint_grid(&self, context: &mut Context<'_>, direction: Direction, color: Color) {
        for share in &self.grid {
            let points: Vec<_> =
                (0..self.labels.len()).map(|axis| self.point(axis, *share, direction)).collect();
            polygon(context, &points, color);
        }
        for axis in 0..self.labels.len() {
            let (x, y) = self.point(axis, 1.0, direction);
            context.draw(&Line { x1: 0.0, y1: 0.0, x2: x, y2: y, color });
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a chart has few axes")]
    fn point(&self, axis: usize, share: f64, direction: Direction) -> (f64, f64) {
        let turn = axis as f64 / self.labels.len() as f64 * TAU;
        let side = if direction == Direction::RightToLeft { -1.0 } else { 1.0 };
        (side * turn.sin() * share, turn.cos() * share)
    }

    fn draw_labels(&self, canvas: &mut Canvas<'_>, area: Rect) {
        for (axis, label) in self.labels.iter().enumerate() {
            let (x, y) = self.point(axis, 1.12, canvas.direction());
            let width = u16::try_from(crate::bidi::measure(label)).unwrap_or(1);
            let column = cell((x + MARGIN) / (2.0 * MARGIN), area.width).saturating_sub(width / 2);
            let row = cell((MARGIN - y) / (2.0 * MARGIN), area.height);
            let place = Rect {
                x: area.x + column.min(area.width.saturating_sub(width)),
                y: area.y + row,
                width,
                height: 1,
            };
            let style = canvas.style(Role::Key);
            canvas.line(place, &[(label, style)], Align::Centre);
        }
    }
}

/// The cell of a share of a length.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share from 0 to 1 of a screen"
)]
fn cell(share: f64, length: u16) -> u16 {
    ((share * f64::from(length)) as u16).min(length.saturating_sub(1))
}

/// The largest area in the middle that looks square: a cell is twice as high as it is wide.
fn square(area: Rect) -> Rect {
    let width = area.width.min(area.height.saturating_mul(2));
    let height = (width / 2).min(area.height);
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

fn polygon(context: &mut Context<'_>, points: &[(f64, f64)], color: Color) {
    for (start, end) in points.iter().zip(points.iter().cycle().skip(1)) {
        context.draw(&Line { x1: start.0, y1: start.1, x2: end.0, y2: end.1, color });
    }
}
