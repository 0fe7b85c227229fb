//! Where things stand for a reader of each direction: Arabic reads columns, lists and tabs from the right.

use ratatui::layout::{Constraint, Layout, Rect};

use super::order::Base;

/// The direction in which a screen is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Direction {
    /// English: the first column is the leftmost.
    #[default]
    LeftToRight,
    /// Arabic: the first column is the rightmost.
    RightToLeft,
}

impl Direction {
    /// The base direction of the texts of such a screen.
    pub fn base(self) -> Base {
        match self {
            Self::LeftToRight => Base::Ltr,
            Self::RightToLeft => Base::Rtl,
        }
    }

    /// Where a place planned for left to right stands: the same, or its mirror image within `within`.
    pub fn mirror(self, rect: Rect, within: Rect) -> Rect {
        match self {
            Self::LeftToRight => rect,
            Self::RightToLeft => {
                Rect { x: within.x.saturating_add(within.right().saturating_sub(rect.right())), ..rect }
            }
        }
    }

    /// Splits `area` into columns, in reading order.
    pub fn columns<const COUNT: usize>(self, area: Rect, constraints: [Constraint; COUNT]) -> [Rect; COUNT] {
        Layout::horizontal(constraints).areas(area).map(|column| self.mirror(column, area))
    }

    /// Splits `area` by a horizontal layout with its spacing and margins, in reading order.
    pub fn split(self, area: Rect, layout: &Layout) -> Vec<Rect> {
        layout.split(area).iter().map(|column| self.mirror(*column, area)).collect()
    }
}
