//! The number that is typed to answer with a level, and typing it digit by digit. Knows no screen.

use crate::model::{Level, LevelLabel, Question, Scale};

/// The numbers of the levels of a question.
///
/// Where every label is a whole number, as in a scale from 0 to 5, it is the number: a user who hears "three" types 3. In
/// every other scale the levels are counted from 1.
#[derive(Clone, Copy)]
pub struct LevelNumbers<'pack> {
    scale: &'pack Scale,
    question: &'pack Question,
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
    /// The numbers of the levels that the question has on this scale. A level that it does not have leaves its number
    /// out, so that the others keep theirs.
    pub fn of(scale: &'pack Scale, question: &'pack Question) -> Self {
        let are_labels = are_numbers(scale);
        Self { scale, question, are_labels }
    }

    /// Whether each number is the label of its level.
    pub fn are_labels(self) -> bool {
        self.are_labels
    }

    /// The number of a level.
    pub fn number(self, level: Level) -> String {
        number(self.scale, self.are_labels, level)
    }

    /// The level with exactly this number.
    pub fn level(self, digits: &str) -> Option<Level> {
        self.question.levels_in(self.scale).find(|level| self.number(*level) == digits)
    }

    /// What these digits mean.
    pub fn read(self, digits: &str) -> TypedNumber {
        let is_longer = |number: String| number.len() > digits.len() && number.starts_with(digits);
        if self.question.levels_in(self.scale).any(|level| is_longer(self.number(level))) {
            return TypedNumber::Unfinished;
        }
        self.level(digits).map_or(TypedNumber::Nothing, TypedNumber::Level)
    }

    /// The first and the last number on a scale. Every question has these levels.
    pub fn ends(scale: &Scale) -> [String; 2] {
        let are_labels = are_numbers(scale);
        [Level::FIRST, scale.last()].map(|level| number(scale, are_labels, level))
    }
}

fn number(scale: &Scale, are_labels: bool, level: Level) -> String {
    if are_labels { scale.label(level) } else { level.to_string() }
}

/// Whether every label of a scale is a whole number.
fn are_numbers(scale: &Scale) -> bool {
    scale.all().all(|level| matches!(scale.written(level), LevelLabel::Number(_)))
}
