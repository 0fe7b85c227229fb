//! What the input of a terminal consists of, and what of it can be unfinished. It reads no bytes.

use super::reply::TerminalReply;

/// An item of the input of a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StreamItem<'a> {
    /// A letter or a control character.
    Letter {
        /// The character.
        letter: char,
        /// Whether Alt was held. Terminals send an escape before the character then.
        alt: bool,
    },
    /// The Escape key.
    Escape,
    /// The key of a sequence `CSI parameters last`, such as `1;5` and `C`. Both are ASCII.
    Sequence {
        /// Digits, `;` and `:`; or `[`, with which the Linux console begins its first function keys.
        parameters: &'a str,
        /// The final letter.
        last: char,
    },
    /// The key of a sequence `SS3 letter`, without a parameter.
    Single(char),
    /// A press of a button of the mouse, or a step of its wheel, as SGR reports it (xterm, mode 1006).
    Pointer {
        /// The button in the two lowest bits, 64 for the wheel, and 4, 8, 16 for keys that are held.
        button: u8,
        /// The column, from 1.
        column: u16,
        /// The row, from 1.
        row: u16,
    },
    /// A pasted text. Invalid UTF-8 is replaced.
    Paste(String),
    /// A paste or a control string has begun, and its end has not come for long.
    Stalled,
    /// An answer of the terminal.
    Reply(TerminalReply<'a>),
}

/// What is unfinished after the bytes that have arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnfinishedBytes {
    /// No item that a pause would complete.
    Nothing,
    /// An escape: either the key, or the start of a sequence whose rest is on its way.
    Escape,
    /// A paste or a control string without its end.
    Run,
}

/// The sequence that is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SequenceState {
    Ground,
    Escape,
    /// The key and the beginning of the next item; or a sequence with Alt.
    TwoEscapes,
    /// The first byte of a UTF-8 character has arrived, and `missing` bytes are to follow.
    Letter {
        missing: u8,
        alt: bool,
    },
    Control,
    /// `CSI [`, of the Linux console.
    Console,
    /// `SS3 parameters`, of old terminals that put the modifiers there.
    Single,
    /// A control string up to `ESC \`. Only a version and a colour are used.
    Text(TextRun),
    /// A control string after an escape, which ends it.
    TextEscape(TextRun),
    /// An old mouse report, of three bytes.
    Mouse {
        missing: u8,
    },
    Paste,
    /// An escape that came alone after a long silence in a paste: the key, unless more follows at once.
    PasteEscape,
    /// After a paste or a control string that Escape ended. The escape may also have been the first byte of its end, so
    /// these other bytes of the end are dropped; `matched` of them have arrived.
    Ended {
        rest: &'static [u8],
        matched: usize,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextRun {
    /// DCS, which may be the version.
    Device,
    /// OSC, which may be the colour of the ground.
    Command,
    Other,
}

/// What is known of a sequence before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SequenceKind {
    Plain,
    /// An escape came before it, as rxvt, `PuTTY` and the terminal of macOS send a key that is pressed with Alt.
    WithAlt,
    /// It is too long. Its further bytes are not stored.
    Broken,
}
