//! The cheapest set of raises that makes a level hold.

use super::rule::{self, Part, Reading};
use crate::model::{Level, Scale};

/// One raise of the set: a part and the level it goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Move {
    /// The part's place in the list that was given.
    pub part: usize,
    /// The level it goes to: the one wanted, or the one below.
    pub to: Level,
}

/// A part that may be taken all the way to the wanted level, where less would do for it alone.
struct Choice {
    part: usize,
    weight: usize,
    price: Price,
}

/// Points first, then the number of parts raised, in one number, so that prices add and compare as pairs do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Price(u64);

impl Price {
    const FREE: Self = Self(0);
    const IMPOSSIBLE: Self = Self(u64::MAX);

    fn new(points: u32, raised: u32) -> Self {
        Self(u64::from(points) << 32 | u64::from(raised))
    }

    fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

/// The cheapest raises after which `level` holds, with `parts` read at their high; `cost` is the price in points of
/// taking a part from there to a level.
///
/// The least total wins; then fewer raised parts; then the earlier parts; then the earlier part raised further.
/// Exact: what is essential goes to `level`, what lags goes at least to the level below, and a dynamic programme over
/// the weight that the gate still lacks decides about the rest. It takes time and space of parts times weight.
pub(super) fn cheapest(
    scale: &Scale,
    parts: &[Part],
    level: Level,
    cost: impl Fn(usize, Level) -> u32,
) -> Vec<Move> {
    let share = rule::share(scale, parts, Reading::High, level);
    let mut lacking = share.needed().saturating_sub(share.reached);
    let mut moves = Vec::new();
    let mut from_below = Vec::new();
    let mut from_laggards = Vec::new();
    for (index, part) in parts.iter().enumerate().filter(|(_, part)| part.high < level) {
        let weight = usize::try_from(part.weight).unwrap_or(usize::MAX);
        if part.essential {
            moves.push(Move { part: index, to: level });
            lacking = lacking.saturating_sub(part.weight);
        } else if rule::lags(part, Reading::High, level) {
            let near = Level(level.0 - 1);
            moves.push(Move { part: index, to: near });
            let price = Price::new(cost(index, level).saturating_sub(cost(index, near)), 0);
            from_laggards.push(Choice { part: index, weight, price });
        } else {
            from_below.push(Choice { part: index, weight, price: Price::new(cost(index, level), 1) });
        }
    }
    // Which parts are raised at all is settled before how far the laggards go, as the order of the ties wants it.
    from_below.extend(from_laggards);
    for part in taken(&from_below, usize::try_from(lacking).unwrap_or(usize::MAX)) {
        match moves.iter_mut().find(|known| known.part == part) {
            Some(known) => known.to = level,
            None => moves.push(Move { part, to: level }),
        }
    }
    moves.sort_unstable_by_key(|known| known.part);
    moves
}

/// The parts of the cheapest choice among `options` that weighs at least `lacking`; the earliest one among equals.
fn taken(options: &[Choice], lacking: usize) -> Vec<usize> {
    let lacking = lacking.min(options.iter().map(|option| option.weight).sum());
    if lacking == 0 {
        return Vec::new();
    }
    let width = lacking + 1;
    // Row i, column w: the best price of a weight of w from the options i and later.
    let mut best = vec![Price::IMPOSSIBLE; width * (options.len() + 1)];
    best[options.len() * width] = Price::FREE;
    for (row, option) in options.iter().enumerate().rev() {
        let (earlier, later) = best.split_at_mut((row + 1) * width);
        for weight in 0..width {
            let with = option.price.plus(later[weight.saturating_sub(option.weight)]);
            earlier[row * width + weight] = with.min(later[weight]);
        }
    }
    let mut left = lacking;
    let mut parts = Vec::new();
    for (row, option) in options.iter().enumerate() {
        let after = left.saturating_sub(option.weight);
        let with = option.price.plus(best[(row + 1) * width + after]);
        if left > 0 && with == best[row * width + left] {
            parts.push(option.part);
            left = after;
        }
    }
    parts
}
