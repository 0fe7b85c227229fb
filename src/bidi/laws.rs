//! Laws that hold for every text, tested on texts made to break them: named cases and random ones.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::tests::is_command;
use super::*;

/// The number of random texts: `MIZAN_FUZZ_CASES=5000000 cargo test --lib bidi::laws`.
const CASES: &str = "MIZAN_FUZZ_CASES";

/// The seed of the random texts, a number.
const SEED: &str = "MIZAN_FUZZ_SEED";

const BASES: [Base; 4] =
    [Base::Ltr, Base::Rtl, Base::Own(Direction::LeftToRight), Base::Own(Direction::RightToLeft)];

/// Pieces of text that have broken programs, including this one.
#[rustfmt::skip]
const NASTY: &[&str] = &[
    "ا", "ب", "ل", "لا", "لآ", "لله", "ـ", "ی", "ں", "ے", "\u{6A0}", "\u{6CF}", "\u{620}", "\u{677}", "ش", "ة", "ى",
    "\u{64E}", "\u{651}", "\u{652}", "\u{670}", "\u{653}", "\u{654}", "\u{655}", "\u{6D6}", "\u{6E1}", "\u{8F0}",
    "\u{6DD}", "\u{600}", "\u{605}", "\u{8E2}", "\u{890}", "\u{61C}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}",
    "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{34F}", "\u{180E}", "\u{115F}", "\u{1160}", "\u{3164}", "\u{FFA0}",
    "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}",
    "\u{FDD0}", "\u{FDD1}", "\u{FDD0}", "\u{FDD1}", "\u{FDD2}", "\u{FDEF}", "\u{FFFE}", "\u{FFFF}", "\u{1FFFE}",
    "\u{10FFFF}", "\u{FFF9}", "\u{FFFC}", "\u{FFFD}", "\u{E000}", "\u{F8FF}", "\u{E0001}", "\u{E0041}", "\u{E007F}",
    "\u{E0100}", "\u{0}", "\u{7}", "\u{8}", "\t", "\n", "\r", "\r\n", "\u{B}", "\u{C}", "\u{1B}", "\u{1B}[2J", "\u{7F}",
    "\u{85}", "\u{9B}", "\u{9D}", "\u{2028}", "\u{2029}", " ", "  ", "\u{A0}", "\u{3000}", "\u{2003}", "\u{202F}",
    "\u{1680}", "a", "Z", "é", "e\u{301}", "i\u{307}", "\u{301}", "\u{20DD}", "\u{20E3}", "\u{302A}", "ß", "ﬁ", "0", "7",
    "12", "٣", "۴", "%", "٪", ".", ",", "٫", "/", "\\", ":", "-", "+", "$", "#", "@", "`", "(", ")", "[", "]", "{", "}",
    "<", ">", "«", "»", "؟", "،", "…", "“", "日", "本", "한", "\u{1100}", "\u{1161}", "\u{11A8}", "ｶ", "\u{FF9E}", "ｱ",
    "👩", "👩\u{200D}👩\u{200D}👧", "🏽", "👍🏽", "🇸", "🇦", "🇸🇦", "3\u{FE0F}\u{20E3}", "#\u{20E3}", "❤", "❤\u{FE0F}",
    "\u{FE0E}", "\u{FE0F}", "\u{FE00}", "🏴\u{E0067}\u{E0062}\u{E007F}", "🏳\u{FE0F}\u{200D}🌈", "☺", "☺\u{FE0E}", "♂",
    "क", "क्ष", "\u{94D}", "\u{93F}", "\u{903}", "ക", "\u{D4E}", "\u{D3E}", "ก", "\u{E33}", "\u{E31}", "ຳ", "\u{F71}",
    "ꦏ", "\u{A9C0}", "\u{110BD}", "\u{11F02}", "\u{1F1E6}", "ש", "\u{5C1}", "\u{5B7}", "ܫ", "\u{7CA}", "\u{7EB}",
    "\u{1E900}", "\u{10D00}", "\u{FB1D}", "\u{FB4F}", "\u{FDF2}", "\u{FDFA}", "\u{FDFD}", "\u{FEFB}", "\u{FE70}",
    "\u{1EE00}", "\u{A9BD}", "\u{17B4}", "\u{17D2}", "\u{1D173}", "\u{1D165}", "𝕏", "\u{378}", "\u{2FFF0}", "\u{16FE4}",
];

