//! What the save thread reports to the screen. It does not know who reads it.

use std::path::PathBuf;

use crate::{
    merge::Merged,
    model::Assessment,
    store::{FileSystemFault, StoreError},
};

/// A result or an observation of the thread.
#[derive(Debug, Clone, PartialEq)]
pub enum SaverNews {
    /// This revision is on the disk.
    Saved {
        /// The revision of the draft.
        revision: u64,
        /// The basis of further drafts.
        basis: u64,
        /// Why the backup that was due failed; `None` if it was made, or none was due.
        without_backup: Option<FileSystemFault>,
    },
    /// This revision was merged with foreign changes, and the result is on the disk. A draft made before this news has
    /// an older basis and is merged in turn.
    Merged {
        /// The revision of the draft.
        revision: u64,
        /// The basis of drafts made from the result.
        basis: u64,
        /// The merged assessment.
        outcome: Box<Assessment>,
        /// Whether foreign changes replaced parts of the draft, which is among the backups then.
        took_away: bool,
    },
    /// The draft and foreign changes are in conflict. The file is unchanged.
    Disputed {
        /// The revision of the draft.
        revision: u64,
        /// The merged assessment and its open conflicts.
        merged: Box<Merged>,
    },
    /// A draft was not saved.
    Failed {
        /// The revision of the draft.
        revision: u64,
        /// The reason.
        error: StoreError,
    },
    /// The outcome of [`Order::Copy`](super::Order::Copy) to this path.
    Copied(PathBuf, Result<(), StoreError>),
    /// The followed file has new contents.
    Followed(Box<Assessment>),
    /// The followed file can no longer be read.
    Lost(StoreError),
    /// Another program has the lock: [`StoreError::HeldBy`].
    Held(StoreError),
    /// The lock is free and taken; from now on drafts are saved.
    TakenOver,
}
