//! Finds packs by id, among the bundled ones and in the user's folder. Reading and checking are done by `load`.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use serde::Deserialize;

use super::{MANIFEST, PackFaults, embedded, load};
use crate::model::Pack;
use crate::search::nearest;
use crate::system::SystemError;
use crate::yaml::{self, Limits};

/// Number of bytes read to find the id of a pack, which is in one of the first lines.
const HEAD: usize = 4096;

/// All available packs. Each is read at most once, because many assessments may refer to the same one; those that fail,
/// until [`Packs::forget_changed`].
#[derive(Debug, Default)]
pub struct Packs {
    folder: PathBuf,
    read: BTreeMap<String, PackOutcome>,
    /// The folders of the user that were read, and their files then.
    folders_read: BTreeMap<String, (PathBuf, FilesThen)>,
}

/// The files of a folder, each with the time of its last change and its length.
type FilesThen = BTreeMap<OsString, (Option<SystemTime>, u64)>;

type PackOutcome = Result<Arc<Pack>, Arc<PackError>>;

/// Why a pack is not available.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// No bundled pack and no folder has this id.
    #[error("there is no questionnaire `{id}`")]
    Unknown {
        /// The id that was asked for.
        id: String,
        /// The available ids.
        known: Vec<String>,
        /// The most similar available id, if one is similar enough.
        nearest: Option<String>,
    },
    /// No bundled pack has this id, and the user's folder of packs cannot be read.
    #[error("{} cannot be read", folder.display())]
    Unlisted {
        /// The folder of packs.
        folder: PathBuf,
        /// Why it cannot be read.
        cause: SystemError,
    },
    /// The folder with this id does not contain a valid pack.
    #[error("{} has {} faults", folder.display(), faults.first().len() + faults.more())]
    Faulty {
        /// The folder.
        folder: PathBuf,
        /// Its faults, at least one.
        faults: PackFaults,
    },
    /// The folder was named, but assessments would find another pack by the id of the one in it.
    #[error("another pack than the one in {} has the id `{id}`", folder.display())]
    Hidden {
        /// The folder.
        folder: PathBuf,
        /// The id.
        id: String,
    },
}

