//! What a pack means, checked: names, languages, ranges, and what waits for what. Pure.

mod area;
mod manifest;
mod needs;
mod text;

use std::{collections::HashMap, path::PathBuf};

use super::{FileFault, Noun, PackFault, PackFaultKind, Quantity};
use crate::model::{Area, Manifest};
use crate::yaml::{Place, Places, is_within, nearest};

/// One file that could be read.
#[derive(Debug, Clone)]
pub struct Sheet<T> {
    /// The file, relative to the pack's folder.
    pub file: PathBuf,
    /// What it holds.
    pub content: T,
    /// Where it stands.
    pub places: Places,
    /// Paths whose values stand in for some of the wrong shape; what follows from them is no fault.
    pub made_up: Vec<String>,
}

impl<T> Sheet<T> {
    pub(super) fn fault<K>(&self, path: String, kind: K) -> FileFault<K> {
        FileFault { file: self.file.clone(), place: Some(self.places.at(&path)), path, kind }
    }
}

/// Whether every area of the manifest is there to be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// All are, as they stand in their files.
    Whole,
    /// Some could not be read, or not in full: what they might hold is not missed.
    Partial,
}

/// Everything that is wrong with what the files of a pack say, in no order.
pub fn check(
    manifest: &Sheet<Manifest>,
    areas: &[Sheet<Area>],
    completeness: Completeness,
) -> Vec<PackFault> {
    let mut names = Names::default();
    let mut faults = Vec::new();
    let mut languages: Vec<String> = Vec::new();
    for language in &manifest.content.languages {
        if !languages.contains(language) {
            languages.push(language.clone());
        }
    }
    let languages = &languages;
    let mut page = Page { sheet: manifest, languages, faults: &mut faults };
    manifest::check(&mut page, &mut names);
    if !manifest.made_up.is_empty() {
        return only_of_the_files(faults, manifest, &[]);
    }
    for area in areas {
        let mut page = Page { sheet: area, languages, faults: &mut faults };
        area::collect_names(&mut page, &mut names);
    }
    let questions = areas.iter().flat_map(|area| &area.content.questions);
    let asked = questions.flat_map(|question| &question.clauses).collect();
    let rest = area::Rest { manifest: &manifest.content, names: &names, asked, completeness };
    for area in areas {
        let mut page = Page { sheet: area, languages, faults: &mut faults };
        area::check(&mut page, &rest);
    }
    needs::check(areas, &mut faults);
    only_of_the_files(faults, manifest, areas)
}

/// Leaves out the faults of values that do not stand in the files.
fn only_of_the_files(
    mut faults: Vec<PackFault>,
    manifest: &Sheet<Manifest>,
    areas: &[Sheet<Area>],
) -> Vec<PackFault> {
    let areas = areas.iter().map(|area| (&area.file, &area.made_up));
    let made_up: HashMap<_, _> = areas.chain([(&manifest.file, &manifest.made_up)]).collect();
    faults.retain(|fault| {
        let made_up = made_up.get(&fault.file).copied().into_iter().flatten();
        !made_up.into_iter().any(|outer| is_within(&fault.path, outer))
    });
    faults
}

/// Whether `name` can be an id, and with it a file's name: 1 to 64 small letters, digits and hyphens.
pub(super) fn is_plain_word(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A file under check, and where its faults go.
struct Page<'a, T> {
    sheet: &'a Sheet<T>,
    languages: &'a [String],
    faults: &'a mut Vec<PackFault>,
}

impl<T> Page<'_, T> {
    fn fault(&mut self, path: impl Into<String>, kind: PackFaultKind) {
        self.faults.push(self.sheet.fault(path.into(), kind));
    }

    /// Checks a number against its range; where no number would do, the fault lies elsewhere.
    fn range(
        &mut self,
        path: impl Into<String>,
        quantity: Quantity,
        found: impl TryInto<u64>,
        (from, to): (u64, u64),
    ) {
        let found = found.try_into().unwrap_or(u64::MAX);
        if from <= to && !(from..=to).contains(&found) {
            self.fault(path, PackFaultKind::OutOfRange { quantity, found, from, to });
        }
    }

    /// Checks that `id` has the shape of an id and that nothing else of its kind has it.
    fn name(&mut self, names: &mut Names, noun: Noun, id: &str, path: String) {
        if !is_plain_word(id) {
            self.fault(path.clone(), PackFaultKind::Malformed { noun, found: id.to_owned() });
        }
        self.unique(names, noun, id, path);
    }

    fn unique(&mut self, names: &mut Names, noun: Noun, id: &str, path: String) {
        let place = self.sheet.places.at(&path);
        let known = names.0.entry(noun).or_default();
        if let Some((file, place)) = known.get(id).cloned() {
            self.fault(path, PackFaultKind::Duplicate { noun, id: id.to_owned(), file, place });
        } else {
            known.insert(id.to_owned(), (self.sheet.file.clone(), place));
        }
    }

    fn known(&mut self, names: &Names, noun: Noun, id: &str, path: String) {
        let empty = HashMap::new();
        let known = names.0.get(&noun).unwrap_or(&empty);
        if !known.contains_key(id) {
            let mut all: Vec<_> = known.keys().map(String::as_str).collect();
            all.sort_unstable();
            let nearest = nearest(id, all).map(str::to_owned);
            self.fault(path, PackFaultKind::Unknown { noun, id: id.to_owned(), nearest });
        }
    }
}

/// Every name of a pack with where it stands, by what it names.
#[derive(Default)]
struct Names(HashMap<Noun, HashMap<String, (PathBuf, Place)>>);
