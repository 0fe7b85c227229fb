//! The file of an assessment that is being worked on.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use jiff::{SignedDuration, Timestamp};

use crate::{
    merge::{Merged, merge},
    model::{Assessment, Pack},
    yaml::{self, Limits, Links, ReadFault},
};

use super::{
    FileSystemFault, Refusal, StoreError, atomic::Attempt, backups::Backups, disk::Disk, exchange::Exchanged,
    file, links,
};

/// The file that an assessment was read from, and what it held then.
///
/// It remembers, so that a save never runs over what somebody else wrote meanwhile, and so that the two can be merged.
/// It holds no lock: see [`Store::open_for_writing`](super::Store::open_for_writing).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFile {
    path: PathBuf,
    /// What the file held when it was last read or saved here.
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
    WithoutBackup(FileSystemFault),
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

/// How often a file is put back over what others write at this very moment, before it is given up.
const MOST_ATTEMPTS: u32 = 5;

/// The time between two backups of a session.
const BETWEEN_BACKUPS: SignedDuration = SignedDuration::from_hours(1);

impl OpenFile {
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
        let (text, assessment) = read_text(disk, path)?;
        let open_file = Self::new(disk, path.to_owned(), text, backups);
        Ok((open_file, assessment))
    }

    fn new(disk: &Disk, path: PathBuf, text: String, backups: Option<Backups>) -> Self {
        let history = backups.map(|backups| Earlier {
            backups,
            pace: BackupPace::FirstAndHourly,
            last: None,
            due: None,
        });
        Self { path, text, disk: disk.clone(), history }
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file held when it was last read or saved here.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The same after it was moved, with its backups.
    pub(super) fn moved(mut self, path: PathBuf, backups: Backups) -> Self {
        self.path = path;
        if let Some(history) = &mut self.history {
            history.backups = backups;
        }
        self
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

    /// What happened to the file since it was last read or saved here. The text decides and not the file's date or length,
    /// because some programs keep those.
    pub fn elsewhere(&self) -> Result<Elsewhere, FileSystemFault> {
        match read_bytes(&self.disk, &self.path) {
            Ok(bytes) if bytes == self.text.as_bytes() => Ok(Elsewhere::Unchanged),
            Err(StoreError::File(fault)) => match fault.kind {
                ErrorKind::NotFound => Ok(Elsewhere::Gone),
                ErrorKind::IsADirectory | ErrorKind::InvalidInput => Ok(Elsewhere::Changed),
                _ => Err(fault),
            },
            // Whatever else is there took the place of the file.
            _ => Ok(Elsewhere::Changed),
        }
    }

    /// Whether somebody else changed, moved or removed the file after it was last read or saved here.
    pub fn is_changed_elsewhere(&self) -> Result<bool, FileSystemFault> {
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
        let previous = self.text.clone();
        let put = self.put(text);
        if put.is_ok() || is_in_place(&put) {
            let saved = self.put_aside(previous, now);
            return put.map(|()| saved);
        }
        put.map(|()| Saved::Fully)
    }

    /// Saves the assessment in the place of whatever the file is by now, once that is among the backups. If it cannot be
    /// put there, nothing is written. A folder that is gone is created again.
    pub fn put_back(
        &mut self,
        assessment: &Assessment,
        pack: &Pack,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let text = text_to_keep(&self.path, assessment, pack)?;
        for _ in 0..MOST_ATTEMPTS {
            let put = match self.elsewhere()? {
                Elsewhere::Unchanged => self.put(text.clone()),
                Elsewhere::Changed => self.put_over(text.clone(), now),
                Elsewhere::Gone => self.put_where_nothing_is(text.clone()),
            };
            match put {
                Err(StoreError::ChangedElsewhere { .. }) => {}
                outcome => return outcome,
            }
        }
        Err(StoreError::ChangedElsewhere { path: self.path.clone() })
    }

    fn put_over(&mut self, text: String, now: Timestamp) -> Result<(), StoreError> {
        let theirs = read_bytes(&self.disk, &self.path)?;
        if let Some(history) = &self.history {
            history.backups.set_aside(&theirs, now)?;
        }
        let put = exchange(&self.disk, &self.path, &theirs, &text);
        if put.is_ok() || is_in_place(&put) {
            self.text = text;
        }
        put
    }

    fn put_where_nothing_is(&mut self, text: String) -> Result<(), StoreError> {
        if let Some(folder) = self.path.parent() {
            self.disk.create_folder(folder)?;
        }
        match self.disk.create(&self.path, text.as_bytes()) {
            Err(fault) if fault.kind == ErrorKind::AlreadyExists => {
                return Err(StoreError::ChangedElsewhere { path: self.path.clone() });
            }
            created => created?,
        }
        self.text = text;
        Ok(())
    }

    /// Puts an assessment among the backups, without saving it, and returns the file there.
    pub fn set_aside(
        &self,
        assessment: &Assessment,
        pack: &Pack,
        now: Timestamp,
    ) -> Result<Option<PathBuf>, StoreError> {
        let text = text_to_keep(&self.path, assessment, pack)?;
        Ok(self.set_text_aside(&text, now)?)
    }

    /// Puts among the backups what the file held when it was last read or saved here, and returns the file there.
    pub fn set_aside_as_read(&self, now: Timestamp) -> Result<Option<PathBuf>, FileSystemFault> {
        self.set_text_aside(&self.text, now)
    }

    fn set_text_aside(&self, text: &str, now: Timestamp) -> Result<Option<PathBuf>, FileSystemFault> {
        let history = self.history.as_ref();
        history.map(|history| history.backups.set_aside(text.as_bytes(), now)).transpose()
    }

    /// What the file holds by now, and itself as read anew. Nothing here changes: whoever goes on from what the others
    /// wrote goes on with what is returned.
    pub fn reread(&self) -> Result<(Self, Assessment), StoreError> {
        let backups = self.history.as_ref().map(|history| history.backups.clone());
        let (mut open_file, theirs) = Self::open_on(&self.disk, &self.path, backups)?;
        open_file.history.clone_from(&self.history);
        Ok((open_file, theirs))
    }

    /// Merges `ours` with what the file holds by now. Saving through the [`OpenFile`] that is returned puts the outcome
    /// over what others wrote; this one still refuses to.
    pub fn merge(&self, ours: &Assessment) -> Result<(Self, Merged), StoreError> {
        let (open_file, theirs) = self.reread()?;
        Ok((open_file, merge(&self.base(), ours, &theirs)))
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
                Err(StoreError::NameTaken { name: assessment.identity.name.clone(), path })
            }
            Err(fault) => Err(fault.into()),
            Ok(()) => Ok(Self::new(disk, path, text, backups)),
        }
    }

    /// Writes the file, if it still holds what was read or saved here. After a fault of [`Attempt::SyncFolder`] the text is
    /// in place all the same.
    pub(super) fn put(&mut self, text: String) -> Result<(), StoreError> {
        let put = exchange(&self.disk, &self.path, self.text.as_bytes(), &text);
        if put.is_ok() || is_in_place(&put) {
            self.text = text;
        }
        put
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
    fn put_aside(&mut self, previous: String, now: Timestamp) -> Result<(), FileSystemFault> {
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
    fn is_due(&mut self, now: Timestamp) -> Result<bool, FileSystemFault> {
        if self.last.is_none() && self.pace == BackupPace::Hourly {
            self.last = self.backups.list()?.first().map(|newest| newest.taken);
        }
        Ok(self.last.is_none_or(|last| now.duration_since(last).abs() >= BETWEEN_BACKUPS))
    }
}

/// Whether a text is in its place although that could not be secured on the disk.
fn is_in_place(put: &Result<(), StoreError>) -> bool {
    matches!(put, Err(StoreError::File(fault)) if fault.attempt == Attempt::SyncFolder)
}

/// Puts `text` in the place of `expected` in the file `path`.
pub(super) fn exchange(disk: &Disk, path: &Path, expected: &[u8], text: &str) -> Result<(), StoreError> {
    links::refuse_outside(path)?;
    match disk.exchange(path, expected, text.as_bytes())? {
        Exchanged::Done => Ok(()),
        Exchanged::Changed => Err(StoreError::ChangedElsewhere { path: path.to_owned() }),
    }
}

/// Writes an assessment to a new file; [`ErrorKind::AlreadyExists`] if there is something at `path`.
pub fn write_copy(path: &Path, assessment: &Assessment, pack: &Pack) -> Result<(), StoreError> {
    let text = text_to_keep(path, assessment, pack)?;
    Ok(Disk::default().create(path, text.as_bytes())?)
}

/// The assessment in a file.
pub(super) fn read(path: &Path) -> Result<Assessment, StoreError> {
    read_text(&Disk::default(), path).map(|(_, assessment)| assessment)
}

/// The text of a file and the assessment in it.
pub(super) fn read_text(disk: &Disk, path: &Path) -> Result<(String, Assessment), StoreError> {
    let text = read_raw(disk, path)?;
    let assessment = assessment_of(&text, path)?;
    Ok((text, assessment))
}

/// The assessment in the text of the file `path`.
pub(super) fn assessment_of(text: &str, path: &Path) -> Result<Assessment, StoreError> {
    file::read(text).map_err(|refusal| unreadable(path, refusal))
}

/// The text of a file, whatever it says.
pub(super) fn read_raw(disk: &Disk, path: &Path) -> Result<String, StoreError> {
    yaml::text_of(read_bytes(disk, path)?).map_err(|fault| unreadable(path, fault.into()))
}

/// The bytes of a file, if it is a file and not larger than an assessment may be.
pub(super) fn read_bytes(disk: &Disk, path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut refused = None;
    let bytes = disk.attempt(path, Attempt::Read, || {
        match yaml::read_bytes(path, Limits::ASSESSMENT.bytes, Links::Followed) {
            Err(ReadFault::Io(error)) => Err(error),
            Err(ReadFault::Fault(fault)) => {
                refused = Some(fault);
                Ok(Vec::new())
            }
            Ok(bytes) => Ok(bytes),
        }
    })?;
    refused.map_or(Ok(bytes), |fault| Err(unreadable(path, fault.into())))
}

fn unreadable(path: &Path, refusal: Refusal) -> StoreError {
    StoreError::Unreadable { path: path.to_owned(), refusal: Box::new(refusal) }
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
