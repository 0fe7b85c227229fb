//! Cuts a text into clusters, the units that take one or two cells on the screen.
//!
//! It decides what shares a cell and which symbol is drawn. It knows no order and no line.

use std::ops::Range;

use ratatui::buffer::CellWidth;
use unicode_bidi::Level;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::class::is_right_to_left;
use super::presentation::Tashkeel;
use super::safe::{
    JOINER, NO_BREAK, NON_JOINER, is_dropped, is_selector, is_simple, is_skin_tone, is_tashkeel, stand_in,
};
use super::slice::{boundary_before, from, up_to};
use super::unseen::is_surplus;
use super::{island, shaping};

/// The most bytes that the segmenter looks at to find one grapheme. Without a limit, a text of many marks costs
/// quadratic time.
const GRAPHEME_WINDOW: usize = 256;

/// The base for a mark without a letter.
const DOTTED_CIRCLE: char = '\u{25CC}';

/// The role of a cluster in its line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ClusterKind {
    /// A visible symbol.
    Glyph,
    /// White space where a line may break.
    Blank,
    /// A line feed: the line must break. Drawn as a blank if the text is drawn on a single line.
    Break,
}

/// One unit of a text on the screen: a letter with its marks, a lam-alef or an emoji; one or two cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cluster {
    bytes: ByteRange,
    symbol: ByteRange,
    span: u16,
    pub(super) width: u8,
    pub(super) kind: ClusterKind,
    pub(super) level: Level,
}

/// A range of bytes in half the memory of a `Range`: a screen remembers thousands of clusters. What is beyond the first
/// four gigabytes of a text is not drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct ByteRange {
    start: u32,
    end: u32,
}

impl ByteRange {
    fn of(range: &Range<usize>) -> Self {
        let limited = |position| u32::try_from(position).unwrap_or(u32::MAX);
        Self { start: limited(range.start), end: limited(range.end) }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Cluster {
    /// The position in the logical text, in bytes. Dropped characters between two clusters belong to neither.
    pub fn bytes(&self) -> Range<usize> {
        self.bytes.range()
    }

    /// The bytes of its symbol among the symbols of the text.
    pub(super) fn symbol(&self) -> Range<usize> {
        self.symbol.range()
    }

    /// Draws another symbol.
    pub(super) fn set_symbol(&mut self, symbol: &Range<usize>) {
        self.symbol = ByteRange::of(symbol);
    }

    /// The number of the span that has its style.
    pub(super) fn span(&self) -> usize {
        usize::from(self.span)
    }

    /// Gives it the style of a span. The spans after the first 65,535 have no style.
    pub(super) fn set_span(&mut self, span: usize) {
        self.span = u16::try_from(span).unwrap_or(u16::MAX);
    }

    /// The cells it takes: 1 or 2.
    pub fn width(&self) -> usize {
        usize::from(self.width)
    }

    /// Whether it is white space, including a line feed.
    pub fn is_blank(&self) -> bool {
        self.kind != ClusterKind::Glyph
    }
}

/// The cells of a text of simple characters only; `None` for any other text.
pub(super) fn simple_width(text: &str) -> Option<usize> {
    let mut width = 0;
    let mut previous = None;
    for c in text.chars() {
        if !is_simple(c) {
            return None;
        }
        // Lam and alef share a cell.
        width += usize::from(!previous.is_some_and(|previous| shaping::is_lam_alef(previous, c)));
        previous = Some(c);
    }
    Some(width)
}

/// Reads a text, as it is [seen](super::unseen::seen), cluster by cluster. The symbols are appended to one `String`
/// of the caller, because a string for each cluster would be an allocation for each letter.
pub(super) struct Clusters<'text> {
    text: &'text str,
    tashkeel: Tashkeel,
    at: usize,
    joins: bool,
    /// The end of the island that the reader is in; otherwise any earlier position.
    island_end: usize,
}

impl<'text> Clusters<'text> {
    pub(super) fn new(text: &'text str, tashkeel: Tashkeel) -> Self {
        Self { text, tashkeel, at: 0, joins: false, island_end: 0 }
    }

    /// The next cluster, with level and style not yet set; `None` at the end of the text.
    pub(super) fn next(&mut self, symbols: &mut String) -> Option<Cluster> {
        loop {
            let rest = self.rest();
            let mut characters = rest.chars();
            let first = characters.next()?;
            let following = characters.next();
            if is_lone(first, following) {
                return Some(self.lone(first, following, symbols));
            }
            if first == '\n' || rest.starts_with("\r\n") {
                let bytes = if first == '\n' { 1 } else { 2 };
                return Some(self.take(bytes, symbols, ' ', ClusterKind::Break));
            }
            if first == '\t' {
                return Some(self.take(1, symbols, ' ', ClusterKind::Blank));
            }
            if !is_simple(first) {
                if self.is_edge_of_island(first) {
                    self.step(first.len_utf8());
                    continue;
                }
                if let Some(visible) = stand_in(first) {
                    let bytes = if is_surplus(first) { surplus_length(rest) } else { first.len_utf8() };
                    return Some(self.take(bytes, symbols, visible, ClusterKind::Glyph));
                }
                if is_dropped(first) {
                    let bytes = first.len_utf8();
                    if self.is_left_over(first) {
                        return Some(self.take(
                            bytes,
                            symbols,
                            char::REPLACEMENT_CHARACTER,
                            ClusterKind::Glyph,
                        ));
                    }
                    self.step(bytes);
                    continue;
                }
            }
            return Some(self.compose(first, symbols));
        }
    }

