//! Validates outputs of random assessments with a validator that the program does not use itself.

use std::collections::BTreeSet;

use jiff::civil::{date, datetime};
use jsonschema::Validator;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::Value;

use super::{NAMES, outputs, schema, schemas};
use crate::compare::{self, CompareOrder, Subject};
use crate::data::embedded::default_pack;
use crate::export::output::{self, ListedFile, ListedResults, MachineOutput, OutputSubject, RestorableFile};
use crate::export::{ValueWriter, WordsWanted, document, tests::fill};
use crate::model::{
    Answer, AreaGroup, Assessment, Evidence, Lead, Level, Milestone, Pack, PlannedStep, Profile, StepStatus,
    Text,
};
use crate::roadmap::{Options, Scope, roadmap};
use crate::sample::any::{Case, Needs, TODAY, case};
use crate::scoring::{Answers, VersionDifference, unusable_targets};
use crate::store::file;

/// Every output of an assessment, with the name of its schema.
fn all(pack: &Pack, assessment: &Assessment, wanted: WordsWanted) -> Vec<(&'static str, Value)> {
    let writer = ValueWriter { pack, wanted };
    let answers = Answers::new(pack, assessment, TODAY);
    let card = answers.score();
    let subject = OutputSubject::new(writer, assessment, "one.yaml".to_owned(), TODAY);
    let planned = roadmap(pack, assessment, TODAY, &Options::default());
    let questions: Vec<_> = pack.questions().collect();
    let changed = Some(date(2026, 3, 1));
    let results = ListedResults::of(
        writer,
        assessment.identity.pack.clone(),
        &answers.summary(),
        &VersionDifference::of(pack, assessment),
        &unusable_targets(pack, assessment),
    );
    let listed = [
        ListedFile::new("One".to_owned(), "one.yaml".to_owned(), changed, Some(results)),
        ListedFile::new("Two".to_owned(), "two.yaml".to_owned(), changed, None),
    ];
    let files = ["backup", "bin", "own_file"].map(|place| RestorableFile {
        number: 1,
        place,
        file: "one.yaml",
        when: datetime(2026, 3, 1, 12, 30, 0, 34_940_326),
        complete: Some(true),
        answered: Some(1),
        applicable: Some(2),
        bytes: 3,
    });
    let answers =
        assessment.answers.keys().cloned().zip(assessment.answers.values().rev().cloned()).collect();
    let earlier = Assessment { answers, profile: Profile::default(), ..assessment.clone() };
    let frozen = Milestone::freeze("First", TODAY, &earlier);
    let now = Assessment { milestones: vec![frozen], ..assessment.clone() };
    let (then, today) = (Subject::Milestone(&now, &now.milestones[0]), Subject::Assessment(&now));
    let compared = compare::compare(pack, &[then, today, then], CompareOrder::OldestFirst, TODAY).unwrap();
    let targets = compare::against_targets(pack, &now, TODAY).unwrap();
    let names = ["one.yaml"; 3].map(str::to_owned);
    let value = |output: MachineOutput| output.value().clone();
    vec![
        ("list", value(output::listing(&listed, wanted))),
        ("levels", value(output::levels(writer, &subject, assessment, &card, None))),
        ("comparison", value(output::comparison(writer, &compared, &names))),
        ("comparison", value(output::target_comparison(writer, &targets, &names[0]))),
        ("roadmap", value(output::roadmap(writer, &subject, Scope::Target, &planned))),
        ("roadmap", value(output::roadmap(writer, &subject, Scope::All, &planned))),
        ("questions", value(output::questions(writer, &questions))),
        ("pack", value(output::pack(writer))),
        ("pack", value(output::pack(ValueWriter { pack: &default_pack(), wanted }))),
        ("restorables", value(output::restorables("One", &files))),
        ("scores", serde_json::to_value(document(pack, assessment, &card, &planned, TODAY)).unwrap()),
        ("assessment", serde_yaml::from_str(&file::write(assessment, pack)).unwrap()),
    ]
}

/// Fills what a random assessment leaves empty, and hides the first question from its profile, and answers the
/// second with a level that no scale has.
fn enrich(pack: &mut Pack, assessment: &mut Assessment) {
    fill(assessment, &["text".to_owned()]);
    assessment.identity.as_of = Some(TODAY);
    assessment.targets = pack.areas.iter().map(|area| (area.id.clone(), Level(2).into())).collect();
    assessment.profile =
        Profile { roles: vec!["operator".into()], flags: [("cloud".into(), false)].into_iter().collect() };
    pack.areas[0].questions[0].requires = vec!["cloud".into()];
    if let Some(entry) = assessment.answers.values_mut().nth(1) {
        entry.answer = Some(Answer::Level(Level(99)));
    }
    if let Some(target) = assessment.targets.values_mut().next() {
        *target = Level(99).into();
    }
    assessment.targets.insert("elsewhere".into(), Level(2).into());
    pack.areas[0].questions[0].help.set("en", "It matters.");
    let areas = vec![pack.areas[0].id.clone()];
    pack.manifest.groups =
        vec![AreaGroup { id: "first".to_owned(), title: Text::from([("en", "First")]), areas }];
    pack.manifest.lead = Lead::Index;
    pack.manifest.scale.evidence_days = Some(365);
    pack.manifest.scale.evidence_from = Some(Level(2).into());
    let dates = [None, Some(date(1447, 1, 31)), TODAY.tomorrow().ok(), Some(date(2020, 1, 1))];
    for (entry, date) in assessment.answers.values_mut().zip(dates) {
        entry.evidence = vec![Evidence { text: "Register".to_owned(), date, kind: None }];
    }
    let step = assessment.plan[0].clone();
    assessment
        .plan
        .extend([StepStatus::Planned, StepStatus::Done].map(|status| PlannedStep { status, ..step.clone() }));
}

