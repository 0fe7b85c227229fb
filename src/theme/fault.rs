//! What can be wrong with a theme.

use std::fmt;

use super::{Role, colour};

/// One fault of a theme file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ThemeFault {
    /// The file, or the name that was asked for.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<u32>,
    /// What is wrong.
    pub kind: ThemeFaultKind,
}

impl fmt::Display for ThemeFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}:{line}: {}", self.file, self.kind),
            None => write!(out, "{}: {}", self.file, self.kind),
        }
    }
}

/// What is wrong with a theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeFaultKind {
    /// A colour that is neither in the palette nor any other colour.
    #[error(
        "unknown colour `{colour}`: write a name of the palette, \"#rrggbb\" in quotes, a number to 255, default{}",
        nearest.as_ref().map(|name| format!("; is `{name}` meant?")).unwrap_or_default()
    )]
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
    #[error(
        "unknown role `{role}`{}",
        nearest.map(|name| format!("; is `{name}` meant?")).unwrap_or_default()
    )]
    UnknownRole {
        /// As it was written.
        role: String,
        /// The name that is most like it, if one is.
        nearest: Option<&'static str>,
    },
    /// No theme has this name.
    #[error("there is no theme `{theme}`; there are: {}", known.join(", "))]
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
    /// The file is not of the shape of a theme.
    #[error("{0}")]
    Malformed(String),
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
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

/// The name that `wanted` is most likely a slip of: at most a third of its letters are wrong.
fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let most = wanted.chars().count().div_ceil(3);
    let slips = names.map(|name| (strsim::damerau_levenshtein(wanted, name), name));
    slips.filter(|(slips, _)| *slips <= most).min().map(|(_, name)| name)
}
