//! A table with columns in reading order and selectable rows.
//!
//! It measures and draws cells; which cells a row has is decided by the caller.

use std::ops::Range;

use ratatui::layout::Rect;

use super::viewport::with_texts;
use super::{Canvas, Gauge, Viewport};
use crate::bidi::{Align, ColumnWidth, lines_of, measure};
use crate::report::{CellText, ColumnAlign, Edition, TableText, Value, figures::NOTHING};
use crate::theme::Role;

/// A column: its heading, its width and the alignment of its cells.
#[derive(Debug, Clone)]
pub struct TableColumn {
    /// Heading text; may be empty.
    pub heading: String,
    /// Width, fixed or flexible.
    pub width: ColumnWidth,
    /// Alignment of the cells.
    pub align: Align,
    /// Labels of equal parts of the column, each at the end of its part, in place of the heading.
    pub ticks: Vec<String>,
}

impl TableColumn {
    /// A column of text, aligned to the start.
    pub fn text(heading: impl Into<String>, width: ColumnWidth) -> Self {
        Self { heading: heading.into(), width, align: Align::Start, ticks: Vec::new() }
    }

    /// A column of figures, on the right in both directions.
    pub fn figures(heading: impl Into<String>, width: u16) -> Self {
        let (heading, width) = (heading.into(), ColumnWidth::Fixed(width));
        Self { heading, width, align: Align::Right, ticks: Vec::new() }
    }

    /// A column of bars below a ruler, whose parts of `part` cells end at these labels.
    pub fn ruler(ticks: Vec<String>, part: u16) -> Self {
        let cells = part.saturating_mul(u16::try_from(ticks.len()).unwrap_or(u16::MAX));
        Self { ticks, ..Self::text("", ColumnWidth::Fixed(cells)) }
    }
}

/// The content of one column of a row.
#[derive(Debug, Clone)]
pub enum TableCell {
    /// One line of text.
    Text(String, Role),
    /// A bar.
    Gauge(Gauge),
    /// Signs of one cell each with a blank between them, the first at the start of the line.
    Signs(Vec<(String, Role)>),
}

impl TableCell {
    /// The cells that so many signs take.
    pub fn signs_width(count: usize) -> u16 {
        u16::try_from(count.saturating_mul(SIGN).saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// Its text in a row that is copied; `None` if it has none.
    fn copied(&self) -> Option<String> {
        match self {
            Self::Gauge(..) => None,
            Self::Text(text, _) => Some(text.clone()),
            Self::Signs(signs) => {
                Some(signs.iter().map(|(sign, _)| sign.as_str()).collect::<Vec<_>>().join(" "))
            }
        }
        .filter(|text| !text.is_empty())
    }

    /// A value in the words of an edition.
    pub fn value(edition: &Edition, value: &Value, role: Role) -> Self {
        Self::Text(value.words(edition), role)
    }

    /// A cell without a value. Only a cell whose value is not read yet is blank.
    pub fn absent() -> Self {
        Self::Text(NOTHING.to_owned(), Role::Muted)
    }

    /// Text in the normal role.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Text(text.into(), Role::Text)
    }
}

/// One line of a table.
#[derive(Debug, Clone)]
pub enum TableLine<T> {
    /// A selectable row with its value.
    Choice(T),
    /// A line over all columns that cannot be selected; an empty one is a gap.
    Caption(String, Role),
}

impl<T> TableLine<T> {
    /// A text over all columns, in as many lines of at most `room` cells as it takes, broken between words.
    pub fn captions(text: &str, role: Role, room: u16) -> impl Iterator<Item = Self> {
        let lines = lines_of(text, usize::from(room));
        lines.into_iter().map(move |line| Self::Caption(line, role))
    }
}

/// The appearance of a selectable row.
#[derive(Debug, Clone)]
pub enum TableRow {
    /// One cell per column.
    Cells(Vec<TableCell>),
    /// One text over all columns.
    Wide(String, Role),
}

/// A width in which every table fits, for copying it as text.
pub const UNBOUNDED: u16 = u16::MAX / 64;

/// Minimum width of the names in the first column of a report, unless they are narrower.
pub const NAMES: u16 = 26;

/// The same in a table in which every column counts more than the ends of names.
pub const SHORT_NAMES: u16 = 20;

/// A table. `T` is the type of the values of selectable rows.
pub struct TableView<'a, T> {
    /// The columns in reading order.
    columns: Vec<TableColumn>,
    /// The lines below the headings.
    lines: Vec<TableLine<T>>,
    /// Builds the appearance of a row from its value. It is called only for visible rows.
    row: Box<dyn Fn(&T) -> TableRow + 'a>,
    /// The headings of the columns for which there is no room.
    left_out: Vec<String>,
}

