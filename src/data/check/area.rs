//! Checks the file of an area.

use std::collections::{HashMap, HashSet};

use super::checked_file::{CheckedFile, Names};
use crate::data::{Noun, PackFaultKind, Quantity};
use crate::model::{Area, ClauseId, Level, LinkKind, Manifest, Question, QuestionId, QuestionLevel, Step};

type AreaFile<'a> = CheckedFile<'a, Area>;

/// The parts of the pack that the check of one area depends on.
pub(super) struct Rest<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) names: &'a Names,
    /// The clauses that have a question.
    pub(super) asked: HashSet<&'a ClauseId>,
    /// The levels that questions do not have, by the ids of those questions.
    pub(super) left_out: HashMap<&'a QuestionId, HashSet<Level>>,
}

/// The levels that the question leaves out, as far as the scale has them.
pub(super) fn left_out(manifest: &Manifest, question: &Question) -> HashSet<Level> {
    question.without_levels.iter().filter_map(|named| manifest.level(named)).collect()
}

/// Collects the names of clauses and questions, before any area is checked: needs may refer to later areas.
pub(super) fn collect_names(page: &mut AreaFile<'_>, names: &mut Names) {
    let area = &page.pack_file.content;
    for (index, clause) in area.clauses.iter().enumerate() {
        page.name(names, Noun::Clause, &clause.id, format!("clauses[{index}].id"));
    }
    for (index, question) in area.questions.iter().enumerate() {
        page.name(names, Noun::Question, &question.id, format!("questions[{index}].id"));
    }
}

/// Checks an area against the names of the whole pack.
pub(super) fn check(page: &mut AreaFile<'_>, rest: &Rest<'_>) {
    let area = &page.pack_file.content;
    let file = page.pack_file.file.file_stem().unwrap_or_default().to_string_lossy();
    if *area.id != *file {
        let kind = PackFaultKind::OtherThanFile { id: area.id.to_string(), file: file.into_owned() };
        page.fault("id", kind);
    }
    page.text("title", &area.title);
    page.text_if_any("short", &area.short);
    page.text_if_any("description", &area.description);
    page.range("weight", Quantity::Weight, area.weight);
    if let Some(target) = &area.target {
        page.level(rest.manifest, rest.names, "target".to_owned(), target, |_| true);
    }
    clauses(page, rest);
    page.range("questions", Quantity::Questions, area.questions.len());
    for (index, known) in area.questions.iter().enumerate() {
        question(page, rest, &format!("questions[{index}]"), known);
    }
}

fn clauses(page: &mut AreaFile<'_>, rest: &Rest<'_>) {
    for (index, clause) in page.pack_file.content.clauses.iter().enumerate() {
        let path = format!("clauses[{index}]");
        page.text(&format!("{path}.text"), &clause.text);
        page.text_if_any(&format!("{path}.mature"), &clause.mature);
        page.text_if_any(&format!("{path}.note"), &clause.note);
        for (index, evidence) in clause.evidence.iter().enumerate() {
            page.text(&format!("{path}.evidence[{index}]"), evidence);
        }
        for role in clause.binds.keys() {
            page.known(rest.names, Noun::Role, role, format!("{path}.binds.{role}"));
        }
        // A question in an unreadable part may ask about the clause.
        if rest.names.has_all(Noun::Question) && !rest.asked.contains(&clause.id) {
            let kind = PackFaultKind::UncoveredClause { clause: clause.id.to_string() };
            page.fault(format!("{path}.id"), kind);
        }
    }
}

fn question(page: &mut AreaFile<'_>, rest: &Rest<'_>, path: &str, question: &Question) {
    page.range(format!("{path}.revision"), Quantity::Revision, question.revision);
    page.range(format!("{path}.weight"), Quantity::Weight, question.weight);
    page.text(&format!("{path}.topic"), &question.topic);
    page.text(&format!("{path}.prompt"), &question.prompt);
    page.text_if_any(&format!("{path}.help"), &question.help);
    if let Some(reason) = &question.essential {
        page.text(&format!("{path}.essential"), reason);
    }
    for (index, evidence) in question.evidence.iter().enumerate() {
        page.text(&format!("{path}.evidence[{index}]"), evidence);
    }
    links(page, rest, path, question);
    without_levels(page, rest, path, question);
    levels(page, rest, path, question);
}

