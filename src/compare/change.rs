//! The change of a level and of an index between two columns. It knows no words and no question.

use super::cell::ComparedCell;
use super::order::PairSubject;
use crate::model::LevelRange;
use crate::scoring::{AreaState, Exact};

/// The difference between a level and the one before, of one entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// What became of the level.
    pub trend: LevelTrend,
    /// The increase of the low claimed level, in levels.
    pub low: i16,
    /// The increase of the high claimed level, in levels.
    pub high: i16,
    /// The difference of the two indexes as they are printed; `None` unless both have one.
    pub index: Option<Exact>,
}

/// The direction of a change of level. It is shown by a mark and by words, so that it is visible without colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelTrend {
    /// Both are the same level.
    Unchanged,
    /// A level rose to a higher one.
    Up,
    /// A level fell to a lower one.
    Down,
    /// All of the range, on one side at least, is above the earlier one.
    Higher,
    /// All of the range, on one side at least, is below the earlier one.
    Lower,
    /// A range became one of its levels.
    Decided,
    /// Something is open, and the level may have risen, fallen or stayed.
    NotDecided,
}

impl CellChange {
    /// The change between two levels or ranges.
    pub fn of(before: LevelRange, after: LevelRange, index: Option<Exact>) -> Self {
        let trend = match (before.settled(), after.settled()) {
            (Some(before), Some(after)) if after > before => LevelTrend::Up,
            (Some(before), Some(after)) if after < before => LevelTrend::Down,
            (Some(_), Some(_)) => LevelTrend::Unchanged,
            _ if after.low > before.high => LevelTrend::Higher,
            _ if after.high < before.low => LevelTrend::Lower,
            (None, Some(_)) => LevelTrend::Decided,
            (_, None) => LevelTrend::NotDecided,
        };
        let rise = |before: u8, after: u8| i16::from(after) - i16::from(before);
        let (low, high) = (rise(before.low.0, after.low.0), rise(before.high.0, after.high.0));
        Self { trend, low, high, index }
    }

    /// The change between two cells, with indexes printed to `decimals` places. `None` unless both are started and about
    /// one entity.
    pub(super) fn between(
        subject: PairSubject,
        before: &ComparedCell,
        after: &ComparedCell,
        decimals: u8,
    ) -> Option<Self> {
        let is_one = subject == PairSubject::OneEntity;
        let started = before.state == AreaState::Started && after.state == AreaState::Started;
        let index =
            before.index.as_ref().zip(after.index.as_ref()).map(|(before, after)| {
                &after.value.as_printed(decimals) - &before.value.as_printed(decimals)
            });
        (is_one && started).then(|| Self::of(before.claimed, after.claimed, index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Level;

    #[test]
    fn a_level_rose_or_fell_only_if_the_ranges_do_not_overlap() {
        use LevelTrend::{Decided, Down, Higher, Lower, NotDecided, Unchanged, Up};
        for (before, after, trend) in [
            ((3, 3), (3, 3), Unchanged),
            ((2, 2), (3, 3), Up),
            ((3, 3), (1, 1), Down),
            ((2, 2), (3, 4), Higher),
            ((1, 2), (3, 3), Higher),
            ((1, 2), (3, 4), Higher),
            ((3, 5), (2, 2), Lower),
            ((3, 3), (1, 2), Lower),
            ((2, 4), (3, 3), Decided),
            ((1, 2), (2, 2), Decided),
            ((1, 2), (2, 4), NotDecided),
            ((2, 4), (2, 4), NotDecided),
            ((3, 3), (2, 4), NotDecided),
            ((1, 5), (2, 3), NotDecided),
        ] {
            let range = |(low, high)| LevelRange { low: Level(low), high: Level(high) };
            let change = CellChange::of(range(before), range(after), None);
            assert_eq!(change.trend, trend, "{before:?} {after:?}");
        }
    }
}
