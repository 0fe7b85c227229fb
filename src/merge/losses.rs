//! What a merge takes away from a side, because the other side did.

use crate::model::{Assessment, Entry};

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
