//! What a table says of the columns for which the terminal has no room.

use crate::bidi::own;
use crate::tui::workspace::Workspace;

/// That columns with these headings are not shown, and what to do. `None` if all are.
pub(super) fn left_out_columns(workspace: &Workspace, headings: &[String]) -> Option<String> {
    let mut named: Vec<String> = Vec::new();
    for heading in headings {
        let heading = own(heading);
        if !named.contains(&heading) {
            named.push(heading);
        }
    }
    let messages = workspace.messages();
    let columns = named.join(&messages.common.list_separator);
    (!named.is_empty()).then(|| messages.screens.status.columns_left_out.fill(&[("columns", &columns)]))
}
