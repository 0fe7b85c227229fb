use std::{collections::BTreeMap, fmt::Write as _};

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::Value;

use super::{ImportError, document, import, import_file, to_json, to_yaml};
use super::{ValueWriter, WordsWanted};
use crate::model::{
    Answer, Assessment, Decision, Evidence, EvidenceKind, Level, Milestone, Pack, PlannedStep, Round,
    SignOff, StepStatus, Tally, Text,
};
use crate::report::example;
use crate::roadmap::{Options, roadmap};
use crate::sample;
use crate::sample::any::{Case, Needs, TODAY, case};
use crate::sample::hostile::{harm, texts};
use crate::scoring::{AreaState, score};
use crate::store::file;
use crate::yaml::{FaultKind, Place};

/// The document of an assessment in both forms: YAML, then JSON.
fn exported(pack: &Pack, assessment: &Assessment) -> [String; 2] {
    let card = score(pack, assessment, TODAY);
    let roadmap = roadmap(pack, assessment, TODAY, &Options::default());
    let document = document(pack, assessment, &card, &roadmap, TODAY);
    [to_yaml(&document), to_json(&document)]
}

fn example_document() -> (Assessment, [String; 2]) {
    let pack = example::pack();
    let assessment = example::assessment(&pack);
    let texts = exported(&pack, &assessment);
    (assessment.in_labels(pack.scale()), texts)
}

/// Texts that often break files, with the line ends that a file keeps.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        " ",
        "\n",
        "\t",
        "\r\n",
        "'",
        "\"",
        ": ",
        "- ",
        "#",
        "|",
        "{",
        "[",
        "*a",
        "&a",
        "%",
        "\\",
        "\\u0041",
        "~",
        "null",
        "3",
        "---",
        ",",
        "\0",
        "\u{1b}[31m",
        "تقييم",
        "ّ",
        "\u{202e}",
        "\u{200f}",
        "\u{feff}",
        "\u{7f}",
        "\u{9b}",
        "\u{2028}",
        "\u{fffe}",
        "👩‍🚀",
    ]);
    let pieces = prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat());
    prop_oneof![3 => pieces, 1 => any::<String>()].prop_map(|text| file::with_ordinary_line_ends(&text))
}

/// Puts `texts` into every field that a user can write.
pub(super) fn fill(assessment: &mut Assessment, texts: &[String]) {
    let mut texts = texts.iter().cycle().cloned();
    let mut next = || texts.next().unwrap_or_default();
    for (place, (_, entry)) in assessment.answers.iter_mut().enumerate() {
        let kind = Some(if place % 2 == 0 { EvidenceKind::Seen } else { EvidenceKind::Said });
        entry.evidence.push(Evidence { text: next(), date: Some(date(2026, 1, 2)), kind });
        entry.note = Some(next());
        entry.owner = Some(next());
        entry.confidence = Some(next());
        entry.review = place % 2 == 0;
        entry.revision = Some(2);
        if let Some(Answer::NotApplicable { reason }) = &mut entry.answer {
            *reason = format!("x{}", next());
        }
    }
    let answers = assessment.answers.clone();
    let question = answers.keys().next().cloned().unwrap_or_else(|| "gone-q1".into());
    assessment.identity.name = next();
    assessment.identity.entity = Text::from([("ar", next().as_str()), ("en", next().as_str())]);
    (assessment.identity.period, assessment.identity.classification) = (Some(next()), Some(next()));
    (assessment.identity.assessed_by, assessment.identity.scope, assessment.workshop.parking_lot) =
        (vec![next()], vec![next()], vec![next()]);
    assessment.identity.sign_off = Some(SignOff { role: next(), date: date(2026, 2, 3) });
    let tally = Tally {
        levels: BTreeMap::from([(Level(2).into(), 3), (Level(4).into(), 1)]),
        unknown: 1,
        abstained: 2,
    };
    assessment.workshop.rounds.push(Round { question: question.clone(), number: 1, tally });
    let (note, dissent) = (Some(next()), Some(next()));
    assessment.workshop.decisions.push(Decision { question: question.clone(), round: 1, note, dissent });
    let (owner, due, status) = (Some(next()), Some(date(2027, 3, 1)), StepStatus::Started);
    assessment.plan.push(PlannedStep { question, level: Level(2).into(), owner, due, status });
    assessment
        .milestones
        .push(Milestone { answers, ..Milestone::freeze(&next(), date(2026, 1, 1), assessment) });
}

