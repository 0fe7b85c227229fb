//! The maturity scale and the small numbers that go with it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize};

use super::{ExpectedValue, Text};

/// A place on a pack's scale, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Level(pub u8);

impl Level {
    /// The lowest level of every scale.
    pub const FIRST: Self = Self(1);

    /// The level above; it may lie beyond the scale.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The level below, or the first.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.saturating_sub(1).max(1))
    }

    /// The place of this level in a list that starts with the first one.
    pub fn index(self) -> usize {
        usize::from(self.0.saturating_sub(1))
    }
}

impl fmt::Display for Level {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// What a level can be while questions are open; `low == high` when it is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct LevelRange {
    /// With every open question at the first level.
    pub low: Level,
    /// With every open question at the last level.
    pub high: Level,
}

impl LevelRange {
    /// The level, when open questions can no longer change it.
    pub fn settled(self) -> Option<Level> {
        (self.low == self.high).then_some(self.low)
    }
}

/// What a level counts in the index, in thousandths, so that decimals stay exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(pub i64);

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        let thousandths = (value * 1000.0).round();
        let exact = value.is_finite()
            && (0.0..=1e9).contains(&thousandths)
            && (thousandths / 1000.0 - value).abs() < 1e-9;
        if !exact {
            let got = serde::de::Unexpected::Float(value);
            return Err(serde::de::Error::invalid_value(got, &ExpectedValue::Score.code()));
        }
        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and at most 1e9")]
        Ok(Self(thousandths as i64))
    }
}

/// The levels of a pack and the constants of its scoring rule.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Share of the weight that must stand at a level, in percent, 1 to 100.
    #[serde(default = "Scale::default_gate")]
    pub gate: u32,
    /// Decimals of a printed index, 0 to 3.
    #[serde(default = "Scale::default_decimals")]
    pub decimals: u8,
    /// The level from which an answer needs evidence to be confirmed; without it a pack has no confirmed level.
    #[serde(default)]
    pub evidence_from: Option<Level>,
    /// Age in days up to which evidence counts; without it age does not matter.
    #[serde(default)]
    pub evidence_days: Option<u32>,
    /// The levels, lowest first, at least two.
    pub levels: Vec<ScaleLevel>,
}

impl Scale {
    fn default_gate() -> u32 {
        80
    }

    fn default_decimals() -> u8 {
        1
    }

    /// The highest level.
    pub fn last(&self) -> Level {
        Level(u8::try_from(self.levels.len()).unwrap_or(u8::MAX))
    }

    /// The middle level, rounded up: the target where nobody set one.
    pub fn middle(&self) -> Level {
        Level(self.last().0.saturating_add(1).div_ceil(2))
    }

    /// Every level, lowest first.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = Level> + use<> {
        (1..=self.last().0).map(Level)
    }

    /// Whether the scale has this level.
    pub fn contains(&self, level: Level) -> bool {
        (Level::FIRST..=self.last()).contains(&level)
    }

    /// What the pack says of a level, if it has it.
    pub fn level(&self, level: Level) -> Option<&ScaleLevel> {
        self.contains(level).then(|| &self.levels[level.index()])
    }

    /// The level as it is printed: its label, by default its number.
    pub fn label(&self, level: Level) -> String {
        self.level(level).and_then(|known| known.label.clone()).unwrap_or_else(|| level.to_string())
    }

    /// What the level counts in the index: its score, by default its number.
    pub fn score(&self, level: Level) -> Score {
        self.level(level).and_then(|known| known.score).unwrap_or(Score(i64::from(level.0) * 1000))
    }
}

/// One level of the scale, the same for every question.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleLevel {
    /// What is printed for it; by default its number.
    #[serde(default)]
    pub label: Option<String>,
    /// What it counts in the index; by default its number.
    #[serde(default)]
    pub score: Option<Score>,
    /// One word: "Competent".
    pub name: Text,
    /// One sentence.
    #[serde(default)]
    pub definition: Text,
    /// What to look for, in a few words.
    #[serde(default)]
    pub test: Text,
}

/// How much work a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Effort {
    /// Under a month.
    S,
    /// One to six months; what a step counts as when nobody says.
    M,
    /// Over six months.
    L,
}

impl Effort {
    /// Points against the capacity of a phase.
    pub fn points(self) -> u32 {
        match self {
            Self::S => 1,
            Self::M => 2,
            Self::L => 4,
        }
    }

    /// The shortest time it can take, in months.
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

/// How much a step helps, 1 to 3.
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
