//! Cuts a text into clusters: what takes one cell, or two, on the screen.

use std::ops::Range;

use ratatui::buffer::CellWidth;
use unicode_bidi::Level;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::safe::{JOINER, NON_JOINER, is_dropped, is_simple, stand_in};
use super::shaping;

/// Marks kept in one cell; the rest of a tower of marks is left out on the screen.
const MARKS_PER_CELL: usize = 4;

/// Characters kept in one cell: enough for the longest emoji sequences in use (ten), so that no text can make a cell
/// of any length.
const CHARACTERS_PER_CELL: usize = 16;

/// Bytes of a text that the segmenter may look at to find one grapheme.
const GRAPHEME_WINDOW: usize = 256;

/// Carries a mark that has no letter to stand on.
const DOTTED_CIRCLE: char = '\u{25CC}';

/// What a cluster is to the line it stands on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Something to read.
    Glyph,
    /// White space where a line may break.
    Blank,
    /// A line feed: the line must break. Drawn as a blank where a single line is asked for.
    Break,
}

/// One step of a text on the screen: a letter with its marks, a lam-alef, an emoji; one or two cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cluster {
    pub(super) bytes: Range<usize>,
    pub(super) symbol: Range<usize>,
    pub(super) width: u8,
    pub(super) kind: Kind,
    pub(super) level: Level,
    pub(super) style: usize,
}

impl Cluster {
    /// Where it stands in the logical text, in bytes. Dropped characters between two clusters belong to neither.
    pub fn bytes(&self) -> Range<usize> {
        self.bytes.clone()
    }

    /// The cells it takes: 1 or 2.
    pub fn width(&self) -> usize {
        usize::from(self.width)
    }

    /// True of white space, a line feed included.
    pub fn is_blank(&self) -> bool {
        self.kind != Kind::Glyph
    }
}

/// Reads a text cluster by cluster; the symbols are appended to one `String` that the caller owns.
pub(super) struct Clusters<'text> {
    text: &'text str,
    at: usize,
    joins: bool,
}

impl<'text> Clusters<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self { text, at: 0, joins: false }
    }

    /// The next cluster, its level and style yet unset; `None` at the end of the text.
    pub(super) fn next(&mut self, symbols: &mut String) -> Option<Cluster> {
        loop {
            let rest = self.rest();
            let first = rest.chars().next()?;
            if first == '\n' || rest.starts_with("\r\n") {
                let bytes = if first == '\n' { 1 } else { 2 };
                return Some(self.take(bytes, symbols, ' ', Kind::Break));
            }
            if first == '\t' {
                return Some(self.take(1, symbols, ' ', Kind::Blank));
            }
            if !is_simple(first) {
                if let Some(visible) = stand_in(first) {
                    return Some(self.take(first.len_utf8(), symbols, visible, Kind::Glyph));
                }
                if is_dropped(first) {
                    self.step(first.len_utf8());
                    continue;
                }
            }
            return Some(self.compose(first, symbols));
        }
    }

    fn rest(&self) -> &'text str {
        from(self.text, self.at)
    }

    /// Passes over `bytes` of the text and keeps the joining of letters up to date.
    fn step(&mut self, bytes: usize) {
        self.joins = shaping::joins_after(up_to(self.rest(), bytes), self.joins);
        self.at += bytes;
    }

    fn take(&mut self, bytes: usize, symbols: &mut String, drawn: char, kind: Kind) -> Cluster {
        let start = symbols.len();
        symbols.push(drawn);
        self.finish(bytes, start..symbols.len(), 1, kind)
    }

    fn finish(&mut self, bytes: usize, symbol: Range<usize>, width: u8, kind: Kind) -> Cluster {
        let start = self.at;
        self.step(bytes);
        Cluster { bytes: start..self.at, symbol, width, kind, level: Level::ltr(), style: 0 }
    }

    /// A cluster that begins with something to draw.
    fn compose(&mut self, first: char, symbols: &mut String) -> Cluster {
        let start = symbols.len();
        let grapheme = drawn_part(first_grapheme(self.rest()), first);
        let mut bytes = grapheme.len();
        let simple = bytes == first.len_utf8() && is_simple(first);
        let kind = if bytes == first.len_utf8() && is_blank(first) { Kind::Blank } else { Kind::Glyph };
        if let Some((ligature, alef)) = self.lam_alef(grapheme, first) {
            symbols.push(ligature);
            push_followers(grapheme, symbols);
            push_followers(alef, symbols);
            bytes += alef.len();
        } else {
            if !simple && first.width() == Some(0) {
                symbols.push(DOTTED_CIRCLE);
            }
            let after = shaping::joins_from(from(self.rest(), first.len_utf8()));
            symbols.push(shaping::form(first, self.joins, after));
            push_followers(grapheme, symbols);
        }
        let cells = if simple { 1 } else { from(symbols, start).cell_width() };
        match u8::try_from(cells) {
            Ok(width @ 1..=2) => self.finish(bytes, start..symbols.len(), width, kind),
            _ => self.compose_alone(first, start, symbols),
        }
    }

    /// A grapheme that would need no cell or more than two: only its first character is taken, the others follow.
    fn compose_alone(&mut self, first: char, start: usize, symbols: &mut String) -> Cluster {
        symbols.truncate(start);
        symbols.push(first);
        let width = match from(symbols, start).cell_width() {
            1 => 1,
            2 => 2,
            _ => {
                symbols.truncate(start);
                symbols.push(char::REPLACEMENT_CHARACTER);
                1
            }
        };
        self.finish(first.len_utf8(), start..symbols.len(), width, Kind::Glyph)
    }

    /// The ligature of a lam (with its marks, `grapheme`) and the alef behind it, and the grapheme of that alef.
    fn lam_alef(&self, grapheme: &str, first: char) -> Option<(char, &'text str)> {
        if first != shaping::LAM || grapheme.chars().any(|c| matches!(c, JOINER | NON_JOINER)) {
            return None;
        }
        let after = from(self.rest(), grapheme.len());
        let alef = after.chars().next()?;
        let ligature = shaping::lam_alef(alef, self.joins)?;
        Some((ligature, drawn_part(first_grapheme(after), alef)))
    }
}

