//! Turns styles into terminal escape sequences.

use std::fmt::Write;

use crossterm::style::{Attribute, ContentStyle};
use ratatui::backend::IntoCrossterm;
use ratatui::style::{Modifier, Style};

/// The text attributes that a theme can use.
const ATTRIBUTES: [(Modifier, Attribute); 5] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::REVERSED, Attribute::Reverse),
];

/// Appends `text` in a style, followed by a reset. The background is not set, because the line is printed among those
/// of other programs.
pub fn paint(line: &mut String, style: Style, text: &str) {
    if style == Style::new() {
        return line.push_str(text);
    }
    let mut content_style = ContentStyle::new();
    content_style.foreground_color = style.fg.map(IntoCrossterm::into_crossterm);
    for (modifier, attribute) in ATTRIBUTES {
        if style.add_modifier.contains(modifier) {
            content_style.attributes.set(attribute);
        }
    }
    write!(line, "{}", content_style.apply(text)).expect("a string takes any text");
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    #[test]
    fn a_style_is_set_before_the_text_and_reset_after_it() {
        let mut painted = String::new();
        paint(&mut painted, Style::new().fg(Color::Red).bold().bg(Color::Blue), "text");
        assert!(painted.starts_with("\u{1b}[38;5;"), "{painted:?}");
        assert!(painted.contains("\u{1b}[1m") && painted.contains("text"));
        assert!(painted.ends_with("\u{1b}[0m") || painted.ends_with("\u{1b}[39m"), "{painted:?}");
        assert!(!painted.contains("[48"), "{painted:?}");
    }
}
