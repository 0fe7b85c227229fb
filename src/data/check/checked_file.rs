//! A file that is being checked, and the names that the checked files of a pack define.
//!
//! It has the checks that every kind of value needs, and does not know which values a file has.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

use crate::data::pack_file::PackFile;
use crate::data::{Noun, PackFaultKind, PackFaults, Quantity};
use crate::model::{Level, Manifest, NamedLevel};
use crate::search::nearest;
use crate::yaml::Place;

/// Whether `name` can be an id, which is also a file name: 1 to 64 letters a to z, digits and hyphens.
pub(in crate::data) fn is_plain_word(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A file being checked, and the list for its faults.
pub(super) struct CheckedFile<'a, T> {
    pub(super) pack_file: &'a PackFile<T>,
    pub(super) languages: &'a [String],
    pub(super) faults: &'a mut PackFaults,
}

impl<T> CheckedFile<'_, T> {
    pub(super) fn fault(&mut self, path: impl Into<String>, kind: PackFaultKind) {
        self.pack_file.add_fault(self.faults, path.into(), kind);
    }

    /// Checks a number against its range.
    pub(super) fn range(&mut self, path: impl Into<String>, quantity: Quantity, found: impl TryInto<u64>) {
        let (from, to) = quantity.range();
        let found = found.try_into().unwrap_or(u64::MAX);
        if !(from..=to).contains(&found) {
            self.fault(path, PackFaultKind::OutOfRange { quantity, found, from, to });
        }
    }

    /// Checks that the scale has the level that the file names, and that it is one of the allowed ones.
    pub(super) fn level(
        &mut self,
        manifest: &Manifest,
        names: &Names,
        path: String,
        level: &NamedLevel,
        is_allowed: impl Fn(Level) -> bool,
    ) {
        if names.has_all(Noun::Level) && manifest.level(level).is_none_or(|found| !is_allowed(found)) {
            let allowed = manifest.scale.all().filter(|level| is_allowed(*level));
            let known = allowed.map(|level| manifest.level_name(level)).collect();
            let label = level.to_string();
            self.fault(path, PackFaultKind::UnknownLevel { label, known, naming: manifest.level_naming() });
        }
    }

    /// Checks the form of an id, and that it is unique among names of its kind.
    pub(super) fn name(&mut self, names: &mut Names, noun: Noun, id: &str, path: String) {
        if !is_plain_word(id) {
            self.fault(path.clone(), PackFaultKind::Malformed { noun, found: id.to_owned() });
        }
        self.unique(names, noun, id, path);
    }

    pub(super) fn unique(&mut self, names: &mut Names, noun: Noun, id: &str, path: String) {
        let place = self.pack_file.places.at(&path);
        let known = names.known.entry(noun).or_default();
        if let Some((file, place)) = known.get(id).cloned() {
            self.fault(path, PackFaultKind::Duplicate { noun, id: id.to_owned(), file, place });
        } else {
            known.insert(id.to_owned(), (self.pack_file.file.clone(), place));
        }
    }

    pub(super) fn known(&mut self, names: &Names, noun: Noun, id: &str, path: String) {
        if names.has_all(noun) && !names.known.get(&noun).is_some_and(|known| known.contains_key(id)) {
            self.fault(path, PackFaultKind::Unknown { noun, id: id.to_owned(), nearest: None });
        }
    }
}

/// Every name of a pack with its position, by kind.
#[derive(Default)]
pub(super) struct Names {
    known: HashMap<Noun, BTreeMap<String, (PathBuf, Place)>>,
    /// The kinds of which some names could not be read.
    partial: HashSet<Noun>,
}

/// The highest number of name comparisons per check: enough to compare 100 unknown names with 1000 known ones.
const MOST_COMPARISONS: usize = 100 * 1000;

impl Names {
    /// Notes that some names of this kind could not be read, so that none counts as unknown.
    pub(super) fn lack_some(&mut self, noun: Noun) {
        self.partial.insert(noun);
    }

    /// Whether every name of this kind was read.
    pub(super) fn has_all(&self, noun: Noun) -> bool {
        !self.partial.contains(&noun)
    }

    /// Adds the most similar known name to each unknown one. Only for the faults that are shown: comparing every name
    /// of a broken pack would take long.
    pub(super) fn suggest(&self, faults: &mut PackFaults) {
        let mut left = MOST_COMPARISONS;
        for fault in faults.first_mut() {
            let PackFaultKind::Unknown { noun, id, nearest: found } = &mut fault.kind else { continue };
            let known = self.known.get(noun).into_iter().flatten().map(|(name, _)| name.as_str());
            *found = nearest(id, known.take(left)).map(str::to_owned);
            left = left.saturating_sub(self.known.get(noun).map_or(0, BTreeMap::len));
        }
    }
}
