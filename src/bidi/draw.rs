//! Draws visual rows into the cells of a ratatui buffer.
//!
//! It never writes outside the given area or the buffer, and an area without cells is valid and stays empty.

use std::ops::Range;
use std::slice;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::direction::Base;
use super::direction::Direction;
use super::paragraph::Paragraph;
use super::presentation::{Digits, Presentation};
use super::remembered_line::remembered_line;
use super::set_line::SetLine;

/// The alignment of a line in its area.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Align {
    /// On the side where reading begins: left, or right on a right-to-left screen.
    #[default]
    Start,
    /// In the middle; an odd cell is left on the right.
    Centre,
    /// On the side where reading ends.
    End,
    /// On the right in both directions: figures, so that their units are below each other.
    Right,
}

/// Draws a text on the first row of `area`, cut with an ellipsis if it is too long. Returns the cells it took. Styles
/// are merged into those of the cells, so that an earlier background is kept.
pub fn draw_line(
    buffer: &mut Buffer,
    area: Rect,
    spans: &[(&str, Style)],
    base: Base,
    align: Align,
    direction: Direction,
    presentation: Presentation,
) -> u16 {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return 0;
    }
    if let Some(width) = plain_width(spans, base, presentation).filter(|width| *width <= area.width) {
        draw_plain(buffer, place(area, width, align, direction), spans);
        return width;
    }
    let line = remembered_line(spans, base, presentation, area.width);
    let width = line.width();
    let style_of = |span: usize| spans.get(span).map_or_else(Style::default, |(_, style)| *style);
    Pen::new(buffer, place(area, width, align, direction)).put_line(&line, style_of);
    width
}

/// The row of an area for a line of `width` cells, from its first cell to the end of the area.
fn place(area: Rect, width: u16, align: Align, direction: Direction) -> Rect {
    let free = area.width.saturating_sub(width);
    let left = match (align, direction) {
        (Align::Start, Direction::LeftToRight) | (Align::End, Direction::RightToLeft) => 0,
        (Align::Centre, _) => free / 2,
        (Align::End, Direction::LeftToRight) | (Align::Start, Direction::RightToLeft) | (Align::Right, _) => {
            free
        }
    };
    Rect { x: area.x + left, width: area.width - left, height: 1, ..area }
}

/// The cells of a line that is drawn as it is written, one letter in each cell; `None` if it may need more work.
fn plain_width(spans: &[(&str, Style)], base: Base, presentation: Presentation) -> Option<u16> {
    let is_plain = |(text, _): &(&str, Style)| text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let plain = presentation.digits == Digits::Latin && spans.iter().all(is_plain);
    let has_letter = || spans.iter().any(|(text, _)| text.bytes().any(|byte| byte.is_ascii_alphabetic()));
    let begins_right = match base {
        Base::Ltr | Base::Own(Direction::LeftToRight) => false,
        Base::Rtl => true,
        Base::Own(Direction::RightToLeft) => !has_letter(),
    };
    (plain && !begins_right).then(|| cells(spans.iter().map(|(text, _)| text.len()).sum()))
}

fn draw_plain(buffer: &mut Buffer, row: Rect, spans: &[(&str, Style)]) {
    let mut pen = Pen::new(buffer, row);
    for (text, style) in spans {
        text.chars().for_each(|letter| pen.put_in(1, *style, |cell| _ = cell.set_char(letter)));
    }
}

/// Draws a wrapped text, starting with its line `scroll`. Returns its total number of lines. The lines of each of its
/// paragraphs begin on the side where the paragraph itself begins: an English one on an Arabic screen is on the left.
pub fn draw_paragraph(
    buffer: &mut Buffer,
    area: Rect,
    spans: &[(&str, Style)],
    base: Base,
    scroll: usize,
    presentation: Presentation,
) -> usize {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return 0;
    }
    let paragraph = Paragraph::presented(spans, base, presentation);
    let lines = paragraph.wrap(usize::from(area.width));
    for (line, y) in lines.iter().skip(scroll).zip(area.top()..area.bottom()) {
        let free = area.width.saturating_sub(cells(paragraph.width(line.clone())));
        let left = if paragraph.begins_right(line) { free } else { 0 };
        let row = Rect { x: area.x + left, y, width: area.width - left, height: 1 };
        Pen::new(buffer, row)
            .put_line(&paragraph.set_line(line.clone()), |span| paragraph.style_of_span(span));
    }
    lines.len()
}

/// Draws one line of a wrapped paragraph; `line` is one of [`Paragraph::wrap`], and [`Paragraph::free_before`] is its place.
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
    let left = cells(paragraph.free_before(&line, usize::from(area.width), direction));
    let row = Rect { x: area.x + left, width: area.width - left, height: 1, ..area };
    Pen::new(buffer, row).put_line(&paragraph.set_line(line), |span| paragraph.style_of_span(span));
}

