//! The entry of one question: the answer, its evidence and remarks.
//!
//! The types deserialize in the shape of the file. They know no pack and no score.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::label::LabelVisitor;
use super::{AskedTopic, ExpectedValue, Level, LevelLabel, NamedLevel, Question};

/// The entry of one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The answer; `None` if the question is not answered.
    pub answer: Option<Answer>,
    /// The revision of the question when it was answered; `None` means 1.
    pub revision: Option<u32>,
    /// What the question was called when it was answered.
    pub topic: AskedTopic,
    /// Evidence for the answer.
    pub evidence: Vec<Evidence>,
    /// A remark in the user's words.
    pub note: Option<String>,
    /// Whether the entry is marked for another look.
    pub review: bool,
    /// The confidence in the answer, in words.
    pub confidence: Option<String>,
    /// Who knows about it or is responsible for it.
    pub owner: Option<String>,
}

impl Entry {
    /// Whether every field is empty.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the question had another meaning when it was answered.
    pub fn is_outdated(&self, question: &Question) -> bool {
        self.answer.is_some() && self.revision.unwrap_or(1) != question.revision
    }

    /// Whether the same answer was given to the same revision of the question.
    pub fn has_answer_of(&self, other: &Self) -> bool {
        self.answer == other.answer && self.revision == other.revision
    }

    /// Records what `question`, whose entry this is, is called, if it is answered as it is now and the topic is not known.
    pub fn record_topic(&mut self, question: &Question) {
        if self.answer.is_some() && !self.topic.is_known() && !self.is_outdated(question) {
            self.topic = AskedTopic::of(question);
        }
    }
}

/// Declares the texts of an entry that the user writes: a name, the field, and the key of its words in the messages,
/// which is also its option of `mizan answer`.
macro_rules! entry_texts {
    ($($(#[$doc:meta])* $name:ident: $field:ident, $word:literal;)*) => {
        /// A text of an entry that the user writes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum EntryText {
            $($(#[$doc])* $name,)*
        }

        impl EntryText {
            /// Every text.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The key of its words in the messages: `owner`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }

            /// The text in an entry.
            pub fn of(self, entry: &Entry) -> Option<&str> {
                match self {
                    $(Self::$name => entry.$field.as_deref(),)*
                }
            }

            /// Writes or removes the text of an entry.
            pub fn set(self, entry: &mut Entry, text: Option<String>) {
                match self {
                    $(Self::$name => entry.$field = text,)*
                }
            }
        }
    };
}

entry_texts! {
    /// A remark, of any number of lines.
    Note: note, "note";
    /// Who knows about it or is responsible for it.
    Owner: owner, "owner";
}

/// An answer. A question without one has `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The highest level whose text is true together with the texts of all levels below it.
    Level(Level),
    /// A level by its label. In an assessment that was brought into line with its pack, one that the scale does not have.
    Labelled(LevelLabel),
    /// None of those who were asked knows.
    Unknown,
    /// The question does not apply.
    NotApplicable {
        /// The reason; never empty.
        reason: String,
    },
}

impl From<NamedLevel> for Answer {
    fn from(level: NamedLevel) -> Self {
        match level {
            NamedLevel::Known(level) => Self::Level(level),
            NamedLevel::Label(label) => Self::Labelled(label),
        }
    }
}

impl Answer {
    /// The level of the scale or the label; `None` for the other answers.
    pub fn named(&self) -> Option<NamedLevel> {
        match self {
            Self::Level(level) => Some(NamedLevel::Known(*level)),
            Self::Labelled(label) => Some(NamedLevel::Label(label.clone())),
            Self::Unknown | Self::NotApplicable { .. } => None,
        }
    }

    /// The level; `None` for the other answers.
    pub fn level(&self) -> Option<Level> {
        match self {
            Self::Level(level) => Some(*level),
            Self::Labelled(_) | Self::Unknown | Self::NotApplicable { .. } => None,
        }
    }
}

/// A piece of evidence for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What it is, or where to find it.
    pub text: String,
    /// Its date.
    #[serde(
        default,
        deserialize_with = "super::day::from_file_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    pub date: Option<Date>,
    /// Whether it was seen or only reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EvidenceKind>,
}

/// How a piece of evidence is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// It was seen.
    Seen,
    /// It was reported orally.
    Said,
}

/// An entry in the shape of the file: `answer` is a label or a word, and `reason` is allowed with one word only.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<AnswerFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revision: Option<u32>,
    #[serde(default, skip_serializing_if = "is_unknown")]
    topic: AskedTopic,
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

fn is_unknown(topic: &AskedTopic) -> bool {
    !topic.is_known()
}

/// The words in files for the answers that are no level, in capitals or not.
pub const OTHER_ANSWERS: [&str; 2] = [UNKNOWN, NOT_APPLICABLE];
const UNKNOWN: &str = "unknown";
const NOT_APPLICABLE: &str = "not_applicable";

