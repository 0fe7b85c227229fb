//! The purposes of prompts, one type each: what is asked for, and what becomes of the text.

use std::path::PathBuf;

use super::prompt::{PromptPurpose, Unchanged};
use crate::edit::Edit;
use crate::export::{self, format};
use crate::i18n::Messages;
use crate::model::{Answer, EntryText, QuestionId};
use crate::roadmap::{Options, roadmap};
use crate::tui::{action::Action, effect::Effect, session::Session, view::Command, widgets::LineBreaks};

/// A text of a question, such as its note.
pub struct TextPurpose(pub QuestionId, pub EntryText);

impl PromptPurpose<Session> for TextPurpose {
    fn title(&self, messages: &'static Messages) -> &'static str {
        &messages.common.entry_text(self.1.name()).title
    }

    fn start(&self, session: &Session) -> String {
        self.1.of(&session.sheet().entry(&self.0)).unwrap_or_default().to_owned()
    }

    fn submit(
        &self,
        text: Option<String>,
        _: &'static Messages,
        session: &mut Session,
    ) -> Result<Vec<Command<Session>>, String> {
        session.edit(&[Edit::Text(self.0.clone(), self.1, text)]);
        Ok(vec![Command::Save])
    }

    fn lines(&self) -> LineBreaks {
        if self.1 == EntryText::Note { LineBreaks::Many } else { LineBreaks::One }
    }

    fn is_kept(&self, _: &Session) -> bool {
        true
    }
}

/// The reason why a question does not apply, which is its answer.
pub struct ReasonPurpose(pub QuestionId);

impl PromptPurpose<Session> for ReasonPurpose {
    fn title(&self, messages: &'static Messages) -> &'static str {
        &messages.screens.overlays.reason_title
    }

    fn start(&self, session: &Session) -> String {
        match session.sheet().entry(&self.0).answer {
            Some(Answer::NotApplicable { reason }) => reason,
            _ => String::new(),
        }
    }

    fn submit(
        &self,
        text: Option<String>,
        messages: &'static Messages,
        session: &mut Session,
    ) -> Result<Vec<Command<Session>>, String> {
        let reason = text.ok_or_else(|| messages.screens.overlays.reason_missing.clone())?;
        session.edit(&[Edit::Answer(self.0.clone(), Some(Answer::NotApplicable { reason }))]);
        Ok(vec![Command::Save, Command::Act(Action::Forward)])
    }

    fn is_kept(&self, session: &Session) -> bool {
        matches!(session.sheet().entry(&self.0).answer, Some(Answer::NotApplicable { .. }))
    }
}

/// A name that goes with a file, with the one that it has to start from.
pub struct NamePurpose {
    file: PathBuf,
    name: String,
    title: fn(&'static Messages) -> &'static str,
    command: fn(PathBuf, String) -> Command<()>,
}

impl NamePurpose {
    /// Asks for a new name of the assessment in a file.
    pub fn renaming(file: PathBuf, name: String) -> Self {
        let command = |file, to| Command::Rename { file, to };
        Self { file, name, title: |messages| &messages.screens.overlays.rename_title, command }
    }

    /// Asks for another name of a file to import, because its own is taken.
    pub fn importing(file: PathBuf, name: String) -> Self {
        let command = |file, name| Command::Perform(Effect::Import { file, name: Some(name) });
        Self { file, name, title: |messages| &messages.screens.overlays.import_as_title, command }
    }
}

impl PromptPurpose<()> for NamePurpose {
    fn title(&self, messages: &'static Messages) -> &'static str {
        (self.title)(messages)
    }

    fn start(&self, (): &()) -> String {
        self.name.clone()
    }

    fn submit(
        &self,
        text: Option<String>,
        messages: &'static Messages,
        (): &mut (),
    ) -> Result<Vec<Command<()>>, String> {
        let name = text.ok_or_else(|| messages.screens.details.name_missing.clone())?;
        Ok(vec![(self.command)(self.file.clone(), name)])
    }
}

/// The path of a file to import.
pub struct ImportPurpose;

impl PromptPurpose<()> for ImportPurpose {
    fn title(&self, messages: &'static Messages) -> &'static str {
        &messages.screens.overlays.import_title
    }

    fn start(&self, (): &()) -> String {
        String::new()
    }

    fn submit(
        &self,
        text: Option<String>,
        _: &'static Messages,
        (): &mut (),
    ) -> Result<Vec<Command<()>>, String> {
        let import = |file| Command::Perform(Effect::Import { file: PathBuf::from(file), name: None });
        Ok(text.map(import).into_iter().collect())
    }
}

/// The path of the file or folder for a copy of the open assessment.
pub struct CopyPurpose;

impl PromptPurpose<Session> for CopyPurpose {
    fn title(&self, messages: &'static Messages) -> &'static str {
        &messages.screens.keeping.copy_title
    }

    fn start(&self, session: &Session) -> String {
        let file = session.path().file_name().unwrap_or_default();
        format!("~/{}", file.to_string_lossy())
    }

    fn submit(
        &self,
        text: Option<String>,
        _: &'static Messages,
        _: &mut Session,
    ) -> Result<Vec<Command<Session>>, String> {
        let save = |file| Command::SaveCopy(PathBuf::from(file));
        Ok(text.map(save).into_iter().collect())
    }

    fn unchanged(&self) -> Unchanged {
        Unchanged::Accepted
    }
}

/// The path of the file for an export of the open assessment. Its extension says the format.
pub struct ExportPurpose;

impl PromptPurpose<Session> for ExportPurpose {
    fn title(&self, messages: &'static Messages) -> &'static str {
        &messages.screens.overlays.export_title
    }

    fn start(&self, session: &Session) -> String {
        let stem = session.path().file_stem().unwrap_or_default();
        format!("~/{}-scores.yaml", stem.to_string_lossy())
    }

    fn submit(
        &self,
        text: Option<String>,
        messages: &'static Messages,
        session: &mut Session,
    ) -> Result<Vec<Command<Session>>, String> {
        let Some(path) = text.map(PathBuf::from) else { return Ok(Vec::new()) };
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let mut written = format::ALL.iter().filter(|format| format.extension == extension);
        let Some(write) = written.find_map(|format| format.document) else {
            return Err(messages.screens.overlays.export_format.clone());
        };
        let sheet = session.sheet();
        let (pack, assessment, as_of) = (sheet.pack(), sheet.assessment(), sheet.as_of());
        let roadmap = roadmap(pack, assessment, as_of, &Options::default());
        let document = export::document(pack, assessment, sheet.scorecard(), &roadmap, as_of);
        Ok(vec![Command::Perform(Effect::Export { path, text: write(&document) })])
    }

    fn unchanged(&self) -> Unchanged {
        Unchanged::Accepted
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
