//! Snapshots of every screen and overlay, in both languages, at the two most common sizes.
//!
//! Arabic rows are in visual order with presentation forms, as a terminal gets them.

use std::path::Path;

use jiff::{civil::date, tz::TimeZone};

use crate::explain::{Explain, in_file};
use crate::i18n::Language::{self, Arabic, English};
use crate::model::Answer;
use crate::store::{Origin, Refusal, Restorable, Restorables};
use crate::tui::{overlays::BringBack, test_app::TestApp, view::Command};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// Compares a screen, reached from the start by `prepare`, with its snapshots.
#[track_caller]
fn picture(name: &str, prepare: impl Fn(&mut TestApp)) {
    for language in Language::ALL {
        for (width, height) in SIZES {
            let mut test_app = TestApp::new(language).sized(width, height);
            prepare(&mut test_app);
            test_app.forget_times();
            let code = language.code();
            insta::assert_snapshot!(format!("{name}-{code}-{width}x{height}"), test_app.screen());
        }
    }
}

/// An assessment with one complete area, one begun area, and notes next to the answers.
fn begin(test_app: &mut TestApp) {
    let date = &test_app.app.workspace.messages().screens.overlays.evidence_date;
    test_app.press("n<enter><esc>").press("<enter>33222").press("4u").press("x").type_text("not ours");
    test_app.press("<enter>").press("n").type_text("See the minutes of March").press("<enter>");
    test_app.press("e").type_text("Minutes 12/3").go_to(date).press("2026-03-12<enter><enter>m<esc>");
}

#[test]
fn first_run() {
    picture("first_run", |_| {});
}

#[test]
fn welcome() {
    picture("welcome", |test_app| test_app.app.welcome());
}

#[test]
fn picture_test() {
    picture("picture_test", |test_app| {
        let words = &test_app.app.workspace.messages().screens.settings;
        test_app.press("s").go_to(&words.picture_test).press("<enter>");
    });
}

#[test]
fn home() {
    picture("home", |test_app| {
        begin(test_app);
        test_app.press("<esc>");
    });
}

#[test]
fn new_assessment() {
    picture("new_assessment", |test_app| {
        test_app.press("n").type_text("وزارة التخطيط 2026");
    });
}

#[test]
fn overview() {
    picture("overview", begin);
}

#[test]
fn chart() {
    picture("chart", |test_app| {
        begin(test_app);
        test_app.press("l<down>");
    });
}

#[test]
fn interview() {
    picture("interview", |test_app| {
        begin(test_app);
        test_app.press("<enter>");
    });
}

#[test]
fn interview_scrolled_to_its_end() {
    picture("interview_end", |test_app| {
        begin(test_app);
        test_app.press("<enter><end>");
    });
}

#[test]
fn background_of_a_question() {
    picture("background", |test_app| {
        begin(test_app);
        test_app.press("<enter>w");
    });
}

#[test]
fn rating_rules() {
    picture("rules", |test_app| {
        begin(test_app);
        test_app.press("<enter>r");
    });
}

#[test]
fn note_being_written() {
    picture("note", |test_app| {
        begin(test_app);
        test_app.press("<enter>n").type_text("اعتمدت اللجنة المصفوفة (GSB) في 2026");
    });
}

#[test]
fn evidence() {
    picture("evidence", |test_app| {
        begin(test_app);
        let words = &test_app.app.workspace.messages().screens.overlays;
        test_app.press("<down><enter><left><right>o");
        test_app
            .press("e")
            .type_text("Register of platforms")
            .go_to(&words.evidence_date)
            .press("2026-01-31")
            .go_to(&words.evidence_kind)
            .press("<space><enter>e");
    });
}

#[test]
fn evidence_form() {
    picture("evidence_form", |test_app| {
        begin(test_app);
        test_app.press("<enter>e").type_text("سجل المنصات");
    });
}

#[test]
fn results() {
    picture("results", |test_app| {
        begin(test_app);
        test_app.press("r");
    });
}

#[test]
fn reasons() {
    picture("reasons", |test_app| {
        begin(test_app);
        test_app.press("r<enter><down>");
    });
}

#[test]
fn roadmap() {
    picture("roadmap", |test_app| {
        begin(test_app);
        test_app.press("p");
    });
}

#[test]
fn roadmap_of_all_steps() {
    picture("roadmap_all", |test_app| {
        begin(test_app);
        test_app.press("pa<pagedown>");
    });
}

#[test]
fn choosing_what_to_compare() {
    picture("choose", |test_app| {
        begin(test_app);
        test_app.press("v");
    });
}

#[test]
fn comparison_of_two() {
    picture("comparison", |test_app| {
        begin(test_app);
        let words = &test_app.app.workspace.messages().screens.compare;
        test_app.press("<esc>n<enter>44444<esc>v<down><enter>");
        test_app.go_to(&words.show).press("<enter>");
    });
}

