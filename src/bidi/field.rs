//! A text field of one line, scrolled so that its caret is always visible.
//!
//! It draws; editing and the movement of the caret are elsewhere.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::caret::Caret;
use super::draw::{Pen, cells};
use super::paragraph::Paragraph;

/// Draws a text on the first row of `area` with the caret before byte `byte`. Returns the cell of the caret, or
/// `None` if the area has no cells. A text that fits begins on its own side; of a longer one the part around the
/// caret is drawn, without an ellipsis.
pub fn draw_field(buffer: &mut Buffer, area: Rect, paragraph: &Paragraph, byte: usize) -> Option<Position> {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return None;
    }
    let caret = paragraph.caret(byte);
    let rtl = paragraph.is_rtl();
    let (left, indent) = window(caret, usize::from(area.width), rtl);
    let caret_cell = usize::from(rtl);
    let start = area.x + cells(indent + caret_cell.saturating_sub(left));
    let mut pen = Pen::new(buffer, Rect { x: start, width: area.right() - start, ..area });
    let mut column = caret_cell;
    for placed in paragraph.visual(paragraph.whole()) {
        let width = paragraph.cells_of(placed);
        let end = column + usize::from(width);
        if column >= left {
            let (base, marks) = paragraph.symbol(placed);
            pen.put(base, marks, width, paragraph.style_of(placed));
        } else if end > left {
            pen.put(' ', "", cells(end - left), Style::default());
        }
        column = end;
    }
    Some(Position::new(area.x + cells(indent + caret.column - left), area.y))
}

/// The first column that a field of `width` cells shows, and the blank cells before it.
fn window(caret: Caret, width: usize, rtl: bool) -> (usize, usize) {
    let Some(hidden) = caret.columns.checked_sub(width) else {
        return (0, if rtl { width - caret.columns } else { 0 });
    };
    let left = if rtl { hidden.min(caret.column) } else { (caret.column + 1).saturating_sub(width) };
    (left, 0)
}

#[cfg(test)]
mod tests {
    use super::super::Base;
    use super::super::tests::unshaped;
    use super::*;

    /// The row of a field of six cells, and the cell of its caret.
    fn field(text: &str, base: Base, byte: usize) -> (String, u16) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        let area = buffer.area;
        let caret = draw_field(&mut buffer, area, &Paragraph::plain(text, base), byte).unwrap();
        let row: String = (0..6).map(|x| buffer[(x, 0)].symbol()).collect();
        (unshaped(&row), caret.x)
    }

    #[test]
    fn a_short_text_begins_on_its_own_side() {
        assert_eq!(field("abc", Base::Ltr, 3), ("abc   ".into(), 3));
        assert_eq!(field("نصب", Base::Rtl, 0), ("   بصن".into(), 5));
        assert_eq!(field("نصب", Base::Rtl, 6), ("   بصن".into(), 2));
        assert_eq!(field("", Base::Rtl, 0), ("      ".into(), 5));
        assert_eq!(field("abcde", Base::Ltr, 5), ("abcde ".into(), 5));
        assert_eq!(field("حدثني", Base::Rtl, 10), (" ينثدح".into(), 0));
    }

    #[test]
    fn a_long_text_is_scrolled_to_its_caret() {
        assert_eq!(field("abcdefgh", Base::Ltr, 0), ("abcdef".into(), 0));
        assert_eq!(field("abcdefgh", Base::Ltr, 8), ("defgh ".into(), 5));
        assert_eq!(field("حدثني بذلك", Base::Rtl, 0), (" ينثدح".into(), 5));
        assert_eq!(field("حدثني بذلك", Base::Rtl, 19), (" كلذب ".into(), 0));
    }

    #[test]
    fn a_wide_symbol_that_is_half_out_of_the_field_leaves_a_blank() {
        assert_eq!(field("x日本語", Base::Ltr, 10), (" 本 語  ".into(), 5));
    }

    #[test]
    fn a_field_without_cells_has_no_caret() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        let paragraph = Paragraph::plain("abc", Base::Ltr);
        assert_eq!(draw_field(&mut buffer, Rect::new(0, 0, 0, 1), &paragraph, 0), None);
        assert_eq!(draw_field(&mut buffer, Rect::new(9, 0, 3, 1), &paragraph, 0), None);
        assert_eq!(draw_field(&mut buffer, Rect::new(4, 0, 9, 9), &paragraph, 3), Some(Position::new(5, 0)));
    }
}
