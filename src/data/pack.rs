//! Reads a pack from a folder or from JSON. Its contents are checked by `check`.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use serde::de::DeserializeOwned;

use super::check::{Completeness, check, is_plain_word};
use super::pack_file::{MANIFEST, PackFile, no_faults};
use super::{PackFault, PackFaultKind, PackFaults, Quantity};
use crate::model::{Area, Level, Manifest, Pack};
use crate::yaml::{self, FaultKind, Limits, Place, ReadFault};

/// The largest total size of a pack's files, in bytes.
const LARGEST_PACK: usize = 32 << 20;

/// Reads the pack in `folder`. Fails with the faults of all its files, each with its line.
pub fn load(folder: &Path) -> Result<Pack, PackFaults> {
    let mut reading = PackReading { folder, left: LARGEST_PACK, faults: no_faults() };
    let manifest = reading.pack_file::<Manifest>(MANIFEST);
    let (named, areas) = match &manifest {
        Some(manifest) if !manifest.made_up.touches("areas") => {
            (manifest.content.areas.len(), reading.areas(manifest))
        }
        _ => reading.every_file(),
    };
    let mut faults = reading.faults;
    let in_full = areas.len() == named && areas.iter().all(|area| area.made_up.is_empty());
    let whole = if in_full { Completeness::Whole } else { Completeness::Partial };
    // The areas are checked without a readable manifest too, as far as they do not depend on it.
    let unread = || PackFile {
        file: MANIFEST.into(),
        content: Manifest::default(),
        places: yaml::Places::default(),
        made_up: yaml::MadeUp::all(),
    };
    let known = manifest.as_ref().map_or_else(|| Cow::Owned(unread()), Cow::Borrowed);
    faults.add(check(&known, &areas, whole), |fault| fault);
    match manifest {
        Some(manifest) if faults.is_empty() => {
            let areas = areas.into_iter().map(|pack_file| pack_file.content).collect();
            Ok(Pack::new(manifest.content, areas))
        }
        _ => Err(faults),
    }
}

/// The levels of the pack in `folder` that [`Scale::counted_by_position`] names, and the place of the first one; `None` if
/// there is none, or if the manifest cannot be read.
///
/// [`Scale::counted_by_position`]: crate::model::Scale::counted_by_position
pub fn counted_by_position(folder: &Path) -> Option<(Vec<Level>, Place)> {
    let mut reading = PackReading { folder, left: LARGEST_PACK, faults: no_faults() };
    let manifest = reading.pack_file::<Manifest>(MANIFEST)?;
    let levels = manifest.content.scale.counted_by_position();
    let first = levels.first()?;
    let place = manifest.places.at(&format!("scale.levels[{}].label", first.index()));
    Some((levels, place))
}

struct PackReading<'a> {
    folder: &'a Path,
    /// Size in bytes that the remaining files may have in total.
    left: usize,
    faults: PackFaults,
}

impl PackReading<'_> {
    /// The areas in the manifest that can be parsed. Reports missing files and files that the manifest does not list.
    fn areas(&mut self, manifest: &PackFile<Manifest>) -> Vec<PackFile<Area>> {
        let mut known = BTreeSet::from([PathBuf::from(MANIFEST)]);
        let mut areas = Vec::new();
        for (index, id) in manifest.content.areas.iter().enumerate() {
            let file = format!("{id}.yaml");
            // A malformed or repeated name is a fault of the manifest, which `check` reports; no path is made of it.
            if !is_plain_word(id) || !known.insert(file.clone().into()) {
                continue;
            }
            let found = self.folder.join(&file).symlink_metadata();
            if found.is_err_and(|error| error.kind() == ErrorKind::NotFound) {
                let kind = PackFaultKind::MissingArea { area: id.to_string() };
                self.faults.push(manifest.fault(format!("areas[{index}]"), kind));
            } else {
                areas.extend(self.pack_file(&file));
            }
        }
        for file in self.files().into_iter().filter(|file| !known.contains(file)) {
            let (place, path) = (Some(yaml::Place::START), String::new());
            let kind = PackFaultKind::UnnamedFile { area: stem(&file) };
            self.faults.push(PackFault { file, place, path, kind });
        }
        areas
    }

    /// Every other YAML file, read as an area, and their number: used when the manifest does not tell the areas.
    fn every_file(&mut self) -> (usize, Vec<PackFile<Area>>) {
        let files = self.files().into_iter().filter(|file| file != Path::new(MANIFEST));
        let files: Vec<_> = files.filter_map(|file| file.to_str().map(str::to_owned)).collect();
        (files.len(), files.iter().filter_map(|file| self.pack_file(file)).collect())
    }

    /// The names of the YAML files in the folder, sorted, without hidden ones.
    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder).into_iter().flatten().flatten();
        let names = entries.map(|entry| PathBuf::from(entry.file_name()));
        let visible = names.filter(|name| !name.to_string_lossy().starts_with('.'));
        let yaml = |name: &PathBuf| name.extension().is_some_and(|end| end == "yaml" || end == "yml");
        visible.filter(yaml).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn pack_file<T: DeserializeOwned>(&mut self, file: &str) -> Option<PackFile<T>> {
        // The size of the whole pack is limited, so each file gets what the earlier ones left.
        let limits = Limits { bytes: Limits::PACK.bytes.min(self.left), ..Limits::PACK };
        let text = match yaml::read(&self.folder.join(file), limits) {
            Ok(text) => text,
            Err(ReadFault::Fault(fault)) => {
                self.faults.push(refused(file, fault));
                return None;
            }
            Err(ReadFault::Io(error)) => {
                let kind = PackFaultKind::Unreadable((&error).into());
                self.faults.push(PackFault { file: file.into(), place: None, path: String::new(), kind });
                return None;
            }
        };
        self.left = self.left.saturating_sub(text.len());
        match yaml::salvage::<T>(&text, limits) {
            Ok(salvaged) => {
                self.faults.add(salvaged.faults, |fault| refused(file, fault));
                let (places, made_up) = (salvaged.places, salvaged.made_up);
                salvaged.value.map(|content| PackFile { file: file.into(), content, places, made_up })
            }
            Err(fault) => {
                self.faults.push(refused(file, fault));
                None
            }
        }
    }
}

/// A fault of the YAML, with what only a pack knows: the range of a number, and what an empty file is.
fn refused(file: &str, fault: yaml::Fault) -> PackFault {
    let yaml::Fault { place, path, kind } = fault;
    let key = path.rsplit('.').next().unwrap_or_default();
    let bounds = match key {
        "schema" => Some((1, Manifest::SCHEMA.into())),
        key => Quantity::of_key(key).map(Quantity::range),
    };
    let kind = match kind {
        FaultKind::Empty if file != MANIFEST => PackFaultKind::EmptyArea { area: stem(Path::new(file)) },
        kind => kind.within(bounds).into(),
    };
    PackFault { file: file.into(), place, path, kind }
}

/// The name of a file without its ending.
fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
