//! Checks of a pack's contents: names, languages, ranges and circular needs. Pure: reads no file, and words no message.

mod area;
mod checked_file;
mod manifest;
mod needs;
mod text;

use super::pack_file::{PackFile, no_faults};
use super::{Noun, PackFaults};
use crate::model::{Area, Manifest};

pub(super) use checked_file::is_plain_word;

use checked_file::{CheckedFile, Names};

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
    let languages = &manifest::declared_languages(manifest);
    let mut page = CheckedFile { pack_file: manifest, languages, faults: &mut faults };
    manifest::check(&mut page, &mut names);
    if completeness == Completeness::Partial {
        names.lack_some(Noun::Clause);
        names.lack_some(Noun::Question);
    }
    for area in areas {
        let mut page = CheckedFile { pack_file: area, languages, faults: &mut faults };
        area::collect_names(&mut page, &mut names);
    }
    let questions = || areas.iter().flat_map(|area| &area.content.questions);
    let asked = questions().flat_map(|question| &question.clauses).collect();
    let left_out = |question| area::left_out(&manifest.content, question);
    let left_out = questions()
        .filter(|question| !question.without_levels.is_empty())
        .map(|question| (&question.id, left_out(question)));
    let rest = area::Rest { manifest: &manifest.content, names: &names, asked, left_out: left_out.collect() };
    for area in areas {
        let mut page = CheckedFile { pack_file: area, languages, faults: &mut faults };
        area::check(&mut page, &rest);
    }
    if names.has_all(Noun::Level) {
        needs::check(&manifest.content, areas, &mut faults);
    }
    names.suggest(&mut faults);
    faults
}
