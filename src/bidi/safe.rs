//! Which characters of a text from outside may be in a cell as they are, and which symbol replaces the others.
//!
//! A control character can move the cursor, recolour the screen or write to the clipboard; a bidi override can make
//! `gnp.exe` look like `exe.png`; a tag character hides text. None of them takes effect and none is hidden, because
//! each is drawn as one visible symbol.
//!
//! | in the text | on the screen |
//! |---|---|
//! | C0 controls, DEL | their picture, U+2400–U+241F and U+2421 |
//! | C1 controls (with U+0085), U+2028, U+2029 | U+FFFD |
//! | embeddings, overrides, isolates: U+202A–U+202E, U+2066–U+2069 | U+FFFD |
//! | noncharacters, U+FDD0–U+FDEF and the last two of every plane | U+FFFD; the marks of an [island](super::ltr) take no cell |
//! | tags, deprecated and annotating format characters | U+FFFD |
//! | characters that are never visible: soft hyphen, zero-width space, word joiner, U+FEFF, fillers, the blank of Braille | U+FFFD |
//! | tab, no-break space | one blank |
//! | LRM, RLM, ALM, ZWJ, ZWNJ, variation selectors | U+FFFD if they would have [no visible effect](super::unseen); otherwise no cell, after order and joining have used them |
//! | tashkeel, U+064B–U+0652 and U+0670 | on a right-to-left letter hidden or drawn, as the [presentation](super::Tashkeel) says; otherwise U+FFFD |
//! | the marks of a letter after the fourth | one U+FFFD |

use std::borrow::Cow;

/// Zero-width joiner: the letter next to it takes its joined form.
pub(super) const JOINER: char = '\u{200D}';

/// The blank at which no line ends: it keeps the parts of a figure in words together, such as a range. It is drawn as any
/// other blank.
pub(super) const NO_BREAK: char = '\u{A0}';

/// Zero-width non-joiner: the letter next to it takes its unjoined form.
pub(super) const NON_JOINER: char = '\u{200C}';

/// The visible symbol, one cell wide, for a character that must not reach a terminal; `None` for a harmless one. Line
/// feed and tab are harmless here, because the first breaks lines and the second is drawn as a blank.
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

/// Whether a character takes no cell and only affects order, joining or the form of a neighbour.
pub(super) fn is_dropped(c: char) -> bool {
    matches!(c, JOINER | NON_JOINER) || is_direction_mark(c) || is_selector(c) || is_tashkeel(c)
}

/// Whether a character is a mark that sets a direction: LRM, RLM, ALM.
pub(super) fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}')
}

/// Whether a character selects a variant of the one before it.
pub(super) fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether a character colours the pictograph before it.
pub(super) fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Whether a character is a vowel sign. It is kept in the text and drawn only with
/// [`Tashkeel::Shown`](super::Tashkeel).
pub(super) fn is_tashkeel(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{652}' | '\u{670}')
}

/// Whether a character is in the common case that needs no table: one cell wide, never combined with a neighbour into
/// one grapheme, drawn as it is or in its own form, and without a replacement.
pub(super) fn is_simple(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}'
        | '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{620}'..='\u{64A}' | '\u{660}'..='\u{66F}' | '\u{671}'..='\u{6D5}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2500}'..='\u{25A9}'
        | '\u{FE80}'..='\u{FEFC}')
}

/// The text for the bidi algorithm, with the same length in bytes: every character that is drawn as a visible symbol
/// instead of being obeyed is a neutral one.
pub(super) fn without_commands(text: &str) -> Cow<'_, str> {
    let is_command = |c: char| !is_simple(c) && (c == '\t' || stand_in(c).is_some());
    if !text.chars().any(is_command) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars().map(|c| if is_command(c) { neutral_of_length(c.len_utf8()) } else { c }).collect(),
    )
}

/// A character of bidi class ON (or a blank) of the given length in UTF-8.
pub(super) fn neutral_of_length(bytes: usize) -> char {
    match bytes {
        1 => ' ',
        2 => '\u{A6}',
        3 => char::REPLACEMENT_CHARACTER,
        _ => '\u{10101}',
    }
}
