//! The open file of an assessment: saving it, its backups, and detecting and merging changes by other programs. Holds
//! no lock; the caller does.

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
    FileSystemFault, HijriDate, Refusal, StoreError, backups::Backups, disk::Disk, exchange::Exchanged,
    fault::Attempt, file, hijri_dates, links,
};

/// The file of an open assessment, and its text at the last read or save.
///
/// That text detects changes by other programs, so that a save never overwrites them, and it is the base of a merge. An
/// `OpenFile` holds no lock: see [`Store::open_for_writing`](super::Store::open_for_writing).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFile {
    path: PathBuf,
    /// The contents at the last read or save here.
    text: String,
    disk: Disk,
    history: Option<BackupState>,
}

/// When backups are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupPace {
    /// Before the first change, then once an hour: for a session on the screen.
    FirstAndHourly,
    /// Once an hour across processes: for commands, because one backup per command would soon crowd out everything
    /// older.
    Hourly,
}

/// The state of the backups: where they go, and when the last one was made.
#[derive(Debug, Clone, PartialEq, Eq)]
struct BackupState {
    backups: Backups,
    pace: BackupPace,
    last: Option<Timestamp>,
    /// A text whose backup failed; the next save tries again.
    due: Option<String>,
}

/// The outcome of a save. In both cases the answers are on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a failed backup must be reported"]
pub enum Saved {
    /// The backup was made, if one was due.
    Fully,
    /// The backup failed; the next save tries again.
    WithoutBackup(FileSystemFault),
}

/// How another program changed the file since the last read or save here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    /// Not at all.
    Unchanged,
    /// Its contents changed, or it is no ordinary file any more.
    Changed,
    /// It was moved or removed.
    Gone,
}

/// How often [`OpenFile::put_back`] tries again when other programs keep changing the file.
const MOST_ATTEMPTS: u32 = 5;

/// The time between two backups of one session.
const BETWEEN_BACKUPS: SignedDuration = SignedDuration::from_hours(1);

impl OpenFile {
    /// Reads the assessment in the file `path`, without backups. Fails if the file cannot be read or is no assessment.
    pub fn open(path: &Path) -> Result<(Self, Assessment), StoreError> {
        Self::open_on(&Disk::default(), path, None)
    }

    /// Reads the assessment in the file `path`; backups go to `backups`.
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
        let history = backups.map(|backups| BackupState {
            backups,
            pace: BackupPace::FirstAndHourly,
            last: None,
            due: None,
        });
        Self { path, text, disk: disk.clone(), history }
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The dates of the Hijri calendar in the file at the last read or save here.
    pub fn hijri_dates(&self) -> Vec<HijriDate> {
        hijri_dates(&self.text)
    }

    /// The contents at the last read or save here.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The same file after it was moved to `path`, with its backups.
    pub(super) fn moved(mut self, path: PathBuf, backups: Backups) -> Self {
        self.path = path;
        if let Some(history) = &mut self.history {
            history.backups = backups;
        }
        self
    }

    /// Sets when backups are made. Default: [`BackupPace::FirstAndHourly`].
    pub fn keep_backups(&mut self, pace: BackupPace) {
        if let Some(history) = &mut self.history {
            history.pace = pace;
        }
    }

    /// The assessment at the last read or save here, with the levels of `pack`: the base of a merge.
    ///
    /// # Panics
    /// Never: the text was read successfully before.
    pub fn base(&self, pack: &Pack) -> Assessment {
        let mut base = file::read(&self.text).expect("the text was read or checked before");
        base.find_levels(pack.scale());
        base
    }

    /// How another program changed the file since the last read or save here. Compares the text and not the file's time
    /// or length, because some programs preserve those.
    pub fn elsewhere(&self) -> Result<Elsewhere, FileSystemFault> {
        match read_bytes(&self.disk, &self.path) {
            Ok(bytes) if bytes == self.text.as_bytes() => Ok(Elsewhere::Unchanged),
            Err(StoreError::File(fault)) => match fault.kind {
                ErrorKind::NotFound => Ok(Elsewhere::Gone),
                ErrorKind::IsADirectory | ErrorKind::InvalidInput => Ok(Elsewhere::Changed),
                _ => Err(fault),
            },
            // Anything else in its place, for example a file that is too large, also replaced ours.
            _ => Ok(Elsewhere::Changed),
        }
    }

