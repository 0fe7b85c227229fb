use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::*;
use crate::model::{Level, LinkKind, Pack, Score};

fn folders(kind: &str) -> Vec<PathBuf> {
    let parent = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(kind);
    let mut folders: Vec<_> = fs::read_dir(parent).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

/// Gives each variant a name, and fails to compile if one has none.
macro_rules! names {
    ($all:ident, $name:ident($type:ty) { $($pattern:pat => $word:literal,)* }) => {
        const $all: &[&str] = &[$($word),*];

        fn $name(value: &$type) -> &'static str {
            match value { $($pattern => $word),* }
        }
    };
}

names! { ALL_KINDS, kind_name(PackFaultKind) {
    PackFaultKind::Yaml(_) => "yaml",
    PackFaultKind::Unreadable(_) => "unreadable",
    PackFaultKind::UnsupportedSchema { .. } => "unsupported schema",
    PackFaultKind::MissingArea { .. } => "missing area",
    PackFaultKind::UnnamedFile { .. } => "unnamed file",
    PackFaultKind::EmptyArea { .. } => "empty area",
    PackFaultKind::OtherThanFile { .. } => "other than file",
    PackFaultKind::Malformed { .. } => "malformed",
    PackFaultKind::Duplicate { .. } => "duplicate",
    PackFaultKind::Unknown { .. } => "unknown",
    PackFaultKind::UncoveredClause { .. } => "uncovered clause",
    PackFaultKind::MissingLanguage { .. } => "missing language",
    PackFaultKind::UndeclaredLanguage { .. } => "undeclared language",
    PackFaultKind::BareText { .. } => "bare text",
    PackFaultKind::EmptyText { .. } => "empty text",
    PackFaultKind::OutOfRange { .. } => "out of range",
    PackFaultKind::UnknownLevel { .. } => "unknown level",
    PackFaultKind::ScatteredGroup { .. } => "scattered group",
    PackFaultKind::FallingScore { .. } => "falling score",
    PackFaultKind::AmbiguousLabel { .. } => "ambiguous label",
    PackFaultKind::LevelCount { .. } => "level count",
    PackFaultKind::LeftOutLevel { .. } => "left-out level",
    PackFaultKind::RepeatedLevel { .. } => "repeated level",
    PackFaultKind::Circle { .. } => "circle",
} }

names! { ALL_QUANTITIES, quantity_name(Quantity) {
    Quantity::Languages => "languages",
    Quantity::Areas => "areas",
    Quantity::Questions => "questions",
    Quantity::ScaleLevels => "scale levels",
    Quantity::Gate => "gate",
    Quantity::Decimals => "decimals",
    Quantity::EvidenceDays => "evidence days",
    Quantity::Weight => "weight",
    Quantity::Revision => "revision",
    Quantity::Months => "months",
    Quantity::Capacity => "capacity",
    Quantity::Impact => "impact",
} }

/// The kinds of names that can be duplicate, and those that can be unknown.
const DUPLICATES: [Noun; 15] = [
    Noun::Language,
    Noun::Area,
    Noun::Group,
    Noun::Clause,
    Noun::Question,
    Noun::Link(LinkKind::Enabler),
    Noun::Link(LinkKind::Goal),
    Noun::Link(LinkKind::Objective),
    Noun::Link(LinkKind::Regulation),
    Noun::Background,
    Noun::Source,
    Noun::Role,
    Noun::Flag,
    Noun::Phase,
    Noun::Rule,
];
const UNKNOWNS: [Noun; 10] = [
    Noun::Area,
    Noun::Clause,
    Noun::Question,
    Noun::Link(LinkKind::Enabler),
    Noun::Link(LinkKind::Goal),
    Noun::Link(LinkKind::Objective),
    Noun::Link(LinkKind::Regulation),
    Noun::Source,
    Noun::Role,
    Noun::Flag,
];

#[test]
fn every_invalid_pack_is_refused_with_its_expected_faults() {
    let mut wrong = String::new();
    for folder in folders("invalid") {
        let faults = load(&folder).expect_err(&folder.display().to_string());
        let found: String =
            faults.first().iter().flat_map(|fault| [fault.to_string(), "\n".to_owned()]).collect();
        if found != fs::read_to_string(folder.join("expected.txt")).unwrap() {
            wrong.extend(["== ", &folder.file_name().unwrap().to_string_lossy(), "\n", &found]);
        }
    }
    assert!(wrong.is_empty(), "these packs gave other faults than they should:\n{wrong}");
}

