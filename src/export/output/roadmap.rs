//! `mizan roadmap`: what to find out and what to do, in phases.

use serde::Serialize;
use serde_json::{Value, json};

use super::definition::{MachineOutput, OutputKind, column, items, words};
use super::subject::OutputSubject;
use crate::export::steps::RoadmapDocument;
use crate::export::written::{ValueWriter, WordsWanted};
use crate::roadmap::{Roadmap, Scope};

pub(super) static KIND: OutputKind = OutputKind {
    format: "mizan-roadmap",
    schema: 1,
    rows,
    columns: &[
        column("assessment", "/assessment/name"),
        column("file", "/assessment/file"),
        column("as_of", "/assessment/as_of"),
        column("kind", "kind"),
        column("phase", "phase"),
        column("area", "area"),
        column("question", "question"),
        words("topic"),
        column("from", "from"),
        column("to", "to"),
        words("text"),
        column("effort", "effort"),
        column("impact", "impact"),
        column("own_priority", "own_priority"),
        column("priority", "priority"),
        column("towards_level", "towards/level"),
        column("only_blocker", "towards/only_blocker"),
        column("essential", "essential"),
        column("unlocks", "unlocks"),
        column("beyond_target", "beyond_target"),
        column("oversized", "oversized"),
        column("after", "after"),
        column("needed_by", "needed_by"),
        column("find_out", "find_out"),
        column("standing", "standing"),
        column("owner", "owner"),
        column("state", "state"),
        column("claimed_low", "claimed/low"),
        column("claimed_high", "claimed/high"),
        column("index", "index/value"),
        column("next_level", "next/level"),
        column("next_percent_low", "next/low/percent"),
        column("next_percent_high", "next/high/percent"),
    ],
};

/// A row of the kind `find_out` for each open question or area, then one of the kind `step` for each step. Then the
/// levels, a row for each area and one for the whole: of the kind `now` those of today, of the kind `after` those after
/// each phase.
fn rows(value: &Value) -> Vec<Value> {
    let with = |mut row: Value, fields: Value| {
        if let (Value::Object(row), Value::Object(fields)) = (&mut row, fields) {
            row.extend(fields);
        }
        row
    };
    let open = items(value, "find_out").into_iter().map(|row| with(row, json!({ "kind": "find_out" })));
    let steps = items(value, "phases").into_iter().flat_map(|phase| {
        let steps = items(&phase, "steps");
        steps.into_iter().map(move |row| with(row, json!({ "kind": "step", "phase": phase["id"] })))
    });
    let now = levels(&value["now"]).into_iter().map(|row| with(row, json!({ "kind": "now" })));
    let after = items(value, "phases").into_iter().flat_map(|phase| {
        let levels = levels(&phase["levels"]);
        levels.into_iter().map(move |row| with(row, json!({ "kind": "after", "phase": phase["id"] })))
    });
    open.chain(steps).chain(now).chain(after).collect()
}

/// A row for each area, then the whole, which has no `area`.
fn levels(levels: &Value) -> Vec<Value> {
    let whole = json!({
        "state": levels["state"], "claimed": levels["whole"], "index": levels["index"], "next": levels["next"],
    });
    items(levels, "areas").into_iter().chain([whole]).collect()
}

#[derive(Serialize)]
struct RoadmapOutput<'a> {
    assessment: &'a OutputSubject<'a>,
    /// `target` or `all`.
    scope: &'static str,
    #[serde(flatten)]
    roadmap: RoadmapDocument<'a>,
}

/// The output of a roadmap that was made in this scope.
pub fn roadmap<'a>(
    writer: ValueWriter<'a>,
    subject: &OutputSubject<'a>,
    scope: Scope,
    roadmap: &'a Roadmap,
) -> MachineOutput {
    let scope = match scope {
        Scope::Target => "target",
        Scope::All => "all",
    };
    let roadmap = writer.steps(roadmap);
    let has_words = writer.wanted != WordsWanted::No;
    MachineOutput::new(&KIND, has_words, RoadmapOutput { assessment: subject, scope, roadmap })
}
