//! The work of the save thread: saving, merging, following. Reads the clock and the disk; knows no screen.

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
    Draft, Order, SaverNews,
    post::{NextTask, Post},
};

/// How often a followed file is checked.
const BETWEEN_LOOKS: Duration = Duration::from_millis(500);

/// How often a draft is merged again when other programs keep writing the file.
const MOST_ATTEMPTS: u32 = 5;

/// Whether this program may write the assessment.
#[derive(Debug)]
pub enum Right {
    /// It holds the lock.
    Writing(Lock),
    /// Another program holds the lock. Contains what is needed to try again.
    Following(Box<Store>, Holder),
}

/// The state of the thread: the file, and the right to write it.
pub(super) struct Worker {
    file: OpenFile,
    pack: Arc<Pack>,
    role: WorkerRole,
    /// Number of outside changes that were merged so far.
    basis: u64,
    /// The draft of the last merge: the base for merging drafts with an older basis.
    parent: Option<Box<Assessment>>,
    /// The file at the last conflict; the decision is saved over this state.
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
    /// The last reported holder of the lock, so that it is reported once.
    held: Option<StoreError>,
    /// The last reported read error, so that it is reported once.
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

    /// Carries out orders until the queue is empty and closed.
    pub(super) fn work(mut self, post: &Post) {
        let failing = Failing(post);
        loop {
            let patience = matches!(self.role, WorkerRole::Following(_)).then_some(BETWEEN_LOOKS);
            match post.next(patience) {
                NextTask::Order(order) => {
                    if let Some(news) = self.carry_out(order) {
                        post.report(news);
                    }
                }
                NextTask::Idle => {}
                NextTask::End => break,
            }
            for news in self.look() {
                post.report(news);
            }
        }
        // Only a panic is a failure.
        std::mem::forget(failing);
    }

    fn carry_out(&mut self, order: Order) -> Option<SaverNews> {
        let is_following = matches!(self.role, WorkerRole::Following(_));
        match order {
            // A follower has no lock, so it must not write.
            Order::Save(_) | Order::PutBack(_) | Order::Settle { .. } if is_following => None,
            Order::PutBack(draft) if draft.basis == self.basis => {
                let outcome = self.file.put_back(&draft.assessment, &self.pack, clock::now());
                Some(self.news_of(draft.revision, outcome.map(|()| Saved::Fully)))
            }
            Order::Save(draft) | Order::PutBack(draft) => Some(self.save(draft)),
            Order::Settle { draft, ours } => Some(self.settle(draft, &ours)),
            Order::Copy(draft, path) => {
                let name = self.file.path().file_name().filter(|_| path.is_dir());
                let path = name.map_or_else(|| path.clone(), |name| path.join(name));
                let outcome = self.copy(&draft, &path);
                Some(SaverNews::Copied(path, outcome))
            }
            Order::Look => None,
        }
    }

    fn save(&mut self, draft: Draft) -> SaverNews {
        if draft.basis != self.basis {
            return self.catch_up(draft);
        }
        match self.file.save(&draft.assessment, &self.pack, clock::now()) {
            Err(StoreError::ChangedElsewhere { .. }) => {
                let merged = self.file.merge(&draft.assessment, &self.pack);
                self.bring_together(draft, merged)
            }
            outcome => self.news_of(draft.revision, outcome),
        }
    }

    /// Merges a draft with the outside changes that it does not contain yet.
    fn catch_up(&mut self, draft: Draft) -> SaverNews {
        let theirs = self.file.base(&self.pack);
        let parent = self.parent.as_deref().unwrap_or(&theirs);
        let merged = merge(parent, &draft.assessment, &theirs);
        let both = Ok((self.file.clone(), merged));
        self.bring_together(draft, both)
    }