#[test]
fn every_kind_of_fault_has_an_invalid_pack() {
    let faults: Vec<_> =
        folders("invalid").iter().flat_map(|folder| load(folder).unwrap_err().first().to_vec()).collect();
    let kinds: BTreeSet<_> = faults.iter().map(|fault| kind_name(&fault.kind)).collect();
    assert_eq!(kinds, ALL_KINDS.iter().copied().collect());
    let quantity = |fault: &PackFault| match &fault.kind {
        PackFaultKind::OutOfRange { quantity, .. } => Some(quantity_name(quantity)),
        _ => None,
    };
    let quantities: BTreeSet<_> = faults.iter().filter_map(quantity).collect();
    assert_eq!(quantities, ALL_QUANTITIES.iter().copied().collect());
    for noun in DUPLICATES {
        let is_duplicate = |fault: &&PackFault| matches!(fault.kind, PackFaultKind::Duplicate { noun: found, .. } if found == noun);
        assert!(faults.iter().any(|fault| is_duplicate(&fault)), "duplicate {noun}");
    }
    for noun in UNKNOWNS {
        let is_unknown = |fault: &&PackFault| matches!(fault.kind, PackFaultKind::Unknown { noun: found, .. } if found == noun);
        assert!(faults.iter().any(|fault| is_unknown(&fault)), "unknown {noun}");
    }
}

#[test]
fn every_fault_has_a_line_unless_the_file_is_unreadable() {
    for folder in folders("invalid") {
        for fault in load(&folder).unwrap_err().first() {
            let unread = matches!(fault.kind, PackFaultKind::Unreadable(_));
            assert_eq!(fault.place.is_none(), unread, "{fault}");
        }
    }
}

#[test]
fn every_valid_pack_is_loaded() {
    for folder in folders("valid") {
        let pack = load(&folder).unwrap_or_else(|faults| panic!("{}", faults.first()[0]));
        assert_eq!(pack.areas.len(), pack.manifest.areas.len());
    }
}

#[test]
fn an_unusual_pack_is_read_correctly() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/valid/one-language");
    let pack = load(&folder).unwrap();
    let scores: Vec<_> = pack.scale().all().map(|level| pack.scale().score(level)).collect();
    assert_eq!(scores, [Score(0), Score(125)]);
    let (area, question) = pack.question("soil-q2").unwrap();
    assert_eq!((area.label("en"), question.prompt.get("en")), ("Soil", "no"));
    assert_eq!(question.level(Level(2)).map(|level| level.text.get("en")), Some("Yes"));
}

#[test]
fn files_outside_the_folder_are_never_read() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("pack");
    fs::create_dir(&folder).unwrap();
    let valid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/valid/one-language");
    let manifest = fs::read_to_string(valid.join(MANIFEST)).unwrap();
    fs::write(folder.join(MANIFEST), manifest.replace("[soil]", "[../soil]")).unwrap();
    fs::write(parent.path().join("soil.yaml"), "broken: [").unwrap();
    let faults = load(&folder).unwrap_err();
    let kind = PackFaultKind::Malformed { noun: Noun::Area, found: "../soil".into() };
    assert_eq!(faults.first().iter().map(|fault| &fault.kind).collect::<Vec<_>>(), [&kind]);
}

/// Variants of a file with one line left out, doubled, indented, or given another value.
fn damaged(text: &str) -> Vec<String> {
    let lines: Vec<_> = text.lines().collect();
    let mut all = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let key = line.split(": ").next().unwrap_or(line);
        let others = ["7", "word", "{}", "~", "[{}, a]"];
        let others = others.iter().map(|value| format!("{key}: {value}"));
        for other in others.chain([String::new(), format!("{line}\n{line}"), format!("  {line}")]) {
            let before = lines.iter().take(index).copied();
            let after = lines.iter().skip(index + 1).copied();
            all.push(before.chain([other.as_str()]).chain(after).collect::<Vec<_>>().join("\n"));
        }
    }
    all
}

#[test]
fn a_damaged_pack_is_loaded_or_refused_with_lines_that_it_has() {
    let valid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/valid/three-languages");
    let copy = tempfile::tempdir().unwrap();
    let files = [MANIFEST, "first.yaml", "second.yaml"];
    let text = |file: &str| fs::read_to_string(valid.join(file)).unwrap();
    let (mut loaded, mut refused) = (0, 0);
    for file in files {
        for file in files {
            fs::write(copy.path().join(file), text(file)).unwrap();
        }
        for damaged in damaged(&text(file)) {
            fs::write(copy.path().join(file), &damaged).unwrap();
            let Err(faults) = load(copy.path()) else {
                loaded += 1;
                continue;
            };
            refused += 1;
            let lines = |file: &Path| fs::read_to_string(copy.path().join(file)).unwrap().lines().count() + 1;
            let known = |fault: &PackFault| {
                fault.place.is_some_and(|place| (1..=lines(&fault.file)).contains(&(place.line as usize)))
            };
            assert!(!faults.is_empty() && faults.first().iter().all(known), "{faults:?}\n{damaged}");
        }
    }
    assert!(loaded > 20 && refused > 300, "{loaded} loaded, {refused} refused");
}

