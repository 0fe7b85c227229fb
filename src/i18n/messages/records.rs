//! Reads the words of a section in the form in which the build writes them; knows no word.
//!
//! A word is a record: the keys that lead to it, then its text. serde's code for structs of so many fields is fifteen
//! times longer, 0.9 MB in all, and would be resident.

use std::cell::Cell;
use std::collections::BTreeMap;

/// Ends a key.
const UNIT: char = '\u{1F}';

/// Ends a word.
const RECORD: char = '\u{1E}';

/// A value made of words.
pub(in crate::i18n) trait Words: Sized {
    /// Reads the words under one key.
    ///
    /// # Panics
    /// If one is missing.
    fn read(records: WordRecords<'_>) -> Self;
}

/// Reads a section.
///
/// # Panics
/// If a word is missing, or has no field. A test reads every section of every language.
pub(super) fn read<T: Words>(section: &'static str) -> T {
    KeptRecords { records: section.split_terminator(RECORD).collect(), cut: 0, key: "" }.read()
}

/// The words under one key, which are next to each other.
#[derive(Clone, Copy)]
pub(in crate::i18n) struct WordRecords<'section> {
    records: &'section [&'static str],
    /// The bytes of the keys that lead here, at the beginning of each record.
    cut: usize,
    key: &'static str,
    /// Where the next field is expected: after the words of the last one, because most fields are in the order of the
    /// file.
    after: usize,
    /// Number of words of the section that were read so far.
    read: &'section Cell<usize>,
}

/// The words under one key, to be read later.
#[derive(Debug)]
pub(super) struct KeptRecords {
    records: Box<[&'static str]>,
    cut: usize,
    key: &'static str,
}

impl KeptRecords {
    /// Reads the words.
    ///
    /// # Panics
    /// As [`read`].
    pub(super) fn read<T: Words>(&self) -> T {
        let Self { records, cut, key } = self;
        let read = Cell::new(0);
        let value = T::read(WordRecords { records, cut: *cut, key, after: 0, read: &read });
        assert_eq!(read.get(), records.len(), "each word has a field");
        value
    }
}

impl WordRecords<'_> {
    /// Keeps the words for later.
    pub(super) fn keep(self) -> KeptRecords {
        self.read.set(self.read.get() + self.records.len());
        KeptRecords { records: self.records.into(), cut: self.cut, key: self.key }
    }

    /// The words of a field.
    pub(in crate::i18n) fn field<T: Words>(&mut self, name: &'static str) -> T {
        T::read(self.under(name))
    }

    fn under(&mut self, key: &'static str) -> Self {
        let is_under = |record: &&str| {
            let rest = record.get(self.cut..).and_then(|keys| keys.strip_prefix(key));
            rest.is_some_and(|rest| rest.starts_with(UNIT))
        };
        let next = self.records.iter().skip(self.after).position(is_under).map(|place| self.after + place);
        let start = next.or_else(|| self.records.iter().position(is_under)).unwrap_or(self.records.len());
        let found = self.records.split_at(start).1;
        let found = found.split_at(found.iter().take_while(|record| is_under(record)).count()).0;
        self.after = start + found.len();
        Self { records: found, cut: self.cut + key.len() + UNIT.len_utf8(), key, after: 0, read: self.read }
    }

    /// The words of each key.
    fn by_key(mut self) -> impl Iterator<Item = Self> {
        std::iter::from_fn(move || {
            let key = self.key_of(self.records.get(self.after)?)?;
            Some(self.under(key))
        })
    }

    /// The next key of a record; `None` if only the text is left.
    fn key_of(&self, record: &'static str) -> Option<&'static str> {
        record.get(self.cut..)?.split_once(UNIT).map(|(key, _)| key)
    }

    /// The text of a word.
    pub(in crate::i18n) fn text(self) -> &'static str {
        let record = self.records.first().filter(|record| self.key_of(record).is_none());
        let text = record.and_then(|record| record.get(self.cut..));
        self.read.set(self.read.get() + 1);
        text.unwrap_or_else(|| panic!("there is no text under {:?}", self.key))
    }
}

impl Words for String {
    fn read(records: WordRecords<'_>) -> Self {
        records.text().to_owned()
    }
}

impl<T: Words> Words for Option<T> {
    fn read(records: WordRecords<'_>) -> Self {
        (!records.records.is_empty()).then(|| T::read(records))
    }
}

impl<T: Words> Words for BTreeMap<String, T> {
    fn read(records: WordRecords<'_>) -> Self {
        records.by_key().map(|under| (under.key.to_owned(), T::read(under))).collect()
    }
}

/// Declares structs of words: each field is read from the words under its name.
macro_rules! words {
    ($($(#[$meta:meta])* $visible:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field_visible:vis $field:ident: $type:ty,)*
    })*) => {$(
        $(#[$meta])*
        #[derive(Debug)]
        $visible struct $name { $($(#[$field_meta])* $field_visible $field: $type,)* }

        impl $crate::i18n::messages::records::Words for $name {
            fn read(mut records: $crate::i18n::messages::records::WordRecords<'_>) -> Self {
                Self { $($field: records.field(stringify!($field)),)* }
            }
        }
    )*};
}
pub(super) use words;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Plural;

    words! {
        struct Page {
            title: String,
            rows: BTreeMap<String, String>,
            count: Plural,
        }
    }

    const PAGE: &str = "rows\u{1F}a\u{1F}One\u{1E}rows\u{1F}ab\u{1F}\u{1E}title\u{1F}A page\u{1E}\
        count\u{1F}language\u{1F}en\u{1E}count\u{1F}other\u{1F}{count} pages\u{1E}";

    #[test]
    fn words_are_read_by_their_keys() {
        let page: Page = read(PAGE);
        assert_eq!(page.title, "A page");
        let rows: Vec<_> = page.rows.into_iter().collect();
        assert_eq!(rows, [("a".into(), "One".into()), ("ab".into(), String::new())]);
        assert_eq!(page.count.of(2), "2 pages");
    }

    #[test]
    #[should_panic(expected = "there is no text under \"title\"")]
    fn a_missing_word_is_named() {
        read::<Page>("rows\u{1F}a\u{1F}One\u{1E}");
    }

    #[test]
    #[should_panic(expected = "there is no text under \"title\"")]
    fn words_in_the_place_of_a_text_are_an_error() {
        read::<Page>("title\u{1F}a\u{1F}One\u{1E}");
    }

    #[test]
    #[should_panic(expected = "each word has a field")]
    fn a_word_without_a_field_is_an_error() {
        read::<Page>(format!("{PAGE}other\u{1F}B\u{1E}").leak());
    }
}
