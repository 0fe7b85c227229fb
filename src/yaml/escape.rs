//! Writes invisible characters as escapes, so that readers of the file and of `git diff` see them.
//!
//! `serde_yaml` writes most characters unchanged. Here a text that contains an invisible character, or one that changes
//! the direction of a line, is written in double quotes with these characters escaped. [`invisible`] decides which they
//! are, by the same rule as on the screen; only direction marks, which the screen may obey, are always escaped. All
//! other texts keep the form that `serde_yaml` gives them.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde_yaml::{Mapping, Value};

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

/// The texts to be escaped, and the placeholder that replaces them while the tree is written.
pub(super) struct Escaped {
    placeholder: String,
    texts: Vec<String>,
}

impl Escaped {
    /// Replaces each text with invisible characters by a placeholder. `written` is the tree as YAML, in which the
    /// placeholder must not occur.
    pub(super) fn take_out(tree: &mut Value, written: &str) -> Self {
        let mut escaped = Self { placeholder: unused_placeholder(written), texts: Vec::new() };
        escaped.take(tree);
        escaped
    }

    /// Replaces each placeholder in `written` by its escaped text.
    pub(super) fn put_back(&self, written: &str) -> String {
        let mut out = String::with_capacity(written.len());
        let mut texts = self.texts.iter();
        let mut parts = written.split(&self.placeholder);
        out.extend(parts.next());
        for part in parts {
            out.extend(texts.next().map(String::as_str));
            let rest = part.split_once('-').map_or(part, |(_, rest)| rest);
            out.push_str(rest.trim_start_matches(PADDING));
        }
        out
    }

    fn take(&mut self, value: &mut Value) {
        match value {
            Value::String(text) if has_invisible(text) => {
                let quoted = quoted(text);
                // The number makes keys differ. The padding gives the placeholder the length of the text, because
                // `serde_yaml` writes long keys in another form.
                *text = format!("{}{}-", self.placeholder, self.texts.len());
                let padding = quoted.len().saturating_sub(text.len());
                text.extend(std::iter::repeat_n(PADDING, padding));
                self.texts.push(quoted);
            }
            Value::Sequence(items) => items.iter_mut().for_each(|item| self.take(item)),
            Value::Mapping(entries) => {
                let mut taken = Mapping::with_capacity(entries.len());
                for (mut key, mut value) in std::mem::take(entries) {
                    self.take(&mut key);
                    self.take(&mut value);
                    taken.insert(key, value);
                }
                *entries = taken;
            }
            Value::Tagged(tagged) => self.take(&mut tagged.value),
            Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// Fills a placeholder up to the length of its text.
const PADDING: char = 'x';

/// A placeholder that does not occur in `text`, and that YAML writes without quotes.
fn unused_placeholder(text: &str) -> String {
    const BEGINNING: &str = "escaped-";
    let number = |rest: &str| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest.get(..digits).and_then(|digits| digits.parse::<usize>().ok())
    };
    let used: HashSet<usize> = text.split(BEGINNING).skip(1).filter_map(number).collect();
    let free = (0..=used.len()).find(|number| !used.contains(number)).unwrap_or_default();
    format!("{BEGINNING}{free}-")
}

/// The text in double quotes on one line.
fn quoted(text: &str) -> String {
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
