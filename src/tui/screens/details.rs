//! The details of a new or of the open assessment: name, organisation, profile and scope.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::details_form::{DetailsValues, Field};
use crate::edit::Edit;
use crate::model::{Assessment, Identity, Profile};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    effect::Effect,
    keymap::Context,
    overlays::Confirm,
    view::{Command, Input, View},
    widgets::{Canvas, List, TextField, Viewport},
    workspace::Workspace,
};

/// The screen with the form.
pub struct Details {
    purpose: DetailsPurpose,
    form: DetailsValues,
    untouched: DetailsValues,
    view: Viewport,
}

/// The purpose of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DetailsPurpose {
    /// Creating an assessment.
    New,
    /// Changing the open assessment.
    Edit,
}

impl Details {
    /// The form for a new assessment, with a suggested name.
    pub fn new_assessment(workspace: &Workspace) -> Self {
        let template = &workspace.messages().screens.details.default_name;
        let plain = |name: &str| crate::bidi::without_islands(name).into_owned();
        let year = workspace.today().year();
        let mut name = plain(&template.fill(&[("year", &year)]));
        for number in 2.. {
            if !workspace.assessments().iter().any(|shelved| shelved.name == name) {
                break;
            }
            name = plain(&template.fill(&[("year", &format!("{year} ({number})"))]));
        }
        let identity = Identity::new(&name, workspace.pack(), workspace.code());
        let values = DetailsValues::read(&identity, &Profile::default(), workspace.pack());
        Self::of(DetailsPurpose::New, values)
    }

    /// The form for the open assessment.
    pub fn edit(workspace: &Workspace) -> Self {
        let sheet = workspace.open();
        let Assessment { identity, profile, .. } = sheet.assessment();
        Self::of(DetailsPurpose::Edit, DetailsValues::read(identity, profile, sheet.pack()))
    }

    fn of(purpose: DetailsPurpose, form: DetailsValues) -> Self {
        Self { purpose, untouched: form.clone(), form, view: Viewport::default() }
    }

    fn done(&mut self, workspace: &mut Workspace) -> Vec<Command> {
        if self.form.name().is_empty() {
            workspace.status = Some(workspace.messages().screens.details.name_missing.clone());
            self.view.select(0);
            return Vec::new();
        }
        match self.purpose {
            DetailsPurpose::New => {
                let pack = workspace.pack();
                let mut identity = Identity::new(&self.form.name(), pack, workspace.code());
                self.form.write(&mut identity);
                let mut assessment = Assessment::new(identity, pack);
                assessment.profile = self.form.profile();
                vec![Command::Perform(Effect::Create(Box::new(assessment), Arc::clone(pack)))]
            }
            DetailsPurpose::Edit => {
                let mut commands = self.apply(workspace);
                commands.push(Command::Pop);
                commands
            }
        }
    }

    /// Applies the form to the open assessment. A new name is applied by a job that renames the file too, after the
    /// rest is saved.
    fn apply(&self, workspace: &mut Workspace) -> Vec<Command> {
        let mut identity = workspace.open().assessment().identity.clone();
        let (from, to) = (identity.name.clone(), self.form.name());
        let file = workspace.opened().path().to_owned();
        self.form.write(&mut identity);
        let changed =
            workspace.edit(&[Edit::Identity(Box::new(identity)), Edit::Profile(self.form.profile())]);
        // The rename saves the other changes too, so no separate save is needed.
        let command = if !to.is_empty() && to != from {
            Some(Command::Rename { file, to })
        } else {
            changed.then_some(Command::Save)
        };
        command.into_iter().collect()
    }

    fn list(&self, workspace: &Workspace) -> List<&Field> {
        let pack = match self.purpose {
            DetailsPurpose::New => workspace.pack(),
            DetailsPurpose::Edit => workspace.open().pack(),
        };
        let words = &workspace.messages().screens.details;
        let done = if self.purpose == DetailsPurpose::New { &words.create } else { &words.done };
        self.form.list(workspace, pack, self.view.cursor(), done)
    }

    fn leave(&mut self, workspace: &mut Workspace) -> Vec<Command> {
        let words = &workspace.messages().screens.overlays;
        match self.purpose {
            DetailsPurpose::Edit => self.done(workspace),
            DetailsPurpose::New if self.form == self.untouched => vec![Command::Pop],
            DetailsPurpose::New => {
                let (title, text) = (words.discard_title.clone(), words.discard_text.clone());
                vec![Command::show(Confirm::new(title, text, vec![Command::Pop]))]
            }
        }
    }
}

impl View for Details {
    fn title(&self, workspace: &Workspace) -> String {
        let words = &workspace.messages().screens.details;
        match self.purpose {
            DetailsPurpose::New => words.new_title.clone(),
            DetailsPurpose::Edit => words.edit_title.clone(),
        }
    }

    fn contexts(&self) -> Vec<Context> {
        if matches!(self.form.get(self.view.cursor()), Some(Field::Text(..))) {
            vec![Context::Typing]
        } else {
            vec![Context::Details, Context::Rows, Context::Screen, Context::Everywhere]
        }
    }

    fn update(&mut self, workspace: &mut Workspace, input: Input) -> Vec<Command> {
        let count = self.form.count();
        let row = self.view.cursor();
        let Some(action) = self.view.select_with(input, count) else { return Vec::new() };
        match action {
            Action::Enter if self.form.get(row) == Some(&Field::Done) => {
                return self.done(workspace);
            }
            Action::Accept => self.view.select((row + 1).min(count - 1)),
            Action::Enter | Action::Toggle | Action::Forward => self.form.turn(row, 1),
            Action::Backward => self.form.turn(row, -1),
            Action::NextField => self.view.select((row + 1) % count),
            Action::PreviousField => self.view.select((row + count - 1) % count),
            Action::Back => return self.leave(workspace),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
        let inner = canvas.frame(area, &self.title(workspace), Role::Border);
        self.list(workspace).draw(canvas, inner, &self.view);
    }

    fn field(&mut self) -> Option<&mut TextField> {
        self.form.text_field(self.view.cursor())
    }

    fn copied(&self, workspace: &Workspace) -> Option<String> {
        self.list(workspace).row_as_text(&self.view)
    }

    fn keep(&mut self, workspace: &mut Workspace) -> Vec<Command> {
        match self.purpose {
            DetailsPurpose::Edit => self.apply(workspace),
            DetailsPurpose::New if self.form == self.untouched => Vec::new(),
            DetailsPurpose::New => self.done(workspace),
        }
    }
}
