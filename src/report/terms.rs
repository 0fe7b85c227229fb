//! The words of results that a newcomer cannot know, each with its meaning.
//!
//! The screens explain those of their own in their help and where they are first met, the commands in theirs. What a word
//! stands for is decided in `scoring` and `roadmap`; its name is that of the columns and sentences.

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

impl ExplainedTerm {
    /// Every word, in the order of the results.
    pub const ALL: &[Self] = RESULTS;

    /// Its id in the settings.
    pub fn id(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Confirmed => "confirmed",
            Self::Index => "index",
            Self::Gap => "gap",
            Self::Blockers => "blockers",
            Self::Effort => "effort",
            Self::Points => "points",
        }
    }

    /// The word, as headings have it.
    pub fn name(self, messages: &Messages) -> &str {
        let (common, terms) = (&messages.common, &messages.reports.terms);
        match self {
            Self::Claimed => &common.claimed,
            Self::Confirmed => &common.confirmed,
            Self::Index => &common.index,
            Self::Gap => &common.gap,
            Self::Blockers => &common.blockers,
            Self::Effort => &common.effort,
            Self::Points => &terms.points_name,
        }
    }

    /// What it means.
    pub fn meaning(self, messages: &Messages) -> &str {
        let terms = &messages.reports.terms;
        match self {
            Self::Claimed => &terms.claimed,
            Self::Confirmed => &terms.confirmed,
            Self::Index => &terms.index,
            Self::Gap => &terms.gap,
            Self::Blockers => &terms.blockers,
            Self::Effort => &terms.effort,
            Self::Points => &terms.points,
        }
    }

    /// The word and what it means, in one sentence.
    pub fn sentence(self, messages: &Messages) -> String {
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("name", &self.name(messages)), ("meaning", &self.meaning(messages))];
        messages.reports.terms.sentence.fill(&values)
    }
}
