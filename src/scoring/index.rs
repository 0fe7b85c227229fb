//! The index: an exact mean, truncated only when it is printed.
//!
//! The index is shown next to a level and never decides it (`docs/scoring.md`).

use std::fmt;
use std::ops::Sub;

use num_rational::{BigRational, Ratio};

use crate::model::Score;

/// An exact score or difference of scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exact(Fraction);

/// A reduced fraction. Nearly all are small, and those cost no allocation.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fraction {
    Small(Ratio<i128>),
    /// One that does not fit into a small one.
    Large(Box<BigRational>),
}

impl Fraction {
    fn of(large: BigRational) -> Self {
        match (i128::try_from(large.numer()), i128::try_from(large.denom())) {
            (Ok(numerator), Ok(denominator)) => Self::Small(Ratio::new_raw(numerator, denominator)),
            _ => Self::Large(Box::new(large)),
        }
    }

    fn to_large(&self) -> BigRational {
        match self {
            Self::Small(small) => BigRational::new_raw((*small.numer()).into(), (*small.denom()).into()),
            Self::Large(large) => BigRational::clone(large),
        }
    }

    /// The whole units of this number, each of which is 1 / `scale`.
    fn units(&self, scale: i64) -> String {
        let units = match self {
            Self::Small(small) => small.numer().checked_mul(scale.into()).map(|units| units / small.denom()),
            Self::Large(_) => None,
        };
        units.map_or_else(
            || (self.to_large() * BigRational::from_integer(scale.into())).to_integer().to_string(),
            |units| units.to_string(),
        )
    }
}

impl Exact {
    /// The number truncated to `decimals` places and never rounded up, so that 2.96 is printed `2.9` and not as a
    /// value that is not reached.
    pub fn printed(&self, decimals: u8) -> String {
        let scale = (0..decimals).fold(1_i64, |scale, _| scale.saturating_mul(10));
        let units = self.0.units(scale);
        let (sign, digits) = units.strip_prefix('-').map_or(("", units.as_str()), |digits| ("-", digits));
        let places = usize::from(decimals);
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places);
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    /// The parts of the reduced fraction: above and below its line. Nothing is below that of a whole number.
    pub fn fraction(&self) -> (String, Option<String>) {
        let written = self.to_string();
        match written.split_once('/') {
            Some((above, below)) => (above.to_owned(), Some(below.to_owned())),
            None => (written, None),
        }
    }

    /// The number that is printed, as a number.
    pub(crate) fn as_printed(&self, decimals: u8) -> Self {
        let scale = (0..decimals).fold(1_i64, |scale, _| scale.saturating_mul(10));
        match self.0.units(scale).parse() {
            Ok(units) => Self::new(units, scale.into()),
            // One that does not fit is not printed with fewer places.
            Err(_) => self.clone(),
        }
    }

    fn new(numerator: i128, denominator: i128) -> Self {
        Self(Fraction::Small(Ratio::new(numerator, denominator)))
    }

    /// The sum of all numbers, each multiplied by its factor, divided by `divisor`, which is above 0.
    fn sum<'a>(numbers: impl Iterator<Item = (i64, &'a Self)> + Clone, divisor: i64) -> Self {
        Self::small_sum(numbers.clone(), divisor).unwrap_or_else(|| Self::large_sum(numbers, divisor))
    }

    /// The same as [`sum`](Self::sum); `None` if a part of it does not fit into a small fraction.
    fn small_sum<'a>(mut numbers: impl Iterator<Item = (i64, &'a Self)>, divisor: i64) -> Option<Self> {
        let (sum, common) = numbers.try_fold((0_i128, 1_i128), |(sum, common), (factor, number)| {
            let Fraction::Small(number) = &number.0 else { return None };
            // Reduced against each other, each is what the other has to be multiplied by for a common denominator.
            let (own, other) = Ratio::new(common, *number.denom()).into_raw();
            let term = number.numer().checked_mul(factor.into())?.checked_mul(own)?;
            Some((sum.checked_mul(other)?.checked_add(term)?, common.checked_mul(other)?))
        })?;
        Some(Self::new(sum, common.checked_mul(divisor.into())?))
    }

    fn large_sum<'a>(numbers: impl Iterator<Item = (i64, &'a Self)>, divisor: i64) -> Self {
        let zero = BigRational::from_integer(0.into());
        let sum = numbers.fold(zero, |sum, (factor, number)| {
            sum + number.0.to_large() * BigRational::from_integer(factor.into())
        });
        Self(Fraction::of(sum / BigRational::from_integer(divisor.into())))
    }
}

impl fmt::Display for Exact {
    /// The reduced fraction: `17/6`, or `3` for a whole number.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match &self.0 {
            Fraction::Small(small) => small.fmt(f),
            Fraction::Large(large) => large.fmt(f),
        }
    }
}

#[cfg(test)]
impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        self.0.to_large().partial_cmp(&other.0.to_large())
    }
}

impl From<Score> for Exact {
    fn from(score: Score) -> Self {
        Self::new(score.0.into(), 1000)
    }
}

impl Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: &Exact) -> Exact {
        Exact::sum([(1, self), (-1, other)].into_iter(), 1)
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
    (sum.1 > 0).then(|| Exact::new(sum.0, sum.1 * 1000))
}

/// The weighted mean of exact numbers; `None` if the total weight is 0.
pub(super) fn mean<'a>(weighed: impl Iterator<Item = (u32, &'a Exact)> + Clone) -> Option<Exact> {
    let weighed = weighed.map(|(weight, number)| (i64::from(weight), number));
    let weights: i64 = weighed.clone().map(|(weight, _)| weight).sum();
    (weights > 0).then(|| Exact::sum(weighed, weights))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn exact(numerator: i128, denominator: i128) -> Exact {
        Exact::new(numerator, denominator)
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

    /// Numbers of which some are near the limit of small fractions.
    fn numbers() -> impl Strategy<Value = Vec<(i64, Exact)>> {
        let limit = prop_oneof![Just(1_000_i128), Just(i128::from(i64::MAX)), Just(i128::MAX)];
        let number = limit.prop_flat_map(|limit| (-limit..=limit, 1..=limit));
        vec(
            (
                -100_000_i64..100_000,
                number.prop_map(|(numerator, denominator)| exact(numerator, denominator)),
            ),
            0..6,
        )
    }

    proptest! {
        #[test]
        fn small_and_large_fractions_give_the_same_numbers(
            numbers in numbers(),
            divisor in 1_i64..1_000_000,
            decimals in 0_u8..5,
        ) {
            let all = numbers.iter().map(|(factor, number)| (*factor, number));
            let (sum, large) = (Exact::sum(all.clone(), divisor), Exact::large_sum(all, divisor));
            prop_assert_eq!(&sum, &large);
            prop_assert_eq!(sum.to_string(), large.0.to_large().to_string());
            let as_large = Exact(Fraction::Large(Box::new(sum.0.to_large())));
            prop_assert_eq!(sum.printed(decimals), as_large.printed(decimals));
        }
    }

    #[test]
    fn a_sum_that_is_too_large_on_the_way_is_exact() {
        let (large, prime) = (exact(i128::MAX, 3), exact(1, i128::MAX));
        let sum = Exact::sum([(1, &large), (1, &prime), (-1, &large)].into_iter(), 1);
        assert_eq!(sum, prime);
        assert!(matches!(Exact::sum([(1, &large), (1, &prime)].into_iter(), 1).0, Fraction::Large(_)));
        assert_eq!((&large - &prime).printed(1), format!("{}.3", i128::MAX / 3));
    }
}
