//! Properties of characters, with a fast path for the characters that make up almost every screen.
//!
//! Other characters are searched in the tables of `unicode-bidi`, `unicode-bidi-mirroring` and the standard library.
//! Those searches took a quarter of the time of a key on an Arabic screen. The results never differ from the tables.

use unicode_bidi::data_source::BidiMatchedOpeningBracket;
use unicode_bidi::{BidiClass, BidiDataSource, HardcodedBidiData};

use super::safe::is_dropped;

/// Character data for resolving paragraphs: [`bidi_class`] and the brackets of `unicode-bidi`.
pub(super) struct Classes;

impl BidiDataSource for Classes {
    fn bidi_class(&self, c: char) -> BidiClass {
        bidi_class(c)
    }

    fn bidi_matched_opening_bracket(&self, c: char) -> Option<BidiMatchedOpeningBracket> {
        // No letter, digit or blank is a bracket.
        if common_class(c).is_some_and(|class| class != BidiClass::ON) {
            return None;
        }
        HardcodedBidiData.bidi_matched_opening_bracket(c)
    }
}

/// The bidirectional class of a character (UAX #9, table 4).
pub(super) fn bidi_class(c: char) -> BidiClass {
    common_class(c).unwrap_or_else(|| unicode_bidi::bidi_class(c))
}

/// The class of a character on the fast path; `None` for all others.
fn common_class(c: char) -> Option<BidiClass> {
    Some(match c {
        'a'..='z' | 'A'..='Z' => BidiClass::L,
        ' ' => BidiClass::WS,
        '\u{620}'..='\u{64A}' | '\u{FE80}'..='\u{FEFC}' => BidiClass::AL,
        '\u{64B}'..='\u{65F}' => BidiClass::NSM,
        '0'..='9' => BidiClass::EN,
        '\u{660}'..='\u{669}' => BidiClass::AN,
        '.' | ',' | '/' | ':' => BidiClass::CS,
        '+' | '-' => BidiClass::ES,
        '\u{2500}'..='\u{257F}' => BidiClass::ON,
        _ => return None,
    })
}

/// Whether a letter belongs to a script that is written from right to left.
pub fn is_right_to_left(letter: char) -> bool {
    !letter.is_ascii() && matches!(bidi_class(letter), BidiClass::R | BidiClass::AL) && !is_dropped(letter)
}

/// The mirror image of a character, such as `)` for `(`; `None` if it has none.
pub(super) fn get_mirrored(c: char) -> Option<char> {
    match c {
        // Only neutral characters have a mirror image; these classes are not neutral.
        c if common_class(c).is_some() => None,
        c => unicode_bidi_mirroring::get_mirrored(c),
    }
}

/// Whether a character is a letter; the same result as [`char::is_alphabetic`].
pub(super) fn is_alphabetic(c: char) -> bool {
    match c {
        '\u{620}'..='\u{657}' | '\u{FE80}'..='\u{FEFC}' => true,
        '\u{660}'..='\u{669}' | '\u{2500}'..='\u{257F}' => false,
        c => c.is_alphabetic(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_result_equals_that_of_the_tables() {
        for c in '\0'..=char::MAX {
            assert_eq!(bidi_class(c), unicode_bidi::bidi_class(c), "{c:?}");
            assert_eq!(get_mirrored(c), unicode_bidi_mirroring::get_mirrored(c), "{c:?}");
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            let of_tables = HardcodedBidiData.bidi_matched_opening_bracket(c);
            let bracket =
                |found: Option<BidiMatchedOpeningBracket>| found.map(|found| (found.opening, found.is_open));
            assert_eq!(bracket(Classes.bidi_matched_opening_bracket(c)), bracket(of_tables), "{c:?}");
        }
    }
}
