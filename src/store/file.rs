//! The text of an assessment file.
//!
//! ```yaml
//! # Kept by Mizan. Comments that you add here are not kept.
//! schema: 1
//! name: Ministry of Water 2026
//! answers:
//!   strategy-q1: # Platform strategy
//!     answer: 3
//!   strategy-q2: # Register of platforms
//! ```
//!
//! Every question of the pack has its line from the start, and that line never changes: two people's changes to
//! neighbouring questions merge, and a changed answer is the only difference. Nothing says when the file was last
//! changed.

use std::fmt;

use indexmap::IndexMap;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, IntoDeserializer, MapAccess, Visitor, value::MapAccessDeserializer},
};

use crate::{
    i18n::Language,
    model::{Assessment, Entry, Header, Pack, QuestionId, SCHEMA},
    yaml::{self, Limits, Place},
};

use super::display_name;

/// Why a text is not taken for an assessment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A newer program wrote it, in a format that this one does not know.
    #[error("line {}: written in format {found}; this version knows {known} and older", place.line)]
    NewerSchema {
        /// The number in the file.
        found: u32,
        /// The highest number that this program knows.
        known: u32,
        /// Where the number stands.
        place: Place,
    },
    /// No program ever wrote this format.
    #[error("line {}: there is no format {found}", place.line)]
    NoSuchSchema {
        /// The number in the file.
        found: u32,
        /// Where the number stands.
        place: Place,
    },
    /// Something in it is wrong.
    #[error(transparent)]
    Fault(#[from] yaml::Fault),
}

/// The file of `assessment`: every question of `pack` in the pack's order, then answers to questions that left it.
///
/// Topics stand beside the questions as comments, in the assessment's language.
///
/// # Panics
/// Never: YAML has a form for every value of an assessment.
pub fn write(assessment: &Assessment, pack: &Pack) -> String {
    let words = Words::of(&assessment.header.language);
    let header = yaml::to_string(&assessment.header).expect("YAML has a form for every header");
    let mut text = format!("# {}\n{header}answers:\n", words.first_line);
    write_answers(&mut text, &lines_of(assessment, pack, words.orphan));
    text
}

/// The assessment of a file.
///
/// An older format is taken for what it means today; a newer one is refused, as is whatever the format does not know.
pub fn read(text: &str) -> Result<Assessment, Refusal> {
    let parsed = yaml::parse_with_places::<FileText>(text, Limits::ASSESSMENT).map(
        |(FileText(assessment), places)| (assessment.header.schema, places.at("schema"), Ok(assessment)),
    );
    let (found, place, outcome) = match parsed {
        Ok(known) => known,
        Err(fault) => match yaml::parse_with_places::<SchemaAlone>(text, Limits::ASSESSMENT) {
            Ok((SchemaAlone { schema }, places)) => (schema, places.at("schema"), Err(fault)),
            Err(_) => return Err(fault.into()),
        },
    };
    match found {
        SCHEMA => Ok(outcome?),
        0 => Err(Refusal::NoSuchSchema { found, place }),
        _ => Err(Refusal::NewerSchema { found, known: SCHEMA, place }),
    }
}

/// A text that somebody typed, pasted or imported, as a file keeps it: with ordinary line ends.
///
/// Readers of YAML disagree about U+0085, U+2028 and U+2029, and a carriage return would make a note a single long line.
pub fn with_ordinary_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

/// What the program says in the file itself.
struct Words {
    first_line: &'static str,
    orphan: &'static str,
}

impl Words {
    const ENGLISH: Self = Self {
        first_line: "Kept by Mizan. Comments that you add here are not kept.",
        orphan: "no longer asked",
    };
    const ARABIC: Self = Self {
        first_line: "يكتب ميزان هذا الملف، ولا يحتفظ بالتعليقات المضافة هنا.",
        orphan: "سؤال لم يعد مطروحا",
    };

