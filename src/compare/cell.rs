//! A level with its index in one column, whether of an area, of a group of areas or of the whole. It knows no column.

use crate::model::LevelRange;
use crate::scoring::{AreaScore, AreaState, Index, WholeScore};

/// An area, a group of areas or the whole, in one column.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedCell {
    /// Whether there is a level to show.
    pub state: AreaState,
    /// The level by the answers.
    pub claimed: LevelRange,
    /// The level by the answers with evidence; `None` in a pack without `evidence_from`.
    pub confirmed: Option<LevelRange>,
    /// The weighted mean.
    pub index: Option<Index>,
    /// The number of questions with a level.
    pub answered: usize,
    /// The number of questions that count.
    pub applicable: usize,
}

impl From<&AreaScore> for ComparedCell {
    fn from(area: &AreaScore) -> Self {
        Self {
            state: area.state,
            claimed: area.claimed,
            confirmed: area.confirmed,
            index: area.index.clone(),
            answered: area.answered,
            applicable: area.applicable,
        }
    }
}

impl From<&WholeScore> for ComparedCell {
    fn from(whole: &WholeScore) -> Self {
        Self {
            state: whole.state,
            claimed: whole.claimed,
            confirmed: whole.confirmed,
            index: whole.index.clone(),
            answered: whole.answered,
            applicable: whole.applicable,
        }
    }
}
