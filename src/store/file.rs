//! The text of an assessment file.
//!
//! ```yaml
//! # Kept by Mizan. Comments that you add here are not kept. Questions that follow: 2. Last line: "# end".
//! schema: 1
//! name: Ministry of Water 2026
//! answers:
//!   strategy-q1: # Platform strategy
//!     answer: 3
//!   strategy-q2: # Register of platforms
//! # end
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
    bidi::without_islands,
    i18n::{Language, Messages, messages::FileWords},
    model::{Assessment, Entry, Header, Pack, QuestionId, SCHEMA},
    yaml::{self, Document, Limits, Place},
};

use super::{
    display_name,
    whole::{self, LAST_LINE, Promise},
};

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
    /// It is a part of a file: questions or the last line are missing.
    #[error("line {line}: cut off, with {found} of {expected} questions")]
    CutOff {
        /// How many questions are in it.
        found: usize,
        /// How many the whole file had.
        expected: usize,
        /// The number of its last line.
        line: usize,
    },
    /// It was not looked into, because too many large files in its folder are no assessments.
    #[error("not looked into: its folder holds too many large files that cannot be read")]
    PassedOver,
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
    let words = words_of(assessment);
    let header = yaml::to_string(&Header::of(assessment)).expect("YAML has a form for every header");
    let lines = lines_of(assessment, pack, &words.orphan);
    let mut text = format!("# {}\n{header}answers:\n", first_line(words, lines.len()));
    write_answers(&mut text, &lines);
    text.push_str(LAST_LINE);
    text.push('\n');
    text
}

/// The assessment of a file.
///
/// An older format is taken for what it means today; a newer one is refused, as is whatever the format does not know,
/// and a part of a file, of which [`rescue`] reads what it holds.
pub fn read(text: &str) -> Result<Assessment, Refusal> {
    let promise = Promise::of(text);
    let outcome = read_part(text);
    if let Err(newer @ Refusal::NewerSchema { .. }) = outcome {
        return Err(newer);
    }
    let expected = promise.questions(outcome.as_ref().ok());
    let is_short = |assessment: &Assessment| expected.is_some_and(|count| assessment.answers.len() < count);
    if !promise.is_cut_off(text) && !outcome.as_ref().is_ok_and(is_short) {
        return outcome;
    }
    let found = outcome.ok().or_else(|| rescue(text)).map_or(0, |held| held.answers.len());
    Err(Refusal::CutOff { found, expected: expected.unwrap_or(found), line: text.lines().count().max(1) })
}

/// What a part of a file holds: its whole lines, without the last question where that is torn. The last question is
/// marked for review, because the end of its note or evidence may be missing. `None` if nothing can be read.
pub fn rescue(text: &str) -> Option<Assessment> {
    let read = |without_last| read_part(&whole::whole_lines(text, without_last)?).ok();
    let mut held = read(false).or_else(|| read(true))?;
    if let Some((_, entry)) = held.answers.last_mut().filter(|(_, entry)| !entry.is_empty()) {
        entry.review = true;
    }
    Some(held)
}

/// The assessment of a file, whole or not.
fn read_part(text: &str) -> Result<Assessment, Refusal> {
    let document = Document::open(text, Limits::ASSESSMENT)?;
    let place = document.places.at("schema");
    let (found, outcome) = match document.read::<FileText>() {
        Ok(FileText { schema, assessment }) => (schema, Ok(assessment)),
        Err(fault) => match schema_of(text, &document) {
            Some(schema) => (schema, Err(fault)),
            None => return Err(fault.into()),
        },
    };
    match found {
        SCHEMA => Ok(outcome?),
        0 => Err(Refusal::NoSuchSchema { found, place }),
        _ => Err(Refusal::NewerSchema { found, known: SCHEMA, place }),
    }
}

/// The number of the format, of a file that is no assessment otherwise. It stands on a line of its own as a rule, and
/// then the rest of the file is not read for it.
fn schema_of(text: &str, document: &Document<'_>) -> Option<u32> {
    let line = document.places.exact("schema")?.line;
    let line = text.lines().nth(usize::try_from(line).ok()?.checked_sub(1)?)?;
    let alone = serde_yaml::from_str::<SchemaAlone>(line).ok();
    alone.or_else(|| document.read().ok()).map(|SchemaAlone { schema }| schema)
}

/// A text that somebody typed, pasted or imported, as a file keeps it: with ordinary line ends.
///
/// Readers of YAML disagree about U+0085, U+2028 and U+2029, and a carriage return would make a note a single long line.
pub fn with_ordinary_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

/// The words of the comments in a file, in the language of its assessment.
fn words_of(assessment: &Assessment) -> &'static FileWords {
    let language = Language::from_code(&assessment.identity.language).unwrap_or(Language::English);
    &Messages::of(language).files
}

/// The first line, as [`Promise::of`] reads it.
fn first_line(words: &FileWords, questions: usize) -> String {
    let last_line = format!("\"{LAST_LINE}\"");
    let line = words.first_line.fill(&[("questions", &questions), ("last_line", &last_line)]);
    without_islands(&line).into_owned()
}

/// Each question of the file in order, with what was said and the remark beside it.
type AnswerLines<'a> = IndexMap<&'a QuestionId, (Option<&'a Entry>, &'a str)>;

fn lines_of<'a>(assessment: &'a Assessment, pack: &'a Pack, orphan: &'a str) -> AnswerLines<'a> {
    let language = &assessment.identity.language;
    let asked = pack
        .questions()
        .map(|(_, question)| (&question.id, (assessment.entry(&question.id), question.topic.get(language))));
    let orphans = assessment.orphans(pack).map(|(id, entry)| (id, (Some(entry), orphan)));
    asked.chain(orphans).collect()
}

fn write_answers(text: &mut String, lines: &AnswerLines<'_>) {
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
pub(crate) struct FileText {
    /// The version of the format that the file says it is in.
    pub(crate) schema: u32,
    /// What it holds.
    pub(crate) assessment: Assessment,
}

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
                Ok(FileText { schema: header.schema, assessment: header.with(answers) })
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
