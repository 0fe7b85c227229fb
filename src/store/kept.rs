//! The file of an assessment that is being worked on.

use std::{
    fs::{self, Metadata},
    io::ErrorKind,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::{
    model::{Assessment, Pack},
    yaml::{self, Limits, ReadFault},
};

use super::{FileFault, Refusal, StoreError, atomic, atomic::Attempt, file};

/// The file that an assessment was read from, and what it was like then.
///
/// It remembers, so that a save never runs over what somebody else wrote meanwhile. It holds no lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    path: PathBuf,
    seen: Option<Stamp>,
}

impl Kept {
    /// Reads the assessment in the file `path`.
    pub fn open(path: &Path) -> Result<(Self, Assessment), StoreError> {
        let seen = Stamp::of(path)?;
        let assessment = read(path)?;
        Ok((Self { path: path.to_owned(), seen }, assessment))
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether somebody else changed, moved or removed the file after it was last read or saved here.
    pub fn is_changed_elsewhere(&self) -> Result<bool, FileFault> {
        Ok(Stamp::of(&self.path)? != self.seen)
    }

    /// Saves the assessment, if nobody else changed the file. When it returns, the answers are on the disk.
    pub fn save(&mut self, assessment: &Assessment, pack: &Pack) -> Result<(), StoreError> {
        match Stamp::of(&self.path)? {
            found if found == self.seen => self.overwrite(assessment, pack),
            None => Err(StoreError::Vanished { path: self.path.clone() }),
            Some(_) => Err(StoreError::ChangedElsewhere { path: self.path.clone() }),
        }
    }

    /// Saves the assessment over whatever the file holds by now.
    pub fn overwrite(&mut self, assessment: &Assessment, pack: &Pack) -> Result<(), StoreError> {
        let text = text_to_keep(&self.path, assessment, pack)?;
        let outcome = atomic::replace(&self.path, text);
        let is_ours = outcome.as_ref().map_or_else(|fault| fault.attempt == Attempt::SyncFolder, |()| true);
        if is_ours {
            self.seen = Stamp::of(&self.path)?;
        }
        Ok(outcome?)
    }

    /// Makes the file of a new assessment.
    pub(super) fn create(path: PathBuf, assessment: &Assessment, pack: &Pack) -> Result<Self, StoreError> {
        let text = text_to_keep(&path, assessment, pack)?;
        match atomic::create(&path, text) {
            Err(fault) if fault.kind == ErrorKind::AlreadyExists => {
                Err(StoreError::NameTaken { name: assessment.header.name.clone(), path })
            }
            Err(fault) => Err(fault.into()),
            Ok(()) => Ok(Self { seen: Stamp::of(&path)?, path }),
        }
    }
}

/// The assessment in a file.
pub(super) fn read(path: &Path) -> Result<Assessment, StoreError> {
    let unreadable = |refusal| StoreError::Unreadable { path: path.to_owned(), refusal: Box::new(refusal) };
    let text = yaml::read(path, Limits::ASSESSMENT).map_err(|fault| match fault {
        ReadFault::Io(error) => atomic::fault(path, Attempt::Read)(error).into(),
        ReadFault::Fault(fault) => unreadable(Refusal::Fault(fault)),
    })?;
    file::read(&text).map_err(unreadable)
}

/// The text of an assessment, tried: nothing goes to the disk that could not be read again.
fn text_to_keep(path: &Path, assessment: &Assessment, pack: &Pack) -> Result<String, StoreError> {
    let text = file::write(assessment, pack);
    match file::read(&text) {
        Ok(_) => Ok(text),
        Err(refusal) => Err(StoreError::Unkeepable { path: path.to_owned(), refusal: Box::new(refusal) }),
    }
}

/// What tells one state of a file from the next. Every save here makes a new file, so that even a change within the
/// clock's grain shows where files are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    number: u64,
}

impl Stamp {
    /// The state of the file behind `path`; nothing if none is there.
    fn of(path: &Path) -> Result<Option<Self>, FileFault> {
        match fs::metadata(path) {
            Ok(metadata) => Ok(Some(Self {
                modified: metadata.modified().ok(),
                length: metadata.len(),
                number: number(&metadata),
            })),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(atomic::fault(path, Attempt::Inspect)(error)),
        }
    }
}

#[cfg(unix)]
fn number(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests;
