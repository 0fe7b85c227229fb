//! Tables and pages as plain text for a pipe: logical order, no control characters.
//!
//! The formats for files are in `export::format`.

use super::TableText;
#[cfg(test)]
use super::page::Page;
use crate::bidi::logical;

/// The table as lines with tabs between the cells, the title above and the notes below.
///
/// Every row stays on one line: tabs and line ends inside a cell become blanks. Direction marks are removed.
pub fn plain(table: &TableText) -> String {
    let headings = table.columns.iter().map(|column| plain_text(&column.heading)).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| plain_text(&cell.text)).collect());
    let lines: Vec<Vec<String>> = [headings].into_iter().chain(rows).collect();
    let mut out = String::new();
    if !table.title.is_empty() {
        push_line(&mut out, &plain_text(&table.title));
        out.push('\n');
    }
    for line in lines {
        push_line(&mut out, &line.join("\t"));
    }
    if !table.notes.is_empty() {
        out.push('\n');
    }
    for note in &table.notes {
        push_line(&mut out, &plain_text(note));
    }
    out
}

#[cfg(test)]
/// The page with two blanks per level of indentation.
pub fn plain_page(page: &Page) -> String {
    let mut out = String::new();
    push_line(&mut out, &plain_text(&page.title));
    for section in &page.sections {
        out.push('\n');
        if !section.heading.is_empty() {
            push_line(&mut out, &plain_text(&section.heading));
        }
        for line in &section.lines {
            let marker = if line.marker.is_empty() { String::new() } else { format!("{} ", line.marker) };
            push_line(&mut out, &format!("{}{marker}{}", "  ".repeat(line.indent), plain_text(&line.text)));
        }
    }
    out
}

/// `text` on one line, without direction marks. Control characters are replaced by visible symbols, because a terminal
/// would execute them.
pub fn plain_text(text: &str) -> String {
    logical(text)
}

pub(crate) fn push_line(out: &mut String, line: &str) {
    out.push_str(line.trim_end());
    out.push('\n');
}