/// A generator of the same numbers in every run (xorshift64*), so that a failure can be repeated.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or(0) % limit
    }

    fn text(&mut self) -> String {
        let pieces = self.below(18);
        (0..pieces).map(|_| self.piece()).collect()
    }

    fn piece(&mut self) -> String {
        match self.below(24) {
            0 => char::from_u32(u32::try_from(self.below(0x11_0000)).unwrap_or(0))
                .map_or_else(String::new, String::from),
            1 => NASTY[self.below(NASTY.len())].repeat(self.below(40)),
            2 => ltr(NASTY[self.below(NASTY.len())]),
            _ => NASTY[self.below(NASTY.len())].to_owned(),
        }
    }
}

fn presentations() -> impl Iterator<Item = Presentation> {
    Digits::ALL.into_iter().flat_map(|digits| {
        Tashkeel::ALL.map(|tashkeel| Presentation {
            digits,
            tashkeel,
            figures: if digits == Digits::Latin { Figures::Standard } else { Figures::Whole },
        })
    })
}

/// Checks every law on one text.
fn try_out(text: &str, width: usize) {
    let measured = measure(text);
    for base in BASES {
        for presentation in presentations() {
            let paragraph = Paragraph::presented(&[(text, Style::new())], base, presentation);
            assert_eq!(paragraph.full_width(), measured, "{text:?}");
            try_cells(&paragraph, base, presentation);
            try_lines(&paragraph, width);
        }
        try_caret(&Paragraph::plain(text, base));
    }
    try_marks(text);
    try_traces(text);
}

/// The most visible drawing of a text, on a line that begins on the side of its first letter.
fn picture(text: &str, base: Base) -> String {
    let drawn = Presentation { tashkeel: Tashkeel::Shown, ..Presentation::default() };
    visual(text, base, drawn)
}

/// Removing any character changes the drawing, except a direction mark, one of more than four marks on a letter (the
/// rest is one symbol together), and one of the two characters of a line end.
fn try_traces(text: &str) {
    let unmarked: String = text.chars().filter(|c| !safe::is_direction_mark(*c)).collect();
    let base = Direction::of(&unmarked, Direction::LeftToRight).base();
    let is_mark = |c: char| c.width() == Some(0) && !shaping::is_sign_before(c);
    let (whole, seen) = (picture(text, base), unseen::seen(text));
    for (at, c) in text.char_indices() {
        let (before, rest) = (slice::up_to(text, at), slice::from(text, at + c.len_utf8()));
        let is_line_end = (c == '\r' && rest.starts_with('\n')) || (c == '\n' && before.ends_with('\r'));
        let of_stack = slice::from(&seen, at).trim_start_matches(|c| is_mark(c) && !unseen::is_surplus(c));
        if is_line_end
            || safe::is_direction_mark(c)
            || island::is_mark(c)
            || of_stack.starts_with(unseen::is_surplus)
        {
            continue;
        }
        let without = format!("{before}{rest}");
        // A character that changes whether another one is visible has an effect there.
        let (mut others, cut) = (seen.to_string(), at..at + c.len_utf8());
        others.replace_range(cut, "");
        if unseen::seen(&without) == others {
            assert_ne!(picture(&without, base), whole, "{c:?} at {at} leaves no trace in {text:?}");
        }
    }
    for row in [&whole, &logical(text)] {
        let stacks = row.split(|c| !is_mark(c) || matches!(c, '\u{200C}' | '\u{200D}'));
        let highest = stacks.map(|stack| stack.chars().count()).max().unwrap_or(0);
        assert!(highest <= 2 * unseen::MARKS_PER_LETTER + 1, "{row:?} of {text:?}");
    }
}

/// Every cell has the counted width, by ratatui's and by `unicode-width`'s count, and holds no terminal command.
fn try_cells(paragraph: &Paragraph, base: Base, presentation: Presentation) {
    let text = paragraph.text();
    for placed in paragraph.visual(paragraph.whole()) {
        let (first, marks) = paragraph.symbol(placed);
        let symbol = format!("{first}{marks}");
        let cells = paragraph.cells_of(placed);
        assert!((1..=2).contains(&cells), "{text:?}");
        assert_eq!(symbol.as_str().cell_width(), cells, "{symbol:?} of {text:?}");
        assert_eq!(symbol.width(), usize::from(cells), "{symbol:?} of {text:?}");
        assert!(symbol.chars().count() <= 40 && !symbol.chars().any(is_command), "{symbol:?} of {text:?}");
    }
    let width = u16::try_from(paragraph.full_width()).unwrap();
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
    let (area, spans) = (buffer.area, [(text, Style::new())]);
    let direction = if paragraph.begins_right(&paragraph.whole()) {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    };
    let drawn = draw_line(&mut buffer, area, &spans, base, Align::Start, direction, presentation);
    assert_eq!(drawn, width, "{text:?}");
    let (mut x, mut row) = (0, String::new());
    while x < width {
        let symbol = buffer[(x, 0)].symbol();
        row.push_str(symbol);
        x += symbol.cell_width().max(1);
    }
    assert_eq!(x, width, "{text:?}");
    assert_eq!(row, visual(text, base, presentation), "{text:?}");
}

