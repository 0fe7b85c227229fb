//! Writes invisible characters as escapes, so that readers of the file and of `git diff` see them.
//!
//! `serde_yaml` writes most characters unchanged. Here a text that contains an invisible character, or one that changes
//! the direction of a line, is written in double quotes with these characters escaped. [`invisible`] decides which they
//! are, by the same rule as on the screen; only direction marks, which the screen may obey, are always escaped. All
//! other texts keep the form that `serde_yaml` gives them.

use std::fmt::Write as _;

use crate::bidi::invisible;

/// Whether the text contains a character that has to be escaped.
pub(super) fn has_invisible(text: &str) -> bool {
    !invisible(text).is_empty()
}

/// The text of a YAML comment: on one line, with a blank in place of each invisible character.
pub fn comment(text: &str) -> String {
    let mut hidden = invisible(text).into_iter().peekable();
    let shown = |(at, c): (usize, char)| {
        let is_hidden = hidden.next_if_eq(&at).is_some();
        if is_hidden || matches!(c, '\n' | '\t') { ' ' } else { c }
    };
    text.char_indices().map(shown).collect()
}

/// The text in double quotes on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut hidden = invisible(text).into_iter().peekable();
    let mut out = String::with_capacity(text.len() + 16);
    out.push('"');
    for (at, c) in text.char_indices() {
        let code = u32::from(c);
        let written = match (hidden.next_if_eq(&at), c) {
            (Some(_), ..='\u{FFFF}') => write!(out, "\\u{code:04x}"),
            (Some(_), _) => write!(out, "\\U{code:08x}"),
            (None, '"' | '\\') => write!(out, "\\{c}"),
            (None, '\n') => write!(out, "\\n"),
            (None, '\t') => write!(out, "\\t"),
            (None, _) => write!(out, "{c}"),
        };
        written.expect("a string grows");
    }
    out.push('"');
    out
}
