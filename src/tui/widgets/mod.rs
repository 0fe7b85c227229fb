//! Pieces that screens are made of.

mod canvas;
mod radar;
mod rows;
mod table;
mod text_field;
mod viewport;

pub use canvas::{Canvas, base_of, pointer};
pub use radar::{Radar, Ring};
pub use rows::{Row, Rows};
pub use table::{Cell, Column, Line, Table, role_of};
pub use text_field::{LONGEST_TEXT, Lines, Room, TextField};
pub use viewport::Viewport;
