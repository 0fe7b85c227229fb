//! One row of the finished screen as the symbols in it, which are moved whole.

use ratatui::buffer::{Cell, CellWidth};
use ratatui::style::Modifier;
use unicode_bidi::BidiClass;

use super::super::class::{bidi_class, get_mirrored};
use super::super::order::may_be_right_to_left;

/// What stands in a cell where nothing does.
pub(super) const BLANK: char = ' ';

/// A row that is being turned into what is sent. Symbols are numbered from left to right as they are wanted.
pub(super) struct SymbolRow<'cells> {
    cells: &'cells mut [Cell],
    symbols: Vec<RowSymbol>,
}

/// A symbol of a row: one cell, or the cells of a wide one.
struct RowSymbol {
    /// Its first character.
    first: char,
    /// The column it is wanted in.
    wanted: usize,
    /// The column it is sent in.
    sent: usize,
    /// The cells it takes.
    width: usize,
}

impl<'cells> SymbolRow<'cells> {
    /// The cells of one row; what stands in the cells behind a wide symbol moves with it.
    pub(super) fn new(cells: &'cells mut [Cell]) -> Self {
        let mut symbols = Vec::with_capacity(cells.len());
        let mut column = 0;
        while let Some(cell) = cells.get(column) {
            let first = first_of(cell.symbol());
            let width =
                if first.is_ascii() && cell.symbol().len() == 1 { 1 } else { cell.symbol().cell_width() };
            let width = usize::from(width).clamp(1, cells.len() - column);
            symbols.push(RowSymbol { first, wanted: column, sent: column, width });
            column += width;
        }
        Self { cells, symbols }
    }

    /// How many symbols there are.
    pub(super) fn len(&self) -> usize {
        self.symbols.len()
    }

    /// The first character of every symbol.
    pub(super) fn firsts(&self) -> Vec<char> {
        self.symbols.iter().map(|symbol| symbol.first).collect()
    }

    /// The cells that a symbol takes.
    pub(super) fn width(&self, symbol: usize) -> usize {
        self.symbols.get(symbol).map_or(0, |symbol| symbol.width)
    }

    /// The look of a symbol.
    pub(super) fn modifier(&self, symbol: usize) -> Modifier {
        self.cell(symbol).map_or(Modifier::empty(), |cell| cell.modifier)
    }

    /// Changes the look of a symbol.
    pub(super) fn set_modifier(&mut self, symbol: usize, modifier: Modifier) {
        if let Some(cell) = self.cell_mut(symbol) {
            cell.modifier = modifier;
        }
    }

    /// Puts another character in place of the first of a symbol; its marks remain.
    pub(super) fn replace(&mut self, symbol: usize, first: char) {
        let Some(cell) = self.cell_mut(symbol) else { return };
        let mut characters = cell.symbol().chars();
        if characters.next() == Some(first) {
            return;
        }
        match characters.as_str() {
            "" => cell.set_char(first),
            marks => {
                let symbol = format!("{first}{marks}");
                cell.set_symbol(&symbol)
            }
        };
    }

    /// Adds a mark without width behind a symbol, in its cell.
    pub(super) fn append(&mut self, symbol: usize, mark: char) {
        if let Some(cell) = self.cell_mut(symbol) {
            let marked = format!("{}{mark}", cell.symbol());
            cell.set_symbol(&marked);
        }
    }

    /// Shows the other face of a bracket, as a terminal will do once more.
    pub(super) fn mirror(&mut self, symbol: usize) {
        if let Some(mirrored) = self.symbols.get(symbol).and_then(|symbol| mirrored(self.first(symbol))) {
            self.replace(symbol, mirrored);
        }
    }

    /// Puts the symbols in the order they are sent in: numbers of symbols, each once.
    pub(super) fn rearrange(&mut self, order: impl Iterator<Item = usize>) {
        let mut cells: Vec<Cell> = self.cells.iter_mut().map(std::mem::take).collect();
        let mut column = 0;
        for number in order {
            let Some(symbol) = self.symbols.get_mut(number) else { continue };
            symbol.sent = column;
            let from = cells.iter_mut().skip(symbol.wanted).take(symbol.width);
            let to = self.cells.iter_mut().skip(column);
            to.zip(from).for_each(|(to, from)| std::mem::swap(to, from));
            column += symbol.width;
        }
    }

    /// The column that is sent for a wanted one.
    pub(super) fn column_of(&self, wanted: u16) -> u16 {
        let covers = |symbol: &&RowSymbol| {
            (symbol.wanted..symbol.wanted + symbol.width).contains(&usize::from(wanted))
        };
        let sent =
            self.symbols.iter().find(covers).map(|symbol| symbol.sent + usize::from(wanted) - symbol.wanted);
        sent.and_then(|column| u16::try_from(column).ok()).unwrap_or(wanted)
    }

    fn first(&self, symbol: &RowSymbol) -> char {
        self.cells.get(symbol.sent).map_or(BLANK, |cell| first_of(cell.symbol()))
    }

    fn cell(&self, symbol: usize) -> Option<&Cell> {
        self.cells.get(self.symbols.get(symbol)?.sent)
    }

    fn cell_mut(&mut self, symbol: usize) -> Option<&mut Cell> {
        self.cells.get_mut(self.symbols.get(symbol)?.sent)
    }
}

/// Whether a text in cells has anything that a terminal may move: also the digits and signs of the Arabic script that
/// follow the rules of European ones. Looks at no more than a byte of what is not Arabic or the like.
pub fn has_right_to_left(text: &str) -> bool {
    let may_be = |byte: u8| matches!(byte, 0xD6..=0xE0 | 0xEF..);
    text.bytes().any(may_be)
        && text.chars().any(|c| is_right_to_left(c) || matches!(c, '\u{600}'..='\u{6FF}'))
}

/// True of a letter or a digit that a terminal may move.
pub(super) fn is_right_to_left(c: char) -> bool {
    may_be_right_to_left(c) && matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN)
}

/// The other face of a bracket or of a sign like one.
pub(super) fn mirrored(c: char) -> Option<char> {
    if c.is_ascii_alphanumeric() || c == BLANK { None } else { get_mirrored(c) }
}

fn first_of(symbol: &str) -> char {
    symbol.chars().next().unwrap_or(BLANK)
}
