//! Text that is not a table: headings with lines below them.

use super::{Reason, Tone};

/// A title and what stands below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// What it is about.
    pub title: String,
    /// Its parts, in order.
    pub sections: Vec<Section>,
}

/// A heading, empty where none is needed, and its lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What stands below it.
    pub lines: Vec<Line>,
}

/// One line of a page, as long as it needs to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How many lines it stands under.
    pub indent: usize,
    /// How it is coloured.
    pub tone: Tone,
    /// What it says.
    pub text: String,
}

impl Line {
    /// A line.
    pub fn new(indent: usize, tone: Tone, text: impl Into<String>) -> Self {
        Self { indent, tone, text: text.into() }
    }
}

impl Section {
    /// A section.
    pub fn new(heading: impl Into<String>, lines: Vec<Line>) -> Self {
        Self { heading: heading.into(), lines }
    }

    /// Reasons under the name of what they explain.
    pub fn of_reasons(heading: impl Into<String>, reasons: &[Reason]) -> Self {
        let line = |reason: &Reason| Line::new(reason.indent, reason.tone, &reason.text);
        Self::new(heading, reasons.iter().map(line).collect())
    }
}
