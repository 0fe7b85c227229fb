//! The page of one question with everything that the pack says about it.
//!
//! It knows no answers.

use super::page::{Line, Page, Section};
use super::{Edition, Tone, figures};
use crate::i18n::Template;
use crate::model::{Area, Clause, Level, LinkKind, Question, Step};

/// Everything that the pack says about a question.
///
/// Sections: the question, why it matters, its levels with their steps, evidence, clauses, links of each kind, and the
/// entities that it applies to. Empty sections are left out.
pub fn page(edition: &Edition, area: &Area, question: &Question) -> Page {
    let (words, common) = (&edition.messages.reports.questions, &edition.messages.common);
    let evidence = question.evidence.iter().map(|text| Line::new(0, Tone::Plain, edition.text(text)));
    let mut sections = vec![
        Section::new(&common.question, asked(edition, question)),
        Section::new(&words.why, non_empty(edition.text(&question.help))),
        Section::new(&words.levels, levels(edition, question)),
        Section::new(&common.evidence, evidence.collect()),
        Section::new(&common.clauses, clauses(edition, question)),
    ];
    sections.extend(LinkKind::ALL.map(|kind| links(edition, question, kind)));
    sections.push(Section::new(&words.applies_to, applicability(edition, question)));
    sections.retain(|section| !section.lines.is_empty());
    let topic = edition.text(&question.topic);
    let label = area.label(edition.language.code());
    let title = words.title.fill(&[("area", &label), ("topic", &topic), ("id", &question.id)]);
    Page { title, sections }
}

fn non_empty(text: &str) -> Vec<Line> {
    if text.trim().is_empty() { Vec::new() } else { vec![Line::new(0, Tone::Plain, text)] }
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
    scale.all().flat_map(level).collect()
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
    let line = |clause: &Clause| {
        named(&edition.messages.reports.questions.clause, &clause.id, edition.text(&clause.text))
    };
    let known = question.clauses.iter().filter_map(|id| edition.pack.clause(id));
    known.map(|(_, clause)| line(clause)).collect()
}

fn links(edition: &Edition, question: &Question, kind: LinkKind) -> Section {
    let common = &edition.messages.common;
    let heading = match kind {
        LinkKind::Enabler => &common.enablers,
        LinkKind::Goal => &common.goals,
        LinkKind::Objective => &common.objectives,
        LinkKind::Regulation => &common.regulations,
    };
    let known = question.links(kind).iter().filter_map(|id| edition.pack.manifest.reference(kind, id));
    let lines = known.map(|reference| {
        let name = edition.text(&reference.name);
        named(&edition.messages.reports.questions.link, &reference.id, name)
    });
    Section::new(heading, lines.collect())
}

fn named(sentence: &Template, id: &str, text: &str) -> Line {
    Line::new(0, Tone::Plain, sentence.fill(&[("id", &id), ("text", &text)]))
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
                .map(|line| line.text)
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
}
