//! The selected row, and the visible part of a long list.
//!
//! It knows lines and rows, and not their content.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use ratatui::layout::{Position, Rect};

use crate::tui::action::Action;
use crate::tui::view::Input;

/// The position in a list. Drawing records how many lines fit, so that a page key moves by a page and the view moves no
/// further than necessary.
#[derive(Debug, Clone, Default)]
pub struct Viewport {
    cursor: Cell<usize>,
    offset: Cell<usize>,
    height: Cell<usize>,
    /// Number of all lines in the last frame.
    total: Cell<usize>,
    free: Cell<bool>,
    /// The area of the lines in the last frame.
    area: Cell<Rect>,
    /// The scrollbar of the last frame, if it had one.
    bar: Cell<Option<Rect>>,
    /// The lines of each selectable row in the last frame.
    choices: RefCell<Vec<Range<usize>>>,
}

impl Viewport {
    /// A viewport with this row selected.
    pub fn at(cursor: usize) -> Self {
        Self { cursor: Cell::new(cursor), ..Self::default() }
    }

    /// Index of the selected row among the selectable ones.
    pub fn cursor(&self) -> usize {
        self.cursor.get()
    }

    /// The selected row among `count`: the last one if there are fewer than before.
    pub fn cursor_among(&self, count: usize) -> usize {
        self.cursor().min(count.saturating_sub(1))
    }

    /// Whether the last frame had more lines than it could show.
    pub fn is_cut(&self) -> bool {
        self.total.get() > self.height.get()
    }

    /// Selects a row and makes it visible.
    pub fn select(&mut self, row: usize) {
        self.cursor.set(row);
        self.free.set(false);
    }

    /// Keeps the selection on a row that has another index now because rows before it came or went.
    pub fn follow(&self, row: usize) {
        self.cursor.set(row);
    }

    /// Moves the selection among `count` rows. Returns whether the action was a move.
    fn update(&mut self, action: Action, count: usize) -> bool {
        let last = count.saturating_sub(1);
        let page = self.height.get().max(2) - 1;
        // The list may have become shorter since the row was selected.
        let selected = self.cursor_among(count);
        let row = match action {
            Action::Up => selected.saturating_sub(1),
            Action::Down => selected + 1,
            Action::PageUp => selected.saturating_sub(page),
            Action::PageDown => selected + page,
            Action::First => 0,
            Action::Last => last,
            _ => return false,
        };
        self.select(row.min(last));
        true
    }

    /// Moves the view over a text without selection. Returns whether the action was a move.
    fn scroll(&mut self, action: Action) -> bool {
        let page = self.height.get().max(2) - 1;
        let offset = self.offset.get();
        let offset = match action {
            Action::Up => offset.saturating_sub(1),
            Action::Down => offset.saturating_add(1),
            Action::PageUp => offset.saturating_sub(page),
            Action::PageDown => offset.saturating_add(page),
            Action::First => 0,
            // Drawing limits this to the end of the text. Until then more keys can arrive.
            Action::Last => usize::MAX,
            _ => return false,
        };
        self.offset.set(offset);
        self.free.set(true);
        true
    }

    /// Moves the view by a page and keeps the selection. The next selection makes its row visible again.
    fn scroll_page(&mut self, action: Action) -> bool {
        matches!(action, Action::PageUp | Action::PageDown) && self.scroll(action)
    }

    /// Records where a frame shows the selectable rows: the area, its scrollbar, and the lines of each row.
    pub fn shown(&self, area: Rect, bar: Option<Rect>, choices: Vec<Range<usize>>) {
        self.area.set(area);
        self.bar.set(bar);
        self.choices.replace(choices);
    }

    /// Whether the last frame shows lines at a position.
    pub fn contains(&self, position: Position) -> bool {
        self.area.get().contains(position)
    }

    /// Index of the selectable row at a position of the last frame.
    fn row_at(&self, position: Position) -> Option<usize> {
        let below = |area: Rect| usize::from(position.y - area.y);
        let line = self.contains(position).then(|| self.offset.get() + below(self.area.get()))?;
        self.choices.borrow().iter().position(|lines| lines.contains(&line))
    }

    /// Shows the part at which the scrollbar was pressed. Returns whether it was.
    fn scroll_to(&self, position: Position) -> bool {
        let Some(bar) = self.bar.get().filter(|bar| bar.contains(position)) else { return false };
        let steps = usize::from(bar.height.saturating_sub(1)).max(1);
        let hidden = self.total.get().saturating_sub(self.height.get());
        self.offset.set(usize::from(position.y - bar.y) * hidden / steps);
        self.free.set(true);
        true
    }

