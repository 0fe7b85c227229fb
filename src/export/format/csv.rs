//! The table of an output as CSV that is safe to open in a spreadsheet. It is that of RFC 4180, with a line feed alone at
//! the end of a record.

use super::definition::{Format, FormatReader};
use crate::export::output::MachineOutput;
use crate::report::format::plain_text;

pub(super) const FORMAT: Format = Format {
    name: "csv",
    extension: "csv",
    reader: FormatReader::Program(table),
    takes_byte_order_mark: true,
    document: None,
};

/// Headings and rows as CSV.
fn table(output: &MachineOutput) -> String {
    let headings = output.headings().map(str::to_owned).collect();
    let rows = output.rows().into_iter().map(|row| row.iter().map(|cell| csv_text(cell)).collect());
    written([headings].into_iter().chain(rows))
}

pub(super) fn written(records: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = ::csv::WriterBuilder::new().from_writer(Vec::new());
    for record in records {
        writer.write_record(record).expect("writing to memory cannot fail, and every row has all columns");
    }
    let bytes = writer.into_inner().expect("writing to memory cannot fail");
    String::from_utf8(bytes).expect("every cell is text")
}

/// `text` as a cell of CSV. A formula gets an apostrophe in front of it, because a spreadsheet would execute it. So does a
/// text that begins with an apostrophe, so that a reader can always take one away.
///
/// A formula begins, after blanks and line ends, with `=`, `+`, `-` or `@` or one of their wide forms, and is not a
/// plain number. Line feeds are kept, because a quoted cell may contain them. Other control characters and hidden ones
/// become visible symbols.
pub fn csv_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let shown = text.split('\n').map(plain_text).collect::<Vec<_>>().join("\n");
    let begins = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let formula = shown.trim_start_matches(is_blank).starts_with(begins) && !is_number(&shown);
    if formula || shown.starts_with('\'') { format!("'{shown}") } else { shown }
}

/// Whether a spreadsheet may ignore the character at the beginning of a cell.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200C}' | '\u{200D}' | '\u{240D}' | '\u{FFFD}')
}

/// Whether `text` is digits with at most one point, optionally after a sign.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(fraction)
}
