//! Deserializes a type from the events of a plain text, exactly like the parser of the library does, or not at all: every
//! fault and every doubt is left to that parser, which says what is wrong and where.

use std::slice::Iter;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::plain::{PlainEvent, PlainText};

impl PlainText<'_> {
    /// The text as a `T`; `None` if it does not fit, or may not.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Option<T> {
        let mut reader = PlainReader { events: self.events.iter() };
        T::deserialize(&mut reader).ok().filter(|_| reader.events.len() == 0)
    }
}

/// The events that are not read yet.
struct PlainReader<'a, 't> {
    events: Iter<'a, PlainEvent<'t>>,
}

/// The type does not fit, or may not.
#[derive(Debug, thiserror::Error)]
#[error("left to the parser")]
struct LeftToParser;

impl Error for LeftToParser {
    fn custom<W: std::fmt::Display>(_words: W) -> Self {
        Self
    }
}

impl<'a, 't> PlainReader<'a, 't> {
    fn next(&mut self) -> Result<&'a PlainEvent<'t>, LeftToParser> {
        self.events.next().ok_or(LeftToParser)
    }

    fn peek(&self) -> Option<&'a PlainEvent<'t>> {
        self.events.as_slice().first()
    }

    fn next_text(&mut self) -> Result<&'a str, LeftToParser> {
        match self.next()? {
            PlainEvent::Word(text) => Ok(text),
            PlainEvent::Quoted(text) => Ok(text),
            _ => Err(LeftToParser),
        }
    }

    fn next_number(&mut self) -> Result<u64, LeftToParser> {
        match self.next()? {
            PlainEvent::Word(word) => whole_number(word).ok_or(LeftToParser),
            _ => Err(LeftToParser),
        }
    }

    /// Reads over the value that begins with `event`.
    fn skip(&mut self, event: &PlainEvent<'_>) -> Result<(), LeftToParser> {
        let mut depth = step(event);
        while depth > 0 {
            depth += step(self.next()?);
        }
        Ok(())
    }

    fn end<T>(&mut self, value: T, end: &PlainEvent<'_>) -> Result<T, LeftToParser> {
        if self.next()? == end { Ok(value) } else { Err(LeftToParser) }
    }
}

/// By how much an event changes the depth.
fn step(event: &PlainEvent<'_>) -> isize {
    match event {
        PlainEvent::ListStart | PlainEvent::MapStart => 1,
        PlainEvent::ListEnd | PlainEvent::MapEnd => -1,
        PlainEvent::Nothing | PlainEvent::Word(_) | PlainEvent::Quoted(_) => 0,
    }
}

fn is_null(word: &str) -> bool {
    matches!(word, "null" | "Null" | "NULL")
}

fn truth(word: &str) -> Option<bool> {
    match word {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// A number in the usual form. The library also reads others.
fn whole_number(word: &str) -> Option<u64> {
    let is_usual = word.bytes().all(|byte| byte.is_ascii_digit()) && (word == "0" || !word.starts_with('0'));
    if is_usual { word.parse().ok() } else { None }
}

/// Reads a whole number.
macro_rules! whole_numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToParser> {
            visitor.visit_u64(self.next_number()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut PlainReader<'_, '_> {
    type Error = LeftToParser;

    whole_numbers! { deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToParser> {
        match self.peek().ok_or(LeftToParser)? {
            PlainEvent::ListStart => self.deserialize_seq(visitor),
            PlainEvent::MapStart => self.deserialize_map(visitor),
            PlainEvent::Quoted(_) => self.deserialize_str(visitor),
            PlainEvent::Nothing => self.next().and_then(|_| visitor.visit_unit()),
            PlainEvent::Word(word) if is_null(word) => self.next().and_then(|_| visitor.visit_unit()),
            PlainEvent::Word(word) => match truth(word) {
                Some(_) => self.deserialize_bool(visitor),
                None if word.starts_with(|first: char| first.is_ascii_digit()) => {
                    self.deserialize_u64(visitor)
                }
                None => self.deserialize_str(visitor),
            },
            PlainEvent::ListEnd | PlainEvent::MapEnd => Err(LeftToParser),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToParser> {
        match self.next()? {
            PlainEvent::Word(word) => visitor.visit_bool(truth(word).ok_or(LeftToParser)?),
            _ => Err(LeftToParser),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToParser> {
        visitor.visit_str(self.next_text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToParser> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToParser> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToParser> {
        match self.peek() {
            Some(PlainEvent::Nothing) => self.next().and_then(|_| visitor.visit_none()),
            Some(PlainEvent::Word(word)) if is_null(word) => self.next().and_then(|_| visitor.visit_none()),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, LeftToParser> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToParser> {
        let PlainEvent::ListStart = self.next()? else { return Err(LeftToParser) };
        let list = visitor.visit_seq(&mut *self)?;
        self.end(list, &PlainEvent::ListEnd)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToParser> {
        let PlainEvent::MapStart = self.next()? else { return Err(LeftToParser) };
        let map = visitor.visit_map(&mut *self)?;
        self.end(map, &PlainEvent::MapEnd)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, LeftToParser> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, LeftToParser> {
        self.next_text()?.into_deserializer().deserialize_enum(name, variants, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LeftToParser> {
        let first = self.next()?;
        self.skip(first)?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

impl<'de> SeqAccess<'de> for PlainReader<'_, '_> {
    type Error = LeftToParser;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, LeftToParser> {
        match self.peek() {
            Some(PlainEvent::ListEnd) => Ok(None),
            _ => seed.deserialize(self).map(Some),
        }
    }
}

impl<'de> MapAccess<'de> for PlainReader<'_, '_> {
    type Error = LeftToParser;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, LeftToParser> {
        match self.peek() {
            Some(PlainEvent::MapEnd) => Ok(None),
            _ => seed.deserialize(self).map(Some),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, LeftToParser> {
        seed.deserialize(self)
    }
}
