//! Which column is older, and whether two are about one entity. It knows no score.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::subject::Subject;
use crate::model::{HijriDay, Text};
use crate::search::latin_digits;

/// The order of the columns of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CompareOrder {
    /// By the period, then by the day that is scored for. If one has no period, by the day alone.
    #[default]
    OldestFirst,
    /// The other way round.
    NewestFirst,
}

impl CompareOrder {
    /// The other order.
    #[must_use]
    pub fn swapped(self) -> Self {
        match self {
            Self::OldestFirst => Self::NewestFirst,
            Self::NewestFirst => Self::OldestFirst,
        }
    }
}

/// The subjects in an order, each with its place among the given ones. Those of one age stay as they are.
pub(super) fn ordered<'a>(
    subjects: &[Subject<'a>],
    order: CompareOrder,
    today: Date,
) -> Vec<(usize, Subject<'a>)> {
    let mut ordered: Vec<_> = subjects.iter().copied().enumerate().collect();
    let has_periods = subjects.iter().all(|subject| subject.period().is_some());
    ordered.sort_by_cached_key(|(_, subject)| {
        let period = subject.period().filter(|_| has_periods).map(PeriodKey::of);
        (period, subject.as_of(today))
    });
    if order == CompareOrder::NewestFirst {
        ordered.reverse();
    }
    ordered
}

/// A period by its numbers and words, so that `2025 Q2` is before `2025 Q10`, and `1446` before `2026`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct PeriodKey(Vec<PeriodPart>);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum PeriodPart {
    Number(u64),
    Word(String),
}

impl PeriodKey {
    fn of(period: &str) -> Self {
        let text = latin_digits(period).to_lowercase();
        let pieces = text.split(|letter: char| !letter.is_alphanumeric());
        let parts = pieces.flat_map(runs).map(|run| match run.parse() {
            Ok(number) => PeriodPart::Number(gregorian_year(number)),
            Err(_) => PeriodPart::Word(run.to_owned()),
        });
        let mut parts: Vec<_> = parts.collect();
        // The year decides, wherever it is: `Q1 2026` is after `Q2 2025`.
        let year = |part: &PeriodPart| matches!(part, PeriodPart::Number(1000..));
        if let Some(place) = parts.iter().position(year) {
            let year = parts.remove(place);
            parts.insert(0, year);
        }
        Self(parts)
    }
}

/// The runs of digits and of letters in a word.
fn runs(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let is_digit = rest.chars().next()?.is_ascii_digit();
        let end = rest.find(|letter: char| letter.is_ascii_digit() != is_digit).unwrap_or(rest.len());
        let (run, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(run)
    })
}

/// The Gregorian year in which a Hijri one begins; other numbers as they are.
fn gregorian_year(number: u64) -> u64 {
    let hijri = i16::try_from(number).ok().map(|year| HijriDay { year, month: 1, day: 1 });
    let day = hijri.and_then(HijriDay::to_gregorian);
    day.and_then(|day| u64::try_from(day.year()).ok()).unwrap_or(number)
}

/// The subject of two columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairSubject {
    /// Both columns are about one entity, as far as they name it.
    OneEntity,
    /// The columns name different entities.
    TwoEntities,
}

/// Two entities are different if both are named, and no language has one name for both.
pub(super) fn subject(before: &Text, after: &Text) -> PairSubject {
    let plain = |text: &str| text.trim().to_lowercase();
    let shared = || before.iter().filter_map(|(code, name)| Some((plain(name), plain(after.exact(code)?))));
    let differs =
        shared().next().is_some() && shared().all(|(before, after)| before.cmp(&after) != Ordering::Equal);
    if differs { PairSubject::TwoEntities } else { PairSubject::OneEntity }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::sample;

    #[test]
    fn the_older_is_first_by_period_and_then_by_day() {
        let pack = sample::pack(Vec::new());
        let subject = |name: &str, period: Option<&str>, day: i8| {
            let mut assessment = sample::assessment(&pack, "");
            assessment.identity.name = name.to_owned();
            assessment.identity.period = period.map(str::to_owned);
            assessment.identity.as_of = Some(date(2026, 3, day));
            assessment
        };
        for (first, second, expected) in [
            ((Some("2026"), 1), (Some("2025"), 2), "ba"),
            ((Some("Q1 2026"), 1), (Some("Q2 2025"), 2), "ba"),
            ((Some("2025 Q10"), 1), (Some("2025 Q2"), 2), "ba"),
            ((Some("2026"), 1), (Some("١٤٤٦"), 2), "ba"),
            ((Some("١٤٤٦"), 1), (Some("2023"), 2), "ba"),
            ((Some("2026"), 2), (Some("2026"), 1), "ba"),
            ((None, 2), (Some("2027"), 1), "ba"),
            ((None, 1), (None, 2), "ab"),
            ((None, 1), (None, 1), "ab"),
        ] {
            let (a, b) = (subject("a", first.0, first.1), subject("b", second.0, second.1));
            let named = |order| {
                let sorted =
                    ordered(&[Subject::Assessment(&a), Subject::Assessment(&b)], order, date(2026, 4, 1));
                let name = |(_, subject): &(usize, Subject)| match subject {
                    Subject::Assessment(assessment) => assessment.identity.name.clone(),
                    Subject::Milestone(..) => String::new(),
                };
                sorted.iter().map(name).collect::<String>()
            };
            assert_eq!(named(CompareOrder::OldestFirst), expected, "{first:?} {second:?}");
            let swapped: String = expected.chars().rev().collect();
            assert_eq!(named(CompareOrder::OldestFirst.swapped()), swapped, "{first:?} {second:?}");
        }
    }

    #[test]
    fn entities_are_different_only_if_their_names_are() {
        use PairSubject::{OneEntity, TwoEntities};
        for (before, after, expected) in [
            (Text::default(), Text::default(), OneEntity),
            (Text::from([("en", "Health")]), Text::default(), OneEntity),
            (Text::from([("en", "Health")]), Text::from([("en", " health")]), OneEntity),
            (Text::from([("en", "Health")]), Text::from([("ar", "الصحة")]), OneEntity),
            (Text::from([("en", "Health")]), Text::from([("en", "Water")]), TwoEntities),
            (
                Text::from([("en", "Health"), ("ar", "الصحة")]),
                Text::from([("en", "MoH"), ("ar", "الصحة")]),
                OneEntity,
            ),
        ] {
            assert_eq!(subject(&before, &after), expected, "{before:?} {after:?}");
        }
    }
}
