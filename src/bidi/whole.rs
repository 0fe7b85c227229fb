//! Whole texts as strings: measured, in visual order, or in logical order for other programs.
//!
//! It knows no buffer and no terminal.

use unicode_segmentation::UnicodeSegmentation;

use super::cluster::{Cluster, Clusters, simple_width};
use super::direction::Base;
use super::island::{CLOSE, is_mark, without_islands};
use super::paragraph::ELLIPSIS;
use super::presentation::{Presentation, Tashkeel};
use super::printed::PrintedText;
use super::safe::{NO_BREAK, is_direction_mark, stand_in};
use super::unseen::{is_surplus, seen};

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

/// The beginning of a plain text that fits into a number of cells, with an ellipsis if it is not the whole.
pub fn shortened(text: &str, cells: usize) -> String {
    if measure(text) <= cells {
        return text.to_owned();
    }
    let mut short = String::new();
    for cluster in text.graphemes(true) {
        if measure(&short) + measure(cluster) >= cells {
            break;
        }
        short.push_str(cluster);
    }
    // An island that is cut ends before the sign. A mark without its pair would be drawn.
    let is_open = short.rfind(is_mark).is_some_and(|last| !short.split_at(last).1.starts_with(CLOSE));
    format!("{}{}{ELLIPSIS}", short.trim_end(), if is_open { CLOSE.to_string() } else { String::new() })
}

/// A text on one line in visual order, shaped and safe to print.
pub fn visual(text: &str, base: Base, presentation: Presentation) -> String {
    PrintedText::new(text, base, presentation).one_line().text
}

/// A text in logical order, for output that programs read: no character is obeyed by a terminal or hidden from a
/// reader, and marks that only order a line on the screen are removed. Line feeds, tabs and
/// no-break spaces become blanks.
pub fn logical(text: &str) -> String {
    let text = without_islands(text);
    let text = seen(&text);
    let mut is_behind_surplus = false;
    let shown = |c: char| {
        let is_more_surplus = std::mem::replace(&mut is_behind_surplus, is_surplus(c)) && is_surplus(c);
        match c {
            '\n' | '\t' | NO_BREAK => Some(' '),
            _ if is_direction_mark(c) || is_more_surplus => None,
            _ => Some(stand_in(c).unwrap_or(c)),
        }
    };
    text.chars().filter_map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortened_text_has_no_half_of_an_island() {
        let text =
            format!("{} ({})", super::super::own("وزارة المياه"), super::super::ltr("water 2026.yaml"));
        for cells in 2..measure(&text) {
            let short = shortened(&text, cells);
            assert!(measure(&short) <= cells && short.ends_with(ELLIPSIS), "{short}");
            assert!(!without_islands(&short).contains('\u{FFFD}'), "{cells}: {short:?}");
        }
    }

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
        assert_eq!(measure("1\u{A0}إلى\u{A0}2"), 7);
    }
}
