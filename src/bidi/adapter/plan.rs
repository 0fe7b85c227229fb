//! The inverse of the bidi algorithm: from a wanted row to the row that a terminal turns into it.
//!
//! A terminal gives every symbol a level (UAX #9, with a left-to-right paragraph and no embedding: 0, 1, or 2 for a
//! number among right-to-left letters). Then it reverses the runs on level 1 and above, and again those on level 2.
//! The same reversals undo it, so the task is to find levels for the wanted row that the terminal also finds in the
//! row that is sent. Between two left-to-right letters they follow from the rules:
//!
//! - symbols between the first and the last right-to-left letter or Arabic digit are on level 1 or above (N1), except
//!   European digits on their left: those follow a left-to-right letter and count as such (W7);
//! - all other symbols are on level 0 (N2, I1);
//! - digits inside, with the signs that belong to them (W4, W5), are on level 2.
//!
//! European digits on the right of all right-to-left letters have no solution, because they would be sent before
//! those letters and would follow a left-to-right letter. The caller of the plan must handle them. Brackets count as
//! pairs (N0), which these rules do not cover, so every plan is verified.

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, ParagraphBidiInfo};

use super::super::class::{Classes, bidi_class};
use super::row::{BLANK, mirrored};

/// Put before a number, so that its signs belong to it even among Arabic letters. U+200F, which takes no cell.
pub(super) const RIGHT_TO_LEFT_MARK: char = '\u{200F}';

/// A wanted row from left to right, and what to send for each symbol.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pieces: Vec<PlannedSymbol>,
}

/// One symbol of a plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlannedSymbol {
    /// The first character of the wanted symbol, which decides how the symbol is treated.
    pub first: char,
    /// The bidi class of `first`.
    pub class: BidiClass,
    /// The level that the terminal will give it.
    pub level: Level,
    /// Whether a right-to-left mark is sent after it.
    pub marked: bool,
}

impl Plan {
    /// A plan for symbols that begin with these characters, with all levels 0.
    pub(super) fn new(firsts: impl IntoIterator<Item = char>) -> Self {
        let piece =
            |first| PlannedSymbol { first, class: class_of(first), level: Level::ltr(), marked: false };
        Self { pieces: firsts.into_iter().map(piece).collect() }
    }

    /// The symbols from left to right.
    pub(super) fn pieces(&self) -> &[PlannedSymbol] {
        &self.pieces
    }

    /// The class of a symbol. Positions outside the row count as left-to-right letters.
    pub(super) fn class(&self, symbol: usize) -> BidiClass {
        self.pieces.get(symbol).map_or(BidiClass::L, |piece| piece.class)
    }

    /// Replaces the first character of a symbol.
    pub(super) fn replace(&mut self, symbol: usize, first: char) {
        if let Some(piece) = self.pieces.get_mut(symbol) {
            (piece.first, piece.class) = (first, class_of(first));
        }
    }

    /// Finds the levels. If there is no exact solution, it replaces brackets, or the digits of a number that mixes
    /// Arabic and European ones.
    pub(super) fn settle(&mut self, numbers: NumberPlacement) {
        if self.settle_to_the_letter(numbers) {
            return;
        }
        self.follow_rules(numbers);
        self.unpair_brackets();
        if !self.shows_as_wanted() {
            self.write_numbers_alike();
            self.follow_rules(numbers);
        }
    }

    /// Finds the levels. Returns whether the terminal will show exactly the wanted row.
    pub(super) fn settle_to_the_letter(&mut self, numbers: NumberPlacement) -> bool {
        self.follow_rules(numbers);
        if self.shows_as_wanted() {
            return true;
        }
        self.take_wanted_levels();
        self.shows_as_wanted()
    }

    /// The indexes of the symbols in the order they are sent.
    pub(super) fn order(&self) -> Vec<usize> {
        let levels: Vec<Level> = self.pieces.iter().map(|piece| piece.level).collect();
        BidiInfo::reorder_visual(&levels)
    }

    /// Whether a terminal turns the row that is sent into the wanted one.
    fn shows_as_wanted(&self) -> bool {
        let order = self.order();
        let sent = order.iter().filter_map(|&symbol| self.pieces.get(symbol));
        let levels = levels_of(sent.map(|piece| (piece.sent(), piece.marked)));
        let seen = BidiInfo::reorder_visual(&levels);
        let is_wanted = |(wanted, &place): (usize, &usize)| {
            let turned = levels.get(place).is_some_and(Level::is_rtl);
            let piece = self.pieces.get(wanted);
            order.get(place) == Some(&wanted)
                && piece
                    .is_some_and(|piece| piece.level.is_rtl() == turned || mirrored(piece.first).is_none())
        };
        seen.iter().enumerate().all(is_wanted)
    }

