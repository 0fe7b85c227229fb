//! The one door to YAML: bounded, located, and the same for packs, assessments, themes and settings.
//!
//! A guard passes over the events of a text before anything is built from it. It refuses what the formats of this
//! program do not need and what could harm (aliases, depth, sheer number, a key twice), and remembers where every value
//! stands. Only then do the types read it. Pure but for reading files; knows nothing of what the files mean.

mod amend;
mod dates;
mod escape;
mod fault;
mod faults;
mod fields;
mod file;
mod guard;
mod limits;
mod message;
mod place;
mod reader;
mod salvage;
mod tree;

use serde::{Serialize, de::DeserializeOwned};

use escape::Escaped;

pub use amend::amend;
pub use escape::comment;
pub use fault::{Fault, FaultKind, Shape};
pub use faults::Faults;
pub use fields::unknown_keys;
pub use file::{Links, ReadFault, read, read_bytes, read_head, read_opened, text_of};
pub use limits::Limits;
pub use message::nearest;
pub use place::{Place, Places};
pub use salvage::{Salvaged, salvage};
pub use tree::MadeUp;

/// Reads a value from `text`.
pub fn parse<T: DeserializeOwned>(text: &str, limits: Limits) -> Result<T, Fault> {
    parse_with_places(text, limits).map(|(value, _)| value)
}

/// Reads a value from `text`, and where each of its parts stands.
pub fn parse_with_places<T: DeserializeOwned>(text: &str, limits: Limits) -> Result<(T, Places), Fault> {
    let document = Document::open(text, limits)?;
    document.read().map(|value| (value, document.places))
}

/// A text that the guard let pass, to be read as whatever it may be without another pass.
#[derive(Debug, Clone)]
pub struct Document<'t> {
    text: &'t str,
    /// Where its parts stand.
    pub places: Places,
}

impl<'t> Document<'t> {
    /// The document in `text`, if it keeps to `limits`.
    pub fn open(text: &'t str, limits: Limits) -> Result<Self, Fault> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Ok(Self { text, places: guard::inspect(text, limits)? })
    }

    /// Reads it as a value of this type.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        serde_yaml::from_str(self.text)
            .map_err(|error| message::understand::<T>(&error, self.text, &self.places))
    }
}

/// Writes a value so that [`parse`] reads it back, and a person who reads the file sees all of it: a text with a
/// character that cannot be seen stands in double quotes, with an escape in its place.
pub fn to_string<T: Serialize>(value: &T) -> Result<String, Fault> {
    let refused = |error: serde_yaml::Error| Fault {
        place: None,
        path: String::new(),
        kind: FaultKind::Syntax(error.to_string()),
    };
    let text = serde_yaml::to_string(value).map_err(refused)?;
    if !escape::hides_something(&text) {
        return Ok(text);
    }
    let mut tree = serde_yaml::to_value(value).map_err(refused)?;
    let escaped = Escaped::take_out(&mut tree, &text);
    Ok(escaped.put_back(&serde_yaml::to_string(&tree).map_err(refused)?))
}

#[cfg(test)]
mod tests;
