//! The text format of an assessment file: writing it, reading it, and rescuing a part of one. Knows no paths and
//! touches no disk.
//!
//! ```yaml
//! # Kept by Mizan. Comments that you add here are not kept. Questions that follow: 2. Last line: "# end".
//! schema: 2
//! name: Ministry of Water 2026
//! answers:
//!   strategy-q1: # Platform strategy
//!     answer: 3
//!   strategy-q2: # Register of platforms
//! # end
//! ```
//!
//! Every question of the pack has its own line from the start, and that line never changes. So a version control system
//! can merge changes to neighbouring questions, and shows a changed answer as the only difference. For the same reason
//! the file contains no time of its last change.

use std::fmt;

use indexmap::IndexMap;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, IntoDeserializer, MapAccess, Visitor, value::MapAccessDeserializer},
};

use crate::{
    bidi::without_islands,
    i18n::{Language, Messages, messages::FileWords},
    model::{Assessment, Entry, ExpectedValue, Header, Pack, QuestionId, SCHEMA},
    yaml::{self, Document, Limits, Place},
};

use super::{
    changed::{changed_part, is_within_limits},
    display_name,
    inline_topics::with_topics_inline,
    whole::{self, LAST_LINE, Promise},
};

/// Why a text is not accepted as an assessment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A newer version wrote the file, in a format unknown to this one.
    #[error("line {}: written in format {found}; this version knows {known} and older", place.line)]
    NewerSchema {
        /// The format number in the file.
        found: u32,
        /// The highest format number that this version reads.
        known: u32,
        /// The position of the number.
        place: Place,
    },
    /// The format number 0, which no version has written.
    #[error("line {}: there is no format {found}", place.line)]
    NoSuchSchema {
        /// The format number in the file.
        found: u32,
        /// The position of the number.
        place: Place,
    },
    /// The file is cut off: questions or the last line are missing.
    #[error("line {line}: cut off, with {found} of {expected} questions")]
    CutOff {
        /// Number of questions in the file.
        found: usize,
        /// Number of questions in the whole file.
        expected: usize,
        /// The last line that is there, from 1.
        line: usize,
    },
    /// The file was not parsed, because its folder contains too many large files that are no assessments.
    #[error("not looked into: its folder holds too many large files that cannot be read")]
    PassedOver,
    /// The YAML is invalid, or a field does not fit the format.
    #[error(transparent)]
    Fault(#[from] yaml::Fault),
}

/// The file of `assessment`: every question of `pack` in the pack's order, then answers to questions that the pack no
/// longer has.
///
/// The topic of each question follows its id as a comment, in the assessment's language. The topic of a question that was
/// answered is recorded with the answer, unless the file would become too large by that.
///
/// # Panics
/// Never: YAML can express every value of an assessment.
pub fn write(assessment: &Assessment, pack: &Pack) -> String {
    let mut written = assessment.as_in_file(pack);
    let text = text_of(&written, pack);
    if is_within_limits(&text) {
        return text;
    }
    written.forget_topics();
    text_of(&written, pack)
}

fn text_of(assessment: &Assessment, pack: &Pack) -> String {
    let words = words_of(assessment);
    let header = yaml::to_string(&Header::of(assessment)).expect("YAML has a form for every header");
    let lines = lines_of(assessment, pack, &words.orphan);
    let mut text = format!("# {}\n{header}answers:\n", first_line(words, lines.len()));
    write_answers(&mut text, &lines);
    text.push_str(LAST_LINE);
    text.push('\n');
    text
}

