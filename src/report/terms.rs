//! The words of results that a newcomer cannot know, each with its meaning.
//!
//! The screens explain those of their own in their help and where they are first met, the commands in theirs. `scoring`
//! and `roadmap` decide what a word means; its name is that of the columns and sentences.

use std::fmt::Display;

use super::ValueKind;
use crate::i18n::Messages;

/// A word that is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExplainedTerm {
    /// The level by the answers alone.
    Claimed,
    /// The level by the answers with evidence.
    Confirmed,
    /// The weighted mean.
    Index,
    /// The levels missing to the target.
    Gap,
    /// The questions that hold the next level back.
    Blockers,
    /// The work of a step.
    Effort,
    /// The unit of effort.
    Points,
}

/// A text of the messages.
type TermText = fn(&Messages) -> &str;

use ExplainedTerm as T;

/// The words of levels with their reasons.
pub const RESULTS: &[T] = &[T::Claimed, T::Confirmed, T::Index, T::Gap, T::Blockers, T::Effort, T::Points];

/// The words of levels without their reasons.
pub const OVERVIEW: &[T] = &[T::Confirmed, T::Index];

/// The words of assessments next to each other.
pub const COMPARISON: &[T] = &[T::Index, T::Gap];

/// The words of the next steps.
pub const ROADMAP: &[T] = &[T::Effort, T::Points, T::Blockers, T::Index];

/// The words of a question with its steps.
pub const QUESTION: &[T] = &[T::Effort];

/// The words of a comparison whose columns have values of these kinds.
pub fn compared_in(kinds: impl Iterator<Item = ValueKind>) -> Vec<ExplainedTerm> {
    let kinds: Vec<ValueKind> = kinds.collect();
    let is_shown = |term: &ExplainedTerm| match term {
        // A change is told with that of the index.
        T::Index => kinds.iter().any(|kind| matches!(kind, ValueKind::Change | ValueKind::Index)),
        T::Gap => kinds.contains(&ValueKind::Gap),
        _ => true,
    };
    COMPARISON.iter().copied().filter(is_shown).collect()
}

impl ExplainedTerm {
    /// Every word, in the order of the results.
    pub const ALL: &[Self] = RESULTS;

    /// Its id in the settings, the word as headings have it, and what it means.
    fn entry(self) -> (&'static str, TermText, TermText) {
        match self {
            Self::Claimed => ("claimed", |all| &all.common.claimed, |all| &all.reports.terms.claimed),
            Self::Confirmed => ("confirmed", |all| &all.common.confirmed, |all| &all.reports.terms.confirmed),
            Self::Index => ("index", |all| &all.common.index, |all| &all.reports.terms.index),
            Self::Gap => ("gap", |all| &all.common.gap, |all| &all.reports.terms.gap),
            Self::Blockers => ("blockers", |all| &all.common.blockers, |all| &all.reports.terms.blockers),
            Self::Effort => ("effort", |all| &all.common.effort, |all| &all.reports.terms.effort),
            Self::Points => ("points", |all| &all.reports.terms.points_name, |all| &all.reports.terms.points),
        }
    }

    /// Its id in the settings.
    pub fn id(self) -> &'static str {
        self.entry().0
    }

    /// The word, as headings have it.
    pub fn name(self, messages: &Messages) -> &str {
        (self.entry().1)(messages)
    }

    /// What it means.
    pub fn meaning(self, messages: &Messages) -> &str {
        (self.entry().2)(messages)
    }

    /// The word and what it means, in one sentence.
    pub fn sentence(self, messages: &Messages) -> String {
        let (name, meaning) = (self.name(messages), self.meaning(messages));
        let values: [(&str, &dyn Display); 2] = [("name", &name), ("meaning", &meaning)];
        messages.reports.terms.sentence.fill(&values)
    }
}
