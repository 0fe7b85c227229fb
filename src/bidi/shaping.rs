//! The joined forms of Arabic letters, one code point each, because a terminal draws cell by cell and does not join.
//!
//! It knows single letters and their neighbours, no order and no widths.
//!
//! Source of the table: the Unicode Character Database, compatibility decompositions `<isolated>`, `<final>`,
//! `<initial>` and `<medial>` of the blocks Arabic Presentation Forms-A (U+FB50–U+FDFF) and -B (U+FE70–U+FEFF). A
//! letter without forms there (some of Kashmiri, Sindhi and African languages) is drawn as it is; its neighbours take
//! the forms that its joining type requires. Lam-alef is the only ligature, because every reader expects it; word
//! ligatures such as U+FDF2 would be illegible in one cell and are never produced.

use Forms::{AlefMaksura, Alone, Dual, Right};
use Joining::{Both, Previous};
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

use super::safe::{JOINER, NON_JOINER, is_dropped, is_tashkeel, stand_in};

/// The letter that forms a ligature with every alef.
pub(super) const LAM: char = '\u{644}';

/// The forms of a letter, given by the code point of the isolated one; the others follow it in the order final,
/// initial, medial.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Forms {
    /// All four.
    Dual(u32),
    /// Isolated and final: the letter joins only the one before it, or its other forms have no code point (U+06BA).
    Right(u32),
    /// Isolated only.
    Alone(u32),
    /// Alef maksura, whose initial and medial forms have code points elsewhere.
    AlefMaksura,
}

/// The form of `letter`. `before` is whether the previous letter joins it, `after` whether the next letter can be
/// joined. A character without forms is returned as it is.
pub(super) fn form(letter: char, before: bool, after: bool) -> char {
    let Some(forms) = forms(letter) else { return letter };
    let code = match (forms, before, after) {
        (Forms::Dual(isolated), before, after) => isolated + u32::from(before) + 2 * u32::from(after),
        (Forms::Right(isolated), before, _) => isolated + u32::from(before),
        (Forms::Alone(isolated), ..) => isolated,
        (Forms::AlefMaksura, before, false) => 0xFEEF + u32::from(before),
        (Forms::AlefMaksura, before, true) => 0xFBE8 + u32::from(before),
    };
    char::from_u32(code).unwrap_or(letter)
}

/// The letter of a form made by [`form`]; `None` for a ligature and for any other character.
pub(super) fn letter(form: char) -> Option<char> {
    let place = u32::from(form).checked_sub(FIRST_FORM)?;
    LETTER_OF_FORM.get(usize::try_from(place).ok()?).copied().flatten()
}

/// Whether two letters next to each other are drawn as one ligature.
pub(super) fn is_lam_alef(one: char, next: char) -> bool {
    one == LAM && lam_alef(next, false).is_some()
}

/// The ligature of lam and `alef`, or `None` if `alef` is not one of the four alefs; `before` as in [`form`].
pub(super) fn lam_alef(alef: char, before: bool) -> Option<char> {
    let isolated = match alef {
        '\u{622}' => 0xFEF5,
        '\u{623}' => 0xFEF7,
        '\u{625}' => 0xFEF9,
        '\u{627}' => 0xFEFB,
        _ => return None,
    };
    char::from_u32(isolated + u32::from(before))
}

/// Whether the last letter joins the letter after `text`, given whether it did so before `text`.
pub(super) fn joins_after(text: &str, before: bool) -> bool {
    text.chars().fold(before, |joins, c| if is_transparent(c) { joins } else { joins_next(c) })
}

/// Whether the first letter of `rest` can be joined by the letter before it.
pub(super) fn joins_from(rest: &str) -> bool {
    rest.chars().find(|&c| !is_transparent(c)).is_some_and(joins_previous)
}

/// Whether a joiner or non-joiner between two letters changes the form of either.
pub(super) fn changes_a_form(sign: char, before: Option<char>, after: Option<char>) -> bool {
    let (reaches, takes) = (before.is_some_and(joins_next), after.is_some_and(joins_previous));
    let joined = reaches && takes;
    let differs = |letter: Option<char>, form_of: fn(char, bool) -> char, now: bool| {
        letter.is_some_and(|letter| form_of(letter, now) != form_of(letter, joined))
    };
    let joins = sign == JOINER;
    let parts_a_ligature =
        joins && before == Some(LAM) && after.is_some_and(|alef| lam_alef(alef, false).is_some());
    parts_a_ligature
        || differs(before, |letter, now| form(letter, false, now), joins && reaches)
        || differs(after, |letter, now| form(letter, now, false), joins && takes)
}

