//! A list of wrapped rows, some of which can be selected: a question with its levels, reasons, a help page.
//!
//! A selectable row is added together with its value, so that no screen counts rows. A list is built for one frame or
//! one key; the selected row and the visible part are in the [`Viewport`].

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;
use std::rc::Rc;

use ratatui::{
    layout::{Position, Rect},
    style::Style,
};

use super::row::{ASIDE_GAP, POINTER};
use super::viewport::with_texts;
use super::{Canvas, Row, Viewport};
use crate::bidi::{Base, Direction, Paragraph, own, without_islands};
use crate::theme::Role;
use crate::tui::remembered::Cached;

/// Columns kept free at the end of every row, for the scrollbar and a gap.
const SCROLLBAR: u16 = 2;

/// Rows from top to bottom. `T` is the type of the values of selectable rows.
pub struct List<T> {
    entries: Vec<ListEntry<T>>,
    /// The wrapped lines for the last width. Shaping Arabic is most of the cost of a frame, so a list that a screen
    /// keeps from frame to frame wraps its rows only once.
    laid: Cached<(u16, Direction), Vec<Laid>>,
    /// The same with the labels in a column.
    laid_with_column: Cached<(u16, Direction), Vec<Laid>>,
}

/// Where the labels of rows are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Labels {
    /// Before the text, in its first line.
    Inside,
    /// In a column of their own.
    Beside,
}

/// A list without selectable rows.
pub type Rows = List<Infallible>;

/// A row, with a value if it can be selected.
struct ListEntry<T> {
    row: Row,
    value: Option<T>,
}

/// A list wrapped for one width.
pub struct WrappedList<'a, T> {
    list: &'a List<T>,
    laid: Rc<Vec<Laid>>,
}

/// The lines of one row. `start` is the number of the first, counted from the top of the list.
struct Laid {
    marker_width: u16,
    /// Columns of the label; 0 if it is in the text.
    label_width: u16,
    paragraph: Rc<Paragraph>,
    lines: Vec<Range<usize>>,
    start: usize,
}

impl Laid {
    fn range(&self) -> Range<usize> {
        self.start..self.start + self.lines.len()
    }
}

/// A row together with its lines.
struct LaidRow<'a> {
    row: &'a Row,
    laid: &'a Laid,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), laid: Cached::default(), laid_with_column: Cached::default() }
    }
}

impl<T> List<T> {
    /// Creates an empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row that cannot be selected.
    pub fn push(&mut self, row: Row) {
        self.add(ListEntry { row, value: None });
    }

    /// Adds a selectable row with its value.
    pub fn push_choice(&mut self, value: T, row: Row) {
        self.add(ListEntry { row, value: Some(value) });
    }

    fn add(&mut self, entry: ListEntry<T>) {
        self.entries.push(entry);
        self.laid = Cached::default();
        self.laid_with_column = Cached::default();
    }

    /// The values of the selectable rows, from top to bottom.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.entries.iter().filter_map(|entry| entry.value.as_ref())
    }

    /// Number of selectable rows.
    pub fn choices(&self) -> usize {
        self.values().count()
    }

    /// The value of the selected row. `None` if the list has no selectable row at that place.
    pub fn chosen(&self, view: &Viewport) -> Option<&T> {
        self.values().nth(view.cursor_among(self.choices()))
    }

    /// All rows as text for the clipboard, one line each.
    pub fn as_text(&self) -> String {
        let rows: Vec<String> = self.entries.iter().map(|entry| entry.row.as_text()).collect();
        rows.join("\n").trim().to_owned()
    }

    /// The selected row as text for the clipboard, followed by the rows below it with more indentation, which belong to
    /// it.
    pub fn row_as_text(&self, view: &Viewport) -> Option<String> {
        let choices = self.entries.iter().enumerate().filter(|(_, entry)| entry.value.is_some());
        let (start, ListEntry { row, .. }) = choices.clone().nth(view.cursor_among(self.choices()))?;
        let belongs = |other: &&ListEntry<T>| other.value.is_none() && other.row.indent > row.indent;
        let below = self.entries.iter().skip(start + 1).take_while(belongs).map(|entry| entry.row.as_text());
        Some([row.as_text()].into_iter().chain(below).collect::<Vec<_>>().join("\n"))
    }

    /// Wraps the list for an area of this width, with the labels in the texts.
    pub fn wrapped(&self, canvas: &Canvas<'_>, width: u16) -> WrappedList<'_, T> {
        self.laid_out(canvas, width, Labels::Inside)
    }

    /// Draws the visible part, with a scrollbar if not everything fits. Labels have a column of their own if everything
    /// fits with it, because the texts take more lines beside it.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, view: &Viewport) {
        let has_labels = self.entries.iter().any(|entry| entry.row.label_width().is_some());
        let with_column = has_labels.then(|| self.laid_out(canvas, area.width, Labels::Beside));
        let fitting = with_column.filter(|list| list.height() <= usize::from(area.height));
        fitting.unwrap_or_else(|| self.wrapped(canvas, area.width)).draw(canvas, area, view);
    }

    /// Draws the rows from the first on, as many as fit whole, without a scrollbar: what is only shown.
    pub fn draw_beginning(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let wrapped = self.wrapped(canvas, area.width);
        let body =
            canvas.direction().mirror(Rect { width: area.width.saturating_sub(SCROLLBAR), ..area }, area);
        let rows = self.entries.iter().zip(wrapped.laid.iter());
        for (entry, laid) in rows.take_while(|(_, laid)| laid.range().end <= usize::from(area.height)) {
            LaidRow { row: &entry.row, laid }.draw(canvas, body, 0, false);
        }
    }

    fn laid_out(&self, canvas: &Canvas<'_>, width: u16, labels: Labels) -> WrappedList<'_, T> {
        let width = width.saturating_sub(SCROLLBAR);
        let lay_out_all = || {
            let mut start = 0;
            let lay_out = |entry: &ListEntry<T>| {
                let laid = lay_out(&entry.row, labels, canvas, width, start);
                start = laid.range().end;
                laid
            };
            self.entries.iter().map(lay_out).collect()
        };
        let cache = match labels {
            Labels::Inside => &self.laid,
            Labels::Beside => &self.laid_with_column,
        };
        WrappedList { laid: cache.get((width, canvas.direction()), lay_out_all), list: self }
    }
}

