//! What a piece of the screen means, which decides how it looks.

use ratatui::style::Modifier;

macro_rules! roles {
    ($($(#[$meta:meta])* $role:ident $name:literal, $parent:expr, $ground:ident, $unset:expr;)*) => {
        /// What a piece of the screen means.
        ///
        /// A theme may leave out any role; it then looks like its [parent](Role::parent).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[$meta])* $role,)*
        }

        impl Role {
            /// Every role; each stands after its parent.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$role),*];

            /// Its name in theme files: `border-focused`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$role => $name,)*
                }
            }

            /// The role that it looks like where a theme does not say otherwise; only [`Role::Text`] has none.
            pub const fn parent(self) -> Option<Self> {
                match self {
                    $(Self::$role => $parent,)*
                }
            }

            /// Whether it is something that other roles are drawn on.
            pub(super) const fn ground(self) -> Ground {
                match self {
                    $(Self::$role => Ground::$ground,)*
                }
            }

            /// What is added to its parent's look where a theme says nothing of it at all, so that even the shortest
            /// theme shows where one is.
            pub(super) const fn unset(self) -> Modifier {
                match self {
                    $(Self::$role => $unset,)*
                }
            }
        }
    };
}

roles! {
    /// Ordinary text, and the ground of every screen.
    Text "text", None, Surface, Modifier::empty();
    /// What matters less: hints, counts, times, what is switched off.
    Muted "muted", Some(Self::Text), Ink, Modifier::empty();
    /// What draws the eye: a chosen answer, a number that matters.
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
    /// What a search found.
    Match "match", Some(Self::Accent), Ink, Modifier::UNDERLINED;
    /// An address or a reference that can be followed.
    Link "link", Some(Self::Accent), Ink, Modifier::UNDERLINED;
    /// Done, reached, saved.
    Good "good", Some(Self::Text), Ink, Modifier::empty();
    /// To look at: a contested vote, evidence out of date.
    Warning "warning", Some(Self::Text), Ink, Modifier::empty();
    /// Failed, blocked, lost.
    Bad "bad", Some(Self::Text), Ink, Modifier::BOLD;
    /// A message that asks for nothing.
    Info "info", Some(Self::Accent), Ink, Modifier::empty();
    /// The part of a bar that is reached.
    GaugeFilled "gauge-filled", Some(Self::Accent), Ink, Modifier::empty();
    /// The part of a bar that is not.
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
    /// The bar at the bottom: the keys that work here, and what was saved.
    BottomBar "bottom-bar", Some(Self::TopBar), Surface, Modifier::empty();
    /// A place to type in.
    Field "field", Some(Self::Text), Surface, Modifier::empty();
    /// The field that takes what is typed.
    FieldFocused "field-focused", Some(Self::Field), Surface, Modifier::UNDERLINED;
    /// The selected letters of a text that is typed in.
    Selection "selection", Some(Self::Selected), Surface, Modifier::empty();
    /// What an empty field shows.
    Placeholder "placeholder", Some(Self::Muted), Ink, Modifier::empty();
    /// A word with a ground of its own: essential, contested, look again.
    Badge "badge", Some(Self::Text), Surface, Modifier::REVERSED;
    /// The ground of a dialog.
    Dialog "dialog", Some(Self::Text), Surface, Modifier::empty();
}

impl Role {
    /// The role of this name, as theme files write it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Whether a role brings a background.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// It takes its parent's background: other roles are drawn on it.
    Surface,
    /// It takes no background from its parent, so that it can be drawn on any surface.
    Ink,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_stands_after_its_parent_so_that_no_circle_can_be() {
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
