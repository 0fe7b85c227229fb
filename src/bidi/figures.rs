//! Keeps the order of dates, times, versions, shares and ranges that users type into Arabic text.
//!
//! By the algorithm the parts of `2026-03-12` are ordered from right to left after an Arabic word, and `75%` becomes
//! `%75`. A reader who relies on a date needs its real order, so this is a higher-level override as UAX #9, HL3
//! allows.

use std::ops::Range;

use unicode_bidi::Level;

use super::bases::Bases;
use super::class::is_alphabetic;
use super::cluster::Cluster;
use super::order::{Island, raised};

/// Raises every figure of a right-to-left text to the level of its numbers: of a paragraph, or of an island that is read in
/// its own way. Other islands keep the order of their figures themselves.
pub(super) fn keep_whole(text: &str, bases: &Bases, islands: &[Island], clusters: &mut [Cluster]) {
    if (!bases.has_rtl() && islands.is_empty()) || !text.contains(is_digit) {
        return;
    }
    let mut first = 0;
    for figure in figures(text) {
        let from = |byte: usize, clusters: &[Cluster]| {
            let rest = clusters.get(first..).unwrap_or_default();
            first + rest.partition_point(|cluster| cluster.bytes().start < byte)
        };
        let members = from(figure.start, clusters)..from(figure.end, clusters);
        first = members.start;
        let around = islands.partition_point(|island| island.clusters.end <= first);
        let level = match islands.get(around).filter(|island| island.clusters.contains(&first)) {
            Some(island) => island.own.map(raised),
            None => Some(bases.at(figure.start)),
        };
        let Some(level) = level.filter(Level::is_rtl) else { continue };
        let number = Level::new(level.number() + 1).unwrap_or(level);
        for cluster in clusters.get_mut(members).unwrap_or_default() {
            cluster.level = cluster.level.max(number);
        }
    }
}

/// The byte ranges of the figures of a text: digits with signs between them, a sign before or a percent sign after them.
///
/// A short range such as `3-5` is none, because an Arabic reader reads its first number on the right. Nor is a sign next
/// to Arabic digits: the algorithm places it as Arabic writes it, a minus on the right and a percent sign on the left.
fn figures(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut letters = text.char_indices().peekable();
    let mut before = None;
    let mut after_letter = false;
    std::iter::from_fn(move || {
        loop {
            let (start, first) = letters.next()?;
            let last = before.replace(first);
            let is_followed = letters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
            let is_signed = is_followed && is_sign(first, last);
            if !is_signed && (!is_digit(first) || after_letter) {
                after_letter = is_alphabetic(first) || (after_letter && is_digit(first));
                continue;
            }
            let mut end = start + first.len_utf8();
            let mut is_compound = is_signed;
            let mut between = None;
            while let Some((at, letter)) =
                letters.next_if(|(_, letter)| is_digit(*letter) || is_joint(*letter))
            {
                let last = before.replace(letter);
                if is_digit(letter) {
                    is_compound |= between.take().is_some();
                    end = at + letter.len_utf8();
                } else if between.replace(at).is_some() {
                    break;
                } else if is_share(letter) {
                    if !last.is_some_and(is_arabic_digit) {
                        is_compound = true;
                        end = at + letter.len_utf8();
                    }
                    break;
                }
            }
            if is_compound && !is_short_range(text.get(start..end).unwrap_or_default()) {
                return Some(start..end);
            }
        }
    })
}

/// Whether a character before a digit is its sign, and no hyphen or joint.
fn is_sign(letter: char, before: Option<char>) -> bool {
    match letter {
        '+' => !before.is_some_and(is_digit),
        '-' | '\u{2212}' => {
            before.is_none_or(|before| before.is_whitespace() || matches!(before, '(' | '[' | '«'))
        }
        _ => false,
    }
}

/// Whether a figure is two short numbers with a hyphen between them, and no date.
fn is_short_range(figure: &str) -> bool {
    let is_short = |part: &str| (1..=3).contains(&part.chars().count()) && part.chars().all(is_digit);
    figure.split_once('-').is_some_and(|(low, high)| is_short(low) && is_short(high))
}

