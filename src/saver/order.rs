//! What the screen asks the save thread to do. It does not know how an order is carried out.

use std::path::PathBuf;

use crate::model::Assessment;

/// An assessment to be saved, as it was at a certain revision.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The contents to save.
    pub assessment: Box<Assessment>,
    /// The number of its last change, which the news about the draft repeats.
    pub revision: u64,
    /// Number of outside changes this draft already contains. An older draft is merged first: saving it as is would
    /// undo them.
    pub basis: u64,
}

/// A task for the thread.
#[derive(Debug, Clone, PartialEq)]
pub enum Order {
    /// Save, after a merge if another program changed the file.
    Save(Draft),
    /// Replace the present content of the file, after a backup of it. Creates the file again if it is missing.
    PutBack(Draft),
    /// Save the result of a decided conflict, after a backup of both sides.
    Settle {
        /// The decided text.
        draft: Draft,
        /// Our side before the decision.
        ours: Box<Assessment>,
    },
    /// Save a copy to a new file; in a folder, under the name that the file has.
    Copy(Draft, PathBuf),
    /// Check now for foreign changes and for a free lock. Has an effect only while following.
    Look,
}
