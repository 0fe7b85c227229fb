//! The output formats of results: for reading, or for programs and documents.

use std::io;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::Failure;
use super::print::Printer;
use crate::report::page::{Page, Section};
use crate::report::{Table, Tone, format};
use crate::theme::Role;

/// An output format of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputForm {
    /// For reading: a framed table on a screen, plain columns in a pipe.
    Table,
    /// Markdown.
    Markdown,
    /// JSON objects. The keys are the same in every language.
    Json,
    /// The same as YAML.
    Yaml,
    /// Comma-separated rows under headings.
    Csv,
}

impl OutputForm {
    /// The format of the option `--format`.
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

/// Prints tables one after another. In JSON and YAML, several tables become a list.
pub fn print(out: &mut Printer, form: OutputForm, tables: &[Table]) -> Result<(), Failure> {
    let joined = |texts: Vec<String>| texts.join("\n");
    match form {
        OutputForm::Table => {
            for (place, table) in tables.iter().enumerate() {
                if place > 0 {
                    out.blank()?;
                }
                out.table(table)?;
            }
            Ok(())
        }
        OutputForm::Markdown => Ok(out.exact(&joined(tables.iter().map(format::markdown).collect()))?),
        OutputForm::Csv => Ok(out.exact(&joined(tables.iter().map(format::csv).collect()))?),
        OutputForm::Json | OutputForm::Yaml => match tables {
            [table] => value(out, form, &format::value(table)),
            tables => value(out, form, &tables.iter().map(format::value).collect()),
        },
    }
}

/// Prints a page. CSV has no form for it and is printed like a table.
pub fn print_page(out: &mut Printer, form: OutputForm, page: &Page) -> Result<(), Failure> {
    match form {
        OutputForm::Markdown => return Ok(out.exact(&format::markdown_page(page))?),
        OutputForm::Json | OutputForm::Yaml => return value(out, form, &page_value(page)),
        OutputForm::Table | OutputForm::Csv => {}
    }
    if !page.title.is_empty() {
        out.paragraph(Role::Title, &page.title, 0)?;
    }
    for (place, section) in page.sections.iter().enumerate() {
        if place > 0 || !page.title.is_empty() {
            out.blank()?;
        }
        if !section.heading.is_empty() {
            out.paragraph(Role::Heading, &section.heading, 0)?;
        }
        section
            .lines
            .iter()
            .try_for_each(|line| out.paragraph(role(line.tone), &line.text, 2 * (line.indent + 1)))?;
    }
    Ok(())
}

/// A page as JSON or YAML: `title`, and `sections` with `heading` and `lines`.
fn page_value(page: &Page) -> Value {
    let section = |section: &Section| {
        let lines = section.lines.iter().map(|line| format::plain_text(&line.text));
        json!({ "heading": format::plain_text(&section.heading), "lines": lines.collect::<Vec<_>>() })
    };
    let sections = page.sections.iter().map(section).collect::<Vec<_>>();
    json!({ "title": format::plain_text(&page.title), "sections": sections })
}

fn value(out: &mut Printer, form: OutputForm, value: &Value) -> Result<(), Failure> {
    let text = if form == OutputForm::Json {
        format!("{}\n", serde_json::to_string_pretty(value).map_err(io::Error::other)?)
    } else {
        crate::yaml::to_string(value).map_err(io::Error::other)?
    };
    Ok(out.exact(&text)?)
}

/// The display role for a tone.
pub fn role(tone: Tone) -> Role {
    match tone {
        Tone::Plain => Role::Text,
        Tone::Strong => Role::Accent,
        Tone::Muted => Role::Muted,
        Tone::Good => Role::Good,
        Tone::Warning => Role::Warning,
        Tone::Bad => Role::Bad,
    }
}
