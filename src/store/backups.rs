//! Backups of an assessment: `backups/<file name without .yaml>/2026-11-25T04-49-16Z.yaml`.
//!
//! A text that a decision, a restore or a merge replaced has a name that ends in `-kept` and is never removed. Of the
//! other backups, the newest of each hour is kept for a day, the newest of each day for a month, and the newest of each
//! week without limit.

use std::{
    collections::{BTreeSet, HashSet},
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use super::{Attempt, Disk, FileSystemFault, atomic, exchange::holds, fault::fault, file};
use crate::clock;
use crate::yaml::{self, Limits};

/// Age up to which one backup per hour is kept.
const HOURLY: SignedDuration = SignedDuration::from_hours(24);

/// Age up to which one backup per day is kept; beyond it, one per week.
const DAILY: SignedDuration = SignedDuration::from_hours(31 * 24);

/// The backups of one assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Backups {
    folder: PathBuf,
    disk: Disk,
}

/// One backup file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Backup {
    /// When it was made, to the second.
    pub(super) taken: Timestamp,
    /// Distinguishes backups of the same second, from 1.
    number: u32,
    /// Whether it is never thinned out.
    is_kept: bool,
    /// The file.
    pub(super) path: PathBuf,
}

impl Backups {
    /// The backups of the assessment whose file is called `stem`, below `all`, the folder of all backups.
    pub(super) fn of(all: &Path, stem: &str, disk: &Disk) -> Self {
        Self { folder: all.join(stem), disk: disk.clone() }
    }

    /// Adds the state before a session or an hour, and thins out older backups. Returns the file; an existing backup
    /// with the same text is returned instead of a second one.
    pub(super) fn keep(&self, text: &[u8], now: Timestamp) -> Result<PathBuf, FileSystemFault> {
        let before = self.list()?;
        if let Some(known) = before.iter().find(|backup| holds(&backup.path, text)) {
            return Ok(known.path.clone());
        }
        let added = self.add(text, &Backup::new(now, false))?;
        let path = added.path.clone();
        // Ages are counted from the previous backup: otherwise a clock that is a year ahead for a moment would thin out
        // all backups as old.
        let seen_from = before.first().map_or(now, |newest| newest.taken.min(now));
        // A surplus backup does no harm, and the next call tries again.
        self.thin_out(&[vec![added], before].concat(), seen_from).unwrap_or_default();
        Ok(path)
    }

    /// Adds a text that is about to be replaced, never to be thinned out. Returns the file.
    pub(super) fn set_aside(&self, text: &[u8], now: Timestamp) -> Result<PathBuf, FileSystemFault> {
        let same = self.list()?.into_iter().find(|backup| holds(&backup.path, text));
        match same {
            Some(backup) if backup.is_kept => Ok(backup.path),
            Some(other) => other.move_into(self, true),
            None => Ok(self.add(text, &Backup::new(now, true))?.path),
        }
    }

    fn add(&self, text: &[u8], backup: &Backup) -> Result<Backup, FileSystemFault> {
        self.refuse_other()?;
        self.disk.create_folder(&self.folder)?;
        atomic::sweep(&self.folder, clock::system());
        let path = self.put(backup, |path| self.disk.create(path, text))?;
        Ok(Backup { path, ..backup.clone() })
    }

    /// Puts something under the time of `backup` and the first free number, and returns the path.
    fn put(
        &self,
        backup: &Backup,
        put: impl Fn(&Path) -> Result<(), FileSystemFault>,
    ) -> Result<PathBuf, FileSystemFault> {
        let mut backup = backup.clone();
        loop {
            let path = self.folder.join(backup.file_name());
            match put(&path) {
                Err(fault) if fault.kind == ErrorKind::AlreadyExists => backup.number += 1,
                outcome => return outcome.map(|()| path),
            }
        }
    }

    /// Refuses anything but a folder as the backup folder of one assessment. Only this program creates that folder, so a
    /// link there could send backups anywhere.
    fn refuse_other(&self) -> Result<(), FileSystemFault> {
        self.refuse_in_place_of_all(Attempt::CreateFolder)?;
        match self.folder.symlink_metadata() {
            Ok(metadata) if !metadata.is_dir() => {
                Err(fault(&self.folder, Attempt::CreateFolder)(ErrorKind::NotADirectory.into()))
            }
            _ => Ok(()),
        }
    }

    /// Refuses a file in the place of the folder of all backups, which may be a link to a folder elsewhere.
    fn refuse_in_place_of_all(&self, attempt: Attempt) -> Result<(), FileSystemFault> {
        let is_file = |folder: &&Path| folder.metadata().is_ok_and(|metadata| !metadata.is_dir());
        match self.folder.parent().filter(is_file) {
            Some(file) => Err(fault(file, attempt)(ErrorKind::NotADirectory.into())),
            None => Ok(()),
        }
    }

