//! Every change to an assessment, in one place for the screens, the commands and merges.
//!
//! ```text
//! Edit --apply--> Assessment, and an Undo that a History keeps
//! ```
//!
//! Pure. It checks whether a change is possible (a level of the scale, a text that is not blank). It does not save,
//! and knows no screen, no command and no file.

mod history;
mod remove_gone;
mod take_over;
mod undo;

pub use history::History;
pub use remove_gone::{Removal, remove_gone};
pub use take_over::{CannotTakeOver, take_over};
pub use undo::{Touched, Undo};

use crate::merge::{Conflict, Side};
use crate::model::{
    Answer, AreaId, AskedTopic, Assessment, Entry, EntryText, Evidence, Identity, Level, Milestone, Pack,
    Profile, QuestionId,
};
use undo::Part;

/// A change to an assessment.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Answers a question; `None` removes the answer. A level that the scale or the question does not have is ignored. The
    /// revision and the topic of the question are recorded with the answer.
    Answer(QuestionId, Option<Answer>),
    /// Sets a text of a question, such as its note. A blank one removes it.
    Text(QuestionId, EntryText, Option<String>),
    /// Sets or removes the review mark of a question.
    Review(QuestionId, bool),
    /// Adds evidence to a question, or replaces the piece at `place`. Each text occurs once, so another piece with
    /// the same text is replaced as well.
    PutEvidence {
        /// The question.
        question: QuestionId,
        /// The index of the piece to replace. `None`, or an index that does not exist, adds the evidence.
        place: Option<usize>,
        /// The evidence.
        evidence: Evidence,
    },
    /// Removes the piece of evidence at an index. An index that does not exist is ignored.
    RemoveEvidence(QuestionId, usize),
    /// Removes the entry of a question that the pack does not have. One that it has is ignored.
    RemoveGone(QuestionId),
    /// Sets the identity except the name, which changes together with the file.
    Identity(Box<Identity>),
    /// Sets the roles and flags of the organisation.
    Profile(Profile),
    /// Sets the target of an area. A level outside the scale is ignored.
    Target(AreaId, Level),
    /// Adds a postponed matter.
    Park(String),
    /// Adds a frozen copy, unless it is already there.
    Milestone(Milestone),
    /// Sets the version of the pack that is answered. The answers keep the revisions of their questions.
    Version(String),
    /// Resolves a conflict of a merge with the value of a side.
    Resolve(Box<Conflict>, Side),
}

impl Edit {
    /// Applies the change. Returns how to undo it, or `None` if it has no effect.
    ///
    /// ```
    /// # use mizan::{data::embedded::default_pack, edit::Edit, model::{Answer, Assessment, Identity, Level}};
    /// # let pack = default_pack();
    /// let mut assessment = Assessment::new(Identity::new("Water", &pack, "en"), &pack);
    /// let edit = Edit::Answer("strategy-q1".into(), Some(Answer::Level(Level(3))));
    /// let mut undo = edit.apply(&mut assessment, &pack).expect("a new answer is a change");
    /// assert_eq!(edit.apply(&mut assessment, &pack), None);
    /// undo.exchange(&mut assessment);
    /// assert_eq!(assessment.answer(&"strategy-q1".into()), None);
    /// ```
    pub fn apply(&self, assessment: &mut Assessment, pack: &Pack) -> Option<Undo> {
        let before = self.part(assessment);
        self.change(assessment, pack);
        (!before.is_as_in(assessment)).then(|| Undo::of(before))
    }

    /// The question that the edit answers. `None` if it is no answer, or removes one.
    pub fn answered(&self) -> Option<&QuestionId> {
        match self {
            Self::Answer(question, Some(_)) => Some(question),
            _ => None,
        }
    }

