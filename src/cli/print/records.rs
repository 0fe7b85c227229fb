//! Prints a table as one paragraph for each row, where its columns would be too narrow to read.

use std::io;

use super::{Printer, RowCell};
use crate::bidi::PrintedLine;
use crate::report::{CellText, TableText};
use crate::theme::Role;

/// The indentation of the values below the first one.
const INDENT: usize = 2;

/// The blanks between two values on one line.
const GAP: usize = 3;

/// A value with its heading, each on one line.
struct NamedValue<'table> {
    heading: PrintedLine,
    value: PrintedLine,
    role: Role,
    /// What to wrap if it is longer than a line.
    text: &'table str,
    label: String,
}

impl NamedValue<'_> {
    fn width(&self) -> usize {
        self.heading.width + self.value.width
    }
}

impl Printer {
    /// Prints each row as its first cell with the other cells below it, each after its heading and as many on a line as fit.
    pub(super) fn records(&mut self, table: &TableText) -> io::Result<()> {
        table.rows.iter().try_for_each(|row| {
            self.blank()?;
            self.record(table, row)
        })
    }

    fn record(&mut self, table: &TableText, row: &[CellText]) -> io::Result<()> {
        let room = self.text_width().saturating_sub(INDENT);
        let Some((first, rest)) = row.split_first() else { return Ok(()) };
        self.paragraph(role_of_first(first), &first.text, 0)?;
        let headings = table.columns.iter().skip(1).map(|column| column.heading.as_str());
        let mut line: Vec<NamedValue<'_>> = Vec::new();
        for (cell, heading) in rest.iter().zip(headings).filter(|(cell, _)| !cell.text.is_empty()) {
            let named = self.named(heading, cell);
            let used: usize = line.iter().map(|named| named.width() + GAP).sum();
            if used + named.width() > room {
                self.line_of_values(&std::mem::take(&mut line))?;
            }
            if named.width() > room {
                self.beside([Role::Muted, named.role], &named.label, named.text, INDENT)?;
            } else {
                line.push(named);
            }
        }
        self.line_of_values(&line)
    }

    fn named<'table>(&self, heading: &str, cell: &'table CellText) -> NamedValue<'table> {
        let label = if heading.is_empty() { String::new() } else { format!("{heading}: ") };
        NamedValue {
            heading: self.shown(&label),
            value: self.shown(&cell.text),
            role: cell.tone.role(),
            text: &cell.text,
            label,
        }
    }

    fn line_of_values(&mut self, line: &[NamedValue<'_>]) -> io::Result<()> {
        if line.is_empty() {
            return Ok(());
        }
        let cells = line.iter().enumerate().flat_map(|(place, named)| {
            let gap = if place + 1 < line.len() { GAP } else { 0 };
            let value = RowCell::new(named.role, &named.value);
            let value = RowCell { columns: named.value.width + gap, ..value };
            [RowCell::new(Role::Muted, &named.heading), value]
        });
        let cells: Vec<RowCell<'_>> = cells.collect();
        self.row(&cells, INDENT)
    }
}

/// The role of the first cell, which is the title of its record.
fn role_of_first(cell: &CellText) -> Role {
    match cell.tone.role() {
        Role::Text => Role::Title,
        role => role,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::on_screen;
    use crate::bidi::{Base, Presentation, measure, visual};
    use crate::i18n::Language;
    use crate::report::{CellText, Column, TableText, Tone, ValueKind};

    fn table() -> TableText {
        let rows = [
            ["Enterprise architecture of shared services, first half", "3 of 5", "2"],
            ["البنية المؤسسية للخدمات المشتركة GSB في النصف الثاني", "0 of 5", ""],
        ];
        let cell = |text: &str| CellText { text: text.to_owned(), tone: Tone::Plain };
        TableText {
            title: "Assessments".to_owned(),
            columns: vec![
                Column::text("name", "Name"),
                Column::new(ValueKind::Progress, "answered", "Answered"),
                Column::new(ValueKind::Level, "level", "Level"),
            ],
            rows: rows.map(|row| row.map(cell).to_vec()).to_vec(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn a_table_with_rows_of_many_lines_is_printed_as_records() {
        for language in Language::ALL {
            let lines = on_screen(language, 32, |out| out.table(&table()));
            assert!(lines.iter().all(|line| measure(line) <= 32), "{lines:#?}");
            let on_one_line =
                |parts: &[&str]| lines.iter().any(|line| parts.iter().all(|part| line.contains(part)));
            assert!(on_one_line(&["Answered:", "3 of 5", "Level:", "2"]), "{lines:#?}");
            let last = visual("النصف الثاني", Base::Rtl, Presentation::default());
            assert!(on_one_line(&[&last]), "{lines:#?}");
            assert!(!on_one_line(&["═"]), "{lines:#?}");
        }
        let wide = on_screen(Language::English, 100, |out| out.table(&table()));
        assert!(wide.iter().any(|line| line.contains('═')), "{wide:#?}");
    }
}
