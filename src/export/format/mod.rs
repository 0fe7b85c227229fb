//! The output formats: one file and one row of [`ALL`] for each.
//!
//! The commands, their help and their possible values come from [`ALL`]. A format turns tables, pages and documents
//! into text; it knows no command and writes no file.

mod csv;
mod json;
mod markdown;
mod yaml;

use serde_json::{Map, Value, json};

use super::AssessmentDocument;
use crate::report::format::plain_text;
use crate::report::page::{Page, Section};
use crate::report::{CellText, Edition, Table, TableText};

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

/// All formats, in the order of the help.
pub static ALL: &[Format] = &[markdown::FORMAT, json::FORMAT, yaml::FORMAT, csv::FORMAT];

/// The format with this name. `None` if no format has it.
pub fn named(name: &str) -> Option<&'static Format> {
    ALL.iter().find(|format| format.name == name)
}

fn joined(tables: &[Table], edition: &Edition, written: fn(&TableText) -> String) -> String {
    tables.iter().map(|table| written(&table.in_words(edition))).collect::<Vec<_>>().join("\n")
}

fn tables_value(tables: &[Table], edition: &Edition) -> Value {
    let value = |table: &Table| table_value(&table.in_words(edition));
    match tables {
        [table] => value(table),
        tables => tables.iter().map(value).collect(),
    }
}

/// A table for JSON and YAML: `title`, `rows` as maps from column keys to texts, and `notes`.
fn table_value(table: &TableText) -> Value {
    let row = |row: &Vec<CellText>| {
        let cells = table.columns.iter().zip(row);
        cells.map(|(column, cell)| (column.key.clone(), plain_text(&cell.text).into())).collect::<Map<_, _>>()
    };
    json!({
        "title": plain_text(&table.title),
        "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
        "notes": table.notes.iter().map(|note| plain_text(note)).collect::<Vec<_>>(),
    })
}

/// A page for JSON and YAML: `title`, and `sections` with `heading` and `lines`.
fn page_value(page: &Page) -> Value {
    let section = |section: &Section| {
        let lines = section.lines.iter().map(|line| plain_text(&line.text));
        json!({ "heading": plain_text(&section.heading), "lines": lines.collect::<Vec<_>>() })
    };
    let sections = page.sections.iter().map(section).collect::<Vec<_>>();
    json!({ "title": plain_text(&page.title), "sections": sections })
}

#[cfg(test)]
mod tests;
