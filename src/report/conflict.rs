//! The words for a merge conflict: a field that two users changed differently.
//!
//! It describes conflicts and resolves none; `merge` finds them.

use super::{Edition, evidence};
use crate::bidi::own;
use crate::i18n::Language;
use crate::merge::{Conflict, FieldValue};
use crate::model::{Answer, NamedLevel};

/// A conflict in words: the field, and its value on each side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictTexts {
    /// Name of the field: `Answer`.
    pub field: String,
    /// Question and field: `Strategic alignment (strategy-q1): Answer`. Outside the answers, only the field.
    pub place: String,
    /// The value before both changes.
    pub before: String,
    /// The value in our version.
    pub ours: String,
    /// The value in the other version.
    pub theirs: String,
}

/// Puts a conflict into words. Both values are complete, except milestones: those are shown by name and day.
pub fn describe(edition: &Edition, conflict: &Conflict) -> ConflictTexts {
    let words = &edition.messages.reports.merge;
    match conflict {
        Conflict::Entry { question, field, base, ours, theirs } => {
            let name = field_name(edition, field.name());
            let asked = [ours, theirs, base].into_iter().find_map(|of| of.topic.in_language(edition.code));
            let topic = edition.topic_or(question, asked);
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("topic", &topic), ("id", question), ("field", &name)];
            let [before, ours, theirs] =
                [base, ours, theirs].map(|entry| shown_value(edition, &field.value(entry)));
            ConflictTexts { field: name.to_owned(), place: words.place.fill(&values), before, ours, theirs }
        }
        Conflict::Assessment { field, base, ours, theirs } => {
            let name = field_name(edition, field.name());
            let [before, ours, theirs] =
                [base, ours, theirs].map(|one| shown_value(edition, &field.value(one)));
            ConflictTexts { field: name.to_owned(), place: name.to_owned(), before, ours, theirs }
        }
    }
}

/// An answer in words. For "not applicable", the reason follows.
pub fn answer(edition: &Edition, answer: Option<&Answer>) -> String {
    let common = &edition.messages.common;
    match answer {
        None => common.unanswered.clone(),
        Some(Answer::Unknown) => common.unknown.clone(),
        Some(Answer::NotApplicable { reason }) => format!("{}: {}", common.not_applicable, own(reason)),
        Some(answer @ (Answer::Level(_) | Answer::Labelled(_))) => {
            let label = answer.named().map(|level| named(edition, &level)).unwrap_or_default();
            common.level_number.fill(&[("level", &label)])
        }
    }
}

/// The label of a level, which may be outside the scale.
fn named(edition: &Edition, level: &NamedLevel) -> String {
    let scale = edition.pack.scale();
    scale.known(level).map_or_else(|| scale.outside(level).to_string(), |level| scale.label(level))
}

fn shown(edition: &Edition, value: String) -> String {
    if value.is_empty() { edition.messages.reports.merge.nothing.clone() } else { value }
}

fn shown_value(edition: &Edition, value: &FieldValue<'_>) -> String {
    let texts: Vec<String> = match value {
        FieldValue::Text(text) => vec![text.clone()],
        FieldValue::YesNo(yes) => vec![yes_or_no(edition, *yes).to_owned()],
        FieldValue::Answer(given, _) => vec![answer(edition, *given)],
        FieldValue::Evidence(all) => all.iter().map(|one| evidence::piece(edition.messages, one)).collect(),
        FieldValue::Texts(texts) => texts.clone(),
        FieldValue::ByLanguage(text) => {
            text.iter().map(|(code, text)| by_language(edition, code, text)).collect()
        }
        FieldValue::Flags(flags) => flags
            .iter()
            .map(|(flag, yes)| format!("{} = {}", edition.flag(flag), yes_or_no(edition, *yes)))
            .collect(),
        FieldValue::Targets(targets) => targets
            .iter()
            .map(|(area, level)| format!("{} = {}", edition.area(area), named(edition, level)))
            .collect(),
    };
    shown(edition, texts.join(&edition.messages.common.list_separator))
}

/// A text followed by the name of its language: `Ministry (English)`.
fn by_language(edition: &Edition, code: &str, text: &str) -> String {
    let language = Language::from_code(code);
    let name = language.map_or(code, |language| edition.messages.common.language_name(language));
    format!("{} ({name})", own(text))
}

/// The name of a field, or its key if the language has no name for it.
fn field_name<'a>(edition: &'a Edition, key: &'a str) -> &'a str {
    edition.messages.reports.merge.fields.get(key).map_or(key, String::as_str)
}

fn yes_or_no(edition: &Edition, yes: bool) -> &'static str {
    let common = &edition.messages.common;
    if yes { &common.yes } else { &common.no }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::i18n::Messages;
    use crate::merge::{AssessmentField, EntryField};
    use crate::model::{Entry, Text};
    use crate::report::example;

    #[test]
    fn a_question_that_is_gone_is_named_by_the_topic_of_either_side() {
        let pack = example::pack();
        let named = Text::from([("en", "Beta"), ("ar", "بيتا")]);
        for with_topic in 0..3 {
            let mut sides = [0, 1, 2].map(|_| Box::new(Entry::default()));
            sides[with_topic].topic = named.clone().into();
            let [base, ours, theirs] = sides;
            let question = "gone".into();
            let conflict = Conflict::Entry { question, field: EntryField::Note, base, ours, theirs };
            let places = example::in_each_language(&pack, |edition| describe(edition, &conflict).place);
            for (language, place) in places {
                let topic = named.get(language.code());
                assert!(place.contains(topic) && place.contains("gone"), "{place}");
            }
        }
    }

    #[test]
    fn every_field_has_a_name_in_every_language_and_no_name_is_left_over() {
        let of_entries = EntryField::ALL.iter().map(|field| field.name());
        let fields: BTreeSet<&str> =
            of_entries.chain(AssessmentField::ALL.iter().map(|field| field.name())).collect();
        for language in Language::ALL {
            let names = &Messages::of(language).reports.merge.fields;
            assert_eq!(names.keys().map(String::as_str).collect::<BTreeSet<_>>(), fields, "{language:?}");
        }
    }
}
