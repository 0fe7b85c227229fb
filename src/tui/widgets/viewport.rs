//! Which row is selected, and which part of a long list is on screen.

use std::cell::Cell;
use std::ops::Range;

use crate::tui::action::Action;

/// The place in a list. Drawing remembers how much fitted, so that a page is a page and the view moves no further
/// than it must.
#[derive(Debug, Clone, Default)]
pub struct Viewport {
    cursor: usize,
    offset: Cell<usize>,
    height: Cell<usize>,
    free: Cell<bool>,
}

impl Viewport {
    /// A view with this row selected.
    pub fn at(cursor: usize) -> Self {
        Self { cursor, ..Self::default() }
    }

    /// The selected row, counted from 0 among those that can be selected.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Selects a row.
    pub fn select(&mut self, row: usize) {
        self.cursor = row;
        self.free.set(false);
    }

    /// Moves the selection among `count` rows; says whether the action was one that moves.
    pub fn update(&mut self, action: Action, count: usize) -> bool {
        let last = count.saturating_sub(1);
        let page = self.height.get().max(2) - 1;
        let row = match action {
            Action::Up => self.cursor.saturating_sub(1),
            Action::Down => self.cursor + 1,
            Action::PageUp => self.cursor.saturating_sub(page),
            Action::PageDown => self.cursor + page,
            Action::First => 0,
            Action::Last => last,
            _ => return false,
        };
        self.select(row.min(last));
        true
    }

    /// Moves the view over a text without a selection; says whether the action was one that moves.
    pub fn scroll(&mut self, action: Action) -> bool {
        let page = self.height.get().max(2) - 1;
        let offset = self.offset.get();
        let offset = match action {
            Action::Up => offset.saturating_sub(1),
            Action::Down => offset.saturating_add(1),
            Action::PageUp => offset.saturating_sub(page),
            Action::PageDown => offset.saturating_add(page),
            Action::First => 0,
            // Cut to the end of the text when it is drawn; more keys can come before that.
            Action::Last => usize::MAX,
            _ => return false,
        };
        self.offset.set(offset);
        self.free.set(true);
        true
    }

    /// Moves the view by a page and leaves the selection; the next selection brings the view back.
    pub fn scroll_page(&mut self, action: Action) -> bool {
        matches!(action, Action::PageUp | Action::PageDown) && self.scroll(action)
    }

    /// The first of `total` lines to show in `height` lines, such that `selected` lines are seen.
    pub fn offset_for(&self, selected: Option<Range<usize>>, total: usize, height: usize) -> usize {
        self.height.set(height);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_follows_the_selection_and_moves_no_further_than_it_must() {
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
    fn the_selection_stays_in_the_list() {
        let mut view = Viewport::at(2);
        view.update(Action::Down, 3);
        assert_eq!(view.cursor(), 2);
        view.update(Action::First, 3);
        view.update(Action::Up, 3);
        assert_eq!(view.cursor(), 0);
        assert!(!view.update(Action::Enter, 3));
    }
}
