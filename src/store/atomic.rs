//! Files that are whole at every moment: the old text or the new one, whatever fails in between.

use std::{
    ffi::OsStr,
    fmt,
    fs::{self, File, OpenOptions, Permissions},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime},
};

use super::disk::Disk;
use crate::system::SystemError;

/// Something that a file system would not do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot {attempt} {}: {}", path.display(), self.cause())]
pub struct FileSystemFault {
    /// The file or folder it was about.
    pub path: PathBuf,
    /// What was tried.
    pub attempt: Attempt,
    /// Why it failed.
    pub kind: ErrorKind,
    /// The system's own number for it; `None` where the program refused it itself.
    pub number: Option<i32>,
}

impl FileSystemFault {
    /// What the system refused about `path`.
    pub fn new(path: &Path, attempt: Attempt, error: &io::Error) -> Self {
        let SystemError { kind, number } = error.into();
        Self { path: path.to_owned(), attempt, kind, number }
    }

    /// Why it failed, as the system reports it.
    pub fn cause(&self) -> SystemError {
        SystemError { kind: self.kind, number: self.number }
    }
}

/// A step of keeping files that can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Attempt {
    /// Finding out what the file is, and where a link leads.
    Inspect,
    /// Reading the file.
    Read,
    /// Listing a folder.
    List,
    /// Creating a folder.
    CreateFolder,
    /// Creating the temporary file beside the file.
    CreateTemporary,
    /// Writing the temporary file.
    Write,
    /// Waiting until the temporary file is on the disk.
    Sync,
    /// Giving the file its name.
    Rename,
    /// Waiting until the file's name is on the disk; the file itself is new and whole.
    SyncFolder,
    /// Copying the file.
    Copy,
    /// Removing the file.
    Remove,
    /// Taking the lock of an assessment.
    Lock,
}

impl fmt::Display for Attempt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Self::Inspect => "look at",
            Self::Read => "read",
            Self::List => "list",
            Self::CreateFolder => "create the folder",
            Self::CreateTemporary => "create a temporary file beside",
            Self::Write => "write",
            Self::Sync | Self::SyncFolder => "secure on the disk",
            Self::Rename => "put in place",
            Self::Copy => "copy",
            Self::Remove => "remove",
            Self::Lock => "lock",
        })
    }
}

/// Names an `io::Error` by what was tried on which path.
pub(crate) fn fault(path: &Path, attempt: Attempt) -> impl FnOnce(io::Error) -> FileSystemFault {
    move |error| FileSystemFault::new(path, attempt, &error)
}

/// Puts `text` in the place of what `path` held, or in a new file that its owner alone may read.
///
/// A symbolic link stays and its target is replaced; permissions stay. A file that is not to be written to is refused
/// although its folder would allow it. On an error the old text is there, with one exception: after
/// [`Attempt::SyncFolder`] the new one is, though a power cut could still bring the old one back.
pub fn replace(path: &Path, text: impl AsRef<[u8]>) -> Result<(), FileSystemFault> {
    Disk::default().replace(path, text.as_ref())
}

/// Writes `text` to a new file that its owner alone may read; [`ErrorKind::AlreadyExists`] if there is one.
pub fn create(path: &Path, text: impl AsRef<[u8]>) -> Result<(), FileSystemFault> {
    Disk::default().create(path, text.as_ref())
}

/// Where the symbolic link at `path` leads, if it is one that leads out of `folder`: [`replace`] would write there.
///
/// A link within the folder is none, and neither is a folder that is itself reached through a link.
pub fn way_out(path: &Path, folder: &Path) -> Result<Option<PathBuf>, FileSystemFault> {
    let inspected = |error| fault(path, Attempt::Inspect)(error);
    match path.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(inspected(error)),
        Ok(metadata) if !metadata.is_symlink() => return Ok(None),
        Ok(_) => {}
    }
    let home = folder.canonicalize().map_err(inspected)?;
    match path.canonicalize() {
        Ok(target) => Ok(Some(target).filter(|target| !target.starts_with(&home))),
        // Nothing is there yet, but its folder may be.
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let named = path.read_link().map_err(inspected)?;
            let target = path.parent().map_or_else(|| named.clone(), |parent| parent.join(&named));
            let around = target.parent().and_then(|around| around.canonicalize().ok());
            let leads_out = around.is_none_or(|around| !around.starts_with(&home));
            Ok(leads_out.then_some(target))
        }
        Err(error) => Err(inspected(error)),
    }
}

/// Creates a folder, and those above it, for the owner alone. One that is there is left as it is.
pub fn create_folder(path: &Path) -> Result<(), FileSystemFault> {
    Disk::default().create_folder(path)
}

impl Disk {
    /// As [`replace`].
    fn replace(&self, path: &Path, text: &[u8]) -> Result<(), FileSystemFault> {
        let (target, permissions) = self.inspect(path)?;
        let temporary = Temporary::write(self, &target, text, permissions)?;
        self.attempt(&target, Attempt::Rename, || fs::rename(&temporary.path, &target))?;
        self.sync_folder_of(&target)
    }

    /// As [`create`]. If the file's name cannot be secured on the disk, there is no file, so that the user can try again.
    pub(super) fn create(&self, path: &Path, text: &[u8]) -> Result<(), FileSystemFault> {
        let temporary = Temporary::write(self, path, text, None)?;
        self.attempt(path, Attempt::Rename, || link(&temporary.path, path))?;
        self.sync_folder_of(path).inspect_err(|_| fs::remove_file(path).unwrap_or_default())
    }

