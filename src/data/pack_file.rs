//! The files of a pack: which one is the manifest, what was read from one, and the order of their faults.
//!
//! It reads no file and checks nothing.

use std::path::{Path, PathBuf};

use super::{FileFault, PackFault, PackFaultKind, PackFaults};
use crate::yaml::{Faults, MadeUp, Place, Places};

/// The file name of a pack's manifest, which lists its areas.
pub const MANIFEST: &str = "pack.yaml";

/// A file of a pack that could be parsed.
#[derive(Debug, Clone)]
pub struct PackFile<T> {
    /// The path, relative to the pack's folder.
    pub file: PathBuf,
    /// The parsed contents.
    pub content: T,
    /// The position of each value in the file.
    pub places: Places,
    /// Paths of the placeholders for unreadable values. Faults in them are not reported, because the values are not
    /// in the file.
    pub made_up: MadeUp,
}

impl<T> PackFile<T> {
    pub(super) fn fault<K>(&self, path: String, kind: K) -> FileFault<K> {
        FileFault { file: self.file.clone(), place: Some(self.places.at(&path)), path, kind }
    }

    /// Adds a fault at `path`, unless the value there is made up.
    pub(super) fn add_fault(&self, faults: &mut PackFaults, path: String, kind: PackFaultKind) {
        if !self.made_up.holds(&path) {
            faults.push(self.fault(path, kind));
        }
    }
}

/// An empty list of faults in the order of [`PackFaults`].
pub(super) fn no_faults() -> PackFaults {
    fn order(fault: &PackFault) -> (bool, &Path, Option<Place>) {
        (fault.file != Path::new(MANIFEST), &fault.file, fault.place)
    }
    Faults::in_order(|one, other| order(one).cmp(&order(other)))
}
