//! The numbers of a questionnaire: levels by their positions, ranges of them, efforts and impacts.
//!
//! It knows no scale.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize};

use super::ExpectedValue;

/// A level of a pack's scale, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Level(pub u8);

impl Level {
    /// The lowest level of every scale.
    pub const FIRST: Self = Self(1);

    /// The next higher level, which may be outside the scale.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The next lower level; the first level has none and returns itself.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.saturating_sub(1).max(1))
    }

    /// The index of this level in a list that starts with the first one.
    pub fn index(self) -> usize {
        usize::from(self.0.saturating_sub(1))
    }
}

impl fmt::Display for Level {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// The range of a level while questions are open; `low == high` if it is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct LevelRange {
    /// With all open questions at the first level.
    pub low: Level,
    /// With all open questions at the last level.
    pub high: Level,
}

impl LevelRange {
    /// The level; `None` while open questions can still change it.
    pub fn settled(self) -> Option<Level> {
        (self.low == self.high).then_some(self.low)
    }
}

/// The amount of work of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Effort {
    /// Under a month.
    S,
    /// One to six months; the default of a step.
    M,
    /// Over six months.
    L,
}

impl Effort {
    /// Its effort points, which count against the capacity of a phase.
    pub fn points(self) -> u32 {
        match self {
            Self::S => 1,
            Self::M => 2,
            Self::L => 4,
        }
    }

    /// The shortest time it needs, in months. A shorter phase cannot hold it.
    pub fn shortest_months(self) -> u32 {
        match self {
            Self::S => 0,
            Self::M => 1,
            Self::L => 6,
        }
    }
}

impl fmt::Display for Effort {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Self::S => "S",
            Self::M => "M",
            Self::L => "L",
        })
    }
}

impl FromStr for Effort {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        match name {
            "S" => Ok(Self::S),
            "M" => Ok(Self::M),
            "L" => Ok(Self::L),
            _ => Err(()),
        }
    }
}

/// The benefit of a step, 1 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Impact(pub u8);

impl<'de> Deserialize<'de> for Impact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u8::deserialize(deserializer)? {
            impact @ 1..=3 => Ok(Self(impact)),
            other => {
                let got = serde::de::Unexpected::Unsigned(u64::from(other));
                Err(serde::de::Error::invalid_value(got, &ExpectedValue::Impact.code()))
            }
        }
    }
}
