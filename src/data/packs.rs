//! Finds packs by id, among the bundled ones and in the user's folder. Reading and checking are done by `load`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use super::{PackFaults, embedded, load};
use crate::model::Pack;
use crate::search::nearest;

/// All available packs. Each is read at most once, including those that fail, because many assessments may refer to the
/// same one.
#[derive(Debug, Default)]
pub struct Packs {
    folder: PathBuf,
    read: BTreeMap<String, PackOutcome>,
}

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
    /// The folder with this id does not contain a valid pack.
    #[error("{} has {} faults", folder.display(), faults.first().len() + faults.more())]
    Faulty {
        /// The folder.
        folder: PathBuf,
        /// Its faults, at least one.
        faults: PackFaults,
    },
}

impl Packs {
    /// The bundled packs, and the packs in subfolders of `folder`, which may be missing.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, read: BTreeMap::new() }
    }

    /// The pack with this id. A bundled pack takes precedence over a folder of the same name.
    pub fn find(&mut self, id: &str) -> Result<Arc<Pack>, Arc<PackError>> {
        if let Some(outcome) = self.read.get(id) {
            return outcome.clone();
        }
        let outcome = self.read_new(id).map_err(Arc::new);
        self.read.insert(id.to_owned(), outcome.clone());
        outcome
    }

    /// Registers a pack that was just installed into the folder, so that a remembered failure no longer counts.
    pub fn add(&mut self, pack: &Arc<Pack>) {
        self.read.insert(pack.manifest.id.clone(), Ok(Arc::clone(pack)));
    }

    /// The ids of all packs, sorted.
    pub fn ids(&self) -> Vec<String> {
        let bundled = embedded::pack_ids().map(str::to_owned);
        bundled.chain(self.folders()).collect::<BTreeSet<String>>().into_iter().collect()
    }

    fn read_new(&self, id: &str) -> Result<Arc<Pack>, PackError> {
        if id == embedded::DEFAULT_PACK {
            return Ok(embedded::default_pack());
        }
        if let Some(pack) = embedded::pack(id) {
            return Ok(Arc::new(pack));
        }
        // The id is compared with existing names and never used as a path by itself, so it cannot lead out of the
        // folder.
        if !self.folders().iter().any(|name| name == id) {
            let known = self.ids();
            let nearest = nearest(id, known.iter().map(String::as_str)).map(str::to_owned);
            return Err(PackError::Unknown { id: id.to_owned(), known, nearest });
        }
        let folder = self.folder.join(id);
        load(&folder).map(Arc::new).map_err(|faults| PackError::Faulty { folder, faults })
    }

    fn folders(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.path().join("pack.yaml").is_file());
        folders.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_is_found_only_by_the_name_of_its_folder() {
        let home = tempfile::tempdir().unwrap();
        let valid = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/valid");
        let some = fs::read_dir(&valid).unwrap().next().unwrap().unwrap();
        let own = home.path().join("own");
        fs::create_dir(&own).unwrap();
        for entry in fs::read_dir(some.path()).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), own.join(entry.file_name())).unwrap();
        }
        let mut packs = Packs::new(home.path().to_owned());
        assert_eq!(packs.ids(), ["own", "whole-of-government"]);
        assert!(packs.find("own").is_ok());
        for stranger in ["../own", "", ".", "own/"] {
            let outcome = packs.find(stranger);
            assert!(
                matches!(outcome.as_ref().map_err(|error| &**error), Err(PackError::Unknown { .. })),
                "{stranger}"
            );
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
    fn an_unavailable_pack_is_read_only_once() {
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
        let bundled = packs.find(embedded::DEFAULT_PACK).unwrap();
        packs.add(&bundled);
        assert!(Arc::ptr_eq(&packs.find(embedded::DEFAULT_PACK).unwrap(), &bundled));
    }
}
