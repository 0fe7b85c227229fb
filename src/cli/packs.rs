//! Finds the questionnaire that a command works on.

use super::Failure;
use crate::data::embedded;
use crate::explain::Explanation;
use crate::i18n::Messages;
use crate::model::Pack;
use crate::paths::Paths;

/// The pack of this id.
pub fn find(paths: &Paths, name: &str, words: &Messages) -> Result<Pack, Failure> {
    embedded::pack(name).ok_or_else(|| unknown(paths, name, words))
}

fn unknown(paths: &Paths, name: &str, words: &Messages) -> Failure {
    let pack = &words.errors.pack;
    let folder = paths.questionnaires().display().to_string();
    let told = Explanation::new(pack.unknown_pack.fill(&[("name", &name)]));
    let known = || embedded::pack_ids();
    let told = told.suggest(crate::yaml::nearest(name, known()), known(), words);
    told.advise(pack.unknown_pack_do.fill(&[("folder", &folder)])).into()
}
