//! The side on which each paragraph of a text begins. It knows no clusters and no cells.

use unicode_bidi::{Level, get_base_direction_full};

use super::direction::Base;
use super::direction::Direction;
use super::island::{self, without_islands};
use super::outside::{has_letter, outside};

impl Direction {
    /// The direction of a text: of its first letter outside islands, or of the screen if it has none. A text that is one
    /// island has the direction in which the island is read, if it has letters.
    pub fn of(text: &str, screen: Self) -> Self {
        of_letters(text).unwrap_or(screen)
    }

    /// The level of a paragraph of this direction.
    fn level(self) -> Level {
        match self {
            Self::LeftToRight => Level::ltr(),
            Self::RightToLeft => Level::rtl(),
        }
    }
}

/// The direction of a text by its letters; `None` if it has none outside islands.
fn of_letters(text: &str) -> Option<Direction> {
    // Most texts begin with the letter that decides, and islands with their mark.
    let inside = text.strip_prefix(island::OPEN_OWN).filter(|_| island::is_own(text));
    match inside.unwrap_or(text).chars().next() {
        Some('A'..='Z' | 'a'..='z') => return Some(Direction::LeftToRight),
        Some('\u{620}'..='\u{64A}') => return Some(Direction::RightToLeft),
        _ => {}
    }
    if text.is_ascii() {
        return text.bytes().any(|byte| byte.is_ascii_alphabetic()).then_some(Direction::LeftToRight);
    }
    if island::is_island(text) {
        return has_letter(text).then_some(Direction::LeftToRight);
    }
    let inside = if island::is_own(text) { Some(without_islands(text)) } else { None };
    match get_base_direction_full(outside(inside.as_deref().unwrap_or(text)).as_ref()) {
        unicode_bidi::Direction::Rtl => Some(Direction::RightToLeft),
        unicode_bidi::Direction::Ltr => Some(Direction::LeftToRight),
        unicode_bidi::Direction::Mixed => None,
    }
}

/// The levels of the paragraphs of a text; a line feed ends a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bases {
    first: Level,
    /// The later paragraphs whose level is another than that of the one before, each with its first byte.
    turns: Vec<(usize, Level)>,
}

impl Bases {
    /// The levels of a text's paragraphs.
    pub(super) fn of(text: &str, base: Base) -> Self {
        let screen = match base {
            Base::Ltr => return Self::one(Level::ltr()),
            Base::Rtl => return Self::one(Level::rtl()),
            Base::Own(screen) => screen,
        };
        if !text.contains('\n') {
            return Self::one(Direction::of(text, screen).level());
        }
        let of_letters: Vec<(usize, Option<Direction>)> =
            paragraphs(text).map(|(start, paragraph)| (start, of_letters(paragraph))).collect();
        // Signs and figures between paragraphs belong to the text around them.
        let others = of_letters.iter().find_map(|(_, direction)| *direction).unwrap_or(screen);
        let mut levels =
            of_letters.into_iter().map(|(start, direction)| (start, direction.unwrap_or(others).level()));
        let first = levels.next().map_or(Level::ltr(), |(_, level)| level);
        let mut before = first;
        let turns = levels.filter(|(_, level)| std::mem::replace(&mut before, *level) != *level).collect();
        Self { first, turns }
    }

    /// A text whose paragraphs are all on one level.
    fn one(level: Level) -> Self {
        Self { first: level, turns: Vec::new() }
    }

    /// The level of the paragraph at a byte.
    pub(super) fn at(&self, byte: usize) -> Level {
        let before = self.turns.partition_point(|(start, _)| *start <= byte);
        before.checked_sub(1).and_then(|turn| self.turns.get(turn)).map_or(self.first, |(_, level)| *level)
    }

    /// The level of all paragraphs; `None` if they differ.
    pub(super) fn all(&self) -> Option<Level> {
        self.turns.is_empty().then_some(self.first)
    }

    /// Whether a paragraph begins on the right.
    pub(super) fn has_rtl(&self) -> bool {
        self.first.is_rtl() || !self.turns.is_empty()
    }
}

/// The paragraphs of a text without their line feeds, each with its first byte.
fn paragraphs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split('\n').map(move |paragraph| {
        let at = start;
        start += paragraph.len() + 1;
        (at, paragraph.strip_suffix('\r').unwrap_or(paragraph))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{ltr, own};
    use super::*;

    const LEFT: Direction = Direction::LeftToRight;
    const RIGHT: Direction = Direction::RightToLeft;

    #[test]
    fn a_text_follows_its_own_first_letter_and_one_without_letters_the_screen() {
        for (text, english, arabic) in [
            ("3 ○", LEFT, RIGHT),
            ("◆ …", LEFT, RIGHT),
            ("Portal · 2", LEFT, LEFT),
            ("بوابة 2", RIGHT, RIGHT),
            ("بوابة GSB", RIGHT, RIGHT),
            ("GSB بوابة", LEFT, LEFT),
            ("1. שאלה about X", RIGHT, RIGHT),
            (&ltr("/تقييم"), LEFT, LEFT),
            (&ltr("75%"), LEFT, RIGHT),
            (&own("بوابة GSB"), RIGHT, RIGHT),
            (&format!("{}: 3", own("بوابة")), LEFT, RIGHT),
            (&format!("{}، السؤال", own("Portal")), RIGHT, RIGHT),
        ] {
            assert_eq!((Direction::of(text, LEFT), Direction::of(text, RIGHT)), (english, arabic), "{text}");
        }
    }

    #[test]
    fn each_paragraph_follows_its_own_first_letter_and_one_without_letters_the_text() {
        let text = format!("1)\r\nنص one\n(2)\nEnglish نص\n\nעברית\n{}\n", own("أول\nsecond"));
        let bases = Bases::of(&text, Base::Own(LEFT));
        let sides: String =
            paragraphs(&text).map(|(start, _)| if bases.at(start).is_rtl() { 'r' } else { 'l' }).collect();
        assert_eq!(sides, "rrrlrrrlr");
        assert_eq!(bases.at(text.len()), Level::rtl());
        assert_eq!(Bases::of("1\n2", Base::Own(RIGHT)).all(), Some(Level::rtl()));
        assert_eq!(Bases::of(&text, Base::Ltr).all(), Some(Level::ltr()));
    }
}
