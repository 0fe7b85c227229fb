//! Operations on a field that depend on its type: merge it, show its value, find out whether a value was lost.
//!
//! Simple values are merged as one; maps, and lists whose items have a key, are merged item by item. It knows no
//! field by name.

use std::collections::BTreeMap;
use std::hash::Hash;

use jiff::civil::Date;
use serde::Serialize;

use super::Side;
use super::three_ways::Sides;
use crate::model::{
    Answer, AreaId, Decision, Evidence, FlagId, Milestone, NamedLevel, PackReference, PlannedStep,
    QuestionId, RoleId, Round, SignOff, Text,
};

/// The value of a field, for reports to put into words.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue<'a> {
    /// A text; empty if there is none.
    Text(String),
    /// A mark, set or not.
    YesNo(bool),
    /// An answer, if there is one, and the revision of the question when it was answered.
    Answer(Option<&'a Answer>, Option<u32>),
    /// Evidence, in order.
    Evidence(&'a [Evidence]),
    /// Texts, in order.
    Texts(Vec<String>),
    /// One text in several languages.
    ByLanguage(&'a Text),
    /// Flags of the profile with their answers.
    Flags(&'a BTreeMap<FlagId, bool>),
    /// Levels by area.
    Targets(&'a BTreeMap<AreaId, NamedLevel>),
}

impl FieldValue<'_> {
    /// Whether everything in this value is also in `after`, the later value of the same field. An empty field is
    /// always kept.
    pub(super) fn is_kept_in(&self, after: &Self) -> bool {
        match (self, after) {
            (Self::Text(text), _) if text.is_empty() => true,
            (Self::Answer(None, _) | Self::YesNo(false), _) => true,
            (Self::Evidence(before), Self::Evidence(after)) => before.iter().all(|one| after.contains(one)),
            (Self::Texts(before), Self::Texts(after)) => before.iter().all(|one| after.contains(one)),
            (Self::ByLanguage(before), Self::ByLanguage(after)) => {
                before.iter().all(|(language, text)| after.exact(language) == Some(text))
            }
            (before, after) => before == after,
        }
    }
}

/// A type that a field of an assessment can have.
pub(super) trait FieldType: PartialEq + Clone {
    /// Writes the merged value into `place`. Returns whether both sides changed it differently.
    fn settle(sides: Sides<'_, Self>, preferred: Side, place: &mut Self) -> bool {
        sides.settle(preferred, place)
    }

    /// Its value.
    fn value(&self) -> FieldValue<'_>;
}

impl FieldType for String {
    fn value(&self) -> FieldValue<'_> {
        FieldValue::Text(self.clone())
    }
}

impl FieldType for Text {
    /// Each language is merged separately.
    fn settle(sides: Sides<'_, Self>, preferred: Side, place: &mut Self) -> bool {
        let mut conflict = false;
        let mut settled = Self::default();
        let languages = sides.ours.iter().chain(sides.theirs.iter()).map(|(language, _)| language);
        for language in languages {
            let [base, ours, theirs] = [sides.base, sides.ours, sides.theirs].map(|of| of.exact(language));
            let (text, differs) = Sides { base: &base, ours: &ours, theirs: &theirs }.decided(preferred);
            if settled.exact(language).is_none()
                && let Some(text) = text
            {
                settled.set(language, *text);
            }
            conflict |= differs;
        }
        *place = settled;
        conflict
    }

    fn value(&self) -> FieldValue<'_> {
        FieldValue::ByLanguage(self)
    }
}

impl FieldType for bool {
    fn value(&self) -> FieldValue<'_> {
        FieldValue::YesNo(*self)
    }
}

impl FieldType for PackReference {
    fn value(&self) -> FieldValue<'_> {
        FieldValue::Text(format!("{} {}", self.id, self.version))
    }
}

