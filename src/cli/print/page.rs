//! Prints pages of headings, paragraphs, command lines and definitions.

use std::io;

use super::{Printer, RowCell, piped};
use crate::bidi::{Base, PrintedLine, PrintedText, words_from_left};
use crate::shell::is_path;
use crate::theme::Role;

/// The widest column of terms. The meaning of a longer term begins on the next line.
const WIDEST_TERM: usize = 30;

/// The indentation below a heading, and the gap between a term and its meaning, in columns.
const INDENT: usize = 2;

/// A part of a printed page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintedPiece {
    /// An empty line.
    Blank,
    /// A heading.
    Heading(String),
    /// A paragraph in the language of the page.
    Paragraph(Role, String),
    /// A paragraph under a heading.
    Indented(Role, String),
    /// A command line, from left to right in every language.
    Code(String),
    /// Terms with their meanings, in two columns.
    Terms(Vec<Term>),
}

/// A term with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub term: String,
    /// Its meaning.
    pub meaning: String,
}

impl Printer {
    /// Prints a page.
    pub fn page(&mut self, page: &[PrintedPiece]) -> io::Result<()> {
        page.iter().try_for_each(|piece| self.piece(piece))
    }

    fn piece(&mut self, piece: &PrintedPiece) -> io::Result<()> {
        match piece {
            PrintedPiece::Blank => self.blank(),
            PrintedPiece::Heading(text) => self.paragraph(Role::Heading, text, 0),
            PrintedPiece::Paragraph(role, text) => self.paragraph(*role, text, 0),
            PrintedPiece::Indented(role, text) => self.paragraph(*role, text, INDENT),
            PrintedPiece::Code(line) => self.code(line),
            PrintedPiece::Terms(terms) => self.terms(terms),
        }
    }

    fn code(&mut self, line: &str) -> io::Result<()> {
        let line = self.one_line(&words_from_left(line), Base::Ltr);
        self.row(&[RowCell::new(Role::Accent, &line)], INDENT)
    }

    fn terms(&mut self, terms: &[Term]) -> io::Result<()> {
        let names: Vec<_> = terms.iter().map(|term| self.one_line(&term.term, Base::default())).collect();
        let widest = names.iter().map(|name| name.width).filter(|width| *width <= WIDEST_TERM);
        let column = widest.max().unwrap_or(WIDEST_TERM) + INDENT;
        terms.iter().zip(&names).try_for_each(|(term, name)| self.term(name, &term.meaning, column))
    }

    /// Prints a term with its meaning next to it, or below it if the term is too long for its column.
    fn term(&mut self, name: &PrintedLine, meaning: &str, column: usize) -> io::Result<()> {
        let path = is_path(meaning).then_some(meaning);
        let mut meaning = if self.is_terminal() {
            let room = self.text_width().saturating_sub(INDENT + column).max(20);
            self.laid(meaning, self.base()).wrap(room)
        } else {
            vec![piped(meaning)]
        };
        let name = RowCell::new(Role::Accent, name);
        if let Some(path) = path.filter(|_| meaning.len() > 1) {
            self.row(&[name], INDENT)?;
            return self.whole(Role::Text, path);
        }
        if name.columns + INDENT > column {
            self.row(&[name], INDENT)?;
        } else {
            let first = meaning.remove(0);
            self.row(&[RowCell { columns: column, ..name }, RowCell::new(Role::Text, &first)], INDENT)?;
        }
        meaning.iter().try_for_each(|line| self.row(&[RowCell::new(Role::Text, line)], INDENT + column))
    }

    /// A text on one line as it is written, without islands for what it quotes.
    fn one_line(&self, text: &str, base: Base) -> PrintedLine {
        if self.is_terminal() {
            PrintedText::new(text, base, self.output_style.presentation).one_line()
        } else {
            piped(text)
        }
    }
}
