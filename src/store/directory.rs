//! The folder of assessments: listing, creating, deleting and locking files. Which file has a name is decided in
//! `names`.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
    time::SystemTime,
};

use jiff::Timestamp;

use crate::{
    clock,
    model::{Assessment, Pack},
    paths::Paths,
};

use super::{
    Attempt, Disk, FileSystemFault, FolderEntry, FolderFile, Holder, Lock, OpenFile, Patience, Refusal,
    StoreError, atomic,
    backups::Backups,
    display_name, file,
    folder::{self, stem},
    links, listing, lock, look, open_file, slug,
};

/// Between the name of a file in the bin and the number of a second one of that name. No file name that is made from a
/// display name contains it, so it tells `water~2`, the second `water`, from the file `water-2`.
pub(super) const BIN_MARK: char = '~';

/// The assessments of one user, with the bin, the backups and the locks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    config: PathBuf,
    pub(super) assessments: PathBuf,
    pub(super) bin: PathBuf,
    backups: PathBuf,
    locks: PathBuf,
    pub(super) renames: PathBuf,
    pub(super) disk: Disk,
}

/// An open assessment that this program may write.
#[derive(Debug)]
pub struct Writer {
    /// Its file.
    pub open_file: OpenFile,
    /// Its contents.
    pub assessment: Assessment,
    /// Keeps other programs from writing the file.
    pub lock: Lock,
}

/// Where an assessment that could not be saved was put instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetAside {
    /// Among its backups, in this file.
    Backup(PathBuf),
    /// In this file outside the config folder.
    File(PathBuf),
}

impl Store {
    /// Opens the store at `paths` and [cleans it up](Store::clean_up). Creates no folder.
    pub fn open(paths: &Paths) -> Self {
        let store = Self::on(Disk::default(), paths);
        store.clean_up();
        store
    }

    /// The store at `paths`, on a given disk. Touches no file: [`Store::clean_up`] has to come before anything else.
    pub fn on(disk: Disk, paths: &Paths) -> Self {
        Self {
            config: paths.config.clone(),
            assessments: paths.assessments(),
            bin: paths.bin(),
            backups: paths.backups(),
            locks: paths.locks(),
            renames: paths.renames(),
            disk,
        }
    }

    /// Cleans up after a program that was killed: removes temporary files and finishes renames. It lists the folder of
    /// assessments, so a screen leaves it to another thread.
    pub fn clean_up(&self) {
        self.remove_leftovers();
        self.finish_renames();
    }

    /// The longer part of [`Store::clean_up`]: removes temporary files. A list of assessments does not depend on it.
    pub fn remove_leftovers(&self) {
        atomic::sweep(&self.config, clock::system());
        self.sweep(clock::system());
    }

    /// Every file that may be an assessment, the last changed first. None of them is read, so this costs little even in a
    /// folder of thousands.
    pub fn entries(&self) -> Result<Vec<FolderEntry>, FileSystemFault> {
        listing::entries(&self.assessments)
    }

    /// Every assessment with its contents, the last changed first. Unreadable files are included with the reason. Holds all
    /// of them in memory; [`Store::entries`] and a [`FolderReader`](super::FolderReader) read one after the other.
    pub fn list(&self) -> Result<Vec<FolderFile>, FileSystemFault> {
        listing::list(&self.assessments)
    }

    /// Every deleted assessment, the last changed first. Deleting does not change a file's modification time.
    pub fn list_bin(&self) -> Result<Vec<FolderFile>, FileSystemFault> {
        listing::list(&self.bin)
    }

    /// Reads the assessment with this name, which is resolved as by [`Store::find`]. Needs no lock.
    pub fn load(&self, name: &str) -> Result<(OpenFile, Assessment), StoreError> {
        self.read(&self.find_file(name)?)
    }

    /// Locks and reads the assessment with this name. Fails with [`StoreError::HeldBy`] if another program has the
    /// lock.
    pub fn open_for_writing(&self, name: &str, holder: &Holder) -> Result<Writer, StoreError> {
        loop {
            let path = self.find_file(name)?;
            let lock = self.right_to_write(&path, holder, Patience::FOR_COMMANDS)?;
            match self.read(&path) {
                // The file was renamed or deleted while we waited for its lock, so the name is resolved again.
                Err(StoreError::File(fault)) if fault.kind == ErrorKind::NotFound => {}
                read => return read.map(|(open_file, assessment)| Writer { open_file, assessment, lock }),
            }
        }
    }

