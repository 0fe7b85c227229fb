//! Finds the file that a name refers to. All further operations are given the file found here, never the name again, so
//! that they cannot pick another one.

use std::path::{Path, PathBuf};

use super::{
    FileSystemFault, FolderFile, Store, StoreError, display_name,
    folder::{files, quick_name, stem},
    listing::look_at,
    look, slug,
};
use crate::search::nearest_name;

/// How a name fits a file, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is the path of the file.
    Path,
    /// It is the display name or looks like it (see [`look`]), or it is the file name with `.yaml`.
    Name,
    /// It is the file name without `.yaml`.
    File,
}

impl Store {
    /// The assessment that `name` refers to: by the path or file name, or a display name that looks like it, else by the
    /// file name without `.yaml`.
    ///
    /// Fails with [`StoreError::Several`] if several files fit equally well, and with [`StoreError::Unknown`] if none
    /// does.
    pub fn find(&self, name: &str) -> Result<FolderFile, StoreError> {
        Ok(look_at(self.find_file(name)?)?)
    }

    /// The path of the assessment that [`Store::find`] finds. Reads only the first lines of each file, unless the name is
    /// not in them.
    pub fn find_file(&self, name: &str) -> Result<PathBuf, StoreError> {
        let wanted = Wanted::new(name);
        let mut fitting: Vec<(Fit, PathBuf)> = Vec::new();
        let mut names = Vec::new();
        for path in self.files()? {
            // The file was removed after the folder was listed.
            let Some(known) = name_of(&path) else { continue };
            match wanted.fit(&path, &known) {
                Some(fit) => fitting.push((fit, path)),
                None => names.push(known),
            }
        }
        let Some(best) = fitting.iter().map(|(fit, _)| *fit).min() else {
            let Wanted { name, .. } = wanted;
            let nearest = nearest_name(&name, names.iter().map(String::as_str)).map(str::to_owned);
            return Err(StoreError::Unknown { nearest, name });
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

    /// A file other than `own` that has this name or a similar-looking one.
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
    /// Whether `name` could refer to this file.
    pub(super) fn is_called(&self, name: &str) -> bool {
        Wanted::new(name).fit(&self.path, &self.name).is_some()
    }
}

/// A name as written by the user, in each of its possible meanings.
struct Wanted {
    /// As a display name.
    name: String,
    /// As a file name.
    file: String,
    /// As a path; `None` if it has no separator or its folder does not exist.
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

    /// How well the name fits the file `path` with the display name `name`; `None` if it does not.
    fn fit(&self, path: &Path, name: &str) -> Option<Fit> {
        if self.is_path(path) {
            Some(Fit::Path)
        } else if name == self.name || self.is_file(path) || self.looks_like(name) {
            Some(Fit::Name)
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

/// The path with the links in its folders resolved. `None` without a separator, or if the folder does not exist.
fn real_path(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty())?;
    Some(folder.canonicalize().ok()?.join(path.file_name()?))
}

/// The display name of a file: from its first lines if possible, else by parsing all of it. `None` if the file is gone.
fn name_of(path: &Path) -> Option<String> {
    quick_name(path).or_else(|| Some(look_at(path.to_owned()).ok()?.name))
}

#[cfg(test)]
mod tests;
