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
//! number up to 255, or `default`. On a terminal with 8 or 16 colours, `ansi` and `ansi-bg` take the place of `fg` and
//! `bg`, or else the nearest of them do. Modifiers are `bold`, `dim`, `italic`, `underlined` and `reversed`, each `true` or
//! `false`. A theme that inherits another may change only its palette.

mod colour;
mod depth;
mod fault;
mod file;
mod library;
mod reduced;
mod role;

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

pub use depth::ColourDepth;
pub use fault::{ThemeFault, ThemeFaultKind, ThemeFaults};
pub use library::ThemeLibrary;
pub use role::Role;

/// The name of the default theme.
pub const DEFAULT_THEME: &str = "dark";

/// The name of the theme for a terminal with a light ground.
pub const LIGHT_THEME: &str = "light";

/// Whether black is read better on this ground than white.
pub fn is_light(ground: [u8; 3]) -> bool {
    colour::contrast(ground, [0; 3]) > colour::contrast(ground, [255; 3])
}

use crate::model::Text;
use file::{Layer, RoleLook};
use role::Ground;

/// The look of every role.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    id: String,
    name: Text,
    styles: [Style; Role::ALL.len()],
    /// The styles in the 16 colours of every terminal.
    few: [Style; Role::ALL.len()],
}

/// The least contrast of text with its ground (WCAG 2.2, 1.4.3).
const LEGIBLE: f64 = 4.5;

impl Theme {
    /// Its name in settings, which is its file name.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name on screen; its id if the file does not give one.
    pub fn label(&self, language: &str) -> &str {
        if self.name.is_empty() { &self.id } else { self.name.get(language) }
    }

    /// The style of a cell with the colour `ink` in a selected row: on the ground of the selection, and in its own colour if
    /// that can be read there.
    pub fn selected(&self, ink: Color) -> Style {
        let selected = self.style(Role::Selected);
        let shares = |colour: Option<Color>| colour.and_then(colour::shares);
        let is_reversed = selected.add_modifier.contains(Modifier::REVERSED);
        match (shares(Some(ink)), shares(selected.bg)) {
            (Some(text), Some(ground)) if !is_reversed && colour::contrast(text, ground) >= LEGIBLE => {
                selected.fg(ink)
            }
            _ => selected,
        }
    }

    /// The look of a role. Parts that the theme does not set are not set, so that an ink can be drawn on any surface.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// Lays a theme over those it inherits; `layers` begins with the theme itself and ends with its furthest parent.
    fn from_layers(layers: &[Layer]) -> Result<Self, ThemeFaults> {
        let mut faults = fault::no_faults();
        let mut palette = BTreeMap::new();
        let mut looks = BTreeMap::new();
        layers.iter().rev().for_each(|layer| layer.add_palette(&mut palette, &mut faults));
        layers.iter().rev().for_each(|layer| layer.add_looks(&palette, &mut looks, &mut faults));
        let top = layers.first().filter(|_| faults.is_empty()).ok_or(faults)?;
        let part = |part: fn(&RoleLook) -> Style| {
            styles(&looks.iter().map(|(role, look)| (*role, part(look))).collect())
        };
        let (full, few) = (part(|look| look.full), part(|look| look.few));
        Ok(Self { id: top.id.clone(), name: top.theme.name.clone(), styles: full, few })
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

#[cfg(test)]
mod tests;
