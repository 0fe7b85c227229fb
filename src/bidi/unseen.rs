//! Finds the characters of a text that have no visible effect at their position.
//!
//! Two different names must not look the same, and no part of a text may be hidden from its reader. Therefore one
//! rule applies to the screen, to printed output and to files: a character without a form of its own stays as it is
//! if it changes how its neighbours look. Otherwise it is drawn and printed as a symbol, and escaped in YAML.
//!
//! | character | stays as it is if |
//! |---|---|
//! | ZWJ, ZWNJ | an Arabic letter next to it takes another form; ZWJ between two pictographs, four times in one emoji; both at an Indic virama |
//! | variation selectors | the character before it has such a variant: emoji, and ideographs |
//! | LRM, RLM, ALM | it is not between two letters, and its line has few of them: [`direction_marks`]. Files always escape them, because they also reorder the line of a `git diff` |
//! | tashkeel | it is on a right-to-left letter |
//! | marks | they are the first four on their letter, vowel signs and others counted separately; the rest of a stack is one symbol |
//!
//! Characters that are never visible are in the table of [`safe`](super::safe).

use std::borrow::Cow;

use unicode_normalization::char::canonical_combining_class;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::class::{is_alphabetic, is_right_to_left};
use super::safe::{
    JOINER, NON_JOINER, is_direction_mark, is_selector, is_simple, is_skin_tone, is_tashkeel, stand_in,
};
use super::slice::from;
use super::{direction_marks, island, shaping};

/// The most marks on one letter, and the most vowel signs.
pub(super) const MARKS_PER_LETTER: usize = 4;

/// The most joins in one emoji; emoji in use have at most three.
const JOINS_PER_EMOJI: usize = 4;

/// The combining class of the signs that join two Indic consonants (UCD, `Canonical_Combining_Class=Virama`).
const VIRAMA: u8 = 9;

/// Why a character is drawn as a symbol.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Unseen {
    /// It has no visible effect.
    Alone,
    /// It is one of the surplus marks of a stack, which are one symbol together.
    Surplus,
}

impl Unseen {
    /// A character of the same length in bytes that is drawn as a symbol.
    fn command(self, bytes: usize) -> char {
        match (self, bytes) {
            (Self::Alone, 2) => '\u{80}',
            (Self::Alone, 3) => '\u{FFF0}',
            (Self::Alone, _) => '\u{E0000}',
            (Self::Surplus, 2) => '\u{81}',
            (Self::Surplus, 3) => '\u{FFF1}',
            (Self::Surplus, _) => '\u{E0002}',
        }
    }
}

/// Whether a character of a text from [`seen`] is one of the surplus marks of a stack.
pub(super) fn is_surplus(c: char) -> bool {
    matches!(c, '\u{81}' | '\u{FFF1}' | '\u{E0002}')
}

/// The text as it is visible, with the same length in bytes: every character without a visible effect is replaced by
/// one that is drawn as a symbol.
pub(super) fn seen(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| is_simple(c) || c == '\n' || island::is_mark(c)) {
        return Cow::Borrowed(text);
    }
    let text = replaced(Cow::Borrowed(text), &unseen(text));
    if !text.contains(is_direction_mark) {
        return text;
    }
    let needless: Vec<_> =
        direction_marks::needless(&text).into_iter().map(|at| (at, Unseen::Alone)).collect();
    replaced(text, &needless)
}

/// The positions of the characters that a reader of the raw text does not see, or that change the direction of a
/// line, in bytes and in order: those that `seen` replaces, all commands, and all direction marks.
pub fn invisible(text: &str) -> Vec<usize> {
    if text.chars().all(|c| is_simple(c) || matches!(c, '\n' | '\t')) {
        return Vec::new();
    }
    let mut found = unseen(text).into_iter().map(|(at, _)| at).peekable();
    let is_found = |(at, c): (usize, char)| {
        let is_unseen = found.next_if_eq(&at).is_some();
        (is_unseen || stand_in(c).is_some() || is_direction_mark(c)).then_some(at)
    };
    text.char_indices().filter_map(is_found).collect()
}

