//! Two people's changes to one assessment, brought together.
//!
//! Both started from the same `base`. What one of them changed is taken over; what both changed alike is taken once; what
//! both changed differently is a conflict, in which our side is kept until the user chooses. A place is one field of what
//! was said to a question, or one field of the rest of the assessment. Lists whose items have a name (evidence, milestones, targets, …)
//! are brought together item by item. Pure.

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

use three_ways::Sides;

/// Whose changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Those of the one who merges.
    Ours,
    /// Those of the other one.
    Theirs,
}

/// Two people's changes in one assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// Everything that could be brought together; in a conflict, our side.
    pub assessment: Assessment,
    /// What both changed differently: fields outside the answers first, then question by question.
    pub conflicts: Vec<Conflict>,
}

/// A place that both changed differently.
#[derive(Debug, Clone, PartialEq)]
pub enum Conflict {
    /// A field of what was said to a question, with everything that each said to it. Where we say what was said before,
    /// they took it back.
    Entry {
        /// The question.
        question: QuestionId,
        /// The field.
        field: EntryField,
        /// What was said before.
        base: Box<Entry>,
        /// What we say.
        ours: Box<Entry>,
        /// What they say.
        theirs: Box<Entry>,
    },
    /// A field outside the answers, with each one's assessment.
    Assessment {
        /// The field.
        field: AssessmentField,
        /// As it was before.
        base: Arc<Assessment>,
        /// As we have it.
        ours: Arc<Assessment>,
        /// As they have it.
        theirs: Arc<Assessment>,
    },
}

impl Conflict {
    /// Decides for a side. Of a list, the items that only one of them changed stay.
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

/// Brings together what `ours` and `theirs` made of `base`.
///
/// Questions stand in our order, those that only they have after them. With one side unchanged the outcome is the other
/// side; with the sides exchanged it differs in the order of such additions alone.
pub fn merge(base: &Assessment, ours: &Assessment, theirs: &Assessment) -> Merged {
    let mut conflicts = Vec::new();
    let mut merged = Assessment { answers: indexmap::IndexMap::new(), ..ours.clone() };
    merge_fields(base, ours, theirs, &mut merged, &mut conflicts);
    let questions: IndexSet<&QuestionId> = ours.answers.keys().chain(theirs.answers.keys()).collect();
    for question in questions {
        let entry = merge_entries(question, base, ours, theirs, &mut conflicts);
        let stands = |assessment: &Assessment| assessment.answers.contains_key(question);
        let stands = Sides { base: &stands(base), ours: &stands(ours), theirs: &stands(theirs) };
        if !entry.is_empty() || *stands.decided(Side::Ours).0 {
            merged.answers.insert(question.clone(), entry);
        }
    }
    Merged { assessment: merged, conflicts }
}

/// A base for two assessments that were made apart: only what must stand in any of them, and no answer.
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
    let said = |assessment: &Assessment| assessment.entry(question).cloned().unwrap_or_default();
    let (base, ours, theirs) = (said(base), said(ours), said(theirs));
    let mut merged = ours.clone();
    for &field in EntryField::ALL {
        let sides = Sides { base: &base, ours: &ours, theirs: &theirs };
        if field.merge(sides, Side::Ours, &mut merged) {
            let [base, ours, theirs] = [&base, &ours, &theirs].map(|entry| Box::new(entry.clone()));
            conflicts.push(Conflict::Entry { question: question.clone(), field, base, ours, theirs });
        }
    }
    merged
}

/// Merges what is outside the answers into `merged`.
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
