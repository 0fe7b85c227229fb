//! Finds text as users type it, in Arabic and in other languages.
//!
//! It compares texts only; where to search is decided by the caller.

mod fuzzy;

pub use fuzzy::Ranking;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// A text reduced to the parts that matter for a search: small letters, one form of alef, `ه` for `ة`, `ي` for `ى`,
/// no marks, and ordinary letters for presentation forms, as they are copied from a screen.
///
/// Folds أ إ آ ٱ to ا, ؤ to و, ئ to ي, and drops tashkeel, the superscript alef, tatweel and the direction marks.
pub fn fold(text: &str) -> String {
    ordinary(text).chars().flat_map(char::to_lowercase).filter_map(fold_letter).collect()
}

/// The text with ordinary letters for compatibility forms (UAX #15).
fn ordinary(text: &str) -> Cow<'_, str> {
    match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfkc().collect()),
    }
}

fn fold_letter(letter: char) -> Option<char> {
    match letter {
        '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{200B}'..='\u{200F}' | '\u{061C}' => None,
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ؤ' => Some('و'),
        'ئ' | 'ى' | '\u{06CC}' => Some('ي'),
        'ة' => Some('ه'),
        'ک' => Some('ك'),
        other => Some(latin_digit(other)),
    }
}

/// The same in another spelling: one hamza for every seat of it, and ا for ى at the end of a word.
///
/// A writer of مسئول means مسؤول, and one of رضى means رضا; with [`fold`] alone they differ, because it takes the seat
/// for the letter that is written without the hamza.
fn fold_seats(text: &str) -> String {
    let text = ordinary(text);
    let mut letters = text.chars().peekable();
    let mut folded = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        match letter {
            'أ' | 'إ' | 'آ' | 'ؤ' | 'ئ' => folded.push('ء'),
            'ى' if letters.peek().is_none_or(|next| !next.is_alphabetic()) => folded.push('ا'),
            other => folded.extend(other.to_lowercase().filter_map(fold_letter)),
        }
    }
    folded
}

/// The zeros of the decimal digits of each script, in order. The nine digits follow each (Unicode, general category Nd).
const ZEROS: [u32; 36] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0,
    0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// The Latin digit for a digit of another script; other letters as they are.
///
/// ```
/// use mizan::search::latin_digit;
/// assert_eq!(['٤', '۴', '४', '4', 'x'].map(latin_digit), ['4', '4', '4', '4', 'x']);
/// ```
pub fn latin_digit(letter: char) -> char {
    let code = u32::from(letter);
    let after = ZEROS.partition_point(|zero| *zero <= code);
    let zero = after.checked_sub(1).and_then(|place| ZEROS.get(place));
    zero.and_then(|zero| char::from_digit(code - zero, 10)).unwrap_or(letter)
}

/// The text with Latin digits.
pub fn latin_digits(text: &str) -> String {
    text.chars().map(latin_digit).collect()
}

/// The candidate most similar to `word`, if the difference is small enough for a typing error: at most a third of the
/// letters.
///
/// ```
/// use mizan::search::nearest;
/// assert_eq!(nearest("anwser", ["answer", "owner"]), Some("answer"));
/// assert_eq!(nearest("date", ["answer", "owner"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    if length > 64 {
        return None;
    }
    let most = (length / 3).max(1);
    // The cost of a comparison is the product of both lengths, and a candidate of very different length is never close.
    let is_as_long = |candidate: &&str| {
        candidate.len() <= 4 * (length + most) && candidate.chars().count().abs_diff(length) <= most
    };
    let alike = candidates.into_iter().filter(is_as_long);
    let distances = alike.map(|candidate| (strsim::osa_distance(word, candidate), candidate));
    let close = distances.filter(|(distance, _)| *distance <= most && *distance < length);
    close.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// The name that was most likely meant by `typed`: one that contains it or is contained in it, else the
