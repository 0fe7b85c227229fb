//! Restoring an assessment: from a backup, from the bin, or from the rest of its own cut-off file. Knows no screen: it
//! lists the choices and applies one.

use std::{
    cmp::Reverse,
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::model::{Assessment, Pack};

use super::{
    FileSystemFault, FolderFile, Refusal, Store, StoreError,
    directory::BIN_MARK,
    display_name, file,
    folder::stem,
    look,
    open_file::{self, exchange},
    slug,
};

/// The place of a file to restore from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A backup.
    Backup,
    /// The bin.
    Bin,
    /// The assessment's own file, which is cut off.
    Part,
}

/// A file that an assessment can be restored from.
#[derive(Debug, Clone, PartialEq)]
pub struct Restorable {
    /// Where the file is.
    pub origin: Origin,
    /// The path of the file.
    pub path: PathBuf,
    /// When the backup was made, or for other files the time of the last change. UNIX epoch if unknown.
    pub when: Timestamp,
    /// Size in bytes.
    pub size: u64,
    /// The assessment in it, or why it cannot be read.
    pub outcome: Result<Assessment, StoreError>,
    /// The rescued part of a file that is cut off.
    pub rescued: Option<Assessment>,
}

/// Everything that a name can be restored to.
#[derive(Debug, Clone, PartialEq)]
pub struct Restorables {
    /// The display name of the existing or deleted assessment.
    pub name: String,
    /// The name as it is written in the file.
    pub written_name: String,
    /// The path of the existing file, or the path that a new one would get.
    pub path: PathBuf,
    /// What can be restored, the newest first by whole seconds: the rest of the file itself if it is cut off, the backups
    /// and what is in the bin. All can be read, except those of the bin if there is no file.
    pub all: Vec<Restorable>,
    /// Further files that cannot be restored, because they cannot be read.
    pub left_out: Vec<Restorable>,
    /// Why a folder could not be searched: that of the backups, or the bin.
    pub unsearched: Vec<FileSystemFault>,
}

/// The file that was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BroughtBack {
    /// A file that did not exist before.
    Again(PathBuf),
    /// A file whose previous contents are among the backups now.
    Instead(PathBuf),
}

impl BroughtBack {
    /// The path of the restored file.
    pub fn path(&self) -> &Path {
        match self {
            Self::Again(path) | Self::Instead(path) => path,
        }
    }
}

impl Restorable {
    /// The assessment that this restores: the whole one, or else the rescued part. `None` if neither can be read.
    pub fn held(&self) -> Option<&Assessment> {
        self.outcome.as_ref().ok().or(self.rescued.as_ref())
    }
}

impl Store {
    /// Everything that the assessment with this name can be restored to, whether it exists or was deleted. Fails with
    /// [`StoreError::Unknown`] if there is no such file at all. Where the backups or the bin cannot be searched, what the
    /// other one has is offered; it fails if there is nothing.
    pub fn restorables(&self, name: &str) -> Result<Restorables, StoreError> {
        let (current, unknown) = match self.find(name) {
            // A deleted assessment has no file, but it may have backups or be in the bin.
            Err(unknown @ StoreError::Unknown { .. }) => (None, Some(unknown)),
            found => (Some(found?), None),
        };
        let wanted = current.as_ref().map_or_else(|| display_name(name), |listed| listed.name.clone());
        let mut unsearched = Vec::new();
        let mut binned = searched(self.list_bin(), &mut unsearched);
        binned.retain(|listed| listed.is_called(&wanted) || was_called(listed, &wanted));
        let path = match (&current, slug(&wanted)) {
            (Some(listed), _) => listed.path.clone(),
            (None, Some(slug)) => self.path_of(&self.deleted_as(&wanted, slug, binned.first())),
            (None, None) => return Err(StoreError::Unknown { name: wanted, nearest: None }),
        };
        let part = current.as_ref().filter(|listed| is_cut_off(&listed.outcome));
        let mut all: Vec<_> =
            part.map(|part| restorable(Origin::Part, part.path.clone(), None)).into_iter().collect();
        let backups = searched(self.backups_of(&path).list(), &mut unsearched);
        all.extend(
            backups.into_iter().map(|backup| restorable(Origin::Backup, backup.path, Some(backup.taken))),
        );
        all.extend(binned.into_iter().map(|listed| restorable(Origin::Bin, listed.path, None)));
        // Backups have whole seconds, and within one the rest of the file, a backup and the bin stay in this order.
        all.sort_by_key(|one| Reverse(one.when.as_second()));
        let nothing =
            unsearched.first().cloned().map(StoreError::from).or(unknown).filter(|_| all.is_empty());
        if let Some(nothing) = nothing {
            return Err(nothing);
        }
        let is_there = current.is_some();
        let known = current.map(|listed| (listed.name, listed.written_name));
        let (name, written_name) =
            known.or_else(|| all.iter().find_map(names_of)).unwrap_or_else(|| (wanted.clone(), wanted));
        // A file of the bin moves back as it is, but never replaces another one without being read.
        let is_offered = |one: &Restorable| one.held().is_some() || (one.origin == Origin::Bin && !is_there);
        let (all, left_out) = all.into_iter().partition(is_offered);
        Ok(Restorables { name, written_name, path, all, left_out, unsearched })
    }

