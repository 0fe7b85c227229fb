//! The two directions of reading, and the side on which a text begins.

/// The direction in which a screen is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Direction {
    /// English: the first column is the leftmost.
    #[default]
    LeftToRight,
    /// Arabic: the first column is the rightmost.
    RightToLeft,
}

impl Direction {
    /// The base direction of the texts of a screen in this direction.
    pub fn base(self) -> Base {
        match self {
            Self::LeftToRight => Base::Ltr,
            Self::RightToLeft => Base::Rtl,
        }
    }
}

/// The base direction of a text: the side where the lines of its paragraphs begin. A line feed ends a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Base {
    /// Left to right, even for a text of Arabic letters.
    Ltr,
    /// Right to left, even for a text of Latin letters.
    Rtl,
    /// Each paragraph by its own first letter outside islands (UAX #9, P2 and P3). A paragraph without letters follows the
    /// first letter of the text, and a text without letters this direction.
    Own(Direction),
}

impl Default for Base {
    fn default() -> Self {
        Self::Own(Direction::LeftToRight)
    }
}