    /// Removes backups that have a newer one in the same hour, day or week, unless they are the last to contain a
    /// milestone.
    fn thin_out(&self, all: &[Backup], now: Timestamp) -> Result<(), FileSystemFault> {
        let mut periods = HashSet::new();
        let (staying, leaving): (Vec<_>, Vec<_>) =
            all.iter().partition(|backup| backup.is_kept || periods.insert(backup.period(now)));
        if leaving.is_empty() {
            return Ok(());
        }
        let mut milestones: BTreeSet<_> = staying.iter().flat_map(|backup| backup.milestones()).collect();
        for backup in leaving {
            let own = backup.milestones();
            if own.is_subset(&milestones) {
                self.disk.attempt(&backup.path, Attempt::Remove, || fs::remove_file(&backup.path))?;
            }
            milestones.extend(own);
        }
        Ok(())
    }

    /// Every backup, the newest first. Files with other names are ignored.
    pub(super) fn list(&self) -> Result<Vec<Backup>, FileSystemFault> {
        self.refuse_in_place_of_all(Attempt::List)?;
        let folder = &self.folder;
        // A link to a folder may be read, but nothing is written there.
        if folder.symlink_metadata().is_ok() && !folder.is_dir() {
            return Err(fault(folder, Attempt::List)(ErrorKind::NotADirectory.into()));
        }
        let entries = match self.disk.attempt(folder, Attempt::List, || fs::read_dir(folder)) {
            Err(fault) if fault.kind == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut all: Vec<Backup> =
            entries.flatten().filter_map(|entry| Backup::named(entry.path())).collect();
        all.sort_unstable_by(|one, other| other.cmp(one));
        Ok(all)
    }

    /// Moves the backups to another folder when their assessment is renamed, next to the ones already there. After an
    /// error all are back. Returns each old and new path.
    pub(super) fn follow(&self, to: &Self) -> Result<Vec<(PathBuf, PathBuf)>, FileSystemFault> {
        let mut moved = Vec::new();
        for backup in self.list()? {
            match self.disk.create_folder(&to.folder).and_then(|()| backup.move_into(to, backup.is_kept)) {
                Ok(path) => moved.push((backup.path, path)),
                Err(fault) => {
                    self.take_back(&moved);
                    return Err(fault);
                }
            }
        }
        // Fails, and may fail, if the folder holds files of other origin.
        fs::remove_dir(&self.folder).unwrap_or_default();
        Ok(moved)
    }

    /// Moves backups back after a failed rename, as far as possible.
    pub(super) fn take_back(&self, moved: &[(PathBuf, PathBuf)]) {
        if moved.is_empty() {
            return;
        }
        self.disk.create_folder(&self.folder).unwrap_or_default();
        for (from, to) in moved {
            self.disk.move_to_free(to, from).unwrap_or_default();
            if let Some(folder) = to.parent() {
                fs::remove_dir(folder).unwrap_or_default();
            }
        }
    }
}

impl Backup {
    /// The hour, day or week in which only the newest backup is kept, at the age it has at `now`.
    fn period(&self, now: Timestamp) -> (u8, i64) {
        let (age, second) = (now.duration_since(self.taken), self.taken.as_second());
        if age < HOURLY {
            (0, second.div_euclid(3600))
        } else if age < DAILY {
            (1, second.div_euclid(24 * 3600))
        } else {
            // 1 January 1970 was a Thursday; weeks begin on Sunday, as in Saudi Arabia.
            (2, (second.div_euclid(24 * 3600) + 4).div_euclid(7))
        }
    }

    /// Name and date of each milestone in the backup; empty if it cannot be read.
    fn milestones(&self) -> BTreeSet<(String, Date)> {
        let text = yaml::read(&self.path, Limits::ASSESSMENT).unwrap_or_default();
        // Most assessments have no milestones, and parsing every backup would take long.
        if !text.contains("\nmilestones:") {
            return BTreeSet::new();
        }
        let assessment = file::read(&text).ok().or_else(|| file::rescue(&text));
        let milestones = assessment.map(|assessment| assessment.milestones).unwrap_or_default();
        milestones.into_iter().map(|milestone| (milestone.name, milestone.date)).collect()
    }

    fn new(taken: Timestamp, is_kept: bool) -> Self {
        Self { taken, number: 1, is_kept, path: PathBuf::new() }
    }

