//! The page of one question with everything that the pack says about it.
//!
//! It knows no answers.

use super::page::{Line, Page, Section};
use super::{Edition, Tone, about, background, figures, prose};
use crate::i18n::Template;
use crate::model::{Area, Level, LinkKind, Question, Step};

/// Everything that the pack says about a question.
///
/// Sections: the question, its levels with their steps, [`why`] it matters, and the entities that it applies to. Empty sections are left out.
pub fn page(edition: &Edition, area: &Area, question: &Question) -> Page {
    let (words, common) = (&edition.messages.reports.questions, &edition.messages.common);
    let mut sections = vec![
        Section::new(&common.question, asked(edition, question)),
        Section::new(&words.levels, levels(edition, question)),
    ];
    sections.extend(why(edition, question));
    sections.push(Section::new(&words.applies_to, applicability(edition, question)));
    sections.retain(|section| !section.lines.is_empty());
    let topic = edition.text(&question.topic);
    let label = area.label(edition.code);
    let title = words.title.fill(&[("area", &label), ("topic", &topic), ("id", &question.id)]);
    Page { title, sections }
}

/// Why a question matters, the clauses that it asks about, what it refers to, and what usually proves an answer. Empty
/// sections are left out.
pub fn why(edition: &Edition, question: &Question) -> Vec<Section> {
    let (words, common) = (&edition.messages.reports.questions, &edition.messages.common);
    let evidence = question
        .evidence
        .iter()
        .map(|text| Line::new(0, Tone::Plain, prose::with_addresses(edition.text(text))));
    let before = [
        Section::new(&words.why, prose::lines(edition.text(&question.help), Tone::Plain)),
        Section::new(&common.clauses, clauses(edition, question)),
    ];
    let links = LinkKind::ALL.map(|kind| links(edition, question, kind));
    let evidence = Section::new(&words.evidence, evidence.collect());
    let mut sections: Vec<_> = before.into_iter().chain(links).chain([evidence]).collect();
    sections.retain(|section| !section.lines.is_empty());
    sections
}

fn asked(edition: &Edition, question: &Question) -> Vec<Line> {
    let words = &edition.messages.reports.questions;
    let mut lines = vec![Line::new(0, Tone::Strong, edition.text(&question.prompt))];
    if let Some(reason) = &question.essential {
        let text = words.essential.fill(&[("reason", &edition.text(reason))]);
        lines.push(Line::new(0, Tone::Plain, text));
    }
    if question.weight != 1 {
        lines.push(Line::new(0, Tone::Muted, words.weight.fill(&[("weight", &question.weight)])));
    }
    lines
}

fn levels(edition: &Edition, question: &Question) -> Vec<Line> {
    let words = &edition.messages.reports.questions;
    let scale = edition.pack.scale();
    let level = |level: Level| {
        let name = scale.level(level).map_or("", |named| edition.text(&named.name));
        let label = figures::label(edition, level);
        let text = question.level_text(scale, level).map_or("", |text| edition.text(text));
        let text = if text == name {
            words.level_named.fill(&[("level", &label), ("name", &name)])
        } else {
            words.level.fill(&[("level", &label), ("name", &name), ("text", &text)])
        };
        let steps = question.step(level).into_iter().flat_map(|known| step(edition, known));
        [Line::new(0, Tone::Plain, text)].into_iter().chain(steps)
    };
    question.levels_in(scale).flat_map(level).collect()
}

/// The step that reaches a level, and the levels of other questions that it needs.
fn step(edition: &Edition, step: &Step) -> Vec<Line> {
    let words = &edition.messages.reports.questions;
    let text = words.step.fill(&[
        ("step", &edition.text(&step.text).trim_end_matches('.')),
        ("effort", &edition.effort(step.effort)),
        ("impact", &edition.impact(step.impact)),
    ]);
    let need = |(question, level): (&crate::model::QuestionId, Level)| {
        let (topic, level) = (edition.topic(question), figures::label(edition, level));
        Line::new(2, Tone::Muted, words.needs.fill(&[("topic", &topic), ("level", &level)]))
    };
    [Line::new(1, Tone::Muted, text)].into_iter().chain(step.needed().map(need)).collect()
}

fn clauses(edition: &Edition, question: &Question) -> Vec<Line> {
    let known = question.clauses.iter().filter_map(|id| edition.pack.clause(id));
    known.flat_map(|(_, clause)| background::clause(edition, clause)).collect()
}

fn links(edition: &Edition, question: &Question, kind: LinkKind) -> Section {
    let known = question.links(kind).iter().filter_map(|id| edition.pack.manifest.reference(kind, id));
    let lines = known.flat_map(|reference| background::reference(edition, reference));
    Section::new(about::heading(edition, kind), lines.collect())
}

/// The roles and flags that the question is limited to. Empty if it applies to every entity.
fn applicability(edition: &Edition, question: &Question) -> Vec<Line> {
    let words = &edition.messages.reports.questions;
    let manifest = &edition.pack.manifest;
    let roles = manifest.roles.iter().filter(|role| question.applies_to.contains(&role.id));
    let roles: Vec<_> = roles.map(|role| edition.text(&role.name).to_owned()).collect();
    let flags: Vec<_> = question.requires.iter().map(|flag| edition.flag(flag)).collect();
    let line = |sentence: &Template, names: Vec<String>| {
        let names = (!names.is_empty()).then(|| edition.list(names));
        names.map(|names| Line::new(0, Tone::Plain, sentence.fill(&[("names", &names)])))
    };
    [line(&words.roles, roles), line(&words.flags, flags)].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{example, format};

    #[test]
    fn a_question_is_shown_in_full_in_both_languages() {
        let pack = example::pack();
        let (area, question) = pack.question("cloud-q2").unwrap();
        for (language, text) in
            example::in_each_language(&pack, |edition| format::plain_page(&page(edition, area, question)))
        {
            insta::assert_snapshot!(format!("question-{}", language.code()), text);
        }
    }

    #[test]
    fn a_level_without_a_text_shows_its_label_and_its_name_once() {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/valid/levels-without-texts");
        let pack = crate::data::load(&folder).unwrap();
        let shown = |language: crate::i18n::Language, id: &str| {
            let edition = Edition::new(&pack, language);
            levels(&edition, pack.question(id).unwrap().1)
                .into_iter()
                .map(|line| crate::bidi::without_islands(&line.text).into_owned())
                .collect::<Vec<_>>()
        };
        let english = shown(crate::i18n::Language::English, "one-q1");
        assert_eq!(
            english,
            ["A Initial: Nothing is written down.", "B Managed", "C Measured: Results are measured."]
        );
        let arabic = shown(crate::i18n::Language::Arabic, "one-q1").join("\n");
        assert!(!arabic.contains("مدار: ") && arabic.contains("مدار"), "{arabic}");
        let steps = shown(crate::i18n::Language::English, "one-q2");
        assert!(
            steps.len() == 5 && steps[2].contains("Name an owner") && steps[3].contains(" B"),
            "{steps:?}"
        );
    }

    #[test]
    fn a_list_in_the_help_is_a_list_in_text() {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/valid/levels-without-texts");
        let pack = crate::data::load(&folder).unwrap();
        let (area, question) = pack.question("one-q1").unwrap();
        for (language, text) in
            example::in_each_language(&pack, |edition| format::plain_page(&page(edition, area, question)))
        {
            insta::assert_snapshot!(format!("question-with-list-{}", language.code()), text);
        }
    }
}
