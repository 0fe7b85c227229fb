//! The caret of a text field: logical in the text, visual on the screen.
//!
//! The caret is a byte of the logical text. On the screen it covers the cell of the cluster after it. One cell is
//! left free for it at the end of the text: on the right of a left-to-right line, on the left of a right-to-left one.

use std::ops::Range;

use super::cluster::Cluster;
use super::paragraph::Paragraph;

/// The position of a caret on a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Caret {
    /// The cell of the caret, counted from 0 at the left end of the line, including the free cell.
    pub column: usize,
    /// The cells of the line, including the free cell.
    pub columns: usize,
}

impl Paragraph {
    /// The caret before byte `byte` on one line of a wrapped paragraph; at the end of the line if the byte is after
    /// it.
    pub fn caret_in(&self, line: Range<usize>, byte: usize) -> Caret {
        let (total, is_rtl) = (self.width(line.clone()), self.begins_right(&line));
        let caret = |column| Caret { column, columns: total + 1 };
        let covered = line.clone().find(|&index| self.end_of(index) > byte);
        let Some(covered) = covered else { return caret(if is_rtl { 0 } else { total }) };
        let before = self.visual(line).into_iter().take_while(|placed| placed.cluster != covered);
        let left: usize = before.map(|placed| self.width_of(placed.cluster)).sum();
        caret(left + usize::from(is_rtl))
    }

    /// The byte of the caret that covers `column` of one line of a wrapped paragraph.
    pub fn hit_in(&self, line: Range<usize>, column: usize) -> usize {
        let end = self.end_of_line(&line);
        let Some(column) = column.checked_sub(usize::from(self.begins_right(&line))) else { return end };
        let mut right = 0;
        for placed in self.visual(line.clone()) {
            right += self.width_of(placed.cluster);
            if column < right {
                return self.start_of(placed.cluster);
            }
        }
        if self.begins_right(&line) { self.start_of(line.start) } else { end }
    }

    /// The index of the line, among the `lines` from [`Paragraph::wrap`], that has the caret before byte `byte`.
    pub fn line_of(&self, lines: &[Range<usize>], byte: usize) -> usize {
        lines.iter().rposition(|line| self.start_of(line.start) <= byte).unwrap_or(0)
    }

    pub(super) fn start_of(&self, index: usize) -> usize {
        self.clusters.get(index).map_or(self.text.len(), |cluster| cluster.bytes().start)
    }

    pub(super) fn end_of(&self, index: usize) -> usize {
        self.clusters.get(index).map_or(0, |cluster| cluster.bytes().end)
    }

    pub(super) fn end_of_line(&self, line: &Range<usize>) -> usize {
        if line.end >= self.clusters.len() { self.text.len() } else { self.start_of(line.end) }
    }

    pub(super) fn width_of(&self, index: usize) -> usize {
        self.clusters.get(index).map_or(0, Cluster::width)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Base, Paragraph};

    fn boundaries(text: &str) -> impl Iterator<Item = usize> {
        (0..=text.len()).filter(|&byte| text.is_char_boundary(byte))
    }

    fn columns(text: &str, base: Base) -> Vec<usize> {
        let paragraph = Paragraph::plain(text, base);
        boundaries(text).map(|byte| paragraph.caret_in(paragraph.whole(), byte).column).collect()
    }

    #[test]
    fn the_caret_covers_the_letter_after_it() {
        // On the screen: the free cell, then دج BSG با read from the right.
        assert_eq!(columns("اب GSB جد", Base::Rtl), [9, 8, 7, 4, 5, 6, 3, 2, 1, 0]);
        assert_eq!(columns("ab اب", Base::Ltr), [0, 1, 2, 4, 3, 5]);
        assert_eq!(columns("", Base::Rtl), [0]);
        assert_eq!(columns("", Base::Ltr), [0]);
        let word = Paragraph::plain("سلام", Base::Rtl);
        assert_eq!(word.caret_in(word.whole(), 0).columns, 4);
    }

    #[test]
    fn between_lam_and_alef_the_caret_covers_their_cell() {
        assert_eq!(columns("سلام", Base::Rtl), [3, 2, 2, 1, 0]);
    }

    #[test]
    fn a_column_beyond_the_line_is_its_nearer_end() {
        let arabic = Paragraph::plain("اب", Base::Rtl);
        assert_eq!([0, 1, 2, 3, 99].map(|column| arabic.hit_in(arabic.whole(), column)), [4, 2, 0, 0, 0]);
        let english = Paragraph::plain("ab", Base::Ltr);
        assert_eq!([0, 1, 2, 99].map(|column| english.hit_in(english.whole(), column)), [0, 1, 2, 2]);
    }

    #[test]
    fn a_caret_is_on_the_line_of_its_byte() {
        let paragraph = Paragraph::plain("abc def\n\ngh", Base::Ltr);
        let lines = paragraph.wrap(4);
        let place = |byte| {
            let line = paragraph.line_of(&lines, byte);
            (line, lines.get(line).map(|range| paragraph.caret_in(range.clone(), byte).column))
        };
        assert_eq!(place(0), (0, Some(0)));
        assert_eq!(place(3), (0, Some(3)));
        assert_eq!(place(4), (1, Some(0)));
        assert_eq!(place(7), (1, Some(3)));
        assert_eq!(place(8), (2, Some(0)));
        assert_eq!(place(11), (3, Some(2)));
        assert_eq!(paragraph.hit_in(0..3, 3), 3);
        assert_eq!(paragraph.hit_in(4..7, 1), 5);
    }
}
