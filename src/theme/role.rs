//! The meanings of parts of the screen, which decide how they look.
//!
//! One table lists all roles. Colours are in the theme files.

use ratatui::style::Modifier;

macro_rules! roles {
    ($($(#[$meta:meta])* $role:ident $name:literal, $parent:expr, $ground:ident, $unset:expr;)*) => {
        /// The meaning of a part of the screen.
        ///
        /// A theme may leave out any role, which then looks like its [parent](Role::parent).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[$meta])* $role,)*
        }

        impl Role {
            /// Every role; each comes after its parent.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$role),*];

            /// Its name in theme files: `border-focused`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$role => $name,)*
                }
            }

            /// The role that it looks like unless a theme sets it; only [`Role::Text`] has none.
            pub const fn parent(self) -> Option<Self> {
                match self {
                    $(Self::$role => $parent,)*
                }
            }

            /// Whether other roles are drawn on it.
            pub(super) const fn ground(self) -> Ground {
                match self {
                    $(Self::$role => Ground::$ground,)*
                }
            }

            /// The modifier added to its parent's look if a theme does not set it at all, so that even the shortest
            /// theme shows the position.
            pub(super) const fn unset(self) -> Modifier {
                match self {
                    $(Self::$role => $unset,)*
                }
            }
        }
    };
}

roles! {
    /// Ordinary text, and the background of every screen.
    Text "text", None, Surface, Modifier::empty();
    /// Less important text: hints, counts, times, disabled items.
    Muted "muted", Some(Self::Text), Ink, Modifier::empty();
    /// Emphasis: a chosen answer, an important number.
    Accent "accent", Some(Self::Text), Ink, Modifier::empty();
    /// The title of a screen.
    Title "title", Some(Self::Text), Ink, Modifier::BOLD;
    /// The heading of a part of a screen or of a column.
    Heading "heading", Some(Self::Title), Ink, Modifier::empty();
    /// The frame of a part.
    Border "border", Some(Self::Muted), Ink, Modifier::empty();
    /// The frame of the part that takes the keys.
    BorderFocused "border-focused", Some(Self::Accent), Ink, Modifier::BOLD;
    /// The row or button that Enter acts on.
    Selected "selected", Some(Self::Text), Surface, Modifier::REVERSED;
    /// The name of a key.
    Key "key", Some(Self::Accent), Ink, Modifier::BOLD;
    /// Done, reached, saved.
    Good "good", Some(Self::Text), Ink, Modifier::empty();
    /// Needs attention: a contested vote, evidence out of date.
    Warning "warning", Some(Self::Text), Ink, Modifier::empty();
    /// Failed, blocked, lost.
    Bad "bad", Some(Self::Text), Ink, Modifier::BOLD;
    /// A message that needs no action.
    Info "info", Some(Self::Accent), Ink, Modifier::empty();
    /// The lowest level of a scale; with the next four a sequence that people with a deuteranopia or protanopia tell apart.
    Level1 "level-1", Some(Self::Text), Ink, Modifier::empty();
    /// A level in the second fifth of a scale.
    Level2 "level-2", Some(Self::Text), Ink, Modifier::empty();
    /// A level in the middle of a scale.
    Level3 "level-3", Some(Self::Text), Ink, Modifier::empty();
    /// A level in the fourth fifth of a scale.
    Level4 "level-4", Some(Self::Text), Ink, Modifier::empty();
    /// The highest level of a scale.
    Level5 "level-5", Some(Self::Text), Ink, Modifier::BOLD;
    /// The reached part of a bar.
    GaugeFilled "gauge-filled", Some(Self::Accent), Ink, Modifier::empty();
    /// The rest of a bar.
    GaugeEmpty "gauge-empty", Some(Self::Muted), Ink, Modifier::empty();
    /// The mark of the target on a bar.
    Target "target", Some(Self::Warning), Ink, Modifier::empty();
    /// The line of the levels in a chart.
    ChartLine "chart-line", Some(Self::Accent), Ink, Modifier::empty();
    /// The line of the targets in a chart.
    ChartTarget "chart-target", Some(Self::Target), Ink, Modifier::empty();
    /// Axes and rings of a chart.
    ChartGrid "chart-grid", Some(Self::Muted), Ink, Modifier::empty();
    /// The bar at the top: which assessment, which screen.
    TopBar "top-bar", Some(Self::Text), Surface, Modifier::REVERSED;
    /// The bar at the bottom: the available keys, and what was saved.
    BottomBar "bottom-bar", Some(Self::TopBar), Surface, Modifier::empty();
    /// A text field.
    Field "field", Some(Self::Text), Surface, Modifier::empty();
    /// The text field with the focus.
    FieldFocused "field-focused", Some(Self::Field), Surface, Modifier::UNDERLINED;
    /// The selected letters of a text field.
    Selection "selection", Some(Self::Selected), Surface, Modifier::empty();
    /// The background of a dialog.
    Dialog "dialog", Some(Self::Text), Surface, Modifier::empty();
}

impl Role {
    /// Roles of version 0.1.0 that nothing is drawn in. Themes may still name them, without effect.
    const RETIRED: [&str; 4] = ["match", "link", "placeholder", "badge"];

    /// Whether this was the name of a role in an earlier version.
    pub(super) fn was_known(name: &str) -> bool {
        Self::RETIRED.contains(&name)
    }

    /// The levels from the lowest to the highest.
    pub const LEVELS: [Self; 5] = [Self::Level1, Self::Level2, Self::Level3, Self::Level4, Self::Level5];

    /// The role of the level at `place`, from 0, among `count` levels.
    pub fn of_level(place: usize, count: usize) -> Self {
        let steps = count.saturating_sub(1).max(1);
        let last = Self::LEVELS.len() - 1;
        Self::LEVELS[((2 * place * last + steps) / (2 * steps)).min(last)]
    }

    /// The role with this name in theme files; `None` for any other name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Whether a role has a background.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// It takes its parent's background, because other roles are drawn on it.
    Surface,
    /// It takes no background from its parent, so that it can be drawn on any surface.
    Ink,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_comes_after_its_parent_so_that_there_is_no_cycle() {
        for (place, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, place);
            assert!(role.parent().is_none_or(|parent| (parent as usize) < place), "{role:?}");
            assert_eq!(Role::from_name(role.name()), Some(role));
        }
    }

    #[test]
    fn only_text_has_no_parent() {
        let roots: Vec<Role> = Role::ALL.into_iter().filter(|role| role.parent().is_none()).collect();
        assert_eq!(roots, [Role::Text]);
    }
}
