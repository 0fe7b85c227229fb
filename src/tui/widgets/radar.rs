//! Draws a radar chart with the characters of a terminal.
//!
//! The geometry is in `report::chart::radar`. The screen decides what the rings mean.

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
use crate::bidi::{Align, measure};
use crate::report::chart::radar::{ChartPoint, RadarAxes, sides};
use crate::theme::Role;

/// One closed line around the chart.
pub struct Ring {
    /// One share from 0 to 1 for each axis, in the order of the axes.
    pub shares: Vec<f64>,
    /// Role of its colour.
    pub role: Role,
}

/// A radar chart. Its axes start at the top and follow in the reading direction.
pub struct Radar {
    /// Label of each axis: a number or a short word.
    pub labels: Vec<String>,
    /// Shares at which to draw the lines of the scale, from inside out.
    pub grid: Vec<f64>,
    /// The rings; later ones are drawn over earlier ones.
    pub rings: Vec<Ring>,
    /// The characters to draw lines with.
    pub marker: Marker,
}

/// Smallest width in columns at which the chart is recognisable.
const NARROWEST: u16 = 8;

impl Radar {
    /// Draws the chart in the middle of `area`. Draws nothing if the area is too small or has too few axes for a ring
    /// with an area.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let area = square(area);
        let axes = RadarAxes { count: self.labels.len(), direction: canvas.direction() };
        if area.width < NARROWEST || axes.count < RadarAxes::FEWEST {
            return;
        }
        let color = |canvas: &Canvas<'_>, role| canvas.style(role).fg.unwrap_or(Color::Reset);
        let grid_color = color(canvas, Role::ChartGrid);
        let ring_colors: Vec<Color> = self.rings.iter().map(|ring| color(canvas, ring.role)).collect();
        let background = canvas.style(Role::Text).bg.unwrap_or(Color::Reset);
        let bounds = [-RadarAxes::EXTENT, RadarAxes::EXTENT];
        let plot = Plot::default()
            .marker(self.marker)
            .background_color(background)
            .x_bounds(bounds)
            .y_bounds(bounds)
            .paint(|context| {
                self.paint_grid(context, axes, grid_color);
                for (ring, color) in self.rings.iter().zip(&ring_colors) {
                    context.layer();
                    polygon(context, &axes.ring(&ring.shares), *color);
                }
            });
        plot.render(area, canvas.buffer());
        self.draw_labels(canvas, area, axes);
    }

    fn paint_grid(&self, context: &mut Context<'_>, axes: RadarAxes, color: Color) {
        for share in &self.grid {
            polygon(context, &axes.even_ring(*share), color);
        }
        for end in axes.ends() {
            line(context, RadarAxes::CENTRE, end, color);
        }
    }

    fn draw_labels(&self, canvas: &mut Canvas<'_>, area: Rect, axes: RadarAxes) {
        let extent = RadarAxes::EXTENT;
        for (label, centre) in self.labels.iter().zip(axes.labels()) {
            let width = u16::try_from(measure(label)).unwrap_or(1);
            let column = cell((centre.x + extent) / (2.0 * extent), area.width).saturating_sub(width / 2);
            let row = cell((extent - centre.y) / (2.0 * extent), area.height);
            let place = Rect {
                x: area.x + column.min(area.width.saturating_sub(width)),
                y: area.y + row,
                width,
                height: 1,
            };
            let style = canvas.style(Role::Muted);
            canvas.line(place, &[(label, style)], Align::Centre);
        }
    }
}

/// The cell at `share` of `length` cells, from 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share from 0 to 1 of a u16 fits a u16"
)]
fn cell(share: f64, length: u16) -> u16 {
    ((share * f64::from(length)) as u16).min(length.saturating_sub(1))
}

/// The largest area in the middle that looks square, because a cell is twice as high as wide.
fn square(area: Rect) -> Rect {
    let width = area.width.min(area.height.saturating_mul(2));
    let height = (width / 2).min(area.height);
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

fn polygon(context: &mut Context<'_>, ring: &[ChartPoint], color: Color) {
    for (from, to) in sides(ring) {
        line(context, from, to, color);
    }
}

fn line(context: &mut Context<'_>, from: ChartPoint, to: ChartPoint, color: Color) {
    context.draw(&Line { x1: from.x, y1: from.y, x2: to.x, y2: to.y, color });
}
