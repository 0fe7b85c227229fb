//! Tests of the outputs: what they hold, in each form.

use jiff::civil::date;
use serde_json::json;

use super::{comparison, levels, pack as pack_output, questions, roadmap};
use crate::compare::{self, CompareOrder, Subject};
use crate::export::format;
use crate::export::format::FormatReader;
use crate::export::output::{MachineOutput, OutputSubject};
use crate::export::{ValueWriter, WordsWanted};
use crate::model::{Assessment, Entry, Evidence, Level};
use crate::report::example;
use crate::roadmap::{Options, Scope};
use crate::sample;

/// An output in a form for programs.
fn written(format: &str, output: &MachineOutput) -> String {
    match format::named(format).unwrap().reader {
        FormatReader::Program(write) => write(output),
        FormatReader::User(_) => panic!("{format} is for reading"),
    }
}

/// The records of an output as CSV, each as a map from heading to text.
fn records(output: &MachineOutput) -> Vec<std::collections::BTreeMap<String, String>> {
    let text = written("csv", output);
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn example_levels(wanted: WordsWanted) -> MachineOutput {
    let pack = example::pack();
    let assessment = example::assessment(&pack);
    let card = example::scored(&pack, &assessment);
    let writer = ValueWriter { pack: &pack, wanted };
    let subject = OutputSubject::new(writer, &assessment, "one.yaml".to_owned(), example::TODAY);
    levels(writer, &subject, &assessment, &card, None)
}

#[test]
fn groups_have_their_levels_beside_those_of_the_areas_and_no_record_in_a_table() {
    let pack = example::grouped();
    let assessment = sample::assessment(&pack, "2 2 3 3 1 1 - -");
    let writer = ValueWriter { pack: &pack, wanted: WordsWanted::In("en") };
    let subject = OutputSubject::new(writer, &assessment, "one.yaml".to_owned(), example::TODAY);
    let (pair, files) = ([Subject::Assessment(&assessment); 2], ["one.yaml", "two.yaml"].map(str::to_owned));
    let compared = compare::compare(&pack, &pair, CompareOrder::OldestFirst, example::TODAY).unwrap();
    let output = comparison(writer, &compared, &files);
    let group = &output.value()["groups"][0];
    assert_eq!(
        (&group["group"], &group["title"], &group["areas"], &group["cells"][1]["claimed"]),
        (
            &json!("before"),
            &json!("Before the release"),
            &json!(["plan", "build"]),
            &json!({"low": 1, "high": 1})
        )
    );
    assert_eq!(records(&output).len(), 2 * (pack.areas.len() + 1));
    let planned = crate::roadmap::roadmap(&pack, &assessment, example::TODAY, &Options::default());
    let output = roadmap(writer, &subject, Scope::Target, &planned);
    let now = &output.value()["now"]["groups"][1];
    assert_eq!((&now["group"], &now["claimed"]), (&json!("after"), &json!({"low": 0, "high": 0})));
    let last = output.value()["phases"].as_array().unwrap().last().unwrap();
    assert_eq!(last["levels"]["groups"][1]["claimed"], json!({"low": 2, "high": 2}));
    let output = pack_output(writer);
    assert_eq!(
        (&output.value()["lead"], &output.value()["groups"][1]["areas"]),
        (&json!("index"), &json!(["run"]))
    );
    let records = records(&output);
    let of = |id: &str| records.iter().find(|record| record["id"] == id).unwrap()["of"].clone();
    assert_eq!(["before", "build", "run", "learn"].map(of), ["", "before", "after", ""]);
}

#[test]
fn levels_are_ids_numbers_and_null() {
    let output = example_levels(WordsWanted::No);
    let area = |id: &str| {
        let areas = output.value()["areas"].as_array().unwrap();
        areas.iter().find(|area| area["area"] == id).unwrap().clone()
    };
    let (strategy, cloud) = (area("strategy"), area("cloud"));
    assert_eq!(strategy["claimed"], json!({"low": 3, "high": 3}));
    assert_eq!(strategy["index"]["value"], json!(3.1));
    assert_eq!(
        (&cloud["claimed"], &cloud["index"], &cloud["gap"]),
        (&json!(null), &json!(null), &json!(null))
    );
    assert!(strategy.get("title").is_none());
    assert_eq!(output.value()["assessment"]["file"], "one.yaml");
}

#[test]
fn words_stand_beside_ids_only_where_they_are_asked_for() {
    for (wanted, title) in [(WordsWanted::In("en"), "loud"), (WordsWanted::In("ar"), "السحابية")] {
        let output = example_levels(wanted);
        let records = records(&output);
        let cloud = records.iter().find(|record| record["area"] == "cloud").unwrap();
        assert!(cloud["title"].contains(title), "{cloud:?}");
    }
    assert!(records(&example_levels(WordsWanted::No)).iter().all(|record| !record.contains_key("title")));
}

#[test]
fn a_list_of_words_is_absent_where_none_are_asked_for_and_empty_only_where_there_are_none() {
    let mut pack = (*crate::data::embedded::default_pack()).clone();
    pack.areas[0].questions[0].evidence.clear();
    pack.areas[0].clauses[0].evidence.clear();
    let lists = |wanted: WordsWanted<'static>| {
        let writer = ValueWriter { pack: &pack, wanted };
        let found: Vec<_> = pack.questions().take(2).collect();
        let (asked, about) = (questions(writer, &found), pack_output(writer));
        let of_question = |place: usize| asked.value()["questions"][place].get("evidence").cloned();
        let clauses = &about.value()["areas"][0]["clauses"];
        let of_clause = |place: usize| clauses[place]["reading"].get("evidence").cloned();
        [of_question(0), of_question(1), of_clause(0), of_clause(1)]
    };
    assert_eq!(lists(WordsWanted::No), [None, None, None, None]);
    let [question, other_question, clause, other_clause] = lists(WordsWanted::In("en"));
    assert_eq!([question, clause], [Some(json!([])), Some(json!([]))]);
    let is_filled = |list: &Option<serde_json::Value>| list.as_ref().is_some_and(|list| list[0].is_string());
    assert!(is_filled(&other_question) && is_filled(&other_clause), "{other_question:?} {other_clause:?}");
}

