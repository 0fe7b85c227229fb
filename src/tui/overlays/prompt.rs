//! A prompt for one text: a note, a reason, an owner, a name, a file.

use std::path::PathBuf;

use ratatui::layout::Rect;

use super::comfortable_width;
use crate::edit::Edit;
use crate::model::{Answer, EntryText, QuestionId};
use crate::theme::Role;
use crate::tui::{
    action::Action,
    effect::{Departure, Effect},
    keymap::Context,
    overlays::Confirm,
    view::{Command, Input, View},
    widgets::{Canvas, LineBreaks, Row, Rows, TextField, Viewport},
    workspace::Workspace,
};

/// The purpose of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromptPurpose {
    /// Text of a question, such as its note.
    Text(QuestionId, EntryText),
    /// Reason why a question does not apply.
    Reason(QuestionId),
    /// New name for the assessment in a file.
    Rename {
        /// Path of the file.
        file: PathBuf,
        /// Current name.
        name: String,
    },
    /// Path of the file to import.
    Import,
    /// Path of the file or folder for a copy of the open assessment.
    SaveElsewhere,
}

/// The overlay with the field.
pub struct Prompt {
    purpose: PromptPurpose,
    start: String,
    field: TextField,
    view: Viewport,
}

impl Prompt {
    /// Asks for a text, beginning with the current one.
    pub fn new(purpose: PromptPurpose, workspace: &Workspace) -> Self {
        let lines = if purpose.is_note() { LineBreaks::Many } else { LineBreaks::One };
        let field = TextField::new(&purpose.current(workspace), lines);
        let start = field.text().to_owned();
        Self { purpose, start, field, view: Viewport::default() }
    }

    fn unchanged(&self) -> bool {
        self.field.text() == self.start
    }

    /// Whether the initial text is only a suggestion that the user may accept unchanged.
    fn is_suggestion(&self) -> bool {
        self.purpose == PromptPurpose::SaveElsewhere
    }

    fn submit(&self, workspace: &mut Workspace) -> Result<Vec<Command>, String> {
        let text = self.field.text().trim();
        let given = || (!text.is_empty()).then(|| text.to_owned());
        match &self.purpose {
            PromptPurpose::Text(question, part) => {
                workspace.edit(&[Edit::Text(question.clone(), *part, given())]);
            }
            PromptPurpose::Reason(question) => {
                let Some(reason) = given() else {
                    return Err(workspace.messages().screens.overlays.reason_missing.clone());
                };
                workspace.edit(&[Edit::Answer(question.clone(), Some(Answer::NotApplicable { reason }))]);
                return Ok(vec![Command::Save, Command::Act(Action::Forward)]);
            }
            PromptPurpose::Rename { file, .. } => {
                let to = given().ok_or_else(|| workspace.messages().screens.details.name_missing.clone())?;
                return Ok(vec![Command::Rename { file: file.clone(), to }]);
            }
            PromptPurpose::Import => {
                let import = |file| Command::Perform(Effect::Import(PathBuf::from(file)));
                return Ok(given().map(import).into_iter().collect());
            }
            PromptPurpose::SaveElsewhere => {
                let save = |file| Command::SaveCopy(PathBuf::from(file));
                return Ok(given().map(save).into_iter().collect());
            }
        }
        Ok(vec![Command::Save])
    }
}

impl PromptPurpose {
    fn is_note(&self) -> bool {
        matches!(self, Self::Text(_, EntryText::Note))
    }

    fn current(&self, workspace: &Workspace) -> String {
        let entry = |question| workspace.open().entry(question);
        match self {
            Self::Text(question, part) => part.of(&entry(question)).unwrap_or_default().to_owned(),
            Self::Reason(question) => match entry(question).answer {
                Some(Answer::NotApplicable { reason }) => reason,
                _ => String::new(),
            },
            Self::Rename { name, .. } => name.clone(),
            Self::Import => String::new(),
            Self::SaveElsewhere => {
                let file = workspace.opened().path().file_name().unwrap_or_default();
                format!("~/{}", file.to_string_lossy())
            }
        }
    }
}

impl View for Prompt {
    fn title(&self, workspace: &Workspace) -> String {
        let words = &workspace.messages().screens.overlays;
        let title = match self.purpose {
            PromptPurpose::Text(_, part) => &workspace.messages().common.entry_text(part.name()).title,
            PromptPurpose::Reason(_) => &words.reason_title,
            PromptPurpose::Rename { .. } => &words.rename_title,
            PromptPurpose::Import => &words.import_title,
            PromptPurpose::SaveElsewhere => &workspace.messages().screens.keeping.copy_title,
        };
        title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        if self.purpose.is_note() { vec![Context::Writing, Context::Typing] } else { vec![Context::Typing] }
    }

    fn update(&mut self, workspace: &mut Workspace, input: Input) -> Vec<Command> {
        let Input::Act(action) = input else { return Vec::new() };
        match action {
            // An unchanged text needs no edit, no rename and no save.
            Action::Accept if self.unchanged() && !self.start.is_empty() && !self.is_suggestion() => {
                vec![Command::Close]
            }
            Action::Accept => match self.submit(workspace) {
                Ok(mut commands) => {
                    commands.insert(0, Command::Close);
                    commands
                }
                Err(problem) => {
                    workspace.status = Some(problem);
                    Vec::new()
                }
            },
            Action::EditOutside => {
                vec![Command::Perform(Effect::Finish(Departure::Edit(self.field.text().to_owned())))]
            }
            Action::Back if self.unchanged() => vec![Command::Close],
            Action::Back => {
                let words = &workspace.messages().screens.overlays;
                let (title, text) = (words.discard_title.clone(), words.discard_text.clone());
                vec![Command::show(Confirm::new(title, text, vec![Command::Close]))]
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, workspace: &Workspace, canvas: &mut Canvas<'_>, area: Rect) {
        let mut rows = Rows::new();
        rows.push(Row::focused_field(&self.field, Role::Dialog));
        let width = comfortable_width(area);
        let least = if self.purpose.is_note() { 10 } else { 4 };
        // It grows with the text and keeps one free line, so that the next line is visible before it is written.
        let rows = rows.wrapped(canvas, width.saturating_sub(4));
        let wanted = rows.height().saturating_add(3);
        let height = u16::try_from(wanted).unwrap_or(u16::MAX).max(least).min(area.height);
        let inner = canvas.dialog(width, height, &self.title(workspace));
        rows.draw(canvas, inner, &self.view);
    }

    fn field(&mut self) -> Option<&mut TextField> {
        Some(&mut self.field)
    }

    fn keep(&mut self, workspace: &mut Workspace) -> Vec<Command> {
        let about_a_question = matches!(self.purpose, PromptPurpose::Text(..) | PromptPurpose::Reason(_));
        if about_a_question && !self.unchanged() {
            self.submit(workspace).unwrap_or_default()
        } else {
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::i18n::{Language, Messages};
    use crate::model::EntryText;

    #[test]
    fn every_text_of_an_entry_has_words_in_every_language_and_no_words_are_left_over() {
        let texts: BTreeSet<&str> = EntryText::ALL.iter().map(|part| part.name()).collect();
        for language in Language::ALL {
            let words = &Messages::of(language).common.entry_texts;
            assert_eq!(words.keys().map(String::as_str).collect::<BTreeSet<_>>(), texts, "{language:?}");
        }
    }
}
