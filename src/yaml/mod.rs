//! The one door to YAML: bounded, located, and the same for packs, assessments, themes and settings.
//!
//! A guard passes over the events of a text before anything is built from it. It refuses what the formats of this
//! program do not need and what could harm (aliases, depth, sheer number, a key twice), and remembers where every value
//! stands. Only then do the types read it. Pure but for [`read`]; knows nothing of what the files mean.

mod dates;
mod fault;
mod file;
mod guard;
mod limits;
mod message;
mod place;
mod salvage;

use serde::{Serialize, de::DeserializeOwned};

pub use fault::{Fault, FaultKind, Shape};
pub use file::{ReadFault, read};
pub use limits::Limits;
pub use message::nearest;
pub use place::{Place, Places};
pub use salvage::{Salvaged, is_within, salvage};

/// Reads a value from `text`.
pub fn parse<T: DeserializeOwned>(text: &str, limits: Limits) -> Result<T, Fault> {
    parse_with_places(text, limits).map(|(value, _)| value)
}

/// Reads a value from `text`, and where each of its parts stands.
pub fn parse_with_places<T: DeserializeOwned>(text: &str, limits: Limits) -> Result<(T, Places), Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let places = guard::inspect(text, limits)?;
    match serde_yaml::from_str(text) {
        Ok(value) => Ok((value, places)),
        Err(error) => Err(message::understand::<T>(&error, text, &places)),
    }
}

/// Writes a value so that [`parse`] reads it back.
///
/// Line separators that YAML readers disagree about (U+0085, U+2028, U+2029) become ordinary line breaks.
pub fn to_string<T: Serialize>(value: &T) -> Result<String, Fault> {
    let refused = |error: serde_yaml::Error| Fault {
        place: None,
        path: String::new(),
        kind: FaultKind::Syntax(error.to_string()),
    };
    let text = serde_yaml::to_string(value).map_err(refused)?;
    if !text.contains(guard::is_line_separator) {
        return Ok(text);
    }
    let mut tree = serde_yaml::to_value(value).map_err(refused)?;
    break_lines(&mut tree);
    serde_yaml::to_string(&tree).map_err(refused)
}

fn break_lines(value: &mut serde_yaml::Value) {
    use serde_yaml::Value;
    match value {
        Value::String(text) => *text = text.replace(guard::is_line_separator, "\n"),
        Value::Sequence(items) => items.iter_mut().for_each(break_lines),
        Value::Mapping(entries) => {
            let old = std::mem::take(entries);
            entries.extend(old.into_iter().map(|(mut key, mut value)| {
                break_lines(&mut key);
                break_lines(&mut value);
                (key, value)
            }));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Tagged(_) => {}
    }
}

#[cfg(test)]
mod tests;
