//! The lines of a field as drawn, and the moves of the caret over them.

use std::cell::Cell;
use std::ops::Range;

use ratatui::style::Style;

use crate::bidi::{Base, Direction, Figures, Paragraph, Presentation, ScreenSide};
use crate::tui::action::CaretMove;

/// The size of a field when it was last drawn; 0 before that.
#[derive(Debug, Default)]
pub struct FieldRoom {
    /// Columns of its text, without the one for the caret.
    pub columns: Cell<usize>,
    /// Number of visible lines.
    pub lines: Cell<usize>,
}

/// The text of a field, split into lines.
pub(super) struct FieldLayout {
    paragraph: Paragraph,
    lines: Vec<Range<usize>>,
    page: usize,
}

impl FieldLayout {
    /// Splits a text as it is drawn in a room of this size.
    pub(super) fn of(text: &str, room: &FieldRoom, direction: Direction) -> Self {
        // Only the order of letters matters here. It does not depend on how digits and vowel signs are drawn.
        let drawn = Presentation { figures: Figures::Whole, ..Presentation::default() };
        let spans = [(text, Style::default())];
        let paragraph = Paragraph::presented(&spans, Base::Own(direction), drawn);
        let columns = match room.columns.get() {
            0 => usize::MAX,
            columns => columns,
        };
        let lines = paragraph.wrap(columns);
        Self { paragraph, lines, page: room.lines.get().max(2) - 1 }
    }

    /// The byte to which a move leads from byte `from`. Up and down keep to column `goal`. `None` if there is no such
    /// line.
    pub(super) fn reach(&self, from: usize, step: CaretMove, goal: usize) -> Option<usize> {
        let number = self.line_of(from);
        let last = self.lines.len().saturating_sub(1);
        Some(match step {
            CaretMove::Left => self.next_to(from, ScreenSide::Left, Paragraph::beside_in),
            CaretMove::Right => self.next_to(from, ScreenSide::Right, Paragraph::beside_in),
            CaretMove::WordLeft => self.next_to(from, ScreenSide::Left, Paragraph::word_beside_in),
            CaretMove::WordRight => self.next_to(from, ScreenSide::Right, Paragraph::word_beside_in),
            CaretMove::Up => self.at_goal(number.checked_sub(1)?, goal),
            CaretMove::Down => self.at_goal(Some(number + 1).filter(|next| *next <= last)?, goal),
            CaretMove::PageUp => {
                self.at_goal(Some(number).filter(|number| *number > 0)?.saturating_sub(self.page), goal)
            }
            CaretMove::PageDown => {
                self.at_goal(Some(number + self.page).filter(|_| number < last)?.min(last), goal)
            }
            CaretMove::LineStart => self.paragraph.start_in(&self.lines, number),
            CaretMove::LineEnd => self.paragraph.end_in(&self.lines, number),
            CaretMove::TextStart => 0,
            CaretMove::TextEnd => self.paragraph.text().len(),
        })
    }

    /// Distance of a caret from the start of its line, in columns.
    pub(super) fn column(&self, byte: usize) -> usize {
        let line = self.lines.get(self.line_of(byte)).cloned().unwrap_or_default();
        let caret = self.paragraph.caret_in(line.clone(), byte);
        if self.paragraph.begins_right(&line) { caret.columns - 1 - caret.column } else { caret.column }
    }

    /// The end of a selection on this side of the screen.
    pub(super) fn edge(&self, selection: &Range<usize>, side: ScreenSide) -> usize {
        let one_line = self.line_of(selection.start) == self.line_of(selection.end);
        let (start, end) = (self.column(selection.start), self.column(selection.end));
        let end_is_farther = !one_line || end >= start;
        let line = self.lines.get(self.line_of(selection.end)).cloned().unwrap_or_default();
        if end_is_farther == self.paragraph.leads_to_end(&line, side) {
            selection.end
        } else {
            selection.start
        }
    }

    fn line_of(&self, byte: usize) -> usize {
        self.paragraph.line_of(&self.lines, byte)
    }

    /// The next position on the line to this side; after the end of the line, the neighbouring line.
    fn next_to(
        &self,
        from: usize,
        side: ScreenSide,
        step: fn(&Paragraph, Range<usize>, usize, ScreenSide) -> Option<usize>,
    ) -> usize {
        let number = self.line_of(from);
        let line = self.lines.get(number).cloned().unwrap_or_default();
        if let Some(beside) = step(&self.paragraph, line.clone(), from, side) {
            return beside;
        }
        let next = if self.paragraph.leads_to_end(&line, side) {
            Some(number + 1).filter(|next| *next < self.lines.len())
        } else {
            number.checked_sub(1)
        };
        match next {
            // Position as seen, not as read: an English word at the start of an Arabic line is entered at its end.
            Some(next) if next > number => self.at_goal(next, 0),
            Some(next) => self.paragraph.end_in(&self.lines, next),
            None => from,
        }
    }

    fn at_goal(&self, number: usize, goal: usize) -> usize {
        let Some(line) = self.lines.get(number).cloned() else { return self.paragraph.text().len() };
        let total = self.paragraph.width(line.clone());
        let goal = goal.min(total);
        let column = if self.paragraph.begins_right(&line) { total - goal } else { goal };
        let hit = self.paragraph.hit_in(line, column);
        if self.line_of(hit) == number { hit } else { self.paragraph.end_in(&self.lines, number) }
    }
}
