//! Days of the Hijri calendar of Saudi Arabia (Umm al-Qura) as Gregorian days.
//!
//! It knows no text, no clock and no language.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// A day of the Hijri calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HijriDay {
    /// The year, such as 1447.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// The day of the month, from 1.
    pub day: i8,
}

impl HijriDay {
    /// Whether a written year is one of the Hijri calendar: 1300 to 1599. No evidence has such a Gregorian year.
    pub fn has_year(year: i16) -> bool {
        Self::place(year).is_some()
    }

    /// The Gregorian day; `None` if the calendar has no such day, or the year is outside 1300 to 1599.
    pub fn to_gregorian(self) -> Option<Date> {
        let year = Self::place(self.year)?;
        let month = usize::try_from(self.month).ok()?.checked_sub(1).filter(|month| *month < MONTHS)?;
        let months = LONG_MONTHS.get(year)?;
        if !(1..=days(*months, month)).contains(&i32::from(self.day)) {
            return None;
        }
        let years_before: i32 =
            LONG_MONTHS.iter().take(year).map(|months| days_before(*months, MONTHS)).sum();
        let before = years_before + days_before(*months, month) + i32::from(self.day) - 1;
        FIRST_DAY.checked_add(before.days()).ok()
    }

    /// The index of a year in the table.
    fn place(year: i16) -> Option<usize> {
        let place = usize::try_from(year.checked_sub(FIRST_YEAR)?).ok()?;
        (place < LONG_MONTHS.len()).then_some(place)
    }
}

impl fmt::Display for HijriDay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The days of the first `count` months of a year.
fn days_before(months: u16, count: usize) -> i32 {
    (0..count).map(|month| days(months, month)).sum()
}

fn days(months: u16, month: usize) -> i32 {
    29 + i32::from(months >> month & 1)
}

const MONTHS: usize = 12;

const FIRST_YEAR: i16 = 1300;

/// 1 Muharram 1300.
const FIRST_DAY: Date = date(1882, 11, 12);

