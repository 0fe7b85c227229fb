//! Themes: how the program looks, from bundled files and the user's own.
//!
//! A theme sets the look of [roles](Role), not of widgets. A part that it leaves out comes from the theme it
//! inherits, and otherwise from the role's [parent](Role::parent). Only a surface (text, bars, fields, dialogs, the
//! selected row) takes a background from its parent. Draw the surface first: other roles keep its background.
//!
//! ```yaml
//! name: {ar: داكن, en: Dark}
//! inherits: dark
//! palette:
//!   night: "#101820"
//! roles:
//!   text: {bg: night}
//!   selected: {fg: white, bg: "24", bold: true}
//! ```
//!
//! A colour is a name of the palette, one of the terminal's 16 (`red`, `bright-red`, …), `"#rrggbb"` in quotes, a
//! number up to 255, or `default`. Modifiers are `bold`, `dim`, `italic`, `underlined` and `reversed`, each `true` or
//! `false`. A theme that inherits another may change only its palette.

mod colour;
mod depth;
mod fault;
mod file;
mod library;
mod role;

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

pub use depth::ColourDepth;
pub use fault::{ThemeFault, ThemeFaultKind, ThemeFaults};
pub use library::ThemeLibrary;
pub use role::Role;

/// The name of the default theme.
pub const DEFAULT_THEME: &str = "dark";

use crate::model::Text;
use file::Layer;
use role::Ground;

/// The look of every role.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    id: String,
    name: Text,
    styles: [Style; Role::ALL.len()],
}

impl Theme {
    /// The theme without colours, with bold, dim, underlined and reversed only.
    ///
    /// # Panics
    /// Never in a tested build: a test reads every bundled theme.
    pub fn mono() -> Self {
        ThemeLibrary::bundled().load("mono").expect("a bundled theme is tested")
    }

    /// Its name in settings, which is its file name.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name on screen; its id if the file does not give one.
    pub fn label(&self, language: &str) -> &str {
        if self.name.is_empty() { &self.id } else { self.name.get(language) }
    }

    /// The look of a role. Parts that the theme does not set are not set, so that an ink can be drawn on any surface.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// The theme with the nearest colours of a terminal. Without colours it looks like [`Theme::mono`].
    #[must_use]
    pub fn at_depth(&self, depth: ColourDepth) -> Self {
        if depth == ColourDepth::None && self.has_colour() {
            return Self { styles: Self::mono().styles, ..self.clone() };
        }
        let mut theme = Self { styles: self.styles.map(|style| at_depth(style, depth)), ..self.clone() };
        let selected: [(Role, &[Role]); 2] =
            [(Role::Selected, &[Role::Text]), (Role::Selection, &[Role::Dialog, Role::FieldFocused])];
        for (role, grounds) in selected {
            if self.stands_out(role, grounds) && !theme.stands_out(role, grounds) {
                let style = &mut theme.styles[role as usize];
                *style = style.add_modifier(Modifier::REVERSED);
            }
        }
        theme
    }

    /// Whether a selection is distinguished by its background. With few colours, two backgrounds can become equal.
    fn stands_out(&self, role: Role, grounds: &[Role]) -> bool {
        grounds.iter().all(|ground| self.style(role).bg != self.style(*ground).bg)
    }

    fn has_colour(&self) -> bool {
        self.styles.iter().any(|style| style.fg.is_some() || style.bg.is_some())
    }

    /// Lays a theme over those it inherits; `layers` begins with the theme itself and ends with its furthest parent.
    fn from_layers(layers: &[Layer]) -> Result<Self, ThemeFaults> {
        let mut faults = fault::no_faults();
        let mut palette = BTreeMap::new();
        let mut looks = BTreeMap::new();
        layers.iter().rev().for_each(|layer| layer.add_palette(&mut palette, &mut faults));
        layers.iter().rev().for_each(|layer| layer.add_looks(&palette, &mut looks, &mut faults));
        let top = layers.first().filter(|_| faults.is_empty()).ok_or(faults)?;
        Ok(Self { id: top.id.clone(), name: top.theme.name.clone(), styles: styles(&looks) })
    }
}

/// Fills parts that are left out from each role's parent.
fn styles(looks: &BTreeMap<Role, Style>) -> [Style; Role::ALL.len()] {
    let mut styles = [Style::new(); Role::ALL.len()];
    for role in Role::ALL {
        let mut style = role.parent().map_or(Style::new(), |parent| styles[parent as usize]);
        if role.ground() == Ground::Ink {
            style.bg = None;
        }
        let own = looks.get(&role).copied();
        style = style.patch(own.unwrap_or_else(|| Style::new().add_modifier(role.unset())));
        // A modifier that is switched off is simply not set: it must not remove a modifier already drawn on the
        // screen.
        style.sub_modifier = Modifier::empty();
        styles[role as usize] = style;
    }
    styles
}

fn at_depth(style: Style, depth: ColourDepth) -> Style {
    let nearest = |colour: Option<Color>| colour.and_then(|colour| colour::at_depth(colour, depth));
    let (fg, bg) = (nearest(style.fg), nearest(style.bg));
    let merged = fg.is_some() && fg == bg && style.fg != style.bg;
    let fg = if merged { style.bg.map(readable_on) } else { fg };
    Style { fg, bg, ..style }
}

/// Black or white, the one that is readable on a colour.
fn readable_on(ground: Color) -> Color {
    let bright = colour::shares(ground).is_some_and(|[red, green, blue]| {
        2 * u32::from(red) + 5 * u32::from(green) + u32::from(blue) > 8 * 127
    });
    if bright { Color::Black } else { Color::White }
}

#[cfg(test)]
mod tests;
