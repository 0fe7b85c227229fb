//! Finds text as users type it, in Arabic and in other languages.
//!
//! It compares texts only; where to search is decided by the caller.

/// A text reduced to the parts that matter for a search: small letters, one form of alef, `ه` for `ة`, `ي` for `ى`,
/// no marks.
///
/// Folds أ إ آ ٱ to ا, ؤ to و, ئ to ي, and drops tashkeel, the superscript alef, tatweel and the direction marks.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(fold_letter).collect()
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

/// The Latin digit for an Arabic-Indic or a Persian one; other letters as they are.
///
/// ```
/// use mizan::search::latin_digit;
/// assert_eq!(['٤', '۴', '4', 'x'].map(latin_digit), ['4', '4', '4', 'x']);
/// ```
pub fn latin_digit(letter: char) -> char {
    let zero = match letter {
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        _ => return letter,
    };
    char::from_digit(u32::from(letter) - zero, 10).unwrap_or(letter)
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

/// The search words; all of them must be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// The words of `text`.
    pub fn new(text: &str) -> Self {
        Self { words: fold(text).split_whitespace().map(str::to_owned).collect() }
    }

    /// Whether every word is in at least one of `texts`.
    pub fn matches<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> bool {
        let folded: Vec<String> = texts.into_iter().map(fold).collect();
        self.words.iter().all(|word| folded.iter().any(|text| text.contains(word.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::{Query, fold};

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
