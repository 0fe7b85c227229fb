//! The system's clock: the only module that reads the time.
//!
//! A clock can be set to anything. [`now`] therefore returns only moments that can be written and read again, so that
//! no save fails because of the clock. Commands call [`check()`] first and report a wrong clock.

use std::time::{Duration, SystemTime};

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, tz::TimeZone};

/// The beginning of the year 1. An earlier year has no four digits, which the names of backups need.
const FIRST: Timestamp = Timestamp::constant(-62_135_596_800, 0);

/// The last moment of the year 9999 in every time zone.
const LAST: Timestamp = Timestamp::MAX;

/// The clock is before the year 1 or after the year 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the clock is outside the years 1 to 9999")]
pub struct OutOfRange;

/// The present moment, or the nearest one between the years 1 and 9999.
pub fn now() -> Timestamp {
    nearest(system())
}

/// The present day, by the clock and the time zone of the system.
pub fn today() -> Date {
    local(now()).date()
}

/// A moment as the clocks in the time zone of the system show it.
pub fn local(moment: Timestamp) -> DateTime {
    moment.to_zoned_datetime(TimeZone::system()).datetime()
}

/// Fails if the clock is outside the years 1 to 9999.
pub fn check() -> Result<(), OutOfRange> {
    exact(system()).map(|_| ())
}

fn exact(moment: SystemTime) -> Result<Timestamp, OutOfRange> {
    Timestamp::try_from(moment).ok().filter(|moment| *moment >= FIRST).ok_or(OutOfRange)
}

fn nearest(moment: SystemTime) -> Timestamp {
    exact(moment).unwrap_or(if moment < SystemTime::UNIX_EPOCH { FIRST } else { LAST })
}

/// The present moment as the system reports it, to compare with the times of files.
pub fn system() -> SystemTime {
    #[cfg(debug_assertions)]
    if let Some(moment) = rehearsed() {
        return moment;
    }
    SystemTime::now()
}

/// The moment that a test sets, in debug builds only: `MIZAN_REHEARSE_CLOCK` names a file with the seconds since 1970.
#[cfg(debug_assertions)]
fn rehearsed() -> Option<SystemTime> {
    let seconds: i64 =
        std::fs::read_to_string(std::env::var_os("MIZAN_REHEARSE_CLOCK")?).ok()?.parse().ok()?;
    let away = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 {
        SystemTime::UNIX_EPOCH.checked_sub(away)
    } else {
        SystemTime::UNIX_EPOCH.checked_add(away)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_that_can_be_written_is_unchanged() {
        for text in ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2026-11-25T04:49:16Z"] {
            let moment: Timestamp = text.parse().unwrap();
            let read = SystemTime::try_from(moment).unwrap();
            assert_eq!((exact(read), nearest(read)), (Ok(moment), moment));
        }
    }

    #[test]
    fn a_moment_beyond_the_calendar_becomes_the_nearest_one_that_can_be_written() {
        for (seconds, expected) in [(253_402_300_800, LAST), (i64::MAX.unsigned_abs(), LAST)] {
            let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!((exact(moment), nearest(moment)), (Err(OutOfRange), expected));
        }
        for seconds in [62_135_596_801, 400_000_000_000, i64::MAX.unsigned_abs()] {
            let moment = SystemTime::UNIX_EPOCH - Duration::from_secs(seconds);
            assert_eq!((exact(moment), nearest(moment)), (Err(OutOfRange), FIRST));
        }
        for moment in [FIRST, LAST] {
            assert_eq!(moment.to_string().parse::<Timestamp>().unwrap(), moment);
            let year = moment.to_zoned_datetime(TimeZone::UTC).strftime("%Y").to_string();
            assert_eq!(year.len(), 4, "{year}");
        }
    }
}
