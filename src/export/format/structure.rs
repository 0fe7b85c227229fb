//! Tables and pages as maps and lists, which JSON and YAML write alike.

use serde_json::{Map, Value, json};

use crate::report::format::plain_text;
use crate::report::page::{Page, Section};
use crate::report::{CellText, Edition, Table, TableText};

/// Tables for JSON and YAML: one alone as a map, several as a list of maps.
pub(super) fn tables_value(tables: &[Table], edition: &Edition) -> Value {
    let value = |table: &Table| table_value(&table.in_words(edition));
    match tables {
        [table] => value(table),
        tables => tables.iter().map(value).collect(),
    }
}

/// A table for JSON and YAML: `title`, `rows` as maps from column keys to texts, and `notes`.
pub(super) fn table_value(table: &TableText) -> Value {
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
pub(super) fn page_value(page: &Page) -> Value {
    let section = |section: &Section| {
        let lines = section.lines.iter().map(|line| plain_text(&line.text));
        json!({ "heading": plain_text(&section.heading), "lines": lines.collect::<Vec<_>>() })
    };
    let sections = page.sections.iter().map(section).collect::<Vec<_>>();
    json!({ "title": plain_text(&page.title), "sections": sections })
}
