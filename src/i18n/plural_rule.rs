//! The category of a count in each language that needs a rule of its own. The categories and rules are those of the
//! Unicode CLDR for whole numbers. It knows no sentence.

/// Finds the category of a count in one language.
pub(super) type PluralRule = fn(usize) -> PluralCategory;

/// A category of the CLDR, which names a form of [`Plural`](super::Plural).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PluralCategory {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// English, German, Swahili, Urdu and many more.
pub(super) fn one_and_other(count: usize) -> PluralCategory {
    if count == 1 { PluralCategory::One } else { PluralCategory::Other }
}

/// Arabic.
pub(super) fn arabic(count: usize) -> PluralCategory {
    match (count, count % 100) {
        (0, _) => PluralCategory::Zero,
        (1, _) => PluralCategory::One,
        (2, _) => PluralCategory::Two,
        (_, 3..=10) => PluralCategory::Few,
        (_, 11..=99) => PluralCategory::Many,
        _ => PluralCategory::Other,
    }
}