    /// Takes the levels that the wanted row would have if it were sent as it is. They respect its pairs of brackets.
    fn take_wanted_levels(&mut self) {
        let levels = levels_of(self.pieces.iter().map(|piece| (piece.first, piece.marked)));
        self.pieces.iter_mut().zip(levels).for_each(|(piece, level)| piece.level = level);
    }

    /// Replaces the European digits among right-to-left letters by Arabic ones.
    fn write_numbers_alike(&mut self) {
        let inside = |piece: &PlannedSymbol| piece.class == BidiClass::EN && piece.level != Level::ltr();
        let numbers = self.pieces.iter().enumerate().filter(|(_, piece)| inside(piece));
        for number in numbers.map(|(at, _)| at).collect::<Vec<_>>() {
            self.use_arabic_digit(number);
        }
    }

    /// Replaces brackets among right-to-left letters by similar signs that form no pairs.
    fn unpair_brackets(&mut self) {
        for piece in self.pieces.iter_mut().filter(|piece| piece.level.is_rtl()) {
            piece.first = match piece.first {
                '(' | '[' | '{' => '\u{2039}',
                ')' | ']' | '}' => '\u{203A}',
                other => other,
            };
        }
    }

    fn follow_rules(&mut self, numbers: NumberPlacement) {
        self.pieces.iter_mut().for_each(|piece| piece.level = Level::ltr());
        let mut start = 0;
        while start < self.pieces.len() {
            let end = (start..self.pieces.len()).find(|&at| self.class(at) == BidiClass::L);
            let end = end.unwrap_or(self.pieces.len());
            self.follow_rules_between(start..end, numbers);
            start = end + 1;
        }
    }

    /// Sets the levels between two left-to-right letters.
    fn follow_rules_between(&mut self, between: Range<usize>, numbers: NumberPlacement) {
        let letter = between.clone().find(|&at| is_letter(self.class(at)));
        let mut start = between.start;
        for at in between.start..letter.unwrap_or(between.end) {
            let stays = numbers == NumberPlacement::Precede || !self.follows(at, &between);
            if self.class(at) == BidiClass::EN && stays {
                self.turn(start..at, numbers);
                start = at + 1;
            }
        }
        self.turn(start..between.end, numbers);
    }

    /// Whether a European number on the left of all letters can be read as the end of their phrase: it is between
    /// blanks and letters follow it.
    fn follows(&self, digit: usize, between: &Range<usize>) -> bool {
        let token = self.token(digit, between);
        let blank = |at: usize| self.pieces.get(at).is_none_or(|piece| piece.first == BLANK);
        let next = (token.end..between.end).find(|&at| !blank(at));
        self.class(token.start) == BidiClass::EN
            && token.start.checked_sub(1).is_none_or(blank)
            && blank(token.end)
            && next.is_some_and(|at| is_letter(self.class(at)))
    }

    /// The digits and number signs around a digit.
    fn token(&self, digit: usize, within: &Range<usize>) -> Range<usize> {
        let belongs = |at: &usize| {
            matches!(self.class(*at), BidiClass::EN | BidiClass::ES | BidiClass::ET | BidiClass::CS)
        };
        let start = (within.start..digit).rev().take_while(belongs).last().unwrap_or(digit);
        start..(digit..within.end).find(|at| !belongs(at)).unwrap_or(within.end)
    }

    /// Puts the symbols between the first and the last right-to-left letter or number of a range on level 1, and its
    /// numbers on level 2.
    fn turn(&mut self, stretch: Range<usize>, numbers: NumberPlacement) {
        let turns = |at: &usize| is_letter(self.class(*at)) || is_number(self.class(*at));
        let Some(first) = stretch.clone().find(turns) else { return };
        let last = stretch.rev().find(turns).unwrap_or(first);
        if numbers == NumberPlacement::Follow {
            self.mark_numbers(first..last + 1);
        }
        for piece in self.pieces.iter_mut().take(last + 1).skip(first) {
            piece.level = Level::rtl();
        }
        let mut letter = if self.is_marked(first.checked_sub(1)) { BidiClass::R } else { BidiClass::L };
        for at in (first..=last).rev() {
            // From right to left, because a reversed run is sent in that order.
            let class = self.class(at);
            if is_letter(class) {
                letter = class;
            }
            if is_number(class) || self.belongs_to_number(at, letter) {
                self.raise(at);
            }
            if self.is_marked(Some(at)) {
                letter = BidiClass::R;
            }
        }
    }

