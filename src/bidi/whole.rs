//! Whole texts as visual strings, for output that is printed and not drawn.
//!
//! It knows no buffer and no terminal: lines are printed by `cli`.

use ratatui::style::Style;

use super::cluster::{Cluster, Clusters, simple_width};
use super::island::without_islands;
use super::order::{Base, is_plain_ltr};
use super::paragraph::Paragraph;
use super::presentation::{Digits, Presentation, Tashkeel};
use super::safe::{is_direction_mark, stand_in};
use super::unseen::{is_surplus, seen};

/// The sign at the end of a text that was cut.
pub const ELLIPSIS: char = '…';

/// The cells that a text takes on one line, as it is drawn: the only measure of width. A line feed counts as a blank.
pub fn measure(text: &str) -> usize {
    if let Some(width) = simple_width(text) {
        return width;
    }
    let mut symbols = String::new();
    let text = seen(text);
    let mut clusters = Clusters::new(&text, Tashkeel::Hidden);
    let widths = std::iter::from_fn(|| {
        symbols.clear();
        clusters.next(&mut symbols).as_ref().map(Cluster::width)
    });
    widths.sum()
}

/// A text on one line in visual order, shaped and safe to print.
pub fn visual(text: &str, base: Base, presentation: Presentation) -> String {
    if is_as_written(text, base, presentation) {
        return text.to_owned();
    }
    let paragraph = whole(text, base, presentation);
    paragraph.visual_string(paragraph.whole())
}

/// A text in logical order, for output that programs read: no character is obeyed by a terminal or hidden from a
/// reader, and marks that only order a line on the screen are removed. Line feeds and tabs become blanks.
pub fn logical(text: &str) -> String {
    let text = without_islands(text);
    let text = seen(&text);
    let mut is_behind_surplus = false;
    let shown = |c: char| {
        let is_more_surplus = std::mem::replace(&mut is_behind_surplus, is_surplus(c)) && is_surplus(c);
        match c {
            '\n' | '\t' => Some(' '),
            _ if is_direction_mark(c) || is_more_surplus => None,
            _ => Some(stand_in(c).unwrap_or(c)),
        }
    };
    text.chars().filter_map(shown).collect()
}

/// A text wrapped to `width` cells, its lines in visual order, the first line first.
pub fn wrap_visual(text: &str, width: usize, base: Base, presentation: Presentation) -> Vec<String> {
    let is_one_line = || simple_width(text).is_some_and(|cells| (1..=width).contains(&cells));
    if is_as_written(text, base, presentation) && text.trim() == text && is_one_line() {
        return vec![text.to_owned()];
    }
    let paragraph = whole(text, base, presentation);
    paragraph.wrap(width).into_iter().map(|line| paragraph.visual_string(line)).collect()
}

/// Whether a text is printed as it is written.
fn is_as_written(text: &str, base: Base, presentation: Presentation) -> bool {
    base != Base::Rtl && presentation.digits == Digits::Latin && is_plain_ltr(text)
}

fn whole(text: &str, base: Base, presentation: Presentation) -> Paragraph {
    Paragraph::presented(&[(text, Style::default())], base, presentation)
}

#[cfg(test)]
mod tests {
    use super::super::tests::unshaped;
    use super::*;

    const PLAIN: Presentation = Presentation {
        digits: Digits::Latin,
        tashkeel: Tashkeel::Hidden,
        figures: super::super::Figures::Standard,
    };

    #[test]
    fn a_text_is_measured_as_it_is_drawn() {
        assert_eq!(measure(""), 0);
        assert_eq!(measure("GSB 75%"), 7);
        assert_eq!(measure("سلام"), 3);
        assert_eq!(measure("الإلكتروني لا مركزي"), 17);
        assert_eq!(measure("ثُمَّ"), 2);
        assert_eq!(measure("a\u{1B}b\tc\nd"), 7);
        assert_eq!(measure("\u{200E}12%\u{200E}"), 3);
        assert_eq!(measure("ب C+\u{200E}"), 4);
    }

    proptest::proptest! {
        #[test]
        fn a_text_that_needs_no_work_is_wrapped_like_any_other(
            text in "[a-zé0-9 .,%:“”…\\n\\t\u{200E}日-]{0,12}",
            width in 0..14_usize,
        ) {
            for base in [Base::Ltr, Base::Auto] {
                let paragraph = whole(&text, base, PLAIN);
                let lines: Vec<_> =
                    paragraph.wrap(width).into_iter().map(|line| paragraph.visual_string(line)).collect();
                proptest::prop_assert_eq!(wrap_visual(&text, width, base, PLAIN), lines);
            }
        }
    }

    #[test]
    fn a_wrapped_text_begins_with_what_is_read_first() {
        let lines: Vec<String> =
            wrap_visual("تقييم النضج", 6, Base::Rtl, PLAIN).iter().map(|line| unshaped(line)).collect();
        assert_eq!(lines, ["مييقت", "جضنلا"]);
        assert_eq!(wrap_visual("one two", 3, Base::Auto, PLAIN), ["one", "two"]);
    }
}
