//! Symbolic links among the program's files. A link is moved and removed as a link, and the program never writes
//! through a link that leads out of its folder. The folder itself may be a link, because users place it elsewhere.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::StoreError;

/// The target of the link at `path` if it is outside the link's folder or missing; `None` for everything else.
pub(super) fn leads_out(path: &Path) -> Option<PathBuf> {
    let link = path.read_link().ok()?;
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    match (path.canonicalize(), folder) {
        (Ok(target), Some(folder)) if target.starts_with(&folder) => None,
        (Ok(target), _) => Some(target),
        // The target is missing, so only the path written in the link can be returned.
        (Err(_), _) => Some(path.parent().map_or_else(|| link.clone(), |parent| parent.join(&link))),
    }
}

/// Fails with [`StoreError::LeadsOut`] if `path` is a link that leads out of its folder or has no target.
pub(super) fn refuse_outside(path: &Path) -> Result<(), StoreError> {
    match leads_out(path) {
        Some(target) => Err(StoreError::LeadsOut { path: path.to_owned(), target }),
        None => Ok(()),
    }
}

/// Whether two different paths are hard links to one file. Always `false` on Windows.
#[cfg(unix)]
pub(super) fn are_one_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |path: &Path| path.symlink_metadata().ok().map(|metadata| (metadata.dev(), metadata.ino()));
    one != other && number(one).is_some() && number(one) == number(other)
}

#[cfg(not(unix))]
pub(super) fn are_one_file(_one: &Path, _other: &Path) -> bool {
    false
}

/// Creates a link at `to` with the same target text as the link at `from`.
#[cfg(unix)]
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(from.read_link()?, to)
}

#[cfg(not(unix))]
pub(super) fn copy(_from: &Path, _to: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