/// Whether a part of a document is the same as a value.
fn is(part: &Value, value: impl serde::Serialize) -> bool {
    *part == serde_json::to_value(value).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_exported_assessment_is_imported_without_loss(
        case in case(Needs::Some), texts in prop::collection::vec(text(), 1..30),
    ) {
        let Case { pack, mut assessment, .. } = case;
        fill(&mut assessment, &texts);
        for text in exported(&pack, &assessment) {
            prop_assert_eq!(import(&text), Ok(assessment.in_labels(pack.scale())), "{}", text);
        }
    }

    #[test]
    fn the_areas_of_a_document_are_those_of_the_scores(case in case(Needs::Some)) {
        let Case { pack, assessment, .. } = case;
        let card = score(&pack, &assessment, TODAY);
        let document: Value = serde_json::from_str(&exported(&pack, &assessment)[1]).unwrap();
        let areas = document["results"]["areas"].as_array().unwrap();
        let writer = ValueWriter { pack: &pack, wanted: WordsWanted::All };
        prop_assert_eq!(areas.len(), card.areas.len());
        for (written, area) in areas.iter().zip(&card.areas) {
            let is_started = area.state == AreaState::Started;
            prop_assert!(is(&written["area"], &area.area) && is(&written["target"], writer.level(area.target)));
            prop_assert!(is(&written["applicable"], area.applicable) && is(&written["answered"], area.answered));
            prop_assert!(is(&written["not_applicable"], area.not_applicable));
            prop_assert!(is(&written["claimed"], is_started.then(|| writer.range(area.claimed))));
            let confirmed = area.confirmed.filter(|_| is_started).map(|range| writer.range(range));
            prop_assert!(is(&written["confirmed"], confirmed));
            let gap = serde_json::json!({"low": area.gap.low, "high": area.gap.high});
            prop_assert!(is(&written["gap"], is_started.then_some(gap)));
            let Some(next) = &area.why.next else { continue };
            let written = &written["why"]["next"];
            prop_assert!(is(&written["level"], writer.level(next.level)) && is(&written["cost"], next.cost));
            prop_assert!(is(&written["essential"], &next.essential) && is(&written["only"], &next.only));
            prop_assert!(is(&written["laggards"], &next.laggards) && is(&written["blockers"], &next.blockers));
            let raised: Vec<_> = next.cheapest.iter().map(|raise| (&raise.question, writer.level(raise.from), writer.level(raise.to))).collect();
            let cheapest = written["cheapest"].as_array().unwrap().iter();
            let cheapest: Vec<_> = cheapest.map(|one| (&one["question"], &one["from"], &one["to"])).collect();
            prop_assert!(is(&serde_json::to_value(cheapest).unwrap(), raised));
        }
    }

    #[test]
    fn the_phases_and_steps_of_a_document_are_those_of_the_roadmap(case in case(Needs::Some)) {
        let Case { pack, assessment, .. } = case;
        let made = roadmap(&pack, &assessment, TODAY, &Options::default());
        let document: Value = serde_json::from_str(&exported(&pack, &assessment)[1]).unwrap();
        let phases = document["roadmap"]["phases"].as_array().unwrap();
        let writer = ValueWriter { pack: &pack, wanted: WordsWanted::All };
        prop_assert_eq!(phases.len(), made.phases.len());
        for (written, phase) in phases.iter().zip(&made.phases) {
            let limits = phase.phase.as_ref();
            prop_assert!(is(&written["id"], limits.map(|limits| &limits.id)));
            prop_assert!(is(&written["months"], limits.map(|limits| limits.months)));
            prop_assert!(is(&written["capacity"], limits.map(|limits| limits.capacity)));
            prop_assert!(is(&written["points"], phase.points));
            let steps = written["steps"].as_array().unwrap();
            prop_assert_eq!(steps.len(), phase.steps.len());
            for (written, step) in steps.iter().zip(&phase.steps) {
                prop_assert!(is(&written["question"], &step.id.question));
                let (_, question) = pack.question(&step.id.question).unwrap();
                prop_assert!(is(&written["from"], writer.level(question.below(step.id.level))));
                prop_assert!(is(&written["to"], writer.level(step.id.level)));
                for (written, priority) in [("priority", step.priority), ("own_priority", step.own_priority)]
                    .map(|(key, priority)| (written[key].as_f64().unwrap(), priority))
                {
                    let denominator = f64::from(u32::try_from(*priority.denom()).unwrap());
                    let numerator = f64::from(u32::try_from(*priority.numer()).unwrap());
                    prop_assert!((written * denominator - numerator).abs() < f64::EPSILON);
                }
                prop_assert!(is(&written["unlocks"], step.unlocks) && is(&written["find_out"], &step.find_out));
                prop_assert!(is(&written["beyond_target"], step.beyond_target));
                prop_assert!(is(&written["essential"], step.essential));
                prop_assert!(is(&written["oversized"], step.oversized));
                let ids = [(&written["after"], &step.after), (&written["needed_by"], &step.needed_by)];
                for (written, ids) in ids {
                    let expected = ids.iter().map(|id| serde_json::json!({"question": id.question, "level": writer.level(id.level)}));
                    prop_assert_eq!(written.as_array().unwrap(), &expected.collect::<Vec<_>>());
                }
            }
        }
    }
}

