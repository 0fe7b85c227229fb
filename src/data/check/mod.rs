//! Checks of a pack's contents: names, languages, ranges and circular needs. Pure: reads no file, and words no message.

mod area;
mod checked_file;
mod manifest;
mod needs;
mod text;

use super::PackFaults;
use super::pack_file::{PackFile, no_faults};
use crate::model::{Area, Manifest};

pub use area::Completeness;
pub(super) use checked_file::is_plain_word;

use checked_file::{CheckedFile, Names};

/// All faults in the contents of the parsed files of a pack.
pub fn check(
    manifest: &PackFile<Manifest>,
    areas: &[PackFile<Area>],
    completeness: Completeness,
) -> PackFaults {
    let mut names = Names::default();
    let mut faults = no_faults();
    let languages = &manifest::declared_languages(&manifest.content);
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
    needs::check(&manifest.content, areas, &mut faults);
    names.suggest(&mut faults);
    faults
}
