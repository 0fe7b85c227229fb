//! What a person reads, said once: rows, cells and lines of text that the commands, the screens and the exports draw.
//!
//! Everything here is text in logical order, in the language of an [`Edition`]. Pure: no terminal, no widths, no files.

pub mod table;

pub use table::{Align, Cell, Column, Table, Tone};
