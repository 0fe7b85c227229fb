//! Undo and redo for one assessment, without a limit.
//!
//! It is not saved: it ends when the assessment is closed.

use super::{Edit, Touched, Undo};
use crate::model::{Assessment, Pack};

/// The steps since an assessment was opened, in order, and those that were undone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    done: Vec<Undo>,
    undone: Vec<Undo>,
}

impl History {
    /// Applies edits as one step. Returns whether they changed the assessment; if not, there is no step.
    ///
    /// A new step ends redo: steps that were undone before can no longer be redone.
    pub fn make(&mut self, edits: &[Edit], assessment: &mut Assessment, pack: &Pack) -> bool {
        let undos = edits.iter().filter_map(|edit| edit.apply(assessment, pack));
        let Some(step) = undos.reduce(Undo::then) else { return false };
        self.undone.clear();
        self.done.push(step);
        true
    }

    /// Undoes the latest step. Returns what it changed, or `None` if there is no step.
    pub fn undo(&mut self, assessment: &mut Assessment) -> Option<Touched> {
        let mut step = self.done.pop()?;
        step.exchange(assessment);
        let touched = step.touched();
        self.undone.push(step);
        Some(touched)
    }

    /// Redoes the step that was undone last. Returns what it changed, or `None` if there is no such step.
    pub fn redo(&mut self, assessment: &mut Assessment) -> Option<Touched> {
        let mut step = self.undone.pop()?;
        step.exchange(assessment);
        let touched = step.touched();
        self.done.push(step);
        Some(touched)
    }
}