fn try_lines(paragraph: &Paragraph, width: usize) {
    let text = paragraph.text();
    for line in paragraph.wrap(width) {
        assert!(paragraph.width(line.clone()) <= width.max(1) || line.len() == 1, "{text:?}");
        let mut order: Vec<usize> =
            paragraph.visual(line.clone()).iter().map(|placed| placed.cluster).collect();
        order.sort_unstable();
        assert!(order.into_iter().eq(line), "{text:?}");
    }
    let (range, cut) = paragraph.fit(width);
    assert!(paragraph.width(range) + usize::from(cut) <= width, "{text:?}");
}

fn try_caret(paragraph: &Paragraph) {
    let text = paragraph.text();
    for byte in (0..=text.len()).filter(|byte| text.is_char_boundary(*byte)) {
        let caret = paragraph.caret_in(paragraph.whole(), byte);
        assert!(caret.column < caret.columns, "{text:?}");
        assert_eq!(
            paragraph.caret_in(paragraph.whole(), paragraph.hit_in(paragraph.whole(), caret.column)),
            caret,
            "{text:?}"
        );
        for side in [ScreenSide::Left, ScreenSide::Right] {
            let moved = paragraph.beside_in(paragraph.whole(), byte, side);
            assert!(moved.is_none_or(|byte| text.is_char_boundary(byte)), "{text:?}");
        }
    }
}

fn try_marks(text: &str) {
    for free in [&*without_islands(text), &*distrusted(text), &*logical(text)] {
        assert!(!free.contains(island::is_mark), "{text:?}");
    }
    let island = ltr(text);
    assert_eq!(ltr(&island), island, "{text:?}");
    assert_eq!(without_islands(&island), without_islands(text), "{text:?}");
    let whole = with_whole_islands(text);
    assert_eq!(with_whole_islands(&whole), whole, "{text:?}");
    assert_eq!(without_islands(&whole), without_islands(text), "{text:?}");
}

#[test]
fn random_texts_of_nasty_pieces_keep_every_law() {
    let asked = |name| std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
    let mut numbers = Numbers(0x6D69_7A61_6E00_0001 ^ asked(SEED).unwrap_or(0));
    for _ in 0..asked(CASES).unwrap_or(2_000) {
        let text = numbers.text();
        let width = numbers.below(24);
        try_out(&text, width);
    }
}

