//! Words that are read when one of them is first needed; knows no word.

use std::ops::Deref;
use std::sync::OnceLock;

use super::records::{self, KeptRecords, WordRecords, Words};

/// A part of the messages, read from its records when it is first used.
#[derive(Debug)]
pub struct MessageSection<T> {
    /// Boxed, so that a section that is never used takes no memory.
    words: OnceLock<Box<T>>,
    source: SectionSource,
}

#[derive(Debug)]
enum SectionSource {
    /// A file that the build wrote.
    File(&'static str),
    /// A part of another section.
    Part(KeptRecords),
}

impl<T> MessageSection<T> {
    pub(super) const fn of(records: &'static str) -> Self {
        Self { words: OnceLock::new(), source: SectionSource::File(records) }
    }
}

impl<T: Words> Deref for MessageSection<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.words.get_or_init(|| match &self.source {
            SectionSource::File(records) => Box::new(records::read(records)),
            SectionSource::Part(records) => Box::new(records.read()),
        })
    }
}

impl<T> Words for MessageSection<T> {
    fn read(records: WordRecords<'_>) -> Self {
        Self { words: OnceLock::new(), source: SectionSource::Part(records.keep()) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::records::words;
    use super::*;

    words! {
        struct Book {
            first: MessageSection<Title>,
            last: MessageSection<Title>,
        }

        struct Title {
            title: String,
        }
    }

    const BOOK: &str =
        "first\u{1F}title\u{1F}One\u{1E}last\u{1F}title\u{1F}Two\u{1E}last\u{1F}other\u{1F}B\u{1E}";

    #[test]
    fn the_words_of_a_part_are_read_when_they_are_needed() {
        assert_eq!(records::read::<Book>(BOOK).first.title, "One");
    }

    #[test]
    #[should_panic(expected = "each word has a field")]
    fn a_word_of_a_part_without_a_field_is_an_error() {
        let _ = &records::read::<Book>(BOOK).last.title;
    }
}
