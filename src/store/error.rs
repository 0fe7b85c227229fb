//! The errors of the store, as data. The English texts here are for developers; `explain` words them for users in both
//! languages.

use std::path::PathBuf;

use super::{FileSystemFault, Holder, Refusal};

/// Why an operation of the store failed. In every case no file was damaged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The name has no visible character.
    #[error("a name needs at least one character that can be seen")]
    NameShowsNothing {
        /// The name.
        name: String,
    },
    /// Another assessment has this name, or one that differs only in case, blanks or punctuation.
    #[error("the name `{name}` is taken by {}", path.display())]
    NameTaken {
        /// The name that was asked for.
        name: String,
        /// The other assessment's file.
        path: PathBuf,
    },
    /// No assessment has this name.
    #[error("there is no assessment `{name}`{}", nearest.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    Unknown {
        /// The name that was asked for.
        name: String,
        /// The most similar existing name, if one is similar enough.
        nearest: Option<String>,
    },
    /// Several files have this name, and the program must not choose one.
    #[error("{} files go by the name `{name}`", files.len())]
    Several {
        /// The name that was asked for.
        name: String,
        /// The files, in order.
        files: Vec<PathBuf>,
    },
    /// The file is a link out of its folder or without a target. The program never writes through such a link.
    #[error("{} is a link to {}", path.display(), target.display())]
    LeadsOut {
        /// The link.
        path: PathBuf,
        /// Its target.
        target: PathBuf,
    },
    /// The file exists but is no valid assessment; it was not changed.
    #[error("{}: {refusal}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        refusal: Box<Refusal>,
    },
    /// The new text would be refused on the next read, usually because it is too large. The old file is unchanged.
    #[error("{} was not saved, because it could not be read again: {refusal}", path.display())]
    Unkeepable {
        /// The file.
        path: PathBuf,
        /// What would be wrong with it.
        refusal: Box<Refusal>,
    },
    /// Another program changed the file since the last read or save; its text was kept.
    #[error("{} was changed by somebody else", path.display())]
    ChangedElsewhere {
        /// The file.
        path: PathBuf,
    },
    /// Another program moved or removed the file since the last read or save.
    #[error("{} is no longer there", path.display())]
    Vanished {
        /// The file.
        path: PathBuf,
    },
    /// Another program has the lock of this assessment.
    #[error("{} is held by another program", path.display())]
    HeldBy {
        /// The assessment's file.
        path: PathBuf,
        /// The other program and when it took the lock; `None` if it left no readable note.
        holder: Option<Box<Holder>>,
    },
    /// An operation of the file system failed.
    #[error(transparent)]
    File(#[from] FileSystemFault),
}