/// Parses the text of an assessment file.
///
/// Files in older formats are converted. The levels are labels until they are found in the scale of the pack
/// ([`Assessment::align`]). Refused are newer formats, unknown fields and files that are cut off;
/// [`rescue`] reads what the latter still hold.
pub fn read(text: &str) -> Result<Assessment, Refusal> {
    let promise = Promise::of(text);
    let outcome = read_part(text);
    // In a newer format a missing last line proves no damage, because it may end differently.
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

/// Checks that a written text can be read. What it has in common with `known`, which can be read, is not parsed again.
pub(super) fn check(text: &str, known: &str) -> Result<(), Refusal> {
    let part = changed_part(text, known);
    let is_readable = part.is_some_and(|part| {
        read_part(&part.text).is_ok_and(|assessment| assessment.answers.len() == part.questions)
    });
    if is_readable { Ok(()) } else { read(text).map(drop) }
}

/// What a cut-off file still holds: its complete lines, without the last question if that is damaged. The last question
/// is marked for review, because the end of its note or evidence may be missing. `None` if no part can be read.
pub fn rescue(text: &str) -> Option<Assessment> {
    let read = |without_last| read_part(&whole::whole_lines(text, without_last)?).ok();
    let mut held = read(false).or_else(|| read(true))?;
    if let Some((_, entry)) = held.answers.last_mut().filter(|(_, entry)| !entry.is_empty()) {
        entry.review = true;
    }
    Some(held)
}

/// Parses the text without checking that it is complete.
fn read_part(text: &str) -> Result<Assessment, Refusal> {
    let document = Document::open(text, Limits::ASSESSMENT)?;
    let (found, outcome) = match document.read::<FileText>() {
        Ok(FileText { schema, assessment }) => (schema, Ok(assessment)),
        Err(fault) => match schema_of(text, &document) {
            Some(schema) => (schema, Err(fault)),
            None => return Err(within_formats(fault).into()),
        },
    };
    match found {
        1..=SCHEMA => Ok(outcome?),
        0 => Err(Refusal::NoSuchSchema { found, place: document.places().at("schema") }),
        _ => Err(Refusal::NewerSchema { found, known: SCHEMA, place: document.places().at("schema") }),
    }
}

/// A fault of the format number, with the numbers there are.
pub(crate) fn within_formats(mut fault: yaml::Fault) -> yaml::Fault {
    if fault.path == "schema" {
        fault.kind = fault.kind.within(Some((1, SCHEMA.into())));
    }
    fault
}

/// The format number of a file that could not be read otherwise. Usually the number has a line of its own, and then
/// only this line is parsed.
fn schema_of(text: &str, document: &Document<'_>) -> Option<u32> {
    let line = document.places().exact("schema")?.line;
    let line = text.lines().nth(usize::try_from(line).ok()?.checked_sub(1)?)?;
    let alone = serde_yaml::from_str::<SchemaAlone>(line).ok();
    alone.or_else(|| document.read().ok()).map(|SchemaAlone { schema }| schema)
}

/// Whether an earlier version wrote this text, in a format that this one reads and no longer writes.
pub(super) fn is_of_older_schema(text: &str) -> bool {
    let line = text.lines().find_map(|line| line.strip_prefix("schema:"));
    line.and_then(|schema| schema.trim().parse::<u32>().ok()).is_some_and(|schema| schema < SCHEMA)
}

/// Replaces every kind of line end by `\n`, in a text that was typed, pasted or imported.
///
/// Needed because YAML readers disagree about U+0085, U+2028 and U+2029, and a carriage return would make a note a
/// single long line.
pub fn with_ordinary_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

/// The texts of the file's comments, in the language of its assessment.
fn words_of(assessment: &Assessment) -> &'static FileWords {
    let language = Language::from_code(&assessment.identity.language).unwrap_or(Language::English);
    &Messages::of(language).files
}

/// The first line, in the form that [`Promise::of`] reads.
fn first_line(words: &FileWords, questions: usize) -> String {
    let last_line = format!("\"{LAST_LINE}\"");
    let line = words.first_line.fill(&[("questions", &questions), ("last_line", &last_line)]);
    without_islands(&line).into_owned()
}

/// Each question of the file in order, with its entry (if answered) and its comment.
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
    let empty = Entry::default();
    let answers: IndexMap<_, _> =
        lines.iter().map(|(id, (entry, _))| (id, entry.unwrap_or(&empty))).collect();
    let answers = with_topics_inline(&yaml::to_string(&answers).expect("YAML has a form for every answer"));
    let mut comments = lines.values().map(|(_, comment)| comment);
    for line in answers.lines() {
        let is_below_a_question = line.is_empty() || line.starts_with(' ') || line.starts_with(": ");
        if !line.is_empty() {
            text.push_str("  ");
        }
        if is_below_a_question {
            text.push_str(line);
        } else {
            text.push_str(line.strip_suffix(" {}").unwrap_or(line));
            push_comment(text, comments.next().copied().unwrap_or_default());
        }
        text.push('\n');
    }
}

fn push_comment(text: &mut String, comment: &str) {
    let shown = display_name(&yaml::comment(comment));
    if !shown.is_empty() {
        text.push_str(" # ");
        text.push_str(&shown);
    }
}

/// The format number alone, read from a file whose other fields do not fit.
#[derive(Deserialize)]
struct SchemaAlone {
    schema: u32,
}

/// A whole file. The header's fields and `answers` are one map in the file and are read in one pass, so that every
/// fault has its line.
pub(crate) struct FileText {
    /// The format number that the file declares.
    pub(crate) schema: u32,
    /// Header and answers.
    pub(crate) assessment: Assessment,
}

impl<'de> Deserialize<'de> for FileText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FileVisitor;

        impl<'de> Visitor<'de> for FileVisitor {
            type Value = FileText;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(ExpectedValue::Assessment.code())
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FileText, A::Error> {
                let mut answers = IndexMap::new();
                let fields = HeaderFields { map, answers: &mut answers };
                let header = Header::deserialize(MapAccessDeserializer::new(fields))?;
                let schema = header.schema;
                let mut assessment = header.with(answers);
                if schema < SCHEMA {
                    assessment.read_as_schema_1();
                }
                Ok(FileText { schema, assessment })
            }
        }

        deserializer.deserialize_map(FileVisitor)
    }
}

/// The file's map as [`Header`] sees it: the entry `answers` is read into a map of its own.
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

/// A key of the header, or `None` for `answers`.
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
        out.write_str(ExpectedValue::Key.code())
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
mod key_tests;
#[cfg(test)]
mod level_tests;
#[cfg(test)]
mod parser_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod topic_tests;
