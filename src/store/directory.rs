//! The folder of assessments: what is in it, and how a file comes and goes.

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
    Attempt, Disk, FileSystemFault, Holder, Lock, OpenFile, Patience, Refusal, StoreError, atomic,
    backups::Backups, display_name, file, links, listing, lock, names, open_file, slug,
};

/// The assessments of one user, those they deleted, and what they were before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    pub(super) assessments: PathBuf,
    pub(super) bin: PathBuf,
    backups: PathBuf,
    locks: PathBuf,
    pub(super) renames: PathBuf,
    pub(super) disk: Disk,
}

/// An assessment that nobody else writes as long as this is there.
#[derive(Debug)]
pub struct Writer {
    /// Its file.
    pub open_file: OpenFile,
    /// What it holds.
    pub assessment: Assessment,
    /// What keeps others away.
    pub lock: Lock,
}

/// Where an assessment lies that could not be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetAside {
    /// Among its backups, in this file.
    Backup(PathBuf),
    /// In this file.
    File(PathBuf),
}

/// A file in a folder of assessments, whatever is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct FolderFile {
    /// The display name; of a file that does not say it in its first lines, the file's name without `.yaml`.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// When it was last changed.
    pub modified: SystemTime,
    /// The assessment, or why it cannot be read: [`StoreError::Unreadable`] or [`StoreError::File`].
    pub outcome: Result<Assessment, StoreError>,
}

impl Store {
    /// The assessments at `paths`. Creates no folder; puts in order what a kill left half done.
    pub fn open(paths: &Paths) -> Self {
        Self::on(Disk::default(), paths)
    }

    /// The same on a certain disk.
    pub fn on(disk: Disk, paths: &Paths) -> Self {
        let store = Self {
            assessments: paths.assessments(),
            bin: paths.bin(),
            backups: paths.backups(),
            locks: paths.locks(),
            renames: paths.renames(),
            disk,
        };
        atomic::sweep(&paths.config, clock::system());
        store.sweep(clock::system());
        store.finish_renames();
        store
    }

    /// Every assessment, the last changed first. A file that cannot be read is in the list with the reason.
    pub fn list(&self) -> Result<Vec<FolderFile>, FileSystemFault> {
        listing::list(&self.assessments)
    }

    /// Every deleted assessment, the last changed first. Deleting changes nothing in a file, nor its date.
    pub fn list_bin(&self) -> Result<Vec<FolderFile>, FileSystemFault> {
        listing::list(&self.bin)
    }

    /// Reads the assessment of this name, found as [`Store::find`] does.
    pub fn load(&self, name: &str) -> Result<(OpenFile, Assessment), StoreError> {
        self.read(&self.find_file(name)?)
    }

    /// Reads the assessment of this name for a command that writes it, or reports who writes it already. Reading with
    /// [`Store::load`] is always possible.
    pub fn open_for_writing(&self, name: &str, holder: &Holder) -> Result<Writer, StoreError> {
        loop {
            let path = self.find_file(name)?;
            let lock = self.right_to_write(&path, holder, Patience::FOR_COMMANDS)?;
            match self.read(&path) {
                // Renamed or deleted while its lock was waited for.
                Err(StoreError::File(fault)) if fault.kind == ErrorKind::NotFound => {}
                read => return read.map(|(open_file, assessment)| Writer { open_file, assessment, lock }),
            }
        }
    }

    /// The lock of the file `path`, unless it is a link that leads out of the folder, which is only read.
    pub fn right_to_write(
        &self,
        path: &Path,
        holder: &Holder,
        patience: Patience,
    ) -> Result<Lock, StoreError> {
        links::refuse_outside(path)?;
        self.lock(path, holder, patience)
    }