fn replaced<'a>(text: Cow<'a, str>, unseen: &[(usize, Unseen)]) -> Cow<'a, str> {
    if unseen.is_empty() {
        return text;
    }
    let mut unseen = unseen.iter().peekable();
    let drawn = |(at, c): (usize, char)| match unseen.next_if(|(place, _)| *place == at) {
        Some((_, unseen)) => unseen.command(c.len_utf8()),
        None => c,
    };
    Cow::Owned(text.char_indices().map(drawn).collect())
}

/// All characters without a visible effect, except direction marks.
fn unseen(text: &str) -> Vec<(usize, Unseen)> {
    let mut reader = UnseenReader::default();
    let read = |(at, c): (usize, char)| Some((at, reader.take(c, from(text, at + c.len_utf8()))?));
    text.char_indices().filter_map(read).collect()
}

/// The state before the character that is read next.
#[derive(Default)]
struct UnseenReader {
    /// The previous character; `None` after one that is drawn as a symbol.
    previous: Option<char>,
    /// The character that a mark would be on.
    base: Option<char>,
    marks: usize,
    signs: usize,
    joins: usize,
    /// Whether the previous character joins a pictograph to the next one.
    is_joined: bool,
    /// Whether the stack has reached the limit of marks.
    is_full: bool,
}

impl UnseenReader {
    fn take(&mut self, c: char, rest: &str) -> Option<Unseen> {
        let unseen = self.judge(c, rest);
        match unseen {
            // A symbol begins a cell of its own, so the counts of the letter before it no longer apply.
            None => self.previous = Some(c),
            Some(unseen) => *self = Self { is_full: unseen == Unseen::Surplus, ..Self::default() },
        }
        unseen
    }

    fn judge(&mut self, c: char, rest: &str) -> Option<Unseen> {
        if is_simple(c) {
            self.start_stack(c);
            return None;
        }
        let stays = match c {
            JOINER | NON_JOINER => self.joins(c, rest),
            _ if is_selector(c) => self.previous.is_some_and(|previous| varies(previous, c)),
            _ if is_surplus(c) => false,
            _ if is_direction_mark(c) || stand_in(c).is_some() => {
                *self = Self::default();
                true
            }
            _ if self.is_mark(c) => return self.add_mark(c),
            _ => {
                self.start_stack(c);
                true
            }
        };
        (!stays).then_some(Unseen::Alone)
    }

    /// Records a character that can carry marks. An alef is in the cell of the lam before it, and a skin tone in that
    /// of the pictograph it colours, so neither resets the counts.
    fn start_stack(&mut self, c: char) {
        if is_skin_tone(c) && self.base.is_some_and(is_pictograph) {
            return;
        }
        let shares = self.base == Some(shaping::LAM) && shaping::lam_alef(c, false).is_some();
        if !shares {
            (self.marks, self.signs, self.is_full) = (0, 0, false);
        }
        if !std::mem::take(&mut self.is_joined) {
            self.joins = 0;
        }
        self.base = Some(c);
    }

    /// Whether a character is drawn in the cell of the one before it, or would need to be.
    fn is_mark(&self, c: char) -> bool {
        let is_one_with = |base| format!("{base}{c}").graphemes(true).nth(1).is_none();
        is_tashkeel(c)
            || (c.width() == Some(0) && !shaping::is_sign_before(c) && self.base.is_none_or(is_one_with))
    }

    fn add_mark(&mut self, c: char) -> Option<Unseen> {
        if self.is_full {
            return Some(Unseen::Surplus);
        }
        let count = if is_tashkeel(c) { &mut self.signs } else { &mut self.marks };
        *count += 1;
        if *count > MARKS_PER_LETTER {
            return Some(Unseen::Surplus);
        }
        let has_its_letter = !is_tashkeel(c) || self.base.is_some_and(is_right_to_left);
        (!has_its_letter).then_some(Unseen::Alone)
    }

