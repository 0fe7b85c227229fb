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
