//! Bringing back what an assessment was: an earlier file of it, one that was deleted, or what is left of one that was cut
//! off.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::model::{Assessment, Pack};

use super::{
    FolderFile, Refusal, Store, StoreError,
    directory::stem,
    display_name, file, look,
    open_file::{self, exchange},
    slug,
};

/// Where something that can be brought back is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Among the backups.
    Backup,
    /// In the bin.
    Bin,
    /// In the assessment's own file, which is cut off.
    Part,
}

/// Something that an assessment can be brought back to.
#[derive(Debug, Clone, PartialEq)]
pub struct Restorable {
    /// Where it comes from.
    pub origin: Origin,
    /// The file.
    pub path: PathBuf,
    /// Of a backup, when it was put aside; of another file, when it was last changed.
    pub when: Timestamp,
    /// Its length in bytes.
    pub size: u64,
    /// What it holds, or why it cannot be read.
    pub outcome: Result<Assessment, StoreError>,
    /// What is left of it, where it is cut off.
    pub rescued: Option<Assessment>,
}

/// What a name can be brought back to.
#[derive(Debug, Clone, PartialEq)]
pub struct Restorables {
    /// The name it goes by, or went by.
    pub name: String,
    /// Its file, or where its file would be.
    pub path: PathBuf,
    /// What can be brought back: what is left of the file itself if it is cut off, the backups, the newest first, then
    /// what is in the bin.
    pub all: Vec<Restorable>,
}

/// Where something is that was brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BroughtBack {
    /// In this file, where nothing was.
    Again(PathBuf),
    /// In this file, instead of what it held, which is among the backups now.
    Instead(PathBuf),
}

impl BroughtBack {
    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            Self::Again(path) | Self::Instead(path) => path,
        }
    }
}

impl Restorable {
    /// What it brings back.
    pub fn held(&self) -> Option<&Assessment> {
        self.outcome.as_ref().ok().or(self.rescued.as_ref())
    }
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
        let part = current.as_ref().filter(|listed| is_cut_off(&listed.outcome));
        let mut all: Vec<_> =
            part.map(|part| restorable(Origin::Part, part.path.clone(), None)).into_iter().collect();
        let backups = self.backups_of(&path).list()?.into_iter();
        all.extend(backups.map(|backup| restorable(Origin::Backup, backup.path, Some(backup.taken))));
        all.extend(binned.into_iter().map(|listed| restorable(Origin::Bin, listed.path, None)));
        if let Some(unknown) = unknown.filter(|_| all.is_empty()) {
            return Err(unknown);
        }
        let name = current.map(|listed| listed.name).or_else(|| all.iter().find_map(name_of));
        Ok(Restorables { name: name.unwrap_or(wanted), path, all })
    }

    /// Puts what `from` holds in the place of the assessment at `to.path`, which is among the backups before that; or
    /// creates the file again if there is none. What is in the bin goes back to the place that it was
    /// deleted from, and leaves the bin only if no file is in its way.
    ///
    /// The caller holds the lock of `to.path`. What cannot be read is refused and nothing changes, but out of the bin it
    /// comes back as it went in. With a `pack`, a backup from before a new name takes the new name, and what is left of a
    /// file that is cut off can be brought back.
    pub fn bring_back(
        &self,
        to: &Restorables,
        from: &Restorable,
        pack: Option<&Pack>,
        now: Timestamp,
    ) -> Result<BroughtBack, StoreError> {
        if from.origin == Origin::Bin
            && let Some(path) = self.other_place(&from.path, &to.path)
        {
            self.move_to_free(&from.path, &path, &to.name)?;
            return Ok(BroughtBack::Again(path));
        }
        if to.path.symlink_metadata().is_err() {
            return self.create_again(to, from, pack).map(BroughtBack::Again);
        }
        let text = self.text_of(&to.name, from, pack)?;
        let current = open_file::read_bytes(&self.disk, &to.path)?;
        self.backups_of(&to.path).set_aside(&current, now)?;
        exchange(&self.disk, &to.path, &current, &text)?;
        Ok(BroughtBack::Instead(to.path.clone()))
    }

    /// Where a file in the bin was deleted from, if that is another place than `path`: a file of the same display name,
    /// such as the conflict copy of a sync folder.
    fn other_place(&self, binned: &Path, path: &Path) -> Option<PathBuf> {
        let (binned, current) = (stem(binned), stem(path));
        let is_same = binned == current || without_number(&binned) == Some(current.as_str());
        (!is_same && path.symlink_metadata().is_ok()).then(|| self.path_of(&binned))
    }

    fn create_again(
        &self,
        to: &Restorables,
        from: &Restorable,
        pack: Option<&Pack>,
    ) -> Result<PathBuf, StoreError> {
        let path = self.free_path(&to.name, None)?;
        self.disk.create_folder(&self.assessments)?;
        match from.origin {
            Origin::Bin => self.move_to_free(&from.path, &path, &to.name)?,
            Origin::Backup | Origin::Part => {
                let text = self.text_of(&to.name, from, pack)?;
                self.disk.create(&path, text.as_bytes())?;
            }
        }
        Ok(path)
    }

    /// The text to bring back, under the name of today.
    fn text_of(&self, name: &str, from: &Restorable, pack: Option<&Pack>) -> Result<String, StoreError> {
        let text = open_file::read_raw(&self.disk, &from.path)?;
        let whole = open_file::assessment_of(&text, &from.path);
        let rescued = if is_cut_off(&whole) { file::rescue(&text) } else { None };
        match (pack, whole, rescued) {
            (Some(pack), Err(_), Some(mut assessment)) => {
                assessment.align(pack);
                under_name(name, assessment, pack, &from.path)
            }
            (Some(pack), Ok(assessment), _) if assessment.identity.name != name => {
                under_name(name, assessment, pack, &from.path)
            }
            (_, whole, _) => whole.map(|_| text),
        }
    }
}

