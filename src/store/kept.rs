//! The file of an assessment that is being worked on.

use std::{
    fs,
    io::ErrorKind,
    mem,
    path::{Path, PathBuf},
};

use jiff::{SignedDuration, Timestamp};

use crate::{
    merge::{Merged, merge},
    model::{Assessment, Pack},
    yaml::{self, Limits, ReadFault},
};

use super::{
    FileFault, Refusal, StoreError, atomic::Attempt, backups::Backups, disk::Disk, disk::Stamp, file,
};

/// The file that an assessment was read from, and what it held then.
///
/// It remembers, so that a save never runs over what somebody else wrote meanwhile, and so that the two can be merged.
/// It holds no lock: see [`Store::open_for_writing`](super::Store::open_for_writing).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    path: PathBuf,
    /// What the file was like; nothing where it is not known, so that its text is looked at.
    seen: Option<Stamp>,
    /// What it held when it was last read or saved here.
    text: String,
    disk: Disk,
    history: Option<Earlier>,
}

/// When earlier files are put aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupPace {
    /// Before the first change, then once an hour: a session at the screen.
    FirstAndHourly,
    /// When the newest is an hour old: one of many commands, which would otherwise crowd out everything older.
    Hourly,
}

/// Where earlier files go, and when the last one went.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Earlier {
    backups: Backups,
    pace: BackupPace,
    last: Option<Timestamp>,
    /// A text that should be among them and is not yet.
    due: Option<String>,
}

/// How a save ended. The answers are on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a backup that failed is to be told"]
pub enum Saved {
    /// With the earlier file among the backups, where one was due.
    Fully,
    /// The earlier file could not be put among the backups; the next save tries again.
    WithoutBackup(FileFault),
}

/// What happened to the file since it was last read or saved here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    /// Nothing.
    Unchanged,
    /// Somebody else changed it.
    Changed,
    /// Somebody else moved or removed it.
    Gone,
}

/// The time between two backups of a session.
const BETWEEN_BACKUPS: SignedDuration = SignedDuration::from_hours(1);

impl Kept {
    /// Reads the assessment in the file `path`, whose earlier files nobody keeps.
    pub fn open(path: &Path) -> Result<(Self, Assessment), StoreError> {
        Self::open_on(&Disk::default(), path, None)
    }

    /// Reads the assessment in the file `path`; earlier files go to `backups`.
    pub(super) fn open_on(
        disk: &Disk,
        path: &Path,
        backups: Option<Backups>,
    ) -> Result<(Self, Assessment), StoreError> {
        let seen = Stamp::from(&disk.attempt(path, Attempt::Inspect, || fs::metadata(path))?);
        let (text, assessment) = read_text(disk, path)?;
        let kept = Self::new(disk, path.to_owned(), Some(seen), text, backups);
        Ok((kept, assessment))
    }

