//! Prints pages of headings, paragraphs, command lines and definitions.

use std::io;

use super::Printer;
use crate::bidi::{Base, logical, measure};
use crate::explain::islands;
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
        let line = if self.is_terminal() { self.visual(line, Base::Ltr) } else { logical(line) };
        let width = self.width(&line);
        self.row(&[(Role::Accent, &line, width)], INDENT)
    }

    fn terms(&mut self, terms: &[Term]) -> io::Result<()> {
        let widest = terms.iter().map(|term| self.width(&term.term)).filter(|width| *width <= WIDEST_TERM);
        let column = widest.max().unwrap_or(WIDEST_TERM) + INDENT;
        terms.iter().try_for_each(|term| self.term(term, column))
    }

    /// Prints a term with its meaning next to it, or below it if the term is too long for its column.
    fn term(&mut self, term: &Term, column: usize) -> io::Result<()> {
        let name = if self.is_terminal() { self.visual(&term.term, Base::Auto) } else { logical(&term.term) };
        let width = self.width(&name);
        let mut meaning = if self.is_terminal() {
            let room = self.text_width().saturating_sub(INDENT + column).max(20);
            self.wrap_visual(&islands(&term.meaning), room, self.base())
        } else {
            vec![logical(&term.meaning)]
        };
        if width + INDENT > column {
            self.row(&[(Role::Accent, &name, width)], INDENT)?;
        } else {
            let first = meaning.remove(0);
            let first_width = self.width(&first);
            self.row(&[(Role::Accent, &name, column), (Role::Text, &first, first_width)], INDENT)?;
        }
        for line in &meaning {
            self.row(&[(Role::Text, line, measure(line))], INDENT + column)?;
        }
        Ok(())
    }
}
