//! The text form of levels, ranges, indexes and shares, for cells and sentences.
//!
//! It knows no table; [`super::Value`] decides which of these a cell needs.

use jiff::civil::DateTime;

use super::Edition;
use crate::model::{Level, LevelRange};
use crate::scoring::{Exact, Gap, Index, LevelShare};

/// Text of a cell without a value.
pub const NOTHING: &str = "–";

/// A level by its label, or a range of levels: `3`, `2–4`, in Arabic `2 إلى 4`.
pub fn level(edition: &Edition, range: LevelRange) -> String {
    let label = |level| edition.pack.scale().label(level);
    between(edition, &label(range.low), &label(range.high))
}

/// A level by the label that the pack's scale gives it.
pub fn label(edition: &Edition, level: Level) -> String {
    edition.pack.scale().label(level)
}

/// An index truncated to the pack's decimals, followed by its possible range while questions are open: `3.2 (2.8–3.5)`.
pub fn index(edition: &Edition, index: &Index) -> String {
    let decimals = edition.pack.scale().decimals;
    let value = index.value.printed(decimals);
    if index.low == index.high {
        return value;
    }
    let (low, high) = (index.low.printed(decimals), index.high.printed(decimals));
    let words = &edition.messages.reports.figures;
    words.index_range.fill(&[("value", &value), ("low", &low), ("high", &high)])
}

/// Number of levels missing to a target: `1`, or `0–2` while questions are open.
pub fn gap(edition: &Edition, gap: Gap) -> String {
    between(edition, &gap.low.to_string(), &gap.high.to_string())
}

/// A percentage: `66%`.
pub fn percent(edition: &Edition, value: u32) -> String {
    // The template keeps the percent sign on the correct side of its figure inside Arabic text.
    edition.messages.common.percent.fill(&[("value", &value)])
}

/// A share of the weight: `66%`, or `33–77%` while open questions can change it.
pub fn share(edition: &Edition, share: LevelShare) -> String {
    let (low, high) = (share.low.percent(), percent(edition, share.high.percent()));
    if low == share.high.percent() { high } else { between(edition, &low.to_string(), &high) }
}

/// Progress through a number of questions: `3 of 7`.
pub fn progress(edition: &Edition, count: usize, total: usize) -> String {
    edition.messages.common.of.fill(&[("count", &count), ("total", &total)])
}

/// A change of level: `2 → 3`, in Arabic `من 2 إلى 3`.
///
/// Arabic uses words, because the bidirectional algorithm would reverse an arrow between two figures.
pub fn raise(edition: &Edition, from: Level, to: Level) -> String {
    let (from, to) = (label(edition, from), label(edition, to));
    edition.messages.reports.figures.raise.fill(&[("from", &from), ("to", &to)])
}

/// A day with the time to the minute: `2026-11-25 04:49`.
pub fn moment(moment: DateTime) -> String {
    moment.strftime("%Y-%m-%d %H:%M").to_string()
}

/// Two figures as a range, or one if both are the same.
pub fn between(edition: &Edition, low: &str, high: &str) -> String {
    if low == high {
        return low.to_owned();
    }
    edition.messages.common.range.fill(&[("low", &low), ("high", &high)])
}

/// A difference between two indexes with its sign: `+0.4`, `-0.2`. `None` if there is none in what is printed.
pub fn signed(edition: &Edition, difference: &Exact) -> Option<String> {
    let printed = difference.printed(edition.pack.scale().decimals);
    let is_some = printed.contains(|digit: char| matches!(digit, '1'..='9'));
    is_some.then(|| if printed.starts_with('-') { printed } else { format!("+{printed}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bidi::{Base, Direction, Paragraph, logical};
    use crate::i18n::Language;
    use crate::report::example;

    #[test]
    fn a_figure_in_words_is_on_one_line_and_leaves_the_program_with_ordinary_blanks() {
        let pack = example::pack();
        let card = example::scored(&pack, &example::assessment(&pack));
        for (language, of, base) in [
            (Language::English, "of", Base::Own(Direction::LeftToRight)),
            (Language::Arabic, "من", Base::Own(Direction::RightToLeft)),
        ] {
            let edition = Edition::new(&pack, language);
            let index = super::index(&edition, card.whole.index.as_ref().unwrap());
            let (value, range) = index.split_once(' ').unwrap();
            let range_of_levels = LevelRange { low: Level(2), high: Level(4) };
            let raise = raise(&edition, Level(2), Level(3));
            for figure in [value, range, &level(&edition, range_of_levels), &progress(&edition, 3, 7), &raise]
            {
                let text = format!("{figure} {figure} {figure}");
                let paragraph = Paragraph::plain(&text, base);
                let width = crate::bidi::measure(figure);
                assert_eq!(paragraph.wrap(width).len(), 3, "{figure}");
                assert_eq!(paragraph.wrap(width * 2).len(), 3, "{figure}");
            }
            assert_eq!(logical(&progress(&edition, 3, 7)), format!("3 {of} 7"));
        }
    }
}
