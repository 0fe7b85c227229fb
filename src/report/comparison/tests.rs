use super::*;
use crate::compare::{Subject, against_targets as compare_with_targets, compare};
use crate::report::{example, format};

fn side_by_side(edition: &Edition) -> String {
    let assessment = example::assessment(edition.pack);
    let milestone = &assessment.milestones[0];
    let subjects = [Subject::Milestone(&assessment, milestone), Subject::Assessment(&assessment)];
    let compared = compare(edition.pack, &subjects, example::TODAY).unwrap();
    let tables = [table(edition, &compared), moved(edition, &compared.moved[0])];
    tables.iter().map(|table| format::plain(&table.in_words(edition))).collect::<Vec<_>>().join("\n")
}

fn targets(edition: &Edition) -> String {
    let assessment = example::assessment(edition.pack);
    let compared = compare_with_targets(edition.pack, &assessment, example::TODAY).unwrap();
    format::plain(&against_targets(edition, &compared).in_words(edition))
}

#[test]
fn a_comparison_reads_well_in_both_languages() {
    let pack = example::pack();
    for (language, text) in example::in_each_language(&pack, side_by_side) {
        insta::assert_snapshot!(format!("comparison-{}", language.code()), text);
    }
}

#[test]
fn targets_and_the_last_milestone_are_next_to_the_levels() {
    let pack = example::pack();
    for (language, text) in example::in_each_language(&pack, targets) {
        insta::assert_snapshot!(format!("targets-{}", language.code()), text);
    }
}

#[test]
fn a_range_that_moves_at_one_end_differs_from_one_that_narrows() {
    let pack = example::pack();
    let edition = Edition::new(&pack, crate::i18n::Language::English);
    let text = |low, high| Value::Change(CellChange { low, high, index: None }).words(&edition);
    assert_eq!([text(0, 0), text(1, 1), text(-2, -2)], ["= same", "↑ up 1 level", "↓ down 2 levels"]);
    assert_eq!([text(0, 1), text(-1, 0), text(1, -1)], ["↑ higher", "↓ lower", "~ narrower"]);
    assert_eq!([text(1, 2), text(2, 1), text(1, 0)], ["↑ higher"; 3]);
    assert_eq!([text(-2, -1), text(-1, -2), text(0, -1)], ["↓ lower"; 3]);
    assert_eq!(text(-1, 1), "~ wider");
}
