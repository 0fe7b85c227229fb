//! The program stays open while the day changes: evidence grows old, and nothing else happens.

use std::cell::Cell;
use std::collections::VecDeque;
use std::io;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::{Date, date};

use crate::bidi::{Base, visual};
use crate::clock;
use crate::edit::Edit;
use crate::i18n::Language::{self, English};
use crate::model::{Answer, Evidence, Level};
use crate::tui::events::{Event, Events};
use crate::tui::key::Key;
use crate::tui::news::Day;
use crate::tui::session::Saving;
use crate::tui::test_app::{TestApp, TestSurface};
use crate::tui::tests::farewell::wait_until;

/// The last day on which the evidence counts: it does so for 365 days.
const LAST: Date = date(2026, 9, 25);
const AFTER: Date = date(2026, 9, 26);

/// The overview of an assessment whose first area is at level 3, with evidence that counts until [`LAST`].
fn evidenced() -> TestApp {
    let mut test_app = TestApp::new(English);
    test_app.press("n<enter><esc>");
    let edits: Vec<Edit> = (1..=5)
        .flat_map(|number| {
            let question = || format!("strategy-q{number}").as_str().into();
            let evidence =
                Evidence { text: "A register".to_owned(), date: Some(date(2025, 9, 25)), kind: None };
            [
                Edit::Answer(question(), Some(Answer::Level(Level(3)))),
                Edit::PutEvidence { question: question(), place: None, evidence },
            ]
        })
        .collect();
    assert!(test_app.app.views.session_mut().unwrap().edit(&edits));
    // A mark, with which everything is saved.
    test_app.press("<enter>m<esc>");
    test_app
}

const CONFIRMED: &str = "Confirmed: 1–4";
const UNCONFIRMED: &str = "Confirmed: 1–3";

#[test]
fn a_new_day_is_scored_on_the_screens_and_is_no_change() {
    for keys in ["", "r"] {
        let mut test_app = evidenced();
        test_app.press(keys);
        let (on_the_last_day, file) = (test_app.screen(), std::fs::read(test_app.file()).unwrap());
        test_app.begin_day(AFTER);
        assert_ne!(test_app.screen(), on_the_last_day, "{keys}");
        let session = test_app.session();
        assert_eq!(session.saving, Saving::Saved, "{keys}");
        assert_eq!(std::fs::read(test_app.file()).unwrap(), file, "{keys}");
        // The clock was set back.
        assert_eq!(test_app.begin_day(LAST).screen(), on_the_last_day, "{keys}");
    }
    let mut test_app = evidenced();
    test_app.begin_day(AFTER);
    assert!(test_app.screen().contains(UNCONFIRMED), "{}", test_app.screen());
    let answered = test_app.session().sheet().scorecard().whole.answered;
    test_app.press("zz");
    assert_ne!(test_app.session().sheet().scorecard().whole.answered, answered, "undo goes on");
}

#[test]
fn a_new_day_does_not_disturb_a_save_under_way() {
    let mut test_app = evidenced();
    test_app.press("<enter>").press_before_news("2");
    assert_eq!(test_app.session().saving, Saving::Pending);
    test_app.begin_day(AFTER).settle();
    assert_eq!(test_app.session().saving, Saving::Saved);
}

#[test]
fn an_assessment_with_its_own_day_stays_on_it() {
    let mut test_app = evidenced();
    let mut assessment = test_app.session().sheet().assessment().clone();
    assessment.identity.as_of = Some(LAST);
    test_app.app.views.session_mut().unwrap().follow(assessment);
    test_app.begin_day(AFTER);
    assert_eq!(test_app.session().sheet().as_of(), LAST);
    assert!(test_app.screen().contains(CONFIRMED), "{}", test_app.screen());
    assert_eq!(test_app.app.workspace.today(), AFTER);
}

thread_local! {
    static DATE: Cell<Date> = const { Cell::new(LAST) };
    static LOOKS: Cell<usize> = const { Cell::new(0) };
}

/// The day of the calendar on the wall, which ends in an hour.
fn calendar() -> Day {
    LOOKS.set(LOOKS.get() + 1);
    Day { date: DATE.get(), end: Some(*BEGUN + HOUR) }
}

