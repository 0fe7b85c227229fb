//! A questionnaire that changes after it was answered: what is reported, and where; and taking
//! the assessment over.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::assert_transcript;
use crate::support::home::Home;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/versions").join(name)
}

/// The home with this version of the questionnaire instead of the one before.
fn with_version(home: Home, version: &str) -> Home {
    let folder = home.path("config/questionnaires/demo");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    for file in ["pack.yaml", "one.yaml"] {
        std::fs::copy(data(version).join(file), folder.join(file)).unwrap();
    }
    home
}

/// All three questions of version 1.0.0 answered with its highest level.
fn answered(home: Home) -> Home {
    let file = data("old.yaml");
    with_version(home, "v1").prepared(&["import", file.to_str().unwrap()])
}

/// What a command prints for programs.
#[track_caller]
fn printed(home: &Home, arguments: &[&str]) -> Value {
    serde_json::from_str(&home.done(&[arguments, &["--format", "json"]].concat())).unwrap()
}

/// The commands that print results.
const RESULTS: [&[&str]; 5] =
    [&["list"], &["show", "Old"], &["show", "Old", "--why"], &["roadmap", "Old"], &["compare", "Old"]];

#[test]
fn every_result_tells_the_version_answered_and_the_one_that_scores() {
    for (language, home, sentences) in [
        (
            "en",
            Home::english(),
            [
                "Answers 1.0.0, scored by 2.0.0 · 1 to look at again (Gamma) · 1 no longer asked (Beta)",
                "Answers 1.0.0, scored by 1.1.0 · 3 outside the scale",
            ],
        ),
        (
            "ar",
            Home::arabic(),
            [
                "الإجابات عن الإصدار 1.0.0، والنتائج بالإصدار 2.0.0، سؤال واحد لإعادة النظر (Gamma)، سؤال واحد لم يعد مطروحا (Beta)",
                "الإجابات عن الإصدار 1.0.0، والنتائج بالإصدار 1.1.0، 3 خارج السلم",
            ],
        ),
    ] {
        let mut home = answered(home);
        for arguments in RESULTS {
            assert!(!home.done(arguments).contains("1.0.0"), "{arguments:?}");
        }
        for (version, sentence) in ["v2", "v3"].into_iter().zip(sentences) {
            home = with_version(home, version);
            for arguments in RESULTS {
                let text = home.done(arguments).replace('\n', " ");
                assert!(text.contains(sentence), "{language} {version} {arguments:?}: {text}");
            }
            home = home.types(&["show", "Old"]);
        }
        assert_transcript!(format!("versions-{language}"), home.transcript());
    }
}

#[test]
fn programs_get_both_versions_and_the_questions_of_each_kind() {
    let mut home = answered(Home::english());
    let cases = [
        ("v1", "1.0.0", [vec![], vec![], vec![]]),
        ("v2", "2.0.0", [vec!["one-q3"], vec!["one-q2"], vec![]]),
        ("v3", "1.1.0", [vec![], vec![], vec!["one-q1", "one-q2", "one-q3"]]),
    ];
    for (version, scored, expected) in cases {
        home = with_version(home, version);
        let kinds = |of: &Value| {
            ["look_again", "gone", "outside_scale"]
                .map(|kind| serde_json::from_value::<Vec<String>>(of[kind].clone()).unwrap())
        };
        let listed = &printed(&home, &["list"])["assessments"][0];
        assert_eq!(
            (&listed["pack"]["version"], &listed["scored_version"]),
            (&"1.0.0".into(), &scored.into())
        );
        let counts = ["look_again", "gone", "outside_scale"]
            .map(|kind| usize::try_from(listed[kind].as_u64().unwrap()).unwrap());
        assert_eq!(counts, expected.clone().map(|ids| ids.len()), "{version}");
        for command in ["show", "roadmap"] {
            let subject = &printed(&home, &[command, "Old"])["assessment"];
            assert_eq!(
                (&subject["answered_version"], &subject["pack"]["version"]),
                (&"1.0.0".into(), &scored.into())
            );
            assert_eq!(
                kinds(subject),
                expected.clone().map(|ids| ids.iter().map(ToString::to_string).collect::<Vec<_>>()),
                "{command} {version}"
            );
        }
        let column = &printed(&home, &["compare", "Old"])["columns"][0];
        assert_eq!(column["answered_version"], "1.0.0");
        let exported = printed(&home, &["export", "Old"]);
        assert_eq!(
            [&exported["assessment"]["pack"]["version"], &exported["pack"]["version"]],
            [&Value::from("1.0.0"), &scored.into()]
        );
        for found in [column, &exported["versions"]] {
            assert_eq!(
                kinds(found),
                expected.clone().map(|ids| ids.iter().map(ToString::to_string).collect::<Vec<_>>()),
                "{version}"
            );
        }
    }
}

