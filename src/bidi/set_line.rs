//! A line set for drawing: its symbols from left to right.
//!
//! It knows no buffer and no style: a symbol has the number of its span.

/// The symbols of a line from left to right. To set an Arabic line takes several times longer than to draw it, so lines are
/// remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SetLine {
    text: String,
    places: Vec<SetPlace>,
}

/// The place of one symbol. A screen remembers thousands, so the numbers are small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct SetPlace {
    /// The bytes of its text.
    bytes: u32,
    /// The number of its span, and the cells it takes.
    span: u16,
    width: u16,
}

/// A symbol of a line: its text, its cells and the number of its span.
pub(super) struct SetSymbol<'line> {
    pub(super) text: &'line str,
    pub(super) width: u16,
    pub(super) span: usize,
}

impl SetLine {
    /// A line without symbols, with room for this many.
    pub(super) fn with_capacity(symbols: usize) -> Self {
        Self { text: String::with_capacity(symbols), places: Vec::with_capacity(symbols) }
    }

    /// Adds a symbol at the right end: a character and the marks on it.
    pub(super) fn push(&mut self, first: char, marks: &str, width: u16, span: usize) {
        self.text.push(first);
        self.text.push_str(marks);
        let bytes = u32::try_from(first.len_utf8() + marks.len()).unwrap_or(u32::MAX);
        self.places.push(SetPlace { bytes, span: u16::try_from(span).unwrap_or(u16::MAX), width });
    }

    /// The cells of the whole line.
    pub(super) fn width(&self) -> u16 {
        self.places.iter().map(|place| place.width).fold(0, u16::saturating_add)
    }

    /// The symbols from left to right.
    pub(super) fn symbols(&self) -> impl Iterator<Item = SetSymbol<'_>> {
        let mut rest = self.text.as_str();
        self.places.iter().map(move |place| {
            let (text, after) = rest.split_at_checked(place.bytes as usize).unwrap_or((rest, ""));
            rest = after;
            SetSymbol { text, width: place.width, span: usize::from(place.span) }
        })
    }
}
