//! A table before it is drawn: headings, cells with values, and the notes below it.
//!
//! A [`Table`] holds values; [`Table::in_words`] makes the text of it that a screen, a printer or a format draws. It
//! knows no width and no terminal.

use super::{Edition, Value, ValueKind};
use crate::theme::Role;

/// Rows of cells under headings, with notes below.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The title, in the language of the reader; may be empty.
    pub title: String,
    /// The columns, in reading order; drawn from right to left in Arabic.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// Sentences below the rows.
    pub notes: Vec<String>,
}

/// A [`Table`] in the words of one edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableText {
    /// The title; may be empty.
    pub title: String,
    /// The columns, in reading order.
    pub columns: Vec<Column>,
    /// The rows, each with a text for every column.
    pub rows: Vec<Vec<CellText>>,
    /// Sentences below the rows.
    pub notes: Vec<String>,
}

/// The heading of a column, and what its cells hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name in structured output, the same in every language.
    pub key: String,
    /// The heading, in the language of the reader.
    pub heading: String,
    /// The kind of its values.
    pub kind: ValueKind,
}

impl Column {
    /// A column of values of one kind.
    pub fn new(kind: ValueKind, key: impl Into<String>, heading: impl Into<String>) -> Self {
        Self { key: key.into(), heading: heading.into(), kind }
    }

    /// A column of names or sentences.
    pub fn text(key: impl Into<String>, heading: impl Into<String>) -> Self {
        Self::new(ValueKind::Text, key, heading)
    }

    /// The side that its cells keep to, which follows from the kind of its values.
    pub fn align(&self) -> ColumnAlign {
        self.kind.align()
    }
}

/// The side of a column, as the language is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnAlign {
    /// Where a line begins.
    Start,
    /// Where a line ends.
    End,
}

/// One value of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The value.
    pub value: Value,
    /// How it is coloured where there are colours.
    pub tone: Tone,
}

impl Cell {
    /// A value with a tone.
    pub fn new(value: Value, tone: Tone) -> Self {
        Self { value, tone }
    }

    /// A value without a tone.
    pub fn plain(value: Value) -> Self {
        Self::new(value, Tone::Plain)
    }

    /// A value of less weight.
    pub fn muted(value: Value) -> Self {
        Self::new(value, Tone::Muted)
    }

    /// No value, of less weight.
    pub fn absent() -> Self {
        Self::muted(Value::Absent)
    }

    /// A text without a tone.
    pub fn text(text: impl Into<String>) -> Self {
        Self::plain(Value::text(text))
    }
}

/// A [`Cell`] in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellText {
    /// The words, which are enough without the tone.
    pub text: String,
    /// How it is coloured where there are colours.
    pub tone: Tone,
}

impl Table {
    /// The table in the words of an edition.
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

/// How a text is coloured. It never says what the text does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// As everything else.
    #[default]
    Plain,
    /// Of less weight.
    Muted,
    /// As it should be.
    Good,
    /// Worth a look.
    Warning,
    /// In the way.
    Bad,
    /// Of more weight.
    Strong,
}

impl Tone {
    /// The role of the theme that the screens and the printed reports draw it in.
    pub fn role(self) -> Role {
        match self {
            Self::Plain => Role::Text,
            Self::Muted => Role::Muted,
            Self::Good => Role::Good,
            Self::Warning => Role::Warning,
            Self::Bad => Role::Bad,
            Self::Strong => Role::Accent,
        }
    }
}
