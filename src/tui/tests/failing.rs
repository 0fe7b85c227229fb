//! Failing disks and editors: the user is warned, and nothing is lost or overwritten.

use std::{fs, io, sync::Arc};

use crate::i18n::Language::{self, English};
use crate::model::{Answer, Assessment, Level, Pack};
use crate::store::{Attempt, Disk, OpenFile, StoreError};
use crate::tui::job_fault::JobFault;
use crate::tui::news::{News, OpenedContents, RenameOutcome, RenamedOpen};
use crate::tui::runtime::Ending;
use crate::tui::session::Access;
use crate::tui::test_app::{TestApp, TestSurface};
use crate::tui::tests::failing_terminals::Repeated;

/// What was read from a file, with the levels of the scale.
fn found(mut read: Assessment) -> Assessment {
    read.find_levels(crate::data::embedded::default_pack().scale());
    read
}

#[test]
fn quitting_with_unsaved_answers_warns_before_leaving() {
    let mut test_app = TestApp::asked();
    fs::remove_file(test_app.file()).unwrap();
    test_app.press("3<esc>").press("q");
    assert!(!test_app.ended(), "{}", test_app.screen());
    test_app.press("q");
    assert!(test_app.ended());
}

#[test]
fn quitting_tries_once_more_to_save() {
    let mut test_app = TestApp::asked();
    let (file, away) = (test_app.file(), test_app.paths().assessments().join("away"));
    fs::rename(&file, &away).unwrap();
    test_app.press("3<esc>");
    fs::rename(&away, &file).unwrap();
    test_app.press("q");
    assert!(test_app.ended());
    let answer = test_app.saved().answers["strategy-q1"].answer.clone();
    assert_eq!(answer, Some(Answer::Level(Level(3))));
}

#[test]
fn leaving_an_unsaved_assessment_warns_first() {
    let mut test_app = TestApp::asked();
    fs::remove_file(test_app.file()).unwrap();
    test_app.press("3<esc>").press("<esc><esc>");
    let screen = test_app.screen();
    assert!(screen.contains("The last changes are not saved"), "{screen}");
    test_app.press("<esc>");
    assert_eq!(test_app.session().sheet().scorecard().whole.answered, 1);
    test_app.press("<esc>");
    assert!(test_app.screen().contains("Welcome to Mizan"), "{}", test_app.screen());
}

#[test]
fn an_unreadable_file_is_reported_and_unchanged() {
    let mut test_app = TestApp::asked();
    let broken = test_app.paths().assessments().join("broken.yaml");
    fs::write(&broken, "schema: 1\nname: [\n").unwrap();
    test_app.press("<esc><esc>");
    let screen = test_app.screen();
    assert!(screen.contains("broken.yaml"), "{screen}");
    assert!(screen.contains("unreadable"), "{screen}");
    test_app.go_to("broken.yaml").press("<enter>");
    assert!(test_app.screen().contains("broken.yaml:3"), "{}", test_app.screen());
    assert_eq!(fs::read_to_string(&broken).unwrap(), "schema: 1\nname: [\n");
}

#[test]
fn a_cut_off_file_is_restored_from_its_rest_or_from_a_backup() {
    for (place, answers) in [("The file itself", 2), ("Backup", 0)] {
        let mut test_app = TestApp::asked();
        let file = test_app.file();
        test_app.press("3").press("3").press("<esc><esc>");
        let whole = fs::read_to_string(&file).unwrap();
        let part = whole.split_once("  cloud-q3:").unwrap().0;
        fs::write(&file, part).unwrap();
        test_app.press("s<esc>").press("<home>");
        let mut test_app = test_app.again();
        test_app.press("<enter>");
        let screen = test_app.screen();
        assert!(screen.contains("cut off") && screen.contains("Backup"), "{screen}");
        test_app.press("<esc><enter>").go_to(place).press("<enter>");
        assert!(test_app.screen().contains("was restored"), "{}", test_app.screen());
        assert_eq!(test_app.saved().answers.values().filter(|entry| entry.answer.is_some()).count(), answers);
        assert_eq!(test_app.saved().answers.len(), 55);
        let texts = fs::read_dir(test_app.paths().backups().join(file.file_stem().unwrap())).unwrap();
        let mut texts = texts.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
        assert!(texts.any(|text| text == part), "what the file held is a backup");
    }
}

#[test]
fn an_existing_name_is_refused_in_the_form() {
    let mut test_app = TestApp::asked();
    test_app.press("<esc><esc>n<end><ctrl-w><backspace><enter>");
    let screen = test_app.screen();
    assert!(screen.contains("That did not work"), "{screen}");
    test_app.press("<esc>");
    assert!(test_app.screen().contains("Create and begin"), "{}", test_app.screen());
}

