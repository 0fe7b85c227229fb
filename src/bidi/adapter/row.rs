//! One row of the finished screen as a list of symbols, each of which moves as a whole.
//!
//! It changes cells; which order is right is decided by the adapters.

use ratatui::buffer::{Cell, CellWidth};
use ratatui::style::Modifier;
use unicode_bidi::BidiClass;

use super::super::class::{bidi_class, get_mirrored};
use super::super::order::may_be_right_to_left;

/// The character of an empty cell.
pub(super) const BLANK: char = ' ';

/// A row on its way from the wanted to the sent order. Symbols are numbered from left to right in the wanted order.
pub(super) struct SymbolRow<'cells> {
    cells: &'cells mut [Cell],
    symbols: Vec<RowSymbol>,
}

/// A symbol of a row: one cell, or all cells of a wide symbol.
struct RowSymbol {
    /// Its first character.
    first: char,
    /// The column in the wanted row.
    wanted: usize,
    /// The column in the row that is sent.
    sent: usize,
    /// The cells it takes.
    width: usize,
}

impl<'cells> SymbolRow<'cells> {
    /// The symbols of one row; the cells behind a wide symbol move with it.
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

    /// The modifiers of a symbol, such as bold.
    pub(super) fn modifier(&self, symbol: usize) -> Modifier {
        self.cell(symbol).map_or(Modifier::empty(), |cell| cell.modifier)
    }

    /// Sets the modifiers of a symbol.
    pub(super) fn set_modifier(&mut self, symbol: usize, modifier: Modifier) {
        if let Some(cell) = self.cell_mut(symbol) {
            cell.modifier = modifier;
        }
    }

    /// Replaces the first character of a symbol; its marks stay.
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

    /// Appends a mark without width to the cell of a symbol.
    pub(super) fn append(&mut self, symbol: usize, mark: char) {
        if let Some(cell) = self.cell_mut(symbol) {
            let marked = format!("{}{mark}", cell.symbol());
            cell.set_symbol(&marked);
        }
    }

    /// Mirrors a bracket, because the terminal will mirror it again.
    pub(super) fn mirror(&mut self, symbol: usize) {
        if let Some(mirrored) = self.symbols.get(symbol).and_then(|symbol| mirrored(self.first(symbol))) {
            self.replace(symbol, mirrored);
        }
    }

    /// Puts the symbols in the order they are sent. `order` must contain every symbol number once.
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

    /// The column in the sent row for a column of the wanted one.
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

/// Whether cells contain text that a terminal may move, including digits and signs of Arabic script that follow the
/// rules of European ones. For characters of other scripts it reads one byte only.
pub fn has_right_to_left(text: &str) -> bool {
    let may_be = |byte: u8| matches!(byte, 0xD6..=0xE0 | 0xEF..);
    text.bytes().any(may_be)
        && text.chars().any(|c| is_right_to_left(c) || matches!(c, '\u{600}'..='\u{6FF}'))
}

/// Whether a terminal may move this letter or digit.
pub(super) fn is_right_to_left(c: char) -> bool {
    may_be_right_to_left(c) && matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN)
}

/// The mirror image of a bracket or a similar sign; `None` if it has none.
pub(super) fn mirrored(c: char) -> Option<char> {
    if c.is_ascii_alphanumeric() || c == BLANK { None } else { get_mirrored(c) }
}

fn first_of(symbol: &str) -> char {
    symbol.chars().next().unwrap_or(BLANK)
}
