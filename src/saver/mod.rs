//! The thread that saves the open assessment, so that the screen never waits for the disk. Knows no screen: orders come
//! in, news goes out.
//!
//! ```text
//! screen -- Order --> post --> worker --> store::OpenFile
//!        <-- SaverNews --  <--
//! ```
//!
//! Orders run in their order; of waiting drafts only the newest is saved. Foreign changes to the file are never
//! overwritten: they are merged with the draft, and where both changed the same place, the user decides. While another
//! program holds the lock of the assessment, the worker follows its file instead.

mod post;
mod worker;

use std::{path::PathBuf, sync::Arc, thread, thread::JoinHandle};

use crate::{
    merge::Merged,
    model::{Assessment, Pack},
    store::{FileSystemFault, Holder, Lock, OpenFile, Store, StoreError},
};

use post::Post;
use worker::Worker;

/// A callback that the thread calls whenever there is news.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

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
    /// Save over whatever the file holds now, after a backup of it. Creates the file again if it is missing.
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
    /// The outcome of [`Order::Copy`] to this path.
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

/// Whether this program may write the assessment.
#[derive(Debug)]
pub enum Right {
    /// It holds the lock.
    Writing(Lock),
    /// Another program holds the lock. Contains what is needed to try again.
    Following(Box<Store>, Holder),
}

/// The thread of one open assessment. Dropping it waits for the last order, then releases the lock.
#[derive(Debug)]
pub struct SaveThread {
    post: Arc<Post>,
    thread: Option<JoinHandle<()>>,
}

impl SaveThread {
    /// Starts the thread.
    pub fn begin(file: OpenFile, right: Right, pack: Arc<Pack>, wake: Wake) -> Self {
        let post = Arc::new(Post::new(wake));
        let worker = Worker::new(file, right, pack);
        let at_work = Arc::clone(&post);
        let thread = thread::spawn(move || worker.work(&at_work));
        Self { post, thread: Some(thread) }
    }

    /// Adds an order to the queue. Never waits.
    pub fn order(&self, order: Order) {
        self.post.order(order);
    }

    /// The news since the last call, oldest first. Never waits.
    pub fn news(&self) -> Vec<SaverNews> {
        self.post.news()
    }

    /// Waits until every order is carried out or the thread has failed.
    pub fn wait(&self) {
        self.post.wait();
    }

    /// Lets the thread release the lock and end once every order is carried out. Never waits.
    pub fn close(&self) {
        self.post.close();
    }

    /// Whether the thread panicked. Then drafts that were waiting are not saved, and further orders have no effect.
    pub fn has_failed(&self) -> bool {
        self.post.has_failed()
    }
}

impl Drop for SaveThread {
    fn drop(&mut self) {
        self.close();
        if let Some(thread) = self.thread.take() {
            // A panic was already reported by [`SaveThread::has_failed`].
            thread.join().unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests;
