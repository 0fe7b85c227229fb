//! The lines around the cells of a table.
//!
//! It knows no text and no terminal.

/// The lines of a table, the same in both directions of reading.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TableFrame {
    /// The blanks on each side of a cell.
    pub padding: usize,
    /// What is left of a row, between its cells, and right of it.
    pub beside: [&'static str; 3],
    /// The line above the table.
    pub top: FrameRule,
    /// The line under the headings.
    pub under_headings: FrameRule,
    /// The line between two rows, if rows are divided.
    pub between: FrameRule,
    /// The line below the table.
    pub bottom: FrameRule,
}

/// A horizontal line of a frame.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FrameRule {
    /// Its left end, its signs between two columns, and its right end.
    pub joints: [&'static str; 3],
    /// The sign above or below a cell.
    pub fill: &'static str,
}

impl FrameRule {
    const fn new(left: &'static str, fill: &'static str, middle: &'static str, right: &'static str) -> Self {
        Self { joints: [left, middle, right], fill }
    }
}

impl TableFrame {
    /// Lines on all sides.
    pub const FULL: Self = Self {
        padding: 1,
        beside: ["│", "┆", "│"],
        top: FrameRule::new("┌", "─", "┬", "┐"),
        under_headings: FrameRule::new("╞", "═", "╪", "╡"),
        between: FrameRule::new("├", "╌", "┼", "┤"),
        bottom: FrameRule::new("└", "─", "┴", "┘"),
    };

    /// Lines only between rows, and one blank between two cells.
    pub const LIGHT: Self = Self {
        padding: 0,
        beside: ["", " ", ""],
        top: FrameRule::new("", "─", "─", ""),
        under_headings: FrameRule::new("", "═", "═", ""),
        between: FrameRule::new("", "─", "─", ""),
        bottom: FrameRule::new("", "─", "─", ""),
    };

    /// The columns that the frame takes besides the cells of `count` columns.
    pub fn width(&self, count: usize) -> usize {
        let signs = |text: &str| text.chars().count();
        let [left, middle, right] = self.beside.map(signs);
        left + 2 * self.padding * count + middle * count.saturating_sub(1) + right
    }
}
