//! Problems with a request of the command line, and their explanations.

use std::io::ErrorKind;
use std::path::PathBuf;

use crate::bidi::ltr_path;
use crate::explain::{Explain, Explanation, refused};
use crate::i18n::{Messages, Template};
use crate::model::{DayDoubt, LinkKind, Pack, WrittenDay};
use crate::report::evidence;
use crate::search::nearest;
use crate::shell::{self, NO_OPERANDS};
use crate::store::FileSystemFault;
use crate::system::SystemError;

/// Why a command cannot be carried out as requested.
#[derive(Debug)]
pub enum Problem {
    /// A name that the pack does not have.
    Unknown {
        /// The kind of name.
        noun: IdKind,
        /// The name as typed.
        name: String,
        /// The existing names.
        known: Vec<String>,
        /// The id of the pack.
        pack: String,
    },
    /// A name that the pack does not have, but others have.
    Elsewhere {
        /// The kind of name.
        noun: IdKind,
        /// The name as typed.
        name: String,
        /// The ids of the packs that have it.
        packs: Vec<String>,
        /// The command that shows it in the first of them.
        command: String,
    },
    /// A value of `--flag` that is not `ID=yes` or `ID=no`.
    BadFlag(String),
    /// An answer that is neither a level nor one of the known words.
    BadAnswer {
        /// The answer as typed.
        text: String,
        /// The labels of the scale.
        levels: Vec<String>,
    },
    /// A number that is not a level of the scale.
    NoSuchLevel {
        /// The number as typed.
        level: String,
        /// The labels of the scale.
        levels: Vec<String>,
    },
    /// "Not applicable" without a reason.
    ReasonMissing,
    /// A reason for another answer than "not applicable".
    ReasonWithout,
    /// A date or a kind without evidence.
    EvidenceMissing,
    /// An option with an empty text; the value is its name.
    EmptyText(&'static str),
    /// A text that is not a valid date.
    BadDate(String),
    /// A date after today or before 1900.
    DoubtfulDate(WrittenDay, DayDoubt),
    /// An `answer` command without any change.
    NothingToChange,
    /// An `answer` command to a question that is no longer asked, for anything but the removal of what is kept of it.
    NoLongerAsked {
        /// What was typed for the assessment.
        assessment: String,
        /// Its id.
        id: String,
        /// Its topic, if it is known, and its id.
        named: String,
    },
    /// An option, by its name without dashes, that only the formats for programs follow.
    OnlyForPrograms(&'static str),
    /// A byte order mark in a format that may not have one; the value is the format.
    NoByteOrderMark(&'static str),
    /// An option of a list, by its name without dashes, given to a command that restores and lists nothing.
    OnlyForLists(&'static str),
    /// The same assessment twice in a comparison; the value is its name.
    SameTwice(String),
    /// The other order of a comparison of one assessment with its targets, which has only one.
    SwapOfOne,
    /// A number that is not in the list of `restore`.
    NoSuchNumber {
        /// The assessment's name.
        name: String,
        /// What was typed for it.
        typed: String,
        /// The number as typed.
        number: String,
    },
    /// An export into the folder of assessments.
    AmongAssessments(PathBuf),
    /// A folder in place of a file, and the name of a file that could be in it.
    IsFolder(PathBuf, String),
    /// An existing file that would be overwritten.
    FileExists(PathBuf),
    /// A file that cannot be written, with the system's error.
    CannotWrite(PathBuf, SystemError),
    /// A file that was written, but not secured on the disk.
    NotSecured(FileSystemFault),
    /// A file that cannot be read, with the system's error.
    CannotRead(PathBuf, SystemError),
    /// A folder without a pack or a theme to check.
    NothingToCheck(PathBuf),
}

/// The kind of an id in a pack.
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
    /// A role of the entity.
    Role,
    /// A flag of the profile.
    Flag,
}

impl Problem {
    /// An unknown name among the known ones of a pack.
    pub fn unknown(
        noun: IdKind,
        name: &str,
        known: impl IntoIterator<Item = impl ToString>,
        pack: &Pack,
    ) -> Self {
        let known = known.into_iter().map(|id| id.to_string()).collect();
        Self::Unknown { noun, name: name.to_owned(), known, pack: pack.manifest.id.clone() }
    }

    /// Whether the arguments are invalid regardless of any file, so that the exit code is 2.
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
                | Self::DoubtfulDate(..)
                | Self::NothingToChange
                | Self::SameTwice(_)
                | Self::SwapOfOne
                | Self::OnlyForPrograms(_)
                | Self::NoByteOrderMark(_)
                | Self::OnlyForLists(_)
        )
    }
}

impl Explain for Problem {
    fn explain(&self, words: &Messages) -> Explanation {
        let request = &words.errors.request;
        let explanation = |what: &str, what_to_do: &str| Explanation::new(what).advise(what_to_do);
        match self {
            Self::Unknown { noun, name, known, pack } => unknown(*noun, name, (known, pack), words),
            Self::Elsewhere { noun, name, packs, command } => {
                let packs = packs.join(&words.common.list_separator);
                Explanation::new(sentence(*noun, words).fill(&[("name", name)]))
                    .because(request.elsewhere.fill(&[("packs", &packs)]))
                    .advise(request.elsewhere_do.fill(&[("command", command)]))
            }
            Self::BadFlag(text) => {
                explanation(&request.bad_flag.fill(&[("text", text)]), &request.bad_flag_do)
            }
            Self::BadAnswer { text, levels } => {
                let levels = levels.join(&words.common.list_separator);
                let what_to_do = request.bad_answer_do.fill(&[("levels", &levels)]);
                explanation(&request.bad_answer.fill(&[("text", text)]), &what_to_do)
            }
            Self::NoSuchLevel { level, levels } => {
                let levels = levels.join(&words.common.list_separator);
                let what_to_do = request.levels.fill(&[("levels", &levels)]);
                explanation(&request.no_such_level.fill(&[("level", level)]), &what_to_do)
            }
            Self::ReasonMissing => explanation(&request.reason_missing, &request.reason_missing_do),
            Self::ReasonWithout => explanation(&request.reason_without, &request.reason_without_do),
            Self::EvidenceMissing => explanation(&request.evidence_missing, &request.evidence_missing_do),
            Self::EmptyText(option) => {
                explanation(&request.empty_text.fill(&[("option", option)]), &request.empty_text_do)
            }
            Self::BadDate(text) => {
                explanation(&request.bad_date.fill(&[("text", text)]), &request.bad_date_do)
            }
            Self::DoubtfulDate(written, doubt) => {
                let doubtful = evidence::doubtful(words, written.day, *doubt);
                let what = evidence::converted(words, written).into_iter().chain([doubtful]);
                explanation(&what.collect::<Vec<_>>().join(" "), &request.doubtful_date_do)
            }
            Self::NothingToChange => explanation(&request.nothing_to_change, &request.nothing_to_change_do),
            Self::NoLongerAsked { assessment, id, named } => {
                let command = shell::command(&["answer"], [assessment.as_str(), id, "none"]);
                explanation(
                    &request.no_longer_asked.fill(&[("question", named)]),
                    &request.no_longer_asked_do.fill(&[("command", &command)]),
                )
            }
            Self::OnlyForPrograms(option) => explanation(
                &request.only_for_programs.fill(&[("option", option)]),
                &request.only_for_programs_do,
            ),
            Self::NoByteOrderMark(format) => explanation(
                &request.no_byte_order_mark.fill(&[("format", format)]),
                &request.no_byte_order_mark_do,
            ),
            Self::OnlyForLists(option) => {
                explanation(&request.only_for_lists.fill(&[("option", option)]), &request.only_for_lists_do)
            }
            Self::SameTwice(name) => {
                explanation(&request.same_twice.fill(&[("name", name)]), &request.same_twice_do)
            }
            Self::SwapOfOne => explanation(&request.swap_of_one, &request.swap_of_one_do),
            Self::NoSuchNumber { name, typed, number } => {
                let what = request.no_such_number.fill(&[("name", name), ("number", number)]);
                let restore = shell::command(&["restore"], [typed]);
                explanation(&what, &request.no_such_number_do.fill(&[("command", &restore)]))
            }
            Self::AmongAssessments(path) => {
                explanation(&request.among_assessments, &request.among_assessments_do).at(ltr_path(path))
            }
            Self::IsFolder(path, file) => {
                let file = shell::word(path.join(file));
                explanation(&request.is_folder, &request.is_folder_do.fill(&[("path", &file)]))
                    .at(ltr_path(path))
            }
            Self::FileExists(path) => {
                explanation(&request.file_exists, &request.file_exists_do).at(ltr_path(path))
            }
            Self::CannotWrite(path, SystemError { kind: ErrorKind::NotFound, .. }) => {
                explanation(&request.cannot_write, &words.errors.system.advice.path)
                    .at(ltr_path(path))
                    .because(&words.errors.files.no_folder)
            }
            Self::CannotWrite(path, cause) => {
                refused(&request.cannot_write, *cause, words).at(ltr_path(path))
            }
            Self::NotSecured(fault) => fault.explain(words),
            Self::CannotRead(path, cause) => refused(&request.cannot_read, *cause, words).at(ltr_path(path)),
            Self::NothingToCheck(path) => {
                explanation(&request.nothing_to_check, &request.nothing_to_check_do).at(ltr_path(path))
            }
        }
    }
}

/// An unknown name, with the known ones and the id of their pack.
fn unknown(noun: IdKind, name: &str, (known, pack): (&[String], &str), words: &Messages) -> Explanation {
    let sentence = sentence(noun, words);
    let names = || known.iter().map(String::as_str);
    let explanation = Explanation::new(sentence.fill(&[("name", &name)]));
    let near = nearest(&name.to_lowercase(), names());
    if noun == IdKind::Question && near.is_none() {
        let questions = shell::command(&["questions", &shell::option("pack", pack)], NO_OPERANDS);
        return explanation.advise(words.errors.request.find_questions.fill(&[("command", &questions)]));
    }
    let rest = match noun {
        IdKind::Question | IdKind::Area | IdKind::Clause | IdKind::Link(_) => {
            Some(shell::command(&["pack", "--format=csv"], [pack]))
        }
        // No command lists them, and a pack has few.
        IdKind::Role | IdKind::Flag => None,
    };
    explanation.suggest(near, names(), rest.as_deref(), words)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::tests::{assert_explained, every_case};
    use crate::store::Attempt;

    fn problems() -> Vec<Problem> {
        let text = |text: &str| text.to_owned();
        let levels = || vec!["1".to_owned(), "2".to_owned()];
        every_case!(Problem {
            Problem::Unknown { .. } => unknown_name(IdKind::Area, vec![text("cloud")]),
            Problem::Elsewhere { .. } => Problem::Elsewhere { noun: IdKind::Area, name: text("x1"), packs: vec![text("x2")], command: text("x3") },
            Problem::BadFlag(_) => Problem::BadFlag(text("x1")),
            Problem::BadAnswer { .. } => Problem::BadAnswer { text: text("x1"), levels: levels() },
            Problem::NoSuchLevel { .. } => Problem::NoSuchLevel { level: text("9"), levels: levels() },
            Problem::ReasonMissing => Problem::ReasonMissing,
            Problem::ReasonWithout => Problem::ReasonWithout,
            Problem::EvidenceMissing => Problem::EvidenceMissing,
            Problem::EmptyText(_) => Problem::EmptyText("--note"),
            Problem::BadDate(_) => Problem::BadDate(text("x1")),
            Problem::DoubtfulDate(..) => Problem::DoubtfulDate(WrittenDay::read("1455-01-01").unwrap(), DayDoubt::Future),
            Problem::NothingToChange => Problem::NothingToChange,
            Problem::NoLongerAsked { .. } => Problem::NoLongerAsked { assessment: text("x3"), id: text("x1"), named: text("x2 (x1)") },
            Problem::OnlyForPrograms(_) => Problem::OnlyForPrograms("bom"),
            Problem::NoByteOrderMark(_) => Problem::NoByteOrderMark("json"),
            Problem::OnlyForLists(_) => Problem::OnlyForLists("format"),
            Problem::SameTwice(_) => Problem::SameTwice(text("x1")),
            Problem::SwapOfOne => Problem::SwapOfOne,
            Problem::NoSuchNumber { .. } => Problem::NoSuchNumber { name: text("x1"), typed: text("x1"), number: text("9") },
            Problem::AmongAssessments(_) => Problem::AmongAssessments(PathBuf::from("x1")),
            Problem::IsFolder(..) => Problem::IsFolder(PathBuf::from("x1"), text("x2.yaml")),
            Problem::FileExists(_) => Problem::FileExists(PathBuf::from("x1")),
            Problem::CannotWrite(..) => Problem::CannotWrite(PathBuf::from("x1"), ErrorKind::NotFound.into()),
            Problem::NotSecured(_) => Problem::NotSecured(not_secured()),
            Problem::CannotRead(..) => Problem::CannotRead(PathBuf::from("x1"), ErrorKind::NotFound.into()),
            Problem::NothingToCheck(_) => Problem::NothingToCheck(PathBuf::from("x1")),
        })
    }

    fn not_secured() -> FileSystemFault {
        let error = std::io::Error::from(ErrorKind::StorageFull);
        FileSystemFault::new(std::path::Path::new("x1"), Attempt::SyncFolder, &error)
    }

    fn unknown_name(noun: IdKind, known: Vec<String>) -> Problem {
        Problem::Unknown { noun, name: "x1".to_owned(), known, pack: "own".to_owned() }
    }

    fn kinds() -> Vec<IdKind> {
        let mut kinds = every_case!(IdKind {
            IdKind::Question => IdKind::Question,
            IdKind::Area => IdKind::Area,
            IdKind::Clause => IdKind::Clause,
            IdKind::Link(_) => IdKind::Link(LinkKind::Enabler),
            IdKind::Role => IdKind::Role,
            IdKind::Flag => IdKind::Flag,
        });
        kinds.extend(LinkKind::ALL.map(IdKind::Link));
        kinds
    }

    #[test]
    fn each_problem_is_explained_in_each_language() {
        let unknown = kinds().into_iter().flat_map(|noun| {
            let many = (0..20).map(|number| format!("y{number}"));
            [unknown_name(noun, Vec::new()), unknown_name(noun, many.collect())]
        });
        for problem in problems().into_iter().chain(unknown) {
            assert_explained(&problem, &format!("{problem:?}"));
        }
    }
}
