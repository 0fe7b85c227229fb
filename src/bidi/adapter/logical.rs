//! For a terminal that does everything itself, and for screen readers: base letters in reading order, with normal
//! blanks.
//!
//! The row is the one that the bidi algorithm turns into the wanted one, so a Latin word ends the part that is read
//! in one piece. A right-to-left mark precedes a number whose signs belong to it (`75%`, a date) or which begins a
//! part that is read; it is appended to the symbol sent before it. A lam-alef stays one ligature, because it stays
//! one cell, and a zero-width joiner makes the letter before it take its joined form. The limits of `inverse.rs` for
//! brackets, and for a number without a cell before it, apply here too.

use super::super::safe::JOINER;
use super::super::shaping::letter;
use super::inverse::{self, send_plan};
use super::plan::{NumberPlacement, Plan, RIGHT_TO_LEFT_MARK};
use super::row::SymbolRow;

/// Sends a row in reading order.
pub(super) fn send(row: &mut SymbolRow) {
    let firsts = row.firsts();
    let mut plan = Plan::new(firsts.iter().copied());
    if !plan.settle_to_the_letter(NumberPlacement::Follow) {
        plan = inverse::plan(&firsts);
    }
    send_plan(row, &plan);
    for (symbol, piece) in plan.pieces().iter().enumerate() {
        if let Some(letter) = letter(piece.first) {
            row.replace(symbol, letter);
            let reaches_ligature = symbol
                .checked_sub(1)
                .and_then(|left| firsts.get(left))
                .is_some_and(|c| is_joined_ligature(*c));
            if reaches_ligature {
                row.append(symbol, JOINER);
            }
        }
        if piece.marked {
            row.append(symbol, RIGHT_TO_LEFT_MARK);
        }
    }
}

/// Whether a character is a lam-alef that joins the letter before it.
fn is_joined_ligature(c: char) -> bool {
    matches!(c, '\u{FEF6}' | '\u{FEF8}' | '\u{FEFA}' | '\u{FEFC}')
}
