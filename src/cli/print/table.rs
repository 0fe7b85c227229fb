//! Prints tables: framed on a screen, as plain aligned columns in a pipe.

use std::io;

use comfy_table::{
    Cell as FramedCell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, presets,
};

use super::Printer;
use crate::bidi::{Base, logical, measure};
use crate::explain::islands;
use crate::report::{CellText, Column, ColumnAlign, TableText, Tone};
use crate::theme::Role;

/// The smallest width to which a column of words shrinks to make room.
const NARROWEST: usize = 8;

/// Zero-width marks for roles. They are put around the cell texts before the frame is drawn, because comfy-table knows
/// no roles, and are turned into styles after it. No text can contain them, because the visual form shows a symbol in
/// their place.
const MARKS: [(char, Role); 6] = [
    ('\u{206A}', Role::Muted),
    ('\u{206B}', Role::Good),
    ('\u{206C}', Role::Warning),
    ('\u{206D}', Role::Bad),
    ('\u{206E}', Role::Accent),
    (HEADING, Role::Heading),
];

/// The mark of headings.
const HEADING: char = '\u{2061}';

/// Lines only above the table, below it and under the headings.
const LIGHT_CONDENSED: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('─'))
    .header_separator(LineStyle::none().fill('═').junction('═'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

/// The end of a marked part.
const END: char = '\u{206F}';

impl Printer {
    /// Prints a table, with its title above and its notes below.
    pub fn table(&mut self, table: &TableText) -> io::Result<()> {
        if !table.title.is_empty() {
            self.paragraph(Role::Title, &table.title, 0)?;
        }
        if self.is_terminal() {
            self.framed(table)?;
        } else {
            self.aligned(table)?;
        }
        table.notes.iter().try_for_each(|note| self.paragraph(Role::Muted, note, 0))
    }

    /// Prints logical text in columns, two blanks apart.
    fn aligned(&mut self, table: &TableText) -> io::Result<()> {
        let headings = table.columns.iter().map(|column| logical(&column.heading)).collect::<Vec<_>>();
        let cells = |row: &Vec<CellText>| row.iter().map(|cell| logical(&cell.text)).collect::<Vec<_>>();
        let rows: Vec<Vec<String>> = std::iter::once(headings).chain(table.rows.iter().map(cells)).collect();
        let width = |place: usize| {
            rows.iter().filter_map(|row| row.get(place)).map(|text| self.width(text)).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
        for (number, row) in rows.iter().enumerate() {
            let mut line = String::new();
            for ((text, width), column) in row.iter().zip(&widths).zip(&table.columns) {
                let padding = " ".repeat(width.saturating_sub(self.width(text)));
                match column.align() {
                    ColumnAlign::Start => line.extend([text, &padding, "  "]),
                    ColumnAlign::End => line.extend([&padding, text, "  "]),
                }
            }
            let role = if number == 0 { Role::Heading } else { Role::Text };
            let line = line.trim_end();
            self.row(&[(role, line, measure(line))], 0)?;
        }
        Ok(())
    }

    fn framed(&mut self, table: &TableText) -> io::Result<()> {
        let TableLayout { widths, frame } = TableLayout::of(table, self.columns());
        let mut framed = comfy_table::Table::new();
        framed.set_content_arrangement(ContentArrangement::Disabled);
        let header = self.cells(&table.columns, &widths, &headings(&table.columns), Some(HEADING));
        framed.set_header(header.iter().map(|(cell, _)| cell.clone()).collect::<Vec<_>>());
        let mut wrapped = false;
        for row in &table.rows {
            let cells = self.cells(&table.columns, &widths, row, None);
            wrapped |= cells.iter().any(|(_, lines)| *lines > 1);
            framed.add_row(cells.into_iter().map(|(cell, _)| cell).collect::<Vec<_>>());
        }
        framed.load_style(style(frame, wrapped));
        for (column, width) in framed.column_iter_mut().zip(self.in_screen_order(widths)) {
            let padding = u16::from(frame == TableFrame::Full);
            column.set_padding((padding, padding));
            let width = u16::try_from(width).unwrap_or(u16::MAX).saturating_add(2 * padding);
            column.set_constraint(ColumnConstraint::Absolute(comfy_table::Width::Fixed(width)));
        }
        for line in framed.lines() {
            let width = measure(&without_marks(&line));
            self.finished(&parts(&line), width)?;
        }
        Ok(())
    }

    /// The cells of a row for comfy-table, from left to right, each with its number of lines.
    fn cells(
        &self,
        columns: &[Column],
        widths: &[usize],
        row: &[CellText],
        heading: Option<char>,
    ) -> Vec<(FramedCell, usize)> {
        let cells = row.iter().zip(columns).zip(widths).map(|((cell, column), width)| {
            let base = self.base_of(&cell.text);
            let lines = self.wrap_visual(&islands(&cell.text), *width, base);
            let mark = heading.or_else(|| mark(cell.tone));
            let marked = lines.iter().map(|line| match mark {
                Some(mark) => format!("{mark}{line}{END}"),
                None => line.clone(),
            });
            let text = marked.collect::<Vec<_>>().join("\n");
            let alignment = match (column.align(), self.base()) {
                (ColumnAlign::Start, Base::Rtl) | (ColumnAlign::End, Base::Ltr | Base::Auto) => {
                    CellAlignment::Right
                }
                (ColumnAlign::Start, Base::Ltr | Base::Auto) | (ColumnAlign::End, Base::Rtl) => {
                    CellAlignment::Left
                }
            };
            (FramedCell::new(text).set_alignment(alignment), lines.len())
        });
        self.in_screen_order(cells.collect())
    }

    fn in_screen_order<T>(&self, mut columns: Vec<T>) -> Vec<T> {
        if self.base() == Base::Rtl {
            columns.reverse();
        }
        columns
    }
}

/// Splits a line into parts by their marks. Parts without a mark, such as the frame, have the role of text.
fn parts(line: &str) -> Vec<(Role, &str)> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some((place, mark)) = rest.char_indices().find(|(_, c)| role_of(*c).is_some()) {
        let (before, marked) = rest.split_at_checked(place).unwrap_or((rest, ""));
        let inside = marked.strip_prefix(mark).unwrap_or(marked);
        let (inside, after) = inside.split_once(END).unwrap_or((inside, ""));
        parts.extend([(Role::Text, before), (role_of(mark).unwrap_or(Role::Text), inside)]);
        rest = after;
    }
    parts.push((Role::Text, rest));
    parts
}

fn style(frame: TableFrame, wrapped: bool) -> TableStyle {
    match (frame, wrapped) {
        (TableFrame::Full, true) => presets::UTF8_FULL,
        (TableFrame::Full, false) => presets::UTF8_FULL_CONDENSED,
        (TableFrame::Light, true) => presets::UTF8_HORIZONTAL_ONLY,
        (TableFrame::Light, false) => LIGHT_CONDENSED,
    }
}

fn headings(columns: &[Column]) -> Vec<CellText> {
    columns.iter().map(|column| CellText { text: column.heading.clone(), tone: Tone::Plain }).collect()
}

/// The mark of a tone; `None` for plain cells.
fn mark(tone: Tone) -> Option<char> {
    MARKS.iter().find(|(_, known)| *known == tone.role()).map(|(mark, _)| *mark)
}

fn role_of(mark: char) -> Option<Role> {
    MARKS.iter().find(|(known, _)| *known == mark).map(|(_, role)| *role)
}

fn without_marks(line: &str) -> String {
    line.chars().filter(|c| *c != END && role_of(*c).is_none()).collect()
}

/// The layout of a table in the available width.
struct TableLayout {
    /// The width of each column's text.
    widths: Vec<usize>,
    frame: TableFrame,
}

/// The lines around cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TableFrame {
    /// Lines on all sides; each cell takes three more columns.
    Full,
    /// Lines only between rows; each cell takes one more column.
    Light,
}

impl TableLayout {
    /// Chooses the layout. Every column is as wide as its widest cell if there is room. Otherwise the widest columns
    /// shrink first, down to their longest word, and further only if needed; a lighter frame is used if the full one
    /// does not fit even then.
    fn of(table: &TableText, columns: usize) -> Self {
        let natural: Vec<usize> = column_widths(table, measure);
        let count = natural.len();
        let full = 3 * count + 1;
        if natural.iter().sum::<usize>() + full <= columns {
            return Self { widths: natural, frame: TableFrame::Full };
        }
        let room = columns.saturating_sub(count);
        let longest_word = |text: &str| text.split(' ').map(measure).max().unwrap_or(0);
        let words = column_widths(table, longest_word);
        let shortest = words.iter().map(|width| (*width).min(NARROWEST)).collect::<Vec<_>>();
        let widths = shrunk(shrunk(natural, &words, room), &shortest, room);
        if widths.iter().sum::<usize>() + full <= columns {
            return Self { widths, frame: TableFrame::Full };
        }
        Self { widths, frame: TableFrame::Light }
    }
}

/// The largest measure of each column's texts, including its heading.
fn column_widths(table: &TableText, measure: impl Fn(&str) -> usize) -> Vec<usize> {
    let width = |(place, column): (usize, &Column)| {
        let cells = table.rows.iter().filter_map(|row| row.get(place)).map(|cell| measure(&cell.text));
        cells.max().unwrap_or(0).max(measure(&column.heading))
    };
    table.columns.iter().enumerate().map(width).collect()
}

/// Shrinks the widest columns one step at a time, none below its minimum, until all fit into `room`.
fn shrunk(mut widths: Vec<usize>, least: &[usize], room: usize) -> Vec<usize> {
    while widths.iter().sum::<usize>() > room {
        let above = widths.iter_mut().zip(least).filter(|(width, least)| **width > **least);
        let Some((widest, _)) = above.max_by_key(|(width, _)| **width) else { break };
        *widest -= 1;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::super::Outlet;
    use super::super::paint::paint;
    use super::super::tests::{SharedBuffer, on_screen, sent};
    use super::*;
    use crate::bidi::{Adapter, terminals::shown};
    use crate::i18n::Language;
    use crate::report::ValueKind;

    fn table(words: &str) -> TableText {
        let cell = |text: &str, tone| CellText { text: text.to_owned(), tone };
        TableText {
            title: "T".to_owned(),
            columns: vec![Column::text("area", "Area"), Column::new(ValueKind::Level, "level", "Level")],
            rows: vec![vec![cell(words, Tone::Good), cell("3", Tone::Plain)]],
            notes: Vec::new(),
        }
    }

    #[test]
    fn the_first_column_is_on_the_right_in_arabic() {
        let lines = on_screen(Language::Arabic, 30, |out| out.table(&table("Cloud")));
        assert_eq!(lines.get(2).map(|line| line.trim()), Some("│ Level ┆  Area │"));
        assert_eq!(lines.get(4).map(|line| line.trim()), Some("│ 3     ┆ Cloud │"));
        assert!(lines.iter().skip(1).all(|line| measure(line) == 30), "{lines:#?}");
    }

    #[test]
    fn a_table_fits_any_screen_and_loses_no_word() {
        let words = "several words of one long cell";
        for (language, columns) in [(Language::English, 30), (Language::Arabic, 24), (Language::English, 16)]
        {
            let lines = on_screen(language, columns, |out| out.table(&table(words)));
            assert!(lines.iter().all(|line| measure(line) <= columns), "{lines:#?}");
            assert!(words.split(' ').all(|word| lines.iter().any(|line| line.contains(word))), "{lines:#?}");
        }
    }

    #[test]
    fn no_cell_can_contain_a_role_mark() {
        let lines = on_screen(Language::English, 40, |out| out.table(&table("a\u{206a}b\u{206f}c")));
        assert!(lines.join("").contains("a\u{fffd}b\u{fffd}c"), "{lines:#?}");
    }

    #[test]
    fn each_tone_of_a_cell_is_printed_in_the_style_of_its_role() {
        let tones = [Tone::Muted, Tone::Good, Tone::Warning, Tone::Bad, Tone::Strong];
        let buffer = SharedBuffer::default();
        let mut out = Printer::captured(Box::new(buffer.clone()), Outlet::Terminal, Language::English, true);
        let row = |tone: &Tone| vec![CellText { text: format!("{tone:?}"), tone: *tone }];
        let columns = vec![Column::text("tone", "Heading")];
        let table = TableText {
            title: String::new(),
            columns,
            rows: tones.iter().map(row).collect(),
            notes: Vec::new(),
        };
        out.table(&table).unwrap();
        let printed = buffer.text();
        for tone in tones {
            let (style, word) = (out.look(tone.role()), format!("{tone:?}"));
            assert_ne!(style, ratatui::style::Style::new(), "{word}");
            assert!(printed.contains(&paint(style, &word)), "{word}: {printed:?}");
        }
        assert!(printed.contains(&paint(out.look(Role::Heading), "Heading")), "{printed:?}");
    }

    #[test]
    fn a_terminal_that_reorders_shows_the_table_as_it_was_laid_out() {
        let words = "قناة التكامل (GSB) بنسبة 75% في 2026-09-25، «نص» ثم 12";
        for (language, columns) in [(Language::Arabic, 60), (Language::Arabic, 21), (Language::English, 90)] {
            let print = |adapter, columns| sent(language, columns, adapter, |out| out.table(&table(words)));
            let margin = usize::from(language == Language::Arabic);
            let wanted = print(Adapter::Visual, columns);
            for adapter in [Adapter::Fence, Adapter::Inverse] {
                let sent = print(adapter, columns + margin);
                let shown: Vec<String> = sent.lines().map(shown).collect();
                let wanted = wanted.lines().map(|line| format!("{}{line}", " ".repeat(margin)));
                assert_eq!(shown, wanted.collect::<Vec<_>>(), "{adapter:?}");
            }
        }
    }

    #[test]
    fn arabic_letters_are_joined_in_cells() {
        let lines = on_screen(Language::Arabic, 40, |out| out.table(&table("المجال")));
        let joined = |c: char| matches!(c, '\u{FE70}'..='\u{FEFC}');
        assert!(lines.join("").chars().any(joined) && !lines.join("").contains('م'));
    }
}