    /// Moves the selection among `count` rows, or the view. Returns the action if it is left to the screen. A press on
    /// the selected row becomes [`Action::Enter`].
    pub fn select_with(&mut self, input: Input, count: usize) -> Option<Action> {
        match input {
            Input::Act(action) => (!self.update(action, count)).then_some(action),
            Input::Press(position) if self.scroll_to(position) => None,
            Input::Press(position) => {
                let row = self.row_at(position)?;
                let is_selected = row == self.cursor_among(count);
                self.select(row);
                is_selected.then_some(Action::Enter)
            }
            Input::Scroll(lines) => {
                self.scroll_lines(lines);
                None
            }
            Input::Typed => None,
        }
    }

    /// Like [`Self::select_with`], but page keys move the view and keep the selection.
    pub fn select_or_page_with(&mut self, input: Input, count: usize) -> Option<Action> {
        match input {
            Input::Act(action) if self.scroll_page(action) => None,
            input => self.select_with(input, count),
        }
    }

    /// Moves the view over a text without selection. Returns the action if it is left to the screen.
    pub fn scroll_with(&mut self, input: Input) -> Option<Action> {
        match input {
            Input::Act(action) => (!self.scroll(action)).then_some(action),
            Input::Scroll(lines) => {
                self.scroll_lines(lines);
                None
            }
            Input::Press(position) => {
                self.scroll_to(position);
                None
            }
            Input::Typed => None,
        }
    }

    fn scroll_lines(&self, lines: i16) {
        self.offset.set(self.offset.get().saturating_add_signed(isize::from(lines)));
        self.free.set(true);
    }

    /// The first line to show, of `total` lines in an area of `height` lines, so that the `selected` lines are visible.
    pub fn offset_for(&self, selected: Option<Range<usize>>, total: usize, height: usize) -> usize {
        self.height.set(height);
        self.total.set(total);
        let mut offset = self.offset.get().min(total.saturating_sub(height));
        if let (Some(lines), false) = (selected, self.free.get()) {
            if lines.end > offset + height {
                offset = lines.end - height;
            }
            if lines.start < offset {
                offset = lines.start;
            }
        }
        self.offset.set(offset);
        offset
    }
}

/// The lines of the selected row with the texts that belong to it and would else be out of reach of the arrows: those
/// below it up to the next selectable row, and those above the first one. As far as they fit into `height` lines; where not
/// all do, those above the first row come before those below it. `total` is the number of all lines.
pub fn with_texts(
    selected: &Range<usize>,
    choices: &[Range<usize>],
    total: usize,
    height: usize,
) -> Range<usize> {
    let is_first = choices.first() == Some(selected);
    let start = if is_first && selected.end <= height { 0 } else { selected.start };
    let next = choices.iter().find(|lines| lines.start >= selected.end);
    let end = next.map_or(total, |lines| lines.start);
    start..end.min(start + height).max(selected.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_follows_the_selection_and_moves_no_further_than_necessary() {
        let view = Viewport::default();
        assert_eq!(view.offset_for(Some(0..1), 20, 5), 0);
        assert_eq!(view.offset_for(Some(6..8), 20, 5), 3);
        assert_eq!(view.offset_for(Some(4..5), 20, 5), 3);
        assert_eq!(view.offset_for(Some(1..2), 20, 5), 1);
    }

    #[test]
    fn a_text_scrolls_to_its_end_and_not_beyond() {
        let mut view = Viewport::default();
        view.offset_for(None, 20, 5);
        assert!(view.scroll(Action::Last));
        assert_eq!(view.offset_for(None, 20, 5), 15);
        assert!(view.scroll(Action::PageUp));
        assert_eq!(view.offset_for(None, 20, 5), 11);
        for key in [Action::Last, Action::Down, Action::PageDown] {
            view.scroll(key);
        }
        assert_eq!(view.offset_for(None, 20, 5), 15);
    }

    #[test]
    fn a_selection_brings_back_a_view_that_was_scrolled_away_from_it() {
        let scrolls: [fn(&mut Viewport) -> Option<Action>; 2] = [
            |view| view.select_or_page_with(Input::Act(Action::PageDown), 20),
            |view| view.select_with(Input::Scroll(9), 20),
        ];
        for scroll in scrolls {
            let mut view = Viewport::at(0);
            view.offset_for(Some(0..1), 20, 5);
            assert_eq!(scroll(&mut view), None);
            assert!(view.offset_for(Some(0..1), 20, 5) > 0, "the selection holds the view");
            view.select(1);
            assert_eq!(view.offset_for(Some(1..2), 20, 5), 1);
        }
    }

    #[test]
    fn the_selection_stays_in_the_list() {
        let mut view = Viewport::at(2);
        view.update(Action::Down, 3);
        assert_eq!(view.cursor(), 2);
        view.update(Action::First, 3);
        view.update(Action::Up, 3);
        assert_eq!(view.cursor(), 0);
        assert!(!view.update(Action::Enter, 3));
        let mut beyond = Viewport::at(5);
        beyond.update(Action::Up, 3);
        assert_eq!(beyond.cursor(), 1, "the last row was selected, and one press moves away from it");
    }
}
