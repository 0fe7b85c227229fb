//! What is open, in the full screen: unknown answers, answers outside the scale, assessments of which nothing applies,
//! and where a user goes on.

use crate::bidi::{Base, visual};
use crate::data::embedded::default_pack;
use crate::i18n::Language;
use crate::model::{Answer, Assessment, Entry, Identity, Level};
use crate::store::Store;
use crate::tui::test_app::TestApp;

/// The overview of a new assessment in which every question is answered so.
fn overview(language: Language, answer: &Answer) -> TestApp {
    let pack = default_pack();
    let mut assessment = Assessment::new(Identity::new("Open", &pack, "en"), &pack);
    for (_, question) in pack.questions() {
        let (answer, revision) = (Some(answer.clone()), Some(question.revision));
        assessment.replace(&question.id, Entry { answer, revision, ..Entry::default() });
    }
    opened(language, assessment)
}

fn opened(language: Language, assessment: Assessment) -> TestApp {
    let test_app = TestApp::new(language);
    drop(Store::open(test_app.paths()).create(assessment, &default_pack()).unwrap());
    let mut test_app = test_app.again();
    test_app.press("<enter>");
    test_app
}

fn copied(test_app: &mut TestApp) -> String {
    crate::bidi::without_islands(&test_app.copied()).into_owned()
}

#[test]
fn unknown_answers_are_no_answers_and_lead_to_the_first_one() {
    for language in Language::ALL {
        let mut test_app = overview(language, &Answer::Unknown);
        let messages = test_app.app.workspace.messages();
        let topic = default_pack().questions().next().unwrap().1.topic.get(language.code()).to_owned();
        test_app.press("<end>");
        let find_out = messages.reports.roadmap.find_out_question.fill(&[("topic", &topic)]);
        assert_eq!(copied(&mut test_app), crate::bidi::without_islands(&find_out), "{}", test_app.screen());
        test_app.press("o");
        assert!(copied(&mut test_app).contains("●"), "{}", test_app.screen());
        test_app.press("3");
        let left = messages.reports.progress.left_unknown.of(54);
        assert_eq!(test_app.app.workspace.status, Some(left));
        // The list of assessments has no column for it at 80 columns, and has it all the same.
        test_app.press("<esc><esc>");
        let base = if language == Language::Arabic { Base::Rtl } else { Base::Ltr };
        let unknown = messages.reports.progress.unknown.fill(&[("count", &54)]);
        let unknown = visual(&unknown, base, test_app.app.workspace.presentation());
        assert!(test_app.screen().contains(&unknown), "{unknown}\n{}", test_app.screen());
    }
}

#[test]
fn an_answer_outside_the_scale_is_named_and_led_to() {
    for language in Language::ALL {
        let pack = default_pack();
        let mut assessment = Assessment::new(Identity::new("Typo", &pack, "en"), &pack);
        for (place, (_, question)) in pack.questions().enumerate() {
            let answer = Some(Answer::Level(Level(if place == 1 { 33 } else { 3 })));
            let revision = Some(question.revision);
            assessment.replace(&question.id, Entry { answer, revision, ..Entry::default() });
        }
        let mut test_app = opened(language, assessment);
        test_app.press("o");
        let shown = copied(&mut test_app);
        assert!(shown.contains("33") && shown.contains('!'), "{shown}");
        test_app.press("3");
        let complete = test_app.app.workspace.messages().reports.progress.complete.clone();
        assert_eq!(test_app.app.workspace.status, Some(complete));
    }
}

#[test]
fn an_assessment_of_which_nothing_applies_is_not_complete() {
    for language in Language::ALL {
        let none = Answer::NotApplicable { reason: "None.".to_owned() };
        let mut test_app = overview(language, &none);
        let said = test_app.app.workspace.messages().reports.progress.nothing_applies.clone();
        assert!(!test_app.screen().contains('┃'), "no target, as in `show`\n{}", test_app.screen());
        if language == Language::English {
            // It is longer than a line, and nothing of it is cut.
            let (screen, last) = (test_app.screen(), "target and no step.");
            assert!(said.ends_with(last) && screen.contains(last), "{screen}");
        }
        test_app.press("<end>");
        assert_eq!(copied(&mut test_app), said);
        test_app.press("o");
        assert_eq!(test_app.app.workspace.status, Some(said));
    }
}

#[test]
fn an_assessment_of_which_nothing_applies_says_so_beside_what_is_to_be_looked_at_again() {
    for language in Language::ALL {
        let mut assessment = Assessment::new(Identity::new("None", &default_pack(), "en"), &default_pack());
        for (_, question) in default_pack().questions() {
            let answer = Some(Answer::NotApplicable { reason: "None.".to_owned() });
            // Of the first revision, which most questions no longer have.
            assessment.replace(&question.id, Entry { answer, ..Entry::default() });
        }
        let test_app = opened(language, assessment).sized(120, 40);
        let workspace = &test_app.app.workspace;
        let said = &workspace.messages().reports.progress.nothing_applies;
        let said = visual(said, workspace.direction().base(), workspace.presentation());
        assert!(test_app.screen().contains(&said), "{}", test_app.screen());
        assert_ne!(test_app.session().sheet().continues_at(), None);
    }
}

#[test]
fn a_user_goes_on_behind_the_last_answer_and_reaches_the_earlier_gap_after_the_end() {
    let mut assessment = Assessment::new(Identity::new("Resumed", &default_pack(), "en"), &default_pack());
    let answered = ["strategy-q1", "strategy-q2", "strategy-q3", "services-q1", "services-q2"];
    for question in answered {
        assessment
            .replace(&question.into(), Entry { answer: Some(Answer::Level(Level(2))), ..Entry::default() });
    }
    let mut test_app = opened(Language::English, assessment);
    assert!(test_app.copied().contains("Services"), "{}", test_app.screen());
    test_app.press("o");
    assert!(test_app.screen().contains("Digital trust"), "{}", test_app.screen());
    for _ in 0..20 {
        test_app.press("o");
        if test_app.screen().contains("Question 4 of 5") {
            return;
        }
    }
    panic!("the earlier gap is not reached: {}", test_app.screen());
}
