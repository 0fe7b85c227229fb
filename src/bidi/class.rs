//! Properties of characters, with the answer at hand for the characters that make up almost every screen.
//!
//! The tables of `unicode-bidi`, of `unicode-bidi-mirroring` and of the standard library are searched for the others. They
//! were a quarter of the time of a key on an Arabic screen.

use unicode_bidi::data_source::BidiMatchedOpeningBracket;
use unicode_bidi::{BidiClass, BidiDataSource, HardcodedBidiData};

/// The data that paragraphs are resolved with: [`bidi_class`] and the brackets of `unicode-bidi`.
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

/// The class of a character that is common here.
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

/// The mirror image of a character that has one, such as `)` for `(`.
pub(super) fn get_mirrored(c: char) -> Option<char> {
    match c {
        // None of these classes has a character with a mirror image; the neutral ones have.
        c if common_class(c).is_some() => None,
        c => unicode_bidi_mirroring::get_mirrored(c),
    }
}

/// Whether a character is a letter, as [`char::is_alphabetic`] has it.
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
    fn every_answer_is_that_of_the_tables() {
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
