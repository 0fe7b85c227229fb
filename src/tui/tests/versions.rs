//! A questionnaire that changes after it was answered: what the screens tell, the way through what changed, and taking
//! over.

use std::fs;

use crate::bidi::{Base, visual, without_islands};
use crate::i18n::Language;
use crate::model::{Answer, Level};
use crate::report::versions;
use crate::tui::action::Action;
use crate::tui::screens::Destination;
use crate::tui::session::Access;
use crate::tui::test_app::TestApp;

/// Puts this version of the questionnaire in the place of the one before.
fn install(test_app: &TestApp, version: &str) {
    test_app.install(&format!("versions/{version}"), "demo");
}

/// The list with an assessment that answers version 1.0.0 completely, while this version is installed.
fn answered(language: Language, version: &str) -> TestApp {
    let test_app = TestApp::new(language);
    install(&test_app, version);
    let file = test_app.paths().assessments().join("old.yaml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, include_str!("../../../tests/data/versions/old.yaml")).unwrap();
    test_app.again()
}

#[test]
fn list_overview_results_and_roadmap_tell_both_versions_and_what_to_look_at() {
    let counts = [
        (Language::English, "v2", ["1 to look at again", "1 no longer asked"].as_slice()),
        (Language::English, "v3", &["3 outside the scale"]),
        (Language::Arabic, "v2", &["سؤال واحد لإعادة النظر", "سؤال واحد لم يعد مطروحا"]),
        (Language::Arabic, "v3", &["3 خارج السلم"]),
    ];
    for (language, version, counts) in counts {
        let base = if language == Language::Arabic { Base::Rtl } else { Base::Ltr };
        for way in ["", "<enter>", "<enter>r", "<enter>p"] {
            let mut test_app = answered(language, version).sized(210, 40);
            test_app.press(way);
            let (screen, presentation) = (test_app.screen(), test_app.app.workspace.presentation());
            // A row of the list names the questions where there is room.
            let named = if version == "v2" && !way.is_empty() { &["Gamma", "one-q2"][..] } else { &[] };
            for word in counts.iter().chain(named).copied().chain(["1.0.0"]) {
                let word = visual(word, base, presentation);
                assert!(screen.contains(&word), "{version} {way}: {word}\n{screen}");
            }
        }
        let mut same = answered(language, "v1");
        for way in ["", "<enter>", "r", "<esc>p"] {
            same.press(way);
            assert!(!same.screen().contains("1.0.0"), "{}", same.screen());
        }
    }
}

#[test]
fn a_long_name_leaves_room_for_the_versions_in_the_list() {
    let mut test_app = answered(Language::English, "v2");
    for (name, shown, versions) in [
        ("Old", "▸ Old", "! Answers 1.0.0"),
        ("A name that is longer than there is room for", "▸ A name that is", "! Answers 1.0.0"),
    ] {
        let file = test_app.paths().assessments().join("old.yaml");
        let text = fs::read_to_string(&file).unwrap();
        let text: Vec<_> = text
            .lines()
            .map(|line| if line.starts_with("name:") { format!("name: {name}") } else { line.to_owned() })
            .collect();
        fs::write(&file, text.join("\n")).unwrap();
        test_app = test_app.again();
        let screen = test_app.screen();
        assert!(screen.contains(shown) && screen.contains(versions), "{screen}");
    }
}

#[test]
fn the_changes_are_listed_by_kind() {
    for (language, version) in
        Language::ALL.into_iter().flat_map(|language| ["v1", "v2", "v3"].map(|version| (language, version)))
    {
        let mut test_app = answered(language, version);
        test_app.press("<enter>c");
        for (width, height) in [(80, 24), (120, 40)] {
            test_app = test_app.sized(width, height);
            let name = format!("versions-{version}-{}-{width}x{height}", language.code());
            insta::assert_snapshot!(name, test_app.screen());
        }
    }
}

#[test]
fn the_agenda_leads_to_open_questions_first_and_then_to_those_that_changed_their_meaning() {
    for language in Language::ALL {
        let mut test_app = answered(language, "v2");
        let messages = test_app.app.workspace.messages();
        // Delta is new, so it comes first.
        test_app.press("<enter>o3");
        let left = messages.reports.progress.left_to_look_again.of(1);
        assert_eq!(
            test_app.app.workspace.status.clone().unwrap(),
            format!("{} {left}", messages.reports.progress.complete)
        );
        test_app.press("<esc>");
        let row = messages.screens.overview.look_again.fill(&[("topic", &"Gamma")]);
        test_app.go_to(&row).press("<enter>");
        assert!(test_app.copied().contains(&messages.screens.interview.look_again), "{}", test_app.screen());
        // The same level again is an answer to the question as it is now.
        test_app.press("4");
        assert_eq!(test_app.app.workspace.status.as_ref(), Some(&messages.reports.progress.complete));
        let gamma = test_app.saved().answers["one-q3"].clone();
        assert_eq!((gamma.answer, gamma.revision), (Some(Answer::Level(Level(4))), Some(2)));
        for (key, revision) in [("z", None), ("g", Some(2))] {
            test_app.press(key);
            assert_eq!(test_app.saved().answers["one-q3"].revision, revision, "{key}");
        }
        test_app.press("o");
        assert_eq!(test_app.app.workspace.status.as_ref(), Some(&messages.reports.progress.complete));
    }
}

#[test]
fn answers_outside_the_scale_are_led_to_from_the_list_of_changes() {
    let mut test_app = answered(Language::English, "v3");
    test_app.press("<enter>c<enter>");
    assert!(test_app.screen().contains("The answer 4 is outside the scale"), "{}", test_app.screen());
    test_app.press("3<esc>");
    assert!(test_app.screen().contains("2 outside the scale"), "{}", test_app.screen());
    assert!(!test_app.screen().contains("Alpha"), "{}", test_app.screen());
}

#[test]
fn after_taking_over_from_the_last_row_a_row_is_selected() {
    let mut test_app = answered(Language::English, "v2");
    test_app.press("<enter>c<end><enter><enter>");
    let screen = test_app.screen();
    assert!(screen.contains("▸ • one-q2") && !screen.contains("Take over to"), "{screen}");
    test_app.press("<up><enter>");
    assert!(test_app.screen().contains("Gamma · Question"), "{}", test_app.screen());
}

#[test]
fn taking_over_is_confirmed_freezes_a_milestone_and_one_undo_takes_it_back() {
    for (language, milestone) in [(Language::English, "Version 1.0.0"), (Language::Arabic, "Version 1.0.0")] {
        let mut test_app = answered(language, "v2");
        test_app.press("<enter>c");
        let before = test_app.session().sheet().assessment().clone();
        let title = test_app.app.workspace.messages().screens.versions.confirm_title.clone();
        test_app.press("t<esc>");
        assert_eq!(test_app.session().sheet().assessment(), &before, "no is no");
        test_app.press("t");
        assert_eq!(test_app.app.views.overlays(), 1);
        assert!(test_app.copied().contains(&title), "{}", test_app.screen());
        test_app.press("<enter>");
        let after = test_app.session().sheet().assessment().clone();
        let edition = test_app.app.workspace.edition(test_app.session().sheet().pack());
        assert_eq!(test_app.app.workspace.status, Some(versions::taken_over(&edition, &after, "1.0.0")));
        let saved = test_app.saved();
        assert_eq!((saved.identity.pack.version.as_str(), saved.milestones.len()), ("2.0.0", 1));
        assert_eq!(saved.milestones[0].name, milestone);
        assert_eq!(saved.milestones[0].answers.len(), 3);
        test_app.press("z");
        assert_eq!(test_app.session().sheet().assessment(), &before);
        assert_eq!(test_app.saved().milestones, []);
        test_app.press("g");
        assert_eq!(test_app.session().sheet().assessment(), &after);
        // Nothing is left to take over.
        test_app.press("t");
        assert_eq!(test_app.app.views.overlays(), 0);
        let words = &test_app.app.workspace.messages().errors.take_over;
        let same = words.same.fill(&[("version", &"2.0.0")]);
        assert!(test_app.copied().contains(&*without_islands(&same)), "{}", test_app.screen());
        test_app.press("<esc>v");
        assert!(!test_app.screen().contains("1.0.0:"), "{}", test_app.screen());
    }
}

#[test]
fn an_older_installed_version_is_told_and_not_taken_over() {
    let mut test_app = answered(Language::English, "v2");
    test_app.press("<enter>ct<enter><esc><esc><esc>");
    install(&test_app, "v1");
    test_app.leave();
    let mut test_app = test_app.again();
    test_app.press("<enter>ct");
    assert_eq!(test_app.app.views.overlays(), 0);
    let screen = test_app.copied();
    assert!(screen.contains("The installed version 1.0.0 is older than 2.0.0"), "{screen}");
    assert_eq!(test_app.saved().identity.pack.version, "2.0.0");
}

/// What the file holds of Gamma, whose question has revision 2 in the second version.
fn gamma(test_app: &TestApp) -> (Option<Answer>, Option<u32>) {
    let entry = test_app.saved().answers["one-q3"].clone();
    (entry.answer, entry.revision)
}

/// What the file says that a question was called when it was answered.
fn topic(test_app: &TestApp, question: &str) -> Option<String> {
    test_app.saved().answers[question].topic.in_language("en")
}

/// The assessment of `answered`, saved by the first version, with the second one installed.
fn outgrown(language: Language) -> TestApp {
    let mut test_app = answered(language, "v1");
    test_app.press("<enter><enter>m");
    test_app.leave();
    install(&test_app, "v2");
    test_app.again()
}

#[test]
fn every_way_of_answering_on_the_screen_records_the_revision_of_the_question() {
    let not_applicable = Answer::NotApplicable { reason: "Nothing".to_owned() };
    for (keys, answer) in [
        ("3", Answer::Level(Level(3))),
        ("<home><down><down><enter>", Answer::Level(Level(3))),
        ("u", Answer::Unknown),
        ("xNothing<enter>", not_applicable),
    ] {
        let mut test_app = answered(Language::English, "v2");
        test_app.press("<enter>c<home><enter>").press(keys);
        assert_eq!(gamma(&test_app), (Some(answer), Some(2)), "{keys}");
        assert_eq!(topic(&test_app, "one-q3").as_deref(), Some("Gamma"), "{keys}");
        // The file had no topics. The first question is the same in both versions.
        assert_eq!(topic(&test_app, "one-q1").as_deref(), Some("Alpha"));
        test_app.press("z");
        assert_eq!((gamma(&test_app).1, topic(&test_app, "one-q3")), (None, None), "{keys}");
        test_app.press("g");
        assert_eq!(gamma(&test_app).1, Some(2), "{keys}");
        assert_eq!(topic(&test_app, "one-q3").as_deref(), Some("Gamma"), "{keys}");
    }
}

#[test]
fn an_answer_of_another_program_comes_with_the_revision_that_it_was_given_to() {
    let theirs = "  one-q3: # Gamma\n    answer: 2\n    revision: 2";
    // Taken over without a question, and by a decision of the user.
    for (keys, side, expected) in [
        ("<tab>m", "", (Some(Answer::Level(Level(2))), Some(2))),
        ("u", "t<enter>", (Some(Answer::Level(Level(2))), Some(2))),
        ("u", "m<enter>", (Some(Answer::Unknown), Some(2))),
    ] {
        let mut test_app = answered(Language::English, "v2");
        test_app.press("<enter>c<home><enter>");
        // A first change, after which the file has the format of the program.
        test_app.press("m");
        let text = fs::read_to_string(test_app.file()).unwrap();
        let ours = "  one-q3: # Gamma\n    answer: 4";
        assert!(text.contains(ours), "{text}");
        fs::write(test_app.file(), text.replacen(ours, theirs, 1)).unwrap();
        test_app.press(keys).press(side);
        assert_eq!(gamma(&test_app), expected, "{keys} {side} {}", test_app.screen());
    }
}

#[test]
fn only_keys_that_do_something_are_shown_on_the_screen_of_the_changes() {
    for (language, (width, height)) in
        Language::ALL.into_iter().flat_map(|language| [(language, (80, 24)), (language, (120, 40))])
    {
        let mut test_app = answered(language, "v2").sized(width, height);
        test_app.press("<enter>c");
        // Gamma is to be looked at again, then Beta is gone, then comes taking over.
        for (keys, removes) in [("<home>", false), ("<down>", true), ("<down>", false)] {
            test_app.press(keys);
            assert_eq!(test_app.hints_at("d", Action::RemoveGone), removes, "{keys}\n{}", test_app.screen());
            assert!(test_app.hints_at("t", Action::TakeOver), "{}", test_app.screen());
            assert!(test_app.hints_at("Enter", Action::Enter), "{}", test_app.screen());
        }
        // After the message that it is taken over.
        test_app.press("t<enter><home>");
        assert!(!test_app.hints_at("t", Action::TakeOver), "{}", test_app.screen());
        assert!(test_app.hints_at("Enter", Action::Enter), "{}", test_app.screen());
        let mut same = answered(language, "v1").sized(width, height);
        same.press("<enter>c");
        assert!(!same.hints_at("Enter", Action::Enter), "{}", same.screen());
        assert!(same.hints_at("v", Action::Open(Destination::Compare)), "{}", same.screen());
        let choose = Action::Enter.name(same.app.workspace.messages());
        same.press("?");
        assert!(!same.copied().contains(choose), "nor in the help\n{}", same.screen());
    }
}

#[test]
fn what_is_kept_of_a_question_that_is_gone_can_be_removed_and_a_milestone_keeps_it() {
    for language in Language::ALL {
        for keys in ["d", "<enter>", "<delete>"] {
            let mut test_app = answered(language, "v2");
            test_app.press("<enter>c<home><down>");
            let before = test_app.session().sheet().assessment().clone();
            test_app.press(keys).press("<esc>");
            assert_eq!(test_app.session().sheet().assessment(), &before, "no is no");
            test_app.press(keys);
            let title = &test_app.app.workspace.messages().screens.versions.confirm_removal_title;
            assert!(test_app.hints_at("Enter", Action::Agree), "{}", test_app.screen());
            let asked = test_app.copied();
            assert!(asked.contains(title) && asked.contains("one-q2"), "what is removed is shown\n{asked}");
            test_app.press("<enter>");
            let saved = test_app.saved();
            assert!(!saved.answers.contains_key("one-q2"), "{keys}");
            let [milestone] = &saved.milestones[..] else { panic!("{:?}", saved.milestones) };
            assert_eq!(milestone.answers["one-q2"].answer, before.answers["one-q2"].answer.clone());
            let status = test_app.app.workspace.status.clone().unwrap();
            assert!(status.contains("one-q2") && status.contains(&milestone.name), "{status}");
            test_app.press("z");
            assert_eq!(test_app.session().sheet().assessment(), &before);
            assert!(test_app.saved().answers.contains_key("one-q2"));
        }
    }
}

#[test]
fn the_removal_and_the_status_after_it_read_well_in_both_languages() {
    for language in Language::ALL {
        let mut test_app = answered(language, "v2");
        test_app.press("<enter>c<home><down>d");
        insta::assert_snapshot!(format!("removal-asked-{}", language.code()), test_app.screen());
        test_app.press("<enter>");
        insta::assert_snapshot!(format!("removal-done-{}", language.code()), test_app.screen());
    }
}

#[test]
fn nothing_is_said_to_be_taken_over_or_removed_without_write_access() {
    for keys in ["t", "<home><down>d"] {
        let mut test_app = answered(Language::English, "v2");
        test_app.press("<enter>c").press(keys);
        let (before, file) = (test_app.session().sheet().assessment().clone(), test_app.file());
        let text = fs::read_to_string(&file).unwrap();
        // Another program takes the file while the question is on the screen.
        test_app.app.views.session_mut().unwrap().access = Access::Busy;
        test_app.press("<enter>");
        assert_eq!((test_app.app.views.overlays(), test_app.app.workspace.status.as_deref()), (0, None));
        assert_eq!(test_app.session().sheet().assessment(), &before);
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
}

#[test]
fn an_import_keeps_revision_and_topic_and_records_the_topics_that_its_file_lacks() {
    for (version, file, revision) in [
        ("v1", include_str!("../../../tests/data/versions/old.yaml").to_owned(), None),
        (
            "v2",
            include_str!("../../../tests/data/versions/old.yaml")
                .replace("version: 1.0.0", "version: 2.0.0")
                .replace("  one-q3:\n", "  one-q3:\n    revision: 2\n"),
            Some(2),
        ),
    ] {
        let mut test_app = TestApp::new(Language::English);
        install(&test_app, version);
        let import = test_app.paths().config.join("import.yaml");
        fs::create_dir_all(import.parent().unwrap()).unwrap();
        fs::write(&import, file).unwrap();
        test_app = test_app.again();
        test_app.press("i").type_text(&import.display().to_string()).press("<enter>");
        assert_eq!(gamma(&test_app), (Some(Answer::Level(Level(4))), revision), "{}", test_app.screen());
        assert_eq!(topic(&test_app, "one-q3").as_deref(), Some("Gamma"), "{version}");
        assert_eq!(topic(&test_app, "one-q1").as_deref(), Some("Alpha"), "{version}");
    }
}

#[test]
fn a_restored_answer_has_the_revision_and_the_topic_that_it_was_given_to() {
    let mut test_app = outgrown(Language::English);
    test_app.press("<enter>c<home><enter>3");
    assert_eq!(gamma(&test_app).1, Some(2));
    test_app.press("<esc><esc><esc>");
    let file = test_app.paths().assessments().join("old.yaml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.strip_suffix("# end\n").unwrap()).unwrap();
    let mut test_app = test_app.again();
    test_app.press("<enter><esc><enter>").go_to("The file itself").press("<enter>");
    assert!(test_app.screen().contains("was restored"), "{}", test_app.screen());
    assert_eq!(gamma(&test_app).1, Some(2));
    for (question, expected) in [("one-q1", "Alpha"), ("one-q2", "Beta"), ("one-q3", "Gamma")] {
        assert_eq!(topic(&test_app, question).as_deref(), Some(expected), "{question}");
    }
}

#[test]
fn a_question_that_is_gone_is_named_by_its_topic_until_and_after_it_is_removed() {
    for language in Language::ALL {
        let mut test_app = outgrown(language).sized(100, 30);
        test_app.press("<enter>c<home><down>");
        let listed = test_app.copied();
        test_app.press("d");
        let asked = test_app.copied();
        test_app.press("<enter>");
        let removed = test_app.app.workspace.status.clone().unwrap();
        test_app.press("z");
        let undone = test_app.app.workspace.status.clone().unwrap();
        test_app.press("g");
        let redone = test_app.app.workspace.status.clone().unwrap();
        for said in [listed, asked, removed] {
            assert!(without_islands(&said).contains("Beta (one-q2)"), "{said}");
        }
        assert!(undone.contains("Beta") && redone.contains("Beta"), "{undone} {redone}");
    }
}

#[test]
fn an_answer_that_was_taken_from_another_program_brings_its_topic() {
    let mut test_app = outgrown(Language::English);
    test_app.press("<enter>c<home><enter>m");
    let text = fs::read_to_string(test_app.file()).unwrap();
    let theirs =
        text.replacen("answer: 4\n    topic: Gamma", "answer: 2\n    revision: 2\n    topic: Gamma two", 1);
    assert_ne!(text, theirs);
    fs::write(test_app.file(), theirs).unwrap();
    test_app.press("<tab>m");
    assert_eq!((gamma(&test_app).1, topic(&test_app, "one-q3").as_deref()), (Some(2), Some("Gamma two")));
}
