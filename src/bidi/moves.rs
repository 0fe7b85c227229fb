//! Moves the caret as the user sees it, and finds the cells of a selection.
//!
//! Left is left in either direction of the letters. Every cell of a line is one stop, including the free cell at its
//! end, so that a held arrow key crosses the line without turning back. A lam and its alef are one cell and one stop;
//! a caret between them, where typing can leave it, covers that cell.

use std::ops::Range;

use super::cluster::Cluster;
use super::paragraph::Paragraph;

/// A side of the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum ScreenSide {
    /// The left.
    Left,
    /// The right.
    Right,
}

impl Paragraph {
    /// The caret one cell to a side on one line of a wrapped paragraph; `None` at the end of the line on that side.
    pub fn beside_in(&self, line: Range<usize>, byte: usize, side: ScreenSide) -> Option<usize> {
        let order = self.visual(line.clone());
        let end = self.end_of_line(&line);
        let covered = line.clone().find(|&index| self.end_of(index) > byte);
        let place = covered.and_then(|index| order.iter().position(|placed| placed.cluster == index));
        let target = match (place, side) {
            (Some(place), ScreenSide::Left) => place.checked_sub(1),
            (Some(place), ScreenSide::Right) => Some(place + 1),
            (None, _) if self.leads_to_end(&line, side) => return None,
            // The caret is in the free cell at the end of the text.
            (None, ScreenSide::Left) => order.len().checked_sub(1),
            (None, ScreenSide::Right) => Some(0),
        };
        match target.and_then(|place| order.get(place)) {
            Some(placed) => Some(self.start_of(placed.cluster)),
            None => (place.is_some() && self.leads_to_end(&line, side)).then_some(end),
        }
    }

    /// The caret at the first letter of the next word to a side, on one line of a wrapped paragraph. After the last
    /// word it is the end of the line; `None` at the end of the line on that side.
    pub fn word_beside_in(&self, line: Range<usize>, byte: usize, side: ScreenSide) -> Option<usize> {
        let mut at = self.beside_in(line.clone(), byte, side)?;
        while !self.begins_word(&line, at) {
            match self.beside_in(line.clone(), at, side) {
                Some(next) => at = next,
                None => break,
            }
        }
        Some(at)
    }

    /// The columns of the selected letters on one line of a wrapped paragraph, as runs from left to right, counted as
    /// in [`Caret`](super::Caret). One selection can be several runs if the text has both directions.
    pub fn selected_in(&self, line: Range<usize>, selection: &Range<usize>) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut column = usize::from(self.begins_right(&line));
        for placed in self.visual(line) {
            let next = column + self.width_of(placed.cluster);
            let (start, end) = (self.start_of(placed.cluster), self.end_of(placed.cluster));
            if !selection.is_empty() && start < selection.end && end > selection.start {
                match runs.last_mut() {
                    Some(run) if run.end == column => run.end = next,
                    _ => runs.push(column..next),
                }
            }
            column = next;
        }
        runs
    }

    /// The caret at the end of one of the `lines` from [`Paragraph::wrap`]: after its last letter. If the line ends
    /// inside a long word it is before that letter, because the position after it is the start of the next line.
    pub fn end_in(&self, lines: &[Range<usize>], number: usize) -> usize {
        let Some(line) = lines.get(number) else { return self.text.len() };
        let end = self.end_of_line(line);
        if self.line_of(lines, end) == number { end } else { self.start_of(line.end.saturating_sub(1)) }
    }

    /// The caret at the start of one of the `lines`.
    pub fn start_in(&self, lines: &[Range<usize>], number: usize) -> usize {
        lines.get(number).map_or(self.text.len(), |line| self.start_of(line.start))
    }

    /// Whether a line ends on this side.
    pub fn leads_to_end(&self, line: &Range<usize>, side: ScreenSide) -> bool {
        (side == ScreenSide::Left) == self.begins_right(line)
    }

    fn begins_word(&self, line: &Range<usize>, byte: usize) -> bool {
        let Some(index) = line.clone().find(|&index| self.start_of(index) >= byte) else { return false };
        let blank = |index: usize| self.clusters.get(index).is_none_or(Cluster::is_blank);
        self.start_of(index) == byte && !blank(index) && (index == line.start || blank(index - 1))
    }
}

#[cfg(test)]
mod tests;
