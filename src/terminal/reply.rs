//! The answers of terminals.
//!
//! It knows what they look like, and no question and no decision.

/// An answer to one of the questions of [`super::TerminalQuestion`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminalReply<'a> {
    /// Column of the cursor, from 1.
    Column(u16),
    /// Name and version (XTVERSION).
    Version(&'a str),
    /// Secondary device attributes (DA2), such as `65;7006;1`.
    Attributes(&'a str),
    /// State of the mode of bidirectional text (DECRQM 8): 0 unknown, 1 set, 2 reset, 3 always set, 4 never set.
    BidiMode(u8),
    /// The colour of the ground: red, green and blue (OSC 11).
    Ground([u8; 3]),
    /// Primary device attributes (DA1). Every terminal sends them, after all other answers.
    Last,
}

/// The answer in a control sequence; `None` if it is none. Every `CSI … R` with parameters counts as one: F3 with modifiers is sent in the same form,
/// but is bound to no action.
pub(super) fn answer(body: &str, last: char) -> Option<TerminalReply<'_>> {
    match last {
        'R' => {
            let (_, column) = body.split_once(';')?;
            column.parse().ok().map(TerminalReply::Column)
        }
        'c' if body.starts_with('?') => Some(TerminalReply::Last),
        'c' => body.strip_prefix('>').map(TerminalReply::Attributes),
        'y' => body.strip_prefix("8;")?.strip_suffix('$')?.parse().ok().map(TerminalReply::BidiMode),
        _ => None,
    }
}

/// The answer in an operating system command; `None` if it is none that is used.
pub(super) fn answered_command(body: &[u8]) -> Option<TerminalReply<'static>> {
    let body = std::str::from_utf8(body).ok()?;
    let colour = body.strip_prefix("11;rgb:").or_else(|| body.strip_prefix("11;rgba:"))?;
    let mut shares = colour.split('/').map(share);
    let ground = [shares.next()??, shares.next()??, shares.next()??];
    Some(TerminalReply::Ground(ground))
}

/// A share of a colour in one to four hexadecimal digits (`XParseColor`), from 0 to 255.
fn share(digits: &str) -> Option<u8> {
    let most = match digits.len() {
        length @ 1..=4 => (1_u32 << (4 * length)) - 1,
        _ => return None,
    };
    let value = u32::from_str_radix(digits, 16).ok()?;
    u8::try_from(value * 255 / most).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_is_read_in_any_number_of_digits() {
        for (body, ground) in [
            ("11;rgb:ffff/8080/0000", Some([255, 128, 0])),
            ("11;rgb:ff/80/00", Some([255, 128, 0])),
            ("11;rgba:f/f/f/f", Some([255, 255, 255])),
            ("11;rgb:ffff/8080", None),
            ("11;rgb:fffff/0/0", None),
            ("10;rgb:ff/ff/ff", None),
            ("11;?", None),
        ] {
            let found = answered_command(body.as_bytes());
            assert_eq!(found, ground.map(TerminalReply::Ground), "{body}");
        }
    }
}
