//! One writer for each assessment: a lock of the operating system on a file beside them, which ends with its process.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, ErrorKind, Read, Seek, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::yaml::{self, Limits};

use super::{Attempt, Disk, FileFault, StoreError};

/// Who writes an assessment, for the message that another program shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The user's name, where the system says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The computer's name, where the system says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// The process's number.
    pub process: u32,
    /// The command: `open`, `answer`.
    pub command: String,
    /// Since when.
    pub since: Timestamp,
}

impl Holder {
    /// This process, which does `command` from `now` on.
    pub fn this_process(command: &str, now: Timestamp) -> Self {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            user: ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(variable),
            host: host(),
            process: std::process::id(),
            command: command.to_owned(),
            since: now,
        }
    }
}

#[cfg(unix)]
fn host() -> Option<String> {
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    Some(name).filter(|name| !name.is_empty())
}

#[cfg(not(unix))]
fn host() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}

/// The right to write one assessment, until it is dropped or its process ends, however it ends. It can go to another
/// thread.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What is left says nothing to anybody: it is the system's lock that counts.
        self.file.set_len(0).unwrap_or_default();
        // Closing alone would leave it to a child that is being started at this moment.
        self.file.unlock().unwrap_or_default();
    }
}

impl Lock {
    /// Takes the lock `file` of the assessment `assessment`, at once or not at all.
    ///
    /// The file itself is never removed: somebody could hold a lock on one that has no name any more. Where the file
    /// system knows no locks, everybody gets one.
    pub(super) fn take(
        disk: &Disk,
        file: &Path,
        assessment: &Path,
        holder: &Holder,
    ) -> Result<Self, StoreError> {
        let mut open = disk.attempt(file, Attempt::Lock, || open(file))?;
        match open.try_lock() {
            Err(TryLockError::WouldBlock) => {
                let holder = read(&mut open).map(Box::new);
                return Err(StoreError::HeldBy { path: assessment.to_owned(), holder });
            }
            Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => {
                return Err(FileFault::new(file, Attempt::Lock, &error).into());
            }
            _ => {}
        }
        // Who holds it is a courtesy; the answer must be saved although the disk has no room for it.
        write(&open, holder).unwrap_or_default();
        Ok(Self { file: open })
    }
}

/// Opens an ordinary file and no link, without waiting for anything.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        options.mode(0o600).custom_flags(flags.bits().cast_signed());
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(ErrorKind::InvalidInput.into()) }
}

fn write(mut file: &File, holder: &Holder) -> io::Result<()> {
    let text = yaml::to_string(holder).map_err(io::Error::other)?;
    file.set_len(0)?;
    file.write_all(text.as_bytes())
}

/// Who holds it; nothing if they did not say, or the system keeps others from reading.
fn read(file: &mut File) -> Option<Holder> {
    let most = u64::try_from(Limits::SMALL.bytes).ok()?;
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(most).read_to_string(&mut text).ok()?;
    yaml::parse(&text, Limits::SMALL).ok()
}

/// The lock file of the assessment whose file is called `stem`, in the folder of locks.
pub(super) fn path_of(folder: &Path, stem: &str) -> PathBuf {
    folder.join(format!("{stem}.lock"))
}

#[cfg(test)]
mod tests;
