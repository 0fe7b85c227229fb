//! Saving the user's choices (settings, and the adapter of a terminal), and reporting the outcome.

use super::{app::App, effect::Effect};
use crate::settings::{NotSaved, Settings};

impl App {
    /// The effect that saves all settings that are not in the file yet.
    pub(super) fn save_settings(&self, is_announced: bool) -> Effect {
        Effect::SaveSettings { settings: self.workspace.unsaved.clone(), is_announced }
    }

    /// Handles the outcome of saving these settings.
    pub(super) fn hear_settings(
        &mut self,
        settings: &Settings,
        is_announced: bool,
        outcome: Result<(), NotSaved>,
    ) -> Vec<Effect> {
        if let Err(error) = outcome {
            // What was explained is explained again at the next start; the user chose nothing that is lost.
            return if settings.have_choices() { self.report(error) } else { Vec::new() };
        }
        // A setting may have changed since; it is still unsaved then.
        if self.workspace.unsaved == *settings {
            self.workspace.unsaved = Settings::default();
        }
        self.reported.clear();
        if is_announced {
            self.workspace.status = Some(self.workspace.messages().screens.settings.saved.clone());
        }
        Vec::new()
    }

    /// Handles the outcome of saving the adapter for this terminal. The general adapter setting is then reset, because
    /// it would take precedence.
    pub(super) fn hear_adapter(&mut self, outcome: Result<(), NotSaved>) -> Vec<Effect> {
        if let Err(error) = outcome {
            return self.report(error);
        }
        self.workspace.decide_by_terminal();
        if self.workspace.unsaved.have_choices() {
            return vec![self.save_settings(true)];
        }
        self.reported.clear();
        self.workspace.status = Some(self.workspace.messages().screens.picture_test.kept.clone());
        Vec::new()
    }

    /// Reports why a choice was not saved: in a window the first time, and always in the bottom line.
    fn report(&mut self, error: NotSaved) -> Vec<Effect> {
        let messages = self.workspace.messages();
        self.workspace.status = Some(messages.screens.settings.not_saved.clone());
        if self.reported.contains(&error) {
            return Vec::new();
        }
        self.show_fault(&error);
        self.reported.push(error);
        Vec::new()
    }
}
