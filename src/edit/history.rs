//! Undo and redo over one assessment, without limit.

use super::{Edit, Touched, Undo};
use crate::model::{Assessment, Pack};

/// The steps made since an assessment was opened, in order, and those that were taken back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    done: Vec<Undo>,
    undone: Vec<Undo>,
}

impl History {
    /// Makes edits as one step. Returns whether they changed something; otherwise there is no step.
    ///
    /// A new step ends redo: what was taken back cannot be made again.
    pub fn make(&mut self, edits: &[Edit], assessment: &mut Assessment, pack: &Pack) -> bool {
        let undos = edits.iter().filter_map(|edit| edit.apply(assessment, pack));
        let Some(step) = undos.reduce(Undo::then) else { return false };
        self.undone.clear();
        self.done.push(step);
        true
    }

    /// Takes the latest step back. Returns what it touched, or `None` if there is no step.
    pub fn undo(&mut self, assessment: &mut Assessment) -> Option<Touched> {
        let mut step = self.done.pop()?;
        step.exchange(assessment);
        let touched = step.touched();
        self.undone.push(step);
        Some(touched)
    }

    /// Makes the step again that was taken back last. Returns what it touched, or `None` if there is no such step.
    pub fn redo(&mut self, assessment: &mut Assessment) -> Option<Touched> {
        let mut step = self.undone.pop()?;
        step.exchange(assessment);
        let touched = step.touched();
        self.done.push(step);
        Some(touched)
    }
}
