//! Display names of assessments, the file names made from them, and which names look alike. Pure: whether a name is
//! taken is decided elsewhere.

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

use crate::search::latin_digit;

/// The longest slug in bytes. With `.yaml` and the overhead of an encrypting file system it is below every known limit.
const LONGEST: usize = 80;

/// Names that Windows reserves for devices, with any extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Normalises a display name: trims it, and replaces every run of blanks and line ends by one space.
///
/// ```
/// assert_eq!(mizan::store::display_name("  Water\n plan "), "Water plan");
/// ```
pub fn display_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The file name of a display name, without `.yaml`: its letters and digits of any script in lower case, with `-` in
/// place of everything else; 1 to 80 bytes. `None` if the name has no visible character.
///
/// Names that differ only in case, blanks, punctuation or invisible characters have the same slug. A longer slug is cut
/// and ends in eight digits hashed from the whole, so that long names with different ends stay different. A name
/// without letters and digits is spelt by its code points. The result starts with no dot, contains no separator and is
/// no device name of Windows.
///
/// ```
/// use mizan::store::slug;
/// assert_eq!(slug("Ministry of Water 2026").as_deref(), Some("ministry-of-water-2026"));
/// assert_eq!(slug("وزارة المياه").as_deref(), Some("وزارة-المياه"));
/// assert_eq!(slug(" \u{200b}"), None);
/// ```
pub fn slug(name: &str) -> Option<String> {
    let slug = whole_slug(name)?;
    let slug = if is_device(&slug) { format!("assessment-{slug}") } else { slug };
    Some(shorten(slug))
}

/// The visual form of a name, to find names that a reader cannot tell apart; empty if no character is visible.
///
/// In addition to names with the same slug, these are equal: composed and decomposed letters (U+00E9, U+0065 U+0301);
/// presentation forms, ligatures and full-width letters (compatibility forms, UAX #15); names with and without tatweel
/// and vowel signs, which the screen hides; letters of the Arabic script that share a shape in some position (kaf, yeh,
/// heh); digits of any script, because a setting decides in which they are drawn; Cyrillic and Greek small letters that
/// are drawn like Latin ones.
///
/// ```
/// use mizan::store::look;
/// assert_eq!(look("Café plan"), look("CAFE\u{301}  Plan"));
/// assert_ne!(look("water"), look("waters"));
/// ```
pub fn look(name: &str) -> String {
    let compatible: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let drawn: String = compatible.chars().filter(|letter| !may_be_hidden(*letter)).collect();
    // A name of such marks alone shows them, and so does a sign that is compatible with a blank and a mark.
    let slug = whole_slug(&drawn)
        .or_else(|| whole_slug(&compatible))
        .or_else(|| whole_slug(name))
        .unwrap_or_default();
    slug.nfkc().map(drawn_as).collect()
}

/// Tatweel and the vowel signs. Without the hamza and the madda, which make another letter.
fn may_be_hidden(letter: char) -> bool {
    matches!(letter, '\u{640}' | '\u{64B}'..='\u{652}' | '\u{656}'..='\u{65F}' | '\u{670}')
}

/// The representative of all letters with one shape. Source: Unicode confusables (UTS #39), small letters.
fn drawn_as(letter: char) -> char {
    match letter {
        'ک' | 'ڪ' => 'ك',
        'ی' | 'ى' => 'ي',
        'ہ' | 'ھ' | 'ە' => 'ه',
        'а' | 'α' => 'a',
        'е' => 'e',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'с' => 'c',
        'у' => 'y',
        'х' => 'x',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'ѕ' => 's',
        'ν' => 'v',
        other => latin_digit(other),
    }
}

fn whole_slug(name: &str) -> Option<String> {
    let composed: String = name.nfc().collect();
    let words = words(&composed);
    if words.is_empty() { code_points(&composed) } else { Some(words) }
}

/// Letters and digits, with one `-` between runs of them. Invisible characters are dropped without a `-`, because they
/// divide no word.
fn words(name: &str) -> String {
    let mut words = String::with_capacity(name.len());
    let mut divided = false;
    for character in name.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            if divided && !words.is_empty() {
                words.push('-');
            }
            divided = false;
            words.push(character);
        } else if is_visible(character) || character.is_whitespace() {
            divided = true;
        }
    }
    words
}

fn is_visible(character: char) -> bool {
    !character.is_whitespace() && character.width().is_some_and(|width| width > 0)
}

fn code_points(name: &str) -> Option<String> {
    let spelt: Vec<_> = name
        .chars()
        .filter(|character| is_visible(*character))
        .map(|character| format!("u{:x}", u32::from(character)))
        .collect();
    (!spelt.is_empty()).then(|| spelt.join("-"))
}

