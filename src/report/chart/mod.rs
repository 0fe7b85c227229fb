//! The geometry of charts: points, lengths and ticks in abstract units, for a screen, a page or a spreadsheet to draw.
//!
//! It knows no cell, no pixel, no colour and no font. Shares are from 0 (nothing) to 1 (the end of the scale).

pub mod bar;
pub mod histogram;
pub mod radar;

use crate::model::Level;

/// The share of a scale that a level reaches: its number by that of the last level.
///
/// ```
/// use mizan::{model::Level, report::chart};
/// assert_eq!(chart::share(Level(2), Level(5)), 0.4);
/// ```
pub fn share(level: Level, last: Level) -> f64 {
    f64::from(level.0) / f64::from(last.0.max(1))
}
