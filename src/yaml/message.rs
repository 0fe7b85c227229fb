//! Turns the English messages of `serde_yaml` into typed faults, which can be worded in any language. With [`SyntaxFault`]
//! the only place that matches sentences of a library.

use serde::de::DeserializeOwned;

use super::sentence::sentence;
use super::{Fault, FaultKind, Place, Places, Shape, SyntaxFault, dates};
use crate::model::{ExpectedValue, REASON_WITHOUT};
use crate::search::nearest;

/// The fault behind `error`, which stopped parsing `text` as a `T`. The position is the parser's own, except for an
/// unknown key: there the key's position is more precise than that of its map.
pub(super) fn understand<T: DeserializeOwned>(
    error: &serde_yaml::Error,
    text: &str,
    places: &Places,
) -> Fault {
    let location = error.location();
    let words = sentence(error);
    let (mut path, message) = split_path(&words, places);
    let mut kind = understand_message(message);
    if let FaultKind::Syntax(_) | FaultKind::InvalidType { .. } = kind
        && let Some(of_a_date) = dates::fault::<T>(text, &path)
    {
        kind = of_a_date;
    }
    // An empty file fails with whatever the type asks for first, which would mislead the user.
    if places.is_nothing()
        && matches!(kind, FaultKind::MissingField(_) | FaultKind::InvalidType { .. } | FaultKind::Empty)
    {
        return Fault { place: Some(Place::START), path: String::new(), kind: FaultKind::Empty };
    }
    let mut place = location.map(|location| Place::new(location.line(), location.column()));
    if let FaultKind::UnknownField { field, .. } = &kind {
        let inside = join(&path, field);
        if let Some(exact) = places.exact(&inside) {
            (place, path) = (Some(exact), inside);
        }
    }
    Fault { place: place.or_else(|| Some(places.at(&path))), path, kind }
}

/// The path of the entry `key` in the map at `path`.
pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// The highest number of colons considered as the end of a path. Keys rarely contain colons, but hostile texts may
/// contain thousands.
const MOST_SPLITS: usize = 64;

/// Splits a message into the path at its start and the rest. Of several readings, takes the longest path that exists in
/// the file.
fn split_path<'a>(words: &'a str, places: &Places) -> (String, &'a str) {
    let splits = words.match_indices(": ").filter_map(|(end, _)| words.split_at_checked(end));
    let known = splits.take(MOST_SPLITS).filter(|(path, _)| places.exact(path).is_some()).last();
    known.map_or((String::new(), words), |(path, rest)| {
        (path.to_owned(), rest.strip_prefix(": ").unwrap_or(rest))
    })
}

/// Parses a message without its position. Unrecognised messages become [`FaultKind::Syntax`].
pub(super) fn understand_message(message: &str) -> FaultKind {
    known_message(message).unwrap_or_else(|| FaultKind::Syntax(SyntaxFault::of_sentence(message)))
}

fn known_message(message: &str) -> Option<FaultKind> {
    if message == "EOF while parsing a value" {
        return Some(FaultKind::Empty);
    }
    if message == REASON_WITHOUT {
        return Some(FaultKind::ReasonWithout);
    }
    if let Some(rest) = message.strip_prefix("unknown field `") {
        let (field, expected) = unknown(rest)?;
        return Some(FaultKind::unknown_field(field, &expected));
    }
    if let Some(rest) = message.strip_prefix("unknown variant `") {
        let (word, expected) = unknown(rest)?;
        return Some(FaultKind::unknown_word(word, &expected));
    }
    if let Some(rest) = message.strip_prefix("missing field `") {
        return Some(FaultKind::MissingField(rest.strip_suffix('`').unwrap_or(rest).to_owned()));
    }
    if let Some(rest) = message.strip_prefix("invalid type: ") {
        let (found, expected) = rest.rsplit_once(", expected ")?;
        return Some(FaultKind::invalid_type(found_shape(found), expected_shape(expected)));
    }
    let (found, expected) = message.strip_prefix("invalid value: ")?.rsplit_once(", expected ")?;
    Some(FaultKind::InvalidValue { found: found_shape(found), expected: expected_shape(expected) })
}

