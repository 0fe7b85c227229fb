//! Tables, pages and documents as indented JSON.

use serde_json::Value;

use super::definition::{Format, Purpose};
use super::structure::{page_value, tables_value};

pub(super) const FORMAT: Format = Format {
    name: "json",
    extension: "json",
    purpose: Purpose::Data,
    tables: |all, edition| text(&tables_value(all, edition)),
    page: Some(|page| text(&page_value(page))),
    document: Some(crate::export::to_json),
};

fn text(value: &Value) -> String {
    format!("{value:#}\n")
}