impl<T: OneValue> FieldType for Option<T> {
    fn value(&self) -> FieldValue<'_> {
        FieldValue::Text(self.as_ref().map(T::text).unwrap_or_default())
    }
}

/// A single value that may be missing.
pub(super) trait OneValue: PartialEq + Clone {
    fn text(&self) -> String;
}

impl OneValue for String {
    fn text(&self) -> String {
        self.clone()
    }
}

impl OneValue for Date {
    fn text(&self) -> String {
        self.to_string()
    }
}

impl OneValue for SignOff {
    fn text(&self) -> String {
        format!("{} ({})", self.role, self.date)
    }
}

impl<T: Item> FieldType for Vec<T> {
    fn settle(sides: Sides<'_, Self>, preferred: Side, place: &mut Self) -> bool {
        sides.settle_items(T::key, preferred, place)
    }

    fn value(&self) -> FieldValue<'_> {
        T::value_of(self)
    }
}

/// An item of a list, identified by a key.
pub(super) trait Item: PartialEq + Clone {
    type Key: Hash + Eq;

    fn key(&self) -> Self::Key;

    /// The value of a list of such items.
    fn value_of(list: &[Self]) -> FieldValue<'_>;
}

impl Item for String {
    type Key = Self;

    fn key(&self) -> Self {
        self.clone()
    }

    fn value_of(list: &[Self]) -> FieldValue<'_> {
        FieldValue::Texts(list.to_vec())
    }
}

impl Item for RoleId {
    type Key = Self;

    fn key(&self) -> Self {
        self.clone()
    }

    fn value_of(list: &[Self]) -> FieldValue<'_> {
        FieldValue::Texts(list.iter().map(ToString::to_string).collect())
    }
}

impl Item for Evidence {
    type Key = String;

    fn key(&self) -> String {
        self.text.clone()
    }

    fn value_of(list: &[Self]) -> FieldValue<'_> {
        FieldValue::Evidence(list)
    }
}

impl Item for Milestone {
    type Key = (String, Date);

    fn key(&self) -> Self::Key {
        (self.name.clone(), self.date)
    }

    fn value_of(list: &[Self]) -> FieldValue<'_> {
        FieldValue::Texts(list.iter().map(|one| format!("{} ({})", one.name, one.date)).collect())
    }
}

impl Item for Round {
    type Key = (QuestionId, u32);

    fn key(&self) -> Self::Key {
        (self.question.clone(), self.number)
    }

    fn value_of(list: &[Self]) -> FieldValue<'_> {
        every_field(list)
    }
}

impl Item for Decision {
    type Key = (QuestionId, u32);

    fn key(&self) -> Self::Key {
        (self.question.clone(), self.round)
    }

    fn value_of(list: &[Self]) -> FieldValue<'_> {
        every_field(list)
    }
}

impl Item for PlannedStep {
    type Key = (QuestionId, NamedLevel);

    fn key(&self) -> Self::Key {
        (self.question.clone(), self.level.clone())
    }

    fn value_of(list: &[Self]) -> FieldValue<'_> {
        every_field(list)
    }
}

/// Items with many fields as one line of JSON each, so that no field is omitted.
fn every_field<'a>(list: &[impl Serialize]) -> FieldValue<'a> {
    FieldValue::Texts(list.iter().map(|item| serde_json::to_string(item).unwrap_or_default()).collect())
}

impl FieldType for BTreeMap<FlagId, bool> {
    fn settle(sides: Sides<'_, Self>, preferred: Side, place: &mut Self) -> bool {
        sides.settle_keys(preferred, place)
    }

    fn value(&self) -> FieldValue<'_> {
        FieldValue::Flags(self)
    }
}

impl FieldType for BTreeMap<AreaId, NamedLevel> {
    fn settle(sides: Sides<'_, Self>, preferred: Side, place: &mut Self) -> bool {
        sides.settle_keys(preferred, place)
    }

    fn value(&self) -> FieldValue<'_> {
        FieldValue::Targets(self)
    }
}
