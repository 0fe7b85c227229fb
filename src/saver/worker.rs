//! What is done on the thread.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::{
    clock,
    merge::{Merged, dispute_losses, loses, merge},
    model::{Assessment, Pack},
    store::{Elsewhere, Holder, Lock, OpenFile, Patience, Saved, Store, StoreError, write_copy},
};

use super::{
    Draft, News, Order, Right,
    post::{NextTask, Post},
};

/// How often a file that another program writes is looked at.
const BETWEEN_LOOKS: Duration = Duration::from_millis(500);

/// How often a draft is brought together with what others wrote before it is given up: somebody writes all the time.
const MOST_ATTEMPTS: u32 = 5;

/// The thread's own: the file, and the right to write it.
pub(super) struct Worker {
    file: OpenFile,
    pack: Arc<Pack>,
    role: WorkerRole,
    /// How often what others wrote came in.
    basis: u64,
    /// The draft with which it came in last: what drafts that do not know of it were made of.
    parent: Option<Box<Assessment>>,
    /// The file as it was when a draft and others disagreed last; what is decided is saved over that.
    disputed: Option<OpenFile>,
}

enum WorkerRole {
    /// The lock is held until the worker ends.
    Writing {
        _lock: Lock,
    },
    Following(Box<Following>),
}

struct Following {
    store: Box<Store>,
    holder: Holder,
    /// Who was told of as the one who writes.
    held: Option<StoreError>,
    /// What was told of as the reason why the file cannot be read.
    lost: Option<StoreError>,
}

impl Worker {
    pub(super) fn new(file: OpenFile, right: Right, pack: Arc<Pack>) -> Self {
        let role = match right {
            Right::Writing(lock) => WorkerRole::Writing { _lock: lock },
            Right::Following(store, holder) => {
                WorkerRole::Following(Box::new(Following { store, holder, held: None, lost: None }))
            }
        };
        Self { file, pack, role, basis: 0, parent: None, disputed: None }
    }

    /// Carries out orders until there are none and there will be none.
    pub(super) fn work(mut self, post: &Post) {
        let failing = Failing(post);
        loop {
            let patience = matches!(self.role, WorkerRole::Following(_)).then_some(BETWEEN_LOOKS);
            match post.next(patience) {
                NextTask::Order(order) => {
                    if let Some(news) = self.carry_out(order) {
                        post.tell(news);
                    }
                }
                NextTask::Nothing => {}
                NextTask::End => break,
            }
            for news in self.look() {
                post.tell(news);
            }
        }
        std::mem::forget(failing);
    }

    fn carry_out(&mut self, order: Order) -> Option<News> {
        let is_following = matches!(self.role, WorkerRole::Following(_));
        match order {
            // Whoever follows has nothing of their own to save, and no right to.
            Order::Save(_) | Order::PutBack(_) | Order::Settle { .. } if is_following => None,
            Order::PutBack(draft) if draft.basis == self.basis => {
                let outcome = self.file.put_back(&draft.assessment, &self.pack, clock::now());
                Some(self.told(draft.revision, outcome.map(|()| Saved::Fully)))
            }
            Order::Save(draft) | Order::PutBack(draft) => Some(self.save(draft)),
            Order::Settle { draft, ours } => Some(self.settle(draft, &ours)),
            Order::Copy(draft, path) => {
                let outcome = self.copy(&draft, &path);
                Some(News::Copied(path, outcome))
            }
            Order::Look => None,
        }
    }

    fn save(&mut self, draft: Draft) -> News {
        if draft.basis != self.basis {
            return self.catch_up(draft);
        }
        match self.file.save(&draft.assessment, &self.pack, clock::now()) {
            Err(StoreError::ChangedElsewhere { .. }) => {
                let merged = self.file.merge(&draft.assessment);
                self.bring_together(draft, merged)
            }
            outcome => self.told(draft.revision, outcome),
        }
    }

    /// Brings a draft together with what came in after it was begun.
    fn catch_up(&mut self, draft: Draft) -> News {
        let theirs = self.file.base();
        let parent = self.parent.as_deref().unwrap_or(&theirs);
        let merged = merge(parent, &draft.assessment, &theirs);
        let both = Ok((self.file.clone(), merged));
        self.bring_together(draft, both)
    }