#[test]
fn texts_that_have_broken_programs_keep_every_law() {
    let tower = format!("ب{}", "\u{64E}".repeat(10_000));
    let (deep, brackets) = ("\u{202B}".repeat(130) + "سلام", "(ب".repeat(80) + &")".repeat(80));
    let cases: &[(&str, &str)] = &[
        ("nothing", ""),
        ("a lone mark", "\u{64E}"),
        ("a mark first in the line", "\u{654}ب\n\u{301}a"),
        ("marks after a blank", " \u{64E} \u{301}"),
        ("an isolate without an end", "نص \u{2067}abc"),
        ("an end without an isolate", "نص \u{2069}abc"),
        ("an override without an end", "abc \u{202E}txt.exe"),
        ("embeddings in one another", "\u{202B}\u{202A}\u{202B}a\u{202C}"),
        ("a joiner alone", "\u{200D}"),
        ("joiners in a row", "ب\u{200D}\u{200D}\u{200C}\u{200D}ب"),
        ("a family", "👩\u{200D}👩\u{200D}👧\u{200D}👦"),
        ("a family without its last", "👩\u{200D}👩\u{200D}"),
        ("a family inside a word", "ب👩\u{200D}👧ب"),
        ("flags", "🇸🇦🇸"),
        ("a flag of tags", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"),
        ("keycaps", "3\u{FE0F}\u{20E3}#\u{20E3}"),
        ("skin tones", "👍🏽🏽🏽"),
        ("a heart of text and one of colour", "❤\u{FE0E}❤\u{FE0F}❤"),
        ("noncharacters", "\u{FDD2}\u{FDEF}\u{FFFE}\u{FFFF}\u{1FFFE}\u{10FFFF}"),
        ("tags", "a\u{E0041}\u{E0042}\u{E007F}"),
        ("every control", "\0\u{1}\u{7}\u{8}\u{B}\u{C}\u{1B}\u{7F}\u{80}\u{9B}\u{9F}"),
        ("Hangul in pieces", "\u{1100}\u{1161}\u{11A8}\u{1100}\u{1100}"),
        ("a half-width voiced sound", "ｶ\u{FF9E}"),
        ("Thai am", "ก\u{E33}\u{E33}"),
        ("Indic conjuncts", "क्षि\u{94D}\u{94D}क"),
        ("signs that precede", "\u{600}\u{FDD0}\u{D4E}\u{FDD1}\u{6DD}ب"),
        ("an island without an end", "\u{FDD0}a ب"),
        ("islands in one another", "\u{FDD0}a\u{FDD0}ب\u{FDD1}c\u{FDD1}"),
        ("an island with nothing in it", "ب\u{FDD0}\u{FDD1}ب"),
        ("an island with marks alone", "ب\u{FDD0}\u{64E}\u{301}\u{FDD1}ب"),
        ("an island across lines", "\u{FDD0}a\nb\u{FDD1}"),
        ("an island of commands", "\u{FDD0}\u{202E}\u{1B}\u{2067}\u{FDD1}"),
        ("a soft hyphen behind the limit of marks", "\u{655}\u{64E}\u{64E}\u{64E}\u{64E}\u{AD}"),
        ("a vowel sign between a heart and its colour", "❤\u{651}\u{FE0F}"),
        ("ends of lines of every kind", "ا\r\nب\rج\u{85}د\u{2028}ه\u{2029}"),
        ("sequences of a terminal", "\u{1B}[2J\u{9B}31m\u{1B}]52;c;eA==\u{7}ب"),
        ("a ligature that is a sentence", "\u{FDFA}\u{FDFD}\u{FDF2}"),
        ("isolates closed twice", "\u{2069}\u{2069}سلام\u{2067}\u{2069}\u{2069}"),
        ("embeddings deeper than the rule goes", &deep),
        ("brackets deeper than the rule goes", &brackets),
        ("a tower of marks", &tower),
    ];
    for (name, text) in cases {
        for width in [0, 1, 2, 7] {
            let kept = std::panic::catch_unwind(|| try_out_unless_long(text, width));
            assert!(kept.is_ok(), "{name}");
        }
    }
}

/// Tests the caret at only a few bytes of a text with many bytes in two cells, such as a letter with surplus marks,
/// because each position costs the whole length.
fn try_out_unless_long(text: &str, width: usize) {
    if text.len() < 1_000 {
        return try_out(text, width);
    }
    let paragraph = Paragraph::plain(text, Base::Rtl);
    try_cells(&paragraph, Base::Rtl, Presentation::default());
    assert_eq!(paragraph.clusters().len(), 2);
    assert_eq!(
        (
            paragraph.caret_in(paragraph.whole(), text.len() / 2).column,
            paragraph.caret_in(paragraph.whole(), text.len()).column
        ),
        (1, 0)
    );
}

/// Quadratic work would not finish here.
#[test]
fn a_line_of_a_megabyte_is_measured_wrapped_and_drawn() {
    for piece in
        ["سلام (GSB) 75% ", "ا", "\u{64E}", "((", "\u{2067}ب", "\u{FDD0}ا/b\u{FDD1}", "👩\u{200D}", "12-3"]
    {
        let text = piece.repeat((1 << 20) / piece.len());
        let drawn = Presentation { figures: Figures::Whole, ..Presentation::default() };
        let spans = [(text.as_str(), Style::new())];
        let paragraph = Paragraph::presented(&spans, Base::Rtl, drawn);
        let lines = paragraph.wrap(80);
        assert_eq!(lines.last().map(|line| line.end), Some(paragraph.clusters().len()), "{piece:?}");
        assert_eq!(paragraph.full_width(), measure(&text), "{piece:?}");
        let mut row = Buffer::empty(Rect::new(0, 0, 80, 1));
        let area = row.area;
        draw_line(&mut row, area, &spans, Base::Rtl, Align::Start, Direction::RightToLeft, drawn);
        assert!(row.content().iter().all(|cell| !cell.symbol().chars().any(is_command)), "{piece:?}");
    }
}
