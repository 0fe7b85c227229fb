//! Typing texts: the caret is at the right place, and arrows move in the direction in which they point.

use std::cell::Cell;
use std::io;
use std::time::Instant;

use ratatui::style::{Modifier, Style};

use crate::i18n::Language::{self, Arabic, English};
use crate::theme::{ColourDepth, Role, ThemeLibrary};
use crate::tui::events::{Event, Events};
use crate::tui::key::{Key, tests::keys};
use crate::tui::test_app::{TestApp, TestSurface};
use crate::tui::widgets::LONGEST_TEXT;

/// The program at its first question.
fn asked(language: Language) -> TestApp {
    let mut test_app = TestApp::new(language);
    test_app.press("n<enter>");
    test_app
}

/// Texts in one script, in the other, and in both.
const TEXTS: [&str; 5] = ["platform", "منصة وطنية", "API منصة", "منصة API ثم", "الدرجة 12 من 20"];

/// The columns of the caret after each press of an arrow, from the far end of the typed text.
fn walk(test_app: &mut TestApp, text: &str, arrow: &str) -> Vec<u16> {
    test_app.type_text(text);
    let mut columns = Vec::new();
    for _ in 0..=text.chars().count() {
        columns.push(test_app.buffer().1.expect("a caret while one types").x);
        test_app.press(arrow);
    }
    columns
}

#[test]
fn arrows_move_the_caret_the_way_they_point() {
    for language in Language::ALL {
        for field in ["n<enter>n", "n<delete>", "n<enter><esc>d<tab>"] {
            for text in TEXTS {
                let walked = |arrow| {
                    let mut test_app = TestApp::new(language);
                    test_app.press(field);
                    walk(&mut test_app, text, arrow)
                };
                let (left, right) = (walked("<left>"), walked("<right>"));
                assert!(left.is_sorted_by(|before, after| before >= after), "{text}: {left:?}");
                assert!(right.is_sorted(), "{text}: {right:?}");
                let moved = left.last() < left.first() || right.last() > right.first();
                assert!(moved, "{text}: {left:?} {right:?}");
            }
        }
    }
}

#[test]
fn the_caret_of_a_long_note_stays_on_screen() {
    let mut test_app = TestApp::new(English);
    test_app.press("n<enter>n");
    for _ in 0..20 {
        test_app.type_text("line").press("<alt-enter>");
    }
    test_app.type_text("the end of it");
    assert!(test_app.screen().contains("the end of it"), "{}", test_app.screen());
    assert!(test_app.buffer().1.is_some());
}

#[test]
fn a_text_is_pasted_into_a_search() {
    let mut test_app = TestApp::new(English);
    test_app.press("n<enter>/").happen(Event::Paste("accessib".to_owned())).press("<enter>");
    assert!(test_app.screen().contains("Accessibility · Question 1 of 6"), "{}", test_app.screen());
}

#[test]
fn a_text_that_does_not_fit_is_named_with_its_length_and_the_limit() {
    for (language, of) in [(English, "room"), (Arabic, "المتسع")] {
        let mut test_app = asked(language);
        let message = |test_app: &TestApp| test_app.app.workspace.status.clone().unwrap_or_default();
        test_app.press("n").happen(Event::Paste("a".repeat(LONGEST_TEXT + 1)));
        for figure in ["65537", "65536", of] {
            assert!(message(&test_app).contains(figure), "{}", message(&test_app));
        }
        test_app.happen(Event::Paste("b".repeat(45_000)));
        assert_eq!(message(&test_app), "");
        test_app.happen(Event::Paste("c".repeat(21_000)));
        for figure in ["21000", "20536", "65536"] {
            assert!(message(&test_app).contains(figure), "{}", message(&test_app));
        }
        test_app.happen(Event::Paste("d".repeat(20_536))).press("e");
        assert!(message(&test_app).contains(of), "a letter in a full field");
        test_app.press("<enter>");
        let note = test_app.saved().answers["strategy-q1"].note.clone().unwrap();
        assert_eq!((note.len(), note.contains(['c', 'e'])), (LONGEST_TEXT, false));
    }
}