    /// The stem of the file that a deleted assessment had. Its name may be written in another spelling now.
    fn deleted_as(&self, name: &str, slug: String, binned: Option<&FolderFile>) -> String {
        let has_backups =
            |stem: &String| self.backups_of(Path::new(stem)).list().is_ok_and(|backups| !backups.is_empty());
        if has_backups(&slug) {
            return slug;
        }
        binned.map(|listed| deleted_stem(&listed.path)).or_else(|| self.kept_stem(name)).unwrap_or(slug)
    }

    /// Restores `from`. An existing file at `to.path` is backed up and replaced; otherwise a file is created. A file
    /// from the bin returns to the place it was deleted from, and never replaces the file of another one with its name.
    ///
    /// The caller holds the lock of `to.path`. A file that cannot be read is refused without changes; only out of the
    /// bin it is moved as it is. With a `pack`, a backup with an earlier name gets the present one, and the rest of a
    /// cut-off file can be restored.
    pub fn bring_back(
        &self,
        to: &Restorables,
        from: &Restorable,
        pack: Option<&Pack>,
        now: Timestamp,
    ) -> Result<BroughtBack, StoreError> {
        if from.origin == Origin::Bin {
            let path = self.path_of(&deleted_stem(&from.path));
            if path != to.path || path.symlink_metadata().is_err() {
                self.disk.create_folder(&self.assessments)?;
                self.move_to_free(&from.path, &path, &to.name)?;
                return Ok(BroughtBack::Again(path));
            }
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

    fn create_again(
        &self,
        to: &Restorables,
        from: &Restorable,
        pack: Option<&Pack>,
    ) -> Result<PathBuf, StoreError> {
        let path = self.free_path(&to.name, None)?;
        self.disk.create_folder(&self.assessments)?;
        let text = self.text_of(&to.name, from, pack)?;
        self.disk.create(&path, text.as_bytes())?;
        Ok(path)
    }

    /// The text to restore, with the present display name.
    fn text_of(&self, name: &str, from: &Restorable, pack: Option<&Pack>) -> Result<String, StoreError> {
        let text = open_file::read_raw(&self.disk, &from.path)?;
        let whole = open_file::assessment_of(&text, &from.path);
        let rescued = if is_cut_off(&whole) { file::rescue(&text) } else { None };
        match (pack, whole, rescued) {
            (Some(pack), Err(_), Some(mut assessment)) => {
                assessment.align(pack);
                under_name(name, assessment, pack, &from.path)
            }
            // A name that differs only in its blanks is the same: the file is restored as it was.
            (Some(pack), Ok(assessment), _) if display_name(&assessment.identity.name) != name => {
                under_name(name, assessment, pack, &from.path)
            }
            (_, whole, _) => whole.map(|_| text),
        }
    }
}

/// What a folder holds; nothing if it could not be searched, which is noted.
fn searched<T>(found: Result<Vec<T>, FileSystemFault>, unsearched: &mut Vec<FileSystemFault>) -> Vec<T> {
    found.unwrap_or_else(|fault| {
        unsearched.push(fault);
        Vec::new()
    })
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

/// Whether an unreadable file in the bin has this name, possibly with a number at its end. Readable files are compared
/// by display name instead.
fn was_called(listed: &FolderFile, name: &str) -> bool {
    let stem = deleted_stem(&listed.path);
    let bare = without_number(&stem);
    listed.outcome.is_err()
        && [Some(stem.as_str()), bare].into_iter().flatten().any(|stem| look(stem) == look(name))
}

/// The stem that a file in the bin had before.
fn deleted_stem(binned: &Path) -> String {
    let stem = stem(binned);
    match stem.rsplit_once(BIN_MARK).filter(|(_, number)| number.parse::<u32>().is_ok()) {
        Some((bare, _)) => bare.to_owned(),
        None => stem,
    }
}

/// The stem without the number that the bin of an earlier version added to a second file of one name.
fn without_number(stem: &str) -> Option<&str> {
    stem.rsplit_once('-').filter(|(_, number)| number.parse::<u32>().is_ok()).map(|(bare, _)| bare)
}

/// The display name, and the name as it is written in the file.
fn names_of(restorable: &Restorable) -> Option<(String, String)> {
    let written = &restorable.held()?.identity.name;
    Some((display_name(written), written.clone()))
}

#[cfg(test)]
mod tests;
