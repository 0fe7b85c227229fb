//! The cells that the terminal shows, and those of the next frame.
//!
//! It compares buffers and writes to no terminal.

use ratatui::buffer::{Buffer, BufferDiff, Cell, CellDiffOption};
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

    /// The cells of the next frame that differ from the shown ones. Whole rows are compared first, because a key
    /// changes few rows and comparing cells takes several times longer.
    pub(super) fn changes(&mut self) -> BufferDiff<'_, '_> {
        let columns = usize::from(self.next.area.width).max(1);
        for (shown, next) in self.shown.content.chunks(columns).zip(self.next.content.chunks_mut(columns)) {
            if shown.iter().zip(next.iter()).all(|(shown, next)| looks_alike(shown, next)) {
                for cell in next {
                    cell.set_diff_option(CellDiffOption::Skip);
                }
            }
        }
        self.shown.diff_iter(&self.next)
    }

    /// Records that the next frame was sent.
    pub(super) fn advance(&mut self) {
        for cell in &mut self.next.content {
            cell.set_diff_option(CellDiffOption::None);
        }
        std::mem::swap(&mut self.shown, &mut self.next);
    }
}

/// Cells that follow each other in one style as one cell with all their text: what is sent is the same, and each cell alone
/// would take several times longer. The cells of a stretch without a gap are numbered from its column on, because a
/// backend moves the cursor where a number is missing.
pub(super) fn runs<'cells>(cells: impl Iterator<Item = (u16, u16, &'cells Cell)>) -> Vec<(u16, u16, Cell)> {
    let mut runs: Vec<(u16, u16, Cell)> = Vec::new();
    let mut text = String::new();
    let mut last = None;
    for (x, y, cell) in cells {
        let follows = last.is_some_and(|(last_x, last_y)| (x, y) == (last_x + 1, last_y));
        last = Some((x, y));
        match runs.last_mut() {
            Some((.., run)) if follows && has_style_of(run, cell) => text.push_str(cell.symbol()),
            previous => {
                let number = previous.as_ref().filter(|_| follows).map_or(x, |(number, ..)| number + 1);
                if let Some((.., run)) = previous {
                    run.set_symbol(&text);
                }
                text.clear();
                text.push_str(cell.symbol());
                runs.push((number, y, cell.clone()));
            }
        }
    }
    if let Some((.., run)) = runs.last_mut() {
        run.set_symbol(&text);
    }
    runs
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
            let changes =
                cells.changes().map(|(x, y, cell)| (x, y, cell.symbol().to_owned())).collect::<Vec<_>>();
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
        let runs = runs(blank.diff_iter(&cells));
        let alone = sent(&mut blank.diff_iter(&cells));
        assert_eq!(sent(&mut runs.iter().map(|(x, y, run)| (*x, *y, run))), alone);
        assert!(runs.len() < blank.diff_iter(&cells).count());
    }
}