/// Blank columns between columns. With one, headings and ranges in words are read as one phrase.
pub const GAP: u16 = 2;
/// Columns of a sign and the blank behind it.
const SIGN: usize = 2;
/// Columns for the pointer.
const POINTER: u16 = 2;

/// Cells of a line that rows and captions leave free: before them, and for a gap and the scrollbar.
pub const BESIDE_CAPTIONS: u16 = POINTER + 2;

impl TableView<'static, usize> {
    /// A table of a report in a given width. Each column is as wide as its widest cell, the first at most as the others leave.
    /// The value of a row is its index in the report. If there is not enough room, the columns with the keys in `spare`
    /// are left out first, then the last ones. The names in the first column keep at least `names` columns.
    pub fn from_report(printed: TableText, width: u16, spare: &[&str], names: u16) -> Self {
        let wanted: Vec<u16> = (0..printed.columns.len()).map(|place| widest(&printed, place)).collect();
        let mut chosen: Vec<usize> = (0..printed.columns.len()).collect();
        let room = width.saturating_sub(BESIDE_CAPTIONS);
        let first = wanted.first().copied().unwrap_or_default().min(names);
        let takes =
            |chosen: &[usize]| chosen.iter().skip(1).map(|place| wanted[*place] + GAP).sum::<u16>() + first;
        let mut spare = spare.iter();
        // The first column is never left out, because it names the row.
        while chosen.len() > 1 && takes(&chosen) > room {
            match spare.next() {
                Some(key) => chosen.retain(|place| printed.columns[*place].key != *key),
                None => {
                    chosen.pop();
                }
            }
        }
        let rest = room.saturating_sub(takes(&chosen) - first);
        let column = |place: &usize| {
            let known = &printed.columns[*place];
            // A wider column would put short names far from their figures.
            let width = if *place == 0 { wanted[0].min(rest) } else { wanted[*place] };
            let width = ColumnWidth::Fixed(width);
            let align = match known.align() {
                ColumnAlign::Start => Align::Start,
                ColumnAlign::Right => Align::Right,
            };
            TableColumn { heading: known.heading.clone(), width, align, ticks: Vec::new() }
        };
        let places = 0..printed.columns.len();
        let left_out = places.filter(|place| !chosen.contains(place));
        let left_out = left_out.map(|place| printed.columns[place].heading.clone()).collect();
        let cell = |cell: &CellText| TableCell::Text(cell.text.clone(), cell.tone.role());
        let columns = chosen.iter().map(column).collect();
        let lines = (0..printed.rows.len()).map(TableLine::Choice).collect();
        let row = move |number: &usize| {
            let row = printed.rows.get(*number).map(Vec::as_slice).unwrap_or_default();
            TableRow::Cells(chosen.iter().filter_map(|place| row.get(*place)).map(cell).collect())
        };
        Self { columns, lines, row: Box::new(row), left_out }
    }
}

impl<'a, T> TableView<'a, T> {
    /// A table. `row` builds the appearance of a row from its value.
    pub fn new(
        columns: Vec<TableColumn>,
        lines: Vec<TableLine<T>>,
        row: impl Fn(&T) -> TableRow + 'a,
    ) -> Self {
        Self { columns, lines, row: Box::new(row), left_out: Vec::new() }
    }

