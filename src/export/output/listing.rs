//! `mizan list`: every assessment.

use jiff::civil::Date;
use serde::Serialize;

use super::definition::{MachineOutput, OutputKind, column, items, words_at};
use crate::export::results;
use crate::export::written::{ValueWriter, WordsWanted, WrittenIndex, WrittenRange, WrittenWords};
use crate::model::{AreaId, PackReference};
use crate::scoring::{Summary, Unusable, VersionDifference};

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
        words_at("pack_title", "pack/title"),
        column("state", "state"),
        column("answered", "answered"),
        column("unknown", "unknown"),
        column("outside_scale", "outside_scale"),
        column("look_again", "look_again"),
        column("gone", "gone"),
        column("applicable", "applicable"),
        column("claimed_low", "claimed/low"),
        column("claimed_high", "claimed/high"),
        column("index", "index/value"),
        column("changed", "changed"),
        column("unusable_targets", "unusable_targets"),
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
    pack: Option<ListedPack>,
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
    index: Option<WrittenIndex>,
    /// Ids of the areas whose target the questionnaire cannot use.
    unusable_targets: Option<Vec<AreaId>>,
}

/// The questionnaire of an assessment of the folder.
#[derive(Debug, Serialize)]
struct ListedPack {
    #[serde(flatten)]
    answered: PackReference,
    /// Only where words are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
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
        index: None,
        unusable_targets: None,
    };

    /// The results on the pack of `writer` of an assessment that answers `answered`.
    pub fn of(
        writer: ValueWriter,
        answered: PackReference,
        summary: &Summary,
        versions: &VersionDifference,
        unusable_targets: &[Unusable],
    ) -> Self {
        let progress = &summary.progress;
        let title = match writer.words(&writer.pack.manifest.title) {
            Some(WrittenWords::One(title)) => Some(title.to_owned()),
            Some(WrittenWords::All(_)) | None => None,
        };
        Self {
            pack: Some(ListedPack { answered, title }),
            scored_version: Some(writer.pack.manifest.version.clone()),
            state: results::state(summary.state),
            answered: Some(progress.answered),
            unknown: Some(progress.unknown),
            outside_scale: Some(progress.outside_scale),
            look_again: Some(versions.look_again.len()),
            gone: Some(versions.gone.len()),
            applicable: Some(progress.applicable),
            claimed: writer.level_of(summary.state, summary.level),
            index: summary.index.as_ref().map(|index| writer.index(index)),
            unusable_targets: Some(unusable_targets.iter().filter_map(Unusable::area).cloned().collect()),
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

/// The output of a list, with words or without as it was written.
pub fn listing(assessments: &[ListedFile], wanted: WordsWanted) -> MachineOutput {
    MachineOutput::new(&KIND, wanted != WordsWanted::No, ListingOutput { assessments })
}
