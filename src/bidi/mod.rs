//! Everything that knows Arabic in terminal cells: order, shaping, width, wrapping, the caret and the mirrored screen.
//!
//! Terminals differ: some reorder Arabic, some shape it, most do neither, and leaving it to them swaps columns and
//! breaks words. So the program does it all itself. A text goes one way:
//!
//! ```text
//! logical text -> clusters (shaped, safe) -> levels (UAX #9) -> wrapped or cut -> visual order -> cells -> adapter
//! ```
//!
//! - A [`Paragraph`] holds a text cut into clusters, one or two cells each. Wrapping and cutting work on the logical
//!   order with the shaped widths, because after reordering the first words would land on the last line.
//! - [`draw_line`], [`draw_paragraph`] and [`draw_field`] put it into a buffer, [`visual`], [`wrap_visual`] and
//!   [`truncate`] into strings to print.
//! - [`measure`] is the only measure of width: elsewhere a lam-alef counts as one cell in a string and two in a buffer.
//! - [`Direction`] mirrors the screen, [`Adapter`] is the one place through which other terminals come.
//! - Nothing from a text is obeyed by the terminal or hidden from the reader; the table of what stands for what is in
//!   `safe.rs`.
//!
//! Files and exports hold logical text and need none of this.

mod adapter;
mod caret;
mod cluster;
mod draw;
mod field;
mod figures;
mod island;
mod layout;
mod moves;
mod order;
mod paragraph;
mod presentation;
mod safe;
mod shaping;
mod whole;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use adapter::terminals;
pub use adapter::{Adapter, UnknownAdapter, has_right_to_left};
pub use caret::Caret;
pub use cluster::Cluster;
pub use draw::{Align, draw_line, draw_paragraph, draw_wrapped_line};
pub use field::draw_field;
pub use island::{distrusted, is_island, islands_in, ltr, with_whole_islands, without_islands};
pub use layout::Direction;
pub use moves::Side;
pub use order::{Base, Placed, is_plain_ltr, is_right_to_left};
pub use paragraph::Paragraph;
pub use presentation::{Digits, Figures, Presentation, Tashkeel};
pub use whole::{ELLIPSIS, logical, measure, truncate, visual, wrap_visual};
