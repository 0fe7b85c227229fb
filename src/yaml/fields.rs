//! The field names of a struct, obtained from its `Deserialize`, so that no list of them has to be kept.

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, Visitor, value::Error},
    forward_to_deserialize_any,
};

use super::{Fault, FaultKind, Places, message};

/// The names of a struct's fields as files write them; empty for any other type.
fn fields<T: for<'de> Deserialize<'de>>() -> &'static [&'static str] {
    let mut names: &'static [&'static str] = &[];
    // The listener always fails, so the result has no meaning.
    let _ = T::deserialize(FieldListener(&mut names));
    names
}

/// The keys of the map at `path` that the struct `T` does not have, each as the fault that refusing it would give.
pub fn unknown_keys<T: for<'de> Deserialize<'de>>(places: &Places, path: &str) -> Vec<Fault> {
    let known = fields::<T>();
    let unknown = places.keys(path).into_iter().filter(|key| !known.contains(key));
    let fault = |key: &str| {
        let path = message::join(path, key);
        Fault { place: places.exact(&path), path, kind: FaultKind::unknown_field(key, known) }
    };
    unknown.map(fault).collect()
}

/// A deserializer without data that records the fields it is asked for.
struct FieldListener<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for FieldListener<'_> {
    type Error = Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        *self.0 = fields;
        Err(Error::custom("recorded"))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("no struct"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