#[test]
fn comparison_with_the_targets() {
    picture("comparison_targets", |test_app| {
        begin(test_app);
        let words = &test_app.app.workspace.messages().screens.compare;
        test_app.press("v").go_to(&words.show_targets).press("<enter>");
    });
}

#[test]
fn settings() {
    picture("settings", |test_app| {
        test_app.press("s");
    });
}

#[test]
fn help_while_answering() {
    picture("help", |test_app| {
        begin(test_app);
        test_app.press("<enter>?");
    });
}

#[test]
fn palette() {
    picture("palette", |test_app| {
        begin(test_app);
        test_app.press(":");
    });
}

#[test]
fn search() {
    picture("search", |test_app| {
        begin(test_app);
        test_app.press("/").type_text("سحاب");
    });
}

#[test]
fn asking_before_deleting() {
    picture("confirm", |test_app| {
        begin(test_app);
        test_app.press("<esc>d");
    });
}

#[test]
fn two_files_of_one_name_are_distinguishable_at_any_width() {
    for language in Language::ALL {
        for width in [60, 65, 66, 67, 80, 81, 100, 120] {
            let mut test_app = TestApp::new(language).sized(width, 24);
            begin(&mut test_app);
            let file = test_app.file();
            let copy = file.with_file_name("assessment-2026 (conflicted copy).yaml");
            std::fs::copy(&file, copy).unwrap();
            test_app.press("<esc><esc>");
            let screen = test_app.screen();
            let row = |end: &str| screen.lines().filter(|line| line.contains(end)).count();
            assert_eq!(row("copy).yaml"), 1, "{width} {screen}");
            assert_eq!(row(".yaml"), 2, "{width} {screen}");
            assert!(language == Arabic || row("Assessment 2026") == 2, "{width} {screen}");
        }
    }
}

/// A version of the open assessment with this number of answers, from a fixed time.
fn version(test_app: &TestApp, origin: Origin, answers: usize) -> Restorable {
    let mut assessment = test_app.saved();
    for (place, entry) in assessment.answers.values_mut().enumerate() {
        entry.answer = (place < answers).then_some(Answer::Unknown);
    }
    let when = TimeZone::system().to_timestamp(date(2026, 9, 20).at(8, 0, 0, 0)).unwrap();
    let path = test_app.file();
    Restorable { origin, path, when, size: 0, outcome: Ok(assessment), rescued: None }
}

#[test]
fn versions_of_an_unreadable_file() {
    picture("bring_back", |test_app| {
        begin(test_app);
        let (messages, path) = (test_app.app.workspace.messages(), Path::new("/home/you/water.yaml"));
        let refusal = Refusal::CutOff { found: 51, expected: 55, line: 74 };
        let problem = in_file(refusal.explain(messages), path, &messages.errors.store.unreadable);
        let all = vec![version(test_app, Origin::Part, 8), version(test_app, Origin::Backup, 12)];
        let (name, path) = ("Water".to_owned(), path.to_owned());
        let found = Restorables {
            written_name: name.clone(),
            name,
            path,
            all,
            left_out: Vec::new(),
            unsearched: Vec::new(),
        };
        test_app.press("<esc>");
        let overlay = BringBack::new(problem.paragraphs(), found);
        test_app.app.run(vec![Command::show(overlay)]);
    });
}

#[test]
fn a_small_screen_works() {
    for language in [English, Arabic] {
        let mut test_app = TestApp::new(language).sized(60, 20);
        begin(&mut test_app);
        insta::assert_snapshot!(format!("overview-{}-60x20", language.code()), test_app.screen());
        test_app.press("<enter>");
        insta::assert_snapshot!(format!("interview-{}-60x20", language.code()), test_app.screen());
    }
}

#[test]
fn a_screen_that_is_too_small_shows_a_message_and_loses_nothing() {
    for language in [English, Arabic] {
        let mut test_app = TestApp::new(language);
        begin(&mut test_app);
        let before = test_app.screen();
        test_app.resize(40, 10);
        insta::assert_snapshot!(format!("too_small-{}", language.code()), test_app.screen());
        test_app.resize(80, 24);
        assert_eq!(test_app.screen(), before);
    }
}

#[test]
fn results_roadmap_and_comparison_replace_one_another() {
    for keys in ["rp", "pr", "rv", "prprv", "rpv"] {
        let mut test_app = TestApp::asked();
        test_app.press("3<esc>").press(keys);
        let deeper = test_app.screen();
        assert!(!deeper.contains("What holds it"), "{keys}: {deeper}");
        test_app.press("<esc>");
        assert!(test_app.screen().contains("What holds it"), "{keys}: {}", test_app.screen());
    }
}
