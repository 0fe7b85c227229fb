//! Lines set for drawing, and a memory of the last ones: a key changes few lines of a screen, and to set an Arabic line
//! takes several times longer than to draw it.
//!
//! It knows no buffer and no style: a symbol has the number of its span. A remembered line depends on its key alone.

use std::cell::RefCell;
use std::rc::Rc;

use ratatui::style::Style;

use super::order::Base;
use super::paragraph::Paragraph;
use super::presentation::Presentation;
use super::recent::{LONGEST_REMEMBERED, Recent};
use super::whole::ELLIPSIS;

thread_local! {
    /// Several screens of a large window.
    static LINES: RefCell<Recent<LineKey, SetLine, 256>> = RefCell::default();
}

/// The symbols of a line from left to right, with the ellipsis if the line was cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SetLine {
    text: String,
    places: Vec<SetPlace>,
}

/// The place of one symbol.
#[derive(Debug, PartialEq, Eq)]
struct SetPlace {
    /// The end of its text.
    end: usize,
    /// The number of its span.
    span: usize,
    /// The cells it takes.
    width: u16,
}

/// A symbol of a line: its text, its cells and the number of its span.
pub(super) struct SetSymbol<'line> {
    pub(super) text: &'line str,
    pub(super) width: u16,
    pub(super) span: usize,
}

impl SetLine {
    /// The line of these spans in at most `width` cells; a remembered one if there is one.
    pub(super) fn of(
        spans: &[(&str, Style)],
        base: Base,
        presentation: Presentation,
        width: u16,
    ) -> Rc<Self> {
        let key = LineKey {
            text: spans.iter().map(|(text, _)| *text).collect(),
            lengths: spans.iter().map(|(text, _)| text.len()).collect(),
            base,
            presentation,
            width,
        };
        let set = || Self::set(spans, base, presentation, width);
        if key.text.len() > LONGEST_REMEMBERED {
            return Rc::new(set());
        }
        LINES.with_borrow_mut(|lines| lines.get_or_make(key, set))
    }

    fn set(spans: &[(&str, Style)], base: Base, presentation: Presentation, width: u16) -> Self {
        let paragraph = Paragraph::presented(spans, base, presentation);
        let (range, is_cut) = paragraph.fit(usize::from(width));
        let order = paragraph.visual(range);
        let mut line = Self { text: String::new(), places: Vec::with_capacity(order.len() + 1) };
        let ends_left = paragraph.is_rtl();
        let at_end = if ends_left { order.first() } else { order.last() };
        let span_at_end = at_end.map_or(usize::MAX, |placed| paragraph.span_of(*placed));
        if is_cut && ends_left {
            line.push(ELLIPSIS, "", 1, span_at_end);
        }
        for placed in order {
            let (first, marks) = paragraph.symbol(placed);
            line.push(first, marks, paragraph.cells_of(placed), paragraph.span_of(placed));
        }
        if is_cut && !ends_left {
            line.push(ELLIPSIS, "", 1, span_at_end);
        }
        line
    }

    fn push(&mut self, first: char, marks: &str, width: u16, span: usize) {
        self.text.push(first);
        self.text.push_str(marks);
        self.places.push(SetPlace { end: self.text.len(), span, width });
    }

    /// The cells of the whole line.
    pub(super) fn width(&self) -> u16 {
        self.places.iter().map(|place| place.width).fold(0, u16::saturating_add)
    }

    /// The symbols from left to right.
    pub(super) fn symbols(&self) -> impl Iterator<Item = SetSymbol<'_>> {
        let mut start = 0;
        self.places.iter().map(move |place| {
            let text = self.text.get(start..place.end).unwrap_or_default();
            start = place.end;
            SetSymbol { text, width: place.width, span: place.span }
        })
    }
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
        SetLine::of(&spans, base, Presentation::default(), width)
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
