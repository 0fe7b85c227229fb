//! The faults of a theme.
//!
//! A fault holds a kind and a position; the words in both languages are in `explain`.

use std::fmt;

use super::{Role, colour};
use crate::search::nearest;
use crate::system::SystemError;
use crate::yaml::{self, Faults, Place};

/// One fault of a theme file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ThemeFault {
    /// The file, or the requested name.
    pub file: String,
    /// The position in the file; `None` if it is not known.
    pub place: Option<Place>,
    /// The kind of the fault.
    pub kind: ThemeFaultKind,
}

/// The faults of a theme and of those it inherits, in the order of the file.
pub type ThemeFaults = Faults<ThemeFault>;

/// An empty list of faults.
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

/// A kind of fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeFaultKind {
    /// A colour that is neither in the palette nor a known spelling.
    #[error("unknown colour `{colour}`{}", meant(nearest.as_deref(), COLOURS))]
    UnknownColour {
        /// As it was written.
        colour: String,
        /// The most similar name, if there is one.
        nearest: Option<String>,
    },
    /// A colour is missing, probably because an unquoted `#` begins a comment.
    #[error("a colour is missing here: an unquoted # begins a comment, so write \"#rrggbb\" in quotes")]
    UnquotedColour,
    /// No theme has this name.
    #[error(
        "there is no theme `{theme}`{}",
        meant(nearest(theme, known.iter().map(String::as_str)), &format!("; there are: {}", known.join(", ")))
    )]
    UnknownTheme {
        /// The name that the user or `inherits` gave.
        theme: String,
        /// The names of all themes.
        known: Vec<String>,
    },
    /// Themes inherit each other in a cycle.
    #[error("themes inherit each other in a circle: {}", .0.join(" -> "))]
    Circle(Vec<String>),
    /// A name that is not allowed for a theme or a colour.
    #[error("`{0}` cannot be a name: use small letters, digits and hyphens, at most 40, a letter first")]
    BadName(String),
    /// The file does not have the shape of a theme, or exceeds the limits for files.
    #[error("{}{kind}", if path.is_empty() { String::new() } else { format!("{path}: ") })]
    Malformed {
        /// The part with the fault, such as `roles.text`; empty for the whole file.
        path: String,
        /// The fault.
        kind: yaml::FaultKind,
    },
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(SystemError),
}

impl ThemeFaultKind {
    /// The fault of a key under `roles` that is no role: that of any other key that a file does not know.
    pub(super) fn unknown_role(role: &str) -> Self {
        let kind = yaml::FaultKind::unknown_field(role, &Role::ALL.map(Role::name));
        Self::Malformed { path: "roles".to_owned(), kind }
    }

    pub(super) fn unknown_colour<'a>(colour: &str, palette: impl Iterator<Item = &'a str>) -> Self {
        let nearest = nearest(colour, palette.chain(colour::names().map(|name| -> &'a str { name })))
            .map(str::to_owned);
        Self::UnknownColour { colour: colour.to_owned(), nearest }
    }
}

/// The possible colours, shown if no known name is similar.
const COLOURS: &str = "; write a name of the palette, one of the 16 names such as bright-blue, \"#rrggbb\" in quotes, \
                       a number up to 255, or default";

fn meant(nearest: Option<&str>, otherwise: &str) -> String {
    nearest.map_or_else(|| otherwise.to_owned(), |name| format!(", did you mean `{name}`?"))
}
