//! `mizan restore`: the files from which an assessment can be restored.

use jiff::civil::DateTime;
use serde::{Serialize, Serializer};

use super::definition::{MachineOutput, OutputKind, column, items};

pub(super) static KIND: OutputKind = OutputKind {
    format: "mizan-restorables",
    schema: 1,
    rows: |value| items(value, "files"),
    columns: &[
        column("assessment", "/assessment"),
        column("number", "number"),
        column("place", "place"),
        column("file", "file"),
        column("when", "when"),
        column("complete", "complete"),
        column("answered", "answered"),
        column("applicable", "applicable"),
        column("bytes", "bytes"),
    ],
};

/// A file from which an assessment can be restored.
#[derive(Debug, Serialize)]
pub struct RestorableFile<'a> {
    /// Number for `mizan restore NAME NUMBER`.
    pub number: usize,
    /// `backup`, `bin` or `own_file`.
    pub place: &'static str,
    /// Name of the file.
    pub file: &'a str,
    /// When the file was put aside or last changed, in the time zone of the user. Written in whole seconds.
    #[serde(serialize_with = "in_seconds")]
    pub when: DateTime,
    /// Whether nothing of the file is missing. `None` if it cannot be read.
    pub complete: Option<bool>,
    /// Number of questions with a level. `None` if the file cannot be read.
    pub answered: Option<usize>,
    /// Number of questions that count. `None` if the file cannot be read.
    pub applicable: Option<usize>,
    /// Size of the file.
    pub bytes: u64,
}

/// The only form of a moment in outputs.
fn in_seconds<S: Serializer>(moment: &DateTime, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&moment.strftime("%Y-%m-%dT%H:%M:%S"))
}

#[derive(Serialize)]
struct RestorablesOutput<'a> {
    assessment: &'a str,
    files: &'a [RestorableFile<'a>],
}

/// The output of the files from which the assessment `name` can be restored.
pub fn restorables(name: &str, files: &[RestorableFile]) -> MachineOutput {
    MachineOutput::new(&KIND, false, RestorablesOutput { assessment: name, files })
}
