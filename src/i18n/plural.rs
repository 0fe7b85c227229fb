//! Sentences that depend on a count, with a form for each category of their language.
//!
//! Which category a count is in is decided in `plural_rule`.

use std::fmt::Display;

use serde::Deserialize;

use super::messages::records::{WordRecords, Words};
use super::plural_rule::PluralCategory;
use super::{Language, Template};

/// A sentence that depends on a count, with the gap `{count}`. Without the form for a count, it uses `other`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plural {
    /// The language of the forms, which the build writes next to them: an English sentence follows the English rule,
    /// also where it fills in for a word that another language lacks.
    language: Language,
    zero: Option<Template>,
    one: Option<Template>,
    two: Option<Template>,
    few: Option<Template>,
    many: Option<Template>,
    other: Template,
}

impl Words for Plural {
    fn read(mut records: WordRecords<'_>) -> Self {
        Self {
            language: records.field("language"),
            zero: records.field("zero"),
            one: records.field("one"),
            two: records.field("two"),
            few: records.field("few"),
            many: records.field("many"),
            other: records.field("other"),
        }
    }
}

impl Words for Language {
    fn read(records: WordRecords<'_>) -> Self {
        Self::from_code(records.text()).expect("the build writes the code of a language")
    }
}

impl Plural {
    /// The form for `count`, filled with it.
    pub fn of(&self, count: usize) -> String {
        self.with(count, &[])
    }

    /// The form for `count`, filled with it and with further values.
    pub fn with(&self, count: usize, values: &[(&str, &dyn Display)]) -> String {
        let form = match self.language.plural()(count) {
            PluralCategory::Zero => self.zero.as_ref(),
            PluralCategory::One => self.one.as_ref(),
            PluralCategory::Two => self.two.as_ref(),
            PluralCategory::Few => self.few.as_ref(),
            PluralCategory::Many => self.many.as_ref(),
            PluralCategory::Other => None,
        };
        let mut all: Vec<(&str, &dyn Display)> = vec![("count", &count)];
        all.extend_from_slice(values);
        form.unwrap_or(&self.other).fill(&all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bidi::without_islands;

    #[test]
    fn arabic_has_six_forms() {
        let yaml = "language: ar\nzero: لا أسئلة\none: سؤال واحد\ntwo: سؤالان\nfew: '{count} أسئلة'\nmany: '{count} سؤالا'\nother: '{count} سؤال'";
        let plural: Plural = serde_yaml::from_str(yaml).unwrap();
        let plain = |count| without_islands(&plural.of(count)).into_owned();
        assert_eq!([0, 1, 2].map(plain), ["لا أسئلة", "سؤال واحد", "سؤالان"]);
        assert_eq!([3, 10, 11, 99].map(plain), ["3 أسئلة", "10 أسئلة", "11 سؤالا", "99 سؤالا"]);
        assert_eq!([100, 103, 111].map(plain), ["100 سؤال", "103 أسئلة", "111 سؤالا"]);
    }

    #[test]
    fn english_needs_two_forms() {
        let yaml = "language: en\none: one question\nother: '{count} questions'";
        let plural: Plural = serde_yaml::from_str(yaml).unwrap();
        assert_eq!(
            [0, 1, 2, 11].map(|count| plural.of(count)),
            ["0 questions", "one question", "2 questions", "11 questions"]
        );
    }
}