impl Packs {
    /// The bundled packs, and the packs in subfolders of `folder`, which may be missing.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, ..Self::default() }
    }

    /// The pack with this id, or in the folder of this name. A bundled pack takes precedence over a folder, and a folder
    /// that is called like the id of its pack over another one.
    pub fn find(&mut self, id: &str) -> Result<Arc<Pack>, Arc<PackError>> {
        if let Some(outcome) = self.read.get(id) {
            return outcome.clone();
        }
        let folder = (!embedded::is_bundled(id)).then(|| self.folder_of(id)).flatten();
        // Before the pack is read: a change in between is then noticed later.
        let files = folder.map(|folder| (files_in(&folder), folder));
        let outcome = self.read_new(id).map_err(Arc::new);
        self.read.insert(id.to_owned(), outcome.clone());
        self.folders_read.extend(files.map(|(files, folder)| (id.to_owned(), (folder, files))));
        outcome
    }

    /// Registers a pack that was just installed into the folder, so that a remembered failure no longer counts.
    pub fn add(&mut self, pack: &Arc<Pack>) {
        self.read.insert(pack.manifest.id.clone(), Ok(Arc::clone(pack)));
    }

    /// Reads the packs that failed again when they are asked for, because the user may have mended or installed them, and
    /// those whose files have changed or are gone. Returns whether there are any of the latter.
    pub fn forget_changed(&mut self) -> bool {
        let is_changed =
            |id: &String| self.folders_read.get(id).is_some_and(|(folder, files)| files_in(folder) != *files);
        let changed: BTreeSet<String> = self.read.keys().filter(|id| is_changed(id)).cloned().collect();
        self.read.retain(|id, outcome| outcome.is_ok() && !changed.contains(id));
        self.folders_read.retain(|id, _| !changed.contains(id));
        !changed.is_empty()
    }

    /// The ids of all packs, sorted; the name of the folder where an id cannot be read.
    pub fn ids(&self) -> Vec<String> {
        let bundled = embedded::pack_ids().map(str::to_owned);
        let own = self.folders().into_iter().map(|name| id_in(&self.folder.join(&name)).unwrap_or(name));
        bundled.chain(own).collect::<BTreeSet<String>>().into_iter().collect()
    }

    /// Whether the user's folder may hold packs.
    pub fn has_own(&self) -> bool {
        !self.folders().is_empty()
    }

    /// Every pack, in the order of the ids, or why it is not available.
    pub fn all(&mut self) -> Vec<Result<Arc<Pack>, Arc<PackError>>> {
        self.ids().iter().map(|id| self.find(id)).collect()
    }

    fn read_new(&self, id: &str) -> Result<Arc<Pack>, PackError> {
        if id == embedded::DEFAULT_PACK {
            return Ok(embedded::default_pack());
        }
        if let Some(pack) = embedded::pack(id) {
            return Ok(Arc::new(pack));
        }
        let Some(folder) = self.folder_of(id) else {
            if let Some(error) =
                fs::read_dir(&self.folder).err().filter(|error| error.kind() != ErrorKind::NotFound)
            {
                return Err(PackError::Unlisted { folder: self.folder.clone(), cause: (&error).into() });
            }
            let known = self.ids();
            let nearest = nearest(id, known.iter().map(String::as_str)).map(str::to_owned);
            return Err(PackError::Unknown { id: id.to_owned(), known, nearest });
        };
        let pack = match load(&folder) {
            Ok(pack) => pack,
            Err(faults) => return Err(PackError::Faulty { folder, faults }),
        };
        let own = &pack.manifest.id;
        if own != id && (embedded::is_bundled(own) || self.folder_of(own) != Some(folder.clone())) {
            return Err(PackError::Hidden { folder, id: own.clone() });
        }
        Ok(Arc::new(pack))
    }

    /// The user's folder with the pack of this id, or else the folder of this name.
    ///
    /// The id is compared with existing names and never used as a path by itself, so it cannot lead out of the folder.
    pub fn folder_of(&self, id: &str) -> Option<PathBuf> {
        let named = self.folders().into_iter().find(|name| name == id).map(|name| self.folder.join(name));
        let has_id = |folder: &PathBuf| id_in(folder).as_deref() == Some(id);
        // A manifest whose id cannot be read is faulty, and its folder is the one that is meant.
        match named.filter(|folder| has_id(folder) || id_in(folder).is_none()) {
            Some(folder) => Some(folder),
            None => {
                let folders = || self.folders().into_iter().map(|name| self.folder.join(name));
                folders()
                    .find(has_id)
                    .or_else(|| folders().find(|folder| folder.file_name().is_some_and(|name| name == id)))
            }
        }
    }

    /// The names of the folders that may hold a pack, in order. A hidden one is being written.
    fn folders(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.path().join(MANIFEST).is_file());
        let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
        names.sort_unstable();
        names
    }
}

fn files_in(folder: &Path) -> FilesThen {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let file = |entry: fs::DirEntry| {
        let metadata = entry.path().metadata().ok()?;
        Some((entry.file_name(), (metadata.modified().ok(), metadata.len())))
    };
    entries.filter_map(file).collect()
}

