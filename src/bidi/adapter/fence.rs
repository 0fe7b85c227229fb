//! For terminals that reorder text but keep the marks of a cell: a left-to-right mark after each right-to-left letter
//! leaves them no run to reorder.
//!
//! The mark is always after its letter. A mark before it would go to the cell on its left, and would be lost if only
//! the letter is drawn again.

use super::row::{BLANK, SymbolRow, is_right_to_left};

/// U+200E, which takes no cell.
const LEFT_TO_RIGHT_MARK: char = '\u{200E}';

/// Adds the marks to a row. A terminal that takes the direction of a row from its first letter must find a
/// left-to-right one first. So there is one mark on a blank before all right-to-left letters, or otherwise on the
/// last symbol before them. A row whose first cell is a right-to-left letter has no cell for it.
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