/// Whether a character has a joined form.
pub(super) fn has_forms(c: char) -> bool {
    matches!(forms(c), Some(Forms::Dual(_) | Forms::Right(_) | Forms::AlefMaksura))
}

/// Whether a character joins the letter after it.
pub(super) fn joins_next(c: char) -> bool {
    c == JOINER || matches!(joining(c), Joining::Both)
}

/// Whether a character can be joined by the letter before it.
pub(super) fn joins_previous(c: char) -> bool {
    c == JOINER || matches!(joining(c), Joining::Both | Joining::Previous)
}

/// Whether a character is an Arabic sign that precedes its number (grapheme break property `Prepend`).
pub(super) fn is_sign_before(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{890}' | '\u{891}' | '\u{8E2}')
}

/// Whether a character is ignored for joining (UCD, `Joining_Type=Transparent`): marks and dropped format characters.
fn is_transparent(c: char) -> bool {
    if matches!(c, ' '..='~' | '\u{61F}'..='\u{64A}') {
        return false;
    }
    if matches!(c, JOINER | NON_JOINER) || is_sign_before(c) || stand_in(c).is_some() {
        return false;
    }
    is_tashkeel(c) || is_dropped(c) || (c.width() == Some(0) && is_combining_mark(c))
}

fn forms(c: char) -> Option<Forms> {
    let place = u32::from(c).checked_sub(FIRST)?;
    FORMS.get(usize::try_from(place).ok()?).copied().flatten()
}

const FIRST: u32 = 0x620;
const LAST: u32 = 0x6D3;

/// The table indexed by code point, so that a letter costs one access.
static FORMS: [Option<Forms>; (LAST - FIRST + 1) as usize] = by_place();

const fn by_place() -> [Option<Forms>; (LAST - FIRST + 1) as usize] {
    let mut table = [None; (LAST - FIRST + 1) as usize];
    let mut index = 0;
    while index < LETTERS.len() {
        let (letter, forms) = LETTERS[index];
        table[(letter as u32 - FIRST) as usize] = Some(forms);
        index += 1;
    }
    table
}

const FIRST_FORM: u32 = 0xFB50;
const LAST_FORM: u32 = 0xFEF4;

/// The reverse of the same table, indexed by form.
static LETTER_OF_FORM: [Option<char>; (LAST_FORM - FIRST_FORM + 1) as usize] = by_form();

const fn by_form() -> [Option<char>; (LAST_FORM - FIRST_FORM + 1) as usize] {
    let mut table = [None; (LAST_FORM - FIRST_FORM + 1) as usize];
    let mut index = 0;
    while index < LETTERS.len() {
        let (letter, forms) = LETTERS[index];
        let (isolated, count) = match forms {
            Dual(isolated) => (isolated, 4),
            Right(isolated) => (isolated, 2),
            Alone(isolated) => (isolated, 1),
            AlefMaksura => (0xFEEF, 2),
        };
        let mut form = 0;
        while form < count {
            table[(isolated + form - FIRST_FORM) as usize] = Some(letter);
            form += 1;
        }
        index += 1;
    }
    table[(0xFBE8 - FIRST_FORM) as usize] = Some('\u{649}');
    table[(0xFBE9 - FIRST_FORM) as usize] = Some('\u{649}');
    table
}

/// The neighbours that a letter joins (UCD, `Joining_Type`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Joining {
    /// Neither neighbour.
    Neither,
    /// The letter before it.
    Previous,
    /// Both neighbours (`D`, and `C` of the tatweel).
    Both,
}

fn joining(c: char) -> Joining {
    let place = usize::try_from(u32::from(c).wrapping_sub(FIRST)).unwrap_or(usize::MAX);
    JOININGS.get(place).copied().unwrap_or(Joining::Neither)
}

/// The last letter of the Arabic blocks below the presentation forms.
const LAST_JOINING: u32 = 0x8C8;

static JOININGS: [Joining; (LAST_JOINING - FIRST + 1) as usize] = joining_by_place();