/// The part of `text` from a character boundary on.
pub(super) fn from(text: &str, byte: usize) -> &str {
    text.get(byte..).unwrap_or_default()
}

/// The part of `text` before a character boundary.
pub(super) fn up_to(text: &str, byte: usize) -> &str {
    text.get(..byte).unwrap_or_default()
}

/// White space where a line may break: not the no-break spaces.
fn is_blank(c: char) -> bool {
    c == ' ' || (c > '\u{A0}' && c.is_whitespace() && !matches!(c, '\u{2007}' | '\u{202F}'))
}

/// The first grapheme cluster of a text that begins at the boundary of one. Without looking farther than it must: a
/// text made to be slow costs no more per character than another.
fn first_grapheme(text: &str) -> &str {
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return text };
    if is_simple(first) && characters.next().is_none_or(is_simple) {
        return up_to(text, first.len_utf8());
    }
    if first.width() == Some(0) {
        return up_to(text, first.len_utf8() + marks_length(from(text, first.len_utf8())));
    }
    let window = up_to(text, boundary_before(text, GRAPHEME_WINDOW));
    let grapheme = window.graphemes(true).next().unwrap_or_default();
    if grapheme.len() < window.len() {
        return grapheme;
    }
    up_to(text, grapheme.len() + marks_length(from(text, grapheme.len())))
}

/// The length in bytes of the marks at the head of a text.
fn marks_length(text: &str) -> usize {
    let is_mark = |c: &char| c.width() == Some(0) && stand_in(*c).is_none();
    text.chars().take_while(is_mark).map(char::len_utf8).sum()
}

/// The last character boundary at or before `byte`.
pub(super) fn boundary_before(text: &str, byte: usize) -> usize {
    if byte >= text.len() {
        return text.len();
    }
    (0..=byte).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// What of a grapheme may go into one cell: nothing from the first command on, and of the Arabic signs that precede
/// what they enclose (grapheme break property Prepend) only the sign, because the letters behind it have their forms.
fn drawn_part(grapheme: &str, first: char) -> &str {
    let head = first.len_utf8();
    if grapheme.len() == head
        || matches!(first, '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{890}' | '\u{891}' | '\u{8E2}')
    {
        return up_to(grapheme, head);
    }
    let command = grapheme.char_indices().skip(1).find(|&(_, c)| stand_in(c).is_some());
    command.map_or(grapheme, |(at, _)| up_to(grapheme, at))
}

/// Adds what follows the first character of a grapheme: marks up to the limit, the pieces of a joined emoji.
fn push_followers(grapheme: &str, symbols: &mut String) {
    let (mut characters, mut marks, mut joiner) = (1, 0, false);
    for c in grapheme.chars().skip(1) {
        let presentation = matches!(c, '\u{FE0E}' | '\u{FE0F}');
        if c == JOINER {
            joiner = true;
        } else if is_dropped(c) && !presentation {
        } else if c.width() == Some(0) {
            if marks < MARKS_PER_CELL {
                symbols.push(c);
            }
            marks += 1;
        } else {
            characters += 1 + usize::from(joiner);
            if characters > CHARACTERS_PER_CELL {
                return;
            }
            if joiner {
                symbols.push(JOINER);
            }
            symbols.push(c);
            (marks, joiner) = (0, false);
        }
    }
}
