//! Atomic writing of files: after any failure the file holds either the old text or the new one. Knows paths and bytes
//! only, not what a file means.

use std::{
    ffi::OsStr,
    fs::{self, File, OpenOptions, Permissions},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime},
};

use super::disk::Disk;
use super::fault::{Attempt, FileSystemFault, fault};

/// Replaces the contents of `path` with `text`, or creates the file readable for its owner alone.
///
/// A symbolic link is kept and its target is replaced; permissions are kept. A read-only file is refused, although a
/// writable folder would allow the rename. After an error the old text is still there, with one exception: after
/// [`Attempt::SyncFolder`] the new text is in place, but a power cut could bring the old one back.
pub fn replace(path: &Path, text: impl AsRef<[u8]>) -> Result<(), FileSystemFault> {
    Disk::default().replace(path, text.as_ref())
}

/// Writes `text` to a new file, readable for its owner alone. Fails with [`ErrorKind::AlreadyExists`] if the file
/// exists.
pub fn create(path: &Path, text: impl AsRef<[u8]>) -> Result<(), FileSystemFault> {
    Disk::default().create(path, text.as_ref())
}

/// The target of the symbolic link at `path` if it is outside `folder`, because [`replace`] would write there.
///
/// `None` for a link within the folder and for every other file. A link on the way to the folder itself does not count.
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
        // The target does not exist yet, but its folder may: [`replace`] would create a file there.
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

/// Creates a folder and its parents, accessible for the owner alone. An existing folder keeps its permissions.
pub fn create_folder(path: &Path) -> Result<(), FileSystemFault> {
    Disk::default().create_folder(path)
}

impl Disk {
    /// See [`replace`].
    fn replace(&self, path: &Path, text: &[u8]) -> Result<(), FileSystemFault> {
        let (target, permissions) = self.inspect(path)?;
        let temporary = Temporary::write(self, &target, text, permissions)?;
        self.attempt(&target, Attempt::Rename, || fs::rename(&temporary.path, &target))?;
        self.sync_folder_of(&target)
    }

    /// See [`create`]. If the new name cannot be secured on the disk, the file is removed again: a second attempt would
    /// otherwise fail with [`ErrorKind::AlreadyExists`]. The fault is then at [`Attempt::Sync`], because nothing is left.
    pub(super) fn create(&self, path: &Path, text: &[u8]) -> Result<(), FileSystemFault> {
        let temporary = Temporary::write(self, path, text, None)?;
        // Not a plain rename, which would replace a file that another program has just created.
        self.attempt(path, Attempt::Rename, || link(&temporary.path, path))?;
        self.sync_folder_of(path).map_err(|fault| match fs::remove_file(path) {
            Ok(()) => fault.taken_back(),
            Err(_) => fault,
        })
    }

    /// See [`create_folder`].
    pub(super) fn create_folder(&self, path: &Path) -> Result<(), FileSystemFault> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        self.attempt(path, Attempt::CreateFolder, || builder.create(path))
    }

    /// The file that `path` leads to and its permissions, or `path` itself if there is no file. Refuses folders,
    /// devices and read-only files.
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
        // A rename would succeed in a writable folder, but this file was protected on purpose.
        if metadata.permissions().readonly() {
            return Err(fault(path, Attempt::Write)(ErrorKind::PermissionDenied.into()));
        }
        Ok((target, Some(metadata.permissions())))
    }

    /// Syncs the folder of `path`, so that a new name survives a power cut. Does nothing on Windows, which cannot sync
    /// folders.
    pub(super) fn sync_folder_of(&self, path: &Path) -> Result<(), FileSystemFault> {
        let Some(folder) = path.parent().filter(|_| cfg!(unix)) else { return Ok(()) };
        // A bare file name has an empty parent, which cannot be opened.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        match self.attempt(path, Attempt::SyncFolder, || File::open(folder)?.sync_all()) {
            // Network file systems refuse to sync a folder.
            Err(error) if matches!(error.kind, ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
            other => other,
        }
    }
}

/// Removes temporary files in `folder` that an interrupted save left: those too old at `now` to belong to a save under way.
///
/// Errors are ignored, because a leftover file does no harm and the next sweep tries again.
pub fn sweep(folder: &Path, now: SystemTime) {
    sweep_if(folder, now, &|_, _, _| true);
}

/// Like [`sweep`], but asks `may_go` first. It is given the path, the stem of the file that was being written, and the
/// time of the last move.
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

/// When a file got its name or its contents, whichever is later. The time of the contents is not enough: a file swapped
/// into the temporary name keeps its old modification time.
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

/// Stems longer than this, in bytes, are left out of the name of the temporary file, to stay below the file system's
/// limit.
const LONGEST_STEM: usize = 150;

/// No save takes longer, so that an older temporary file belongs to no save under way, in this process or another.
const LONGEST_SAVE: Duration = Duration::from_secs(600);

/// Gives a file a second name, but never one that is taken. Renames it where the file system has no hard links.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Err(error) if !matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::CrossesDevices) => {
            // The file system may have refused because it has no hard links, so the name is checked here.
            match to.symlink_metadata() {
                Ok(_) => Err(ErrorKind::AlreadyExists.into()),
                Err(_) => fs::rename(from, to),
            }
        }
        other => other,
    }
}

/// A temporary file next to its target. Dropping it removes it.
pub(super) struct Temporary {
    pub(super) path: PathBuf,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After a rename there is no file any more, and after an error that error is the one to report.
        fs::remove_file(&self.path).unwrap_or_default();
    }
}

impl Temporary {
    /// Keeps the file on the disk.
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
        // The text must not be readable for others, not even before the permissions are set.
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let stem = target.file_stem().and_then(OsStr::to_str).filter(|stem| stem.len() <= LONGEST_STEM);
        let stem = stem.map(|stem| format!(".{stem}")).unwrap_or_default();
        loop {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let name = format!("{PREFIX}{}-{number}{stem}{SUFFIX}", std::process::id());
            let path = target.with_file_name(name);
            match disk.attempt(target, Attempt::CreateTemporary, || options.open(&path)) {
                // Left by a killed process that had the same process number.
                Err(error) if error.kind == ErrorKind::AlreadyExists => {}
                outcome => return outcome.map(|file| (Self { path }, file)),
            }
        }
    }
}

#[cfg(test)]
mod tests;
