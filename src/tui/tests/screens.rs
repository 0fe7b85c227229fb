//! A picture of every screen and overlay, in both languages, at the two sizes people have most.
//!
//! Rows of Arabic are in visual order and in presentation forms: what a terminal is sent.

use crate::i18n::Language::{self, Arabic, English};
use crate::tui::stage::Stage;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// Compares a screen, reached from the start by `prepare`, with its picture.
#[track_caller]
fn picture(name: &str, prepare: impl Fn(&mut Stage)) {
    for language in Language::ALL {
        for (width, height) in SIZES {
            let mut stage = Stage::new(language).sized(width, height);
            prepare(&mut stage);
            stage.forget_times();
            let code = language.code();
            insta::assert_snapshot!(format!("{name}-{code}-{width}x{height}"), stage.screen());
        }
    }
}

/// An assessment with one area answered, one begun, and something said beside the answers.
fn begin(stage: &mut Stage) {
    stage.press("n<backtab><enter>").press("<enter>33222").press("4u").press("x").type_text("not ours");
    stage.press("<enter>").press("n").type_text("See the minutes of March").press("<enter>");
    stage.press("e<enter>").type_text("Minutes 12/3").press("<tab>2026-03-12<enter><enter><esc>m<esc>");
}

#[test]
fn first_run() {
    picture("first_run", |_| {});
}

#[test]
fn welcome() {
    picture("welcome", |stage| stage.app.welcome());
}

#[test]
fn picture_test() {
    picture("picture_test", |stage| {
        stage.app.welcome();
        stage.press("<enter>");
    });
}

#[test]
fn home() {
    picture("home", |stage| {
        begin(stage);
        stage.press("<esc>");
    });
}

#[test]
fn new_assessment() {
    picture("new_assessment", |stage| {
        stage.press("n<down>").type_text("وزارة التخطيط");
    });
}

#[test]
fn overview() {
    picture("overview", begin);
}

#[test]
fn interview() {
    picture("interview", |stage| {
        begin(stage);
        stage.press("<enter>");
    });
}

#[test]
fn interview_scrolled_to_its_end() {
    picture("interview_end", |stage| {
        begin(stage);
        stage.press("<enter><end>");
    });
}

#[test]
fn background_of_a_question() {
    picture("background", |stage| {
        begin(stage);
        stage.press("<enter>w");
    });
}

#[test]
fn rating_rules() {
    picture("rules", |stage| {
        begin(stage);
        stage.press("<enter>r");
    });
}

#[test]
fn note_being_written() {
    picture("note", |stage| {
        begin(stage);
        stage.press("<enter>n").type_text("اعتمدت اللجنة المصفوفة (GSB) في 2026");
    });
}

#[test]
fn evidence() {
    picture("evidence", |stage| {
        begin(stage);
        stage.press("<down><enter><left><right>o");
        stage
            .press("e<enter>")
            .type_text("Register of platforms")
            .press("<tab>2026-01-31<tab><space><enter>");
    });
}

#[test]
fn evidence_form() {
    picture("evidence_form", |stage| {
        begin(stage);
        stage.press("<enter>e<enter>").type_text("سجل المنصات");
    });
}

#[test]
fn results() {
    picture("results", |stage| {
        begin(stage);
        stage.press("r");
    });
}

#[test]
fn reasons() {
    picture("reasons", |stage| {
        begin(stage);
        stage.press("r<enter><down>");
    });
}

#[test]
fn roadmap() {
    picture("roadmap", |stage| {
        begin(stage);
        stage.press("p");
    });
}

#[test]
fn roadmap_of_all_steps() {
    picture("roadmap_all", |stage| {
        begin(stage);
        stage.press("pa<pagedown>");
    });
}

#[test]
fn choosing_what_to_compare() {
    picture("choose", |stage| {
        begin(stage);
        stage.press("v<enter>");
    });
}

#[test]
fn comparison_of_two() {
    picture("comparison", |stage| {
        begin(stage);
        stage.press("<esc>n<backtab><enter><enter>44444<esc>v<enter><down><enter><end><enter>");
    });
}

#[test]
fn comparison_with_the_targets() {
    picture("comparison_targets", |stage| {
        begin(stage);
        stage.press("v<end><enter>");
    });
}

#[test]
fn settings() {
    picture("settings", |stage| {
        stage.press("s");
    });
}

#[test]
fn help_while_answering() {
    picture("help", |stage| {
        begin(stage);
        stage.press("<enter>?");
    });
}

#[test]
fn palette() {
    picture("palette", |stage| {
        begin(stage);
        stage.press(":");
    });
}

#[test]
fn search() {
    picture("search", |stage| {
        begin(stage);
        stage.press("/").type_text("سحاب");
    });
}

#[test]
fn asking_before_deleting() {
    picture("confirm", |stage| {
        begin(stage);
        stage.press("<esc>d");
    });
}

#[test]
fn two_files_of_one_name_are_told_apart_at_any_width() {
    for language in Language::ALL {
        for width in [60, 65, 66, 67, 80, 81, 100, 120] {
            let mut stage = Stage::new(language).sized(width, 24);
            begin(&mut stage);
            let file = stage.file();
            let copy = file.with_file_name("assessment-2026 (conflicted copy).yaml");
            std::fs::copy(&file, copy).unwrap();
            stage.press("<esc><esc>");
            let screen = stage.screen();
            let row = |end: &str| screen.lines().filter(|line| line.contains(end)).count();
            assert_eq!(row("copy).yaml"), 1, "{width} {screen}");
            assert_eq!(row(".yaml"), 2, "{width} {screen}");
        }
    }
}

#[test]
fn what_a_file_that_cannot_be_read_can_be_brought_back_to() {
    use crate::explain::{Explain, in_file};
    use crate::store::{Refusal, Restorables};
    use crate::tui::{overlays::BringBack, view::Command};
    picture("bring_back", |stage| {
        let (messages, path) = (stage.app.workspace.messages(), std::path::Path::new("/home/you/water.yaml"));
        let refusal = Refusal::CutOff { found: 51, expected: 55, line: 74 };
        let problem = in_file(refusal.explain(messages), path, &messages.errors.store.unreadable);
        let words = &messages.reports.restorables;
        let choices = [(&words.own_file, 8), (&words.backup, 12)].map(|(place, count)| {
            (format!("{place} {}", crate::bidi::ltr("2026-09-20 08:00")), messages.common.answers.of(count))
        });
        let found = Restorables { name: "Water".into(), path: path.to_owned(), all: Vec::new() };
        let overlay = BringBack::new(problem.paragraphs(), found, choices.to_vec());
        begin(stage);
        stage.press("<esc>");
        stage.app.run(vec![Command::show(overlay)]);
    });
}

#[test]
fn a_small_screen_works() {
    for language in [English, Arabic] {
        let mut stage = Stage::new(language).sized(60, 20);
        begin(&mut stage);
        insta::assert_snapshot!(format!("overview-{}-60x20", language.code()), stage.screen());
        stage.press("<enter>");
        insta::assert_snapshot!(format!("interview-{}-60x20", language.code()), stage.screen());
    }
}

#[test]
fn a_screen_too_small_says_so_and_keeps_everything() {
    for language in [English, Arabic] {
        let mut stage = Stage::new(language);
        begin(&mut stage);
        let before = stage.screen();
        stage.resize(40, 10);
        insta::assert_snapshot!(format!("too_small-{}", language.code()), stage.screen());
        stage.resize(80, 24);
        assert_eq!(stage.screen(), before);
    }
}