/// The months of 30 days of each year, the first month in the lowest bit; the other months have 29 days.
///
/// Source: the table that KACST, which computes the calendar, published for 1300 to 1600, as ICU (`islamcal.cpp`) and
/// Java (`hijrah-config-umalqura`) have it. From 1420 on it is the calendar that was printed. The printed calendars of
/// earlier years differ from it by a day in some months.
#[rustfmt::skip]
const LONG_MONTHS: [u16; 300] = [
    0x555, 0x2AB, 0x937, 0x2B6, 0x576, 0x36C, 0xB55, 0xAAA, 0x956, 0x49E, 0x95D, 0x2BA, 0x5B5, 0x3AA, 0xB4B,
    0xA96, 0x52E, 0x2AD, 0x56D, 0xB5A, 0x752, 0xF25, 0xE8A, 0xD16, 0xA56, 0xAB5, 0x6B4, 0xDA9, 0xB92, 0xB25,
    0x64B, 0xA9B, 0x35A, 0x6D9, 0x5D4, 0xDA5, 0xD4A, 0xA95, 0x536, 0x975, 0x2F4, 0x6E9, 0x6D4, 0x6A9, 0x535,
    0x25D, 0x4BD, 0x9BA, 0x3B4, 0xB69, 0xB2A, 0xA55, 0x4AD, 0xA5D, 0x2DA, 0x6D9, 0xEAA, 0xE94, 0xD2A, 0xC56,
    0x4AE, 0xA6D, 0x56A, 0xD55, 0xD4A, 0xA93, 0x52B, 0xA5B, 0x53A, 0x6B5, 0xEA9, 0xD52, 0xD29, 0xA55, 0x4AD,
    0x56D, 0xAEA, 0x6E4, 0xED1, 0xDA2, 0xAAA, 0x95A, 0x2DA, 0x5B9, 0xBB2, 0x764, 0x6C9, 0x555, 0x2AB, 0x4DB,
    0xABA, 0x5B4, 0xDA9, 0xD52, 0xAA5, 0x92D, 0x26D, 0x8ED, 0x2DA, 0xAD5, 0xAA5, 0xA4B, 0x497, 0x937, 0x2B6,
    0x975, 0xD69, 0xD52, 0xC95, 0x92B, 0x25B, 0x4DB, 0x9D5, 0x5D2, 0xDA5, 0xD4A, 0xA95, 0x54D, 0xAAD, 0x3AA,
    0xBD2, 0xBC4, 0xB89, 0xA95, 0x52D, 0x5AD, 0xB6A, 0x6D4, 0xDC9, 0xD92, 0xAA6, 0x956, 0x2AE, 0x56D, 0x36A,
    0xB55, 0xAAA, 0x94D, 0x49D, 0x95D, 0x2BA, 0x5B5, 0x5AA, 0xD55, 0xA9A, 0x92E, 0x26E, 0x55D, 0xADA, 0x6D4,
    0x6A5, 0xB27, 0xA4D, 0x4AD, 0x56D, 0xB5A, 0x754, 0xF49, 0xE92, 0xD26, 0xA56, 0x356, 0x6B5, 0xBAA, 0xB92,
    0xB25, 0x68B, 0xA9B, 0x55A, 0xADA, 0x5B4, 0xDA9, 0xB52, 0xA9A, 0x536, 0x276, 0x575, 0xAF2, 0x6D4, 0x6A9,
    0x555, 0x2AD, 0x4BD, 0x9BA, 0x574, 0xB69, 0xB52, 0xA95, 0x52D, 0xA5D, 0x4DA, 0xAD9, 0x6B2, 0xE95, 0xE2A,
    0xC96, 0x92E, 0xAAD, 0x56A, 0xD65, 0xD4A, 0xD15, 0x62B, 0xC5B, 0x53A, 0x6B5, 0xDB2, 0xD64, 0xD29, 0xA55,
    0x4AD, 0x96D, 0xAEA, 0x6E8, 0xED1, 0xDA4, 0xD4A, 0xA6A, 0x2DA, 0x5B9, 0xB72, 0xB68, 0x6D1, 0x655, 0x4AB,
    0x95B, 0x2BA, 0x5B5, 0xDA9, 0xD52, 0xCA6, 0x94E, 0x46E, 0x95D, 0x4DA, 0xAD5, 0xAAA, 0xA4D, 0x49B, 0x937,
    0x4B6, 0x975, 0xD6A, 0xD52, 0xAA5, 0x94B, 0x2AB, 0x55B, 0xAD9, 0x5D2, 0xDC5, 0xD92, 0xB25, 0x555, 0xAB5,
    0x5B4, 0xBA9, 0x7A2, 0x745, 0x593, 0xAAB, 0x4D6, 0x9D6, 0x5D2, 0xBA5, 0xB4A, 0xA95, 0x4AD, 0x15D, 0x2DD,
    0x9DA, 0x5B4, 0x5A9, 0x52D, 0x25B, 0x8B7, 0x176, 0x56D, 0xB6A, 0xACA, 0xA96, 0x52B, 0x15B, 0x2BB, 0x5B6,
    0xDAA, 0xB94, 0xD46, 0xA8D, 0x52D, 0xA9D, 0x55A, 0x755, 0x749, 0xF13, 0xE4A, 0xA96, 0x556, 0x6B5, 0xBAA,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn gregorian(year: i16, month: i8, day: i8) -> Option<Date> {
        HijriDay { year, month, day }.to_gregorian()
    }

    #[test]
    fn days_that_are_known_from_elsewhere_are_converted() {
        for (hijri, expected) in [
            ((1446, 1, 1), date(2024, 7, 7)),
            ((1446, 9, 1), date(2025, 3, 1)),
            ((1446, 12, 10), date(2025, 6, 6)),
            ((1447, 5, 6), date(2025, 10, 28)),
            // The first days of years, from Java and from Python's `hijridate`.
            ((1420, 1, 1), date(1999, 4, 17)),
            ((1433, 1, 1), date(2011, 11, 26)),
            ((1450, 1, 1), date(2028, 5, 25)),
            ((1599, 1, 1), date(2172, 12, 17)),
            ((1300, 1, 1), date(1882, 11, 12)),
        ] {
            assert_eq!(gregorian(hijri.0, hijri.1, hijri.2), Some(expected), "{hijri:?}");
        }
    }

    #[test]
    fn every_year_has_354_or_355_days_and_every_day_follows_the_one_before() {
        let mut expected = FIRST_DAY;
        for year in (FIRST_YEAR..).take(LONG_MONTHS.len()) {
            let first = expected;
            for (month, day) in (1..=12).flat_map(|month| (1..=30).map(move |day| (month, day))) {
                match gregorian(year, month, day) {
                    Some(found) => assert_eq!(found, expected, "{year}-{month}-{day}"),
                    None if day == 30 => continue,
                    None => panic!("{year}-{month}-{day}"),
                }
                expected = expected.tomorrow().unwrap();
            }
            assert!([354, 355].contains(&(expected - first).get_days()), "{year}");
        }
    }

    #[test]
    fn a_day_that_the_calendar_does_not_have_is_no_day() {
        for (year, month, day) in [
            (1447, 0, 1),
            (1447, 13, 1),
            (1447, 1, 0),
            (1447, 1, 31),
            (1447, 2, 30),
            (1299, 1, 1),
            (1600, 1, 1),
            (0, 1, 1),
        ] {
            assert_eq!(gregorian(year, month, day), None, "{year}-{month}-{day}");
        }
        assert!(HijriDay::has_year(1300) && HijriDay::has_year(1599));
        assert!(!HijriDay::has_year(1299) && !HijriDay::has_year(1600) && !HijriDay::has_year(2026));
    }
}
