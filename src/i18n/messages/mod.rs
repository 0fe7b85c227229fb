//! Every word of the interface, by where it is read. The English text of a field is its documentation.
#![expect(missing_docs, reason = "the text of each field in en.yaml says what it is")]

mod commands;
mod common;
mod errors;
mod reports;
mod screens;

use std::ops::Deref;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

pub use commands::*;
pub use common::*;
pub use errors::*;
pub use reports::*;
pub use screens::*;

use super::Language;

/// Every word of the interface in one language, by section. Each section is read when a word of it is first needed, so
/// that the first frame does not wait for the texts of errors.
#[derive(Debug)]
pub struct Messages {
    pub common: Section<Common>,
    pub reports: Section<Reports>,
    pub actions: Section<Actions>,
    pub screens: Section<Screens>,
    pub commands: Section<Commands>,
    pub errors: Section<Errors>,
}

/// A part of the messages, read from its JSON when it is first used.
#[derive(Debug)]
pub struct Section<T> {
    words: OnceLock<T>,
    json: &'static str,
}

impl<T> Section<T> {
    const fn of(json: &'static str) -> Self {
        Self { words: OnceLock::new(), json }
    }
}

impl<T: DeserializeOwned> Deref for Section<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.words.get_or_init(|| serde_json::from_str(self.json).expect("the bundled messages are complete"))
    }
}

/// The sections of a language, from the files that the build wrote for it.
macro_rules! sections {
    ($language:literal: $($section:ident),*) => {
        Messages {
            $($section: Section::of(include_str!(concat!(
                env!("OUT_DIR"), "/messages-", $language, "-", stringify!($section), ".json"
            ))),)*
        }
    };
}

static ARABIC: Messages = sections!("ar": common, reports, actions, screens, commands, errors);
static ENGLISH: Messages = sections!("en": common, reports, actions, screens, commands, errors);

impl Messages {
    /// The words of a language. They are part of the program, written as JSON when it was built, which is read several
    /// times faster than YAML; a test reads every section of both languages.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Arabic => &ARABIC,
            Language::English => &ENGLISH,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_yaml::Value;

    use super::*;
    use crate::i18n::Template;

    fn leaves(value: &Value, path: &str, out: &mut Vec<(String, String)>) {
        match value {
            Value::Mapping(map) => {
                for (key, inner) in map {
                    leaves(inner, &format!("{path}.{}", key.as_str().unwrap()), out);
                }
            }
            Value::String(text) => out.push((path.to_owned(), text.clone())),
            other => panic!("{path}: {other:?} is not a text"),
        }
    }

    fn texts(yaml: &str) -> Vec<(String, String)> {
        let mut out = Vec::new();
        leaves(&serde_yaml::from_str(yaml).unwrap(), "", &mut out);
        out
    }

    /// The forms of a plural that a language may leave out.
    const OPTIONAL_FORMS: [&str; 5] = ["zero", "one", "two", "few", "many"];

    #[test]
    fn both_languages_are_complete() {
        for language in Language::ALL {
            assert!(!Messages::of(language).common.name.is_empty());
        }
    }

    #[test]
    fn a_sentence_has_the_same_gaps_in_both_languages() {
        let english = texts(include_str!("../en.yaml"));
        let arabic = texts(include_str!("../ar.yaml"));
        for (path, text) in &english {
            if path.rsplit('.').next().is_some_and(|key| OPTIONAL_FORMS.contains(&key)) {
                continue;
            }
            let (_, other) =
                arabic.iter().find(|(known, _)| known == path).unwrap_or_else(|| panic!("{path}"));
            let gaps = |text: &str| serde_yaml::from_value::<Template>(text.into()).unwrap().gaps().join(" ");
            assert_eq!(gaps(text), gaps(other), "{path}");
        }
    }

    #[test]
    fn every_form_of_a_plural_knows_only_the_gaps_of_its_last() {
        let gaps = |text: &str| {
            let template = serde_yaml::from_value::<Template>(text.into()).unwrap();
            template.gaps().into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        let mut seen = 0;
        for texts in [texts(include_str!("../en.yaml")), texts(include_str!("../ar.yaml"))] {
            for (path, text) in &texts {
                let Some((plural, form)) = path.rsplit_once('.') else { continue };
                let last = texts.iter().find(|(known, _)| *known == format!("{plural}.other"));
                let Some((_, last)) = last.filter(|_| OPTIONAL_FORMS.contains(&form)) else { continue };
                seen += 1;
                let known = gaps(last);
                assert!(gaps(text).iter().all(|gap| known.contains(gap)), "{path}: {text}");
            }
        }
        assert!(seen > 20, "only {seen} forms were found");
    }

    #[test]
    fn arabic_is_plain_and_speaks_arabic() {
        for (path, text) in texts(include_str!("../ar.yaml")) {
            let without_gaps: String =
                text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect();
            let diacritic = text
                .chars()
                .find(|letter| matches!(letter, '\u{064B}'..='\u{0652}' | '\u{0640}' | '\u{0670}'));
            assert_eq!(diacritic, None, "{path}: {text}");
            // What stands in backticks is to be typed as it stands.
            let prose: String = without_gaps.split('`').step_by(2).collect();
            let latin_mark = prose.chars().find(|letter| matches!(letter, ',' | ';' | '?'));
            assert_eq!(latin_mark, None, "{path}: {text}");
        }
    }
}