#[test]
fn a_range_has_two_columns_and_nothing_is_an_empty_cell() {
    let records = records(&example_levels(WordsWanted::No));
    let [strategy, cloud] =
        ["strategy", "cloud"].map(|id| records.iter().find(|record| record["area"] == id).unwrap());
    assert_eq!((strategy["claimed_low"].as_str(), strategy["claimed_high"].as_str()), ("3", "3"));
    assert_eq!((strategy["index"].as_str(), strategy["as_of"].as_str()), ("3.1", "2026-03-01"));
    assert_eq!((cloud["claimed_low"].as_str(), cloud["gap_high"].as_str()), ("", ""));
    // The whole has no area.
    assert_eq!(records.last().unwrap()["area"], "");
}

#[test]
fn a_level_is_its_label_as_a_number_if_it_is_a_plain_whole_number() {
    let area = sample::area("one", vec![sample::question("one-q1", 1)]);
    let mut pack = sample::pack(vec![area]);
    for (label, written) in [
        ("0", json!(0)),
        ("12", json!(12)),
        ("03", json!("03")),
        ("+3", json!("+3")),
        ("-1", json!("-1")),
        ("3.5", json!("3.5")),
        ("B", json!("B")),
        ("٣", json!("٣")),
    ] {
        pack.manifest.scale.levels[2].label = Some(label.to_owned());
        let assessment = sample::assessment(&pack, "3");
        let card = example::scored(&pack, &assessment);
        let writer = ValueWriter { pack: &pack, wanted: WordsWanted::No };
        let subject = OutputSubject::new(writer, &assessment, "one.yaml".to_owned(), example::TODAY);
        let output = levels(writer, &subject, &assessment, &card, None);
        assert_eq!(output.value()["areas"][0]["claimed"]["low"], written);
    }
}