    /// Whether another program changed, moved or removed the file since the last read or save here.
    pub fn is_changed_elsewhere(&self) -> Result<bool, FileSystemFault> {
        self.elsewhere().map(|found| found != Elsewhere::Unchanged)
    }

    /// Saves the assessment, unless another program changed the file: then [`StoreError::ChangedElsewhere`] or
    /// [`StoreError::Vanished`].
    ///
    /// The answers are on the disk when this returns. The backup of the previous text, if due at `now`, is made only
    /// after that, so that a failing backup never costs answers.
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
        let text = self.text_to_keep(assessment, pack)?;
        let previous = self.text.clone();
        let put = self.put(text);
        // Even if the folder could not be synced, the new text is in place, so the previous one needs its backup.
        if put.is_ok() || is_in_place(&put) {
            let saved = self.put_aside(previous, now);
            return put.map(|()| saved);
        }
        put.map(|()| Saved::Fully)
    }

    /// Saves the assessment over whatever the file holds now, and creates file and folder again if they are missing.
    /// The text that is replaced is backed up first; if that fails, the file is not changed.
    pub fn put_back(
        &mut self,
        assessment: &Assessment,
        pack: &Pack,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let text = self.text_to_keep(assessment, pack)?;
        for _ in 0..MOST_ATTEMPTS {
            let put = match self.elsewhere()? {
                Elsewhere::Unchanged => self.put(text.clone()),
                Elsewhere::Changed => self.put_over(text.clone(), now),
                Elsewhere::Gone => self.put_where_nothing_is(text.clone()),
            };
            match put {
                // Changed once more since `elsewhere` looked.
                Err(StoreError::ChangedElsewhere { .. }) => {}
                outcome => return outcome,
            }
        }
        Err(StoreError::ChangedElsewhere { path: self.path.clone() })
    }

    /// The text of an assessment, checked as far as it differs from the last read or save here.
    fn text_to_keep(&self, assessment: &Assessment, pack: &Pack) -> Result<String, StoreError> {
        let text = file::write(assessment, pack);
        match file::check(&text, &self.text) {
            Ok(()) => Ok(text),
            Err(refusal) => Err(unkeepable(&self.path, refusal)),
        }
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

    /// Puts an assessment among the backups without saving it. Returns the backup, or `None` if this file has no
    /// backups.
    pub fn set_aside(
        &self,
        assessment: &Assessment,
        pack: &Pack,
        now: Timestamp,
    ) -> Result<Option<PathBuf>, StoreError> {
        let text = self.text_to_keep(assessment, pack)?;
        Ok(self.set_text_aside(&text, now)?)
    }

    /// Puts the contents at the last read or save among the backups. Returns the backup, or `None` if this file has no
    /// backups.
    pub fn set_aside_as_read(&self, now: Timestamp) -> Result<Option<PathBuf>, FileSystemFault> {
        self.set_text_aside(&self.text, now)
    }

    fn set_text_aside(&self, text: &str, now: Timestamp) -> Result<Option<PathBuf>, FileSystemFault> {
        let history = self.history.as_ref();
        history.map(|history| history.backups.set_aside(text.as_bytes(), now)).transpose()
    }

    /// Reads the file again and returns a new `OpenFile` with what it holds now. `self` is unchanged, so that the
    /// caller can still save its own text or discard the new one.
    pub fn reread(&self) -> Result<(Self, Assessment), StoreError> {
        let backups = self.history.as_ref().map(|history| history.backups.clone());
        let (mut open_file, theirs) = Self::open_on(&self.disk, &self.path, backups)?;
        open_file.history.clone_from(&self.history);
        Ok((open_file, theirs))
    }

    /// Merges `ours`, which has the levels of `pack`, with the current contents of the file. The returned [`OpenFile`] may
    /// save the result over the foreign changes; `self` still refuses to.
    pub fn merge(&self, ours: &Assessment, pack: &Pack) -> Result<(Self, Merged), StoreError> {
        let (open_file, mut theirs) = self.reread()?;
        theirs.find_levels(pack.scale());
        Ok((open_file, merge(&self.base(pack), ours, &theirs)))
    }

    /// Creates the file of a new assessment. Fails with [`StoreError::NameTaken`] if the file exists.
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

    /// Replaces the contents if the file still holds the last known text. After a fault at [`Attempt::SyncFolder`] the
    /// text is in place.
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

impl BackupState {
    fn put_aside(&mut self, previous: String, now: Timestamp) -> Result<(), FileSystemFault> {
        // The original of a file in an older format is kept for good.
        if file::is_of_older_schema(&previous) {
            self.backups.set_aside(previous.as_bytes(), now)?;
            return Ok(());
        }
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

    /// Whether a backup is due. Uses the absolute time difference, because otherwise a clock that was set back would
    /// postpone the backup.
    fn is_due(&mut self, now: Timestamp) -> Result<bool, FileSystemFault> {
        if self.last.is_none() && self.pace == BackupPace::Hourly {
            self.last = self.backups.list()?.first().map(|newest| newest.taken);
        }
        Ok(self.last.is_none_or(|last| now.duration_since(last).abs() >= BETWEEN_BACKUPS))
    }
}

/// Whether the text is in place, although its folder could not be synced.
fn is_in_place(put: &Result<(), StoreError>) -> bool {
    matches!(put, Err(StoreError::File(fault)) if fault.attempt == Attempt::SyncFolder)
}

/// Replaces `expected` with `text` in the file `path`. Fails with [`StoreError::ChangedElsewhere`] if the file holds
/// anything else.
pub(super) fn exchange(disk: &Disk, path: &Path, expected: &[u8], text: &str) -> Result<(), StoreError> {
    links::refuse_outside(path)?;
    match disk.exchange(path, expected, text.as_bytes())? {
        Exchanged::Done => Ok(()),
        Exchanged::Changed => Err(StoreError::ChangedElsewhere { path: path.to_owned() }),
    }
}

/// Writes an assessment to a new file. Fails with [`ErrorKind::AlreadyExists`] if `path` exists.
pub fn write_copy(path: &Path, assessment: &Assessment, pack: &Pack) -> Result<(), StoreError> {
    let text = text_to_keep(path, assessment, pack)?;
    Ok(Disk::default().create(path, text.as_bytes())?)
}

/// Reads the assessment in a file.
pub(super) fn read(path: &Path) -> Result<Assessment, StoreError> {
    read_text(&Disk::default(), path).map(|(_, assessment)| assessment)
}

/// Reads a file, and returns its text and the assessment in it.
pub(super) fn read_text(disk: &Disk, path: &Path) -> Result<(String, Assessment), StoreError> {
    let text = read_raw(disk, path)?;
    let assessment = assessment_of(&text, path)?;
    Ok((text, assessment))
}

/// Parses the text of the file `path`, which is named in errors.
pub(super) fn assessment_of(text: &str, path: &Path) -> Result<Assessment, StoreError> {
    file::read(text).map_err(|refusal| unreadable(path, refusal))
}

/// The text of a file, which need not be an assessment. Fails if it is not UTF-8.
pub(super) fn read_raw(disk: &Disk, path: &Path) -> Result<String, StoreError> {
    yaml::text_of(read_bytes(disk, path)?).map_err(|fault| unreadable(path, fault.into()))
}

/// The bytes of a file. Fails if it is no ordinary file, or is larger than [`Limits::ASSESSMENT`].
pub(super) fn read_bytes(disk: &Disk, path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut refused = None;
    let bytes = disk.attempt(path, Attempt::Read, || {
        match yaml::read_bytes(path, Limits::ASSESSMENT.bytes, Links::Followed) {
            Err(ReadFault::Io(error)) => Err(error),
            // `attempt` only carries errors of the system.
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

/// The text of an assessment, parsed once as a check: a file that could not be read again must not reach the disk.
pub(super) fn text_to_keep(path: &Path, assessment: &Assessment, pack: &Pack) -> Result<String, StoreError> {
    let text = file::write(assessment, pack);
    match file::read(&text) {
        Ok(_) => Ok(text),
        Err(refusal) => Err(unkeepable(path, refusal)),
    }
}

fn unkeepable(path: &Path, refusal: Refusal) -> StoreError {
    StoreError::Unkeepable { path: path.to_owned(), refusal: Box::new(refusal) }
}

#[cfg(test)]
mod tests;
