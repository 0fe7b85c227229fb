//! Earlier files of an assessment: `backups/<file name without .yaml>/2026-11-25T04-49-16Z.yaml`.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, tz::TimeZone};

use super::{Attempt, Disk, FileFault, atomic};

/// How many earlier files of one assessment are kept.
pub const MOST_BACKUPS: usize = 20;

/// The earlier files of one assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Backups {
    folder: PathBuf,
    disk: Disk,
}

/// An earlier file: when it was put aside, and where it lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Backup {
    /// When it was put aside, to the second.
    pub(super) taken: Timestamp,
    /// Counted from 1 within a second.
    number: u32,
    /// Where it lies.
    pub(super) path: PathBuf,
}

impl Backups {
    /// Those of the assessment whose file is called `stem`, below the folder of all backups.
    pub(super) fn of(all: &Path, stem: &str, disk: &Disk) -> Self {
        Self { folder: all.join(stem), disk: disk.clone() }
    }

    /// Puts a text aside, unless it is among the backups already, and removes the oldest of too many.
    pub(super) fn keep(&self, text: &[u8], now: Timestamp) -> Result<(), FileFault> {
        let before = self.list()?;
        if before.iter().any(|backup| holds(&backup.path, text)) {
            return Ok(());
        }
        self.disk.create_folder(&self.folder)?;
        atomic::sweep(&self.folder);
        let mut number = 1;
        loop {
            match self.disk.create(&self.folder.join(file_name(now, number)), text) {
                Err(fault) if fault.kind == ErrorKind::AlreadyExists => number += 1,
                outcome => {
                    outcome?;
                    break;
                }
            }
        }
        // One too many does no harm; the next backup tries again.
        for oldest in before.iter().skip(MOST_BACKUPS - 1) {
            let removed = self.disk.attempt(&oldest.path, Attempt::Remove, || fs::remove_file(&oldest.path));
            removed.unwrap_or_default();
        }
        Ok(())
    }

    /// Every backup, the newest first. What is not named as one is none.
    pub(super) fn list(&self) -> Result<Vec<Backup>, FileFault> {
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

    /// Lets the backups follow a new name of their assessment, beside those that are there.
    pub(super) fn follow(&self, to: &Self) -> Result<(), FileFault> {
        for backup in self.list()? {
            self.disk.create_folder(&to.folder)?;
            backup.move_into(to)?;
        }
        // A folder that holds something else stays.
        fs::remove_dir(&self.folder).unwrap_or_default();
        Ok(())
    }
}

impl Backup {
    /// Moves it beside what is there; of the same text from the same second, one stays.
    fn move_into(&self, to: &Backups) -> Result<(), FileFault> {
        let mut number = self.number;
        loop {
            let path = to.folder.join(file_name(self.taken, number));
            match to.disk.move_to_free(&self.path, &path) {
                Err(fault) if fault.kind == ErrorKind::AlreadyExists => {
                    let text = to.disk.attempt(&self.path, Attempt::Read, || fs::read(&self.path))?;
                    if holds(&path, &text) {
                        return to.disk.attempt(&self.path, Attempt::Remove, || fs::remove_file(&self.path));
                    }
                    number += 1;
                }
                outcome => return outcome,
            }
        }
    }

    fn named(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?.strip_suffix(".yaml")?;
        let (moment, number) = name.split_once('Z')?;
        let number = match number.strip_prefix('-') {
            Some(number) => number.parse().ok()?,
            None if number.is_empty() => 1,
            None => return None,
        };
        let (day, time) = moment.split_once('T')?;
        let taken = format!("{day}T{}Z", time.replace('-', ":")).parse().ok()?;
        Some(Self { taken, number, path })
    }
}

/// `2026-11-25T04-49-16Z.yaml`: sorted by time, and without the colon that Windows does not allow.
fn file_name(moment: Timestamp, number: u32) -> String {
    let moment = moment.to_zoned_datetime(TimeZone::UTC).strftime("%Y-%m-%dT%H-%M-%SZ");
    if number == 1 { format!("{moment}.yaml") } else { format!("{moment}-{number}.yaml") }
}

fn holds(path: &Path, text: &[u8]) -> bool {
    let length = u64::try_from(text.len()).ok();
    path.metadata().is_ok_and(|metadata| metadata.is_file() && Some(metadata.len()) == length)
        && fs::read(path).is_ok_and(|found| found == text)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    fn moment(hour: i64) -> Timestamp {
        "2026-03-01T08:15:00Z".parse::<Timestamp>().unwrap() + hour.hours()
    }

    fn texts(backups: &Backups) -> Vec<String> {
        backups.list().unwrap().iter().map(|backup| fs::read_to_string(&backup.path).unwrap()).collect()
    }

    #[test]
    fn the_newest_twenty_are_kept_and_nothing_else_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let backups = Backups::of(folder.path(), "water", &Disk::default());
        for hour in 0..25 {
            backups.keep(format!("text {hour}").as_bytes(), moment(hour)).unwrap();
        }
        let other = folder.path().join("water").join("mine.yaml");
        fs::write(&other, "mine").unwrap();
        backups.keep(b"text 25", moment(25)).unwrap();
        let expected: Vec<_> = (6..=25).rev().map(|hour| format!("text {hour}")).collect();
        assert_eq!(texts(&backups), expected);
        assert!(other.exists());
    }

    #[test]
    fn the_same_text_is_not_kept_twice_and_one_second_holds_several() {
        let folder = tempfile::tempdir().unwrap();
        let backups = Backups::of(folder.path(), "water", &Disk::default());
        for text in ["a", "b", "a", "b", "c"] {
            backups.keep(text.as_bytes(), moment(0)).unwrap();
        }
        assert_eq!(texts(&backups), ["c", "b", "a"]);
        assert!(folder.path().join("water").join("2026-03-01T08-15-00Z-3.yaml").is_file());
    }

    #[test]
    fn backups_follow_a_name_beside_those_that_are_there() {
        let folder = tempfile::tempdir().unwrap();
        let [old, new] = ["old", "new"].map(|name| Backups::of(folder.path(), name, &Disk::default()));
        old.keep(b"a", moment(0)).unwrap();
        old.keep(b"b", moment(2)).unwrap();
        new.keep(b"c", moment(0)).unwrap();
        old.follow(&new).unwrap();
        assert_eq!(texts(&new), ["b", "a", "c"]);
        assert!(!folder.path().join("old").exists());
    }

    #[test]
    fn only_what_is_named_as_a_backup_is_one() {
        let named = |name: &str| Backup::named(name.into()).map(|backup| (backup.taken, backup.number));
        assert_eq!(named("2026-03-01T08-15-00Z.yaml"), Some((moment(0), 1)));
        assert_eq!(named("2026-03-01T08-15-00Z-2.yaml"), Some((moment(0), 2)));
        for other in ["2026-03-01.yaml", "Z.yaml", "2026-13-01T08-15-00Z.yaml", "2026-03-01T08-15-00Z.tmp"] {
            assert_eq!(named(other), None, "{other}");
        }
    }
}
