//! What the answers amount to: a level for every area and for the whole, each with its reasons.
//!
//! One rule, used for an area over its questions and again for the whole over its areas:
//!
//! > Level k is reached when the gate's share of the weight stands at k or above, every essential question stands at k
//! > or above, and nothing lags more than one level behind.
//!
//! Open questions are never guessed: every result is a range, from all of them at the first level to all at the last.
//! Pure: the day that evidence is judged on comes in as an argument.

mod answers;
mod area;
mod cheapest;
mod index;
mod next;
mod rule;
mod scorecard;
mod whole;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod laws;

use jiff::civil::Date;

use crate::model::{Assessment, Pack};

pub(crate) use answers::QuestionPlace;
pub use answers::{Answers, Standing};
pub use index::{Exact, Index};
pub use rule::Share;
pub use scorecard::{
    AreaLevel, AreaNext, AreaRaise, AreaScore, AreaState, Gap, LevelShare, Levels, Need, NeedStanding,
    NextLevel, OpenKind, OpenQuestion, Raise, Scorecard, WholeNext, WholeScore, WholeWhy, Why,
};

/// Scores an assessment as it stands; evidence is judged by its age on `as_of`.
///
/// For what-if and projection, make [`Answers`], change them, and call [`Answers::score`].
pub fn score(pack: &Pack, assessment: &Assessment, as_of: Date) -> Scorecard {
    Answers::new(pack, assessment, as_of).score()
}
