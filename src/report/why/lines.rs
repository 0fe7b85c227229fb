//! The lines of reasons, and how one is added. It does not know which reasons there are.

use crate::model::{AreaId, Level, QuestionId};
use crate::report::{Edition, Tone, figures};

/// One line of reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The sentence.
    pub text: String,
    /// Tone of the text where colours are available.
    pub tone: Tone,
    /// The question that the line leads to.
    pub question: Option<QuestionId>,
    /// The area that the line leads to, in the reasons of the whole.
    pub area: Option<AreaId>,
    /// Level of indentation, from 0.
    pub indent: usize,
}

/// The reasons collected so far.
pub(super) struct ReasonLines<'a> {
    pub(super) edition: &'a Edition<'a>,
    pub(super) reasons: Vec<Reason>,
}

impl<'a> ReasonLines<'a> {
    pub(super) fn new(edition: &'a Edition<'a>) -> Self {
        Self { edition, reasons: Vec::new() }
    }

    pub(super) fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.push(0, tone, text.into(), None);
    }

    pub(super) fn push(&mut self, indent: usize, tone: Tone, text: String, question: Option<&QuestionId>) {
        self.reasons.push(Reason { text, tone, question: question.cloned(), area: None, indent });
    }

    pub(super) fn push_area(&mut self, indent: usize, tone: Tone, text: String, area: &AreaId) {
        self.reasons.push(Reason { text, tone, question: None, area: Some(area.clone()), indent });
    }

    pub(super) fn label(&self, level: Level) -> String {
        figures::label(self.edition, level)
    }
}
