//! What a frame is beside its cells.

use ratatui::layout::Position;

use crate::bidi::Adapter;

/// How the cells of a frame are to be sent, and where its caret stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// Where the caret stands in the cells, if anywhere.
    pub caret: Option<Position>,
    /// The adapter that the frame is sent through.
    pub adapter: Adapter,
    /// Rows that go through an adapter of their own.
    pub samples: Vec<Sample>,
}

/// A row sent through another adapter than the rest, so that a person can see which one reads correctly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// The row, counted from the top of the screen.
    pub row: u16,
    /// Its adapter.
    pub adapter: Adapter,
}
