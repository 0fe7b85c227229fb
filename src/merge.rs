//! Two people's changes to one assessment, brought together.
//!
//! Both started from the same `base`. What one of them changed is taken over; what both changed alike is taken once; what
//! both changed differently is a conflict, in which our side stands until somebody chooses. A place is one field of what
//! was said to a question, or one field of the header. Lists whose items have a name (evidence, milestones, targets, …)
//! are brought together item by item. Pure.

mod fields;
mod losses;
mod three_ways;

use indexmap::IndexSet;

use crate::model::{Assessment, Entry, Header, Pack, QuestionId};

pub use fields::{EntryField, HeaderField};
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
    /// What both changed differently: the header's first, then question by question.
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
    /// A field of the header, with each one's header.
    Header {
        /// The field.
        field: HeaderField,
        /// As it was before.
        base: Box<Header>,
        /// As we have it.
        ours: Box<Header>,
        /// As they have it.
        theirs: Box<Header>,
    },
}

impl Conflict {
    /// Decides for a side. Of a list, the items that only one of them changed stay.
    pub fn choose(&self, side: Side, assessment: &mut Assessment) {
        match self {
            Self::Entry { question, field, base, ours, theirs } => {
                let mut entry = assessment.entry(question).cloned().unwrap_or_default();
                if field.alone(base) == field.alone(ours) {
                    field.copy(if side == Side::Ours { ours } else { theirs }, &mut entry);
                } else {
                    field.merge(Sides { base: &**base, ours, theirs }, side, &mut entry);
                }
                assessment.replace(question, entry);
            }
            Self::Header { field, base, ours, theirs } => {
                field.merge(Sides { base: &**base, ours, theirs }, side, &mut assessment.header);
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
    let header = merge_headers(&base.header, &ours.header, &theirs.header, &mut conflicts);
    let mut merged = Assessment { header, answers: indexmap::IndexMap::new() };
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
    Assessment::new(Header::new("", pack, &ours.header.language), pack)
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
    for field in EntryField::ALL {
        let sides = Sides { base: &base, ours: &ours, theirs: &theirs };
        if field.merge(sides, Side::Ours, &mut merged) {
            let [base, ours, theirs] = [&base, &ours, &theirs].map(|entry| Box::new(entry.clone()));
            conflicts.push(Conflict::Entry { question: question.clone(), field, base, ours, theirs });
        }
    }
    merged
}

fn merge_headers(base: &Header, ours: &Header, theirs: &Header, conflicts: &mut Vec<Conflict>) -> Header {
    let mut merged = ours.clone();
    for field in HeaderField::ALL {
        if field.merge(Sides { base, ours, theirs }, Side::Ours, &mut merged) {
            let [base, ours, theirs] = [base, ours, theirs].map(|header| Box::new(header.clone()));
            conflicts.push(Conflict::Header { field, base, ours, theirs });
        }
    }
    merged
}

#[cfg(test)]
mod tests;
