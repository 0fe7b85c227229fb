//! Islands: parts of a text that are read from left to right, regardless of their letters and of the text around
//! them.
//!
//! A path, a date, a version or a figure with its sign or unit must keep its order inside an Arabic sentence, and
//! must not change the order of the words next to it. Such a part is enclosed by two marks of the program's own, the
//! noncharacters U+FDD0 and U+FDD1, which Unicode reserves for use within a program. They take no cell. For the order
//! of a line they mean a left-to-right isolate (UAX #9), with one addition: the signs between the parts of a path
//! (`/`, `.`, `:` and similar) count as Latin letters, so that the folders of a path keep their order even if their
//! names are Arabic.
//!
//! A text of a user or a pack in a sentence of the interface is an island of the second kind, opened by U+FDD2: it means
//! a first-strong isolate, so it is read in the direction of its own first letter, and its signs keep their meaning.
//!
//! An island is on one line and contains no other. A mark without its pair has no meaning and is drawn as U+FFFD.
//! Texts from files and users lose their marks on input ([`distrusted`]), and no text leaves the program with marks
//! ([`without_islands`]).

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

/// Opens an island that is read from left to right.
pub(super) const OPEN: char = '\u{FDD0}';

/// Opens an island that is read in the direction of its first letter.
pub(super) const OPEN_OWN: char = '\u{FDD2}';

/// Closes an island.
pub(super) const CLOSE: char = '\u{FDD1}';

/// Makes a left-to-right island of a date, an identifier, a path, a version or a figure with its sign or unit, so
/// that it keeps its order inside Arabic. Islands in `text` become part of it. A line feed splits it, because an
/// island is on one line.
pub fn ltr(text: &str) -> String {
    enclosed(text, OPEN)
}

/// Makes an island of a text of a user or a pack that is read in the direction of its own first letter. Otherwise like
/// [`ltr`].
pub fn own(text: &str) -> String {
    enclosed(text, OPEN_OWN)
}

fn enclosed(text: &str, open: char) -> String {
    let flat = without_islands(text);
    let mut out = String::with_capacity(flat.len() + 6);
    for (place, line) in flat.split('\n').enumerate() {
        if place > 0 {
            out.push('\n');
        }
        if !line.is_empty() {
            out.push(open);
            out.push_str(line);
            out.push(CLOSE);
        }
    }
    out
}

/// A path as a left-to-right island, because folders with Arabic names are read from the root too.
pub fn ltr_path(path: impl AsRef<Path>) -> String {
    ltr(&path.as_ref().display().to_string())
}

/// Whether a text is exactly one island, as [`ltr`] makes it.
pub fn is_island(text: &str) -> bool {
    is_one_island(text, OPEN)
}

/// Whether a text is exactly one island, as [`own`] makes it.
pub(super) fn is_own(text: &str) -> bool {
    is_one_island(text, OPEN_OWN)
}

fn is_one_island(text: &str, open: char) -> bool {
    text.strip_prefix(open).and_then(length).is_some_and(|bytes| bytes + 2 * OPEN.len_utf8() == text.len())
}

/// A text from outside with island marks replaced by U+FFFD, so that they are visible and have no meaning.
pub fn distrusted(text: &str) -> Cow<'_, str> {
    if !text.contains(is_mark) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(is_mark, "\u{FFFD}"))
}

/// A text without the marks of its islands, for a file, a pipe or another program. A mark without its pair becomes
/// U+FFFD.
pub fn without_islands(text: &str) -> Cow<'_, str> {
    with_islands_as(text, |inside| inside)
}

/// A text with its islands, and with U+FFFD for marks without their pair: for a value that may come from this
/// program.
pub fn with_whole_islands(text: &str) -> Cow<'_, str> {
    with_islands_as(text, |inside| inside.start - MARK..inside.end + MARK)
}

