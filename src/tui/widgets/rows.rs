//! Wrapped text in rows, some of which can be selected: a question with its levels, a list of reasons, a help page.

use std::ops::Range;
use std::rc::Rc;

use ratatui::{
    layout::{Position, Rect},
    style::Style,
};

use super::{Canvas, Viewport, base_of};
use crate::bidi::{Direction, Paragraph};
use crate::theme::Role;
use crate::tui::remembered::Remembered;

/// Columns left free at the start of every row for the pointer.
const POINTER: u16 = 2;

/// Columns kept free at the end for a scrollbar and a gap before it.
const SCROLLBAR: u16 = 2;

/// Columns kept free before an aside.
const ASIDE_GAP: u16 = 2;

/// A piece of wrapped text.
#[derive(Debug, Clone, Default)]
pub struct Row {
    marker: Option<(String, Role)>,
    pieces: Vec<(String, Role)>,
    aside: Option<(String, Role)>,
    indent: u16,
    choice: bool,
    caret: Option<usize>,
}

impl Row {
    /// A row of one role.
    pub fn text(text: impl Into<String>, role: Role) -> Self {
        Self { pieces: vec![(text.into(), role)], ..Self::default() }
    }

    /// An empty line.
    pub fn blank() -> Self {
        Self::default()
    }

    /// A row that can be selected.
    pub fn choice(text: impl Into<String>, role: Role) -> Self {
        Self { choice: true, ..Self::text(text, role) }
    }

    /// More text on the same row, in its own role.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, role: Role) -> Self {
        self.pieces.push((text.into(), role));
        self
    }

    /// A sign before the text: a digit, a bullet, a check mark. Wrapped lines stay clear of it.
    #[must_use]
    pub fn marked(mut self, marker: impl Into<String>, role: Role) -> Self {
        self.marker = Some((marker.into(), role));
        self
    }

    /// A word at the far end of the first line.
    #[must_use]
    pub fn aside(mut self, text: impl Into<String>, role: Role) -> Self {
        self.aside = Some((text.into(), role));
        self
    }

    /// Shows the caret before this byte of the row's whole text.
    #[must_use]
    pub fn with_caret(mut self, byte: usize) -> Self {
        self.caret = Some(byte);
        self
    }

    /// Columns further in.
    #[must_use]
    pub fn indented(mut self, columns: u16) -> Self {
        self.indent = columns;
        self
    }
}

/// Rows under one another. Rows that are kept from frame to frame are laid out once for a width; whoever keeps them
/// makes them anew when language or theme change.
#[derive(Default)]
pub struct Rows {
    rows: Vec<Row>,
    laid: Remembered<(u16, Direction), Vec<Laid>>,
}

/// A row laid out for a width.
struct Laid {
    paragraph: Paragraph,
    lines: Vec<Range<usize>>,
    start: usize,
}

/// A row with its layout.
struct Placed<'a> {
    row: &'a Row,
    laid: &'a Laid,
}

impl Rows {
    /// No rows yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row.
    pub fn push(&mut self, row: Row) {
        self.rows.push(row);
        self.laid = Remembered::default();
    }

    /// How many rows can be selected.
    pub fn choices(&self) -> usize {
        self.rows.iter().filter(|row| row.choice).count()
    }

    /// How many lines the rows take in an area of this width.
    pub fn height(&self, canvas: &Canvas<'_>, width: u16) -> usize {
        self.lay_out(canvas, width.saturating_sub(SCROLLBAR))
            .last()
            .map_or(0, |laid| laid.start + laid.lines.len())
    }

    /// Draws the part that the view shows, with a scrollbar where not all fits.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, view: &Viewport) {
        let width = area.width.saturating_sub(SCROLLBAR);
        let laid = self.lay_out(canvas, width);
        let placed = || self.rows.iter().zip(laid.iter()).map(|(row, laid)| Placed { row, laid });
        let total = laid.last().map_or(0, |row| row.start + row.lines.len());
        let selected = placed().filter(|placed| placed.row.choice).nth(view.cursor());
        let selected = selected.map(|placed| placed.laid.start..placed.laid.start + placed.laid.lines.len());
        let shown = placed().find_map(|placed| placed.caret_line()).or(selected.clone());
        let offset = view.offset_for(shown, total, usize::from(area.height));
        let body = canvas.direction().mirror(Rect { width, ..area }, area);
        for placed in placed() {
            let chosen = selected.as_ref().is_some_and(|lines| lines.start == placed.laid.start);
            placed.draw(canvas, body, offset, chosen && placed.row.choice);
        }
        canvas.scrollbar(area, offset, total);
    }

    fn lay_out(&self, canvas: &Canvas<'_>, width: u16) -> Rc<Vec<Laid>> {
        self.laid.get((width, canvas.direction()), || self.lay_out_anew(canvas, width))
    }

    fn lay_out_anew(&self, canvas: &Canvas<'_>, width: u16) -> Vec<Laid> {
        let mut start = 0;
        let lay_out = |row: &Row| {
            let text: String = row.pieces.iter().map(|(text, _)| text.as_str()).collect();
            let base = base_of(&text, canvas.direction());
            let pieces: Vec<(&str, Style)> =
                row.pieces.iter().map(|(text, role)| (text.as_str(), canvas.style(*role))).collect();
            let paragraph = Paragraph::presented(&pieces, base, canvas.presentation());
            let room = width
                .saturating_sub(row.before())
                .saturating_sub(row.aside_width(width) + u16::from(row.caret.is_some()));
            let mut lines = paragraph.wrap(usize::from(room));
            if lines.is_empty() {
                lines.push(0..0);
            }
            let laid = Laid { paragraph, lines, start };
            start += laid.lines.len();
            laid
        };
        self.rows.iter().map(lay_out).collect()
    }
}

