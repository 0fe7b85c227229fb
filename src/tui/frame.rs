//! The parts of a frame that are not cells.
//!
//! It knows no screen and no terminal.

use ratatui::layout::Position;

use crate::bidi::Adapter;

/// The caret of a frame, and the adapters that its rows are sent through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// Position of the caret. `None` if no field has the focus.
    pub caret: Option<Position>,
    /// Adapter for all rows without one of their own.
    pub adapter: Adapter,
    /// Whether the terminal is to report the mouse.
    pub takes_mouse: bool,
    /// Rows with an adapter of their own.
    pub samples: Vec<Sample>,
}

/// A row that is sent through its own adapter, so that the user can compare adapters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// Number of the row, from the top of the screen.
    pub row: u16,
    /// Adapter for the row.
    pub adapter: Adapter,
}
