//! What the footer shows.

use super::TestApp;
use crate::bidi::visual;
use crate::tui::action::Action;

impl TestApp {
    /// Whether the footer names this key with the name of the action. No message may be in its place.
    pub fn hints_at(&self, key: &str, action: Action) -> bool {
        let workspace = &self.app.workspace;
        assert_eq!(workspace.status, None);
        let hint = format!("{key} {}", action.name(workspace.messages()));
        let hint = visual(&hint, workspace.direction().base(), workspace.presentation());
        let screen = self.screen();
        // Where the user types, the place of the caret follows.
        screen.lines().rfind(|line| !line.starts_with("caret:")).unwrap().contains(&hint)
    }
}
