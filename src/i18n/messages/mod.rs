//! Every word of the interface, by where it is read. The English text of a field is its documentation.
#![expect(missing_docs, reason = "the text of each field in en.yaml says what it is")]

mod commands;
mod common;
mod errors;
mod pack_errors;
pub(super) mod records;
mod reports;
mod screens;
mod section;

pub use commands::*;
pub use common::*;
pub use errors::*;
pub use pack_errors::*;
pub use reports::*;
pub use screens::*;
pub use section::MessageSection;

use super::Language;
use super::language::for_each_language;

/// Every word of the interface in one language, by section. Each section is read when a word of it is first needed, so
/// that the first frame does not wait for the texts of errors.
#[derive(Debug)]
pub struct Messages {
    pub common: MessageSection<Common>,
    pub files: MessageSection<FileWords>,
    pub reports: MessageSection<Reports>,
    pub actions: MessageSection<Actions>,
    pub screens: MessageSection<Screens>,
    pub commands: MessageSection<Commands>,
    pub errors: MessageSection<Errors>,
}

/// The messages of a language from the files that the build wrote for it.
macro_rules! messages {
    ($code:literal) => {
        messages!(@ $code: common, files, reports, actions, screens, commands, errors)
    };
    (@ $code:literal: $($section:ident),*) => {
        Messages {
            $($section: MessageSection::of(include_str!(concat!(
                env!("OUT_DIR"), "/messages-", $code, "-", stringify!($section), ".txt"
            ))),)*
        }
    };
}

/// The words in the order of [`Language::ALL`].
static MESSAGES: [Messages; Language::ALL.len()] = for_each_language!(messages);

impl Messages {
    /// The words of a language. They are part of the program, written as records when it was built, which are read many
    /// times faster than YAML; a test reads every section of every language.
    pub fn of(language: Language) -> &'static Self {
        MESSAGES.get(language as usize).expect("each language has its words")
    }

    /// Short facts next to each other on a line.
    pub fn facts(&self, facts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
        let mut line = String::new();
        for fact in facts {
            let separator = if line.is_empty() { "" } else { &self.common.fact_separator };
            line.extend([separator, fact.as_ref()]);
        }
        line
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

    /// The words that a language has itself, each with its path.
    fn texts(language: Language) -> Vec<(String, String)> {
        let file = format!("{}/src/i18n/{}.yaml", env!("CARGO_MANIFEST_DIR"), language.code());
        let mut out = Vec::new();
        leaves(&serde_yaml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap(), "", &mut out);
        out
    }

    /// The forms of a plural that a language may leave out.
    const OPTIONAL_FORMS: [&str; 5] = ["zero", "one", "two", "few", "many"];

    fn is_optional(path: &str) -> bool {
        path.rsplit('.').next().is_some_and(|key| OPTIONAL_FORMS.contains(&key))
    }

    #[test]
    fn each_section_of_each_language_is_read() {
        for language in Language::ALL {
            let Messages { common, files, reports, actions, screens, commands, errors } =
                Messages::of(language);
            assert!(!common.name.is_empty() && !files.orphan.is_empty());
            assert!(actions.keys().next().is_some());
            let _: (&Screens, &Commands, &Errors) = (screens, commands, errors);
            let Reports {
                progress,
                versions,
                terms,
                figures,
                efforts,
                evidence,
                why,
                roadmap,
                comparison,
                listing,
                restorables,
                merge,
                questions,
                background,
            } = &**reports;
            let _: (&FigureWords, &Efforts, &EvidenceTexts, &WhyTexts) = (figures, efforts, evidence, why);
            let _: (&ProgressWords, &VersionTexts, &BackgroundTexts) = (progress, versions, background);
            let _: &TermWords = terms;
            let _: (&RoadmapTexts, &ComparisonTexts, &ListingTexts) = (roadmap, comparison, listing);
            let _: (&RestorablesTexts, &MergeTexts, &QuestionsTexts) = (restorables, merge, questions);
        }
    }

    #[test]
    fn arabic_lacks_no_word() {
        let arabic = texts(Language::Arabic);
        for (path, _) in texts(Language::English).iter().filter(|(path, _)| !is_optional(path)) {
            assert!(arabic.iter().any(|(known, _)| known == path), "{path}");
        }
    }

    #[test]
    fn a_sentence_has_the_same_gaps_in_each_language() {
        let gaps = |text: &str| serde_yaml::from_value::<Template>(text.into()).unwrap().gaps().join(" ");
        let english = texts(Language::English);
        for language in Language::ALL {
            for (path, text) in texts(language).iter().filter(|(path, _)| !is_optional(path)) {
                let (_, english) = english.iter().find(|(known, _)| known == path).expect(path);
                assert_eq!(gaps(text), gaps(english), "{path} in {language:?}");
            }
        }
    }

    #[test]
    fn every_form_of_a_plural_knows_only_the_gaps_of_its_last() {
        let gaps = |text: &str| {
            let template = serde_yaml::from_value::<Template>(text.into()).unwrap();
            template.gaps().into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        let mut seen = 0;
        for texts in Language::ALL.map(texts) {
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
        for (path, text) in texts(Language::Arabic) {
            let without_gaps: String =
                text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect();
            let diacritic = text
                .chars()
                .find(|letter| matches!(letter, '\u{064B}'..='\u{0652}' | '\u{0640}' | '\u{0670}'));
            assert_eq!(diacritic, None, "{path}: {text}");
            // What is in backticks is to be typed as it is.
            let prose: String = without_gaps.split('`').step_by(2).collect();
            let latin_mark = prose.chars().find(|letter| matches!(letter, ',' | ';' | '?'));
            assert_eq!(latin_mark, None, "{path}: {text}");
        }
    }
}
