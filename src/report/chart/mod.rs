//! The geometry of charts: points, lengths and ticks in abstract units, drawn by a screen, a page or a spreadsheet.
//!
//! It knows no cell, pixel, colour or font. Shares run from 0 to 1, the end of the scale.

pub mod bar;
pub mod histogram;
pub mod radar;

use crate::model::Level;

/// The share of a scale that `level` reaches: its number divided by that of `last`.
///
/// ```
/// use mizan::{model::Level, report::chart};
/// assert_eq!(chart::share(Level(2), Level(5)), 0.4);
/// ```
pub fn share(level: Level, last: Level) -> f64 {
    f64::from(level.0) / f64::from(last.0.max(1))
}