    /// Saves what a draft and what others wrote come to, or tells what is to be decided. Where they write at this very
    /// moment, that comes in too.
    fn bring_together(&mut self, draft: Draft, mut both: Result<(OpenFile, Merged), StoreError>) -> News {
        let revision = draft.revision;
        for _ in 0..MOST_ATTEMPTS {
            let (mut file, mut merged) = match both {
                Ok(both) => both,
                Err(error) => return News::Failed { revision, error },
            };
            dispute_losses(&draft.assessment, &file.base(), &mut merged);
            let Merged { mut assessment, conflicts } = merged;
            assessment.align(&self.pack);
            if !conflicts.is_empty() {
                self.disputed = Some(file);
                return News::Disputed { revision, merged: Box::new(Merged { assessment, conflicts }) };
            }
            let (now, took_away) = (clock::now(), loses(&draft.assessment, &assessment));
            if took_away && let Err(error) = file.set_aside(&draft.assessment, &self.pack, now) {
                return News::Failed { revision, error };
            }
            match file.save(&assessment, &self.pack, now) {
                Err(StoreError::ChangedElsewhere { .. }) => both = file.merge(&assessment),
                Err(error) => return News::Failed { revision, error },
                Ok(_) => {
                    (self.file, self.parent) = (file, Some(draft.assessment));
                    self.basis += 1;
                    let (basis, outcome) = (self.basis, Box::new(assessment));
                    return News::Merged { revision, basis, outcome, took_away };
                }
            }
        }
        News::Failed { revision, error: StoreError::ChangedElsewhere { path: self.file.path().to_owned() } }
    }

    /// Saves what was decided, unless others changed the file once more. Both sides are among the backups before that.
    fn settle(&mut self, mut draft: Draft, ours: &Assessment) -> News {
        let now = clock::now();
        let file = self.disputed.take().unwrap_or_else(|| self.file.clone());
        let aside = file.set_aside(ours, &self.pack, now).and_then(|_| Ok(file.set_aside_as_read(now)?));
        if let Err(error) = aside {
            self.disputed = Some(file);
            return News::Failed { revision: draft.revision, error };
        }
        // It knows of everything that came in.
        (self.file, draft.basis) = (file, self.basis);
        let decided = draft.assessment.clone();
        let news = self.save(draft);
        if matches!(news, News::Saved { .. }) {
            self.parent = Some(decided);
        }
        news
    }

    fn told(&self, revision: u64, outcome: Result<Saved, StoreError>) -> News {
        let basis = self.basis;
        match outcome {
            Ok(Saved::Fully) => News::Saved { revision, basis, without_backup: None },
            Ok(Saved::WithoutBackup(fault)) => News::Saved { revision, basis, without_backup: Some(fault) },
            Err(error) => News::Failed { revision, error },
        }
    }

    fn copy(&self, draft: &Draft, path: &Path) -> Result<(), StoreError> {
        write_copy(path, &draft.assessment, &self.pack)
    }

    /// What others did to the file, and whether it can be written here by now.
    fn look(&mut self) -> Vec<News> {
        let WorkerRole::Following(following) = &mut self.role else { return Vec::new() };
        let mut news: Vec<News> = following.look(&mut self.file, &self.pack).into_iter().collect();
        if following.lost.is_some() {
            return news;
        }
        match following.store.right_to_write(self.file.path(), &following.holder, Patience::NONE) {
            Ok(lock) => {
                // The other one may have saved once more before it let go.
                if let Some(followed) = following.look(&mut self.file, &self.pack) {
                    news.push(followed);
                }
                if following.lost.is_none() {
                    self.role = WorkerRole::Writing { _lock: lock };
                    news.push(News::TakenOver);
                }
            }
            Err(held @ StoreError::HeldBy { .. }) if following.held.as_ref() != Some(&held) => {
                following.held = Some(held.clone());
                news.push(News::Held(held));
            }
            Err(_) => {}
        }
        news
    }
}

impl Following {
    /// Reads the file anew if it was changed. What cannot be read is told once.
    fn look(&mut self, file: &mut OpenFile, pack: &Pack) -> Option<News> {
        let read = match file.elsewhere() {
            Ok(Elsewhere::Unchanged) => {
                self.lost = None;
                return None;
            }
            Ok(Elsewhere::Gone) => Err(StoreError::Vanished { path: file.path().to_owned() }),
            Ok(Elsewhere::Changed) => file.reread(),
            Err(fault) => Err(fault.into()),
        };
        match read {
            Ok((read, mut assessment)) => {
                *file = read;
                self.lost = None;
                assessment.align(pack);
                Some(News::Followed(Box::new(assessment)))
            }
            Err(error) if self.lost.as_ref() == Some(&error) => None,
            Err(error) => {
                self.lost = Some(error.clone());
                Some(News::Lost(error))
            }
        }
    }
}

/// Says that the thread failed, when it is dropped by a panic.
struct Failing<'a>(&'a Post);

impl Drop for Failing<'_> {
    fn drop(&mut self) {
        self.0.fail();
    }
}