    /// Moves the file into the folder of `to`, under a free number, and returns its new path.
    fn move_into(&self, to: &Backups, is_kept: bool) -> Result<PathBuf, FileSystemFault> {
        let moved = Self { is_kept, ..self.clone() };
        to.put(&moved, |path| match to.disk.move_to_free(&self.path, path) {
            // The file has moved; at worst a power cut moves it back.
            Err(fault) if fault.attempt == Attempt::SyncFolder => Ok(()),
            moved => moved,
        })
    }

    /// For example `2026-11-25T04-49-16Z.yaml`: sorted by time, without the colon that Windows forbids.
    fn file_name(&self) -> String {
        let moment = self.taken.to_zoned_datetime(TimeZone::UTC).strftime("%Y-%m-%dT%H-%M-%SZ");
        let number = if self.number == 1 { String::new() } else { format!("-{}", self.number) };
        let suffix = if self.is_kept { KEPT } else { "" };
        format!("{moment}{number}{suffix}.yaml")
    }

    fn named(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?.strip_suffix(".yaml")?;
        let (name, is_kept) = name.strip_suffix(KEPT).map_or((name, false), |bare| (bare, true));
        let (moment, number) = name.split_once('Z')?;
        let number = match number.strip_prefix('-') {
            Some(number) => number.parse().ok()?,
            None if number.is_empty() => 1,
            None => return None,
        };
        let (day, time) = moment.split_once('T')?;
        let taken = format!("{day}T{}Z", time.replace('-', ":")).parse().ok()?;
        Some(Self { taken, number, is_kept, path })
    }
}

/// Suffix of the stem of a backup that is never thinned out.
const KEPT: &str = "-kept";

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::{
        model::Milestone,
        store::sample::{assessment, pack},
    };

    fn moment(hour: i64) -> Timestamp {
        "2026-03-01T08:15:00Z".parse::<Timestamp>().unwrap() + hour.hours()
    }

    fn backups(folder: &tempfile::TempDir) -> Backups {
        Backups::of(folder.path(), "water", &Disk::default())
    }

    fn texts(backups: &Backups) -> Vec<String> {
        backups.list().unwrap().iter().map(|backup| fs::read_to_string(&backup.path).unwrap()).collect()
    }

