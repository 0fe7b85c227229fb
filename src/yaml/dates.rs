//! Recognises faults of dates.
//!
//! The date library has too many English messages to list here, and its errors do not show that they are about a date.
//! Therefore a list is put in place of the value, and the message of `T` about it is compared with the message of a
//! date about a list.

use jiff::{Timestamp, civil::Date};
use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::sentence::sentence;
use super::{FaultKind, Shape};

/// The fault of the value at `path`, if `T` expects a date or a date with time there. `None` for other types.
pub(super) fn fault<T: DeserializeOwned>(text: &str, path: &str) -> Option<FaultKind> {
    let mut tree: Value = serde_yaml::from_str(text).ok()?;
    let value = find(&mut tree, path)?;
    let found = shape(value);
    *value = Value::Sequence(Vec::new());
    let refused = refusal::<T>(&serde_yaml::to_string(&tree).ok()?)?;
    let message = refused.strip_prefix(path).map_or(&*refused, |rest| rest.trim_start_matches(": "));
    let expected = [(refusal::<Date>("[]"), Shape::Date), (refusal::<Timestamp>("[]"), Shape::Moment)];
    let (_, expected) = expected.into_iter().find(|(of_a_date, _)| of_a_date.as_deref() == Some(message))?;
    Some(FaultKind::InvalidValue { found, expected })
}

/// The message about `text`. It is parsed as every text is, because parsing a `T` from a [`Value`] would need a second copy
/// of the code of every type.
fn refusal<T: DeserializeOwned>(text: &str) -> Option<String> {
    serde_yaml::from_str::<T>(text).err().map(|error| sentence(&error))
}

fn shape(value: &Value) -> Shape {
    match value {
        Value::Null => Shape::Nothing,
        Value::Bool(value) => Shape::Truth(Some(value.to_string())),
        Value::Number(value) => Shape::Number(Some(value.to_string())),
        Value::String(value) => Shape::Text(Some(value.clone())),
        Value::Sequence(_) => Shape::List,
        Value::Mapping(_) | Value::Tagged(_) => Shape::Map,
    }
}

/// Whether `path` is `outer` or inside it.
fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer)
        .is_some_and(|rest| outer.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The value at `path`. Of keys with a common beginning, the longest that fits is taken.
fn find<'v>(value: &'v mut Value, path: &str) -> Option<&'v mut Value> {
    if path.is_empty() {
        return Some(value);
    }
    match value {
        Value::Sequence(items) => {
            let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
            find(items.get_mut(index.parse::<usize>().ok()?)?, rest)
        }
        Value::Mapping(entries) => {
            let path = path.strip_prefix('.').unwrap_or(path);
            let fitting = entries.iter_mut().filter_map(|(key, value)| {
                let key = match key {
                    Value::String(key) => key.clone(),
                    Value::Number(key) => key.to_string(),
                    Value::Bool(key) => key.to_string(),
                    _ => return None,
                };
                is_within(path, &key).then_some((key.len(), value))
            });
            let (length, value) = fitting.max_by_key(|(length, _)| *length)?;
            find(value, path.split_at_checked(length)?.1)
        }
        _ => None,
    }
}
