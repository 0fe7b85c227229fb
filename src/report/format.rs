//! A table or a page as text for a file or a pipe: logical order, no control characters.

use serde_json::{Map, Value, json};

use super::page::{Line, Page};
use super::{Cell, ColumnAlign, Table};
use crate::bidi::logical;

/// Lines with tabs between the cells, the title above and the notes below.
///
/// What a cell would need to keep its line (tabs, line ends) becomes blanks, and the direction marks of running text
/// are left out.
pub fn plain(table: &Table) -> String {
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

/// A page with two blanks for every step of indentation.
pub fn plain_page(page: &Page) -> String {
    let mut out = String::new();
    push_line(&mut out, &plain_text(&page.title));
    for section in &page.sections {
        out.push('\n');
        if !section.heading.is_empty() {
            push_line(&mut out, &plain_text(&section.heading));
        }
        for line in &section.lines {
            push_line(&mut out, &format!("{}{}", "  ".repeat(line.indent), plain_text(&line.text)));
        }
    }
    out
}

/// A table of GitHub's Markdown under a heading.
pub fn markdown(table: &Table) -> String {
    let headings: Vec<_> = table.columns.iter().map(|column| markdown_text(&column.heading)).collect();
    let rule = |align: ColumnAlign| if align == ColumnAlign::End { "---:" } else { "---" };
    let rules: Vec<_> = table.columns.iter().map(|column| rule(column.align).to_owned()).collect();
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
        push_line(&mut out, &markdown_line(note));
    }
    out
}

/// A page as nested lists under headings.
pub fn markdown_page(page: &Page) -> String {
    let mut out = String::new();
    push_line(&mut out, &format!("## {}", markdown_text(&page.title)));
    for section in &page.sections {
        out.push('\n');
        if !section.heading.is_empty() {
            push_line(&mut out, &format!("### {}", markdown_text(&section.heading)));
            out.push('\n');
        }
        for Line { indent, text, .. } in &section.lines {
            push_line(&mut out, &format!("{}- {}", "  ".repeat(*indent), markdown_line(text)));
        }
    }
    out
}

/// The headings and the rows as CSV (RFC 4180), safe to open in a spreadsheet; title and notes are left out.
pub fn csv(table: &Table) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let headings = table.columns.iter().map(|column| csv_text(&column.heading));
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| csv_text(&cell.text)).collect::<Vec<_>>());
    let mut records = [headings.collect()].into_iter().chain(rows);
    records
        .try_for_each(|record| writer.write_record(record))
        .expect("writing to memory cannot fail, and every row has all columns");
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("every cell is text")
}

/// The table for JSON and YAML: `title`, `rows` as maps from the columns' keys to texts, and `notes`.
pub fn value(table: &Table) -> Value {
    let row = |row: &Vec<Cell>| {
        let cells = table.columns.iter().zip(row);
        cells.map(|(column, cell)| (column.key.clone(), plain_text(&cell.text).into())).collect::<Map<_, _>>()
    };
    json!({
        "title": plain_text(&table.title),
        "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
        "notes": table.notes.iter().map(|note| plain_text(note)).collect::<Vec<_>>(),
    })
}

/// A text as a cell of CSV: a formula gets an apostrophe in front of it, so that no spreadsheet obeys it.
///
/// A formula is what begins, after blanks and line ends, with `=`, `+`, `-` or `@` or their wide forms, and is not a
/// plain number. Line feeds are kept, because a quoted cell can hold them; what else would be obeyed or hidden is shown
/// by a symbol.
pub fn csv_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let shown = text.split('\n').map(plain_text).collect::<Vec<_>>().join("\n");
    let begins = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let formula = shown.trim_start_matches(is_blank).starts_with(begins) && !is_number(&shown);
    if formula { format!("'{shown}") } else { shown }
}

/// Whether a spreadsheet may pass over this at the beginning of a cell.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200C}' | '\u{200D}' | '\u{240D}' | '\u{FFFD}')
}

/// Digits with at most one point, and perhaps a sign.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(fraction)
}

/// A text on one line, without the marks that only order a screen or a file, and with a symbol for what a terminal would
/// obey.
pub fn plain_text(text: &str) -> String {
    logical(text)
}

/// A text within a line of Markdown, with everything escaped that would mean something there, to any of its dialects.
pub fn markdown_text(text: &str) -> String {
    escaped(&plain_text(text), None)
}

/// A text that is a line of Markdown from its beginning on.
fn markdown_line(text: &str) -> String {
    let shown = plain_text(text);
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

/// The place of the sign that makes a line a list, a rule or the underline of a heading: a dash or a plus that is no sign
/// of a figure, an equals sign, a colon, or the dot or bracket after a number.
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

fn push_line(out: &mut String, line: &str) {
    out.push_str(line.trim_end());
    out.push('\n');
}

#[cfg(test)]
mod tests;
