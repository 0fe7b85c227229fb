//! A radar chart: axes from a centre, and closed rings that meet each axis at a share of its length.
//!
//! The centre is the origin, an axis has the length 1, and `y` grows upwards.

use std::f64::consts::TAU;

use crate::bidi::Direction;

/// A point in a chart. The unit is the length of an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartPoint {
    /// Distance to the right of the centre; negative to the left.
    pub x: f64,
    /// Distance above the centre; negative below.
    pub y: f64,
}

/// The axes of a radar chart. The first one points upwards, and the others follow in the reading direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RadarAxes {
    /// Number of axes; a ring has an area from [`RadarAxes::FEWEST`] on.
    pub count: usize,
    /// Reading direction: clockwise for left to right, anticlockwise for right to left.
    pub direction: Direction,
}

impl RadarAxes {
    /// The smallest number of axes for which a ring has an area.
    pub const FEWEST: usize = 3;

    /// Half the width and half the height of the chart, including room for the labels around it.
    pub const EXTENT: f64 = 1.22;

    /// The share of an axis at which its label is centred, outside the outermost ring.
    const LABEL: f64 = 1.12;

    /// The origin, where all axes start.
    pub const CENTRE: ChartPoint = ChartPoint { x: 0.0, y: 0.0 };

    /// The point at `share` of an axis. Axes count from 0.
    #[expect(clippy::cast_precision_loss, reason = "a chart has few axes")]
    pub fn point(self, axis: usize, share: f64) -> ChartPoint {
        let turn = axis as f64 / self.count as f64 * TAU;
        let side = match self.direction {
            Direction::LeftToRight => 1.0,
            Direction::RightToLeft => -1.0,
        };
        let (across, upwards) = sine_and_cosine(turn);
        ChartPoint { x: side * across * share, y: upwards * share }
    }

    /// The corners of the ring with these shares, one per axis in order.
    pub fn ring(self, shares: &[f64]) -> Vec<ChartPoint> {
        shares.iter().enumerate().map(|(axis, share)| self.point(axis, *share)).collect()
    }

    /// The corners of the ring that meets every axis at the same share. The lines of the scale are such rings.
    pub fn even_ring(self, share: f64) -> Vec<ChartPoint> {
        (0..self.count).map(|axis| self.point(axis, share)).collect()
    }

    /// The outer ends of the axes, at share 1.
    pub fn ends(self) -> Vec<ChartPoint> {
        self.even_ring(1.0)
    }

    /// The centres of the labels, outside the ends of the axes.
    pub fn labels(self) -> Vec<ChartPoint> {
        self.even_ring(Self::LABEL)
    }
}

/// The sine and the cosine of an angle from 0 to a whole turn, by their series, correct to 12 places. The functions of the
/// system are in a library of their own, which every start would load for the few points of a chart.
fn sine_and_cosine(angle: f64) -> (f64, f64) {
    let (mut sine, mut cosine, mut term) = (0.0, 0.0, 1.0);
    for power in 0..40_u8 {
        match power % 4 {
            0 => cosine += term,
            1 => sine += term,
            2 => cosine -= term,
            _ => sine -= term,
        }
        term *= angle / f64::from(power + 1);
    }
    (sine, cosine)
}

/// The sides of a closed ring: from each corner to the next, and from the last one back to the first.
pub fn sides(ring: &[ChartPoint]) -> impl Iterator<Item = (ChartPoint, ChartPoint)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "only the program must not load the C library's mathematics")]
mod tests {
    use super::*;

    fn is_near(one: ChartPoint, x: f64, y: f64) -> bool {
        (one.x - x).abs() < 1e-12 && (one.y - y).abs() < 1e-12
    }

    #[test]
    fn the_first_axis_points_upwards_and_the_second_in_reading_direction() {
        let axes = |direction| RadarAxes { count: 4, direction };
        for (direction, side) in [(Direction::LeftToRight, 1.0), (Direction::RightToLeft, -1.0)] {
            assert!(is_near(axes(direction).point(0, 1.0), 0.0, 1.0));
            assert!(is_near(axes(direction).point(1, 0.5), side * 0.5, 0.0));
        }
    }

    #[test]
    fn the_series_of_an_angle_is_its_sine_and_its_cosine() {
        for step in 0..=48 {
            let angle = f64::from(step) / 48.0 * TAU;
            let (sine, cosine) = sine_and_cosine(angle);
            assert!((sine - angle.sin()).abs() < 1e-12 && (cosine - angle.cos()).abs() < 1e-12, "{angle}");
        }
    }

    #[test]
    fn a_ring_is_closed_and_stays_inside_the_extent() {
        for count in RadarAxes::FEWEST..12 {
            let axes = RadarAxes { count, direction: Direction::LeftToRight };
            let ring = axes.ring(&vec![1.0; count]);
            assert_eq!(ring, axes.ends());
            let sides: Vec<_> = sides(&ring).collect();
            assert_eq!(sides.len(), count);
            assert_eq!(sides.last().map(|side| side.1), ring.first().copied());
            let is_inside = |point: &ChartPoint| point.x.hypot(point.y) < RadarAxes::EXTENT;
            assert!(axes.labels().iter().all(is_inside), "{count}");
        }
    }
}
