//! Text that is not a table: headings with lines below them.
//!
//! A page knows no width and no colour; the caller wraps and colours the lines.

use super::{Reason, Tone};

/// A title followed by sections.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Title of the whole page.
    pub title: String,
    /// The sections, in order.
    pub sections: Vec<Section>,
}

/// A heading and the lines below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading; empty if the section needs none.
    pub heading: String,
    /// The lines below the heading, in order.
    pub lines: Vec<Line>,
}

/// One line of a page, of any length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Level of indentation, from 0.
    pub indent: usize,
    /// Tone of the text where colours are available.
    pub tone: Tone,
    /// The mark of an item of a list, such as `•`; empty for any other line.
    pub marker: String,
    /// The text, in logical order.
    pub text: String,
}

impl Line {
    /// Combines the parts of a line.
    pub fn new(indent: usize, tone: Tone, text: impl Into<String>) -> Self {
        Self { indent, tone, marker: String::new(), text: text.into() }
    }

    /// An item of a list. Its wrapped lines are indented behind the mark.
    pub fn item(indent: usize, tone: Tone, marker: &str, text: impl Into<String>) -> Self {
        Self { marker: marker.to_owned(), ..Self::new(indent, tone, text) }
    }
}

impl Section {
    /// Combines a heading with its lines.
    pub fn new(heading: impl Into<String>, lines: Vec<Line>) -> Self {
        Self { heading: heading.into(), lines }
    }

    /// A section of reasons, under the name of the area or the whole that they explain.
    pub fn of_reasons(heading: impl Into<String>, reasons: &[Reason]) -> Self {
        let line = |reason: &Reason| Line::new(reason.indent, reason.tone, &reason.text);
        Self::new(heading, reasons.iter().map(line).collect())
    }
}
