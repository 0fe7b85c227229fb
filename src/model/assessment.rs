//! One assessment: who is assessed, and what was answered.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{AreaId, Decision, Level, Pack, PlannedStep, Profile, Question, QuestionId, Round};

/// The version of the assessment file format that this program writes.
pub const SCHEMA: u32 = 1;

/// A whole assessment. Its file is the header's fields followed by `answers`.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// Everything but the answers.
    pub header: Header,
    /// What was said to each question, in the pack's order; questions that left the pack come last.
    pub answers: IndexMap<QuestionId, Entry>,
}

impl Assessment {
    /// A new assessment in which every question of `pack` stands unanswered.
    pub fn new(header: Header, pack: &Pack) -> Self {
        let mut assessment = Self { header, answers: IndexMap::new() };
        assessment.align(pack);
        assessment
    }

    /// Brings the answers into the pack's order, adds its new questions and keeps what it no longer asks at the end.
    pub fn align(&mut self, pack: &Pack) {
        let mut old = std::mem::take(&mut self.answers);
        for (_, question) in pack.questions() {
            let entry = old.shift_remove(&question.id).unwrap_or_default();
            self.answers.insert(question.id.clone(), entry);
        }
        self.answers.extend(old.into_iter().filter(|(_, entry)| !entry.is_empty()));
    }

    /// What was said to a question.
    pub fn entry(&self, question: &QuestionId) -> Option<&Entry> {
        self.answers.get(question)
    }

    /// The answer to a question, if there is one.
    pub fn answer(&self, question: &QuestionId) -> Option<&Answer> {
        self.entry(question).and_then(|entry| entry.answer.as_ref())
    }

    /// Puts `entry` in the place of what was said to a question, and returns that.
    pub fn replace(&mut self, question: &QuestionId, entry: Entry) -> Entry {
        self.answers.insert(question.clone(), entry).unwrap_or_default()
    }

    /// Answers to questions that the pack no longer has.
    pub fn orphans<'a>(&'a self, pack: &'a Pack) -> impl Iterator<Item = (&'a QuestionId, &'a Entry)> {
        self.answers.iter().filter(|(id, entry)| !entry.is_empty() && pack.question(id).is_none())
    }

    /// The target of an area: the assessment's, else the pack's, else the middle of the scale.
    pub fn target(&self, pack: &Pack, area: &AreaId) -> Level {
        let of_pack = || pack.area(area).and_then(|area| area.target);
        self.header.targets.get(area).copied().or_else(of_pack).unwrap_or_else(|| pack.scale().middle())
    }
}

/// Everything in an assessment but its answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The version of the file format.
    pub schema: u32,
    /// The name it goes by; its file is named after it.
    pub name: String,
    /// The pack whose questions it answers.
    pub pack: PackReference,
    /// The language of its comments and reports: a code such as `ar`.
    pub language: String,
    /// The organisation assessed.
    #[serde(default, skip_serializing_if = "Entity::is_empty")]
    pub entity: Entity,
    /// The time it looks back on, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The day it is scored for; by default the day of looking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// The roles of those who answer, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assessed_by: Vec<String>,
    /// The platforms in scope, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scope: Vec<String>,
    /// Roles and flags of the organisation.
    #[serde(default)]
    pub profile: Profile,
    /// How confidential it is, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
    /// Who accepted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_off: Option<SignOff>,
    /// Levels to reach, by area.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub targets: BTreeMap<AreaId, Level>,
    /// Frozen copies, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// Votes, in the order they were taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// What was decided after votes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Matters put off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parking_lot: Vec<String>,
    /// Steps chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plan: Vec<PlannedStep>,
}

impl Header {
    /// A header that says no more than it must.
    pub fn new(name: &str, pack: &Pack, language: &str) -> Self {
        let pack = PackReference { id: pack.manifest.id.clone(), version: pack.manifest.version.clone() };
        Self {
            schema: SCHEMA,
            name: name.to_owned(),
            pack,
            language: language.to_owned(),
            entity: Entity::default(),
            period: None,
            as_of: None,
            assessed_by: Vec::new(),
            scope: Vec::new(),
            profile: Profile::default(),
            classification: None,
            sign_off: None,
            targets: BTreeMap::new(),
            milestones: Vec::new(),
            rounds: Vec::new(),
            decisions: Vec::new(),
            parking_lot: Vec::new(),
            plan: Vec::new(),
        }
    }
}

/// The organisation's name in Arabic and English; either may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Entity {
    /// In Arabic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ar: Option<String>,
    /// In English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Entity {
    /// Whether no name is known.
    pub fn is_empty(&self) -> bool {
        self.ar.is_none() && self.en.is_none()
    }

    /// The name in `language`, else in the other one.
    pub fn get(&self, language: &str) -> Option<&str> {
        let (first, second) = if language == "ar" { (&self.ar, &self.en) } else { (&self.en, &self.ar) };
        first.as_deref().or(second.as_deref())
    }
}

/// The pack an assessment was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackReference {
    /// The pack's id.
    pub id: String,
    /// The pack's version when the assessment was last saved.
    pub version: String,
}

/// Who accepted an assessment, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// A role, not a person's name.
    pub role: String,
    /// The day.
    pub date: Date,
}

