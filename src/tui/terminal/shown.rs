//! The cells that the terminal shows, and those of the next frame.
//!
//! It compares buffers and writes to no terminal.

use std::ops::{Range, RangeInclusive};

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Rect;

/// The last frame that was sent, and the next one.
#[derive(Debug, Default)]
pub(super) struct ShownCells {
    shown: Buffer,
    next: Buffer,
}

impl ShownCells {
    /// An empty screen of this size.
    pub(super) fn empty(screen: Rect) -> Self {
        Self { shown: Buffer::empty(screen), next: Buffer::empty(screen) }
    }

    /// Records that the terminal was cleared and has this size.
    pub(super) fn clear(&mut self, screen: Rect) {
        self.shown.resize(screen);
        self.shown.reset();
        self.next.resize(screen);
    }

    /// The buffer for the next frame. It has an earlier frame, which is drawn over: to erase it here would take as long
    /// again.
    pub(super) fn next(&mut self) -> &mut Buffer {
        &mut self.next
    }

    /// The cells of the next frame that differ from the shown ones, as [`runs`].
    ///
    /// ratatui computes the width of each cell that it compares, so it gets only the stretches of a row that differ and
    /// that may contain a wide cell.
    pub(super) fn changes(&self) -> Vec<(u16, u16, Cell)> {
        let columns = usize::from(self.next.area.width).max(1);
        let rows = self.shown.content.chunks(columns).zip(self.next.content.chunks(columns));
        let mut changes = Vec::new();
        let mut text = String::with_capacity(columns);
        for (y, (shown, next)) in (0..).zip(rows) {
            let mut compared = 0;
            while let Some(stretch) = changed_stretch(shown, next, compared) {
                compared = stretch.end;
                let columns = stretch.clone();
                if columns.clone().all(|column| is_narrow(shown, column) && is_narrow(next, column)) {
                    let cells = (x_of(columns.start)..).zip(next.get(columns).unwrap_or_default());
                    runs(&mut changes, &mut text, cells.map(|(x, cell)| (x, y, cell)));
                    continue;
                }
                let (shown, next) = (part(shown, y, &stretch), part(next, y, &stretch));
                runs_with_wide(&mut changes, &mut text, shown.diff_iter(&next));
            }
        }
        changes
    }

    /// Records that the next frame was sent.
    pub(super) fn advance(&mut self) {
        std::mem::swap(&mut self.shown, &mut self.next);
    }
}

/// The next columns of a row in which its cells differ, from the column `from` on. Contains also the wide cell that covers
/// its first column, and the cells that its last one covers, because they are sent with it.
fn changed_stretch(shown: &[Cell], next: &[Cell], from: usize) -> Option<Range<usize>> {
    let is_wide = |column: usize| {
        let is_wide_in = |row: &[Cell]| {
            !is_narrow(row, column) && row.get(column).is_some_and(|cell| cell.cell_width() > 1)
        };
        is_wide_in(shown) || is_wide_in(next)
    };
    let mut start = first_column(false, shown, next, from);
    if start == shown.len() {
        return None;
    }
    let mut end = start;
    while end < shown.len() {
        end = first_column(true, shown, next, end);
        if !is_wide(end - 1) {
            break;
        }
        end = shown.len().min(end + 1);
    }
    while start > from && is_wide(start - 1) {
        start -= 1;
    }
    Some(start..end)
}

/// The first column from `from` on in which the cells are alike, or else are not; the end of the row if there is none.
fn first_column(alike: bool, shown: &[Cell], next: &[Cell], from: usize) -> usize {
    let pairs = shown.iter().zip(next).skip(from);
    let found = pairs.enumerate().find(|(_, (shown, next))| looks_alike(shown, next) == alike);
    found.map_or(shown.len(), |(after, _)| from + after)
}

/// Whether a cell surely has one column: a letter of a script up to Arabic, a shaped Arabic letter, or a part of a frame or
/// chart. Its width need not be looked up then.
fn is_narrow(row: &[Cell], column: usize) -> bool {
    let text = row.get(column).map_or(" ", Cell::symbol);
    match text.as_bytes() {
        // The usual ones by their bytes: a letter up to Arabic, a shaped Arabic letter, a line of a frame.
        [_] | [0xC2..=0xDF, _] | [0xEF, 0xBA, _] | [0xEF, 0xBB, 0x80..=0xBE] | [0xE2, 0x94 | 0x95, _] => true,
        _ => text.chars().all(|letter| NARROW.iter().any(|range| range.contains(&letter))),
    }
}

