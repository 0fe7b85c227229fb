//! Wrapped text in rows, some of which can be selected: a question with its levels, a list of reasons, a help page.

use std::ops::Range;
use std::rc::Rc;

use ratatui::{
    layout::{Position, Rect},
    style::Style,
};

use super::{Canvas, FieldRoom, TextField, Viewport, base_of};
use crate::bidi::{Direction, Paragraph};
use crate::theme::Role;
use crate::tui::remembered::Cached;

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
    typed: Option<Typed>,
}

/// What a row needs to show of a field beside its text.
#[derive(Debug, Clone)]
struct Typed {
    caret: Option<usize>,
    selection: Range<usize>,
    room: Rc<FieldRoom>,
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

    /// A row that holds the text of a field and nothing else beside marker and aside.
    pub fn field(field: &TextField, role: Role) -> Self {
        let typed = Typed { caret: None, selection: 0..0, room: field.room() };
        Self { typed: Some(typed), ..Self::text(field.text(), role) }
    }

    /// A row with the field that takes what is typed: its caret and what is selected in it are shown.
    pub fn focused_field(field: &TextField, role: Role) -> Self {
        let typed = Typed { caret: Some(field.caret()), selection: field.selection(), room: field.room() };
        Self { typed: Some(typed), ..Self::text(field.text(), role) }
    }

    /// The same as a row that can be selected.
    #[must_use]
    pub fn chosen(mut self) -> Self {
        self.choice = true;
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
    laid: Cached<(u16, Direction), Vec<Laid>>,
}

/// A row laid out for a width.
struct Laid {
    paragraph: Paragraph,
    lines: Vec<Range<usize>>,
    start: usize,
}

/// A row with its layout.
struct LaidRow<'a> {
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
        self.laid = Cached::default();
    }

    /// How many rows can be selected.
    pub fn choices(&self) -> usize {
        self.rows.iter().filter(|row| row.choice).count()
    }

    /// All rows as text, a line for each.
    pub fn said(&self) -> String {
        let rows: Vec<String> = self.rows.iter().map(Row::said).collect();
        rows.join("\n").trim().to_owned()
    }

    /// A row that can be selected as text, with those below it that are further in and belong to it.
    pub fn said_of(&self, choice: usize) -> Option<String> {
        let (start, row) = self.rows.iter().enumerate().filter(|(_, row)| row.choice).nth(choice)?;
        let belongs = |other: &&Row| !other.choice && other.indent > row.indent;
        let below = self.rows.iter().skip(start + 1).take_while(belongs).map(Row::said);
        Some([row.said()].into_iter().chain(below).collect::<Vec<_>>().join("\n"))
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
        let placed = || self.rows.iter().zip(laid.iter()).map(|(row, laid)| LaidRow { row, laid });
        let total = laid.last().map_or(0, |row| row.start + row.lines.len());
        let selected = placed().filter(|placed| placed.row.choice).nth(view.cursor());
        let selected = selected.map(|placed| placed.laid.start..placed.laid.start + placed.laid.lines.len());
        let shown = placed().find_map(|placed| placed.caret_line()).or(selected.clone());
        let offset = view.offset_for(shown, total, usize::from(area.height));
        let body = canvas.direction().mirror(Rect { width, ..area }, area);
        for typed in self.rows.iter().filter_map(|row| row.typed.as_ref()) {
            typed.room.lines.set(usize::from(area.height));
        }
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
                .saturating_sub(row.aside_width(width) + u16::from(row.typed.is_some()));
            if let Some(typed) = &row.typed {
                typed.room.columns.set(usize::from(room));
            }
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

    fn caret(&self) -> Option<usize> {
        self.typed.as_ref()?.caret
    }

    /// The row as one line of text.
    fn said(&self) -> String {
        let text: String = self.pieces.iter().map(|(text, _)| text.as_str()).collect();
        let marker = self.marker.iter().map(|(marker, _)| marker.clone());
        let aside = self.aside.iter().filter(|(aside, _)| !aside.is_empty());
        let parts = marker.chain([text]).filter(|part| !part.is_empty());
        let said = parts.collect::<Vec<_>>().join(" ");
        aside.fold(said, |said, (aside, _)| format!("{said} · {aside}"))
    }
}

impl LaidRow<'_> {
    /// The line that the caret stands on, among the lines of all rows.
    fn caret_line(&self) -> Option<Range<usize>> {
        let line = self.laid.start + self.laid.paragraph.line_of(&self.laid.lines, self.row.caret()?);
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
            let place = Rect { y, height: 1, ..area };
            let role = if self.row.typed.is_some() { Role::FieldFocused } else { Role::Selected };
            // What is selected in a field is drawn over the look of the field itself.
            if chosen && self.row.typed.is_some() {
                canvas.fill(place, role);
            }
            self.draw_line(canvas, place, number, line.clone());
            if chosen && self.row.typed.is_none() {
                canvas.fill(place, role);
            }
            if chosen && number == 0 {
                let first = canvas.direction().mirror(Rect { width: 1, ..place }, area);
                let pointer = canvas.pointer();
                canvas.text(first, pointer, role);
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
        canvas.wrapped_line(place, &self.laid.paragraph, line.clone());
        self.draw_typing(canvas, place, number, line);
    }

    /// The caret and what is selected, over the text of a line.
    fn draw_typing(&self, canvas: &mut Canvas<'_>, place: Rect, number: usize, line: Range<usize>) {
        let Some(typed) = &self.row.typed else { return };
        let paragraph = &self.laid.paragraph;
        // The free cell of the caret lies behind the text: left of a right-to-left line.
        let free = u16::from(paragraph.is_rtl());
        let left = match canvas.direction() {
            Direction::LeftToRight => place.x.saturating_sub(free),
            Direction::RightToLeft => {
                let width = u16::try_from(paragraph.width(line.clone())).unwrap_or_default();
                place.right().saturating_sub(width + free)
            }
        };
        let cell = |column: usize| left.saturating_add(u16::try_from(column).unwrap_or_default());
        for run in paragraph.selected_in(line.clone(), &typed.selection) {
            let (start, end) = (cell(run.start), cell(run.end));
            canvas.fill(Rect { x: start, width: end - start, ..place }, Role::Selection);
        }
        if let Some(byte) = typed.caret.filter(|byte| paragraph.line_of(&self.laid.lines, *byte) == number) {
            canvas.set_caret(Position { x: cell(paragraph.caret_in(line, byte).column), y: place.y });
        }
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