#[test]
fn a_comparison_says_whose_column_is_whose() {
    let pack = example::pack();
    let [after, before] = ["After", "Before"].map(|name| {
        let mut assessment = example::assessment(&pack);
        assessment.identity.name = name.to_owned();
        assessment.identity.period = Some(if name == "Before" { "2025" } else { "2026" }.to_owned());
        assessment
    });
    // The columns are in the order of time, the files in that of the subjects.
    let subjects = [Subject::Assessment(&after), Subject::Assessment(&before)];
    let compared = compare::compare(&pack, &subjects, CompareOrder::OldestFirst, example::TODAY).unwrap();
    let files = ["after.yaml", "before.yaml"].map(str::to_owned);
    let output = comparison(ValueWriter { pack: &pack, wanted: WordsWanted::No }, &compared, &files);
    let columns = output.value()["columns"].as_array().unwrap();
    assert_eq!((&columns[1]["column"], &columns[1]["assessment"]), (&json!(2), &json!("After")));
    let records = records(&output);
    assert_eq!(records.len(), 2 * (pack.areas.len() + 1));
    let whose = |place: usize| (records[place]["assessment"].as_str(), records[place]["file"].as_str());
    assert_eq!((whose(0), whose(1)), (("Before", "before.yaml"), ("After", "after.yaml")));
}

#[test]
fn a_phase_that_brings_no_level_shows_what_it_brings() {
    let pack = crate::data::embedded::default_pack();
    let assessment = example::all_at(&pack, Level(2));
    let planned = crate::roadmap::roadmap(&pack, &assessment, example::TODAY, &Options::default());
    let writer = ValueWriter { pack: &pack, wanted: WordsWanted::No };
    let subject = OutputSubject::new(writer, &assessment, "one.yaml".to_owned(), example::TODAY);
    let output = roadmap(writer, &subject, Scope::Target, &planned);
    let after = &output.value()["phases"][1]["levels"];
    let area = after["areas"].as_array().unwrap().iter().find(|area| area["area"] == "operations").unwrap();
    assert_eq!(area["claimed"], json!({"low": 2, "high": 2}));
    assert_eq!(area["index"]["value"], json!(2.5));
    let share = json!({"reached": 3, "total": 6, "percent": 50});
    assert_eq!(area["next"], json!({"level": 3, "low": share, "high": share}));
    assert!(after["index"]["value"].as_f64() > output.value()["now"]["index"]["value"].as_f64());
    let rows = records(&output);
    let row = |kind: &str, phase: &str, area: &str| {
        let found =
            rows.iter().find(|row| row["kind"] == kind && row["phase"] == phase && row["area"] == area);
        ["claimed_low", "index", "next_level", "next_percent_high"].map(|key| found.unwrap()[key].clone())
    };
    assert_eq!(row("now", "", "operations"), ["2", "2.0", "3", "0"]);
    assert_eq!(row("after", "next", "operations"), ["2", "2.5", "3", "50"]);
    assert_eq!(row("after", "later", "")[0], "3");
    let levels = rows.iter().filter(|row| row["kind"] == "now" || row["kind"] == "after");
    assert!(levels.clone().all(|row| row["state"] == "started") && levels.count() > 10);
}

