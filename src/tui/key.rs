//! Keys as the program knows them: only presses, without the differences between terminals, layouts and platforms.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key that was pressed, or that a binding waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter, digit or sign, as typed.
    Char(char),
    /// Control and a small letter.
    Ctrl(char),
    /// Alt and Enter.
    AltEnter,
    /// A function key.
    F(u8),
    /// Any digit; only a binding has it.
    Digit,
    /// The arrow that points onwards in the reading direction; only a binding has it.
    Forward,
    /// The arrow that points back; only a binding has it.
    Backward,
    /// The other keys, by their usual names.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Shift and tabulator.
    BackTab,
    /// Remove backwards.
    Backspace,
    /// Remove forwards.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
}

impl Key {
    /// The key of a terminal event; none for a release and for keys that nothing here uses.
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        Some(match event.code {
            KeyCode::Char(letter) if control => Self::Ctrl(latin(letter.to_ascii_lowercase())),
            KeyCode::Char(_) if alt => return None,
            KeyCode::Char(letter) => Self::Char(letter),
            KeyCode::Enter if alt => Self::AltEnter,
            KeyCode::Enter => Self::Enter,
            KeyCode::Esc => Self::Esc,
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Self::BackTab,
            KeyCode::Tab => Self::Tab,
            KeyCode::BackTab => Self::BackTab,
            KeyCode::Backspace => Self::Backspace,
            KeyCode::Delete => Self::Delete,
            KeyCode::Up => Self::Up,
            KeyCode::Down => Self::Down,
            KeyCode::Left => Self::Left,
            KeyCode::Right => Self::Right,
            KeyCode::Home => Self::Home,
            KeyCode::End => Self::End,
            KeyCode::PageUp => Self::PageUp,
            KeyCode::PageDown => Self::PageDown,
            KeyCode::F(number) => Self::F(number),
            _ => return None,
        })
    }

    /// The key as a shortcut: a letter of the Arabic layout stands for the Latin key at its place.
    #[must_use]
    pub fn shortcut(self) -> Self {
        match self {
            Self::Char(letter) => Self::Char(latin(letter)),
            other => other,
        }
    }

    /// The digit of the key, if it is one, Latin or Arabic-Indic.
    pub fn digit(self) -> Option<u8> {
        match self.shortcut() {
            Self::Char(digit @ '0'..='9') => u8::try_from(u32::from(digit) - u32::from('0')).ok(),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    /// The key as footers and help print it; the arrows of the reading direction are the caller's to choose.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Char(' ') => "Space",
            Self::Char(letter) => return write!(out, "{letter}"),
            Self::Ctrl(letter) => return write!(out, "Ctrl-{}", letter.to_ascii_uppercase()),
            Self::F(number) => return write!(out, "F{number}"),
            Self::AltEnter => "Alt-Enter",
            Self::Digit => "1-9",
            Self::Forward | Self::Right => "→",
            Self::Backward | Self::Left => "←",
            Self::Enter => "Enter",
            Self::Esc => "Esc",
            Self::Tab => "Tab",
            Self::BackTab => "Shift-Tab",
            Self::Backspace => "Backspace",
            Self::Delete => "Delete",
            Self::Up => "↑",
            Self::Down => "↓",
            Self::Home => "Home",
            Self::End => "End",
            Self::PageUp => "PageUp",
            Self::PageDown => "PageDown",
        };
        out.pad(name)
    }
}

/// The Latin key at the place of a letter of the Arabic 101 layout; digits of any kind become Latin.
fn latin(letter: char) -> char {
    const ARABIC: &str = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ؟";
    const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvnm,./`?";
    match letter {
        '٠'..='٩' => char::from_u32(u32::from(letter) - u32::from('٠') + u32::from('0')).unwrap_or(letter),
        '۰'..='۹' => char::from_u32(u32::from(letter) - u32::from('۰') + u32::from('0')).unwrap_or(letter),
        _ => ARABIC
            .chars()
            .zip(LATIN.chars())
            .find(|(arabic, _)| *arabic == letter)
            .map_or(letter, |(_, latin)| latin),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The keys of a text such as `jj<enter>3<ctrl-c>`.
    pub(crate) fn keys(text: &str) -> Vec<Key> {
        let mut out = Vec::new();
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            if let Some((name, tail)) = rest.strip_prefix('<').and_then(|inner| inner.split_once('>')) {
                out.push(named(name));
                rest = tail;
            } else {
                out.push(Key::Char(letter));
                rest = rest.strip_prefix(letter).unwrap();
            }
        }
        out
    }

    fn named(name: &str) -> Key {
        match name {
            "enter" => Key::Enter,
            "esc" => Key::Esc,
            "tab" => Key::Tab,
            "backtab" => Key::BackTab,
            "backspace" => Key::Backspace,
            "delete" => Key::Delete,
            "up" => Key::Up,
            "down" => Key::Down,
            "left" => Key::Left,
            "right" => Key::Right,
            "home" => Key::Home,
            "end" => Key::End,
            "pageup" => Key::PageUp,
            "pagedown" => Key::PageDown,
            "alt-enter" => Key::AltEnter,
            "space" => Key::Char(' '),
            other => match other.split_once('-') {
                Some(("ctrl", letter)) => Key::Ctrl(letter.chars().next().unwrap()),
                _ => Key::F(other.strip_prefix('f').and_then(|number| number.parse().ok()).unwrap()),
            },
        }
    }

    #[test]
    fn a_shortcut_is_the_same_key_on_an_arabic_layout() {
        for (arabic, latin) in
            [('ض', 'q'), ('ت', 'j'), ('ن', 'k'), ('ع', 'u'), ('؟', '?'), ('٣', '3'), ('۵', '5')]
        {
            assert_eq!(Key::Char(arabic).shortcut(), Key::Char(latin));
        }
        assert_eq!(Key::Char('٤').digit(), Some(4));
    }

    #[test]
    fn a_released_key_is_not_pressed() {
        let mut event = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        assert_eq!(Key::from_event(&event), Some(Key::Char('q')));
        event.kind = KeyEventKind::Release;
        assert_eq!(Key::from_event(&event), None);
    }
}
