//! A line of reasons as a row, with a sign that says the same as its colour.

use crate::report::{Reason, Tone};
use crate::theme::Role;
use crate::tui::widgets::Row;

/// The row of a line of reasons.
pub(super) fn reason_row(reason: &Reason) -> Row {
    let indent = u16::try_from(reason.indent * 2).unwrap_or_default();
    let row = Row::text(&reason.text, reason.tone.role()).indented(indent);
    match reason.tone {
        Tone::Good => row.marked("✓", Role::Good),
        Tone::Bad => row.marked("✗", Role::Bad),
        _ => row,
    }
}
