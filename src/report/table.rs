//! A table before it is drawn: headings, cells and what is said below it.

/// Rows of cells under headings, with notes below.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub title: String,
    /// The columns, in reading order; drawn from right to left in Arabic.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// Sentences below it.
    pub notes: Vec<String>,
}

/// The heading of a column, and how its cells stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in structured output, the same in every language.
    pub key: String,
    /// Its heading.
    pub heading: String,
    /// Which side its cells keep to.
    pub align: ColumnAlign,
}

impl Column {
    /// A column of words.
    pub fn words(key: impl Into<String>, heading: impl Into<String>) -> Self {
        Self { key: key.into(), heading: heading.into(), align: ColumnAlign::Start }
    }

    /// A column of figures.
    pub fn figures(key: impl Into<String>, heading: impl Into<String>) -> Self {
        Self { key: key.into(), heading: heading.into(), align: ColumnAlign::End }
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

/// One text of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says, without its tone too.
    pub text: String,
    /// How it is coloured where there are colours.
    pub tone: Tone,
}

impl Cell {
    /// A text with a tone.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }

    /// A text without a tone.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Plain)
    }

    /// A text that steps back.
    pub fn muted(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Muted)
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
