//! Files that leave the program and come back: the document with a whole assessment and its results, and tables.
//!
//! The document is a contract with other tools. [`import`] restores the assessment without loss; results are never
//! read, they are computed again.

mod document;
pub mod format;
mod other_kind;
pub mod output;
mod read;
mod reasons;
mod results;
pub mod schema;
mod steps;
mod written;

use serde::Serialize;

use crate::bidi::invisible;
use crate::yaml;

pub use document::{AssessmentDocument, FORMAT, RULE, Rule, SCHEMA, document};
pub use other_kind::OtherKind;
pub use read::{FileError, ImportError, ImportedFile, import, import_file};
pub use results::{AreaResults, ResultsDocument, WholeResults};
pub use steps::RoadmapDocument;
pub use written::{ValueWriter, WordsWanted};

/// Writes the document as YAML.
///
/// # Panics
/// Never: YAML has a form for every value of a document.
pub fn to_yaml(document: &AssessmentDocument) -> String {
    yaml::to_string(document).expect("YAML has a form for every value of a document")
}

/// Writes the document as indented JSON.
///
/// # Panics
/// Never: JSON has a form for every value of a document.
pub fn to_json(document: &AssessmentDocument) -> String {
    json_text(document)
}

/// Writes a value as indented JSON. Invisible characters, characters that change the direction of text, and those that a
/// YAML reader would refuse are escaped.
fn json_text(value: &impl Serialize) -> String {
    let json = serde_json::to_string_pretty(value).expect("JSON has a form for every value of a document");
    let mut hidden = invisible(&json).into_iter().peekable();
    read::escape(&json, |at, _| hidden.next_if_eq(&at).is_none()) + "\n"
}

#[cfg(test)]
mod tests;
