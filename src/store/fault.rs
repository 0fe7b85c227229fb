//! The failure of one step of the file system: which step, on which file, and why. Knows no disk and no assessment.

use std::{
    fmt,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use crate::system::SystemError;

/// A failed operation of the file system.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot {attempt} {}: {}", path.display(), self.cause())]
pub struct FileSystemFault {
    /// The file or folder of the operation.
    pub path: PathBuf,
    /// The step that failed.
    pub attempt: Attempt,
    /// The kind of the failure.
    pub kind: ErrorKind,
    /// The error number of the system. `None` if the program itself refused the step.
    pub number: Option<i32>,
}

impl FileSystemFault {
    /// The failure of `attempt` on `path` with the system's `error`. If a folder refuses to add or remove a
    /// name, the failure is the folder's.
    pub fn new(path: &Path, attempt: Attempt, error: &io::Error) -> Self {
        let SystemError { kind, number } = error.into();
        let fault = Self { path: path.to_owned(), attempt, kind, number };
        if attempt.changes_a_folder() { fault.or_of_the_folder(path) } else { fault }
    }

    /// The same failure at the folder of `other`, if it was not permitted and that folder cannot be changed.
    #[must_use]
    pub(super) fn or_of_the_folder(self, other: &Path) -> Self {
        let folder = other.ancestors().skip(1).find(|folder| folder.exists());
        match folder.filter(|folder| self.kind == ErrorKind::PermissionDenied && is_locked(folder)) {
            Some(folder) => Self { path: folder.to_owned(), ..self },
            None => self,
        }
    }

    /// The same failure of a change that was taken back after it, so that nothing of it is left.
    #[must_use]
    pub(super) fn taken_back(self) -> Self {
        match self.attempt {
            Attempt::SyncFolder => Self { attempt: Attempt::Sync, ..self },
            _ => self,
        }
    }

    /// The kind and number, as the system reports them.
    pub fn cause(&self) -> SystemError {
        SystemError { kind: self.kind, number: self.number }
    }
}

/// A step of reading or writing files, for error messages and for tests that let a certain step fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Attempt {
    /// Reading a file's metadata or the target of a link.
    Inspect,
    /// Reading the file.
    Read,
    /// Listing a folder.
    List,
    /// Creating a folder.
    CreateFolder,
    /// Creating the temporary file next to the file.
    CreateTemporary,
    /// Writing the temporary file.
    Write,
    /// Waiting until the temporary file is on the disk (`fsync`).
    Sync,
    /// Putting the temporary file in place of the file.
    Rename,
    /// Moving the file to another name.
    Move,
    /// Waiting until the new name is on the disk. The file already holds the whole new text then.
    SyncFolder,
    /// Copying the file.
    Copy,
    /// Removing the file.
    Remove,
    /// Taking the lock of an assessment.
    Lock,
}

impl Attempt {
    /// Whether the step adds a name to the folder of its file, or takes one away.
    fn changes_a_folder(self) -> bool {
        matches!(self, Self::CreateFolder | Self::CreateTemporary | Self::Rename | Self::Move | Self::Remove)
    }
}

/// Whether the permissions of a folder keep this user from changing it.
#[cfg(unix)]
fn is_locked(folder: &Path) -> bool {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK | Access::EXEC_OK).is_err()
}

#[cfg(not(unix))]
fn is_locked(_: &Path) -> bool {
    false
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
            Self::Move => "move",
            Self::Copy => "copy",
            Self::Remove => "remove",
            Self::Lock => "lock",
        })
    }
}

/// Turns an [`io::Error`] into a fault that names the step and the path.
pub(crate) fn fault(path: &Path, attempt: Attempt) -> impl FnOnce(io::Error) -> FileSystemFault {
    move |error| FileSystemFault::new(path, attempt, &error)
}
