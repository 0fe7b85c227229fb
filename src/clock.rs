//! The system's clock: the only module that reads the time.
//!
//! A clock can be set to anything. [`now`] therefore returns only moments that can be written and read again, so that
//! no save fails because of the clock. Commands call [`check()`] first and report a wrong clock.

use std::sync::OnceLock;
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

/// The moment at which to look whether `day`, the present one, has ended: its midnight in the time zone of the system. If
/// that has passed, because the clocks were set back over midnight, it is a second from now. `None` on the last day of the
/// year 9999.
pub fn end_of(day: Date) -> Option<Timestamp> {
    let (end, now) = (midnight_after(day, zone())?, now());
    if end > now { Some(end) } else { now.checked_add(Duration::from_secs(1)).ok() }
}

/// The first moment of the day after `day` in a time zone; it is not 00:00 if the clocks are set forward at midnight.
fn midnight_after(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    Some(day.tomorrow().ok()?.to_zoned_datetime(zone.clone()).ok()?.timestamp())
}

/// The time until a moment; zero if it has passed.
pub fn until(moment: Timestamp) -> Duration {
    moment.duration_since(now()).try_into().unwrap_or_default()
}

/// A moment as the clocks in the time zone of the system show it.
pub fn local(moment: Timestamp) -> DateTime {
    moment.to_zoned_datetime(zone().clone()).datetime()
}

/// The time zone of the system, found once.
fn zone() -> &'static TimeZone {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    ZONE.get_or_init(time_zone)
}

/// The time zone of the system. Its own file is enough for all local times; jiff would first list the whole database of
/// time zones for the name of the zone, which takes longer than everything else at the start of a command.
fn time_zone() -> TimeZone {
    #[cfg(unix)]
    if std::env::var_os("TZ").is_none()
        && let Some(zone) = zone_in(std::path::Path::new("/etc/localtime"))
    {
        return zone;
    }
    TimeZone::system()
}

/// The time zone in a file (`TZif`); `None` if there is no such file, or it is no time zone.
#[cfg(unix)]
fn zone_in(file: &std::path::Path) -> Option<TimeZone> {
    TimeZone::tzif("", &std::fs::read(file).ok()?).ok()
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
    let away = std::time::Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 {
        SystemTime::UNIX_EPOCH.checked_sub(away)
    } else {
        SystemTime::UNIX_EPOCH.checked_add(away)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_zone_is_read_from_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("localtime");
        assert!(zone_in(&file).is_none());
        std::fs::write(&file, "no zone").unwrap();
        assert!(zone_in(&file).is_none());
        // TZif version 2 without transitions (RFC 8536): an empty block of version 1, then one type, 3 hours east.
        let head = |types: u8, letters: u8| {
            [b"TZif2".as_slice(), &[0; 15], &[0; 16], &[0, 0, 0, types], &[0, 0, 0, letters]].concat()
        };
        let zone = [&[0, 0, 0x2A, 0x30, 0, 0], b"+03\0".as_slice()].concat();
        let bytes = [head(1, 4), zone.clone(), head(1, 4), zone, b"\n<+03>-3\n".to_vec()].concat();
        std::fs::write(&file, bytes).unwrap();
        let noon = Timestamp::UNIX_EPOCH + Duration::from_secs(12 * 3600);
        assert_eq!(noon.to_zoned_datetime(zone_in(&file).unwrap()).datetime().hour(), 15);
    }

    #[test]
    fn a_day_ends_at_local_midnight_or_when_the_clocks_skip_it() {
        let spring_at_midnight = "EET-2EEST,M4.5.5/0,M10.5.4/24";
        let autumn_at_midnight = "EET-2EEST,M3.5.0/0,M10.5.0/0";
        for (zone, day, expected) in [
            ("UTC0", date(2026, 9, 21), Some("2026-09-22T00:00:00Z")),
            ("<+03>-3", date(2026, 12, 31), Some("2026-12-31T21:00:00Z")),
            // The clocks go from 00:00 to 01:00.
            (spring_at_midnight, date(2026, 4, 23), Some("2026-04-23T22:00:00Z")),
            // The clocks go from 00:00 back to 23:00.
            (autumn_at_midnight, date(2026, 10, 24), Some("2026-10-24T22:00:00Z")),
            ("UTC0", Date::MAX, None),
        ] {
            let end = midnight_after(day, &TimeZone::posix(zone).unwrap());
            assert_eq!(end.map(|end| end.to_string()).as_deref(), expected, "{zone} {day}");
        }
    }

    #[test]
    fn the_end_of_a_day_is_never_looked_for_without_a_pause() {
        let before = now();
        let end = end_of(date(2000, 1, 1)).unwrap();
        assert!(end >= before + Duration::from_secs(1), "{end}");
        assert_eq!(
            until(date(2000, 1, 1).to_zoned_datetime(TimeZone::UTC).unwrap().timestamp()),
            Duration::ZERO
        );
    }

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
