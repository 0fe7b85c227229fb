//! The number that is typed to answer with a level, and typing it digit by digit. Knows no screen.

use crate::model::{Level, LevelLabel, Scale};

/// The numbers of the levels of a scale.
///
/// Where every label is a whole number, as in a scale from 0 to 5, it is the number: a user who hears "three" types 3. In
/// every other scale the levels are counted from 1.
#[derive(Clone, Copy)]
pub struct LevelNumbers<'pack> {
    scale: &'pack Scale,
    are_labels: bool,
}

/// What digits mean that were typed so far.
#[derive(Debug, PartialEq, Eq)]
pub enum TypedNumber {
    /// The number of this level.
    Level(Level),
    /// The number of a level, or the beginning of a longer one.
    Unfinished,
    /// No number of a level.
    Nothing,
}

impl<'pack> LevelNumbers<'pack> {
    /// The numbers of this scale.
    pub fn of(scale: &'pack Scale) -> Self {
        let are_labels = scale.all().all(|level| matches!(scale.written(level), LevelLabel::Number(_)));
        Self { scale, are_labels }
    }

    /// Whether each number is the label of its level.
    pub fn are_labels(self) -> bool {
        self.are_labels
    }

    /// The number of a level.
    pub fn number(self, level: Level) -> String {
        if self.are_labels { self.scale.label(level) } else { level.to_string() }
    }

    /// The level with exactly this number.
    pub fn level(self, digits: &str) -> Option<Level> {
        self.scale.all().find(|level| self.number(*level) == digits)
    }

    /// What these digits mean.
    pub fn read(self, digits: &str) -> TypedNumber {
        let is_longer = |number: String| number.len() > digits.len() && number.starts_with(digits);
        if self.scale.all().any(|level| is_longer(self.number(level))) {
            return TypedNumber::Unfinished;
        }
        self.level(digits).map_or(TypedNumber::Nothing, TypedNumber::Level)
    }

    /// The first and the last number.
    pub fn ends(self) -> [String; 2] {
        [Level::FIRST, self.scale.last()].map(|level| self.number(level))
    }
}