    fn new(disk: &Disk, path: PathBuf, seen: Option<Stamp>, text: String, backups: Option<Backups>) -> Self {
        let history = backups.map(|backups| Earlier {
            backups,
            pace: BackupPace::FirstAndHourly,
            last: None,
            due: None,
        });
        Self { path, seen, text, disk: disk.clone(), history }
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Sets when earlier files are put aside; by default before the first change, then once an hour.
    pub fn keep_backups(&mut self, pace: BackupPace) {
        if let Some(history) = &mut self.history {
            history.pace = pace;
        }
    }

    /// The assessment as the file held it when it was last read or saved here: the base of a merge.
    ///
    /// # Panics
    /// Never: the text was read once.
    pub fn base(&self) -> Assessment {
        file::read(&self.text).expect("a text that was read or tried before")
    }

    /// What happened to the file since it was last read or saved here. A file with a new date and the old text is
    /// unchanged.
    pub fn elsewhere(&self) -> Result<Elsewhere, FileFault> {
        let found = match self.disk.attempt(&self.path, Attempt::Inspect, || fs::metadata(&self.path)) {
            Err(fault) if fault.kind == ErrorKind::NotFound => return Ok(Elsewhere::Gone),
            found => found?,
        };
        if self.seen == Some(Stamp::from(&found)) {
            return Ok(Elsewhere::Unchanged);
        }
        match yaml::read(&self.path, Limits::ASSESSMENT) {
            Ok(text) if text == self.text => Ok(Elsewhere::Unchanged),
            _ => Ok(Elsewhere::Changed),
        }
    }

    /// Whether somebody else changed, moved or removed the file after it was last read or saved here.
    pub fn is_changed_elsewhere(&self) -> Result<bool, FileFault> {
        self.elsewhere().map(|found| found != Elsewhere::Unchanged)
    }

    /// Saves the assessment, if nobody else changed the file. When it returns, the answers are on the disk; only then
    /// is the earlier file put among the backups, if one is due at `now`.
    pub fn save(
        &mut self,
        assessment: &Assessment,
        pack: &Pack,
        now: Timestamp,
    ) -> Result<Saved, StoreError> {
        match self.elsewhere()? {
            Elsewhere::Unchanged => {}
            Elsewhere::Gone => return Err(StoreError::Vanished { path: self.path.clone() }),
            Elsewhere::Changed => return Err(StoreError::ChangedElsewhere { path: self.path.clone() }),
        }
        let text = text_to_keep(&self.path, assessment, pack)?;
        let previous = self.put(text)?;
        Ok(self.put_aside(previous, now))
    }

    /// Saves the assessment in the place of whatever the file is by now, once that is among the backups. If it cannot be
    /// put there, nothing is written. A folder that is gone is made anew.
    pub fn put_back(
        &mut self,
        assessment: &Assessment,
        pack: &Pack,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let text = text_to_keep(&self.path, assessment, pack)?;
        match (self.elsewhere()?, &self.history) {
            (Elsewhere::Changed, Some(history)) => {
                let path = &self.path;
                let theirs = self.disk.attempt(path, Attempt::Read, || fs::read(path))?;
                history.backups.keep(&theirs, now)?;
            }
            (Elsewhere::Gone, _) => {
                if let Some(folder) = self.path.parent() {
                    self.disk.create_folder(folder)?;
                }
            }
            _ => {}
        }
        self.put(text)?;
        Ok(())
    }

    /// Puts an assessment among the backups, without saving it.
    pub fn set_aside(&self, assessment: &Assessment, pack: &Pack, now: Timestamp) -> Result<(), StoreError> {
        let text = text_to_keep(&self.path, assessment, pack)?;
        Ok(self.history.as_ref().map_or(Ok(()), |history| history.backups.keep(text.as_bytes(), now))?)
    }

    /// Puts among the backups what the file held when it was last read or saved here.
    pub fn set_aside_as_read(&self, now: Timestamp) -> Result<(), FileFault> {
        self.history.as_ref().map_or(Ok(()), |history| history.backups.keep(self.text.as_bytes(), now))
    }

    /// What the file holds by now, and itself as read anew. Nothing here changes: whoever goes on from what the others
    /// wrote goes on with what is returned.
    pub fn reread(&self) -> Result<(Self, Assessment), StoreError> {
        let backups = self.history.as_ref().map(|history| history.backups.clone());
        let (mut kept, theirs) = Self::open_on(&self.disk, &self.path, backups)?;
        kept.history.clone_from(&self.history);
        Ok((kept, theirs))
    }

    /// Merges `ours` with what the file holds by now. Saving through the [`Kept`] that is returned puts the outcome
    /// over what others wrote; this one still refuses to.
    pub fn merge(&self, ours: &Assessment) -> Result<(Self, Merged), StoreError> {
        let (kept, theirs) = self.reread()?;
        Ok((kept, merge(&self.base(), ours, &theirs)))
    }

    /// Makes the file of a new assessment.
    pub(super) fn create(
        disk: &Disk,
        path: PathBuf,
        backups: Option<Backups>,
        assessment: &Assessment,
        pack: &Pack,
    ) -> Result<Self, StoreError> {
        let text = text_to_keep(&path, assessment, pack)?;
        match disk.create(&path, text.as_bytes()) {
            Err(fault) if fault.kind == ErrorKind::AlreadyExists => {
                Err(StoreError::NameTaken { name: assessment.header.name.clone(), path })
            }
            Err(fault) => Err(fault.into()),
            Ok(stamp) => Ok(Self::new(disk, path, Some(stamp), text, backups)),
        }
    }

    /// Writes the file and returns what it held before.
    pub(super) fn put(&mut self, text: String) -> Result<String, FileFault> {
        let (outcome, seen) = match self.disk.replace(&self.path, text.as_bytes()) {
            Ok(stamp) => (Ok(()), Some(stamp)),
            Err(fault) => (Err(fault), None),
        };
        let is_ours = outcome.as_ref().map_or_else(|fault| fault.attempt == Attempt::SyncFolder, |()| true);
        if is_ours {
            self.seen = seen;
            let previous = mem::replace(&mut self.text, text);
            return match outcome {
                Ok(()) => Ok(previous),
                Err(fault) => {
                    self.expect_backup(previous);
                    Err(fault)
                }
            };
        }
        outcome.map(|()| String::new())
    }

    /// Remembers a text that no backup holds yet, if this is the first one.
    fn expect_backup(&mut self, previous: String) {
        if let Some(history) = self.history.as_mut().filter(|history| history.last.is_none()) {
            history.due.get_or_insert(previous);
        }
    }

    fn put_aside(&mut self, previous: String, now: Timestamp) -> Saved {
        let Some(history) = &mut self.history else { return Saved::Fully };
        match history.put_aside(previous, now) {
            Ok(()) => Saved::Fully,
            Err(fault) => Saved::WithoutBackup(fault),
        }
    }
}

impl Earlier {
    fn put_aside(&mut self, previous: String, now: Timestamp) -> Result<(), FileFault> {
        let is_due = if self.due.is_some() { Ok(true) } else { self.is_due(now) };
        if is_due == Ok(false) {
            return Ok(());
        }
        let text = self.due.get_or_insert(previous);
        is_due?;
        self.backups.keep(text.as_bytes(), now)?;
        self.due = None;
        self.last = Some(now);
        Ok(())
    }

