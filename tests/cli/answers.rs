//! Answering questions on the command line.

use std::fs;

use crate::assert_transcript;
use crate::support::home::Home;

#[test]
fn answers_are_stored_and_invalid_ones_explained() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let answer = |home: Home, rest: &[&str]| {
            let mut line = vec!["answer", "One"];
            line.extend(rest);
            home.types(&line)
        };
        let lines: [&[&str]; 29] = [
            &["strategy-q1", "3"],
            &["strategy-q1", "3"],
            &["strategy-q1", "٤"],
            &["strategy-q2", "unknown"],
            &["strategy-q3", "not-applicable", "--reason", "No platform yet"],
            &["strategy-q3", "--reason", "Not before 2027"],
            &["strategy-q2", "none"],
            &["strategy-q1", "--review", "on", "--owner", "Office"],
            &["strategy-q1", "--evidence", "Plan", "--date", "2020-02-01", "--kind", "seen"],
            &["cloud-q6", "2"],
            &["strategy-q1", "0"],
            &["strategy-q1", "6"],
            &["strategy-q1", "-1"],
            &["strategy-q1", "3.5"],
            &["strategy-q1", "high"],
            &["strategy-q1", "not-applicable"],
            &["strategy-q1", "3", "--reason", "why"],
            &["strategy-q1", "--date", "2026-02-01"],
            &["strategy-q1", "--evidence", "Plan", "--date", "2026-02-31"],
            &["strategy-q1", "--evidence", "Minutes"],
            &["strategy-q1", "--evidence", "Minutes", "--date", "1440-05-06"],
            &["strategy-q1", "--evidence", "Minutes", "--date", "١٤٤٠/٥/٦", "--kind", "said"],
            &["strategy-q1", "--evidence", "Minutes", "--date", "1447-01-31"],
            &["strategy-q1", "--evidence", "Minutes", "--date", "2091-10-01"],
            &["strategy-q1", "--evidence", "Minutes", "--date", "1520-01-01"],
            &["strategy-q1", "--evidence", "Minutes", "--date", "0026-02-01", "--keep-date"],
            &["strategy-q1", "--evidence", " "],
            &["strategy-q1"],
            &["strategy-9", "3"],
        ];
        let home = home.prepared(&["new", "One", "--flag", "has-traditional-hosting=no"]);
        let home = lines.iter().fold(home, |home, line| answer(home, line));
        assert_transcript!(format!("answers-{language}"), home.transcript());
    }
}

#[test]
fn an_answer_changes_nothing_else() {
    let home = Home::english()
        .prepared(&["new", "One"])
        .prepared(&[
            "answer",
            "One",
            "strategy-q1",
            "2",
            "--note",
            "A note",
            "--owner",
            "Office",
            "--review",
            "on",
        ])
        .prepared(&[
            "answer",
            "One",
            "strategy-q1",
            "--evidence",
            "Plan",
            "--date",
            "2026-02-01",
            "--kind",
            "said",
        ])
        .prepared(&["answer", "One", "strategy-q1", "--evidence", "Minutes"])
        .prepared(&["answer", "One", "strategy-q1", "--evidence", "Plan", "--kind", "seen"])
        .prepared(&["answer", "One", "strategy-q1", "5"])
        .prepared(&["answer", "One", "strategy-q1", "--owner", ""]);
    let file = fs::read_to_string(home.path("config/assessments/one.yaml")).unwrap();
    let entry: Vec<&str> = file
        .lines()
        .skip_while(|line| !line.contains("strategy-q1"))
        .take_while(|line| !line.contains("strategy-q2"))
        .collect();
    assert_eq!(
        entry.join("\n"),
        "  strategy-q1: # Strategic alignment\n    answer: 5\n    revision: 2\n    \
         topic: {ar: المواءمة الاستراتيجية, en: Strategic alignment}\n    evidence:\n    - text: Plan\n      kind: seen\n    \
         - text: Minutes\n    note: A note\n    review: true"
    );
}

