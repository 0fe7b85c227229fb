//! Whole texts as visual strings, for what is printed rather than drawn.

use super::cluster::{Cluster, Clusters};
use super::order::{Base, is_plain_ltr};
use super::paragraph::Paragraph;

/// Follows a text that was cut.
pub const ELLIPSIS: char = '…';

/// The cells a text takes on one line, as it will be drawn: the only measure of width. A line feed counts as a blank.
pub fn measure(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    let mut symbols = String::new();
    let mut clusters = Clusters::new(text);
    let widths = std::iter::from_fn(|| {
        symbols.clear();
        clusters.next(&mut symbols).as_ref().map(Cluster::width)
    });
    widths.sum()
}

/// A text on one line in visual order, shaped and safe to print.
pub fn visual(text: &str, base: Base) -> String {
    if base != Base::Rtl && is_plain_ltr(text) {
        return text.to_owned();
    }
    let paragraph = Paragraph::plain(text, base);
    paragraph.visual_string(paragraph.whole())
}

/// A text wrapped to `width` cells, its lines in visual order; the first of them is the first to read.
pub fn wrap_visual(text: &str, width: usize, base: Base) -> Vec<String> {
    let paragraph = Paragraph::plain(text, base);
    paragraph.wrap(width).into_iter().map(|line| paragraph.visual_string(line)).collect()
}

/// A text on one line of at most `width` cells in visual order, cut where it must be, with an ellipsis on the side
/// where the text ends.
pub fn truncate(text: &str, width: usize, base: Base) -> String {
    let paragraph = Paragraph::plain(text, base);
    let (range, cut) = paragraph.fit(width);
    let line = paragraph.visual_string(range);
    match (cut, paragraph.is_rtl()) {
        (false, _) => line,
        (true, false) => format!("{line}{ELLIPSIS}"),
        (true, true) => format!("{ELLIPSIS}{line}"),
    }
}
