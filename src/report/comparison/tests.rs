use super::*;
use crate::compare::{CompareOrder, Subject, against_targets as compare_with_targets, compare};
use crate::model::{Assessment, Level, LevelRange, Text};
use crate::report::{example, format};

fn side_by_side(edition: &Edition) -> String {
    let assessment = example::assessment(edition.pack);
    let milestone = &assessment.milestones[0];
    let subjects = [Subject::Milestone(&assessment, milestone), Subject::Assessment(&assessment)];
    let compared = compare(edition.pack, &subjects, CompareOrder::OldestFirst, example::TODAY).unwrap();
    let tables = [table(edition, &compared), moved(edition, &compared.pairs[0].moved)];
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
fn groups_of_areas_have_rows_before_the_whole() {
    let pack = example::grouped();
    let [mut before, after] =
        ["1 1 2 2 1 - - -", "4 3 2 2 1 1 - -"].map(|answers| crate::sample::assessment(&pack, answers));
    before.identity.name = "Before".to_owned();
    let frozen = crate::model::Milestone::freeze("Spring", example::TODAY, &before);
    let with_milestone = Assessment { milestones: vec![frozen], ..after.clone() };
    let printed = |edition: &Edition| {
        let subjects = [Subject::Assessment(&before), Subject::Assessment(&after)];
        let compared = compare(&pack, &subjects, CompareOrder::OldestFirst, example::TODAY).unwrap();
        let aimed = compare_with_targets(&pack, &with_milestone, example::TODAY).unwrap();
        let tables = [table(edition, &compared), against_targets(edition, &aimed)];
        assert!(tables.iter().all(|table| table.rows.iter().all(|row| row.len() == table.columns.len())));
        tables.map(|table| format::plain(&table.in_words(edition))).join("\n")
    };
    for (language, text) in example::in_each_language(&pack, printed) {
        insta::assert_snapshot!(format!("comparison-of-groups-{}", language.code()), text);
    }
}

#[test]
fn a_change_is_said_by_what_is_certain() {
    let pack = example::pack();
    let edition = Edition::new(&pack, crate::i18n::Language::English);
    let range = |(low, high)| LevelRange { low: Level(low), high: Level(high) };
    let text =
        |before, after| Value::Change(CellChange::of(range(before), range(after), None)).words(&edition);
    for (before, after, expected) in [
        ((3, 3), (3, 3), "= unchanged"),
        ((2, 2), (3, 3), "↑ up 1 level"),
        ((4, 4), (2, 2), "↓ down 2 levels"),
        ((1, 2), (3, 4), "↑ higher"),
        ((3, 4), (1, 2), "↓ lower"),
        ((1, 3), (2, 2), "~ decided"),
        ((2, 2), (1, 3), "~ not decided yet"),
    ] {
        assert_eq!(text(before, after), expected, "{before:?} {after:?}");
    }
}

#[test]
fn long_names_are_shortened_in_headings_and_whole_in_notes() {
    let pack = example::pack();
    let edition = Edition::new(&pack, crate::i18n::Language::English);
    let long = "The assessment of the year 2025 of a ministry with a very long name";
    let [mut one, mut other] = [example::assessment(&pack), example::assessment(&pack)];
    (one.identity.name, other.identity.name) = (long.to_owned(), format!("{long}, again"));
    let subjects = [Subject::Assessment(&one), Subject::Assessment(&other)];
    let compared = compare(&pack, &subjects, CompareOrder::OldestFirst, example::TODAY).unwrap();
    let table = table(&edition, &compared);
    let plain = |text: &str| crate::bidi::without_islands(text).into_owned();
    let headings: Vec<_> = table.columns.iter().map(|column| plain(&column.heading)).collect();
    assert_eq!(headings, ["Area", "(1) …name", "(2) …again", "Change"]);
    let notes =
        [format!("(1) {long}: scored for 2026-03-01."), format!("(2) {long}, again: scored for 2026-03-01.")];
    assert_eq!(table.notes[..2].iter().map(|note| plain(note)).collect::<Vec<_>>(), notes);
}

#[test]
fn columns_with_names_alike_in_a_heading_are_told_apart_by_their_last_words_or_numbers() {
    let pack = example::pack();
    let edition = Edition::new(&pack, crate::i18n::Language::English);
    let headings = |names: [&str; 2]| {
        let assessments = names.map(|name| {
            let mut assessment = example::assessment(&pack);
            name.clone_into(&mut assessment.identity.name);
            assessment
        });
        let subjects = [Subject::Assessment(&assessments[0]), Subject::Assessment(&assessments[1])];
        let compared = compare(&pack, &subjects, CompareOrder::OldestFirst, example::TODAY).unwrap();
        let columns = table(&edition, &compared).columns;
        [1, 2].map(|place| crate::bidi::without_islands(&columns[place].heading).into_owned())
    };
    assert_eq!(headings(["Health", "Water"]), ["Health", "Water"]);
    assert_eq!(headings(["Ministry of Water", "Health"]), ["(1) Ministry…", "(2) Health"]);
    assert_eq!(headings(["Ministry of Water 2025", "Ministry of Water 2026"]), ["(1) …2025", "(2) …2026"]);
    assert_eq!(headings(["Ministry of Water 2026", "Ministry of Energy 2026"]), ["(1)", "(2)"]);
}

#[test]
fn between_different_entities_no_column_says_what_changed() {
    let pack = example::pack();
    let edition = Edition::new(&pack, crate::i18n::Language::English);
    let [mut one, mut other] = [example::assessment(&pack), example::assessment(&pack)];
    (one.identity.entity, other.identity.entity) =
        (Text::from([("en", "Health")]), Text::from([("en", "Water")]));
    let subjects = [Subject::Assessment(&one), Subject::Assessment(&other)];
    let compared = compare(&pack, &subjects, CompareOrder::OldestFirst, example::TODAY).unwrap();
    let table = table(&edition, &compared);
    assert!(table.columns.iter().all(|column| column.kind != ValueKind::Change));
    assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
}