/// The fault code for a reason without the answer `not_applicable`.
pub const REASON_WITHOUT: &str = "reason_without_not_applicable";

enum AnswerFile {
    Level(NamedLevel),
    Unknown,
    NotApplicable,
}

impl Serialize for AnswerFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Level(level) => level.serialize(serializer),
            Self::Unknown => serializer.serialize_str(UNKNOWN),
            Self::NotApplicable => serializer.serialize_str(NOT_APPLICABLE),
        }
    }
}

impl<'de> Deserialize<'de> for AnswerFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let label = deserializer.deserialize_any(LabelVisitor(ExpectedValue::Answer))?;
        Ok(match label {
            LevelLabel::Text(word) if word.eq_ignore_ascii_case(UNKNOWN) => Self::Unknown,
            LevelLabel::Text(word) if word.eq_ignore_ascii_case(NOT_APPLICABLE) => Self::NotApplicable,
            label => Self::Level(NamedLevel::Label(label)),
        })
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (answer, reason) = match &self.answer {
            None => (None, None),
            Some(answer @ (Answer::Level(_) | Answer::Labelled(_))) => {
                (answer.named().map(AnswerFile::Level), None)
            }
            Some(Answer::Unknown) => (Some(AnswerFile::Unknown), None),
            Some(Answer::NotApplicable { reason }) => (Some(AnswerFile::NotApplicable), Some(reason.clone())),
        };
        let file = EntryFile {
            answer,
            reason,
            revision: self.revision,
            topic: self.topic.clone(),
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
            (Some(AnswerFile::Level(level)), None) => Some(Answer::from(level)),
            (Some(AnswerFile::Unknown), None) => Some(Answer::Unknown),
            // A blank reason counts as a missing one, because an answer that excludes a question needs an explanation.
            (Some(AnswerFile::NotApplicable), Some(reason)) if !reason.trim().is_empty() => {
                Some(Answer::NotApplicable { reason })
            }
            (Some(AnswerFile::NotApplicable), _) => return Err(D::Error::missing_field("reason")),
            (_, Some(_)) => return Err(D::Error::custom(REASON_WITHOUT)),
        };
        // A question without an answer has no topic to record.
        let topic = if answer.is_some() { file.topic } else { AskedTopic::default() };
        Ok(Self {
            answer,
            revision: file.revision,
            topic,
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
        for yaml in [
            "answer: 3\n",
            "answer: 0\n",
            "answer: Basic\n",
            "answer: unknown\n",
            "answer: not_applicable\nreason: No cloud\n",
            "{}\n",
        ] {
            assert_eq!(serde_yaml::to_string(&read(yaml).unwrap()).unwrap(), yaml);
        }
        assert!(read("").unwrap().is_empty());
    }

    #[test]
    fn the_topic_is_kept_with_an_answer_alone_and_is_no_content() {
        let yaml = "answer: 3\nrevision: 2\ntopic:\n  en: Beta\n  ar: بيتا\nnote: a\n";
        assert_eq!(serde_yaml::to_string(&read(yaml).unwrap()).unwrap(), yaml);
        assert_eq!(read("answer: 3\ntopic: Beta").unwrap(), read("answer: 3\ntopic: Other").unwrap());
        let alone = read("topic: Beta").unwrap();
        assert!(alone.is_empty());
        assert_eq!(serde_yaml::to_string(&alone).unwrap(), "{}\n");
        assert!(read("answer: 3\ntopic: [Beta]").is_err());
    }

    #[test]
    fn any_number_is_a_label() {
        for number in ["-4", "3.5", "1e400", "99999999999999999999999", "-99999999999999999999999"] {
            let entry = read(&format!("answer: {number}")).unwrap();
            assert!(matches!(entry.answer, Some(Answer::Labelled(_))), "{number}");
            let written = serde_yaml::to_string(&entry).unwrap();
            assert_eq!(read(&written).unwrap(), entry, "{written}");
        }
    }

    #[test]
    fn case_does_not_matter_in_the_words_of_an_answer() {
        assert_eq!(read("answer: UNKNOWN").unwrap().answer, Some(Answer::Unknown));
        let not_applicable = read("answer: Not_Applicable\nreason: No cloud").unwrap();
        assert_eq!(not_applicable.answer, Some(Answer::NotApplicable { reason: "No cloud".to_owned() }));
        let other = read("answer: not-applicable").unwrap();
        assert!(matches!(other.answer, Some(Answer::Labelled(_))), "a label that a scale may have");
    }

    #[test]
    fn a_contradictory_answer_is_refused() {
        for yaml in ["answer: not_applicable", "answer: 3\nreason: because", "answer: [3]"] {
            assert!(read(yaml).is_err(), "{yaml}");
        }
    }
}
