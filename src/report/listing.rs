//! The table of all assessments.
//!
//! It formats names and results that the caller has read, and touches no folder.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Cell, Column, Edition, Table, Tone, Value, ValueKind, progress, versions};
use crate::bidi::{ltr, own};
use crate::model::{Lead, Pack};
use crate::scoring::{Summary, Unusable, VersionDifference};

/// One row of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedAssessment {
    /// Name of the assessment.
    pub name: String,
    /// Name of its file, if another assessment has a name that looks the same.
    pub file: Option<String>,
    /// Day of the last change. `None` if the time of the file is outside the calendar.
    pub changed: Option<Date>,
    /// Its pack and its results, or the reason in words why it cannot be read.
    pub outcome: Result<(Arc<Pack>, Summary, VersionDifference), String>,
    /// Its targets that the pack cannot use.
    pub unusable_targets: Vec<Unusable>,
}

/// Whether a list says which questionnaire an assessment answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionnaireColumn {
    /// There is only one.
    None,
    /// There are several.
    Shown,
}

/// Name, progress, level and last change of the assessments, in the given order. Those whose questionnaire leads with the
/// index have it before their level.
pub fn table(edition: &Edition, listed: &[ListedAssessment], questionnaires: QuestionnaireColumn) -> Table {
    let (words, common) = (&edition.messages.reports.listing, &edition.messages.common);
    let with_index = listed.iter().any(leads_with_index);
    let row = |listed: &ListedAssessment| {
        let changed = listed.changed.map_or(Value::Absent, Value::Date);
        let [progress, level] = match &listed.outcome {
            Ok((pack, Summary { state, level, progress, .. }, _)) => [
                Cell::plain(Value::of_progress(*progress)),
                Cell::plain(Value::of_state_in(pack, *state, *level)),
            ],
            Err(problem) => [Cell::absent(), Cell::new(Value::text(problem), Tone::Bad)],
        };
        let index = with_index.then(|| index(listed));
        let cells = [Some(Cell::text(label(listed))), Some(progress), index, Some(level)];
        let mut cells: Vec<_> = cells.into_iter().flatten().chain([Cell::muted(changed)]).collect();
        if questionnaires == QuestionnaireColumn::Shown {
            let title = listed.outcome.as_ref().map(|(pack, ..)| edition.text(&pack.manifest.title));
            cells.insert(1, title.map_or_else(|_| Cell::absent(), Cell::text));
        }
        cells
    };
    let other_version = |listed: &ListedAssessment| {
        let (pack, _, versions) = listed.outcome.as_ref().ok()?;
        let edition = Edition { pack, ..*edition };
        Some(format!("{}: {}", own_label(listed), versions::sentence(&edition, versions)?))
    };
    let unusable = |listed: &ListedAssessment| {
        let known = listed.outcome.as_ref().ok().filter(|_| !listed.unusable_targets.is_empty());
        let in_short = |(pack, ..): &(Arc<Pack>, Summary, VersionDifference)| {
            let edition = Edition { pack, ..*edition };
            let texts = progress::unusable_in_short(&edition, &listed.unusable_targets);
            format!("{}: {}", own_label(listed), edition.list(texts))
        };
        known.map(in_short)
    };
    let nothing = listed.is_empty().then(|| words.nothing.clone());
    let columns = [
        Some(Column::text("name", &words.name)),
        Some(Column::new(ValueKind::Progress, "answered", &common.answered)),
        with_index.then(|| Column::new(ValueKind::Index, "index", &common.index)),
        Some(Column::new(ValueKind::Level, "level", &common.level)),
        Some(Column::new(ValueKind::Date, "changed", &words.changed)),
    ];
    let mut columns: Vec<_> = columns.into_iter().flatten().collect();
    if questionnaires == QuestionnaireColumn::Shown {
        columns.insert(1, Column::text("questionnaire", &common.questionnaire));
    }
    Table {
        title: words.title.clone(),
        columns,
        rows: listed.iter().map(row).collect(),
        notes: nothing
            .into_iter()
            .chain(listed.iter().filter_map(other_version))
            .chain(listed.iter().filter_map(unusable))
            .collect(),
    }
}