    /// Whether a joiner or non-joiner has a visible effect.
    fn joins(&mut self, c: char, rest: &str) -> bool {
        let (previous, next) = (self.previous, rest.chars().next());
        let is_in_a_row =
            // Of several joiners in a row, only one could have an effect, so none is accepted.
            [previous, next].contains(&Some(JOINER)) || [previous, next].contains(&Some(NON_JOINER));
        if is_in_a_row {
            return false;
        }
        // U+FE0E asks for text style, in which pictographs do not join.
        let is_emoji = self.base.is_some_and(is_pictograph) && previous != Some('\u{FE0E}');
        if c == JOINER && is_emoji && next.is_some_and(is_pictograph) {
            self.joins += 1;
            self.is_joined = self.joins <= JOINS_PER_EMOJI;
            return self.is_joined;
        }
        let is_letter = |c: Option<char>| c.is_some_and(|c| is_alphabetic(c) && c.width() != Some(0));
        let is_in_a_conjunct = if c == JOINER {
            (is_virama(previous) && is_letter(next)) || (is_letter(previous) && is_virama(next))
        } else {
            is_virama(previous) && is_letter(next) && self.would_be_one_with(next)
        };
        is_in_a_conjunct || shaping::changes_a_form(c, self.base, next)
    }

    /// Whether a virama joins the letter before it to the next one (UAX #29, `GB9c`).
    fn would_be_one_with(&self, next: Option<char>) -> bool {
        let letters = self.base.zip(self.previous).zip(next);
        letters.is_some_and(|((base, virama), next)| {
            format!("{base}{virama}{next}").graphemes(true).nth(1).is_none()
        })
    }
}

fn is_virama(c: Option<char>) -> bool {
    c.is_some_and(|c| canonical_combining_class(c) == VIRAMA)
}

/// Whether a character can be part of a joined emoji: only then does it form one grapheme with another across a
/// joiner (UAX #29, GB11).
fn is_pictograph(c: char) -> bool {
    c >= '\u{A9}' && !is_right_to_left(c) && format!("{c}{JOINER}\u{2764}").graphemes(true).nth(1).is_none()
}

