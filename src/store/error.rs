//! What can go wrong between an assessment and its file.

use std::path::PathBuf;

use super::{FileSystemFault, Holder, Refusal};

/// Why something was not done. Whatever it is, no file was harmed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// A name in which nothing can be seen.
    #[error("a name needs at least one character that can be seen")]
    NameShowsNothing {
        /// The name.
        name: String,
    },
    /// Another assessment goes by this name, or by one that differs in case, blanks or punctuation alone.
    #[error("the name `{name}` is taken by {}", path.display())]
    NameTaken {
        /// The name.
        name: String,
        /// The other assessment's file.
        path: PathBuf,
    },
    /// No assessment goes by this name.
    #[error("there is no assessment `{name}`{}", nearest.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    Unknown {
        /// The name.
        name: String,
        /// The name that looks most like it, if any does.
        nearest: Option<String>,
    },
    /// Several files go by this name, and none is meant more than another.
    #[error("{} files go by the name `{name}`", files.len())]
    Several {
        /// The name.
        name: String,
        /// The files, in order.
        files: Vec<PathBuf>,
    },
    /// The file is a link that leads out of its folder or nowhere, so nothing is written through it.
    #[error("{} is a link to {}", path.display(), target.display())]
    LeadsOut {
        /// The link.
        path: PathBuf,
        /// Where it leads.
        target: PathBuf,
    },
    /// A file is there, but this program does not understand it; it was left untouched.
    #[error("{}: {refusal}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        refusal: Box<Refusal>,
    },
    /// The assessment would be refused when it is next read, for its size as a rule; the old file is there.
    #[error("{} was not saved, because it could not be read again: {refusal}", path.display())]
    Unkeepable {
        /// The file.
        path: PathBuf,
        /// What would be wrong with it.
        refusal: Box<Refusal>,
    },
    /// Somebody else changed the file after it was last read or saved; their text is there.
    #[error("{} was changed by somebody else", path.display())]
    ChangedElsewhere {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else moved or removed the file after it was last read or saved.
    #[error("{} is no longer there", path.display())]
    Vanished {
        /// The file.
        path: PathBuf,
    },
    /// Another program writes this assessment now.
    #[error("{} is held by another program", path.display())]
    HeldBy {
        /// The assessment's file.
        path: PathBuf,
        /// Who it is, and since when; nothing if they did not say.
        holder: Option<Box<Holder>>,
    },
    /// The file system refused.
    #[error(transparent)]
    File(#[from] FileSystemFault),
}
