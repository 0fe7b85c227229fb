//! Sentences with gaps, and words that depend on a number.

use std::fmt::Display;

use serde::Deserialize;

use crate::bidi::{ltr, with_whole_islands};

/// A sentence with named gaps: `{count} of {total} answered`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Template(String);

impl Template {
    /// The sentence with its gaps filled.
    ///
    /// In an Arabic sentence a value without Arabic letters (a date, a figure, a path) is made an island, so that it
    /// keeps its own order wherever it stands. A value that is an island already stays one, whatever its letters; a
    /// path is to be handed over as one, because its folders may have Arabic names.
    pub fn fill(&self, values: &[(&str, &dyn Display)]) -> String {
        let arabic = is_arabic(&self.0);
        let mut out = String::with_capacity(self.0.len() + 16);
        let mut rest = self.0.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                rest = after;
                break;
            };
            let known = values.iter().find(|(known, _)| *known == name);
            debug_assert!(known.is_some(), "no value for {{{name}}} in {:?}", self.0);
            if let Some((_, value)) = known {
                push_value(&mut out, &value.to_string(), arabic);
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    /// The names of the gaps, sorted, each once.
    pub fn gaps(&self) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.0.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

fn push_value(out: &mut String, value: &str, arabic_sentence: bool) {
    if arabic_sentence && !is_arabic(value) {
        out.push_str(&ltr(value));
    } else {
        out.push_str(&with_whole_islands(value));
    }
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D3}'))
}

/// A sentence that depends on a count, with the gap `{count}`: English needs `one` and `other`, Arabic all six.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plural {
    #[serde(default)]
    zero: Option<Template>,
    #[serde(default)]
    one: Option<Template>,
    #[serde(default)]
    two: Option<Template>,
    #[serde(default)]
    few: Option<Template>,
    #[serde(default)]
    many: Option<Template>,
    other: Template,
}

impl Plural {
    /// The form for `count`, filled with it.
    ///
    /// The categories are those of the Unicode CLDR for Arabic; a language that leaves out a form uses `other`, which
    /// makes the same function right for English.
    pub fn of(&self, count: usize) -> String {
        self.with(count, &[])
    }

    /// The form for `count`, filled with it and with further values.
    pub fn with(&self, count: usize, values: &[(&str, &dyn Display)]) -> String {
        let form = match (count, count % 100) {
            (0, _) => &self.zero,
            (1, _) => &self.one,
            (2, _) => &self.two,
            (_, 3..=10) => &self.few,
            (_, 11..=99) => &self.many,
            _ => &None,
        };
        let mut all: Vec<(&str, &dyn Display)> = vec![("count", &count)];
        all.extend_from_slice(values);
        form.as_ref().unwrap_or(&self.other).fill(&all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bidi::without_islands;

    fn template(text: &str) -> Template {
        Template(text.to_owned())
    }

    #[test]
    fn gaps_are_filled_by_name() {
        let sentence = template("{count} of {total} answered");
        assert_eq!(sentence.fill(&[("total", &55), ("count", &3)]), "3 of 55 answered");
        assert_eq!(sentence.gaps(), ["count", "total"]);
    }

    #[test]
    fn a_figure_is_an_island_in_an_arabic_sentence_only() {
        let date = "2026-09-25";
        assert_eq!(template("في {date}").fill(&[("date", &date)]), format!("في {}", ltr(date)));
        assert_eq!(template("في {place}").fill(&[("place", &"المنصة")]), "في المنصة");
        assert_eq!(template("on {date}").fill(&[("date", &"2026-09-25")]), "on 2026-09-25");
    }

    #[test]
    fn an_island_handed_over_stays_one_whatever_its_letters() {
        let path = ltr("/home/تقييم.yaml");
        assert_eq!(template("في {path}").fill(&[("path", &path)]), format!("في {path}"));
        assert_eq!(template("in {path}").fill(&[("path", &path)]), format!("in {path}"));
        let share = ltr("75%");
        assert_eq!(template("في {share}").fill(&[("share", &share)]), format!("في {share}"));
    }

    #[test]
    fn a_value_cannot_open_or_close_an_island_of_the_sentence() {
        let filled = template("{one} و{two}").fill(&[("one", &"ا\u{FDD0}"), ("two", &"ب\u{FDD1}")]);
        assert_eq!(filled, "ا\u{FFFD} وب\u{FFFD}");
    }

    #[test]
    fn arabic_has_six_forms() {
        let yaml = "zero: لا أسئلة\none: سؤال واحد\ntwo: سؤالان\nfew: '{count} أسئلة'\nmany: '{count} سؤالا'\nother: '{count} سؤال'";
        let plural: Plural = serde_yaml::from_str(yaml).unwrap();
        let plain = |count| without_islands(&plural.of(count)).into_owned();
        assert_eq!([0, 1, 2].map(plain), ["لا أسئلة", "سؤال واحد", "سؤالان"]);
        assert_eq!([3, 10, 11, 99].map(plain), ["3 أسئلة", "10 أسئلة", "11 سؤالا", "99 سؤالا"]);
        assert_eq!([100, 103, 111].map(plain), ["100 سؤال", "103 أسئلة", "111 سؤالا"]);
    }

    #[test]
    fn english_needs_two_forms() {
        let plural: Plural = serde_yaml::from_str("one: one question\nother: '{count} questions'").unwrap();
        assert_eq!(
            [0, 1, 2, 11].map(|count| plural.of(count)),
            ["0 questions", "one question", "2 questions", "11 questions"]
        );
    }
}
