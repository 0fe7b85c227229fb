//! Tests that every table holds values of the kinds that its columns announce.

use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::compare::{CompareOrder, Subject, against_targets, compare};
use crate::model::Pack;
use crate::report::restorables::{RestorableRow, RestorePlace};
use crate::report::{Table, areas, comparison, example, listing, questions, restorables, roadmap};
use crate::roadmap::Options;
use crate::scoring::VersionDifference;

/// Every table of the example.
fn tables(pack: &Pack, edition: &Edition) -> Vec<Table> {
    let assessment = example::assessment(pack);
    let card = example::scored(pack, &assessment);
    let subjects =
        [Subject::Milestone(&assessment, &assessment.milestones[0]), Subject::Assessment(&assessment)];
    let compared = compare(pack, &subjects, CompareOrder::OldestFirst, example::TODAY).unwrap();
    let steps = crate::roadmap::roadmap(pack, &assessment, example::TODAY, &Options::default());
    let versions = VersionDifference::default();
    let listed = [
        Ok((Arc::new(pack.clone()), example::answers(pack, &assessment).summary(), versions.clone())),
        Err("line 4".to_owned()),
    ]
    .map(|outcome| listing::ListedAssessment {
        name: "Platforms".to_owned(),
        file: None,
        changed: Some(example::TODAY),
        outcome,
        unusable_targets: Vec::new(),
    });
    let restorable = |is_cut_off, progress| RestorableRow {
        place: RestorePlace::Bin,
        file: "platforms.yaml".to_owned(),
        is_cut_off,
        when: date(2026, 3, 1).at(4, 49, 0, 0),
        progress,
        size: 512,
    };
    let progress = |answered| Some(Progress { applicable: 7, answered, unknown: 1, outside_scale: 0 });
    let restored = [restorable(false, progress(3)), restorable(true, progress(2)), restorable(true, None)];
    let mut all = vec![
        areas::table(edition, "Platforms", &card, Vec::new()),
        comparison::table(edition, &compared),
        comparison::moved(edition, &compared.pairs[0].moved),
        comparison::against_targets(edition, &against_targets(pack, &assessment, example::TODAY).unwrap()),
        listing::table(edition, &listed, listing::QuestionnaireColumn::Shown),
        questions::table(edition, &questions::select(pack, &questions::Filter::default())),
        restorables::table(edition, "Platforms", "Platforms", &restored, 2),
    ];
    all.extend(roadmap::tables(edition, &steps, Vec::new()));
    all
}

#[test]
fn a_cell_has_the_kind_of_its_column_or_says_why_it_has_no_value() {
    let pack = example::pack();
    for language in crate::i18n::Language::ALL {
        let edition = Edition::new(&pack, language);
        for table in tables(&pack, &edition) {
            for (cell, column) in table.rows.iter().flat_map(|row| row.iter().zip(&table.columns)) {
                let Some(kind) = cell.value.kind() else { continue };
                let is_reason = kind == ValueKind::Text && cell.tone == Tone::Bad;
                assert!(kind == column.kind || is_reason, "{}: {cell:?}", column.key);
                assert!(!cell.value.words(&edition).is_empty(), "{}: {cell:?}", column.key);
            }
        }
    }
}

#[test]
fn the_progress_of_a_cut_off_file_says_that_its_end_is_missing() {
    let pack = example::pack();
    let edition = Edition::new(&pack, crate::i18n::Language::English);
    let progress = Progress { applicable: 7, answered: 2, unknown: 0, outside_scale: 0 };
    let [whole, part] = [Value::Progress(progress), Value::CutOffProgress(progress)]
        .map(|value| crate::bidi::logical(&value.words(&edition)));
    assert_eq!(whole, "2 of 7");
    assert!(part.starts_with("2 of 7") && part.len() > whole.len(), "{part}");
}
