//! What the user chooses for good, and its files: the settings and the terminals.

use super::{
    app::App,
    effect::Effect,
    outside::{Outside, show},
};
use crate::bidi::Adapter;
use crate::explain::Explain;
use crate::settings::{NotSaved, Settings, Terminals};

impl Outside {
    /// Saves what was chosen and is not in the file yet.
    pub(super) fn save_settings(&mut self, app: &mut App, is_said: bool) -> Vec<Effect> {
        match app.workspace.unsaved.save(&self.paths) {
            Ok(()) => {
                app.workspace.unsaved = Settings::default();
                self.reported.clear();
                if is_said {
                    app.workspace.status = Some(app.workspace.messages().screens.settings.saved.clone());
                }
                Vec::new()
            }
            Err(error) => self.report(app, error),
        }
    }

    /// Remembers how this terminal is sent Arabic. A way that the settings name for every terminal no longer counts then.
    pub(super) fn keep_adapter(&mut self, app: &mut App, adapter: Adapter) -> Vec<Effect> {
        if let Err(error) = Terminals::change(&self.paths, |known| known.choose(&self.terminal, adapter)) {
            return self.report(app, error);
        }
        app.workspace.decide_by_terminal();
        if app.workspace.unsaved != Settings::default() {
            return self.save_settings(app, true);
        }
        self.reported.clear();
        app.workspace.status = Some(app.workspace.messages().screens.picture_test.kept.clone());
        Vec::new()
    }

    /// Reports why a choice was not saved: in a window the first time, at the bottom every time.
    fn report(&mut self, app: &mut App, error: NotSaved) -> Vec<Effect> {
        let messages = app.workspace.messages();
        app.workspace.status = Some(messages.screens.settings.not_saved.clone());
        if self.reported.contains(&error) {
            return Vec::new();
        }
        let told = error.explain(messages);
        self.reported.push(error);
        show(app, &told)
    }
}
