//! A text cut into clusters with their order: measured, cut to a width and read from left to right.
//!
//! It knows widths in cells but no buffer: drawing belongs to `draw`.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::ops::Range;
use std::rc::Rc;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_bidi::Level;

use super::bases::Bases;
use super::class::get_mirrored;
use super::cluster::{Cluster, Clusters};
use super::digits::draw_arabic_digits;
use super::direction::Base;
use super::direction::Direction;
use super::figures;
use super::order::{self, Island, VisualPlace};
use super::outside::has_letter;
use super::presentation::{Digits, Figures, Presentation};
use super::recent::{LONGEST_REMEMBERED, Recent};
use super::safe::is_simple;
use super::set_line::SetLine;
use super::slice::from;
use super::unseen::seen;

thread_local! {
    /// A few screens of wrapped texts. Never freed one by one: the thread that draws ends with the process.
    static PARAGRAPHS: ManuallyDrop<RefCell<Recent<ParagraphKey, Paragraph, 48>>> = ManuallyDrop::default();
}

/// Everything that a paragraph depends on.
type ParagraphKey = (Vec<(String, Style)>, Base, Presentation);

/// The sign at the end of a line that was cut.
pub(super) const ELLIPSIS: char = '…';

/// A text with its styles, ready to be placed in cells. Ranges are ranges of clusters in logical order; widths and
/// columns are cells.
pub struct Paragraph {
    pub(super) text: String,
    pub(super) clusters: Vec<Cluster>,
    symbols: String,
    styles: Vec<Style>,
    pub(super) bases: Bases,
    pub(super) islands: Vec<Island>,
    /// The lines that were drawn last, by their ranges.
    drawn: RefCell<Recent<Range<usize>, SetLine, 64>>,
}

impl Paragraph {
    /// A paragraph of styled spans in logical order, with the default presentation. A grapheme that two spans share
    /// has the style of the first.
    pub fn new(spans: &[(&str, Style)], base: Base) -> Self {
        Self::presented(spans, base, Presentation::default())
    }

    /// A paragraph of styled spans with these digits, vowel signs and figures.
    pub fn presented(spans: &[(&str, Style)], base: Base, presentation: Presentation) -> Self {
        let text: String = spans.iter().map(|(text, _)| *text).collect();
        let mut symbols = String::with_capacity(text.len() * 3 / 2);
        let mut clusters = Vec::with_capacity(text.chars().count());
        let seen = seen(&text);
        let mut reader = Clusters::new(&seen, presentation.tashkeel);
        let (mut style, mut end) = (0, spans.first().map_or(0, |(text, _)| text.len()));
        while let Some(mut cluster) = reader.next(&mut symbols) {
            while cluster.bytes().start >= end && style + 1 < spans.len() {
                style += 1;
                end += spans.get(style).map_or(0, |(text, _)| text.len());
            }
            cluster.set_span(style);
            clusters.push(cluster);
        }
        let (bases, islands) = order::resolve(&seen, base, &mut clusters);
        if presentation.figures == Figures::Whole {
            figures::keep_whole(&text, &bases, &islands, &mut clusters);
        }
        let arabic_digits =
            presentation.digits == Digits::Arabic && text.bytes().any(|byte| byte.is_ascii_digit());
        if arabic_digits {
            draw_arabic_digits(&text, &bases, !has_letter(&text), &mut clusters, &mut symbols);
        }
        let styles = spans.iter().map(|(_, style)| *style).collect();
        Self { text, clusters, symbols, styles, bases, islands, drawn: RefCell::default() }
    }

    /// The same as [`presented`](Self::presented), remembered for a while: a screen shows most of its texts again.
    pub fn remembered(spans: &[(&str, Style)], base: Base, presentation: Presentation) -> Rc<Self> {
        let present = || Self::presented(spans, base, presentation);
        if spans.iter().map(|(text, _)| text.len()).sum::<usize>() > LONGEST_REMEMBERED {
            return Rc::new(present());
        }
        let key_of = |(text, style): &(&str, Style)| ((*text).to_owned(), *style);
        let key = (spans.iter().map(key_of).collect(), base, presentation);
        PARAGRAPHS.with(|paragraphs| paragraphs.borrow_mut().get_or_make(key, present))
    }

