//! Prints tables: framed on a screen, as plain aligned columns in a pipe.

use std::{io, iter};

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width, presets,
};

use super::screen_line::ScreenLine;
use super::{Printer, RowCell, piped};
use crate::bidi::{Base, PrintedLine, PrintedText, measure};
use crate::report::{CellText, ColumnAlign, TableText};
use crate::theme::Role;

/// The smallest width to which a column of words shrinks to make room.
const NARROWEST: usize = 8;

/// The placeholder for one cell of a text while the frame is drawn; no frame has this sign.
const PLACEHOLDER: char = 'x';

/// Lines only above the table, below it and under the headings.
const LIGHT_CONDENSED: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('─'))
    .header_separator(LineStyle::none().fill('═').junction('═'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

/// The cells of a row, each with its role and its lines.
type WrappedRow = Vec<(Role, Vec<PrintedLine>)>;

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
        let piped = |row: Vec<(Role, &str)>| row.into_iter().map(|(_, text)| piped(text)).collect();
        let rows: Vec<Vec<PrintedLine>> = texts(table).into_iter().map(piped).collect();
        let widths = widest(&rows, |cell| cell.width);
        for (number, row) in rows.iter().enumerate() {
            let mut line = String::new();
            for ((cell, width), column) in row.iter().zip(&widths).zip(&table.columns) {
                let padding = " ".repeat(width.saturating_sub(cell.width));
                match column.align() {
                    ColumnAlign::Start => line.extend([&cell.text, &padding, "  "]),
                    ColumnAlign::End => line.extend([&padding, &cell.text, "  "]),
                }
            }
            let role = if number == 0 { Role::Heading } else { Role::Text };
            let text = line.trim_end().to_owned();
            self.row(&[RowCell::new(role, &PrintedLine { text, width: 0 })], 0)?;
        }
        Ok(())
    }

    fn framed(&mut self, table: &TableText) -> io::Result<()> {
        for (number, columns) in parts(table, self.columns()).iter().enumerate() {
            if number > 0 {
                self.blank()?;
            }
            self.framed_part(&part(table, columns))?;
        }
        Ok(())
    }

    fn framed_part(&mut self, table: &TableText) -> io::Result<()> {
        let texts = texts(table);
        let cells: Vec<_> = texts.iter().map(|row| self.laid_row(row)).collect();
        let TableLayout { widths, frame } = TableLayout::of(&texts, &cells, self.columns());
        let wrapped = |((role, text), width): (&(Role, PrintedText), &usize)| (*role, text.wrap(*width));
        let rows: Vec<WrappedRow> = cells
            .iter()
            .map(|row| self.in_screen_order(row.iter().zip(&widths).map(wrapped).collect()))
            .collect();
        let aligned = table.columns.iter().map(|column| self.alignment(column.align())).collect();
        let drawn = drawn_frame(&rows, &self.in_screen_order(aligned), &self.in_screen_order(widths), frame);
        let mut lines = rows.iter().flat_map(lines_of_row);
        drawn.iter().try_for_each(|line| self.framed_line(line, &mut lines))
    }

    fn laid_row<'text>(&self, row: &[(Role, &'text str)]) -> Vec<(Role, PrintedText<'text>)> {
        row.iter().map(|(role, text)| (*role, self.laid(text, self.base_of(text)))).collect()
    }

    /// Prints a line of the frame with the next texts in the place of the placeholders.
    fn framed_line<'row>(
        &mut self,
        framed: &str,
        texts: &mut impl Iterator<Item = (Role, &'row PrintedLine)>,
    ) -> io::Result<()> {
        let mut line = ScreenLine::default();
        let width = framed.chars().count();
        line.pad(if self.is_mirrored() { self.whole_width().saturating_sub(width) } else { 0 });
        let mut rest = framed;
        while let Some(place) = rest.find(PLACEHOLDER) {
            let (before, from) = rest.split_at_checked(place).unwrap_or((rest, ""));
            line.push_plain(before);
            if let Some((role, text)) = texts.next() {
                line.push(self.look(role), &text.text);
            }
            rest = from.trim_start_matches(PLACEHOLDER);
        }
        line.push_plain(rest);
        self.send(&line)
    }

    fn alignment(&self, align: ColumnAlign) -> CellAlignment {
        match (align, self.base()) {
            (ColumnAlign::Start, Base::Rtl) | (ColumnAlign::End, Base::Ltr | Base::Auto) => {
                CellAlignment::Right
            }
            (ColumnAlign::Start, Base::Ltr | Base::Auto) | (ColumnAlign::End, Base::Rtl) => {
                CellAlignment::Left
            }
        }
    }

    fn in_screen_order<T>(&self, mut columns: Vec<T>) -> Vec<T> {
        if self.base() == Base::Rtl {
            columns.reverse();
        }
        columns
    }
}

