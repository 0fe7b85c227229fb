//! Explains why an assessment could not be read or saved.

use std::path::Path;

use super::{Explain, Explanation};
use crate::bidi::{ltr, ltr_path};
use crate::clock;
use crate::i18n::Messages;
use crate::model::SCHEMA;
use crate::report::figures;
use crate::shell;
use crate::store::{Holder, Refusal, SetAside, StoreError, slug};
use crate::yaml::{self, FaultKind};

impl Explain for StoreError {
    fn explain(&self, words: &Messages) -> Explanation {
        let store = &words.errors.store;
        let explanation = |what: &str, what_to_do: &str| Explanation::new(what).advise(what_to_do);
        match self {
            Self::NameShowsNothing { .. } => {
                explanation(&store.name_shows_nothing, &store.name_shows_nothing_do)
            }
            Self::NameTaken { name, path } => {
                explanation(&store.name_taken.fill(&[("name", name)]), &store.name_taken_do)
                    .because(&store.name_taken_why)
                    .at(ltr_path(path))
            }
            // Nothing could be created with it either.
            Self::Unknown { name, .. } if slug(name).is_none() => {
                explanation(&store.name_shows_nothing, &store.name_shows_nothing_do)
            }
            Self::Unknown { name, nearest } => {
                let request = &words.errors.request;
                let what = Explanation::new(request.unknown_assessment.fill(&[("name", name)]));
                match nearest {
                    Some(near) => what.advise(words.errors.common.did_you_mean.fill(&[("name", near)])),
                    None => {
                        let new = shell::command(&["new"], [name]);
                        what.advise(request.create_one.fill(&[("new", &new)]))
                    }
                }
            }
            Self::Several { name, files } => {
                let list: Vec<String> = files.iter().map(shell::word).collect();
                explanation(&store.several.fill(&[("name", name)]), &store.several_do)
                    .because(store.several_why.fill(&[("files", &list.join(&words.common.list_separator))]))
            }
            Self::LeadsOut { path, target } => {
                let delete = shell::command(&["delete"], file_name(path));
                explanation(&store.leads_out, &store.leads_out_do.fill(&[("delete", &delete)]))
                    .at(ltr_path(path))
                    .because(store.leads_out_why.fill(&[("target", &ltr_path(target))]))
            }
            Self::Unreadable { path, refusal } => {
                let explanation = in_file(refusal.explain(words), path, &store.unreadable);
                let explanation = if may_have_lost(refusal) {
                    explanation.advise(store.restore_do.fill(&[("restore", &restore(path))]))
                } else {
                    explanation
                };
                explanation.advise(&store.untouched)
            }
            // The text is nowhere to be opened, so its line would lead nowhere.
            Self::Unkeepable { path, refusal } => {
                let refused = Explanation { place: None, ..refusal.explain(words) };
                in_file(refused, path, &store.unkeepable)
            }
            Self::ChangedElsewhere { path } => {
                explanation(&store.changed_elsewhere, &store.changed_elsewhere_do).at(ltr_path(path))
            }
            Self::Vanished { path } => explanation(&store.vanished, &store.vanished_do).at(ltr_path(path)),
            Self::HeldBy { path, holder } => {
                let explanation = explanation(&store.held, &store.held_do).at(ltr_path(path));
                match holder {
                    Some(holder) => explanation.because(held_by(holder, words)),
                    None => explanation,
                }
            }
            Self::File(fault) => fault.explain(words),
        }
    }
}

/// Explains a file that is no assessment in the folder of assessments and therefore has no backups, such as a side of a
/// merge: it can only be copied again.
pub fn outside_the_folder(error: &StoreError, words: &Messages) -> Explanation {
    match error {
        StoreError::Unreadable { path, refusal } => {
            let explanation = in_file(refusal.explain(words), path, &words.errors.store.unreadable);
            copied_again(explanation, refusal, words)
        }
        other => other.explain(words),
    }
}

/// Adds the advice to copy a file again, if a part of it may be lost.
pub(super) fn copied_again(explanation: Explanation, refusal: &Refusal, words: &Messages) -> Explanation {
    if may_have_lost(refusal) { explanation.advise(&words.errors.import.cut_off_do) } else { explanation }
}

/// Whether a file may have lost what an earlier copy of it still has.
fn may_have_lost(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::CutOff { .. } | Refusal::NoSuchSchema { .. } => true,
        Refusal::Fault(fault) => fault.kind == FaultKind::Empty || lacks_schema(fault),
        Refusal::NewerSchema { .. } | Refusal::PassedOver => false,
    }
}