impl Row {
    fn marker_width(&self) -> u16 {
        self.marker.as_ref().map_or(0, |(marker, _)| columns(marker) + 1)
    }

    /// The columns of the aside and the gap before it: at most half of a row, so that its text keeps some room.
    fn aside_width(&self, width: u16) -> u16 {
        self.aside.as_ref().map_or(0, |(aside, _)| columns(aside).saturating_add(ASIDE_GAP).min(width / 2))
    }

    fn before(&self) -> u16 {
        POINTER + self.indent + self.marker_width()
    }
}

impl Placed<'_> {
    /// The line that the caret stands on, among the lines of all rows.
    fn caret_line(&self) -> Option<Range<usize>> {
        let line = self.laid.start + self.laid.paragraph.line_of(&self.laid.lines, self.row.caret?);
        Some(line..line + 1)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, offset: usize, chosen: bool) {
        let visible = offset..offset + usize::from(area.height);
        for (number, line) in self.laid.lines.iter().enumerate() {
            let at = self.laid.start + number;
            if !visible.contains(&at) {
                continue;
            }
            let y = area.y + u16::try_from(at - offset).unwrap_or_default();
            self.draw_line(canvas, Rect { y, height: 1, ..area }, number, line.clone());
            if chosen {
                canvas.fill(Rect { y, height: 1, ..area }, Role::Selected);
                if number == 0 {
                    let place = canvas.direction().mirror(Rect { y, width: 1, height: 1, ..area }, area);
                    let pointer = canvas.pointer();
                    canvas.text(place, pointer, Role::Selected);
                }
            }
        }
    }

    fn draw_line(&self, canvas: &mut Canvas<'_>, area: Rect, number: usize, line: Range<usize>) {
        let before = POINTER + self.row.indent;
        let marker_width = self.row.marker_width();
        if let (0, Some((marker, role))) = (number, &self.row.marker) {
            let place = Rect { x: area.x + before, width: marker_width, ..area };
            let place = canvas.direction().mirror(place, area);
            canvas.sign(place, marker, *role);
        }
        if let (0, Some((aside, role))) = (number, &self.row.aside) {
            let width = self.row.aside_width(area.width).saturating_sub(ASIDE_GAP);
            let place = Rect { x: area.right().saturating_sub(width), width, ..area };
            let place = canvas.direction().mirror(place, area);
            canvas.text_end(place, aside, *role);
        }
        let x = self.row.before();
        let place = Rect { x: area.x + x, width: area.width.saturating_sub(x), ..area };
        let place = canvas.direction().mirror(place, area);
        if let Some(byte) =
            self.row.caret.filter(|byte| self.laid.paragraph.line_of(&self.laid.lines, *byte) == number)
        {
            let caret = self.laid.paragraph.caret_in(line.clone(), byte);
            let offset = u16::try_from(caret.column).unwrap_or_default();
            let columns = u16::try_from(caret.columns).unwrap_or_default();
            // The free cell of the caret lies behind the text: left of a right-to-left line.
            let left = match (canvas.direction(), self.laid.paragraph.is_rtl()) {
                (Direction::LeftToRight, false) => place.x,
                (Direction::LeftToRight, true) => place.x.saturating_sub(1),
                (Direction::RightToLeft, true) => place.right().saturating_sub(columns),
                (Direction::RightToLeft, false) => place.right().saturating_sub(columns.saturating_sub(1)),
            };
            canvas.set_caret(Position { x: left + offset, y: place.y });
        }
        canvas.wrapped_line(place, &self.laid.paragraph, line);
    }
}

fn columns(text: &str) -> u16 {
    u16::try_from(crate::bidi::measure(text)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::theme::ThemeLibrary;

    #[test]
    fn a_long_aside_leaves_room_for_the_text() {
        let theme = ThemeLibrary::bundled().load("dark").unwrap().clone();
        for direction in [Direction::LeftToRight, Direction::RightToLeft] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 3));
            let area = buffer.area;
            let mut rows = Rows::new();
            rows.push(
                Row::text("Publish", Role::Text)
                    .aside("a department with a long name ".repeat(9), Role::Muted),
            );
            rows.draw(&mut Canvas::new(&mut buffer, direction, &theme), area, &Viewport::default());
            let first: String = (0..40).map(|x| buffer[(x, 0)].symbol()).collect();
            assert!(first.contains("Publish"), "{first}");
            assert!(first.contains('…'), "{first}");
        }
    }
}
