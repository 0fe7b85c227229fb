//! Explains why an assessment could not be read or saved.

use super::{Explain, Explanation};
use crate::bidi::{ltr, ltr_path};
use crate::clock;
use crate::i18n::Messages;
use crate::report::figures;
use crate::store::{Holder, Refusal, SetAside, StoreError};

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
            Self::Unknown { name, nearest } => {
                let request = &words.errors.request;
                let what = Explanation::new(request.unknown_assessment.fill(&[("name", name)]));
                match nearest {
                    Some(near) => what.advise(words.errors.common.did_you_mean.fill(&[("name", near)])),
                    None => what.advise(&request.create_one),
                }
            }
            Self::Several { name, files } => {
                let list: Vec<String> = files.iter().map(ltr_path).collect();
                explanation(&store.several.fill(&[("name", name)]), &store.several_do)
                    .because(store.several_why.fill(&[("files", &list.join(&words.common.list_separator))]))
            }
            Self::LeadsOut { path, target } => explanation(&store.leads_out, &store.leads_out_do)
                .at(ltr_path(path))
                .because(store.leads_out_why.fill(&[("target", &ltr_path(target))])),
            Self::Unreadable { path, refusal } => {
                in_file(refusal.explain(words), path, &store.unreadable).advise(&store.untouched)
            }
            Self::Unkeepable { path, refusal } => in_file(refusal.explain(words), path, &store.unkeepable),
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

/// Explains that the program left an assessment with unsaved changes, and where these changes are.
pub fn left_unsaved(
    path: &std::path::Path,
    set_aside: &Result<SetAside, StoreError>,
    words: &Messages,
) -> Explanation {
    let store = &words.errors.store;
    let explanation = Explanation::new(&store.left_unsaved).at(ltr_path(path));
    match set_aside {
        Ok(SetAside::Backup(file)) => explanation
            .because(store.left_in_backups.fill(&[("path", &ltr_path(file))]))
            .advise(&store.left_in_backups_do),
        Ok(SetAside::File(file)) => explanation
            .because(store.left_in_file.fill(&[("path", &ltr_path(file))]))
            .advise(&store.left_in_file_do),
        Err(error) => {
            let error = error.explain(words);
            explanation.because(error.why.unwrap_or(error.what))
        }
    }
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
                    .advise(&store.no_such_format_do)
                    .at(place.line.to_string())
            }
            Self::CutOff { found, expected, line } => {
                let missing = expected.saturating_sub(*found);
                let what = if missing > 0 {
                    Explanation::new(store.cut_off.fill(&[("missing", &missing), ("expected", expected)]))
                } else {
                    Explanation::new(&store.end_missing).advise(&store.end_missing_do)
                };
                what.advise(&store.cut_off_do).at(line.to_string())
            }
            Self::PassedOver => Explanation::new(&store.passed_over).advise(&store.passed_over_do),
            Self::Fault(fault) => fault.explain(words),
        }
    }
}

/// The explanation of `what` happened to a file because of a fault in it: the fault becomes the reason, and its line a
/// part of the place.
pub fn in_file(fault: Explanation, path: &std::path::Path, what: &str) -> Explanation {
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
