//! Characters that cannot be seen, written so that a person sees them in the file and in `git diff`.
//!
//! The writer below this one puts most characters into a file as they are. A text with one that leaves no trace, or that
//! turns the direction of a line, is written in double quotes here, with an escape in the place of each. Which characters
//! these are is decided by the same rule as on the screen ([`invisible`]); only direction marks, which the screen may
//! obey, are escaped always. Every other text keeps the form that the writer gives it.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde_yaml::{Mapping, Value};

use crate::bidi::invisible;

/// Whether a file that holds this text hides something of it from a reader.
pub(super) fn hides_something(text: &str) -> bool {
    !invisible(text).is_empty()
}

/// A text as a comment can hold it: on one line, and with a blank for what cannot be seen.
pub fn comment(text: &str) -> String {
    let mut hidden = invisible(text).into_iter().peekable();
    let shown = |(at, c): (usize, char)| {
        let is_hidden = hidden.next_if_eq(&at).is_some();
        if is_hidden || matches!(c, '\n' | '\t') { ' ' } else { c }
    };
    text.char_indices().map(shown).collect()
}

/// Texts that are to be escaped, and the words that stand for them while the tree is written.
pub(super) struct Escaped {
    word: String,
    texts: Vec<String>,
}

impl Escaped {
    /// Takes every text that hides something out of a tree, which was `written` with them, and leaves a word in its place.
    pub(super) fn take_out(tree: &mut Value, written: &str) -> Self {
        let mut escaped = Self { word: unused_word(written), texts: Vec::new() };
        escaped.take(tree);
        escaped
    }

    /// The tree as it was written with the words, with the texts in their places.
    pub(super) fn put_back(&self, written: &str) -> String {
        let mut out = String::with_capacity(written.len());
        let mut texts = self.texts.iter();
        let mut parts = written.split(&self.word);
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
            Value::String(text) if hides_something(text) => {
                let quoted = quoted(text);
                // With a number, because two keys must differ; and as long as the text, because a long key is written in
                // another form than a short one.
                *text = format!("{}{}-", self.word, self.texts.len());
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

/// Fills a word up to the length of its text.
const PADDING: char = 'x';

/// A word that stands nowhere in a text, and that YAML writes without quotes.
fn unused_word(text: &str) -> String {
    const BEGINNING: &str = "escaped-";
    let number = |rest: &str| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest.get(..digits).and_then(|digits| digits.parse::<usize>().ok())
    };
    let used: HashSet<usize> = text.split(BEGINNING).skip(1).filter_map(number).collect();
    let free = (0..=used.len()).find(|number| !used.contains(number)).unwrap_or_default();
    format!("{BEGINNING}{free}-")
}

/// A text in double quotes on one line.
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
