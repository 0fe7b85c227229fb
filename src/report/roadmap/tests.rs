use super::{RoadmapLine, lines, tables};
use crate::report::{Edition, example};
use crate::roadmap::{Options, roadmap};
use crate::scoring::VersionDifference;

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
            let changed = line.areas.iter().filter(|area| area.changed);
            let areas: Vec<_> =
                changed.map(|area| format!("{} {}", area.name, area.level.words(edition))).collect();
            format!("= {} [{}]", line.text, areas.join("; "))
        }
    };
    let all: Vec<_> = lines(edition, &made(edition)).iter().map(line).collect();
    crate::bidi::without_islands(&all.join("\n")).into_owned()
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
    let tables: Vec<_> = tables(edition, &roadmap, &VersionDifference::default())
        .iter()
        .map(|table| table.in_words(edition))
        .collect();
    tables.iter().map(crate::export::format::markdown_table).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_printed_roadmap_says_the_same_in_both_languages() {
    let pack = example::pack();
    for (language, text) in example::in_each_language(&pack, printed) {
        insta::assert_snapshot!(format!("roadmap-tables-{}", language.code()), text);
    }
}

#[test]
fn a_row_of_every_table_has_all_its_columns() {
    let pack = example::pack();
    let edition = Edition::new(&pack, crate::i18n::Language::Arabic);
    let roadmap = made(&edition);
    for table in tables(&edition, &roadmap, &VersionDifference::default()) {
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
    assert_eq!(tables(&edition, &roadmap, &VersionDifference::default())[0].notes[0], nothing);
}

#[test]
fn figures_in_an_arabic_roadmap_keep_their_own_order() {
    let pack = example::pack();
    let edition = Edition::new(&pack, crate::i18n::Language::Arabic);
    let tables = tables(&edition, &made(&edition), &VersionDifference::default());
    let mut cells = tables.iter().flat_map(|table| table.rows.iter().flatten());
    let has_island = |text: &str| crate::bidi::without_islands(text) != text;
    assert!(cells.any(|cell| has_island(&cell.value.words(&edition))));
}
