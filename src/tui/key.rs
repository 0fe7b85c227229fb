//! Key presses, without the differences between terminals, keyboard layouts and platforms.
//!
//! What a key does is decided in [`super::keymap`].

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::search::latin_digit;

/// A pressed key, or the key of a binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter, digit or sign, as typed.
    Char(char),
    /// Control and a lower-case letter.
    Ctrl(char),
    /// Alt and Enter.
    AltEnter,
    /// A function key.
    F(u8),
    /// Any digit. Only bindings contain it.
    Digit,
    /// The arrow in the reading direction. Only bindings contain it.
    Forward,
    /// The arrow against the reading direction. Only bindings contain it.
    Backward,
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Shift and tabulator.
    BackTab,
    /// Erases the character before the caret.
    Backspace,
    /// Erases the character after the caret.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Moves to the start.
    Home,
    /// Moves to the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Shift and an editing key.
    Shift(Pad),
    /// Control or Alt, and an editing key.
    Control(Pad),
    /// Control or Alt, Shift, and an editing key.
    ControlShift(Pad),
}

/// Keys without a letter. They mean the same on every layout, also with Shift or Control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pad {
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Moves to the start.
    Home,
    /// Moves to the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Erases the character before the caret.
    Backspace,
    /// Erases the character after the caret.
    Delete,
    /// Insert.
    Insert,
}

impl Pad {
    /// The key without a modifier. `None` for Insert, which is bound only together with one.
    pub fn alone(self) -> Option<Key> {
        Some(match self {
            Self::Left => Key::Left,
            Self::Right => Key::Right,
            Self::Up => Key::Up,
            Self::Down => Key::Down,
            Self::Home => Key::Home,
            Self::End => Key::End,
            Self::PageUp => Key::PageUp,
            Self::PageDown => Key::PageDown,
            Self::Backspace => Key::Backspace,
            Self::Delete => Key::Delete,
            Self::Insert => return None,
        })
    }

    fn from_code(code: KeyCode) -> Option<Self> {
        Some(match code {
            KeyCode::Left => Self::Left,
            KeyCode::Right => Self::Right,
            KeyCode::Up => Self::Up,
            KeyCode::Down => Self::Down,
            KeyCode::Home => Self::Home,
            KeyCode::End => Self::End,
            KeyCode::PageUp => Self::PageUp,
            KeyCode::PageDown => Self::PageDown,
            KeyCode::Backspace => Self::Backspace,
            KeyCode::Delete => Self::Delete,
            KeyCode::Insert => Self::Insert,
            _ => return None,
        })
    }

    /// The editing key for which some terminals send Alt and this letter.
    fn from_alt_letter(letter: char) -> Option<Self> {
        match letter {
            'b' => Some(Self::Left),
            'f' => Some(Self::Right),
            'd' => Some(Self::Delete),
            _ => None,
        }
    }
}

impl Key {
    /// The key of a terminal event. `None` for a release and for a key that no binding can contain.
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        if let Some(pad) = Pad::from_code(event.code) {
            return match (control || alt, shift) {
                (true, true) => Some(Self::ControlShift(pad)),
                (true, false) => Some(Self::Control(pad)),
                (false, true) => Some(Self::Shift(pad)),
                (false, false) => pad.alone(),
            };
        }
        Some(match event.code {
            KeyCode::Char(letter) if control => Self::Ctrl(latin(letter)),
            KeyCode::Char(letter) if alt => Self::Control(Pad::from_alt_letter(latin(letter))?),
            KeyCode::Char(letter) => Self::Char(letter),
            KeyCode::Enter if alt => Self::AltEnter,
            KeyCode::Enter => Self::Enter,
            KeyCode::Esc => Self::Esc,
            KeyCode::Tab if shift => Self::BackTab,
            KeyCode::Tab => Self::Tab,
            KeyCode::BackTab => Self::BackTab,
            KeyCode::F(number) => Self::F(number),
            _ => return None,
        })
    }

    /// The key as a shortcut: a letter of the Arabic layout becomes the Latin one of the same key, and a capital, as
    /// Caps Lock produces it, becomes a small letter.
    #[must_use]
    pub fn shortcut(self) -> Self {
        match self {
            Self::Char(letter) => Self::Char(latin(letter)),
            other => other,
        }
    }

    /// The digit of the key, Latin, Arabic-Indic or Persian. `None` for other keys.
    pub fn digit(self) -> Option<u8> {
        match self.shortcut() {
            Self::Char(digit @ '0'..='9') => u8::try_from(u32::from(digit) - u32::from('0')).ok(),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    /// The key as footer and help print it. Arrows of the reading direction must be resolved before.
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
            // Alt-Backspace is the combination that all terminals forward.
            Self::Control(Pad::Backspace) => "Alt-Backspace",
            Self::Shift(pad) => return write!(out, "Shift-{pad}"),
            Self::Control(pad) => return write!(out, "Ctrl-{pad}"),
            Self::ControlShift(pad) => return write!(out, "Ctrl-Shift-{pad}"),
        };
        out.pad(name)
    }
}

