//! Whether a piece of evidence counts on a day, and why not.
//!
//! It knows no answer and no level.

use jiff::civil::Date;

use crate::model::{Evidence, HijriDay, Scale};

/// Why a piece of evidence does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotCounted {
    /// It has no date, and evidence of the pack becomes too old.
    NoDate,
    /// Its date has a year of the Hijri calendar, which has no such day.
    NoSuchDay,
    /// It is from after the day that is scored for.
    After(Date),
    /// It is older on that day than this number of days.
    TooOld(u32),
}

impl NotCounted {
    /// Why `evidence` does not count on `as_of`; `None` if it counts.
    pub fn of(evidence: &Evidence, scale: &Scale, as_of: Date) -> Option<Self> {
        let Some(date) = evidence.date else { return scale.evidence_days.map(|_| Self::NoDate) };
        // A day that the calendar has was converted when it was read.
        if HijriDay::has_year(date.year()) {
            return Some(Self::NoSuchDay);
        }
        if date > as_of {
            return Some(Self::After(as_of));
        }
        let age = i64::from((as_of - date).get_days());
        scale.evidence_days.filter(|days| age > i64::from(*days)).map(Self::TooOld)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::sample;

    #[test]
    fn evidence_counts_up_to_the_day_and_the_age() {
        let mut scale = sample::pack(Vec::new()).manifest.scale;
        let (as_of, days) = (date(2026, 3, 1), 365);
        let of = |scale: &Scale, date: Option<Date>| {
            NotCounted::of(&Evidence { text: "A register".to_owned(), date, kind: None }, scale, as_of)
        };
        for (date, limited, unlimited) in [
            (None, Some(NotCounted::NoDate), None),
            (Some(as_of), None, None),
            (Some(date(2026, 3, 2)), Some(NotCounted::After(as_of)), Some(NotCounted::After(as_of))),
            (Some(date(2025, 3, 1)), None, None),
            (Some(date(2025, 2, 28)), Some(NotCounted::TooOld(days)), None),
            (Some(date(1447, 1, 31)), Some(NotCounted::NoSuchDay), Some(NotCounted::NoSuchDay)),
        ] {
            scale.evidence_days = Some(days);
            assert_eq!(of(&scale, date), limited, "{date:?}");
            scale.evidence_days = None;
            assert_eq!(of(&scale, date), unlimited, "{date:?}");
        }
    }
}