/// The id in the first lines of the manifest in a folder. `None` if it is not there.
fn id_in(folder: &Path) -> Option<String> {
    #[derive(Deserialize)]
    struct IdLine {
        id: String,
    }

    let head = yaml::read_head(&folder.join(MANIFEST), HEAD).ok()?;
    let line = head.split_inclusive(|byte| *byte == b'\n').find(|line| line.starts_with(b"id:"))?;
    let IdLine { id } = yaml::parse(&String::from_utf8_lossy(line), Limits::SMALL).ok()?;
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A copy of a valid pack with this id in the folder of this name.
    fn put(home: &Path, folder: &str, id: &str) {
        let valid = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/valid/one-language");
        let own = home.join(folder);
        fs::create_dir(&own).unwrap();
        for entry in fs::read_dir(valid).unwrap() {
            let entry = entry.unwrap();
            let text = fs::read_to_string(entry.path()).unwrap();
            let lines =
                text.lines().map(|line| if line == "id: garden" { format!("id: {id}") } else { line.into() });
            let text: String = lines.map(|line| line + "\n").collect();
            fs::write(own.join(entry.file_name()), text).unwrap();
        }
    }

    #[test]
    fn a_pack_is_found_by_its_id_and_never_by_a_path() {
        let home = tempfile::tempdir().unwrap();
        put(home.path(), "folder", "own");
        let mut packs = Packs::new(home.path().to_owned());
        assert_eq!(packs.ids(), ["own", "whole-of-government"]);
        for name in ["own", "folder"] {
            assert_eq!(packs.find(name).unwrap().manifest.id, "own");
        }
        for stranger in ["../folder", "", ".", "folder/", "./folder"] {
            let outcome = packs.find(stranger);
            assert!(
                matches!(outcome.as_ref().map_err(|error| &**error), Err(PackError::Unknown { .. })),
                "{stranger}"
            );
        }
    }

    #[test]
    fn a_folder_called_like_the_id_comes_before_another_one_which_is_refused_by_its_name() {
        let home = tempfile::tempdir().unwrap();
        put(home.path(), "a", "own");
        put(home.path(), "own", "own");
        put(home.path(), "b", embedded::DEFAULT_PACK);
        let mut packs = Packs::new(home.path().to_owned());
        assert_eq!(packs.folder_of("own"), Some(home.path().join("own")));
        assert!(packs.find("own").is_ok());
        for folder in ["a", "b"] {
            let error = packs.find(folder).unwrap_err();
            assert!(matches!(&*error, PackError::Hidden { .. }), "{folder}: {error}");
        }
    }

    #[test]
    fn a_faulty_folder_is_reported_with_its_faults() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("own")).unwrap();
        fs::write(home.path().join("own/pack.yaml"), "schema: 1\n").unwrap();
        let mut packs = Packs::new(home.path().to_owned());
        let error = packs.find("own").unwrap_err();
        assert!(matches!(&*error, PackError::Faulty { faults, .. } if !faults.is_empty()), "{error}");
    }

    #[test]
    fn an_unavailable_pack_is_read_only_once_until_failures_are_forgotten() {
        let home = tempfile::tempdir().unwrap();
        let manifest = home.path().join("own/pack.yaml");
        fs::create_dir(home.path().join("own")).unwrap();
        fs::write(&manifest, "schema: 1\n").unwrap();
        let mut packs = Packs::new(home.path().to_owned());
        for id in ["own", "none"] {
            let error = packs.find(id).unwrap_err();
            // A change of the file would show if it were read again.
            fs::create_dir_all(home.path().join("none")).unwrap();
            fs::write(home.path().join(id).join("pack.yaml"), "schema: 2\n").unwrap();
            assert!(Arc::ptr_eq(&packs.find(id).unwrap_err(), &error), "{id}");
        }
        fs::remove_dir_all(home.path().join("own")).unwrap();
        put(home.path(), "own", "own");
        assert!(packs.find("own").is_err());
        packs.forget_changed();
        let mended = packs.find("own").unwrap();
        assert!(!packs.forget_changed());
        assert!(Arc::ptr_eq(&packs.find("own").unwrap(), &mended), "an unchanged pack is not read again");
        let text = fs::read_to_string(&manifest).unwrap();
        fs::write(&manifest, text.replace("Garden", "Gardens")).unwrap();
        assert!(packs.forget_changed());
        assert!(!Arc::ptr_eq(&packs.find("own").unwrap(), &mended), "a changed pack is read again");
        fs::remove_dir_all(home.path().join("own")).unwrap();
        assert!(
            packs.forget_changed() && packs.find("own").is_err(),
            "a pack that is gone is not used any more"
        );
        assert!(!packs.forget_changed(), "it changes only once");
        let bundled = packs.find(embedded::DEFAULT_PACK).unwrap();
        packs.add(&bundled);
        assert!(Arc::ptr_eq(&packs.find(embedded::DEFAULT_PACK).unwrap(), &bundled));
    }
}
