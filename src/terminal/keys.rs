//! The key for an item of the input stream.
//!
//! It knows byte sequences and no actions; what a key does is decided in `tui/keymap`.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::sequence::StreamItem;

/// The key of an item. `None` for pastes, answers, pauses and unknown sequences.
///
/// The sequences are those of xterm, the Linux console and rxvt, which has its own for Shift and Control.
pub fn key_event(piece: &StreamItem<'_>) -> Option<KeyEvent> {
    match piece {
        StreamItem::Letter { letter, alt } => {
            let mut event = letter_key(*letter);
            event.modifiers.set(KeyModifiers::ALT, *alt);
            Some(event)
        }
        StreamItem::Escape => Some(KeyCode::Esc.into()),
        StreamItem::Sequence { parameters: "[", last } => {
            let number = u8::try_from(u32::from(*last).wrapping_sub(u32::from('A')))
                .ok()
                .filter(|number| *number < 5)?;
            Some(KeyCode::F(number + 1).into())
        }
        StreamItem::Sequence { parameters, last } => sequence_key(parameters, *last),
        StreamItem::Single(letter) => single_key(*letter),
        StreamItem::Pointer { .. } | StreamItem::Paste(_) | StreamItem::Stalled | StreamItem::Reply(_) => {
            None
        }
    }
}

/// A letter, or the key whose control character this is.
fn letter_key(letter: char) -> KeyEvent {
    match letter {
        '\r' => KeyCode::Enter.into(),
        '\t' => KeyCode::Tab.into(),
        '\u{7f}' => KeyCode::Backspace.into(),
        '\0' => KeyEvent::new(KeyCode::Char(' '), KeyModifiers::CONTROL),
        '\u{1}'..='\u{1a}' => {
            let plain = char::from_u32(u32::from(letter) + u32::from('a') - 1).unwrap_or(letter);
            KeyEvent::new(KeyCode::Char(plain), KeyModifiers::CONTROL)
        }
        // { => As on the VT220, these characters are Ctrl with the digits 3 to 7.
        '\u{1b}'..='\u{1f}' => {
            let plain = char::from_u32(u32::from(letter) - 0x1c + u32::from('4')).unwrap_or(letter);
            KeyEvent::new(KeyCode::Char(plain), KeyModifiers::CONTROL)
        }
        _ => KeyCode::Char(letter).into(),
    }
}

fn sequence_key(parameters: &str, last: char) -> Option<KeyEvent> {
    let mut numbers = parameters.split(';').map(|number| number.split(':').next().unwrap_or_default());
    // xterm leaves out the first parameter when it is 1.
    let first: u8 = numbers.next().unwrap_or_default().parse().unwrap_or(1);
    let held = numbers.next().and_then(|number| number.parse().ok()).map_or(KeyModifiers::NONE, modifiers);
    let (code, held) = match last {
        'a'..='d' => (arrow(last.to_ascii_uppercase())?, KeyModifiers::SHIFT),
        'Z' => (KeyCode::BackTab, held),
        '~' => (numbered(first)?, held),
        '$' => (numbered(first)?, KeyModifiers::SHIFT),
        '^' => (numbered(first)?, KeyModifiers::CONTROL),
        '@' => (numbered(first)?, KeyModifiers::CONTROL | KeyModifiers::SHIFT),
        _ => (named(last)?, held),
    };
    Some(KeyEvent::new(code, held))
}

/// The key of `SS3 letter`. Small letters are keys of the keypad, except rxvt's arrows with Control.
fn single_key(letter: char) -> Option<KeyEvent> {
    Some(match letter {
        'a'..='d' => KeyEvent::new(arrow(letter.to_ascii_uppercase())?, KeyModifiers::CONTROL),
        'M' => KeyCode::Enter.into(),
        // { => The keypad sends letters in the order of the ASCII characters from `*` on.
        'j'..='y' => {
            KeyCode::Char(char::from_u32(u32::from(letter) - u32::from('j') + u32::from('*'))?).into()
        }
        _ => named(letter)?.into(),
    })
}

fn arrow(last: char) -> Option<KeyCode> {
    Some(match last {
        'A' => KeyCode::Up,
        'B' => KeyCode::Down,
        'C' => KeyCode::Right,
        'D' => KeyCode::Left,
        _ => return None,
    })
}

fn named(last: char) -> Option<KeyCode> {
    Some(match last {
        'H' => KeyCode::Home,
        'F' => KeyCode::End,
        'P' => KeyCode::F(1),
        'Q' => KeyCode::F(2),
        'R' => KeyCode::F(3),
        'S' => KeyCode::F(4),
        _ => return arrow(last),
    })
}

fn numbered(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23..=26 => KeyCode::F(number - 12),
        28 | 29 => KeyCode::F(number - 13),
        31..=34 => KeyCode::F(number - 14),
        _ => return None,
    })
}

/// The modifiers of an xterm parameter: one more than the sum of Shift 1, Alt 2 and Control 4.
fn modifiers(number: u8) -> KeyModifiers {
    let held = number.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)] {
        modifiers.set(modifier, held & bit != 0);
    }
    modifiers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(parameters: &str, last: char) -> Option<KeyEvent> {
        key_event(&StreamItem::Sequence { parameters, last })
    }

    #[test]
    fn the_numbers_of_function_keys_are_in_the_order_of_the_keys() {
        let known = (10..=40).filter_map(|number: u8| key(&number.to_string(), '~'));
        let keys: Vec<KeyEvent> = known.collect();
        assert_eq!(keys, (1..=20).map(|number| KeyCode::F(number).into()).collect::<Vec<_>>());
        // The gaps are those of the VT220, which had other keys there.
        assert_eq!([16, 22, 27, 30].map(|number: u8| key(&number.to_string(), '~')), [None; 4]);
    }

    #[test]
    fn shift_and_control_are_read_in_the_sequences_of_xterm_and_of_rxvt() {
        let (shift, control) = (KeyModifiers::SHIFT, KeyModifiers::CONTROL);
        for (xterm, rxvt, held) in [("3;2", '$', shift), ("3;5", '^', control), ("3;6", '@', control | shift)]
        {
            let expected = Some(KeyEvent::new(KeyCode::Delete, held));
            assert_eq!((key(xterm, '~'), key("3", rxvt)), (expected, expected), "{xterm}");
        }
    }
}