#[test]
fn taking_over_keeps_a_milestone_and_then_both_are_compared() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = with_version(answered(home), "v2");
        let before = home.assessment();
        let home = home.types(&["upgrade", "Old", "--dry-run"]);
        assert_eq!(home.assessment(), before);
        let home = home
            .types(&["upgrade", "Old"])
            .types(&["compare", "Old"])
            .types(&["answer", "Old", "one-q3", "4"])
            .types(&["answer", "Old", "one-q4", "2"])
            .types(&["list"])
            .types(&["show", "Old"])
            .types(&["compare", "Old"])
            .types(&["upgrade", "Old"]);
        let columns = &printed(&home, &["compare", "Old"])["columns"];
        let versions = [0, 1].map(|column| columns[column]["answered_version"].as_str().unwrap().to_owned());
        assert_eq!(versions, ["1.0.0", "2.0.0"]);
        assert!(home.assessment().contains("one-q2: # "), "{}", home.assessment());
        let home = with_version(home, "v1").types(&["upgrade", "Old"]).types(&["show", "Old"]);
        assert_transcript!(format!("upgrade-{language}"), home.transcript());
    }
}

/// The lines of Gamma in the text of an assessment file.
fn gamma(text: &str) -> String {
    let lines = text.lines().skip_while(|line| !line.starts_with("  one-q3:"));
    lines.skip(1).take_while(|line| line.starts_with("    ")).map(str::trim).collect::<Vec<_>>().join(", ")
}

#[test]
fn each_answer_has_the_revision_and_the_topic_of_its_question_and_keeps_them_through_export_import_and_merge()
{
    let home = with_version(answered(Home::english()), "v2");
    let file = home.path("config/assessments/old.yaml").display().to_string();
    let base = home.path("base.yaml").display().to_string();
    std::fs::copy(&file, &base).unwrap();
    for (answer, expected) in [
        (&["4"][..], "answer: 4, revision: 2, topic: Gamma"),
        (&["unknown"], "answer: unknown, revision: 2, topic: Gamma"),
        (&["none"], ""),
        (
            &["not-applicable", "--reason", "None"],
            "answer: not_applicable, reason: None, revision: 2, topic: Gamma",
        ),
        (&["3"], "answer: 3, revision: 2, topic: Gamma"),
    ] {
        home.done(&[&["answer", "Old", "one-q3"], answer].concat());
        assert_eq!(gamma(&home.assessment()), expected, "{answer:?}");
    }
    home.done(&["answer", "Old", "one-q3", "--note", ""]);
    assert_eq!(gamma(&home.assessment()), "answer: 3, revision: 2, topic: Gamma", "other changes leave it");
    for format in ["yaml", "json"] {
        let exported = home.path(format).display().to_string();
        home.done(&["export", "Old", "--format", format, "-o", &exported]);
        home.done(&["import", &exported, "--name", format]);
        assert_eq!(
            gamma(&home.file(&format!("assessments/{format}.yaml"))),
            "answer: 3, revision: 2, topic: Gamma"
        );
    }
    // What they answered comes with its revision, and the answer of an earlier revision stays one.
    let ours = home.path("ours.yaml").display().to_string();
    std::fs::copy(&base, &ours).unwrap();
    home.done(&["merge", &base, &ours, &file]);
    assert_eq!(gamma(&std::fs::read_to_string(&ours).unwrap()), "answer: 3, revision: 2, topic: Gamma");
    std::fs::copy(&base, &ours).unwrap();
    home.done(&["merge", &base, &ours, &base]);
    assert_eq!(gamma(&std::fs::read_to_string(&ours).unwrap()), "answer: 4, topic: Gamma");
}

