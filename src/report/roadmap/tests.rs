use super::{RoadmapLine, lines};
use crate::report::{Edition, example};
use crate::roadmap::{Options, roadmap};

fn made(edition: &Edition) -> crate::roadmap::Roadmap {
    let assessment = example::assessment(edition.pack);
    roadmap(edition.pack, &assessment, example::TODAY, &Options::default())
}

fn outline(edition: &Edition) -> String {
    let line = |line: &RoadmapLine| match line {
        RoadmapLine::FindOutHeader(text) | RoadmapLine::Nothing(text) => format!("# {text}"),
        RoadmapLine::PhaseHeader { text, .. } => format!("# {text}"),
        RoadmapLine::FindOut(line) => format!("- {} ({}) {:?}", line.text, line.area_name, line.owner),
        RoadmapLine::Step(step) => format!(
            "- {} | {} | {} | {} | {} | {}\n    {}",
            step.step, step.area_name, step.topic, step.levels, step.effort, step.impact, step.reason
        ),
        RoadmapLine::Projection(line) => {
            let changed = line.areas.iter().filter(|area| area.changed);
            let areas: Vec<_> = changed.map(|area| format!("{} {}", area.name, area.level)).collect();
            format!("= {} [{}]", line.text, areas.join("; "))
        }
    };
    let all: Vec<_> = lines(edition, &made(edition)).iter().map(line).collect();
    all.join("\n").replace('\u{200E}', "")
}

#[test]
fn the_roadmap_reads_well_in_both_languages() {
    let pack = example::pack();
    for (language, text) in example::in_each_language(&pack, outline) {
        insta::assert_snapshot!(format!("roadmap-{}", language.code()), text);
    }
}