impl fmt::Display for Pad {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.alone() {
            Some(key) => key.fmt(out),
            None => out.pad("Insert"),
        }
    }
}

/// The Latin character on the same key of the Arabic 101 layout. Digits become Latin, and capitals become small.
fn latin(letter: char) -> char {
    const ARABIC: &str = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ؟";
    const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvnm,./`?";
    ARABIC
        .chars()
        .zip(LATIN.chars())
        .find(|(arabic, _)| *arabic == letter)
        .map_or(latin_digit(letter).to_ascii_lowercase(), |(_, latin)| latin)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Parses keys from a text such as `jj<enter>3<ctrl-c>`.
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
                Some(("shift", pad)) => Key::Shift(pad_named(pad)),
                Some(("ctrl", letter)) if letter.len() == 1 => Key::Ctrl(letter.chars().next().unwrap()),
                Some(("ctrl", pad)) => match pad.strip_prefix("shift-") {
                    Some(pad) => Key::ControlShift(pad_named(pad)),
                    None => Key::Control(pad_named(pad)),
                },
                _ => Key::F(other.strip_prefix('f').and_then(|number| number.parse().ok()).unwrap()),
            },
        }
    }

    fn pad_named(name: &str) -> Pad {
        match name {
            "left" => Pad::Left,
            "right" => Pad::Right,
            "up" => Pad::Up,
            "down" => Pad::Down,
            "home" => Pad::Home,
            "end" => Pad::End,
            "pageup" => Pad::PageUp,
            "pagedown" => Pad::PageDown,
            "backspace" => Pad::Backspace,
            "delete" => Pad::Delete,
            "insert" => Pad::Insert,
            other => panic!("no key is called {other}"),
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
    fn the_release_of_a_key_is_ignored() {
        let mut event = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        assert_eq!(Key::from_event(&event), Some(Key::Char('q')));
        event.kind = KeyEventKind::Release;
        assert_eq!(Key::from_event(&event), None);
    }

    /// The Arabic 101 layout, row by row, with the Latin characters of the same keys.
    pub(crate) const LAYOUT: [(&str, &str); 4] = [
        ("ضصثقفغعهخحجد", "qwertyuiop[]"),
        ("شسيبلاتنمكط", "asdfghjkl;'"),
        ("ئءؤرىةوزظ", "zxcvnm,./"),
        ("٠١٢٣٤٥٦٧٨٩؟", "0123456789?"),
    ];

    #[test]
    fn every_letter_of_the_arabic_layout_is_the_latin_key_at_its_place() {
        for (arabic, latin) in LAYOUT {
            assert_eq!(arabic.chars().count(), latin.chars().count());
            for (arabic, latin) in arabic.chars().zip(latin.chars()) {
                assert_eq!(Key::Char(arabic).shortcut(), Key::Char(latin));
            }
        }
        assert_eq!(Key::Char('ذ').shortcut(), Key::Char('`'));
    }

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        Key::from_event(&KeyEvent::new(code, modifiers))
    }

    #[test]
    fn an_editing_key_keeps_its_modifiers() {
        let (control, alt, shift) = (KeyModifiers::CONTROL, KeyModifiers::ALT, KeyModifiers::SHIFT);
        for (code, held, key) in [
            (KeyCode::Left, KeyModifiers::NONE, Key::Left),
            (KeyCode::Left, shift, Key::Shift(Pad::Left)),
            (KeyCode::Left, control, Key::Control(Pad::Left)),
            (KeyCode::Left, alt, Key::Control(Pad::Left)),
            (KeyCode::Left, control | shift, Key::ControlShift(Pad::Left)),
            (KeyCode::Insert, shift, Key::Shift(Pad::Insert)),
            (KeyCode::Backspace, alt, Key::Control(Pad::Backspace)),
            (KeyCode::Char('b'), alt, Key::Control(Pad::Left)),
            (KeyCode::Char('f'), alt, Key::Control(Pad::Right)),
            (KeyCode::Char('ئ'), control, Key::Ctrl('z')),
            (KeyCode::Char('Z'), control | shift, Key::Ctrl('z')),
        ] {
            assert_eq!(pressed(code, held), Some(key), "{code:?} {held:?}");
        }
        assert_eq!(pressed(KeyCode::Insert, KeyModifiers::NONE), None);
        assert_eq!(pressed(KeyCode::Char('q'), alt), None);
    }

    #[test]
    fn a_capital_is_the_shortcut_of_its_small_letter() {
        assert_eq!(Key::Char('Q').shortcut(), Key::Char('q'));
    }
}