fn is_arabic_digit(letter: char) -> bool {
    matches!(letter, '٠'..='٩')
}

fn is_digit(letter: char) -> bool {
    matches!(letter, '0'..='9' | '٠'..='٩' | '۰'..='۹')
}

/// Whether a sign may occur once between the digits of a figure, or after them.
fn is_joint(letter: char) -> bool {
    matches!(letter, '-' | '/' | '.' | ':' | ',' | '٫' | '٬') || is_share(letter)
}

fn is_share(letter: char) -> bool {
    matches!(letter, '%' | '٪' | '‰')
}

#[cfg(test)]
mod tests {
    use super::super::tests::unshaped;
    use super::super::{Base, Digits, Figures, Presentation, ltr, own, visual};
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        figures(text).map(|range| text.get(range).unwrap()).collect()
    }

    #[test]
    fn dates_times_shares_and_versions_are_figures_and_words_with_digits_are_not() {
        assert_eq!(found("في 2026-03-12، الساعة 10:30."), ["2026-03-12", "10:30"]);
        assert_eq!(found("بنسبة 75% و 3/55 و ٧٥٪"), ["75%", "3/55"]);
        assert_eq!(found("بنسبة ۷۵٪ في ۲۰۲۶-۰۳-۱۲"), ["۷۵٪", "۲۰۲۶-۰۳-۱۲"]);
        assert_eq!(found("12 ثم 7، adr-001.md v1.2 a1-2"), Vec::<&str>::new());
        assert_eq!(found("1..2 3- 4"), Vec::<&str>::new());
        assert_eq!(found("1.2.3"), ["1.2.3"]);
    }

    #[test]
    fn a_sign_belongs_to_its_figure_and_a_hyphen_does_not() {
        assert_eq!(found("من -0.5 و+3 (-2) إلى +1.5%"), ["-0.5", "+3", "-2", "+1.5%"]);
        assert_eq!(found("كوفيد-19 ثم - 2 و 1+1"), Vec::<&str>::new());
    }

    #[test]
    fn a_short_range_is_read_from_the_right_and_a_date_or_telephone_number_is_not() {
        assert_eq!(found("ص 3-5 ثم ٣-٥ ثم 10-120"), Vec::<&str>::new());
        assert_eq!(found("2026-03 ثم 011-4567"), ["2026-03", "011-4567"]);
    }

    #[test]
    fn the_signs_of_arabic_digits_stand_as_arabic_writes_them() {
        let whole = Presentation { figures: Figures::Whole, ..Presentation::default() };
        let arabic = Presentation { digits: Digits::Arabic, ..whole };
        let seen = |text: &str, presentation| unshaped(&visual(text, Base::Rtl, presentation));
        assert_eq!(seen("من ٧٥٪ ثم", whole), "مث ٪٧٥ نم");
        for text in ["من 75% إلى -0.5".to_owned(), format!("من {} إلى {}", ltr("75%"), ltr("-0.5"))]
        {
            assert_eq!(seen(&text, whole), "-0.5 ىلإ 75% نم");
            assert_eq!(seen(&text, arabic), "٠٫٥- ىلإ ٪٧٥ نم");
        }
    }

    #[test]
    fn a_date_typed_into_an_arabic_sentence_keeps_its_order() {
        let whole = Presentation { figures: Figures::Whole, ..Presentation::default() };
        let seen = |text: &str, presentation| unshaped(&visual(text, Base::Rtl, presentation));
        assert_eq!(seen("في 2026-03-12 قرار", whole), "رارق 2026-03-12 يف");
        assert_eq!(seen("بنسبة 75%.", whole), ".75% ةبسنب");
        assert_eq!(seen("ثم ٢٠٢٦-٠٣-١٢", whole), "٢٠٢٦-٠٣-١٢ مث");
        assert_eq!(seen("في 2026-03-12 قرار", Presentation::default()), "رارق 12-03-2026 يف");
        let note = format!("Note: {} {}", own("في 2026-03-12 قرار"), ltr("1-2"));
        assert_eq!(unshaped(&visual(&note, Base::Ltr, whole)), "Note: رارق 2026-03-12 يف 1-2");
    }
}