/// A piece of a row for a line of this direction. What follows the first piece, such as a note after its label, is read
/// in its own direction if that is another one, apart from the signs before it.
fn isolated(place: usize, text: &str, row: Direction) -> Cow<'_, str> {
    if place == 0 || Direction::of(text, row) == row {
        return Cow::Borrowed(text);
    }
    let is_joint = |letter: char| letter.is_whitespace() || letter == '·';
    let (joint, rest) = text.split_at(text.len() - text.trim_start_matches(is_joint).len());
    Cow::Owned(format!("{joint}{}", own(&without_islands(rest))))
}

fn lay_out(row: &Row, labels: Labels, canvas: &Canvas<'_>, width: u16, start: usize) -> Laid {
    let label_width = row.label_width().filter(|_| labels == Labels::Beside).unwrap_or_default();
    let apart = usize::from(row.label.is_some() && label_width > 0);
    let all: Vec<(Cow<'_, str>, Role)> = row.pieces_with_label().skip(apart).collect();
    let text: String = all.iter().map(|(text, _)| text.as_ref()).collect();
    let direction = Direction::of(&text, canvas.direction());
    let texts: Vec<Cow<'_, str>> =
        all.iter().enumerate().map(|(place, (text, _))| isolated(place, text, direction)).collect();
    let roles = all.iter().map(|(_, role)| canvas.style(*role));
    let pieces: Vec<(&str, Style)> = texts.iter().map(AsRef::as_ref).zip(roles).collect();
    let paragraph = Paragraph::remembered(&pieces, Base::Own(canvas.direction()), canvas.presentation());
    let marker_width = row.marker_width();
    let room = width
        .saturating_sub(row.before(marker_width, label_width))
        .saturating_sub(row.aside_width(width) + u16::from(row.typed.is_some()));
    if let Some(typed) = &row.typed {
        typed.room.columns.set(usize::from(room));
    }
    let mut lines = paragraph.wrap(usize::from(room));
    if lines.is_empty() {
        lines.push(0..0);
    }
    Laid { marker_width, label_width, paragraph, lines, start }
}

impl<T> WrappedList<'_, T> {
    /// Number of lines.
    pub fn height(&self) -> usize {
        self.laid.last().map_or(0, |laid| laid.range().end)
    }

    /// Draws the visible part. `area` must have the width for which the list was wrapped.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, view: &Viewport) {
        let placed = || self.list.entries.iter().zip(self.laid.iter());
        let rows = || placed().map(|(entry, laid)| LaidRow { row: &entry.row, laid });
        let choices: Vec<Range<usize>> =
            placed().filter(|(entry, _)| entry.value.is_some()).map(|(_, laid)| laid.range()).collect();
        let selected = choices.get(view.cursor_among(choices.len())).cloned();
        let (total, height) = (self.height(), usize::from(area.height));
        let with_texts = selected.as_ref().map(|lines| with_texts(lines, &choices, total, height));
        let shown = rows().find_map(|row| row.caret_line()).or(with_texts);
        let offset = view.offset_for(shown, total, height);
        let width = area.width.saturating_sub(SCROLLBAR);
        let body = canvas.direction().mirror(Rect { width, ..area }, area);
        for row in rows() {
            if let Some(typed) = &row.row.typed {
                typed.room.lines.set(usize::from(area.height));
            }
            row.draw(canvas, body, offset, selected.as_ref() == Some(&row.laid.range()));
        }
        let bar = canvas.scrollbar(area, offset, total);
        view.shown(area, bar, choices);
    }
}