/// The columns of the tables that a table is printed as: all, or as many as fit in `room` next to the first, which says what
/// a row is about and begins each of them.
fn parts(table: &TableText, room: usize) -> Vec<Vec<usize>> {
    let least = widest(&texts(table), |(_, text)| longest_word(text).clamp(1, NARROWEST));
    let fits = |columns: &[usize]| {
        columns.iter().filter_map(|column| least.get(*column)).sum::<usize>() + columns.len() <= room
    };
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for column in 0..table.columns.len() {
        match parts.last_mut() {
            Some(part) if part.len() < 2 || fits(&[part.as_slice(), &[column]].concat()) => part.push(column),
            Some(_) => parts.push(vec![0, column]),
            None => parts.push(vec![column]),
        }
    }
    parts
}

/// Some columns of a table, without its title and notes.
fn part(table: &TableText, columns: &[usize]) -> TableText {
    fn chosen<T: Clone>(all: &[T], columns: &[usize]) -> Vec<T> {
        columns.iter().filter_map(|column| all.get(*column).cloned()).collect()
    }
    TableText {
        columns: chosen(&table.columns, columns),
        rows: table.rows.iter().map(|row| chosen(row, columns)).collect(),
        ..TableText::default()
    }
}

/// The width of the longest word of a text.
fn longest_word(text: &str) -> usize {
    text.split(' ').map(measure).max().unwrap_or(0)
}

/// The texts of a table with their roles: the headings first, then the rows.
fn texts(table: &TableText) -> Vec<Vec<(Role, &str)>> {
    fn text(cell: &CellText) -> (Role, &str) {
        (cell.tone.role(), &cell.text)
    }
    let headings = table.columns.iter().map(|column| (Role::Heading, column.heading.as_str())).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(text).collect());
    std::iter::once(headings).chain(rows).collect()
}

/// The frame of a table with placeholders for its texts, which comfy-table would measure in another way: it counts
/// a lam and its alef as two letters, and knows neither roles nor shaped text. The cells are in screen order.
fn drawn_frame(
    rows: &[WrappedRow],
    alignments: &[CellAlignment],
    widths: &[usize],
    frame: TableFrame,
) -> Vec<String> {
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Disabled);
    let cell = |((_, lines), alignment): (&(Role, Vec<PrintedLine>), &CellAlignment)| {
        let mut text = String::new();
        for (number, line) in lines.iter().enumerate() {
            text.extend((number > 0).then_some('\n'));
            text.extend(iter::repeat_n(PLACEHOLDER, line.width));
        }
        Cell::new(text).set_alignment(*alignment)
    };
    let mut rows_of_cells = rows.iter().map(|row| row.iter().zip(alignments).map(cell).collect::<Vec<_>>());
    table.set_header(rows_of_cells.next().unwrap_or_default());
    table.add_rows(rows_of_cells);
    // Where a row has several lines, rows are told apart by lines between them.
    let is_divided = rows.iter().skip(1).flatten().any(|(_, lines)| lines.len() > 1);
    table.load_style(frame.style(is_divided));
    let padding = frame.padding();
    for (column, width) in table.column_iter_mut().zip(widths) {
        column.set_padding((padding, padding));
        let width = u16::try_from(*width).unwrap_or(u16::MAX).saturating_add(2 * padding);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    table.lines().collect()
}