/// Copies a text. `kept` gets the bytes of each island without its marks and returns the bytes to copy; all other
/// marks become U+FFFD.
fn with_islands_as(text: &str, kept: fn(Range<usize>) -> Range<usize>) -> Cow<'_, str> {
    if !text.contains(is_mark) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    for island in islands_in(text) {
        out.push_str(&distrusted(part(text, start..island.start - MARK)));
        start = island.end + MARK;
        out.push_str(part(text, kept(island)));
    }
    out.push_str(&distrusted(part(text, start..text.len())));
    Cow::Owned(out)
}

/// The length of a mark in bytes.
pub(super) const MARK: usize = OPEN.len_utf8();

/// Whether a character is one of the marks.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, OPEN | OPEN_OWN | CLOSE)
}

/// Whether a character is a mark that opens an island.
pub(super) fn opens(c: char) -> bool {
    matches!(c, OPEN | OPEN_OWN)
}

/// Whether the island of a text in this range is read in the direction of its own first letter.
pub(super) fn reads_its_own_way(text: &str, island: &Range<usize>) -> bool {
    part(text, 0..island.start).ends_with(OPEN_OWN)
}

/// The texts of the islands of a text that [`ltr`] made.
pub fn ltr_islands_in(text: &str) -> impl Iterator<Item = &str> {
    islands_in(text).filter(|island| !reads_its_own_way(text, island)).map(|island| part(text, island))
}

/// Whether a part of a text is an island that is read in the direction of its own first letter, as [`own`] makes it.
pub fn has_own_island(text: &str) -> bool {
    text.contains(OPEN_OWN) && islands_in(text).any(|island| reads_its_own_way(text, &island))
}

/// The length of an island in bytes, given the text after its opening mark; `None` if it has no end on its line.
pub(super) fn length(behind: &str) -> Option<usize> {
    let end = behind.find(|c| is_mark(c) || c == '\n')?;
    part(behind, end..behind.len()).starts_with(CLOSE).then_some(end)
}

/// The byte ranges of the islands of a text, without their marks. Reads every byte at most twice.
pub fn islands_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + part(text, at..text.len()).find(opens)? + MARK;
            let Some(bytes) = length(part(text, start..text.len())) else {
                at = start;
                continue;
            };
            at = start + bytes + MARK;
            return Some(start..start + bytes);
        }
    })
}

fn part(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// Whether a character separates the parts of a path, an address, a version or a time.
pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '/' | '\\' | '.' | ':' | ';' | ',' | '=' | '?' | '&' | '#' | '@' | '|')
}

#[cfg(test)]
mod tests {
    use super::super::tests::unshaped;
    use super::super::{Base, Paragraph, Presentation, logical, measure, visual};
    use super::*;

    const PATH: &str = "/home/user/تقييم/واحد.yaml:3";
    const SEEN: &str = "/home/user/مييقت/دحاو.yaml:3";

    fn seen(text: &str, base: Base) -> String {
        unshaped(&visual(text, base, Presentation::default()))
    }

    #[test]
    fn a_path_with_arabic_letters_is_whole_and_in_its_own_order() {
        let path = ltr(PATH);
        assert_eq!(seen(&path, Base::Ltr), SEEN);
        assert_eq!(seen(&path, Base::Rtl), SEEN);
        assert_eq!(seen(&format!("في {path} خطأ"), Base::Rtl), format!("أطخ {SEEN} يف"));
        assert_eq!(seen(&format!("ملف{path}ملف"), Base::Rtl), format!("فلم{SEEN}فلم"));
        assert_eq!(seen(&format!("In {path} line"), Base::Ltr), format!("In {SEEN} line"));
        assert_eq!(seen(&format!("ملف{path}ملف"), Base::Ltr), format!("فلم{SEEN}فلم"));
    }

    #[test]
    fn a_name_of_several_arabic_words_is_read_from_the_right_inside_its_path() {
        assert_eq!(seen(&ltr("/a/تقييم واحد/b"), Base::Rtl), "/a/دحاو مييقت/b");
        assert_eq!(seen(&ltr("تقييم-2026.yaml"), Base::Rtl), "2026-مييقت.yaml");
        assert_eq!(seen(&ltr("C:\\بيانات\\ملف"), Base::Rtl), "C:\\تانايب\\فلم");
    }