    /// The headings of the columns for which there was no room.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// The values of the selectable rows, from top to bottom.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.lines.iter().filter_map(|line| match line {
            TableLine::Choice(value) => Some(value),
            TableLine::Caption(..) => None,
        })
    }

    /// Number of selectable rows.
    pub fn choices(&self) -> usize {
        self.values().count()
    }

    /// The value of the selected row. `None` if there is no selectable row at that place.
    pub fn chosen(&self, view: &Viewport) -> Option<&T> {
        self.values().nth(view.cursor_among(self.choices()))
    }

    /// The headings of its columns.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.heading.as_ref())
    }

    /// Number of lines, including the headings.
    pub fn height(&self) -> usize {
        self.lines.len() + usize::from(self.has_headings())
    }

    /// The selected row as text for the clipboard: its cells, each after its heading.
    pub fn row_as_text(&self, view: &Viewport) -> Option<String> {
        let cells = match (self.row)(self.chosen(view)?) {
            TableRow::Wide(text, _) => return Some(text),
            TableRow::Cells(cells) => cells,
        };
        let named = |(cell, column): (&TableCell, &TableColumn)| {
            let text = cell.copied()?;
            Some(if column.heading.is_empty() { text } else { format!("{}: {text}", column.heading) })
        };
        let texts: Vec<String> = cells.iter().zip(&self.columns).filter_map(named).collect();
        Some(texts.join(" | "))
    }

    fn has_headings(&self) -> bool {
        self.columns.iter().any(|column| !column.heading.is_empty() || !column.ticks.is_empty())
    }

    /// Draws the visible part.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, view: &Viewport) {
        let mut body = area;
        if self.has_headings() {
            let headings = Rect { height: 1, ..area };
            for (column, place) in self.columns.iter().zip(self.places(canvas, headings)) {
                let style = canvas.style(Role::Muted);
                canvas.line(place, &[(&column.heading, style)], column.align);
                draw_ticks(canvas, place, &column.ticks);
            }
            body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        }
        let (total, height) = (self.lines.len(), usize::from(body.height));
        let choices: Vec<Range<usize>> =
            (0..total).filter(|line| self.is_choice(*line)).map(|line| line..line + 1).collect();
        let chosen = choices.get(view.cursor_among(choices.len())).cloned();
        let shown = chosen.as_ref().map(|lines| with_texts(lines, &choices, total, height));
        let offset = view.offset_for(shown, total, height);
        let visible = self.lines.iter().enumerate().skip(offset).zip(0..body.height);
        for ((index, line), row) in visible {
            let place = Rect { y: body.y + row, height: 1, ..body };
            match line {
                TableLine::Caption(text, role) => draw_wide(canvas, place, text, *role),
                TableLine::Choice(value) => self.draw_row(canvas, place, &(self.row)(value)),
            }
            if chosen.as_ref().is_some_and(|lines| lines.contains(&index)) {
                select(canvas, place);
            }
        }
        let bar = canvas.scrollbar(body, offset, total);
        view.shown(body, bar, choices);
    }

    fn is_choice(&self, line: usize) -> bool {
        matches!(self.lines.get(line), Some(TableLine::Choice(_)))
    }

    fn draw_row(&self, canvas: &mut Canvas<'_>, area: Rect, row: &TableRow) {
        let cells = match row {
            TableRow::Wide(text, role) => return draw_wide(canvas, area, text, *role),
            TableRow::Cells(cells) => cells,
        };
        let places = self.places(canvas, area);
        for ((cell, column), place) in cells.iter().zip(&self.columns).zip(places) {
            match cell {
                TableCell::Text(text, role) => {
                    let style = canvas.style(*role);
                    canvas.line(place, &[(text, style)], column.align);
                }
                TableCell::Gauge(gauge) => canvas.gauge(place, *gauge),
                TableCell::Signs(signs) => draw_signs(canvas, place, signs),
            }
        }
    }

    fn places(&self, canvas: &Canvas<'_>, area: Rect) -> Vec<Rect> {
        let inner = Rect { x: area.x + POINTER, width: area.width.saturating_sub(BESIDE_CAPTIONS), ..area };
        let inner = canvas.direction().mirror(inner, area);
        let widths: Vec<ColumnWidth> = self.columns.iter().map(|column| column.width).collect();
        canvas.direction().split(inner, &widths, GAP)
    }
}

