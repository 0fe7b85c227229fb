//! Text in the languages of a pack.
//!
//! It only holds and selects texts: no shaping, no order and no width, which belong to `bidi`.

use std::borrow::Cow;
use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
    ser::SerializeMap,
};

use super::ExpectedValue;
use super::joined_text::{self, JoinedTexts};
use crate::i18n::Language;

/// One text in each language of a pack, in the order of the file: `{ar: مجال, en: Policy area}`.
///
/// A pack with a single language may write the bare text; its language is then empty.
#[derive(Debug, Clone)]
pub struct Text(TextSource);

/// Where the texts of the languages are.
#[derive(Debug, Clone)]
enum TextSource {
    /// In a bundled document, joined.
    Bundled(&'static str),
    /// In memory of their own.
    Own(Vec<(LanguageCode, String)>),
}

/// A language code. A pack has thousands of texts, so the codes of the interface's languages take no memory for each.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LanguageCode(Cow<'static, str>);

impl LanguageCode {
    fn of(code: &str) -> Self {
        let known = Language::CODES.into_iter().find(|known| *known == code);
        Self(known.map_or_else(|| Cow::Owned(code.to_owned()), Cow::Borrowed))
    }

    fn as_str(&self) -> &str {
        &self.0
    }
}

impl Text {
    /// The text in `language` (a code such as `ar`); otherwise, if the interface does not speak that language, in the one
    /// that the interface then has; otherwise in the first language of the file; otherwise empty.
    pub fn get(&self, language: &str) -> &str {
        let of_interface = || {
            let is_other = !Language::CODES.contains(&language);
            is_other.then(|| self.exact(Language::beside(language).code())).flatten()
        };
        let first = || self.iter().next().map(|(_, text)| text);
        self.exact(language).or_else(of_interface).or_else(first).unwrap_or_default()
    }

    /// The text in `language`; `None` if it has no text in that language.
    pub fn exact(&self, language: &str) -> Option<&str> {
        self.iter().find(|(code, _)| *code == language).map(|(_, text)| text)
    }

    /// Every language code with its text, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let (joined, own) = match &self.0 {
            TextSource::Bundled(joined) => (*joined, &[][..]),
            TextSource::Own(own) => ("", &own[..]),
        };
        JoinedTexts(joined).chain(own.iter().map(|(code, text)| (code.as_str(), text.as_str())))
    }

    /// Adds a language, or replaces its text.
    pub fn set(&mut self, language: &str, text: impl Into<String>) {
        let own = self.own();
        match own.iter_mut().find(|(code, _)| code.as_str() == language) {
            Some((_, old)) => *old = text.into(),
            None => own.push((LanguageCode::of(language), text.into())),
        }
    }

    /// Removes the text of a language.
    pub fn remove(&mut self, language: &str) {
        self.own().retain(|(code, _)| code.as_str() != language);
    }

    /// The texts in memory of their own, which can be changed.
    fn own(&mut self) -> &mut Vec<(LanguageCode, String)> {
        if let TextSource::Bundled(joined) = self.0 {
            self.0 = TextSource::Own(owned(JoinedTexts(joined)));
        }
        match &mut self.0 {
            TextSource::Own(own) => own,
            TextSource::Bundled(_) => unreachable!("they were just copied"),
        }
    }

    /// The texts that are written as one string: a bare text, or the joined texts of a bundled document.
    pub(super) fn of_string(words: &str) -> Self {
        Self(match joined_text::in_bundled(words) {
            _ if !joined_text::is_joined(words) => TextSource::Own(owned([("", words)])),
            Some(joined) => TextSource::Bundled(joined),
            None => TextSource::Own(owned(JoinedTexts(words))),
        })
    }

    /// Whether it has no language, not even one with an empty text.
    pub fn has_no_language(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Whether it has no text in any language.
    pub fn is_empty(&self) -> bool {
        self.iter().all(|(_, text)| text.trim().is_empty())
    }

    /// Whether `key` has the form of a language code: two or three small letters, optionally with a `-` part
    /// (`pt-br`).
    pub fn is_language(key: &str) -> bool {
        let (primary, rest) = key.split_once('-').unwrap_or((key, "x"));
        matches!(primary.len(), 2 | 3)
            && primary.bytes().all(|byte| byte.is_ascii_lowercase())
            && !rest.is_empty()
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Text {
    fn from(texts: [(&str, &str); N]) -> Self {
        Self(TextSource::Own(owned(texts)))
    }
}

fn owned<'texts>(texts: impl IntoIterator<Item = (&'texts str, &'texts str)>) -> Vec<(LanguageCode, String)> {
    texts.into_iter().map(|(language, text)| (LanguageCode::of(language), text.to_owned())).collect()
}

impl Default for Text {
    fn default() -> Self {
        Self(TextSource::Own(Vec::new()))
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Text {}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(("", bare)) = self.iter().next()
            && self.iter().nth(1).is_none()
        {
            return serializer.serialize_str(bare);
        }
        let mut map = serializer.serialize_map(Some(self.iter().count()))?;
        for (language, text) in self.iter() {
            map.serialize_entry(language, text)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for LanguageCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CodeVisitor;

        impl Visitor<'_> for CodeVisitor {
            type Value = LanguageCode;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a string")
            }

            fn visit_str<E>(self, code: &str) -> Result<LanguageCode, E> {
                Ok(LanguageCode::of(code))
            }
        }

        deserializer.deserialize_str(CodeVisitor)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(ExpectedValue::TextByLanguage.code())
            }

            fn visit_str<E>(self, words: &str) -> Result<Text, E> {
                Ok(Text::of_string(words))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
                let mut texts = Vec::with_capacity(map.size_hint().unwrap_or(2));
                while let Some(entry) = map.next_entry()? {
                    texts.push(entry);
                }
                Ok(Text(TextSource::Own(texts)))
            }
        }

        deserializer.deserialize_any(TextVisitor)
    }
}

