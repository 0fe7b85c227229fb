//! The shape of a theme file, and how one file is laid over its parents.
//!
//! It finds no files: that is done in `library`.

use std::collections::BTreeMap;
use std::fmt;

use ratatui::style::{Color, Modifier, Style};
use serde::de::{self, Deserialize, Deserializer, Visitor};

use super::fault::{ThemeFault, ThemeFaultKind, ThemeFaults};
use super::{ColourDepth, Role, colour};
use crate::model::{ExpectedValue, Text};
use crate::yaml::Places;

/// The contents of a theme file, with no colour looked up yet.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ThemeFile {
    /// Its name on screen.
    pub(super) name: Text,
    /// The theme that supplies the parts left out here.
    pub(super) inherits: Option<String>,
    /// Names of colours.
    pub(super) palette: BTreeMap<String, Spelling>,
    /// The looks by role.
    pub(super) roles: BTreeMap<String, Look>,
}

/// The look of a role; parts left out come from the parent theme or role.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Look {
    #[serde(deserialize_with = "given")]
    fg: Option<Spelling>,
    #[serde(deserialize_with = "given")]
    bg: Option<Spelling>,
    /// In the place of `fg`, one of the colours that every terminal has.
    #[serde(deserialize_with = "given")]
    ansi: Option<Spelling>,
    /// In the place of `bg`.
    #[serde(rename = "ansi-bg", deserialize_with = "given")]
    ansi_bg: Option<Spelling>,
    bold: Option<bool>,
    dim: Option<bool>,
    italic: Option<bool>,
    underlined: Option<bool>,
    reversed: Option<bool>,
}

/// The look of a role with all colours, and with the 16 of every terminal.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RoleLook {
    pub(super) full: Style,
    pub(super) few: Style,
}

/// A colour as it was written; `None` if YAML read an unquoted `#` as a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelling(Option<String>);

/// A theme file with its path and the positions of its parts.
pub(super) struct Layer {
    /// Its name in `inherits`.
    pub(super) id: String,
    /// The file name to report.
    pub(super) file: String,
    /// Its contents.
    pub(super) theme: ThemeFile,
    /// The positions of its parts, such as `roles.text.fg`; `None` for a bundled file.
    pub(super) places: Option<Places>,
}

impl Layer {
    /// Whether it is part of the program.
    pub(super) fn is_bundled(&self) -> bool {
        self.places.is_none()
    }

    /// Whether it is the same theme, not only one of the same name.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.id == other.id && self.is_bundled() == other.is_bundled()
    }

    /// A fault of the part at `path`.
    pub(super) fn fault(&self, path: &str, kind: ThemeFaultKind) -> ThemeFault {
        let place = self.places.as_ref().map(|places| places.at(path));
        ThemeFault { file: self.file.clone(), place, kind }
    }

    /// Adds the colours of this file to those of its parents.
    pub(super) fn add_palette(&self, palette: &mut BTreeMap<String, Color>, faults: &mut ThemeFaults) {
        for (name, spelling) in &self.theme.palette {
            let path = format!("palette.{name}");
            if !is_name(name) {
                faults.push(self.fault(&path, ThemeFaultKind::BadName(name.clone())));
            }
            match spelling.colour(&BTreeMap::new()) {
                Ok(colour) => {
                    palette.insert(name.clone(), colour);
                }
                Err(kind) => faults.push(self.fault(&path, kind)),
            }
        }
    }

    /// Adds the looks of this file to those of its parents. Parts that it leaves out are not changed.
    pub(super) fn add_looks(
        &self,
        palette: &BTreeMap<String, Color>,
        looks: &mut BTreeMap<Role, RoleLook>,
        faults: &mut ThemeFaults,
    ) {
        for (name, look) in &self.theme.roles {
            let path = format!("roles.{name}");
            let Some(role) = Role::from_name(name) else {
                if Role::was_known(name) {
                    continue;
                }
                faults.push(self.fault(&path, ThemeFaultKind::unknown_role(name)));
                continue;
            };
            let mut full = look.modifiers();
            let mut few = full;
            let parts = [
                (("fg", &look.fg), ("ansi", &look.ansi), &mut full.fg, &mut few.fg),
                (("bg", &look.bg), ("ansi-bg", &look.ansi_bg), &mut full.bg, &mut few.bg),
            ];
            for ((part, spelling), (ansi_part, ansi), full, few) in parts {
                match spelling.as_ref().map(|spelling| spelling.colour(palette)).transpose() {
                    Ok(colour) => *full = colour,
                    Err(kind) => faults.push(self.fault(&format!("{path}.{part}"), kind)),
                }
                *few = full.and_then(|colour| colour::at_depth(colour, ColourDepth::Ansi16));
                match ansi.as_ref().map(Spelling::of_every_terminal).transpose() {
                    Ok(colour) => *few = colour.or(*few),
                    Err(kind) => faults.push(self.fault(&format!("{path}.{ansi_part}"), kind)),
                }
            }
            let whole = looks.entry(role).or_default();
            *whole = RoleLook { full: whole.full.patch(full), few: whole.few.patch(few) };
        }
    }
}

impl Look {
    fn modifiers(&self) -> Style {
        let switches = [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.italic, Modifier::ITALIC),
            (self.underlined, Modifier::UNDERLINED),
            (self.reversed, Modifier::REVERSED),
        ];
        switches.into_iter().fold(Style::new(), |style, (switch, modifier)| match switch {
            Some(true) => style.add_modifier(modifier),
            Some(false) => style.remove_modifier(modifier),
            None => style,
        })
    }
}

impl Spelling {
    /// The colour: a name of the palette takes precedence over a name of the terminal's colours.
    fn colour(&self, palette: &BTreeMap<String, Color>) -> Result<Color, ThemeFaultKind> {
        let text = self.0.as_deref().ok_or(ThemeFaultKind::UnquotedColour)?;
        let known = palette.get(text).copied().or_else(|| colour::parse(text));
        known.ok_or_else(|| ThemeFaultKind::unknown_colour(text, palette.keys().map(String::as_str)))
    }

    /// The colour, if every terminal has it.
    fn of_every_terminal(&self) -> Result<Color, ThemeFaultKind> {
        let colour = self.colour(&BTreeMap::new())?;
        let text = self.0.as_deref().unwrap_or_default();
        let is_of_few = !matches!(colour, Color::Rgb(..) | Color::Indexed(16..));
        is_of_few.then_some(colour).ok_or_else(|| ThemeFaultKind::unknown_colour(text, std::iter::empty()))
    }
}

impl<'de> Deserialize<'de> for Spelling {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SpellingVisitor;

        impl Visitor<'_> for SpellingVisitor {
            type Value = Spelling;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(ExpectedValue::Colour.code())
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Spelling, E> {
                Ok(Spelling(Some(text.to_owned())))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Spelling, E> {
                Ok(Spelling(Some(number.to_string())))
            }

            fn visit_unit<E: de::Error>(self) -> Result<Spelling, E> {
                Ok(Spelling(None))
            }
        }

        deserializer.deserialize_any(SpellingVisitor)
    }
}

/// Distinguishes an empty colour from a missing one, because the first is a fault.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Spelling>, D::Error> {
    Spelling::deserialize(deserializer).map(Some)
}

/// Whether a text is allowed as the name of a theme or of a colour: small letters, digits and hyphens, at most 40,
/// beginning with a letter. Such a name cannot lead out of a folder.
pub(super) fn is_name(name: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    name.len() <= 40 && name.starts_with(|first: char| first.is_ascii_lowercase()) && name.bytes().all(known)
}
