//! Finds what the next level needs, for an area over its questions and for the whole over its areas.

use super::cheapest::{self, Move};
use super::index::Index;
use super::rule::{self, LevelReading, Share, Weighed};
use super::scorecard::{AreaState, LevelShare, NextLevel, ReachedLevel};
use crate::model::{Level, Scale};

/// The names of the parts, and the cost of raising them.
pub(super) trait Raisable {
    /// The id of a part: a question or an area.
    type Id;
    /// A raise as the scorecard has it.
    type Raise;

    /// The id of the part at an index.
    fn id(&self, part: usize) -> Self::Id;
    /// The cost in points of raising the part at an index from its high level to `to`.
    fn cost(&self, part: usize, to: Level) -> u32;
    /// The raise as the scorecard has it.
    fn raise(&self, raise: Move) -> Self::Raise;
}

/// The share at `level` under both readings.
pub(super) fn level_share(scale: &Scale, parts: &[Weighed], level: Level) -> LevelShare {
    let share = |reading| rule::share(scale, parts, reading, level);
    LevelShare { level, low: share(LevelReading::Low), high: share(LevelReading::High) }
}

/// The claimed level of parts, with the share that the next level has. `index` is the mean over them.
pub(super) fn reached(
    scale: &Scale,
    parts: &[Weighed],
    state: AreaState,
    index: Option<Index>,
) -> ReachedLevel {
    let claimed = rule::range(scale, parts);
    let level = claimed.high.next();
    let has_next = state == AreaState::Started && scale.contains(level);
    ReachedLevel { state, claimed, index, next: has_next.then(|| level_share(scale, parts, level)) }
}

/// The conditions that keep `level` from holding, with all open questions at the last level; `None` if the scale has
/// no such level.
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

/// Whether `level` cannot hold unless `part` is raised, even if all others reach it.
fn is_needed(part: &Weighed, share: Share, level: Level) -> bool {
    let others = Share { reached: share.total - part.weight, ..share };
    rule::essential_below(part, LevelReading::High, level)
        || rule::lags(part, LevelReading::High, level)
        || !others.holds()
}