#[test]
fn an_import_of_a_missing_file_is_refused() {
    let mut test_app = TestApp::new(English);
    test_app.press("i").type_text("/no/such/file.yaml").press("<enter>");
    let screen = test_app.screen();
    assert!(screen.contains("That did not work"), "{screen}");
    assert!(screen.contains("/no/such/file.yaml"), "{screen}");
}

#[test]
fn an_import_whose_name_is_taken_asks_for_another_one() {
    let mut test_app = TestApp::asked();
    let copy = test_app.paths().config.join("copy.yaml");
    fs::copy(test_app.file(), &copy).unwrap();
    test_app.press("<esc><esc>i").type_text(&copy.display().to_string()).press("<enter>");
    let screen = test_app.screen();
    assert!(screen.contains("The name is taken: another name"), "{screen}");
    assert_eq!(test_app.files().len(), 1);
    test_app.type_text(" two").press("<enter>");
    assert_eq!(test_app.files().len(), 2, "{}", test_app.screen());
    assert!(test_app.session().sheet().assessment().identity.name.ends_with(" two"));
}

#[test]
fn the_screen_never_waits_for_the_disk_and_shows_the_state_of_saving() {
    let home = TestApp::asked();
    let file = home.file();
    let before = fs::read_to_string(&file).unwrap();
    let (disk, hanging) = Disk::hanging(Attempt::Write);
    let mut test_app = home.again().on(disk);
    test_app.press("<enter><enter>").press_at_once("3");
    assert!(test_app.screen().contains("… saving"), "{}", test_app.screen());
    test_app.press_at_once("2<left>n").press_at_once("x<enter>");
    assert!(test_app.screen().contains("… saving"), "{}", test_app.screen());
    assert_eq!(test_app.session().sheet().scorecard().whole.answered, 2);
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    hanging.end();
    test_app.settle();
    assert!(test_app.screen().contains("✓ saved"), "{}", test_app.screen());
    let saved = test_app.saved();
    assert_eq!(saved.answers["strategy-q2"].answer, Some(Answer::Level(Level(2))));
    assert_eq!(saved.answers["strategy-q2"].note.as_deref(), Some("x"));
}

#[test]
fn leaving_waits_for_the_last_save() {
    let (disk, hanging) = Disk::hanging(Attempt::Write);
    let mut test_app = TestApp::asked().again().on(disk);
    test_app.press("<enter><enter>").press_at_once("3");
    std::thread::scope(|scope| {
        let disk = scope.spawn(move || hanging.end());
        test_app.press_at_once("<ctrl-c>");
        disk.join().unwrap();
    });
    assert!(test_app.ended());
    assert_eq!(test_app.saved().answers["strategy-q1"].answer, Some(Answer::Level(Level(3))));
}

#[test]
fn a_failed_save_reads_well_in_both_languages() {
    for language in Language::ALL {
        for (width, height) in [(80, 24), (120, 40), (60, 20)] {
            let mut test_app = TestApp::new(language).sized(width, height);
            test_app.press("n<enter>");
            test_app = test_app
                .again()
                .on(Disk::without(Attempt::Write, io::ErrorKind::StorageFull))
                .sized(width, height);
            test_app.press("<enter><enter>3");
            let home = test_app.paths().config.to_str().unwrap().to_owned();
            let screen = test_app.screen().replace(&home, &"~".repeat(home.len()));
            insta::assert_snapshot!(format!("unsaved-{}-{width}", language.code()), screen);
        }
    }
}

#[test]
fn a_failed_save_can_be_tried_again_at_once() {
    let mut test_app = TestApp::asked().again().on(Disk::without(Attempt::Write, io::ErrorKind::StorageFull));
    test_app.press("<enter><enter>3");
    let screen = test_app.screen();
    assert!(screen.contains("The disk is full") && screen.contains("NOT SAVED"), "{screen}");
    test_app.press("<esc>2");
    assert_eq!(test_app.app.views.overlays(), 0, "once is enough while one works: {}", test_app.screen());
    test_app.press("<f3>");
    assert!(test_app.screen().contains("The disk is full"), "{}", test_app.screen());
    test_app.press("r");
    assert!(test_app.screen().contains("The disk is full"), "{}", test_app.screen());
    assert_eq!(test_app.session().sheet().scorecard().whole.answered, 2);
}

#[test]
fn a_removed_file_is_created_again_on_the_next_attempt() {
    let mut test_app = TestApp::asked();
    fs::remove_dir_all(test_app.paths().assessments()).unwrap();
    test_app.press("3");
    assert!(test_app.screen().contains("creates it again"), "{}", test_app.screen());
    test_app.press("r");
    assert!(test_app.screen().contains("✓ saved"), "{}", test_app.screen());
    assert_eq!(test_app.saved().answers["strategy-q1"].answer, Some(Answer::Level(Level(3))));
}

