//! What the next level lacks, for an area over its questions and for the whole over its areas.

use super::cheapest::{self, Move};
use super::rule::{self, LevelReading, Share, Weighed};
use super::scorecard::NextLevel;
use crate::model::{Level, Scale};

/// What the parts are called and what raising them takes.
pub(super) trait Raisable {
    /// What a part is called.
    type Id;
    /// A raise in the words of the scorecard.
    type Raise;

    /// The name of the part at a place.
    fn id(&self, part: usize) -> Self::Id;
    /// The points it costs to take the part at a place from its high to a level.
    fn cost(&self, part: usize, to: Level) -> u32;
    /// The raise in full.
    fn raise(&self, raise: Move) -> Self::Raise;
}

/// Why `level` does not hold with everything open at the last level; `None` when the scale ends below it.
pub(super) fn next<R: Raisable>(
    scale: &Scale,
    parts: &[Weighed],
    level: Level,
    raisable: &R,
) -> Option<NextLevel<R::Id, R::Raise>> {
    if !scale.contains(level) {
        return None;
    }
    let share = rule::share(scale, parts, LevelReading::High, level);
    let essential = |part: &Weighed| rule::essential_below(part, LevelReading::High, level);
    let lags = |part: &Weighed| rule::lags(part, LevelReading::High, level);
    let short = |part: &Weighed| !share.holds() && part.high < level;
    let named = |fails: &dyn Fn(&Weighed) -> bool| {
        let failing = parts.iter().enumerate().filter(|(_, part)| fails(part));
        failing.map(|(place, _)| raisable.id(place)).collect()
    };
    let moves = cheapest::cheapest(scale, parts, level, |part, to| raisable.cost(part, to));
    let only = match moves.as_slice() {
        [only] if is_needed(&parts[only.part], share, level) => Some(raisable.id(only.part)),
        _ => None,
    };
    Some(NextLevel {
        level,
        share,
        essential: named(&essential),
        laggards: named(&lags),
        blockers: named(&|part| essential(part) || lags(part) || short(part)),
        only,
        cost: moves.iter().map(|raise| raisable.cost(raise.part, raise.to)).sum(),
        cheapest: moves.into_iter().map(|raise| raisable.raise(raise)).collect(),
    })
}

/// Whether `level` cannot hold while `part` stays where it is, however high all others are raised.
fn is_needed(part: &Weighed, share: Share, level: Level) -> bool {
    let others = Share { reached: share.total - part.weight, ..share };
    rule::essential_below(part, LevelReading::High, level)
        || rule::lags(part, LevelReading::High, level)
        || !others.holds()
}
