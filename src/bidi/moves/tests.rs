//! Positions of the caret in texts of every kind, and the way of an arrow key through them.

use super::super::{Base, Paragraph};
use super::ScreenSide;

/// Each text with its base, and the column of the caret before each of its characters and at its end.
const COLUMNS: &[(&str, Base, &[usize])] = &[
    ("", Base::Ltr, &[0]),
    ("", Base::Rtl, &[0]),
    ("platform", Base::Ltr, &[0, 1, 2, 3, 4, 5, 6, 7, 8]),
    ("API", Base::Rtl, &[1, 2, 3, 0]),
    ("منصة", Base::Rtl, &[4, 3, 2, 1, 0]),
    ("منصة", Base::Ltr, &[3, 2, 1, 0, 4]),
    ("اب GSB جد", Base::Rtl, &[9, 8, 7, 4, 5, 6, 3, 2, 1, 0]),
    ("اب GSB جد", Base::Ltr, &[1, 0, 2, 3, 4, 5, 6, 8, 7, 9]),
    ("ab اب cd", Base::Ltr, &[0, 1, 2, 4, 3, 5, 6, 7, 8]),
    ("ab اب cd", Base::Rtl, &[7, 8, 6, 5, 4, 3, 1, 2, 0]),
    ("سلام", Base::Rtl, &[3, 2, 2, 1, 0]),
    ("لا", Base::Rtl, &[1, 1, 0]),
    ("لا", Base::Ltr, &[0, 0, 1]),
    ("بلا API", Base::Rtl, &[6, 5, 5, 4, 1, 2, 3, 0]),
    ("الإلكتروني", Base::Rtl, &[9, 8, 8, 7, 6, 5, 4, 3, 2, 1, 0]),
    ("ثُمَّ", Base::Rtl, &[2, 2, 1, 1, 1, 0]),
    ("لَا", Base::Rtl, &[1, 1, 1, 0]),
    ("مَنَصَّة 5", Base::Rtl, &[6, 6, 5, 5, 4, 4, 4, 3, 2, 1, 0]),
    ("في 75 من", Base::Rtl, &[8, 7, 6, 4, 5, 3, 2, 1, 0]),
    ("عام 2026", Base::Rtl, &[8, 7, 6, 5, 1, 2, 3, 4, 0]),
    ("2026", Base::Rtl, &[1, 2, 3, 4, 0]),
    ("12-09", Base::Rtl, &[1, 2, 3, 4, 5, 0]),
    ("٣٫٥ نقطة", Base::Rtl, &[6, 7, 8, 5, 4, 3, 2, 1, 0]),
    ("(نفاذ)", Base::Rtl, &[6, 5, 4, 3, 2, 1, 0]),
    ("نص (GSB) ثم", Base::Rtl, &[11, 10, 9, 8, 5, 6, 7, 4, 3, 2, 1, 0]),
    ("see (نفاذ).", Base::Ltr, &[0, 1, 2, 3, 4, 8, 7, 6, 5, 9, 10, 11]),
    ("«نص»", Base::Ltr, &[0, 2, 1, 3, 4]),
    ("a👍🏽b", Base::Ltr, &[0, 1, 1, 3, 4]),
    ("نص 👨\u{200D}👩\u{200D}👧 ب", Base::Rtl, &[7, 6, 5, 3, 3, 3, 3, 3, 2, 1, 0]),
    ("日本", Base::Ltr, &[0, 2, 4]),
    ("e\u{301}a", Base::Ltr, &[0, 0, 1, 2]),
    ("ا  ", Base::Rtl, &[3, 2, 1, 0]),
    ("ab  ", Base::Rtl, &[3, 4, 2, 1, 0]),
    ("نص\u{200E}", Base::Rtl, &[2, 1, 0, 0]),
    ("ب C+\u{200E}", Base::Rtl, &[4, 3, 1, 2, 0, 0]),
    ("می\u{200C}شود", Base::Rtl, &[5, 4, 4, 3, 2, 1, 0]),
    ("ab\tc", Base::Ltr, &[0, 1, 2, 3, 4]),
    ("منصة API ثم x", Base::Rtl, &[13, 12, 11, 10, 9, 6, 7, 8, 5, 4, 3, 2, 1, 0]),
];

fn boundaries(text: &str) -> impl Iterator<Item = usize> {
    (0..=text.len()).filter(|&byte| text.is_char_boundary(byte))
}

#[test]
fn the_caret_is_in_the_cell_of_the_next_letter() {
    for &(text, base, expected) in COLUMNS {
        let paragraph = Paragraph::plain(text, base);
        let columns: Vec<usize> =
            boundaries(text).map(|byte| paragraph.caret_in(paragraph.whole(), byte).column).collect();
        assert_eq!(columns, expected, "{text} {base:?}");
    }
}

/// Every column of the caret from one end of the line to the other, in the order of an arrow key.
fn walked(paragraph: &Paragraph, from: usize, side: ScreenSide) -> Vec<usize> {
    let next = |byte: &usize| paragraph.beside_in(paragraph.whole(), *byte, side);
    std::iter::successors(Some(from), next)
        .map(|byte| paragraph.caret_in(paragraph.whole(), byte).column)
        .collect()
}

