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
pub use table::{TableCell, TableColumn, TableLine, TableView, role_of};
pub use text_field::{FieldRoom, LONGEST_TEXT, LineBreaks, TextField};
pub use viewport::Viewport;
