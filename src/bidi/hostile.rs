//! Texts that break programs: whatever is in them, what is drawn has the width that was measured, and nothing in it is
//! obeyed by a terminal.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::*;

const EVERY_PRESENTATION: [Presentation; 2] = [
    Presentation { digits: Digits::Latin, tashkeel: Tashkeel::Hidden, figures: Figures::Standard },
    Presentation { digits: Digits::Arabic, tashkeel: Tashkeel::Shown, figures: Figures::Whole },
];

/// What is wrong with a text as it is drawn, measured, wrapped and walked through; nothing when all is well.
fn wrong(text: &str) -> Option<String> {
    for base in [Base::Ltr, Base::Rtl, Base::Auto] {
        for presentation in EVERY_PRESENTATION {
            if let Some(wrong) = wrong_in(text, base, presentation) {
                return Some(format!("{wrong} in {text:?} at {base:?}, {presentation:?}"));
            }
        }
    }
    None
}

fn wrong_in(text: &str, base: Base, presentation: Presentation) -> Option<String> {
    let shown = visual(text, base, presentation);
    if let Some(letter) = shown.chars().find(|letter| is_obeyed(*letter)) {
        return Some(format!("{letter:?} is sent"));
    }
    let width = measure(text);
    let spans = [(text, Style::new())];
    let mut row = Buffer::empty(Rect::new(0, 0, u16::try_from(width + 4).unwrap_or(u16::MAX), 1));
    let area = Rect { width: row.area.width - 4, ..row.area };
    draw_line(&mut row, area, &spans, base, Align::Start, Direction::LeftToRight, presentation);
    let mut x = 0;
    while x < row.area.width {
        let symbol = row[(x, 0)].symbol();
        let cells = symbol.cell_width();
        if !(1..=2).contains(&cells) || symbol.chars().any(is_obeyed) || (x >= area.width && symbol != " ") {
            return Some(format!("the cell {x} of {width} holds {symbol:?}"));
        }
        x += cells;
    }
    let paragraph = Paragraph::presented(&spans, base, presentation);
    let mut drawn = 0;
    for line in paragraph.wrap(7) {
        if paragraph.width(line.clone()) > 7 && line.len() > 1 {
            return Some(format!("the line {line:?} is too wide"));
        }
        drawn = line.end;
        let mut caret = 0;
        while caret < text.len() {
            let next = paragraph.next_boundary(caret);
            if next <= caret || !text.is_char_boundary(next) {
                return Some(format!("the caret goes from {caret} to {next}"));
            }
            caret = next;
        }
    }
    (drawn > paragraph.clusters().len()).then(|| "a line ends behind the text".to_owned())
}

fn is_obeyed(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{FDD0}'..='\u{FDEF}' | '\u{E0000}'..='\u{E007F}')
}

