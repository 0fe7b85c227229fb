//! Texts being typed: the caret is where one writes, and arrows go where they point.

use crate::i18n::Language::{self, English};
use crate::tui::events::Event;
use crate::tui::stage::Stage;

/// Texts of one script, of the other, and of both.
const TEXTS: [&str; 5] = ["platform", "منصة وطنية", "API منصة", "منصة API ثم", "الدرجة 12 من 20"];

/// The column of the caret after each press of an arrow, from the far end of what was typed.
fn walk(stage: &mut Stage, text: &str, arrow: &str) -> Vec<u16> {
    stage.type_text(text);
    let mut columns = Vec::new();
    for _ in 0..=text.chars().count() {
        columns.push(stage.buffer().1.expect("a caret while one types").x);
        stage.press(arrow);
    }
    columns
}

#[test]
fn arrows_move_the_caret_the_way_they_point() {
    for language in Language::ALL {
        for field in ["n<backtab><enter><enter>n", "n<tab>"] {
            for text in TEXTS {
                let walked = |arrow| {
                    let mut stage = Stage::new(language);
                    stage.press(field);
                    walk(&mut stage, text, arrow)
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
    let mut stage = Stage::new(English);
    stage.press("n<backtab><enter><enter>n");
    for _ in 0..20 {
        stage.type_text("line").press("<alt-enter>");
    }
    stage.type_text("the end of it");
    assert!(stage.screen().contains("the end of it"), "{}", stage.screen());
    assert!(stage.buffer().1.is_some());
}

#[test]
fn a_text_is_pasted_into_a_search() {
    let mut stage = Stage::new(English);
    stage.press("n<backtab><enter><enter>/").happen(Event::Paste("accessib".to_owned())).press("<enter>");
    assert!(stage.screen().contains("Accessibility · Question 1 of 6"), "{}", stage.screen());
}
