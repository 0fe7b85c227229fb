//! Breaks a paragraph into lines, on its logical order with the shaped widths.

use std::ops::Range;

use super::cluster::{Cluster, ClusterKind};
use super::island::{OPEN, is_mark, islands_in, reads_its_own_way};
use super::paragraph::Paragraph;
use super::safe::NO_BREAK;
use super::slice::up_to;

impl Paragraph {
    /// Breaks the paragraph into lines of at most `width` cells: always at a line feed, otherwise at the last blank
    /// that fits. A command, a path or a figure with its unit is not broken at its own blanks if it fits on a line, nor is
    /// a text at its no-break spaces. The blanks at a break belong to no line. A word longer than a line is split. A width
    /// of 0 counts as 1; a cluster of two cells exceeds a width of 1. There is at least one line.
    pub fn wrap(&self, width: usize) -> Vec<Range<usize>> {
        let width = width.max(1);
        let whole = self.whole_islands(width);
        let mut lines = Vec::new();
        let mut start = 0;
        let mut ended_by_break = true;
        while start < self.clusters.len() {
            let (line, next, by_break) = self.next_line(start, width, &whole);
            lines.push(line);
            (start, ended_by_break) = (next, by_break);
        }
        if ended_by_break {
            // A text that is empty or ends with a line feed has an empty last line, where a caret can be.
            lines.push(start..start);
        }
        lines
    }

    /// The label at the start of a paragraph and the text after it that is read the other way, if that does not fit beside
    /// the label. Read after the label, its first words would be at the far end of the line.
    fn label_and_text(&self, start: usize, width: usize) -> Option<(Range<usize>, usize)> {
        let is_break =
            |index: usize| self.clusters.get(index).is_some_and(|cluster| cluster.kind == ClusterKind::Break);
        if self.islands.is_empty() || start.checked_sub(1).is_some_and(|before| !is_break(before)) {
            return None;
        }
        let end = (start..self.clusters.len()).find(|index| is_break(*index)).unwrap_or(self.clusters.len());
        let last = self.islands.partition_point(|island| island.clusters.end < end);
        let island = self.islands.get(last).filter(|island| island.clusters.end == end)?;
        let text = island.clusters.start;
        let is_turned = island.own.is_some_and(|own| own != self.bases.at(self.start_of(start)));
        let label = up_to(&self.text, self.start_of(text)).trim_end_matches(|c| is_mark(c) || c == ' ');
        let is_alone = is_break(end) || self.width(start..end) > width;
        if !is_turned || !is_alone || text <= start || !label.ends_with(':') {
            return None;
        }
        let blanks = self.slice(start..text).iter().rev().take_while(|cluster| cluster.is_blank()).count();
        let label = start..text - blanks;
        (self.width(label.clone()) <= width).then_some((label, text))
    }

    /// The left-to-right islands that fit on a line, with what is attached to them, in their order. A command that is
    /// broken would run its first half where it is pasted.
    fn whole_islands(&self, width: usize) -> Vec<Range<usize>> {
        if !self.text.contains(OPEN) {
            return Vec::new();
        }
        let at = |byte| self.clusters.partition_point(|cluster| cluster.bytes().start < byte);
        let is_attached =
            |cluster: &&Cluster| !matches!(cluster.kind, ClusterKind::Blank | ClusterKind::Break);
        let islands = islands_in(&self.text).filter(|island| !reads_its_own_way(&self.text, island));
        let with_attached = islands.map(|island| {
            let (start, end) = (at(island.start), at(island.end));
            let before = self.slice(0..start).iter().rev().take(width).take_while(is_attached).count();
            let after =
                self.slice(end..self.clusters.len()).iter().take(width).take_while(is_attached).count();
            start - before..end + after
        });
        with_attached.filter(|island| self.width(island.clone()) <= width).collect()
    }

