//! What a folder and the first lines of its files say about the assessments in it, without parsing one: which files there
//! are, and their names.

use std::{
    ffi::OsStr,
    fs,
    io::{self, ErrorKind},
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
    let all: io::Result<Vec<_>> =
        directory_entries(folder)?.map(|entry| entry.map(|entry| entry.path())).collect();
    let all = all.map_err(fault(folder, Attempt::List))?;
    Ok(all.into_iter().filter(|path| is_assessment(path)).collect())
}

/// Everything in a folder, in no order. Empty if the folder does not exist.
pub(super) fn directory_entries(
    folder: &Path,
) -> Result<impl Iterator<Item = io::Result<fs::DirEntry>> + Send + use<>, FileSystemFault> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        entries => Some(entries.map_err(fault(folder, Attempt::List))?),
    };
    Ok(entries.into_iter().flatten())
}

/// Whether a file at this path may be an assessment: it ends in `.yaml` and is not hidden.
pub(super) fn is_assessment(path: &Path) -> bool {
    path.file_name()
        .map(OsStr::as_encoded_bytes)
        .is_some_and(|name| name.ends_with(b".yaml") && !name.starts_with(b"."))
}

/// The name of a file without its extension.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The display name from the first lines of a file, without parsing all of it. `None` if it is not on a single line
/// there.
pub(super) fn quick_name(path: &Path) -> Option<String> {
    Some(display_name(&quick_written_name(path)?)).filter(|name| !name.is_empty())
}

/// The same name as it is written in the file.
pub(super) fn quick_written_name(path: &Path) -> Option<String> {
    #[derive(Deserialize)]
    struct NameLine {
        name: String,
    }

    let head = yaml::read_head(path, HEAD).ok()?;
    let mut lines =
        head.split_inclusive(|byte| *byte == b'\n').skip_while(|line| !line.starts_with(b"name:"));
    // The last line may be incomplete, and a text may continue on the next line.
    let line = lines.next().filter(|line| line.ends_with(b"\n"))?;
    if lines.next().is_none_or(|next| matches!(next, [b' ' | b'\t' | b'\n' | b'\r', ..])) {
        return None;
    }
    let NameLine { name } = yaml::parse(&String::from_utf8_lossy(line), Limits::SMALL).ok()?;
    Some(name)
}
