//! Everything that knows Arabic in terminal cells: order, shaping, width, wrapping, the caret and the mirrored
//! screen.
//!
//! Terminals differ: some reorder Arabic, some shape it, most do neither. A program that relies on them gets swapped
//! columns and broken words, so this room does all of it. A text takes these steps:
//!
//! ```text
//! logical text -> clusters (shaped, safe) -> levels (UAX #9) -> wrapped or cut -> visual order -> cells -> adapter
//! ```
//!
//! - A [`Paragraph`] holds a text cut into clusters, one or two cells each. Wrapping and cutting work on the logical
//!   order with the shaped widths, because after reordering the first words would be on the last line.
//! - [`draw_line`] and [`draw_paragraph`] write it into a buffer; [`PrintedText`] and [`visual`] return strings to
//!   print.
//! - [`measure`] is the only measure of width, because other measures count a lam-alef as one cell in a string and as
//!   two in a buffer.
//! - [`Direction`] mirrors the screen. [`Adapter`] adapts the finished frame to terminals that reorder text
//!   themselves.
//! - No character of a text is obeyed by the terminal or hidden from the reader. `safe.rs` has the table of
//!   replacements.
//!
//! Files and exports hold logical text and need none of this.
//!
//! # Bad text
//!
//! Any text is valid input. Every cell holds one or two columns by ratatui's count and by `unicode-width`'s, at most
//! sixteen characters and a few marks each, and no terminal command. The time is proportional to the length of the
//! text. Marks of an [island](ltr) count only in pairs that the program made itself: texts from outside go through
//! [`distrusted`], texts that leave the program through [`without_islands`], [`logical`] or [`isolated`].
//!
//! # In another program
//!
//! The room uses no other room of this program. Copy the folder `src/bidi`, with `tests/data/bidi-gold-*.tsv` and
//! `tests/data/arabic-joining.tsv` for its tests. It depends on `ratatui`, `unicode-bidi` (with `hardcoded-data`),
//! `unicode-bidi-mirroring`, `unicode-normalization`, `unicode-segmentation`, `unicode-width` and `thiserror`, on
//! `serde` for the names of [`Digits`] and [`Tashkeel`] in settings, and on `proptest` for its tests.
//!
//! ```
//! use mizan::bidi::{Adapter, Align, Base, ColumnWidth, Digits, Direction, Presentation, draw_line, draw_paragraph, ltr};
//! use ratatui::{buffer::Buffer, layout::Rect, style::Style};
//!
//! let adapter: Adapter = "visual".parse()?; // as the terminal needs it; write `adapter.enter()` first
//! let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 2)); // in a program: `frame.buffer_mut()`
//! let direction = Direction::RightToLeft;
//! let drawn = Presentation { digits: Digits::Arabic, ..Presentation::default() };
//! let [text, _] = direction.columns(buffer.area, [ColumnWidth::Fixed(20), ColumnWidth::Rest]);
//! let title = [("مستوى النضج", Style::new().bold())];
//! draw_line(&mut buffer, text, &title, Base::Own(direction), Align::Start, direction, drawn);
//! let date = format!("في {}", ltr("2026-09-25"));
//! let below = Rect { y: 1, height: 1, ..text };
//! draw_paragraph(&mut buffer, below, &[(&date, Style::new())], Base::Own(direction), 0, drawn);
//! assert_eq!((0..13).map(|x| buffer[(x + 11, 1)].symbol()).collect::<String>(), "٢٠٢٦-٠٩-٢٥ ﻲﻓ");
//! # Ok::<(), mizan::bidi::UnknownAdapter>(())
//! ```
//!
//! At the end of every frame `adapter.apply` turns the buffer into what this terminal is sent.

mod adapter;
mod bases;
mod caret;
mod class;
mod cluster;
mod digits;
mod direction;
mod direction_marks;
mod draw;
mod figures;
mod island;
mod isolates;
mod layout;
mod lines;
mod moves;
mod order;
mod outside;
mod paragraph;
mod presentation;
mod printed;
mod recent;
mod remembered_line;
mod safe;
mod set_line;
mod shaping;
mod slice;
mod symbols;
mod unseen;
mod whole;
mod words;
mod wrap;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use adapter::terminals;
pub use adapter::{Adapter, UnknownAdapter, has_right_to_left};
pub use caret::Caret;
pub use class::is_right_to_left;
pub use cluster::Cluster;
pub use direction::{Base, Direction};
pub use draw::{Align, draw_line, draw_paragraph, draw_wrapped_line};
pub use island::{
    distrusted, has_own_island, is_island, islands_in, ltr, ltr_islands_in, ltr_path, own,
    with_whole_islands, without_islands,
};
pub use isolates::{isolated, isolates_as_islands};
pub use layout::ColumnWidth;
pub use lines::lines_of;
pub use moves::ScreenSide;
pub use order::{VisualPlace, is_plain_ltr};
pub use paragraph::Paragraph;
pub use presentation::{Digits, Figures, Presentation, Tashkeel};
pub use printed::{PrintedLine, PrintedText};
pub use symbols::{Symbols, draw_in_ascii, in_ascii};
pub use unseen::invisible;
pub use whole::{logical, measure, shortened, visual};
pub use words::words_from_left;
