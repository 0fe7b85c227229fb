//! The index: an exact mean, truncated only when it is printed.
//!
//! The index is shown next to a level and never decides it (README, "What the numbers mean").

use std::ops::Sub;

use num_rational::BigRational;

use crate::model::Score;

/// An exact score or difference of scores.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(pub BigRational);

impl Exact {
    /// The number truncated to `decimals` places and never rounded up, so that 2.96 is printed `2.9` and not as a
    /// value that is not reached.
    pub fn printed(&self, decimals: u8) -> String {
        let scale = (0..decimals).fold(1_i64, |scale, _| scale.saturating_mul(10));
        let units = (&self.0 * BigRational::from_integer(scale.into())).to_integer().to_string();
        let (sign, digits) = units.strip_prefix('-').map_or(("", units.as_str()), |digits| ("-", digits));
        let places = usize::from(decimals);
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places);
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }
}

impl From<Score> for Exact {
    fn from(score: Score) -> Self {
        Self(BigRational::new(score.0.into(), 1000.into()))
    }
}

impl Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: &Exact) -> Exact {
        Exact(&self.0 - &other.0)
    }
}

/// The weighted mean of the scores, and the range it can still reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// The mean over parts that have a level.
    pub value: Exact,
    /// The mean over all parts, with open ones at the first level. Equal to `value` if none is open.
    pub low: Exact,
    /// The mean over all parts, with open ones at the last level. Equal to `value` if none is open.
    pub high: Exact,
}

/// The possible range of a mean, and its value if there is one.
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    /// The mean over parts that have a level; `None` if no part has one.
    pub value: Option<Exact>,
    /// The mean with all open parts at the first level.
    pub low: Exact,
    /// The mean with all open parts at the last level.
    pub high: Exact,
}

impl Bounds {
    /// The index; `None` if no part has a level.
    pub fn index(&self) -> Option<Index> {
        let value = self.value.clone()?;
        Some(Index { value, low: self.low.clone(), high: self.high.clone() })
    }
}

/// The weighted mean of scores; `None` if the total weight is 0.
pub(super) fn mean_score(weighed: impl Iterator<Item = (u32, Score)>) -> Option<Exact> {
    let sum = weighed.fold((0_i128, 0_i128), |(scores, weights), (weight, score)| {
        (scores + i128::from(weight) * i128::from(score.0), weights + i128::from(weight))
    });
    (sum.1 > 0).then(|| Exact(BigRational::new(sum.0.into(), (sum.1 * 1000).into())))
}

/// The weighted mean of exact numbers; `None` if the total weight is 0.
pub(super) fn mean<'a>(weighed: impl Iterator<Item = (u32, &'a Exact)>) -> Option<Exact> {
    let zero = || BigRational::from_integer(0.into());
    let (sum, weights) = weighed.fold((zero(), 0_i64), |(sum, weights), (weight, number)| {
        (sum + &number.0 * BigRational::from_integer(weight.into()), weights + i64::from(weight))
    });
    (weights > 0).then(|| Exact(sum / BigRational::from_integer(weights.into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(numerator: i64, denominator: i64) -> Exact {
        Exact(BigRational::new(numerator.into(), denominator.into()))
    }

    #[test]
    fn a_printed_number_is_truncated_and_never_rounded_up() {
        assert_eq!(exact(296, 100).printed(1), "2.9");
        assert_eq!(exact(17, 6).printed(1), "2.8");
        assert_eq!(exact(17, 6).printed(3), "2.833");
        assert_eq!(exact(5, 1).printed(1), "5.0");
        assert_eq!(exact(299, 100).printed(0), "2");
        assert_eq!(exact(1, 20).printed(2), "0.05");
    }

    #[test]
    fn a_difference_keeps_its_sign_unless_it_is_printed_as_zero() {
        assert_eq!(exact(-1, 4).printed(2), "-0.25");
        assert_eq!(exact(-1, 40).printed(1), "0.0");
        assert_eq!((&exact(5, 2) - &exact(3, 1)).printed(1), "-0.5");
    }

    #[test]
    fn a_mean_without_weight_is_none() {
        assert_eq!(mean_score(std::iter::empty()), None);
        assert_eq!(mean(std::iter::empty()), None);
    }
}