#[test]
fn hostile_texts_are_escaped_in_the_file_and_imported_exactly() {
    let pack = sample::pack(vec![sample::area(
        "one",
        vec![sample::question("one-q1", 1), sample::question("one-q2", 1)],
    )]);
    for hostile in texts().iter().filter(|one| !one.text.contains('\u{fdd0}')) {
        let mut assessment = sample::assessment(&pack, "3 n/a");
        fill(&mut assessment, &[file::with_ordinary_line_ends(&hostile.text)]);
        let [yaml, json] = exported(&pack, &assessment);
        assert_eq!((harm(&yaml), harm(&json)), (None, None), "{}", hostile.what);
        let assessment = assessment.in_labels(pack.scale());
        assert_eq!(import(&yaml).as_ref(), Ok(&assessment), "{}", hostile.what);
        assert_eq!(import(&json).as_ref(), Ok(&assessment), "{}", hostile.what);
    }
}

#[test]
fn an_assessment_file_is_imported_as_it_is() {
    let pack = example::pack();
    let assessment = example::assessment(&pack);
    assert_eq!(import(&file::write(&assessment, &pack)), Ok(assessment.in_labels(pack.scale())));
}

#[test]
fn results_in_a_document_are_ignored() {
    let (assessment, [yaml, _]) = example_document();
    let changed = yaml.replace("percent: 100", "percent: [novelty]");
    assert_ne!(changed, yaml);
    assert_eq!(import(&changed), Ok(assessment));
}

#[test]
fn json_that_escapes_every_letter_outside_ascii_is_read() {
    let (assessment, escaped) = escaped_document();
    assert_eq!(import(&escaped), Ok(assessment));
}

