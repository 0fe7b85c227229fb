//! Drawing for screens: text, frames, gauges and columns that follow the reading direction.
//!
//! All visible text goes through a canvas, so that no text reaches the buffer unshaped and no layout starts from the
//! wrong side.

use std::ops::Range;

use ratatui::{
    buffer::{Buffer, Cell},
    layout::{Position, Rect},
    style::{Color, Style},
    widgets::Block,
};

use crate::bidi::{self, Align, Base, ColumnWidth, Direction, Paragraph, Presentation};
use crate::report::chart::bar::Bar;
use crate::theme::{Role, Theme};
use crate::tui::frame::Sample;

/// A part of a line with one style.
pub type StyledText<'a> = (&'a str, Style);

/// A part of a screen as it was drawn, to be put there again.
pub struct Picture(Buffer);

/// A bar on a scale. All figures are shares from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gauge {
    /// What is surely reached.
    pub reached: f64,
    /// The highest that is possible.
    pub possible: f64,
    /// The target, if there is one.
    pub target: Option<f64>,
    /// Role of the reached and the possible part.
    pub role: Role,
}

impl Gauge {
    /// A bar of a share that is sure, without a target.
    pub fn filled(share: f64) -> Self {
        Self { reached: share, possible: share, target: None, role: Role::GaugeFilled }
    }
}

/// A buffer with the direction and theme of the interface.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    direction: Direction,
    theme: &'a Theme,
    caret: Option<Position>,
    presentation: Presentation,
    samples: Vec<Sample>,
}

impl<'a> Canvas<'a> {
    /// Draws into `buffer` in a reading direction and with a theme.
    pub fn new(buffer: &'a mut Buffer, direction: Direction, theme: &'a Theme) -> Self {
        let presentation = Presentation::default();
        Self { buffer, direction, theme, caret: None, presentation, samples: Vec::new() }
    }

    /// The same canvas with other digits and vowel signs.
    #[must_use]
    pub fn presented(self, presentation: Presentation) -> Self {
        Self { presentation, ..self }
    }

    /// How digits and vowel signs are drawn.
    pub fn presentation(&self) -> Presentation {
        self.presentation
    }

    /// The area of the whole buffer.
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// The buffer itself, for widgets without text and direction.
    pub fn buffer(&mut self) -> &mut Buffer {
        self.buffer
    }

    /// Reading direction of the interface.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Style of a role in the theme.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Position of the caret. `None` if no field has the focus.
    pub fn caret(&self) -> Option<Position> {
        self.caret
    }

    /// Places the caret. Only the last call in a frame counts.
    pub fn set_caret(&mut self, position: Position) {
        self.caret = Some(position);
    }

    /// Sets the style of every cell of an area and keeps the text.
    pub fn fill(&mut self, area: Rect, role: Role) {
        let style = self.style(role);
        self.cells(area).for_each(|cell| _ = cell.set_style(style));
    }

    /// Marks a row as selected. What can be read on its ground keeps its colour.
    pub fn select(&mut self, area: Rect) {
        let theme = self.theme;
        // Neighbours mostly have one colour, and to compute its contrast takes longer than all else about a cell.
        let mut last: Option<(Color, Style)> = None;
        for cell in self.cells(area) {
            let known = last.filter(|(ink, _)| *ink == cell.fg);
            let (ink, style) = known.unwrap_or_else(|| (cell.fg, theme.selected(cell.fg)));
            last = Some((ink, style));
            cell.set_style(style);
        }
    }

    /// The cells of the part of an area that is on the screen. Much of a key's time is spent on whole areas, and to look
    /// each cell up by its place takes several times longer.
    fn cells(&mut self, area: Rect) -> impl Iterator<Item = &mut Cell> {
        let screen = self.buffer.area;
        let area = area.intersection(screen);
        let left = usize::from(area.x - screen.x);
        let columns = left..left + usize::from(area.width);
        let rows = self.buffer.content.chunks_mut(usize::from(screen.width).max(1));
        let rows = rows.skip(usize::from(area.y - screen.y)).take(usize::from(area.height));
        rows.filter_map(move |row| row.get_mut(columns.clone())).flatten()
    }

    /// Erases an area and sets its style.
    pub fn clear(&mut self, area: Rect, role: Role) {
        let mut blank = Cell::EMPTY;
        blank.set_style(self.style(role));
        let Cell { fg, bg, modifier, .. } = blank;
        // The whole screen is erased with every frame, and to copy a cell with its text takes three times as long.
        for cell in self.cells(area) {
            cell.reset();
            (cell.fg, cell.bg, cell.modifier) = (fg, bg, modifier);
        }
    }