    /// The lock for writing the file `path`. Refuses a link out of the folder, because such a file is only read.
    pub fn right_to_write(
        &self,
        path: &Path,
        holder: &Holder,
        patience: Patience,
    ) -> Result<Lock, StoreError> {
        links::refuse_outside(path)?;
        self.lock(path, holder, patience)
    }

    /// Takes the lock of the file `path`, readable or not. Fails with [`StoreError::HeldBy`] if another program has it.
    /// A link within the folder shares the lock of its target.
    pub fn lock(&self, path: &Path, holder: &Holder, patience: Patience) -> Result<Lock, StoreError> {
        let target = path.read_link().ok().filter(|_| links::leads_out(path).is_none());
        let target = target.and_then(|_| path.canonicalize().ok());
        let locked = stem(target.as_deref().unwrap_or(path));
        self.disk.create_folder(&self.locks)?;
        Lock::take(&self.disk, &lock::path_of(&self.locks, &locked), path, holder, patience)
    }

    /// Locks the set of names, so that no other program takes a name between the check and the use of it.
    pub(super) fn lock_names(&self, command: &str) -> Result<Lock, StoreError> {
        self.disk.create_folder(&self.locks)?;
        let holder = Holder::this_process(command, clock::now());
        // No assessment's file begins with a dot, so this lock file belongs to none.
        let file = lock::path_of(&self.locks, ".names");
        Lock::take(&self.disk, &file, &self.assessments, &holder, Patience::FOR_COMMANDS)
    }

    /// Whether a file at this path, existing or not, would be in the folder of assessments.
    pub fn is_within(&self, path: &Path) -> bool {
        let folder = path.canonicalize().ok().and_then(|file| file.parent().map(Path::to_owned));
        let folder = folder.or_else(|| path.parent().and_then(|folder| folder.canonicalize().ok()));
        folder.is_some() && folder == self.assessments.canonicalize().ok()
    }

    /// Whether an existing file is in the folder of assessments, and therefore has a lock and backups.
    pub fn holds(&self, path: &Path) -> bool {
        let Ok(file) = path.canonicalize() else { return false };
        folder::is_assessment(&file)
            && self.assessments.canonicalize().is_ok_and(|folder| file.parent() == Some(&folder))
    }

    /// Creates the file of a new assessment. Returns the assessment with its normalised name. Fails with
    /// [`StoreError::NameTaken`] or [`StoreError::NameShowsNothing`].
    pub fn create(
        &self,
        mut assessment: Assessment,
        pack: &Pack,
    ) -> Result<(OpenFile, Assessment), StoreError> {
        assessment.identity.name = display_name(&assessment.identity.name);
        let _names = self.lock_names("new")?;
        let path = self.free_path(&assessment.identity.name, None)?;
        self.disk.create_folder(&self.assessments)?;
        let backups = Some(self.backups_of(&path));
        let open_file = OpenFile::create(&self.disk, path, backups, &assessment, pack)?;
        Ok((open_file, assessment))
    }

    /// Moves the file `path` to the bin, readable or not, a link as a link, and returns its new path. Its backups are
    /// kept. The caller holds the lock of `path`.
    pub fn delete(&self, path: &Path) -> Result<PathBuf, StoreError> {
        self.disk.create_folder(&self.bin)?;
        let stem = stem(path);
        let mut copy = 1_u32;
        loop {
            let file =
                if copy == 1 { format!("{stem}.yaml") } else { format!("{stem}{BIN_MARK}{copy}.yaml") };
            let to = self.bin.join(file);
            match self.disk.move_to_free(path, &to) {
                Err(fault) if fault.kind == ErrorKind::AlreadyExists => copy += 1,
                // The file is in the bin; at worst a power cut undoes the move.
                Err(fault) if fault.attempt == Attempt::SyncFolder => return Ok(to),
                outcome => return Ok(outcome.map(|()| to)?),
            }
        }
    }

