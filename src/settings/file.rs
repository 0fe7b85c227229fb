//! A file in the config folder that the user and other versions of the program also write.
//!
//! It preserves what it does not understand. It knows no single setting.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};
use serde_yaml::Mapping;

use crate::{
    paths::Paths,
    store::{Attempt, FileSystemFault, atomic, fault},
    yaml::{self, Fault, FaultKind, Limits, Places, ReadFault},
};

/// The type that a file of the config folder is read as.
pub(super) trait ConfigFile: Default + Clone + Serialize + DeserializeOwned {
    /// The keys of a file that this type does not know.
    fn unknown_keys(places: &Places) -> Vec<Fault>;
}

/// The contents of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loaded<T> {
    /// The values that this version knows.
    pub value: T,
    /// The first keys and values that this version does not know. They have no effect and stay in the file.
    pub unknown: Vec<UnknownEntry>,
}

/// The most unknown keys and values that are reported for one file.
const MOST_UNKNOWN: usize = 10;

/// A key or a value that this version does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownEntry {
    /// The file.
    pub path: PathBuf,
    /// The key or the value, its position and the most similar known one.
    pub fault: Fault,
}

/// Why the settings or the terminals could not be read or changed. The file is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The file has a fault.
    #[error("{}: {fault}", path.display())]
    Fault {
        /// The file.
        path: PathBuf,
        /// The fault, with its position.
        fault: Box<Fault>,
    },
    /// The file system returned an error.
    #[error(transparent)]
    File(#[from] FileSystemFault),
    /// The file is a link that leads out of the config folder. The program does not write outside it.
    #[error("{} leads out of its folder, to {}", path.display(), target.display())]
    LeadsOut {
        /// The link.
        path: PathBuf,
        /// The target of the link.
        target: PathBuf,
    },
}

/// The error for a change to the settings or the terminals that was not saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not saved: {0}")]
pub struct NotSaved(#[from] pub SettingsError);

/// Reads a file; a missing or empty file gives the default.
pub(super) fn load<T: ConfigFile>(path: &Path) -> Result<Loaded<T>, SettingsError> {
    read(path).map(|(_, loaded)| loaded)
}

/// Whether the path does not exist; a broken link exists.
pub(super) fn is_absent(path: &Path) -> bool {
    path.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// The text of a file and its contents.
fn read<T: ConfigFile>(path: &Path) -> Result<(String, Loaded<T>), SettingsError> {
    let wrong = |fault| SettingsError::Fault { path: path.to_owned(), fault: Box::new(fault) };
    let text = match yaml::read(path, Limits::SMALL) {
        Ok(text) => text,
        Err(ReadFault::Fault(fault)) => return Err(wrong(fault)),
        Err(ReadFault::Io(error)) if error.kind() == ErrorKind::NotFound && is_absent(path) => String::new(),
        Err(ReadFault::Io(error)) => return Err(fault(path, Attempt::Read)(error).into()),
    };
    let mut unknown = Vec::new();
    let value = match yaml::parse_with_places::<T>(&text, Limits::SMALL) {
        Err(fault) if fault.kind == FaultKind::Empty => T::default(),
        Err(fault) => without_unknown_values(&text, fault, &mut unknown).map_err(wrong)?,
        Ok((value, places)) => {
            unknown = T::unknown_keys(&places);
            value
        }
    };
    let unknown = unknown.into_iter().take(MOST_UNKNOWN);
    let unknown = unknown.map(|fault| UnknownEntry { path: path.to_owned(), fault }).collect();
    Ok((text, Loaded { value, unknown }))
}

/// The contents without the values that do not fit, beginning with that of `fault`. They are added to `unknown`, with the
/// unknown keys. Fails with a fault that is not one of a value.
fn without_unknown_values<T: ConfigFile>(
    text: &str,
    fault: Fault,
    unknown: &mut Vec<Fault>,
) -> Result<T, Fault> {
    let Ok((mut entries, places)) = yaml::parse_with_places::<Mapping>(text, Limits::SMALL) else {
        return Err(fault);
    };
    let mut next = fault;
    loop {
        let is_of_value = matches!(
            next.kind,
            FaultKind::UnknownWord { .. } | FaultKind::InvalidType { .. } | FaultKind::InvalidValue { .. }
        );
        if !is_of_value || !remove(&mut entries, &next.path) {
            return Err(next);
        }
        unknown.push(Fault { place: places.exact(&next.path).or(next.place), ..next });
        let rest = yaml::to_string(&entries)?;
        match yaml::parse::<T>(&rest, Limits::SMALL) {
            Ok(value) => {
                unknown.extend(T::unknown_keys(&places));
                return Ok(value);
            }
            Err(fault) => next = fault,
        }
    }
}

/// Removes the entry at a path such as `key.inner`. Returns whether there was one.
fn remove(entries: &mut Mapping, path: &str) -> bool {
    if entries.remove(path).is_some() {
        return true;
    }
    entries.iter_mut().any(|(key, value)| {
        let inner = key.as_str().and_then(|key| path.strip_prefix(key)?.strip_prefix('.'));
        inner.zip(value.as_mapping_mut()).is_some_and(|(inner, value)| remove(value, inner))
    })
}

/// Changes the current contents of a file, and creates the config folder if needed.
///
/// Returns an error instead of overwriting a file that cannot be read, or of writing through a link that leads out of
/// the folder.
pub(super) fn change<T: ConfigFile>(
    paths: &Paths,
    path: &Path,
    change: impl FnOnce(&mut T),
) -> Result<(), NotSaved> {
    if let Some(target) = atomic::way_out(path, &paths.config).map_err(SettingsError::from)? {
        return Err(SettingsError::LeadsOut { path: path.to_owned(), target }.into());
    }
    let (text, Loaded { value: before, .. }) = read::<T>(path)?;
    let mut after = before.clone();
    change(&mut after);
    let wrong = |fault| SettingsError::Fault { path: path.to_owned(), fault: Box::new(fault) };
    let changed = yaml::amend(&text, &before, &after, Limits::SMALL).map_err(wrong)?;
    if changed == text {
        return Ok(());
    }
    atomic::create_folder(&paths.config).map_err(SettingsError::from)?;
    Ok(atomic::replace(path, changed).map_err(SettingsError::from)?)
}
