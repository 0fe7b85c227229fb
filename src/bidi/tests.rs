//! Laws of the room: what a reader sees of any text.

use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::*;

/// The visual order with the default presentation.
fn visual(text: &str, base: Base) -> String {
    super::visual(text, base, Presentation::default())
}

/// The letters that a reader reads: those of the presentation forms, from left to right.
pub(super) fn unshaped(visual: &str) -> String {
    visual.chars().flat_map(letters_of).collect()
}

fn letters_of(form: char) -> Vec<char> {
    let joins = [(false, false), (false, true), (true, false), (true, true)];
    let is_form_of = |&letter: &char| {
        letter != form && joins.iter().any(|&(before, after)| shaping::form(letter, before, after) == form)
    };
    let is_ligature_of =
        |&alef: &char| [false, true].iter().any(|&before| shaping::lam_alef(alef, before) == Some(form));
    if let Some(letter) = ('\u{621}'..='\u{6D3}').find(is_form_of) {
        return vec![letter];
    }
    ('\u{622}'..='\u{627}').find(is_ligature_of).map_or(vec![form], |alef| vec![alef, shaping::LAM])
}

/// Removes the differences between GNU fribidi and this program: fribidi spells a lone hamza as U+0621 and keeps
/// tashkeel.
fn fribidi(text: &str) -> String {
    text.chars()
        .filter(|&c| !safe::is_tashkeel(c))
        .map(|c| if c == '\u{621}' { '\u{FE80}' } else { c })
        .collect()
}

fn differences(gold: &str, base: Base) -> Vec<String> {
    let lines = gold.lines().map(|line| line.split_once('\t').expect("logical, a tab, visual"));
    lines
        .filter(|(logical, expected)| visual(logical, base) != fribidi(expected))
        .map(|(logical, expected)| format!("{logical}\n{expected}\n{}\n", visual(logical, base)))
        .collect()
}

#[test]
fn every_line_agrees_with_fribidi_at_a_right_to_left_base() {
    let gold = include_str!("../../tests/data/bidi-gold-rtl.tsv");
    assert_eq!(gold.lines().count(), 400);
    assert_eq!(differences(gold, Base::Rtl), Vec::<String>::new());
}

#[test]
fn every_line_agrees_with_fribidi_at_a_left_to_right_base() {
    let gold = include_str!("../../tests/data/bidi-gold-ltr.tsv");
    assert_eq!(gold.lines().count(), 400);
    assert_eq!(differences(gold, Base::Ltr), Vec::<String>::new());
}

/// Texts of kinds that break programs, mixed with arbitrary characters.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "سلام",
        "لا",
        "ل",
        "ا",
        "إ",
        "ب",
        "َ",
        "\u{653}",
        "(",
        ")",
        "«",
        "12",
        "٣٤",
        "%",
        "-",
        " ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "GSB",
        "é",
        "e\u{301}",
        "日",
        "👩",
        "\u{200D}",
        "👍🏽",
        "🇸",
        "🇦",
        "\u{200C}",
        "\u{200E}",
        "\u{200F}",
        "\u{61C}",
        "\u{202E}",
        "\u{202C}",
        "\u{2067}",
        "\u{2069}",
        "\u{2028}",
        "\u{85}",
        "\u{1B}[2J",
        "\u{E0041}",
        "\u{FE0F}",
        "\u{1100}",
        "\u{1161}",
        "क्षि",
        "\u{94D}",
        "\u{6DD}",
        "\u{600}",
        "שָׁ",
        "\u{FDF2}",
        "\u{115F}",
        "\u{3164}",
        "\u{AD}",
        "\u{FEFF}",
        "\u{FF9E}",
        "\u{17B4}",
        "\u{A0}",
        "\u{3000}",
        "…",
    ]);
    let piece = prop_oneof![8 => pieces.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn any_base() -> impl Strategy<Value = Base> {
    prop::sample::select(vec![Base::Ltr, Base::Rtl, Base::default(), Base::Own(Direction::RightToLeft)])
}

pub(super) fn is_command(c: char) -> bool {
    c.is_control() || safe::stand_in(c).is_some() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}')
}

fn drawn(text: &str, base: Base) -> (u16, Buffer) {
    let width = u16::try_from(measure(text)).unwrap();
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
    let area = buffer.area;
    let spans = [(text, Style::new())];
    let paragraph = Paragraph::plain(text, base);
    let rtl = paragraph.begins_right(&paragraph.whole());
    let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
    let cells = draw_line(&mut buffer, area, &spans, base, Align::Start, direction, Presentation::default());
    (cells, buffer)
}

/// The cells of a buffer that a terminal is sent, without those behind a wide symbol.
fn sent(buffer: &Buffer) -> Vec<&str> {
    let (mut x, mut sent) = (0, vec![]);
    while x < buffer.area.width {
        let symbol = buffer[(x, 0)].symbol();
        sent.push(symbol);
        x += symbol.cell_width().max(1);
    }
    sent
}

