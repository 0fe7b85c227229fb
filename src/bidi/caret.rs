//! The caret of a text field: logical in the text, visual on the screen.
//!
//! The caret is a byte of the logical text. On the screen it covers the cell of the cluster after it. One cell is
//! left free for it at the end of the text: on the right of a left-to-right line, on the left of a right-to-left one.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::cluster::{Cluster, boundary_before};
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
    /// The caret before byte `byte`, with the paragraph on one line. Between a lam and its alef it covers the cell of
    /// both.
    pub fn caret(&self, byte: usize) -> Caret {
        self.caret_in(self.whole(), byte)
    }

    /// The caret before byte `byte` on one line of a wrapped paragraph; at the end of the line if the byte is after
    /// it.
    pub fn caret_in(&self, line: Range<usize>, byte: usize) -> Caret {
        let total = self.width(line.clone());
        let caret = |column| Caret { column, columns: total + 1 };
        let covered = line.clone().find(|&index| self.end_of(index) > byte);
        let Some(covered) = covered else { return caret(if self.is_rtl() { 0 } else { total }) };
        let before = self.visual(line).into_iter().take_while(|placed| placed.cluster != covered);
        let left: usize = before.map(|placed| self.width_of(placed.cluster)).sum();
        caret(left + usize::from(self.is_rtl()))
    }

    /// The byte of the caret that covers `column`, with the paragraph on one line and columns as in [`Caret`]. A
    /// column outside the line gives its nearer end.
    pub fn hit(&self, column: usize) -> usize {
        self.hit_in(self.whole(), column)
    }

    /// The byte of the caret that covers `column` of one line of a wrapped paragraph.
    pub fn hit_in(&self, line: Range<usize>, column: usize) -> usize {
        let end = self.end_of_line(&line);
        let Some(column) = column.checked_sub(usize::from(self.is_rtl())) else { return end };
        let mut right = 0;
        for placed in self.visual(line.clone()) {
            right += self.width_of(placed.cluster);
            if column < right {
                return self.start_of(placed.cluster);
            }
        }
        if self.is_rtl() { self.start_of(line.start) } else { end }
    }

    /// The index of the line, among the `lines` from [`Paragraph::wrap`], that has the caret before byte `byte`.
    pub fn line_of(&self, lines: &[Range<usize>], byte: usize) -> usize {
        lines.iter().rposition(|line| self.start_of(line.start) <= byte).unwrap_or(0)
    }

    /// The next grapheme boundary of the logical text: the end of what Delete removes. A lam and its alef are two
    /// graphemes.
    pub fn next_boundary(&self, byte: usize) -> usize {
        let byte = boundary_before(&self.text, byte);
        let mut cursor = GraphemeCursor::new(byte, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    /// The previous grapheme boundary: the start of what Backspace removes.
    pub fn previous_boundary(&self, byte: usize) -> usize {
        let byte = boundary_before(&self.text, byte);
        let mut cursor = GraphemeCursor::new(byte, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    pub(super) fn start_of(&self, index: usize) -> usize {
        self.clusters.get(index).map_or(self.text.len(), |cluster| cluster.bytes.start)
    }

    pub(super) fn end_of(&self, index: usize) -> usize {
        self.clusters.get(index).map_or(0, |cluster| cluster.bytes.end)
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
        boundaries(text).map(|byte| paragraph.caret(byte).column).collect()
    }

    #[test]
    fn the_caret_covers_the_letter_after_it() {
        // On the screen: the free cell, then دج BSG با read from the right.
        assert_eq!(columns("اب GSB جد", Base::Rtl), [9, 8, 7, 4, 5, 6, 3, 2, 1, 0]);
        assert_eq!(columns("ab اب", Base::Ltr), [0, 1, 2, 4, 3, 5]);
        assert_eq!(columns("", Base::Rtl), [0]);
        assert_eq!(columns("", Base::Ltr), [0]);
        assert_eq!(Paragraph::plain("سلام", Base::Rtl).caret(0).columns, 4);
    }

    #[test]
    fn between_lam_and_alef_the_caret_covers_their_cell() {
        assert_eq!(columns("سلام", Base::Rtl), [3, 2, 2, 1, 0]);
    }

    #[test]
    fn a_lam_and_its_alef_are_deleted_one_by_one() {
        let paragraph = Paragraph::plain("بلا", Base::Rtl);
        assert_eq!([6, 4, 2, 0].map(|byte| paragraph.previous_boundary(byte)), [4, 2, 0, 0]);
        assert_eq!([0, 2, 4, 6].map(|byte| paragraph.next_boundary(byte)), [2, 4, 6, 6]);
    }

    #[test]
    fn a_letter_is_deleted_with_its_marks() {
        let paragraph = Paragraph::plain("ثُمَّ", Base::Rtl);
        assert_eq!(paragraph.previous_boundary(10), 4);
        assert_eq!(paragraph.next_boundary(0), 4);
    }

    #[test]
    fn a_byte_inside_a_character_counts_as_the_boundary_before_it() {
        let paragraph = Paragraph::plain("بلا", Base::Rtl);
        assert_eq!(paragraph.next_boundary(1), 2);
        assert_eq!(paragraph.previous_boundary(3), 0);
        assert_eq!(paragraph.next_boundary(99), 6);
    }

    #[test]
    fn a_column_beyond_the_line_is_its_nearer_end() {
        let arabic = Paragraph::plain("اب", Base::Rtl);
        assert_eq!([0, 1, 2, 3, 99].map(|column| arabic.hit(column)), [4, 2, 0, 0, 0]);
        let english = Paragraph::plain("ab", Base::Ltr);
        assert_eq!([0, 1, 2, 99].map(|column| english.hit(column)), [0, 1, 2, 2]);
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