/// The outputs of a number of random assessments, with and without words.
fn samples() -> Vec<(&'static str, Value)> {
    let mut runner = TestRunner::deterministic();
    let strategy = case(Needs::Some);
    let mut samples = Vec::new();
    for place in 0..60 {
        let Case { mut pack, mut assessment, .. } = strategy.new_tree(&mut runner).unwrap().current();
        if place % 2 == 0 {
            enrich(&mut pack, &mut assessment);
        }
        let wanted = [WordsWanted::No, WordsWanted::In("en"), WordsWanted::All][place % 3];
        samples.extend(all(&pack, &assessment, wanted));
    }
    samples
}

fn validator(name: &str) -> Validator {
    jsonschema::validator_for(&serde_json::from_str(&schema(name).unwrap()).unwrap()).unwrap()
}

#[test]
fn every_output_is_as_its_schema_says() {
    let validators: Vec<_> = NAMES.into_iter().map(|name| (validator(name), name)).collect();
    for (name, value) in samples() {
        let (validator, _) = validators.iter().find(|(_, known)| *known == name).unwrap();
        let faults: Vec<_> = validator
            .iter_errors(&value)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

/// The parts of `schema` that `value` shows: its fields with a value, and its words.
fn seen(all: &Value, schema: &Value, place: &str, value: &Value, found: &mut BTreeSet<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.trim_start_matches("#/$defs/");
        return seen(all, &all[name], name, value, found);
    }
    if let Some(word) = schema["enum"].as_array().and_then(|words| words.iter().find(|word| *word == value)) {
        found.insert(format!("{place}: {word}"));
    }
    for choice in schema["anyOf"].as_array().into_iter().flatten().filter(|_| !value.is_null()) {
        seen(all, choice, place, value, found);
    }
    for item in value.as_array().into_iter().flatten().filter(|_| schema["items"].is_object()) {
        seen(all, &schema["items"], place, item, found);
    }
    for (key, field) in value.as_object().into_iter().flatten().filter(|(_, field)| !field.is_null()) {
        let place = format!("{place}.{key}");
        if schema["properties"][key].is_object() {
            found.insert(place.clone());
            seen(all, &schema["properties"][key], &place, field, found);
        } else if schema["additionalProperties"].is_object() {
            seen(all, &schema["additionalProperties"], &place, field, found);
        }
    }
}

/// Every part that [`seen`] can find in `schema`.
fn parts(schema: &Value, place: &str, found: &mut BTreeSet<String>) {
    for word in schema["enum"].as_array().into_iter().flatten().filter(|word| !word.is_null()) {
        found.insert(format!("{place}: {word}"));
    }
    for choice in schema["anyOf"].as_array().into_iter().flatten().chain(schema.get("items")) {
        parts(choice, place, found);
    }
    for (key, field) in schema["properties"].as_object().into_iter().flatten() {
        let place = format!("{place}.{key}");
        found.insert(place.clone());
        parts(field, &place, found);
    }
}

#[test]
fn a_schema_has_no_word_and_no_field_that_no_output_has() {
    let mut expected = BTreeSet::new();
    let (outputs, definitions) = (outputs(), schemas().remove("$defs").unwrap());
    for (name, schema) in outputs.iter().chain(definitions.as_object().unwrap()) {
        parts(schema, name, &mut expected);
    }
    let mut found = BTreeSet::new();
    for (name, value) in samples() {
        seen(&definitions, &outputs[name], name, &value, &mut found);
    }
    let missing: Vec<_> = expected.difference(&found).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_schema_refuses_a_wrong_value_and_an_unknown_field() {
    let samples = samples();
    let (_, levels) = samples.iter().find(|(name, _)| *name == "levels").unwrap();
    let validator = validator("levels");
    for (key, wrong) in [("schema", Value::from(7)), ("whole", Value::Null), ("novelty", Value::from(1))] {
        let mut changed = levels.clone();
        changed[key] = wrong;
        assert!(!validator.is_valid(&changed), "{key}");
    }
    assert!(validator.is_valid(levels));
}

/// Every field of a schema.
fn fields(schema: &Value, found: &mut BTreeSet<String>) {
    found.extend(schema["properties"].as_object().into_iter().flatten().map(|(key, _)| key.clone()));
    match schema {
        Value::Object(inner) => inner.values().for_each(|schema| fields(schema, found)),
        Value::Array(items) => items.iter().for_each(|schema| fields(schema, found)),
        _ => {}
    }
}

#[test]
fn the_documentation_names_every_output_field_and_column() {
    let pages = [include_str!("../../../docs/formats.md"), include_str!("../../../docs/formats.ar.md")];
    let mut expected: BTreeSet<String> = NAMES.map(str::to_owned).into();
    fields(&Value::Object(schemas()), &mut expected);
    for kind in output::KINDS {
        assert_eq!(kind.schema, 1, "{} says in the documentation what changed", kind.format);
        expected.insert(kind.format.to_owned());
        expected.extend(kind.all_headings().map(str::to_owned));
    }
    for page in pages {
        let missing: Vec<_> = expected.iter().filter(|name| !page.contains(&format!("`{name}`"))).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn the_names_are_those_of_the_schemas() {
    assert_eq!(outputs().keys().collect::<Vec<_>>(), NAMES);
}
