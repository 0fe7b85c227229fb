//! Which file goes by a name. Whatever acts on an assessment is given the file that was found here, never the name again.

use std::{
    collections::HashMap,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::{
    Attempt, FileSystemFault, FolderFile, Store, StoreError, atomic, directory::stem, display_name,
    listing::look_at, look, slug,
};
use crate::yaml::{self, Limits};

/// How much of a file is read to find its display name, which is in one of its first lines.
const HEAD: usize = 4096;

/// How well a file fits a name, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The name is the path of the file.
    Path,
    /// The name is the display name, or the name of the file with `.yaml`.
    Exact,
    /// The user would take one name for the other.
    Alike,
    /// The name is that of the file without `.yaml`.
    File,
}

impl Store {
    /// The assessment that goes by this name: by the path or the name of its file, by its display name, else by one that
    /// looks alike, else by the name of its file without `.yaml`. [`StoreError::Several`] if more than one fits best.
    pub fn find(&self, name: &str) -> Result<FolderFile, StoreError> {
        Ok(look_at(self.find_file(name)?)?)
    }

    /// The file of the assessment that goes by this name, as [`Store::find`] has it. Of each file it reads no more than
    /// the first lines, unless they do not say the name.
    pub fn find_file(&self, name: &str) -> Result<PathBuf, StoreError> {
        let wanted = Wanted::new(name);
        let mut fitting: Vec<(Fit, PathBuf)> = Vec::new();
        let mut names = Vec::new();
        for path in self.files()? {
            let Some(known) = name_of(&path) else { continue };
            match wanted.fit(&path, &known) {
                Some(fit) => fitting.push((fit, path)),
                None => names.push(known),
            }
        }
        let Some(best) = fitting.iter().map(|(fit, _)| *fit).min() else {
            let Wanted { name, .. } = wanted;
            return Err(StoreError::Unknown { nearest: nearest(&name, names), name });
        };
        let best = fitting.into_iter().filter(|(fit, _)| *fit == best).map(|(_, path)| path);
        match <[_; 1]>::try_from(best.collect::<Vec<_>>()) {
            Ok([path]) => Ok(path),
            Err(mut files) => {
                files.sort();
                Err(StoreError::Several { name: wanted.name, files })
            }
        }
    }

    /// Another file than `own` that goes by this name or by one that looks alike.
    pub(super) fn other_of_name(
        &self,
        name: &str,
        own: Option<&Path>,
    ) -> Result<Option<PathBuf>, FileSystemFault> {
        let others = self.files()?.into_iter().filter(|path| Some(path.as_path()) != own);
        let wanted = Wanted::new(name);
        let mut named =
            others.filter(|path| name_of(path).is_some_and(|name| wanted.fit(path, &name).is_some()));
        Ok(named.next())
    }

    /// The files in the folder of assessments, in no order.
    pub(super) fn files(&self) -> Result<Vec<PathBuf>, FileSystemFault> {
        files(&self.assessments)
    }
}

impl FolderFile {
    /// Whether the user would take its name, or that of its file, for `name`.
    pub(super) fn is_called(&self, name: &str) -> bool {
        Wanted::new(name).fit(&self.path, &self.name).is_some()
    }
}

/// What a name that the user wrote may mean.
struct Wanted {
    /// As a display name.
    name: String,
    /// As the name of a file.
    file: String,
    /// As the path of a file; `None` if it is none.
    path: Option<PathBuf>,
    look: String,
    slug: Option<String>,
}

impl Wanted {
    fn new(written: &str) -> Self {
        let name = display_name(written);
        let (look, slug) = (look(&name), slug(&name));
        Self { name, file: written.to_owned(), path: real_path(Path::new(written)), look, slug }
    }

    /// How well a file fits; `None` if it does not.
    fn fit(&self, path: &Path, name: &str) -> Option<Fit> {
        if self.is_path(path) {
            Some(Fit::Path)
        } else if name == self.name || self.is_file(path) {
            Some(Fit::Exact)
        } else if self.looks_like(name) {
            Some(Fit::Alike)
        } else {
            self.is_stem(path).then_some(Fit::File)
        }
    }

    fn is_path(&self, path: &Path) -> bool {
        self.path.is_some() && real_path(path) == self.path
    }

    fn is_file(&self, path: &Path) -> bool {
        path.file_name().is_some_and(|file| file == self.file.as_str())
    }

    fn is_stem(&self, path: &Path) -> bool {
        let stem = stem(path);
        self.looks_like(&stem) || self.slug.as_ref() == Some(&stem)
    }

    fn looks_like(&self, name: &str) -> bool {
        !self.look.is_empty() && look(name) == self.look
    }
}

/// A path with a separator, whose folder is there, without links in its folders.
fn real_path(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty())?;
    Some(folder.canonicalize().ok()?.join(path.file_name()?))
}

/// Of each file, whether the user could take the name of another one for its own, so that its name alone does not say which
/// file is meant.
pub fn share_names(all: &[FolderFile]) -> Vec<bool> {
    let looks: Vec<String> = all.iter().map(|listed| look(&listed.name)).collect();
    let mut counts = HashMap::new();
    for look in &looks {
        *counts.entry(look).or_insert(0) += 1;
    }
    looks.iter().map(|look| counts[look] > 1).collect()
}

/// The name that a file goes by: the one in its first lines, else what reading it whole gives. `None` if it is gone.
fn name_of(path: &Path) -> Option<String> {
    quick_name(path).or_else(|| Some(look_at(path.to_owned()).ok()?.name))
}

/// The display name in the first lines of a file; `None` where they do not say it in one line.
pub(super) fn quick_name(path: &Path) -> Option<String> {
    #[derive(Deserialize)]
    struct NameLine {
        name: String,
    }

    let head = yaml::read_head(path, HEAD).ok()?;
    let head = String::from_utf8_lossy(&head);
    let mut lines = head.split_inclusive('\n').skip_while(|line| !line.starts_with("name:"));
    // The last line may be cut, and a text may go on in the next one.
    let line = lines.next().filter(|line| line.ends_with('\n'))?;
    if lines.next().is_none_or(|next| next.starts_with([' ', '\t', '\n', '\r'])) {
        return None;
    }
    let NameLine { name } = yaml::parse(line, Limits::SMALL).ok()?;
    Some(display_name(&name)).filter(|name| !name.is_empty())
}

/// The files of a folder that may be assessments, in no order; none if the folder is not there.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>, FileSystemFault> {
    let failed = |error| atomic::fault(folder, Attempt::List)(error);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(failed)?,
    };
    let mut all = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        if is_assessment(&path) {
            all.push(path);
        }
    }
    Ok(all)
}

/// Whether a file of this path may be an assessment: it ends in `.yaml` and is not hidden.
pub(super) fn is_assessment(path: &Path) -> bool {
    let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !is_hidden && path.extension().is_some_and(|extension| extension == "yaml")
}

/// The name that holds what was typed or looks most like it, if any comes near.
fn nearest(name: &str, names: Vec<String>) -> Option<String> {
    let typed = name.to_lowercase();
    let likeness = |other: &String| {
        let other = other.to_lowercase();
        if other.contains(&typed) { 1.0 } else { strsim::jaro_winkler(&typed, &other) }
    };
    let best = names
        .into_iter()
        .map(|other| (likeness(&other), other))
        .max_by(|one, other| one.0.total_cmp(&other.0));
    best.filter(|(likeness, _)| *likeness >= 0.8 && !typed.is_empty()).map(|(_, name)| name)
}

#[cfg(test)]
mod tests;
