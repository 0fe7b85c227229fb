//! Themes in the colours that a terminal has, down to none.
//!
//! How one colour is replaced by the nearest is decided in `colour`.

use ratatui::style::{Color, Modifier, Style};

use super::role::Ground;
use super::{ColourDepth, Role, Theme, ThemeLibrary, colour};

impl Theme {
    /// The theme without colours, with bold, dim, underlined and reversed only.
    ///
    /// # Panics
    /// Never in a tested build: a test reads every bundled theme.
    pub fn mono() -> Self {
        ThemeLibrary::bundled().load("mono").expect("a bundled theme is tested")
    }

    /// The theme with the nearest colours of a terminal. Without colours it looks like [`Theme::mono`].
    #[must_use]
    pub fn at_depth(&self, depth: ColourDepth) -> Self {
        if depth == ColourDepth::None && self.has_colour() {
            return Self { styles: Self::mono().styles, ..self.clone() };
        }
        let styles = if depth == ColourDepth::Ansi16 {
            let text = self.few[Role::Text as usize].bg;
            let style = |role: usize| legible(self.few[role], self.styles[role]);
            std::array::from_fn(|role| not_brightened(style(role), text))
        } else {
            self.styles.map(|style| at_depth(style, depth))
        };
        let mut theme = Self { styles, ..self.clone() };
        let distinguished: [(Role, &[Role]); 4] = [
            (Role::TopBar, &[Role::Text]),
            (Role::BottomBar, &[Role::Text]),
            (Role::Selected, &[Role::Text]),
            (Role::Selection, &[Role::Dialog, Role::FieldFocused]),
        ];
        for (role, grounds) in distinguished {
            if self.stands_out(role, grounds) && !theme.stands_out(role, grounds) {
                let style = &mut theme.styles[role as usize];
                *style = style.add_modifier(Modifier::REVERSED);
            }
        }
        theme
    }

    /// The theme for text that is printed among that of other programs, whose ground may be light or dark: its colours are
    /// made readable on both. What has none that is gets the terminal's own, in bold.
    #[must_use]
    pub fn printed(&self) -> Self {
        let styles = Role::ALL.map(|role| {
            let style = self.style(role);
            // An ink with a ground of its own is known by that.
            let own = style.bg.filter(|_| role.ground() == Ground::Ink);
            let known = own.or(style.fg);
            let fg = known.and_then(colour::on_any_ground);
            let has_lost_it = fg.is_none() && known.is_some_and(|colour| colour != Color::Reset);
            let style = Style { fg, bg: style.bg.filter(|_| own.is_none()), ..style };
            if has_lost_it { style.add_modifier(Modifier::BOLD) } else { style }
        });
        Self { styles, ..self.clone() }
    }

    /// Whether a selection is distinguished by its background. With few colours, two backgrounds can become equal.
    fn stands_out(&self, role: Role, grounds: &[Role]) -> bool {
        grounds.iter().all(|ground| self.style(role).bg != self.style(*ground).bg)
    }

    pub(super) fn has_colour(&self) -> bool {
        self.styles.iter().any(|style| style.fg.is_some() || style.bg.is_some())
    }
}

/// A style of few colours that stays dark on a light ground: many terminals draw bold text in the bright variant of its
/// colour, in which black is grey.
fn not_brightened(style: Style, text_ground: Option<Color>) -> Style {
    const LIGHT: [Color; 2] = [Color::White, Color::Gray];
    const BRIGHTENED: [Color; 7] =
        [Color::Black, Color::Red, Color::Green, Color::Yellow, Color::Blue, Color::Magenta, Color::Cyan];
    let is =
        |colours: &[Color], colour: Option<Color>| colour.is_some_and(|colour| colours.contains(&colour));
    if is(&BRIGHTENED, style.fg) && is(&LIGHT, style.bg.or(text_ground)) {
        return Style { add_modifier: style.add_modifier - Modifier::BOLD, ..style };
    }
    style
}

fn at_depth(style: Style, depth: ColourDepth) -> Style {
    let nearest = |colour: Option<Color>| colour.and_then(|colour| colour::at_depth(colour, depth));
    legible(Style { fg: nearest(style.fg), bg: nearest(style.bg), ..style }, style)
}

/// A reduced style, with a text that is still distinguished from its ground if that of the whole style is.
fn legible(reduced: Style, whole: Style) -> Style {
    let merged = reduced.fg.is_some() && reduced.fg == reduced.bg && whole.fg != whole.bg;
    if merged { Style { fg: whole.bg.map(readable_on), ..reduced } } else { reduced }
}

/// Black or white, the one that is readable on a colour.
fn readable_on(ground: Color) -> Color {
    let bright = colour::shares(ground).is_some_and(|[red, green, blue]| {
        2 * u32::from(red) + 5 * u32::from(green) + u32::from(blue) > 8 * 127
    });
    if bright { Color::Black } else { Color::White }
}