/// A frozen, named and dated copy of the answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Its name.
    pub name: String,
    /// The day it stands for.
    pub date: Date,
    /// The answers of that day, those that were there.
    pub answers: IndexMap<QuestionId, Entry>,
}

/// What was said to one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The answer, if there is one.
    pub answer: Option<Answer>,
    /// The revision of the question that was answered; 1 where the file does not say.
    pub revision: Option<u32>,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// A remark.
    pub note: Option<String>,
    /// Whether somebody wants to look at it again.
    pub review: bool,
    /// How sure the answer is, in words.
    pub confidence: Option<String>,
    /// Who knows, or sees to it.
    pub owner: Option<String>,
}

impl Entry {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the question changed its meaning after it was answered.
    pub fn is_outdated(&self, question: &Question) -> bool {
        self.answer.is_some() && self.revision.unwrap_or(1) < question.revision
    }
}

/// An answer: exactly one of three things. No answer at all is `None` of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The highest level whose text holds together with all below it.
    Level(Level),
    /// Nobody asked knows.
    Unknown,
    /// The question does not apply.
    NotApplicable {
        /// Why not; never empty.
        reason: String,
    },
}

impl Answer {
    /// The level, if the answer is one.
    pub fn level(&self) -> Option<Level> {
        match self {
            Self::Level(level) => Some(*level),
            Self::Unknown | Self::NotApplicable { .. } => None,
        }
    }
}

/// Something that shows an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What it is, or where it lies.
    pub text: String,
    /// The day it is from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Whether it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EvidenceKind>,
}

/// How evidence came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// Somebody saw it.
    Seen,
    /// Somebody spoke of it.
    Said,
}

/// An entry as the file has it: `answer` is a number or a word, and `reason` goes with one word only.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<AnswerFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revision: Option<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Evidence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    review: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confidence: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    owner: Option<String>,
}

enum AnswerFile {
    Level(Level),
    Unknown,
    NotApplicable,
}

impl Serialize for AnswerFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Level(level) => level.serialize(serializer),
            Self::Unknown => serializer.serialize_str("unknown"),
            Self::NotApplicable => serializer.serialize_str("not_applicable"),
        }
    }
}

impl<'de> Deserialize<'de> for AnswerFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = AnswerFile;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("a level, `unknown` or `not_applicable`")
            }

            fn visit_u64<E: serde::de::Error>(self, level: u64) -> Result<AnswerFile, E> {
                match u8::try_from(level) {
                    Ok(level @ 1..) => Ok(AnswerFile::Level(Level(level))),
                    _ => Err(E::invalid_value(serde::de::Unexpected::Unsigned(level), &self)),
                }
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<AnswerFile, E> {
                match word {
                    "unknown" => Ok(AnswerFile::Unknown),
                    "not_applicable" => Ok(AnswerFile::NotApplicable),
                    other => Err(E::invalid_value(serde::de::Unexpected::Str(other), &self)),
                }
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (answer, reason) = match &self.answer {
            None => (None, None),
            Some(Answer::Level(level)) => (Some(AnswerFile::Level(*level)), None),
            Some(Answer::Unknown) => (Some(AnswerFile::Unknown), None),
            Some(Answer::NotApplicable { reason }) => (Some(AnswerFile::NotApplicable), Some(reason.clone())),
        };
        let file = EntryFile {
            answer,
            reason,
            revision: self.revision,
            evidence: self.evidence.clone(),
            note: self.note.clone(),
            review: self.review,
            confidence: self.confidence.clone(),
            owner: self.owner.clone(),
        };
        file.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Some(file) = Option::<EntryFile>::deserialize(deserializer)? else {
            return Ok(Self::default());
        };
        let answer = match (file.answer, file.reason) {
            (None, None) => None,
            (Some(AnswerFile::Level(level)), None) => Some(Answer::Level(level)),
            (Some(AnswerFile::Unknown), None) => Some(Answer::Unknown),
            (Some(AnswerFile::NotApplicable), Some(reason)) if !reason.trim().is_empty() => {
                Some(Answer::NotApplicable { reason })
            }
            (Some(AnswerFile::NotApplicable), _) => return Err(D::Error::missing_field("reason")),
            (_, Some(_)) => return Err(D::Error::custom("`reason` goes with `answer: not_applicable` only")),
        };
        Ok(Self {
            answer,
            revision: file.revision,
            evidence: file.evidence,
            note: file.note,
            review: file.review,
            confidence: file.confidence,
            owner: file.owner,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str) -> Result<Entry, serde_yaml::Error> {
        serde_yaml::from_str(yaml)
    }

    #[test]
    fn each_answer_is_read_and_written_alike() {
        for yaml in ["answer: 3\n", "answer: unknown\n", "answer: not_applicable\nreason: No cloud\n", "{}\n"]
        {
            assert_eq!(serde_yaml::to_string(&read(yaml).unwrap()).unwrap(), yaml);
        }
        assert!(read("").unwrap().is_empty());
    }

    #[test]
    fn an_answer_that_says_two_things_is_refused() {
        for yaml in ["answer: not_applicable", "answer: 3\nreason: because", "answer: 0", "answer: maybe"] {
            assert!(read(yaml).is_err(), "{yaml}");
        }
    }
}
