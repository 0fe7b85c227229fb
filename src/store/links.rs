//! Symbolic links among the files of this program. A link is moved and removed as a link, and nothing writes through one
//! that leads out of its folder. The folder itself may be a link: the user put it elsewhere.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::StoreError;

/// Where the link at `path` leads, if it leads out of its folder or nowhere; `None` for everything else.
pub(super) fn leads_out(path: &Path) -> Option<PathBuf> {
    let link = path.read_link().ok()?;
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    match (path.canonicalize(), folder) {
        (Ok(target), Some(folder)) if target.starts_with(&folder) => None,
        (Ok(target), _) => Some(target),
        (Err(_), _) => Some(path.parent().map_or_else(|| link.clone(), |parent| parent.join(&link))),
    }
}

/// Refuses a link that leads out of its folder or nowhere.
pub(super) fn refuse_outside(path: &Path) -> Result<(), StoreError> {
    match leads_out(path) {
        Some(target) => Err(StoreError::LeadsOut { path: path.to_owned(), target }),
        None => Ok(()),
    }
}

/// Whether two paths are names of one file.
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

/// Makes a link at `to` that leads where the one at `from` leads.
#[cfg(unix)]
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(from.read_link()?, to)
}

#[cfg(not(unix))]
pub(super) fn copy(_from: &Path, _to: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(all(test, unix))]
mod tests {
    use std::{fs, os::unix::fs::symlink};

    use super::*;

    #[test]
    fn a_link_leads_out_unless_its_target_is_in_the_folder() {
        let home = tempfile::tempdir().unwrap();
        let home = home.path().canonicalize().unwrap();
        let folder = home.join("folder");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("file"), "").unwrap();
        fs::write(home.join("other"), "").unwrap();
        let target = |to: &str| {
            let link = folder.join("link");
            fs::remove_file(&link).unwrap_or_default();
            symlink(to, &link).unwrap();
            leads_out(&link)
        };
        assert_eq!(target("file"), None);
        assert_eq!(target("../folder/file"), None);
        assert_eq!(target("../other"), Some(home.join("other")));
        assert_eq!(target("/dev/zero"), Some("/dev/zero".into()));
        assert_eq!(target("missing"), Some(folder.join("missing")));
        assert_eq!(leads_out(&folder.join("file")), None);
        assert_eq!(leads_out(&folder.join("missing")), None);
        symlink(&folder, home.join("elsewhere")).unwrap();
        assert_eq!(leads_out(&home.join("elsewhere").join("file")), None);
    }
}