/// A text that is written as one string.
pub(super) struct StringText(Text);

impl StringText {
    /// Adds it to the texts of single languages that were read before.
    pub(super) fn add_to(self, text: &mut Text) {
        if text.has_no_language() {
            *text = self.0;
        } else {
            self.0.iter().for_each(|(language, words)| text.set(language, words));
        }
    }
}

impl<'de> Deserialize<'de> for StringText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StringVisitor;

        impl Visitor<'_> for StringVisitor {
            type Value = StringText;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a string")
            }

            fn visit_str<E>(self, words: &str) -> Result<StringText, E> {
                Ok(StringText(Text::of_string(words)))
            }
        }

        deserializer.deserialize_str(StringVisitor)
    }
}

/// Reads a map from language codes to texts. Any language may be missing. A language without a value is omitted, and
/// one that the program does not support is kept. A key that is no language code is reported as an unknown field.
pub(super) fn by_language<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
    struct ByLanguage;

    impl<'de> Visitor<'de> for ByLanguage {
        type Value = Text;

        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("a map")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
            let mut text = Text::default();
            while let Some(language) = map.next_key::<String>()? {
                if !Text::is_language(&language) {
                    const KEYS: &[&str] = &[ExpectedValue::LanguageCode.code()];
                    return Err(serde::de::Error::unknown_field(&language, KEYS));
                }
                if let Some(words) = map.next_value::<Option<String>>()? {
                    text.set(&language, words);
                }
            }
            Ok(text)
        }
    }

    deserializer.deserialize_map(ByLanguage)
}

/// Defines a struct that is written as a text with additional fields: every key that is not a field is a language.
///
/// ```yaml
/// ar: حصر المنصات.
/// en: List the platforms.
/// effort: S
/// ```
///
/// The expression after a field's type is its default value.
macro_rules! worded {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty = $default:expr,)* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// The text.
            pub text: $crate::model::Text,
            $($(#[$field_meta])* pub $field: $type,)*
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct WordedVisitor;

                impl<'de> serde::de::Visitor<'de> for WordedVisitor {
                    type Value = $name;

                    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        out.write_str($crate::model::ExpectedValue::TextByLanguage.code())
                    }

                    fn visit_str<E>(self, text: &str) -> Result<$name, E> {
                        let text = $crate::model::Text::of_string(text);
                        Ok($name { text, $($field: $default,)* })
                    }

                    fn visit_unit<E>(self) -> Result<$name, E> {
                        Ok($name { text: $crate::model::Text::default(), $($field: $default,)* })
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        const LANGUAGE: &str = $crate::model::ExpectedValue::LanguageCode.code();
                        const FIELDS: &[&str] = &["text", $(stringify!($field),)* LANGUAGE];
                        let mut text = $crate::model::Text::default();
                        $(let mut $field: Option<$type> = None;)*
                        while let Some(key) = map.next_key::<String>()? {
                            match key.as_str() {
                                $(stringify!($field) => $field = Some(map.next_value()?),)*
                                "text" => map.next_value::<$crate::model::text::StringText>()?.add_to(&mut text),
                                language if $crate::model::Text::is_language(language) => {
                                    text.set(language, map.next_value::<String>()?);
                                }
                                other => return Err(serde::de::Error::unknown_field(other, FIELDS)),
                            }
                        }
                        Ok($name { text, $($field: $field.unwrap_or_else(|| $default),)* })
                    }
                }

                deserializer.deserialize_any(WordedVisitor)
            }
        }
    };
}
pub(super) use worded;

#[cfg(test)]
mod tests {
    use serde_yaml::Deserializer;

    use super::{Text, by_language};

    #[test]
    fn a_map_by_language_keeps_unsupported_codes_and_refuses_other_keys() {
        let read = |yaml: &str| by_language(Deserializer::from_str(yaml));
        assert_eq!(
            read("{ar: وزارة, fr: Ministère, en: }").unwrap(),
            Text::from([("ar", "وزارة"), ("fr", "Ministère")])
        );
        assert_eq!(read("").unwrap(), Text::default());
        assert!(
            read("{arabic: وزارة}").unwrap_err().to_string().starts_with("unknown field `arabic`, expected")
        );
        assert!(read("وزارة").is_err());
    }

    #[test]
    fn a_missing_language_falls_back_to_that_of_the_interface_beside_it_and_then_to_the_first() {
        let text = Text::from([("ar", "سؤال"), ("en", "Question")]);
        assert_eq!(text.get("en"), "Question");
        assert_eq!((text.get("fr"), text.get("ar-eg")), ("Question", "سؤال"));
        let french = Text::from([("fr", "Question ?"), ("he", "שאלה")]);
        assert_eq!(["ar", "en", "pt-br"].map(|code| french.get(code)), ["Question ?"; 3]);
        assert_eq!(text.exact("fr"), None);
    }

    #[test]
    fn language_codes_are_distinguished_from_fields() {
        for code in ["ar", "en", "fil", "pt-br"] {
            assert!(Text::is_language(code), "{code}");
        }
        for field in ["", "a", "text", "step", "EN", "ar-", "ar_sa"] {
            assert!(!Text::is_language(field), "{field}");
        }
    }

    #[test]
    fn a_bare_text_is_read_and_written_bare() {
        let text: Text = serde_yaml::from_str("Question").unwrap();
        assert_eq!(text.get("ar"), "Question");
        assert_eq!(serde_yaml::to_string(&text).unwrap(), "Question\n");
    }
}
