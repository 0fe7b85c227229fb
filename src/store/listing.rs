//! Lists a folder of assessments with the contents of each file. Bounds how much of large files is read in vain.

use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{
    Attempt, FileSystemFault, FolderFile, Refusal, StoreError, atomic, directory::stem, display_name, names,
    open_file,
};
use crate::model::Assessment;

/// Every file of a folder that may be an assessment, the last changed first.
pub(super) fn list(folder: &Path) -> Result<Vec<FolderFile>, FileSystemFault> {
    let mut found: Vec<Found> =
        names::files(folder)?.into_iter().filter_map(|path| Found::at(path).ok()).collect();
    found.sort_by(|one, other| other.modified.cmp(&one.modified).then_with(|| one.path.cmp(&other.path)));
    let mut budget = Budget::default();
    Ok(found.into_iter().map(|found| budget.look_into(found)).collect())
}

/// The file at `path` with its contents. Fails if there is no file.
pub(super) fn look_at(path: PathBuf) -> Result<FolderFile, FileSystemFault> {
    Found::at(path).map(Found::look_into)
}

/// A file that has not been read yet.
struct Found {
    path: PathBuf,
    modified: SystemTime,
    bytes: u64,
}

impl Found {
    fn at(path: PathBuf) -> Result<Self, FileSystemFault> {
        let inspected = |error| atomic::fault(&path, Attempt::Inspect)(error);
        // For a link without a target, the link itself.
        let metadata = path.metadata().or_else(|_| path.symlink_metadata()).map_err(inspected)?;
        let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        Ok(Self { path, modified, bytes: metadata.len() })
    }

    fn look_into(self) -> FolderFile {
        let outcome = open_file::read(&self.path);
        self.with(outcome)
    }

    fn with(self, outcome: Result<Assessment, StoreError>) -> FolderFile {
        let name = match &outcome {
            Ok(assessment) => display_name(&assessment.identity.name),
            // A fault in a later line does not hide the name.
            Err(_) => names::quick_name(&self.path).unwrap_or_default(),
        };
        let name = if name.is_empty() { stem(&self.path) } else { name };
        FolderFile { name, path: self.path, modified: self.modified, outcome }
    }
}

/// Limits how much a listing reads of large files that turn out to be no assessments, so that no number of them can
/// delay it. Small files and files that the user names are always read.
#[derive(Default)]
struct Budget {
    /// Bytes of large files read in vain so far.
    spent: u64,
}

impl Budget {
    /// Size in bytes from which a file is large; a typical assessment has some ten kilobytes.
    const LARGE: u64 = 256 << 10;
    /// The most bytes read in vain.
    const MOST: u64 = 64 << 20;

    fn look_into(&mut self, found: Found) -> FolderFile {
        let (path, bytes) = (found.path.clone(), found.bytes);
        if bytes < Self::LARGE {
            return found.look_into();
        }
        if self.spent >= Self::MOST {
            return found.with(Err(StoreError::Unreadable { path, refusal: Box::new(Refusal::PassedOver) }));
        }
        let listed = found.look_into();
        if listed.outcome.is_err() {
            self.spent += bytes;
        }
        listed
    }
}