/// Whether the previous character has the variant that a selector selects.
fn varies(previous: char, selector: char) -> bool {
    let width = |selector: char| format!("{previous}{selector}").width();
    let in_colour = || {
        let is_wide = matches!(previous, '〰' | '〽' | '㊗' | '㊙' | '\u{1F202}' | '\u{1F237}');
        is_wide || (previous.width() == Some(1) && width('\u{FE0F}') == 2)
    };
    match selector {
        '\u{FE0F}' => in_colour(),
        '\u{FE0E}' => in_colour() || (previous.width() == Some(2) && width('\u{FE0E}') == 1),
        '\u{FE00}'..='\u{FE02}' | '\u{E0100}'..='\u{E01EF}' => matches!(previous,
            '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Base, Presentation, Tashkeel, logical, visual};
    use super::*;

    fn shown(text: &str) -> String {
        visual(text, Base::default(), Presentation { tashkeel: Tashkeel::Shown, ..Presentation::default() })
    }

    #[test]
    fn usual_texts_are_not_changed() {
        for text in [
            "بِسْمِ ٱللَّٰهِ ٱلرَّحْمَٰنِ ٱلرَّحِيمِ",
            "وَلَا ٱلضَّآلِّينَ",
            "هُدًى",
            "لَّآ إِلَٰهَ",
            "مُحَمَّدٌ",
            "ـَ",
            "می\u{200C}خواهم",
            "خانه\u{200C}ای",
            "ه\u{200D}",
            "بְּרֵאשִׁ֖ית",
            "שָׁלוֹם",
            "Tie\u{302}\u{301}ng Vie\u{323}\u{302}t",
            "Å\u{30A}",
            "क्षत्रिय",
            "क्\u{200D}ष",
            "क्\u{200C}ष",
            "র\u{200D}্যাব",
            "தமிழ்",
            "ที่นี่",
            "မြန်မာ",
            "ខ្មែរ",
            "བོད་",
            "각",
            "日本語",
            "葛\u{E0100}城",
            "ｶﾞ",
            "👨\u{200D}👩\u{200D}👧\u{200D}👦",
            "👩🏽\u{200D}❤\u{FE0F}\u{200D}💋\u{200D}👨🏽",
            "🏳\u{FE0F}\u{200D}🌈",
            "🏴\u{200D}☠\u{FE0F}",
            "👁\u{FE0F}\u{200D}🗨\u{FE0F}",
            "🕵🏻\u{200D}♀\u{FE0F}",
            "🇸🇦",
            "3\u{FE0F}\u{20E3}",
            "❤\u{FE0F}",
            "☺\u{FE0E}",
            "👍🏽",
            "⌚\u{FE0E}",
            "㊗\u{FE0F}",
            "©\u{FE0F}",
            "café",
        ] {
            assert!(!shown(text).contains('\u{FFFD}'), "{text:?}: {:?}", shown(text));
            assert_eq!(logical(text), text);
            assert!(invisible(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn a_character_without_effect_is_a_symbol() {
        for (text, symbols) in [
            ("a\u{200B}b", 1),
            ("\u{FEFF}a", 1),
            ("a\u{AD}\u{34F}b", 2),
            ("\u{115F}\u{1160}\u{3164}\u{FFA0}", 4),
            ("\u{2800}", 1),
            ("a\u{200D}b", 1),
            ("\u{200C}a", 1),
            ("a\u{200C}", 1),
            ("ب\u{200D}ب", 1),
            ("اب\u{200C}", 1),
            ("د\u{200C}ب", 1),
            ("ب\u{200C}\u{200C}ب", 2),
            ("👩\u{200D}", 1),
            ("👩\u{200D}a", 1),
            ("👩\u{200D}\u{200D}👩", 2),
            ("a\u{FE0F}", 1),
            ("👍\u{FE0F}", 1),
            ("❤\u{FE0F}\u{FE0F}", 1),
            ("字\u{FE0F}", 1),
            ("a\u{E0100}", 1),
            ("\u{FE00}", 1),
            ("a\u{64E}", 1),
            (" \u{651}", 1),
            ("وزا\u{200F}رة", 1),
            ("Plan\u{200E}\u{200E}B", 2),
            ("7\u{670}", 1),
            ("\u{16FE4}\u{1D159}", 2),
            ("क\u{200D}", 1),
        ] {
            assert_eq!(shown(text).matches('\u{FFFD}').count(), symbols, "{text:?}: {:?}", shown(text));
            assert_eq!(logical(text).matches('\u{FFFD}').count(), symbols, "{text:?}: {:?}", logical(text));
            assert_eq!(invisible(text).len(), symbols, "{text:?}");
        }
    }

    #[test]
    fn a_direction_mark_is_accepted_at_its_usual_places() {
        let without = |text: &str| text.replace(is_direction_mark, "");
        for text in ["لغة C++\u{200E} هنا", "نسبة \u{200E}75%", "see نص\u{200E}, 12"] {
            assert!(!shown(text).contains('\u{FFFD}'), "{text:?}");
            assert_ne!(shown(text), shown(&without(text)), "{text:?}");
            assert_eq!(logical(text), without(text));
            assert_eq!(invisible(text).len(), 1, "a file shows every mark");
        }
        for text in [
            "تقييم \u{200F}25\u{200F}/11\u{200F}/2026",
            "\u{200F}الجهة",
            "قائمة\u{200F}",
            "نسبة \u{200E}75%\u{200E}",
            "منصة \u{200F}GSB\u{200F}.",
        ] {
            assert!(!shown(text).contains('\u{FFFD}'), "{text:?}");
            assert_eq!(logical(text), without(text));
        }
        let rows = format!("نص {}، 12", "\u{200E}".repeat(100));
        assert_eq!(shown(&rows).matches('\u{FFFD}').count(), 100);
    }

    #[test]
    fn the_rest_of_a_stack_is_one_symbol() {
        let zalgo = format!("e{}x", "\u{301}".repeat(100));
        assert_eq!(shown(&zalgo), "e\u{301}\u{301}\u{301}\u{301}\u{FFFD}x");
        assert_eq!(logical(&zalgo), shown(&zalgo));
        let shared = format!("ل{}ا{}", "\u{653}".repeat(3), "\u{653}".repeat(3));
        assert_eq!(shown(&shared), "\u{FFFD}\u{FEFB}\u{653}\u{653}\u{653}\u{653}");
        let family = "👩\u{200D}".repeat(60) + "👩";
        assert_eq!(shown(&family).matches('\u{FFFD}').count(), 12);
    }
}
