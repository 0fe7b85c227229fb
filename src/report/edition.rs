//! A questionnaire in the language of a reader.

use crate::i18n::{Language, Messages};
use crate::model::{AreaId, Effort, FlagId, Impact, Level, Pack, Question, QuestionId, Text};

/// A pack together with the language and the words it is reported in.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The questionnaire.
    pub pack: &'a Pack,
    /// The language of the reader.
    pub language: Language,
    /// The words of the interface in that language.
    pub messages: &'static Messages,
}

impl<'a> Edition<'a> {
    /// The edition of `pack` in `language`.
    pub fn new(pack: &'a Pack, language: Language) -> Self {
        Self { pack, language, messages: Messages::of(language) }
    }

    /// What `text` says in this language, else in the first one the pack has.
    pub fn text<'b>(&self, text: &'b Text) -> &'b str {
        text.get(self.language.code())
    }

    /// The short name of an area; its id when the pack does not have it.
    pub fn area(&self, id: &AreaId) -> String {
        self.pack.area(id).map_or_else(|| id.to_string(), |area| area.label(self.language.code()).to_owned())
    }

    /// The topic of a question; its id when the pack does not ask it.
    pub fn topic(&self, id: &QuestionId) -> String {
        let known = self.pack.question(id);
        known.map_or_else(|| id.to_string(), |(_, question)| self.text(&question.topic).to_owned())
    }

    /// The name of a flag; its id when the pack does not have it.
    pub fn flag(&self, id: &FlagId) -> String {
        let known = self.pack.manifest.flags.iter().find(|flag| flag.id == *id);
        known.map_or_else(|| id.to_string(), |flag| self.text(&flag.name).to_owned())
    }

    /// What to do to bring `question` to `level`: its step, else the text of the level itself.
    pub fn step(&self, question: &Question, level: Level) -> String {
        let Some(known) = question.level(level) else { return String::new() };
        let text = known.step.as_ref().map_or(&known.text, |step| &step.text);
        self.text(text).to_owned()
    }

    /// The name of an effort: the pack's, else the program's.
    pub fn effort(&self, effort: Effort) -> String {
        let name = self.pack.manifest.efforts.get(&effort).map(|wording| self.text(&wording.name));
        match name {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => self.short_effort(effort).to_owned(),
        }
    }

    /// An effort in as few letters as the language has for it: `S`.
    pub fn short_effort(&self, effort: Effort) -> &'static str {
        let words = &self.messages.reports.efforts;
        match effort {
            Effort::S => &words.small,
            Effort::M => &words.medium,
            Effort::L => &words.large,
        }
    }

    /// The name of an impact: the pack's, else its number.
    pub fn impact(&self, impact: Impact) -> String {
        let name = self.pack.manifest.impacts.get(&impact.0).map(|wording| self.text(&wording.name));
        name.filter(|name| !name.is_empty()).map_or_else(|| impact.0.to_string(), str::to_owned)
    }

    /// The items of a list in a sentence.
    pub fn list(&self, items: impl IntoIterator<Item = String>) -> String {
        items.into_iter().collect::<Vec<_>>().join(&self.messages.common.list_separator)
    }

    /// What every report says of its results: the pack's notice, else the program's.
    pub fn notice(&self) -> &'a str {
        let notice = self.pack.manifest.notice.get(self.language.code());
        if notice.trim().is_empty() { &self.messages.common.unofficial } else { notice }
    }
}