/// [`nearest`] one. Spellings that a search does not tell apart are equal.
///
/// ```
/// use mizan::search::nearest_name;
/// let names = ["Ministry of Health 2026", "Water"];
/// assert_eq!(nearest_name("health", names), Some("Ministry of Health 2026"));
/// assert_eq!(nearest_name("Water 2026", names), Some("Water"));
/// assert_eq!(nearest_name("Watre", names), Some("Water"));
/// assert_eq!(nearest_name("Tourism", names), None);
/// ```
pub fn nearest_name<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = fold(typed.trim());
    if typed.is_empty() {
        return None;
    }
    let folded: Vec<(String, &str)> = names.into_iter().map(|name| (fold(name), name)).collect();
    let holds = |(name, _): &&(String, &str)| {
        name.contains(&typed) || (name.chars().count() >= SHORTEST && typed.contains(name.as_str()))
    };
    let near = || nearest(&typed, folded.iter().map(|(name, _)| name.as_str()));
    let found = folded.iter().find(holds).or_else(|| {
        let near = near()?;
        folded.iter().find(|(name, _)| name == near)
    });
    found.map(|(_, name)| *name)
}

/// The fewest letters of a name that is looked for in a longer text: a shorter one is in too many of them by chance.
const SHORTEST: usize = 3;

/// A text that is searched more than once.
#[derive(Debug, Clone)]
pub struct Searchable {
    text: String,
    /// As [`fold`] writes it.
    folded: String,
    /// As [`fold_seats`] writes it. Few searches need it.
    seats: OnceCell<String>,
}

impl Searchable {
    /// A text to be searched.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), folded: fold(text), seats: OnceCell::new() }
    }

    /// The text as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn holds(&self, word: &Word) -> bool {
        let with_seats =
            |seats: &String| self.seats.get_or_init(|| fold_seats(&self.text)).contains(seats.as_str());
        self.folded.contains(word.folded.as_str())
            || word.bare.as_ref().is_some_and(|bare| self.folded.contains(bare.as_str()))
            || word.seats.as_ref().is_some_and(with_seats)
    }
}

/// The search words; all of them must be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    /// As it was typed.
    typed: String,
    /// As [`fold`] writes it.
    folded: String,
    /// As [`fold_seats`] writes it, if that finds more.
    seats: Option<String>,
    /// Without the article and what is written together with it, if it has one: `سحابه` for `والسحابة`.
    bare: Option<String>,
}

impl Word {
    fn new(typed: &str) -> Self {
        let has_seat = |letter| matches!(letter, 'ء' | 'أ' | 'إ' | 'آ' | 'ؤ' | 'ئ' | 'ى');
        let typed = ordinary(typed);
        let seats = (typed.contains(has_seat) || typed.ends_with('ا')).then(|| fold_seats(&typed));
        let folded = fold(&typed);
        let bare = without_article(&folded).map(str::to_owned);
        Self { typed: typed.into_owned(), folded, seats, bare }
    }
}

/// A folded Arabic word without its article, and without the letter that is written together with it.
fn without_article(word: &str) -> Option<&str> {
    let bare = word.strip_prefix("لل").or_else(|| {
        let joined = word.strip_prefix(['و', 'ف', 'ب', 'ك']);
        joined.unwrap_or(word).strip_prefix("ال")
    })?;
    (bare.chars().count() >= SHORTEST).then_some(bare)
}

impl Query {
    /// The words of `text`.
    pub fn new(text: &str) -> Self {
        let words = text.split_whitespace().map(Word::new);
        Self { words: words.filter(|word| !word.folded.is_empty()).collect() }
    }

    /// Whether every word is in at least one of `texts`.
    ///
    /// ```
    /// use mizan::search::Query;
    /// assert!(Query::new("السحابة").matches(["حوسبة سحابية", "خدمات سحابه"]));
    /// ```
    pub fn matches<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> bool {
        let texts: Vec<Searchable> = texts.into_iter().map(Searchable::new).collect();
        self.is_in(&texts.iter())
    }