fn leads_with_index(listed: &ListedAssessment) -> bool {
    listed.outcome.as_ref().is_ok_and(|(pack, ..)| pack.manifest.lead == Lead::Index)
}

/// The index of an assessment whose pack leads with it.
fn index(listed: &ListedAssessment) -> Cell {
    let outcome = listed.outcome.as_ref().ok().filter(|_| leads_with_index(listed));
    let index = outcome.and_then(|(pack, summary, _)| Some((pack, summary.index.as_ref()?)));
    let printed = index.map(|(pack, index)| index.value.printed(pack.scale().decimals));
    printed.map_or_else(Cell::absent, |printed| Cell::plain(Value::PrintedNumber(printed)))
}

/// The name, followed by the file if the name is ambiguous.
fn label(listed: &ListedAssessment) -> String {
    match &listed.file {
        Some(file) => format!("{} ({})", own(&listed.name), ltr(file)),
        None => listed.name.clone(),
    }
}

/// The label in a sentence.
fn own_label(listed: &ListedAssessment) -> String {
    if listed.file.is_some() { label(listed) } else { own(&listed.name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{example, format};

    #[test]
    fn only_assessments_whose_questionnaire_leads_with_the_index_have_it_before_their_level() {
        let mut grouped = example::grouped();
        grouped.manifest.scale.decimals = 2;
        let listed = |pack: &Pack, assessment: &crate::model::Assessment| {
            let summary = example::answers(pack, assessment).summary();
            ListedAssessment {
                name: pack.manifest.id.clone(),
                file: None,
                changed: Some(example::TODAY),
                outcome: Ok((Arc::new(pack.clone()), summary, VersionDifference::default())),
                unusable_targets: Vec::new(),
            }
        };
        let pack = example::pack();
        let edition = Edition::new(&pack, crate::i18n::Language::English);
        let answered = |answers: &str| listed(&grouped, &crate::sample::assessment(&grouped, answers));
        let level_led = listed(&pack, &example::assessment(&pack));
        let mixed = [level_led, answered("4 3 2 2 1 1 1 1"), answered("- - - - - - - -")];
        let table = table(&edition, &mixed, QuestionnaireColumn::None);
        let keys: Vec<_> = table.columns.iter().map(|column| column.key.as_str()).collect();
        assert_eq!(keys, ["name", "answered", "index", "level", "changed"]);
        let indexes: Vec<_> = table.rows.iter().map(|row| row[2].value.words(&edition)).collect();
        assert_eq!(indexes, ["–", "1.20", "–"]);
        let level_led = self::table(&edition, &mixed[..1], QuestionnaireColumn::None);
        assert!(level_led.columns.iter().all(|column| column.key != "index"));
    }

    #[test]
    fn an_unreadable_assessment_keeps_its_row_in_both_languages() {
        let pack = example::pack();
        let summary = example::answers(&pack, &example::assessment(&pack)).summary();
        let versions = VersionDifference {
            answered: "1.0.0".to_owned(),
            scored: "2.0.0".to_owned(),
            look_again: vec!["cloud-q2".into()],
            ..VersionDifference::default()
        };
        let changed = Some(example::TODAY);
        let listed = [
            ListedAssessment {
                name: "Platforms 2026".to_owned(),
                file: Some("copy.yaml".to_owned()),
                changed,
                outcome: Ok((Arc::new(pack.clone()), summary, versions)),
                unusable_targets: Vec::new(),
            },
            ListedAssessment {
                name: "وزارة".to_owned(),
                file: None,
                changed,
                outcome: Err("line 4".to_owned()),
                unusable_targets: Vec::new(),
            },
        ];
        let printed = |edition: &Edition| {
            let tables = [QuestionnaireColumn::None, QuestionnaireColumn::Shown]
                .map(|column| format::plain(&table(edition, &listed, column).in_words(edition)));
            tables.join("\n")
        };
        for (language, text) in example::in_each_language(&pack, printed) {
            insta::assert_snapshot!(format!("listing-{}", language.code()), text);
        }
    }
}
