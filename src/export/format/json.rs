//! Outputs and documents as indented JSON.

use super::definition::{Format, FormatReader};
use crate::export::json_text;

pub(super) const FORMAT: Format = Format {
    name: "json",
    extension: "json",
    reader: FormatReader::Program(|output| json_text(output.value())),
    takes_byte_order_mark: false,
    document: Some(crate::export::to_json),
};