    /// A paragraph in the default style.
    pub fn plain(text: &str, base: Base) -> Self {
        Self::new(&[(text, Style::default())], base)
    }

    /// The logical text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The clusters in logical order.
    pub fn clusters(&self) -> &[Cluster] {
        &self.clusters
    }

    /// The range of the whole paragraph.
    pub fn whole(&self) -> Range<usize> {
        0..self.clusters.len()
    }

    /// Whether a line begins on the right: as its paragraph does, or as the text that it is a part of and that is read in
    /// its own way.
    pub fn begins_right(&self, line: &Range<usize>) -> bool {
        self.level_of(line).is_rtl()
    }

    /// The level of a line, which is that of its first paragraph.
    fn level_of(&self, line: &Range<usize>) -> Level {
        let island = self.islands.partition_point(|island| island.clusters.end <= line.start);
        let own = self.islands.get(island).filter(|island| {
            !line.is_empty() && island.clusters.start <= line.start && line.end <= island.clusters.end
        });
        own.and_then(|island| island.own).unwrap_or_else(|| self.bases.at(self.start_of(line.start)))
    }

    /// The cells that stay free at the left of one of the lines of [`wrap`](Self::wrap) in `width` cells. A text of one
    /// line is on the side where the screen begins, next to its label; the lines of a longer one are where they begin
    /// themselves.
    pub fn free_before(&self, line: &Range<usize>, width: usize, screen: Direction) -> usize {
        let is_right = match self.side_of(line) {
            Some(side) => side == Direction::RightToLeft,
            None => screen == Direction::RightToLeft,
        };
        if is_right { width.saturating_sub(self.width(line.clone())) } else { 0 }
    }

    /// The side on which one of several lines begins; `None` for a text of one line, which has no side of its own.
    pub(super) fn side_of(&self, line: &Range<usize>) -> Option<Direction> {
        let is_whole = line.start == 0 && line.end >= self.clusters.len();
        let side = if self.begins_right(line) { Direction::RightToLeft } else { Direction::LeftToRight };
        (!is_whole).then_some(side)
    }

    /// The cells that a range takes on one line. The part of a range beyond the end counts 0.
    pub fn width(&self, range: Range<usize>) -> usize {
        self.slice(range).iter().map(Cluster::width).sum()
    }

    /// The cells of the whole paragraph on one line, a line feed counting as a blank.
    pub fn full_width(&self) -> usize {
        self.width(self.whole())
    }

    /// The clusters of `range` from left to right on one line.
    pub fn visual(&self, range: Range<usize>) -> Vec<VisualPlace> {
        let first = range.start;
        let level = self.level_of(&range);
        order::visual(self.slice(range), first, level, &self.bases, &self.islands)
    }

    /// The symbols of one line, remembered with the paragraph.
    pub(super) fn set_line(&self, range: Range<usize>) -> Rc<SetLine> {
        self.drawn.borrow_mut().get_or_make(range.clone(), || self.set(range, false))
    }

    /// The symbols of the whole paragraph on one line of `width` cells, with an ellipsis if it is longer.
    pub(super) fn set_in(&self, width: usize) -> SetLine {
        let (range, is_cut) = self.fit(width);
        self.set(range, is_cut)
    }

    /// The symbols of `range` on one line, with an ellipsis at the end of the line if it is cut.
    fn set(&self, range: Range<usize>, is_cut: bool) -> SetLine {
        let ends_left = self.begins_right(&range);
        let order = self.visual(range);
        let mut line = SetLine::with_capacity(order.len() + usize::from(is_cut));
        let at_end = if ends_left { order.first() } else { order.last() };
        let span_at_end = at_end.map_or(usize::MAX, |placed| self.span_of(*placed));
        if is_cut && ends_left {
            line.push(ELLIPSIS, "", 1, span_at_end);
        }
        for placed in order {
            let (first, marks) = self.symbol(placed);
            line.push(first, marks, self.cells_of(placed), self.span_of(placed));
        }
        if is_cut && !ends_left {
            line.push(ELLIPSIS, "", 1, span_at_end);
        }
        line
    }