    /// Saves the merge of a draft and foreign changes, or reports their conflicts. A further foreign change during the
    /// save is merged too, up to [`MOST_ATTEMPTS`] times.
    fn bring_together(
        &mut self,
        draft: Draft,
        mut both: Result<(OpenFile, Merged), StoreError>,
    ) -> SaverNews {
        let revision = draft.revision;
        for _ in 0..MOST_ATTEMPTS {
            let (mut file, mut merged) = match both {
                Ok(both) => both,
                Err(error) => return SaverNews::Failed { revision, error },
            };
            // A three-way merge accepts a foreign removal, but only the user may decide to lose an answer.
            dispute_losses(&draft.assessment, &file.base(&self.pack), &mut merged);
            let Merged { mut assessment, conflicts } = merged;
            assessment.align(&self.pack);
            if !conflicts.is_empty() {
                self.disputed = Some(file);
                return SaverNews::Disputed { revision, merged: Box::new(Merged { assessment, conflicts }) };
            }
            let (now, took_away) = (clock::now(), loses(&draft.assessment, &assessment));
            // The draft is the only place that has the replaced answers, so without its backup the save fails.
            if took_away && let Err(error) = file.set_aside(&draft.assessment, &self.pack, now) {
                return SaverNews::Failed { revision, error };
            }
            match file.save(&assessment, &self.pack, now) {
                Err(StoreError::ChangedElsewhere { .. }) => both = file.merge(&assessment, &self.pack),
                Err(error) => return SaverNews::Failed { revision, error },
                Ok(_) => {
                    (self.file, self.parent) = (file, Some(draft.assessment));
                    self.basis += 1;
                    let (basis, outcome) = (self.basis, Box::new(assessment));
                    return SaverNews::Merged { revision, basis, outcome, took_away };
                }
            }
        }
        SaverNews::Failed {
            revision,
            error: StoreError::ChangedElsewhere { path: self.file.path().to_owned() },
        }
    }

    /// Saves a decided conflict, after a backup of both sides. Starts over with a merge if the file was changed once
    /// more.
    fn settle(&mut self, mut draft: Draft, ours: &Assessment) -> SaverNews {
        let now = clock::now();
        let file = self.disputed.take().unwrap_or_else(|| self.file.clone());
        let aside = file.set_aside(ours, &self.pack, now).and_then(|_| Ok(file.set_aside_as_read(now)?));
        if let Err(error) = aside {
            self.disputed = Some(file);
            return SaverNews::Failed { revision: draft.revision, error };
        }
        // The decision was made on the file with all outside changes, so no merge is needed.
        (self.file, draft.basis) = (file, self.basis);
        let decided = draft.assessment.clone();
        let news = self.save(draft);
        if matches!(news, SaverNews::Saved { .. }) {
            self.parent = Some(decided);
        }
        news
    }

    fn news_of(&self, revision: u64, outcome: Result<Saved, StoreError>) -> SaverNews {
        let basis = self.basis;
        match outcome {
            Ok(Saved::Fully) => SaverNews::Saved { revision, basis, without_backup: None },
            Ok(Saved::WithoutBackup(fault)) => {
                SaverNews::Saved { revision, basis, without_backup: Some(fault) }
            }
            Err(error) => SaverNews::Failed { revision, error },
        }
    }

    fn copy(&self, draft: &Draft, path: &Path) -> Result<(), StoreError> {
        write_copy(path, &draft.assessment, &self.pack)
    }

    /// News about the followed file, and about its lock if that is free now.
    fn look(&mut self) -> Vec<SaverNews> {
        let WorkerRole::Following(following) = &mut self.role else { return Vec::new() };
        let mut news: Vec<SaverNews> = following.look(&mut self.file, &self.pack).into_iter().collect();
        // A file that cannot be read cannot be taken over: the first save would replace it.
        if following.lost.is_some() {
            return news;
        }
        match following.store.right_to_write(self.file.path(), &following.holder, Patience::NONE) {
            Ok(lock) => {
                // The other program may have saved once more before it released the lock.
                if let Some(followed) = following.look(&mut self.file, &self.pack) {
                    news.push(followed);
                }
                if following.lost.is_none() {
                    self.role = WorkerRole::Writing { _lock: lock };
                    news.push(SaverNews::TakenOver);
                }
            }
            Err(held @ StoreError::HeldBy { .. }) if following.held.as_ref() != Some(&held) => {
                following.held = Some(held.clone());
                news.push(SaverNews::Held(held));
            }
            Err(_) => {}
        }
        news
    }
}

impl Following {
    /// Reads the file again if it was changed. The same error is reported once.
    fn look(&mut self, file: &mut OpenFile, pack: &Pack) -> Option<SaverNews> {
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
                Some(SaverNews::Followed(Box::new(assessment)))
            }
            Err(error) if self.lost.as_ref() == Some(&error) => None,
            Err(error) => {
                self.lost = Some(error.clone());
                Some(SaverNews::Lost(error))
            }
        }
    }
}

/// Reports a panic of the thread: dropped during unwinding, and forgotten after a normal end.
struct Failing<'a>(&'a Post);

impl Drop for Failing<'_> {
    fn drop(&mut self) {
        self.0.fail();
    }
}