    /// Takes the lock of the file `path`, readable or not, or reports who has it. A link within the folder has the lock
    /// of the file that it leads to.
    pub fn lock(&self, path: &Path, holder: &Holder, patience: Patience) -> Result<Lock, StoreError> {
        let target = path.read_link().ok().filter(|_| links::leads_out(path).is_none());
        let target = target.and_then(|_| path.canonicalize().ok());
        let locked = stem(target.as_deref().unwrap_or(path));
        self.disk.create_folder(&self.locks)?;
        Lock::take(&self.disk, &lock::path_of(&self.locks, &locked), path, holder, patience)
    }

    /// Keeps other programs from giving a name while this one looks whether it is free.
    pub(super) fn lock_names(&self, command: &str) -> Result<Lock, StoreError> {
        self.disk.create_folder(&self.locks)?;
        let holder = Holder::this_process(command, clock::now());
        // No file of an assessment begins with a dot.
        let file = lock::path_of(&self.locks, ".names");
        Lock::take(&self.disk, &file, &self.assessments, &holder, Patience::FOR_COMMANDS)
    }

    /// Whether a file of this path would be one of the assessments.
    pub fn is_within(&self, path: &Path) -> bool {
        let folder = path.canonicalize().ok().and_then(|file| file.parent().map(Path::to_owned));
        let folder = folder.or_else(|| path.parent().and_then(|folder| folder.canonicalize().ok()));
        folder.is_some() && folder == self.assessments.canonicalize().ok()
    }

    /// Whether a file is directly in the folder of assessments, so that it has a lock and backups.
    pub fn holds(&self, path: &Path) -> bool {
        let Ok(file) = path.canonicalize() else { return false };
        names::is_assessment(&file)
            && self.assessments.canonicalize().is_ok_and(|folder| file.parent() == Some(&folder))
    }

    /// Makes a file for a new assessment and returns the assessment as it is kept, with a tidy name.
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

    /// Moves the file `path` into the bin, readable or not, a link as a link, and returns where it is there. Its backups
    /// stay. The caller holds the lock of `path`.
    pub fn delete(&self, path: &Path) -> Result<PathBuf, StoreError> {
        self.disk.create_folder(&self.bin)?;
        let stem = stem(path);
        let mut copy = 1_u32;
        loop {
            let file = if copy == 1 { format!("{stem}.yaml") } else { format!("{stem}-{copy}.yaml") };
            let to = self.bin.join(file);
            match self.disk.move_to_free(path, &to) {
                Err(fault) if fault.kind == ErrorKind::AlreadyExists => copy += 1,
                // It is in the bin; at worst a power cut brings it back.
                Err(fault) if fault.attempt == Attempt::SyncFolder => return Ok(to),
                outcome => return Ok(outcome.map(|()| to)?),
            }
        }
    }

    /// Puts an assessment that could not be saved among the backups of the file `path`, or, where that cannot be done
    /// either, into a file of its own in the first of the folders `refuges` that takes one. Returns that file.
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

    /// Reads the assessment in the file `path`, whose earlier files are kept here.
    pub fn read(&self, path: &Path) -> Result<(OpenFile, Assessment), StoreError> {
        OpenFile::open_on(&self.disk, path, Some(self.backups_of(path)))
    }

    /// The earlier files of the assessment whose file is `path`.
    pub(super) fn backups_of(&self, path: &Path) -> Backups {
        Backups::of(&self.backups, &stem(path), &self.disk)
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

    /// Where an assessment of this name belongs, if no other than `own` has the name or one that is alike.
    pub(super) fn free_path(&self, name: &str, own: Option<&Path>) -> Result<PathBuf, StoreError> {
        let Some(wanted) = slug(name) else {
            return Err(StoreError::NameShowsNothing { name: name.to_owned() });
        };
        match self.other_of_name(name, own)? {
            Some(path) => Err(StoreError::NameTaken { name: name.to_owned(), path }),
            None => Ok(self.path_of(&wanted)),
        }
    }

    /// Removes temporary files that a kill left, once what they hold is among the backups. Half a text of this program goes
    /// away, and what cannot be put among the backups stays.
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

pub(super) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;
