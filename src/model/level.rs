//! The maturity scale, and the numbers that belong to it: levels, scores, efforts and impacts.
//!
//! It holds the constants of the scoring rule, but does not apply it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize};

use super::{ExpectedValue, LevelLabel, Text};

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

/// The value of a level in the index, in thousandths, so that decimals stay exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(pub i64);

impl Score {
    /// Decimals of a score.
    pub const DECIMALS: u8 = 3;
}

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

/// The levels of a pack and the constants of its scoring rule (README, "What the numbers mean").
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The share of the weight that must be at a level or above, in percent, 1 to 100.
    #[serde(default = "Scale::default_gate")]
    pub gate: u32,
    /// Decimals of a printed index, 0 to 3.
    #[serde(default = "Scale::default_decimals")]
    pub decimals: u8,
    /// The level from which an answer needs evidence to be confirmed. Without it the pack has no confirmed level.
    #[serde(default)]
    pub evidence_from: Option<Level>,
    /// The age in days up to which evidence counts. Without it evidence of any age counts.
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

    /// The middle level, rounded up: the default target.
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

    /// What the pack defines for a level; `None` if the scale does not have it.
    pub fn level(&self, level: Level) -> Option<&ScaleLevel> {
        self.contains(level).then(|| &self.levels[level.index()])
    }

    /// The level as it is printed: its label, or otherwise its number.
    pub fn label(&self, level: Level) -> String {
        self.level(level).and_then(|known| known.label.clone()).unwrap_or_else(|| level.to_string())
    }

    /// The label of a level in the form that files and programs get; its number for a level that the scale lacks.
    pub fn written(&self, level: Level) -> LevelLabel {
        match self.level(level).and_then(|known| known.label.as_ref()) {
            Some(label) => LevelLabel::new(label),
            None => LevelLabel::Number(level.0.into()),
        }
    }

    /// The level with this label ([`LevelLabel::is_same_as`]). `None` if the scale does not have it.
    pub fn find(&self, label: &LevelLabel) -> Option<Level> {
        self.all().find(|level| self.written(*level).is_same_as(label))
    }

    /// The labels of all levels, lowest first.
    pub fn labels(&self) -> impl Iterator<Item = String> {
        self.all().map(|level| self.label(level))
    }

    /// The value of the level in the index: its score, or otherwise its number.
    pub fn score(&self, level: Level) -> Score {
        self.level(level).and_then(|known| known.score).unwrap_or(Score(i64::from(level.0) * 1000))
    }
}

/// One level of the scale, the same for every question.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleLevel {
    /// The printed form; by default its number.
    #[serde(default)]
    pub label: Option<String>,
    /// The value in the index; by default its number.
    #[serde(default)]
    pub score: Option<Score>,
    /// One word, such as "Competent".
    pub name: Text,
    /// One sentence.
    #[serde(default)]
    pub definition: Text,
    /// What to look for in an assessment, in a few words.
    #[serde(default)]
    pub test: Text,
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