#[test]
fn a_comparison_holds_the_trend_and_what_both_asked() {
    let pack = example::pack();
    let [mut before, mut after] = [Level(2), Level(3)].map(|level| example::all_at(&pack, level));
    before.identity.period = Some("2025".to_owned());
    after.identity.period = Some("2026".to_owned());
    for assessment in [&mut before, &mut after] {
        assessment.identity.entity.set("en", "Ministry");
    }
    let id = pack.areas[0].questions[0].id.clone();
    after.replace(&id, Entry { answer: sample::answer("n/a"), ..Entry::default() });
    let files = ["before.yaml", "after.yaml"].map(str::to_owned);
    let writer = ValueWriter { pack: &pack, wanted: WordsWanted::No };
    let output = |after: &Assessment| {
        let subjects = [Subject::Assessment(&before), Subject::Assessment(after)];
        let compared = compare::compare(&pack, &subjects, CompareOrder::OldestFirst, example::TODAY).unwrap();
        comparison(writer, &compared, &files)
    };
    let same = output(&after);
    let cell = |output: &MachineOutput, area: usize| output.value()["areas"][area]["cells"][1].clone();
    assert_eq!(cell(&same, 1)["change"], json!({"trend": "up", "low": 1, "high": 1, "index": 1.0}));
    assert_eq!(cell(&same, 1)["like_for_like"], json!(null));
    let like = &cell(&same, 0)["like_for_like"];
    assert_eq!(
        [&like["only_before"], &like["only_after"], &like["revised"]],
        [&json!(1), &json!(0), &json!(0)]
    );
    assert_eq!([&like["change"]["trend"], &like["after"]["claimed"]["low"]], [&json!("up"), &json!(3)]);
    assert_eq!(records(&same)[1]["like_trend"], "up");
    assert_eq!(
        [&same.value()["columns"][0]["same_entity"], &same.value()["columns"][1]["same_entity"]],
        [&json!(null), &json!(true)]
    );
    after.identity.entity.set("en", "Authority");
    let apart = output(&after);
    assert_eq!(apart.value()["columns"][1]["same_entity"], json!(false));
    assert_eq!(
        [&cell(&apart, 1)["change"], &apart.value()["moved"][0]["change"]],
        [&json!(null), &json!(null)]
    );
}

#[test]
fn evidence_that_does_not_count_has_its_reason_by_id() {
    let pack = crate::data::embedded::default_pack();
    let mut assessment = example::all_at(&pack, Level(3));
    let questions: Vec<_> = pack.areas[0].questions.iter().map(|question| question.id.clone()).collect();
    let dates = [
        (None, "no_date"),
        (Some(date(1447, 1, 31)), "no_such_day"),
        (Some(date(2026, 3, 2)), "after_as_of"),
        (Some(date(2025, 2, 28)), "too_old"),
    ];
    for (question, (date, _)) in questions.iter().zip(dates) {
        let counts = Evidence { text: "Counts".to_owned(), date: Some(example::TODAY), kind: None };
        let other = Evidence { text: "Register".to_owned(), date, kind: None };
        let entry = assessment.entry(question).cloned().unwrap_or_default();
        assessment.replace(question, Entry { evidence: vec![counts, other], ..entry });
    }
    assessment.targets.insert("elsewhere".into(), Level(2).into());
    let card = example::scored(&pack, &assessment);
    let writer = ValueWriter { pack: &pack, wanted: WordsWanted::No };
    let subject = OutputSubject::new(writer, &assessment, "one.yaml".to_owned(), example::TODAY);
    let output = levels(writer, &subject, &assessment, &card, None);
    let area = &output.value()["areas"][0];
    let expected: Vec<_> = questions.iter().zip(dates).map(|(question, (date, reason))| {
        json!({"question": question, "number": 2, "text": "Register", "date": date, "reason": reason})
    }).collect();
    assert_eq!(area["uncounted"], json!(expected));
    assert_eq!(area["unconfirmed"], json!([questions[4]]));
    let unusable = json!([{"kind": "target_of_no_area", "question": null, "area": "elsewhere", "level": 2}]);
    assert_eq!(output.value()["unusable"], unusable);
}

#[test]
fn every_step_and_open_question_names_its_id() {
    let pack = example::pack();
    let assessment = example::assessment(&pack);
    let planned = crate::roadmap::roadmap(&pack, &assessment, example::TODAY, &Options::default());
    let writer = ValueWriter { pack: &pack, wanted: WordsWanted::No };
    let subject = OutputSubject::new(writer, &assessment, "one.yaml".to_owned(), example::TODAY);
    let output = roadmap(writer, &subject, Scope::Target, &planned);
    let records = records(&output);
    let steps: usize = planned.phases.iter().map(|phase| phase.steps.len()).sum();
    assert_eq!(records.iter().filter(|record| record["kind"] == "step").count(), steps);
    assert!(
        steps > 0
            && records.iter().filter(|record| record["kind"] == "step").all(|record| {
                pack.question(&record["question"]).is_some() && record["to"].parse::<u8>().is_ok()
            })
    );
}
