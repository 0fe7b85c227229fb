//! `mizan list`: every assessment.

use jiff::civil::Date;
use serde::Serialize;

use super::definition::{MachineOutput, OutputKind, column, items};
use crate::export::results;
use crate::export::written::{ValueWriter, WordsWanted, WrittenRange};
use crate::model::{Pack, PackReference};
use crate::scoring::{Summary, VersionDifference};

pub(super) static KIND: OutputKind = OutputKind {
    format: "mizan-list",
    schema: 1,
    rows: |value| items(value, "assessments"),
    columns: &[
        column("name", "name"),
        column("file", "file"),
        column("pack", "pack/id"),
        column("pack_version", "pack/version"),
        column("scored_version", "scored_version"),
        column("state", "state"),
        column("answered", "answered"),
        column("unknown", "unknown"),
        column("outside_scale", "outside_scale"),
        column("look_again", "look_again"),
        column("gone", "gone"),
        column("applicable", "applicable"),
        column("claimed_low", "claimed/low"),
        column("claimed_high", "claimed/high"),
        column("changed", "changed"),
    ],
};

/// One assessment of the folder.
#[derive(Debug, Serialize)]
pub struct ListedFile {
    name: String,
    file: String,
    #[serde(flatten)]
    results: ListedResults,
    changed: Option<Date>,
}

/// The results of one assessment of the folder.
#[derive(Debug, Serialize)]
pub struct ListedResults {
    /// The questionnaire, with the version that was answered.
    pack: Option<PackReference>,
    /// The version that scores.
    scored_version: Option<String>,
    /// `unreadable`, `not_applicable`, `not_started` or `started`.
    state: &'static str,
    answered: Option<usize>,
    unknown: Option<usize>,
    outside_scale: Option<usize>,
    look_again: Option<usize>,
    gone: Option<usize>,
    applicable: Option<usize>,
    claimed: Option<WrittenRange>,
}

impl ListedResults {
    const UNREADABLE: Self = Self {
        pack: None,
        scored_version: None,
        state: "unreadable",
        answered: None,
        unknown: None,
        outside_scale: None,
        look_again: None,
        gone: None,
        applicable: None,
        claimed: None,
    };

    /// The results on a pack of an assessment that answers `answered`.
    pub fn of(pack: &Pack, answered: PackReference, summary: &Summary, versions: &VersionDifference) -> Self {
        let progress = &summary.progress;
        let writer = ValueWriter { pack, wanted: WordsWanted::No };
        Self {
            pack: Some(answered),
            scored_version: Some(pack.manifest.version.clone()),
            state: results::state(summary.state),
            answered: Some(progress.answered),
            unknown: Some(progress.unknown),
            outside_scale: Some(progress.outside_scale),
            look_again: Some(versions.look_again.len()),
            gone: Some(versions.gone.len()),
            applicable: Some(progress.applicable),
            claimed: writer.level_of(summary.state, summary.level),
        }
    }
}

impl ListedFile {
    /// An assessment with its results; `None` if it cannot be read or scored.
    pub fn new(name: String, file: String, changed: Option<Date>, results: Option<ListedResults>) -> Self {
        Self { name, file, results: results.unwrap_or(ListedResults::UNREADABLE), changed }
    }
}

#[derive(Serialize)]
struct ListingOutput<'a> {
    assessments: &'a [ListedFile],
}

/// The output of a list.
pub fn listing(assessments: &[ListedFile]) -> MachineOutput {
    MachineOutput::new(&KIND, false, ListingOutput { assessments })
}
