//! The keys that a type knows, from its own `Deserialize`.

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, Visitor, value::Error},
    forward_to_deserialize_any,
};

use super::{Fault, FaultKind, Places, message};

/// The names of the fields of a struct, as they stand in files; none for any other type.
fn fields<T: for<'de> Deserialize<'de>>() -> &'static [&'static str] {
    let mut names: &'static [&'static str] = &[];
    // That nothing was built is no news: there was nothing to build it from.
    let _ = T::deserialize(Listener(&mut names));
    names
}

/// The keys of the map at `path` that a struct does not know, each as the fault that refusing it would be.
pub fn unknown_keys<T: for<'de> Deserialize<'de>>(places: &Places, path: &str) -> Vec<Fault> {
    let known = fields::<T>();
    let unknown = places.keys(path).into_iter().filter(|key| !known.contains(key));
    let fault = |key: &str| {
        let path = message::join(path, key);
        let kind = FaultKind::UnknownField {
            field: key.to_owned(),
            expected: known.iter().map(|name| (*name).to_owned()).collect(),
            nearest: message::nearest(key, known.iter().copied()).map(str::to_owned),
        };
        Fault { place: places.exact(&path), path, kind }
    };
    unknown.map(fault).collect()
}

/// A source of nothing, which hears what it is asked for.
struct Listener<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Listener<'_> {
    type Error = Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        *self.0 = fields;
        Err(Error::custom("heard"))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("nothing to hear"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
