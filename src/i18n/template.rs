//! Sentences with named gaps. Directions come from the letters of a text, so this knows no language.

use std::fmt::Display;

use serde::Deserialize;

use super::messages::records::{WordRecords, Words};
use crate::bidi::{has_own_island, is_island, is_right_to_left, islands_in, ltr, own, with_whole_islands};

/// A sentence with named gaps: `{count} of {total} answered`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Template(String);

impl Template {
    /// The sentence with its gaps filled.
    ///
    /// In an Arabic sentence a value without Arabic letters (a date, a figure, a path) is made an island, so that it
    /// keeps its own order. A value with letters of the other direction is an island that is read in the direction of its
    /// first letter. An existing island is kept, also if its letters are Arabic. Pass a path as an island, because its folders
    /// may have Arabic names.
    pub fn fill(&self, values: &[(&str, &dyn Display)]) -> String {
        let arabic = is_arabic(&self.0);
        let is_neutral = !self.has_letters();
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
                let is_attached = out.ends_with(char::is_alphabetic);
                let value = value.to_string();
                if is_neutral && value.contains(char::is_alphabetic) && islands_in(&value).next().is_none() {
                    out.push_str(&own(&value));
                } else {
                    push_value(&mut out, &value, arabic, is_attached);
                }
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    /// Whether it has letters beside its gaps. Without them, each of its values is read in its own direction, and their order
    /// follows the screen.
    fn has_letters(&self) -> bool {
        let mut is_gap = false;
        self.0.chars().any(|letter| {
            is_gap = (is_gap || letter == '{') && letter != '}';
            !is_gap && letter.is_alphabetic()
        })
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

impl Words for Template {
    fn read(records: WordRecords<'_>) -> Self {
        Self(Words::read(records))
    }
}

fn push_value(out: &mut String, value: &str, arabic_sentence: bool, is_attached: bool) {
    if value.chars().any(is_right_to_left) {
        // A value of both directions would order the words after it.
        let turns = !arabic_sentence || value.chars().any(is_left_to_right);
        // Letters join across the edge of a value only if it is no island.
        let is_isolated = turns && !is_attached && islands_in(value).next().is_none();
        return out.push_str(&if is_isolated { own(value).into() } else { with_whole_islands(value) });
    }
    if !arabic_sentence {
        return out.push_str(&with_whole_islands(value));
    }
    if is_island(value) || has_own_island(value) {
        return out.push_str(&with_whole_islands(value));
    }
    let items: Vec<String> = value.split(ARABIC_COMMA).map(ltr).collect();
    out.push_str(&items.join(ARABIC_COMMA));
}

fn is_left_to_right(letter: char) -> bool {
    letter.is_alphabetic() && !is_right_to_left(letter)
}

/// Separates the items of a list in an Arabic sentence. The list is read from the right, and each item in its own order.
const ARABIC_COMMA: &str = "، ";

fn is_arabic(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D3}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(text: &str) -> Template {
        Template(text.to_owned())
    }

    #[test]
    fn a_value_of_the_other_direction_is_an_island_of_its_own() {
        let english = template("Deleted {name}.");
        assert_eq!(english.fill(&[("name", &"بوابة GSB")]), format!("Deleted {}.", own("بوابة GSB")));
        assert_eq!(english.fill(&[("name", &"GSB بوابة")]), format!("Deleted {}.", own("GSB بوابة")));
        assert_eq!(english.fill(&[("name", &"GSB")]), "Deleted GSB.");
        let arabic = template("حذف {name}، و{name}.");
        let island = own("GSB بوابة");
        assert_eq!(arabic.fill(&[("name", &"GSB بوابة")]), format!("حذف {island}، وGSB بوابة."));
        let numbered = format!("(2) {}", own("Portal"));
        assert_eq!(template("حذف {name}.").fill(&[("name", &numbered)]), format!("حذف {numbered}."));
        let neutral = template("{topic}: {level}");
        assert_eq!(neutral.fill(&[("topic", &"بوابة"), ("level", &"2")]), format!("{}: 2", own("بوابة")));
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
    fn a_list_is_read_from_the_right_in_an_arabic_sentence() {
        let filled = template("المستويات: {levels}.").fill(&[("levels", &"1، 2 (Initial)، 10%")]);
        assert_eq!(filled, format!("المستويات: {}، {}، {}.", ltr("1"), ltr("2 (Initial)"), ltr("10%")));
        let separator = &crate::i18n::Messages::of(crate::i18n::Language::Arabic).common.list_separator;
        assert_eq!(separator, ARABIC_COMMA);
        let path = ltr("/home/a، b");
        assert_eq!(template("في {path}").fill(&[("path", &path)]), format!("في {path}"));
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
}
