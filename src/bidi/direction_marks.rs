//! Direction marks (LRM, RLM, ALM) that no text needs.
//!
//! Such a mark takes no cell; its trace is the order of the line. Word processors and settings of dates put them around
//! numbers and Latin words of Arabic texts, also where they change nothing, and the reader of such a text is to see nothing
//! of them. Between two letters none of these puts one, nor dozens in a line: there each is shown as a symbol. In files they
//! are always escaped, so that a `git diff` shows them.

use super::class::is_alphabetic;
use super::safe::is_direction_mark;

/// Marks that a line may have.
const MARKS_PER_LINE: usize = 16;

/// Where the marks are that no text needs, in bytes and in order.
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

/// Whether what is between these bytes has a letter directly before it and directly behind it.
fn is_within_a_word(line: &str, at: usize, end: usize) -> bool {
    let before = line.get(..at).and_then(|before| before.chars().next_back());
    let behind = line.get(end..).and_then(|behind| behind.chars().next());
    [before, behind].iter().all(|c| c.is_some_and(|c| is_alphabetic(c) || is_direction_mark(c)))
}
