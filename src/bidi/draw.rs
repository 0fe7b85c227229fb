//! Visual rows into the cells of a ratatui buffer. Nothing is written outside the area asked for, nor outside the
//! buffer; an area without cells is an area where nothing happens.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::layout::Direction;
use super::order::{Base, has_letter};
use super::paragraph::Paragraph;
use super::whole::ELLIPSIS;

/// Where a line stands in its area.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Align {
    /// Where reading begins: on the left, on the right of a right-to-left screen.
    #[default]
    Start,
    /// In the middle; an odd cell remains on the right.
    Centre,
    /// Where reading ends.
    End,
}

/// Draws a text on the first row of `area`, cut with an ellipsis when it is too long, and returns the cells it took.
/// Styles are laid over what the cells had, so a background drawn before remains.
pub fn draw_line(
    buffer: &mut Buffer,
    area: Rect,
    spans: &[(&str, Style)],
    base: Base,
    align: Align,
    direction: Direction,
) -> u16 {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return 0;
    }
    let paragraph = Paragraph::new(spans, base_of(spans, base, direction));
    let (range, cut) = paragraph.fit(usize::from(area.width));
    let cells = cells(paragraph.width(range.clone()) + usize::from(cut));
    let free = area.width.saturating_sub(cells);
    let left = match (align, direction) {
        (Align::Start, Direction::LeftToRight) | (Align::End, Direction::RightToLeft) => 0,
        (Align::Centre, _) => free / 2,
        (Align::End, Direction::LeftToRight) | (Align::Start, Direction::RightToLeft) => free,
    };
    let row = Rect { x: area.x + left, width: area.width - left, height: 1, ..area };
    draw_clusters(buffer, row, &paragraph, range, cut);
    cells
}

/// Draws a wrapped text from its line `scroll` on, and returns how many lines it has in all. Its lines begin on the
/// side where the text itself begins: an English paragraph on an Arabic screen stays on the left. With [`Base::Auto`]
/// a text without any letter follows the screen.
pub fn draw_paragraph(
    buffer: &mut Buffer,
    area: Rect,
    spans: &[(&str, Style)],
    base: Base,
    scroll: usize,
    direction: Direction,
) -> usize {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return 0;
    }
    let paragraph = Paragraph::new(spans, base_of(spans, base, direction));
    let lines = paragraph.wrap(usize::from(area.width));
    for (line, y) in lines.iter().skip(scroll).zip(area.top()..area.bottom()) {
        let free = area.width.saturating_sub(cells(paragraph.width(line.clone())));
        let left = if paragraph.is_rtl() { free } else { 0 };
        let row = Rect { x: area.x + left, y, width: area.width - left, height: 1 };
        draw_clusters(buffer, row, &paragraph, line.clone(), false);
    }
    lines.len()
}

/// Draws one line of a wrapped paragraph where the screen's reading begins; `line` is one of [`Paragraph::wrap`].
pub fn draw_wrapped_line(
    buffer: &mut Buffer,
    area: Rect,
    paragraph: &Paragraph,
    line: Range<usize>,
    direction: Direction,
) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let free = area.width.saturating_sub(cells(paragraph.width(line.clone())));
    let left = if direction == Direction::RightToLeft { free } else { 0 };
    let row = Rect { x: area.x + left, width: area.width - left, height: 1, ..area };
    draw_clusters(buffer, row, paragraph, line, false);
}

/// Draws one line of a paragraph from the left end of `row` on, as far as the row goes; with `cut` an ellipsis on the
/// side where the text ends.
fn draw_clusters(buffer: &mut Buffer, row: Rect, paragraph: &Paragraph, line: Range<usize>, cut: bool) {
    let order = paragraph.visual(line);
    let ends_left = paragraph.is_rtl();
    let style_at_end = if ends_left { order.first() } else { order.last() };
    let style_at_end = style_at_end.map_or_else(Style::default, |placed| paragraph.style_of(*placed));
    let mut pen = Pen { buffer, x: row.x, y: row.y, right: row.right(), symbol: String::new() };
    if cut && ends_left {
        pen.put(ELLIPSIS, "", 1, style_at_end);
    }
    for placed in order {
        let (base, marks) = paragraph.symbol(placed);
        pen.put(base, marks, paragraph.cells_of(placed), paragraph.style_of(placed));
    }
    if cut && !ends_left {
        pen.put(ELLIPSIS, "", 1, style_at_end);
    }
}

/// Writes symbols from left to right into one row.
struct Pen<'buffer> {
    buffer: &'buffer mut Buffer,
    x: u16,
    y: u16,
    right: u16,
    symbol: String,
}

impl Pen<'_> {
    /// A symbol that does not fit the rest of the row leaves it blank.
    fn put(&mut self, base: char, marks: &str, width: u16, style: Style) {
        let fits = self.x.saturating_add(width) <= self.right;
        for column in 0..width {
            if self.x >= self.right {
                return;
            }
            let Some(cell) = self.buffer.cell_mut((self.x, self.y)) else { return };
            cell.set_style(style);
            if fits && column == 0 && marks.is_empty() {
                cell.set_char(base);
            } else if fits && column == 0 {
                self.symbol.clear();
                self.symbol.push(base);
                self.symbol.push_str(marks);
                cell.set_symbol(&self.symbol);
            } else {
                cell.set_char(' ');
            }
            self.x += 1;
        }
    }
}

fn base_of(spans: &[(&str, Style)], base: Base, direction: Direction) -> Base {
    let follows_screen = base == Base::Auto && !spans.iter().any(|(text, _)| has_letter(text));
    if follows_screen { direction.base() } else { base }
}

fn cells(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}
