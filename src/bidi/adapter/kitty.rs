//! For kitty, which cuts a row into runs of one font and lays out each run separately. If the first letter of a run
//! has a right-to-left script, kitty draws the whole run back to front, with its brackets mirrored.
//!
//! If a font lacks Arabic, the signs and letters of one run come from two fonts, which this code cannot know. The
//! user can then set `force_ltr yes` in kitty and choose the adapter `visual`.

use std::ops::Range;

use ratatui::style::Modifier;
use unicode_bidi::BidiClass;

use super::super::class::bidi_class;
use super::row::{BLANK, SymbolRow};

/// Modifiers that select another font, in the order they are tried when a run must be cut in two.
const FONTS: [Modifier; 3] = [Modifier::BOLD, Modifier::ITALIC, Modifier::BOLD.union(Modifier::ITALIC)];

/// The direction that the script of a character gives to its run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ScriptDirection {
    LeftToRight,
    RightToLeft,
}

/// Sends back to front those runs that kitty draws back to front.
pub(super) fn send(row: &mut SymbolRow) {
    let firsts = row.firsts();
    let mut order: Vec<usize> = (0..firsts.len()).collect();
    let mut end = 0;
    while let Some(run) = next_run(row, &firsts, end) {
        end = run.end;
        if script_of(&firsts, run.clone()) != Some(ScriptDirection::RightToLeft) {
            continue;
        }
        let backwards = cut(row, &firsts, run);
        backwards.clone().for_each(|symbol| row.mirror(symbol));
        if let Some(part) = order.get_mut(backwards) {
            part.reverse();
        }
    }
    row.rearrange(order.into_iter());
}

/// The part of a right-to-left run that is sent back to front. A reversed run that ends in Latin would begin with
/// Latin, and kitty would draw it from left to right. So the part from the first Latin letter on gets another font,
/// which makes it a separate run.
fn cut(row: &mut SymbolRow, firsts: &[char], run: Range<usize>) -> Range<usize> {
    if script_of_rev(firsts, run.clone()) == Some(ScriptDirection::RightToLeft) {
        return run;
    }
    let is_latin =
        |symbol: &usize| firsts.get(*symbol).and_then(|c| script(*c)) == Some(ScriptDirection::LeftToRight);
    let at = run.clone().find(is_latin).unwrap_or(run.end);
    let own = font(row, run.start);
    let next = (run.end < row.len()).then(|| font(row, run.end));
    let other = FONTS.iter().find(|toggled| next != Some(own.symmetric_difference(**toggled)));
    for symbol in at..run.end {
        let modifier = row.modifier(symbol).symmetric_difference(other.copied().unwrap_or(Modifier::BOLD));
        row.set_modifier(symbol, modifier);
    }
    run.start..at
}

/// The next run of one font at or after `from`. Blanks, lines, blocks and wide symbols separate runs.
fn next_run(row: &SymbolRow, firsts: &[char], from: usize) -> Option<Range<usize>> {
    let in_run =
        |symbol: &usize| row.width(*symbol) == 1 && firsts.get(*symbol).is_some_and(|c| !is_between(*c));
    let start = (from..row.len()).find(in_run)?;
    let own = font(row, start);
    let more = (start..row.len()).take_while(|symbol| in_run(symbol) && font(row, *symbol) == own);
    Some(start..start + more.count())
}

fn font(row: &SymbolRow, symbol: usize) -> Modifier {
    row.modifier(symbol).intersection(Modifier::BOLD.union(Modifier::ITALIC))
}

/// Whether kitty draws a character itself or draws no glyph for it.
fn is_between(c: char) -> bool {
    c == BLANK || matches!(c, '\u{2500}'..='\u{259F}' | '\u{2800}'..='\u{28FF}')
}

fn script_of(firsts: &[char], run: Range<usize>) -> Option<ScriptDirection> {
    firsts.get(run)?.iter().find_map(|c| script(*c))
}

fn script_of_rev(firsts: &[char], run: Range<usize>) -> Option<ScriptDirection> {
    firsts.get(run)?.iter().rev().find_map(|c| script(*c))
}

/// The direction of a character's script; `None` for signs and digits of several scripts, including the Arabic comma,
/// semicolon, question mark and tatweel (UCD, `Scripts.txt`).
fn script(c: char) -> Option<ScriptDirection> {
    match c {
        '0'..='9'
        | '\u{605}'
        | '\u{60C}'
        | '\u{61B}'
        | '\u{61F}'
        | '\u{640}'
        | '\u{6DD}'
        | '\u{FD3E}'
        | '\u{FD3F}' => None,
        '\u{600}'..='\u{6FF}' => Some(ScriptDirection::RightToLeft),
        _ => match bidi_class(c) {
            BidiClass::L => Some(ScriptDirection::LeftToRight),
            BidiClass::R | BidiClass::AL | BidiClass::AN => Some(ScriptDirection::RightToLeft),
            _ => None,
        },
    }
}