#[test]
fn an_arrow_key_stops_once_in_every_cell_and_never_turns_back() {
    for &(text, base, columns) in COLUMNS {
        let paragraph = Paragraph::plain(text, base);
        let mut stops = columns.to_vec();
        stops.sort_unstable();
        stops.dedup();
        assert_eq!(
            walked(&paragraph, paragraph.hit_in(paragraph.whole(), 0), ScreenSide::Right),
            stops,
            "{text} {base:?}"
        );
        let right_end =
            paragraph.hit_in(paragraph.whole(), paragraph.caret_in(paragraph.whole(), 0).columns - 1);
        stops.reverse();
        assert_eq!(walked(&paragraph, right_end, ScreenSide::Left), stops, "{text} {base:?}");
    }
}

#[test]
fn every_cell_leads_back_to_the_letter_in_it() {
    for &(text, base, _) in COLUMNS {
        let paragraph = Paragraph::plain(text, base);
        for column in 0..paragraph.caret_in(paragraph.whole(), 0).columns {
            let byte = paragraph.hit_in(paragraph.whole(), column);
            let width = paragraph.clusters().iter().find(|cluster| cluster.bytes().start == byte);
            let width = width.map_or(1, super::super::Cluster::width);
            let left = paragraph.caret_in(paragraph.whole(), byte).column;
            assert!((left..left + width).contains(&column), "{text} {base:?}: {column} leads to {left}");
        }
    }
}

#[test]
fn a_selected_letter_is_selected_in_its_own_cell() {
    for &(text, base, columns) in COLUMNS {
        let paragraph = Paragraph::plain(text, base);
        for cluster in paragraph.clusters() {
            let runs = paragraph.selected_in(paragraph.whole(), &cluster.bytes());
            let column = columns[boundaries(text).position(|byte| byte == cluster.bytes().start).unwrap()];
            assert_eq!(runs.first(), Some(&(column..column + cluster.width())), "{text} {base:?}");
            assert_eq!(runs.len(), 1);
        }
        let all = paragraph.selected_in(paragraph.whole(), &(0..text.len()));
        let cells: usize = all.iter().map(ExactSizeIterator::len).sum();
        assert_eq!(cells, paragraph.full_width(), "{text} {base:?}");
        assert!(all.len() <= 1, "{text} {base:?}");
    }
}

#[test]
fn a_selection_across_directions_is_several_runs() {
    let paragraph = Paragraph::plain("اب GSB جد", Base::Rtl);
    let runs = |selection| paragraph.selected_in(paragraph.whole(), &selection);
    // From the second Arabic letter to the first Latin one: their cells are not adjacent.
    assert_eq!(runs(2..6), [4..5, 7..9]);
    assert_eq!(runs(0..6), [4..5, 7..10]);
    assert!(runs(3..3).is_empty());
}

#[test]
fn control_and_an_arrow_go_to_the_word_on_that_side() {
    let text = "اب GSB جد";
    let paragraph = Paragraph::plain(text, Base::Rtl);
    let walk = |from: usize, side| {
        let next = |byte: &usize| paragraph.word_beside_in(paragraph.whole(), *byte, side);
        std::iter::successors(Some(from), next)
            .map(|byte| paragraph.caret_in(paragraph.whole(), byte).column)
            .collect::<Vec<usize>>()
    };
    assert_eq!(walk(0, ScreenSide::Left), [9, 4, 2, 0]);
    assert_eq!(walk(text.len(), ScreenSide::Right), [0, 2, 4, 9]);
    let english = Paragraph::plain("one  two", Base::Ltr);
    let word_from = |byte, side| english.word_beside_in(english.whole(), byte, side);
    assert_eq!([word_from(0, ScreenSide::Right), word_from(6, ScreenSide::Right)], [Some(5), Some(8)]);
    assert_eq!(
        [word_from(8, ScreenSide::Left), word_from(7, ScreenSide::Left), word_from(0, ScreenSide::Left)],
        [Some(5), Some(5), None]
    );
}

#[test]
fn the_caret_does_not_leave_its_line_of_a_wrapped_text() {
    let paragraph = Paragraph::plain("abc def", Base::Ltr);
    let lines = paragraph.wrap(4);
    assert_eq!(
        (paragraph.start_in(&lines, 1), paragraph.end_in(&lines, 0), paragraph.end_in(&lines, 1)),
        (4, 3, 7)
    );
    assert_eq!(paragraph.beside_in(lines[0].clone(), 3, ScreenSide::Right), None);
    assert_eq!(paragraph.beside_in(lines[1].clone(), 4, ScreenSide::Left), None);
    let split = Paragraph::plain("abcdef", Base::Ltr);
    let lines = split.wrap(3);
    assert_eq!(
        (split.end_in(&lines, 0), split.beside_in(lines[0].clone(), 2, ScreenSide::Right)),
        (2, Some(3))
    );
}
