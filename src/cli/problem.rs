//! What a command cannot do as it was asked.

use std::io::ErrorKind;
use std::path::PathBuf;

use crate::bidi::ltr;
use crate::explain::{Explain, Explanation, refused};
use crate::i18n::{Messages, Template};
use crate::model::{LinkKind, Scale};
use crate::system::SystemError;
use crate::yaml::nearest;

/// What a command cannot do as it was asked.
#[derive(Debug)]
pub enum Problem {
    /// A name that nothing in the questionnaire has.
    Unknown {
        /// What it should name.
        noun: IdKind,
        /// The name.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// A `--flag` without `=yes` or `=no`.
    BadFlag(String),
    /// An answer that is neither a level nor a word for one.
    BadAnswer {
        /// What was typed.
        text: String,
        /// The labels of the first and the last level.
        levels: (String, String),
    },
    /// A level that the scale does not have.
    NoSuchLevel {
        /// The level.
        level: String,
        /// The labels of the first and the last level.
        levels: (String, String),
    },
    /// Not applicable without a reason.
    ReasonMissing,
    /// A reason for something else.
    ReasonWithout,
    /// A date or a kind of no evidence.
    EvidenceMissing,
    /// An option with an empty text.
    EmptyText(&'static str),
    /// A date that is none.
    BadDate(String),
    /// Nothing was asked for.
    NothingToChange,
    /// The same assessment twice in a comparison.
    SameTwice(String),
    /// A number that is not in the list of what can be brought back.
    NoSuchNumber {
        /// The assessment.
        name: String,
        /// What was typed.
        number: String,
    },
    /// An export that would be a file of the folder of assessments.
    AmongAssessments(PathBuf),
    /// A file that would be overwritten.
    FileExists(PathBuf),
    /// A file that cannot be written.
    CannotWrite(PathBuf, SystemError),
    /// A file that cannot be read.
    CannotRead(PathBuf, SystemError),
    /// A folder without a pack or a theme.
    NothingToCheck(PathBuf),
}

/// What an id of a questionnaire names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdKind {
    /// A question.
    Question,
    /// A policy area.
    Area,
    /// A clause.
    Clause,
    /// An enabler, goal, objective or regulation.
    Link(LinkKind),
    /// A role of the organisation.
    Role,
    /// A flag of its platforms.
    Flag,
}

impl Problem {
    /// A name that is none of those known.
    pub fn unknown(noun: IdKind, name: &str, known: impl IntoIterator<Item = impl ToString>) -> Self {
        let known = known.into_iter().map(|id| id.to_string()).collect();
        Self::Unknown { noun, name: name.to_owned(), known }
    }

    /// The labels of a scale's ends, for the problems that name them.
    pub fn levels(scale: &Scale) -> (String, String) {
        (scale.label(crate::model::Level::FIRST), scale.label(scale.last()))
    }

    /// Whether the arguments make no sense whatever the files hold.
    pub fn is_usage(&self) -> bool {
        matches!(
            self,
            Self::BadFlag(_)
                | Self::BadAnswer { .. }
                | Self::ReasonMissing
                | Self::ReasonWithout
                | Self::EvidenceMissing
                | Self::EmptyText(_)
                | Self::BadDate(_)
                | Self::NothingToChange
                | Self::SameTwice(_)
        )
    }
}

impl Explain for Problem {
    fn explain(&self, words: &Messages) -> Explanation {
        let request = &words.errors.request;
        let told = |what: &str, what_to_do: &str| Explanation::new(what).advise(what_to_do);
        match self {
            Self::Unknown { noun, name, known } => unknown(*noun, name, known, words),
            Self::BadFlag(text) => told(&request.bad_flag.fill(&[("text", text)]), &request.bad_flag_do),
            Self::BadAnswer { text, levels: (first, last) } => {
                let what_to_do = request.bad_answer_do.fill(&[("first", first), ("last", last)]);
                told(&request.bad_answer.fill(&[("text", text)]), &what_to_do)
            }
            Self::NoSuchLevel { level, levels: (first, last) } => {
                let what_to_do = request.levels.fill(&[("first", first), ("last", last)]);
                told(&request.no_such_level.fill(&[("level", level)]), &what_to_do)
            }
            Self::ReasonMissing => told(&request.reason_missing, &request.reason_missing_do),
            Self::ReasonWithout => told(&request.reason_without, &request.reason_without_do),
            Self::EvidenceMissing => told(&request.evidence_missing, &request.evidence_missing_do),
            Self::EmptyText(option) => {
                told(&request.empty_text.fill(&[("option", option)]), &request.empty_text_do)
            }
            Self::BadDate(text) => told(&request.bad_date.fill(&[("text", text)]), &request.bad_date_do),
            Self::NothingToChange => told(&request.nothing_to_change, &request.nothing_to_change_do),
            Self::SameTwice(name) => {
                told(&request.same_twice.fill(&[("name", name)]), &request.same_twice_do)
            }
            Self::NoSuchNumber { name, number } => {
                let what = request.no_such_number.fill(&[("name", name), ("number", number)]);
                told(&what, &request.no_such_number_do)
            }
            Self::AmongAssessments(path) => {
                told(&request.among_assessments, &request.among_assessments_do).at(shown(path))
            }
            Self::FileExists(path) => told(&request.file_exists, &request.file_exists_do).at(shown(path)),
            Self::CannotWrite(path, SystemError { kind: ErrorKind::NotFound, .. }) => {
                told(&request.cannot_write, &words.errors.system.advice.path)
                    .at(shown(path))
                    .because(&words.errors.files.no_folder)
            }
            Self::CannotWrite(path, cause) => refused(&request.cannot_write, *cause, words).at(shown(path)),
            Self::CannotRead(path, cause) => refused(&request.cannot_read, *cause, words).at(shown(path)),
            Self::NothingToCheck(path) => {
                told(&request.nothing_to_check, &request.nothing_to_check_do).at(shown(path))
            }
        }
    }
}

fn unknown(noun: IdKind, name: &str, known: &[String], words: &Messages) -> Explanation {
    let sentence = sentence(noun, words);
    let names = || known.iter().map(String::as_str);
    let told = Explanation::new(sentence.fill(&[("name", &name)]));
    let near = nearest(&name.to_lowercase(), names());
    if noun == IdKind::Question && near.is_none() {
        return told.advise(&words.errors.request.find_questions);
    }
    told.suggest(near, names(), words)
}

fn sentence(noun: IdKind, words: &Messages) -> &Template {
    let request = &words.errors.request;
    match noun {
        IdKind::Question => &request.unknown_question,
        IdKind::Area => &request.unknown_area,
        IdKind::Clause => &request.unknown_clause,
        IdKind::Link(LinkKind::Enabler) => &request.unknown_enabler,
        IdKind::Link(LinkKind::Goal) => &request.unknown_goal,
        IdKind::Link(LinkKind::Objective) => &request.unknown_objective,
        IdKind::Link(LinkKind::Regulation) => &request.unknown_regulation,
        IdKind::Role => &request.unknown_role,
        IdKind::Flag => &request.unknown_flag,
    }
}

fn shown(path: &std::path::Path) -> String {
    ltr(&path.display().to_string())
}
