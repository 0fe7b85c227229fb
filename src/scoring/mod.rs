//! Computes what the answers amount to: a level for every area and for the whole, each with its reasons.
//!
//! One rule applies to an area over its questions, and again to the whole over its areas (README, "What the numbers
//! mean"):
//!
//! > Level k is reached if the gate's share of the weight is at k or above, every essential question is at k or
//! > above, and no question or area is more than one level behind.
//!
//! The first level is always reached. An open question is never guessed: every result is a range, from all open
//! questions at the first level to all of them at the last.
//!
//! The room is pure: it knows no file, clock or screen. The day on which evidence is judged is an argument.

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
    NextLevel, OpenKind, OpenQuestion, Raise, Scorecard, Summary, WholeNext, WholeScore, WholeWhy, Why,
};

/// Scores an assessment. Evidence is judged by its age on `as_of`.
///
/// For what-if and projection, make [`Answers`], change them, and call [`Answers::score`].
pub fn score(pack: &Pack, assessment: &Assessment, as_of: Date) -> Scorecard {
    Answers::new(pack, assessment, as_of).score()
}
