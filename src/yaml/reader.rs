//! Deserializes a type from a tree, from the start or continuing at a repaired value.
//!
//! A type cannot continue after a fault, so it is read again from the start. To avoid the cost of the whole file for
//! every fault, everything before the repaired value is skipped: a list yields no item that was already read, and
//! neither does a map, unless its type asks for certain keys.

use indexmap::IndexMap;
use serde::de::{
    DeserializeSeed, Deserializer, Error, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use serde::forward_to_deserialize_any;

use super::tree::{Content, Tree, TreeEntry};
use super::{FaultKind, Shape, message};

/// A value, as the type's deserializer.
#[derive(Clone, Copy)]
pub(super) struct Reader<'de> {
    tree: &'de Tree,
    part: KnownPart<'de>,
}

/// What was already read of a value when reading continues elsewhere.
#[derive(Clone, Copy)]
enum KnownPart<'de> {
    /// All of it.
    Known,
    /// Reading continues inside it, at this path of indices.
    Resumed(&'de [usize]),
    /// None of it.
    New,
}

/// Why a type stopped reading, and where.
#[derive(Debug, thiserror::Error)]
#[error("{kind}")]
pub(super) struct TypeFailure {
    /// The fault that the type reports.
    pub(super) kind: Box<FaultKind>,
    /// The path from the root to the value where it stopped, last index first.
    pub(super) way_back: Vec<usize>,
    /// The entry of that value whose key could not be read.
    pub(super) key: Option<usize>,
    /// The last entry of that value that was read.
    pub(super) last: Option<usize>,
}

impl<'de> Reader<'de> {
    /// Reads all of `tree`.
    pub(super) fn of_all(tree: &'de Tree) -> Self {
        Self::new(tree, KnownPart::New)
    }

    /// Reads `tree`, continuing at the value at `way`.
    pub(super) fn on_from(tree: &'de Tree, way: &'de [usize]) -> Self {
        Self::new(tree, KnownPart::Resumed(way))
    }

    fn new(tree: &'de Tree, part: KnownPart<'de>) -> Self {
        #[cfg(test)]
        count::one();
        Self { tree, part }
    }

    fn wrong(&self, needed: &dyn Expected) -> TypeFailure {
        let found = match &self.tree.content {
            Content::List(_) => Unexpected::Seq,
            Content::Map(_) => Unexpected::Map,
            Content::Nothing => Unexpected::Unit,
            Content::Scalar(value) => match value {
                serde_yaml::Value::Bool(truth) => Unexpected::Bool(*truth),
                serde_yaml::Value::String(text) => Unexpected::Str(text),
                serde_yaml::Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                    (Some(number), _) => Unexpected::Unsigned(number),
                    (None, Some(number)) => Unexpected::Signed(number),
                    _ => Unexpected::Float(number.as_f64().unwrap_or(f64::NAN)),
                },
                _ => Unexpected::Unit,
            },
        };
        TypeFailure::invalid_type(found, needed)
    }

    fn list<V: Visitor<'de>>(self, items: &'de [Tree], visitor: V) -> Result<V::Value, TypeFailure> {
        visitor.visit_seq(Items { all: items, part: self.part, next: self.part.first(items.len()) })
    }

    fn map<V: Visitor<'de>>(
        self,
        entries: &'de IndexMap<String, TreeEntry>,
        first: usize,
        visitor: V,
    ) -> Result<V::Value, TypeFailure> {
        let mut entries = Entries { all: entries, part: self.part, next: first };
        let read = visitor.visit_map(&mut entries);
        read.map_err(|failure| {
            let is_of_the_map = failure.way_back.is_empty();
            let last = entries.next.checked_sub(1).filter(|_| is_of_the_map);
            TypeFailure { last: failure.last.or(last), ..failure }
        })
    }
}

impl KnownPart<'_> {
    /// What was already read of the item or entry with this index.
    fn of(self, index: usize) -> Self {
        match self {
            Self::Resumed([from, rest @ ..]) => match index.cmp(from) {
                std::cmp::Ordering::Less => Self::Known,
                std::cmp::Ordering::Equal => Self::Resumed(rest),
                std::cmp::Ordering::Greater => Self::New,
            },
            Self::Known => Self::Known,
            Self::Resumed([]) | Self::New => Self::New,
        }
    }

    /// The first item or entry that was not completely read.
    fn first(self, length: usize) -> usize {
        match self {
            Self::Known => length,
            Self::Resumed([from, ..]) => *from,
            Self::Resumed([]) | Self::New => 0,
        }
    }
}

