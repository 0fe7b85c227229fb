//! The questions behind a row of a comparison: those whose answers moved. Each leads to its question.

use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::picker::{Picker, PickerSize};
use crate::compare::Moved;
use crate::model::Pack;
use crate::report;
use crate::search::Query;
use crate::theme::Role;
use crate::tui::{
    keymap::Context,
    offer::Offer,
    view::{Command, Input, View},
    widgets::{Canvas, List, Row, TextField},
    workspace::Workspace,
};

/// The overlay.
pub struct MovedQuestions {
    /// The title: what the row of the comparison is about.
    title: String,
    pack: Arc<Pack>,
    /// The file in which the questions are opened: the later one.
    file: PathBuf,
    moved: Vec<Moved>,
    picker: Picker,
}

impl MovedQuestions {
    /// Lists the questions, which lead to those of the assessment in `file`.
    pub fn new(title: String, pack: Arc<Pack>, file: PathBuf, moved: Vec<Moved>) -> Self {
        Self { title, pack, file, moved, picker: Picker::default() }
    }

    fn list(&self, workspace: &Workspace) -> List<Offer> {
        let edition = workspace.edition(&self.pack);
        let query = Query::new(self.picker.typed());
        let mut list = List::new();
        for moved in &self.moved {
            let topic = edition.topic(&moved.question);
            if !query.matches([topic.as_str()]) {
                continue;
            }
            let movement = report::comparison::movement(&edition, moved);
            let offer = Offer::QuestionOf(self.file.clone(), moved.question.clone());
            list.push_choice(offer, Row::text(topic, Role::Dialog).aside(movement, Role::Muted));
        }
        list
    }
}

impl<S> View<S> for MovedQuestions {
    fn title(&self, _: &Workspace, _: &S) -> String {
        self.title.clone()
    }

    fn contexts(&self, _: &Workspace, _: &S) -> Vec<Context> {
        vec![Context::Picking, Context::Typing]
    }

    fn update(&mut self, workspace: &mut Workspace, _: &mut S, input: Input) -> Vec<Command<S>> {
        let list = self.list(workspace);
        self.picker.commands(input, &list, |offer| Command::Take(offer.clone()))
    }

    fn copied(&self, workspace: &Workspace, _: &S) -> Option<String> {
        Some(self.list(workspace).as_text())
    }

    fn draw(&self, workspace: &Workspace, _: &S, canvas: &mut Canvas<'_>, area: Rect) {
        let nothing = &workspace.messages().screens.compare.nothing_moved;
        let size = PickerSize::of_rows(area, self.moved.len());
        self.picker.draw(canvas, &size, &self.title, nothing, self.list(workspace));
    }

    fn field(&mut self) -> Option<&mut TextField> {
        Some(&mut self.picker.field)
    }
}