    /// The cluster of a character that [is lone](is_lone): nearly every one. Gives the same as
    /// [`compose`](Self::compose), several times faster.
    fn lone(&mut self, first: char, following: Option<char>, symbols: &mut String) -> Cluster {
        let after = shaping::has_forms(first) && following.is_some_and(shaping::joins_previous);
        let (at, start) = (self.at, symbols.len());
        symbols.push(shaping::form(first, self.joins, after));
        // No simple character is transparent to joining.
        self.joins = shaping::joins_next(first);
        self.at += first.len_utf8();
        Cluster {
            bytes: ByteRange::of(&(at..self.at)),
            symbol: ByteRange::of(&(start..symbols.len())),
            span: 0,
            width: 1,
            kind: if is_blank(first) { ClusterKind::Blank } else { ClusterKind::Glyph },
            level: Level::ltr(),
        }
    }

    /// Whether a character without a cell belongs to a grapheme that did not fit into one cell.
    fn is_left_over(&self, first: char) -> bool {
        match first {
            JOINER => !shaping::joins_from(from(self.rest(), first.len_utf8())),
            _ => is_selector(first),
        }
    }

    /// Whether the reader is at a mark of a complete island.
    fn is_edge_of_island(&mut self, first: char) -> bool {
        if island::opens(first)
            && let Some(bytes) = island::length(from(self.text, self.at + island::MARK))
        {
            self.island_end = self.at + island::MARK + bytes;
            return true;
        }
        first == island::CLOSE && self.at == self.island_end && self.at > 0
    }

    fn rest(&self) -> &'text str {
        from(self.text, self.at)
    }

    /// Skips `bytes` of the text and updates the joining of letters.
    fn step(&mut self, bytes: usize) {
        self.joins = shaping::joins_after(up_to(self.rest(), bytes), self.joins);
        self.at += bytes;
    }

    fn take(&mut self, bytes: usize, symbols: &mut String, drawn: char, kind: ClusterKind) -> Cluster {
        let start = symbols.len();
        symbols.push(drawn);
        self.finish(bytes, start..symbols.len(), 1, kind)
    }

    fn finish(&mut self, bytes: usize, symbol: Range<usize>, width: u8, kind: ClusterKind) -> Cluster {
        let start = self.at;
        self.step(bytes);
        let (bytes, symbol) = (ByteRange::of(&(start..self.at)), ByteRange::of(&symbol));
        Cluster { bytes, symbol, span: 0, width, kind, level: Level::ltr() }
    }

    /// Makes the cluster of a character that is drawn.
    fn compose(&mut self, first: char, symbols: &mut String) -> Cluster {
        let start = symbols.len();
        let grapheme = drawn_part(first_grapheme(self.rest()), first);
        let mut bytes = grapheme.len();
        let mut simple = bytes == first.len_utf8() && is_simple(first);
        let kind = if bytes == first.len_utf8() && is_blank(first) {
            ClusterKind::Blank
        } else {
            ClusterKind::Glyph
        };
        // Only for letters: otherwise each mark of a run would search the rest of the run again.
        let after = shaping::has_forms(first) && shaping::joins_from(from(self.rest(), first.len_utf8()));
        let head = if first == NO_BREAK { ' ' } else { countable(shaping::form(first, self.joins, after)) };
        if let Some((ligature, alef)) = self.lam_alef(grapheme, first) {
            symbols.push(ligature);
            push_followers(grapheme, self.tashkeel, symbols);
            push_followers(alef, self.tashkeel, symbols);
            bytes += alef.len();
            simple &= alef.chars().nth(1).is_none();
        } else {
            if !simple && first.width() == Some(0) {
                symbols.push(DOTTED_CIRCLE);
            }
            symbols.push(head);
            push_followers(grapheme, self.tashkeel, symbols);
        }
        let cells = if simple { 1 } else { cells_of_one_grapheme(from(symbols, start)) };
        match u8::try_from(cells) {
            Ok(width @ 1..=2) => self.finish(bytes, start..symbols.len(), width, kind),
            _ => self.compose_part(grapheme, head, start, symbols),
        }
    }