    /// Marks the numbers that need a right-to-left mark. A reversed run is sent from its right end, so a number
    /// follows the symbol on its right, and the first symbol sent follows the one on the left of the run.
    fn mark_numbers(&mut self, turned: Range<usize>) {
        let mut behind_letters = true;
        let mut at = turned.end;
        while at > turned.start {
            at -= 1;
            behind_letters &= !is_letter(self.class(at));
            if self.class(at) != BidiClass::EN {
                continue;
            }
            let token = self.token(at, &turned);
            let signs = token.clone().any(|at| matches!(self.class(at), BidiClass::ES | BidiClass::ET));
            let before = if token.end < turned.end { Some(token.end) } else { turned.start.checked_sub(1) };
            match before {
                Some(before) if (signs || behind_letters) && !is_number(self.class(before)) => {
                    self.mark(before);
                }
                Some(before) if behind_letters && token.end == turned.end => self.mark(before),
                None if behind_letters => token.clone().for_each(|at| self.use_arabic_digit(at)),
                _ => {}
            }
            at = token.start;
        }
    }

    fn is_marked(&self, symbol: Option<usize>) -> bool {
        symbol.and_then(|at| self.pieces.get(at)).is_some_and(|piece| piece.marked)
    }

    fn mark(&mut self, symbol: usize) {
        if let Some(piece) = self.pieces.get_mut(symbol) {
            piece.marked = true;
        }
    }

    /// Replaces a European digit by an Arabic one.
    pub(super) fn use_arabic_digit(&mut self, symbol: usize) {
        let digit = self.pieces.get(symbol).and_then(|piece| match piece.first {
            c @ '0'..='9' => char::from_u32(0x660 + u32::from(c) - u32::from('0')),
            c @ '\u{6F0}'..='\u{6F9}' => char::from_u32(0x660 + u32::from(c) - 0x6F0),
            _ => None,
        });
        if let Some(digit) = digit {
            self.replace(symbol, digit);
        }
    }

    fn raise(&mut self, symbol: usize) {
        if let Some(piece) = self.pieces.get_mut(symbol) {
            piece.level = Level::new(2).unwrap_or(piece.level);
        }
    }

    /// Whether a sign belongs to the number next to it, after a letter of class `letter` (UAX #9, W2, W4 and W5).
    fn belongs_to_number(&self, sign: usize, letter: BidiClass) -> bool {
        let kind = |at: Option<usize>| {
            let class = at.map_or(BidiClass::L, |at| self.class(at));
            if class == BidiClass::EN && letter == BidiClass::AL { BidiClass::AN } else { class }
        };
        let (before, after) = (kind(sign.checked_sub(1)), kind(Some(sign + 1)));
        match self.class(sign) {
            BidiClass::CS => before == after && is_number(before),
            BidiClass::ES => before == BidiClass::EN && after == BidiClass::EN,
            BidiClass::ET => {
                let beyond = |at: &usize| self.class(*at) != BidiClass::ET;
                let left = (0..sign).rev().find(beyond);
                let right = (sign..self.pieces.len()).find(beyond);
                kind(left) == BidiClass::EN || kind(right) == BidiClass::EN
            }
            _ => false,
        }
    }
}

impl PlannedSymbol {
    /// The character that is sent. On level 1 a bracket is mirrored, because the terminal mirrors it again.
    pub(super) fn sent(self) -> char {
        if self.level.is_rtl() { mirrored(self.first).unwrap_or(self.first) } else { self.first }
    }
}

/// The treatment of a European number on the left of right-to-left letters, if both ways are correct.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberPlacement {
    /// It is sent before them.
    Precede,
    /// It is sent after them, in reading order, if it is a word of its own.
    Follow,
}

/// The levels that a terminal gives to symbols, in the order they are sent.
fn levels_of(sent: impl Iterator<Item = (char, bool)>) -> Vec<Level> {
    let (mut text, mut places) = (String::new(), Vec::new());
    for (first, marked) in sent {
        places.push(text.len());
        text.push(first);
        if marked {
            text.push(RIGHT_TO_LEFT_MARK);
        }
    }
    let levels = ParagraphBidiInfo::new_with_data_source(&Classes, &text, Some(Level::ltr())).levels;
    places.into_iter().map(|place| levels.get(place).copied().unwrap_or(Level::ltr())).collect()
}

pub(super) fn is_letter(class: BidiClass) -> bool {
    matches!(class, BidiClass::R | BidiClass::AL)
}

fn is_number(class: BidiClass) -> bool {
    matches!(class, BidiClass::EN | BidiClass::AN)
}

/// The class of a character, with the common ones decided before any table.
fn class_of(c: char) -> BidiClass {
    match c {
        'A'..='Z' | 'a'..='z' | '\u{2800}' => BidiClass::L,
        '\u{FE80}'..='\u{FEFC}' => BidiClass::AL,
        '\u{2500}'..='\u{259F}' => BidiClass::ON,
        BLANK => BidiClass::WS,
        _ => bidi_class(c),
    }
}
