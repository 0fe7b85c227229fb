//! What a merge takes away from a side, because the other side did.

use super::{AssessmentField, Conflict, EntryField, Merged};
use crate::model::{Assessment, Entry};

/// Puts to decision what `theirs` alone took back of what `ours` says: an answer, its evidence, a note. Until somebody
/// decides, it stands. A file from yesterday that comes back looks like this, and is no wish of anybody's.
pub fn dispute_losses(ours: &Assessment, theirs: &Assessment, merged: &mut Merged) {
    let unsaid = Entry::default();
    for (question, entry) in &ours.answers {
        let other = theirs.entry(question).unwrap_or(&unsaid);
        let mut now = merged.assessment.entry(question).cloned().unwrap_or_default();
        for &field in EntryField::ALL {
            let is_lost = [other, &now].iter().all(|entry| field.alone(entry).is_empty());
            // A mark is taken off when it was looked at.
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

/// Whether `outcome` lacks something that `ours` says: it was taken back, or replaced by what the other side says. What
/// was added next to it is no loss. Outside the answers, every change counts.
pub fn loses(ours: &Assessment, outcome: &Assessment) -> bool {
    let unsaid = Entry::default();
    let are_answers_kept = ours.answers.iter().all(|(question, entry)| {
        let now = outcome.entry(question).unwrap_or(&unsaid);
        EntryField::ALL.iter().all(|field| field.value(entry).is_kept_in(&field.value(now)))
    });
    !are_answers_kept || !AssessmentField::ALL.iter().all(|field| field.is_alike(ours, outcome))
}
