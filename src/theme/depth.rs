//! The number of colours of a terminal, decided from the environment.
//!
//! It reads no environment itself: a lookup is an argument, so that tests are independent of theirs.

/// The number of colours, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColourDepth {
    /// No colours, or colours are switched off.
    None,
    /// The 16 colours with values set by the terminal.
    Ansi16,
    /// The 256 colours of xterm.
    Ansi256,
    /// 24 bits per colour.
    True,
}

/// Parts of `TERM` that imply 24 bits, because ssh does not pass `COLORTERM` on.
const TRUE_COLOUR_TERMS: [&str; 6] = ["-direct", "kitty", "alacritty", "wezterm", "foot", "ghostty"];

impl ColourDepth {
    /// Decides from the environment, given as a lookup, and from whether the output is a terminal.
    ///
    /// A `NO_COLOR` that is not empty (no-color.org) always switches colours off. `CLICOLOR_FORCE` other than `0`
    /// (bixense.com/clicolors) switches them on even without a terminal or with `CLICOLOR=0`. The number of colours
    /// comes from `COLORTERM` and `TERM`.
    pub fn decide(environment: impl Fn(&str) -> Option<String>, is_terminal: bool) -> Self {
        let value = |name: &str| environment(name).filter(|value| !value.is_empty());
        if value("NO_COLOR").is_some() {
            return Self::None;
        }
        let forced = value("CLICOLOR_FORCE").is_some_and(|force| force != "0");
        let refused = value("CLICOLOR").is_some_and(|wanted| wanted == "0");
        if !forced && (refused || !is_terminal) {
            return Self::None;
        }
        let shown = Self::shown(&value);
        if forced { shown.max(Self::Ansi16) } else { shown }
    }

    fn shown(value: &impl Fn(&str) -> Option<String>) -> Self {
        let term = value("TERM").unwrap_or_default();
        let announced = value("COLORTERM").is_some_and(|depth| depth == "truecolor" || depth == "24bit");
        if term == "dumb" {
            Self::None
        } else if term.starts_with("screen") {
            // GNU screen up to version 4 passes the outer COLORTERM on, but cannot show its colours.
            if announced || term.contains("256color") { Self::Ansi256 } else { Self::Ansi16 }
        } else if announced
            || value("WT_SESSION").is_some()
            || TRUE_COLOUR_TERMS.iter().any(|part| term.contains(part))
        {
            Self::True
        } else if term.contains("256color") {
            Self::Ansi256
        } else {
            Self::Ansi16
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ColourDepth::{self, Ansi16, Ansi256, True};

    fn decide(environment: &[(&str, &str)], is_terminal: bool) -> ColourDepth {
        let lookup = |name: &str| environment.iter().find(|(known, _)| *known == name);
        ColourDepth::decide(|name| lookup(name).map(|(_, value)| (*value).to_owned()), is_terminal)
    }

    #[test]
    fn a_terminal_shows_what_it_announces() {
        assert_eq!(decide(&[("COLORTERM", "truecolor"), ("TERM", "xterm-256color")], true), True);
        assert_eq!(decide(&[("COLORTERM", "24bit")], true), True);
        assert_eq!(decide(&[("TERM", "xterm-kitty")], true), True);
        assert_eq!(decide(&[("WT_SESSION", "1f")], true), True);
        assert_eq!(decide(&[("TERM", "xterm-256color")], true), Ansi256);
        assert_eq!(decide(&[("TERM", "linux")], true), Ansi16);
        assert_eq!(decide(&[], true), Ansi16);
        assert_eq!(decide(&[("TERM", "dumb"), ("COLORTERM", "truecolor")], true), ColourDepth::None);
    }

    #[test]
    fn colorterm_is_ignored_in_screen() {
        assert_eq!(decide(&[("TERM", "screen-256color"), ("COLORTERM", "truecolor")], true), Ansi256);
        assert_eq!(decide(&[("TERM", "screen")], true), Ansi16);
    }

    #[test]
    fn a_pipe_gets_no_colour_unless_forced() {
        assert_eq!(decide(&[("COLORTERM", "truecolor")], false), ColourDepth::None);
        assert_eq!(decide(&[("COLORTERM", "truecolor"), ("CLICOLOR_FORCE", "1")], false), True);
        assert_eq!(decide(&[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")], false), Ansi16);
        assert_eq!(decide(&[("CLICOLOR_FORCE", "0")], false), ColourDepth::None);
    }

    #[test]
    fn no_color_overrides_all_others_unless_it_is_empty() {
        assert_eq!(decide(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], true), ColourDepth::None);
        assert_eq!(decide(&[("NO_COLOR", ""), ("TERM", "xterm")], true), Ansi16);
        assert_eq!(decide(&[("CLICOLOR", "0"), ("TERM", "xterm")], true), ColourDepth::None);
    }
}
