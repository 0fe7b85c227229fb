//! Tables before they are drawn: headings, cells with values, and notes.
//!
//! A [`Table`] holds values; [`Table::in_words`] turns them into the text that a screen, a printer or a format draws.
//! It knows no width and no terminal.

use super::{Edition, Tone, Value, ValueKind};

/// Rows of cells under headings, with notes below.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Title in the language of the report; may be empty.
    pub title: String,
    /// The columns in reading order: an Arabic table is drawn from right to left.
    pub columns: Vec<Column>,
    /// The rows, each with one cell per column.
    pub rows: Vec<Vec<Cell>>,
    /// Sentences below the rows.
    pub notes: Vec<String>,
}

/// A [`Table`] in the words of one edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableText {
    /// Title of the table; may be empty.
    pub title: String,
    /// The columns in reading order.
    pub columns: Vec<Column>,
    /// The rows, each with one text per column.
    pub rows: Vec<Vec<CellText>>,
    /// Sentences below the rows.
    pub notes: Vec<String>,
}

/// The heading of a column and the kind of values that its cells hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Key in structured output, the same in every language.
    pub key: String,
    /// Heading in the language of the report.
    pub heading: String,
    /// Kind of the values below.
    pub kind: ValueKind,
}

impl Column {
    /// A column for values of one kind.
    pub fn new(kind: ValueKind, key: impl Into<String>, heading: impl Into<String>) -> Self {
        Self { key: key.into(), heading: heading.into(), kind }
    }

    /// A column for names or sentences.
    pub fn text(key: impl Into<String>, heading: impl Into<String>) -> Self {
        Self::new(ValueKind::Text, key, heading)
    }

    /// The side to which the cells are aligned. Figures are on the right, so that their units are below each other. An
    /// index may have its range behind it, so it begins where the others begin, as words do.
    pub fn align(&self) -> ColumnAlign {
        match self.kind {
            ValueKind::Text
            | ValueKind::Standing
            | ValueKind::Change
            | ValueKind::Raise
            | ValueKind::Effort
            | ValueKind::Impact
            | ValueKind::Index
            | ValueKind::Moment => ColumnAlign::Start,
            ValueKind::Level
            | ValueKind::Gap
            | ValueKind::Progress
            | ValueKind::Count
            | ValueKind::Bytes
            | ValueKind::Date => ColumnAlign::Right,
        }
    }
}

/// The side to which a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnAlign {
    /// The side where a line begins.
    Start,
    /// The right, in both directions.
    Right,
}

/// One value of a table with its tone.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The value.
    pub value: Value,
    /// Tone of the text where colours are available.
    pub tone: Tone,
}

impl Cell {
    /// A value in the given tone.
    pub fn new(value: Value, tone: Tone) -> Self {
        Self { value, tone }
    }

    /// A value in the normal tone.
    pub fn plain(value: Value) -> Self {
        Self::new(value, Tone::Plain)
    }

    /// A value in the muted tone.
    pub fn muted(value: Value) -> Self {
        Self::new(value, Tone::Muted)
    }

    /// A cell without a value, muted.
    pub fn absent() -> Self {
        Self::muted(Value::Absent)
    }

    /// A text in the normal tone.
    pub fn text(text: impl Into<String>) -> Self {
        Self::plain(Value::text(text))
    }
}

/// A [`Cell`] in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellText {
    /// The text. It is complete without the tone.
    pub text: String,
    /// Tone of the text where colours are available.
    pub tone: Tone,
}

impl Table {
    /// Turns every value into the words of `edition`.
    pub fn in_words(&self, edition: &Edition) -> TableText {
        let cell = |cell: &Cell| CellText { text: cell.value.words(edition), tone: cell.tone };
        TableText {
            title: self.title.clone(),
            columns: self.columns.clone(),
            rows: self.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            notes: self.notes.clone(),
        }
    }
}
