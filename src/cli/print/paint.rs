//! Turns styles into terminal escape sequences.

use ratatui::style::{Modifier, Style};

use crate::terminal::Ink;

/// The text attributes that a theme can use, with their numbers (ECMA-48).
const ATTRIBUTES: [(Modifier, u8); 5] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
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
        let ink = style.fg.map(|fg| Ink(fg).to_string());
        let attributes =
            ATTRIBUTES.into_iter().filter(|(modifier, _)| style.add_modifier.contains(*modifier));
        let numbers = ink.into_iter().chain(attributes.map(|(_, number)| number.to_string()));
        let set = numbers.fold(String::new(), |set, number| set + "\u{1b}[" + &number + "m");
        Self { reset: if set.is_empty() { String::new() } else { "\u{1b}[0m".to_owned() }, set }
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
        assert_eq!(sent, "\u{1b}[31m\u{1b}[1mtext\u{1b}[0m");
    }

    #[test]
    fn each_text_is_painted_in_its_own_style() {
        let mut painter = Painter::default();
        let styles = [
            (Style::new().bold(), "\u{1b}[1ma text\u{1b}[0m"),
            (Style::new().fg(Color::Indexed(208)), "\u{1b}[38;5;208ma text\u{1b}[0m"),
            (Style::new().bg(Color::Red), "a text"),
            (Style::new(), "a text"),
        ];
        for (style, expected) in styles.into_iter().chain(styles) {
            let mut sent = String::new();
            painter.paint(&mut sent, style, "a text");
            assert_eq!(sent, expected);
        }
    }
}
