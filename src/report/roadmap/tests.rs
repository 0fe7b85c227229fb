use super::{Projected, RoadmapLine, lines, tables};
use crate::report::{Edition, example};
use crate::roadmap::{Options, roadmap};

fn made(edition: &Edition) -> crate::roadmap::Roadmap {
    let assessment = example::assessment(edition.pack);
    roadmap(edition.pack, &assessment, example::TODAY, &Options::default())
}

fn outline(edition: &Edition) -> String {
    let line = |line: &RoadmapLine| match line {
        RoadmapLine::FindOutHeader(text)
        | RoadmapLine::Nothing(text)
        | RoadmapLine::PhaseHeader { text, .. } => format!("# {text}"),
        RoadmapLine::FindOut(line) => format!("- {} ({}) {:?}", line.text, line.area_name, line.owner),
        RoadmapLine::Step(step) => format!(
            "- {} | {} | {} | {} | {} | {}\n    {}",
            step.step,
            step.area_name,
            step.topic,
            step.levels.words(edition),
            edition.effort(step.effort),
            edition.impact(step.impact),
            step.reason
        ),
        RoadmapLine::Projection(line) => {
            let changed = line.parts.iter().filter(|area| area.change != Projected::Nothing);
            let areas: Vec<_> = changed.map(|area| format!("{} {}", area.name, area.text)).collect();
            format!("= {} [{}]", line.text, areas.join("; "))
        }
    };
    let all: Vec<_> = lines(edition, &made(edition)).iter().map(line).collect();
    all.join("\n").split('\n').map(crate::bidi::logical).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_roadmap_reads_well_in_both_languages() {
    let pack = example::pack();
    for (language, text) in example::in_each_language(&pack, outline) {
        insta::assert_snapshot!(format!("roadmap-{}", language.code()), text);
    }
}

fn printed(edition: &Edition) -> String {
    let roadmap = made(edition);
    let tables: Vec<_> =
        tables(edition, &roadmap, Vec::new()).iter().map(|table| table.in_words(edition)).collect();
    let direction = edition.language.direction();
    let written = |table| crate::export::format::markdown_table(table, direction);
    tables.iter().map(written).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_printed_roadmap_says_the_same_in_both_languages() {
    let pack = example::pack();
    for (language, text) in example::in_each_language(&pack, printed) {
        insta::assert_snapshot!(format!("roadmap-tables-{}", language.code()), text);
    }
}

/// An assessment with every question at level 2, in each language of the interface.
fn all_at_two(language: crate::i18n::Language) -> (Vec<String>, String) {
    let pack = crate::data::embedded::default_pack();
    let assessment = example::all_at(&pack, crate::model::Level(2));
    let edition = Edition::new(&pack, language);
    let roadmap = roadmap(&pack, &assessment, example::TODAY, &Options::default());
    let line = |line: RoadmapLine| match line {
        RoadmapLine::Projection(line) => Some(line),
        _ => None,
    };
    let projections = lines(&edition, &roadmap).into_iter().filter_map(line);
    let moved = |area: &super::ProjectedPart| area.change != Projected::Nothing;
    let areas = projections.flat_map(|line| line.parts).filter(moved);
    let texts = areas.map(|area| format!("{}: {}", area.name, area.text)).collect();
    let table = super::projection(&edition, &roadmap, Vec::new()).in_words(&edition);
    (texts, crate::export::format::markdown_table(&table, language.direction()))
}

#[test]
fn a_phase_that_brings_no_level_brings_an_index_and_a_share() {
    let (texts, table) = all_at_two(crate::i18n::Language::English);
    assert!(texts.contains(&"Operations: 2 · index 2.5 · 50% at level 3".to_owned()), "{texts:#?}");
    assert!(table.contains("| Operations | 2 · 2.0 · 0% | 2 · 2.5 · 50% |"), "{table}");
    assert!(table.contains("2 · 2.5 · 50%") && table.contains("A level needs 80%"), "{table}");
    let (_, table) = all_at_two(crate::i18n::Language::Arabic);
    assert!(table.contains("2، 2.5، 50%"), "{table}");
}

#[test]
fn groups_of_areas_are_projected_before_the_whole() {
    let pack = example::grouped();
    let assessment = crate::sample::assessment(&pack, "2 2 1 1 1 1 - -");
    let roadmap = roadmap(&pack, &assessment, example::TODAY, &Options::default());
    let printed = |edition: &Edition| {
        let parts = lines(edition, &roadmap).into_iter().filter_map(|line| match line {
            RoadmapLine::Projection(line) => Some(line.parts),
            _ => None,
        });
        let parts = parts.flatten().filter(|part| part.change != Projected::Nothing);
        let parts: Vec<_> = parts.map(|part| format!("{}: {}", part.name, part.text)).collect();
        let table = super::projection(edition, &roadmap, Vec::new()).in_words(edition);
        let text = format!(
            "{}\n\n{}",
            parts.join("\n"),
            crate::export::format::markdown_table(&table, edition.language.direction())
        );
        crate::bidi::without_islands(&text).into_owned()
    };
    for (language, text) in example::in_each_language(&pack, printed) {
        insta::assert_snapshot!(format!("roadmap-of-groups-{}", language.code()), text);
    }
}

#[test]
fn a_row_of_every_table_has_all_its_columns() {
    let pack = example::pack();
    let edition = Edition::new(&pack, crate::i18n::Language::Arabic);
    let roadmap = made(&edition);
    for table in tables(&edition, &roadmap, Vec::new()) {
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.title);
    }
}

#[test]
fn a_roadmap_without_steps_says_that_there_is_nothing_to_do() {
    let mut pack = example::pack();
    pack.areas.truncate(1);
    pack.areas[0].target = Some(crate::model::Level(2).into());
    let mut assessment = example::assessment(&example::pack());
    assessment.targets.clear();
    let roadmap = roadmap(&pack, &assessment, example::TODAY, &Options::default());
    let edition = Edition::new(&pack, crate::i18n::Language::English);
    let nothing = "Every target is reached; nothing is left to do.";
    assert_eq!(lines(&edition, &roadmap), [RoadmapLine::Nothing(nothing.to_owned())]);
    assert_eq!(tables(&edition, &roadmap, Vec::new())[0].notes[0], nothing);
}

#[test]
fn figures_in_an_arabic_roadmap_keep_their_own_order() {
    let pack = example::pack();
    let edition = Edition::new(&pack, crate::i18n::Language::Arabic);
    let tables = tables(&edition, &made(&edition), Vec::new());
    let mut cells = tables.iter().flat_map(|table| table.rows.iter().flatten());
    let has_island = |text: &str| crate::bidi::without_islands(text) != text;
    assert!(cells.any(|cell| has_island(&cell.value.words(&edition))));
}
