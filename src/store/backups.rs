//! Earlier files of an assessment: `backups/<file name without .yaml>/2026-11-25T04-49-16Z.yaml`.
//!
//! A text that a decision, a restore or a merge replaced was set aside: its name ends in `-open_file`, and it stays. Of the
//! others the newest of each hour stays for a day, of each day for a month, and of each week from then on.

use std::{
    collections::{BTreeSet, HashSet},
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use super::{Attempt, Disk, FileSystemFault, atomic, exchange::holds, file};
use crate::clock;
use crate::yaml::{self, Limits};

/// How long the newest backup of each hour stays.
const HOURLY: SignedDuration = SignedDuration::from_hours(24);

/// How long the newest backup of each day stays.
const DAILY: SignedDuration = SignedDuration::from_hours(31 * 24);

/// The earlier files of one assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Backups {
    folder: PathBuf,
    disk: Disk,
}

/// An earlier file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Backup {
    /// When it was put aside, to the second.
    pub(super) taken: Timestamp,
    /// Counted from 1 within a second.
    number: u32,
    /// Whether it stays however old it gets.
    is_kept: bool,
    /// The file.
    pub(super) path: PathBuf,
}

impl Backups {
    /// Those of the assessment whose file is called `stem`, below the folder of all backups.
    pub(super) fn of(all: &Path, stem: &str, disk: &Disk) -> Self {
        Self { folder: all.join(stem), disk: disk.clone() }
    }

    /// Keeps a text as the state of before a session or an hour, unless it is among the backups already, and returns the
    /// file. Older backups are thinned out.
    pub(super) fn keep(&self, text: &[u8], now: Timestamp) -> Result<PathBuf, FileSystemFault> {
        let before = self.list()?;
        if let Some(known) = before.iter().find(|backup| holds(&backup.path, text)) {
            return Ok(known.path.clone());
        }
        let added = self.add(text, &Backup::new(now, false))?;
        let path = added.path.clone();
        // Seen from the backup before, so that a clock that is a year ahead for a moment makes none of them old.
        let seen_from = before.first().map_or(now, |newest| newest.taken.min(now));
        // One too many does no harm; the next backup tries again.
        self.thin_out(&[vec![added], before].concat(), seen_from).unwrap_or_default();
        Ok(path)
    }

    /// Keeps a text that is about to be replaced, for good, and returns the file.
    pub(super) fn set_aside(&self, text: &[u8], now: Timestamp) -> Result<PathBuf, FileSystemFault> {
        let same = self.list()?.into_iter().find(|backup| holds(&backup.path, text));
        match same {
            Some(open_file) if open_file.is_kept => Ok(open_file.path),
            Some(other) => other.move_into(self, true),
            None => Ok(self.add(text, &Backup::new(now, true))?.path),
        }
    }

    fn add(&self, text: &[u8], backup: &Backup) -> Result<Backup, FileSystemFault> {
        self.disk.create_folder(&self.folder)?;
        self.refuse_link()?;
        atomic::sweep(&self.folder, clock::system());
        let path = self.put(backup, |path| self.disk.create(path, text))?;
        Ok(Backup { path, ..backup.clone() })
    }

    /// Puts something where no backup is, by the time and the first free number, and returns the path.
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

    /// The folder of one assessment's backups is this program's own, so a link there was put by somebody else.
    fn refuse_link(&self) -> Result<(), FileSystemFault> {
        self.disk.attempt(&self.folder, Attempt::CreateFolder, || match self.folder.read_link() {
            Ok(_) => Err(ErrorKind::NotADirectory.into()),
            Err(_) => Ok(()),
        })
    }

    /// Removes backups that have a newer one of the same hour, day or week.
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

    /// Every backup, the newest first. What is not named as one is none.
    pub(super) fn list(&self) -> Result<Vec<Backup>, FileSystemFault> {
        let folder = &self.folder;
        let entries = match self.disk.attempt(folder, Attempt::List, || fs::read_dir(folder)) {
            Err(fault) if fault.kind == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut all: Vec<Backup> =
            entries.flatten().filter_map(|entry| Backup::named(entry.path())).collect();
        all.sort_unstable_by(|one, other| other.cmp(one));
        Ok(all)
    }

    /// Lets the backups follow a new name of their assessment, next to those that are there: all of them or, after an
    /// error, none. Returns where each came from and went.
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
        // A folder that holds something else stays.
        fs::remove_dir(&self.folder).unwrap_or_default();
        Ok(moved)
    }

    /// Moves backups back that followed a new name, as far as that can be done.
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
    /// The hour, day or week that it is one backup of, seen from `now`.
    fn period(&self, now: Timestamp) -> (u8, i64) {
        let (age, second) = (now.duration_since(self.taken), self.taken.as_second());
        if age < HOURLY {
            (0, second.div_euclid(3600))
        } else if age < DAILY {
            (1, second.div_euclid(24 * 3600))
        } else {
            // The first of January 1970 was a Thursday; weeks begin on Sunday, as in Saudi Arabia.
            (2, (second.div_euclid(24 * 3600) + 4).div_euclid(7))
        }
    }

    /// The milestones in it, by name and day.
    fn milestones(&self) -> BTreeSet<(String, Date)> {
        let text = yaml::read(&self.path, Limits::ASSESSMENT).unwrap_or_default();
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

    /// Moves it next to what is there, and returns where it is then.
    fn move_into(&self, to: &Backups, is_kept: bool) -> Result<PathBuf, FileSystemFault> {
        let moved = Self { is_kept, ..self.clone() };
        to.put(&moved, |path| match to.disk.move_to_free(&self.path, path) {
            // It has moved; at worst a power cut moves it back.
            Err(fault) if fault.attempt == Attempt::SyncFolder => Ok(()),
            moved => moved,
        })
    }

    /// `2026-11-25T04-49-16Z.yaml`: sorted by time, and without the colon that Windows does not allow.
    fn file_name(&self) -> String {
        let moment = self.taken.to_zoned_datetime(TimeZone::UTC).strftime("%Y-%m-%dT%H-%M-%SZ");
        let number = if self.number == 1 { String::new() } else { format!("-{}", self.number) };
        let open_file = if self.is_kept { KEPT } else { "" };
        format!("{moment}{number}{open_file}.yaml")
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

/// How the name of a backup ends that stays.
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
    fn the_newest_of_each_hour_stays_today_of_each_day_this_month_and_of_each_week_before() {
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
    fn many_sessions_of_one_day_leave_last_weeks_backup() {
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
    fn what_was_set_aside_stays_and_so_does_the_only_backup_of_a_milestone() {
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
    fn the_same_text_is_not_kept_twice_and_one_second_holds_several() {
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
    fn backups_follow_a_name_next_to_those_that_are_there_and_come_back_alone() {
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
    fn a_folder_of_backups_that_is_a_link_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(other.path(), folder.path().join("water")).unwrap();
        assert!(backups(&folder).keep(b"a", moment(0)).is_err());
        assert_eq!(fs::read_dir(other.path()).unwrap().count(), 0);
    }

    #[test]
    fn only_what_is_named_as_a_backup_is_one() {
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
