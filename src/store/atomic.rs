//! Files that are whole at every moment: the old text or the new one, whatever fails in between.

use std::{
    fmt,
    fs::{self, File, OpenOptions, Permissions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime},
};

/// Something that a file system would not do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot {attempt} {}: {kind}", path.display())]
pub struct FileFault {
    /// The file or folder it was about.
    pub path: PathBuf,
    /// What was tried.
    pub attempt: Attempt,
    /// Why it failed.
    pub kind: ErrorKind,
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
        })
    }
}

/// Names an `io::Error` by what was tried on which path.
pub(crate) fn fault(path: &Path, attempt: Attempt) -> impl FnOnce(io::Error) -> FileFault {
    move |error| FileFault { path: path.to_owned(), attempt, kind: error.kind() }
}

/// Puts `text` in the place of what `path` held, or in a new file that its owner alone may read.
///
/// A symbolic link stays and its target is replaced; permissions stay. A file that is not to be written to is refused
/// although its folder would allow it. On an error the old text is there, with one exception: after
/// [`Attempt::SyncFolder`] the new one is, though a power cut could still bring the old one back.
pub fn replace(path: &Path, text: impl AsRef<[u8]>) -> Result<(), FileFault> {
    let (target, permissions) = inspect(path)?;
    let temporary = Temporary::write(&target, text.as_ref(), permissions)?;
    fs::rename(&temporary.path, &target).map_err(fault(&target, Attempt::Rename))?;
    sync_folder_of(&target)
}

/// Writes `text` to a new file that its owner alone may read; [`ErrorKind::AlreadyExists`] if there is one.
pub fn create(path: &Path, text: impl AsRef<[u8]>) -> Result<(), FileFault> {
    let temporary = Temporary::write(path, text.as_ref(), None)?;
    link(&temporary.path, path).map_err(fault(path, Attempt::Rename))?;
    sync_folder_of(path)
}

/// Moves a file to a path where nothing is; [`ErrorKind::AlreadyExists`] if something is.
///
/// Of a symbolic link that goes to another folder, the text moves and the link's target stays.
pub fn move_to_free(from: &Path, to: &Path) -> Result<(), FileFault> {
    let is_link = from.symlink_metadata().map_err(fault(from, Attempt::Inspect))?.is_symlink();
    let linked = if is_link && from.parent() != to.parent() {
        Err(ErrorKind::CrossesDevices.into())
    } else {
        link(from, to)
    };
    match linked {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            let text = fs::read(from).map_err(fault(from, Attempt::Copy))?;
            create(to, text)?;
        }
        other => other.map_err(fault(to, Attempt::Rename))?,
    }
    sync_folder_of(to)?;
    match fs::remove_file(from) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(fault(from, Attempt::Remove)(error)),
        _ => sync_folder_of(from),
    }
}

/// Creates a folder, and those above it, for the owner alone. One that is there is left as it is.
pub fn create_folder(path: &Path) -> Result<(), FileFault> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(fault(path, Attempt::CreateFolder))
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

/// The file behind `path` with its permissions, or `path` itself if nothing is there.
fn inspect(path: &Path) -> Result<(PathBuf, Option<Permissions>), FileFault> {
    let inspected = |error| fault(path, Attempt::Inspect)(error);
    match path.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((path.to_owned(), None)),
        Err(error) => return Err(inspected(error)),
        Ok(_) => {}
    }
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

/// Makes the names in a file's folder last through a power cut, where the system can.
fn sync_folder_of(path: &Path) -> Result<(), FileFault> {
    let Some(folder) = path.parent().filter(|_| cfg!(unix)) else { return Ok(()) };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Network file systems refuse to sync a folder.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        other => other.map_err(fault(path, Attempt::SyncFolder)),
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
    fn write(target: &Path, text: &[u8], permissions: Option<Permissions>) -> Result<Self, FileFault> {
        let (temporary, mut file) = Self::open(target)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions).map_err(fault(target, Attempt::CreateTemporary))?;
        }
        file.write_all(text).map_err(fault(target, Attempt::Write))?;
        file.sync_all().map_err(fault(target, Attempt::Sync))?;
        Ok(temporary)
    }

    fn open(target: &Path) -> Result<(Self, File), FileFault> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        loop {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let path = target.with_file_name(format!("{PREFIX}{}-{number}{SUFFIX}", std::process::id()));
            match options.open(&path) {
                // Left by a process that had our number and was killed.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                outcome => {
                    let file = outcome.map_err(fault(target, Attempt::CreateTemporary))?;
                    return Ok((Self { path }, file));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
