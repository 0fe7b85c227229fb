//! Files that are whole at every moment: the old text or the new one, whatever fails in between.

use std::{
    fmt,
    fs::{self, File, OpenOptions, Permissions},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime},
};

use super::disk::{Disk, Stamp};
use crate::system::SystemError;

/// Something that a file system would not do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot {attempt} {}: {}", path.display(), self.cause())]
pub struct FileFault {
    /// The file or folder it was about.
    pub path: PathBuf,
    /// What was tried.
    pub attempt: Attempt,
    /// Why it failed.
    pub kind: ErrorKind,
    /// The system's own number for it; `None` where the program refused it itself.
    pub number: Option<i32>,
}

impl FileFault {
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
pub(crate) fn fault(path: &Path, attempt: Attempt) -> impl FnOnce(io::Error) -> FileFault {
    move |error| FileFault::new(path, attempt, &error)
}

/// Puts `text` in the place of what `path` held, or in a new file that its owner alone may read.
///
/// A symbolic link stays and its target is replaced; permissions stay. A file that is not to be written to is refused
/// although its folder would allow it. On an error the old text is there, with one exception: after
/// [`Attempt::SyncFolder`] the new one is, though a power cut could still bring the old one back.
pub fn replace(path: &Path, text: impl AsRef<[u8]>) -> Result<(), FileFault> {
    Disk::default().replace(path, text.as_ref()).map(drop)
}

/// Writes `text` to a new file that its owner alone may read; [`ErrorKind::AlreadyExists`] if there is one.
pub fn create(path: &Path, text: impl AsRef<[u8]>) -> Result<(), FileFault> {
    Disk::default().create(path, text.as_ref()).map(drop)
}

/// Creates a folder, and those above it, for the owner alone. One that is there is left as it is.
pub fn create_folder(path: &Path) -> Result<(), FileFault> {
    Disk::default().create_folder(path)
}

impl Disk {
    /// As [`replace`]; the stamp of the new file.
    pub(super) fn replace(&self, path: &Path, text: &[u8]) -> Result<Stamp, FileFault> {
        let (target, permissions) = self.inspect(path)?;
        let (temporary, stamp) = Temporary::write(self, &target, text, permissions)?;
        self.attempt(&target, Attempt::Rename, || fs::rename(&temporary.path, &target))?;
        self.sync_folder_of(&target)?;
        Ok(stamp)
    }

    /// As [`create`]; the stamp of the new file.
    pub(super) fn create(&self, path: &Path, text: &[u8]) -> Result<Stamp, FileFault> {
        let (temporary, stamp) = Temporary::write(self, path, text, None)?;
        self.attempt(path, Attempt::Rename, || link(&temporary.path, path))?;
        self.sync_folder_of(path)?;
        Ok(stamp)
    }

    /// Moves a file to a path where nothing is; [`ErrorKind::AlreadyExists`] if something is.
    ///
    /// Of a symbolic link that goes to another folder, the text moves and the link's target stays.
    pub(super) fn move_to_free(&self, from: &Path, to: &Path) -> Result<(), FileFault> {
        let is_link = self.attempt(from, Attempt::Inspect, || from.symlink_metadata())?.is_symlink();
        let linked = if is_link && from.parent() != to.parent() {
            Err(fault(to, Attempt::Rename)(ErrorKind::CrossesDevices.into()))
        } else {
            self.attempt(to, Attempt::Rename, || link(from, to))
        };
        match linked {
            Err(error) if error.kind == ErrorKind::CrossesDevices => {
                let text = self.attempt(from, Attempt::Copy, || fs::read(from))?;
                self.create(to, &text)?;
            }
            other => other?,
        }
        self.sync_folder_of(to)?;
        match self.attempt(from, Attempt::Remove, || fs::remove_file(from)) {
            Err(error) if error.kind != ErrorKind::NotFound => Err(error),
            _ => self.sync_folder_of(from),
        }
    }

    /// As [`create_folder`].
    pub(super) fn create_folder(&self, path: &Path) -> Result<(), FileFault> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        self.attempt(path, Attempt::CreateFolder, || builder.create(path))
    }

    /// The file behind `path` with its permissions, or `path` itself if nothing is there.
    fn inspect(&self, path: &Path) -> Result<(PathBuf, Option<Permissions>), FileFault> {
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
    pub(super) fn sync_folder_of(&self, path: &Path) -> Result<(), FileFault> {
        let Some(folder) = path.parent().filter(|_| cfg!(unix)) else { return Ok(()) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        match self.attempt(path, Attempt::SyncFolder, || File::open(folder)?.sync_all()) {
            // Network file systems refuse to sync a folder.
            Err(error) if matches!(error.kind, ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
            other => other,
        }
    }
}

/// Removes temporary files that an interrupted save left in `folder`, if they are older than any save takes.
///
/// What cannot be removed is left: it does no harm.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_ours =
            entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        let age = || {
            let modified = entry.metadata().ok()?.modified().ok()?;
            SystemTime::now().duration_since(modified).ok()
        };
        if is_ours && age().is_some_and(|age| age > LONGEST_SAVE) {
            fs::remove_file(entry.path()).unwrap_or_default();
        }
    }
}

const PREFIX: &str = ".mizan-";
const SUFFIX: &str = ".tmp";

/// After this time a temporary file belongs to no save under way, in this process or another.
const LONGEST_SAVE: Duration = Duration::from_secs(600);

/// Gives a file a second name, never one that is taken. Where the file system knows no second names, it is renamed.
fn link(from: &Path, to: &Path) -> io::Result<()> {
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
struct Temporary {
    path: PathBuf,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After a rename nothing is there any more; and on an error there is one already to tell of.
        fs::remove_file(&self.path).unwrap_or_default();
    }
}

impl Temporary {
    fn write(
        disk: &Disk,
        target: &Path,
        text: &[u8],
        permissions: Option<Permissions>,
    ) -> Result<(Self, Stamp), FileFault> {
        let (temporary, file) = Self::open(disk, target)?;
        if let Some(permissions) = permissions {
            disk.attempt(target, Attempt::CreateTemporary, || file.set_permissions(permissions))?;
        }
        disk.write(target, &file, text)?;
        disk.attempt(target, Attempt::Sync, || file.sync_all())?;
        let stamp = disk.attempt(target, Attempt::Inspect, || file.metadata())?;
        Ok((temporary, Stamp::from(&stamp)))
    }

    fn open(disk: &Disk, target: &Path) -> Result<(Self, File), FileFault> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        loop {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let path = target.with_file_name(format!("{PREFIX}{}-{number}{SUFFIX}", std::process::id()));
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
