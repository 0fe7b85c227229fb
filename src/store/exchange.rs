//! Replacing a file only if it still holds the expected text, and moving files without a moment at which they have two
//! names or none. Knows bytes only, not what a file means.

use std::{fs, io, io::ErrorKind, path::Path};

use super::{
    Attempt, Disk, FileSystemFault,
    atomic::{PREFIX, Temporary, link},
    links,
};
use crate::yaml::{self, Links, ReadFault};

/// The outcome of an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exchanged {
    /// The new text is in place.
    Done,
    /// Another program changed the file in the meantime. Its text is in place.
    Changed,
}

/// How often a foreign write during the exchange is swapped back before giving up.
const MOST_RETURNS: u32 = 8;

impl Disk {
    /// Replaces a file that holds `expected` with `text`. If the file holds anything else, before or at the moment of
    /// the exchange, it keeps that.
    ///
    /// Permissions and links are kept. After an error at [`Attempt::SyncFolder`] the text is in place, but a power cut
    /// could undo that.
    pub(super) fn exchange(
        &self,
        path: &Path,
        expected: &[u8],
        text: &[u8],
    ) -> Result<Exchanged, FileSystemFault> {
        let (target, permissions) = self.inspect(path)?;
        let temporary = Temporary::write(self, &target, text, permissions)?;
        // Writing and syncing the temporary file takes long enough for another program to save.
        if !self.still_holds(&target, expected)? {
            return Ok(Exchanged::Changed);
        }
        self.attempt(&target, Attempt::Rename, || swap(&temporary.path, &target))?;
        // The temporary name has the replaced file now, so this shows what was really there.
        match self.still_holds(&temporary.path, expected) {
            Ok(true) => {
                drop(temporary);
                self.sync_folder_of(&target)?;
                Ok(Exchanged::Done)
            }
            Ok(false) => self.give_back(temporary, &target, text),
            Err(fault) => {
                self.give_back(temporary, &target, text)?;
                Err(FileSystemFault { path: target, ..fault })
            }
        }
    }

    /// Whether `path` is a file with exactly these bytes. Fails if it cannot be read, because then nobody knows.
    fn still_holds(&self, path: &Path, bytes: &[u8]) -> Result<bool, FileSystemFault> {
        let held = self.attempt(path, Attempt::Read, || {
            match yaml::read_bytes(path, bytes.len(), Links::Followed) {
                Ok(found) => Ok(found == bytes),
                Err(ReadFault::Io(error)) => Err(error),
                // A file that is longer holds something else.
                Err(ReadFault::Fault(_)) => Ok(false),
            }
        });
        match held {
            Err(fault)
                if matches!(
                    fault.kind,
                    ErrorKind::NotFound | ErrorKind::IsADirectory | ErrorKind::InvalidInput
                ) =>
            {
                Ok(false)
            }
            held => held,
        }
    }

    /// Swaps back what another program wrote between the last check and the exchange. If that fails, the text stays in
    /// the temporary file, and [`sweep_if`](super::atomic::sweep_if) moves it to the backups later.
    fn give_back(
        &self,
        temporary: Temporary,
        target: &Path,
        text: &[u8],
    ) -> Result<Exchanged, FileSystemFault> {
        for _ in 0..MOST_RETURNS {
            if let Err(fault) = self.attempt(target, Attempt::Rename, || swap(&temporary.path, target)) {
                temporary.leave();
                return Err(fault);
            }
            // Our own text is out again, unless the file was changed once more during this swap.
            if holds(&temporary.path, text) {
                drop(temporary);
                self.sync_folder_of(target)?;
                return Ok(Exchanged::Changed);
            }
        }
        temporary.leave();
        Ok(Exchanged::Changed)
    }

