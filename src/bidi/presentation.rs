//! How Arabic text is drawn where readers differ: its digits, vowel signs and figures.
//!
//! Only the drawing changes; texts and widths do not.

use serde::{Deserialize, Serialize};

/// How a text is drawn; by default with Latin digits, without vowel signs and with the standard order of figures.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct Presentation {
    /// The digits of right-to-left text.
    pub digits: Digits,
    /// Whether vowel signs are drawn.
    pub tashkeel: Tashkeel,
    /// The order within figures such as dates.
    pub figures: Figures,
}

/// The order within dates, times, shares and other figures with signs, in a paragraph that begins on the right.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Figures {
    /// As UAX #9 says: after an Arabic word the parts of `2026-03-12` are ordered from right to left.
    #[default]
    Standard,
    /// From left to right, as they are typed.
    Whole,
}

/// The digits in which right-to-left text is drawn.
///
/// [`Digits::Arabic`] draws `0`–`9` as U+0660–U+0669 in paragraphs that begin on the right and in texts without
/// letters, because those are figures. The signs follow Arabic typography: `%` next to a digit is `٪` (U+066A), one
/// point between two digits is the decimal separator `٫` (U+066B), a comma before three digits is the thousands
/// separator `٬` (U+066C), because a Latin comma would be read as a decimal separator.
///
/// A word (between blanks; an island is one word) keeps its digits if it has a letter of a left-to-right script, or
/// looks like a path, an identifier, a version, an address or code: `v1.2`, `1.2.0`, `A1`, `/3`, `#12`. The order of
/// a line is computed with the original digits, so that a date keeps its order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Digits {
    /// `0123456789`
    #[default]
    Latin,
    /// `٠١٢٣٤٥٦٧٨٩`
    Arabic,
}

/// Whether vowel signs, U+064B–U+0652 and U+0670, are drawn in the cell of their letter, at most four. A sign without
/// a letter, or on a left-to-right letter, is drawn as a symbol.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tashkeel {
    /// Not drawn, because several terminals lose the letter below the sign.
    #[default]
    Hidden,
    /// Drawn, for a terminal that supports it.
    Shown,
}

impl Digits {
    /// Every choice, the default first.
    pub const ALL: [Self; 2] = [Self::Latin, Self::Arabic];
}

impl Tashkeel {
    /// Every choice, the default first.
    pub const ALL: [Self; 2] = [Self::Hidden, Self::Shown];
}

#[cfg(test)]
mod tests {
    use super::super::tests::unshaped;
    use super::super::{Base, PrintedText, ltr, measure, visual};
    use super::*;

    const ARABIC: Presentation =
        Presentation { digits: Digits::Arabic, tashkeel: Tashkeel::Hidden, figures: Figures::Standard };
    const MARKED: Presentation =
        Presentation { digits: Digits::Latin, tashkeel: Tashkeel::Shown, figures: Figures::Standard };

    fn seen(text: &str, base: Base) -> String {
        unshaped(&visual(text, base, ARABIC))
    }

    #[test]
    fn digits_of_arabic_text_are_drawn_in_arabic_and_keep_their_order() {
        assert_eq!(seen("في 2026 و15", Base::Rtl), "١٥و ٢٠٢٦ يف");
        assert_eq!(seen(&format!("في {}", ltr("2026-09-25")), Base::Rtl), "٢٠٢٦-٠٩-٢٥ يف");
        assert_eq!(seen("في 2026-09-25", Base::Rtl), "٢٥-٠٩-٢٠٢٦ يف");
        assert_eq!(seen(&format!("نسبة {}.", ltr("75.5%")), Base::Rtl), ".٪٧٥٫٥ ةبسن");
        assert_eq!(seen(&ltr("1,234,567"), Base::Ltr), "١٬٢٣٤٬٥٦٧");
        assert_eq!(seen(&ltr("1,2"), Base::Ltr), "١,٢");
        assert_eq!(seen(&ltr("-3"), Base::Ltr), "-٣");
        assert_eq!(seen(&ltr("14:30 25/9"), Base::Ltr), "١٤:٣٠ ٢٥/٩");
    }

    #[test]
    fn digits_next_to_latin_letters_and_in_code_stay_latin() {
        for code in [
            "A1",
            "v2",
            "NORA-3",
            "(GSB2)",
            "/etc/1",
            "/1",
            "1.2.0",
            "v1.2",
            "a1@b.sa",
            "https://x.sa/1",
            "#12",
            "x_1",
            "~/تقييم/3",
            "تقييم/3",
            "`3",
            "3️⃣",
        ] {
            let text = format!("نص {}", ltr(code));
            assert_eq!(
                seen(&text, Base::Rtl),
                unshaped(&visual(&text, Base::Rtl, Presentation::default())),
                "{code}"
            );
        }
        assert_eq!(seen(&format!("نص {} 4", ltr("`mizan show 3 5`")), Base::Rtl), "٤ `mizan show 3 5` صن");
        assert_eq!(seen("قناة GSB 3 بنسبة", Base::Rtl), "ةبسنب GSB 3 ةانق");
        assert_eq!(seen("مرحلة Phase 2 (v2.1) في 4", Base::Rtl), "٤ يف Phase 2 (v2.1) ةلحرم");
    }

    #[test]
    fn text_that_begins_on_the_left_keeps_its_digits_unless_it_is_a_figure() {
        assert_eq!(seen("Level 3", Base::Ltr), "Level 3");
        assert_eq!(seen("Level 3 نص", Base::default()), "Level 3 صن");
        assert_eq!(seen("3", Base::Ltr), "٣");
        assert_eq!(seen("75%", Base::default()), "٧٥٪");
        assert_eq!(seen("3 / 7", Base::Rtl), "٧ / ٣");
    }

    #[test]
    fn digits_change_no_width() {
        for text in ["نص 75.5% 1,000 x3", "123", "نص 2026-09-25 (3)"] {
            assert_eq!(measure(&visual(text, Base::Rtl, ARABIC)), measure(text));
        }
        let lines = PrintedText::new("السنة 2026", Base::Rtl, ARABIC).wrap(5);
        assert_eq!(lines.iter().map(|line| unshaped(&line.text)).collect::<Vec<_>>(), ["ةنسلا", "٢٠٢٦"]);
    }

    #[test]
    fn vowel_signs_are_drawn_on_their_letter_when_asked_for() {
        assert_eq!(visual("ثُمَّ", Base::Rtl, MARKED), "\u{FEE2}\u{64E}\u{651}\u{FE9B}\u{64F}");
        assert_eq!(visual("لَا", Base::Rtl, MARKED), "\u{FEFB}\u{64E}");
        assert_eq!(visual("ثُمَّ", Base::Rtl, ARABIC), "\u{FEE2}\u{FE9B}");
        let tower = format!("ب{}", "\u{64E}".repeat(10_000));
        assert_eq!(visual(&tower, Base::Rtl, MARKED), "\u{FFFD}\u{FE8F}\u{64E}\u{64E}\u{64E}\u{64E}");
        assert_eq!(visual("\u{64E}ب", Base::Rtl, MARKED), "\u{FE8F}\u{FFFD}");
    }
}
