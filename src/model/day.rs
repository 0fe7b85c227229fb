//! Days as they are written: in the Gregorian calendar, or in the Hijri calendar, which the year shows.
//!
//! The program keeps Gregorian days only. It knows no clock: the present day is an argument.

use std::fmt;

use jiff::civil::{Date, date};
use serde::{Deserialize, Deserializer, de};

use super::HijriDay;

/// A day that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenDay {
    /// The Gregorian day.
    pub day: Date,
    /// The day as it was written; `None` if it was written in the Gregorian calendar.
    pub hijri: Option<HijriDay>,
}

impl WrittenDay {
    /// Reads year, month and day in Latin digits, such as `2026-02-01`, `1447-08-13` or `1447/8/13`. A year from 1300 to
    /// 1599 is one of the Hijri calendar. `None` if it is no day, such as `2026-02-30` or `1447-08-30`.
    pub fn read(text: &str) -> Option<Self> {
        let (year, month, day) = numbers(text.trim())?;
        if HijriDay::has_year(year) {
            let hijri = HijriDay { year, month, day };
            return Some(Self { day: hijri.to_gregorian()?, hijri: Some(hijri) });
        }
        Some(Self { day: Date::new(year, month, day).ok()?, hijri: None })
    }

    /// Why the day is probably not meant; `None` if it may well be.
    pub fn doubt(&self, today: Date) -> Option<DayDoubt> {
        if self.day > today {
            Some(DayDoubt::Future)
        } else {
            (self.day < EARLIEST).then_some(DayDoubt::Early)
        }
    }
}

/// Why a day is probably not the one that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayDoubt {
    /// It is after the present day.
    Future,
    /// It is before 1900.
    Early,
}

/// The first day that needs no confirmation.
const EARLIEST: Date = date(1900, 1, 1);

/// The year with four digits, the month and the day.
fn numbers(text: &str) -> Option<(i16, i8, i8)> {
    let mut parts = text.split(['-', '/']);
    let mut part = |lengths: std::ops::RangeInclusive<usize>| {
        let part = parts.next()?;
        let is_number = lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then_some(part)
    };
    let (year, month, day) = (part(4..=4)?, part(1..=2)?, part(1..=2)?);
    if parts.next().is_some() {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// A day in a file.
struct DayFile(Date);

impl<'de> Deserialize<'de> for DayFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = DayFile;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                // The words of `Date`, by which `yaml` recognises the faults of dates.
                out.write_str("a date string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<DayFile, E> {
                // A year of the Hijri calendar with a day that this calendar does not have was accepted by earlier
                // versions, and such files load for ever.
                let hijri = WrittenDay::read(text).filter(|written| written.hijri.is_some());
                hijri.map_or_else(|| text.parse().map_err(E::custom), |written| Ok(written.day)).map(DayFile)
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

/// Deserializes a day of a file. One in a Hijri year becomes the Gregorian day.
pub(super) fn from_file<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    DayFile::deserialize(deserializer).map(|day| day.0)
}

/// Deserializes a day of a file that may be missing.
pub(super) fn from_file_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    Ok(Option::<DayFile>::deserialize(deserializer)?.map(|day| day.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_shows_the_calendar_of_a_day() {
        for (text, expected, is_hijri) in [
            ("2026-02-01", "2026-02-01", false),
            (" 2026/2/1 ", "2026-02-01", false),
            ("1447-05-06", "2025-10-28", true),
            ("1447/5/6", "2025-10-28", true),
            ("1600-01-01", "1600-01-01", false),
            ("1299-12-31", "1299-12-31", false),
        ] {
            let written = WrittenDay::read(text).unwrap();
            assert_eq!(
                (written.day.to_string().as_str(), written.hijri.is_some()),
                (expected, is_hijri),
                "{text}"
            );
        }
        let hijri = WrittenDay::read("1447/5/6").unwrap().hijri.unwrap();
        assert_eq!(hijri.to_string(), "1447-05-06");
    }

    #[test]
    fn what_no_calendar_has_is_no_day() {
        for text in
            ["", "2026", "2026-02-30", "1447-01-31", "1447-13-01", "06-05-1447", "2026-02-01-1", "2026-+2-01"]
        {
            assert_eq!(WrittenDay::read(text), None, "{text}");
        }
    }

    #[test]
    fn days_to_come_and_before_1900_are_in_doubt() {
        let today = date(2026, 3, 1);
        for (text, doubt) in [
            ("2026-03-01", None),
            ("2026-03-02", Some(DayDoubt::Future)),
            ("1455-01-01", Some(DayDoubt::Future)),
            ("1900-01-01", None),
            ("1899-12-31", Some(DayDoubt::Early)),
            ("1300-01-01", Some(DayDoubt::Early)),
            ("0026-02-01", Some(DayDoubt::Early)),
        ] {
            assert_eq!(WrittenDay::read(text).unwrap().doubt(today), doubt, "{text}");
        }
    }

    #[test]
    fn a_file_holds_days_of_either_calendar() {
        #[derive(Deserialize)]
        struct File {
            #[serde(default, deserialize_with = "from_file_if_any")]
            day: Option<Date>,
        }
        let read = |text: &str| serde_yaml::from_str::<File>(text).map(|file| file.day);
        assert_eq!(read("day: 1447-05-06").unwrap(), Some(date(2025, 10, 28)));
        // A day of the Hijri calendar only.
        assert_eq!(read("day: 1446-02-30").unwrap(), Some(date(2024, 9, 3)));
        // A day of the Gregorian calendar only.
        assert_eq!(read("day: 1447-01-31").unwrap(), Some(date(1447, 1, 31)));
        assert_eq!(read("day: 2026-02-01").unwrap(), Some(date(2026, 2, 1)));
        assert_eq!((read("day:").unwrap(), read("{}").unwrap()), (None, None));
        assert!(read("day: 2026-02-30").is_err());
    }
}