fn is_device(slug: &str) -> bool {
    let numbered = |device: &str| {
        let mut rest = slug.strip_prefix(device).unwrap_or_default().chars();
        matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    DEVICES.contains(&slug) || numbered("com") || numbered("lpt")
}

fn shorten(slug: String) -> String {
    if slug.len() <= LONGEST {
        return slug;
    }
    let digits = format!("-{:08x}", hash(&slug));
    let mut short = String::with_capacity(LONGEST);
    for character in slug.chars() {
        if short.len() + character.len_utf8() + digits.len() > LONGEST {
            break;
        }
        short.push(character);
    }
    short.truncate(short.trim_end_matches('-').len());
    short + &digits
}

/// FNV-1a, 32 bits. The standard hasher may change with every version of Rust, but file names must not.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use std::path::{Component, Path};

    use proptest::prelude::*;

    use super::*;

    fn is_safe(slug: &str) -> bool {
        let components: Vec<_> = Path::new(slug).components().collect();
        matches!(components.as_slice(), [Component::Normal(only)] if *only == slug)
            && (1..=LONGEST).contains(&slug.len())
            && !slug.starts_with(['.', '-'])
            && !slug.contains(['/', '\\', ':', '\0', '\u{202e}'])
            && !is_device(slug)
    }

    #[test]
    fn a_slug_keeps_letters_of_every_script_and_divides_at_the_rest() {
        for (name, expected) in [
            ("Ministry of Water 2026", "ministry-of-water-2026"),
            ("تقييم وزارة المياه ٢٠٢٦", "تقييم-وزارة-المياه-٢٠٢٦"),
            ("  --Q3 / draft--  ", "q3-draft"),
            ("منصّة", "منصّة"),
            ("cafe\u{301} bar", "café-bar"),
            ("a\u{200d}b\u{202e}c", "abc"),
            ("東京 Plan", "東京-plan"),
            ("🚀", "u1f680"),
            ("🚀 launch", "launch"),
            ("???", "u3f-u3f-u3f"),
        ] {
            assert_eq!(slug(name).as_deref(), Some(expected), "{name}");
        }
    }

    #[test]
    fn look_alikes_have_one_slug() {
        for alike in
            ["water plan", "WATER  PLAN", " Water\tPlan ", "water-plan", "water\u{200b} plan", "water.plan"]
        {
            assert_eq!(slug(alike).as_deref(), Some("water-plan"), "{alike:?}");
        }
    }

    #[test]
    fn names_that_are_drawn_alike_have_one_look() {
        for (one, other) in [
            ("café", "cafe\u{301}"),
            ("CAFÉ", "cafe\u{301}"),
            ("منصة", "\u{FEE3}\u{FEE8}\u{FEBC}\u{FE94}"),
            ("منصة", "منـــصة"),
            ("سلام", "س\u{FEFC}م"),
            ("مكتبي", "مکتبی"),
            ("هيئة", "ھیئة"),
            ("خطة ٢٠٢٦", "خطة ۲۰۲۶"),
            ("خطة ٢٠٢٦", "خطة 2026"),
            ("योजना २०२६", "योजना 2026"),
            ("منصّةٌ", "منصة"),
            ("من\u{200D}صة", "منصة"),
            ("plan", "рlаn"),
            ("Ｐｌａｎ", "plan"),
            ("أ", "ا\u{654}"),
        ] {
            assert_eq!(look(one), look(other), "{one} {other}");
            assert!(!look(one).is_empty());
        }
        assert!(!look("\u{B4}").is_empty(), "an acute accent alone is visible");
        for (one, other) in [("water", "waters"), ("منصة", "منصات"), ("2026", "٢٠٢٧"), ("كتاب", "كباب")]
        {
            assert_ne!(look(one), look(other), "{one} {other}");
        }
        assert_eq!(look("\u{200b}"), "");
    }

    #[test]
    fn a_name_without_visible_characters_has_no_slug() {
        for name in ["", "   ", "\n\t", "\u{202e}", "\0", "\u{200b}\u{feff}"] {
            assert_eq!(slug(name), None, "{name:?}");
        }
    }

    #[test]
    fn hostile_names_become_safe_file_names() {
        let long = "x".repeat(1000);
        for name in [
            "../x",
            "..",
            "/etc/passwd",
            "con",
            "CON",
            "Nul.txt",
            "com1",
            "lpt9",
            "com¹",
            "AUX ",
            ".hidden",
            "a/../b",
            "C:\\x",
            "a\0b",
            "\u{202e}gpj.exe",
            "-rf",
            "~root",
            "$(id)",
            &long,
            &"نضج ".repeat(300),
            "\u{1b}[31m",
        ] {
            let slug = slug(name).unwrap();
            assert!(is_safe(&slug), "{name:?} became {slug:?}");
        }
        assert_eq!(slug("con").as_deref(), Some("assessment-con"));
        assert_eq!(slug("console").as_deref(), Some("console"));
    }

    #[test]
    fn long_names_that_differ_at_their_ends_have_different_slugs() {
        let long = "تقييم نضج منصات الجهة الحكومية للعام الحالي ".repeat(2);
        let (first, second) =
            (slug(&format!("{long} الأول")).unwrap(), slug(&format!("{long} الثاني")).unwrap());
        assert_ne!(first, second);
        assert!(first.len() <= LONGEST && second.len() <= LONGEST);
    }

    #[test]
    fn a_display_name_has_no_line_ends_and_no_needless_blanks() {
        assert_eq!(display_name("  تقييم \u{2028} الربع\r\n\tالأول "), "تقييم الربع الأول");
    }

    proptest! {
        #[test]
        fn every_slug_is_a_safe_file_name_and_its_own_slug(name in any::<String>()) {
            if let Some(made) = slug(&name) {
                prop_assert!(is_safe(&made), "{:?}", made);
                prop_assert_eq!(slug(&made), Some(made.clone()));
                prop_assert!(!look(&name).is_empty(), "{:?}", name);
            }
        }
    }
}
