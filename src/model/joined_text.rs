//! The texts of the bundled documents, which the build joins: all languages of a text in one.
//!
//! A pack has thousands of texts. Joined they are not parsed and not copied: they stay where they are in the memory of the
//! program.

use std::cell::Cell;

/// Ends the code of a language. It is no character, so no text contains it.
const CODE_END: char = '\u{FDD0}';

/// Ends a text.
const TEXT_END: char = '\u{FDD1}';

thread_local! {
    /// The bundled document that this thread is reading; empty if it reads none.
    static BUNDLED: Cell<&'static str> = const { Cell::new("") };
}

/// Reads a bundled document with `read`, which takes its joined texts as such.
pub fn read_bundled<T>(document: &'static str, read: impl FnOnce(&'static str) -> T) -> T {
    let outer = BUNDLED.replace(document);
    let read = read(document);
    BUNDLED.set(outer);
    read
}

/// Whether words from the document that is being read are joined texts.
pub(super) fn is_joined(words: &str) -> bool {
    !BUNDLED.get().is_empty() && words.ends_with(TEXT_END)
}

/// The same words as a part of the bundled document. `None` if they are in other memory, as words with an escape are.
pub(super) fn in_bundled(words: &str) -> Option<&'static str> {
    let document = BUNDLED.get();
    let start = words.as_ptr().addr().checked_sub(document.as_ptr().addr())?;
    document.get(start..start.checked_add(words.len())?)
}

/// Each language code of joined texts with its text.
pub(super) struct JoinedTexts<'joined>(pub(super) &'joined str);

impl<'joined> Iterator for JoinedTexts<'joined> {
    type Item = (&'joined str, &'joined str);

    /// Not inlined, because hundreds of places read texts.
    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        let (entry, rest) = self.0.split_once(TEXT_END)?;
        self.0 = rest;
        entry.split_once(CODE_END)
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Text, read_bundled};

    /// The languages of the second text have an escape in JSON, so they are not a part of the document.
    static DOCUMENT: &str = "[\"ar\u{FDD0}مجال\u{FDD1}en\u{FDD0}Area\u{FDD1}\",\
        \"en\u{FDD0}\\\"two\\\" words\u{FDD1}ar\u{FDD0}\u{FDD1}\",\"Bare\"]";

    fn read(json: &str) -> Vec<Text> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn joined_texts_are_those_of_their_languages_and_stay_in_the_document() {
        let texts = read_bundled(DOCUMENT, read);
        let pairs =
            |text: &Text| text.iter().map(|(code, text)| format!("{code}={text}")).collect::<Vec<_>>();
        assert_eq!(
            texts.iter().map(pairs).collect::<Vec<_>>(),
            [vec!["ar=مجال", "en=Area"], vec!["en=\"two\" words", "ar="], vec!["=Bare"]]
        );
        let is_inside = |text: &str| DOCUMENT.as_bytes().as_ptr_range().contains(&text.as_ptr());
        assert_eq!(
            texts.iter().map(|text| is_inside(text.get("en"))).collect::<Vec<_>>(),
            [true, false, false]
        );
        let copied = DOCUMENT.to_owned();
        assert_eq!(read_bundled(DOCUMENT, |_| read(&copied)), texts);
    }

    #[test]
    fn in_any_other_document_no_text_is_joined() {
        let [first, ..] = &read(DOCUMENT)[..] else { panic!("the document has texts") };
        assert_eq!(first.iter().count(), 1);
        assert_eq!(first.exact("en"), None);
    }
}
