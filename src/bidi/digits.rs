//! Draws the digits and signs of a text in Arabic digits, word by word. Knows no order and no line.

use std::ops::Range;

use unicode_bidi::{BidiClass, Level};

use super::bases::Bases;
use super::class::{bidi_class, is_alphabetic};
use super::cluster::Cluster;
use super::island;

/// Replaces the symbols of the clusters that are drawn in Arabic digits: in right-to-left paragraphs, and in a text that is
/// a figure.
pub(super) fn draw_arabic_digits(
    text: &str,
    bases: &Bases,
    is_figure: bool,
    clusters: &mut [Cluster],
    symbols: &mut String,
) {
    let mut clusters = clusters.iter_mut().peekable();
    let mut after_latin = false;
    for word in words(text) {
        let part = text.get(word.clone()).unwrap_or_default();
        // The number of a Latin phrase, such as `Phase 2`, stays as the phrase is written.
        let is_of_phrase = after_latin && !part.starts_with(island::is_mark);
        after_latin =
            part.ends_with(is_latin) || (is_of_phrase && part.ends_with(|c: char| c.is_ascii_digit()));
        if is_of_phrase || !(is_figure || bases.at(word.start).is_rtl()) || !takes_arabic_digits(part) {
            continue;
        }
        while clusters.next_if(|cluster| cluster.bytes().start < word.start).is_some() {}
        while let Some(cluster) = clusters.next_if(|cluster| cluster.bytes().start < word.end) {
            let single = cluster.symbol().len() == 1 && cluster.bytes().len() == 1;
            let sign = if single { arabic(text, cluster.bytes().start) } else { None };
            if cluster.level.is_ltr() && bases.at(word.start).is_rtl() && is_edge_sign(text, cluster.bytes())
            {
                let around = cluster.level.number().saturating_sub(1);
                cluster.level = Level::new(around).unwrap_or(cluster.level);
            }
            if let Some(sign) = sign {
                let start = symbols.len();
                symbols.push(sign);
                cluster.set_symbol(&(start..symbols.len()));
            }
        }
    }
}

/// Whether a character is the sign before a number or the percent sign after it. Next to Arabic digits it is on the other
/// side of its number than beside Latin ones.
fn is_edge_sign(text: &str, at: Range<usize>) -> bool {
    let (before, after) = (is_digit(text, at.start.checked_sub(1)), is_digit(text, Some(at.end)));
    match text.get(at) {
        Some("%" | "٪") => before,
        Some("+" | "-" | "\u{2212}") => after && !before,
        _ => false,
    }
}

fn is_latin(letter: char) -> bool {
    is_alphabetic(letter) && bidi_class(letter) == BidiClass::L
}

/// The words of a text; a blank inside an island does not separate words.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let islands = island::islands_in(text).filter(|island| !island::reads_its_own_way(text, island));
    let mut islands = islands.peekable();
    let mut blanks = text.match_indices(char::is_whitespace).filter_map(move |(at, blank)| {
        while islands.next_if(|island| island.end <= at).is_some() {}
        let inside = islands.peek().is_some_and(|island| island.start <= at);
        (!inside).then_some(at..at + blank.len())
    });
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let blank = blanks.next();
        start = blank.as_ref().map(|blank| blank.end);
        Some(from..blank.map_or(text.len(), |blank| blank.start))
    })
}

fn takes_arabic_digits(word: &str) -> bool {
    if !word.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let is_code = |c: char| {
        matches!(
            c,
            '\\' | '_' | '@' | '#' | '=' | '&' | '~' | '$' | '^' | '`' | '*' | '{' | '}' | '<' | '>' | '|'
        )
    };
    let places = |sign: u8| word.bytes().enumerate().filter(move |(_, byte)| *byte == sign).map(|(at, _)| at);
    let between_digits = |at: usize| is_digit(word, at.checked_sub(1)) && is_digit(word, Some(at + 1));
    let is_path = || places(b'/').any(|at| !between_digits(at));
    let is_version = || places(b'.').filter(|at| between_digits(*at)).nth(1).is_some();
    !word.chars().any(|c| is_code(c) || is_latin(c)) && !is_path() && !is_version()
}

/// The Arabic replacement of the character at a byte of a text that takes Arabic digits; `None` if it has none.
fn arabic(text: &str, at: usize) -> Option<char> {
    let digit = |place: usize| is_digit(text, Some(place));
    let (before, after) = (is_digit(text, at.checked_sub(1)), digit(at + 1));
    match text.as_bytes().get(at)? {
        digit @ b'0'..=b'9' => char::from_u32(0x660 + u32::from(digit - b'0')),
        b'%' if before || after => Some('\u{66A}'),
        b'.' if before && after => Some('\u{66B}'),
        b',' if before && after && digit(at + 2) && digit(at + 3) && !digit(at + 4) => Some('\u{66C}'),
        _ => None,
    }
}

fn is_digit(text: &str, at: Option<usize>) -> bool {
    at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit)
}
