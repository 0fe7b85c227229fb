//! How values are written for programs: levels by their labels, numbers as numbers, and words only where they are asked
//! for. It knows no document.

use indexmap::IndexMap;
use serde::Serialize;

use crate::model::{AskedTopic, Level, LevelLabel, LevelRange, Pack, QuestionId, Text};
use crate::scoring::{AreaState, Exact, Index};

/// The texts that are written next to the ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsWanted<'a> {
    /// None.
    No,
    /// Those of one language; a text that is not in it is written in the first language of the pack.
    In(&'a str),
    /// Those of every language of the pack.
    All,
}

/// Texts of a pack next to an id.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged)]
pub enum WrittenWords<'a> {
    /// In the language that was asked for.
    One(&'a str),
    /// By language.
    All(&'a Text),
}

/// Topics of questions by their ids.
pub type AskedTopics<'a> = IndexMap<&'a QuestionId, WrittenWords<'a>>;

/// A level while questions are open: both ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WrittenRange {
    /// With all open questions at the first level.
    pub low: LevelLabel,
    /// With all open questions at the last level.
    pub high: LevelLabel,
}

/// An index with its range, truncated to the decimals of the pack.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WrittenIndex {
    /// Computed from the questions that have a level.
    pub value: f64,
    /// Lower bound: all open questions at the first level.
    pub low: f64,
    /// Upper bound: all open questions at the last level.
    pub high: f64,
    /// The value in full: a fraction such as `17/6`, or a whole number.
    pub exact: String,
}

/// Writes values of one pack.
#[derive(Debug, Clone, Copy)]
pub struct ValueWriter<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The texts to write.
    pub wanted: WordsWanted<'a>,
}

impl<'a> ValueWriter<'a> {
    pub(super) fn words(self, text: &'a Text) -> Option<WrittenWords<'a>> {
        match self.wanted {
            WordsWanted::No => None,
            WordsWanted::In(language) => Some(WrittenWords::One(text.get(language))),
            WordsWanted::All => Some(WrittenWords::All(text)),
        }
    }

    /// The words of a text that a pack may leave out; `None` if it does.
    pub(super) fn words_if_any(self, text: &'a Text) -> Option<WrittenWords<'a>> {
        if text.is_empty() { None } else { self.words(text) }
    }

    /// The words of each text of a list, which may be empty; `None` if no words are wanted.
    pub(super) fn words_of_each(self, texts: &'a [Text]) -> Option<Vec<WrittenWords<'a>>> {
        let words = texts.iter().filter_map(|text| self.words(text));
        (self.wanted != WordsWanted::No).then(|| words.collect())
    }

    /// What questions were called when they were answered, by their ids; `None` if no words are wanted.
    pub(super) fn asked_topics(
        self,
        topics: impl Iterator<Item = (&'a QuestionId, &'a AskedTopic)>,
    ) -> Option<AskedTopics<'a>> {
        let words = topics.filter_map(|(id, topic)| Some((id, self.words(topic.text()?)?)));
        (self.wanted != WordsWanted::No).then(|| words.collect())
    }

    pub(super) fn level(self, level: Level) -> LevelLabel {
        self.pack.scale().written(level)
    }

    pub(super) fn range(self, range: LevelRange) -> WrittenRange {
        WrittenRange { low: self.level(range.low), high: self.level(range.high) }
    }

    /// The level of an area or of the whole. `None` before the first answer.
    pub(super) fn level_of(self, state: AreaState, range: LevelRange) -> Option<WrittenRange> {
        (state == AreaState::Started).then(|| self.range(range))
    }

    pub(super) fn number(self, number: &Exact) -> f64 {
        number.printed(self.pack.scale().decimals).parse().expect("a printed number is a number")
    }

    pub(super) fn index(self, index: &Index) -> WrittenIndex {
        let Index { value, low, high } = index;
        WrittenIndex {
            value: self.number(value),
            low: self.number(low),
            high: self.number(high),
            exact: value.to_string(),
        }
    }
}
