//! Prints tables: framed on a screen, as plain aligned columns in a pipe.

use std::{io, iter};

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width, presets,
};

use super::screen_line::ScreenLine;
use super::{Printer, RowCell, piped};
use crate::bidi::{Base, Direction, PrintedLine, PrintedText, measure};
use crate::report::{CellText, ColumnAlign, TableText};
use crate::theme::Role;

/// The smallest width to which a column of words shrinks to make room, or its longest word if that is shorter.
const NARROWEST: usize = 14;

/// The placeholder for one cell of a text while the frame is drawn; no frame has this sign.
const PLACEHOLDER: char = 'x';

/// Lines only above the table, below it and under the headings.
const LIGHT_CONDENSED: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('─'))
    .header_separator(LineStyle::none().fill('═').junction('═'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

/// The cells of a row, each with its role and its lines.
type WrappedRow = Vec<(Role, Vec<PrintedLine>)>;

/// The most lines of a row that the eye still follows across its columns.
const MOST_LINES: usize = 4;

/// A table for the width of the screen: its rows, the headings first, and its frame with placeholders for their texts.
struct WrappedTable {
    rows: Vec<WrappedRow>,
    drawn: Vec<String>,
}

impl WrappedTable {
    fn is_hard_to_read(&self) -> bool {
        self.rows.iter().skip(1).flatten().any(|(_, lines)| lines.len() > MOST_LINES)
    }
}

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
                if self.alignment(column.align()) == self.alignment(ColumnAlign::Start) {
                    line.extend([&cell.text, &padding, "  "]);
                } else {
                    line.extend([&padding, &cell.text, "  "]);
                }
            }
            let role = if number == 0 { Role::Heading } else { Role::Text };
            let text = line.trim_end().to_owned();
            self.row(&[RowCell::new(role, &PrintedLine::single(text, 0))], 0)?;
        }
        Ok(())
    }

    fn framed(&mut self, table: &TableText) -> io::Result<()> {
        let parts: Vec<_> =
            parts(table, self.columns()).iter().map(|columns| self.wrapped(&part(table, columns))).collect();
        if parts.iter().any(WrappedTable::is_hard_to_read) {
            return self.records(table);
        }
        for (number, part) in parts.iter().enumerate() {
            if number > 0 {
                self.blank()?;
            }
            let mut lines = part.rows.iter().flat_map(lines_of_row);
            part.drawn.iter().try_for_each(|line| self.framed_line(line, &mut lines))?;
        }
        Ok(())
    }

    fn wrapped(&self, table: &TableText) -> WrappedTable {
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
        WrappedTable { rows, drawn }
    }

    fn laid_row<'text>(&self, row: &[(Role, &'text str)]) -> Vec<(Role, PrintedText<'text>)> {
        row.iter().map(|(role, text)| (*role, self.laid(text, self.own()))).collect()
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
            (ColumnAlign::Start, Base::Rtl) | (ColumnAlign::Right, _) => CellAlignment::Right,
            (ColumnAlign::Start, Base::Ltr | Base::Own(_)) => CellAlignment::Left,
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
        columns.iter().filter_map(|column| least.get(*column)).sum::<usize>() + 2 * columns.len() <= room
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
        // The lines of a text of the other direction begin on their own side.
        let own = lines.first().and_then(|line| line.side).map(|side| match side {
            Direction::LeftToRight => CellAlignment::Left,
            Direction::RightToLeft => CellAlignment::Right,
        });
        Cell::new(text).set_alignment(own.unwrap_or(*alignment))
    };
    let mut rows_of_cells = rows.iter().map(|row| row.iter().zip(alignments).map(cell).collect::<Vec<_>>());
    table.set_header(rows_of_cells.next().unwrap_or_default());
    table.add_rows(rows_of_cells);
    // Where a row has several lines, rows are told apart by lines between them.
    let is_divided = rows.iter().skip(1).flatten().any(|(_, lines)| lines.len() > 1);
    table.load_style(frame.style(is_divided));
    let padding = frame.padding();
    for (column, width) in table.column_iter_mut().zip(widths) {
        column.set_padding(padding);
        let width = u16::try_from(*width).unwrap_or(u16::MAX).saturating_add(padding.0 + padding.1);
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
    /// Lines only between rows; each cell takes two more columns. With one, ranges in words would be read together.
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

    /// The blanks on the left and on the right of a cell, beside what the lines take.
    fn padding(self) -> (u16, u16) {
        if self == Self::Full { (1, 1) } else { (0, 1) }
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
        let room = columns.saturating_sub(2 * count);
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
mod tests;
