//! One writer for each assessment: an operating system lock on a file in the folder of locks. It ends with its process,
//! so no stale lock ever has to be broken.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, ErrorKind, Seek, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use crate::yaml::{self, Limits};

use super::{Attempt, Disk, Holder, StoreError, fault::fault};

/// How long to wait for a lock that another command holds. A lock of the full screen is refused at once, because it
/// does not end by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience(Duration);

impl Patience {
    /// Do not wait.
    pub const NONE: Self = Self(Duration::ZERO);
    /// Two seconds, longer than any command takes.
    pub const FOR_COMMANDS: Self = Self(Duration::from_secs(2));
}

/// The time between two attempts to take a lock.
const BETWEEN_ATTEMPTS: Duration = Duration::from_millis(10);

/// The command that holds a lock for as long as its user works.
pub const FULL_SCREEN: &str = "open";

/// The right to write one assessment, until it is dropped or its process ends, in whatever way. Can be sent to another
/// thread.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The text only names the holder, and the lock of the system counts, so an error does not matter.
        self.file.set_len(0).unwrap_or_default();
        // Closing the file is not enough: a child process that is being started may have inherited it.
        self.file.unlock().unwrap_or_default();
    }
}

impl Lock {
    /// Takes the lock `file` for `assessment`, which is named in errors. Fails with [`StoreError::HeldBy`] if another
    /// program holds it longer than `patience`.
    ///
    /// The file itself is never removed, because another process could hold a lock on the file that has lost its name.
    /// On file systems without locks, every process gets one.
    pub(super) fn take(
        disk: &Disk,
        file: &Path,
        assessment: &Path,
        holder: &Holder,
        patience: Patience,
    ) -> Result<Self, StoreError> {
        let begun = Instant::now();
        let mut open = disk.attempt(file, Attempt::Lock, || open(file))?;
        loop {
            match open.try_lock() {
                Err(TryLockError::WouldBlock) => {
                    let other = read(&mut open).map(Box::new);
                    // An unreadable holder may be a command that has not written its name yet.
                    let is_command = other.as_ref().is_none_or(|other| other.command != FULL_SCREEN);
                    if !is_command || begun.elapsed() >= patience.0 {
                        return Err(StoreError::HeldBy { path: assessment.to_owned(), holder: other });
                    }
                    thread::sleep(BETWEEN_ATTEMPTS);
                }
                Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => {
                    return Err(fault(file, Attempt::Lock)(error).into());
                }
                _ => break,
            }
        }
        // The holder is only for messages: saving must work even if the disk has no room for it.
        write(&open, holder).unwrap_or_default();
        Ok(Self { file: open })
    }
}

/// Opens an ordinary file. Refuses links, which could lead to a file of the user, and never blocks on a pipe.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    // Not truncated: until the lock is taken, the text belongs to another holder.
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

/// The holder; `None` if the file has no readable one, or is locked against reading.
fn read(file: &mut File) -> Option<Holder> {
    file.rewind().ok()?;
    let text = String::from_utf8(yaml::read_opened(file, Limits::SMALL.bytes).ok()?).ok()?;
    yaml::parse(&text, Limits::SMALL).ok()
}

/// The lock file of the assessment whose file is called `stem`.
pub(super) fn path_of(folder: &Path, stem: &str) -> PathBuf {
    folder.join(format!("{stem}.lock"))
}

#[cfg(test)]
mod tests;