fn lacks_schema(fault: &yaml::Fault) -> bool {
    fault.path.is_empty() && matches!(&fault.kind, FaultKind::MissingField(field) if field == "schema")
}

/// The command that restores the assessment in a file of the folder. It names the file, because its name may be lost.
fn restore(path: &Path) -> String {
    shell::command(&["restore"], file_name(path))
}

fn file_name(path: &Path) -> Option<&std::ffi::OsStr> {
    path.file_name()
}

/// Explains that the program left an assessment with unsaved changes, and where these changes are.
pub fn left_unsaved(path: &Path, set_aside: &Result<SetAside, StoreError>, words: &Messages) -> Explanation {
    let store = &words.errors.store;
    let explanation = Explanation::new(&store.left_unsaved).at(ltr_path(path));
    match set_aside {
        Ok(SetAside::Backup(file)) => explanation
            .because(store.left_in_backups.fill(&[("path", &ltr_path(file))]))
            .advise(store.left_in_backups_do.fill(&[("restore", &restore(path))])),
        Ok(SetAside::File(file)) => explanation
            .because(store.left_in_file.fill(&[("path", &ltr_path(file))]))
            .advise(store.left_in_file_do.fill(&[("import", &import_as_file(file))])),
        Err(error) => {
            let error = error.explain(words);
            explanation.because(error.why.unwrap_or(error.what))
        }
    }
}

/// The command that imports a file under the file's own name, which no assessment has.
fn import_as_file(file: &Path) -> String {
    let name = shell::option("name", file.file_stem().unwrap_or_default());
    shell::command(&["import", &name], [file])
}

/// The sentence that names the holder of a lock. The time is in the time zone of the user.
fn held_by(holder: &Holder, words: &Messages) -> String {
    let unknown = || words.common.unknown.clone();
    let (user, host) =
        (holder.user.clone().unwrap_or_else(unknown), holder.host.clone().unwrap_or_else(unknown));
    let values: [(&str, &dyn std::fmt::Display); 5] = [
        ("user", &user),
        ("host", &host),
        ("command", &holder.command),
        ("process", &holder.process),
        ("since", &moment(holder.since)),
    ];
    words.errors.store.held_by.fill(&values)
}

/// A moment in the time zone of the user: `2026-11-25 04:49`.
pub fn moment(moment: jiff::Timestamp) -> String {
    figures::moment(clock::local(moment))
}

impl Explain for Refusal {
    /// The place is only the line, because a refusal does not know its file.
    fn explain(&self, words: &Messages) -> Explanation {
        let store = &words.errors.store;
        match self {
            Self::NewerSchema { found, known, place } => {
                let what = store.newer.fill(&[("found", found), ("known", known)]);
                Explanation::new(what).advise(&store.newer_do).at(place.line.to_string())
            }
            Self::NoSuchSchema { found, place } => {
                Explanation::new(store.no_such_format.fill(&[("found", found)]))
                    .advise(store.no_such_format_do.fill(&[("known", &SCHEMA)]))
                    .at(place.line.to_string())
            }
            Self::CutOff { found, expected, line } => {
                let missing = expected.saturating_sub(*found);
                let what = if missing > 0 {
                    Explanation::new(store.cut_off.fill(&[("missing", &missing), ("expected", expected)]))
                } else {
                    Explanation::new(&store.end_missing).advise(&store.end_missing_do)
                };
                what.at(line.to_string())
            }
            Self::PassedOver => Explanation::new(&store.passed_over).advise(&store.passed_over_do),
            Self::Fault(fault) => of_fault(fault, words),
        }
    }
}

/// A fault of an assessment's file.
fn of_fault(fault: &yaml::Fault, words: &Messages) -> Explanation {
    let explanation = fault.explain(words);
    match &fault.kind {
        // There is nothing to fill in by hand, and its file is not to be removed.
        FaultKind::Empty => Explanation { what_to_do: None, ..explanation },
        _ if lacks_schema(fault) => {
            explanation.advise(words.errors.store.no_such_format_do.fill(&[("known", &SCHEMA)]))
        }
        _ => explanation,
    }
}

/// The explanation of `what` happened to a file because of a fault in it: the fault becomes the reason, and its line a
/// part of the place.
pub fn in_file(fault: Explanation, path: &Path, what: &str) -> Explanation {
    let path = path.display();
    let place = match &fault.place {
        Some(line) => format!("{path}:{line}"),
        None => path.to_string(),
    };
    let why = match &fault.why {
        Some(why) => format!("{} {why}", fault.what),
        None => fault.what,
    };
    Explanation { what_to_do: fault.what_to_do, ..Explanation::new(what).at(ltr(&place)).because(why) }
}
