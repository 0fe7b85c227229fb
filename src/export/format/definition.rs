//! What a format is. It knows none of them.

use crate::export::AssessmentDocument;
use crate::report::page::Page;
use crate::report::{Edition, Table, TableText};

/// An output format: its names, and a function for each kind of content.
pub struct Format {
    /// Value for options: `markdown`.
    pub name: &'static str,
    /// Extension of its files, without the dot.
    pub extension: &'static str,
    /// Whether users or other programs read it.
    pub purpose: Purpose,
    /// Writes tables one after another, in the words of an edition. In JSON and YAML a single table is a map, and
    /// several are a list.
    pub tables: fn(&[Table], &Edition) -> String,
    /// Writes a page. `None` if the format has no form for running text.
    pub page: Option<fn(&Page) -> String>,
    /// Writes a whole assessment with its results. `None` if the format cannot hold it without loss.
    pub document: Option<fn(&AssessmentDocument) -> String>,
}

/// The reader of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The user reads it, so that a report may be split into several tables.
    Reading,
    /// Another program reads it, so that one table has all rows of a report.
    Data,
}

/// Writes tables one after another, with an empty line between them.
pub(super) fn joined(tables: &[Table], edition: &Edition, written: fn(&TableText) -> String) -> String {
    tables.iter().map(|table| written(&table.in_words(edition))).collect::<Vec<_>>().join("\n")
}