impl LaidRow<'_> {
    /// The line that contains the caret, counted from the top of the list. `None` without a focused field.
    fn caret_line(&self) -> Option<Range<usize>> {
        let line = self.laid.start + self.laid.paragraph.line_of(&self.laid.lines, self.row.caret()?);
        Some(line..line + 1)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, offset: usize, chosen: bool) {
        let visible = offset..offset + usize::from(area.height);
        for (number, line) in self.laid.lines.iter().enumerate() {
            let at = self.laid.start + number;
            if !visible.contains(&at) {
                continue;
            }
            let y = area.y + u16::try_from(at - offset).unwrap_or_default();
            let place = Rect { y, height: 1, ..area };
            let role = if self.row.typed.is_some() { Role::FieldFocused } else { Role::Selected };
            // In a field the background comes first, because filling it later would hide the selected text.
            if chosen && self.row.typed.is_some() {
                canvas.fill(place, role);
            }
            self.draw_line(canvas, place, number, line.clone());
            if chosen && self.row.typed.is_none() {
                canvas.select(place);
            }
            if chosen && number == 0 {
                let first = canvas.direction().mirror(Rect { width: 1, ..place }, area);
                let pointer = canvas.pointer();
                canvas.text(first, pointer, role);
            }
        }
    }

    fn draw_line(&self, canvas: &mut Canvas<'_>, area: Rect, number: usize, line: Range<usize>) {
        let is_right = canvas.direction() == Direction::RightToLeft;
        let paragraph = &self.laid.paragraph;
        let is_turned = self.row.is_item && paragraph.begins_right(&paragraph.whole()) != is_right;
        let marker_width = self.laid.marker_width;
        if let (0, Some((marker, role))) = (number, &self.row.marker) {
            let place = if is_turned {
                // The gap is on the side of the text.
                let width = marker_width.saturating_sub(1);
                Rect { x: area.right().saturating_sub(self.row.indent + width), width, ..area }
            } else {
                Rect { x: area.x + POINTER + self.row.indent, width: marker_width, ..area }
            };
            let place = canvas.direction().mirror(place, area);
            canvas.sign(place, marker, *role);
        }
        if let (0, Some((aside, role))) = (number, &self.row.aside) {
            let width = self.row.aside_width(area.width).saturating_sub(ASIDE_GAP);
            let place = Rect { x: area.right().saturating_sub(width), width, ..area };
            let place = canvas.direction().mirror(place, area);
            canvas.text_end(place, aside, *role);
        }
        let label_width = self.laid.label_width;
        if let (0, 1.., Some(label)) = (number, label_width, &self.row.label) {
            let x = area.x + self.row.before(marker_width, 0);
            let place = canvas.direction().mirror(Rect { x, width: label.columns, ..area }, area);
            canvas.text(place, &label.name, label.role);
        }
        let x = self.row.before(marker_width, label_width);
        let start = if is_turned { POINTER } else { x };
        let place = Rect { x: area.x + start, width: area.width.saturating_sub(x), ..area };
        let place = canvas.direction().mirror(place, area);
        canvas.wrapped_line(place, &self.laid.paragraph, line.clone());
        self.draw_typing(canvas, place, number, line);
    }

    /// Draws caret and selection over the text of a line.
    fn draw_typing(&self, canvas: &mut Canvas<'_>, place: Rect, number: usize, line: Range<usize>) {
        let Some(typed) = &self.row.typed else { return };
        let paragraph = &self.laid.paragraph;
        // The caret needs a free cell after the text, which is on the left of a right-to-left line.
        let free = u16::from(paragraph.begins_right(&line));
        let before = paragraph.free_before(&line, usize::from(place.width), canvas.direction());
        let left = (place.x + u16::try_from(before).unwrap_or_default()).saturating_sub(free);
        let cell = |column: usize| left.saturating_add(u16::try_from(column).unwrap_or_default());
        for run in paragraph.selected_in(line.clone(), &typed.selection) {
            let (start, end) = (cell(run.start), cell(run.end));
            canvas.fill(Rect { x: start, width: end - start, ..place }, Role::Selection);
        }
        if let Some(byte) = typed.caret.filter(|byte| paragraph.line_of(&self.laid.lines, *byte) == number) {
            canvas.set_caret(Position { x: cell(paragraph.caret_in(line, byte).column), y: place.y });
        }
    }
}

#[cfg(test)]
mod tests;
