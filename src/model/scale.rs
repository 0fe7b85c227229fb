//! The maturity scale of a pack: its levels with their labels and scores, and the constants of the scoring rule.
//!
//! It holds the constants, but does not apply the rule.

use serde::{Deserialize, Deserializer};

use super::{ExpectedValue, Level, LevelLabel, NamedLevel, Text};

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

/// The levels of a pack and the constants of its scoring rule (`docs/scoring.md`).
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
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
    pub evidence_from: Option<NamedLevel>,
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

    /// The level from which an answer needs evidence to be confirmed. `None` in a pack without a confirmed level.
    pub fn confirms_from(&self) -> Option<Level> {
        self.evidence_from.as_ref().and_then(NamedLevel::position)
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

    /// The value of the level in the index: its score, or otherwise its number.
    pub fn score(&self, level: Level) -> Score {
        self.level(level).and_then(|known| known.score).unwrap_or(Score(i64::from(level.0) * 1000))
    }
}

impl Scale {
    /// The levels whose label is another number than their position, by which they count in the index because they have no
    /// score.
    pub fn counted_by_position(&self) -> Vec<Level> {
        let is_other = |level: &Level| match self.level(*level) {
            Some(ScaleLevel { score: None, label: Some(label), .. }) => {
                let is_number = label.trim().parse::<f64>().is_ok_and(f64::is_finite);
                is_number && !LevelLabel::new(label.trim()).is_same_as(&LevelLabel::Number(level.0.into()))
            }
            _ => false,
        };
        self.all().filter(is_other).collect()
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
