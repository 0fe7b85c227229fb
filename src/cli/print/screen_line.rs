//! One finished line for a terminal: styled cells, converted by the adapter and written as escape sequences.

use std::ops::Range;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::paint::Painter;
use crate::bidi::{Adapter, has_right_to_left};

/// As many blanks as most gaps have at most.
const BLANKS: &str = "                                ";

/// A line in visual order, from left to right.
#[derive(Debug, Default)]
pub(in crate::cli) struct ScreenLine {
    text: String,
    /// The styled parts of the text, in order. The others have no style.
    styled: Vec<(Range<usize>, Style)>,
}

impl ScreenLine {
    /// Appends a text at the right.
    pub(in crate::cli) fn push(&mut self, style: Style, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        if style != Style::new() && !text.is_empty() {
            self.styled.push((start..self.text.len(), style));
        }
    }

    /// Appends a text without a style at the right.
    pub(in crate::cli) fn push_plain(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Appends blanks at the right.
    pub(in crate::cli) fn pad(&mut self, columns: usize) {
        match BLANKS.get(..columns) {
            Some(blanks) => self.text.push_str(blanks),
            None => self.repeat(" ", columns),
        }
    }

    /// Appends a sign several times at the right.
    pub(in crate::cli) fn repeat(&mut self, sign: &str, times: usize) {
        self.text.push_str(&sign.repeat(times));
    }

    /// Removes unstyled blanks at the right end.
    pub(in crate::cli) fn trim_end(&mut self) {
        let styled = self.styled.last().map_or(0, |(range, _)| range.end);
        self.text.truncate(styled.max(self.text.trim_end().len()));
    }

    /// Whether the line contains letters that a terminal may reorder.
    pub(in crate::cli) fn has_right_to_left(&self) -> bool {
        has_right_to_left(&self.text)
    }

    /// The parts from left to right.
    fn spans(&self) -> impl Iterator<Item = (Style, &str)> {
        let mut end = 0;
        let last = self.text.len()..self.text.len();
        let styled = self.styled.iter().cloned().chain([(last, Style::new())]);
        let spans = styled.flat_map(move |(range, style)| {
            let plain = std::mem::replace(&mut end, range.end)..range.start;
            [(Style::new(), plain), (style, range)]
        });
        spans.map(|(style, range)| (style, self.text.get(range).unwrap_or_default()))
    }

    /// The line without an adapter.
    pub(in crate::cli) fn as_it_is(&self, painter: &mut Painter) -> String {
        let mut line = String::with_capacity(2 * self.text.len());
        self.spans().for_each(|(style, text)| painter.paint(&mut line, style, text));
        line
    }

    /// The line as sent through an adapter.
    ///
    /// Terminals that reorder text derive the direction of a line from its first letter. With an adapter that leaves
    /// the reordering to the terminal, that must not be an Arabic letter, so a blank is inserted before it.
    pub(in crate::cli) fn through(&self, adapter: Adapter, painter: &mut Painter) -> String {
        if adapter == Adapter::Visual {
            return self.as_it_is(painter);
        }
        let first = self.text.chars().next();
        let begins = first.is_some_and(|first| has_right_to_left(first.encode_utf8(&mut [0; 4])));
        let mut buffer = self.cells(u16::from(begins && adapter.needs_a_first_cell()));
        adapter.apply(&mut buffer, None);
        let (mut line, mut part, mut look) = (String::new(), String::new(), Style::new());
        let mut column = 0;
        while let Some(cell) = buffer.content.get(column) {
            let own = Style { fg: Some(cell.fg).filter(|fg| *fg != Color::Reset), ..Style::new() };
            let own = own.add_modifier(cell.modifier);
            if own != look {
                painter.paint(&mut line, look, &std::mem::take(&mut part));
                look = own;
            }
            part.push_str(cell.symbol());
            column += usize::from(cell.symbol().cell_width().max(1));
        }
        painter.paint(&mut line, look, &part);
        line
    }

    /// The cells of the line, after `blanks` empty ones.
    fn cells(&self, blanks: u16) -> Buffer {
        let symbols = self.spans().flat_map(|(style, text)| {
            let measured = move |symbol| (style, symbol, CellWidth::cell_width(symbol));
            text.graphemes(true).map(measured)
        });
        let symbols: Vec<(Style, &str, u16)> = symbols.collect();
        let width = symbols.iter().fold(blanks, |sum, (.., width)| sum.saturating_add(*width));
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        let mut cells = buffer.content.iter_mut().skip(usize::from(blanks));
        for (style, symbol, width) in symbols {
            for (place, cell) in cells.by_ref().take(usize::from(width)).enumerate() {
                cell.set_style(style);
                if place == 0 {
                    cell.set_symbol(symbol);
                }
            }
        }
        buffer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_it_is(line: &ScreenLine) -> String {
        line.as_it_is(&mut Painter::default())
    }

    fn through(line: &ScreenLine, adapter: Adapter) -> String {
        line.through(adapter, &mut Painter::default())
    }

    #[test]
    fn styles_move_with_their_letters() {
        let mut line = ScreenLine::default();
        line.push(Style::new(), "a ");
        line.push(Style::new().bold(), "ﺺﻧ");
        line.pad(3);
        line.trim_end();
        let sent = through(&line, Adapter::Inverse);
        assert!(sent.starts_with("a⠀\u{1b}[1mﻧﺺ\u{1b}["), "{sent:?}");
        assert_eq!(through(&line, Adapter::Visual), as_it_is(&line));
    }

    #[test]
    fn unstyled_blanks_at_the_end_are_removed_in_however_many_parts_they_are() {
        let mut line = ScreenLine::default();
        line.push(Style::new(), "a ");
        line.pad(2);
        line.pad(3);
        line.trim_end();
        assert_eq!(as_it_is(&line), "a");
        line.push(Style::new().reversed(), " ");
        let styled = as_it_is(&line);
        line.pad(2);
        line.trim_end();
        assert_eq!(as_it_is(&line), styled);
    }

    #[test]
    fn no_arabic_letter_is_first_if_the_first_letter_sets_the_direction() {
        let mut line = ScreenLine::default();
        line.push(Style::new(), "ﺺﻧ GSB");
        assert_eq!(through(&line, Adapter::Visual), "ﺺﻧ GSB");
        assert_eq!(through(&line, Adapter::Fence), " \u{200E}ﺺ\u{200E}ﻧ\u{200E} GSB");
        assert_eq!(through(&line, Adapter::Inverse), "\u{2800}ﻧﺺ\u{2800}GSB");
    }

    #[test]
    fn a_wide_symbol_is_sent_once() {
        let mut line = ScreenLine::default();
        line.push(Style::new(), "日 ﺺﻧ 👍");
        assert_eq!(through(&line, Adapter::Visual), "日 ﺺﻧ 👍");
        assert_eq!(through(&line, Adapter::Inverse), "日⠀ﻧﺺ⠀👍");
    }
}