    /// As [`create_folder`].
    pub(super) fn create_folder(&self, path: &Path) -> Result<(), FileSystemFault> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        self.attempt(path, Attempt::CreateFolder, || builder.create(path))
    }

    /// The file behind `path` with its permissions, or `path` itself if nothing is there.
    pub(super) fn inspect(&self, path: &Path) -> Result<(PathBuf, Option<Permissions>), FileSystemFault> {
        let inspected = |error| fault(path, Attempt::Inspect)(error);
        match self.attempt(path, Attempt::Inspect, || path.symlink_metadata()) {
            Err(error) if error.kind == ErrorKind::NotFound => return Ok((path.to_owned(), None)),
            other => other?,
        };
        let target = path.canonicalize().map_err(inspected)?;
        let metadata = target.metadata().map_err(inspected)?;
        if metadata.is_dir() {
            return Err(inspected(ErrorKind::IsADirectory.into()));
        }
        if !metadata.is_file() {
            return Err(inspected(ErrorKind::InvalidInput.into()));
        }
        if metadata.permissions().readonly() {
            return Err(fault(path, Attempt::Write)(ErrorKind::PermissionDenied.into()));
        }
        Ok((target, Some(metadata.permissions())))
    }

    /// Makes the names in a file's folder last through a power cut, where the system can.
    pub(super) fn sync_folder_of(&self, path: &Path) -> Result<(), FileSystemFault> {
        let Some(folder) = path.parent().filter(|_| cfg!(unix)) else { return Ok(()) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        match self.attempt(path, Attempt::SyncFolder, || File::open(folder)?.sync_all()) {
            // Network file systems refuse to sync a folder.
            Err(error) if matches!(error.kind, ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
            other => other,
        }
    }
}

/// Removes temporary files that an interrupted save left in `folder`, if they are older by `now` than any save takes.
///
/// What cannot be removed is left: it does no harm.
pub fn sweep(folder: &Path, now: SystemTime) {
    sweep_if(folder, now, &|_, _, _| true);
}

/// The same, but only of files that `may_go`: it is given the path, the name without extension of the file that it was to
/// become, and when it got there.
pub(super) fn sweep_if(
    folder: &Path,
    now: SystemTime,
    may_go: &dyn Fn(&Path, Option<&str>, SystemTime) -> bool,
) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX));
        let Some(ours) = ours else { continue };
        let Some(moved) = entry.metadata().ok().and_then(|metadata| last_moved(&metadata)) else { continue };
        let stem = ours.split_once('.').map(|(_, stem)| stem);
        if now.duration_since(moved).is_ok_and(|age| age > LONGEST_SAVE) && may_go(&entry.path(), stem, moved)
        {
            fs::remove_file(entry.path()).unwrap_or_default();
        }
    }
}

/// When a file got its name or its contents. A file that was exchanged for a new one is as old as it was, but its name is
/// new.
#[cfg(unix)]
fn last_moved(metadata: &fs::Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let named = u64::try_from(metadata.ctime()).ok().map(Duration::from_secs)?;
    Some(metadata.modified().ok()?.max(SystemTime::UNIX_EPOCH.checked_add(named)?))
}

#[cfg(not(unix))]
fn last_moved(metadata: &fs::Metadata) -> Option<SystemTime> {
    metadata.modified().ok()
}

pub(super) const PREFIX: &str = ".mizan-";
const SUFFIX: &str = ".tmp";

/// The longest name of a file, in bytes, that the name of its temporary file repeats.
const LONGEST_STEM: usize = 150;

/// After this time a temporary file belongs to no save under way, in this process or another.
const LONGEST_SAVE: Duration = Duration::from_secs(600);

/// Gives a file a second name, never one that is taken. Where the file system knows no second names, it is renamed.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Err(error) if !matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::CrossesDevices) => {
            match to.symlink_metadata() {
                Ok(_) => Err(ErrorKind::AlreadyExists.into()),
                Err(_) => fs::rename(from, to),
            }
        }
        other => other,
    }
}

/// A file beside the one it is to become; it goes away when it is dropped.
pub(super) struct Temporary {
    pub(super) path: PathBuf,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After a rename nothing is there any more; and on an error there is one already to tell of.
        fs::remove_file(&self.path).unwrap_or_default();
    }
}

impl Temporary {
    /// Leaves the file where it is.
    pub(super) fn leave(self) {
        std::mem::forget(self);
    }

    pub(super) fn write(
        disk: &Disk,
        target: &Path,
        text: &[u8],
        permissions: Option<Permissions>,
    ) -> Result<Self, FileSystemFault> {
        let (temporary, file) = Self::open(disk, target)?;
        if let Some(permissions) = permissions {
            disk.attempt(target, Attempt::CreateTemporary, || file.set_permissions(permissions))?;
        }
        disk.write(target, &file, text)?;
        disk.attempt(target, Attempt::Sync, || file.sync_all())?;
        Ok(temporary)
    }

    pub(super) fn open(disk: &Disk, target: &Path) -> Result<(Self, File), FileSystemFault> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let stem = target.file_stem().and_then(OsStr::to_str).filter(|stem| stem.len() <= LONGEST_STEM);
        let stem = stem.map(|stem| format!(".{stem}")).unwrap_or_default();
        loop {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let name = format!("{PREFIX}{}-{number}{stem}{SUFFIX}", std::process::id());
            let path = target.with_file_name(name);
            match disk.attempt(target, Attempt::CreateTemporary, || options.open(&path)) {
                // Left by a process that had our number and was killed.
                Err(error) if error.kind == ErrorKind::AlreadyExists => {}
                outcome => return outcome.map(|file| (Self { path }, file)),
            }
        }
    }
}

#[cfg(test)]
mod tests;
