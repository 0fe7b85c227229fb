//! Levels, reasons, comparisons, roadmaps, and the questions of a clause or an enabler.

use mizan::data::embedded;
use mizan::model::LinkKind;

use crate::assert_transcript;
use crate::support::home::Home;

/// Two answered assessments. The evidence has today's date, so that it counts on any day.
fn two_assessments(home: Home) -> Home {
    let today = jiff::ZonedDateTime::now().date().to_string();
    let answers = |home: Home, name: &str, answers: &[(&str, &str)]| {
        answers.iter().fold(home, |home, (question, level)| home.prepared(&["answer", name, question, level]))
    };
    let home = home.prepared(&["new", "Last year", "--entity-en", "Ministry", "--entity-ar", "الوزارة"]);
    let home =
        answers(home, "Last year", &[("strategy-q1", "2"), ("strategy-q2", "1"), ("strategy-q3", "unknown")]);
    let home = home.prepared(&["new", "هذا العام", "--entity-en", "Ministry", "--entity-ar", "الوزارة"]);
    let levels = [
        ("strategy-q1", "3"),
        ("strategy-q2", "2"),
        ("strategy-q3", "3"),
        ("strategy-q4", "2"),
        ("strategy-q5", "4"),
    ];
    let home = answers(home, "هذا العام", &levels);
    home.prepared(&[
        "answer",
        "هذا العام",
        "strategy-q1",
        "--evidence",
        "Plan",
        "--date",
        &today,
        "--kind",
        "seen",
    ])
}

#[test]
fn levels_and_reasons_are_shown() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = two_assessments(home)
            .types(&["show", "هذا العام"])
            .types(&["show", "هذا العام", "--why", "strategy"])
            .types(&["show", "Last year", "--why"])
            .types(&["show", "هذا العام", "--format", "csv"])
            .types(&["show", "هذا العام", "--why", "strategy", "--format", "markdown"]);
        assert_transcript!(format!("show-{language}"), home.transcript());
    }
}

/// An assessment of 2026-03-01 with evidence of one date for each area.
fn dated(dates: &[(&str, &str)]) -> String {
    let pack = embedded::default_pack();
    let mut text =
        "schema: 1\nname: Dates\npack: {id: whole-of-government, version: 1.0.0}\nlanguage: en\n".to_owned();
    text.push_str("as_of: 2026-03-01\nprofile: {}\nanswers:\n");
    for (area, date) in dates {
        let entry = format!("{{answer: 3, evidence: [{{text: Minutes{date}}}]}}");
        let lines =
            pack.area(area).unwrap().questions.iter().map(|question| format!("  {}: {entry}\n", question.id));
        text.extend(lines);
    }
    text
}

#[test]
fn evidence_counts_by_its_date_and_says_why_not() {
    let dates = [
        ("strategy", ", date: 2031-10-01"),
        ("experience", ", date: 1447-05-06"),
        ("technology", ", date: 2024-05-06"),
        ("satisfaction", ""),
        ("innovation", ", date: 1447-01-31"),
    ];
    let english = [
        "from after 2026-03-01",
        "older than 365 days",
        "no date",
        "its date is no day of the Hijri calendar",
    ];
    let arabic = [
        "تاريخه بعد 2026-03-01",
        "مضى عليه أكثر من 365 يوما",
        "بلا تاريخ",
        "تاريخه ليس يوما في التقويم الهجري",
    ];
    for (home, reasons) in [(Home::english(), english), (Home::arabic(), arabic)] {
        let file = home.path("dates.yaml");
        std::fs::write(&file, dated(&dates)).unwrap();
        home.done(&["import", &file.display().to_string()]);
        let shown = home.done(&["show", "Dates", "--format", "markdown"]);
        let cells = |row: &str| row.split('|').skip(3).take(2).map(str::trim).collect::<Vec<_>>().join(" ");
        let mut levels: Vec<_> = shown.lines().map(cells).collect();
        levels.retain(|levels| levels.starts_with("3 "));
        assert_eq!(levels, ["3 2", "3 3", "3 2", "3 2", "3 2"], "{shown}");
        let mut why: Vec<_> = home.done(&["show", "Dates", "--why"]).lines().map(str::to_owned).collect();
        why.retain(|line| line.contains("Minutes"));
        why.dedup();
        assert_eq!(why.len(), reasons.len(), "{why:?}");
        for (line, reason) in why.iter().zip(reasons) {
            assert!(line.ends_with(reason), "{line}");
        }
        let saved = home.assessment();
        assert!(saved.contains("date: '2025-10-28'") && !saved.contains("1447-05-06"), "{saved}");
    }
}

