//! Finds the questionnaire that a command works on.

use std::fs;
use std::path::Path;

use super::{Failure, Session};
use crate::bidi::ltr;
use crate::data::{self, MANIFEST, embedded};
use crate::explain::Explanation;
use crate::i18n::Messages;
use crate::model::Pack;
use crate::paths::Paths;
use crate::store::atomic;

/// The pack where none is named.
pub const DEFAULT: &str = "whole-of-government";

/// The pack of this id: the user's own, else a bundled one.
pub fn find(paths: &Paths, id: &str, words: &Messages) -> Result<Pack, Failure> {
    let is_plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let own = paths.questionnaires().join(id);
    if is_plain && !id.is_empty() && own.join(MANIFEST).exists() {
        return load(&own, words);
    }
    embedded::pack(id).ok_or_else(|| unknown(paths, id, words))
}

/// The pack of this id, or the one in this folder, which is copied to the user's packs so that it is found again.
pub fn named(session: &Session, name: &str) -> Result<Pack, Failure> {
    let folder = Path::new(name);
    if !folder.join(MANIFEST).is_file() {
        return find(&session.paths, name, session.words);
    }
    let pack = load(folder, session.words)?;
    if find(&session.paths, &pack.manifest.id, session.words).is_ok_and(|known| known == pack) {
        return Ok(pack);
    }
    let home = session.paths.questionnaires().join(&pack.manifest.id);
    if home.exists() || embedded::pack(&pack.manifest.id).is_some() {
        let words = &session.words.errors.pack;
        let told = Explanation::new(words.taken.fill(&[("id", &pack.manifest.id)]));
        return Err(told.at(ltr(&home.display().to_string())).advise(&words.taken_do).into());
    }
    copy(folder, &home, &pack).map_err(|fault| session.failed(&fault))?;
    Ok(pack)
}

/// The files of the pack, the manifest last, so that a copy that was interrupted is no pack.
fn copy(from: &Path, to: &Path, pack: &Pack) -> Result<(), atomic::FileFault> {
    atomic::create_folder(to)?;
    let areas = pack.areas.iter().map(|area| format!("{}.yaml", area.id));
    for file in areas.chain([MANIFEST.to_owned()]) {
        let source = from.join(&file);
        let text = fs::read(&source).map_err(|error| atomic::FileFault {
            path: source.clone(),
            attempt: atomic::Attempt::Read,
            kind: error.kind(),
        })?;
        atomic::replace(&to.join(&file), text)?;
    }
    Ok(())
}

fn load(folder: &Path, words: &Messages) -> Result<Pack, Failure> {
    data::load(folder).map_err(|_| {
        let (pack, folder) = (&words.errors.pack, folder.display().to_string());
        let told = Explanation::new(pack.faulty.fill(&[("name", &folder)]));
        told.advise(pack.faulty_do.fill(&[("folder", &folder)])).into()
    })
}

fn unknown(paths: &Paths, name: &str, words: &Messages) -> Failure {
    let pack = &words.errors.pack;
    let folder = paths.questionnaires().display().to_string();
    let told = Explanation::new(pack.unknown_pack.fill(&[("name", &name)]));
    let known = embedded::pack_ids;
    let told = told.suggest(crate::yaml::nearest(name, known()), known(), words);
    told.advise(pack.unknown_pack_do.fill(&[("folder", &folder)])).into()
}
