//! The emphasis of texts and cells. It names roles of a theme and knows no colour.

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
}

impl Tone {
    /// The role of the theme in which screens and printed reports draw this tone.
    pub fn role(self) -> Role {
        match self {
            Self::Plain => Role::Text,
            Self::Muted => Role::Muted,
            Self::Good => Role::Good,
            Self::Warning => Role::Warning,
            Self::Bad => Role::Bad,
            Self::Strong => Role::Accent,
        }
    }
}
