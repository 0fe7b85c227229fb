//! Reports: the tables, pages and reasons that commands, screens and exports show.
//!
//! Cells of tables hold values, which [`Value::words`] turns into the words of an [`Edition`]. Everything else is text
//! in logical order, in the language of an edition. Pure: no terminal, no widths, no files.

pub mod about;
pub mod areas;
pub mod background;
pub mod chart;
pub mod comparison;
pub mod conflict;
pub mod edition;
pub mod evidence;
pub mod figures;
pub mod finding;
pub mod format;
pub mod listing;
pub mod notes;
pub mod page;
pub mod progress;
pub mod prose;
pub mod question;
pub mod questions;
pub mod restorables;
pub mod roadmap;
pub mod states;
pub mod summary;
pub mod table;
pub mod terms;
pub mod tone;
pub mod value;
pub mod versions;
pub mod why;

#[cfg(test)]
pub(crate) mod example;

pub use edition::Edition;
pub use page::Page;
pub use roadmap::{Projected, RoadmapLine};
pub use table::{Cell, CellText, Column, ColumnAlign, Table, TableText};
pub use tone::Tone;
pub use value::{Value, ValueKind};
pub use why::Reason;