const fn joining_by_place() -> [Joining; (LAST_JOINING - FIRST + 1) as usize] {
    let mut table = [Joining::Neither; (LAST_JOINING - FIRST + 1) as usize];
    let mut index = 0;
    while index < JOINING_RANGES.len() {
        let (first, last, joining) = JOINING_RANGES[index];
        let mut letter = first;
        while letter <= last {
            table[(letter - FIRST) as usize] = joining;
            letter += 1;
        }
        index += 1;
    }
    table
}

/// The joining types of the Arabic blocks (UCD 14, `DerivedJoiningType.txt`), from the Kashmiri yeh U+0620 on.
#[rustfmt::skip]
const JOINING_RANGES: [(u32, u32, Joining); 54] = [
    (0x620, 0x620, Both), (0x622, 0x625, Previous), (0x626, 0x626, Both), (0x627, 0x627, Previous),
    (0x628, 0x628, Both), (0x629, 0x629, Previous), (0x62A, 0x62E, Both), (0x62F, 0x632, Previous),
    (0x633, 0x63F, Both), (0x640, 0x647, Both), (0x648, 0x648, Previous), (0x649, 0x64A, Both),
    (0x66E, 0x66F, Both), (0x671, 0x673, Previous), (0x675, 0x677, Previous), (0x678, 0x687, Both),
    (0x688, 0x699, Previous), (0x69A, 0x6BF, Both), (0x6C0, 0x6C0, Previous), (0x6C1, 0x6C2, Both),
    (0x6C3, 0x6CB, Previous), (0x6CC, 0x6CC, Both), (0x6CD, 0x6CD, Previous), (0x6CE, 0x6CE, Both),
    (0x6CF, 0x6CF, Previous), (0x6D0, 0x6D1, Both), (0x6D2, 0x6D3, Previous), (0x6D5, 0x6D5, Previous),
    (0x6EE, 0x6EF, Previous), (0x6FA, 0x6FC, Both), (0x6FF, 0x6FF, Both), (0x750, 0x758, Both),
    (0x759, 0x75B, Previous), (0x75C, 0x76A, Both), (0x76B, 0x76C, Previous), (0x76D, 0x770, Both),
    (0x771, 0x771, Previous), (0x772, 0x772, Both), (0x773, 0x774, Previous), (0x775, 0x777, Both),
    (0x778, 0x779, Previous), (0x77A, 0x77F, Both), (0x870, 0x882, Previous), (0x883, 0x886, Both),
    (0x889, 0x88D, Both), (0x88E, 0x88E, Previous), (0x8A0, 0x8A9, Both), (0x8AA, 0x8AC, Previous),
    (0x8AE, 0x8AE, Previous), (0x8AF, 0x8B0, Both), (0x8B1, 0x8B2, Previous), (0x8B3, 0x8B8, Both),
    (0x8B9, 0x8B9, Previous), (0x8BA, 0x8C8, Both),
];

