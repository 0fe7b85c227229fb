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

mod news;
mod order;
mod post;
mod worker;

use std::{sync::Arc, thread};

use crate::{model::Pack, store::OpenFile};

pub use news::SaverNews;
pub use order::{Draft, Order};
pub use post::Wake;
pub use worker::Right;

use post::Post;
use worker::Worker;

/// The thread of one open assessment. Dropping it waits for the last order, then releases the lock.
#[derive(Debug)]
pub struct SaveThread {
    post: Arc<Post>,
}

impl SaveThread {
    /// Starts the thread.
    pub fn begin(file: OpenFile, right: Right, pack: Arc<Pack>, wake: Wake) -> Self {
        let post = Arc::new(Post::new(wake));
        let worker = Worker::new(file, right, pack);
        let at_work = Arc::clone(&post);
        thread::spawn(move || {
            let _ended = at_work.ended_when_dropped();
            worker.work(&at_work);
        });
        Self { post }
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
        // The end of the thread itself is not waited for: it would only delay the end of the program.
        self.post.wait_for_end();
    }
}

#[cfg(test)]
mod tests;
