//! What a folder of assessments holds, file by file.

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

/// What a path holds; an error if there is nothing at all.
pub(super) fn look_at(path: PathBuf) -> Result<FolderFile, FileSystemFault> {
    Found::at(path).map(Found::look_into)
}

/// A file that was not looked into yet.
struct Found {
    path: PathBuf,
    modified: SystemTime,
    bytes: u64,
}

impl Found {
    fn at(path: PathBuf) -> Result<Self, FileSystemFault> {
        let inspected = |error| atomic::fault(&path, Attempt::Inspect)(error);
        // Of a link that leads nowhere, the link itself.
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
            // What is wrong further down does not hide the name.
            Err(_) => names::quick_name(&self.path).unwrap_or_default(),
        };
        let name = if name.is_empty() { stem(&self.path) } else { name };
        FolderFile { name, path: self.path, modified: self.modified, outcome }
    }
}

/// How much of large files a list reads that turn out to be no assessments, so that no number of them holds it up. Small
/// files are always read, and so is any file that the user names.
#[derive(Default)]
struct Budget {
    /// The bytes of large files that were read in vain.
    spent: u64,
}

impl Budget {
    /// From this size on a file is large; an assessment has some ten kilobytes.
    const LARGE: u64 = 256 << 10;
    /// How much of them is read in vain.
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
