//! Models of terminals for tests: how each changes the order of a row that it is sent.

use super::super::class::{Classes, get_mirrored, is_alphabetic};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::style::{Modifier, Style};
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;

/// A symbol of a row with its style.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct StyledSymbol {
    /// Its characters.
    pub text: String,
    /// Its look.
    pub style: Style,
    /// Its column.
    pub column: usize,
}

/// The direction that a terminal gives to a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowDirection {
    LeftToRight,
    OfFirstLetter,
}

/// The symbols of a row as they reach a terminal, without the cells behind a wide symbol.
pub(crate) fn symbols(buffer: &Buffer, y: u16) -> Vec<StyledSymbol> {
    let (mut x, mut symbols) = (0, vec![]);
    while x < buffer.area.width {
        let cell = &buffer[(buffer.area.x + x, y)];
        symbols.push(StyledSymbol { text: cell.symbol().to_owned(), style: cell.style(), column: x.into() });
        x += cell.symbol().cell_width().max(1);
    }
    symbols
}

/// A printed line of one style, as a terminal with UAX #9 shows it, without marks that take no cell.
pub(crate) fn shown(line: &str) -> String {
    let symbol = |text: &str| StyledSymbol { text: text.to_owned(), style: Style::new(), column: 0 };
    let mut sent: Vec<StyledSymbol> = Vec::new();
    for text in line.graphemes(true) {
        match sent.last_mut().filter(|_| text.cell_width() == 0) {
            Some(last) => last.text.push_str(text),
            None => sent.push(symbol(text)),
        }
    }
    let text: String =
        reorders(&sent, RowDirection::OfFirstLetter).iter().map(|symbol| symbol.text.as_str()).collect();
    text.replace(is_direction_mark, "").replace('\u{2800}', " ")
}

/// A terminal that applies UAX #9 to the whole row, including marks within cells, and mirrors brackets.
pub(crate) fn reorders(sent: &[StyledSymbol], direction: RowDirection) -> Vec<StyledSymbol> {
    let text: String = sent.iter().map(|symbol| symbol.text.as_str()).collect();
    let base = (direction == RowDirection::LeftToRight).then(Level::ltr);
    let info = BidiInfo::new_with_data_source(&Classes, &text, base);
    assert_eq!(info.paragraphs.len(), 1);
    let paragraph = &info.paragraphs[0];
    let by_byte = info.reordered_levels(paragraph, paragraph.range.clone());
    let (mut byte, mut items) = (0, vec![]);
    for symbol in sent {
        let marks = symbol.text.char_indices().filter(|&(at, c)| at > 0 && is_direction_mark(c));
        items.push((Some(symbol), by_byte[byte]));
        items.extend(marks.map(|(at, _)| (None, by_byte[byte + at])));
        byte += symbol.text.len();
    }
    let levels: Vec<Level> = items.iter().map(|(_, level)| *level).collect();
    let order = BidiInfo::reorder_visual(&levels).into_iter();
    order.filter_map(|place| Some(turned(items[place].0?, items[place].1.is_rtl()))).collect()
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}')
}

/// Kitty: each run of one font separately, back to front if its first letter is right-to-left.
pub(crate) fn kitty(sent: &[StyledSymbol]) -> Vec<StyledSymbol> {
    let font = |symbol: &StyledSymbol| symbol.style.add_modifier & (Modifier::BOLD | Modifier::ITALIC);
    let between = |symbol: &StyledSymbol| {
        let first = first(symbol);
        first == ' ' || ('\u{2500}'..='\u{259F}').contains(&first) || symbol.text.as_str().cell_width() > 1
    };
    let mut shown = vec![];
    for run in sent.chunk_by(|a, b| !between(a) && !between(b) && font(a) == font(b)) {
        let arabic = |c: char| {
            ('\u{600}'..='\u{6FF}').contains(&c) && !"،؛؟ـ".contains(c)
                || ('\u{FE70}'..='\u{FEFC}').contains(&c)
        };
        let hebrew = |c: char| ('\u{5D0}'..='\u{5EA}').contains(&c);
        let mut letters =
            run.iter().map(first).filter(|c| is_alphabetic(*c) && !"ـ".contains(*c) || arabic(*c));
        if letters.next().is_some_and(|c| arabic(c) || hebrew(c)) {
            shown.extend(run.iter().rev().map(|symbol| turned(symbol, true)));
        } else {
            shown.extend(run.iter().cloned());
        }
    }
    shown
}

pub(crate) fn first(symbol: &StyledSymbol) -> char {
    symbol.text.chars().next().unwrap()
}

fn turned(symbol: &StyledSymbol, turned: bool) -> StyledSymbol {
    let first = first(symbol);
    let face = if turned { get_mirrored(first).unwrap_or(first) } else { first };
    let marks = symbol.text.chars().skip(1);
    StyledSymbol { text: std::iter::once(face).chain(marks).collect(), ..symbol.clone() }
}
