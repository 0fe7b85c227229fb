//! The output adapter: how the finished screen is sent so that a terminal shows it cell by cell.
//!
//! The program draws visual rows. A terminal that reorders text itself must either be switched off or be sent a row
//! that is correct after its reordering. Each such way is one variant here, so that no other code depends on the
//! terminal.
//!
//! | adapter | change to a row | what cannot be shown correctly |
//!
//! | adapter | what is done to a row | what cannot come out right |
//! |---|---|---|
//! | visual, explicit, mlterm | none | – |
//! | fence | a left-to-right mark after each right-to-left letter (`fence.rs`) | a row whose first cell is such a letter, in a terminal that guesses the direction of each row |
//! | inverse | the order that UAX #9 turns into the wanted one (`inverse.rs`) | the same rows; a number directly after a word, or of Arabic and European digits, changes its digits; an unbalanced bracket changes its shape |
//! | kitty | words back to front (`kitty.rs`) | Arabic joined with Latin without a blank: the Latin part changes its weight |
//! | logical | as inverse, with base letters and normal blanks (`logical.rs`) | as inverse |
//!
//! The number of cells of a row never changes, and a row without right-to-left letters is never touched.

mod fence;
mod inverse;
mod kitty;
mod logical;
mod plan;
mod row;

#[cfg(test)]
mod laws;
#[cfg(test)]
pub(crate) mod terminals;

use std::str::FromStr;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use row::SymbolRow;

pub use row::has_right_to_left;

/// A way to make a terminal show visual rows as they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Adapter {
    /// The terminal draws the cells in the order they are sent, so rows are sent as they are.
    #[default]
    Visual,
    /// The terminal reorders until it is switched off with the standard sequence (VTE, mintty).
    Explicit,
    /// The terminal reorders until it is switched off with its own command (mlterm).
    Mlterm,
    /// The terminal reorders, but marks inside cells stop it from reordering across cells (tmux, screen, xterm.js).
    Fence,
    /// The terminal always reorders (Konsole, PuTTY): it is sent a row that is correct after that.
    Inverse,
    /// The terminal lays out each word separately and keeps the order of words (kitty).
    Kitty,
    /// The terminal, or its screen reader, does everything: it is sent letters in reading order.
    Logical,
}

/// The error for a word that names no adapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such adapter")]
pub struct UnknownAdapter;

impl Adapter {
    /// Every adapter.
    pub const ALL: [Self; 7] =
        [Self::Visual, Self::Explicit, Self::Mlterm, Self::Fence, Self::Inverse, Self::Kitty, Self::Logical];

    /// Its name in settings and options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Visual => "visual",
            Self::Explicit => "explicit",
            Self::Mlterm => "mlterm",
            Self::Fence => "fence",
            Self::Inverse => "inverse",
            Self::Kitty => "kitty",
            Self::Logical => "logical",
        }
    }

    /// The sequence to write after entering the alternate screen, before the first row. Empty for most.
    pub fn enter(self) -> &'static str {
        match self {
            Self::Explicit => "\x1b[8l\x1b[1 k",
            Self::Mlterm => "\x1b]5379;use_ctl=false\x07\x1b]5379;use_bidi=false\x07",
            Self::Visual | Self::Fence | Self::Inverse | Self::Kitty | Self::Logical => "",
        }
    }

    /// The sequence to write before leaving the alternate screen, also after a panic.
    pub fn leave(self) -> &'static str {
        match self {
            Self::Explicit => "\x1b[8h\x1b[0 k",
            Self::Mlterm => "\x1b]5379;use_ctl=true\x07\x1b]5379;use_bidi=true\x07",
            Self::Visual | Self::Fence | Self::Inverse | Self::Kitty | Self::Logical => "",
        }
    }

    /// The sequence to write after printed lines that stay on the screen. Empty for mlterm: it lays out the whole
    /// screen again when it is switched back, which would make the printed lines unreadable.
    pub fn leave_printed(self) -> &'static str {
        match self {
            Self::Mlterm => "",
            other => other.leave(),
        }
    }

    /// Whether the terminal may draw a dot or a hamza past the cell of its letter, into the row above or below, where it
    /// stays until that row is sent again (xterm, mlterm).
    pub fn leaves_specks(self) -> bool {
        matches!(self, Self::Visual | Self::Mlterm)
    }

    /// Whether a row must begin with something other than a right-to-left letter, because the terminal orders the row
    /// and may take its direction from the first letter.
    pub fn needs_a_first_cell(self) -> bool {
        matches!(self, Self::Fence | Self::Inverse)
    }

    /// Turns the finished frame into the one that is sent. Must be called exactly once for each frame, as the last
    /// step of drawing. Returns the position of the caret in the frame that is sent.
    pub fn apply(self, buffer: &mut Buffer, cursor: Option<Position>) -> Option<Position> {
        let send = match self {
            Self::Visual | Self::Explicit | Self::Mlterm => return cursor,
            Self::Fence => fence::send,
            Self::Inverse => inverse::send,
            Self::Kitty => kitty::send,
            Self::Logical => logical::send,
        };
        let (area, mut cursor) = (buffer.area, cursor);
        let cells = buffer.content.chunks_mut(usize::from(area.width).max(1));
        for (y, cells) in (area.top()..area.bottom()).zip(cells) {
            if !cells.iter().any(|cell| has_right_to_left(cell.symbol())) {
                continue;
            }
            let mut row = SymbolRow::new(cells);
            send(&mut row);
            if let Some(caret) = cursor.as_mut().filter(|caret| caret.y == y && caret.x >= area.x) {
                caret.x = area.x + row.column_of(caret.x - area.x);
            }
        }
        cursor
    }
}

impl FromStr for Adapter {
    type Err = UnknownAdapter;

    fn from_str(word: &str) -> Result<Self, UnknownAdapter> {
        Self::ALL.into_iter().find(|adapter| adapter.name() == word).ok_or(UnknownAdapter)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    #[test]
    fn a_terminal_that_reorders_nothing_is_sent_the_row_as_it_is() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        buffer.set_string(0, 0, "\u{FEE1}\u{FEFC}\u{FEB3}", ratatui::style::Style::new());
        let before = buffer.clone();
        let cursor = Some(Position::new(2, 0));
        assert_eq!(Adapter::Visual.apply(&mut buffer, cursor), cursor);
        assert_eq!(buffer, before);
        assert_eq!((Adapter::Visual.enter(), Adapter::Visual.leave()), ("", ""));
    }

    #[test]
    fn every_adapter_is_found_by_its_name() {
        for adapter in Adapter::ALL {
            assert_eq!(adapter.name().parse(), Ok(adapter));
        }
        assert_eq!("Visual".parse::<Adapter>(), Err(UnknownAdapter));
    }
}
