//! The cells that the terminal shows, and those of the next frame.
//!
//! It compares buffers and writes to no terminal.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

/// The last frame that was sent, and the next one.
#[derive(Debug)]
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

    /// The buffer for the next frame. It is blank.
    pub(super) fn next(&mut self) -> &mut Buffer {
        self.next.reset();
        &mut self.next
    }

    /// The cells of the next frame that differ from the shown ones, as [`runs`]. Whole rows are compared first, because a
    /// key changes few rows and comparing cells one by one takes several times longer.
    pub(super) fn changes(&self) -> Vec<(u16, u16, Cell)> {
        let columns = usize::from(self.next.area.width).max(1);
        let rows = self.shown.content.chunks(columns).zip(self.next.content.chunks(columns));
        let differs = |(shown, next): &(&[Cell], &[Cell])| {
            !shown.iter().zip(*next).all(|(shown, next)| looks_alike(shown, next))
        };
        let changed = (0..).zip(rows).filter(|(_, row)| differs(row));
        let mut changes = Vec::new();
        for (y, (shown, next)) in changed {
            let (shown, next) = (row(y, shown), row(y, next));
            runs(&mut changes, shown.diff_iter(&next));
        }
        changes
    }

    /// Records that the next frame was sent.
    pub(super) fn advance(&mut self) {
        std::mem::swap(&mut self.shown, &mut self.next);
    }
}

/// A row of a buffer as a buffer.
fn row(y: u16, cells: &[Cell]) -> Buffer {
    let area = Rect::new(0, y, u16::try_from(cells.len()).unwrap_or(u16::MAX), 1);
    Buffer { area, content: cells.to_vec() }
}

/// Adds cells that follow each other in one style as one cell with all their text: what is sent is the same, and each cell
/// alone would take several times longer. The cells of a stretch without a gap are numbered from its column on, because a
/// backend moves the cursor where a number is missing.
fn runs<'cells>(runs: &mut Vec<(u16, u16, Cell)>, cells: impl Iterator<Item = (u16, u16, &'cells Cell)>) {
    let mut text = String::new();
    let mut last = None;
    for (x, y, cell) in cells {
        let follows = last.is_some_and(|(last_x, last_y)| (x, y) == (last_x + 1, last_y));
        match runs.last_mut() {
            Some((.., run)) if follows && has_style_of(run, cell) => text.push_str(cell.symbol()),
            previous => {
                let number = previous.as_ref().filter(|_| follows).map_or(x, |(number, ..)| number + 1);
                if let Some((.., run)) = previous.filter(|_| last.is_some()) {
                    run.set_symbol(&text);
                }
                text.clear();
                text.push_str(cell.symbol());
                runs.push((number, y, cell.clone()));
            }
        }
        last = Some((x, y));
    }
    if let Some((.., run)) = runs.last_mut().filter(|_| last.is_some()) {
        run.set_symbol(&text);
    }
}

#[inline]
fn has_style_of(one: &Cell, other: &Cell) -> bool {
    one.fg == other.fg && one.bg == other.bg && one.modifier == other.modifier
}

/// Whether two cells look alike. Most cells are blank and share one text, so comparing the addresses is often enough.
#[inline]
fn looks_alike(one: &Cell, other: &Cell) -> bool {
    let (text, other_text) = (one.symbol(), other.symbol());
    (std::ptr::eq(text, other_text) || text == other_text) && has_style_of(one, other)
}

#[cfg(test)]
mod tests {
    use ratatui::backend::{Backend, CrosstermBackend};
    use ratatui::style::{Color, Style};

    use super::*;

    #[test]
    fn exactly_the_changed_cells_are_sent() {
        let mut cells = ShownCells::empty(Rect::new(0, 0, 4, 3));
        let draw = |cells: &mut ShownCells, texts: [&str; 3]| {
            let next = cells.next();
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
        let sent = |cells: &mut dyn Iterator<Item = (u16, u16, &Cell)>| {
            let mut bytes = Vec::new();
            CrosstermBackend::new(&mut bytes).draw(cells).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        let mut of_cells = Vec::new();
        runs(&mut of_cells, blank.diff_iter(&cells));
        let alone = sent(&mut blank.diff_iter(&cells));
        assert_eq!(sent(&mut of_cells.iter().map(|(x, y, run)| (*x, *y, run))), alone);
        assert!(of_cells.len() < blank.diff_iter(&cells).count());
    }
}
