//! The law of every adapter: the terminal turns the row it is sent into the wanted row.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::super::shaping::letter;
use super::super::{Align, Base, draw_line};
use super::terminals::{RowDirection, StyledSymbol, kitty, reorders, symbols};
use super::*;

/// The symbols of a row, some of them more frequent.
fn any_symbol() -> impl Strategy<Value = &'static str> {
    let of = |symbols: &'static [&'static str]| prop::sample::select(symbols);
    prop_oneof![
        6 => of(&["ﺏ", "ﺔ", "ﻢ", "ﻼ", "ﻻ", "ﻪ\u{654}", "ـ", "ء", "ﻮ"]),
        3 => of(&[" "]),
        2 => of(&["a", "Z", "é", "e\u{301}"]),
        2 => of(&["1", "2", "0"]),
        1 => of(&["٣", "٤", "۵"]),
        1 => of(&["(", ")", "[", "]", "{", "}", "«", "»", "<"]),
        1 => of(&["%", "-", ".", ":", "/", "+", "،", "؟", "٪", "$", "_", "…"]),
        1 => of(&["│", "─", "█", "░", "→", "◂", "▸", "✓", "●"]),
        1 => of(&["日", "👍", "👍🏽", "👩\u{200D}👧"]),
        1 => of(&["א", "ש"]),
    ]
}

fn any_style() -> impl Strategy<Value = Style> {
    let modifier = prop::sample::select(vec![
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::ITALIC,
        Modifier::BOLD | Modifier::ITALIC,
        Modifier::REVERSED,
    ]);
    (modifier, any::<u8>())
        .prop_map(|(modifier, colour)| Style::new().fg(Color::Indexed(colour)).add_modifier(modifier))
}

/// Rows of arbitrary symbols in runs of one style.
fn any_row() -> impl Strategy<Value = Buffer> {
    let run = (any_style(), prop::collection::vec(any_symbol(), 1..8));
    prop::collection::vec(run, 1..6).prop_map(|runs| {
        let symbols: Vec<_> =
            runs.iter().flat_map(|(style, run)| run.iter().map(|symbol| (*symbol, *style))).collect();
        row_of(&symbols)
    })
}

fn row_of(symbols: &[(&str, Style)]) -> Buffer {
    let width = |symbol: &str| usize::from(ratatui::buffer::CellWidth::cell_width(symbol));
    let cells: usize = symbols.iter().map(|(symbol, _)| width(symbol)).sum();
    let mut buffer = Buffer::empty(Rect::new(3, 0, u16::try_from(cells).unwrap(), 1));
    let mut x = 3;
    for (symbol, style) in symbols {
        for column in 0..u16::try_from(width(symbol)).unwrap() {
            buffer[(x, 0)].set_style(*style).set_symbol(if column == 0 { symbol } else { " " });
            x += 1;
        }
    }
    buffer
}

/// A row of one style, one symbol for each character.
fn plain_row(text: &str) -> Buffer {
    let symbols: Vec<String> = text.chars().map(String::from).collect();
    row_of(&symbols.iter().map(|symbol| (symbol.as_str(), Style::new())).collect::<Vec<_>>())
}

fn sent(adapter: Adapter, text: &str) -> String {
    let mut buffer = plain_row(text);
    adapter.apply(&mut buffer, None);
    symbols(&buffer, 0).iter().map(|symbol| symbol.text.as_str()).collect()
}

/// Typical sentences, with a blank around each.
fn any_sentence() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "قناة",
        "التكامل",
        "(GSB)",
        "بنسبة",
        "75%",
        "في",
        "2026",
        "«نفاذ»",
        "(نص)",
        "سلام",
        "3.5",
        "١٢",
        "ثُمَّ",
        "and",
        "the",
        "gateway",
        "(قناة",
        "نفاذ)",
        "v1.2.3",
        "2026-09-25",
        "\u{200E}75%\u{200E}",
        "هل؟",
        "نعم،",
        "docs/adr-001.md",
        "👍",
        "هـ",
        "—",
        "[أ]",
        "10/20",
        "هٔ",
    ]);
    prop::collection::vec(words, 0..9).prop_map(|words| words.join(" "))
}

