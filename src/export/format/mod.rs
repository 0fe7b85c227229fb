//! The formats that results leave the program in: one file and one row each.
//!
//! The commands, their help and their possible values come from [`ALL`]. A format knows tables, pages and documents; it
//! knows no command and writes to no file.

mod csv;
mod json;
mod markdown;
mod yaml;

use serde_json::{Map, Value, json};

use super::AssessmentDocument;
use crate::report::format::plain_text;
use crate::report::page::{Page, Section};
use crate::report::{CellText, Edition, Table, TableText};

/// A format.
pub struct Format {
    /// The word for it in options: `markdown`.
    pub name: &'static str,
    /// How the names of its files end, without the dot.
    pub extension: &'static str,
    /// What it is for.
    pub purpose: Purpose,
    /// Tables, one after another, in the words of an edition. In JSON and YAML one table is a map, and several are a list.
    pub tables: fn(&[Table], &Edition) -> String,
    /// A page. `None` if the format has no form for running text.
    pub page: Option<fn(&Page) -> String>,
    /// A whole assessment with its results. `None` if the format cannot hold it without loss.
    pub document: Option<fn(&AssessmentDocument) -> String>,
}

/// What a format is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It is read: a report may be cut into several tables.
    Reading,
    /// Other programs read it: one table holds all rows of a report.
    Data,
}

/// Every format, in the order of the help.
pub static ALL: &[Format] = &[markdown::FORMAT, json::FORMAT, yaml::FORMAT, csv::FORMAT];

/// The format of a word.
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

/// The table for JSON and YAML: `title`, `rows` as maps from the columns' keys to texts, and `notes`.
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

/// The page for JSON and YAML: `title`, and `sections` with `heading` and `lines`.
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
