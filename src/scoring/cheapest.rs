//! Finds the cheapest set of raises that makes a level hold.
//!
//! It knows parts, weights and prices, no question and no area.

use super::rule::{self, LevelReading, Weighed};
use crate::model::{Level, Scale};

/// A raise of one part to a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Move {
    /// The index of the part in the given list.
    pub part: usize,
    /// The level it is raised to: the wanted one or the one below.
    pub to: Level,
}

/// A part that may be raised to the wanted level, although the level can hold with less from it.
struct Choice {
    part: usize,
    weight: usize,
    price: Price,
}

/// A price: points first, then the number of raised parts, in one number, so that prices add and compare like pairs.
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

/// The cheapest raises after which `level` holds, with `parts` read at their high level. `cost` is the price in
/// points of raising a part from there to a level.
///
/// The lowest total wins; among equals the set with fewer raised parts, then the one with the earlier parts, then the
/// one that raises the earlier part further. The result is exact: essential parts are raised to `level`, laggards at
/// least to the level below, and dynamic programming over the weight that the gate still lacks decides about the
/// rest. Time and memory grow with parts times weight.
pub(super) fn cheapest(
    scale: &Scale,
    parts: &[Weighed],
    level: Level,
    cost: impl Fn(usize, Level) -> u32,
) -> Vec<Move> {
    let Settled { mut moves, choices, lacking } = settle(scale, parts, level, cost);
    for part in taken(&choices, lacking) {
        match moves.iter_mut().find(|known| known.part == part) {
            Some(known) => known.to = level,
            None => moves.push(Move { part, to: level }),
        }
    }
    moves.sort_unstable_by_key(|known| known.part);
    moves
}

/// The raises that are certain, and the choices that remain.
struct Settled {
    /// Raises without which the level cannot hold.
    moves: Vec<Move>,
    /// Parts to choose from: those that need no raise first, then laggards.
    choices: Vec<Choice>,
    /// The weight that is still missing to the gate.
    lacking: usize,
}

fn settle(scale: &Scale, parts: &[Weighed], level: Level, cost: impl Fn(usize, Level) -> u32) -> Settled {
    let share = rule::share(scale, parts, LevelReading::High, level);
    let mut lacking = share.needed().saturating_sub(share.reached);
    let mut moves = Vec::new();
    let mut choices = Vec::new();
    let mut lagging = Vec::new();
    for (place, part) in parts.iter().enumerate().filter(|(_, part)| part.high < level) {
        let full = cost(place, level);
        if part.essential {
            moves.push(Move { part: place, to: level });
            lacking = lacking.saturating_sub(part.weight);
        } else if rule::lags(part, LevelReading::High, level) {
            let near = level.previous();
            moves.push(Move { part: place, to: near });
            let further = Price::new(full.saturating_sub(cost(place, near)), 0);
            lagging.push(Choice { part: place, weight: size(part.weight), price: further });
        } else {
            choices.push(Choice { part: place, weight: size(part.weight), price: Price::new(full, 1) });
        }
    }
    // Ties are decided first by which parts are raised at all, so laggards, which are raised anyway, come last.
    choices.extend(lagging);
    Settled { moves, choices, lacking: size(lacking) }
}

fn size(weight: u32) -> usize {
    usize::try_from(weight).unwrap_or(usize::MAX)
}

