//! Keys as the program knows them: only presses, without the differences between terminals, layouts and platforms.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::search::latin_digit;

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
    /// Shift and a key of the pad.
    Shift(Pad),
    /// Control, or Alt, and a key of the pad.
    Control(Pad),
    /// Control or Alt, Shift, and a key of the pad.
    ControlShift(Pad),
}

/// The keys that have no letter and go on meaning the same on every layout when Shift or Control is held with them.
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
    /// To the start.
    Home,
    /// To the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Remove backwards.
    Backspace,
    /// Remove forwards.
    Delete,
    /// Insert.
    Insert,
}

impl Pad {
    /// The key pressed alone; none for Insert, which alone means nothing here.
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

    /// What some terminals send for Alt with a key of the pad, in place of that key.
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
    /// The key of a terminal event; none for a release and for keys that nothing here uses.
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

    /// The key as a shortcut: a letter of the Arabic layout stands for the Latin key at its place, and a capital, as Caps
    /// Lock makes it, for its small letter.
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
            // The way to press it that every terminal passes on.
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

/// The Latin key at the place of a letter of the Arabic 101 layout; digits of any kind become Latin, capitals small.
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
    fn a_released_key_is_not_pressed() {
        let mut event = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        assert_eq!(Key::from_event(&event), Some(Key::Char('q')));
        event.kind = KeyEventKind::Release;
        assert_eq!(Key::from_event(&event), None);
    }

    /// The keys of the Arabic 101 layout as they lie, with the Latin ones under them.
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
    fn a_key_without_a_letter_keeps_what_is_held_with_it() {
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
    fn a_capital_is_its_small_letter_where_it_is_a_shortcut() {
        assert_eq!(Key::Char('Q').shortcut(), Key::Char('q'));
    }
}
