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

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect { x: 10, y: 2, width: 30, height: 4 };

    #[test]
    fn the_first_column_stands_on_the_side_where_reading_begins() {
        let widths = [Constraint::Length(10), Constraint::Fill(1)];
        let [first, second] = Direction::LeftToRight.columns(AREA, widths);
        assert_eq!((first.x, first.width, second.x, second.width), (10, 10, 20, 20));
        let [first, second] = Direction::RightToLeft.columns(AREA, widths);
        assert_eq!((first.x, first.width, second.x, second.width), (30, 10, 10, 20));
    }

    #[test]
    fn a_layout_with_spacing_is_mirrored_whole() {
        let layout = Layout::horizontal([Constraint::Length(5), Constraint::Length(6)]).spacing(2);
        let columns = Direction::RightToLeft.split(AREA, &layout);
        let places: Vec<(u16, u16)> = columns.iter().map(|column| (column.x, column.width)).collect();
        assert_eq!(places, [(35, 5), (27, 6)]);
    }

    #[test]
    fn a_mirror_image_of_a_mirror_image_is_the_place_itself() {
        let place = Rect { x: 12, y: 3, width: 7, height: 1 };
        let image = Direction::RightToLeft.mirror(place, AREA);
        assert_eq!(image, Rect { x: 31, ..place });
        assert_eq!(Direction::RightToLeft.mirror(image, AREA), place);
        assert_eq!(Direction::LeftToRight.mirror(place, AREA), place);
    }
}
