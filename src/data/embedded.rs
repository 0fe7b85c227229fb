//! What the program carries: its questionnaires and themes, read from YAML when it was built.

use std::sync::{Arc, OnceLock};

use super::{Completeness, MANIFEST, PackFaults, PackFile, check};
use crate::model::{Area, Manifest, Pack};
use crate::yaml::{MadeUp, Places};

mod generated {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

use generated::{PACKS, THEMES};

/// The id of the pack that is asked where nobody chooses another.
pub const DEFAULT_PACK: &str = "whole-of-government";

/// Names of files without `.yaml`, each with its JSON.
type Documents = &'static [(&'static str, &'static str)];

/// The id of a pack, the JSON of its manifest, and its areas.
type PackDocuments = (&'static str, &'static str, Documents);

/// The bundled pack of this id (the name of its folder), or nothing.
///
/// Reading takes about a millisecond; whoever needs a pack twice keeps it.
///
/// # Panics
/// Never in a tested build: a test reads every bundled pack.
pub fn pack(id: &str) -> Option<Pack> {
    let (_, manifest, areas) = PACKS.iter().find(|(name, ..)| *name == id)?;
    let manifest: Manifest = serde_json::from_str(manifest).expect("a bundled pack is tested");
    let areas = manifest.areas.iter().map(|id| area(areas, id)).collect();
    Some(Pack { manifest, areas })
}

/// What is wrong with what a bundled pack says, by the rules for packs of one's own; nothing if there is no such pack.
/// Its places are no more than files, because the program carries no lines.
pub fn faults(id: &str) -> Option<PackFaults> {
    let Pack { manifest, areas } = pack(id)?;
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

/// The bundled pack that is asked where nobody chooses another; read once.
pub fn default_pack() -> Arc<Pack> {
    static DEFAULT: OnceLock<Arc<Pack>> = OnceLock::new();
    let read = || Arc::new(pack(DEFAULT_PACK).expect("the default pack is bundled"));
    Arc::clone(DEFAULT.get_or_init(read))
}

/// The ids of the bundled packs, by name.
pub fn pack_ids() -> impl ExactSizeIterator<Item = &'static str> {
    PACKS.iter().map(|(id, ..)| *id)
}

/// The JSON of the bundled theme of this name, or nothing.
pub fn theme_json(name: &str) -> Option<&'static str> {
    named(THEMES, name)
}

/// The names of the bundled themes, by name.
pub fn theme_names() -> impl ExactSizeIterator<Item = &'static str> {
    THEMES.iter().map(|(name, _)| *name)
}

fn area(areas: Documents, id: &str) -> Area {
    let json = named(areas, id).expect("a bundled pack has a file for each area it names");
    serde_json::from_str(json).expect("a bundled pack is tested")
}

fn named(documents: Documents, name: &str) -> Option<&'static str> {
    documents.iter().find(|(known, _)| *known == name).map(|(_, json)| *json)
}

#[cfg(test)]
mod tests;
