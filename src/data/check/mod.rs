//! Checks of a pack's contents: names, languages, ranges and circular needs. Pure: reads no file, and words no message.

mod area;
mod manifest;
mod needs;
mod text;

use std::{
    collections::{BTreeMap, HashMap},
    path::PathBuf,
};

use super::fault::no_faults;
use super::{FileFault, Noun, PackFaultKind, PackFaults, Quantity};
use crate::model::{Area, Manifest};
use crate::search::nearest;
use crate::yaml::{MadeUp, Place, Places};

/// A file of a pack that could be parsed.
#[derive(Debug, Clone)]
pub struct PackFile<T> {
    /// The path, relative to the pack's folder.
    pub file: PathBuf,
    /// The parsed contents.
    pub content: T,
    /// The position of each value in the file.
    pub places: Places,
    /// Paths of values that stand in for unreadable ones. Faults in them are not reported, because the values are not
    /// in the file.
    pub made_up: MadeUp,
}

impl<T> PackFile<T> {
    pub(super) fn fault<K>(&self, path: String, kind: K) -> FileFault<K> {
        FileFault { file: self.file.clone(), place: Some(self.places.at(&path)), path, kind }
    }

    /// Adds a fault at `path`, unless the value there is made up.
    fn add_fault(&self, faults: &mut PackFaults, path: String, kind: PackFaultKind) {
        if !self.made_up.holds(&path) {
            faults.push(self.fault(path, kind));
        }
    }
}

/// Whether every area of the manifest was parsed completely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// Every area is complete.
    Whole,
    /// Some areas, or parts of them, could not be parsed. Names that may be defined there do not count as missing.
    Partial,
}

/// All faults in the contents of the parsed files of a pack.
pub fn check(
    manifest: &PackFile<Manifest>,
    areas: &[PackFile<Area>],
    completeness: Completeness,
) -> PackFaults {
    let mut names = Names::default();
    let mut faults = no_faults();
    let languages = &languages(&manifest.content);
    let mut page = CheckedFile { pack_file: manifest, languages, faults: &mut faults };
    manifest::check(&mut page, &mut names);
    // A made-up manifest lacks names that the areas use, so checking them would report faults that are not there.
    if !manifest.made_up.is_empty() {
        names.suggest(&mut faults);
        return faults;
    }
    for area in areas {
        let mut page = CheckedFile { pack_file: area, languages, faults: &mut faults };
        area::collect_names(&mut page, &mut names);
    }
    let questions = areas.iter().flat_map(|area| &area.content.questions);
    let asked = questions.flat_map(|question| &question.clauses).collect();
    let rest = area::Rest { manifest: &manifest.content, names: &names, asked, completeness };
    for area in areas {
        let mut page = CheckedFile { pack_file: area, languages, faults: &mut faults };
        area::check(&mut page, &rest);
    }
    needs::check(areas, &mut faults);
    names.suggest(&mut faults);
    faults
}

/// The languages of a pack, without repetitions. Empty if the pack declares too many: that one fault is reported, and
/// not a missing text for each language.
fn languages(manifest: &Manifest) -> Vec<String> {
    let mut languages: Vec<String> = Vec::new();
    if manifest.languages.len() <= MOST_LANGUAGES {
        for language in &manifest.languages {
            if !languages.contains(language) {
                languages.push(language.clone());
            }
        }
    }
    languages
}

/// The highest number of languages in a pack.
const MOST_LANGUAGES: usize = 50;

/// Whether `name` can be an id, which is also a file name: 1 to 64 letters a to z, digits and hyphens.
pub(super) fn is_plain_word(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A file being checked, and the list for its faults.
struct CheckedFile<'a, T> {
    pack_file: &'a PackFile<T>,
    languages: &'a [String],
    faults: &'a mut PackFaults,
}

impl<T> CheckedFile<'_, T> {
    fn fault(&mut self, path: impl Into<String>, kind: PackFaultKind) {
        self.pack_file.add_fault(self.faults, path.into(), kind);
    }

    /// Checks a number against a range. An empty range, such as levels of an empty scale, is reported elsewhere.
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

    /// Checks the form of an id, and that it is unique among names of its kind.
    fn name(&mut self, names: &mut Names, noun: Noun, id: &str, path: String) {
        if !is_plain_word(id) {
            self.fault(path.clone(), PackFaultKind::Malformed { noun, found: id.to_owned() });
        }
        self.unique(names, noun, id, path);
    }

    fn unique(&mut self, names: &mut Names, noun: Noun, id: &str, path: String) {
        let place = self.pack_file.places.at(&path);
        let known = names.0.entry(noun).or_default();
        if let Some((file, place)) = known.get(id).cloned() {
            self.fault(path, PackFaultKind::Duplicate { noun, id: id.to_owned(), file, place });
        } else {
            known.insert(id.to_owned(), (self.pack_file.file.clone(), place));
        }
    }

    fn known(&mut self, names: &Names, noun: Noun, id: &str, path: String) {
        if !names.0.get(&noun).is_some_and(|known| known.contains_key(id)) {
            self.fault(path, PackFaultKind::Unknown { noun, id: id.to_owned(), nearest: None });
        }
    }
}

/// Every name of a pack with its position, by kind.
#[derive(Default)]
struct Names(HashMap<Noun, BTreeMap<String, (PathBuf, Place)>>);

/// The highest number of name comparisons per check: enough to compare 100 unknown names with 1000 known ones.
const MOST_COMPARISONS: usize = 100 * 1000;

impl Names {
    /// Adds the most similar known name to each unknown one. Only for the faults that are shown: comparing every name
    /// of a broken pack would take long.
    fn suggest(&self, faults: &mut PackFaults) {
        let mut left = MOST_COMPARISONS;
        for fault in faults.first_mut() {
            let PackFaultKind::Unknown { noun, id, nearest: found } = &mut fault.kind else { continue };
            let known = self.0.get(noun).into_iter().flatten().map(|(name, _)| name.as_str());
            *found = nearest(id, known.take(left)).map(str::to_owned);
            left = left.saturating_sub(self.0.get(noun).map_or(0, BTreeMap::len));
        }
    }
}
