//! The wire adapter: how the finished screen is sent so that a terminal shows it cell by cell.
//!
//! Everything above this seam draws visual rows. Terminals that reorder text themselves must be told not to, or be sent
//! a row that comes out right after they did; each such way is one more variant here and touches nothing else.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// One way to make a terminal show visual rows as they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Adapter {
    /// The terminal draws the cells in the order they are sent: nothing to do.
    #[default]
    Visual,
}

impl Adapter {
    /// What to write once the alternate screen is entered, before the first row.
    pub fn enter(self) -> &'static str {
        match self {
            Self::Visual => "",
        }
    }

    /// What to write before the alternate screen is left, also after a panic.
    pub fn leave(self) -> &'static str {
        match self {
            Self::Visual => "",
        }
    }

    /// Turns the finished frame into what is sent; to be called last in every draw. Returns where the caret stands in
    /// what is sent.
    pub fn apply(self, _buffer: &mut Buffer, cursor: Option<Position>) -> Option<Position> {
        match self {
            Self::Visual => cursor,
        }
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
}
