//! What can be wrong with a theme.

use std::fmt;

use super::{Role, colour};
use crate::system::SystemError;
use crate::yaml::{self, Faults, Place, nearest};

/// One fault of a theme file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ThemeFault {
    /// The file, or the name that was asked for.
    pub file: String,
    /// Where in the file, if it can be said.
    pub place: Option<Place>,
    /// What is wrong.
    pub kind: ThemeFaultKind,
}

/// What is wrong with a theme and those it inherits, from top to bottom.
pub type ThemeFaults = Faults<ThemeFault>;

/// No faults of a theme yet.
pub(super) fn no_faults() -> ThemeFaults {
    Faults::in_order(|one, other| one.place.cmp(&other.place))
}

impl From<ThemeFault> for ThemeFaults {
    fn from(fault: ThemeFault) -> Self {
        let mut faults = no_faults();
        faults.push(fault);
        faults
    }
}

impl fmt::Display for ThemeFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(place) => write!(out, "{}:{place}: {}", self.file, self.kind),
            None => write!(out, "{}: {}", self.file, self.kind),
        }
    }
}

/// What is wrong with a theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeFaultKind {
    /// A colour that is neither in the palette nor any other colour.
    #[error("unknown colour `{colour}`{}", meant(nearest.as_deref(), COLOURS))]
    UnknownColour {
        /// As it was written.
        colour: String,
        /// The name that is most like it, if one is.
        nearest: Option<String>,
    },
    /// A colour is missing, most likely because an unquoted `#` begins a comment.
    #[error("a colour is missing here: an unquoted # begins a comment, so write \"#rrggbb\" in quotes")]
    UnquotedColour,
    /// No role has this name.
    #[error("unknown role `{role}`{}", meant(*nearest, ""))]
    UnknownRole {
        /// As it was written.
        role: String,
        /// The name that is most like it, if one is.
        nearest: Option<&'static str>,
    },
    /// No theme has this name.
    #[error(
        "there is no theme `{theme}`{}",
        meant(nearest(theme, known.iter().map(String::as_str)), &format!("; there are: {}", known.join(", ")))
    )]
    UnknownTheme {
        /// The name that was asked for, by a person or by `inherits`.
        theme: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// Themes inherit each other in a circle.
    #[error("themes inherit each other in a circle: {}", .0.join(" -> "))]
    Circle(Vec<String>),
    /// A name that a theme or a colour cannot have.
    #[error("`{0}` cannot be a name: use small letters, digits and hyphens, at most 40, a letter first")]
    BadName(String),
    /// The file is not of the shape of a theme, or holds what no file of ours may.
    #[error("{}{kind}", if path.is_empty() { String::new() } else { format!("{path}: ") })]
    Malformed {
        /// The part that it stands in: `roles.text`; empty for the file as a whole.
        path: String,
        /// What is wrong.
        kind: yaml::FaultKind,
    },
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(SystemError),
}

impl ThemeFaultKind {
    pub(super) fn unknown_role(role: &str) -> Self {
        let nearest = nearest(role, Role::ALL.into_iter().map(Role::name));
        Self::UnknownRole { role: role.to_owned(), nearest }
    }

    pub(super) fn unknown_colour<'a>(colour: &str, palette: impl Iterator<Item = &'a str>) -> Self {
        let nearest = nearest(colour, palette.chain(colour::names().map(|name| -> &'a str { name })))
            .map(str::to_owned);
        Self::UnknownColour { colour: colour.to_owned(), nearest }
    }
}

/// What a colour can be, for somebody whose word is like none of them.
const COLOURS: &str = "; write a name of the palette, one of the 16 names such as bright-blue, \"#rrggbb\" in quotes, \
                       a number up to 255, or default";

fn meant(nearest: Option<&str>, otherwise: &str) -> String {
    nearest.map_or_else(|| otherwise.to_owned(), |name| format!(", did you mean `{name}`?"))
}
