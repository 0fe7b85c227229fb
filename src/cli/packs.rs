//! Finds the pack that a command works on, and installs packs from folders.

use std::path::Path;
use std::sync::Arc;

use super::{CommandContext, Failure, failure};
use crate::bidi::ltr_path;
use crate::data::{self, MANIFEST, embedded};
use crate::explain::{Explain, Explanation};
use crate::model::{Pack, is_later_version};
use crate::store::pack_folder;

/// The pack with this id, or the pack in this folder. The latter is copied to the user's packs, because assessments
/// refer to packs by id only. There it replaces an earlier version of itself, which moves to the bin.
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
    let words = &context.words.errors.pack;
    let home = context.paths.questionnaires().join(&id);
    if embedded::is_bundled(&id) {
        let explanation = Explanation::new(words.taken_by_bundled.fill(&[("id", &id)]));
        return Err(explanation.at(ltr_path(folder)).advise(&words.taken_other_id).into());
    }
    let Some(installed) = context.packs().folder_of(&id) else {
        pack_folder::copy(folder, &home, &pack).map_err(|fault| context.failed(&fault))?;
        return Ok(context.add_pack(pack));
    };
    let before = context.packs().find(&id);
    let before = match before.as_deref().map_err(|error| &**error) {
        Ok(before) if before.manifest.id == id && is_newer(&pack, before) => before.manifest.version.clone(),
        // What has faults is of no use.
        Err(data::PackError::Faulty { .. }) => "?".to_owned(),
        _ => {
            let explanation = Explanation::new(words.taken.fill(&[("id", &id)]));
            return Err(explanation.at(ltr_path(&installed)).advise(&words.taken_do).into());
        }
    };
    let kept = pack_folder::replace(folder, &installed, &home, &context.paths.bin(), &pack);
    let kept = kept.map_err(|fault| context.failed(&fault))?;
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("id", &id), ("before", &before), ("after", &pack.manifest.version)];
    let explanation =
        Explanation::new(words.replaced.fill(&values)).at(ltr_path(kept)).advise(&words.replaced_do);
    failure::warn(&mut context.errors, &explanation, context.words)?;
    Ok(context.add_pack(pack))
}

/// Whether a pack has a higher version number than another one.
fn is_newer(pack: &Pack, other: &Pack) -> bool {
    is_later_version(&pack.manifest.version, &other.manifest.version)
}
