//! The building blocks of screens: canvas, lists, tables, fields and charts.
//!
//! A widget knows no screen and no assessment.

mod canvas;
mod list;
mod radar;
mod row;
mod table;
mod text_field;
mod viewport;

pub use canvas::{Canvas, Gauge, Picture, body, pointer, result_sign, unknown_sign};
pub use list::{List, Rows};
pub use radar::{Radar, Ring};
pub use row::Row;
pub use table::{
    BESIDE_CAPTIONS, GAP, NAMES, SHORT_NAMES, TableCell, TableColumn, TableLine, TableRow, TableView,
    UNBOUNDED,
};
pub use text_field::{FieldRoom, LONGEST_TEXT, LineBreaks, RefusedText, TextField};
pub use viewport::Viewport;
