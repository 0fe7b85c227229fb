//! Tables, pages and documents as YAML, with the same keys and values as JSON.

use serde_json::Value;

use super::definition::{Format, Purpose};
use super::structure::{page_value, tables_value};

pub(super) const FORMAT: Format = Format {
    name: "yaml",
    extension: "yaml",
    purpose: Purpose::Data,
    tables: |all, edition| text(&tables_value(all, edition)),
    page: Some(|page| text(&page_value(page))),
    document: Some(crate::export::to_yaml),
};

fn text(value: &Value) -> String {
    crate::yaml::to_string(value).expect("YAML has a form for every value of JSON")
}
