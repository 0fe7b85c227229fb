//! The places in which two people's changes can meet.

use super::Side;
use super::three_ways::Sides;
use crate::model::{Entry, Header};

/// A field of what was said to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryField {
    /// The answer, with its reason and the revision of the question that was answered.
    Answer,
    /// The evidence, known by its text.
    Evidence,
    /// The note.
    Note,
    /// The review mark. Of two changes one is like the other, so it is never in conflict.
    Review,
    /// How sure the answer is.
    Confidence,
    /// The owner.
    Owner,
}

/// A field of the header. The schema is the program's own and no place of anybody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeaderField {
    /// The name.
    Name,
    /// The pack and its version.
    Pack,
    /// The language.
    Language,
    /// The organisation's name in Arabic.
    EntityAr,
    /// The organisation's name in English.
    EntityEn,
    /// The time it looks back on.
    Period,
    /// The day it is scored for.
    AsOf,
    /// The roles of those who answer.
    AssessedBy,
    /// The platforms in scope.
    Scope,
    /// The roles of the organisation.
    Roles,
    /// The flags of its platforms.
    Flags,
    /// How confidential it is.
    Classification,
    /// Who accepted it.
    SignOff,
    /// The targets, by area.
    Targets,
    /// The milestones, known by name and day.
    Milestones,
    /// The votes, known by question and round.
    Rounds,
    /// The decisions, known by question and round.
    Decisions,
    /// The matters put off.
    ParkingLot,
    /// The steps chosen, known by question and level.
    Plan,
}

impl EntryField {
    /// Every field, in the order of the file.
    pub const ALL: [Self; 6] =
        [Self::Answer, Self::Evidence, Self::Note, Self::Review, Self::Confidence, Self::Owner];

    /// Settles the field in `place`; whether both sides changed it differently.
    pub(super) fn merge(self, sides: Sides<'_, Entry>, preferred: Side, place: &mut Entry) -> bool {
        match self {
            Self::Answer => {
                let answered = |entry: &Entry| (entry.answer.clone(), entry.revision);
                let (base, ours, theirs) =
                    (answered(sides.base), answered(sides.ours), answered(sides.theirs));
                let (answer, conflict) =
                    Sides { base: &base, ours: &ours, theirs: &theirs }.decided(preferred);
                (place.answer, place.revision) = answer.clone();
                conflict
            }
            Self::Evidence => sides.of(|entry| &entry.evidence).settle_items(
                |evidence| evidence.text.clone(),
                preferred,
                &mut place.evidence,
            ),
            Self::Note => sides.of(|entry| &entry.note).settle(preferred, &mut place.note),
            Self::Review => sides.of(|entry| &entry.review).settle(preferred, &mut place.review),
            Self::Confidence => sides.of(|entry| &entry.confidence).settle(preferred, &mut place.confidence),
            Self::Owner => sides.of(|entry| &entry.owner).settle(preferred, &mut place.owner),
        }
    }
}

impl EntryField {
    /// Copies the field of an entry into another.
    pub(super) fn copy(self, from: &Entry, to: &mut Entry) {
        match self {
            Self::Answer => (to.answer, to.revision) = (from.answer.clone(), from.revision),
            Self::Evidence => to.evidence.clone_from(&from.evidence),
            Self::Note => to.note.clone_from(&from.note),
            Self::Review => to.review = from.review,
            Self::Confidence => to.confidence.clone_from(&from.confidence),
            Self::Owner => to.owner.clone_from(&from.owner),
        }
    }

    /// An entry that says the same in this field and nothing else.
    pub(super) fn alone(self, entry: &Entry) -> Entry {
        let mut alone = Entry::default();
        self.copy(entry, &mut alone);
        alone
    }
}

impl HeaderField {
    /// Every field, in the order of the file.
    pub const ALL: [Self; 19] = [
        Self::Name,
        Self::Pack,
        Self::Language,
        Self::EntityAr,
        Self::EntityEn,
        Self::Period,
        Self::AsOf,
        Self::AssessedBy,
        Self::Scope,
        Self::Roles,
        Self::Flags,
        Self::Classification,
        Self::SignOff,
        Self::Targets,
        Self::Milestones,
        Self::Rounds,
        Self::Decisions,
        Self::ParkingLot,
        Self::Plan,
    ];

    /// Settles the field in `place`; whether both sides changed it differently.
    pub(super) fn merge(self, sides: Sides<'_, Header>, preferred: Side, place: &mut Header) -> bool {
        match self {
            Self::Name => sides.of(|header| &header.name).settle(preferred, &mut place.name),
            Self::Pack => sides.of(|header| &header.pack).settle(preferred, &mut place.pack),
            Self::Language => sides.of(|header| &header.language).settle(preferred, &mut place.language),
            Self::EntityAr => sides.of(|header| &header.entity.ar).settle(preferred, &mut place.entity.ar),
            Self::EntityEn => sides.of(|header| &header.entity.en).settle(preferred, &mut place.entity.en),
            Self::Period => sides.of(|header| &header.period).settle(preferred, &mut place.period),
            Self::AsOf => sides.of(|header| &header.as_of).settle(preferred, &mut place.as_of),
            Self::Roles => sides.of(|header| &header.profile.roles).settle_items(
                Clone::clone,
                preferred,
                &mut place.profile.roles,
            ),
            Self::Flags => {
                sides.of(|header| &header.profile.flags).settle_keys(preferred, &mut place.profile.flags)
            }
            Self::Classification => {
                sides.of(|header| &header.classification).settle(preferred, &mut place.classification)
            }
            Self::SignOff => sides.of(|header| &header.sign_off).settle(preferred, &mut place.sign_off),
            Self::Targets => sides.of(|header| &header.targets).settle_keys(preferred, &mut place.targets),
            _ => self.merge_list(sides, preferred, place),
        }
    }

    fn merge_list(self, sides: Sides<'_, Header>, preferred: Side, place: &mut Header) -> bool {
        match self {
            Self::AssessedBy => sides.of(|header| &header.assessed_by).settle_items(
                Clone::clone,
                preferred,
                &mut place.assessed_by,
            ),
            Self::Scope => {
                sides.of(|header| &header.scope).settle_items(Clone::clone, preferred, &mut place.scope)
            }
            Self::Milestones => sides.of(|header| &header.milestones).settle_items(
                |milestone| (milestone.name.clone(), milestone.date),
                preferred,
                &mut place.milestones,
            ),
            Self::Rounds => sides.of(|header| &header.rounds).settle_items(
                |round| (round.question.clone(), round.number),
                preferred,
                &mut place.rounds,
            ),
            Self::Decisions => sides.of(|header| &header.decisions).settle_items(
                |decision| (decision.question.clone(), decision.round),
                preferred,
                &mut place.decisions,
            ),
            Self::ParkingLot => sides.of(|header| &header.parking_lot).settle_items(
                Clone::clone,
                preferred,
                &mut place.parking_lot,
            ),
            _ => sides.of(|header| &header.plan).settle_items(
                |step| (step.question.clone(), step.level.0),
                preferred,
                &mut place.plan,
            ),
        }
    }
}
