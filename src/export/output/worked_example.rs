//! Recomputes the example of `docs/formats.md`, so that a reader who gets the same figures has understood the rule.

use serde_json::Value;

use super::{MachineOutput, OutputSubject, levels};
use crate::export::{ValueWriter, WordsWanted};
use crate::model::{Assessment, Entry, Evidence, Pack};
use crate::report::example;
use crate::sample;

/// The cells of the tables of the example, without the heads of the tables: the questions, then the results.
fn tables() -> [Vec<Vec<&'static str>>; 2] {
    let page = include_str!("../../../docs/formats.md");
    let (_, example) = page.split_once("\n### Example\n").unwrap();
    let (example, _) = example.split_once("\n## ").unwrap();
    let mut tables = example.split("\n| --- ").skip(1).map(|table| {
        let rows = table.lines().skip(1).take_while(|line| line.starts_with('|'));
        rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect())
            .collect()
    });
    let found = [tables.next().unwrap(), tables.next().unwrap()];
    assert!(tables.next().is_none());
    found
}

/// The pack and the answers of the first table.
fn asked(rows: &[Vec<&str>]) -> (Pack, Assessment) {
    let mut areas = Vec::new();
    for id in ["a", "b"] {
        let of_area = || rows.iter().filter(|row| row[0] == id);
        let questions = of_area().map(|row| {
            let question = sample::question(row[2], row[3].parse().unwrap());
            if row[4] == "yes" { sample::essential(question) } else { question }
        });
        let mut area = sample::area(id, questions.collect());
        area.weight = of_area().next().unwrap()[1].parse().unwrap();
        areas.push(area);
    }
    let pack = sample::pack(areas);
    let mut assessment = sample::assessment(&pack, &vec!["-"; rows.len()].join(" "));
    for row in rows {
        let answer = sample::answer(if row[5] == "open" { "-" } else { row[5] });
        let evidence = Evidence { text: "Register".to_owned(), date: Some(example::TODAY), kind: None };
        let evidence = (row[6] == "yes").then_some(evidence).into_iter().collect();
        assessment.replace(&row[2].into(), Entry { answer, evidence, ..Entry::default() });
    }
    (pack, assessment)
}

/// The row of the second table that these results make.
fn row(name: &str, results: &Value) -> Vec<String> {
    let range = |value: &Value| match value {
        Value::Null => String::new(),
        range => format!("{} to {}", range["low"], range["high"]),
    };
    let index = &results["index"];
    let cells = [
        name.to_owned(),
        range(&results["claimed"]),
        range(&results["confirmed"]),
        index["value"].to_string(),
        index["low"].to_string(),
        index["high"].to_string(),
        index["exact"].as_str().unwrap().to_owned(),
        range(results.get("gap").unwrap_or(&Value::Null)),
    ];
    cells.into()
}

#[test]
fn the_results_of_the_example_in_the_documentation_are_those_of_the_program() {
    let [questions, results] = tables();
    let (pack, assessment) = asked(&questions);
    let scale = pack.scale();
    let label = |level| scale.label(level);
    assert_eq!(
        (scale.levels.len(), scale.gate, scale.confirms_from().map(label)),
        (5, 80, Some("3".to_owned()))
    );
    let card = example::scored(&pack, &assessment);
    let writer = ValueWriter { pack: &pack, wanted: WordsWanted::No };
    let subject = OutputSubject::new(writer, &assessment, "one.yaml".to_owned(), example::TODAY);
    let output: MachineOutput = levels(writer, &subject, &assessment, &card, None);
    let of = |place: usize| row(["a", "b"][place], &output.value()["areas"][place]);
    assert_eq!(results, [of(0), of(1), row("whole", &output.value()["whole"])]);
}
