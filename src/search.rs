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
        '\u{0660}'..='\u{0669}' => digit(letter, 0x0660),
        '\u{06F0}'..='\u{06F9}' => digit(letter, 0x06F0),
        other => Some(other),
    }
}

fn digit(letter: char, zero: u32) -> Option<char> {
    char::from_digit(u32::from(letter) - zero, 10)
}

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
