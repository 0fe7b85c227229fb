//! Layout for a reading direction: Arabic reads columns, lists and tabs from the right.
//!
//! It calculates rectangles itself, because the constraint solver of ratatui took a fifth of the time to the first
//! frame for layouts that are one sum. It draws nothing.

use ratatui::layout::Rect;

use super::direction::Direction;

impl Direction {
    /// The place of `rect`, which is given for left to right: `rect` itself, or its mirror image in `within`.
    pub fn mirror(self, rect: Rect, within: Rect) -> Rect {
        match self {
            Self::LeftToRight => rect,
            Self::RightToLeft => {
                Rect { x: within.x.saturating_add(within.right().saturating_sub(rect.right())), ..rect }
            }
        }
    }

    /// Splits `area` into columns without gaps, in reading order.
    pub fn columns<const COUNT: usize>(self, area: Rect, widths: [ColumnWidth; COUNT]) -> [Rect; COUNT] {
        let mut columns = self.split(area, &widths, 0).into_iter();
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    }

    /// Splits `area` into columns with `gap` blank cells between them, in reading order.
    ///
    /// Fixed columns that do not fit are cut off, the last ones first. The columns of [`ColumnWidth::Rest`] share the
    /// remaining width equally.
    pub fn split(self, area: Rect, widths: &[ColumnWidth], gap: u16) -> Vec<Rect> {
        let gaps = gap.saturating_mul(u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX));
        let fixed = widths.iter().map(|width| width.fixed()).fold(gaps, u16::saturating_add);
        let shares = u16::try_from(widths.iter().filter(|width| **width == ColumnWidth::Rest).count());
        let rest = area.width.saturating_sub(fixed) / shares.unwrap_or(u16::MAX).max(1);
        let mut x = area.x;
        let place = |width: &ColumnWidth| {
            let wanted = if *width == ColumnWidth::Rest { rest } else { width.fixed() };
            let column = Rect { x, width: wanted.min(area.right().saturating_sub(x)), ..area };
            x = x.saturating_add(wanted).saturating_add(gap).min(area.right());
            self.mirror(column, area)
        };
        widths.iter().map(place).collect()
    }
}

/// The width of a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ColumnWidth {
    /// This number of cells.
    Fixed(u16),
    /// A share of what the fixed columns leave.
    Rest,
}

impl ColumnWidth {
    /// The cells of a fixed width; 0 for [`ColumnWidth::Rest`].
    fn fixed(self) -> u16 {
        match self {
            Self::Fixed(cells) => cells,
            Self::Rest => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect { x: 10, y: 2, width: 30, height: 4 };

    #[test]
    fn the_first_column_is_on_the_side_where_reading_begins() {
        let widths = [ColumnWidth::Fixed(10), ColumnWidth::Rest];
        let [first, second] = Direction::LeftToRight.columns(AREA, widths);
        assert_eq!((first.x, first.width, second.x, second.width), (10, 10, 20, 20));
        let [first, second] = Direction::RightToLeft.columns(AREA, widths);
        assert_eq!((first.x, first.width, second.x, second.width), (30, 10, 10, 20));
    }

    #[test]
    fn a_layout_with_gaps_is_mirrored_with_them() {
        let widths = [ColumnWidth::Fixed(5), ColumnWidth::Fixed(6)];
        let columns = Direction::RightToLeft.split(AREA, &widths, 2);
        let places: Vec<(u16, u16)> = columns.iter().map(|column| (column.x, column.width)).collect();
        assert_eq!(places, [(35, 5), (27, 6)]);
    }

    #[test]
    fn columns_that_do_not_fit_are_cut_off_at_the_end() {
        let widths = [ColumnWidth::Rest, ColumnWidth::Fixed(20), ColumnWidth::Fixed(20)];
        let columns = Direction::LeftToRight.split(AREA, &widths, 1);
        let places: Vec<(u16, u16)> = columns.iter().map(|column| (column.x, column.width)).collect();
        assert_eq!(places, [(10, 0), (11, 20), (32, 8)]);
        let none = Direction::LeftToRight.split(Rect { width: 0, ..AREA }, &widths, 1);
        assert!(none.iter().all(|column| column.width == 0 && column.right() <= AREA.x));
    }

    #[test]
    fn mirroring_twice_gives_the_original_place() {
        let place = Rect { x: 12, y: 3, width: 7, height: 1 };
        let image = Direction::RightToLeft.mirror(place, AREA);
        assert_eq!(image, Rect { x: 31, ..place });
        assert_eq!(Direction::RightToLeft.mirror(image, AREA), place);
        assert_eq!(Direction::LeftToRight.mirror(place, AREA), place);
    }
}
