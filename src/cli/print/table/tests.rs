//! Tests of printed tables.

use super::super::Outlet;
use super::super::paint::Painter;
use super::super::tests::{SharedBuffer, on_screen, sent};
use ratatui::style::Style;

use super::*;
use crate::bidi::{Adapter, terminals::shown};
use crate::i18n::Language;
use crate::report::{Column, Tone, ValueKind};

fn painted(style: Style, text: &str) -> String {
    let mut painted = String::new();
    Painter::default().paint(&mut painted, style, text);
    painted
}

fn table(words: &str) -> TableText {
    let cell = |text: &str, tone| CellText { text: text.to_owned(), tone };
    TableText {
        title: "T".to_owned(),
        columns: vec![Column::text("area", "Area"), Column::new(ValueKind::Level, "level", "Level")],
        rows: vec![vec![cell(words, Tone::Good), cell("3", Tone::Plain)]],
        notes: Vec::new(),
    }
}

#[test]
fn the_first_column_is_on_the_right_in_arabic() {
    let lines = on_screen(Language::Arabic, 30, |out| out.table(&table("Cloud")));
    assert_eq!(lines.get(2).map(|line| line.trim()), Some("│ Level ┆  Area │"));
    assert_eq!(lines.get(4).map(|line| line.trim()), Some("│     3 ┆ Cloud │"));
    assert!(lines.iter().skip(1).all(|line| measure(line) == 30), "{lines:#?}");
}

#[test]
fn a_table_fits_any_screen_and_loses_no_word() {
    let words = "several words of one long cell";
    for (language, columns) in [(Language::English, 30), (Language::Arabic, 24), (Language::English, 18)] {
        let lines = on_screen(language, columns, |out| out.table(&table(words)));
        assert!(lines.iter().all(|line| measure(line) <= columns), "{lines:#?}");
        assert!(words.split(' ').all(|word| lines.iter().any(|line| line.contains(word))), "{lines:#?}");
    }
}

#[test]
fn a_table_with_more_columns_than_fit_becomes_several_with_the_first_column_in_each() {
    for (language, columns) in [(Language::English, 60), (Language::Arabic, 60), (Language::English, 12)] {
        let cell = |text: &str| CellText { text: text.to_owned(), tone: Tone::Plain };
        let many = TableText {
            title: "T".to_owned(),
            columns: (0..14).map(|number| Column::text("c", format!("Heading{number}"))).collect(),
            rows: vec![(0..14).map(|number| cell(&format!("cell{number:02}"))).collect()],
            notes: Vec::new(),
        };
        let lines = on_screen(language, columns, |out| out.table(&many));
        assert!(lines.iter().all(|line| measure(line) <= columns), "{lines:#?}");
        if columns == 60 {
            for number in 1..14 {
                let holds = |line: &&String| line.contains(&format!("cell{number:02}"));
                let row = lines.iter().find(holds).unwrap_or_else(|| panic!("{number}: {lines:#?}"));
                assert!(row.contains("cell00"), "{row}");
            }
        }
    }
}

#[test]
fn each_tone_of_a_cell_is_printed_in_the_style_of_its_role() {
    let tones = [Tone::Muted, Tone::Good, Tone::Warning, Tone::Bad, Tone::Strong];
    let buffer = SharedBuffer::default();
    let mut out = Printer::captured(Box::new(buffer.clone()), Outlet::Terminal, Language::English, true);
    let row = |tone: &Tone| vec![CellText { text: format!("{tone:?}"), tone: *tone }];
    let columns = vec![Column::text("tone", "Heading")];
    let table =
        TableText { title: String::new(), columns, rows: tones.iter().map(row).collect(), notes: Vec::new() };
    out.table(&table).unwrap();
    let printed = buffer.text();
    for tone in tones {
        let (style, word) = (out.look(tone.role()), format!("{tone:?}"));
        assert_ne!(style, ratatui::style::Style::new(), "{word}");
        assert!(printed.contains(&painted(style, &word)), "{word}: {printed:?}");
    }
    assert!(printed.contains(&painted(out.look(Role::Heading), "Heading")), "{printed:?}");
}

#[test]
fn a_terminal_that_reorders_shows_the_table_as_it_was_laid_out() {
    let words = "قناة التكامل (GSB) بنسبة 75% في 2026-09-25، «نص» ثم 12";
    for (language, columns) in [(Language::Arabic, 60), (Language::Arabic, 21), (Language::English, 90)] {
        let print = |adapter, columns| sent(language, columns, adapter, |out| out.table(&table(words)));
        let margin = usize::from(language == Language::Arabic);
        let wanted = print(Adapter::Visual, columns);
        for adapter in [Adapter::Fence, Adapter::Inverse] {
            let sent = print(adapter, columns + margin);
            let is_written = |line: &&str| !line.is_empty();
            let shown: Vec<String> = sent.lines().filter(is_written).map(shown).collect();
            let placed = |line: &str| format!("{}{line}", " ".repeat(margin));
            let wanted = wanted.lines().filter(is_written).map(placed);
            assert_eq!(shown, wanted.collect::<Vec<_>>(), "{adapter:?}");
        }
    }
}

#[test]
fn arabic_letters_are_joined_in_cells() {
    let lines = on_screen(Language::Arabic, 40, |out| out.table(&table("المجال")));
    let joined = |c: char| matches!(c, '\u{FE70}'..='\u{FEFC}');
    assert!(lines.join("").chars().any(joined) && !lines.join("").contains('م'));
}
