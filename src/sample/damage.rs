//! Damaged texts: pieces that parsers read in different ways, in the place of letters.

use proptest::prelude::*;

/// Syntax and values of YAML that look alike, and characters that a file may not contain.
pub(crate) const PIECES: &[&str] = &[
    "",
    " ",
    "\n",
    "\n  ",
    "\n\n",
    "\t",
    "\r",
    "\r\n",
    ":",
    ": ",
    "- ",
    "#",
    " #",
    "'",
    "''",
    "\"",
    "\\",
    "[",
    "]",
    "{",
    "}",
    "{}",
    "[]",
    ",",
    "|",
    "|-",
    ">",
    "&a ",
    "*a",
    "!",
    "?",
    "? ",
    "%",
    "@",
    "`",
    "=",
    "---",
    "---\n",
    "...",
    "...\n",
    "<<: ",
    "~",
    "null",
    "Null",
    "true",
    "True",
    "no",
    "unknown",
    "nan",
    "inf",
    "3",
    "03",
    "012",
    "0x1",
    "0o7",
    "1e3",
    "1_000",
    "1.0",
    ".5",
    "+1",
    "-1",
    "3: 4",
    "3 # 4",
    "3#4",
    "2026-02-31",
    "12:30",
    "'a' b",
    "a\n      b",
    "name: b\n",
    "answer:",
    "answer: 3\n",
    "note: |-\n      a\n",
    "س",
    "\u{a0}",
    "\u{85}",
    "\u{2028}",
    "\u{200f}",
    "\0",
    "\\u2028",
];

/// Where a text is damaged: the place of a letter (of a text of any length), the number of letters that are replaced, and
/// the piece in their place.
pub(crate) type Damage = (usize, usize, &'static str);

/// Any damage.
pub(crate) fn damage() -> impl Strategy<Value = Damage> {
    (0_usize..4_000, 0_usize..6, prop::sample::select(PIECES))
}

/// The text with all damages, one after the other.
pub(crate) fn damaged(text: &str, damages: &[Damage]) -> String {
    damages.iter().fold(text.to_owned(), |text, (at, length, piece)| {
        let letters: Vec<char> = text.chars().collect();
        let (before, after) = letters.split_at(at % letters.len().max(1));
        before.iter().copied().chain(piece.chars()).chain(after.iter().skip(*length).copied()).collect()
    })
}
