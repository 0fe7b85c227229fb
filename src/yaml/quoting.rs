//! Writes YAML that every reader understands alike: `serde_yaml` writes, and the texts whose form it must not choose
//! take their own way around it.
//!
//! Each such text is replaced by a placeholder on its way to `serde_yaml`, and put in its place, in quotes, in what
//! `serde_yaml` wrote. Knows no file and no type.

use std::cell::RefCell;
use std::fmt::Display;

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::{escape, lookalike::is_lookalike};

/// Begins a placeholder. It is invisible, so a text that contains it is replaced too, and no other text of the output
/// contains it.
const MARK: char = '\u{200b}';

/// Fills a placeholder up to the length of its text, because `serde_yaml` writes long keys in another form.
const PADDING: char = 'x';

/// Writes `value` as YAML.
pub(super) fn to_string<T: Serialize>(value: &T) -> Result<String, serde_yaml::Error> {
    let texts = RefCell::default();
    let mut written = Vec::new();
    value.serialize(Quoting {
        inner: &mut serde_yaml::Serializer::new(&mut written),
        is_key: false,
        texts: &texts,
    })?;
    let written = String::from_utf8(written).expect("serde_yaml writes UTF-8");
    let texts = texts.into_inner();
    Ok(if texts.is_empty() { written } else { put_back(&texts, &written) })
}

/// Replaces each placeholder in `written` by its text.
fn put_back(texts: &[String], written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut texts = texts.iter();
    let mut parts = written.split(MARK);
    out.extend(parts.next());
    for part in parts {
        out.extend(texts.next().map(String::as_str));
        out.push_str(part.trim_start_matches(PADDING));
    }
    out
}

/// A serializer, or a part of one, that is given placeholders for the texts that it must not write.
struct Quoting<'q, S> {
    inner: S,
    /// Whether the value is the key of a map. Keys are texts, as in JSON, so that every reader finds them.
    is_key: bool,
    /// The replaced texts in quotes, in the order in which they are written.
    texts: &'q RefCell<Vec<String>>,
}

impl<'q, S> Quoting<'q, S> {
    /// The placeholder for a text that needs one.
    fn placeholder(&self, text: &str) -> Option<String> {
        let quoted = if is_lookalike(text) {
            format!("'{text}'")
        } else if escape::has_invisible(text) {
            escape::quoted(text)
        } else {
            return None;
        };
        let padding = quoted.len().saturating_sub(MARK.len_utf8());
        self.texts.borrow_mut().push(quoted);
        Some(std::iter::once(MARK).chain(std::iter::repeat_n(PADDING, padding)).collect())
    }

    fn part<P>(texts: &'q RefCell<Vec<String>>, inner: P) -> Quoting<'q, P> {
        Quoting { inner, is_key: false, texts }
    }
}

/// A value whose texts go through [`Quoting`].
struct QuotedValue<'v, 'q, T: ?Sized> {
    value: &'v T,
    is_key: bool,
    texts: &'q RefCell<Vec<String>>,
}

impl<T: Serialize + ?Sized> Serialize for QuotedValue<'_, '_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(Quoting { inner: serializer, is_key: self.is_key, texts: self.texts })
    }
}

/// Values that contain no text, unless they are keys.
macro_rules! unchanged {
    ($($method:ident($kind:ty))*) => {$(
        fn $method(self, value: $kind) -> Result<Self::Ok, Self::Error> {
            if self.is_key { self.serialize_str(&value.to_string()) } else { self.inner.$method(value) }
        }
    )*};
}

impl<'q, S: Serializer> Serializer for Quoting<'q, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Quoting<'q, S::SerializeSeq>;
    type SerializeTuple = Quoting<'q, S::SerializeTuple>;
    type SerializeTupleStruct = Quoting<'q, S::SerializeTupleStruct>;
    type SerializeTupleVariant = Quoting<'q, S::SerializeTupleVariant>;
    type SerializeMap = Quoting<'q, S::SerializeMap>;
    type SerializeStruct = Quoting<'q, S::SerializeStruct>;
    type SerializeStructVariant = Quoting<'q, S::SerializeStructVariant>;

    unchanged! {
        serialize_bool(bool)
        serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64) serialize_i128(i128)
        serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64) serialize_u128(u128)
        serialize_f32(f32) serialize_f64(f64)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<S::Ok, S::Error> {
        self.inner.serialize_bytes(value)
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<S::Ok, S::Error> {
        self.inner.serialize_unit_struct(name)
    }

    fn serialize_char(self, value: char) -> Result<S::Ok, S::Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<S::Ok, S::Error> {
        match self.placeholder(text) {
            Some(placeholder) => self.inner.serialize_str(&placeholder),
            None => self.inner.serialize_str(text),
        }
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        match self.placeholder(&value.to_string()) {
            Some(placeholder) => self.inner.serialize_str(&placeholder),
            // It writes the tag of a tagged value.
            None => self.inner.collect_str(value),
        }
    }

    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.inner.serialize_none()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.serialize_some(&QuotedValue { value, is_key: self.is_key, texts: self.texts })
    }

    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.inner.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<S::Ok, S::Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.inner
            .serialize_newtype_struct(name, &QuotedValue { value, is_key: self.is_key, texts: self.texts })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let value = QuotedValue { value, is_key: false, texts: self.texts };
        self.inner.serialize_newtype_variant(name, index, variant, &value)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        Ok(Self::part(self.texts, self.inner.serialize_seq(length)?))
    }

    fn serialize_tuple(self, length: usize) -> Result<Self::SerializeTuple, S::Error> {
        Ok(Self::part(self.texts, self.inner.serialize_tuple(length)?))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleStruct, S::Error> {
        Ok(Self::part(self.texts, self.inner.serialize_tuple_struct(name, length)?))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        Ok(Self::part(self.texts, self.inner.serialize_tuple_variant(name, index, variant, length)?))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        Ok(Self::part(self.texts, self.inner.serialize_map(length)?))
    }

    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Self::SerializeStruct, S::Error> {
        Ok(Self::part(self.texts, self.inner.serialize_struct(name, length)?))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        Ok(Self::part(self.texts, self.inner.serialize_struct_variant(name, index, variant, length)?))
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

/// Lists: their items go through [`Quoting`].
macro_rules! lists {
    ($($kind:ident::$method:ident)*) => {$(
        impl<S: $kind> $kind for Quoting<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
                self.inner.$method(&QuotedValue { value, is_key: false, texts: self.texts })
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        }
    )*};
}

lists! {
    SerializeSeq::serialize_element
    SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field
    SerializeTupleVariant::serialize_field
}

/// Structs: the names of their fields are ours and need no quotes.
macro_rules! structs {
    ($($kind:ident)*) => {$(
        impl<S: $kind> $kind for Quoting<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), S::Error> {
                self.inner.serialize_field(key, &QuotedValue { value, is_key: false, texts: self.texts })
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        }
    )*};
}

structs! { SerializeStruct SerializeStructVariant }

impl<S: SerializeMap> SerializeMap for Quoting<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.inner.serialize_key(&QuotedValue { value: key, is_key: true, texts: self.texts })
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.inner.serialize_value(&QuotedValue { value, is_key: false, texts: self.texts })
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}

#[cfg(test)]
mod tests;
