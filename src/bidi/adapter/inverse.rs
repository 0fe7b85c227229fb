//! For terminals that run the bidi algorithm over every row whatever they are told: they are sent the row that it turns
//! into the wanted one.
//!
//! Blanks are sent as U+2800, BRAILLE PATTERN BLANK: to the algorithm it is a left-to-right letter, so that every word
//! is a stretch of its own and the row has a left-to-right direction from its first blank on.
//!
//! A European number that stands right behind a word, without a blank, cannot come out right so. Where more Arabic
//! follows on its right, the blanks up to there are left as they are; else the number is written in Arabic digits,
//! which stay where they are put.

use unicode_bidi::BidiClass;

use super::plan::{NumberPlacement, Plan, is_letter};
use super::row::{BLANK, SymbolRow};

/// A blank that is a left-to-right letter to the bidi algorithm, one cell wide.
const LETTER_BLANK: char = '\u{2800}';

/// Sends a row so that it comes out as it is wanted.
pub(super) fn send(row: &mut SymbolRow) {
    send_plan(row, &plan(&row.firsts()));
}

/// The plan with blanks that are letters.
pub(super) fn plan(firsts: &[char]) -> Plan {
    let mut plan = Plan::new(firsts.iter().map(|&c| if c == BLANK { LETTER_BLANK } else { c }));
    place_numbers(&mut plan);
    plan.settle(NumberPlacement::Precede);
    plan
}

/// Finds a way for every European number that stands on the right of all letters of its stretch.
fn place_numbers(plan: &mut Plan) {
    let mut after_letter = false;
    for at in 0..plan.pieces().len() {
        match plan.class(at) {
            BidiClass::L => after_letter = false,
            BidiClass::EN if after_letter && !reaches_letter(plan, at) => plan.use_arabic_digit(at),
            class => after_letter |= is_letter(class),
        }
    }
}

/// Joins a number with the next right-to-left letter on its right, if only blanks and signs stand between.
fn reaches_letter(plan: &mut Plan, number: usize) -> bool {
    let is_in_the_way = |at: &usize| {
        let piece = plan.pieces().get(*at);
        piece.is_none_or(|piece| {
            is_letter(piece.class) || (piece.class == BidiClass::L && piece.first != LETTER_BLANK)
        })
    };
    let end = (number..=plan.pieces().len()).find(is_in_the_way).unwrap_or(number);
    if !is_letter(plan.class(end)) {
        return false;
    }
    for at in number..end {
        if plan.pieces().get(at).is_some_and(|piece| piece.first == LETTER_BLANK) {
            plan.replace(at, BLANK);
        }
    }
    true
}

/// Makes the row what a plan says.
pub(super) fn send_plan(row: &mut SymbolRow, plan: &Plan) {
    for (symbol, piece) in plan.pieces().iter().enumerate() {
        row.replace(symbol, piece.sent());
    }
    row.rearrange(plan.order().into_iter());
}
