//! For a terminal that does everything itself, and for what reads a screen aloud: base letters in the order they are
//! read, blanks as they are.
//!
//! The row is the one that the bidi algorithm turns into the wanted one, so a Latin word ends what is read in one
//! piece. A right-to-left mark goes before a number whose signs belong to it (`75%`, a date) or which begins what is
//! read; it hangs behind the symbol that is sent before it. A lam-alef stays one ligature, because it stays one cell,
//! and the letter before it is told to reach out to it by a zero-width joiner. What `inverse.rs` says of brackets, and
//! of a number that has no cell before it, is true here too.

use super::super::safe::JOINER;
use super::super::shaping::letter;
use super::inverse::{self, send_plan};
use super::plan::{NumberPlacement, Plan, RIGHT_TO_LEFT_MARK};
use super::row::SymbolRow;

/// Sends a row in the order it is read.
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

/// A lam-alef that joins the letter before it.
fn is_joined_ligature(c: char) -> bool {
    matches!(c, '\u{FEF6}' | '\u{FEF8}' | '\u{FEFA}' | '\u{FEFC}')
}