/// A typical row of a screen: two columns in a frame, a gauge, a figure.
fn any_screen_row() -> impl Strategy<Value = Buffer> {
    (any_sentence(), any_sentence(), any::<bool>()).prop_map(|(left, right, arabic)| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 1));
        buffer.set_string(0, 0, "│", Style::new());
        buffer.set_string(40, 0, "│ ███░░", Style::new());
        buffer.set_string(79, 0, "│", Style::new());
        let (base, direction) = if arabic {
            (Base::Rtl, super::super::Direction::RightToLeft)
        } else {
            (Base::Ltr, super::super::Direction::LeftToRight)
        };
        let presentation = super::super::Presentation::default();
        for (text, x, width) in [(&left, 2, 37), (&right, 48, 30)] {
            let spans = [(text.as_str(), Style::new().bold()), (" نص", Style::new().red())];
            draw_line(
                &mut buffer,
                Rect::new(x, 0, width, 1),
                &spans,
                base,
                Align::Start,
                direction,
                presentation,
            );
        }
        buffer
    })
}

type Terminal = fn(&[StyledSymbol]) -> Vec<StyledSymbol>;

/// Each adapter with a model of its terminal.
const TERMINALS: [(Adapter, Terminal); 4] = [
    (Adapter::Fence, |sent| reorders(sent, RowDirection::LeftToRight)),
    (Adapter::Inverse, |sent| reorders(sent, RowDirection::LeftToRight)),
    (Adapter::Logical, |sent| reorders(sent, RowDirection::LeftToRight)),
    (Adapter::Kitty, kitty),
];

/// The symbol as a reader sees it, without marks that take no cell. With `lenient`, a replaced digit or bracket
/// counts as the original.
fn read(symbol: &str, lenient: bool) -> String {
    let read = |c: char| match c {
        '\u{200D}'..='\u{200F}' => None,
        '\u{2800}' => Some(' '),
        '٠'..='٩' if lenient => char::from_u32(u32::from(c) - 0x660 + 0x30),
        '۰'..='۹' if lenient => char::from_u32(u32::from(c) - 0x6F0 + 0x30),
        '(' | '[' | '{' if lenient => Some('‹'),
        ')' | ']' | '}' if lenient => Some('›'),
        _ => Some(letter(c).unwrap_or(c)),
    };
    symbol.chars().filter_map(read).collect()
}

