//! The cells that the terminal shows, and those of the next frame.
//!
//! It compares buffers and writes to no terminal.

use std::ops::{Range, RangeInclusive};

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Rect;

/// The columns of a row in which the next frame differs from the shown one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    y: u16,
    columns: Range<usize>,
    /// Whether its cells are all sent, also those that did not change.
    is_whole: bool,
}

/// The last frame that was sent, and the next one.
#[derive(Debug, Default)]
pub(super) struct ShownCells {
    /// Without cells while the screen is blank, so that the first frame does not wait for them.
    shown: Buffer,
    next: Buffer,
    screen: Rect,
    blank_row: Vec<Cell>,
}

impl ShownCells {
    /// An empty screen of this size.
    pub(super) fn empty(screen: Rect) -> Self {
        let mut cells = Self::default();
        cells.clear(screen);
        cells
    }

    /// Records that the terminal was cleared and has this size.
    pub(super) fn clear(&mut self, screen: Rect) {
        self.shown.content.clear();
        self.screen = screen;
        self.blank_row.resize(usize::from(screen.width), Cell::EMPTY);
    }

    /// The buffer for the next frame. It has an earlier frame, which is drawn over: to erase it here would take as long
    /// again.
    pub(super) fn next(&mut self) -> &mut Buffer {
        self.next.resize(self.screen);
        &mut self.next
    }

    /// Where the next frame differs from the shown one.
    pub(super) fn changed(&self) -> Vec<Stretch> {
        let mut changed = Vec::new();
        for y in 0..self.next.area.height {
            let (shown, next) = (self.shown_row(y), row(&self.next, y));
            let mut compared = 0;
            while let Some(columns) = changed_columns(shown, next, compared) {
                compared = columns.end;
                changed.push(Stretch { y, columns, is_whole: false });
            }
        }
        changed
    }

    /// The same with whole rows where Arabic letters changed, and the rows next to them, into which letters may reach.
    pub(super) fn whole_rows(&self, changed: Vec<Stretch>) -> Vec<Stretch> {
        let height = self.next.area.height;
        let has_arabic = |y| self.shown_row(y).iter().chain(row(&self.next, y)).any(is_arabic);
        let mut is_changed = vec![false; usize::from(height)];
        for Stretch { y, .. } in &changed {
            if let Some(known) = is_changed.get_mut(usize::from(*y)) {
                *known = *known || has_arabic(*y);
            }
        }
        let touches = |y: u16| {
            let near = usize::from(y.saturating_sub(1))..=usize::from(y.saturating_add(1).min(height - 1));
            is_changed.get(near).is_some_and(|near| near.contains(&true))
        };
        let whole = (0..height).filter(|y| touches(*y)).map(|y| Stretch {
            y,
            columns: 0..usize::from(self.next.area.width),
            is_whole: true,
        });
        let others = changed.into_iter().filter(|stretch| !touches(stretch.y));
        let mut rows: Vec<Stretch> = whole.chain(others).collect();
        rows.sort_by_key(|stretch| (stretch.y, stretch.columns.start));
        rows
    }

    /// Hands on the changed cells of a stretch with their columns and rows.
    ///
    /// ratatui computes the width of each cell that it compares, so it gets only a stretch that may contain a wide cell.
    pub(super) fn each_change(&self, stretch: &Stretch, mut take: impl FnMut(u16, u16, &Cell)) {
        let Stretch { y, columns, is_whole } = stretch;
        let shown = self.shown_row(*y).get(columns.clone()).unwrap_or_default();
        let next = row(&self.next, *y).get(columns.clone()).unwrap_or_default();
        if shown.iter().chain(next).all(is_narrow) {
            return (x_of(columns.start)..).zip(next).for_each(|(x, cell)| take(x, *y, cell));
        }
        if *is_whole {
            let mut covered = 0;
            let cells = (x_of(columns.start)..).zip(next).filter(|(_, cell)| {
                let is_covered = covered > 0;
                covered = if is_covered { covered - 1 } else { cell.cell_width().saturating_sub(1) };
                !is_covered
            });
            return each_change_with_wide(cells.map(|(x, cell)| (x, *y, cell)), take);
        }
        let part = |cells: &[Cell]| {
            let area = Rect::new(x_of(columns.start), *y, x_of(cells.len()), 1);
            Buffer { area, content: cells.to_vec() }
        };
        each_change_with_wide(part(shown).diff_iter(&part(next)), take);
    }

    fn shown_row(&self, y: u16) -> &[Cell] {
        if self.shown.content.is_empty() { &self.blank_row } else { row(&self.shown, y) }
    }

