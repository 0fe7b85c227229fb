//! What a folder and the first lines of its files say about the assessments in it, without parsing one: which files there
//! are, and their names.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::{
    display_name,
    fault::{Attempt, FileSystemFault, fault},
};
use crate::yaml::{self, Limits};

/// Number of bytes read to find the display name, which is in one of the first lines.
const HEAD: usize = 4096;

/// The files of a folder that may be assessments, in no order. Empty if the folder does not exist.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>, FileSystemFault> {
    Ok(directory_entries(folder)?.iter().map(fs::DirEntry::path).collect())
}

/// Like [`files`], with what the folder itself says about each file.
pub(super) fn directory_entries(folder: &Path) -> Result<Vec<fs::DirEntry>, FileSystemFault> {
    let failed = |error| fault(folder, Attempt::List)(error);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(failed)?,
    };
    let mut all = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        if is_assessment(Path::new(&entry.file_name())) {
            all.push(entry);
        }
    }
    Ok(all)
}

/// Whether a file at this path may be an assessment: it ends in `.yaml` and is not hidden.
pub(super) fn is_assessment(path: &Path) -> bool {
    let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !is_hidden && path.extension().is_some_and(|extension| extension == "yaml")
}

/// The name of a file without its extension.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The display name from the first lines of a file, without parsing all of it. `None` if it is not on a single line
/// there.
pub(super) fn quick_name(path: &Path) -> Option<String> {
    #[derive(Deserialize)]
    struct NameLine {
        name: String,
    }

    let head = yaml::read_head(path, HEAD).ok()?;
    let head = String::from_utf8_lossy(&head);
    let mut lines = head.split_inclusive('\n').skip_while(|line| !line.starts_with("name:"));
    // The last line may be incomplete, and a text may continue on the next line.
    let line = lines.next().filter(|line| line.ends_with('\n'))?;
    if lines.next().is_none_or(|next| next.starts_with([' ', '\t', '\n', '\r'])) {
        return None;
    }
    let NameLine { name } = yaml::parse(line, Limits::SMALL).ok()?;
    Some(display_name(&name)).filter(|name| !name.is_empty())
}
