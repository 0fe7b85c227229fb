//! Finding words in texts of either script, whatever way they are spelt.

/// Whether every word of `typed` occurs in `text`, in any order, letters folded by [`fold`].
pub fn matches(text: &str, typed: &str) -> bool {
    let text = fold(text);
    fold(typed).split_whitespace().all(|word| text.contains(word))
}

/// A text as search compares it: small letters, Latin digits, and Arabic without what people leave out or mix up:
/// tashkeel, tatweel, the forms of hamza on alef, waw and yeh, teh marbuta for heh, alef maksura for yeh.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(fold_letter).collect()
}

fn fold_letter(letter: char) -> Option<char> {
    Some(match letter {
        '\u{064B}'..='\u{0652}' | '\u{0670}' | '\u{0640}' | '\u{200E}' | '\u{200F}' => return None,
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ئ' | 'ى' => 'ي',
        'ة' => 'ه',
        '٠'..='٩' => char::from_u32(u32::from(letter) - u32::from('٠') + u32::from('0')).unwrap_or(letter),
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_is_found_however_it_is_spelt() {
        assert!(matches("إدارة المخاطر", "اداره"));
        assert!(matches("مستوى الخدمة", "مستوي خدمه"));
        assert!(matches("شُؤون", "شوون"));
        assert!(!matches("إدارة المخاطر", "خدمة"));
    }

    #[test]
    fn words_are_found_in_any_order_and_case() {
        assert!(matches("Change plan and GSB", "gsb change"));
        assert!(!matches("Change plan", "change gsb"));
    }
}
