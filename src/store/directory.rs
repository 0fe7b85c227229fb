//! The folder of assessments: what is there, and by which name.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    time::SystemTime,
};

use jiff::Timestamp;

use crate::{
    model::{Assessment, Pack},
    paths::Paths,
};

use super::{
    Disk, FileFault, Holder, Kept, Lock, Refusal, StoreError, atomic, atomic::Attempt, backups::Backups,
    display_name, kept, lock, look, slug,
};

/// The assessments of one user, those they deleted, and what they were before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    pub(super) assessments: PathBuf,
    pub(super) bin: PathBuf,
    backups: PathBuf,
    locks: PathBuf,
    pub(super) disk: Disk,
}

/// An assessment that nobody else writes as long as this is there.
#[derive(Debug)]
pub struct Writer {
    /// Its file.
    pub kept: Kept,
    /// What it holds.
    pub assessment: Assessment,
    /// What keeps others away.
    pub lock: Lock,
}

/// Where an assessment lies that could not be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetAside {
    /// Among its backups.
    Backup,
    /// In this file.
    File(PathBuf),
}

/// A file in a folder of assessments, whatever is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The display name; of a file that cannot be read, the file's name without `.yaml`.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// When it was last changed.
    pub modified: SystemTime,
    /// The assessment, or why it cannot be read: [`StoreError::Unreadable`] or [`StoreError::File`].
    pub outcome: Result<Assessment, StoreError>,
}

