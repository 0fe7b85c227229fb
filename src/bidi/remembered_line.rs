//! A memory of the last lines that were set: a key changes few lines of a screen.
//!
//! It knows no buffer. A remembered line depends on its key alone.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::rc::Rc;

use ratatui::style::Style;

use super::direction::Base;
use super::paragraph::Paragraph;
use super::presentation::Presentation;
use super::recent::{LONGEST_REMEMBERED, Recent};
use super::set_line::SetLine;

thread_local! {
    /// Several screens of a large window. Never freed one by one: the thread that draws ends with the process.
    static LINES: ManuallyDrop<RefCell<Recent<LineKey, SetLine, 256>>> = ManuallyDrop::default();
}

/// The line of these spans in at most `width` cells, cut with an ellipsis if it is longer; a remembered one if there is one.
pub(super) fn remembered_line(
    spans: &[(&str, Style)],
    base: Base,
    presentation: Presentation,
    width: u16,
) -> Rc<SetLine> {
    let key = LineKey {
        text: spans.iter().map(|(text, _)| *text).collect(),
        lengths: spans.iter().map(|(text, _)| text.len()).collect(),
        base,
        presentation,
        width,
    };
    let set = || Paragraph::presented(spans, base, presentation).set_in(usize::from(width));
    if key.text.len() > LONGEST_REMEMBERED {
        return Rc::new(set());
    }
    LINES.with(|lines| lines.borrow_mut().get_or_make(key, set))
}

/// Everything that a line depends on.
#[derive(PartialEq, Eq, Hash)]
struct LineKey {
    text: String,
    /// The bytes of each span.
    lengths: Vec<usize>,
    base: Base,
    presentation: Presentation,
    width: u16,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(spans: &[&str], base: Base, width: u16) -> Rc<SetLine> {
        let spans: Vec<(&str, Style)> = spans.iter().map(|text| (*text, Style::new())).collect();
        remembered_line(&spans, base, Presentation::default(), width)
    }

    #[test]
    fn a_line_is_set_once_for_everything_it_depends_on() {
        let line = set(&["نص", " abc"], Base::Rtl, 20);
        assert!(Rc::ptr_eq(&line, &set(&["نص", " abc"], Base::Rtl, 20)));
        for other in [
            set(&["نص ", "abc"], Base::Rtl, 20),
            set(&["نص", " abd"], Base::Rtl, 20),
            set(&["نص", " abc"], Base::Ltr, 20),
            set(&["نص", " abc"], Base::Rtl, 4),
        ] {
            assert_ne!(line, other);
        }
    }
}
