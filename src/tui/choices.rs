//! What the user chooses for good, and how the program hears that its files were written.

use super::{app::App, effect::Effect};
use crate::explain::Explain;
use crate::settings::{NotSaved, Settings};

impl App {
    /// The effect that saves what was chosen and is not in the file yet.
    pub(super) fn save_settings(&self, is_said: bool) -> Effect {
        Effect::SaveSettings { settings: self.workspace.unsaved.clone(), is_said }
    }

    /// Hears that these settings were saved, or not.
    pub(super) fn hear_settings(
        &mut self,
        settings: &Settings,
        is_said: bool,
        outcome: Result<(), NotSaved>,
    ) -> Vec<Effect> {
        if let Err(error) = outcome {
            return self.report(error);
        }
        // Something else may have been chosen since.
        if self.workspace.unsaved == *settings {
            self.workspace.unsaved = Settings::default();
        }
        self.reported.clear();
        if is_said {
            self.workspace.status = Some(self.workspace.messages().screens.settings.saved.clone());
        }
        Vec::new()
    }

    /// Hears that it is remembered how this terminal is sent Arabic, or not. A choice in the settings, which holds for
    /// every terminal, is dropped then, because it would win.
    pub(super) fn hear_adapter(&mut self, outcome: Result<(), NotSaved>) -> Vec<Effect> {
        if let Err(error) = outcome {
            return self.report(error);
        }
        self.workspace.decide_by_terminal();
        if self.workspace.unsaved != Settings::default() {
            return vec![self.save_settings(true)];
        }
        self.reported.clear();
        self.workspace.status = Some(self.workspace.messages().screens.picture_test.kept.clone());
        Vec::new()
    }

    /// Reports why a choice was not saved: in a window the first time, in the bottom line every time.
    fn report(&mut self, error: NotSaved) -> Vec<Effect> {
        let messages = self.workspace.messages();
        self.workspace.status = Some(messages.screens.settings.not_saved.clone());
        if self.reported.contains(&error) {
            return Vec::new();
        }
        let explanation = error.explain(messages);
        self.reported.push(error);
        self.show(&explanation)
    }
}
