//! The packs and themes in the program, converted from YAML to JSON when it was built.

use std::sync::{Arc, OnceLock};

use serde::Deserialize;

use super::{Completeness, MANIFEST, PackFaults, PackFile, check};
use crate::model::{Area, Manifest, Pack, read_bundled};
use crate::yaml::{MadeUp, Places};

mod generated {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

use generated::{PACKS, THEMES};

/// The id of the pack that is used if the user chooses none.
pub const DEFAULT_PACK: &str = "whole-of-government";

/// File names without `.yaml`, each with the file's contents as JSON.
type Documents = &'static [(&'static str, &'static str)];

/// The id of a pack, the JSON of its manifest, and the JSON of its areas.
type PackDocuments = (&'static str, &'static str, Documents);

/// The bundled pack with this id, which is the name of its folder. `None` if there is none.
///
/// Parses about a millisecond each time, so callers that need the pack twice should store it.
///
/// # Panics
/// Never in a tested build: a test parses every bundled pack.
pub fn pack(id: &str) -> Option<Pack> {
    let (_, manifest, areas) = PACKS.iter().find(|(name, ..)| *name == id)?;
    let manifest: Manifest = read(manifest);
    let areas = manifest.areas.iter().map(|id| area(areas, id)).collect();
    Some(Pack::new(manifest, areas))
}

/// The faults of a bundled pack, by the same rules as for the user's own packs. `None` if there is no such pack. The
/// faults have a file but no line, because the JSON contains no lines.
pub fn faults(id: &str) -> Option<PackFaults> {
    let Pack { manifest, areas, .. } = pack(id)?;
    let areas: Vec<PackFile<Area>> =
        areas.into_iter().map(|area| pack_file(&format!("{}.yaml", area.id), area)).collect();
    let manifest = pack_file(MANIFEST, manifest);
    let mut faults = check(&manifest, &areas, Completeness::Whole);
    faults.first_mut().iter_mut().for_each(|fault| fault.place = None);
    Some(faults)
}

fn pack_file<T>(file: &str, content: T) -> PackFile<T> {
    PackFile { file: file.into(), content, places: Places::default(), made_up: MadeUp::default() }
}

/// The pack that is used if the user chooses none. Parsed once per process.
pub fn default_pack() -> Arc<Pack> {
    static DEFAULT: OnceLock<Arc<Pack>> = OnceLock::new();
    let read = || Arc::new(pack(DEFAULT_PACK).expect("the default pack is bundled"));
    Arc::clone(DEFAULT.get_or_init(read))
}

/// The ids of the bundled packs, sorted.
pub fn pack_ids() -> impl ExactSizeIterator<Item = &'static str> {
    PACKS.iter().map(|(id, ..)| *id)
}

/// Whether a bundled pack has this id.
pub fn is_bundled(id: &str) -> bool {
    pack_ids().any(|bundled| bundled == id)
}

/// The JSON of the bundled theme with this name. `None` if there is none.
pub fn theme_json(name: &str) -> Option<&'static str> {
    named(THEMES, name)
}

/// The names of the bundled themes, sorted.
pub fn theme_names() -> impl ExactSizeIterator<Item = &'static str> {
    THEMES.iter().map(|(name, _)| *name)
}

fn area(areas: Documents, id: &str) -> Area {
    let json = named(areas, id).expect("a bundled pack has a file for each area it names");
    read(json)
}

fn read<T: Deserialize<'static>>(json: &'static str) -> T {
    read_bundled(json, |json| serde_json::from_str(json).expect("a bundled pack is tested"))
}

fn named(documents: Documents, name: &str) -> Option<&'static str> {
    documents.iter().find(|(known, _)| *known == name).map(|(_, json)| *json)
}

#[cfg(test)]
mod tests;