#[test]
fn a_paste_where_nothing_takes_a_text_does_nothing_and_says_so() {
    let mut test_app = asked(English);
    test_app.happen(Event::Paste("3\rq".to_owned()));
    assert!(test_app.screen().contains("Not inserted"), "{}", test_app.screen());
    assert!(test_app.saved().answers.get("strategy-q1").is_none_or(|entry| entry.answer.is_none()));
}

#[test]
fn the_bottom_line_says_that_the_end_of_a_paste_is_awaited_and_how_to_end_it() {
    for language in Language::ALL {
        let mut test_app = asked(language).sized(60, 20);
        test_app.press("n").happen(Event::Stalled);
        let bottom = test_app.screen().lines().nth(19).unwrap_or_default().to_owned();
        assert!(bottom.contains("Esc"), "{bottom}");
    }
}

/// The columns of the caret's line that are drawn as selected.
fn selected(test_app: &TestApp) -> Vec<u16> {
    let (buffer, caret) = test_app.buffer();
    let row = caret.expect("a caret while one types").y;
    let ground = test_app.app.workspace.theme.style(Role::Selection).bg.unwrap();
    (0..buffer.area.width).filter(|x| buffer[(*x, row)].bg == ground).collect()
}

#[test]
fn exactly_the_selected_letters_are_drawn_as_selected() {
    let text = "اب GSB جد";
    for language in Language::ALL {
        for field in ["n", "<esc>d<f4>"] {
            let mut test_app = asked(language);
            test_app.press(field).type_text(text).press("<home>");
            let start = test_app.buffer().1.unwrap().x;
            assert!(selected(&test_app).is_empty());
            if language == Arabic {
                // From the left: the free cell of the caret, then دج BSG با. The caret moves to S, and the G that was
                // read before it is three cells further.
                test_app.press("<shift-left><shift-left><shift-left><shift-left>");
                assert_eq!(selected(&test_app), [start - 5, start - 2, start - 1, start], "{field}");
            }
            test_app.press("<f4>");
            assert_eq!(selected(&test_app).len(), text.chars().count(), "{field}");
            test_app.press("<left>");
            assert!(selected(&test_app).is_empty());
        }
    }
}

#[test]
fn text_copied_in_one_field_is_pasted_into_another() {
    let mut test_app = asked(Arabic);
    test_app.press("n").type_text("مكتب البنية بلا 75%").press("<f4><f5>");
    assert_eq!(test_app.app.workspace.clipboard.text(), "مكتب البنية بلا 75%");
    assert!(test_app.app.workspace.status.as_deref().unwrap().contains("مكتب البنية"));
    test_app.press("<enter>a<f7><enter>");
    assert_eq!(test_app.saved().answers["strategy-q1"].owner.as_deref(), Some("مكتب البنية بلا 75%"));
    test_app.press("a<ctrl-shift-right><f6><enter>");
    assert_eq!(test_app.app.workspace.clipboard.text(), "75%");
    assert_eq!(test_app.saved().answers["strategy-q1"].owner.as_deref(), Some("مكتب البنية بلا"));
}

#[test]
fn pasting_and_cutting_without_text_show_a_message() {
    let mut test_app = asked(English);
    test_app.press("n<f7>");
    assert!(test_app.screen().contains("Nothing has been copied yet."), "{}", test_app.screen());
    test_app.type_text("text").press("<f6>");
    assert!(test_app.screen().contains("There is nothing to copy here."), "{}", test_app.screen());
    assert!(test_app.screen().contains("text"), "{}", test_app.screen());
}

#[test]
fn every_screen_has_something_to_copy() {
    for (keys, copied) in [
        ("", "How are your platforms aligned"),
        ("w", "Clauses"),
        ("r", "Rating rules"),
        ("?", "Answer | 1-5"),
        ("<f1>", "Undo | z  F8"),
        ("eMinutes<enter><enter><enter>e", "Minutes"),
        ("<esc>", "Area: Strategy"),
        ("<esc>r", "No question of this area"),
        ("<esc>p", "Assess the area: Strategy"),
        ("<esc>v", "Assessment 2026"),
        ("<esc>d<backtab>", "✓ Done"),
        ("<esc>s", "العربية"),
        ("<esc><esc>", "2026"),
        ("<esc><esc>d", "bin folder"),
    ] {
        let mut test_app = asked(English);
        // In the help letters are typed.
        let copy = if ["?", "<f1>"].contains(&keys) { "<f5>" } else { "غ" };
        test_app.press(keys).press(copy);
        let text = test_app.app.workspace.clipboard.text();
        assert!(text.contains(copied), "{keys}: {text}");
        assert!(!text.contains('\u{200E}') && !text.contains('\u{FE8E}'), "{keys}: {text}");
        assert!(test_app.screen().contains("Copied: "), "{keys}: {}", test_app.screen());
    }
}