    /// What is drawn in an area, apart from this canvas.
    pub fn picture(&self, area: Rect, draw: impl FnOnce(&mut Canvas<'_>)) -> Picture {
        let mut buffer = Buffer::empty(area);
        let mut canvas = Canvas::new(&mut buffer, self.direction, self.theme).presented(self.presentation);
        canvas.fill(area, Role::Text);
        draw(&mut canvas);
        Picture(buffer)
    }

    /// Puts a picture where it was drawn.
    pub fn put(&mut self, picture: &Picture) {
        for (cell, drawn) in self.cells(picture.0.area).zip(&picture.0.content) {
            cell.clone_from(drawn);
        }
    }

    /// Hides the caret and all samples, because an overlay is drawn over them.
    pub fn cover(&mut self) {
        self.caret = None;
        self.samples.clear();
    }

    /// Has a row of the screen sent through its own adapter.
    pub fn sample(&mut self, sample: Sample) {
        self.samples.push(sample);
    }

    /// The rows to be sent through their own adapters. Leaves none behind.
    pub fn take_samples(&mut self) -> Vec<Sample> {
        std::mem::take(&mut self.samples)
    }

    /// Splits an area into columns, in reading order.
    pub fn columns<const N: usize>(&self, area: Rect, widths: [ColumnWidth; N]) -> [Rect; N] {
        self.direction.columns(area, widths)
    }

    /// Draws one line of a wrapped paragraph on the side where it is read from.
    pub fn wrapped_line(&mut self, area: Rect, paragraph: &Paragraph, line: Range<usize>) {
        bidi::draw_wrapped_line(self.buffer, area, paragraph, line, self.direction);
    }

    /// Draws one line at the top of the area, cut with an ellipsis if it does not fit.
    pub fn line(&mut self, area: Rect, pieces: &[StyledText<'_>], align: Align) {
        let base = match pieces {
            [_] => Base::Own(self.direction),
            // A key and its name, and the like: the parts are the interface's.
            _ => self.direction.base(),
        };
        self.line_of(area, pieces, base, align);
    }

    /// Draws one line in a given direction, cut with an ellipsis if it does not fit.
    pub fn line_of(&mut self, area: Rect, pieces: &[StyledText<'_>], base: Base, align: Align) {
        bidi::draw_line(self.buffer, area, pieces, base, align, self.direction, self.presentation);
    }

    /// Draws one line in one role at the start of the area.
    pub fn text(&mut self, area: Rect, text: &str, role: Role) {
        let style = self.style(role);
        self.line(area, &[(text, style)], Align::Start);
    }

    /// Draws a sign at the start of the area in the direction of the interface, not of its letters. Signs below each
    /// other must be aligned alike.
    pub fn sign(&mut self, area: Rect, sign: &str, role: Role) {
        let style = self.style(role);
        self.line_of(area, &[(sign, style)], self.direction.base(), Align::Start);
    }

    /// Draws one line in one role at the end of the area.
    pub fn text_end(&mut self, area: Rect, text: &str, role: Role) {
        let style = self.style(role);
        self.line(area, &[(text, style)], Align::End);
    }

    /// Draws wrapped text from line `scroll` on. Returns the number of all lines.
    pub fn paragraph(&mut self, area: Rect, text: &str, role: Role, scroll: usize) -> usize {
        let style = self.style(role);
        let base = Base::Own(self.direction);
        bidi::draw_paragraph(self.buffer, area, &[(text, style)], base, scroll, self.presentation)
    }

    /// Draws the heading of a part of a screen. Returns the area below it, with a blank column on each side.
    pub fn section(&mut self, area: Rect, heading: &str, role: Role) -> Rect {
        let below = body(area);
        self.text(Rect { y: area.y, height: below.y - area.y, ..below }, heading, role);
        below
    }

    /// Draws a rounded frame with a title. Returns the area inside, which leaves a blank column on each side.
    fn frame(&mut self, area: Rect, title: &str, role: Role) -> Rect {
        self.border(area, role);
        let inner = Block::bordered().inner(area);
        if !title.is_empty() {
            let room = Rect { x: area.x + 2, y: area.y, width: area.width.saturating_sub(4), height: 1 };
            let title = format!(" {title} ");
            let heading = self.style(Role::Heading);
            self.line(room, &[(&title, heading)], Align::Start);
        }
        Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
    }

    /// Draws a rounded line along the inside of an area.
    fn border(&mut self, area: Rect, role: Role) {
        let style = self.style(role);
        let (last_column, last_row) = (area.width.saturating_sub(1), area.height.saturating_sub(1));
        let row = |y: u16| Rect { y: area.y + y, height: area.height.min(1), ..area };
        let column = |x: u16| Rect { x: area.x + x, width: area.width.min(1), ..area };
        let corner = |x: u16, y: u16| row(y).intersection(column(x));
        for (place, symbol) in [
            (column(0), "│"),
            (column(last_column), "│"),
            (row(0), "─"),
            (row(last_row), "─"),
            (corner(0, 0), "╭"),
            (corner(last_column, 0), "╮"),
            (corner(0, last_row), "╰"),
            (corner(last_column, last_row), "╯"),
        ] {
            self.cells(place).for_each(|cell| _ = cell.set_symbol(symbol).set_style(style));
        }
    }

    /// Draws a frame in the middle of the screen over everything else. Returns the area inside.
    pub fn dialog(&mut self, width: u16, height: u16, title: &str) -> Rect {
        let screen = self.area();
        let (width, height) =
            (width.min(screen.width.saturating_sub(2)), height.min(screen.height.saturating_sub(2)));
        let y = screen.y + (screen.height - height).div_ceil(2);
        self.dialog_in(Rect { y, width, height, ..screen }, title)
    }

    /// Draws a frame at the end of an area over everything else. Returns the area inside.
    pub fn dialog_below(&mut self, area: Rect, width: u16, height: u16, title: &str) -> Rect {
        let (width, height) = (width.min(area.width), height.min(area.height));
        self.dialog_in(Rect { x: area.x, y: area.bottom() - height, width, height }, title)
    }

    /// Draws a frame in the middle of the width of the screen.
    fn dialog_in(&mut self, area: Rect, title: &str) -> Rect {
        let screen = self.area();
        let area = Rect { x: screen.x + (screen.width - area.width).div_ceil(2), ..area };
        self.clear(area, Role::Dialog);
        self.frame(area, title, Role::BorderFocused)
    }

    /// Draws a bar that fills in the reading direction: solid as far as it is sure, broken as far as it is possible, with a
    /// mark at the target.
    pub fn gauge(&mut self, area: Rect, gauge: Gauge) {
        let bar = Bar::new(gauge.reached, gauge.possible, gauge.target, area.width);
        for step in 0..area.width {
            let cell = Rect { x: area.x + step, y: area.y, width: 1, height: 1 };
            let cell = self.direction.mirror(cell, area);
            let (symbol, role) = match bar.mark {
                Some(mark) if mark == step => ("┃", Role::Target),
                _ if step < bar.filled => ("━", gauge.role),
                _ if step < bar.possible => ("╍", gauge.role),
                _ => ("─", Role::GaugeEmpty),
            };
            let style = self.style(role);
            if let Some(target) = self.buffer.cell_mut((cell.x, cell.y)) {
                target.set_symbol(symbol).set_style(style);
            }
        }
    }

    /// Draws a scrollbar at the end of an area: which of `total` lines are visible. Draws nothing if all fit. Returns where
    /// it is.
    pub fn scrollbar(&mut self, area: Rect, offset: usize, total: usize) -> Option<Rect> {
        let visible = usize::from(area.height);
        if visible == 0 || total <= visible {
            return None;
        }
        let edge = Rect { x: area.right().saturating_sub(1), width: 1, ..area };
        let edge = self.direction.mirror(edge, area);
        let length = (visible * visible / total).max(1);
        let travel = visible - length;
        let start = (offset * travel).div_ceil(total - visible).min(travel);
        for row in 0..visible {
            let inside = (start..start + length).contains(&row);
            let (symbol, role) = if inside { ("█", Role::Border) } else { ("│", Role::GaugeEmpty) };
            let style = self.style(role);
            let y = edge.y + u16::try_from(row).unwrap_or_default();
            if let Some(cell) = self.buffer.cell_mut((edge.x, y)) {
                cell.set_symbol(symbol).set_style(style);
            }
        }
        Some(edge)
    }

    /// The sign that points in the reading direction, next to a selected row and between the parts of a path.
    pub fn pointer(&self) -> &'static str {
        pointer(self.direction)
    }
}

/// The area of a screen below a blank row, with a blank column on each side.
pub fn body(area: Rect) -> Rect {
    let above = area.height.min(1);
    Rect {
        x: area.x + 1,
        y: area.y + above,
        width: area.width.saturating_sub(2),
        height: area.height - above,
    }
}

/// The sign that points in a reading direction.
pub fn pointer(direction: Direction) -> &'static str {
    match direction {
        Direction::LeftToRight => "▸",
        Direction::RightToLeft => "◂",
    }
}

/// The sign of an answer that nobody knows.
pub fn unknown_sign(direction: Direction) -> &'static str {
    match direction {
        Direction::LeftToRight => "?",
        Direction::RightToLeft => "؟",
    }
}

/// The sign of what follows from the lines above it.
pub fn result_sign(direction: Direction) -> &'static str {
    match direction {
        Direction::LeftToRight => "⇒",
        Direction::RightToLeft => "⇐",
    }
}