    /// Records that the next frame was sent.
    pub(super) fn advance(&mut self) {
        std::mem::swap(&mut self.shown, &mut self.next);
    }
}

fn row(buffer: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let start = usize::from(y) * width;
    buffer.content.get(start..start + width).unwrap_or_default()
}

/// The next columns of a row in which its cells differ, from the column `from` on. They also contain the wide cell that
/// covers the first of them, and the cells that the last one covers, because they are sent with it.
fn changed_columns(shown: &[Cell], next: &[Cell], from: usize) -> Option<Range<usize>> {
    let is_wide = |column: usize| {
        let is_wide_in =
            |row: &[Cell]| row.get(column).is_some_and(|cell| !is_narrow(cell) && cell.cell_width() > 1);
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
    let mut column = from;
    // An iterator would call a closure for every cell of the screen.
    while let (Some(shown), Some(next)) = (shown.get(column), next.get(column)) {
        if looks_alike(shown, next) == alike {
            break;
        }
        column += 1;
    }
    column
}

/// Whether a cell surely has one column: a letter of a script up to Arabic, a shaped Arabic letter, or a part of a frame or
/// chart. Its width need not be looked up then.
fn is_narrow(cell: &Cell) -> bool {
    let text = cell.symbol();
    match text.as_bytes() {
        // The usual ones by their bytes: a letter up to Arabic, a shaped Arabic letter, a line of a frame.
        [_] | [0xC2..=0xDF, _] | [0xEF, 0xBA, _] | [0xEF, 0xBB, 0x80..=0xBE] | [0xE2, 0x94 | 0x95, _] => true,
        _ => text.chars().all(|letter| NARROW.iter().any(|range| range.contains(&letter))),
    }
}

/// Whether a cell has a shaped Arabic letter or a letter with marks.
fn is_arabic(cell: &Cell) -> bool {
    matches!(cell.symbol().as_bytes(), [0xD8..=0xDB, ..] | [0xEF, 0xAD..=0xBB, ..])
}

/// Letters of one column, or of none on another letter.
const NARROW: [RangeInclusive<char>; 4] =
    ['\u{20}'..='\u{7FF}', '\u{FB50}'..='\u{FDFF}', '\u{FE70}'..='\u{FEFE}', '\u{2500}'..='\u{25AF}'];

fn x_of(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// Hands on cells of which some are wide. Before a wide letter of several characters, such as an emoji with U+FE0F, its
/// cells are sent as blanks in its style: a terminal that draws it in one cell leaves the other as it was, and what is sent
/// there after the letter would cut it off in a terminal that draws both.
fn each_change_with_wide<'cells>(
    cells: impl Iterator<Item = (u16, u16, &'cells Cell)>,
    mut take: impl FnMut(u16, u16, &Cell),
) {
    let mut covered = None;
    for (x, y, cell) in cells {
        if covered == Some((x, y)) {
            continue;
        }
        if cell.symbol().chars().nth(1).is_some() && cell.cell_width() > 1 {
            let mut blanks = cell.clone();
            blanks.set_symbol("  ");
            take(x, y, &blanks);
            covered = Some((x + 1, y));
        }
        take(x, y, cell);
    }
}

/// Whether two cells look alike. Most cells are blank and share one text, so comparing the addresses is often enough.
#[expect(
    clippy::inline_always,
    reason = "it runs for every cell of the screen, and a call costs as much as it does"
)]
#[inline(always)]
fn looks_alike(one: &Cell, other: &Cell) -> bool {
    let (text, other_text) = (one.symbol(), other.symbol());
    (std::ptr::eq(text, other_text) || text.bytes().eq(other_text.bytes()))
        && one.fg == other.fg
        && one.bg == other.bg
        && one.modifier == other.modifier
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};
    use ratatui::style::{Color, Style};

    use super::super::send::SentCells;
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
            let changes = changes(cells).into_iter();
            let changes = changes.map(|(x, y, cell)| (x, y, cell.symbol().to_owned())).collect::<Vec<_>>();
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
    fn where_arabic_changes_its_row_and_its_neighbours_are_sent_whole() {
        let mut cells = ShownCells::empty(Rect::new(0, 0, 3, 5));
        let draw = |cells: &mut ShownCells, texts: [&str; 5]| {
            let next = cells.next();
            next.reset();
            for (y, text) in (0..).zip(texts) {
                next.set_string(0, y, text, Style::new());
            }
            let mut places = Vec::new();
            for stretch in cells.whole_rows(cells.changed()) {
                cells.each_change(&stretch, |x, y, _| places.push((x, y)));
            }
            cells.advance();
            places
        };
        let row = |y: u16| (0..3).map(move |x| (x, y));
        draw(&mut cells, ["a", "b", "ﺏ", "日c", "e"]);
        let whole: Vec<_> = row(1).chain(row(2)).chain([(0, 3), (2, 3)]).collect();
        assert_eq!(draw(&mut cells, ["a", "b", "", "日c", "e"]), whole);
        assert_eq!(draw(&mut cells, ["a", "b", "", "日c", "f"]), [(0, 4)]);
    }

    #[test]
    fn both_cells_of_an_emoji_get_its_style_before_it_and_what_follows_is_placed() {
        let mut cells = ShownCells::empty(Rect::new(0, 0, 8, 2));
        let style = Style::new().bg(Color::Blue);
        for background in [style, Style::new().bg(Color::Green)] {
            let next = cells.next();
            next.set_style(Rect::new(0, 0, 8, 1), background);
            next.set_string(0, 0, "a\u{2714}\u{FE0F}b", background);
            let changes = changes(&cells);
            let texts: Vec<_> = changes.iter().map(|(x, _, cell)| (*x, cell.symbol())).take(5).collect();
            assert_eq!(texts, [(0, "a"), (1, "  "), (1, "\u{2714}\u{FE0F}"), (3, "b"), (4, " ")]);
            assert!(changes.iter().all(|(.., cell)| Some(cell.bg) == background.bg));
            // The letter is placed by its column, because terminals differ in the width of the emoji.
            assert!(sent(&changes).contains("\u{1b}[1;4H"));
            cells.advance();
        }
    }

    proptest! {
        #[test]
        fn what_is_sent_is_what_differs_between_whole_frames(
            rows in proptest::collection::vec(("[a日ع☃ ]{0,5}", "[a日ع☃ ]{0,5}", 0..3_u16, 0..9_u16), 3),
        ) {
            let area = Rect::new(0, 0, 9, 3);
            let mut cells = ShownCells::empty(area);
            let style = Style::new().bg(Color::Blue);
            for ((shown, ..), y) in rows.iter().zip(0..) {
                cells.next().set_string(0, y, shown, style);
            }
            cells.advance();
            cells.next().reset();
            for ((_, next, indent, marked), y) in rows.iter().zip(0..) {
                cells.next().set_string(*indent, y, next, style);
                cells.next().set_style(Rect::new(*marked, y, 1, 1), Style::new().bg(Color::Green));
            }
            let mut whole = Vec::new();
            each_change_with_wide(cells.shown.diff_iter(&cells.next), |x, y, cell| {
                whole.push((x, y, cell.clone()));
            });
            prop_assert_eq!(changes(&cells), whole);
        }
    }

    #[test]
    fn a_cleared_screen_is_blank_whatever_was_shown() {
        let draw = |cells: &mut ShownCells, text: &str| {
            cells.next().reset();
            cells.next().set_string(0, 0, text, Style::new());
            let changed = changes(cells).into_iter().map(|(x, y, _)| (x, y)).collect::<Vec<_>>();
            cells.advance();
            changed
        };
        let mut cells = ShownCells::empty(Rect::new(0, 0, 3, 2));
        assert_eq!(draw(&mut cells, "ab"), [(0, 0), (1, 0)]);
        assert_eq!(draw(&mut cells, "ab"), []);
        for screen in [Rect::new(0, 0, 3, 2), Rect::new(0, 0, 5, 1), Rect::new(0, 0, 2, 4)] {
            cells.clear(screen);
            assert_eq!(draw(&mut cells, "ab"), [(0, 0), (1, 0)], "{screen:?}");
            assert_eq!(draw(&mut cells, "b"), [(0, 0), (1, 0)], "{screen:?}");
        }
    }

    /// The changed cells with their columns and rows.
    fn changes(cells: &ShownCells) -> Vec<(u16, u16, Cell)> {
        let mut changes = Vec::new();
        for stretch in cells.changed() {
            cells.each_change(&stretch, |x, y, cell| changes.push((x, y, cell.clone())));
        }
        changes
    }

    /// What a terminal gets.
    fn sent(cells: &[(u16, u16, Cell)]) -> String {
        let mut sent = SentCells::default();
        for (x, y, cell) in cells {
            sent.add(*x, *y, cell);
        }
        String::from_utf8(sent.bytes().to_vec()).unwrap()
    }

    #[test]
    fn a_narrow_letter_is_never_wide() {
        for letter in NARROW.into_iter().flatten().filter(|letter| !letter.is_control()) {
            let mut cell = Cell::default();
            cell.set_char(letter);
            assert!(is_narrow(&cell) && cell.cell_width() <= 1, "{letter:?}");
        }
        let mut wide = Cell::default();
        wide.set_char('日');
        assert!(!is_narrow(&wide));
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
}