    /// Handles a grapheme that would take no cell or more than two: takes its longest beginning that fits.
    fn compose_part(&mut self, grapheme: &str, head: char, start: usize, symbols: &mut String) -> Cluster {
        let alone = first_with(grapheme, |_| false);
        for part in [joined_part(grapheme), marked_part(grapheme), alone] {
            symbols.truncate(start);
            symbols.push(head);
            push_followers(part, self.tashkeel, symbols);
            if let Ok(width @ 1..=2) = u8::try_from(cells_of_one_grapheme(from(symbols, start))) {
                return self.finish(part.len(), start..symbols.len(), width, ClusterKind::Glyph);
            }
        }
        symbols.truncate(start);
        self.take(alone.len(), symbols, char::REPLACEMENT_CHARACTER, ClusterKind::Glyph)
    }

    /// The ligature of a lam (`grapheme` is the lam with its marks) and the alef after it, and the grapheme of that
    /// alef. `None` if there is no alef, or if a joiner or non-joiner separates the two.
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

/// Whether a character is simple and composed with none, given the one after it.
fn is_lone(first: char, following: Option<char>) -> bool {
    let stays_apart = |following| {
        if is_simple(following) {
            !shaping::is_lam_alef(first, following)
        } else {
            island::is_mark(following)
        }
    };
    is_simple(first) && following.is_none_or(stays_apart)
}

/// The first character of a grapheme with its marks, its skin tone and the characters joined to it.
fn joined_part(grapheme: &str) -> &str {
    let mut is_joined = false;
    let belongs = |c: char| {
        let was_joined = std::mem::replace(&mut is_joined, c == JOINER);
        was_joined || c.width() == Some(0) || is_dropped(c) || is_skin_tone(c)
    };
    first_with(grapheme, belongs)
}

/// The first character of a grapheme with its marks.
fn marked_part(grapheme: &str) -> &str {
    first_with(grapheme, |c| c != JOINER && (c.width() == Some(0) || is_dropped(c)))
}

fn first_with(grapheme: &str, mut belongs: impl FnMut(char) -> bool) -> &str {
    let end = grapheme.char_indices().skip(1).find(|&(_, c)| !belongs(c));
    end.map_or(grapheme, |(at, _)| up_to(grapheme, at))
}

/// Replaces a character that ratatui and its `unicode-width` count differently. The half-width voiced sound marks are
/// two cells for ratatui and one for `unicode-width`; their full-width twins are two cells for both.
fn countable(c: char) -> char {
    match c {
        '\u{FF9E}' => '\u{309B}',
        '\u{FF9F}' => '\u{309C}',
        _ => c,
    }
}

/// The cells of a symbol; 0 if it would be split into several graphemes.
fn cells_of_one_grapheme(symbol: &str) -> u16 {
    if symbol.graphemes(true).nth(1).is_some() { 0 } else { symbol.cell_width() }
}

/// Whether a character is white space where a line may break. No-break spaces are not.
fn is_blank(c: char) -> bool {
    c == ' ' || (c > '\u{A0}' && c.is_whitespace() && !matches!(c, '\u{2007}' | '\u{202F}'))
}

/// The first grapheme of a text that begins at a grapheme boundary. The search is limited, so that a text made to be
/// slow costs no more per character than any other.
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

/// The length in bytes of the marks at the start of a text.
fn marks_length(text: &str) -> usize {
    let is_mark = |c: &char| c.width() == Some(0) && stand_in(*c).is_none();
    text.chars().take_while(is_mark).map(char::len_utf8).sum()
}

/// The length in bytes of the surplus marks at the start of a text.
fn surplus_length(text: &str) -> usize {
    text.chars().take_while(|c| is_surplus(*c)).map(char::len_utf8).sum()
}

/// The part of a grapheme that may go into one cell. It ends before the first command. Of an Arabic sign that
/// precedes its number (grapheme break property Prepend) it is only the sign, because the letters after it have their
/// own forms.
fn drawn_part(grapheme: &str, first: char) -> &str {
    let head = first.len_utf8();
    if grapheme.len() == head || shaping::is_sign_before(first) {
        return up_to(grapheme, head);
    }
    let command = grapheme.char_indices().skip(1).find(|&(_, c)| stand_in(c).is_some());
    command.map_or(grapheme, |(at, _)| up_to(grapheme, at))
}

/// Appends the characters after the first one of a grapheme: marks and the parts of a joined emoji. Vowel signs are
/// appended only if they are to be shown. A joiner of Arabic letters is not: their forms already express it.
fn push_followers(grapheme: &str, tashkeel: Tashkeel, symbols: &mut String) {
    let is_arabic = grapheme.chars().next().is_some_and(is_right_to_left);
    let is_shown = |c: char| match c {
        JOINER => !is_arabic,
        _ if is_tashkeel(c) => tashkeel == Tashkeel::Shown,
        _ => !is_dropped(c) || is_selector(c),
    };
    symbols.extend(grapheme.chars().skip(1).filter(|c| is_shown(*c)));
}

#[cfg(test)]
mod tests;
