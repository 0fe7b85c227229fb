//! What a pack says around its questions: clauses with the reading of the pack, and what questions refer to, with facts.
//!
//! Every door shows these lines, so that a reading is nowhere mistaken for the text of a clause, nor an open point for a
//! fact. It knows no question and no answer.

use super::page::Line;
use super::prose::{self, with_addresses};
use super::{Edition, Tone};
use crate::i18n::Template;
use crate::model::{Clause, Fact, FactStatus, Obligation, Reference, SourceKind, Text};

/// A clause with its wording, then under a line of their own what the authors of the pack make of it.
pub fn clause(edition: &Edition, clause: &Clause) -> Vec<Line> {
    let words = &edition.messages.reports.questions;
    let text = words.clause.fill(&[("text", &edition.text(&clause.text)), ("id", &clause.id)]);
    let reading = reading(edition, clause);
    let heading = (!reading.is_empty())
        .then(|| Line::new(1, Tone::Strong, &edition.messages.reports.background.reading));
    [Line::new(0, Tone::Plain, text)].into_iter().chain(heading).chain(reading).collect()
}

/// Whom a clause binds, how it looks if it is met, what would show it, and a remark: all of it by the authors of the pack.
fn reading(edition: &Edition, clause: &Clause) -> Vec<Line> {
    let words = &edition.messages.reports.background;
    let roles = edition.pack.manifest.roles.iter().filter_map(|role| {
        let how = match clause.binds.get(&role.id)? {
            Obligation::Direct => &words.direct,
            Obligation::ThroughOwner => &words.through_owner,
            Obligation::NotApplicable => &words.not_asked,
        };
        Some(words.bound.fill(&[("role", &edition.text(&role.name)), ("how", how)]))
    });
    let (roles, flags): (Vec<_>, Vec<_>) =
        (roles.collect(), clause.requires.iter().map(|flag| edition.flag(flag)).collect());
    let evidence = clause.evidence.iter().map(|text| with_addresses(edition.text(text))).collect();
    let listed = |sentence: &Template, names: Vec<String>| {
        let text = (!names.is_empty()).then(|| sentence.fill(&[("names", &edition.list(names))]));
        text.map(|text| Line::new(2, Tone::Muted, text)).into_iter().collect()
    };
    let written =
        |sentence: &Template, text: &Text| prose::in_sentence(sentence, 2, Tone::Muted, edition.text(text));
    let lines: [Vec<Line>; 5] = [
        listed(&words.binds, roles),
        listed(&words.only_with, flags),
        written(&words.mature, &clause.mature),
        listed(&words.evidence, evidence),
        written(&words.note, &clause.note),
    ];
    lines.into_iter().flatten().collect()
}

/// What a question refers to: its name, its wording if that says more, who issued it, and the facts about it.
pub fn reference(edition: &Edition, reference: &Reference) -> Vec<Line> {
    let name = edition.text(&reference.name);
    let named = edition.messages.reports.questions.link.fill(&[("text", &name), ("id", &reference.id)]);
    let wording = Some(edition.text(&reference.text)).filter(|text| !is_same(text, name));
    let wording = wording.map(|text| prose::below(1, Tone::Muted, text)).unwrap_or_default();
    [Line::new(0, Tone::Plain, named)].into_iter().chain(wording).chain(facts(edition, reference)).collect()
}

/// Who issued it, and the facts about it.
pub fn facts(edition: &Edition, reference: &Reference) -> Vec<Line> {
    let words = &edition.messages.reports.background;
    let issuer = (!reference.issuer.is_empty())
        .then(|| words.issuer.fill(&[("name", &edition.text(&reference.issuer))]));
    let issuer = issuer.map(|text| Line::new(1, Tone::Muted, text));
    issuer.into_iter().chain(reference.facts.iter().map(|known| fact(edition, known))).collect()
}

/// Whether a wording says no more than a name.
fn is_same(wording: &str, name: &str) -> bool {
    let bare = |text: &str| text.trim().trim_end_matches('.').to_owned();
    bare(wording).is_empty() || bare(wording) == bare(name)
}

/// A fact with its sources, or an open point that says so.
fn fact(edition: &Edition, fact: &Fact) -> Line {
    let words = &edition.messages.reports.background;
    let text = with_addresses(edition.text(&fact.text));
    match fact.status {
        FactStatus::Unconfirmed => Line::new(1, Tone::Warning, words.unconfirmed.fill(&[("text", &text)])),
        FactStatus::Confirmed => {
            let titles: Vec<_> = fact.sources.iter().filter_map(|id| source_title(edition, id)).collect();
            if titles.is_empty() {
                return Line::new(1, Tone::Muted, text);
            }
            let sources = titles.join(&words.between_sources);
            Line::new(1, Tone::Muted, words.fact.fill(&[("text", &text), ("sources", &sources)]))
        }
    }
}

fn source_title(edition: &Edition, id: &str) -> Option<String> {
    let source = edition.pack.manifest.sources.iter().find(|source| source.id.as_str() == id)?;
    Some(edition.text(&source.title).to_owned())
}

/// How far a source is from the issuer, in words.
pub fn source_kind<'a>(edition: &'a Edition, kind: SourceKind) -> &'a str {
    let words = &edition.messages.reports.background;
    match kind {
        SourceKind::Primary => &words.primary,
        SourceKind::Secondary => &words.secondary,
        SourceKind::Press => &words.press,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::report::example;

    fn texts(lines: &[Line]) -> Vec<&str> {
        lines.iter().map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn what_no_source_confirms_says_so_and_the_rest_names_its_sources() {
        let pack = example::pack();
        for (language, mark) in [(Language::English, "Not confirmed"), (Language::Arabic, "لم يؤكده مصدر")]
        {
            let edition = Edition::new(&pack, language);
            let mut open = 0;
            for known in
                crate::model::LinkKind::ALL.into_iter().flat_map(|kind| pack.manifest.references(kind))
            {
                let lines = facts(&edition, known);
                let lines = &lines[lines.len() - known.facts.len()..];
                for (fact, line) in known.facts.iter().zip(lines) {
                    let is_open = fact.status == FactStatus::Unconfirmed;
                    assert_eq!(line.text.starts_with(mark), is_open, "{}", line.text);
                    assert_eq!(line.text.ends_with(']'), !is_open, "{}", line.text);
                    open += usize::from(is_open);
                }
            }
            assert_eq!(open, 6);
        }
    }

    #[test]
    fn what_the_authors_read_into_a_clause_is_below_a_line_that_says_whose_it_is() {
        let mut pack = example::pack();
        for (language, mark) in
            [(Language::English, "This questionnaire's reading"), (Language::Arabic, "قراءة هذا الاستبيان")]
        {
            let edition = Edition::new(&pack, language);
            for (_, known) in
                pack.questions().flat_map(|(_, question)| &question.clauses).filter_map(|id| pack.clause(id))
            {
                let lines = clause(&edition, known);
                assert!(lines[1].text.starts_with(mark), "{:?}", texts(&lines));
                assert!(lines[2..].iter().all(|line| line.indent > lines[1].indent), "{:?}", texts(&lines));
            }
            let lines = clause(&edition, &pack.areas[0].clauses[0]);
            assert_eq!(lines.len(), 6, "{:?}", texts(&lines));
        }
        let plain = &mut pack.areas[0].clauses[0];
        (plain.binds, plain.mature, plain.note) = Default::default();
        plain.evidence.clear();
        let edition = Edition::new(&pack, Language::English);
        assert_eq!(clause(&edition, &pack.areas[0].clauses[0]).len(), 1);
    }
}
