//! Explains errors to the user: what happened, where, why, and what to do, in the language of the interface.
//!
//! Errors of other rooms are types without words. Only here they become sentences, so that commands and screens say the
//! same. Nothing here recognises an English sentence: a fault arrives as a code with fields.

mod clock;
mod compare;
mod export;
mod files;
mod hijri;
mod pack;
mod settings;
mod store;
mod system;
mod take_over;
mod theme;
mod yaml;

pub use hijri::hijri_dates;
pub use store::{in_file, left_unsaved, moment, outside_the_folder};
pub use system::{refused, system};

use std::borrow::Cow;

use crate::bidi::ltr;
use crate::i18n::Messages;
use crate::shell::{self, islands};

/// An error in sentences. Text in backticks is to be typed exactly as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explanation {
    /// What happened.
    pub what: String,
    /// Where: a file, and the line where it is known (`pack.yaml:12`).
    pub place: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// What to do about it.
    pub what_to_do: Option<String>,
}

impl Explanation {
    /// An explanation of what happened, without a place, a reason or advice.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: islands(&what.into()).into_owned(), ..Self::default() }
    }

    /// Sets the place. It becomes a left-to-right island, because paths are read from the left.
    #[must_use]
    pub fn at(self, place: impl Into<String>) -> Self {
        Self { place: Some(ltr(&place.into())), ..self }
    }

    /// Sets the reason.
    #[must_use]
    pub fn because(self, why: impl Into<String>) -> Self {
        Self { why: Some(islands(&why.into()).into_owned()), ..self }
    }

    /// Adds advice after the advice that is already there. Its commands are written as this run was called.
    #[must_use]
    pub fn advise(self, what_to_do: impl AsRef<str>) -> Self {
        let further = shell::advice(what_to_do.as_ref());
        let advice = match self.what_to_do {
            Some(first) => format!("{first} {further}"),
            None => further.into_owned(),
        };
        Self { what_to_do: Some(advice), ..self }
    }

    /// Advises to use `nearest`, the name that was most likely meant. Without one it lists the known names: all of them, or
    /// the first 12 where the command `rest` shows the others.
    #[must_use]
    pub fn suggest<'a>(
        self,
        nearest: Option<&str>,
        known: impl IntoIterator<Item = &'a str>,
        rest: Option<&str>,
        words: &Messages,
    ) -> Self {
        let common = &words.errors.common;
        if let Some(name) = nearest {
            return self.advise(common.did_you_mean.fill(&[("name", &name)]));
        }
        let names: Vec<&str> = known.into_iter().collect();
        if names.is_empty() {
            return self.advise(&common.none_known);
        }
        match rest.filter(|_| names.len() > NAMES) {
            Some(command) => self
                .advise(common.known.fill(&[("names", &first_of(names, words))]))
                .advise(common.rest.fill(&[("command", &command)])),
            None => self.advise(common.known.fill(&[("names", &names.join(&words.common.list_separator))])),
        }
    }

    /// The parts as paragraphs, for an overlay.
    pub fn paragraphs(&self) -> Vec<String> {
        let parts = [Some(&self.what), self.place.as_ref(), self.why.as_ref(), self.what_to_do.as_ref()];
        parts.into_iter().flatten().cloned().collect()
    }

    /// The parts on one line, for a list of faults: `place: what why what to do`.
    pub fn on_one_line(&self) -> String {
        let place = self.place.as_ref().map(|place| format!("{place}:"));
        let parts = [place.as_ref(), Some(&self.what), self.why.as_ref(), self.what_to_do.as_ref()];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// Most letters of a text that is quoted from a file.
const QUOTED: usize = 80;

/// The beginning of a text of a file, to quote it in a sentence: at most a line, with `…` if there is more. Every
/// explanation that quotes a file asks here, because a stranger's file may hold one text of any size.
pub fn excerpt(text: &str) -> Cow<'_, str> {
    let line = text.lines().next().unwrap_or_default();
    let end = line.char_indices().nth(QUOTED).map_or(line.len(), |(end, _)| end);
    match line.get(..end) {
        Some(begin) if begin.len() < text.len() => Cow::Owned(format!("{}…", begin.trim_end())),
        _ => Cow::Borrowed(text),
    }
}

/// Most names in one sentence.
const NAMES: usize = 12;

/// The first [`NAMES`] names as a list, with `…` if there are more.
fn first_of(names: impl IntoIterator<Item = impl Into<String>>, words: &Messages) -> String {
    let mut names = names.into_iter();
    let first: Vec<String> = names.by_ref().take(NAMES).map(Into::into).collect();
    let mut list = first.join(&words.common.list_separator);
    if names.next().is_some() {
        list.push('…');
    }
    list
}

/// An error that can be explained to the user.
pub trait Explain {
    /// The explanation in the language of `words`.
    fn explain(&self, words: &Messages) -> Explanation;
}

#[cfg(test)]
pub(crate) mod tests;