    /// Moves a file or a link (as a link) to a free path. Fails with [`ErrorKind::AlreadyExists`] if the path is taken.
    pub(super) fn move_to_free(&self, from: &Path, to: &Path) -> Result<(), FileSystemFault> {
        match self.attempt(from, Attempt::Move, || rename_to_free(from, to)) {
            Err(fault) if fault.kind == ErrorKind::CrossesDevices => self.carry_to_free(from, to)?,
            moved => moved.map_err(|fault| fault.or_of_the_folder(to))?,
        }
        self.sync_folder_of(to)?;
        if from.parent() == to.parent() { Ok(()) } else { self.sync_folder_of(from) }
    }

    /// Moves a file or a link to another file system. The copy is complete before the original is removed.
    fn carry_to_free(&self, from: &Path, to: &Path) -> Result<(), FileSystemFault> {
        let kind = self.attempt(from, Attempt::Inspect, || from.symlink_metadata())?.file_type();
        if kind.is_symlink() {
            self.attempt(to, Attempt::Copy, || links::copy(from, to))?;
        } else if kind.is_file() {
            let (temporary, mut file) = Temporary::open(self, to)?;
            self.attempt(from, Attempt::Copy, || io::copy(&mut fs::File::open(from)?, &mut file))?;
            self.attempt(to, Attempt::Sync, || file.sync_all())?;
            self.attempt(to, Attempt::Move, || link(&temporary.path, to))?;
        } else {
            return Err(super::fault::fault(from, Attempt::Copy)(ErrorKind::CrossesDevices.into()));
        }
        self.attempt(from, Attempt::Remove, || fs::remove_file(from))
    }
}

/// Whether `path` is a file with exactly these bytes. Unreadable files count as different.
pub(super) fn holds(path: &Path, bytes: &[u8]) -> bool {
    yaml::read_bytes(path, bytes.len(), Links::Followed).is_ok_and(|found| found == bytes)
}

/// Exchanges the contents of two names, in one step where the system can.
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    match rename_with(one, other, rustix::fs::RenameFlags::EXCHANGE) {
        Err(error) if is_unsupported(&error) => {}
        done => return done,
    }
    swap_by_hand(one, other)
}

/// The fallback of [`swap`]: `one` replaces `other`, which keeps a second name until it takes the name of `one`.
fn swap_by_hand(one: &Path, other: &Path) -> io::Result<()> {
    // The prefix makes [`sweep`](super::atomic::sweep) find this file if the program is killed here.
    let name = one.file_name().unwrap_or_default().to_string_lossy();
    let side = one.with_file_name(name.replacen(PREFIX, &format!("{PREFIX}old-"), 1));
    fs::hard_link(other, &side).or_else(|_| fs::copy(other, &side).map(drop))?;
    let moved = fs::rename(one, other);
    if moved.is_err() {
        fs::remove_file(&side).unwrap_or_default();
    }
    moved.and_then(|()| fs::rename(&side, one))
}

