//! Terminals that fail, are gone or take nothing: what was typed is saved, and no work waits for them.

use std::{collections::VecDeque, fs, io, time::Instant};

use ratatui::buffer::Buffer;

use crate::model::{Answer, Level};
use crate::terminal::Probe;
use crate::tui::events::{Event, Events};
use crate::tui::frame::Frame;
use crate::tui::key::tests::keys;
use crate::tui::runtime::Ending;
use crate::tui::surface::Surface;
use crate::tui::test_app::{TestApp, TestSurface};

/// The same events at every wait.
pub(super) struct Repeated(pub Vec<Event>);

impl Events for Repeated {
    fn wait(&mut self, _until: Option<Instant>) -> io::Result<Vec<Event>> {
        Ok(self.0.clone())
    }
}

#[test]
fn a_failing_terminal_loses_no_typed_text() {
    let mut test_app = TestApp::asked();
    test_app.press("n").type_text("half a sent");
    let mut broken = TestSurface::sending_to(|_| Err(io::ErrorKind::BrokenPipe.into()));
    let mut events = Repeated(vec![Event::Terminate(1)]);
    assert!(test_app.run_on(&mut broken, &mut events).is_err());
    assert_eq!(test_app.saved().answers["strategy-q1"].note.as_deref(), Some("half a sent"));
}

/// A terminal that stops accepting output in the middle of the first frame.
#[derive(Default)]
struct Unread {
    drawn: usize,
}

impl Surface for Unread {
    fn draw(&mut self, _draw: &mut dyn FnMut(&mut Buffer) -> Frame) -> io::Result<()> {
        self.drawn += 1;
        Ok(())
    }

    fn is_behind(&self) -> bool {
        self.drawn > 0
    }

    fn renew(&mut self) {}

    fn copy(&mut self, _text: &str) -> io::Result<()> {
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        panic!("suspended before the terminal had everything")
    }

    fn lend(&mut self, _meanwhile: &mut dyn FnMut()) -> io::Result<()> {
        panic!("lent before the terminal had everything")
    }

    fn resume(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Events that arrive one at a time.
struct OneByOne(VecDeque<Event>);

impl Events for OneByOne {
    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Event>> {
        let next = if until.is_none() { self.0.pop_front() } else { None };
        Ok(next.into_iter().collect())
    }
}

#[test]
fn a_blocked_terminal_gets_no_frame_and_delays_no_work() {
    for last in ["", "<ctrl-z>", "<ctrl-c>"] {
        let mut test_app = TestApp::asked();
        let typed = keys(&format!("3nhalf a sent<enter>{last}")).into_iter().map(Event::Key);
        let mut events = OneByOne(typed.chain([Event::Resize, Event::Terminate(15)]).collect());
        let mut unread = Unread::default();
        assert_eq!(test_app.run_on(&mut unread, &mut events).unwrap(), Ending::Signal(15), "{last}");
        assert_eq!((unread.drawn, events.0.len()), (1, 0), "{last}");
        assert_eq!(test_app.saved().answers["strategy-q1"].answer, Some(Answer::Level(Level(3))));
        assert_eq!(test_app.saved().answers["strategy-q2"].note.as_deref(), Some("half a sent"));
    }
}

#[cfg(unix)]
#[test]
fn the_text_of_an_editor_is_saved_even_if_the_terminal_is_gone() {
    struct Vanishing;

    impl Surface for Vanishing {
        fn draw(&mut self, _draw: &mut dyn FnMut(&mut Buffer) -> Frame) -> io::Result<()> {
            Ok(())
        }

        fn renew(&mut self) {}

        fn copy(&mut self, _text: &str) -> io::Result<()> {
            Ok(())
        }

        fn suspend(&mut self) -> io::Result<()> {
            Ok(())
        }

        fn lend(&mut self, meanwhile: &mut dyn FnMut()) -> io::Result<()> {
            meanwhile();
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn resume(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    let mut test_app = TestApp::asked().edited_with("sh -c 'echo from the editor > $1' sh");
    test_app.press("n").type_text("before");
    let mut events = Repeated(vec![Event::Key(crate::tui::key::Key::F(12))]);
    assert!(test_app.run_on(&mut Vanishing, &mut events).is_err());
    assert_eq!(test_app.saved().answers["strategy-q1"].note.as_deref(), Some("from the editor"));
    assert_eq!(fs::read_dir(test_app.paths().drafts()).unwrap().count(), 0);
}

#[test]
fn a_terminal_that_turns_out_to_read_only_ascii_gets_the_whole_screen_again() {
    let mut test_app = TestApp::asked();
    test_app.screen();
    test_app.app.takes_whole_screen();
    test_app.happen(Event::Answered(Probe { mark_column: Some(4), ..Probe::default() }));
    assert!(test_app.app.takes_whole_screen());
    assert!(!test_app.app.takes_whole_screen());
    assert!(test_app.screen().is_ascii(), "{}", test_app.screen());
}
