//! What a question was called when it was answered.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{ExpectedValue, Question, Text};

/// The topic of a question when it was answered, in the languages of its pack; nothing if the file does not say it.
///
/// It names a question that is no longer asked, and is no content: any two are equal, so that entries which differ in
/// nothing else are alike for merging, undoing and saving.
#[derive(Debug, Clone, Default)]
pub struct AskedTopic(Option<Arc<Text>>);

impl AskedTopic {
    /// The topic of a question as it is now.
    pub fn of(question: &Question) -> Self {
        let mut languages = question.topic.iter();
        Self::from(match (languages.next(), languages.next()) {
            // A single language need not be named.
            (Some((_, only)), None) => Text::from([("", only)]),
            _ => question.topic.clone(),
        })
    }

    /// Whether there is a topic in any language.
    pub fn is_known(&self) -> bool {
        self.0.is_some()
    }

    /// The topic in every language; `None` if it is not known.
    pub fn text(&self) -> Option<&Text> {
        self.0.as_deref()
    }

    /// The topic on one line, in the language of this code or in the one that replaces it (see [`Text::get`]). `None`
    /// if it is not known.
    pub fn in_language(&self, code: &str) -> Option<String> {
        let line = self.text()?.get(code).split_whitespace().collect::<Vec<_>>().join(" ");
        Some(line).filter(|line| !line.is_empty())
    }
}

impl From<Text> for AskedTopic {
    fn from(text: Text) -> Self {
        Self((!text.is_empty()).then(|| Arc::new(text)))
    }
}

impl PartialEq for AskedTopic {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for AskedTopic {}

impl Serialize for AskedTopic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for AskedTopic {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const KEYS: &[&str] = &[ExpectedValue::LanguageCode.code()];
        let text = Option::<Text>::deserialize(deserializer)?.unwrap_or_default();
        let other = text.iter().find(|(code, _)| !code.is_empty() && !Text::is_language(code));
        match other {
            Some((code, _)) => Err(D::Error::unknown_field(code, KEYS)),
            None => Ok(text.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str) -> Result<AskedTopic, serde_yaml::Error> {
        serde_yaml::from_str(yaml)
    }

    #[test]
    fn a_topic_is_read_in_one_or_several_languages_and_written_alike() {
        for yaml in ["Beta\n", "en: Beta\nar: بيتا\n", "fr: Bêta\n"] {
            let topic = read(yaml).unwrap();
            assert!(topic.is_known(), "{yaml}");
            assert_eq!(serde_yaml::to_string(&topic).unwrap(), yaml);
        }
        let both = read("{en: Beta, ar: بيتا}").unwrap();
        assert_eq!(["en", "ar", "fr"].map(|code| both.in_language(code).unwrap()), ["Beta", "بيتا", "Beta"]);
    }

    #[test]
    fn nothing_and_blanks_are_no_topic_and_lines_are_joined() {
        for yaml in ["", "''", "' '", "{}", "{en: ''}"] {
            let topic = read(yaml).unwrap();
            assert_eq!((topic.is_known(), topic.in_language("en")), (false, None), "{yaml:?}");
        }
        assert_eq!(read("\"Be\\n  ta\"").unwrap().in_language("en").unwrap(), "Be ta");
        assert_eq!(read("{en: ' ', ar: بيتا}").unwrap().in_language("en"), None);
    }

    #[test]
    fn other_values_and_keys_are_refused() {
        for yaml in ["5", "[Beta]", "{english: Beta}", "{en: {a: b}}"] {
            assert!(read(yaml).is_err(), "{yaml}");
        }
    }
}
