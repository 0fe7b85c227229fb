//! The emphasis of texts and cells. It names roles of a theme and knows no colour.

use crate::model::{Level, Scale};
use crate::theme::Role;

/// The emphasis of a text. It repeats what the text says, because colours may be missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// Normal text.
    #[default]
    Plain,
    /// Less important than its surroundings.
    Muted,
    /// A good state, such as a reached target.
    Good,
    /// Needs attention.
    Warning,
    /// A problem, such as a blocker.
    Bad,
    /// More important than its surroundings.
    Strong,
    /// A level, in the role of its place on the scale.
    Level(Role),
}

impl Tone {
    /// The tone of a level of a scale.
    pub fn of_level(scale: &Scale, level: Level) -> Self {
        let place = scale.all().position(|known| known == level).unwrap_or_default();
        Self::Level(Role::of_level(place, scale.all().count()))
    }

    /// The role of the theme in which screens and printed reports draw this tone.
    pub fn role(self) -> Role {
        match self {
            Self::Plain => Role::Text,
            Self::Muted => Role::Muted,
            Self::Good => Role::Good,
            Self::Warning => Role::Warning,
            Self::Bad => Role::Bad,
            Self::Strong => Role::Accent,
            Self::Level(role) => role,
        }
    }
}
