//! The open assessment: its sheet, its file, whether it may be changed, and how far it is saved.
//!
//! It saves nothing itself: it makes the drafts and hears how they fared.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::edit::{Edit, Touched};
use crate::merge::{Conflict, Side};
use crate::model::{Assessment, Pack};
use crate::saver::Draft;
use crate::store::StoreError;
use crate::work::Sheet;

/// What the footer says of the file.
#[derive(Debug, Clone, PartialEq)]
pub enum Saving {
    /// Every change is on disk.
    Saved,
    /// A change is on its way to the disk.
    Pending,
    /// The last attempt failed; the changes are in memory only.
    Failed(Box<Trouble>),
}

/// Whether the open assessment can be changed here.
#[derive(Debug, Clone, PartialEq)]
pub enum Access {
    /// It can.
    Writing,
    /// It can only be read; the error says why.
    Reading(StoreError),
    /// Its file is being renamed; nothing saves it until that is done.
    Busy,
}

/// Why the last change is not on the disk.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// It could not be saved.
    Error(StoreError),
    /// Others changed the same places, and a person is to decide.
    Dispute {
        /// Everything that could be brought together; where it could not, our side.
        outcome: Box<Assessment>,
        /// What is to be decided.
        conflicts: Vec<Conflict>,
    },
}

impl Trouble {
    /// Whether trying again creates a file that is gone, or replaces one that cannot be read.
    pub fn puts_back(&self) -> bool {
        matches!(self, Self::Error(StoreError::Vanished { .. } | StoreError::Unreadable { .. }))
    }
}

/// An open assessment.
pub struct Session {
    sheet: Sheet,
    path: PathBuf,
    /// Counts the changes made here and taken in.
    revision: u64,
    /// Counts the changes of others that are contained.
    basis: u64,
    /// Whether the file has what the screen shows.
    pub saving: Saving,
    /// Whether it may be changed. A read-only window never writes.
    pub access: Access,
}

impl Session {
    /// Opens the assessment in the file `path`. It is scored for its own day, or for `today`.
    pub fn new(pack: Arc<Pack>, assessment: Assessment, path: PathBuf, access: Access, today: Date) -> Self {
        let sheet = Sheet::new(pack, assessment, today);
        Self { sheet, path, revision: 0, basis: 0, saving: Saving::Saved, access }
    }

    /// The same with another access.
    #[must_use]
    pub fn with_access(self, access: Access) -> Self {
        Self { access, basis: 0, ..self }
    }

    /// The assessment with its pack and scores.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// A number that changes with every change of the answers.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is to be saved.
    pub fn draft(&self) -> Draft {
        let assessment = Box::new(self.sheet.assessment().clone());
        Draft { assessment, revision: self.revision, basis: self.basis }
    }

    /// A draft was saved. Changes made since it was made are still pending.
    pub fn saved(&mut self, revision: u64, basis: u64) {
        if revision == self.revision {
            self.basis = basis;
            self.saving = Saving::Saved;
        }
    }

    /// A draft could not be saved. If it was changed since, the next draft is tried anyway.
    pub fn failed(&mut self, revision: u64, trouble: Trouble) {
        if revision == self.revision {
            self.saving = Saving::Failed(Box::new(trouble));
        }
    }

    /// Continues with the merge of a draft and of what others wrote. If the draft is out of date, the next one is merged
    /// again.
    pub fn merged(&mut self, revision: u64, basis: u64, outcome: Assessment) {
        if revision == self.revision {
            self.replace(outcome);
            self.basis = basis;
            self.saving = Saving::Saved;
        }
    }

    /// Takes over what the program wrote that has the right to write.
    pub fn follow(&mut self, assessment: Assessment) {
        self.replace(assessment);
        self.saving = Saving::Saved;
    }

    /// Decides what is disputed and returns our side as it was before; `None` if nothing is disputed any more.
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

    /// Takes a name that was changed together with the file's. It is not a step that can be undone.
    pub fn renamed(&mut self, name: &str, path: PathBuf) {
        self.sheet.rename(name);
        self.path = path;
    }

    /// Makes edits as one step that can be undone. Returns whether they changed something, which they may not here
    /// without the right to write.
    pub fn edit(&mut self, edits: &[Edit]) -> bool {
        let is_changed = self.access == Access::Writing && self.sheet.edit(edits);
        if is_changed {
            self.changed();
        }
        is_changed
    }

    /// Takes the last step back and returns what it touched.
    pub fn undo(&mut self) -> Option<Touched> {
        self.travel(Sheet::undo)
    }

    /// Makes the step again that was taken back last, and returns what it touched.
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
