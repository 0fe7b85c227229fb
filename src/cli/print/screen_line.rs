//! One finished line for a terminal: styled cells, converted by the adapter and written as escape sequences.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::paint::paint;
use crate::bidi::{Adapter, has_right_to_left};

/// A line in visual order, from left to right.
#[derive(Debug, Default)]
pub(in crate::cli) struct ScreenLine {
    spans: Vec<(Style, String)>,
}

impl ScreenLine {
    /// Appends a text at the right.
    pub(in crate::cli) fn push(&mut self, style: Style, text: &str) {
        if !text.is_empty() {
            self.spans.push((style, text.to_owned()));
        }
    }

    /// Appends blanks at the right.
    pub(in crate::cli) fn pad(&mut self, columns: usize) {
        self.push(Style::new(), &" ".repeat(columns));
    }

    /// Removes unstyled blanks at the right end.
    pub(in crate::cli) fn trim_end(&mut self) {
        while let Some((_, text)) = self.spans.last_mut().filter(|(style, _)| *style == Style::new()) {
            text.truncate(text.trim_end().len());
            if !text.is_empty() {
                return;
            }
            self.spans.pop();
        }
    }

    /// Whether the line contains letters that a terminal may reorder.
    pub(in crate::cli) fn has_right_to_left(&self) -> bool {
        self.spans.iter().any(|(_, text)| has_right_to_left(text))
    }

    /// The line without an adapter.
    pub(in crate::cli) fn as_it_is(&self) -> String {
        self.spans.iter().map(|(style, text)| paint(*style, text)).collect()
    }

    /// The line as sent through an adapter.
    ///
    /// Terminals that reorder text derive the direction of a line from its first letter. With an adapter that leaves
    /// the reordering to the terminal, that must not be an Arabic letter, so a blank is inserted before it.
    pub(in crate::cli) fn through(&self, adapter: Adapter) -> String {
        if adapter == Adapter::Visual {
            return self.as_it_is();
        }
        let first = self.spans.first().and_then(|(_, text)| text.chars().next());
        let begins = first.is_some_and(|first| has_right_to_left(first.encode_utf8(&mut [0; 4])));
        let mut buffer = self.cells(u16::from(begins && adapter.needs_a_first_cell()));
        adapter.apply(&mut buffer, None);
        let (mut line, mut part, mut look) = (String::new(), String::new(), Style::new());
        let mut column = 0;
        while let Some(cell) = buffer.content.get(column) {
            let own = Style { fg: Some(cell.fg).filter(|fg| *fg != Color::Reset), ..Style::new() };
            let own = own.add_modifier(cell.modifier);
            if own != look {
                line.push_str(&paint(look, &std::mem::take(&mut part)));
                look = own;
            }
            part.push_str(cell.symbol());
            column += usize::from(cell.symbol().cell_width().max(1));
        }
        line.push_str(&paint(look, &part));
        line
    }

    /// The cells of the line, after `blanks` empty ones.
    fn cells(&self, blanks: u16) -> Buffer {
        let symbols = self.spans.iter().flat_map(|(style, text)| {
            let measured = |symbol| (*style, symbol, CellWidth::cell_width(symbol));
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

    #[test]
    fn styles_move_with_their_letters() {
        let mut line = ScreenLine::default();
        line.push(Style::new(), "a ");
        line.push(Style::new().bold(), "ﺺﻧ");
        line.pad(3);
        line.trim_end();
        let sent = line.through(Adapter::Inverse);
        assert!(sent.starts_with("a⠀\u{1b}[1mﻧﺺ\u{1b}["), "{sent:?}");
        assert_eq!(line.through(Adapter::Visual), line.as_it_is());
    }

    #[test]
    fn unstyled_blanks_at_the_end_are_removed_in_however_many_parts_they_are() {
        let mut line = ScreenLine::default();
        line.push(Style::new(), "a ");
        line.pad(2);
        line.pad(3);
        line.trim_end();
        assert_eq!(line.as_it_is(), "a");
        line.push(Style::new().reversed(), " ");
        let styled = line.as_it_is();
        line.pad(2);
        line.trim_end();
        assert_eq!(line.as_it_is(), styled);
    }

    #[test]
    fn no_arabic_letter_is_first_if_the_first_letter_sets_the_direction() {
        let mut line = ScreenLine::default();
        line.push(Style::new(), "ﺺﻧ GSB");
        assert_eq!(line.through(Adapter::Visual), "ﺺﻧ GSB");
        assert_eq!(line.through(Adapter::Fence), " \u{200E}ﺺ\u{200E}ﻧ\u{200E} GSB");
        assert_eq!(line.through(Adapter::Inverse), "\u{2800}ﻧﺺ\u{2800}GSB");
    }

    #[test]
    fn a_wide_symbol_is_sent_once() {
        let mut line = ScreenLine::default();
        line.push(Style::new(), "日 ﺺﻧ 👍");
        assert_eq!(line.through(Adapter::Visual), "日 ﺺﻧ 👍");
        assert_eq!(line.through(Adapter::Inverse), "日⠀ﻧﺺ⠀👍");
    }
}
