//! A text that is printed and not drawn: laid out once, then measured and wrapped.
//!
//! It knows no buffer and no terminal: lines are sent by `cli`.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::style::Style;

use super::bases::Bases;
use super::direction::Base;
use super::direction::Direction;
use super::order::is_plain_ltr;
use super::paragraph::Paragraph;
use super::presentation::{Digits, Presentation};

/// A text to print, in visual order, shaped and safe.
pub struct PrintedText<'text>(PrintedForm<'text>);

enum PrintedForm<'text> {
    /// It is printed as it is written, each character in one cell, as long as it fits on one line.
    AsWritten(Cow<'text, str>, Presentation),
    Laid(Box<Paragraph>),
}

/// One line of a printed text, from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedLine {
    /// The line as it is printed.
    pub text: String,
    /// The cells it takes.
    pub width: usize,
    /// The side on which one of several lines begins; `None` for a text of one line, which stays next to its label.
    pub side: Option<Direction>,
}

impl PrintedLine {
    /// A text of one line.
    pub fn single(text: String, width: usize) -> Self {
        Self { text, width, side: None }
    }
}

impl<'text> PrintedText<'text> {
    /// Lays out a text.
    pub fn new(text: impl Into<Cow<'text, str>>, base: Base, presentation: Presentation) -> Self {
        let text = text.into();
        let as_written =
            presentation.digits == Digits::Latin && is_plain_ltr(&text) && !Bases::of(&text, base).has_rtl();
        Self(if as_written {
            PrintedForm::AsWritten(text, presentation)
        } else {
            PrintedForm::Laid(Box::new(laid(&text, base, presentation)))
        })
    }

    /// The cells of the text on one line.
    pub fn width(&self) -> usize {
        match &self.0 {
            PrintedForm::AsWritten(text, _) => text.chars().count(),
            PrintedForm::Laid(paragraph) => paragraph.full_width(),
        }
    }

    /// The direction in which the text begins to be read.
    pub fn direction(&self) -> Direction {
        match &self.0 {
            PrintedForm::Laid(paragraph) if paragraph.begins_right(&paragraph.whole()) => {
                Direction::RightToLeft
            }
            PrintedForm::AsWritten(..) | PrintedForm::Laid(_) => Direction::LeftToRight,
        }
    }

    /// The text on one line.
    pub fn one_line(&self) -> PrintedLine {
        match &self.0 {
            PrintedForm::AsWritten(text, _) => PrintedLine::single(text.to_string(), self.width()),
            PrintedForm::Laid(paragraph) => line(paragraph, paragraph.whole()),
        }
    }

    /// The text wrapped to `width` cells, the first line first; see [`Paragraph::wrap`].
    pub fn wrap(&self, width: usize) -> Vec<PrintedLine> {
        match &self.0 {
            PrintedForm::AsWritten(..) if self.width() <= width => vec![self.one_line()],
            PrintedForm::AsWritten(text, presentation) => lines(&laid(text, Base::Ltr, *presentation), width),
            PrintedForm::Laid(paragraph) => lines(paragraph, width),
        }
    }
}

fn laid(text: &str, base: Base, presentation: Presentation) -> Paragraph {
    Paragraph::presented(&[(text, Style::default())], base, presentation)
}

fn lines(paragraph: &Paragraph, width: usize) -> Vec<PrintedLine> {
    paragraph.wrap(width).into_iter().map(|range| line(paragraph, range)).collect()
}

fn line(paragraph: &Paragraph, range: Range<usize>) -> PrintedLine {
    PrintedLine {
        width: paragraph.width(range.clone()),
        side: paragraph.side_of(&range),
        text: paragraph.visual_string(range),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::unshaped;
    use super::super::{Figures, Tashkeel, measure};
    use super::*;

    const PLAIN: Presentation =
        Presentation { digits: Digits::Latin, tashkeel: Tashkeel::Hidden, figures: Figures::Standard };

    proptest::proptest! {
        #[test]
        fn a_text_that_needs_no_work_is_printed_like_any_other(
            text in "[a-zé0-9 .,%:“”…\\n\\t\u{200E}日\u{A0}\u{2003}-]{0,12}",
            width in 0..14_usize,
        ) {
            for base in [Base::Ltr, Base::default(), Base::Own(Direction::RightToLeft)] {
                let paragraph = laid(&text, base, PLAIN);
                let printed = PrintedText::new(&text, base, PLAIN);
                proptest::prop_assert_eq!(printed.wrap(width), lines(&paragraph, width));
                proptest::prop_assert_eq!(printed.one_line(), line(&paragraph, paragraph.whole()));
                proptest::prop_assert_eq!(printed.width(), paragraph.full_width());
            }
        }

        #[test]
        fn the_width_of_a_line_is_that_of_its_text(text in "[a-c لاسم1٣.()\u{64E}日]{0,16}", width in 1..9_usize) {
            for line in PrintedText::new(&text, Base::Rtl, PLAIN).wrap(width) {
                proptest::prop_assert_eq!(line.width, measure(&line.text));
            }
        }
    }

    #[test]
    fn a_wrapped_text_begins_with_what_is_read_first() {
        let wrapped = |text, width, base| {
            let lines = PrintedText::new(text, base, PLAIN).wrap(width);
            lines.iter().map(|line| unshaped(&line.text)).collect::<Vec<_>>()
        };
        assert_eq!(wrapped("تقييم النضج", 6, Base::Rtl), ["مييقت", "جضنلا"]);
        assert_eq!(wrapped("one two", 3, Base::default()), ["one", "two"]);
    }
}
