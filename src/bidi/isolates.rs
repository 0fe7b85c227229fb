//! Islands as the isolates of Unicode (UAX #9), for a file whose reader orders text itself.
//!
//! It knows no screen: there, islands are ordered by this program.

use super::class::bidi_class;
use super::direction::Direction;
use super::island::{CLOSE, MARK, OPEN, OPEN_OWN, islands_in, reads_its_own_way};
use super::outside::outside;
use super::slice::from;
use super::whole::logical;
use unicode_bidi::BidiClass;

/// Opens an isolate that is read from left to right.
const LEFT_TO_RIGHT: char = '\u{2066}';

/// Opens an isolate that is read in the direction of its first letter.
const FIRST_STRONG: char = '\u{2068}';

/// Closes an isolate.
const END: char = '\u{2069}';

/// A text in logical order, as [`logical`] returns it, for a file with texts of a `document` direction side by side, such as
/// a table in Markdown. What would be read in a wrong order among them is isolated: a text, or a part that the program put
/// into it, with letters of the other direction; and between right-to-left letters also a date, a path or a figure with its
/// signs.
pub fn isolated(text: &str, document: Direction) -> String {
    let has_right_to_left = document == Direction::RightToLeft || text.chars().any(is_right);
    if !has_right_to_left {
        return logical(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = 0;
    for island in islands_in(text) {
        out.push_str(&logical(text.get(at..island.start - MARK).unwrap_or_default()));
        at = island.end + MARK;
        let inside = text.get(island.clone()).unwrap_or_default();
        if reads_its_own_way(text, &island) {
            push(&mut out, &logical(inside), turns(inside, document).then_some(FIRST_STRONG));
        } else {
            let is_number = inside.chars().all(char::is_numeric);
            push(&mut out, &logical(inside), (!is_number).then_some(LEFT_TO_RIGHT));
        }
    }
    out.push_str(&logical(from(text, at)));
    let mut whole = String::with_capacity(out.len() + 6);
    push(&mut whole, &out, turns(&outside(text), document).then_some(FIRST_STRONG));
    whole
}

/// The isolates of [`isolated`] as islands, to show such a text on a screen. An isolate inside another is part of it.
pub fn isolates_as_islands(text: &str) -> String {
    let mut depth = 0_usize;
    let mark = |letter: char| {
        let (is_edge, edge) = match letter {
            LEFT_TO_RIGHT | FIRST_STRONG => {
                depth += 1;
                (depth == 1, if letter == FIRST_STRONG { OPEN_OWN } else { OPEN })
            }
            END => {
                depth = depth.saturating_sub(1);
                (depth == 0, CLOSE)
            }
            other => return Some(other),
        };
        is_edge.then_some(edge)
    };
    text.chars().filter_map(mark).collect()
}

fn push(out: &mut String, text: &str, opens: Option<char>) {
    match opens.filter(|_| !text.is_empty()) {
        Some(open) => out.extend([&open.to_string(), text, &END.to_string()]),
        None => out.push_str(text),
    }
}

fn is_right(letter: char) -> bool {
    matches!(bidi_class(letter), BidiClass::R | BidiClass::AL)
}

/// Whether a text has letters of the other direction.
fn turns(text: &str, document: Direction) -> bool {
    match document {
        Direction::LeftToRight => text.chars().any(is_right),
        Direction::RightToLeft => {
            text.chars().any(|letter| letter.is_alphabetic() && bidi_class(letter) == BidiClass::L)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ltr, own};
    use super::*;

    #[test]
    fn what_would_disturb_the_order_of_a_document_is_isolated_and_nothing_else() {
        let english = |text: &str| isolated(text, Direction::LeftToRight);
        let arabic = |text: &str| isolated(text, Direction::RightToLeft);
        assert_eq!(english("Portal (2)"), "Portal (2)");
        assert_eq!(english(&format!("on {}", ltr("2026-09-25"))), "on 2026-09-25");
        assert_eq!(english("بوابة GSB"), "\u{2068}بوابة GSB\u{2069}");
        assert_eq!(english(&format!("{}: 3", own("שלום"))), "\u{2068}שלום\u{2069}: 3");
        assert_eq!(
            english(&format!("{} on {}", own("بوابة"), ltr("2026-09-25"))),
            "\u{2068}بوابة\u{2069} on \u{2066}2026-09-25\u{2069}"
        );
        assert_eq!(arabic("بوابة (2)"), "بوابة (2)");
        assert_eq!(arabic(&format!("{}: {}", own("بوابة"), ltr("3"))), "بوابة: 3");
        assert_eq!(arabic(&format!("نسبة {}", ltr("75%"))), "نسبة \u{2066}75%\u{2069}");
        assert_eq!(arabic("Portal"), "\u{2068}Portal\u{2069}");
        assert_eq!(arabic(""), "");
    }

    #[test]
    fn an_isolate_of_a_stranger_is_no_isolate() {
        assert_eq!(
            isolated("نص\u{2067}x\u{2069}", Direction::LeftToRight),
            "\u{2068}نص\u{FFFD}x\u{FFFD}\u{2069}"
        );
    }

    #[test]
    fn on_a_screen_isolates_are_islands_again() {
        let text = format!("| {} | {} |", isolated("بوابة", Direction::LeftToRight), "3");
        assert_eq!(isolates_as_islands(&text), format!("| {} | 3 |", own("بوابة")));
        let nested = "\u{2068}نص \u{2066}1-2\u{2069}\u{2069} \u{2066}a\u{2069}";
        assert_eq!(isolates_as_islands(nested), format!("{} {}", own("نص 1-2"), ltr("a")));
    }
}