    /// The style of the span with this number.
    pub(super) fn style_of_span(&self, span: usize) -> Style {
        self.styles.get(span).copied().unwrap_or_default()
    }

    /// One line in visual order, for a ratatui widget. Such a widget must not wrap, measure or cut text, because it
    /// would do so in visual order.
    pub fn line(&self, range: Range<usize>) -> Line<'static> {
        let mut spans: Vec<(String, Style, bool)> = Vec::new();
        for placed in self.visual(range) {
            let (base, marks) = self.symbol(placed);
            let style = self.style_of(placed);
            // A symbol that could combine with its new neighbour gets its own span.
            let open = is_simple(base) && marks.is_empty();
            match spans.last_mut() {
                Some((text, last, true)) if open && *last == style => text.push(base),
                _ => spans.push((format!("{base}{marks}"), style, open)),
            }
        }
        spans.into_iter().map(|(text, style, _)| Span::styled(text, style)).collect()
    }

    /// One line in visual order, shaped, without styles.
    pub fn visual_string(&self, range: Range<usize>) -> String {
        let is_rtl = self.begins_right(&range);
        let order = self.visual(range);
        // Most symbols are Latin letters of one byte or Arabic forms of three.
        let mut line = String::with_capacity(if is_rtl { 3 * order.len() } else { order.len() });
        for placed in order {
            let symbol = self.symbol_text(placed);
            let first = symbol.chars().next().filter(|_| placed.mirrored);
            match first.and_then(|first| get_mirrored(first).zip(Some(first))) {
                None => line.push_str(symbol),
                Some((mirror, first)) => {
                    line.push(mirror);
                    line.push_str(from(symbol, first.len_utf8()));
                }
            }
        }
        line
    }

    /// The symbol at a place: the base, mirrored if needed, and the marks that follow it in the same cell.
    pub(super) fn symbol(&self, placed: VisualPlace) -> (char, &str) {
        let symbol = self.symbol_text(placed);
        let base = symbol.chars().next().unwrap_or(' ');
        let marks = from(symbol, base.len_utf8());
        let mirror = if placed.mirrored { get_mirrored(base) } else { None };
        (mirror.unwrap_or(base), marks)
    }

    /// The symbol at a place, not mirrored.
    fn symbol_text(&self, placed: VisualPlace) -> &str {
        let range = self.clusters.get(placed.cluster).map_or(0..0, Cluster::symbol);
        self.symbols.get(range).unwrap_or_default()
    }

    fn style_of(&self, placed: VisualPlace) -> Style {
        self.style_of_span(self.span_of(placed))
    }

    /// The number of the span that has the style.
    pub(super) fn span_of(&self, placed: VisualPlace) -> usize {
        self.clusters.get(placed.cluster).map_or(0, Cluster::span)
    }

    pub(super) fn cells_of(&self, placed: VisualPlace) -> u16 {
        self.clusters.get(placed.cluster).map_or(0, |cluster| u16::from(cluster.width))
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &[Cluster] {
        let end = range.end.min(self.clusters.len());
        self.clusters.get(range.start..end).unwrap_or_default()
    }

    /// The part of the paragraph that fits on one line of `width` cells, and whether it must be followed by an
    /// ellipsis, for which one cell is left free. The range is empty for a width of 0.
    pub fn fit(&self, width: usize) -> (Range<usize>, bool) {
        if self.full_width() <= width {
            return (self.whole(), false);
        }
        let Some(room) = width.checked_sub(1) else { return (0..0, false) };
        let mut column = 0;
        let fitting = self.clusters.iter().take_while(|cluster| {
            column += cluster.width();
            column <= room
        });
        let count = fitting.count();
        let blanks = self.slice(0..count).iter().rev().take_while(|cluster| cluster.is_blank()).count();
        // An ellipsis after a blank would look detached.
        (0..count - blanks, true)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::unshaped;
    use super::*;

    fn lines(text: &str, width: usize, base: Base) -> Vec<String> {
        let paragraph = Paragraph::plain(text, base);
        paragraph.wrap(width).into_iter().map(|line| unshaped(&paragraph.visual_string(line))).collect()
    }

    #[test]
    fn a_paragraph_is_remembered_for_everything_it_depends_on() {
        let bold = Style::new().bold();
        let remembered =
            |text, style, base| Paragraph::remembered(&[(text, style)], base, Presentation::default());
        let first = remembered("نص", bold, Base::Rtl);
        assert!(Rc::ptr_eq(&first, &remembered("نص", bold, Base::Rtl)));
        for other in [
            remembered("نصا", bold, Base::Rtl),
            remembered("نص", Style::new(), Base::Rtl),
            remembered("نص", bold, Base::Ltr),
            Paragraph::remembered(&[("ن", bold), ("ص", bold)], Base::Rtl, Presentation::default()),
        ] {
            assert!(!Rc::ptr_eq(&first, &other));
        }
        let long = "نص".repeat(LONGEST_REMEMBERED);
        assert!(!Rc::ptr_eq(&remembered(&long, bold, Base::Rtl), &remembered(&long, bold, Base::Rtl)));
    }

    #[test]
    fn the_first_words_are_on_the_first_line() {
        assert_eq!(lines("واحد اثنان ثلاثة أربعة", 12, Base::Rtl), ["نانثا دحاو", "ةعبرأ ةثالث"]);
    }

    #[test]
    fn a_lam_alef_counts_as_one_cell_when_wrapping() {
        assert_eq!(Paragraph::plain("بلا سلام", Base::Rtl).wrap(6).len(), 1);
        assert_eq!(Paragraph::plain("بلا سلام", Base::Rtl).wrap(5).len(), 2);
    }

    #[test]
    fn lines_break_at_line_feeds_and_blanks_and_inside_long_words() {
        assert_eq!(lines("ab\n\ncd\r\nef\n", 9, Base::Ltr), ["ab", "", "cd", "ef", ""]);
        assert_eq!(lines("ab   cd", 3, Base::Ltr), ["ab", "cd"]);
        assert_eq!(lines("abcdefgh ij", 3, Base::Ltr), ["abc", "def", "gh", "ij"]);
        assert_eq!(lines("abc \ndef", 3, Base::Ltr), ["abc", "def"]);
        assert_eq!(lines("abc  ", 3, Base::Ltr), ["abc"]);
        assert_eq!(lines("", 3, Base::Ltr), [""]);
        assert_eq!(lines("  ab cd", 4, Base::Ltr), ["  ab", "cd"]);
        assert_eq!(lines("ab\u{A0}cd e", 5, Base::Ltr), ["ab cd", "e"]);
    }

    #[test]
    fn a_wide_cluster_goes_to_the_next_line_whole() {
        assert_eq!(lines("日本語", 5, Base::Ltr), ["日本", "語"]);
        assert_eq!(lines("日本", 1, Base::Ltr), ["日", "本"]);
        assert_eq!(lines("ab", 0, Base::Ltr), ["a", "b"]);
    }

    #[test]
    fn a_cut_keeps_a_cell_for_the_ellipsis_and_no_blank_before_it() {
        let paragraph = Paragraph::plain("abc def", Base::Ltr);
        assert_eq!(paragraph.fit(7), (0..7, false));
        assert_eq!(paragraph.fit(6), (0..5, true));
        assert_eq!(paragraph.fit(5), (0..3, true));
        assert_eq!(paragraph.fit(1), (0..0, true));
        assert_eq!(paragraph.fit(0), (0..0, false));
        assert_eq!(Paragraph::plain("", Base::Ltr).fit(0), (0..0, false));
        assert_eq!(Paragraph::plain("日本", Base::Ltr).fit(3), (0..1, true));
    }

    #[test]
    fn a_line_keeps_the_style_of_every_span_through_the_reordering() {
        let red = Style::new().red();
        let paragraph =
            Paragraph::new(&[("نص ", Style::new()), ("", red), ("أحمر", red), (" 12", red)], Base::Rtl);
        let line = paragraph.line(paragraph.whole());
        let spans: Vec<(String, Style)> =
            line.spans.iter().map(|span| (unshaped(&span.content), span.style)).collect();
        assert_eq!(spans, [("12 رمحأ".to_owned(), red), (" صن".to_owned(), Style::new())]);
    }
}