proptest! {
    #[test]
    fn drawing_takes_the_measured_cells(text in any_text(), base in any_base()) {
        let (cells, buffer) = drawn(&text, base);
        prop_assert_eq!(usize::from(cells), measure(&text));
        let sent = sent(&buffer);
        prop_assert_eq!(sent.iter().map(|symbol| symbol.cell_width()).sum::<u16>(), cells);
        prop_assert_eq!(sent.concat(), visual(&text, base));
    }

    #[test]
    fn no_command_of_a_text_reaches_a_cell(text in any_text(), base in any_base()) {
        let (_, buffer) = drawn(&text, base);
        prop_assert!(!sent(&buffer).concat().chars().any(is_command));
        prop_assert!(!visual(&text, base).chars().any(is_command));
    }

    #[test]
    fn a_line_for_a_widget_equals_a_drawn_line(text in any_text(), base in any_base()) {
        let paragraph = Paragraph::plain(&text, base);
        let line = paragraph.line(paragraph.whole());
        let (_, expected) = drawn(&text, base);
        let mut buffer = Buffer::empty(expected.area);
        buffer.set_line(0, 0, &line, expected.area.width);
        prop_assert_eq!(buffer, expected);
    }

    #[test]
    fn every_line_has_every_cluster_once(text in any_text(), base in any_base(), width in 0_usize..20) {
        let paragraph = Paragraph::plain(&text, base);
        for line in paragraph.wrap(width) {
            let mut order: Vec<usize> = paragraph.visual(line.clone()).iter().map(|placed| placed.cluster).collect();
            order.sort_unstable();
            prop_assert_eq!(order, line.collect::<Vec<_>>());
        }
    }

    #[test]
    fn wrapping_loses_only_blanks_and_keeps_to_the_width(text in any_text(), base in any_base(), width in 0_usize..20) {
        let paragraph = Paragraph::plain(&text, base);
        let mut next = 0;
        for line in paragraph.wrap(width) {
            prop_assert!(paragraph.clusters().get(next..line.start).unwrap().iter().all(Cluster::is_blank));
            prop_assert!(paragraph.width(line.clone()) <= width.max(1) || line.len() == 1);
            next = line.end;
        }
        prop_assert!(paragraph.clusters().get(next..).unwrap().iter().all(Cluster::is_blank));
    }

    #[test]
    fn a_cut_text_keeps_to_the_width(text in any_text(), base in any_base(), width in 0_usize..20) {
        let paragraph = Paragraph::plain(&text, base);
        let (range, cut) = paragraph.fit(width);
        prop_assert!(paragraph.width(range.clone()) + usize::from(cut) <= width);
        prop_assert!(cut || width == 0 || range == paragraph.whole());
    }

    #[test]
    fn a_click_on_the_caret_leaves_it_where_it_is(text in any_text(), base in any_base(), at in any::<prop::sample::Index>()) {
        let paragraph = Paragraph::plain(&text, base);
        let byte = at.index(text.len() + 1);
        let caret = paragraph.caret_in(paragraph.whole(), byte);
        prop_assert!(caret.column < caret.columns);
        prop_assert_eq!(caret.columns, measure(&text) + 1);
        prop_assert_eq!(paragraph.caret_in(paragraph.whole(), paragraph.hit_in(paragraph.whole(), caret.column)), caret);
    }

    #[test]
    fn the_arrows_cross_the_whole_line_and_never_turn_back(text in any_text(), base in any_base()) {
        let paragraph = Paragraph::plain(&text, base);
        let end = paragraph.caret_in(paragraph.whole(), 0).columns - 1;
        let right_end = paragraph.caret_in(paragraph.whole(), paragraph.hit_in(paragraph.whole(), end)).column;
        let left_end = paragraph.caret_in(paragraph.whole(), paragraph.hit_in(paragraph.whole(), 0)).column;
        for (start, side, goal) in [(0, ScreenSide::Right, right_end), (end, ScreenSide::Left, left_end)] {
            let mut byte = paragraph.hit_in(paragraph.whole(), start);
            let mut columns = vec![paragraph.caret_in(paragraph.whole(), byte).column];
            for _ in 0..=text.len() {
                byte = paragraph.beside_in(paragraph.whole(), byte, side).unwrap_or(byte);
                columns.push(paragraph.caret_in(paragraph.whole(), byte).column);
            }
            prop_assert_eq!(columns.last(), Some(&goal));
            prop_assert!(columns.is_sorted() || columns.iter().rev().is_sorted());
            columns.dedup();
            prop_assert_eq!(columns.len(), paragraph.clusters().len() + 1);
        }
    }

    #[test]
    fn a_plain_text_is_not_changed(text in "[ -~à-ʯ—–…─-▓]{0,20}") {
        prop_assert!(is_plain_ltr(&text));
        let paragraph = Paragraph::plain(&text, Base::Ltr);
        prop_assert_eq!(paragraph.visual_string(paragraph.whole()), text.clone());
        prop_assert_eq!(measure(&text), text.chars().count());
    }

    #[test]
    fn a_text_reported_as_plain_is_not_changed(text in any_text()) {
        let paragraph = Paragraph::plain(&text, Base::default());
        prop_assert!(!is_plain_ltr(&text) || paragraph.visual_string(paragraph.whole()) == text);
    }

    #[test]
    fn a_printed_text_has_the_measured_width(text in "[ا-يلا ﻻa-z0-9()٪.،]{0,30}", base in any_base()) {
        prop_assert_eq!(measure(&visual(&text, base)), measure(&text));
    }
}
