//! `mizan show`: the levels of one assessment, with their reasons.

use serde::Serialize;
use serde_json::Value;

use super::definition::{MachineOutput, OutputKind, column, items, words};
use super::subject::OutputSubject;
use crate::export::results::ResultsDocument;
use crate::export::written::{ValueWriter, WordsWanted};
use crate::model::{AreaId, Assessment};
use crate::scoring::Scorecard;

pub(super) static KIND: OutputKind = OutputKind {
    format: "mizan-levels",
    schema: 1,
    rows,
    columns: &[
        column("assessment", "/assessment/name"),
        column("file", "/assessment/file"),
        column("as_of", "/assessment/as_of"),
        column("area", "area"),
        words("title"),
        column("state", "state"),
        column("answered", "answered"),
        column("unknown", "unknown"),
        column("outside_scale", "outside_scale"),
        column("applicable", "applicable"),
        column("claimed_low", "claimed/low"),
        column("claimed_high", "claimed/high"),
        column("confirmed_low", "confirmed/low"),
        column("confirmed_high", "confirmed/high"),
        column("index", "index/value"),
        column("index_low", "index/low"),
        column("index_high", "index/high"),
        column("target", "target"),
        column("gap_low", "gap/low"),
        column("gap_high", "gap/high"),
        column("open", "open"),
        column("blockers", "why/next/blockers"),
        column("unconfirmed", "unconfirmed"),
    ],
};

/// A row for each area, then the whole, which has no `area`.
fn rows(value: &Value) -> Vec<Value> {
    let whole = value.get("whole").cloned();
    items(value, "areas").into_iter().chain(whole).collect()
}

#[derive(Serialize)]
struct LevelsOutput<'a> {
    assessment: &'a OutputSubject<'a>,
    #[serde(flatten)]
    results: ResultsDocument<'a>,
}

/// The output of a scorecard. With `only`, the other areas are left out.
pub fn levels<'a>(
    writer: ValueWriter<'a>,
    subject: &OutputSubject<'a>,
    assessment: &'a Assessment,
    card: &'a Scorecard,
    only: Option<&AreaId>,
) -> MachineOutput {
    let mut results = writer.results(card, assessment, subject.as_of);
    results.areas.retain(|area| only.is_none_or(|only| area.area == only));
    results.groups.retain(|_| only.is_none());
    let has_words = writer.wanted != WordsWanted::No;
    MachineOutput::new(&KIND, has_words, LevelsOutput { assessment: subject, results })
}
