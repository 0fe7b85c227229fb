//! The rule itself, in integers: the same for questions in an area and for areas in the whole.
//!
//! It knows weights and levels, no question, no answer and no area.

use crate::model::{Level, LevelRange, Scale};

/// A part with a weight: a question in its area, or an area in the whole.
#[derive(Debug, Clone)]
pub(super) struct Weighed {
    /// Its weight, relative to the other parts.
    pub weight: u32,
    /// Whether the result cannot be above its own level.
    pub essential: bool,
    /// Its level with all open questions at the first level.
    pub low: Level,
    /// Its level with all open questions at the last level.
    pub high: Level,
}

/// The assumption about open questions.
#[derive(Debug, Clone, Copy)]
pub(super) enum LevelReading {
    /// Open questions count as the first level.
    Low,
    /// Open questions count as the last level.
    High,
}

impl LevelReading {
    /// The level of `part` under this reading.
    pub fn level(self, part: &Weighed) -> Level {
        match self {
            Self::Low => part.low,
            Self::High => part.high,
        }
    }
}

/// A part of the total weight, with the percentage that the gate requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The weight at the level or above.
    pub reached: u32,
    /// The total weight.
    pub total: u32,
    /// The required percentage, 1 to 100.
    pub gate: u32,
}

impl Share {
    /// The reached percentage, rounded down, so that 100 means all of the weight.
    pub fn percent(&self) -> u32 {
        let percent = u64::from(self.reached) * 100 / u64::from(self.total.max(1));
        u32::try_from(percent).unwrap_or(u32::MAX)
    }

    /// The smallest weight that passes the gate.
    pub fn needed(&self) -> u32 {
        let needed = (u64::from(self.total) * u64::from(self.gate)).div_ceil(100);
        u32::try_from(needed).unwrap_or(u32::MAX)
    }

    /// Whether the gate is passed.
    pub fn holds(&self) -> bool {
        u64::from(self.reached) * 100 >= u64::from(self.gate) * u64::from(self.total)
    }
}

/// The share of the weight of `parts` that is at `level` or above.
pub(super) fn share(scale: &Scale, parts: &[Weighed], reading: LevelReading, level: Level) -> Share {
    let weight = |part: &Weighed| part.weight;
    let reached = parts.iter().filter(|part| reading.level(part) >= level).map(weight).sum();
    Share { reached, total: parts.iter().map(weight).sum(), gate: scale.gate }
}

/// Whether `part` is more than one level below `level`.
pub(super) fn lags(part: &Weighed, reading: LevelReading, level: Level) -> bool {
    reading.level(part).next() < level
}

/// Whether `part` is essential and below `level`.
pub(super) fn essential_below(part: &Weighed, reading: LevelReading, level: Level) -> bool {
    part.essential && reading.level(part) < level
}

/// Whether `level` is reached: no part lags, no essential part is below it, and the gate is passed.
pub(super) fn holds(scale: &Scale, parts: &[Weighed], reading: LevelReading, level: Level) -> bool {
    let held_back = |part: &Weighed| lags(part, reading, level) || essential_below(part, reading, level);
    !parts.iter().any(held_back) && share(scale, parts, reading, level).holds()
}

/// The highest level that is reached; the first level always is.
pub(super) fn level(scale: &Scale, parts: &[Weighed], reading: LevelReading) -> Level {
    scale.all().rev().find(|level| holds(scale, parts, reading, *level)).unwrap_or(Level::FIRST)
}

/// The level under both readings. Without any part it is the whole scale, because nothing limits it.
pub(super) fn range(scale: &Scale, parts: &[Weighed]) -> LevelRange {
    if parts.is_empty() {
        return LevelRange { low: Level::FIRST, high: scale.last() };
    }
    LevelRange { low: level(scale, parts, LevelReading::Low), high: level(scale, parts, LevelReading::High) }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::sample;

    fn part() -> impl Strategy<Value = Weighed> {
        (1_u32..=100, any::<bool>(), 1_u8..=5).prop_map(|(weight, essential, level)| Weighed {
            weight,
            essential,
            low: Level(level),
            high: Level(level),
        })
    }

    proptest! {
        #[test]
        fn every_level_below_a_reached_one_is_reached(parts in vec(part(), 0..8), gate in 1_u32..=100) {
            let mut scale = sample::pack(Vec::new()).manifest.scale;
            scale.gate = gate;
            for level in scale.all().skip(1) {
                let holds = |level| holds(&scale, &parts, LevelReading::Low, level);
                prop_assert!(!holds(level) || holds(level.previous()));
            }
            prop_assert!(holds(&scale, &parts, LevelReading::Low, Level::FIRST));
        }
    }

    #[test]
    fn a_share_is_rounded_down_and_the_needed_weight_up() {
        let share = Share { reached: 4, total: 6, gate: 80 };
        assert_eq!((share.percent(), share.needed(), share.holds()), (66, 5, false));
        assert!(Share { reached: 4, total: 5, gate: 80 }.holds());
    }
}
