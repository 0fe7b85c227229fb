//! How to undo a change, and to redo it.
//!
//! An undo holds the former state of the changed part. Exchanging it with the assessment undoes the change;
//! exchanging again redoes it. It does not know which edit made the change.

use std::collections::BTreeMap;
use std::mem::swap;

use crate::model::{
    AreaId, Assessment, Entry, Identity, Milestone, NamedLevel, Profile, QuestionId, Workshop,
};

/// What a change affected, so that a screen can show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// The entry of this question.
    Question(QuestionId),
    /// Something outside the answers.
    Details,
}

/// A change that was made as one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Undo(Vec<Part>);

impl Undo {
    pub(super) fn of(part: Part) -> Self {
        Self(vec![part])
    }

    /// Both changes as one step; `self` was made first.
    #[must_use]
    pub(super) fn then(mut self, later: Self) -> Self {
        let Self(mut parts) = later;
        parts.append(&mut self.0);
        Self(parts)
    }

    /// Undoes the change, or redoes it if it is undone.
    pub fn exchange(&mut self, assessment: &mut Assessment) {
        for part in &mut self.0 {
            part.exchange(assessment);
        }
        // The last change is undone first and redone last.
        self.0.reverse();
    }

    /// What it affected; of several parts, the first question.
    pub fn touched(&self) -> Touched {
        let question = self.0.iter().find_map(|part| match part {
            Part::Entry(question, _) => Some(question.clone()),
            _ => None,
        });
        question.map_or(Touched::Details, Touched::Question)
    }
}

/// A part of an assessment in a former state.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// The entry of a question; `None` if it had none.
    Entry(QuestionId, Option<Box<Entry>>),
    Identity(Box<Identity>),
    Profile(Profile),
    Targets(BTreeMap<AreaId, NamedLevel>),
    Workshop(Box<Workshop>),
    Milestones(Vec<Milestone>),
    /// Everything, for a change that may affect any part.
    Whole(Box<Assessment>),
}

impl Part {
    /// The current entry of a question.
    pub(super) fn entry(question: &QuestionId, assessment: &Assessment) -> Self {
        Self::Entry(question.clone(), assessment.entry(question).cloned().map(Box::new))
    }

    /// Whether the assessment has this part in the same state.
    pub(super) fn is_as_in(&self, assessment: &Assessment) -> bool {
        match self {
            Self::Entry(question, entry) => assessment.entry(question) == entry.as_deref(),
            Self::Identity(identity) => assessment.identity == **identity,
            Self::Profile(profile) => assessment.profile == *profile,
            Self::Targets(targets) => assessment.targets == *targets,
            Self::Workshop(workshop) => assessment.workshop == **workshop,
            Self::Milestones(milestones) => assessment.milestones == *milestones,
            Self::Whole(whole) => *assessment == **whole,
        }
    }

    fn exchange(&mut self, assessment: &mut Assessment) {
        match self {
            Self::Entry(question, entry) => {
                let before = match entry.take() {
                    Some(entry) => assessment.answers.insert(question.clone(), *entry),
                    None => assessment.answers.shift_remove(question),
                };
                *entry = before.map(Box::new);
            }
            Self::Identity(identity) => {
                swap(&mut assessment.identity, identity);
                // The name belongs to the file, so a rename in between is not undone.
                swap(&mut assessment.identity.name, &mut identity.name);
            }
            Self::Profile(profile) => swap(&mut assessment.profile, profile),
            Self::Targets(targets) => swap(&mut assessment.targets, targets),
            Self::Workshop(workshop) => swap(&mut assessment.workshop, workshop),
            Self::Milestones(milestones) => swap(&mut assessment.milestones, milestones),
            Self::Whole(whole) => swap(assessment, whole),
        }
    }
}
