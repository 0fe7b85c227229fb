//! Putting a text in the place of the one that was seen there last, and of no other; moving files without a moment in
//! which they have two names or none.

use std::{fs, io, io::ErrorKind, path::Path};

use super::{
    Attempt, Disk, FileSystemFault,
    atomic::{PREFIX, Temporary, link},
    links,
};
use crate::yaml::{self, Links};

/// How an exchange ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exchanged {
    /// The text is in place.
    Done,
    /// Another program wrote the file meanwhile. What it wrote is in place.
    Changed,
}

/// How often a file is put back that was written during the exchange, before the exchange is given up.
const MOST_RETURNS: u32 = 8;

impl Disk {
    /// Puts `text` in the place of a file that holds `expected`. If the file holds something else, before or after the
    /// wait for the disk or at the moment of the exchange, that stays.
    ///
    /// Permissions stay, and a link stays a link. After an error with [`Attempt::SyncFolder`] the text is in place, although
    /// a power cut could undo that.
    pub(super) fn exchange(
        &self,
        path: &Path,
        expected: &[u8],
        text: &[u8],
    ) -> Result<Exchanged, FileSystemFault> {
        let (target, permissions) = self.inspect(path)?;
        let temporary = Temporary::write(self, &target, text, permissions)?;
        if !holds(&target, expected) {
            return Ok(Exchanged::Changed);
        }
        self.attempt(&target, Attempt::Rename, || swap(&temporary.path, &target))?;
        if holds(&temporary.path, expected) {
            drop(temporary);
            self.sync_folder_of(&target)?;
            return Ok(Exchanged::Done);
        }
        self.give_back(temporary, &target, text)
    }

    /// Puts back what another program wrote between the last look and the exchange. If it cannot be put back, it stays
    /// in the temporary file, which goes to the backups when the folder is swept.
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
            if holds(&temporary.path, text) {
                drop(temporary);
                self.sync_folder_of(target)?;
                return Ok(Exchanged::Changed);
            }
        }
        temporary.leave();
        Ok(Exchanged::Changed)
    }

    /// Moves whatever `from` is to a path where nothing is, a link as a link; [`ErrorKind::AlreadyExists`] if something
    /// is there.
    pub(super) fn move_to_free(&self, from: &Path, to: &Path) -> Result<(), FileSystemFault> {
        match self.attempt(to, Attempt::Rename, || rename_to_free(from, to)) {
            Err(fault) if fault.kind == ErrorKind::CrossesDevices => self.carry_to_free(from, to)?,
            moved => moved?,
        }
        self.sync_folder_of(to)?;
        if from.parent() == to.parent() { Ok(()) } else { self.sync_folder_of(from) }
    }

    /// Moves a file or a link to another file system: a copy is made there before the file goes here.
    fn carry_to_free(&self, from: &Path, to: &Path) -> Result<(), FileSystemFault> {
        let kind = self.attempt(from, Attempt::Inspect, || from.symlink_metadata())?.file_type();
        if kind.is_symlink() {
            self.attempt(to, Attempt::Copy, || links::copy(from, to))?;
        } else if kind.is_file() {
            let (temporary, mut file) = Temporary::open(self, to)?;
            self.attempt(from, Attempt::Copy, || io::copy(&mut fs::File::open(from)?, &mut file))?;
            self.attempt(to, Attempt::Sync, || file.sync_all())?;
            self.attempt(to, Attempt::Rename, || link(&temporary.path, to))?;
        } else {
            return Err(super::atomic::fault(from, Attempt::Copy)(ErrorKind::CrossesDevices.into()));
        }
        self.attempt(from, Attempt::Remove, || fs::remove_file(from))
    }
}

/// Whether `path` is a file with these bytes.
pub(super) fn holds(path: &Path, bytes: &[u8]) -> bool {
    yaml::read_bytes(path, bytes.len(), Links::Followed).is_ok_and(|found| found == bytes)
}

/// Exchanges two files.
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    match rename_with(one, other, rustix::fs::RenameFlags::EXCHANGE) {
        Err(error) if is_unsupported(&error) => {}
        done => return done,
    }
    swap_by_hand(one, other)
}

/// The same where the system cannot do it in one step: `one` takes the place of `other`, which keeps a second name until
/// it has the name of `one`.
fn swap_by_hand(one: &Path, other: &Path) -> io::Result<()> {
    // Named so that it is swept like any other if the program is killed here.
    let name = one.file_name().unwrap_or_default().to_string_lossy();
    let side = one.with_file_name(name.replacen(PREFIX, &format!("{PREFIX}old-"), 1));
    fs::hard_link(other, &side).or_else(|_| fs::copy(other, &side).map(drop))?;
    let moved = fs::rename(one, other);
    if moved.is_err() {
        fs::remove_file(&side).unwrap_or_default();
    }
    moved.and_then(|()| fs::rename(&side, one))
}

/// Renames `from`, if nothing has the name `to`.
fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    match rename_with(from, to, rustix::fs::RenameFlags::NOREPLACE) {
        Err(error) if is_unsupported(&error) => {}
        done => return done,
    }
    link(from, to)?;
    match fs::remove_file(from) {
        // Where there are no second names, `link` has renamed it.
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_with(from: &Path, to: &Path, flags: rustix::fs::RenameFlags) -> io::Result<()> {
    use rustix::fs::{CWD, renameat_with};
    Ok(renameat_with(CWD, from, CWD, to, flags)?)
}

/// Whether a file system, or an old kernel, does not know how to rename in this way.
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
    fn a_text_takes_the_place_of_the_one_that_was_seen_and_of_no_other() {
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
    fn what_others_write_during_the_exchange_goes_back_to_its_place() {
        let folder = folder(&[("a", "ours"), (".mizan-1-1.tmp", "theirs")]);
        let (target, temporary) = (folder.path().join("a"), folder.path().join(".mizan-1-1.tmp"));
        let outcome = Disk::default().give_back(Temporary { path: temporary }, &target, b"ours");
        assert_eq!((outcome, texts(folder.path())), (Ok(Exchanged::Changed), named(&[("a", "theirs")])));
    }

    #[test]
    fn what_cannot_go_back_stays_in_the_temporary_file() {
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
    fn a_file_and_a_link_are_carried_to_another_file_system_whole() {
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