/// Renames `from` to `to`, unless `to` exists.
fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    match rename_with(from, to, rustix::fs::RenameFlags::NOREPLACE) {
        Err(error) if is_unsupported(&error) => {}
        done => return done,
    }
    link(from, to)?;
    match fs::remove_file(from) {
        // Without hard links, `link` has already renamed the file.
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_with(from: &Path, to: &Path, flags: rustix::fs::RenameFlags) -> io::Result<()> {
    use rustix::fs::{CWD, renameat_with};
    Ok(renameat_with(CWD, from, CWD, to, flags)?)
}

/// Whether the file system or the kernel lacks this kind of rename.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn is_unsupported(error: &io::Error) -> bool {
    use rustix::io::Errno;
    [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP]
        .iter()
        .any(|known| error.raw_os_error() == Some(known.raw_os_error()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    fn texts(folder: &Path) -> Vec<(String, String)> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut texts: Vec<_> = entries
            .map(|path| {
                (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
            })
            .collect();
        texts.sort();
        texts
    }

    fn named(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn an_exchange_replaces_only_the_expected_text() {
        let folder = folder(&[("a", "old")]);
        let path = folder.path().join("a");
        let exchange = |expected: &str, text: &str| {
            Disk::default().exchange(&path, expected.as_bytes(), text.as_bytes()).unwrap()
        };
        assert_eq!(exchange("old", "new"), Exchanged::Done);
        assert_eq!(exchange("old", "newer"), Exchanged::Changed);
        assert_eq!(texts(folder.path()), named(&[("a", "new")]));
        fs::remove_file(&path).unwrap();
        assert_eq!(exchange("new", "newer"), Exchanged::Changed);
        assert_eq!(texts(folder.path()), []);
    }

    #[test]
    fn a_file_that_cannot_be_read_again_is_not_said_to_be_changed() {
        let folder = folder(&[("a", "old")]);
        let path = folder.path().join("a");
        let disk = Disk::without(Attempt::Read, ErrorKind::Other);
        let fault = disk.exchange(&path, b"old", b"new").unwrap_err();
        assert_eq!((fault.attempt, fault.kind, &fault.path), (Attempt::Read, ErrorKind::Other, &path));
        assert_eq!(texts(folder.path()), named(&[("a", "old")]));
    }

    #[test]
    fn a_foreign_write_during_the_exchange_is_swapped_back() {
        let folder = folder(&[("a", "ours"), (".mizan-1-1.tmp", "theirs")]);
        let (target, temporary) = (folder.path().join("a"), folder.path().join(".mizan-1-1.tmp"));
        let outcome = Disk::default().give_back(Temporary { path: temporary }, &target, b"ours");
        assert_eq!((outcome, texts(folder.path())), (Ok(Exchanged::Changed), named(&[("a", "theirs")])));
    }

    #[test]
    fn a_foreign_write_that_cannot_be_swapped_back_stays_in_the_temporary_file() {
        let folder = folder(&[("a", "ours"), (".mizan-1-1.tmp", "theirs")]);
        let (target, temporary) = (folder.path().join("a"), folder.path().join(".mizan-1-1.tmp"));
        let disk = Disk::without(Attempt::Rename, ErrorKind::PermissionDenied);
        disk.give_back(Temporary { path: temporary }, &target, b"ours").unwrap_err();
        assert_eq!(texts(folder.path()), named(&[(".mizan-1-1.tmp", "theirs"), ("a", "ours")]));
    }

    #[test]
    fn two_files_are_exchanged_in_one_step_or_by_hand() {
        for exchange in [swap, swap_by_hand] {
            let folder = folder(&[(".mizan-1-1.b.tmp", "1"), ("b", "2")]);
            let [one, other] = [".mizan-1-1.b.tmp", "b"].map(|name| folder.path().join(name));
            exchange(&one, &other).unwrap();
            assert_eq!(texts(folder.path()), named(&[(".mizan-1-1.b.tmp", "2"), ("b", "1")]));
            fs::remove_file(&other).unwrap();
            assert!(exchange(&one, &other).is_err());
            assert_eq!(texts(folder.path()), named(&[(".mizan-1-1.b.tmp", "2")]));
        }
    }

    #[cfg(unix)]
    #[test]
    fn files_and_links_move_to_another_file_system_complete() {
        let folder = folder(&[("a", "text")]);
        let path = |name: &str| folder.path().join(name);
        std::os::unix::fs::symlink("a", path("link")).unwrap();
        Disk::default().carry_to_free(&path("link"), &path("moved")).unwrap();
        assert_eq!(fs::read_link(path("moved")).unwrap(), Path::new("a"));
        Disk::default().carry_to_free(&path("a"), &path("b")).unwrap();
        assert_eq!(fs::read_to_string(path("b")).unwrap(), "text");
        assert!(!path("link").is_symlink() && !path("a").exists());
        let taken = Disk::default().carry_to_free(&path("b"), &path("moved")).unwrap_err();
        assert_eq!((taken.kind, path("b").exists()), (ErrorKind::AlreadyExists, true));
    }
}