    fn of(language: &str) -> Self {
        match Language::from_code(language) {
            Some(Language::Arabic) => Self::ARABIC,
            Some(Language::English) | None => Self::ENGLISH,
        }
    }
}

/// Each question of the file in order, with what was said and the remark beside it.
type Lines<'a> = IndexMap<&'a QuestionId, (Option<&'a Entry>, &'a str)>;

fn lines_of<'a>(assessment: &'a Assessment, pack: &'a Pack, orphan: &'static str) -> Lines<'a> {
    let language = &assessment.header.language;
    let asked = pack
        .questions()
        .map(|(_, question)| (&question.id, (assessment.entry(&question.id), question.topic.get(language))));
    let orphans = assessment.orphans(pack).map(|(id, entry)| (id, (Some(entry), orphan)));
    asked.chain(orphans).collect()
}

fn write_answers(text: &mut String, lines: &Lines<'_>) {
    if lines.is_empty() {
        return;
    }
    let unsaid = Entry::default();
    let answers: IndexMap<_, _> =
        lines.iter().map(|(id, (entry, _))| (id, entry.unwrap_or(&unsaid))).collect();
    let answers = yaml::to_string(&answers).expect("YAML has a form for every answer");
    let mut remarks = lines.values().map(|(_, remark)| remark);
    for line in answers.lines() {
        let is_below_a_question = line.is_empty() || line.starts_with(' ') || line.starts_with(": ");
        if !line.is_empty() {
            text.push_str("  ");
        }
        if is_below_a_question {
            text.push_str(line);
        } else {
            text.push_str(line.strip_suffix(" {}").unwrap_or(line));
            push_remark(text, remarks.next().copied().unwrap_or_default());
        }
        text.push('\n');
    }
}

fn push_remark(text: &mut String, remark: &str) {
    let shown = display_name(&yaml::comment(remark));
    if !shown.is_empty() {
        text.push_str(" # ");
        text.push_str(&shown);
    }
}

/// The number of a file whose format is not known.
#[derive(Deserialize)]
struct SchemaAlone {
    schema: u32,
}

/// A whole file: the header's fields and `answers` in one map, read in one pass so that every fault keeps its line.
pub(crate) struct FileText(pub(crate) Assessment);

impl<'de> Deserialize<'de> for FileText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FileVisitor;

        impl<'de> Visitor<'de> for FileVisitor {
            type Value = FileText;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an assessment")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FileText, A::Error> {
                let mut answers = IndexMap::new();
                let fields = HeaderFields { map, answers: &mut answers };
                let header = Header::deserialize(MapAccessDeserializer::new(fields))?;
                Ok(FileText(Assessment { header, answers }))
            }
        }

        deserializer.deserialize_map(FileVisitor)
    }
}

/// The file's map as the header sees it: `answers` is put aside when it comes by.
struct HeaderFields<'a, A> {
    map: A,
    answers: &'a mut IndexMap<QuestionId, Entry>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for HeaderFields<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let mut seed = Some(seed);
        loop {
            match self.map.next_key_seed(HeaderKey(&mut seed))? {
                None => return Ok(None),
                Some(Some(key)) => return Ok(Some(key)),
                Some(None) => *self.answers = self.map.next_value::<Option<_>>()?.unwrap_or_default(),
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

/// A key for the header, or nothing for `answers`.
struct HeaderKey<'a, K>(&'a mut Option<K>);

impl<'de, K: DeserializeSeed<'de>> DeserializeSeed<'de> for HeaderKey<'_, K> {
    type Value = Option<K::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de, K: DeserializeSeed<'de>> Visitor<'de> for HeaderKey<'_, K> {
    type Value = Option<K::Value>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<Self::Value, E> {
        if key == "answers" {
            return Ok(None);
        }
        let seed = self.0.take().expect("a key other than `answers` ends the search for one");
        seed.deserialize(key.into_deserializer()).map(Some)
    }
}

#[cfg(test)]
mod tests;