fn under_name(
    name: &str,
    mut assessment: Assessment,
    pack: &Pack,
    path: &Path,
) -> Result<String, StoreError> {
    name.clone_into(&mut assessment.identity.name);
    open_file::text_to_keep(path, &assessment, pack)
}

fn restorable(origin: Origin, path: PathBuf, taken: Option<Timestamp>) -> Restorable {
    let metadata = path.metadata();
    let changed = || metadata.as_ref().ok()?.modified().ok().and_then(|time| time.try_into().ok());
    let outcome = open_file::read(&path);
    let rescued = if is_cut_off(&outcome) {
        open_file::read_raw(&super::Disk::default(), &path).ok().and_then(|text| file::rescue(&text))
    } else {
        None
    };
    Restorable {
        origin,
        when: taken.or_else(changed).unwrap_or(Timestamp::UNIX_EPOCH),
        size: metadata.as_ref().map_or(0, fs::Metadata::len),
        outcome,
        rescued,
        path,
    }
}

fn is_cut_off(outcome: &Result<Assessment, StoreError>) -> bool {
    matches!(outcome, Err(StoreError::Unreadable { refusal, .. }) if matches!(**refusal, Refusal::CutOff { .. }))
}

/// Whether a file in the bin that cannot be read was called so, perhaps with the number of a second one.
fn was_called(listed: &FolderFile, name: &str) -> bool {
    let stem = stem(&listed.path);
    listed.outcome.is_err() && without_number(&stem).is_some_and(|bare| look(bare) == look(name))
}

/// A name of a file in the bin without the number of a second one.
fn without_number(stem: &str) -> Option<&str> {
    stem.rsplit_once('-').filter(|(_, number)| number.parse::<u32>().is_ok()).map(|(bare, _)| bare)
}

fn name_of(restorable: &Restorable) -> Option<String> {
    restorable.held().map(|assessment| display_name(&assessment.identity.name))
}

#[cfg(test)]
mod tests;
