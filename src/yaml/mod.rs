//! The only module that reads and writes YAML, for packs, assessments, themes and settings.
//!
//! Before any value is built from a text, the guard inspects its events. It refuses constructs that our formats do not
//! need and that could do harm (aliases, deep nesting, too many values, duplicate keys), and records the position of
//! each value. A text of simple lines in which none of that occurs is read without these events and without the parser.
//! Pure except for reading files; does not know what the files mean.

mod amend;
mod dates;
mod escape;
mod fault;
mod faults;
mod fields;
mod file;
mod guard;
mod limits;
mod lookalike;
mod message;
mod place;
mod plain;
mod plain_reader;
mod quoting;
mod reader;
mod salvage;
mod sentence;
mod syntax;
mod tree;

use std::cell::OnceCell;

use serde::{Serialize, de::DeserializeOwned};

use plain::PlainText;

pub use amend::amend;
pub use escape::comment;
pub use fault::{Fault, FaultKind, Shape};
pub use faults::Faults;
pub use fields::unknown_keys;
pub use file::{Links, ReadFault, read, read_bytes, read_head, read_opened, text_of};
pub use limits::Limits;
pub use place::{Place, Places};
pub use salvage::{Salvaged, salvage};
pub use syntax::SyntaxFault;
pub use tree::MadeUp;

/// Parses a value from `text`. Fails if the text exceeds `limits`, is refused by the guard, or does not fit `T`.
pub fn parse<T: DeserializeOwned>(text: &str, limits: Limits) -> Result<T, Fault> {
    Document::open(text, limits)?.read()
}

/// Like [`parse`], and returns the position of each part of the value.
pub fn parse_with_places<T: DeserializeOwned>(text: &str, limits: Limits) -> Result<(T, Places), Fault> {
    let document = Document::open(text, limits)?;
    document.read().map(|value| (value, document.into_places()))
}

/// A text that the guard accepts. It can be parsed as several types without a second inspection.
#[derive(Debug, Clone)]
pub struct Document<'t> {
    text: &'t str,
    limits: Limits,
    /// The text as events, if it is simple enough.
    plain: Option<PlainText<'t>>,
    /// The position of each value, once it was needed.
    places: OnceCell<Places>,
}

impl<'t> Document<'t> {
    /// Inspects `text` with the guard, unless it is so simple that the guard certainly accepts it. A byte order mark is
    /// skipped.
    pub fn open(text: &'t str, limits: Limits) -> Result<Self, Fault> {
        // The guard refuses this character everywhere else.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        guard::inspect_characters(text, limits)?;
        let plain = PlainText::of(text, limits);
        let places = OnceCell::new();
        if plain.is_none() {
            places.set(guard::inspect(text, limits)?).unwrap_or_default();
        }
        Ok(Self { text, limits, plain, places })
    }

    /// The position of each value.
    pub fn places(&self) -> &Places {
        // A text that was accepted without an inspection is not refused by one; a test holds this.
        self.places.get_or_init(|| guard::inspect(self.text, self.limits).unwrap_or_default())
    }

    /// The position of each value, without the document.
    pub fn into_places(self) -> Places {
        self.places();
        self.places.into_inner().unwrap_or_default()
    }

    /// Parses the text as a `T`.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        // Only the parser of the library says what is wrong.
        if let Some(value) = self.plain.as_ref().and_then(PlainText::read) {
            return Ok(value);
        }
        serde_yaml::from_str(self.text)
            .map_err(|error| message::understand::<T>(&error, self.text, self.places()))
    }
}

/// Writes a value as YAML that [`parse`] and every other reader understand alike: what YAML 1.1 takes for another type is
/// in quotes, and a text with an invisible character is in double quotes with that character escaped, so that readers of
/// the file and of `git diff` see it.
pub fn to_string<T: Serialize>(value: &T) -> Result<String, Fault> {
    quoting::to_string(value).map_err(|error| Fault {
        place: None,
        path: String::new(),
        kind: FaultKind::Syntax(SyntaxFault::Other(error.to_string())),
    })
}

#[cfg(test)]
mod tests;
