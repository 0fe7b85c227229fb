//! Which characters of a text from a file or a person may reach a cell as they are, and what stands for the others.
//!
//! A control character can move the cursor, recolour the screen or write to the clipboard; a bidi override can make
//! `gnp.exe` read as `exe.png`; a tag character hides text. None of them is obeyed and none is hidden: each is drawn
//! as one visible symbol.
//!
//! | in the text | on the screen |
//! |---|---|
//! | C0 controls, DEL | their picture, U+2400–U+241F and U+2421 |
//! | C1 controls (with U+0085), U+2028, U+2029 | U+FFFD |
//! | embeddings, overrides, isolates: U+202A–U+202E, U+2066–U+2069 | U+FFFD |
//! | noncharacters, U+FDD0–U+FDEF and the last two of every plane | U+FFFD; nothing for the marks of an [island](super::ltr) |
//! | tags, deprecated and annotating format characters | U+FFFD |
//! | what is invisible in every place: soft hyphen, zero-width space, word joiner, U+FEFF, fillers, the blank of Braille | U+FFFD |
//! | tab | one blank |
//! | LRM, RLM, ALM, ZWJ, ZWNJ, variation selectors | U+FFFD where they would leave [no trace](super::unseen); else nothing, after they were used for order and joining |
//! | tashkeel, U+064B–U+0652 and U+0670 | on its letter nothing, or itself: as [asked for](super::Tashkeel); elsewhere U+FFFD |
//! | the marks of a letter above four | one U+FFFD |

use std::borrow::Cow;

/// Zero-width joiner: the letter beside it takes its joined form.
pub(super) const JOINER: char = '\u{200D}';

/// Zero-width non-joiner: the letter beside it takes its unjoined form.
pub(super) const NON_JOINER: char = '\u{200C}';

/// The visible symbol, one cell wide, that stands for a character which must not reach a terminal; `None` when the
/// character is harmless. The line feed and the tab are harmless here: the first breaks lines, the second is a blank.
pub(super) fn stand_in(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | ' '..='~' => None,
        '\u{7F}' => Some('\u{2421}'),
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{80}'..='\u{9F}'
        | '\u{AD}'
        | '\u{34F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{FDD0}'..='\u{FDEF}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{16FE4}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D159}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E00FF}'
        | '\u{E01F0}'..='\u{E0FFF}' => Some(char::REPLACEMENT_CHARACTER),
        last_of_plane if u32::from(last_of_plane) & 0xFFFE == 0xFFFE => Some(char::REPLACEMENT_CHARACTER),
        _ => None,
    }
}

/// True of a character that is used for order, joining or the form of a neighbour and takes no cell.
pub(super) fn is_dropped(c: char) -> bool {
    matches!(c, JOINER | NON_JOINER) || is_direction_mark(c) || is_selector(c) || is_tashkeel(c)
}

/// True of the marks that give a place in a line a direction: LRM, RLM, ALM.
pub(super) fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}')
}

/// True of the characters that choose a variant of the one before them.
pub(super) fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// True of the characters that colour the pictograph before them.
pub(super) fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// True of the vowel signs that are kept in the text, and drawn only where they are asked for.
pub(super) fn is_tashkeel(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{652}' | '\u{670}')
}

/// True of a character that is one cell wide, never combines with a neighbour into one grapheme, is drawn as it is or
/// in a form of its own, and needs no stand-in: the common case, found without any table.
pub(super) fn is_simple(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}'
        | '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{620}'..='\u{64A}' | '\u{660}'..='\u{66F}' | '\u{671}'..='\u{6D5}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2500}'..='\u{25A9}'
        | '\u{FE80}'..='\u{FEFC}')
}

/// The text as the bidi algorithm may see it, byte for byte as long: every character that would be obeyed, and is
/// drawn as a visible symbol instead, has become a neutral one.
pub(super) fn without_commands(text: &str) -> Cow<'_, str> {
    let is_command = |c: char| c == '\t' || stand_in(c).is_some();
    if !text.chars().any(is_command) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars().map(|c| if is_command(c) { neutral_of_length(c.len_utf8()) } else { c }).collect(),
    )
}

/// A character of bidi class ON (or a blank) with the given length in UTF-8.
pub(super) fn neutral_of_length(bytes: usize) -> char {
    match bytes {
        1 => ' ',
        2 => '\u{A6}',
        3 => char::REPLACEMENT_CHARACTER,
        _ => '\u{10101}',
    }
}