fn links(page: &mut AreaFile<'_>, rest: &Rest<'_>, path: &str, question: &Question) {
    named(page, rest, Noun::Clause, &format!("{path}.clauses"), &question.clauses);
    for kind in LinkKind::ALL {
        let list = match kind {
            LinkKind::Enabler => "enablers",
            LinkKind::Goal => "goals",
            LinkKind::Objective => "objectives",
            LinkKind::Regulation => "regulations",
        };
        named(page, rest, Noun::Link(kind), &format!("{path}.{list}"), question.links(kind));
    }
    named(page, rest, Noun::Role, &format!("{path}.applies_to"), &question.applies_to);
    named(page, rest, Noun::Flag, &format!("{path}.requires"), &question.requires);
}

fn named<I: std::ops::Deref<Target = str>>(
    page: &mut AreaFile<'_>,
    rest: &Rest<'_>,
    noun: Noun,
    path: &str,
    ids: &[I],
) {
    for (index, id) in ids.iter().enumerate() {
        page.known(rest.names, noun, id, format!("{path}[{index}]"));
    }
}

/// Checks that the question leaves out levels of the scale, each once, and neither the first, from which every question
/// starts, nor the last, which its area could never reach without it.
fn without_levels(page: &mut AreaFile<'_>, rest: &Rest<'_>, path: &str, question: &Question) {
    let mut named = Names::default();
    let inner = |level: Level| level > Level::FIRST && level < rest.manifest.scale.last();
    for (index, known) in question.without_levels.iter().enumerate() {
        let path = format!("{path}.without_levels[{index}]");
        page.level(rest.manifest, rest.names, path.clone(), known, inner);
        if let Some(level) = rest.manifest.level(known) {
            page.unique(&mut named, Noun::Level, &rest.manifest.level_name(level), path);
        }
    }
}

fn levels(page: &mut AreaFile<'_>, rest: &Rest<'_>, path: &str, question: &Question) {
    let (found, needed) = (question.levels.len(), rest.manifest.scale.levels.len());
    // A question without any text of a level leaves them to the scale.
    if found != 0 && found != needed && rest.names.has_all(Noun::Level) {
        page.fault(format!("{path}.levels"), PackFaultKind::LevelCount { found, needed });
    }
    let mut seen = HashMap::new();
    for (known, level) in question.levels.iter().zip((1..=u8::MAX).map(Level)) {
        let path = format!("{path}.levels[{}]", level.index());
        page.text_if_any(&path, &known.text);
        let is_left_out = rest.left_out.get(&question.id).is_some_and(|left_out| left_out.contains(&level));
        if is_left_out && !(known.text.is_empty() && known.step.is_none()) {
            let level = rest.manifest.scale.written(level);
            page.fault(path.clone(), PackFaultKind::LeftOutLevel { level });
        }
        if let Some(first) = repeats(&mut seen, known, level) {
            let [level, first] = [level, first].map(|level| rest.manifest.scale.written(level));
            page.fault(path.clone(), PackFaultKind::RepeatedLevel { level, first });
        }
        if let Some(step) = &known.step {
            self::step(page, rest, &format!("{path}.step"), step);
        }
    }
}

/// The first level with the same text as `known` in any language.
fn repeats<'a>(
    seen: &mut HashMap<(&'a str, &'a str), Level>,
    known: &'a QuestionLevel,
    level: Level,
) -> Option<Level> {
    let texts = known.text.iter().map(|(language, words)| (language, words.trim()));
    let firsts: Vec<_> = texts
        .filter(|(_, words)| !words.is_empty())
        .map(|text| *seen.entry(text).or_insert(level))
        .filter(|first| *first != level)
        .collect();
    firsts.into_iter().min()
}

fn step(page: &mut AreaFile<'_>, rest: &Rest<'_>, path: &str, step: &Step) {
    page.text(path, &step.text);
    for (question, level) in &step.needs {
        let path = format!("{path}.needs.{question}");
        let left_out = rest.left_out.get(question);
        let has = |level: Level| left_out.is_none_or(|left_out| !left_out.contains(&level));
        // Every question has the first level, so no step needs it.
        page.level(rest.manifest, rest.names, path.clone(), level, |level| {
            level > Level::FIRST && has(level)
        });
        page.known(rest.names, Noun::Question, question, path);
    }
}
