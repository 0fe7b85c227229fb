//! A field that takes text, in either direction.

use unicode_segmentation::UnicodeSegmentation;

use super::base_of;
use crate::bidi::{Direction, Paragraph, is_right_to_left};
use crate::tui::action::Action;

/// The longest text a field takes, in bytes; the limit of a text in a file.
const LONGEST: usize = 60 * 1024;

/// A text being edited. The text is in logical order; the caret is a byte index on a letter boundary of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextField {
    text: String,
    caret: usize,
    lines: Lines,
}

/// Whether a field may hold line breaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lines {
    /// One line; a pasted line break becomes a blank.
    #[default]
    One,
    /// Any number.
    Many,
}

impl TextField {
    /// A field that holds `text`, however long, with the caret at its end.
    pub fn new(text: &str, lines: Lines) -> Self {
        let text = clean(text, lines);
        Self { caret: text.len(), text, lines }
    }

    /// What was typed so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the caret stands.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Does what an editing action asks for; says whether it was one.
    pub fn update(&mut self, action: Action, direction: Direction) -> bool {
        match action {
            Action::Type(letter) => self.insert(letter.encode_utf8(&mut [0; 4])),
            Action::LineBreak => self.insert("\n"),
            Action::EraseBefore => self.erase_before(),
            Action::EraseAfter => self.erase(self.caret, self.next(self.caret)),
            Action::EraseLine => self.erase(self.line_start(), self.caret),
            Action::EraseWord => self.erase(self.word_start(), self.caret),
            Action::CaretLeft => self.caret = self.beside(direction, Paragraph::left),
            Action::CaretRight => self.caret = self.beside(direction, Paragraph::right),
            Action::CaretStart => self.caret = self.line_start(),
            Action::CaretEnd => self.caret = self.line_end(),
            _ => return false,
        }
        true
    }

    /// Inserts a text at the caret: line breaks and control characters only as the field allows.
    pub fn insert(&mut self, text: &str) {
        let clean = clean(text, self.lines);
        if self.text.len() + clean.len() <= LONGEST {
            self.text.insert_str(self.caret, &clean);
            self.caret += clean.len();
        }
    }

    fn erase(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.caret = from;
    }

    /// Removes one letter, not the whole cell: a lam-alef loses its alef first, a letter its mark first.
    fn erase_before(&mut self) {
        if let Some(last) = self.before().chars().next_back() {
            let joined = self.before().graphemes(true).next_back().unwrap_or_default();
            let emoji = joined.chars().count() > 1 && !joined.chars().any(is_right_to_left);
            let length = if emoji { joined.len() } else { last.len_utf8() };
            self.erase(self.caret - length, self.caret);
        }
    }

    fn before(&self) -> &str {
        self.text.get(..self.caret).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.caret..).unwrap_or_default()
    }

    fn next(&self, from: usize) -> usize {
        let after = self.text.get(from..).unwrap_or_default();
        from + after.graphemes(true).next().map_or(0, str::len)
    }

    fn word_start(&self) -> usize {
        let trimmed = self.before().trim_end();
        trimmed.rfind(char::is_whitespace).map_or(0, |blank| self.next(blank))
    }

    fn line_start(&self) -> usize {
        self.before().rfind('\n').map_or(0, |line_break| line_break + 1)
    }

    fn line_end(&self) -> usize {
        self.after().find('\n').map_or(self.text.len(), |line_break| self.caret + line_break)
    }

    /// The caret's neighbour on its line, as seen; past the end of the line, the neighbouring line.
    fn beside(&self, direction: Direction, step: fn(&Paragraph, usize) -> usize) -> usize {
        let (start, end) = (self.line_start(), self.line_end());
        let line = self.text.get(start..end).unwrap_or_default();
        let paragraph = Paragraph::plain(line, base_of(&self.text, direction));
        let moved = start + step(&paragraph, self.caret - start);
        if moved != self.caret || self.lines == Lines::One {
            return moved;
        }
        let leaves_at_end = self.caret == end && end < self.text.len();
        let leaves_at_start = self.caret == start && start > 0;
        if leaves_at_end {
            end + 1
        } else if leaves_at_start {
            start - 1
        } else {
            moved
        }
    }
}

/// A text without control characters, and with line breaks only where they may be.
fn clean(text: &str, lines: Lines) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                clean.push(if lines == Lines::Many { '\n' } else { ' ' });
            }
            '\t' => clean.push(' '),
            '\u{FDD0}'..='\u{FDEF}' => {}
            control if control.is_control() => {}
            other => clean.push(other),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::{key::tests::keys, keymap};

    fn typed(start: &str, text: &str, direction: Direction) -> TextField {
        let mut field = TextField::new(start, Lines::One);
        for key in keys(text) {
            let action = keymap::action(key, &[keymap::Context::Typing], direction).unwrap();
            assert!(field.update(action, direction), "{action:?}");
        }
        field
    }

    #[test]
    fn letters_go_where_the_caret_is() {
        let field = typed("platform", "<home>My <end>s", Direction::LeftToRight);
        assert_eq!(field.text(), "My platforms");
    }

    #[test]
    fn the_left_arrow_goes_on_in_arabic() {
        let field = typed("منصة", "<home><left>x", Direction::RightToLeft);
        assert_eq!(field.text(), "مxنصة");
    }

    #[test]
    fn backspace_takes_one_letter_of_a_lam_alef() {
        assert_eq!(typed("لا", "<backspace>", Direction::RightToLeft).text(), "ل");
        assert_eq!(typed("a b", "<ctrl-w>c", Direction::LeftToRight).text(), "a c");
    }

    #[test]
    fn a_pasted_text_brings_no_control_characters() {
        let mut one = TextField::new("", Lines::One);
        one.insert("a\u{1b}[31m\r\nb\tc");
        assert_eq!(one.text(), "a[31m b c");
        assert_eq!(TextField::new("a\tb", Lines::One).text(), "a b");
        let mut many = TextField::new("", Lines::Many);
        many.insert("a\r\nb");
        assert_eq!(many.text(), "a\nb");
    }

    #[test]
    fn a_text_longer_than_a_field_takes_is_there_to_be_shortened() {
        let mut field = TextField::new(&"a".repeat(LONGEST + 10), Lines::One);
        field.update(Action::Type('b'), Direction::LeftToRight);
        field.update(Action::EraseBefore, Direction::LeftToRight);
        assert_eq!(field.text().len(), LONGEST + 9);
    }
}
