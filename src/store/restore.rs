//! Bringing back what an assessment was: an earlier file of it, or one that was deleted.

use std::{fs, path::PathBuf};

use jiff::Timestamp;

use crate::model::{Assessment, Pack};

use super::{Attempt, Kept, Listed, Store, StoreError, directory::stem, display_name, kept, look, slug};

/// Where something that can be brought back lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Among the backups.
    Backup,
    /// In the bin.
    Bin,
}

/// An earlier or deleted file of an assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Restorable {
    /// Where it comes from.
    pub origin: Origin,
    /// The file.
    pub path: PathBuf,
    /// Of a backup, when it was put aside; of a deleted file, when it was last changed.
    pub when: Timestamp,
    /// Its length in bytes.
    pub size: u64,
    /// What it holds, or why it cannot be read.
    pub outcome: Result<Assessment, StoreError>,
}

/// What a name can be brought back to.
#[derive(Debug, Clone, PartialEq)]
pub struct Restorables {
    /// The name it goes by, or went by.
    pub name: String,
    /// Where its file lies, or would lie.
    pub path: PathBuf,
    /// What can be brought back, the newest backup first, then what lies in the bin.
    pub all: Vec<Restorable>,
}

impl Store {
    /// Everything that the assessment of this name can be brought back to, whether it is there or was deleted.
    pub fn restorables(&self, name: &str) -> Result<Restorables, StoreError> {
        let (current, unknown) = match self.find(name) {
            Err(unknown @ StoreError::Unknown { .. }) => (None, Some(unknown)),
            found => (Some(found?), None),
        };
        let wanted = current.as_ref().map_or_else(|| display_name(name), |listed| listed.name.clone());
        let path = match (&current, slug(&wanted)) {
            (Some(listed), _) => listed.path.clone(),
            (None, Some(slug)) => self.path_of(&slug),
            (None, None) => return Err(StoreError::Unknown { name: wanted, nearest: None }),
        };
        let mut binned = self.list_bin()?;
        binned.retain(|listed| listed.is_called(&wanted) || was_called(listed, &wanted));
        let backups = self.backups_of(&path).list()?.into_iter();
        let mut all: Vec<_> =
            backups.map(|backup| restorable(Origin::Backup, backup.path, Some(backup.taken))).collect();
        all.extend(binned.into_iter().map(|listed| restorable(Origin::Bin, listed.path, None)));
        if let Some(unknown) = unknown.filter(|_| all.is_empty()) {
            return Err(unknown);
        }
        let name = current.map(|listed| listed.name).or_else(|| all.iter().find_map(name_of));
        Ok(Restorables { name: name.unwrap_or(wanted), path, all })
    }

    /// Puts what `from` holds in the place of the assessment at `to.path`, which is among the backups before that; or
    /// makes the file anew if there is none, and returns where it lies. What is in the bin leaves it only where no file
    /// is in its way.
    ///
    /// Whoever calls this holds the lock of `to.path`. What cannot be read is refused and nothing changes, but out of
    /// the bin it comes back as it went in. With a `pack`, a backup from before a new name takes the new name.
    pub fn bring_back(
        &self,
        to: &Restorables,
        from: &Restorable,
        pack: Option<&Pack>,
        now: Timestamp,
    ) -> Result<PathBuf, StoreError> {
        if to.path.symlink_metadata().is_err() {
            return self.make_anew(to, from);
        }
        let text = self.text_of(&to.name, from, pack)?;
        let current = self.disk.attempt(&to.path, Attempt::Read, || fs::read(&to.path))?;
        self.backups_of(&to.path).keep(&current, now)?;
        self.disk.replace(&to.path, &text)?;
        Ok(to.path.clone())
    }

    fn make_anew(&self, to: &Restorables, from: &Restorable) -> Result<PathBuf, StoreError> {
        let path = self.free_path(&to.name, None)?;
        self.disk.create_folder(&self.assessments)?;
        match from.origin {
            Origin::Bin => self.move_to_free(&from.path, &path, &to.name)?,
            Origin::Backup => {
                let text = self.text_of(&to.name, from, None)?;
                self.disk.create(&path, &text)?;
            }
        }
        Ok(path)
    }

    /// The text to bring back, once it was read; under the name of today.
    fn text_of(&self, name: &str, from: &Restorable, pack: Option<&Pack>) -> Result<Vec<u8>, StoreError> {
        let (_, mut assessment) = Kept::open_on(&self.disk, &from.path, None)?;
        match pack {
            Some(pack) if assessment.header.name != name => {
                name.clone_into(&mut assessment.header.name);
                Ok(kept::text_to_keep(&from.path, &assessment, pack)?.into_bytes())
            }
            _ => Ok(self.disk.attempt(&from.path, Attempt::Read, || fs::read(&from.path))?),
        }
    }
}

fn restorable(origin: Origin, path: PathBuf, taken: Option<Timestamp>) -> Restorable {
    let metadata = path.metadata();
    let changed = || metadata.as_ref().ok()?.modified().ok().and_then(|time| time.try_into().ok());
    Restorable {
        origin,
        when: taken.or_else(changed).unwrap_or(Timestamp::UNIX_EPOCH),
        size: metadata.as_ref().map_or(0, fs::Metadata::len),
        outcome: kept::read(&path),
        path,
    }
}

/// Whether a file in the bin that cannot be read was called so, perhaps with the number of a second one.
fn was_called(listed: &Listed, name: &str) -> bool {
    let stem = stem(&listed.path);
    let bare = stem.rsplit_once('-').filter(|(_, number)| number.parse::<u32>().is_ok());
    listed.outcome.is_err() && bare.is_some_and(|(bare, _)| look(bare) == look(name))
}

fn name_of(restorable: &Restorable) -> Option<String> {
    restorable.outcome.as_ref().ok().map(|assessment| display_name(&assessment.header.name))
}

#[cfg(test)]
mod tests;