    #[test]
    fn a_file_in_the_place_of_all_backups_is_named_and_backups_go_on_once_it_is_away() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("backups");
        fs::write(&place, "in the way").unwrap();
        let backups = Backups::of(&place, "water", &Disk::default());
        for fault in [backups.keep(b"text", moment(0)).unwrap_err(), backups.list().unwrap_err()] {
            // Without a number the advice is to move the file away.
            assert_eq!((&fault.path, fault.kind, fault.number), (&place, ErrorKind::NotADirectory, None));
        }
        fs::rename(&place, folder.path().join("away")).unwrap();
        backups.keep(b"text", moment(0)).unwrap();
        assert_eq!(texts(&backups), ["text"]);
    }

    #[test]
    fn backups_are_thinned_to_one_an_hour_for_a_day_one_a_day_for_a_month_then_one_a_week() {
        let folder = tempfile::tempdir().unwrap();
        let backups = backups(&folder);
        let other = folder.path().join("water").join("mine.yaml");
        for half_hour in 0..2 * 24 * 90 {
            let now = moment(0) + (30 * half_hour).minutes();
            backups.keep(half_hour.to_string().as_bytes(), now).unwrap();
            if half_hour == 0 {
                fs::write(&other, "mine").unwrap();
            }
        }
        let now = moment(0) + (30 * (2 * 24 * 90 - 1)).minutes();
        let ages: Vec<i64> = backups
            .list()
            .unwrap()
            .iter()
            .map(|backup| now.duration_since(backup.taken).as_hours())
            .collect();
        let count = |range: std::ops::Range<i64>| ages.iter().filter(|age| range.contains(age)).count();
        assert!((24..=26).contains(&count(0..25)), "{ages:?}");
        assert!((29..=32).contains(&count(25..31 * 24)), "{ages:?}");
        assert!((8..=10).contains(&count(31 * 24..i64::MAX)), "{ages:?}");
        assert!(other.exists());
    }

    #[test]
    fn the_last_backup_of_a_week_that_begins_on_sunday_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let backups = backups(&folder);
        // Two whole weeks, the last hour of each day, and a day long after.
        let sunday: Date = "2026-01-04".parse().unwrap();
        for day in (0..14).chain([60, 61]).map(|days| sunday + days.days()) {
            let now = format!("{day}T23:00:00Z").parse().unwrap();
            backups.keep(day.to_string().as_bytes(), now).unwrap();
        }
        assert_eq!(texts(&backups)[2..], ["2026-01-17", "2026-01-10"]);
    }

    #[test]
    fn a_clock_that_was_ahead_for_a_moment_removes_no_backup() {
        let folder = tempfile::tempdir().unwrap();
        let backups = backups(&folder);
        let ahead = 24 * 365;
        for hour in [0, 1, 2, ahead, 3, 4] {
            backups.keep(hour.to_string().as_bytes(), moment(hour)).unwrap();
        }
        assert_eq!(texts(&backups), [&ahead.to_string(), "4", "3", "2", "1", "0"]);
    }

    #[test]
    fn many_sessions_in_one_day_do_not_remove_last_weeks_backup() {
        let folder = tempfile::tempdir().unwrap();
        let backups = backups(&folder);
        backups.keep(b"last week", moment(0)).unwrap();
        for minute in 0..200 {
            backups.keep(format!("session {minute}").as_bytes(), moment(6 * 24) + minute.minutes()).unwrap();
        }
        let texts = texts(&backups);
        assert_eq!((texts.last().unwrap().as_str(), texts[0].as_str()), ("last week", "session 199"));
        assert!(texts.len() < 8, "{texts:?}");
    }

    #[test]
    fn set_aside_texts_and_the_only_backup_of_a_milestone_are_never_removed() {
        let folder = tempfile::tempdir().unwrap();
        let backups = backups(&folder);
        let mut frozen = assessment("Water");
        let milestone = Milestone::freeze("March", "2026-03-01".parse().unwrap(), &frozen);
        frozen.milestones.push(milestone);
        let frozen = file::write(&frozen, &pack());
        backups.keep(b"first", moment(0)).unwrap();
        backups.set_aside(b"first", moment(0)).unwrap();
        backups.set_aside(b"second", moment(0)).unwrap();
        backups.keep(frozen.as_bytes(), moment(0) + 1.minutes()).unwrap();
        for hour in 0..24 * 70 {
            backups.keep(format!("hour {hour}").as_bytes(), moment(hour) + 2.minutes()).unwrap();
        }
        let texts = texts(&backups);
        let oldest: Vec<_> = texts.iter().rev().take(3).map(String::as_str).collect();
        assert_eq!(oldest, ["first", "second", frozen.as_str()]);
    }

    #[test]
    fn one_text_has_one_backup_and_one_second_can_have_several() {
        let folder = tempfile::tempdir().unwrap();
        let backups = backups(&folder);
        for text in ["a", "b", "a", "b", "c"] {
            backups.set_aside(text.as_bytes(), moment(0)).unwrap();
            backups.keep(text.as_bytes(), moment(1)).unwrap();
        }
        assert_eq!(texts(&backups), ["c", "b", "a"]);
        assert!(folder.path().join("water").join("2026-03-01T08-15-00Z-3-kept.yaml").is_file());
    }

    #[test]
    fn backups_follow_a_rename_and_only_they_return() {
        let folder = tempfile::tempdir().unwrap();
        let [old, new] = ["old", "new"].map(|name| Backups::of(folder.path(), name, &Disk::default()));
        old.keep(b"a", moment(0)).unwrap();
        old.keep(b"b", moment(2)).unwrap();
        new.keep(b"c", moment(0)).unwrap();
        let moved = old.follow(&new).unwrap();
        assert_eq!(texts(&new), ["b", "a", "c"]);
        assert!(!folder.path().join("old").exists());
        old.take_back(&moved);
        assert_eq!((texts(&old), texts(&new)), (vec!["b".into(), "a".into()], vec!["c".into()]));
    }

    #[cfg(unix)]
    #[test]
    fn a_backup_folder_that_is_a_link_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(other.path(), folder.path().join("water")).unwrap();
        assert!(backups(&folder).keep(b"a", moment(0)).is_err());
        assert_eq!(fs::read_dir(other.path()).unwrap().count(), 0);
    }

    #[test]
    fn only_files_with_a_backup_name_are_backups() {
        let named = |name: &str| {
            Backup::named(name.into()).map(|backup| (backup.taken, backup.number, backup.is_kept))
        };
        assert_eq!(named("2026-03-01T08-15-00Z.yaml"), Some((moment(0), 1, false)));
        assert_eq!(named("2026-03-01T08-15-00Z-2.yaml"), Some((moment(0), 2, false)));
        assert_eq!(named("2026-03-01T08-15-00Z-kept.yaml"), Some((moment(0), 1, true)));
        assert_eq!(named("2026-03-01T08-15-00Z-3-kept.yaml"), Some((moment(0), 3, true)));
        for other in ["2026-03-01.yaml", "Z.yaml", "2026-13-01T08-15-00Z.yaml", "2026-03-01T08-15-00Z.tmp"] {
            assert_eq!(named(other), None, "{other}");
        }
    }
}