static BEGUN: LazyLock<Timestamp> = LazyLock::new(clock::now);

const HOUR: Duration = Duration::from_secs(3600);

/// What happens during a wait: the date after it, and a key.
type During = (Date, Option<Key>);

struct Waits {
    during: VecDeque<During>,
    limits: Vec<Option<Duration>>,
}

impl Events for Waits {
    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Event>> {
        let limit = |until: Instant| until.saturating_duration_since(Instant::now());
        if let Some(until) = until.filter(|until| !limit(*until).is_zero() && limit(*until) < HOUR / 2) {
            // The program is about to be at rest.
            wait_until(until);
            return Ok(Vec::new());
        }
        self.limits.push(until.map(limit));
        let (date, key) = self.during.pop_front().expect("the program ends");
        DATE.set(date);
        Ok(key.map(Event::Key).into_iter().collect())
    }
}

#[test]
fn the_wait_ends_with_the_day_and_every_event_meets_the_present_one() {
    let mut test_app = evidenced().with_calendar(calendar);
    let during = [(LAST, None), (AFTER, None), (LAST, Some(Key::Char('?'))), (LAST, Some(Key::Ctrl('c')))];
    let mut waits = Waits { during: during.into(), limits: Vec::new() };
    // Every frame, with the number of looks at the calendar before it.
    let mut frames = Vec::new();
    let mut surface = TestSurface::sending_to(|buffer| {
        let text: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
        frames.push((LOOKS.get(), text));
        Ok(())
    });
    test_app.run_on(&mut surface, &mut waits).unwrap();
    let [first, rest @ ..] = &waits.limits[..] else { panic!("it waits") };
    assert_eq!(*first, Some(Duration::ZERO), "the day is due as soon as the first frame is drawn");
    let is_an_hour = |limit: &Option<Duration>| limit.is_some_and(|limit| limit > HOUR / 2 && limit <= HOUR);
    assert!(rest.iter().all(is_an_hour), "{rest:?}");
    assert_eq!(frames[0].0, 0, "the first frame does not wait for the calendar");
    let shown = |place: usize| frames[place].1.as_str();
    assert!(shown(1).contains(CONFIRMED), "{}", shown(1));
    assert!(shown(2).contains(UNCONFIRMED), "{}", shown(2));
    assert_eq!(test_app.session().sheet().as_of(), LAST, "the key came on another day");
}

#[test]
fn a_hijri_date_in_a_file_is_told_when_it_is_opened_and_unusable_targets_in_the_list_and_in_every_area() {
    for (language, day, targets) in [
        (
            Language::English,
            "read as 2025-10-28",
            ["the target 9 is outside the scale", "there is no area “nowhere”"],
        ),
        (Language::Arabic, "2025-10-28", ["المستهدف 9 خارج السلم", "لا يوجد مجال «nowhere»"]),
    ] {
        let mut test_app = TestApp::new(language);
        test_app.press("n<enter>3");
        let file = test_app.file();
        let evidence = "answer: 3\n    evidence:\n    - {text: Minutes, date: 1447-05-06}";
        let text = std::fs::read_to_string(&file).unwrap().replacen("answer: 3", evidence, 1);
        let text = text.replacen("profile:", "targets: {strategy: 9, nowhere: 3}\nprofile:", 1);
        std::fs::write(&file, text).unwrap();
        let mut test_app = test_app.again();
        test_app.press("<enter>");
        assert!(test_app.screen().contains(day), "{}", test_app.screen());
        let failed = &test_app.app.workspace.messages().screens.overlays.problem_title;
        assert!(!test_app.screen().contains(failed.as_str()));
        let base = if language == Language::Arabic { Base::Rtl } else { Base::Ltr };
        let last = test_app.session().sheet().pack().areas.len();
        let of_last_area = format!("<esc>{}<enter>", "<down>".repeat(last - 1));
        let mut test_app = test_app.sized(100, 40);
        for way in ["<esc><enter>", &of_last_area, "<esc><esc>"] {
            test_app.press(way);
            let screen = test_app.screen();
            for target in targets {
                let target = visual(target, base, test_app.app.workspace.presentation());
                assert!(screen.contains(&target), "{way}: {target}\n{screen}");
            }
        }
    }
}