/// Letters of one column, or of none on another letter.
const NARROW: [RangeInclusive<char>; 4] =
    ['\u{20}'..='\u{7FF}', '\u{FB50}'..='\u{FDFF}', '\u{FE70}'..='\u{FEFE}', '\u{2500}'..='\u{25AF}'];

fn x_of(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// Some columns of a row as a buffer.
fn part(row: &[Cell], y: u16, columns: &Range<usize>) -> Buffer {
    let content = row.get(columns.clone()).unwrap_or_default().to_vec();
    Buffer { area: Rect::new(x_of(columns.start), y, x_of(content.len()), 1), content }
}

/// Adds cells as [`runs`]. Before a wide letter of several characters, such as an emoji with U+FE0F, its cells are sent as
/// blanks in its style: a terminal that draws it in one cell leaves the other as it was, and what is sent there after the
/// letter would cut it off in a terminal that draws both.
fn runs_with_wide<'cells>(
    changes: &mut Vec<(u16, u16, Cell)>,
    text: &mut String,
    cells: impl Iterator<Item = (u16, u16, &'cells Cell)>,
) {
    let mut ordinary = Vec::new();
    let mut covered = None;
    for (x, y, cell) in cells {
        if covered == Some((x, y)) {
            continue;
        }
        if cell.symbol().chars().nth(1).is_none() || cell.cell_width() < 2 {
            ordinary.push((x, y, cell));
            continue;
        }
        runs(changes, text, ordinary.drain(..));
        let mut blanks = cell.clone();
        blanks.set_symbol("  ");
        changes.extend([(x, y, blanks), (x, y, cell.clone())]);
        covered = Some((x + 1, y));
    }
    runs(changes, text, ordinary.into_iter());
}

/// Adds cells that follow each other in one style as one cell with all their text: what is sent is the same, and each cell
/// alone would take several times longer. The cells of a stretch without a gap are numbered from its column on, because a
/// backend moves the cursor where a number is missing. `text` is only room for a text, used again by every call.
fn runs<'cells>(
    runs: &mut Vec<(u16, u16, Cell)>,
    text: &mut String,
    cells: impl Iterator<Item = (u16, u16, &'cells Cell)>,
) {
    let mut last = None;
    for (x, y, cell) in cells {
        let follows = last.is_some_and(|(last_x, last_y)| (x, y) == (last_x + 1, last_y));
        match runs.last_mut() {
            Some((.., run)) if follows && has_style_of(run, cell) => text.push_str(cell.symbol()),
            previous => {
                let number = previous.as_ref().filter(|_| follows).map_or(x, |(number, ..)| number + 1);
                if let Some((.., run)) = previous.filter(|_| last.is_some()) {
                    run.set_symbol(text);
                }
                text.clear();
                text.push_str(cell.symbol());
                runs.push((number, y, cell.clone()));
            }
        }
        last = Some((x, y));
    }
    if let Some((.., run)) = runs.last_mut().filter(|_| last.is_some()) {
        run.set_symbol(text);
    }
}

#[inline]
fn has_style_of(one: &Cell, other: &Cell) -> bool {
    one.fg == other.fg && one.bg == other.bg && one.modifier == other.modifier
}

/// Whether two cells look alike. Most cells are blank and share one text, so comparing the addresses is often enough.
#[expect(
    clippy::inline_always,
    reason = "it runs for every cell of the screen, and a call costs as much as it does"
)]
#[inline(always)]
fn looks_alike(one: &Cell, other: &Cell) -> bool {
    let (text, other_text) = (one.symbol(), other.symbol());
    (std::ptr::eq(text, other_text) || text.bytes().eq(other_text.bytes())) && has_style_of(one, other)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};
    use ratatui::backend::{Backend, CrosstermBackend};
    use ratatui::style::{Color, Style};

    use super::*;

    #[test]
    fn exactly_the_changed_cells_are_sent() {
        let mut cells = ShownCells::empty(Rect::new(0, 0, 4, 3));
        let draw = |cells: &mut ShownCells, texts: [&str; 3]| {
            let next = cells.next();
            next.reset();
            for (y, text) in (0..).zip(texts) {
                next.set_string(0, y, text, Style::new());
            }
            let changes = cells.changes().into_iter();
            let changes = changes.map(|(x, y, run)| (x, y, run.symbol().to_owned())).collect::<Vec<_>>();
            cells.advance();
            changes
        };
        let change = |x, y, symbol: &str| (x, y, symbol.to_owned());
        assert_eq!(draw(&mut cells, ["a", "", "b"]), [change(0, 0, "a"), change(0, 2, "b")]);
        assert_eq!(draw(&mut cells, ["a", "", "b"]), []);
        assert_eq!(draw(&mut cells, ["a", " 日", ""]), [change(1, 1, "日"), change(0, 2, " ")]);
        assert_eq!(draw(&mut cells, ["a", "", ""]), [change(1, 1, " ")]);
    }

    #[test]
    fn both_cells_of_an_emoji_get_its_style_before_it_and_what_follows_is_placed() {
        let mut cells = ShownCells::empty(Rect::new(0, 0, 8, 2));
        let style = Style::new().bg(Color::Blue);
        for background in [style, Style::new().bg(Color::Green)] {
            let next = cells.next();
            next.set_style(Rect::new(0, 0, 8, 1), background);
            next.set_string(0, 0, "a\u{2714}\u{FE0F}b", background);
            let changes = cells.changes();
            let texts: Vec<_> = changes.iter().map(|(x, _, run)| (*x, run.symbol().trim_end())).collect();
            assert_eq!(texts, [(0, "a"), (1, ""), (1, "\u{2714}\u{FE0F}"), (3, "b")]);
            assert_eq!(changes[1].2.symbol(), "  ");
            assert!(changes.iter().all(|(.., run)| Some(run.bg) == background.bg));
            cells.advance();
        }
        // The letter is placed by its column, because terminals differ in the width of the emoji.
        assert!(sent(&cells.changes()).is_empty() || sent(&cells.changes()).contains("\u{1b}[1;4H"));
    }

    proptest! {
        #[test]
        fn what_is_sent_is_what_differs_between_whole_frames(
            rows in proptest::collection::vec(("[a日ع☃ ]{0,5}", "[a日ع☃ ]{0,5}", 0..3_u16, 0..9_u16), 3),
        ) {
            let area = Rect::new(0, 0, 9, 3);
            let mut cells = ShownCells::empty(area);
            let style = Style::new().bg(Color::Blue);
            for ((shown, next, indent, marked), y) in rows.iter().zip(0..) {
                cells.shown.set_string(0, y, shown, style);
                cells.next.set_string(*indent, y, next, style);
                cells.next.set_style(Rect::new(*marked, y, 1, 1), Style::new().bg(Color::Green));
            }
            let mut whole = Vec::new();
            runs(&mut whole, &mut String::new(), cells.shown.diff_iter(&cells.next));
            prop_assert_eq!(sent(&cells.changes()), sent(&whole));
        }
    }

    /// What a terminal gets.
    fn sent(runs: &[(u16, u16, Cell)]) -> String {
        let mut bytes = Vec::new();
        CrosstermBackend::new(&mut bytes).draw(runs.iter().map(|(x, y, run)| (*x, *y, run))).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_narrow_letter_is_never_wide() {
        for letter in NARROW.into_iter().flatten().filter(|letter| !letter.is_control()) {
            let mut cell = Cell::default();
            cell.set_char(letter);
            assert!(is_narrow(&[cell.clone()], 0) && cell.cell_width() <= 1, "{letter:?}");
        }
        let mut wide = Cell::default();
        wide.set_char('日');
        assert!(!is_narrow(&[wide], 0));
    }

    #[test]
    fn cells_with_any_difference_do_not_look_alike() {
        let cell = |text: &str, style: Style| {
            let mut cell = Cell::default();
            cell.set_symbol(text).set_style(style);
            cell
        };
        let blank = cell(" ", Style::new());
        assert!(looks_alike(&blank, &Cell::EMPTY));
        for other in [
            cell("x", Style::new()),
            cell(" ", Style::new().fg(Color::Red)),
            cell(" ", Style::new().bg(Color::Red)),
            cell(" ", Style::new().bold()),
        ] {
            assert!(!looks_alike(&blank, &other), "{other:?}");
        }
    }

    #[test]
    fn a_run_is_sent_as_its_cells_are() {
        let red = Style::new().fg(Color::Red);
        let mut cells = Buffer::with_lines(["ab  日c d", "", "  xyz   "]);
        cells.set_style(Rect::new(1, 0, 2, 1), red);
        cells.set_style(Rect::new(3, 2, 1, 1), red.bold());
        let blank = Buffer::empty(cells.area);
        let mut of_cells = Vec::new();
        runs(&mut of_cells, &mut String::new(), blank.diff_iter(&cells));
        let alone: Vec<_> = blank.diff_iter(&cells).map(|(x, y, cell)| (x, y, cell.clone())).collect();
        assert_eq!(sent(&of_cells), sent(&alone));
        assert!(of_cells.len() < blank.diff_iter(&cells).count());
    }
}
