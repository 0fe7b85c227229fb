//! The questions of a pack that match a filter, as a list and as a table.
//!
//! It reads the pack only and knows no answers.

use super::{Cell, Column, Edition, Table, Value};
use crate::model::{Area, ClauseId, LinkKind, Pack, Question, ReferenceId, Text};
use crate::search::Query;

/// Conditions for questions. A question must meet all that are given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Id of the area.
    pub area: Option<String>,
    /// Id of a clause that the question asks about.
    pub clause: Option<String>,
    /// Kinds and ids of links that the question must have.
    pub links: Vec<(LinkKind, String)>,
    /// Words to find in any language of the pack, in any of their spellings.
    pub text: Option<String>,
}

/// The questions that pass `filter`, in the pack's order. An unknown id matches no question.
pub fn select<'a>(pack: &'a Pack, filter: &Filter) -> Vec<(&'a Area, &'a Question)> {
    let query = filter.text.as_deref().map(Query::new);
    let wanted = |(area, question): &(&Area, &Question)| {
        filter.area.as_ref().is_none_or(|id| area.id.as_str() == id)
            && filter
                .clause
                .as_ref()
                .is_none_or(|id| question.clauses.iter().any(|known| known.as_str() == id))
            && filter.links.iter().all(|(kind, id)| links(question, *kind, id))
            && query.as_ref().is_none_or(|query| query.matches(texts(pack, area, question)))
    };
    pack.questions().filter(wanted).collect()
}

fn links(question: &Question, kind: LinkKind, id: &str) -> bool {
    question.links(kind).iter().any(|known| known.as_str() == id)
}

/// All texts that a search looks at, in every language.
fn texts<'a>(pack: &'a Pack, area: &'a Area, question: &'a Question) -> impl Iterator<Item = &'a str> {
    let told = [&question.topic, &question.prompt].into_iter().chain(further_texts(pack, area, question));
    told.flat_map(every_language).chain(ids(question))
}

/// The texts besides topic and prompt: help, area, levels, steps, evidence, and what the question serves.
pub(super) fn further_texts<'a>(
    pack: &'a Pack,
    area: &'a Area,
    question: &'a Question,
) -> impl Iterator<Item = &'a Text> {
    let own = [&question.help, &area.title, &area.short];
    let levels = question.levels.iter().flat_map(|level| {
        [Some(&level.text), level.step.as_ref().map(|step| &step.text)].into_iter().flatten()
    });
    let linked = LinkKind::ALL.into_iter().flat_map(move |kind| {
        let ids = question.links(kind).iter();
        ids.filter_map(move |id| pack.manifest.reference(kind, id)).map(|reference| &reference.name)
    });
    own.into_iter().chain(levels).chain(&question.evidence).chain(linked)
}

/// The ids of the question, of its clauses and of what it serves.
pub(super) fn ids(question: &Question) -> impl Iterator<Item = &str> {
    let linked = LinkKind::ALL.into_iter().flat_map(|kind| question.links(kind)).map(ReferenceId::as_str);
    [question.id.as_str()].into_iter().chain(linked).chain(question.clauses.iter().map(ClauseId::as_str))
}

fn every_language(text: &Text) -> impl Iterator<Item = &str> {
    text.iter().map(|(_, text)| text)
}

/// The questions as a table: id, area, topic and prompt.
pub fn table(edition: &Edition, found: &[(&Area, &Question)]) -> Table {
    let common = &edition.messages.common;
    let row = |(area, question): &(&Area, &Question)| {
        vec![
            Cell::muted(Value::text(question.id.as_str())),
            Cell::text(area.label(edition.code)),
            Cell::text(edition.text(&question.topic)),
            Cell::text(edition.text(&question.prompt)),
        ]
    };
    Table {
        title: common.questions.of(found.len()),
        columns: vec![
            Column::text("id", &edition.messages.reports.questions.id),
            Column::text("area", &common.area),
            Column::text("topic", &edition.messages.reports.questions.topic),
            Column::text("question", &common.question),
        ],
        rows: found.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;

    fn ids(filter: &Filter) -> Vec<String> {
        let pack = example::pack();
        select(&pack, filter).iter().map(|(_, question)| question.id.to_string()).collect()
    }

    #[test]
    fn every_condition_must_hold() {
        let by_enabler = Filter { links: vec![(LinkKind::Enabler, "gsb".to_owned())], ..Filter::default() };
        let in_services = Filter { area: Some("services".to_owned()), ..by_enabler.clone() };
        assert!(ids(&by_enabler).contains(&"services-q5".to_owned()));
        assert!(ids(&in_services).iter().all(|id| id.starts_with("services-")));
        assert!(ids(&in_services).len() < ids(&by_enabler).len());
    }

    #[test]
    fn a_clause_finds_the_questions_that_ask_about_it() {
        let filter = Filter { clause: Some("cloud-1".to_owned()), ..Filter::default() };
        assert!(ids(&filter).contains(&"cloud-q1".to_owned()));
        assert_eq!(
            ids(&Filter { clause: Some("no-such".to_owned()), ..Filter::default() }),
            Vec::<String>::new()
        );
    }

    #[test]
    fn words_are_found_in_both_languages_whatever_their_spelling() {
        for text in ["cloud-first decisions", "قرار السحابه اولا", "CLOUD-Q1"] {
            let filter = Filter { text: Some(text.to_owned()), ..Filter::default() };
            assert!(ids(&filter).contains(&"cloud-q1".to_owned()), "{text}");
        }
    }

    #[test]
    fn an_empty_filter_selects_every_question() {
        assert_eq!(ids(&Filter::default()).len(), example::pack().questions().count());
    }
}
