//! Taking an assessment back from a document, or from an assessment file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, de::IgnoredAny};

use super::document::{FORMAT, SCHEMA};
use crate::model::{self, Assessment};
use crate::store::file::{self, FileText, Refusal};
use crate::yaml::{self, Fault, Limits, Place, Places, ReadFault};

/// What a file to import may hold: 16 MiB. A document has more than an assessment file: results and the roadmap come with
/// it.
pub const LIMITS: Limits = Limits { bytes: 16 << 20, depth: 24, values: 200_000, text: 64 << 10 };

/// Why nothing could be imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It says that it is something else.
    #[error("line {}: `{found}` is not a format that can be imported; {FORMAT} is", place.line)]
    OtherFormat {
        /// What it says.
        found: String,
        /// Where it says so.
        place: Place,
    },
    /// A newer program wrote the document or the assessment in it.
    #[error("line {}: written in format {found}; this version knows {known} and older", place.line)]
    NewerSchema {
        /// The number in the file.
        found: u32,
        /// The highest number that this program knows.
        known: u32,
        /// Where the number stands.
        place: Place,
    },
    /// It breaks off before the end of the assessment.
    #[error("line {line}: cut off, because `results` is missing")]
    CutOff {
        /// The number of its last line.
        line: usize,
    },
    /// It is an assessment file that cannot be taken.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Something in it is wrong.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The assessment of a document in YAML or JSON, or of an assessment file.
///
/// Results and roadmap are passed over: they are computed anew.
pub fn import(text: &str) -> Result<Assessment, ImportError> {
    let error = match import_yaml(text) {
        Ok(assessment) => return Ok(assessment),
        Err(error) => error,
    };
    // JSON may escape what YAML cannot read escaped; written again it says the same in a form that YAML reads.
    match as_yaml(text) {
        Some(text) => import_yaml(&text).map_err(|_| error),
        None => Err(error),
    }
}

/// Why a file could not be imported.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It could not be read.
    #[error("{}: {fault}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        fault: Box<ReadFault>,
    },
    /// What is in it could not be taken.
    #[error("{}: {error}", path.display())]
    Import {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: Box<ImportError>,
    },
}

/// The assessment in a file that [`import`] can take.
pub fn import_file(path: &Path) -> Result<Assessment, FileError> {
    let unread = |fault| FileError::Read { path: path.to_owned(), fault: Box::new(fault) };
    let untaken = |error| FileError::Import { path: path.to_owned(), error: Box::new(error) };
    import(&yaml::read(path, LIMITS).map_err(unread)?).map_err(untaken)
}

fn import_yaml(text: &str) -> Result<Assessment, ImportError> {
    let (head, places) = yaml::parse_with_places::<Head>(text, LIMITS)?;
    let Some(format) = head.format else { return Ok(file::read(text)?) };
    if format != FORMAT {
        return Err(ImportError::OtherFormat { found: format, place: places.at("format") });
    }
    check(head.schema, SCHEMA, "schema", &places)?;
    let inner = head.assessment.and_then(|inner| inner.schema);
    check(inner, model::SCHEMA, "assessment.schema", &places)?;
    let Exported { assessment: FileText { assessment, .. }, results } = yaml::parse(text, LIMITS)?;
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

/// What a file says it is.
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

/// A document as far as it is read.
#[derive(Deserialize)]
struct Exported {
    assessment: FileText,
    /// Computed again and not read, but a document without them breaks off inside the assessment.
    results: Option<IgnoredAny>,
}

fn as_yaml(text: &str) -> Option<String> {
    let looks_like_json = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    if !looks_like_json || text.len() > LIMITS.bytes {
        return None;
    }
    let value: serde_json::Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    serde_json::to_string_pretty(&value)
        .ok()
        .map(|json| escape(&json, |_, letter| may_stand_raw_in_yaml(letter)))
}

/// JSON with every character escaped that may not stand raw, asked of its place in bytes and of itself.
pub(super) fn escape(json: &str, mut may_stand_raw: impl FnMut(usize, char) -> bool) -> String {
    let mut out = String::with_capacity(json.len());
    for (at, letter) in json.char_indices() {
        if may_stand_raw(at, letter) {
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

/// Everything outside texts is ASCII, so what is escaped stands inside one.
fn may_stand_raw_in_yaml(letter: char) -> bool {
    !matches!(letter, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
