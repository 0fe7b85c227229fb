//! Merges two users' changes to one assessment.
//!
//! Both started from the same `base`. A change by one side is taken. The same change by both is taken once. Different
//! changes of the same field are a conflict: our side is kept until the user decides. A field is a field of one
//! entry, or a field of the assessment outside its answers. Lists whose items have a key (evidence, milestones,
//! targets, …) are merged item by item. Pure: it reads and writes no file.

mod field_type;
mod fields;
mod losses;
mod three_ways;

use std::sync::Arc;

use indexmap::IndexSet;

use crate::model::{Assessment, Entry, Identity, Pack, QuestionId};

pub use field_type::FieldValue;
pub use fields::{AssessmentField, EntryField};
pub use losses::{dispute_losses, loses};
pub use three_ways::Side;

use three_ways::Sides;

/// The result of a merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The merged assessment; in a conflict, our value.
    pub assessment: Assessment,
    /// Fields that both sides changed differently: those outside the answers first, then by question.
    pub conflicts: Vec<Conflict>,
}

/// A field that both sides changed differently.
#[derive(Debug, Clone, PartialEq)]
pub enum Conflict {
    /// A field of an entry, with the whole entry of each side. If `ours` equals `base`, the other side deleted the
    /// value (see [`dispute_losses`]).
    Entry {
        /// The question.
        question: QuestionId,
        /// The field.
        field: EntryField,
        /// The entry before both changes.
        base: Box<Entry>,
        /// Our entry.
        ours: Box<Entry>,
        /// Their entry.
        theirs: Box<Entry>,
    },
    /// A field outside the answers, with the whole assessment of each side.
    Assessment {
        /// The field.
        field: AssessmentField,
        /// The assessment before both changes.
        base: Arc<Assessment>,
        /// Our assessment.
        ours: Arc<Assessment>,
        /// Their assessment.
        theirs: Arc<Assessment>,
    },
}

impl Conflict {
    /// Resolves the conflict with the value of a side. In a list, items that only one side changed are kept.
    pub fn choose(&self, side: Side, assessment: &mut Assessment) {
        match self {
            Self::Entry { question, field, base, ours, theirs } => {
                let mut entry = assessment.entry(question).cloned().unwrap_or_default();
                if field.is_alike(base, ours) {
                    field.copy(if side == Side::Ours { ours } else { theirs }, &mut entry);
                } else {
                    field.merge(Sides { base: &**base, ours, theirs }, side, &mut entry);
                }
                assessment.replace(question, entry);
            }
            Self::Assessment { field, base, ours, theirs } => {
                field.merge(Sides { base: &**base, ours, theirs }, side, assessment);
            }
        }
    }
}

/// Merges the changes that `ours` and `theirs` made to `base`.
///
/// Questions are in our order, followed by those that only they have. If one side is unchanged, the result is the
/// other side. Swapping the sides changes the result only in the order of such additions, and in which value is kept
/// in a conflict.
pub fn merge(base: &Assessment, ours: &Assessment, theirs: &Assessment) -> Merged {
    let mut conflicts = Vec::new();
    let mut merged = Assessment { answers: indexmap::IndexMap::new(), ..ours.clone() };
    merge_fields(base, ours, theirs, &mut merged, &mut conflicts);
    let questions: IndexSet<&QuestionId> = ours.answers.keys().chain(theirs.answers.keys()).collect();
    for question in questions {
        let entry = merge_entries(question, base, ours, theirs, &mut conflicts);
        let has_entry = |assessment: &Assessment| assessment.answers.contains_key(question);
        let has_entry = Sides { base: &has_entry(base), ours: &has_entry(ours), theirs: &has_entry(theirs) };
        // An empty entry is a line of the file too: it is kept or removed as the sides decided.
        if !entry.is_empty() || *has_entry.decided(Side::Ours).0 {
            merged.answers.insert(question.clone(), entry);
        }
    }
    Merged { assessment: merged, conflicts }
}

/// A base for two assessments without a common version: the required fields and no answers.
pub fn nothing_in_common(ours: &Assessment, pack: &Pack) -> Assessment {
    Assessment::new(Identity::new("", pack, &ours.identity.language), pack)
}

fn merge_entries(
    question: &QuestionId,
    base: &Assessment,
    ours: &Assessment,
    theirs: &Assessment,
    conflicts: &mut Vec<Conflict>,
) -> Entry {
    let entry_in = |assessment: &Assessment| assessment.entry(question).cloned().unwrap_or_default();
    let (base, ours, theirs) = (entry_in(base), entry_in(ours), entry_in(theirs));
    let mut merged = ours.clone();
    for &field in EntryField::ALL {
        let sides = Sides { base: &base, ours: &ours, theirs: &theirs };
        if field.merge(sides, Side::Ours, &mut merged) {
            let [base, ours, theirs] = [&base, &ours, &theirs].map(|entry| Box::new(entry.clone()));
            conflicts.push(Conflict::Entry { question: question.clone(), field, base, ours, theirs });
        }
    }
    // One side may have written the same answer without the topic.
    if merged.answer.is_some() && !merged.topic.is_known() {
        let same =
            [&theirs, &base].into_iter().find(|side| side.has_answer_of(&merged) && side.topic.is_known());
        merged.topic = same.map(|side| side.topic.clone()).unwrap_or_default();
    }
    merged
}

/// Merges the fields outside the answers into `merged`.
fn merge_fields(
    base: &Assessment,
    ours: &Assessment,
    theirs: &Assessment,
    merged: &mut Assessment,
    conflicts: &mut Vec<Conflict>,
) {
    let differing = AssessmentField::ALL
        .iter()
        .filter(|field| field.merge(Sides { base, ours, theirs }, Side::Ours, merged));
    let differing: Vec<AssessmentField> = differing.copied().collect();
    if differing.is_empty() {
        return;
    }
    let [base, ours, theirs] = [base, ours, theirs].map(|one| Arc::new(one.clone()));
    conflicts.extend(differing.into_iter().map(|field| {
        let (base, ours, theirs) = (Arc::clone(&base), Arc::clone(&ours), Arc::clone(&theirs));
        Conflict::Assessment { field, base, ours, theirs }
    }));
}

#[cfg(test)]
mod tests;