struct Script(Vec<Key>);

impl Events for Script {
    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Event>> {
        let next = until.is_none().then(|| Event::Key(self.0.remove(0)));
        Ok(next.into_iter().collect())
    }
}

#[test]
fn the_terminal_gets_a_copied_text_once() {
    let mut test_app = asked(English);
    let mut terminal = TestSurface::sending_to(|_| Ok(()));
    test_app
        .run_on(&mut terminal, &mut Script(keys("nsome text<f4><f5><end>!<f6><f4><f6><ctrl-c>")))
        .unwrap();
    assert_eq!(terminal.copied, ["some text", "some text!"]);
}

#[test]
fn the_caret_stays_visible_in_a_long_note() {
    for (language, text) in
        [(English, "a line of the note, with GSB in it "), (Arabic, "سطر من الملاحظة وفيه GSB وبلا حدود ")]
    {
        for (width, height) in [(80, 24), (60, 20)] {
            let mut test_app = asked(language).sized(width, height);
            test_app.press("n").happen(Event::Paste(text.repeat(40)));
            let bottom = test_app.buffer().1.unwrap();
            let mut rows = vec![bottom.y];
            for _ in 0..25 {
                test_app.press("<up>");
                let caret = test_app.buffer().1.unwrap();
                assert!((1..height - 1).contains(&caret.y), "{caret:?}");
                rows.push(caret.y);
            }
            assert!(rows.last() < rows.first(), "{rows:?}");
            test_app.press("<ctrl-home>x");
            assert!(test_app.screen().contains('x'), "{}", test_app.screen());
            test_app.press("<ctrl-end>");
            assert_eq!(test_app.buffer().1.unwrap().y, bottom.y);
        }
    }
}

#[test]
fn moving_the_caret_does_not_make_a_form_harder_to_leave() {
    let mut test_app = TestApp::new(English);
    test_app.press("n<left><shift-home><esc>");
    assert!(test_app.screen().contains("Welcome"), "{}", test_app.screen());
}

#[test]
fn the_selection_is_visible_in_every_field_and_theme() {
    let library = ThemeLibrary::bundled();
    for name in library.names() {
        for depth in [ColourDepth::None, ColourDepth::Ansi16, ColourDepth::Ansi256, ColourDepth::True] {
            let theme = library.load(&name).unwrap().at_depth(depth);
            for field in [Role::Dialog, Role::FieldFocused] {
                let below = theme.style(Role::Text).patch(theme.style(field));
                let over = below.patch(theme.style(Role::Selection));
                let turned = |style: Style| style.add_modifier.contains(Modifier::REVERSED);
                let seen = below.bg != over.bg || turned(below) != turned(over);
                assert!(seen, "{name} {depth:?} {field:?}: {below:?} {over:?}");
            }
        }
    }
}

/// Many changes of the size, one after the other, and then the end.
struct Storm(usize);

impl Events for Storm {
    fn wait(&mut self, until: Option<Instant>) -> io::Result<Vec<Event>> {
        if let Some(left) = self.0.checked_sub(1) {
            self.0 = left;
            return Ok(vec![Event::Resize]);
        }
        // The program waits for nothing more once the last size is drawn and it is at rest.
        Ok(until.is_none().then(|| Event::Key(keys("<ctrl-c>")[0])).into_iter().collect())
    }
}

#[test]
fn a_storm_of_sizes_draws_few_of_them_and_the_last_one() {
    let frames = Cell::new(0);
    let mut test_app = asked(English);
    let mut terminal = TestSurface::sending_to(|_| {
        frames.set(frames.get() + 1);
        Ok(())
    });
    test_app.run_on(&mut terminal, &mut Storm(500)).unwrap();
    assert!((2..50).contains(&frames.get()), "{} frames for 500 sizes", frames.get());
}
