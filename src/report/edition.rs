//! A pack, the language it is reported in, and lookups of its names that always return something printable.

use crate::bidi::own;
use crate::i18n::{Language, Messages};
use crate::model::{AreaId, Assessment, Effort, FlagId, Impact, Level, Pack, Question, QuestionId, Text};

/// A pack together with the language and the interface words of a report.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The questionnaire that names areas, questions and levels.
    pub pack: &'a Pack,
    /// Language of the report.
    pub language: Language,
    /// Code of the language of the pack's texts.
    pub code: &'static str,
    /// Interface words in that language.
    pub messages: &'static Messages,
}

impl<'a> Edition<'a> {
    /// Combines `pack` with the interface words of `language`.
    pub fn new(pack: &'a Pack, language: Language) -> Self {
        Self { pack, language, code: language.code(), messages: Messages::of(language) }
    }

    /// The same with the texts of the pack in the language of this code.
    #[must_use]
    pub fn with_texts_in(self, code: &'static str) -> Self {
        Self { code, ..self }
    }

    /// The text in this language, or in the pack's first language if it lacks this one.
    pub fn text<'b>(&self, text: &'b Text) -> &'b str {
        text.get(self.code)
    }

    /// Short name of an area; its id if the pack lacks the area.
    pub fn area(&self, id: &AreaId) -> String {
        self.pack.area(id).map_or_else(|| id.to_string(), |area| area.label(self.code).to_owned())
    }

    /// Heading of a group of areas; its id if the pack lacks the group.
    pub fn group(&self, id: &str) -> String {
        let known = self.pack.manifest.groups.iter().find(|group| group.id == id);
        known.map_or_else(|| id.to_owned(), |group| self.text(&group.title).to_owned())
    }

    /// Name of the row of a group of areas in a table: `Group: Before the release`.
    pub fn named_group(&self, id: &str) -> String {
        self.messages.common.group.fill(&[("name", &self.group(id))])
    }

    /// Topic of a question; its id if the pack lacks the question.
    pub fn topic(&self, id: &QuestionId) -> String {
        let known = self.pack.question(id);
        known.map_or_else(|| id.to_string(), |(_, question)| self.text(&question.topic).to_owned())
    }

    /// Topic of a question that `assessment` has an entry of. If the pack no longer has the question, it is what the
    /// question was called when it was answered, or else its id.
    pub fn topic_in(&self, assessment: &Assessment, id: &QuestionId) -> String {
        let asked = assessment.asked_topic(id).and_then(|topic| topic.in_language(self.code));
        self.topic_or(id, asked)
    }

    /// Topic of a question. If the pack no longer has it, it is `asked`, what the question was called when it was
    /// answered, or else its id.
    pub fn topic_or(&self, id: &QuestionId, asked: Option<String>) -> String {
        let asked = asked.filter(|_| self.pack.question(id).is_none());
        asked.map_or_else(|| self.topic(id), |topic| own(&topic))
    }

    /// Name of a flag; its id if the pack lacks the flag.
    pub fn flag(&self, id: &FlagId) -> String {
        let known = self.pack.manifest.flags.iter().find(|flag| flag.id == *id);
        known.map_or_else(|| id.to_string(), |flag| self.text(&flag.name).to_owned())
    }

    /// What to do to bring `question` to `level`: the text of its step, or of the level itself if it has no step.
    pub fn step(&self, question: &Question, level: Level) -> String {
        let text = question.step_text(self.pack.scale(), level);
        text.map(|text| self.text(text).to_owned()).unwrap_or_default()
    }

    /// Name of an effort: the pack's, or the program's if the pack has none.
    pub fn effort(&self, effort: Effort) -> String {
        let name = self.pack.manifest.efforts.get(&effort).map(|wording| self.text(&wording.name));
        match name {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => self.short_effort(effort).to_owned(),
        }
    }

    /// An effort in as few letters as the language allows: `S`.
    pub fn short_effort(&self, effort: Effort) -> &'static str {
        let words = &self.messages.reports.efforts;
        match effort {
            Effort::S => &words.small,
            Effort::M => &words.medium,
            Effort::L => &words.large,
        }
    }

    /// Name of an impact: the pack's, or its number if the pack has none.
    pub fn impact(&self, impact: Impact) -> String {
        let name = self.pack.manifest.impacts.get(&impact.0).map(|wording| self.text(&wording.name));
        name.filter(|name| !name.is_empty()).map_or_else(|| impact.0.to_string(), str::to_owned)
    }

    /// Joins the items into a list within a sentence.
    pub fn list(&self, items: impl IntoIterator<Item = String>) -> String {
        items.into_iter().collect::<Vec<_>>().join(&self.messages.common.list_separator)
    }

    /// The notice below every report: the pack's, or the program's if the pack has none.
    pub fn notice(&self) -> &'a str {
        let notice = self.pack.manifest.notice.get(self.code);
        if notice.trim().is_empty() { &self.messages.common.unofficial } else { notice }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Wording;
    use crate::sample;

    #[test]
    fn what_a_pack_does_not_name_has_the_words_of_the_program() {
        let mut pack = sample::pack(Vec::new());
        let unnamed = Wording { id: None, name: Text::default(), text: Text::from([("en", "A week")]) };
        for language in Language::ALL {
            for (efforts, impacts) in [(None, None), (Some(unnamed.clone()), Some(unnamed.clone()))] {
                pack.manifest.efforts = efforts.map(|wording| (Effort::M, wording)).into_iter().collect();
                pack.manifest.impacts = impacts.map(|wording| (2, wording)).into_iter().collect();
                let edition = Edition::new(&pack, language);
                let words = &edition.messages;
                assert_eq!(edition.effort(Effort::M), words.reports.efforts.medium);
                assert_eq!(edition.impact(Impact(2)), "2");
                assert_eq!(edition.notice(), words.common.unofficial);
            }
        }
        let named = Wording { name: Text::from([("en", "Weeks")]), ..unnamed };
        pack.manifest.efforts.insert(Effort::M, named.clone());
        pack.manifest.impacts.insert(2, named);
        pack.manifest.notice = Text::from([("en", "Our own")]);
        let edition = Edition::new(&pack, Language::English);
        let words = (edition.effort(Effort::M), edition.impact(Impact(2)), edition.notice());
        assert_eq!(words, ("Weeks".to_owned(), "Weeks".to_owned(), "Our own"));
    }
}
