//! The form for the details of an assessment: which field is selected, and what an input does to it.
//!
//! It knows neither where the values come from nor what becomes of them.

use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::details_values::{DetailsValues, Field};
use crate::model::{Identity, Pack, Profile};
use crate::tui::{
    action::Action,
    keymap::Context,
    view::Input,
    widgets::{Canvas, List, TextField, Viewport},
    workspace::Workspace,
};

/// The form.
pub struct DetailsForm {
    values: DetailsValues,
    untouched: DetailsValues,
    view: Viewport,
    /// The packs to choose from. Empty if there is no choice.
    offered: Vec<Arc<Pack>>,
}

/// What an input means for the screen of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DetailsStep {
    /// The form goes on.
    Stay,
    /// The user is done with it.
    Done,
    /// The user leaves it.
    Leave,
}

impl DetailsForm {
    /// The form for all details, with these values.
    pub fn whole(identity: &Identity, profile: &Profile, pack: &Pack) -> Self {
        Self::new(DetailsValues::read(identity, profile, pack))
    }

    /// The form for the name alone.
    pub fn named(name: &str) -> Self {
        Self::new(DetailsValues::named(name))
    }

    fn new(values: DetailsValues) -> Self {
        Self { untouched: values.clone(), values, view: Viewport::default(), offered: Vec::new() }
    }

    /// Offers these packs, of which the form has `chosen`.
    pub fn offer(&mut self, offered: &[Arc<Pack>], chosen: &Pack) {
        if self.offered.is_empty() && !offered.is_empty() {
            offered.clone_into(&mut self.offered);
            for values in [&mut self.values, &mut self.untouched] {
                values.offer(chosen);
            }
            if self.view.cursor() > 0 {
                self.view.select(self.view.cursor() + 1);
            }
        } else if let Some(chosen) = self.chosen_pack().cloned() {
            // What is chosen on the screen stays, also where its questionnaire was deleted meanwhile.
            let is_chosen = |pack: &Arc<Pack>| pack.manifest.id == chosen.manifest.id;
            let missing = (!offered.iter().any(is_chosen)).then_some(&chosen);
            self.offered = offered.iter().chain(missing).cloned().collect();
        }
    }

    /// The pack that was chosen. `None` if there was no choice.
    pub fn chosen_pack(&self) -> Option<&Arc<Pack>> {
        let id = self.values.pack()?;
        self.offered.iter().find(|pack| pack.manifest.id == id)
    }

    /// Changes the choice in a row to the next value, or to the previous one if `step` is negative.
    fn turn(&mut self, row: usize, step: i8) {
        let Some(Field::Questionnaire(id)) = self.values.get(row) else { return self.values.turn(row, step) };
        let count = self.offered.len();
        let place = self.offered.iter().position(|pack| pack.manifest.id == *id).unwrap_or_default();
        let next = if step > 0 { place + 1 } else { place + count - 1 };
        if let Some(pack) = self.offered.get(next % count) {
            self.values.choose(pack);
        }
    }

    /// The values as they are now.
    pub fn values(&self) -> &DetailsValues {
        &self.values
    }

    /// Whether nothing was changed.
    pub fn is_untouched(&self) -> bool {
        self.values == self.untouched
    }

    /// Whether the name is missing. The form then goes to its field, and the bottom line says so.
    pub fn misses_name(&mut self, workspace: &mut Workspace) -> bool {
        let misses_name = self.values.name().is_empty();
        if misses_name {
            workspace.status = Some(workspace.messages().screens.details.name_missing.clone());
            self.view.select(0);
        }
        misses_name
    }

    /// The contexts of the keys.
    pub fn contexts(&self) -> Vec<Context> {
        if matches!(self.values.get(self.view.cursor()), Some(Field::Text(..))) {
            vec![Context::Typing]
        } else {
            vec![Context::Details, Context::Rows, Context::Screen, Context::Everywhere]
        }
    }

    /// Handles an input.
    pub fn update(&mut self, input: Input) -> DetailsStep {
        let count = self.values.count();
        let row = self.view.cursor();
        let Some(action) = self.view.select_with(input, count) else { return DetailsStep::Stay };
        match action {
            // The button is the last row. Enter in the last field presses it, in the others it goes on.
            Action::Enter | Action::Accept if row + 2 >= count => {
                self.view.select(count - 1);
                return DetailsStep::Done;
            }
            Action::Enter | Action::Accept => self.view.select(row + 1),
            Action::Toggle | Action::Forward => self.turn(row, 1),
            Action::Backward => self.turn(row, -1),
            Action::NextField => self.view.select((row + 1) % count),
            Action::PreviousField => self.view.select((row + count - 1) % count),
            Action::Back => return DetailsStep::Leave,
            _ => {}
        }
        DetailsStep::Stay
    }

    /// The focused text field.
    pub fn field(&mut self) -> Option<&mut TextField> {
        self.values.text_field(self.view.cursor())
    }

    /// The text of the selected row.
    pub fn copied(&self, workspace: &Workspace, pack: &Pack, done: &str) -> Option<String> {
        self.list(workspace, pack, done, &[]).row_as_text(&self.view)
    }

    /// Draws the rows. `done` is the text of the last one; `faulty` are folders of packs that cannot be chosen.
    pub fn draw(
        &self,
        workspace: &Workspace,
        pack: &Pack,
        (done, faulty): (&str, &[PathBuf]),
        canvas: &mut Canvas<'_>,
        area: Rect,
    ) {
        self.list(workspace, pack, done, faulty).draw(canvas, area, &self.view);
    }

    fn list(&self, workspace: &Workspace, pack: &Pack, done: &str, faulty: &[PathBuf]) -> List<&Field> {
        self.values.list(workspace, pack, self.view.cursor(), done, faulty)
    }
}