#[test]
fn a_hijri_date_and_an_unusable_target_in_a_file_are_told() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let dates = [("strategy", ", date: 1447-05-06"), ("innovation", ", date: 1447-01-31")];
        let text = dated(&dates).replace("profile:", "targets: {cloud: 9, elsewhere: 3}\nprofile:");
        let text = text.replace("strategy-q1", "# one line more\n  strategy-q1");
        let file = home.path("config/assessments/dates.yaml");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &text).unwrap();
        let other = home.path("other.yaml");
        std::fs::write(&other, &text).unwrap();
        let home = home
            .types(&["list"])
            .types(&["list", "--format", "json"])
            .types(&["show", "Dates", "--format", "csv"])
            .types(&["import", &other.display().to_string(), "--name", "Other"]);
        // Once it is saved, the file has the Gregorian day.
        let home = home.types(&["answer", "Dates", "strategy-q1", "2"]).types(&[
            "answer",
            "Dates",
            "strategy-q1",
            "3",
        ]);
        let transcript = home.transcript().replace(&other.display().to_string(), "other.yaml");
        assert_transcript!(format!("hijri-{language}"), transcript);
    }
}

#[test]
fn assessments_are_compared() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = two_assessments(home)
            .types(&["compare", "Last year", "هذا العام"])
            .types(&["compare", "هذا العام"])
            .types(&["compare", "هذا العام", "هذا العام"])
            .types(&["compare", "هذا العام", "--swap"])
            .types(&["compare", "Last year", "هذا العام", "--format", "markdown"]);
        let home = home.prepared(&["new", "Own", "--pack", "tests/data/valid/three-languages"]).types(&[
            "compare",
            "Last year",
            "Own",
        ]);
        assert_transcript!(format!("compare-{language}"), home.transcript());
    }
}

#[test]
fn the_roadmap_shows_the_first_steps() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = two_assessments(home).types(&["roadmap", "هذا العام"]).types(&[
            "roadmap",
            "هذا العام",
            "--scope",
            "all",
            "--format",
            "csv",
        ]);
        assert_transcript!(format!("roadmap-{language}"), home.transcript());
    }
}

#[test]
fn each_kind_of_link_is_found_by_the_option_of_its_name() {
    let (home, pack) = (Home::english(), embedded::default_pack());
    for kind in LinkKind::ALL {
        let option = format!("--{kind:?}").to_lowercase();
        for link in pack.manifest.references(kind) {
            let linked = pack.questions().filter(|(_, question)| question.links(kind).contains(&link.id));
            let linked: Vec<_> = linked.map(|(_, question)| question.id.to_string()).collect();
            let shown = home.done(&["questions", &option, link.id.as_str(), "--format", "csv"]);
            let shown: Vec<_> = shown.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
            assert_eq!(shown, linked, "{option} {}", link.id);
        }
    }
}

#[test]
fn questions_are_found_by_their_links() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = home
            .types(&["questions", "--enabler", "gsb"])
            .types(&["questions", "--clause", "cloud-1", "--text", "استضافه"])
            .types(&["questions", "--text", "no such words"])
            .types(&["questions", "--enabler", "gsn", "--format", "json"])
            .types(&["questions", "services-q5"])
            .types(&["questions", "services-q5", "--format", "markdown"]);
        assert_transcript!(format!("questions-{language}"), home.transcript());
    }
}

#[test]
fn what_programs_read_is_the_same_in_every_language() {
    let home = Home::english();
    for (name, answer) in [("One", "3"), ("Two", "unknown")] {
        home.done(&["new", name]);
        home.done(&["answer", name, "strategy-q1", answer]);
    }
    let commands: [&[&str]; 8] = [
        &["list"],
        &["show", "One"],
        &["show", "One", "--why", "strategy", "--words", "ar"],
        &["compare", "One", "Two"],
        &["compare", "One"],
        &["roadmap", "One"],
        &["questions", "strategy-q1"],
        &["restore", "One"],
    ];
    for command in commands {
        for format in ["json", "yaml", "csv"] {
            let in_language = |code| home.done(&[&["--lang", code], command, &["--format", format]].concat());
            let english = in_language("en");
            assert_eq!(english, in_language("ar"), "{command:?} {format}");
            let marked = [command, &["--format", format, "--bom"]].concat();
            if format == "json" {
                let refused = home.run(&marked);
                assert_eq!(refused.status.code(), Some(2), "{command:?}");
                assert!(String::from_utf8_lossy(&refused.stderr).contains("byte order mark"));
                continue;
            }
            let marked = home.done(&marked);
            assert_eq!(marked.strip_prefix('\u{feff}'), Some(english.as_str()), "{command:?} {format}");
        }
    }
}