/// Draws signs, each in a cell of its own: a line of them is not a number, which would be read from the left in Arabic too.
fn draw_signs(canvas: &mut Canvas<'_>, area: Rect, signs: &[(String, Role)]) {
    for (x, (sign, role)) in (area.x..area.right()).step_by(SIGN).zip(signs) {
        let place = canvas.direction().mirror(Rect { x, width: 1, ..area }, area);
        canvas.text(place, sign, *role);
    }
}

/// Draws the labels of a ruler, each at the end of its part.
fn draw_ticks(canvas: &mut Canvas<'_>, area: Rect, ticks: &[String]) {
    let part = area.width / u16::try_from(ticks.len().max(1)).unwrap_or(u16::MAX);
    for (x, tick) in (area.x..area.right()).step_by(usize::from(part.max(1))).zip(ticks) {
        let place = canvas.direction().mirror(Rect { x, width: part, ..area }, area);
        canvas.text_end(place, tick, Role::Muted);
    }
}

/// Draws one text over all columns.
fn draw_wide(canvas: &mut Canvas<'_>, area: Rect, text: &str, role: Role) {
    let place = Rect { x: area.x + POINTER, width: area.width.saturating_sub(BESIDE_CAPTIONS), ..area };
    let place = canvas.direction().mirror(place, area);
    canvas.text(place, text, role);
}

/// Width of the widest cell of a column, including its heading.
fn widest(printed: &TableText, place: usize) -> u16 {
    let cells = printed.rows.iter().filter_map(|row| row.get(place)).map(|cell| cell.text.as_str());
    let widest = cells.chain([printed.columns[place].heading.as_str()]).map(measure).max();
    u16::try_from(widest.unwrap_or_default()).unwrap_or(u16::MAX / 64)
}

fn select(canvas: &mut Canvas<'_>, area: Rect) {
    canvas.select(area);
    let place = canvas.direction().mirror(Rect { width: 1, ..area }, area);
    let pointer = canvas.pointer();
    canvas.text(place, pointer, Role::Selected);
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::bidi::Direction;
    use crate::theme::ThemeLibrary;

    #[test]
    fn the_arrows_reach_the_captions_above_the_first_and_below_the_last_row() {
        let theme = ThemeLibrary::bundled().load("dark").unwrap().clone();
        let caption = |text: &str| TableLine::Caption(text.to_owned(), Role::Muted);
        let mut lines = vec![caption("Above")];
        lines.extend((0..6).map(TableLine::Choice));
        lines.extend([caption("Below 1"), caption("Below 2")]);
        let table = TableView::new(Vec::new(), lines, |row| TableRow::Wide(format!("Row {row}"), Role::Text));
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 4));
        let area = buffer.area;
        let mut view = Viewport::default();
        for (cursor, expected) in
            [(5, ["Row 4", "▸ Row 5", "Below 1", "Below 2"]), (0, ["Above", "▸ Row 0", "Row 1", "Row 2"])]
        {
            view.select(cursor);
            buffer.reset();
            table.draw(&mut Canvas::new(&mut buffer, Direction::LeftToRight, &theme), area, &view);
            let line = |y| (0..18).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim().to_owned();
            assert_eq!((0..4).map(line).collect::<Vec<_>>(), expected, "row {cursor}");
        }
    }
}