impl Store {
    /// The assessments that lie at `paths`. Makes no folder; removes what interrupted saves left behind.
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
            disk,
        };
        atomic::sweep(&paths.config);
        atomic::sweep(&store.assessments);
        atomic::sweep(&store.bin);
        store
    }

    /// Every assessment, the last changed first. A file that cannot be read is in the list with the reason.
    pub fn list(&self) -> Result<Vec<Listed>, FileFault> {
        list(&self.assessments)
    }

    /// Every deleted assessment, the last changed first. Deleting changes nothing in a file, nor its date.
    pub fn list_bin(&self) -> Result<Vec<Listed>, FileFault> {
        list(&self.bin)
    }

    /// The assessment of this display name, else the one whose name is alike, else the one whose file is so called.
    pub fn find(&self, name: &str) -> Result<Listed, StoreError> {
        let name = display_name(name);
        let usual = slug(&name).map(|slug| look_at(self.path_of(&slug)));
        match usual {
            Some(Ok(listed)) if listed.outcome.is_ok() && listed.name == name => Ok(listed),
            _ => pick(self.list()?, &name),
        }
    }

    /// Reads the assessment of this name, found as [`Store::find`] does.
    pub fn load(&self, name: &str) -> Result<(Kept, Assessment), StoreError> {
        self.read(&self.find(name)?.path)
    }

    /// Reads the assessment of this name for somebody who will write it, or says who writes it already. Reading with
    /// [`Store::load`] stays possible for everybody.
    pub fn open_for_writing(&self, name: &str, holder: &Holder) -> Result<Writer, StoreError> {
        let path = self.find(name)?.path;
        let lock = self.lock(&path, holder)?;
        let (kept, assessment) = self.read(&path)?;
        Ok(Writer { kept, assessment, lock })
    }

    /// Takes the lock of the assessment whose file is `path`, readable or not, or says who has it. Never waits.
    pub fn lock(&self, path: &Path, holder: &Holder) -> Result<Lock, StoreError> {
        self.disk.create_folder(&self.locks)?;
        Lock::take(&self.disk, &lock::path_of(&self.locks, &stem(path)), path, holder)
    }

    /// Whether a file lies directly in the folder of assessments, so that it has a lock.
    pub fn holds(&self, path: &Path) -> bool {
        let folder = path.canonicalize().ok().and_then(|path| path.parent().map(Path::to_owned));
        folder.is_some_and(|folder| self.assessments.canonicalize().is_ok_and(|known| known == folder))
    }

    /// Makes a file for a new assessment and returns the assessment as it is kept, with a tidy name.
    pub fn create(&self, mut assessment: Assessment, pack: &Pack) -> Result<(Kept, Assessment), StoreError> {
        assessment.header.name = display_name(&assessment.header.name);
        let path = self.free_path(&assessment.header.name, None)?;
        self.disk.create_folder(&self.assessments)?;
        let backups = Some(self.backups_of(&path));
        let kept = Kept::create(&self.disk, path, backups, &assessment, pack)?;
        Ok((kept, assessment))
    }

    /// Gives an assessment another display name, and its file and its backups the name that goes with it.
    ///
    /// The backups go first: should one of them not follow, the assessment keeps its name. Should the assessment not
    /// follow, its backups go back.
    pub fn rename(&self, name: &str, new_name: &str, pack: &Pack) -> Result<(Kept, Assessment), StoreError> {
        let old = self.find(name)?.path;
        let (mut kept, mut assessment) = self.read(&old)?;
        assessment.header.name = display_name(new_name);
        let path = self.free_path(&assessment.header.name, Some(&old))?;
        let text = kept::text_to_keep(&old, &assessment, pack)?;
        if path == old {
            kept.put(text)?;
            return Ok((self.read(&path)?.0, assessment));
        }
        let (backups, following) = (self.backups_of(&old), self.backups_of(&path));
        let moved = backups.follow(&following).and_then(|()| kept.put(text)).map_err(StoreError::from);
        let moved = moved.and_then(|_| self.move_to_free(&old, &path, &assessment.header.name));
        if let Err(error) = moved {
            if old.symlink_metadata().is_ok() {
                following.follow(&backups).unwrap_or_default();
            }
            return Err(error);
        }
        Ok((self.read(&path)?.0, assessment))
    }

    /// Moves an assessment into the bin, readable or not, and returns where it lies there. Its backups stay.
    pub fn delete(&self, name: &str) -> Result<PathBuf, StoreError> {
        let from = self.find(name)?.path;
        self.disk.create_folder(&self.bin)?;
        let stem = stem(&from);
        let mut copy = 1_u32;
        loop {
            let file = if copy == 1 { format!("{stem}.yaml") } else { format!("{stem}-{copy}.yaml") };
            let to = self.bin.join(file);
            match self.disk.move_to_free(&from, &to) {
                Err(fault) if fault.kind == ErrorKind::AlreadyExists => copy += 1,
                outcome => return Ok(outcome.map(|()| to)?),
            }
        }
    }

    /// Puts an assessment that could not be saved among the backups of the file `path`, or, where that cannot be done
    /// either, into a file of its own in `refuge`.
    pub fn set_aside(
        &self,
        path: &Path,
        assessment: &Assessment,
        pack: &Pack,
        refuge: &Path,
        now: Timestamp,
    ) -> Result<SetAside, StoreError> {
        let text = kept::text_to_keep(path, assessment, pack)?;
        let Err(fault) = self.backups_of(path).keep(text.as_bytes(), now) else {
            return Ok(SetAside::Backup);
        };
        let file = refuge.join(format!("mizan-{}-{}.yaml", stem(path), now.as_second()));
        match kept::write_copy(&file, assessment, pack) {
            Ok(()) => Ok(SetAside::File(file)),
            Err(_) => Err(fault.into()),
        }
    }

    /// Reads the assessment in the file `path`, whose earlier files are kept here.
    pub fn read(&self, path: &Path) -> Result<(Kept, Assessment), StoreError> {
        Kept::open_on(&self.disk, path, Some(self.backups_of(path)))
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
        let others = self.list()?.into_iter().filter(|listed| Some(listed.path.as_path()) != own);
        match others.into_iter().find(|listed| listed.is_called(name)) {
            Some(other) => Err(StoreError::NameTaken { name: name.to_owned(), path: other.path }),
            None => Ok(self.path_of(&wanted)),
        }
    }
}

impl Listed {
    /// Whether a person would take its name, or that of its file, for `name`.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let (wanted, stem) = (look(name), stem(&self.path));
        look(&self.name) == wanted || look(&stem) == wanted || slug(name).is_some_and(|slug| slug == stem)
    }
}