/// The texts of a row in the order in which its lines are printed.
fn lines_of_row(row: &WrappedRow) -> impl Iterator<Item = (Role, &PrintedLine)> {
    let height = row.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    let nth = |number: usize| row.iter().filter_map(move |(role, lines)| Some((*role, lines.get(number)?)));
    // An empty line has no placeholder.
    (0..height).flat_map(nth).filter(|(_, line)| line.width > 0)
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

impl TableFrame {
    fn style(self, is_divided: bool) -> TableStyle {
        match (self, is_divided) {
            (Self::Full, true) => presets::UTF8_FULL,
            (Self::Full, false) => presets::UTF8_FULL_CONDENSED,
            (Self::Light, true) => presets::UTF8_HORIZONTAL_ONLY,
            (Self::Light, false) => LIGHT_CONDENSED,
        }
    }

    /// The blanks on each side of a cell.
    fn padding(self) -> u16 {
        u16::from(self == Self::Full)
    }
}

impl TableLayout {
    /// Chooses the layout. Every column is as wide as its widest cell if there is room. Otherwise the widest columns
    /// shrink first, down to their longest word, and further only if needed; a lighter frame is used if the full one
    /// does not fit even then.
    fn of(texts: &[Vec<(Role, &str)>], laid: &[Vec<(Role, PrintedText)>], columns: usize) -> Self {
        let natural = widest(laid, |(_, text)| text.width().max(1));
        let count = natural.len();
        let fits = |widths: &[usize]| widths.iter().sum::<usize>() + 3 * count < columns;
        if fits(&natural) {
            return Self { widths: natural, frame: TableFrame::Full };
        }
        let room = columns.saturating_sub(count);
        let words = widest(texts, |(_, text)| longest_word(text));
        let shortest = words.iter().map(|width| (*width).min(NARROWEST)).collect::<Vec<_>>();
        let widths = shrunk(shrunk(natural, &words, room), &shortest, room);
        // Even two columns may need more than there is.
        let widths = shrunk(widths, &vec![1; count], room);
        let frame = if fits(&widths) { TableFrame::Full } else { TableFrame::Light };
        Self { widths, frame }
    }
}

/// The largest width of each column's cells.
fn widest<T>(rows: &[Vec<T>], width: impl Fn(&T) -> usize) -> Vec<usize> {
    let mut widths = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        widths.iter_mut().zip(row).for_each(|(widest, cell)| *widest = (*widest).max(width(cell)));
    }
    widths
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
    use super::super::paint::Painter;
    use super::super::tests::{SharedBuffer, on_screen, sent};
    use ratatui::style::Style;

    use super::*;
    use crate::bidi::{Adapter, terminals::shown};
    use crate::i18n::Language;
    use crate::report::{Column, Tone, ValueKind};

    fn painted(style: Style, text: &str) -> String {
        let mut painted = String::new();
        Painter::default().paint(&mut painted, style, text);
        painted
    }

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
    fn a_table_with_more_columns_than_fit_becomes_several_with_the_first_column_in_each() {
        for (language, columns) in [(Language::English, 60), (Language::Arabic, 60), (Language::English, 12)]
        {
            let cell = |text: &str| CellText { text: text.to_owned(), tone: Tone::Plain };
            let many = TableText {
                title: "T".to_owned(),
                columns: (0..14).map(|number| Column::text("c", format!("Heading{number}"))).collect(),
                rows: vec![(0..14).map(|number| cell(&format!("cell{number:02}"))).collect()],
                notes: Vec::new(),
            };
            let lines = on_screen(language, columns, |out| out.table(&many));
            assert!(lines.iter().all(|line| measure(line) <= columns), "{lines:#?}");
            if columns == 60 {
                for number in 1..14 {
                    let holds = |line: &&String| line.contains(&format!("cell{number:02}"));
                    let row = lines.iter().find(holds).unwrap_or_else(|| panic!("{number}: {lines:#?}"));
                    assert!(row.contains("cell00"), "{row}");
                }
            }
        }
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
            assert!(printed.contains(&painted(style, &word)), "{word}: {printed:?}");
        }
        assert!(printed.contains(&painted(out.look(Role::Heading), "Heading")), "{printed:?}");
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
