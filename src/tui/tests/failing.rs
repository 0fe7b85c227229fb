//! When the world does not play along: the person is told, and nothing is lost or overwritten.

use std::{fs, io};

use ratatui::buffer::Buffer;

use crate::tui::frame::Frame;

use crate::i18n::Language::English;
use crate::model::{Answer, Level};
use crate::tui::events::{Event, Events};
use crate::tui::runtime::Surface;
use crate::tui::stage::Stage;

fn asked() -> Stage {
    let mut stage = Stage::new(English);
    stage.press("n<backtab><enter><enter>");
    stage
}

#[test]
fn a_file_changed_elsewhere_is_not_overwritten() {
    let mut stage = asked();
    let file = stage.file();
    let theirs = format!("{}# theirs\n", fs::read_to_string(&file).unwrap());
    fs::write(&file, &theirs).unwrap();
    stage.press("3");
    assert!(stage.screen().contains("NOT SAVED"), "{}", stage.screen());
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs);
}

#[test]
fn quitting_without_having_saved_tells_first_and_then_leaves() {
    let mut stage = asked();
    fs::remove_file(stage.file()).unwrap();
    stage.press("3<esc>").press("q");
    assert!(!stage.ended(), "{}", stage.screen());
    stage.press("q");
    assert!(stage.ended());
}

#[test]
fn quitting_tries_once_more_to_save() {
    let mut stage = asked();
    let (file, away) = (stage.file(), stage.paths().assessments().join("away"));
    fs::rename(&file, &away).unwrap();
    stage.press("3<esc>");
    fs::rename(&away, &file).unwrap();
    stage.press("q");
    assert!(stage.ended());
    let answer = stage.saved().answers["strategy-q1"].answer.clone();
    assert_eq!(answer, Some(Answer::Level(Level(3))));
}

#[test]
fn leaving_an_assessment_that_cannot_be_saved_tells_first() {
    let mut stage = asked();
    fs::remove_file(stage.file()).unwrap();
    stage.press("3<esc>").press("<esc><esc>");
    let screen = stage.screen();
    assert!(screen.contains("That did not work"), "{screen}");
    stage.press("<esc>");
    assert_eq!(stage.app.workspace.open().scorecard().whole.answered, 1);
    stage.press("<esc>");
    assert!(stage.screen().contains("Welcome to Mizan"), "{}", stage.screen());
}

#[test]
fn a_new_name_does_not_hide_what_changed_elsewhere() {
    let mut stage = asked();
    let file = stage.file();
    let theirs = format!("{}# theirs\n", fs::read_to_string(&file).unwrap());
    fs::write(&file, &theirs).unwrap();
    stage.press("3<esc><esc>d<ctrl-w>").type_text("2027").press("<esc><esc>");
    assert_eq!(stage.file(), file);
    assert!(stage.screen().contains("NOT SAVED"), "{}", stage.screen());
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs);
}

#[test]
fn an_unreadable_file_is_named_and_left_untouched() {
    let mut stage = asked();
    let broken = stage.paths().assessments().join("broken.yaml");
    fs::write(&broken, "schema: 1\nname: [\n").unwrap();
    stage.press("<esc><esc>");
    let screen = stage.screen();
    assert!(screen.contains("broken.yaml"), "{screen}");
    assert!(screen.contains("unreadable"), "{screen}");
    stage.press("<home><enter>");
    assert!(stage.screen().contains("broken.yaml:3"), "{}", stage.screen());
    assert_eq!(fs::read_to_string(&broken).unwrap(), "schema: 1\nname: [\n");
}

#[test]
fn a_name_that_is_taken_is_refused_in_the_form() {
    let mut stage = asked();
    stage.press("<esc><esc>n<ctrl-w><backspace><backtab><enter>");
    let screen = stage.screen();
    assert!(screen.contains("That did not work"), "{screen}");
    stage.press("<esc>");
    assert!(stage.screen().contains("Create and begin"), "{}", stage.screen());
}

#[test]
fn an_import_of_nothing_says_so() {
    let mut stage = Stage::new(English);
    stage.press("i").type_text("/no/such/file.yaml").press("<enter>");
    let screen = stage.screen();
    assert!(screen.contains("That did not work"), "{screen}");
    assert!(screen.contains("/no/such/file.yaml"), "{screen}");
}

/// A terminal that can no longer say how large it is.
struct Broken;

impl Surface for Broken {
    fn draw(&mut self, _draw: &mut dyn FnMut(&mut Buffer) -> Frame) -> io::Result<()> {
        Ok(())
    }

    fn renew(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn copy(&mut self, _text: &str) -> io::Result<()> {
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Events for Broken {
    fn wait(&mut self) -> io::Result<Vec<Event>> {
        Ok(vec![Event::Resize, Event::Terminate(1)])
    }
}

#[test]
fn a_terminal_that_fails_loses_nothing_typed() {
    let mut stage = asked();
    stage.press("n").type_text("half a sent");
    assert!(stage.run_on(&mut Broken, &mut Broken).is_err());
    assert_eq!(stage.saved().answers["strategy-q1"].note.as_deref(), Some("half a sent"));
}

#[test]
fn a_second_failure_is_told_as_the_first_one_was() {
    let mut stage = asked();
    let file = stage.file();
    let away = file.with_extension("away");
    for _ in 0..2 {
        fs::rename(&file, &away).unwrap();
        stage.press("3<esc>").press("q");
        assert!(!stage.ended(), "{}", stage.screen());
        fs::rename(&away, &file).unwrap();
        stage.press("<esc>4");
        assert!(stage.screen().contains("✓ saved"), "{}", stage.screen());
    }
}
