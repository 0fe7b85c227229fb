//! Lists a folder of assessments: which files there are, without reading them, and then their contents, one after the
//! other. Bounds how much of large files is read in vain.

use std::{
    collections::HashMap,
    fs::{DirEntry, Metadata},
    io, iter,
    num::NonZero,
    panic::resume_unwind,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    thread,
    time::SystemTime,
};

use super::{
    Attempt, FileSystemFault, Refusal, StoreError, display_name,
    fault::fault,
    folder::{directory_entries, is_assessment, quick_name, quick_written_name, stem},
    look, open_file,
};
use crate::bidi::{ltr, own};
use crate::model::Assessment;

/// Every file of a folder that may be an assessment, the last changed first. Reads none of them.
pub(super) fn entries(folder: &Path) -> Result<Vec<FolderEntry>, FileSystemFault> {
    const BATCH: usize = 256;
    let found =
        on_cores(directory_entries(folder)?, BATCH, |entry| entry.map(|entry| FolderEntry::listed(&entry)));
    let found: io::Result<Vec<_>> = found.into_iter().filter_map(Result::transpose).collect();
    let mut found = found.map_err(fault(folder, Attempt::List))?;
    found.sort_unstable_by(|one, other| {
        other.modified.cmp(&one.modified).then_with(|| one.path.cmp(&other.path))
    });
    Ok(found)
}

/// The contents of every file of a folder that may be an assessment, the last changed first.
pub(super) fn list(folder: &Path) -> Result<Vec<FolderFile>, FileSystemFault> {
    let mut reader = FolderReader::default();
    Ok(entries(folder)?.into_iter().map(|entry| reader.read(entry)).collect())
}

/// Reads every file and returns what `keep` makes of each, in the order of the entries. Only what it keeps is held in
/// memory. Small files are read on several cores, because parsing takes most of the time.
pub fn read_each<T: Send>(entries: &[FolderEntry], keep: impl Fn(FolderFile) -> T + Sync) -> Vec<T> {
    const BATCH: usize = 4;
    let (large, small): (Vec<_>, Vec<_>) =
        entries.iter().enumerate().partition(|(_, entry)| entry.is_large());
    let mut kept = on_cores(small.into_iter(), BATCH, |(place, entry)| (place, keep(entry.clone().read())));
    // In order and on one core, so that the bound passes over the same files each time.
    let mut reader = FolderReader::default();
    kept.extend(large.into_iter().map(|(place, entry)| (place, keep(reader.read(entry.clone())))));
    kept.sort_unstable_by_key(|(place, _)| *place);
    kept.into_iter().map(|(_, kept)| kept).collect()
}

/// What `keep` makes of each item, in no order. Each core takes a batch of items at a time, while others are still found.
fn on_cores<I: Send, T: Send>(
    mut items: impl Iterator<Item = I> + Send,
    batch: usize,
    keep: impl Fn(I) -> T + Sync,
) -> Vec<T> {
    // A thread costs as much as a few batches.
    let fewest = 8 * batch;
    let first: Vec<I> = items.by_ref().take(fewest).collect();
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let threads = if first.len() < fewest { 1 } else { cores() };
    let items = Mutex::new(first.into_iter().chain(items));
    let next_batch = || {
        let mut items = items.lock().unwrap_or_else(PoisonError::into_inner);
        let batch: Vec<I> = items.by_ref().take(batch).collect();
        Some(batch).filter(|batch| !batch.is_empty())
    };
    let keep_some = || iter::from_fn(next_batch).flatten().map(&keep).collect::<Vec<T>>();
    thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads).map(|_| scope.spawn(keep_some)).collect();
        let mut kept = keep_some();
        for helper in helpers {
            kept.extend(helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        kept
    })
}

/// The file at `path` with its contents. Fails if there is no file.
pub(super) fn look_at(path: PathBuf) -> Result<FolderFile, FileSystemFault> {
    FolderEntry::at(path).map(FolderEntry::read)
}

/// For each name, whether another one looks similar, so that the name alone does not identify its file.
pub fn share_names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<bool> {
    let looks: Vec<String> = names.map(look).collect();
    let mut counts = HashMap::new();
    for look in &looks {
        *counts.entry(look).or_insert(0) += 1;
    }
    looks.iter().map(|look| counts[look] > 1).collect()
}

/// The names of files, each followed by its file if another one of them looks like it.
pub fn told_apart<'a>(files: impl Iterator<Item = (&'a str, &'a Path)>) -> Vec<String> {
    let files: Vec<_> = files.collect();
    let shared = share_names(files.iter().map(|(name, _)| *name));
    let label = |((name, path), is_shared): (&(&str, &Path), bool)| {
        if is_shared { with_file(name, path) } else { (*name).to_owned() }
    };
    files.iter().zip(shared).map(label).collect()
}