/// Writes symbols into one row from left to right.
struct Pen<'buffer> {
    cells: slice::IterMut<'buffer, Cell>,
}

impl<'buffer> Pen<'buffer> {
    /// A pen at the left end of the first row of an area. What is outside the buffer is not drawn.
    fn new(buffer: &'buffer mut Buffer, row: Rect) -> Self {
        let row = row.intersection(buffer.area);
        let start = if row.is_empty() { 0 } else { buffer.index_of(row.x, row.y) };
        let cells = buffer.content.get_mut(start..start + usize::from(row.width)).unwrap_or_default();
        Self { cells: cells.iter_mut() }
    }

    /// Writes the symbols of a line in the styles of their spans.
    fn put_line(&mut self, line: &SetLine, style_of: impl Fn(usize) -> Style) {
        for symbol in line.symbols() {
            self.put_in(symbol.width, style_of(symbol.span), |cell| _ = cell.set_symbol(symbol.text));
        }
    }

    /// Writes into the next `width` cells. If they do not fit into the rest of the row, the rest is blank.
    fn put_in(&mut self, width: u16, style: Style, symbol: impl FnOnce(&mut Cell)) {
        let fits = usize::from(width) <= self.cells.len();
        let mut symbol = Some(symbol).filter(|_| fits);
        for cell in self.cells.by_ref().take(usize::from(width)) {
            cell.set_style(style);
            // Behind a wide symbol, where ratatui sends no cell, or in place of one that does not fit, is a blank.
            match symbol.take() {
                Some(symbol) => symbol(cell),
                None => _ = cell.set_char(' '),
            }
        }
    }
}

