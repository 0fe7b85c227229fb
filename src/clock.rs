//! The clock of the system: the only door to the time.
//!
//! A clock can be set to anything. What is read here is always a moment that can be written and read again, so that no save
//! fails because of it; a command asks [`check()`] first and says what is wrong.

use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

/// The beginning of the year 1: an earlier year has no four digits, as the names of backups need.
const FIRST: Timestamp = Timestamp::constant(-62_135_596_800, 0);

/// The end of the year 9999, wherever one is.
const LAST: Timestamp = Timestamp::MAX;

/// The clock says a moment before the year 1 or after the year 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the clock is outside the years 1 to 9999")]
pub struct OutOfRange;

/// This moment; the first or the last one that can be written where the clock is beyond it.
pub fn now() -> Timestamp {
    nearest(system())
}

/// The day here, by the clock and the time zone of the system.
pub fn today() -> Date {
    now().to_zoned_datetime(TimeZone::system()).date()
}

/// Whether the clock says a moment that can be written.
pub fn check() -> Result<(), OutOfRange> {
    exact(system()).map(|_| ())
}

/// How long ago a moment was; nothing if it is still to come.
pub fn age(moment: SystemTime) -> Option<Duration> {
    system().duration_since(moment).ok()
}

fn exact(moment: SystemTime) -> Result<Timestamp, OutOfRange> {
    Timestamp::try_from(moment).ok().filter(|moment| *moment >= FIRST).ok_or(OutOfRange)
}

fn nearest(moment: SystemTime) -> Timestamp {
    exact(moment).unwrap_or(if moment < SystemTime::UNIX_EPOCH { FIRST } else { LAST })
}

/// This moment as the system has it, for comparing it with the times of files.
pub fn system() -> SystemTime {
    #[cfg(debug_assertions)]
    if let Some(moment) = rehearsed() {
        return moment;
    }
    SystemTime::now()
}

/// What a test says that the clock says, in builds for tests alone: `MIZAN_REHEARSE_CLOCK` names a file with the seconds
/// since 1970.
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
    fn a_moment_that_can_be_written_is_told_as_it_is() {
        for text in ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2026-11-25T04:49:16Z"] {
            let moment: Timestamp = text.parse().unwrap();
            let read = SystemTime::try_from(moment).unwrap();
            assert_eq!((exact(read), nearest(read)), (Ok(moment), moment));
        }
    }

    #[test]
    fn beyond_the_calendar_the_nearest_moment_is_told_and_can_be_written_and_read() {
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