/// What the screen shows in one language is taken in every language of the interface, in other spellings too.
#[test]
fn an_answer_is_typed_as_the_screen_shows_it() {
    for home in [Home::english(), Home::arabic()] {
        let flag = "has-traditional-hosting=لا";
        home.done(&["new", "One", "--flag", flag]);
        let entry = |arguments: &[&str]| {
            home.done(&[&["answer", "One", "strategy-q1"], arguments].concat());
            let file = home.assessment();
            let entry = file.lines().skip_while(|line| !line.contains("  strategy-q1:")).skip(1);
            let entry = entry.take_while(|line| line.starts_with("    ")).map(str::trim);
            entry
                .filter(|line| !line.starts_with("topic:") && !line.starts_with("revision:"))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert!(home.assessment().contains("has-traditional-hosting: false"));
        assert_eq!(entry(&["غير معلوم"]), "answer: unknown");
        assert_eq!(entry(&["غيرُ معلوم"]), "answer: unknown");
        assert_eq!(entry(&["لا ينطبق", "--reason", "No cloud"]), "answer: not_applicable reason: No cloud");
        assert_eq!(entry(&["Not applicable", "--reason", "None"]), "answer: not_applicable reason: None");
        assert_eq!(entry(&["3", "--review", "نعم"]), "answer: 3 review: true");
        assert_eq!(entry(&["--review", "No"]), "answer: 3");
        let seen = entry(&["--evidence", "Plan", "--kind", "اطلع عليه"]);
        assert_eq!(seen, "answer: 3 evidence: - text: Plan kind: seen");
        let said = entry(&["--evidence", "Plan", "--kind", "Said"]);
        assert_eq!(said, "answer: 3 evidence: - text: Plan kind: said");
        assert_eq!(entry(&["بلا إجابة"]), "evidence: - text: Plan kind: said");
    }
}

#[test]
fn an_answer_adds_two_lines_to_the_file() {
    let home = Home::english().prepared(&["new", "One"]);
    let path = home.path("config/assessments/one.yaml");
    let before = fs::read_to_string(&path).unwrap();
    home.done(&["answer", "One", "continuity-q10", "4"]);
    let after = fs::read_to_string(&path).unwrap();
    let added: Vec<&str> = after.lines().filter(|line| !before.contains(line)).collect();
    // Of a question that was not revised, because a revision is a line too.
    let [answer, topic] = added[..] else { panic!("{added:?}") };
    assert_eq!(answer, "    answer: 4");
    assert!(topic.starts_with("    topic: {") && topic.contains("en: ") && topic.contains("ar: "), "{topic}");
    assert_eq!(after.lines().count(), before.lines().count() + 2);
}

#[test]
fn an_answer_records_the_revision_and_the_topic_of_its_question() {
    let home = Home::english();
    let pack = home.path("pack");
    fs::create_dir(&pack).unwrap();
    for entry in fs::read_dir("tests/data/valid/three-languages").unwrap() {
        let entry = entry.unwrap();
        let text = fs::read_to_string(entry.path()).unwrap();
        let revised = text.replace("- id: first-q1\n", "- id: first-q1\n  revision: 4\n");
        fs::write(pack.join(entry.file_name()), revised).unwrap();
    }
    home.done(&["new", "One", "--pack", pack.to_str().unwrap()]);
    for (question, revision) in [("first-q1", Some("revision: 4")), ("second-q1", None)] {
        home.done(&["answer", "One", question, "2"]);
        let file = home.assessment();
        let entry = file.lines().skip_while(|line| !line.starts_with(&format!("  {question}:"))).skip(1);
        let entry: Vec<_> = entry.take_while(|line| line.starts_with("    ")).map(str::trim).collect();
        let expected = ["answer: 2"].into_iter().chain(revision);
        assert!(entry.last().unwrap().starts_with("topic: {ar: "), "{file}");
        assert_eq!(entry[..entry.len() - 1], expected.collect::<Vec<_>>(), "{file}");
    }
    home.done(&["answer", "One", "first-q1", "none"]);
    assert!(!home.assessment().contains("revision"), "{}", home.assessment());
    assert_eq!(home.assessment().matches("topic: ").count(), 1, "{}", home.assessment());
}

#[test]
fn the_questions_of_an_assessment_are_listed_by_their_state() {
    let home = Home::new();
    home.done(&["new", "A"]);
    home.done(&["answer", "A", "strategy-q1", "3", "--owner", "Sara"]);
    home.done(&["answer", "A", "strategy-q2", "unknown"]);
    home.done(&["answer", "A", "strategy-q3", "1", "--review", "yes"]);
    let listed = |state: &[&str]| {
        let arguments = [&["questions", "A", "--area", "strategy", "--format", "csv"], state].concat();
        let text = home.done(&arguments);
        text.lines().skip(1).filter_map(|line| line.split(',').next().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(listed(&["--open"]), ["strategy-q2", "strategy-q4", "strategy-q5"]);
    assert_eq!(listed(&["--unknown"]), ["strategy-q2"]);
    assert_eq!(listed(&["--review"]), ["strategy-q3"]);
    assert_eq!(listed(&["--no-evidence"]), ["strategy-q1"]);
    assert_eq!(listed(&["--owner", "sara"]), ["strategy-q1"]);
    assert!(listed(&["--open", "--review"]).is_empty());
    assert!(listed(&["--changed"]).is_empty() && listed(&["--stale"]).is_empty());
    assert_eq!(home.run(&["questions", "--open"]).status.code(), Some(2), "no assessment");
}
