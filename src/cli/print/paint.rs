//! Turns styles into terminal escape sequences.

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

/// Writes texts in styles. The sequences of a style are made once.
#[derive(Debug, Default)]
pub struct Painter {
    known: Vec<(Style, StyleSequences)>,
}

/// What sets a style, and what resets it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct StyleSequences {
    set: String,
    reset: String,
}

impl Painter {
    /// Appends `text` in a style, followed by a reset. The background is not set, because the line is printed among
    /// those of other programs.
    pub fn paint(&mut self, line: &mut String, style: Style, text: &str) {
        if style == Style::new() {
            return line.push_str(text);
        }
        let StyleSequences { set, reset } = self.sequences(style);
        line.push_str(set);
        line.push_str(text);
        line.push_str(reset);
    }

    fn sequences(&mut self, style: Style) -> &StyleSequences {
        let place = self.known.iter().position(|(known, _)| *known == style).unwrap_or_else(|| {
            self.known.push((style, StyleSequences::of(style)));
            self.known.len() - 1
        });
        &self.known[place].1
    }
}

impl StyleSequences {
    fn of(style: Style) -> Self {
        let mut content_style = ContentStyle::new();
        content_style.foreground_color = style.fg.map(IntoCrossterm::into_crossterm);
        for (modifier, attribute) in ATTRIBUTES {
            if style.add_modifier.contains(modifier) {
                content_style.attributes.set(attribute);
            }
        }
        let painted = content_style.apply(' ').to_string();
        let (set, reset) = painted.split_once(' ').expect("a sequence has no blank");
        Self { set: set.to_owned(), reset: reset.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    #[test]
    fn a_style_is_set_before_the_text_and_reset_after_it() {
        let (mut painter, mut sent) = (Painter::default(), String::new());
        painter.paint(&mut sent, Style::new().fg(Color::Red).bold().bg(Color::Blue), "text");
        assert!(sent.starts_with("\u{1b}[38;5;"), "{sent:?}");
        assert!(sent.contains("\u{1b}[1m") && sent.contains("text"));
        assert!(sent.ends_with("\u{1b}[0m") || sent.ends_with("\u{1b}[39m"), "{sent:?}");
        assert!(!sent.contains("[48"), "{sent:?}");
    }

    #[test]
    fn each_text_is_painted_in_its_own_style() {
        let mut painter = Painter::default();
        let styles = [Style::new().bold(), Style::new().fg(Color::Red), Style::new()];
        for style in styles.into_iter().chain(styles) {
            let mut content_style = ContentStyle::new();
            content_style.foreground_color = style.fg.map(IntoCrossterm::into_crossterm);
            let is_bold = style.add_modifier.contains(Modifier::BOLD);
            content_style.attributes.extend(is_bold.then_some(Attribute::Bold).as_slice().into());
            let mut sent = String::new();
            painter.paint(&mut sent, style, "a text");
            assert_eq!(sent, content_style.apply("a text").to_string());
        }
    }
}
