//! Computes what the answers amount to: a level for every area and for the whole, each with its reasons.
//!
//! One rule applies to an area over its questions, and again to the whole over its areas (`docs/scoring.md`):
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
mod evidence;
mod index;
mod next;
mod rule;
mod scorecard;
mod unusable;
mod versions;
mod whole;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod laws;

use jiff::civil::Date;

use crate::model::{AreaId, Assessment, Level, Pack};

pub(crate) use answers::QuestionPlace;
pub use answers::{Answers, Standing};
pub use evidence::NotCounted;
pub use index::{Exact, Index};
pub use rule::Share;
pub use scorecard::{
    AreaLevel, AreaNext, AreaRaise, AreaScore, AreaState, Gap, GroupLevel, GroupScore, LevelShare, Levels,
    Need, NeedStanding, NextLevel, OpenKind, OpenQuestion, Progress, Raise, ReachedLevel, Scorecard, Summary,
    WholeNext, WholeScore, WholeWhy, Why,
};
pub use unusable::{Unusable, unusable, unusable_targets};
pub use versions::{VersionDifference, is_to_look_again};

/// Scores an assessment. Evidence is judged by its date on `as_of`.
///
/// For what-if and projection, make [`Answers`], change them, and call [`Answers::score`].
pub fn score(pack: &Pack, assessment: &Assessment, as_of: Date) -> Scorecard {
    Answers::new(pack, assessment, as_of).score()
}

impl Answers<'_> {
    /// Scores these answers.
    pub fn score(&self) -> Scorecard {
        let areas: Vec<_> = (0..self.pack().areas.len()).map(|area| area::score(self, area)).collect();
        let whole = whole::score(self, &areas, &(0..areas.len()).collect::<Vec<_>>());
        let groups = self.pack().manifest.groups.iter().map(|group| {
            let places = self.pack().places_of(group);
            GroupScore { group: group.id.clone(), score: whole::score(self, &areas, &places) }
        });
        let groups = groups.collect();
        Scorecard { areas: areas.into_iter().map(|scored| scored.score).collect(), groups, whole }
    }

    /// The claimed levels only, with index and share of the next level, much faster than [`Answers::score`].
    pub fn levels(&self) -> Levels {
        whole::levels(self)
    }

    /// What a list shows, without the levels of areas and reasons: a small part of the cost of [`Answers::score`].
    pub fn summary(&self) -> Summary {
        let (state, level, index) = whole::summary(self);
        Summary { state, level, index: index.map(Box::new), progress: self.progress() }
    }

    /// The cheapest raises that bring an area to `level`, with open questions at the last level. Empty if the pack
    /// does not have the area.
    pub fn cheapest(&self, area: &AreaId, level: Level) -> Vec<Raise> {
        let place = self.pack().areas.iter().position(|known| known.id == *area);
        place.map_or_else(Vec::new, |place| area::cheapest(self, place, level))
    }
}