pub(super) fn cells(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::super::tests::unshaped;
    use super::super::{Figures, Tashkeel};
    use super::*;

    const PLAIN: Presentation =
        Presentation { digits: Digits::Latin, tashkeel: Tashkeel::Hidden, figures: Figures::Standard };

    const LEFT: Direction = Direction::LeftToRight;
    const RIGHT: Direction = Direction::RightToLeft;

    fn rows(buffer: &Buffer) -> Vec<String> {
        let row = |y| (buffer.area.left()..buffer.area.right()).map(move |x| buffer[(x, y)].symbol());
        (buffer.area.top()..buffer.area.bottom()).map(|y| unshaped(&row(y).collect::<String>())).collect()
    }

    fn line(text: &str, width: u16, align: Align, direction: Direction) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        let area = buffer.area;
        draw_line(&mut buffer, area, &[(text, Style::new())], Base::Own(direction), align, direction, PLAIN);
        rows(&buffer).concat()
    }

    #[test]
    fn a_line_begins_on_the_side_where_the_screen_begins() {
        assert_eq!(line("نص", 5, Align::Start, RIGHT), "   صن");
        assert_eq!(line("نص", 5, Align::End, RIGHT), "صن   ");
        assert_eq!(line("نص", 5, Align::Centre, RIGHT), " صن  ");
        assert_eq!(line("ab", 5, Align::Start, LEFT), "ab   ");
        assert_eq!(line("ab", 5, Align::End, LEFT), "   ab");
        assert_eq!(line("ab", 5, Align::Start, RIGHT), "   ab");
        assert_eq!([LEFT, RIGHT].map(|direction| line("12", 5, Align::Right, direction)), ["   12", "   12"]);
    }

    #[test]
    fn a_long_line_ends_with_an_ellipsis_where_its_text_ends() {
        assert_eq!(line("تقييم النضج", 8, Align::Start, RIGHT), "…ا مييقت");
        assert_eq!(line("assessment", 6, Align::Start, RIGHT), "asses…");
    }

    #[test]
    fn a_line_stays_inside_its_area_and_the_buffer() {
        let mut buffer = Buffer::empty(Rect::new(2, 1, 6, 3));
        let spans = [("abcdefghij", Style::new())];
        assert_eq!(
            draw_line(&mut buffer, Rect::new(4, 2, 3, 1), &spans, Base::Ltr, Align::Start, LEFT, PLAIN),
            3
        );
        assert_eq!(rows(&buffer), ["      ", "  ab… ", "      "]);
        for area in
            [Rect::new(6, 3, 50, 50), Rect::new(0, 0, 1, 1), Rect::new(3, 1, 0, 5), Rect::new(90, 9, 5, 5)]
        {
            draw_line(&mut buffer, area, &spans, Base::Rtl, Align::Centre, RIGHT, PLAIN);
            draw_paragraph(&mut buffer, area, &spans, Base::Rtl, 0, PLAIN);
        }
        assert_eq!(rows(&buffer), ["      ", "  ab… ", "    ab"]);
    }

    #[test]
    fn a_wide_symbol_that_does_not_fit_leaves_a_blank() {
        let mut buffer = Buffer::filled(Rect::new(0, 0, 2, 1), ratatui::buffer::Cell::new("x"));
        let spans = [("日", Style::new())];
        draw_paragraph(&mut buffer, Rect::new(0, 0, 1, 1), &spans, Base::Ltr, 0, PLAIN);
        assert_eq!(rows(&buffer), [" x"]);
        draw_paragraph(&mut buffer, Rect::new(0, 0, 2, 1), &spans, Base::Ltr, 0, PLAIN);
        assert_eq!(rows(&buffer), ["日 "]);
    }

    #[test]
    fn an_earlier_background_is_kept() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        buffer.set_style(buffer.area, Style::new().bg(Color::Cyan));
        let spans = [("日", Style::new().bold())];
        let area = buffer.area;
        draw_line(&mut buffer, area, &spans, Base::Ltr, Align::Start, LEFT, PLAIN);
        assert!((0..3).all(|x| buffer[(x, 0)].bg == Color::Cyan));
    }

    #[test]
    fn a_paragraph_begins_on_the_side_of_its_own_text() {
        let draw = |text: &str, scroll, direction| {
            let base = Base::Own(direction);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 7, 2));
            let spans = [(text, Style::new())];
            let area = buffer.area;
            let total = draw_paragraph(&mut buffer, area, &spans, base, scroll, PLAIN);
            (total, rows(&buffer))
        };
        assert_eq!(draw("تقييم النضج", 0, LEFT).1, ["  مييقت", "  جضنلا"]);
        assert_eq!(draw("one two", 0, RIGHT).1, ["one two", "       "]);
        assert_eq!(draw("12", 0, RIGHT).1, ["     12", "       "]);
        assert_eq!(draw(&super::super::ltr("75%"), 0, RIGHT).1, ["    75%", "       "]);
        assert_eq!(draw("a\nb\nc", 1, LEFT), (3, vec!["b      ".into(), "c      ".into()]));
        assert_eq!(draw("a\nb", 9, LEFT), (2, vec!["       ".into(), "       ".into()]));
    }

    #[test]
    fn each_paragraph_of_a_text_begins_on_its_own_side() {
        let text = "1)\nتقييم one\nEnglish נוסח\nעברית ab\nend نص.";
        for direction in [LEFT, RIGHT] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 14, 5));
            let (area, spans) = (buffer.area, [(text, Style::new())]);
            draw_paragraph(&mut buffer, area, &spans, Base::Own(direction), 0, PLAIN);
            let expected =
                ["            (1", "     one مييقت", "English חסונ  ", "      ab תירבע", "end صن.       "];
            assert_eq!(rows(&buffer), expected);
        }
    }

    #[test]
    fn a_text_after_its_label_that_does_not_fit_beside_it_is_below_it_on_its_own_side() {
        let lines = |label: &str, text: &str, direction| {
            let text = format!("{label} {}", super::super::own(text));
            let spans = [(text.as_str(), Style::new())];
            let paragraph = Paragraph::presented(&spans, Base::Own(direction), PLAIN);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 3));
            for (line, y) in paragraph.wrap(12).into_iter().zip(0..) {
                draw_wrapped_line(&mut buffer, Rect::new(0, y, 12, 1), &paragraph, line, direction);
            }
            rows(&buffer)
        };
        assert_eq!(lines("Note:", "تقييم النضج", LEFT), ["Note:       ", " جضنلا مييقت", "            "]);
        assert_eq!(lines("Note:", "تقييم", LEFT), ["Note: مييقت ", "            ", "            "]);
        assert_eq!(lines("Note:", "أول\nsecond", LEFT), ["Note:       ", "         لوأ", "second      "]);
        assert_eq!(lines("ملاحظة:", "long note", RIGHT), ["      :ةظحالم", "long note   ", "            "]);
        // A sentence has no label; a line that holds nothing else is on its own side too.
        assert_eq!(lines("The", "تقييم النضج", LEFT), ["The مييقت   ", "       جضنلا", "            "]);
    }

    #[test]
    fn paragraphs_on_one_line_follow_each_other_in_the_direction_of_the_first() {
        assert_eq!(line("نص\none two\nثلاثة", 16, Align::Start, LEFT), "ةثالث one two صن ");
        assert_eq!(line("one\nنص اثنان\ntwo", 16, Align::Start, LEFT), "one نانثا صن two");
    }
}