#[test]
fn a_copy_is_saved_under_the_typed_path() {
    let mut test_app = TestApp::asked();
    let copy = test_app.paths().config.join("copy.yaml");
    fs::remove_file(test_app.file()).unwrap();
    test_app.press("3").press("e<ctrl-u>").type_text(copy.to_str().unwrap()).press("<enter>");
    let copied = found(OpenFile::open(&copy).unwrap().1);
    assert_eq!(copied.answers["strategy-q1"].answer, Some(Answer::Level(Level(3))));
    assert!(test_app.screen().contains("NOT SAVED"), "the file itself is not there: {}", test_app.screen());
    // An existing file is not overwritten. In a folder the copy gets the name of the original file.
    let before = fs::read(&copy).unwrap();
    test_app.press("e<ctrl-u>").type_text(copy.to_str().unwrap()).press("<enter>");
    assert!(test_app.screen().contains("That did not work"), "{}", test_app.screen());
    assert_eq!(fs::read(&copy).unwrap(), before);
    let folder = test_app.paths().config.clone();
    test_app.press("<esc>e<ctrl-u>").type_text(folder.to_str().unwrap()).press("<enter>");
    assert!(folder.join(test_app.file().file_name().unwrap()).is_file());
}

#[test]
fn after_a_panic_of_the_save_thread_everything_is_in_the_backups() {
    let mut test_app = TestApp::asked().again().on(Disk::panicking());
    test_app.press("<enter><enter>").press_at_once("3");
    assert_eq!(
        test_app.run_on(&mut TestSurface::sending_to(|_| Ok(())), &mut Repeated(Vec::new())).unwrap(),
        Ending::Failed
    );
    let backups = test_app.backups();
    assert!(backups.iter().any(|file| file.answers["strategy-q1"].answer == Some(Answer::Level(Level(3)))));
}

#[test]
fn after_further_changes_leaving_warns_again() {
    let mut test_app = TestApp::asked();
    fs::remove_file(test_app.file()).unwrap();
    test_app.press("3<esc>").press("q");
    assert!(!test_app.ended());
    test_app.press("<esc>2").press("q");
    assert!(!test_app.ended(), "{}", test_app.screen());
    assert!(test_app.screen().contains("The last changes are not saved"), "{}", test_app.screen());
    test_app.press("q");
    assert!(test_app.ended());
}

#[test]
fn answers_that_cannot_be_backed_up_are_in_a_file_that_is_named() {
    let mut test_app = TestApp::asked().again().on(Disk::without(Attempt::Write, io::ErrorKind::StorageFull));
    test_app.press("<enter><enter>3<esc><esc>").press("<esc>");
    let shown = test_app.screen();
    assert!(shown.contains("The last changes are not saved"), "{shown}");
    test_app.press("<esc>").press("<esc>");
    let shown = test_app.screen();
    assert!(shown.contains("were not saved in the file"), "{shown}");
    let file = shown.lines().find_map(|line| line.split("They are in ").nth(1)).unwrap();
    let file = file.split(".yaml").next().unwrap().to_owned() + ".yaml";
    let saved = found(OpenFile::open(std::path::Path::new(&file)).unwrap().1);
    assert_eq!(saved.answers["strategy-q1"].answer, Some(Answer::Level(Level(3))));
    fs::remove_file(file).unwrap();
}

#[test]
fn a_second_failure_is_reported_like_the_first() {
    let mut test_app = TestApp::asked();
    let file = test_app.file();
    let away = file.with_extension("away");
    for _ in 0..2 {
        fs::rename(&file, &away).unwrap();
        test_app.press("3<esc>").press("q");
        assert!(!test_app.ended(), "{}", test_app.screen());
        fs::rename(&away, &file).unwrap();
        test_app.press("<esc>4");
        assert!(test_app.screen().contains("✓ saved"), "{}", test_app.screen());
    }
}

