//! What a person reads, said once: rows, cells and lines of text that the commands, the screens and the exports draw.
//!
//! Everything here is text in logical order, in the language of an [`Edition`]. Pure: no terminal, no widths, no files.

pub mod areas;
pub mod comparison;
pub mod conflict;
pub mod edition;
pub mod figures;
pub mod format;
pub mod listing;
pub mod page;
pub mod question;
pub mod questions;
pub mod restorables;
pub mod roadmap;
pub mod table;
pub mod why;

#[cfg(test)]
pub(crate) mod example;

pub use edition::Edition;
pub use page::Page;
pub use roadmap::RoadmapLine;
pub use table::{Cell, Column, ColumnAlign, Table, Tone};
pub use why::Reason;
