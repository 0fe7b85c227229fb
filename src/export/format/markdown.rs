//! Tables and pages as GitHub Flavored Markdown: tables under headings, and nested lists.
//!
//! Viewers order each line by the rules of Unicode, editors also the row of a table as one line. So every text with letters of
//! the other direction than the document's is isolated, by characters and not by HTML, which many viewers show or remove.

use super::definition::{Format, FormatReader, ReadingFormat};
use crate::bidi::{Direction, isolated};
use crate::report::format::push_line;
use crate::report::page::{Line, Page};
use crate::report::{ColumnAlign, Edition, Table, TableText};

pub(super) const FORMAT: Format = Format {
    name: "markdown",
    extension: "md",
    reader: FormatReader::User(ReadingFormat {
        tables,
        page: |shown, edition| page(shown, edition.language.direction()),
    }),
    takes_byte_order_mark: false,
    document: None,
};

/// Tables one after another, with an empty line between them.
fn tables(tables: &[Table], edition: &Edition) -> String {
    let direction = edition.language.direction();
    tables.iter().map(|one| table(&one.in_words(edition), direction)).collect::<Vec<_>>().join("\n")
}

/// A table under its title as heading, with the notes below.
pub fn table(table: &TableText, direction: Direction) -> String {
    let markdown_text = |text: &str| markdown_text(text, direction);
    let headings: Vec<_> = table.columns.iter().map(|column| markdown_text(&column.heading)).collect();
    let rule = |align: ColumnAlign| if align == ColumnAlign::Right { "---:" } else { "---" };
    let rules: Vec<_> = table.columns.iter().map(|column| rule(column.align()).to_owned()).collect();
    let mut out = String::new();
    if !table.title.is_empty() {
        push_line(&mut out, &format!("## {}", markdown_text(&table.title)));
        out.push('\n');
    }
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| markdown_text(&cell.text)).collect());
    for cells in [headings, rules].into_iter().chain(rows) {
        push_line(&mut out, &format!("| {} |", cells.join(" | ")));
    }
    for note in &table.notes {
        out.push('\n');
        push_line(&mut out, &markdown_line(note, direction));
    }
    out
}

/// A page as nested lists under headings.
pub fn page(page: &Page, direction: Direction) -> String {
    let markdown_text = |text: &str| markdown_text(text, direction);
    let mut out = String::new();
    push_line(&mut out, &format!("## {}", markdown_text(&page.title)));
    for section in &page.sections {
        out.push('\n');
        if !section.heading.is_empty() {
            push_line(&mut out, &format!("### {}", markdown_text(&section.heading)));
            out.push('\n');
        }
        for Line { indent, marker, text, .. } in &section.lines {
            // Only numbers of ASCII begin an item in Markdown.
            let indent = "  ".repeat(*indent);
            let text = markdown_line(text, direction);
            push_line(
                &mut out,
                &match marker.chars().next() {
                    Some(first) if first.is_ascii_digit() => format!("{indent}{marker} {text}"),
                    Some(first) if first.is_numeric() => format!("{indent}- {marker} {text}"),
                    _ => format!("{indent}- {text}"),
                },
            );
        }
    }
    out
}

/// `text` inside a line of Markdown. Characters with a meaning in any dialect are escaped.
fn markdown_text(text: &str, direction: Direction) -> String {
    escaped(&isolated(text, direction), None)
}

/// `text` as the beginning of a line of Markdown, where more characters have a meaning.
fn markdown_line(text: &str, direction: Direction) -> String {
    let shown = isolated(text, direction);
    escaped(&shown, opening(shown.trim_start_matches(' ')))
}

fn escaped(shown: &str, opening: Option<usize>) -> String {
    let mut out = String::with_capacity(shown.len() + 8);
    for (place, letter) in shown.trim_matches(' ').chars().enumerate() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '{' | '}' | '$' | '^' => {
                out.extend(['\\', letter]);
            }
            '&' => out.push_str("&amp;"),
            other if opening == Some(place) => out.extend(['\\', other]),
            other => out.push(other),
        }
    }
    out
}

/// Byte offset of the character that would turn the line into a list, a rule or the underline of a heading: a dash or
/// plus that is not the sign of a figure, an equals sign, a colon, or the dot or bracket after a number.
fn opening(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = line.len() - rest.len();
    let mut rest = rest.chars();
    let (sign, next) = (rest.next()?, rest.next());
    let opens = match sign {
        '-' | '+' => digits == 0 && !next.is_some_and(|next| next.is_ascii_digit()),
        '=' | ':' => digits == 0,
        '.' | ')' => digits > 0 && next.is_none_or(char::is_whitespace),
        _ => false,
    };
    opens.then_some(digits)
}