pub(super) fn list(folder: &Path) -> Result<Vec<Listed>, FileFault> {
    let failed = |error| atomic::fault(folder, Attempt::List)(error);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(failed)?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if !is_hidden && path.extension().is_some_and(|extension| extension == "yaml") {
            found.extend(Found::at(path).ok());
        }
    }
    found.sort_by(|one, other| other.modified.cmp(&one.modified).then_with(|| one.path.cmp(&other.path)));
    let mut patience = Patience::default();
    Ok(found.into_iter().map(|found| patience.look_into(found)).collect())
}

/// What a path holds; an error if there is nothing at all.
pub(super) fn look_at(path: PathBuf) -> Result<Listed, FileFault> {
    Found::at(path).map(Found::look_into)
}

/// A file that was not looked into yet.
struct Found {
    path: PathBuf,
    modified: SystemTime,
    bytes: u64,
}

impl Found {
    fn at(path: PathBuf) -> Result<Self, FileFault> {
        let inspected = |error| atomic::fault(&path, Attempt::Inspect)(error);
        // Of a link that leads nowhere, the link itself.
        let metadata = path.metadata().or_else(|_| path.symlink_metadata()).map_err(inspected)?;
        let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        Ok(Self { path, modified, bytes: metadata.len() })
    }

    fn look_into(self) -> Listed {
        let outcome = kept::read(&self.path);
        self.with(outcome)
    }

    fn with(self, outcome: Result<Assessment, StoreError>) -> Listed {
        let name = match &outcome {
            Ok(assessment) => display_name(&assessment.header.name),
            Err(_) => String::new(),
        };
        let name = if name.is_empty() { stem(&self.path) } else { name };
        Listed { name, path: self.path, modified: self.modified, outcome }
    }
}

/// How long a list goes on reading large files that turn out to be no assessments, so that no number of them holds it up.
/// Small files are always read, and so is any file that is asked for by its name.
#[derive(Default)]
struct Patience {
    /// The bytes of large files that were read in vain.
    spent: u64,
}

impl Patience {
    /// From this size on a file is large; an assessment has some ten kilobytes.
    const LARGE: u64 = 256 << 10;
    /// How much of them is read in vain.
    const MOST: u64 = 64 << 20;

    fn look_into(&mut self, found: Found) -> Listed {
        let (path, bytes) = (found.path.clone(), found.bytes);
        if bytes < Self::LARGE {
            return found.look_into();
        }
        if self.spent >= Self::MOST {
            return found.with(Err(StoreError::Unreadable { path, refusal: Box::new(Refusal::PassedOver) }));
        }
        let listed = found.look_into();
        if listed.outcome.is_err() {
            self.spent += bytes;
        }
        listed
    }
}

pub(super) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn pick(all: Vec<Listed>, name: &str) -> Result<Listed, StoreError> {
    let wanted = look(name);
    let is_exact = |listed: &Listed| listed.name == name;
    let is_alike = |listed: &Listed| !wanted.is_empty() && look(&listed.name) == wanted;
    let is_file = |listed: &Listed| !wanted.is_empty() && listed.is_called(name);
    let index = all
        .iter()
        .position(is_exact)
        .or_else(|| all.iter().position(is_alike))
        .or_else(|| all.iter().position(is_file));
    let names: Vec<_> = all.iter().map(|listed| listed.name.clone()).collect();
    match index.and_then(|index| all.into_iter().nth(index)) {
        Some(listed) => Ok(listed),
        None => Err(StoreError::Unknown { name: name.to_owned(), nearest: nearest(name, names) }),
    }
}

/// The name that holds what was typed or looks most like it, if any comes near.
fn nearest(name: &str, names: Vec<String>) -> Option<String> {
    let typed = name.to_lowercase();
    let likeness = |other: &String| {
        let other = other.to_lowercase();
        if other.contains(&typed) { 1.0 } else { strsim::jaro_winkler(&typed, &other) }
    };
    let best = names
        .into_iter()
        .map(|other| (likeness(&other), other))
        .max_by(|one, other| one.0.total_cmp(&other.0));
    best.filter(|(likeness, _)| *likeness >= 0.8 && !typed.is_empty()).map(|(_, name)| name)
}

#[cfg(test)]
mod tests;