#[test]
fn texts_that_break_programs_break_nothing() {
    let tower = |letter: &str| format!("{letter}{}", "\u{651}".repeat(10_000));
    let cases = [
        ("a lone mark", "\u{64E}".to_owned()),
        ("a mark first in the line", "\u{301}سلام\n\u{64E}لا".to_owned()),
        ("ten thousand marks on one letter", tower("ب")),
        ("ten thousand marks on a lam-alef", tower("لا")),
        ("ten thousand marks on nothing", tower("")),
        ("marks between lam and alef", "ل\u{64E}\u{651}ا ل\u{301}ا".to_owned()),
        ("isolates unclosed", "\u{2067}سلام\u{2066}abc\u{2068}".to_owned()),
        ("isolates closed twice", "\u{2069}\u{2069}سلام\u{2067}\u{2069}\u{2069}".to_owned()),
        ("overrides unclosed", "\u{202E}abc \u{202D}سلام \u{202B}\u{202A}".to_owned()),
        ("isolates within overrides", "\u{202E}\u{2067}a\u{202C}ب\u{2069}".repeat(70)),
        ("deep embeddings", "\u{202B}".repeat(200) + "سلام"),
        ("joiners alone", "\u{200D}\u{200C}\u{200D}".to_owned()),
        ("joiners between letters", "ب\u{200D} \u{200D}ب ب\u{200C}ب ل\u{200D}ا".to_owned()),
        ("a family", "👩\u{200D}👩\u{200D}👧\u{200D}👦 عائلة".to_owned()),
        ("flags, whole and half", "🇸🇦 🇸 🇸🇦🇸".to_owned()),
        ("a keycap", "1\u{FE0F}\u{20E3}ب#\u{20E3}".to_owned()),
        ("skin tones", "👍🏽🏽 🏽".to_owned()),
        ("a flag of tags", "🏴\u{E0067}\u{E0062}\u{E007F}".to_owned()),
        ("selectors alone", "\u{FE0F}\u{FE0E}\u{E0100}".to_owned()),
        ("noncharacters", "\u{FDD0}a\u{FDD1}\u{FDD1}ب\u{FFFE}\u{10FFFF}".to_owned()),
        ("islands within islands", "\u{FDD0}a\u{FDD0}ب\u{FDD1}c\u{FDD1}".to_owned()),
        ("a ligature that is a sentence", "\u{FDFA}\u{FDFD}\u{FDF2}".to_owned()),
        ("jamo", "\u{1100}\u{1161}\u{11A8}\u{1161}".to_owned()),
        ("brackets, deeper than the rule goes", "(ب".repeat(200) + &")".repeat(200)),
        ("ends of lines of every kind", "ا\r\nب\rج\u{85}د\u{2028}ه\u{2029}".to_owned()),
        ("sequences of a terminal", "\u{1B}[2J\u{9B}31m\u{1B}]52;c;eA==\u{7}ب".to_owned()),
        ("signs around numbers", "\u{600}12\u{6DD}3٤\u{66A}%".to_owned()),
    ];
    for (what, text) in cases {
        assert_eq!(wrong(&text), None, "{what}");
    }
}

/// Work that grows with the square of the length would not end here in anybody's lifetime.
#[test]
fn a_line_of_a_megabyte_is_measured_wrapped_and_drawn() {
    for piece in
        ["سلام (GSB) 75% ", "ا", "\u{64E}", "((", "\u{2067}ب", "\u{FDD0}ا/b\u{FDD1}", "👩\u{200D}", "12-3"]
    {
        let text = piece.repeat((1 << 20) / piece.len());
        let paragraph = Paragraph::plain(&text, Base::Rtl);
        let lines = paragraph.wrap(80);
        assert_eq!(lines.last().map(|line| line.end), Some(paragraph.clusters().len()), "{piece:?}");
        assert_eq!(paragraph.full_width(), measure(&text), "{piece:?}");
        let mut row = Buffer::empty(Rect::new(0, 0, 80, 1));
        let (area, spans) = (row.area, [(text.as_str(), Style::new())]);
        let direction = Direction::RightToLeft;
        draw_line(&mut row, area, &spans, Base::Rtl, Align::Start, direction, Presentation::default());
        assert!(row.content().iter().all(|cell| !cell.symbol().chars().any(is_obeyed)), "{piece:?}");
    }
}

/// Two thousand texts, or as many as `MIZAN_FUZZ_CASES` asks for.
#[test]
fn random_texts_of_the_nastiest_letters_break_nothing() {
    let asked = std::env::var("MIZAN_FUZZ_CASES").ok().and_then(|count| count.parse().ok());
    let config = Config { cases: asked.unwrap_or(2_000), failure_persistence: None, ..Config::default() };
    let letters = "سلاىآبئةـ\u{64E}\u{651}\u{653}\u{670}\u{301}\u{200C}\u{200D}\u{200E}\u{200F}\u{61C}\u{202A}\u{202B}\u{202C}\
        \u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}\u{FDD0}\u{FDD1}\u{FDF2}\u{E0041}\u{FE0F}\u{20E3}\u{1F3FD}👩🇸🇦日e1٣%-/.:,\
        ()[]«»<>\u{0}\u{7}\u{1B}\u{9B}\u{85}\u{2028}\n\t \u{A0}\u{AD}\u{6DD}\u{600}ש\u{5B8}\u{94D}क\u{1161}\u{FEFB}\u{FEFF}";
    let letters: Vec<char> = letters.chars().collect();
    let letter = prop_oneof![9 => prop::sample::select(letters), 1 => any::<char>()];
    let text = prop::collection::vec(letter, 0..40).prop_map(String::from_iter);
    let outcome = TestRunner::new(config)
        .run(&text, |text| wrong(&text).map_or(Ok(()), |wrong| Err(TestCaseError::fail(wrong))));
    assert_eq!(outcome, Ok(()));
}