    /// The line that begins at `start`, the start of the next line, and whether a line feed separates them.
    fn next_line(&self, start: usize, width: usize, whole: &[Range<usize>]) -> (Range<usize>, usize, bool) {
        if let Some((label, text)) = self.label_and_text(start, width) {
            return (label, text, false);
        }
        let mut column = 0;
        let mut blanks: Option<Range<usize>> = None;
        let mut no_break: Option<Range<usize>> = None;
        for (index, cluster) in self.clusters.iter().enumerate().skip(start) {
            if cluster.kind == ClusterKind::Break {
                return (start..index, index + 1, true);
            }
            let island = whole.get(whole.partition_point(|island| island.end <= index));
            let is_held =
                island.is_some_and(|island| island.contains(&index)) || self.is_separator(index + 1);
            if cluster.kind == ClusterKind::Blank && !is_held {
                match &mut blanks {
                    Some(run) if run.end == index => run.end += 1,
                    _ => blanks = Some(index..index + 1),
                }
            }
            column += cluster.width();
            if column > width && index > start {
                let run = [blanks, no_break].into_iter().flatten().find(|run| run.start > start);
                let run = run.unwrap_or(index..index);
                let next = self.after_blanks(run.end);
                let by_break =
                    self.clusters.get(next).is_some_and(|cluster| cluster.kind == ClusterKind::Break);
                return (start..run.start, next + usize::from(by_break), by_break);
            }
            if self.is(NO_BREAK, cluster) {
                no_break = Some(index + 1..index + 1);
            }
        }
        (start..self.clusters.len(), self.clusters.len(), false)
    }

    /// Whether a cluster is the dot between two facts, with which no line begins.
    fn is_separator(&self, index: usize) -> bool {
        self.clusters.get(index).is_some_and(|cluster| self.is('·', cluster))
    }

    fn is(&self, letter: char, cluster: &Cluster) -> bool {
        self.text.get(cluster.bytes()).is_some_and(|text| text.chars().eq([letter]))
    }

    fn after_blanks(&self, start: usize) -> usize {
        let more = self.clusters.iter().skip(start).take_while(|cluster| cluster.kind == ClusterKind::Blank);
        start + more.count()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Base, ltr, own};
    use super::*;

    fn wrapped(text: &str, base: Base, width: usize) -> Vec<String> {
        let paragraph = Paragraph::plain(text, base);
        let bytes = |line: &[Cluster]| Some(line.first()?.bytes().start..line.last()?.bytes().end);
        let of = |line| {
            let text = bytes(paragraph.slice(line)).and_then(|bytes| paragraph.text().get(bytes));
            text.unwrap_or_default().replace(is_mark, "")
        };
        paragraph.wrap(width).into_iter().map(of).collect()
    }

    #[test]
    fn a_command_is_broken_only_if_it_is_longer_than_a_line() {
        let command = ltr("`mizan show 'Water 2026'`");
        for (base, before, after) in [(Base::Ltr, "Write", "next."), (Base::Rtl, "اكتب", "بعده.")] {
            let text = format!("{before} {command}، {after}");
            assert_eq!(wrapped(&text, base, 30), [before, "`mizan show 'Water 2026'`،", after]);
            assert_eq!(wrapped(&text, base, 26), [before, "`mizan show 'Water 2026'`،", after]);
            let lines = wrapped(&text, base, 25);
            assert_eq!(lines.first().unwrap(), &format!("{before} `mizan show 'Water"));
        }
    }

    #[test]
    fn a_text_with_no_break_spaces_is_broken_at_them_only_if_it_is_longer_than_a_line() {
        let text = "المؤشر 2.4 (1.2\u{A0}إلى\u{A0}4.7) ثم";
        assert_eq!(wrapped(text, Base::Rtl, 20), ["المؤشر 2.4", "(1.2\u{A0}إلى\u{A0}4.7) ثم"]);
        assert_eq!(wrapped(text, Base::Rtl, 13), ["المؤشر 2.4", "(1.2\u{A0}إلى\u{A0}4.7)", "ثم"]);
        assert_eq!(wrapped(text, Base::Rtl, 12), ["المؤشر 2.4", "(1.2\u{A0}إلى\u{A0}", "4.7) ثم"]);
    }

    #[test]
    fn a_name_in_a_sentence_is_broken_like_its_words() {
        assert_eq!(
            wrapped(&format!("Of {}", own("the ministry of water")), Base::Ltr, 15),
            ["Of the ministry", "of water"]
        );
    }
}
