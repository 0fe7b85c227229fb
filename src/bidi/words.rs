//! Lines of code, whose words follow each other from the left also where several of them are Arabic.

use std::borrow::Cow;

use super::class::is_right_to_left;

/// A left-to-right mark. It takes no cell, and never leaves the program.
const MARK: char = '\u{200E}';

/// A line of code with a mark before each word that follows an Arabic one. Without it, the Arabic words of
/// `mizan compare 'تقييم 2025' 'تقييم 2026'` would change places. A blank in quotes separates no words.
pub fn words_from_left(line: &str) -> Cow<'_, str> {
    if !line.chars().any(is_right_to_left) {
        return Cow::Borrowed(line);
    }
    let mut marked = String::with_capacity(line.len() + 2 * MARK.len_utf8());
    let (mut quote, mut is_arabic, mut follows_arabic) = (None, false, false);
    for letter in line.chars() {
        match letter {
            '\'' | '"' if quote == Some(letter) => quote = None,
            '\'' | '"' if quote.is_none() => quote = Some(letter),
            _ => {}
        }
        if letter == ' ' && quote.is_none() {
            follows_arabic |= std::mem::take(&mut is_arabic);
        } else if std::mem::take(&mut follows_arabic) {
            marked.push(MARK);
        }
        is_arabic |= is_right_to_left(letter);
        marked.push(letter);
    }
    Cow::Owned(marked)
}

#[cfg(test)]
mod tests {
    use super::super::tests::unshaped;
    use super::super::{Base, Presentation, logical, ltr, visual};
    use super::*;

    #[test]
    fn arabic_words_of_a_command_follow_each_other_from_the_left() {
        let seen = |line: &str, base| unshaped(&visual(line, base, Presentation::default()));
        for (line, wanted) in [
            ("mizan rename الاسم الاسم-الجديد [خيارات]", "mizan rename مسالا ديدجلا-مسالا [تارايخ]"),
            ("mizan compare 'تقييم 5' 'تقييم 6' --swap", "mizan compare '5 مييقت' '6 مييقت' --swap"),
            ("mizan answer الاسم السؤال 3 --note \"نص قصير\"", "mizan answer مسالا لاؤسلا 3 --note \"ريصق صن\""),
        ] {
            let marked = words_from_left(line);
            assert_eq!(seen(&marked, Base::Ltr), wanted);
            assert_eq!(seen(&format!("اكتب {}", ltr(&marked)), Base::Rtl), format!("{wanted} بتكا"));
            assert_eq!(logical(&marked), line, "no mark reaches another program");
        }
        assert_eq!(words_from_left("mizan show 'تقييم 5'"), "mizan show 'تقييم 5'");
    }
}
