//! What the user chooses for good, and its files: the settings and the terminals.

use super::{
    app::App,
    effect::Effect,
    jobs::Job,
    world::{World, show},
};
use crate::explain::Explain;
use crate::settings::{NotSaved, Settings};

impl World {
    /// Has saved what was chosen and is not in the file yet.
    pub(super) fn save_settings(&mut self, app: &mut App, is_said: bool) {
        let settings = app.workspace.unsaved.clone();
        self.order_job(app, Job::SaveSettings(settings, is_said));
    }

    /// Goes on once it is remembered how this terminal is sent Arabic. A way that the settings name for every terminal no
    /// longer counts then.
    pub(super) fn conclude_adapter(&mut self, app: &mut App) -> Vec<Effect> {
        app.workspace.decide_by_terminal();
        if app.workspace.unsaved != Settings::default() {
            return vec![Effect::SaveSettings { is_said: true }];
        }
        self.reported.clear();
        app.workspace.status = Some(app.workspace.messages().screens.picture_test.kept.clone());
        Vec::new()
    }

    /// Reports why a choice was not saved: in a window the first time, at the bottom every time.
    pub(super) fn report(&mut self, app: &mut App, error: NotSaved) -> Vec<Effect> {
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
