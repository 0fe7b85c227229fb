//! Outputs and documents as YAML, with the same keys and values as JSON.

use super::definition::{Format, FormatReader};
use crate::yaml;

pub(super) const FORMAT: Format = Format {
    name: "yaml",
    extension: "yaml",
    reader: FormatReader::Program(|output| {
        yaml::to_string(output.value()).expect("YAML has a form for every value of JSON")
    }),
    takes_byte_order_mark: true,
    document: Some(crate::export::to_yaml),
};
