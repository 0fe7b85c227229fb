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

#[test]
fn assessments_are_compared() {
    for (language, home) in [("en", Home::english()), ("ar", Home::arabic())] {
        let home = two_assessments(home)
            .types(&["compare", "Last year", "هذا العام"])
            .types(&["compare", "هذا العام"])
            .types(&["compare", "هذا العام", "هذا العام"])
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