    /// Whether every word is in at least one of `texts`.
    pub fn is_in<'a>(&self, texts: &(impl Iterator<Item = &'a Searchable> + Clone)) -> bool {
        self.words.iter().all(|word| texts.clone().any(|text| text.holds(word)))
    }

    /// Whether any word is in this text.
    pub fn touches(&self, text: &Searchable) -> bool {
        self.words.iter().any(|word| text.holds(word))
    }

    /// The words of a search that finds more: in place of each word that is in none of `texts`, the most similar word of
    /// them. `None` if there is no such word, or nothing to replace.
    pub fn corrected<'a>(&self, texts: &(impl Iterator<Item = &'a Searchable> + Clone)) -> Option<String> {
        let is_known = |word: &Word| texts.clone().any(|text| text.holds(word));
        if self.words.iter().all(is_known) {
            return None;
        }
        let every_word =
            texts.clone().flat_map(|text| text.text.split(|letter: char| !letter.is_alphanumeric()));
        let known: BTreeMap<String, &str> = every_word.map(|word| (fold(word), word)).collect();
        let correct = |word: &Word| {
            let is_short = word.folded.chars().count() <= SHORTEST;
            match is_known(word) {
                true => Some(word.typed.clone()),
                false if is_short => None,
                false => nearest(&word.folded, known.keys().map(String::as_str))
                    .map(|near| known[near].to_lowercase()),
            }
        };
        let words: Option<Vec<String>> = self.words.iter().map(correct).collect();
        words.map(|words| words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::{Query, Searchable, fold};

    #[test]
    fn spellings_of_one_arabic_word_match() {
        for (typed, written) in [
            ("الالكترونيه", "الإلكترونية"),
            ("مستوي", "مستوى"),
            ("اداره", "إدارة"),
            ("مسؤول", "مسوول"),
            ("التـقـنيّةُ", "التقنية"),
            ("٢٠٢٦", "2026"),
            ("۲۰۲۶", "2026"),
            ("کیفیت", "كيفيت"),
        ] {
            assert_eq!(fold(typed), fold(written), "{typed}");
        }
    }

    #[test]
    fn a_search_finds_letters_as_a_screen_shows_them_and_both_common_spellings() {
        for (typed, written) in [
            ("\u{FEE3}\u{FEE8}\u{FEBC}\u{FE94}", "منصة واحدة"),
            ("\u{FEFB}", "بلا حدود"),
            ("رضى", "قياس رضا المستفيد"),
            ("رضا", "رضى المستفيد"),
            ("مسئول", "المسؤول عن المنصة"),
            ("مسؤول", "مسئولية"),
            ("شئون", "شؤون"),
            ("هيئه", "الهيئة"),
            ("مستوي", "المستوى الأول"),
            ("مسوول", "مسؤول"),
            ("Ｇｓｂ", "the GSB"),
            ("४", "4"),
        ] {
            assert!(Query::new(typed).matches([written]), "{typed} in {written}");
        }
        for (typed, written) in [("رضى", "راضون"), ("نظام", "تنظيم"), ("على", "علم")] {
            assert!(!Query::new(typed).matches([written]), "{typed} in {written}");
        }
    }

    #[test]
    fn an_arabic_word_is_found_with_and_without_its_article() {
        for typed in ["السحابة", "والسحابة", "بالسحابة", "للسحابة", "سحابة"]
        {
            assert!(Query::new(typed).matches(["حلول سحابه"]), "{typed}");
            assert!(Query::new(typed).matches(["الحلول والسحابة"]), "{typed}");
        }
        assert!(!Query::new("الى").matches(["ى"]));
    }

    #[test]
    fn a_slip_is_replaced_by_the_most_similar_word_of_the_texts_and_a_known_word_is_kept() {
        let texts = ["Access for all", "Nafath is used", "منصة موحدة", "المسؤول"].map(Searchable::new);
        for (typed, corrected) in [
            ("acess", Some("access")),
            ("nafadh", Some("nafath")),
            ("acess used", Some("access used")),
            ("مسئول acess", Some("مسئول access")),
            ("منضة", Some("منصة")),
            ("access", None),
            ("xyz", None),
            ("roadmap", None),
        ] {
            assert_eq!(Query::new(typed).corrected(&texts.iter()).as_deref(), corrected, "{typed}");
        }
    }

    #[test]
    fn different_words_do_not_match() {
        assert_ne!(fold("علم"), fold("عمل"));
        assert_ne!(fold("cloud"), fold("clouds"));
    }

    #[test]
    fn every_word_must_be_found_in_any_order_and_any_of_the_texts() {
        let texts = ["Data classification", "تصنيف البيانات"];
        assert!(Query::new("تصنيف DATA").matches(texts));
        assert!(Query::new("").matches(texts));
        assert!(!Query::new("data hosting").matches(texts));
    }
}