#[test]
fn a_restored_answer_and_one_that_is_taken_over_keep_the_revision_and_the_topic_that_they_were_given_to() {
    let home = with_version(answered(Home::english()), "v2");
    home.done(&["answer", "Old", "one-q3", "3"]);
    home.done(&["upgrade", "Old"]);
    assert_eq!(gamma(&home.assessment()), "answer: 3, revision: 2, topic: Gamma");
    // A backup of the present file, which another answer then replaces.
    let folder = home.path("config/backups/old");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(home.path("config/assessments/old.yaml"), folder.join("2026-03-01T08-15-00Z.yaml"))
        .unwrap();
    home.done(&["answer", "Old", "one-q3", "none"]);
    let listed = printed(&home, &["restore", "Old"]);
    let files = listed["files"].as_array().unwrap();
    let place = files.iter().position(|one| one["file"] == "2026-03-01T08-15-00Z.yaml").unwrap();
    home.done(&["restore", "Old", &(place + 1).to_string()]);
    assert_eq!(gamma(&home.assessment()), "answer: 3, revision: 2, topic: Gamma");
    home.done(&["rename", "Old", "New"]);
    assert_eq!(gamma(&home.file("assessments/new.yaml")), "answer: 3, revision: 2, topic: Gamma");
}

#[test]
fn what_is_kept_of_a_question_that_is_gone_is_removed_by_a_command_after_a_milestone_holds_it() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = with_version(answered(home), "v2")
            .types(&["answer", "Old", "one-q2", "3"])
            .types(&["answer", "Old", "one-q2", "none", "--note", "Why"])
            .types(&["answer", "Old", "one-q2", "none"]);
        let file = home.file("assessments/old.yaml");
        let (answers, milestones) = file.split_once("milestones:").unwrap();
        assert!(!answers.contains("one-q2") && milestones.contains("one-q2"), "{file}");
        let home = home.types(&["answer", "Old", "one-q2", "none"]).types(&["show", "Old"]);
        assert_transcript!(format!("removal-{language}"), home.transcript());
    }
}

#[test]
fn the_advice_about_an_older_installed_version_is_true() {
    let home = with_version(answered(Home::english()), "v2");
    home.done(&["upgrade", "Old"]);
    let home = with_version(home, "v1");
    let refused = home.run(&["upgrade", "Old"]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && said.contains("is older than 2.0.0"), "{said}");
    // As it says: the version that is answered is put into the folder that `mizan paths` names.
    assert!(home.done(&["paths"]).contains(home.path("config/questionnaires").to_str().unwrap()));
    let home = with_version(home, "v2");
    assert!(!home.done(&["show", "Old"]).contains("scored by"), "both are one version again");
}

/// What a command prints for programs, with English words.
#[track_caller]
fn with_words(home: &Home, arguments: &[&str]) -> Value {
    printed(home, &[arguments, &["--words", "en"]].concat())
}

