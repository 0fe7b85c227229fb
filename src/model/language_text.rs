//! A text in one language.
//!
//! The words of a bundled document are not copied: they are in the memory of the program already. This module knows no
//! language and no document.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, de::Visitor};

thread_local! {
    /// The bundled document that this thread is reading; empty if it reads none.
    static BUNDLED: Cell<&'static str> = const { Cell::new("") };
}

/// A text in one language: either a part of a bundled document or memory of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct LanguageText(Cow<'static, str>);

/// Reads a bundled document with `read`. The texts that it deserializes from the document borrow from it.
pub fn read_bundled<T>(document: &'static str, read: impl FnOnce(&'static str) -> T) -> T {
    let outer = BUNDLED.replace(document);
    let read = read(document);
    BUNDLED.set(outer);
    read
}

/// The same words as a part of the bundled document. `None` if they are in other memory, as words with an escape are.
fn in_bundled(words: &str) -> Option<&'static str> {
    let document = BUNDLED.get();
    let start = words.as_ptr().addr().checked_sub(document.as_ptr().addr())?;
    document.get(start..start.checked_add(words.len())?)
}

impl Deref for LanguageText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for LanguageText {
    fn from(words: &str) -> Self {
        Self(Cow::Owned(words.to_owned()))
    }
}

impl From<String> for LanguageText {
    fn from(words: String) -> Self {
        Self(Cow::Owned(words))
    }
}

impl<'de> Deserialize<'de> for LanguageText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LanguageTextVisitor;

        impl<'de> Visitor<'de> for LanguageTextVisitor {
            type Value = LanguageText;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, words: &'de str) -> Result<LanguageText, E> {
                Ok(in_bundled(words).map_or_else(|| words.into(), |words| LanguageText(Cow::Borrowed(words))))
            }

            fn visit_str<E>(self, words: &str) -> Result<LanguageText, E> {
                Ok(words.into())
            }

            fn visit_string<E>(self, words: String) -> Result<LanguageText, E> {
                Ok(words.into())
            }
        }

        deserializer.deserialize_string(LanguageTextVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_borrowed(words: &LanguageText) -> bool {
        matches!(words.0, Cow::Borrowed(_))
    }

    #[test]
    fn only_words_in_the_bundled_document_are_borrowed() {
        const DOCUMENT: &str = r#"["مجال", "two \"words\"", ""]"#;
        let read = |json: &str| serde_json::from_str::<Vec<LanguageText>>(json).unwrap();
        let bundled = read_bundled(DOCUMENT, read);
        assert_eq!(bundled.iter().map(is_borrowed).collect::<Vec<_>>(), [true, false, true]);

        let copied = DOCUMENT.to_owned();
        let others = read_bundled(DOCUMENT, |_| read(&copied));
        assert!(!others.first().is_some_and(is_borrowed));
        assert!(!read(DOCUMENT).first().is_some_and(is_borrowed));
        assert!(bundled == others && others == read(DOCUMENT));
        assert_eq!(bundled.iter().map(|words| &**words).collect::<Vec<_>>(), ["مجال", "two \"words\"", ""]);
    }
}
