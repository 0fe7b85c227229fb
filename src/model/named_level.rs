//! Levels in an assessment: of the scale, or by the labels that its file holds.
//!
//! Files of assessments hold labels, because the position of a level changes with the scale and says nothing to a
//! reader. The rest of the program works with positions.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Level, LevelLabel, Scale};

/// A level in an assessment: one of the scale, or a label as the file has it.
///
/// A file is read without its pack, so every level in it is a label at first, or a position in a file of schema 1.
/// `Assessment::find_levels` finds the labels in the scale; those that stay labels are outside of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamedLevel {
    /// A level by its position.
    Known(Level),
    /// A label.
    Label(LevelLabel),
}

impl NamedLevel {
    /// The level that a file of schema 1 means by this number.
    #[must_use]
    pub fn of_schema_1(self) -> Self {
        match self {
            Self::Label(LevelLabel::Number(number)) => match u8::try_from(number) {
                Ok(position @ 1..) => Self::Known(Level(position)),
                _ => self,
            },
            Self::Known(_) | Self::Label(_) => self,
        }
    }
}

impl From<Level> for NamedLevel {
    fn from(level: Level) -> Self {
        Self::Known(level)
    }
}

impl Serialize for NamedLevel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(level) => level.serialize(serializer),
            Self::Label(label) => label.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for NamedLevel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        LevelLabel::deserialize(deserializer).map(Self::Label)
    }
}

impl Scale {
    /// The level of the scale that is named so. `None` if the scale does not have it.
    pub fn known(&self, level: &NamedLevel) -> Option<Level> {
        match level {
            NamedLevel::Known(level) => Some(*level).filter(|level| self.contains(*level)),
            NamedLevel::Label(label) => self.find(label),
        }
    }

    /// The label under which a level that the scale does not have is kept, so that it is never read as one that it has.
    pub fn outside(&self, level: &NamedLevel) -> LevelLabel {
        match level {
            NamedLevel::Label(label) => label.clone(),
            NamedLevel::Known(level) => {
                let number = LevelLabel::Number(level.0.into());
                // A file of schema 1 may hold a position beyond the end whose number is a label of another level.
                if self.find(&number).is_none() {
                    number
                } else {
                    LevelLabel::Text(format!("position {level}"))
                }
            }
        }
    }
}