/// Checks every law on one row with one adapter.
fn check(wanted: &Buffer, adapter: Adapter, terminal: Terminal, lenient: bool) -> Result<(), TestCaseError> {
    let mut sent = wanted.clone();
    adapter.apply(&mut sent, None);
    let (wanted_symbols, sent_symbols) = (symbols(wanted, 0), symbols(&sent, 0));
    prop_assert_eq!(sent_symbols.len(), wanted_symbols.len());
    let shown = terminal(&sent_symbols);
    let texts = |symbols: &[StyledSymbol]| {
        symbols.iter().map(|symbol| read(&symbol.text, lenient)).collect::<Vec<_>>()
    };
    prop_assert_eq!(texts(&shown), texts(&wanted_symbols), "{:?} sent {:?}", adapter, texts(&sent_symbols));
    for (shown, wanted_symbol) in shown.iter().zip(&wanted_symbols) {
        let font = Modifier::BOLD | Modifier::ITALIC;
        let look = |style: Style| if adapter == Adapter::Kitty { style.remove_modifier(font) } else { style };
        prop_assert_eq!(look(shown.style).fg, look(wanted_symbol.style).fg);
        prop_assert_eq!(look(shown.style).add_modifier, look(wanted_symbol.style).add_modifier);
    }
    for (shown, wanted_symbol) in shown.iter().zip(&wanted_symbols).step_by(7) {
        let caret = |column: usize| Position::new(wanted.area.x + u16::try_from(column).unwrap(), 0);
        let moved = adapter.apply(&mut wanted.clone(), Some(caret(wanted_symbol.column)));
        prop_assert_eq!(moved, Some(caret(shown.column)));
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_terminal_shows_any_row_as_wanted(wanted in any_row()) {
        for (adapter, terminal) in TERMINALS {
            check(&wanted, adapter, terminal, true)?;
        }
    }

    #[test]
    fn a_screen_of_sentences_is_shown_exactly(wanted in any_screen_row()) {
        for (adapter, terminal) in TERMINALS {
            check(&wanted, adapter, terminal, false)?;
        }
    }

    #[test]
    fn a_terminal_that_guesses_the_direction_of_a_row_guesses_left_to_right(row in any_row()) {
        let symbols = symbols(&row, 0);
        let mut with_margin = vec![(" ", Style::new())];
        with_margin.extend(symbols.iter().map(|symbol| (symbol.text.as_str(), symbol.style)));
        for adapter in [Adapter::Fence, Adapter::Inverse] {
            check(&row_of(&with_margin), adapter, |sent| reorders(sent, RowDirection::OfFirstLetter), true)?;
        }
    }
}

#[test]
fn a_row_without_right_to_left_letters_is_sent_as_it_is() {
    for adapter in Adapter::ALL {
        for text in ["", "The gateway (GSB) 75%", "│ ███░░ → ✓ │", "日本 é"] {
            let mut buffer = plain_row(text);
            let wanted = buffer.clone();
            adapter.apply(&mut buffer, None);
            assert_eq!(buffer, wanted);
        }
    }
}

#[test]
fn a_fence_follows_every_letter_and_opens_on_a_blank_before_them() {
    assert_eq!(sent(Adapter::Fence, "│ ab ﺻﻧ"), "│ \u{200E}ab ﺻ\u{200E}ﻧ\u{200E}");
    assert_eq!(sent(Adapter::Fence, "│12ﻧ"), "│12\u{200E}ﻧ\u{200E}");
    assert_eq!(sent(Adapter::Fence, "ﻧ"), "ﻧ\u{200E}");
}

#[test]
fn blanks_are_letters_in_an_inverse_row() {
    assert_eq!(sent(Adapter::Inverse, "│ (ﺺﻧ) 75% ﺔﺒﺴﻧ"), "│⠀(ﻧﺺ)⠀75%⠀ﻧﺴﺒﺔ");
}

#[test]
fn a_number_directly_after_a_word_has_arabic_digits_if_no_word_follows_on_its_right() {
    assert_eq!(sent(Adapter::Inverse, " ﺏ12 a"), "⠀١٢ﺏ⠀a");
    assert_eq!(sent(Adapter::Inverse, " ﺏ12 ﺕ"), "⠀ﺕ 12ﺏ");
}

#[test]
fn a_bracket_that_would_form_a_wrong_pair_becomes_an_angle() {
    assert_eq!(sent(Adapter::Inverse, "(ﺏ(ﺕ"), "(ﺕ›ﺏ");
}

#[test]
fn latin_joined_with_arabic_is_sent_to_kitty_in_another_weight() {
    let mut buffer = plain_row("ﺏﺕGSB ﺙ");
    Adapter::Kitty.apply(&mut buffer, None);
    assert_eq!(symbols(&buffer, 0).iter().map(|symbol| symbol.text.as_str()).collect::<String>(), "ﺕﺏGSB ﺙ");
    let bold: Vec<u16> = (3..10).filter(|&x| buffer[(x, 0)].modifier.contains(Modifier::BOLD)).collect();
    assert_eq!(bold, [5, 6, 7]);
}

#[test]
fn a_logical_row_is_read_in_its_order_with_base_letters() {
    assert_eq!(sent(Adapter::Logical, "2026 ﻲﻓ ﻡﻼﺳ"), "س\u{200D}ﻼم في 2026");
    assert_eq!(sent(Adapter::Logical, "│ 75% ﺔﺒﺴﻧ"), "│ نسبة \u{200F}75%");
    assert_eq!(sent(Adapter::Logical, "│ ﻡﺎﻋ 12 "), "│ \u{200F}12 عام ");
}