    /// Writes an assessment that could not be saved to the backups of `path`, or else to a new file in the first of the
    /// `refuges` that accepts one. Fails with the error of the backup if no folder does.
    pub fn set_aside(
        &self,
        path: &Path,
        assessment: &Assessment,
        pack: &Pack,
        refuges: &[PathBuf],
        now: Timestamp,
    ) -> Result<SetAside, StoreError> {
        let text = open_file::text_to_keep(path, assessment, pack)?;
        let fault = match self.backups_of(path).set_aside(text.as_bytes(), now) {
            Ok(file) => return Ok(SetAside::Backup(file)),
            Err(fault) => fault,
        };
        for refuge in refuges {
            let file = refuge.join(format!("mizan-{}-{}.yaml", stem(path), now.as_second()));
            let written = self.disk.create_folder(refuge).is_ok() && atomic::create(&file, &text).is_ok();
            if written {
                return Ok(SetAside::File(file));
            }
        }
        Err(fault.into())
    }

    /// Reads the assessment in the file `path`, which gets backups when it is saved.
    pub fn read(&self, path: &Path) -> Result<(OpenFile, Assessment), StoreError> {
        OpenFile::open_on(&self.disk, path, Some(self.backups_of(path)))
    }

    /// The backups of the assessment in the file `path`.
    pub(super) fn backups_of(&self, path: &Path) -> Backups {
        Backups::of(&self.backups, &stem(path), &self.disk)
    }

    /// The stem of the file, deleted or not, that has backups and a name that looks like this one. An earlier file with
    /// another spelling of the name has its backups under that.
    pub(super) fn kept_stem(&self, name: &str) -> Option<String> {
        let wanted = look(name);
        let folders = folder::directory_entries(&self.backups).ok()?.flatten();
        let mut stems: Vec<String> = folders
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|stem| look(stem) == wanted)
            .collect();
        stems.sort_unstable();
        stems.into_iter().next()
    }

    pub(super) fn move_to_free(&self, from: &Path, to: &Path, name: &str) -> Result<(), StoreError> {
        self.disk.move_to_free(from, to).map_err(|fault| match fault.kind {
            ErrorKind::AlreadyExists => StoreError::NameTaken { name: name.to_owned(), path: to.to_owned() },
            _ => fault.into(),
        })
    }

    pub(super) fn path_of(&self, slug: &str) -> PathBuf {
        self.assessments.join(format!("{slug}.yaml"))
    }

    /// The path for an assessment with this name. Fails with [`StoreError::NameTaken`] if another file than `own` has
    /// this name or a similar-looking one.
    pub(super) fn free_path(&self, name: &str, own: Option<&Path>) -> Result<PathBuf, StoreError> {
        let Some(wanted) = slug(name) else {
            return Err(StoreError::NameShowsNothing { name: name.to_owned() });
        };
        match self.other_of_name(name, own)? {
            Some(path) => Err(StoreError::NameTaken { name: name.to_owned(), path }),
            None => Ok(self.path_of(&wanted)),
        }
    }

    /// Removes old temporary files after a kill. A complete text, or one of another program, is moved to the backups
    /// first and stays if that fails; half a text of ours is removed.
    pub(super) fn sweep(&self, now: SystemTime) {
        let may_go = |path: &Path, stem: Option<&str>, moved: SystemTime| {
            let Ok(bytes) = open_file::read_bytes(&self.disk, path) else { return false };
            let outcome = std::str::from_utf8(&bytes).map(file::read);
            if bytes.is_empty() || matches!(outcome, Ok(Err(Refusal::CutOff { .. }))) {
                return true;
            }
            let named = || slug(&outcome.ok()?.ok()?.identity.name);
            let Some(stem) = stem.map(str::to_owned).or_else(named) else { return false };
            let taken = Timestamp::try_from(moved).unwrap_or_else(|_| clock::now());
            self.backups_of(Path::new(&stem)).set_aside(&bytes, taken).is_ok()
        };
        atomic::sweep_if(&self.assessments, now, &may_go);
        atomic::sweep(&self.bin, now);
        atomic::sweep(&self.renames, now);
    }
}

#[cfg(test)]
mod tests;
