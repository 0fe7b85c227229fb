//! What a merge takes away from a side, because the other side did.

use super::{Conflict, EntryField, Merged};
use crate::model::{Assessment, Entry};

/// Puts to decision what `theirs` alone took back of what `ours` says: an answer, its evidence, a note. Until somebody
/// decides, it stands. A file from yesterday that comes back looks like this, and is no wish of anybody's.
pub fn dispute_losses(ours: &Assessment, theirs: &Assessment, merged: &mut Merged) {
    let unsaid = Entry::default();
    for (question, entry) in &ours.answers {
        let other = theirs.entry(question).unwrap_or(&unsaid);
        let mut now = merged.assessment.entry(question).cloned().unwrap_or_default();
        for field in EntryField::ALL {
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

/// Whether something that `ours` says is not in `outcome`: taken back, or replaced by what the other side says. What came
/// in beside it is no loss. Of the header, every change counts.
pub fn loses(ours: &Assessment, outcome: &Assessment) -> bool {
    let unsaid = Entry::default();
    let kept = ours.answers.iter().all(|(question, entry)| {
        let now = outcome.entry(question).unwrap_or(&unsaid);
        keeps(entry, now)
    });
    !kept || ours.header != outcome.header
}

fn keeps(entry: &Entry, now: &Entry) -> bool {
    let text = |of: &Option<String>, now: &Option<String>| of.is_none() || of == now;
    (entry.answer.is_none() || (entry.answer == now.answer && entry.revision == now.revision))
        && entry.evidence.iter().all(|one| now.evidence.contains(one))
        && text(&entry.note, &now.note)
        && text(&entry.confidence, &now.confidence)
        && text(&entry.owner, &now.owner)
        && (!entry.review || now.review)
}