#[test]
fn a_question_that_is_gone_is_named_by_the_topic_that_the_file_holds() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = answered(home);
        assert!(home.assessment().contains("    answer: 4\n    topic: Beta\n"), "{}", home.assessment());
        let home = with_version(home, "v2");
        for arguments in [&["show", "Old"][..], &["upgrade", "Old", "--dry-run"], &["export", "Old"]] {
            let text = home.done(arguments);
            assert!(text.contains("Beta") && text.contains("one-q2"), "{arguments:?}: {text}");
        }
        for command in ["show", "roadmap"] {
            let subject = &with_words(&home, &[command, "Old"])["assessment"];
            assert_eq!(subject["gone_topics"], serde_json::json!({"one-q2": "Beta"}), "{language} {command}");
            assert_eq!(printed(&home, &[command, "Old"])["assessment"].get("gone_topics"), None);
        }
        let column = &with_words(&home, &["compare", "Old"])["columns"][0];
        assert_eq!(column["gone_topics"], serde_json::json!({"one-q2": "Beta"}));
        let exported = printed(&home, &["export", "Old"]);
        assert_eq!(exported["versions"]["gone_topics"], serde_json::json!({"one-q2": "Beta"}));
        assert_eq!(exported["assessment"]["answers"]["one-q2"]["topic"], "Beta");
        let refused = home.run(&["answer", "Old", "one-q2", "3"]);
        assert!(String::from_utf8(refused.stderr).unwrap().contains("Beta"));
        // After the removal only the milestone holds it.
        assert!(home.done(&["answer", "Old", "one-q2", "none"]).contains("Beta"));
    }
}

#[test]
fn a_topic_is_recorded_when_a_file_without_topics_is_written_but_a_file_is_not_written_for_it() {
    let home = with_version(Home::english(), "v1");
    let folder = home.path("config/assessments");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(data("old.yaml"), folder.join("old.yaml")).unwrap();
    let before = home.assessment();
    for arguments in [&["show", "Old"][..], &["list"], &["answer", "Old", "one-q1", "4"], &["export", "Old"]]
    {
        home.done(arguments);
        assert_eq!(home.assessment(), before, "{arguments:?}");
    }
    home.done(&["answer", "Old", "one-q1", "--note", "Why"]);
    for topic in ["Alpha", "Beta", "Gamma"] {
        assert!(home.assessment().contains(&format!("    answer: 4\n    topic: {topic}\n")), "{topic}");
    }
    // Another version gave the third question another meaning, and no longer has the second one.
    std::fs::copy(data("old.yaml"), folder.join("old.yaml")).unwrap();
    let home = with_version(home, "v2");
    for arguments in [&["show", "Old"][..], &["list"], &["export", "Old"]] {
        home.done(arguments);
        assert_eq!(home.assessment(), before, "{arguments:?}");
    }
    home.done(&["answer", "Old", "one-q1", "--note", "Why"]);
    let file = home.assessment();
    assert!(file.contains("topic: Alpha") && !file.contains("topic: Gamma"), "{file}");
    let shown = home.done(&["show", "Old"]);
    assert!(shown.contains("\none-q2: no longer asked"), "{shown}");
}

/// Puts the answers of version 1.0.0 into the home, with this value as the topic of the second question.
fn put_with_topic(home: &Home, topic: &str) {
    let folder = home.path("config/assessments");
    std::fs::create_dir_all(&folder).unwrap();
    let text = std::fs::read_to_string(data("old.yaml")).unwrap();
    let text = text.replacen("  one-q2:\n", &format!("  one-q2:\n    topic: {topic}\n"), 1);
    std::fs::write(folder.join("old.yaml"), text).unwrap();
}

#[test]
fn a_wrong_topic_is_a_fault_with_its_line() {
    let home = with_version(Home::english(), "v1");
    for topic in ["5", "[Beta]", "{english: Beta}"] {
        put_with_topic(&home, topic);
        let refused = home.run(&["show", "Old"]);
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(!refused.status.success() && said.contains("old.yaml:12"), "{topic}: {said}");
    }
}

#[test]
fn the_topic_of_another_file_is_shown_harmlessly() {
    let home = with_version(Home::english(), "v2");
    put_with_topic(&home, "\"Be\\e[31mta\\n\\u202Eline\"");
    let shown = home.done(&["show", "Old"]);
    let line = shown.lines().find(|line| line.contains("(one-q2): no longer asked")).unwrap();
    assert!(line.contains("line") && !line.contains('\u{1b}') && !line.contains('\u{202e}'), "{line:?}");
}