    /// The part that the edit may change, in its current state.
    fn part(&self, assessment: &Assessment) -> Part {
        match self {
            Self::Answer(question, _)
            | Self::Text(question, ..)
            | Self::Review(question, _)
            | Self::PutEvidence { question, .. }
            | Self::RemoveEvidence(question, _)
            | Self::RemoveGone(question) => Part::entry(question, assessment),
            Self::Identity(_) | Self::Version(_) => Part::Identity(Box::new(assessment.identity.clone())),
            Self::Profile(_) => Part::Profile(assessment.profile.clone()),
            Self::Target(..) => Part::Targets(assessment.targets.clone()),
            Self::Park(_) => Part::Workshop(Box::new(assessment.workshop.clone())),
            Self::Milestone(_) => Part::Milestones(assessment.milestones.clone()),
            Self::Resolve(..) => Part::Whole(Box::new(assessment.clone())),
        }
    }

    fn change(&self, assessment: &mut Assessment, pack: &Pack) {
        let scale = pack.scale();
        match self {
            Self::Answer(question, answer) => {
                let known = pack.question(question).map(|(_, known)| known);
                let has = |level| scale.contains(level) && known.is_none_or(|known| known.has(level));
                if answer.as_ref().and_then(Answer::level).is_none_or(has) {
                    let revision = known.map_or(1, |known| known.revision);
                    change_entry(assessment, question, |entry| {
                        // 1 is not written, because a file without a revision means 1.
                        entry.revision = (answer.is_some() && revision > 1).then_some(revision);
                        entry.topic = match known {
                            _ if answer.is_none() => AskedTopic::default(),
                            Some(known) => AskedTopic::of(known),
                            None => std::mem::take(&mut entry.topic),
                        };
                        entry.answer.clone_from(answer);
                    });
                }
            }
            Self::Text(question, part, text) => {
                change_entry(assessment, question, |entry| part.set(entry, not_blank(text.as_deref())));
            }
            Self::Review(question, review) => {
                change_entry(assessment, question, |entry| entry.review = *review);
            }
            Self::PutEvidence { question, place, evidence } => {
                change_entry(assessment, question, |entry| put(&mut entry.evidence, *place, evidence));
            }
            Self::RemoveEvidence(question, place) => change_entry(assessment, question, |entry| {
                if *place < entry.evidence.len() {
                    entry.evidence.remove(*place);
                }
            }),
            Self::RemoveGone(question) => {
                if pack.question(question).is_none() {
                    assessment.answers.shift_remove(question);
                }
            }
            Self::Identity(identity) => {
                let name = std::mem::take(&mut assessment.identity.name);
                assessment.identity = Identity { name, ..(**identity).clone() };
            }
            Self::Profile(profile) => assessment.profile.clone_from(profile),
            Self::Target(area, level) if scale.contains(*level) => {
                assessment.targets.insert(area.clone(), (*level).into());
            }
            Self::Target(..) => {}
            Self::Park(matter) => assessment.workshop.parking_lot.push(matter.clone()),
            Self::Milestone(milestone) => {
                if !assessment.milestones.contains(milestone) {
                    assessment.milestones.push(milestone.clone());
                }
            }
            Self::Version(version) => assessment.identity.pack.version.clone_from(version),
            Self::Resolve(conflict, side) => conflict.choose(*side, assessment),
        }
    }
}

/// Changes an entry in place. A question without an entry gets one only if the result is not empty.
fn change_entry(assessment: &mut Assessment, question: &QuestionId, change: impl FnOnce(&mut Entry)) {
    let before = assessment.entry(question).cloned().unwrap_or_default();
    let mut entry = before.clone();
    change(&mut entry);
    if entry != before {
        assessment.replace(question, entry);
    }
}

fn not_blank(text: Option<&str>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// Puts evidence at its index, so that its text occurs once.
fn put(all: &mut Vec<Evidence>, place: Option<usize>, evidence: &Evidence) {
    let place = place.filter(|place| *place < all.len());
    let same = || all.iter().position(|known| known.text == evidence.text);
    match place.or_else(same) {
        Some(place) => {
            all[place] = evidence.clone();
            let mut index = 0;
            all.retain(|known| {
                let is_kept = index == place || known.text != evidence.text;
                index += 1;
                is_kept
            });
        }
        None => all.push(evidence.clone()),
    }
}

#[cfg(test)]
mod tests;
