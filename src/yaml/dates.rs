//! Recognises faults of dates.
//!
//! The library that reads dates says in English what is wrong with one, in more sentences than could be listed here, and
//! the error does not say that it is about a date. So the types are asked what they need in that place: a list is put
//! there, and what they say of it is compared with what a date says of a list.

use jiff::{Timestamp, civil::Date};
use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::{FaultKind, Shape, salvage::find};

/// The fault of the value at `path`, which `T` refuses, if `T` needs a date or a moment there.
pub(super) fn fault<T: DeserializeOwned>(text: &str, path: &str) -> Option<FaultKind> {
    let mut tree: Value = serde_yaml::from_str(text).ok()?;
    let value = find(&mut tree, path)?;
    let found = shape(value);
    *value = a_list();
    let said = refusal::<T>(tree)?;
    let expected =
        [(refusal::<Date>(a_list()), Shape::Date), (refusal::<Timestamp>(a_list()), Shape::Moment)];
    let (_, expected) = expected.into_iter().find(|(of_a_date, _)| of_a_date.as_ref() == Some(&said))?;
    Some(FaultKind::InvalidValue { found, expected })
}

fn a_list() -> Value {
    Value::Sequence(Vec::new())
}

fn refusal<T: DeserializeOwned>(value: Value) -> Option<String> {
    serde_yaml::from_value::<T>(value).err().map(|error| error.to_string())
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
