//! Tables as text for programs and documents: Markdown, JSON, YAML and CSV, in logical order.

use std::io;

use clap::ArgMatches;
use serde_json::{Map, Value};

use super::Failure;
use super::print::Printer;
use crate::bidi::logical;
use crate::report::{Align, Table};

/// The form a table is printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For a person: a frame on a screen, plain columns in a pipe.
    Table,
    /// A table of Markdown.
    Markdown,
    /// A list of objects, the keys the same in every language.
    Json,
    /// The same as YAML.
    Yaml,
    /// Rows of values under those keys.
    Csv,
}

impl Form {
    /// The form that was asked for.
    pub fn of(matches: &ArgMatches) -> Self {
        match super::text(matches, "format") {
            "markdown" => Self::Markdown,
            "json" => Self::Json,
            "yaml" => Self::Yaml,
            "csv" => Self::Csv,
            _ => Self::Table,
        }
    }
}

/// Prints tables one after another in a form. JSON and YAML of several tables is one list of all their rows.
pub fn print(out: &mut Printer, form: Form, tables: &[Table]) -> Result<(), Failure> {
    match form {
        Form::Table => {
            for (place, table) in tables.iter().enumerate() {
                if place > 0 {
                    out.blank()?;
                }
                out.table(table)?;
            }
        }
        Form::Markdown => {
            let texts: Vec<String> = tables.iter().map(markdown).collect();
            out.exact(&texts.join("\n"))?;
        }
        Form::Json => {
            let text = serde_json::to_string_pretty(&objects(tables)).map_err(io::Error::other)?;
            out.exact(&format!("{text}\n"))?;
        }
        Form::Yaml => out.exact(&serde_yaml::to_string(&objects(tables)).map_err(io::Error::other)?)?,
        Form::Csv => {
            for table in tables {
                out.exact(&csv(table)?)?;
            }
        }
    }
    Ok(())
}

fn objects(tables: &[Table]) -> Value {
    let object = |table: &Table, row: &[crate::report::Cell]| {
        let pairs = table.columns.iter().zip(row);
        let pairs = pairs.map(|(column, cell)| (column.key.clone(), Value::String(logical(&cell.text))));
        Value::Object(pairs.collect::<Map<_, _>>())
    };
    tables.iter().flat_map(|table| table.rows.iter().map(move |row| object(table, row))).collect()
}

fn markdown(table: &Table) -> String {
    let mut out = String::new();
    if !table.title.is_empty() {
        out.extend(["## ", &escaped(&table.title), "\n\n"]);
    }
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&line(table.columns.iter().map(|column| escaped(&column.heading)).collect()));
    let rule = |align| if align == Align::End { "--:" } else { "---" };
    out.push_str(&line(table.columns.iter().map(|column| rule(column.align).to_owned()).collect()));
    for row in &table.rows {
        out.push_str(&line(row.iter().map(|cell| escaped(&cell.text)).collect()));
    }
    for note in &table.notes {
        out.extend(["\n", &escaped(note), "\n"]);
    }
    out
}

/// Signs that Markdown or HTML would take for their own become plain signs.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in logical(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '|' | '*' | '_' | '[' | ']' | '`' | '#' => out.extend(['\\', c]),
            plain => out.push(plain),
        }
    }
    out
}

fn csv(table: &Table) -> io::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|column| column.key.as_str()))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| no_formula(&logical(&cell.text))))?;
    }
    let bytes = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// A spreadsheet takes a text that begins like this for a formula and runs it.
fn no_formula(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Cell, Column};

    fn table() -> Table {
        Table {
            title: "A | B".to_owned(),
            columns: vec![Column::words("name", "Name"), Column::figures("level", "المستوى")],
            rows: vec![vec![Cell::plain("=cmd|x\u{1b}[2J"), Cell::plain("\u{200E}3\u{200E}")]],
            notes: vec!["<b>".to_owned()],
        }
    }

    #[test]
    fn nothing_in_a_cell_breaks_the_markdown_table_or_reaches_html() {
        assert_eq!(
            markdown(&table()),
            "## A \\| B\n\n| Name | المستوى |\n| --- | --: |\n| =cmd\\|x␛\\[2J | 3 |\n\n&lt;b>\n"
        );
    }

    #[test]
    fn a_formula_is_a_text_in_csv_and_the_keys_are_the_header() {
        assert_eq!(csv(&table()).unwrap(), "name,level\n'=cmd|x␛[2J,3\n");
    }

    #[test]
    fn an_object_has_the_keys_of_the_columns() {
        assert_eq!(objects(&[table()]).to_string(), r#"[{"name":"=cmd|x␛[2J","level":"3"}]"#);
    }
}
