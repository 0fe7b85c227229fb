//! Importing an assessment from a document or from an assessment file.
//!
//! Results in a document are never used.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, de::IgnoredAny};

use super::document::{FORMAT, SCHEMA};
use super::other_kind::{self, OtherKind};
use crate::model::{self, Assessment};
use crate::store::file::{self, FileText, Refusal};
use crate::store::{HijriDate, hijri_dates};
use crate::yaml::{self, Fault, Limits, Place, Places, ReadFault};

/// Why a text could not be imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The field `format` names another format.
    #[error("line {}: `{found}` is not a format that can be imported; {FORMAT} is", place.line)]
    OtherFormat {
        /// Value of `format`.
        found: String,
        /// Position of the field.
        place: Place,
    },
    /// The file is of another kind.
    #[error("{0:?} cannot be imported")]
    OtherKind(OtherKind),
    /// A newer version of the program wrote the document or the assessment in it.
    #[error("line {}: written in format {found}; this version knows {known} and older", place.line)]
    NewerSchema {
        /// Number in the file.
        found: u32,
        /// Highest number that this program knows.
        known: u32,
        /// Position of the number.
        place: Place,
    },
    /// The document ends before its results, so the assessment in it may be incomplete.
    #[error("line {line}: cut off, because `results` is missing")]
    CutOff {
        /// Number of the last line.
        line: usize,
    },
    /// The text is an assessment file that the store refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The text is not valid YAML, or a value in it is wrong.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Reads the assessment of a document in YAML or JSON, or of an assessment file.
///
/// Results and roadmap are ignored, because they are computed again.
///
/// # Errors
/// If the text is another format, was written by a newer version, is cut off, or has a fault.
pub fn import(text: &str) -> Result<Assessment, ImportError> {
    let error = match import_yaml(text) {
        Ok(assessment) => return Ok(assessment),
        Err(error) => error,
    };
    // JSON allows escapes that YAML does not. Written again with fewer escapes, the same values are valid YAML.
    match as_yaml(text) {
        Some(text) => import_yaml(&text).map_err(|_| error),
        None => Err(OtherKind::of_unreadable(text).map_or(error, ImportError::OtherKind)),
    }
}

/// Why a file could not be imported.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file could not be read.
    #[error("{}: {fault}", path.display())]
    Read {
        /// Path of the file.
        path: PathBuf,
        /// Reason of the failure.
        fault: Box<ReadFault>,
    },
    /// The file was read, and its content refused.
    #[error("{}: {error}", path.display())]
    Import {
        /// Path of the file.
        path: PathBuf,
        /// Reason of the refusal.
        error: Box<ImportError>,
    },
}

/// What was read of a file.
#[derive(Debug)]
pub struct ImportedFile {
    /// The assessment in it.
    pub assessment: Assessment,
    /// The dates of the Hijri calendar in it, which were read as Gregorian days.
    pub hijri_dates: Vec<HijriDate>,
}

/// Reads the assessment in a file, as [`import`] does for a text.
///
/// # Errors
/// If the file cannot be read, is larger than [`Limits::DOCUMENT`], or [`import`] refuses its content.
pub fn import_file(path: &Path) -> Result<ImportedFile, FileError> {
    let unread = |fault| FileError::Read { path: path.to_owned(), fault: Box::new(fault) };
    let untaken = |error| FileError::Import { path: path.to_owned(), error: Box::new(error) };
    let head = yaml::read_head(path, other_kind::HEAD).map_err(unread)?;
    if let Some(kind) = OtherKind::of(&head) {
        return Err(untaken(ImportError::OtherKind(kind)));
    }
    let text = yaml::read(path, Limits::DOCUMENT).map_err(unread)?;
    let assessment = import(&text).map_err(untaken)?;
    Ok(ImportedFile { assessment, hijri_dates: hijri_dates(&text) })
}

fn import_yaml(text: &str) -> Result<Assessment, ImportError> {
    let (head, places) =
        yaml::parse_with_places::<Head>(text, Limits::DOCUMENT).map_err(file::within_formats)?;
    let Some(format) = head.format else { return Ok(file::read(text)?) };
    if format != FORMAT {
        return Err(ImportError::OtherFormat { found: format, place: places.at("format") });
    }
    check(head.schema, SCHEMA, "schema", &places)?;
    let inner = head.assessment.and_then(|inner| inner.schema);
    check(inner, model::SCHEMA, "assessment.schema", &places)?;
    let Exported { assessment: FileText { assessment, .. }, results } = yaml::parse(text, Limits::DOCUMENT)?;
    if results.is_none() {
        return Err(ImportError::CutOff { line: text.lines().count().max(1) });
    }
    Ok(assessment)
}

fn check(found: Option<u32>, known: u32, path: &str, places: &Places) -> Result<(), ImportError> {
    match found {
        Some(found) if found > known => {
            Err(ImportError::NewerSchema { found, known, place: places.at(path) })
        }
        _ => Ok(()),
    }
}

/// The fields that identify a file.
#[derive(Deserialize)]
struct Head {
    format: Option<String>,
    schema: Option<u32>,
    assessment: Option<Inner>,
}

#[derive(Deserialize)]
struct Inner {
    schema: Option<u32>,
}

/// The fields of a document that are read.
#[derive(Deserialize)]
struct Exported {
    assessment: FileText,
    /// Only its presence is checked: a document without results is cut off inside the assessment.
    results: Option<IgnoredAny>,
}

fn as_yaml(text: &str) -> Option<String> {
    let looks_like_json = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    if !looks_like_json || text.len() > Limits::DOCUMENT.bytes {
        return None;
    }
    let value: serde_json::Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    serde_json::to_string_pretty(&value)
        .ok()
        .map(|json| escape(&json, |_, letter| may_be_raw_in_yaml(letter)))
}

/// Escapes all characters of `json` for which `may_be_raw` is false. It gets the byte offset and the character.
pub(super) fn escape(json: &str, mut may_be_raw: impl FnMut(usize, char) -> bool) -> String {
    let mut out = String::with_capacity(json.len());
    for (at, letter) in json.char_indices() {
        if may_be_raw(at, letter) {
            out.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

/// Everything outside strings is ASCII, so an escaped character is always inside a string.
fn may_be_raw_in_yaml(letter: char) -> bool {
    !matches!(letter, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