/// The parts of the cheapest selection from `choices` that weighs at least `lacking`; the earliest among equals.
fn taken(choices: &[Choice], lacking: usize) -> Vec<usize> {
    let lacking = lacking.min(choices.iter().map(|choice| choice.weight).sum());
    if lacking == 0 {
        return Vec::new();
    }
    let width = lacking + 1;
    // From the last choice to the first: column w holds the best price of a weight of w among the choices seen so
    // far.
    let mut best = vec![Price::IMPOSSIBLE; width];
    best[0] = Price::FREE;
    let mut takes = vec![false; width * choices.len()];
    for (choice, takes) in choices.iter().zip(takes.chunks_exact_mut(width)).rev() {
        for weight in (1..width).rev() {
            let price = choice.price.plus(best[weight.saturating_sub(choice.weight)]);
            takes[weight] = price <= best[weight];
            best[weight] = price.min(best[weight]);
        }
    }
    let mut left = lacking;
    let mut parts = Vec::new();
    for (choice, takes) in choices.iter().zip(takes.chunks_exact(width)) {
        if takes[left] {
            parts.push(choice.part);
            left = left.saturating_sub(choice.weight);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::sample;

    #[derive(Debug, Clone)]
    struct Raisable {
        part: Weighed,
        steps: Vec<u32>,
    }

    fn raisable() -> impl Strategy<Value = Raisable> {
        let step = prop_oneof![Just(1_u32), Just(2), Just(4)];
        let weight = prop_oneof![2 => 1_u32..=3, 1 => 1_u32..=100];
        (weight, prop::bool::weighted(0.2), 1_u8..=5, vec(step, 5)).prop_map(
            |(weight, essential, level, steps)| Raisable {
                part: Weighed { weight, essential, low: Level(level), high: Level(level) },
                steps,
            },
        )
    }

    fn cost(raisable: &Raisable, to: Level) -> u32 {
        raisable.steps[raisable.part.high.index()..to.index()].iter().sum()
    }

    /// Tries every combination of raises and returns the best one by the order of the rule.
    fn brute_force(scale: &Scale, raisables: &[Raisable], level: Level) -> Vec<Move> {
        let mut ways: Vec<Vec<Level>> = vec![Vec::new()];
        for raisable in raisables {
            let from = raisable.part.high;
            let to = [from, level.previous(), level].into_iter().filter(|to| *to >= from);
            let to: Vec<_> = to.collect();
            ways =
                ways.iter().flat_map(|way| to.iter().map(|to| [way.as_slice(), &[*to]].concat())).collect();
        }
        let holds = |way: &Vec<Level>| {
            let raised = raisables.iter().zip(way).map(|(r, to)| Weighed { low: *to, high: *to, ..r.part });
            rule::holds(scale, &raised.collect::<Vec<_>>(), LevelReading::High, level)
        };
        let key = |way: &Vec<Level>| {
            let both = || raisables.iter().zip(way);
            let price: u32 = both().map(|(raisable, to)| cost(raisable, *to)).sum();
            let stays: Vec<bool> = both().map(|(raisable, to)| *to == raisable.part.high).collect();
            let raised = stays.iter().filter(|stays| !**stays).count();
            (price, raised, stays, way.iter().map(|to| Reverse(*to)).collect::<Vec<_>>())
        };
        let best = ways.into_iter().filter(holds).min_by_key(key).expect("raising everything is a way");
        let moves = best.into_iter().enumerate().filter(|(part, to)| *to > raisables[*part].part.high);
        moves.map(|(part, to)| Move { part, to }).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn the_result_equals_that_of_trying_every_combination(
            raisables in vec(raisable(), 1..=6), level in 2_u8..=5, gate in prop_oneof![Just(80_u32), 1_u32..=100],
        ) {
            let mut scale = sample::pack(Vec::new()).manifest.scale;
            scale.gate = gate;
            let parts: Vec<_> = raisables.iter().map(|raisable| raisable.part.clone()).collect();
            let found = cheapest(&scale, &parts, Level(level), |part, to| cost(&raisables[part], to));
            prop_assert_eq!(found, brute_force(&scale, &raisables, Level(level)));
        }
    }

    #[test]
    fn among_equals_the_earlier_part_is_raised_and_raised_further() {
        let scale = sample::pack(Vec::new()).manifest.scale;
        let part = |level| Weighed { weight: 1, essential: false, low: Level(level), high: Level(level) };
        let at = |levels: &[u8]| {
            let parts: Vec<_> = levels.iter().map(|level| part(*level)).collect();
            let moves = cheapest(&scale, &parts, Level(3), |part, to| 2 * u32::from(to.0 - levels[part]));
            moves.into_iter().map(|raise| (raise.part, raise.to.0)).collect::<Vec<_>>()
        };
        assert_eq!(at(&[2, 2, 3, 3, 3]), [(0, 3)]);
        assert_eq!(at(&[1, 1, 3, 3, 3]), [(0, 3), (1, 2)]);
        assert_eq!(at(&[2, 1, 3, 3, 3]), [(1, 3)], "fewer parts come before earlier ones");
    }
}
