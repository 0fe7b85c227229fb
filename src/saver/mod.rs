//! The thread that keeps the open assessment on the disk, so that nobody at the screen waits for it.
//!
//! ```text
//! screen -- Order --> post --> worker --> store::Kept
//!        <-- News --      <--
//! ```
//!
//! Orders are carried out one after the other; of drafts that wait, the newest is saved and the others never are. What
//! others wrote meanwhile is never written over: it is brought together with the draft, and where both changed the same
//! place, a person decides. While another program writes the assessment, the worker follows its file instead.

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

/// What is called from the thread whenever there is news.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// An assessment to be saved, as it was at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What is to be on the disk.
    pub assessment: Box<Assessment>,
    /// The number of the change it contains; news of the draft says it.
    pub revision: u64,
    /// How often what others wrote had come in when it was made. A draft that does not know of the last time is brought
    /// together with it: saved as it is, it would take that back.
    pub basis: u64,
}

/// What the thread is to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Order {
    /// Save, or bring together with what others wrote.
    Save(Draft),
    /// Save in the place of whatever the file is by now, which goes to the backups if it is anything.
    PutBack(Draft),
    /// Save what was decided between two sides. Ours goes to the backups first, and theirs too.
    Settle {
        /// What was decided.
        draft: Draft,
        /// Our side, as it was before.
        ours: Box<Assessment>,
    },
    /// Save a copy in a new file.
    Copy(Draft, PathBuf),
    /// Look at once what others wrote and whether they still write. Of use to those who follow.
    Look,
}

/// What the thread has done, or found.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// This revision is on the disk.
    Saved {
        /// The number of the draft's change.
        revision: u64,
        /// The basis of drafts from now on.
        basis: u64,
        /// Why the earlier file is not among the backups, where it should be.
        without_backup: Option<FileSystemFault>,
    },
    /// This revision was brought together with what others wrote, and the outcome is on the disk. Whoever has changed
    /// something since goes on without it: their next draft is brought together with it in turn.
    Merged {
        /// The number of the draft's change.
        revision: u64,
        /// The basis of drafts that are made of the outcome.
        basis: u64,
        /// The outcome.
        outcome: Box<Assessment>,
        /// Whether others took back something that the draft says. The draft is among the backups then.
        took_away: bool,
    },
    /// A draft and what others wrote disagree. Nothing was saved.
    Disputed {
        /// The number of the draft's change.
        revision: u64,
        /// Everything that could be brought together, and what is to be decided.
        merged: Box<Merged>,
    },
    /// A draft was not saved.
    Failed {
        /// The number of the draft's change.
        revision: u64,
        /// Why.
        error: StoreError,
    },
    /// A copy is there, or why it is not.
    Copied(PathBuf, Result<(), StoreError>),
    /// Others changed what is followed.
    Followed(Box<Assessment>),
    /// What is followed can no longer be read.
    Lost(StoreError),
    /// Another program holds what is followed now: [`StoreError::HeldBy`].
    Held(StoreError),
    /// Nobody holds it any more; from now on it is saved here.
    TakenOver,
}

/// The right to write, or what is needed to follow those who have it.
#[derive(Debug)]
pub enum Right {
    /// Nobody else writes.
    Writing(Lock),
    /// Somebody else does.
    Following(Box<Store>, Holder),
}

/// The thread of one assessment. Dropping it waits until the last order is carried out, and gives the lock back.
#[derive(Debug)]
pub struct SaveThread {
    post: Arc<Post>,
    thread: Option<JoinHandle<()>>,
}

impl SaveThread {
    /// Begins to keep an assessment.
    pub fn begin(file: OpenFile, right: Right, pack: Arc<Pack>, wake: Wake) -> Self {
        let post = Arc::new(Post::new(wake));
        let worker = Worker::new(file, right, pack);
        let at_work = Arc::clone(&post);
        let thread = thread::spawn(move || worker.work(&at_work));
        Self { post, thread: Some(thread) }
    }

    /// Has something done, after everything that was ordered before. Never waits.
    pub fn order(&self, order: Order) {
        self.post.order(order);
    }

    /// What there is to tell since this was last asked. Never waits.
    pub fn news(&self) -> Vec<News> {
        self.post.news()
    }

    /// Waits until every order is carried out.
    pub fn wait(&self) {
        self.post.wait();
    }

    /// Whether the thread failed: it does nothing more, and what it was to save is not saved.
    pub fn has_failed(&self) -> bool {
        self.post.has_failed()
    }
}

impl Drop for SaveThread {
    fn drop(&mut self) {
        self.post.close();
        if let Some(thread) = self.thread.take() {
            // A thread that failed has said so.
            thread.join().unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests;
