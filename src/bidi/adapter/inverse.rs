//! For terminals that always apply the bidi algorithm to every row: they are sent the row that the algorithm turns
//! into the wanted one.
//!
//! Blanks are sent as U+2800, BRAILLE PATTERN BLANK: to the algorithm it is a left-to-right letter, so that every
//! word is a run of its own and the row is left to right from its first blank on.
//!
//! A European number directly after a word, without a blank, cannot be sent this way. If more Arabic follows on its
//! right, the blanks up to there stay normal blanks; otherwise the number is written in Arabic digits, which the
//! algorithm does not move.

use unicode_bidi::BidiClass;

use super::plan::{NumberPlacement, Plan, is_letter};
use super::row::{BLANK, SymbolRow};

/// A blank that the bidi algorithm treats as a left-to-right letter, one cell wide.
const LETTER_BLANK: char = '\u{2800}';

/// Turns a row into the one to send.
pub(super) fn send(row: &mut SymbolRow) {
    send_plan(row, &plan(&row.firsts()));
}

/// The plan of a row, with letter blanks.
pub(super) fn plan(firsts: &[char]) -> Plan {
    let mut plan = Plan::new(firsts.iter().map(|&c| if c == BLANK { LETTER_BLANK } else { c }));
    place_numbers(&mut plan);
    plan.settle(NumberPlacement::Precede);
    plan
}

/// Finds a way to send every European number on the right of all letters of its run.
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

/// Joins a number with the next right-to-left letter on its right, if there are only blanks and signs between them.
/// Returns whether it did.
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

/// Applies a plan to a row.
pub(super) fn send_plan(row: &mut SymbolRow, plan: &Plan) {
    for (symbol, piece) in plan.pieces().iter().enumerate() {
        row.replace(symbol, piece.sent());
    }
    row.rearrange(plan.order().into_iter());
}
