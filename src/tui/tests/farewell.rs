//! What is printed when the program ends is of the assessment and the interface as they were last.

use std::cell::Cell;
use std::collections::VecDeque;
use std::io;
use std::rc::Rc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Instant;

use jiff::civil::date;

use crate::bidi::{Adapter, Symbols};
use crate::i18n::Language::English;
use crate::tui::events::{Event, Events};
use crate::tui::farewell::{Farewell, FarewellText, FarewellWriter, Farewells};
use crate::tui::key::Key;
use crate::tui::test_app::{TestApp, TestSurface};

/// Writes down all that a text can be made of.
const WRITER: FarewellWriter = FarewellWriter { size: || (80, 24), write: everything };

fn everything(farewell: &Farewell) -> FarewellText {
    let Farewell {
        pack,
        assessment,
        typed,
        path,
        as_of,
        card,
        language,
        theme,
        presentation,
        symbols,
        adapter,
        size,
        code,
    } = farewell;
    let id = &pack.manifest.id;
    let summary = format!(
        "{id:?} {assessment:?} {typed} {as_of} {card:?} {language:?} {theme:?} {presentation:?} {symbols:?} {adapter:?} {size:?} {code}"
    );
    FarewellText { summary: summary.into(), place: path.as_os_str().as_encoded_bytes().to_owned() }
}

/// The text as the program keeps it, and as it is when nothing is kept.
fn kept_and_new(test_app: &TestApp) -> [Rc<FarewellText>; 2] {
    let (workspace, session) = (&test_app.app.workspace, test_app.session());
    let kept = test_app.app.views.farewell(WRITER, workspace).expect("an assessment is open");
    [kept, Farewells::default().text(WRITER, workspace, session)]
}

type Change = (&'static str, fn(&mut TestApp));

const CHANGES: [Change; 11] = [
    ("an answer", |test_app| _ = test_app.press("<enter>3<esc>")),
    ("another answer", |test_app| _ = test_app.press("<enter>4<esc>")),
    ("an answer taken back", |test_app| _ = test_app.press("z")),
    ("another name", |test_app| _ = test_app.press("d<end> RM<backtab><enter>")),
    ("a name that makes the same file", |test_app| {
        _ = test_app.press("d<end><backspace><backspace>rm<backtab><enter>");
    }),
    ("another language", |test_app| _ = test_app.press("<f2>")),
    ("another day", |test_app| _ = test_app.begin_day(date(2027, 3, 1))),
    ("another theme", |test_app| {
        test_app.app.workspace.themes();
        test_app.app.workspace.set_theme(1);
    }),
    ("other signs", |test_app| test_app.app.workspace.draw_symbols(Symbols::Ascii)),
    ("another adapter", |test_app| test_app.app.workspace.adapter = Adapter::Kitty),
    ("another assessment", |test_app| _ = test_app.press("<esc>n<end> second<enter>")),
];

#[test]
fn every_change_makes_the_text_again() {
    let mut test_app = TestApp::new(English);
    test_app.press("n<enter><esc>");
    let [mut before, _] = kept_and_new(&test_app);
    for (name, change) in CHANGES {
        change(&mut test_app);
        let [kept, new] = kept_and_new(&test_app);
        assert!(kept == new, "{name}");
        assert!(kept != before, "{name} changes nothing");
        before = kept;
    }
}

/// A wait in which nothing happens.
pub(super) fn wait_until(deadline: Instant) {
    let (_open, never) = mpsc::channel::<()>();
    let left = deadline.saturating_duration_since(Instant::now());
    assert_eq!(never.recv_timeout(left), Err(RecvTimeoutError::Timeout));
}

/// Events that come at the waits without a deadline.
struct Awaited(VecDeque<Event>);

impl Events for Awaited {
    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Event>> {
        if let Some(until) = until {
            wait_until(until);
            return Ok(Vec::new());
        }
        Ok(self.0.pop_front().into_iter().collect())
    }
}

#[test]
fn the_program_is_at_rest_once_after_the_start_and_after_each_event() {
    let mut test_app = TestApp::asked();
    let mut events = Awaited([Event::Key(Key::Char('3')), Event::Resize, Event::Terminate(15)].into());
    let rests = Cell::new(0);
    let mut surface = TestSurface::sending_to(|_| Ok(()));
    test_app.run_resting(&mut surface, &mut events, &|_| rests.set(rests.get() + 1)).unwrap();
    assert_eq!(rests.get(), 3);
}
