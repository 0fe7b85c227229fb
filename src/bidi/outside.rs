//! A text without what it isolates, and whether it has letters. It knows no levels.

use std::borrow::Cow;

use unicode_bidi::BidiClass;

use super::class::bidi_class;
use super::island;
use super::safe::{is_dropped, neutral_of_length, without_commands};
use super::slice::from;

/// The text as its line sees it: an island is one neutral, as an isolate is (UAX #9, X5b), and so is a command that
/// is drawn as a symbol. It has the same length in bytes, so that byte ranges stay valid.
pub(super) fn outside(text: &str) -> Cow<'_, str> {
    if !text.contains(island::opens) {
        return without_commands(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for island in island::islands_in(text) {
        out.push_str(&without_commands(text.get(at..island.start - island::MARK).unwrap_or_default()));
        at = island.end + island::MARK;
        let inside = text.get(island.start - island::MARK..at).unwrap_or_default();
        out.extend(inside.chars().map(|c| neutral_of_length(c.len_utf8())));
    }
    out.push_str(&without_commands(from(text, at)));
    Cow::Owned(out)
}

/// Whether a text has a letter with a direction. Direction marks do not count.
pub(super) fn has_letter(text: &str) -> bool {
    let is_strong = |c| matches!(bidi_class(c), BidiClass::L | BidiClass::R | BidiClass::AL);
    text.chars().any(|c| is_strong(c) && !is_dropped(c) && !island::is_mark(c))
}
