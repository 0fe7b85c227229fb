//! The folders of installed packs: copied from a folder of the user, and replaced so that the earlier one is kept.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Attempt, FileSystemFault, atomic};
use crate::data::MANIFEST;
use crate::model::Pack;
use crate::yaml::{self, Limits, Links};

/// Puts the pack of a folder in the place of an installed one. Returns the folder in the bin that the installed one moved
/// to. The copy is complete before that.
///
/// # Errors
/// If a file cannot be read, written or moved; the installed pack is then where it was.
pub fn replace(
    from: &Path,
    installed: &Path,
    home: &Path,
    bin: &Path,
    pack: &Pack,
) -> Result<PathBuf, FileSystemFault> {
    let moved = |from: &Path, to: &Path| {
        fs::rename(from, to).map_err(|error| FileSystemFault::new(to, Attempt::Move, &error))
    };
    let id = &pack.manifest.id;
    let staged = home.with_file_name(format!(".{id}"));
    // Of a program that was killed meanwhile.
    fs::remove_dir_all(&staged).unwrap_or_default();
    copy(from, &staged, pack)?;
    atomic::create_folder(bin)?;
    let free = (1..=u32::MAX).map(|number| bin.join(format!("{id}~{number}"))).find(|path| !path.exists());
    let kept = free.unwrap_or_else(|| bin.join(id));
    moved(installed, &kept)?;
    moved(&staged, home).inspect_err(|_| moved(&kept, installed).unwrap_or_default())?;
    Ok(kept)
}

/// Copies the files of a pack. The manifest is last, so that an interrupted copy does not count as a pack.
///
/// # Errors
/// If a file cannot be read or written.
pub fn copy(from: &Path, to: &Path, pack: &Pack) -> Result<(), FileSystemFault> {
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
