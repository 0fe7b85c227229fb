//! What a format is. It knows none of them.

use crate::export::AssessmentDocument;
use crate::export::output::MachineOutput;
use crate::report::page::Page;
use crate::report::{Edition, Table};

/// An output format: its names, and a function for each kind of content.
pub struct Format {
    /// Value for options: `markdown`.
    pub name: &'static str,
    /// Extension of its files, without the dot.
    pub extension: &'static str,
    /// Who reads it, with the functions that write for them.
    pub reader: FormatReader,
    /// Whether its text may begin with a byte order mark. RFC 8259 forbids it in JSON.
    pub takes_byte_order_mark: bool,
    /// Writes a whole assessment with its results. `None` if the format cannot hold it without loss.
    pub document: Option<fn(&AssessmentDocument) -> String>,
}

/// The reader of a format.
#[derive(Clone, Copy)]
pub enum FormatReader {
    /// The user reads it, in the words of an edition.
    User(ReadingFormat),
    /// Another program reads it: the same in every language.
    Program(fn(&MachineOutput) -> String),
}

/// A format for reading.
#[derive(Clone, Copy)]
pub struct ReadingFormat {
    /// Writes tables one after another, in the words of an edition.
    pub tables: fn(&[Table], &Edition) -> String,
    /// Writes a page of an edition.
    pub page: fn(&Page, &Edition) -> String,
}
