//! A file of the config folder that the user and other versions of the program write too.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

use crate::{
    paths::Paths,
    store::{
        Attempt, FileSystemFault,
        atomic::{self, fault},
    },
    yaml::{self, Fault, FaultKind, Limits, Places, ReadFault},
};

/// What a file of the config folder is read as.
pub(super) trait ConfigFile: Default + Clone + Serialize + DeserializeOwned {
    /// The keys of a file that this type does not know.
    fn unknown_keys(places: &Places) -> Vec<Fault>;
}

/// A file as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loaded<T> {
    /// What the file says, as far as this version knows it.
    pub value: T,
    /// Keys that this version does not know, the first ones. They count for nothing and stay in the file.
    pub unknown: Vec<UnknownKey>,
}

/// The unknown keys that are reported of one file at most.
const MOST_UNKNOWN: usize = 10;

/// A key that this version does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey {
    /// The file.
    pub path: PathBuf,
    /// The key, its place and the known key that looks most like it.
    pub fault: Fault,
}

/// Why the settings or the terminals could not be read or changed. The file was left untouched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// Something in the file is wrong.
    #[error("{}: {fault}", path.display())]
    Fault {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        fault: Box<Fault>,
    },
    /// The file system refused.
    #[error(transparent)]
    File(#[from] FileSystemFault),
    /// The file is a link that leads out of the config folder, where nothing is written.
    #[error("{} leads out of its folder, to {}", path.display(), target.display())]
    LeadsOut {
        /// The link.
        path: PathBuf,
        /// Where it leads.
        target: PathBuf,
    },
}

/// A change of the settings or the terminals that is not in the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not saved: {0}")]
pub struct NotSaved(#[from] pub SettingsError);

/// What a file says; one that is not there or says nothing is the default.
pub(super) fn load<T: ConfigFile>(path: &Path) -> Result<Loaded<T>, SettingsError> {
    read(path).map(|(_, loaded)| loaded)
}

/// Whether nothing at all is at `path`, not even a link that leads nowhere.
pub(super) fn is_absent(path: &Path) -> bool {
    path.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// The text of a file and what it says.
fn read<T: ConfigFile>(path: &Path) -> Result<(String, Loaded<T>), SettingsError> {
    let wrong = |fault| SettingsError::Fault { path: path.to_owned(), fault: Box::new(fault) };
    let text = match yaml::read(path, Limits::SMALL) {
        Ok(text) => text,
        Err(ReadFault::Fault(fault)) => return Err(wrong(fault)),
        Err(ReadFault::Io(error)) if error.kind() == ErrorKind::NotFound && is_absent(path) => String::new(),
        Err(ReadFault::Io(error)) => return Err(fault(path, Attempt::Read)(error).into()),
    };
    let loaded = match yaml::parse_with_places::<T>(&text, Limits::SMALL) {
        Err(fault) if fault.kind == FaultKind::Empty => Loaded { value: T::default(), unknown: Vec::new() },
        Err(fault) => return Err(wrong(fault)),
        Ok((value, places)) => {
            let unknown = T::unknown_keys(&places).into_iter().take(MOST_UNKNOWN);
            let unknown = unknown.map(|fault| UnknownKey { path: path.to_owned(), fault }).collect();
            Loaded { value, unknown }
        }
    };
    Ok((text, loaded))
}

/// Changes what a file says, as it is now. Makes the config folder.
///
/// A file that cannot be read is not written over, and nothing is written through a link that leads out of the folder.
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
