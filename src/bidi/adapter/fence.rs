//! For terminals that reorder text but keep the marks of a cell: a left-to-right mark behind each right-to-left letter
//! leaves them nothing to reorder.
//!
//! The mark always trails. One before its letter would join the cell on its left, and be lost when only the letter is
//! drawn again.

use super::row::{BLANK, SymbolRow, is_right_to_left};

/// U+200E, of no width.
const LEFT_TO_RIGHT_MARK: char = '\u{200E}';

/// Fences every right-to-left letter of a row off. A terminal that takes the direction of a row from its first letter
/// must find one from left to right: a mark hangs on a blank before all of them, or else on whatever stands there. A
/// row whose first cell is such a letter has no place for it.
pub(super) fn send(row: &mut SymbolRow) {
    let firsts = row.firsts();
    let before = firsts.iter().take_while(|&&c| !is_right_to_left(c)).count();
    let opening = firsts.iter().take(before).position(|&c| c == BLANK).or(before.checked_sub(1));
    if let Some(symbol) = opening {
        row.append(symbol, LEFT_TO_RIGHT_MARK);
    }
    for (symbol, _) in firsts.iter().enumerate().filter(|(_, c)| is_right_to_left(**c)) {
        row.append(symbol, LEFT_TO_RIGHT_MARK);
    }
}
