//! Values that a merge takes from a side because the other side deleted or replaced them.
//!
//! It turns losses into conflicts, because only the user can decide whether they are intended.

use super::{AssessmentField, Conflict, EntryField, Merged};
use crate::model::{Assessment, Entry};

/// Makes a conflict of each value that is in `ours` and that only `theirs` deleted: an answer, its evidence, a note.
/// The value is kept until the user decides, because an old copy of the file that is restored looks the same as a
/// deletion.
pub fn dispute_losses(ours: &Assessment, theirs: &Assessment, merged: &mut Merged) {
    let empty = Entry::default();
    for (question, entry) in &ours.answers {
        let other = theirs.entry(question).unwrap_or(&empty);
        let mut now = merged.assessment.entry(question).cloned().unwrap_or_default();
        for &field in EntryField::ALL {
            let is_lost = [other, &now].iter().all(|entry| field.alone(entry).is_empty());
            // A review mark is removed in normal work, after another look.
            if field == EntryField::Review || !is_lost || field.alone(entry).is_empty() {
                continue;
            }
            field.copy(entry, &mut now);
            let [base, ours, theirs] = [entry, entry, other].map(|entry| Box::new(entry.clone()));
            merged.conflicts.push(Conflict::Entry { question: question.clone(), field, base, ours, theirs });
        }
        if !now.is_empty() {
            merged.assessment.replace(question, now);
        }
    }
}

/// Whether `outcome` lacks a value of `ours`, because it was deleted or replaced by the other side. A value that was
/// added next to it is no loss. Outside the answers, every change is a loss.
pub fn loses(ours: &Assessment, outcome: &Assessment) -> bool {
    let empty = Entry::default();
    let are_answers_kept = ours.answers.iter().all(|(question, entry)| {
        let now = outcome.entry(question).unwrap_or(&empty);
        EntryField::ALL.iter().all(|field| field.value(entry).is_kept_in(&field.value(now)))
    });
    !are_answers_kept || !AssessmentField::ALL.iter().all(|field| field.is_alike(ours, outcome))
}