/// The faults of a pack with one area that has these questions.
fn faults_of(questions: &str) -> PackFaults {
    let folder = tempfile::tempdir().unwrap();
    let valid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/invalid/circle");
    fs::copy(valid.join(MANIFEST), folder.path().join(MANIFEST)).unwrap();
    let area = format!("id: one\ntitle: One\nquestions:\n{questions}");
    fs::write(folder.path().join("one.yaml"), area).unwrap();
    load(folder.path()).expect_err("it has faults")
}

/// A question whose second level needs the second level of others.
fn question(number: usize, needs: &[usize]) -> String {
    let needs: Vec<_> = needs.iter().map(|need| format!("q{need}: 2")).collect();
    let step = format!("{{text: Do, needs: {{{}}}}}", needs.join(", "));
    format!("- {{id: q{number}, topic: T, prompt: P, levels: [No, {{text: Yes, step: {step}}}]}}\n")
}

#[test]
fn circles_that_share_a_level_are_reported_once_and_separate_ones_each() {
    // Questions 0 to 3 form several circles that share levels. The circle of 4 and 5 is separate, and so is that of 7
    // and 8.
    let needs: [&[usize]; 9] = [&[1], &[2, 0], &[3, 0, 1], &[0, 1, 4], &[5], &[4], &[7], &[8], &[7]];
    let questions: String = needs.iter().enumerate().map(|(number, needs)| question(number, needs)).collect();
    let faults = faults_of(&questions);
    let circles = faults.first().iter().map(|fault| match &fault.kind {
        PackFaultKind::Circle { levels } => levels.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>(),
        other => panic!("{other}"),
    });
    let expected = [vec!["q0", "q1"], vec!["q4", "q5"], vec!["q7", "q8"]];
    assert_eq!(circles.collect::<Vec<_>>(), expected);
}

#[test]
fn of_thousands_of_faults_the_first_are_kept_and_all_are_counted() {
    let unknown: String = (1..=3_000).map(|number| question(number, &[number + 5_000])).collect();
    let faults = faults_of(&unknown);
    assert_eq!((faults.first().len(), faults.more()), (100, 2_900));
    let lines: Vec<_> = faults.first().iter().map(|fault| fault.place.unwrap().line).collect();
    assert_eq!(lines, (4..104).collect::<Vec<_>>());
    let nearest = |fault: &PackFault| matches!(&fault.kind, PackFaultKind::Unknown { nearest: Some(_), .. });
    assert!(faults.first().iter().take(20).all(nearest), "the first faults suggest a known name");
}

#[test]
fn too_many_languages_are_one_fault_and_not_one_per_text() {
    let folder = tempfile::tempdir().unwrap();
    let valid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/invalid/circle");
    let languages: Vec<_> = (0..500).map(|number| format!("xx-{number}")).collect();
    let manifest = fs::read_to_string(valid.join(MANIFEST)).unwrap();
    let manifest = manifest.replace("languages: [en]", &format!("languages: [{}]", languages.join(", ")));
    fs::write(folder.path().join(MANIFEST), manifest).unwrap();
    fs::write(
        folder.path().join("one.yaml"),
        format!("id: one\ntitle: One\nquestions:\n{}", question(1, &[])),
    )
    .unwrap();
    let faults = load(folder.path()).unwrap_err();
    let kinds: Vec<_> = faults.first().iter().map(|fault| kind_name(&fault.kind)).collect();
    assert_eq!((kinds, faults.more()), (vec!["out of range"], 0));
}

/// Reads a pack of one area with two questions whose levels have these labels. The area has the target, evidence is
/// needed from the level, and the last step of the second question needs the level of the first.
fn labelled(schema: u32, labels: &[&str], levels: [&str; 3]) -> Result<Pack, PackFaults> {
    let folder = tempfile::tempdir().unwrap();
    let [target, evidence_from, needed] = levels;
    let scale: Vec<_> = labels.iter().map(|label| format!("  - {{label: \"{label}\", name: N}}\n")).collect();
    let scale = scale.concat();
    let manifest = format!(
        "schema: {schema}\nid: own\nversion: 1.0.0\nlanguages: [en]\ntitle: Own\nareas: [one]\n\
         scale:\n  evidence_from: {evidence_from}\n  levels:\n{scale}"
    );
    fs::write(folder.path().join(MANIFEST), manifest).unwrap();
    let texts: Vec<_> = labels.iter().map(|label| format!("text of {label}, ")).collect();
    let (last, lower) = (labels.last().unwrap(), texts[..texts.len() - 1].concat());
    let texts = texts.concat();
    let step = format!("{{text: \"text of {last}\", step: {{text: Do, needs: {{q1: {needed}}}}}}}");
    let area = format!(
        "id: one\ntitle: One\ntarget: {target}\nquestions:\n\
         - {{id: q1, topic: T, prompt: P, levels: [{texts}]}}\n\
         - {{id: q2, topic: T, prompt: P, levels: [{lower}{step}]}}\n"
    );
    fs::write(folder.path().join("one.yaml"), area).unwrap();
    load(folder.path())
}

