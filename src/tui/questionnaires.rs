//! The questionnaires there are to choose from, and those that the listed assessments use.
//!
//! It reads no file.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::shelf::{Shelved, ShelvedContents};
use crate::bidi::measure;
use crate::data::PackError;
use crate::model::Pack;

/// The packs that are installed beside the bundled ones, as the thread of the jobs found them.
#[derive(Debug, Default)]
pub struct InstalledPacks {
    /// The packs without faults, the bundled ones among them. Empty if there are no others.
    pub usable: Vec<Arc<Pack>>,
    /// The folders of the packs with faults.
    pub faulty: Vec<PathBuf>,
}

impl InstalledPacks {
    /// The packs that were found, and those that have faults.
    pub(super) fn of(found: Vec<Result<Arc<Pack>, Arc<PackError>>>) -> Self {
        let mut installed = Self::default();
        for outcome in found {
            match outcome {
                Ok(pack) => installed.usable.push(pack),
                Err(error) => {
                    if let PackError::Faulty { folder, .. } = &*error {
                        installed.faulty.push(folder.clone());
                    }
                }
            }
        }
        installed
    }
}

/// The questionnaires that the screens know.
#[derive(Debug, Default)]
pub struct Questionnaires {
    installed: InstalledPacks,
    /// Those that the listed assessments use, by their ids.
    in_use: BTreeMap<String, Arc<Pack>>,
}

impl Questionnaires {
    /// The packs that a new assessment may answer. Empty if there is no choice.
    pub fn offered(&self) -> &[Arc<Pack>] {
        Some(self.installed.usable.as_slice()).filter(|usable| usable.len() > 1).unwrap_or_default()
    }

    /// The folders of the packs that are not offered because they have faults.
    pub fn faulty(&self) -> &[PathBuf] {
        &self.installed.faulty
    }

    /// Whether the questionnaire of an assessment says something: more than one is in use or installed.
    pub fn are_several(&self) -> bool {
        self.installed.usable.len().max(self.in_use.len()) > 1
    }

    /// The cells of the longest title in use, in the language with this code.
    pub fn widest_title(&self, code: &str) -> usize {
        let titles = self.in_use.values().map(|pack| measure(pack.manifest.title.get(code)));
        titles.max().unwrap_or_default()
    }

    /// Takes over the packs that are installed now.
    pub(super) fn install(&mut self, installed: InstalledPacks) {
        self.installed = installed;
    }

    /// Takes over the packs of all listed assessments.
    pub(super) fn list(&mut self, assessments: &[Shelved]) {
        self.in_use.clear();
        self.read(assessments);
    }

    /// Takes over the packs of some more assessments.
    pub(super) fn read(&mut self, rows: &[Shelved]) {
        for row in rows {
            if let ShelvedContents::Scored(score) = &row.contents
                && !self.in_use.contains_key(&score.pack.manifest.id)
            {
                self.in_use.insert(score.pack.manifest.id.clone(), Arc::clone(&score.pack));
            }
        }
    }
}