#[rustfmt::skip]
const LETTERS: [(char, Forms); 76] = [
    ('\u{621}', Alone(0xFE80)), ('\u{622}', Right(0xFE81)), ('\u{623}', Right(0xFE83)), ('\u{624}', Right(0xFE85)),
    ('\u{625}', Right(0xFE87)), ('\u{626}', Dual(0xFE89)), ('\u{627}', Right(0xFE8D)), ('\u{628}', Dual(0xFE8F)),
    ('\u{629}', Right(0xFE93)), ('\u{62A}', Dual(0xFE95)), ('\u{62B}', Dual(0xFE99)), ('\u{62C}', Dual(0xFE9D)),
    ('\u{62D}', Dual(0xFEA1)), ('\u{62E}', Dual(0xFEA5)), ('\u{62F}', Right(0xFEA9)), ('\u{630}', Right(0xFEAB)),
    ('\u{631}', Right(0xFEAD)), ('\u{632}', Right(0xFEAF)), ('\u{633}', Dual(0xFEB1)), ('\u{634}', Dual(0xFEB5)),
    ('\u{635}', Dual(0xFEB9)), ('\u{636}', Dual(0xFEBD)), ('\u{637}', Dual(0xFEC1)), ('\u{638}', Dual(0xFEC5)),
    ('\u{639}', Dual(0xFEC9)), ('\u{63A}', Dual(0xFECD)), ('\u{641}', Dual(0xFED1)), ('\u{642}', Dual(0xFED5)),
    ('\u{643}', Dual(0xFED9)), ('\u{644}', Dual(0xFEDD)), ('\u{645}', Dual(0xFEE1)), ('\u{646}', Dual(0xFEE5)),
    ('\u{647}', Dual(0xFEE9)), ('\u{648}', Right(0xFEED)), ('\u{649}', AlefMaksura), ('\u{64A}', Dual(0xFEF1)),
    ('\u{671}', Right(0xFB50)), ('\u{677}', Alone(0xFBDD)), ('\u{679}', Dual(0xFB66)), ('\u{67A}', Dual(0xFB5E)), ('\u{67B}', Dual(0xFB52)),
    ('\u{67E}', Dual(0xFB56)), ('\u{67F}', Dual(0xFB62)), ('\u{680}', Dual(0xFB5A)), ('\u{683}', Dual(0xFB76)),
    ('\u{684}', Dual(0xFB72)), ('\u{686}', Dual(0xFB7A)), ('\u{687}', Dual(0xFB7E)), ('\u{688}', Right(0xFB88)),
    ('\u{68C}', Right(0xFB84)), ('\u{68D}', Right(0xFB82)), ('\u{68E}', Right(0xFB86)), ('\u{691}', Right(0xFB8C)),
    ('\u{698}', Right(0xFB8A)), ('\u{6A4}', Dual(0xFB6A)), ('\u{6A6}', Dual(0xFB6E)), ('\u{6A9}', Dual(0xFB8E)),
    ('\u{6AD}', Dual(0xFBD3)), ('\u{6AF}', Dual(0xFB92)), ('\u{6B1}', Dual(0xFB9A)), ('\u{6B3}', Dual(0xFB96)),
    ('\u{6BA}', Right(0xFB9E)), ('\u{6BB}', Dual(0xFBA0)), ('\u{6BE}', Dual(0xFBAA)), ('\u{6C0}', Right(0xFBA4)),
    ('\u{6C1}', Dual(0xFBA6)), ('\u{6C5}', Right(0xFBE0)), ('\u{6C6}', Right(0xFBD9)), ('\u{6C7}', Right(0xFBD7)),
    ('\u{6C8}', Right(0xFBDB)), ('\u{6C9}', Right(0xFBE2)), ('\u{6CB}', Right(0xFBDE)), ('\u{6CC}', Dual(0xFBFC)),
    ('\u{6D0}', Dual(0xFBE4)), ('\u{6D2}', Right(0xFBAE)), ('\u{6D3}', Right(0xFBB0)),
];

#[cfg(test)]
mod tests {
    use super::super::{Base, Presentation, visual};
    use super::*;

    fn logical(text: &str) -> String {
        visual(text, Base::Rtl, Presentation::default()).chars().rev().collect()
    }

    #[test]
    fn a_letter_takes_the_form_of_its_position() {
        assert_eq!(logical("ع ععع"), "\u{FEC9} \u{FECB}\u{FECC}\u{FECA}");
        assert_eq!(logical("دار"), "\u{FEA9}\u{FE8D}\u{FEAD}");
        assert_eq!(logical("شيء"), "\u{FEB7}\u{FEF2}\u{FE80}");
        assert_eq!(logical("هـ"), "\u{FEEB}\u{640}");
        assert_eq!(logical("ىى"), "\u{FBE8}\u{FEF0}");
        assert_eq!(logical("پچگ"), "\u{FB58}\u{FB7D}\u{FB93}");
    }

    /// Every letter of the Arabic blocks: its joining type, and its isolated, final, initial and medial form.
    const UCD: &str = include_str!("../../tests/data/arabic-joining.tsv");

    fn character(code: &str) -> Option<char> {
        u32::from_str_radix(code, 16).ok().and_then(char::from_u32)
    }

    fn rows() -> impl Iterator<Item = (char, &'static str, [Option<char>; 4])> {
        UCD.lines().map(|row| {
            let mut fields = row.split('\t');
            let mut next = || fields.next().unwrap();
            let (letter, joining) = (character(next()).unwrap(), next());
            (letter, joining, std::array::from_fn(|_| character(next())))
        })
    }

    #[test]
    fn every_letter_joins_as_unicode_defines() {
        for (letter, joining, _) in rows() {
            let joins = (joins_previous(letter), joins_next(letter), is_transparent(letter));
            let expected = match joining {
                "D" | "C" => (true, true, false),
                "R" => (true, false, false),
                "T" => (false, false, true),
                _ => (false, false, false),
            };
            assert_eq!(joins, expected, "{letter:?}");
        }
    }

