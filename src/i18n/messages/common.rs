//! Words used everywhere.

use std::collections::BTreeMap;

use super::records::words;

use crate::i18n::{Language, Plural, Template};

words! {
    /// Words that screens, reports and commands share.
    pub struct Common {
        /// The program's name.
        pub name: String,
        /// One line: what the program is.
        pub tagline: String,
        /// The notice that every screen and report shows.
        pub unofficial: String,
        /// The same in a few words.
        pub unofficial_short: String,
        /// Label of the questionnaire that an assessment answers.
        pub questionnaire: String,
        /// The names of languages in this one, by code.
        pub languages: BTreeMap<String, String>,
        pub yes: String,
        pub no: String,
        pub unanswered: String,
        pub outside_scale: String,
        pub unknown: String,
        pub not_applicable: String,
        pub not_started: String,
        /// A range of levels: `2–4`, in words in Arabic.
        pub range: Template,
        /// A share: `45%`.
        pub percent: Template,
        pub area: String,
        pub areas: String,
        pub question: String,
        pub level: String,
        pub index: String,
        pub target: String,
        pub gap: String,
        pub blockers: String,
        pub claimed: String,
        pub confirmed: String,
        pub answered: String,
        pub group: Template,
        pub overall: String,
        pub evidence: String,
        pub reason: String,
        pub essential: String,
        pub effort: String,
        pub impact: String,
        pub phase: String,
        pub clause: String,
        pub clauses: String,
        pub enablers: String,
        pub goals: String,
        pub objectives: String,
        pub regulations: String,
        /// `3 of 7`.
        pub of: Template,
        pub questions: Plural,
        pub answers: Plural,
        pub open_questions: Plural,
        /// `Level 3`.
        pub level_number: Template,
        /// Between the items of a list in a sentence.
        pub list_separator: String,
        /// Between short facts on one line. No dot in Arabic, where it is read as the digit zero.
        pub fact_separator: String,
        /// The texts that the user writes about an answer, by the key of each. Their names are those of the actions.
        pub entry_texts: BTreeMap<String, EntryTextWords>,
    }

    /// Words of a text that the user writes about an answer.
    pub struct EntryTextWords {
        /// Above the field in which it is written.
        pub title: String,
        /// What the option of the command is for.
        pub help: String,
    }
}

impl Common {
    /// The words of a text that the user writes about an answer.
    pub fn entry_text(&self, key: &str) -> &EntryTextWords {
        self.entry_texts.get(key).expect("a test finds the words of every text")
    }

    /// The name of a language in this one, else in itself.
    pub fn language_name(&self, language: Language) -> &str {
        self.languages.get(language.code()).map_or(language.own_name(), String::as_str)
    }
}

words! {
    /// Comments in the files of assessments.
    pub struct FileWords {
        /// What the first line says: who writes the file, how many questions follow and what the last line is.
        pub first_line: Template,
        /// Next to an answer whose question the pack no longer has.
        pub orphan: String,
        /// Name of the milestone that keeps the answers to a version before the assessment is taken over to another one.
        pub milestone: Template,
        /// Name of the milestone that keeps the answers before some of them are removed.
        pub milestone_before_removal: Template,
    }
}