/// The word and the allowed ones in ``x`, expected one of `a`, `b`` and its variants.
fn unknown(rest: &str) -> Option<(&str, Vec<&str>)> {
    let (word, expected) =
        rest.rsplit_once("`, expected ").or_else(|| rest.rsplit_once("`, there are no "))?;
    Some((word, expected.split('`').skip(1).step_by(2).collect()))
}

impl FaultKind {
    pub(crate) fn unknown_field(field: &str, expected: &[&str]) -> Self {
        let (expected, nearest) = allowed(field, expected);
        Self::UnknownField { field: field.to_owned(), expected, nearest }
    }

    pub(crate) fn unknown_word(word: &str, expected: &[&str]) -> Self {
        let (expected, nearest) = allowed(word, expected);
        Self::UnknownWord { word: word.to_owned(), expected, nearest }
    }

    /// A number that is too large for its type has the right type and is out of range.
    pub(super) fn invalid_type(found: Shape, expected: Shape) -> Self {
        match (&found, &expected) {
            (Shape::WholeNumber(_), Shape::NumberWithin { .. }) => Self::InvalidValue { found, expected },
            _ => Self::InvalidType { found, expected },
        }
    }
}

/// The allowed words, and the one most similar to `word`.
fn allowed(word: &str, expected: &[&str]) -> (Vec<String>, Option<String>) {
    let nearest = nearest(word, expected.iter().copied()).map(str::to_owned);
    (expected.iter().map(|&word| word.to_owned()).collect(), nearest)
}

/// What was found in the words of `serde`. Unrecognised words become [`Shape::Other`].
pub(super) fn found_shape(words: &str) -> Shape {
    // Of a number beyond 64 bits, `serde` also names the type.
    let words = [" as u128", " as i128"].iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words);
    let quoted = |prefix: &str, quote: char| {
        words
            .strip_prefix(prefix)?
            .strip_prefix(quote)?
            .strip_suffix(quote)
            .map(|value| Some(value.to_owned()))
    };
    match words {
        "unit value" | "Option value" => Shape::Nothing,
        "sequence" => Shape::List,
        "map" => Shape::Map,
        _ => quoted("boolean ", '`')
            .map(Shape::Truth)
            .or_else(|| quoted("integer ", '`').map(Shape::WholeNumber))
            .or_else(|| quoted("floating point ", '`').map(Shape::Number))
            .or_else(|| quoted("string ", '"').map(Shape::Text))
            .unwrap_or_else(|| Shape::Other(words.to_owned())),
    }
}

/// The type that `serde` names with these words, or one of the program's own by its code.
pub(super) fn expected_shape(words: &str) -> Shape {
    match words {
        "unit" | "a unit" => Shape::Nothing,
        "a boolean" => Shape::Truth(None),
        "u8" => Shape::NumberWithin { from: 0, to: u8::MAX.into() },
        "u16" => Shape::NumberWithin { from: 0, to: u16::MAX.into() },
        "u32" => Shape::NumberWithin { from: 0, to: u32::MAX.into() },
        "u64" | "usize" => Shape::NumberWithin { from: 0, to: u64::MAX },
        "i8" | "i16" | "i32" | "i64" | "isize" => Shape::WholeNumber(None),
        "f32" | "f64" => Shape::Number(None),
        "a string" => Shape::Text(None),
        "a sequence" => Shape::List,
        "a map" => Shape::Map,
        _ if words.starts_with("struct ") => Shape::Map,
        _ => ExpectedValue::from_code(words).map_or_else(|| Shape::Other(words.to_owned()), Shape::Expected),
    }
}
