//! Finds the pack that a command works on, and installs packs from folders.

use std::path::Path;
use std::sync::Arc;

use super::{CommandContext, Failure};
use crate::bidi::ltr_path;
use crate::data::{self, MANIFEST, embedded};
use crate::explain::{Explain, Explanation};
use crate::model::Pack;
use crate::store::{Attempt, FileSystemFault, atomic};
use crate::yaml::{self, Limits, Links};

/// The pack with this id, or the pack in this folder. The latter is copied to the user's packs, because assessments
/// refer to packs by id only.
///
/// Fails if the pack has faults, or if another pack has its id.
pub fn named(context: &mut CommandContext, name: &str) -> Result<Arc<Pack>, Failure> {
    let folder = Path::new(name);
    if !folder.join(MANIFEST).is_file() {
        return context.pack(name);
    }
    let pack = data::load(folder).map_err(|faults| {
        let error = data::PackError::Faulty { folder: folder.to_owned(), faults };
        Failure::from(error.explain(context.words))
    })?;
    let id = pack.manifest.id.clone();
    // The same pack is installed already.
    if context.pack(&id).is_ok_and(|known| *known == pack) {
        return Ok(Arc::new(pack));
    }
    let home = context.paths.questionnaires().join(&id);
    if home.exists() || embedded::pack_ids().any(|known| known == id) {
        let words = &context.words.errors.pack;
        let explanation = Explanation::new(words.taken.fill(&[("id", &id)]));
        return Err(explanation.at(ltr_path(home)).advise(&words.taken_do).into());
    }
    copy(folder, &home, &pack).map_err(|fault| context.failed(&fault))?;
    Ok(context.add_pack(pack))
}

/// Copies the files of a pack. The manifest is last, so that an interrupted copy does not count as a pack.
fn copy(from: &Path, to: &Path, pack: &Pack) -> Result<(), FileSystemFault> {
    atomic::create_folder(to)?;
    let areas = pack.areas.iter().map(|area| format!("{}.yaml", area.id));
    for file in areas.chain([MANIFEST.to_owned()]) {
        let source = from.join(&file);
        let text = yaml::read_bytes(&source, Limits::PACK.bytes, Links::Followed)
            .map_err(|error| FileSystemFault::new(&source, Attempt::Read, &error.into()))?;
        atomic::create(&to.join(&file), text)?;
    }
    Ok(())
}
