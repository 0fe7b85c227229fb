//! Direction marks (LRM, RLM, ALM) that have no effect in a text.
//!
//! Such a mark takes no cell; only the order of the line shows it. Word processors and date settings put marks around
//! numbers and Latin words in Arabic texts, even if they change nothing, so those marks are accepted without a
//! symbol. No such program puts a mark between two letters, or dozens in one line: there each mark is shown as a
//! symbol. Files always escape them, so that a `git diff` shows them.

use super::class::is_alphabetic;
use super::safe::is_direction_mark;

/// The most marks in one line that are accepted without a symbol.
const MARKS_PER_LINE: usize = 16;

/// The positions of marks that are shown as symbols, in bytes and in order.
pub(super) fn needless(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let places = line.match_indices(is_direction_mark).map(|(at, mark)| (at, at + mark.len()));
        let is_crowded = places.clone().count() > MARKS_PER_LINE;
        let is_needless = |(at, end): &(usize, usize)| is_crowded || is_within_a_word(line, *at, *end);
        found.extend(places.filter(is_needless).map(|(at, _)| start + at));
        start += line.len();
    }
    found
}

/// Whether these bytes have a letter or another mark directly before and directly after them.
fn is_within_a_word(line: &str, at: usize, end: usize) -> bool {
    let before = line.get(..at).and_then(|before| before.chars().next_back());
    let behind = line.get(end..).and_then(|behind| behind.chars().next());
    [before, behind].iter().all(|c| c.is_some_and(|c| is_alphabetic(c) || is_direction_mark(c)))
}