    #[test]
    fn islands_follow_one_another_in_the_order_of_the_sentence() {
        let (one, two) = (ltr("+1%"), ltr("b-2"));
        assert_eq!(seen(&format!("من {one}، {two}"), Base::Rtl), "b-2 ،+1% نم");
        assert_eq!(seen(&format!("{one}{two}"), Base::Rtl), "b-2+1%");
        assert_eq!(seen(&format!("{one}{two}"), Base::Ltr), "+1%b-2");
        assert_eq!(seen(&format!("نص ({one})"), Base::Rtl), "(+1%) صن");
    }

    #[test]
    fn an_island_stays_whole_next_to_a_letter_of_the_other_direction() {
        assert_eq!(seen(&format!("abc{}نص", ltr("ا/ب")), Base::Ltr), "abcا/بصن");
        assert_eq!(seen(&format!("{}نص", ltr("a ب")), Base::Ltr), "a بصن");
        assert_eq!(seen(&format!("{}نص", ltr("75%")), Base::Ltr), "75%صن");
    }

    #[test]
    fn a_paragraph_breaks_inside_an_island_in_the_order_of_the_path() {
        let text = format!("الملف {} خطأ", ltr("/a/تقييم واحد اثنان/x"));
        let paragraph = Paragraph::plain(&text, Base::Rtl);
        let lines: Vec<String> =
            paragraph.wrap(14).into_iter().map(|line| unshaped(&paragraph.visual_string(line))).collect();
        assert_eq!(lines, ["/a/مييقت فلملا", "نانثا دحاو/x", "أطخ"]);
    }

    #[test]
    fn letters_do_not_join_across_the_edge_of_an_island() {
        let text = format!("ب{}ب", ltr("ب"));
        assert_eq!(visual(&text, Base::Rtl, Presentation::default()), "\u{FE8F}\u{FE8F}\u{FE8F}");
    }

    #[test]
    fn marks_take_no_cell_and_never_leave_the_program() {
        let text = format!("في {} و{}", ltr(PATH), ltr("75%"));
        assert_eq!(measure(&text), 2 + 1 + measure(PATH) + 2 + 3);
        assert_eq!(without_islands(&text), format!("في {PATH} و75%"));
        assert_eq!(logical(&text), format!("في {PATH} و75%"));
    }

    #[test]
    fn an_inner_island_is_absorbed_and_a_line_feed_splits_an_island() {
        assert_eq!(ltr(&format!("({})", ltr("a"))), ltr("(a)"));
        assert_eq!(ltr("a\n\nb"), format!("{}\n\n{}", ltr("a"), ltr("b")));
        assert_eq!(ltr(""), "");
        assert!(is_island(&ltr("a")) && !is_island("a") && !is_island(&format!("{} ", ltr("a"))));
        assert!(!is_island(&format!("{}{}", ltr("a"), ltr("b"))));
    }

    #[test]
    fn a_mark_without_its_pair_is_visible_and_has_no_effect() {
        for text in
            ["a\u{FDD0}b", "a\u{FDD1}b", "a\u{FDD0}\nb\u{FDD1}", "\u{FDD0}a\u{FDD0}b\u{FDD1}", "\u{FDD1}"]
        {
            let seen = seen(text, Base::Ltr);
            assert!(seen.contains('\u{FFFD}') && !seen.contains(is_mark), "{text:?}: {seen:?}");
            assert!(without_islands(text).contains('\u{FFFD}') && !without_islands(text).contains(is_mark));
            assert!(!with_whole_islands(&format!("{text}\u{FDD1}\n\u{FDD0}")).ends_with(OPEN));
        }
        assert_eq!(ltr("a\u{FDD0}b"), format!("{OPEN}a\u{FFFD}b{CLOSE}"));
        assert_eq!(distrusted(&ltr("a")), "\u{FFFD}a\u{FFFD}");
    }
}