    /// Whether it is time; a clock that was set back does not put it off.
    fn is_due(&mut self, now: Timestamp) -> Result<bool, FileFault> {
        if self.last.is_none() && self.pace == BackupPace::Hourly {
            self.last = self.backups.list()?.first().map(|newest| newest.taken);
        }
        Ok(self.last.is_none_or(|last| now.duration_since(last).abs() >= BETWEEN_BACKUPS))
    }
}

/// Writes an assessment over the file `path`, which belongs to nobody's session: the outcome of a merge.
pub fn write_over(path: &Path, assessment: &Assessment, pack: &Pack) -> Result<(), StoreError> {
    let text = text_to_keep(path, assessment, pack)?;
    Ok(Disk::default().replace(path, text.as_bytes()).map(drop)?)
}

/// Writes an assessment to a new file; [`ErrorKind::AlreadyExists`] if there is something at `path`.
pub fn write_copy(path: &Path, assessment: &Assessment, pack: &Pack) -> Result<(), StoreError> {
    let text = text_to_keep(path, assessment, pack)?;
    Ok(Disk::default().create(path, text.as_bytes()).map(drop)?)
}

/// The assessment in a file.
pub(super) fn read(path: &Path) -> Result<Assessment, StoreError> {
    read_text(&Disk::default(), path).map(|(_, assessment)| assessment)
}

fn read_text(disk: &Disk, path: &Path) -> Result<(String, Assessment), StoreError> {
    let unreadable = |refusal| StoreError::Unreadable { path: path.to_owned(), refusal: Box::new(refusal) };
    let mut refused = None;
    let text = disk.attempt(path, Attempt::Read, || match yaml::read(path, Limits::ASSESSMENT) {
        Err(ReadFault::Io(error)) => Err(error),
        Err(ReadFault::Fault(fault)) => {
            refused = Some(fault);
            Ok(String::new())
        }
        Ok(text) => Ok(text),
    })?;
    if let Some(fault) = refused {
        return Err(unreadable(Refusal::Fault(fault)));
    }
    let assessment = file::read(&text).map_err(unreadable)?;
    Ok((text, assessment))
}

/// The text of an assessment, tried: nothing goes to the disk that could not be read again.
pub(super) fn text_to_keep(path: &Path, assessment: &Assessment, pack: &Pack) -> Result<String, StoreError> {
    let text = file::write(assessment, pack);
    match file::read(&text) {
        Ok(_) => Ok(text),
        Err(refusal) => Err(StoreError::Unkeepable { path: path.to_owned(), refusal: Box::new(refusal) }),
    }
}

#[cfg(test)]
mod tests;