#[test]
fn home_never_waits_for_the_disk() {
    for (step, keys) in [
        (Attempt::Write, "nNew<enter>"),
        (Attempt::Write, "rOther<enter>"),
        (Attempt::Move, "d<enter>"),
        (Attempt::Lock, "<enter>"),
    ] {
        let (disk, hanging) = Disk::hanging(step);
        let mut test_app = TestApp::asked().again().on(disk);
        let name = test_app.app.workspace.assessments()[0].name.clone();
        test_app.press_at_once(keys);
        assert!(test_app.screen().contains("… working"), "{keys}: {}", test_app.screen());
        test_app.press_at_once("?");
        assert!(test_app.screen().contains("Keys"), "{keys}: {}", test_app.screen());
        test_app.press_at_once("<esc>");
        hanging.end();
        test_app.settle();
        assert!(!test_app.screen().contains("… working"), "{keys}: {}", test_app.screen());
        let names: Vec<_> =
            test_app.app.workspace.assessments().iter().map(|shelved| shelved.name.clone()).collect();
        let expected = match keys.chars().next() {
            Some('n') => vec!["New".to_owned(), name],
            Some('r') => vec![format!("{name}Other")],
            Some('d') => Vec::new(),
            _ => vec![name],
        };
        assert_eq!(names.len(), expected.len(), "{keys}: {names:?}");
        assert!(expected.iter().all(|name| names.contains(name)), "{keys}: {names:?} {expected:?}");
        assert_eq!(test_app.app.session().is_some(), keys.starts_with(['n', '<']), "{keys}");
    }
}

#[test]
fn an_assessment_can_be_changed_again_after_its_rename() {
    let (disk, hanging) = Disk::hanging(Attempt::Write);
    let mut test_app = TestApp::asked().again().on(disk);
    test_app.press_at_once("<enter>").settle();
    test_app.press_at_once("dRenamed<backtab><enter><enter>3");
    assert_eq!(test_app.session().sheet().scorecard().whole.answered, 0);
    assert!(test_app.screen().contains("… working"), "{}", test_app.screen());
    hanging.end();
    test_app.settle().press("3");
    let saved = test_app.saved();
    assert!(saved.identity.name.ends_with("Renamed"), "{}", saved.identity.name);
    assert_eq!(saved.answers["strategy-q1"].answer, Some(Answer::Level(Level(3))));
}

#[test]
fn an_assessment_lost_in_a_rename_is_closed_with_every_window_over_it() {
    for window in ["/", ":", "?", "t"] {
        let mut test_app = TestApp::asked();
        test_app.press(window);
        let fault = StoreError::Unknown { name: "Renamed".to_owned(), nearest: None };
        let open = RenamedOpen::Lost(JobFault::Store(fault));
        let renamed = RenameOutcome { outcome: Err(None), news: Vec::new(), open };
        test_app.app.hear(News::Renamed(Box::new(renamed)));
        assert!(test_app.screen().contains("“Renamed”"), "{window}: {}", test_app.screen());
        test_app.press("<esc>");
        assert!(test_app.screen().contains("New assessment"), "{window}: {}", test_app.screen());
    }
}

#[test]
fn an_assessment_that_comes_back_with_another_questionnaire_shows_its_overview() {
    let mut test_app = TestApp::asked();
    test_app.press("3");
    let sheet = test_app.session().sheet();
    let (mut assessment, mut pack) = (sheet.assessment().clone(), Pack::clone(sheet.pack()));
    assessment.identity.period = Some("2026".to_owned());
    pack.areas.remove(0);
    let path = test_app.file();
    let opened = OpenedContents {
        path,
        assessment,
        pack: Arc::new(pack),
        access: Access::Writing,
        hijri_dates: Vec::new(),
    };
    let open = RenamedOpen::Reopened(Box::new(opened));
    let renamed = RenameOutcome { outcome: Err(None), news: Vec::new(), open };
    test_app.app.hear(News::Renamed(Box::new(renamed)));
    assert!(test_app.screen().contains("What holds it"), "{}", test_app.screen());
}

/// An assessment opens only after these keys.
fn opened_late(keys: &str) -> TestApp {
    let (disk, hanging) = Disk::hanging(Attempt::Lock);
    let mut test_app = TestApp::asked().again().on(disk);
    test_app.press_at_once("<enter>").press_at_once(keys);
    hanging.end();
    test_app.settle();
    test_app
}

#[test]
fn an_assessment_that_opens_late_does_not_interrupt_the_user() {
    // A new name; a form on a row that is no text; the question whether to discard it; the choice for a comparison.
    for (keys, words) in [("rx", "2026x"), ("nx<down>", ": x"), ("nx<esc>", "Discard"), ("v", "Choose")] {
        let test_app = opened_late(keys);
        assert!(test_app.app.session().is_none(), "{keys}: {}", test_app.screen());
        assert!(test_app.screen().contains(words), "{keys}: {}", test_app.screen());
    }
}

#[test]
fn an_assessment_that_opens_behind_an_overlay_is_left_only_from_its_own_screen() {
    let mut test_app = opened_late("?");
    assert!(test_app.app.session().is_some() && test_app.screen().contains("Keys"), "{}", test_app.screen());
    test_app.press("<esc>");
    assert!(
        test_app.app.session().is_some() && test_app.screen().contains("What holds it"),
        "{}",
        test_app.screen()
    );
    test_app.press("<esc>");
    assert!(test_app.app.session().is_none(), "{}", test_app.screen());
}