const FROM_ZERO: [&str; 4] = ["0", "1", "2", "3"];
const LETTERS: [&str; 4] = ["A", "B", "C", "D"];
const TEN: [&str; 10] = ["10", "20", "30", "40", "50", "60", "70", "80", "90", "100"];

#[test]
fn a_pack_names_levels_by_their_labels_and_one_of_schema_1_by_their_positions() {
    let read = |schema, labels: &[&str], levels| {
        let pack = labelled(schema, labels, levels).unwrap_or_else(|faults| panic!("{}", faults.first()[0]));
        let (area, question) = pack.question("q2").unwrap();
        let needs: Vec<_> =
            question.step(pack.scale().last()).unwrap().needed().map(|(_, level)| level.0).collect();
        (area.own_target().map(|level| level.0), pack.scale().confirms_from().map(|level| level.0), needs)
    };
    let found = |target, evidence_from, needed| (Some(target), Some(evidence_from), vec![needed]);
    assert_eq!(read(2, &FROM_ZERO, ["3", "0", "1"]), found(4, 1, 2));
    assert_eq!(read(2, &FROM_ZERO, ["'3'", "2.0", "1"]), found(4, 3, 2));
    assert_eq!(read(2, &LETTERS, ["C", "b", "D"]), found(3, 2, 4));
    assert_eq!(read(2, &TEN, ["100", "10", "20"]), found(10, 1, 2));
    assert_eq!(read(1, &FROM_ZERO, ["3", "1", "2"]), found(3, 1, 2));
    assert_eq!(read(1, &LETTERS, ["3", "2", "4"]), found(3, 2, 4));
    assert_eq!(read(1, &TEN, ["10", "1", "2"]), found(10, 1, 2));
}

#[test]
fn a_level_that_the_scale_lacks_is_named_with_its_line_and_the_levels_that_it_has() {
    let faults = |schema, labels: &[&str], levels| {
        let faults = labelled(schema, labels, levels).expect_err("it has faults");
        faults.first().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let expected = [
        "pack.yaml:8: `4` is not one of the levels 0, 1, 2, 3",
        "one.yaml:3: `x` is not one of the levels 0, 1, 2, 3",
        "one.yaml:6: `0` is not one of the levels 1, 2, 3",
    ];
    assert_eq!(faults(2, &FROM_ZERO, ["x", "4", "0"]), expected);
    let expected = [
        "pack.yaml:8: `0` is not one of the levels 1, 2, 3, 4",
        "one.yaml:3: `C` is not one of the levels 1, 2, 3, 4",
        "one.yaml:6: `1` is not one of the levels 2, 3, 4",
    ];
    assert_eq!(faults(1, &LETTERS, ["C", "0", "1"]), expected);
    assert_eq!(faults(2, &LETTERS, ["3", "B", "C"]), ["one.yaml:3: `3` is not one of the levels A, B, C, D"]);
}

#[test]
fn faults_of_levels_name_them_by_their_labels() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "schema: 2\nid: own\nversion: 1.0.0\nlanguages: [en]\ntitle: Own\nareas: [one]\nscale:\n  \
                    levels: [{label: A, name: N, score: 2}, {label: B, name: N, score: 1}]\n";
    fs::write(folder.path().join(MANIFEST), manifest).unwrap();
    let area = "id: one\ntitle: One\nquestions:\n\
                - {id: q1, topic: T, prompt: P, levels: [No, {text: Yes, step: {text: Do, needs: {q2: B}}}]}\n\
                - {id: q2, topic: T, prompt: P, levels: [No, {text: No, step: {text: Do, needs: {q1: B}}}]}\n";
    fs::write(folder.path().join("one.yaml"), area).unwrap();
    let found: Vec<_> = load(folder.path()).unwrap_err().first().iter().map(ToString::to_string).collect();
    let expected = [
        "pack.yaml:8: the score of level B is less than that of the level below",
        "one.yaml:4: these levels wait for one another in a circle: q1 level B needs q2 level B needs q1 level B",
        "one.yaml:5: level B has the same text as level A",
    ];
    assert_eq!(found, expected);
}
