//! The fields in which two users' changes can meet, one row of a table for each.
//!
//! Merging, showing a conflict and finding a loss follow from the row and the type of the field (see
//! [`super::field_type`]). The names for users are in the messages, under the field's [`EntryField::name`].

use super::Side;
use super::field_type::{FieldType, FieldValue};
use super::three_ways::Sides;
use crate::model::{Assessment, Entry};

/// Declares the fields of a type: a name, the path of the field, and the key of its name in the messages.
macro_rules! fields {
    ($(#[$meta:meta])* $name:ident of $owner:ty {
        $($(#[$doc:meta])* $field:ident: $($path:ident).+ $(with $more:ident and $along:ident)?, $word:literal;)*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$doc])* $field,)*
        }

        impl $name {
            /// Every field, in the order of the file.
            pub const ALL: &[Self] = &[$(Self::$field),*];

            /// The key of the field's name in the messages: `assessed_by`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$field => $word,)*
                }
            }

            /// The value of the field in `of`.
            pub fn value(self, of: &$owner) -> FieldValue<'_> {
                match self {
                    $(Self::$field => fields!(@value of, ($($path).+) $($more)?),)*
                }
            }

            /// Merges the field into `place`. Returns whether both sides changed it differently.
            pub(super) fn merge(self, sides: Sides<'_, $owner>, preferred: Side, place: &mut $owner) -> bool {
                match self {
                    $(Self::$field => fields!(@merge sides, preferred, place, ($($path).+) $($more $along)?),)*
                }
            }

            /// Whether the field is equal in both.
            pub(super) fn is_alike(self, one: &$owner, other: &$owner) -> bool {
                match self {
                    $(Self::$field => one.$($path).+ == other.$($path).+ $(&& one.$more == other.$more)?,)*
                }
            }
        }
    };
    (@merge $sides:ident, $preferred:ident, $place:ident, ($($path:ident).+)) => {
        FieldType::settle($sides.of(|of| &of.$($path).+), $preferred, &mut $place.$($path).+)
    };
    (@value $of:ident, ($($path:ident).+)) => {
        $of.$($path).+.value()
    };
    // Fields that are only meaningful together are merged as one.
    (@merge $sides:ident, $preferred:ident, $place:ident, ($($path:ident).+) $more:ident $along:ident) => {{
        let all = [$sides.base, $sides.ours, $sides.theirs].map(|of| (&of.$($path).+, &of.$more, &of.$along));
        let [base, ours, theirs] = &all;
        let (value, conflict) = Sides { base, ours, theirs }.decided($preferred);
        $place.$($path).+.clone_from(value.0);
        $place.$more.clone_from(value.1);
        $place.$along.clone_from(value.2);
        conflict
    }};
    (@value $of:ident, ($($path:ident).+) $more:ident) => {
        FieldValue::Answer($of.$($path).+.as_ref(), $of.$more)
    };
}

fields! {
    /// A field of an entry.
    EntryField of Entry {
        /// The answer, with its reason, and the revision and the topic of the question when it was answered. The topic comes
        /// with the rest and makes no difference.
        Answer: answer with revision and topic, "answer";
        /// The evidence, identified by its text.
        Evidence: evidence, "evidence";
        /// The note.
        Note: note, "note";
        /// The review mark. It has two values, so two changes are always equal and never in conflict.
        Review: review, "review";
        /// The confidence in the answer.
        Confidence: confidence, "confidence";
        /// The owner.
        Owner: owner, "owner";
    }
}

fields! {
    /// A field of an assessment outside its answers.
    AssessmentField of Assessment {
        /// The name.
        Name: identity.name, "name";
        /// The pack and its version.
        Pack: identity.pack, "pack";
        /// The language.
        Language: identity.language, "language";
        /// The organisation's name, language by language.
        Entity: identity.entity, "entity";
        /// The period that it covers.
        Period: identity.period, "period";
        /// The day it is scored for.
        AsOf: identity.as_of, "as_of";
        /// The roles of those who answer.
        AssessedBy: identity.assessed_by, "assessed_by";
        /// The platforms in scope.
        Scope: identity.scope, "scope";
        /// The roles of the organisation.
        Roles: profile.roles, "roles";
        /// The flags of its platforms.
        Flags: profile.flags, "flags";
        /// The confidentiality.
        Classification: identity.classification, "classification";
        /// The acceptance.
        SignOff: identity.sign_off, "sign_off";
        /// The targets, by area.
        Targets: targets, "targets";
        /// The milestones, identified by name and day.
        Milestones: milestones, "milestones";
        /// The votes, identified by question and round.
        Rounds: workshop.rounds, "rounds";
        /// The decisions, identified by question and round.
        Decisions: workshop.decisions, "decisions";
        /// The postponed matters.
        ParkingLot: workshop.parking_lot, "parking_lot";
        /// The chosen steps, identified by question and level.
        Plan: plan, "plan";
    }
}

impl EntryField {
    /// Copies the field from one entry to another.
    pub(super) fn copy(self, from: &Entry, to: &mut Entry) {
        // The merge of three equal sides is a copy.
        self.merge(Sides { base: from, ours: from, theirs: from }, Side::Ours, to);
    }

    /// An entry with only this field.
    pub(super) fn alone(self, entry: &Entry) -> Entry {
        let mut alone = Entry::default();
        self.copy(entry, &mut alone);
        alone
    }
}