/// Reads a scalar like `serde_yaml` does, and refuses lists and maps.
macro_rules! scalars {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeFailure> {
            match &self.tree.content {
                Content::Scalar(value) => value.$method(visitor).map_err(TypeFailure::custom),
                _ => Err(self.wrong(&visitor)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = TypeFailure;

    scalars! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16
        deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeFailure> {
        match &self.tree.content {
            Content::Nothing => visitor.visit_unit(),
            Content::Scalar(value) => value.deserialize_any(visitor).map_err(TypeFailure::custom),
            Content::List(items) => self.list(items, visitor),
            Content::Map(entries) => self.map(entries, self.part.first(entries.len()), visitor),
        }
    }

    /// Any scalar can be read as a text, because users do not quote a title such as 2026.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeFailure> {
        match self.tree.content.text() {
            Some(text) => visitor.visit_string(text),
            None => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeFailure> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeFailure> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeFailure> {
        match &self.tree.content {
            Content::Nothing | Content::Scalar(serde_yaml::Value::Null) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, TypeFailure> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeFailure> {
        match &self.tree.content {
            Content::Nothing => self.list(&[], visitor),
            Content::List(items) => self.list(items, visitor),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TypeFailure> {
        match &self.tree.content {
            Content::Map(entries) => self.map(entries, self.part.first(entries.len()), visitor),
            _ => self.deserialize_struct("", &[], visitor),
        }
    }

    /// Yields all entries again, even those already read, because a struct needs all its fields.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TypeFailure> {
        match &self.tree.content {
            Content::Map(entries) => self.map(entries, 0, visitor),
            Content::Nothing => visitor
                .visit_map(serde::de::value::MapDeserializer::new(std::iter::empty::<(String, String)>())),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TypeFailure> {
        match self.tree.content.text() {
            Some(word) => word.into_deserializer().deserialize_enum(name, variants, visitor),
            None => Err(self.wrong(&"a YAML tag starting with '!'")),
        }
    }

    forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct ignored_any
    }
}

struct Items<'de> {
    all: &'de [Tree],
    part: KnownPart<'de>,
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = TypeFailure;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, TypeFailure> {
        let index = self.next;
        let Some(item) = self.all.get(index) else { return Ok(None) };
        self.next += 1;
        let read = seed.deserialize(Reader::new(item, self.part.of(index)));
        read.map(Some).map_err(|failure| failure.within(index))
    }
}

struct Entries<'de> {
    all: &'de IndexMap<String, TreeEntry>,
    part: KnownPart<'de>,
    /// Index of the next key. The next value belongs to the entry before it.
    next: usize,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = TypeFailure;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, TypeFailure> {
        let index = self.next;
        let Some((_, entry)) = self.all.get_index(index) else { return Ok(None) };
        self.next += 1;
        let read = seed.deserialize(Reader::new(&entry.key, KnownPart::New));
        read.map(Some).map_err(|failure| TypeFailure { key: Some(index), ..failure })
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, TypeFailure> {
        let entry = self.next.checked_sub(1).and_then(|index| Some((index, self.all.get_index(index)?.1)));
        let (index, entry) = entry.expect("a value is asked for after its key");
        let read = seed.deserialize(Reader::new(&entry.value, self.part.of(index)));
        read.map_err(|failure| failure.within(index))
    }
}

impl TypeFailure {
    fn within(mut self, index: usize) -> Self {
        self.way_back.push(index);
        self
    }
}

impl From<FaultKind> for TypeFailure {
    fn from(kind: FaultKind) -> Self {
        Self { kind: Box::new(kind), way_back: Vec::new(), key: None, last: None }
    }
}

/// `serde` reports most faults with their parts, so that no sentence has to be taken apart.
impl Error for TypeFailure {
    fn custom<W: std::fmt::Display>(words: W) -> Self {
        message::understand_message(&words.to_string()).into()
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        FaultKind::invalid_type(found_shape(found), message::expected_shape(&expected.to_string())).into()
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let (found, expected) = (found_shape(found), message::expected_shape(&expected.to_string()));
        FaultKind::InvalidValue { found, expected }.into()
    }

    fn unknown_variant(word: &str, expected: &'static [&'static str]) -> Self {
        FaultKind::unknown_word(word, expected).into()
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        FaultKind::unknown_field(field, expected).into()
    }

    fn missing_field(field: &'static str) -> Self {
        FaultKind::MissingField(field.to_owned()).into()
    }
}

fn found_shape(found: Unexpected<'_>) -> Shape {
    match found {
        Unexpected::Bool(truth) => Shape::Truth(Some(truth.to_string())),
        Unexpected::Unsigned(number) => Shape::WholeNumber(Some(number.to_string())),
        Unexpected::Signed(number) => Shape::WholeNumber(Some(number.to_string())),
        Unexpected::Float(number) => Shape::Number(Some(format!("{number:?}"))),
        Unexpected::Str(text) => {
            // As in messages of `serde`: what cannot be seen is escaped.
            let quoted = format!("{text:?}");
            let inside = quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
            Shape::Text(Some(inside.unwrap_or(&quoted).to_owned()))
        }
        Unexpected::Unit | Unexpected::Option => Shape::Nothing,
        Unexpected::Seq => Shape::List,
        Unexpected::Map => Shape::Map,
        other => super::message::found_shape(&other.to_string()),
    }
}

/// Number of values read in this thread, so that tests can measure the cost of reading.
#[cfg(test)]
pub(super) mod count {
    use std::cell::Cell;

    thread_local! {
        static READ: Cell<usize> = const { Cell::new(0) };
    }

    pub(super) fn one() {
        READ.set(READ.get() + 1);
    }

    pub(in super::super) fn take() -> usize {
        READ.take()
    }
}
