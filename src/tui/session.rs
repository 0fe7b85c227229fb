//! The open assessment: its sheet, its file, whether it may be changed, and what is saved of it.
//!
//! It makes drafts and learns their outcome; it writes no file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::edit::{Edit, Touched};
use crate::explain::{Explain, moment};
use crate::i18n::Messages;
use crate::merge::{Conflict, Side};
use crate::model::{Assessment, Pack};
use crate::saver::Draft;
use crate::store::StoreError;
use crate::work::Sheet;

/// The state of saving that the footer shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Saving {
    /// All changes are on disk.
    Saved,
    /// A change is being saved.
    Pending,
    /// The last attempt to save failed. The changes are only in memory.
    Failed(Box<Trouble>),
}

/// Whether the open assessment can be changed in this window.
#[derive(Debug, Clone, PartialEq)]
pub enum Access {
    /// Changes are allowed and saved.
    Writing,
    /// Changes are refused, because another process has the lock or the file cannot be written; the error says which.
    Reading(StoreError),
    /// The file is being renamed. Saving waits until that has finished.
    Busy,
}

impl Access {
    /// Why changes are refused, and who has the lock. `None` if they are allowed.
    pub fn refusal(&self, messages: &Messages) -> Option<String> {
        let error = match self {
            Self::Writing => return None,
            Self::Busy => return Some(messages.screens.status.working.clone()),
            Self::Reading(error) => error,
        };
        let StoreError::HeldBy { holder: Some(holder), .. } = error else {
            let explanation = error.explain(messages);
            return Some(explanation.why.unwrap_or(explanation.what));
        };
        let unknown = || messages.common.unknown.clone();
        let (user, host) = (holder.user.clone(), holder.host.clone());
        let (user, host) = (user.unwrap_or_else(unknown), host.unwrap_or_else(unknown));
        let since = moment(holder.since);
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("user", &user), ("host", &host), ("since", &since)];
        Some(messages.screens.keeping.held_by.fill(&values))
    }
}

/// The reason why the last change is not on disk.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// The file could not be written.
    Error(StoreError),
    /// Other processes changed the same fields, and the user must decide.
    Dispute {
        /// The merge result. Fields in conflict have the value of this window.
        outcome: Box<Assessment>,
        /// The conflicts to decide.
        conflicts: Vec<Conflict>,
    },
}

impl Trouble {
    /// Whether another attempt would create a missing file again, or replace one that cannot be read.
    pub fn puts_back(&self) -> bool {
        matches!(self, Self::Error(StoreError::Vanished { .. } | StoreError::Unreadable { .. }))
    }
}

/// An open assessment.
pub struct Session {
    sheet: Sheet,
    path: PathBuf,
    /// Number of changes in memory so far, made here or merged in.
    revision: u64,
    /// Number of outside changes that the assessment already contains.
    basis: u64,
    /// State of saving.
    pub saving: Saving,
    /// Whether changes are allowed. A read-only window never writes.
    pub access: Access,
}

impl Session {
    /// Opens the assessment of the file `path`. It is scored for its own date, or else for `today`.
    pub fn new(pack: Arc<Pack>, assessment: Assessment, path: PathBuf, access: Access, today: Date) -> Self {
        let sheet = Sheet::new(pack, assessment, today);
        Self { sheet, path, revision: 0, basis: 0, saving: Saving::Saved, access }
    }

    /// The same session with another access.
    #[must_use]
    pub fn with_access(self, access: Access) -> Self {
        Self { access, basis: 0, ..self }
    }

    /// The assessment with its pack and scores.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// Scores for another day. The assessment is unchanged, so there is nothing to save.
    pub fn begin_day(&mut self, today: Date) {
        self.sheet.begin_day(today);
    }

    /// A number that changes with every change of the assessment. Caches use it as a key.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Counts on from the changes of another session, so that no cache takes this one for it.
    pub(super) fn count_on_from(&mut self, before: &Self) {
        self.revision = before.revision + 1;
    }

    /// Path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The current content for the save thread, with the counters that show how old it is.
    pub fn draft(&self) -> Draft {
        let assessment = Box::new(self.sheet.assessment().clone());
        Draft { assessment, revision: self.revision, basis: self.basis }
    }

    /// Records that a draft was saved. Changes made after that draft are still pending.
    pub fn saved(&mut self, revision: u64, basis: u64) {
        if revision == self.revision {
            self.basis = basis;
            self.saving = Saving::Saved;
        }
    }

    /// Records that a draft could not be saved. If there are newer changes, they are tried anyway.
    pub fn failed(&mut self, revision: u64, trouble: Trouble) {
        if revision == self.revision {
            self.saving = Saving::Failed(Box::new(trouble));
        }
    }

    /// Continues with the merge of a draft and outside changes. If the draft is no longer current, the next one is
    /// merged again.
    pub fn merged(&mut self, revision: u64, basis: u64, outcome: Assessment) {
        if revision == self.revision {
            self.replace(outcome);
            self.basis = basis;
            self.saving = Saving::Saved;
        }
    }

    /// Shows what the process with the lock wrote. For read-only windows.
    pub fn follow(&mut self, assessment: Assessment) {
        self.replace(assessment);
        self.saving = Saving::Saved;
    }

    /// Resolves the conflicts with the chosen `sides`. Returns the assessment as it was before, or `None` if there are
    /// no conflicts any more.
    pub fn settle(&mut self, sides: &[Side]) -> Option<Box<Assessment>> {
        let Saving::Failed(trouble) = &self.saving else { return None };
        let Trouble::Dispute { outcome, conflicts } = &**trouble else { return None };
        let mut decided = (**outcome).clone();
        for (conflict, side) in conflicts.iter().zip(sides) {
            let resolved = Edit::Resolve(Box::new(conflict.clone()), *side);
            let _ = resolved.apply(&mut decided, self.sheet.pack());
        }
        let ours = Box::new(self.sheet.assessment().clone());
        self.replace(decided);
        self.saving = Saving::Pending;
        Some(ours)
    }

    /// Changes the name after the file was renamed. This is not an undo step, because the file is not renamed back.
    pub fn renamed(&mut self, name: &str, path: PathBuf) {
        self.sheet.rename(name);
        self.path = path;
    }

    /// Applies edits as one undo step. Returns whether they changed anything; without write access they do not.
    pub fn edit(&mut self, edits: &[Edit]) -> bool {
        let is_changed = self.access == Access::Writing && self.sheet.edit(edits);
        if is_changed {
            self.changed();
        }
        is_changed
    }

    /// Undoes the last step. Returns what it touched, or `None` without a step or write access.
    pub fn undo(&mut self) -> Option<Touched> {
        self.travel(Sheet::undo)
    }

    /// Redoes the step that was undone last. Returns what it touched, or `None` as for [`Self::undo`].
    pub fn redo(&mut self) -> Option<Touched> {
        self.travel(Sheet::redo)
    }

    fn travel(&mut self, step: fn(&mut Sheet) -> Option<Touched>) -> Option<Touched> {
        if self.access != Access::Writing {
            return None;
        }
        let touched = step(&mut self.sheet)?;
        self.changed();
        Some(touched)
    }

    fn replace(&mut self, assessment: Assessment) {
        self.sheet.replace(assessment);
        self.changed();
    }

    fn changed(&mut self) {
        self.saving = Saving::Pending;
        self.revision += 1;
    }
}