#[test]
fn a_byte_order_mark_before_any_form_is_skipped() {
    let folder = tempfile::tempdir().unwrap();
    let (assessment, [yaml, json]) = example_document();
    let (renamed, escaped) = escaped_document();
    for (form, text, expected) in
        [("YAML", yaml, &assessment), ("JSON", json, &assessment), ("escaped JSON", escaped, &renamed)]
    {
        let marked = format!("\u{feff}{text}");
        assert_eq!(import(&marked).as_ref(), Ok(expected), "{form}");
        let file = folder.path().join("marked");
        std::fs::write(&file, marked).unwrap();
        assert_eq!(&import_file(&file).unwrap().assessment, expected, "{form}");
    }
}

/// A document in JSON that escapes every letter outside ASCII, as other programs write it.
fn escaped_document() -> (Assessment, String) {
    let (mut assessment, [_, json]) = example_document();
    assessment.identity.name = "منصات 🚀".to_owned();
    let mut escaped = String::new();
    let json = json.replacen("Platforms 2026", "منصات 🚀", 1);
    for letter in json.chars() {
        if letter.is_ascii() {
            escaped.push(letter);
        } else {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                write!(escaped, "\\u{unit:04x}").unwrap();
            }
        }
    }
    (assessment, escaped)
}

#[test]
fn a_document_of_a_newer_version_is_refused_with_both_numbers() {
    let (_, [yaml, _]) = example_document();
    let outer = yaml.replacen("schema: 2", "schema: 9", 1);
    let place = Place { line: 2, column: 1 };
    assert_eq!(import(&outer), Err(ImportError::NewerSchema { found: 9, known: super::SCHEMA, place }));
    let inner = yaml.replacen("  schema: 2", "  schema: 7", 1);
    assert!(matches!(import(&inner), Err(ImportError::NewerSchema { found: 7, known: 2, .. })));
}

#[test]
fn another_format_and_a_fault_are_named_at_their_line() {
    let (_, [yaml, _]) = example_document();
    let other = yaml.replacen("format: mizan-scores", "format: mizan-portfolio", 1);
    let found = "mizan-portfolio".to_owned();
    assert_eq!(import(&other), Err(ImportError::OtherFormat { found, place: Place { line: 1, column: 1 } }));
    let Err(ImportError::Fault(fault)) = import(&yaml.replacen("  language: en", "  language: [en]", 1))
    else {
        panic!("imported")
    };
    assert_eq!(fault.path, "assessment.language");
    let Err(ImportError::Fault(fault)) = import("[1, 2") else { panic!("imported") };
    assert!(matches!(fault.kind, FaultKind::Syntax(_)), "{fault}");
}

#[test]
fn the_document_says_what_it_is_and_how_its_numbers_came_about() {
    let (_, [yaml, json]) = example_document();
    let document: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_yaml::from_str::<Value>(&yaml).unwrap(), document);
    assert_eq!((&document["format"], &document["schema"]), (&"mizan-scores".into(), &2.into()));
    assert!(document["notice"]["ar"].is_string() && document["notice"]["en"].is_string());
    assert_eq!(document["pack"]["id"], "whole-of-government");
    let rule = &document["rule"];
    assert_eq!((&rule["gate"], &rule["evidence_days"]), (&80.into(), &365.into()));
    assert_eq!(rule["as_of"], "2026-03-01");
    let area = |id: &str| {
        let areas = document["results"]["areas"].as_array().unwrap();
        areas.iter().find(|area| area["area"] == id).unwrap().clone()
    };
    let strategy = area("strategy");
    assert_eq!((&strategy["index"]["value"], &strategy["index"]["exact"]), (&3.1.into(), &"19/6".into()));
    assert_eq!(strategy["claimed"], serde_json::json!({"low": 3, "high": 3}));
    assert_eq!(strategy["why"]["next"]["share"]["percent"], 16);
    assert_eq!((&area("cloud")["state"], &area("cloud")["claimed"]), (&"not_started".into(), &Value::Null));
    let first = &document["roadmap"]["phases"][0]["steps"][0];
    assert!(first["text"]["ar"].is_string() && first["text"]["en"].is_string());
}
