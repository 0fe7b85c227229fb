//! Files that leave the program and come back: one document of the whole assessment beside its results.
//!
//! The document is the contract with other tools. [`import`] takes the assessment back without loss; results are never
//! read, they are computed anew.

mod document;
pub mod format;
mod read;
mod results;
mod steps;

use crate::bidi::invisible;
use crate::yaml;

pub use document::{AssessmentDocument, FORMAT, RULE, Rule, SCHEMA, document};
pub use read::{FileError, ImportError, import, import_file};
pub use results::{AreaResults, ResultsDocument, WholeResults};
pub use steps::RoadmapDocument;

/// The document as YAML.
///
/// # Panics
/// Never: YAML has a form for every value of a document.
pub fn to_yaml(document: &AssessmentDocument) -> String {
    yaml::to_string(document).expect("YAML has a form for every value of a document")
}

/// The document as JSON, indented, with everything escaped that a reader of YAML could not take, that cannot be seen, or
/// that would turn a line around.
///
/// # Panics
/// Never: JSON has a form for every value of a document.
pub fn to_json(document: &AssessmentDocument) -> String {
    let json = serde_json::to_string_pretty(document).expect("JSON has a form for every value of a document");
    let mut hidden = invisible(&json).into_iter().peekable();
    read::escape(&json, |at, _| hidden.next_if_eq(&at).is_none()) + "\n"
}

#[cfg(test)]
mod tests;