    #[test]
    fn no_simple_character_is_transparent() {
        let transparent: Vec<_> =
            ('\0'..=char::MAX).filter(|c| super::super::safe::is_simple(*c) && is_transparent(*c)).collect();
        assert!(transparent.is_empty(), "{transparent:?}");
    }

    #[test]
    fn every_form_that_has_a_code_point_is_used() {
        for (letter, joining, [isolated, last, initial, medial]) in rows() {
            let places =
                [(false, false, isolated), (true, false, last), (false, true, initial), (true, true, medial)];
            for (before, after, expected) in places {
                let joins_before = matches!(joining, "R" | "D" | "C");
                if (before && !joins_before) || (after && !matches!(joining, "D" | "C")) {
                    continue;
                }
                // Without a form for this place, the one that joins the same way on the right; without any, the
                // letter.
                let nearest = if before { last.or(isolated) } else { isolated };
                assert_eq!(form(letter, before, after), expected.or(nearest).unwrap_or(letter), "{letter:?}");
            }
        }
    }

    #[test]
    fn letters_of_other_languages_and_their_neighbours_take_their_forms() {
        // Urdu: noon ghunna at the end, heh goal and heh doachashmee, yeh barree.
        assert_eq!(logical("\u{6C1}\u{6BA}"), "\u{FBA8}\u{FB9F}");
        assert_eq!(logical("\u{679}\u{6BE}\u{6D2}"), "\u{FB68}\u{FBAD}\u{FBAF}");
        // Persian.
        assert_eq!(logical("گژک"), "\u{FB94}\u{FB8B}\u{FB8E}");
        // A letter without forms between two beh: both beh join towards it, and it is drawn as it is.
        assert_eq!(logical("ب\u{6A0}ب"), "\u{FE91}\u{6A0}\u{FE90}");
        // A letter that joins only the previous one.
        assert_eq!(logical("ب\u{6CF}ب"), "\u{FE91}\u{6CF}\u{FE8F}");
        assert_eq!(logical("ب\u{6CA}"), "\u{FE91}\u{6CA}");
        // Kashmiri yeh.
        assert_eq!(logical("ب\u{620}ب"), "\u{FE91}\u{620}\u{FE90}");
    }

    #[test]
    fn every_alef_makes_a_ligature_with_lam_and_it_joins_backwards_only() {
        assert_eq!(logical("لا لآ لأ لإ"), "\u{FEFB} \u{FEF5} \u{FEF7} \u{FEF9}");
        assert_eq!(logical("بلاب"), "\u{FE91}\u{FEFC}\u{FE8F}");
        assert_eq!(logical("لَا"), "\u{FEFB}");
        assert_eq!(logical("لله"), "\u{FEDF}\u{FEE0}\u{FEEA}");
    }

    #[test]
    fn the_word_ligatures_are_never_made() {
        assert_eq!(logical("الله"), "\u{FE8D}\u{FEDF}\u{FEE0}\u{FEEA}");
    }

    #[test]
    fn every_form_leads_back_to_its_letter() {
        let joins = [(false, false), (false, true), (true, false), (true, true)];
        for (before, after) in joins {
            for letter in '\u{621}'..='\u{6D3}' {
                let form = super::form(letter, before, after);
                assert_eq!(super::letter(form).unwrap_or(form), letter);
            }
        }
        assert_eq!(super::letter('\u{FEFB}'), None);
    }

    #[test]
    fn joiners_and_non_joiners_change_the_form_and_take_no_cell() {
        assert_eq!(logical("ه\u{200D}"), "\u{FEEB}");
        assert_eq!(logical("\u{200D}ه"), "\u{FEEA}");
        assert_eq!(logical("می\u{200C}خواهم"), "\u{FEE3}\u{FBFD}\u{FEA7}\u{FEEE}\u{FE8D}\u{FEEB}\u{FEE2}");
        assert_eq!(logical("ل\u{200C}ا"), "\u{FEDD}\u{FE8D}");
    }

    #[test]
    fn vowel_signs_do_not_break_a_word() {
        assert_eq!(logical("بَّب"), "\u{FE91}\u{FE90}");
    }

    #[test]
    fn a_character_that_is_shown_as_a_symbol_breaks_a_word() {
        for hidden in ['\u{202E}', '\u{200F}', '\u{200D}', '\u{200B}', '\u{AD}', '\u{34F}'] {
            assert_eq!(logical(&format!("ب{hidden}ب")), "\u{FE8F}\u{FFFD}\u{FE8F}", "{hidden:?}");
        }
    }
}