/// The name followed by its file, as an ambiguous name is shown everywhere.
pub fn with_file(name: &str, path: &Path) -> String {
    format!("{} ({})", own(name), ltr(&path.file_name().unwrap_or_default().to_string_lossy()))
}

/// A file that may be an assessment and has not been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderEntry {
    /// The file.
    pub path: PathBuf,
    /// The time of the last change; the epoch if the file system has none.
    pub modified: SystemTime,
    /// The length in bytes.
    pub bytes: u64,
}

impl FolderEntry {
    /// Length in bytes from which a file is large; a typical assessment has some ten kilobytes.
    const LARGE: u64 = 256 << 10;

    /// The entry of a folder; `None` if it cannot be an assessment or is gone.
    fn listed(entry: &DirEntry) -> Option<Self> {
        let path = Some(entry.path()).filter(|path| is_assessment(path))?;
        match entry.metadata() {
            // Relative to the folder, which is much faster than by the path in a folder of thousands.
            Ok(metadata) if !metadata.is_symlink() => Some(Self::with_metadata(path, &metadata)),
            _ => Self::at(path).ok(),
        }
    }

    fn at(path: PathBuf) -> Result<Self, FileSystemFault> {
        let inspected = |error| fault(&path, Attempt::Inspect)(error);
        // For a link without a target, the link itself.
        let metadata = path.metadata().or_else(|_| path.symlink_metadata()).map_err(inspected)?;
        Ok(Self::with_metadata(path, &metadata))
    }

    fn with_metadata(path: PathBuf, metadata: &Metadata) -> Self {
        let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        Self { path, modified, bytes: metadata.len() }
    }

    /// The display name as far as the first lines of the file say it, otherwise the file name without `.yaml`.
    pub fn name(&self) -> String {
        quick_name(&self.path).unwrap_or_else(|| self.stem())
    }

    /// The file name without `.yaml`, which needs no reading.
    pub fn stem(&self) -> String {
        stem(&self.path)
    }

    /// Whether a listing reads it only within the bounds of a [`FolderReader`].
    pub fn is_large(&self) -> bool {
        self.bytes >= Self::LARGE
    }

    /// The file with its contents.
    pub fn read(self) -> FolderFile {
        let outcome = open_file::read(&self.path);
        self.with(outcome)
    }

    fn with(self, outcome: Result<Assessment, StoreError>) -> FolderFile {
        let written = match &outcome {
            Ok(assessment) => assessment.identity.name.clone(),
            // A fault in a later line does not hide the name.
            Err(_) => quick_written_name(&self.path).unwrap_or_default(),
        };
        let (name, written_name) = match display_name(&written) {
            blank if blank.is_empty() => (stem(&self.path), stem(&self.path)),
            name => (name, written),
        };
        FolderFile { name, written_name, path: self.path, modified: self.modified, outcome }
    }
}

/// A file in a folder of assessments, readable or not.
#[derive(Debug, Clone, PartialEq)]
pub struct FolderFile {
    /// The display name; the file's stem if the name cannot be read.
    pub name: String,
    /// The name as it is written in the file, with its tabs, line ends and blanks; the file's stem if it cannot be read.
    pub written_name: String,
    /// The path of the file.
    pub path: PathBuf,
    /// The time of the last change.
    pub modified: SystemTime,
    /// The assessment, or why it cannot be read: [`StoreError::Unreadable`] or [`StoreError::File`].
    pub outcome: Result<Assessment, StoreError>,
}

/// Reads the files of a folder one after the other. It limits how much is read of large files that turn out to be no
/// assessments, so that no number of them can delay a listing. Small files are always read.
#[derive(Debug, Default)]
pub struct FolderReader {
    /// Bytes of large files read in vain so far.
    spent: u64,
}

impl FolderReader {
    /// The most bytes read in vain.
    const MOST: u64 = 64 << 20;

    /// The file with its contents, or why it was not read.
    pub fn read(&mut self, entry: FolderEntry) -> FolderFile {
        if !entry.is_large() {
            return entry.read();
        }
        let (path, bytes) = (entry.path.clone(), entry.bytes);
        if self.spent >= Self::MOST {
            return entry.with(Err(StoreError::Unreadable { path, refusal: Box::new(Refusal::PassedOver) }));
        }
        let file = entry.read();
        if file.outcome.is_err() {
            self.spent += bytes;
        }
        file
    }
}

#[cfg(test)]
mod tests;
