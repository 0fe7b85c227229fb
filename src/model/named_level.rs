//! Levels in a file: of the scale, or by the labels that the file holds.
//!
//! Files of assessments and packs hold labels, because the position of a level changes with the scale and says nothing to a
//! reader. The rest of the program works with positions.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Level, LevelLabel};

/// A level in an assessment or a pack: one of the scale, or a label as the file has it.
///
/// A file is read without the scale, so every level in it is a label at first, or a position in a file of schema 1.
/// `Assessment::find_levels` and `Pack::new` find the labels in the scale; those that stay labels are outside of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamedLevel {
    /// A level by its position.
    Known(Level),
    /// A label.
    Label(LevelLabel),
}

impl NamedLevel {
    /// The level, once it was found in the scale.
    pub fn position(&self) -> Option<Level> {
        match self {
            Self::Known(level) => Some(*level),
            Self::Label(_) => None,
        }
    }

    /// The level that a file of schema 1 means by this number. A number that is no position, such as 0, never becomes the
    /// label of a level.
    #[must_use]
    pub fn of_schema_1(self) -> Self {
        match self {
            Self::Label(LevelLabel::Number(number)) => match u8::try_from(number) {
                Ok(position) => Self::Known(Level(position)),
                Err(_) => Self::Label(LevelLabel::Text(format!("position {number}"))),
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

impl fmt::Display for NamedLevel {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(level) => level.fmt(out),
            Self::Label(label) => label.fmt(out),
        }
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
