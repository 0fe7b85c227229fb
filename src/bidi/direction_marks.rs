//! Direction marks (LRM, RLM, ALM) that do nothing.
//!
//! Such a mark takes no cell; its trace is the order of the line. One that changes no place of another character, in a
//! line that begins on the side of the text's first letter, leaves none.

use unicode_bidi::{BidiInfo, Direction, Level, ParagraphBidiInfo, get_base_direction_full};
use unicode_bidi_mirroring::get_mirrored;
use unicode_width::UnicodeWidthChar;

use super::island;
use super::order::{as_in_an_island, outside};
use super::safe::{JOINER, is_direction_mark, is_skin_tone, neutral_of_length};

/// Marks that a line may have. A line with more is no help to a reader, and each costs a look at the whole line.
const MARKS_PER_LINE: usize = 16;

/// Where the marks stand that change nothing, in bytes and in order.
pub(super) fn idle(text: &str) -> Vec<usize> {
    let outside = outside(text);
    let unmarked: String =
        outside.chars().map(|c| if is_direction_mark(c) { neutral(c) } else { c }).collect();
    let level = match get_base_direction_full(unmarked.as_str()) {
        Direction::Rtl => Level::rtl(),
        _ => Level::ltr(),
    };
    let mut found = Vec::new();
    let mut start = 0;
    for line in outside.split_inclusive('\n') {
        let inked =
            text.get(start..start + line.len()).unwrap_or_default().trim_end_matches(is_uninked).len();
        found.extend(idle_in(line, inked, level).into_iter().map(|at| start + at));
        start += line.len();
    }
    for island in island::islands_in(text) {
        let inside = as_in_an_island(text.get(island.clone()).unwrap_or_default());
        let idle = idle_in(&inside, inside.len(), Level::ltr());
        found.extend(idle.into_iter().map(|at| island.start + at));
    }
    found.sort_unstable();
    found
}

/// What may stand behind the last ink of a line.
fn is_uninked(c: char) -> bool {
    c.is_whitespace() || is_direction_mark(c) || island::is_mark(c)
}

fn neutral(mark: char) -> char {
    neutral_of_length(mark.len_utf8())
}

/// The idle marks of a line whose ink ends at byte `inked`: from its beginning on, each is taken out that the others can
/// do without.
fn idle_in(line: &str, inked: usize, level: Level) -> Vec<usize> {
    let marks: Vec<(usize, &str)> = line.match_indices(is_direction_mark).collect();
    let places: Vec<usize> = marks.iter().map(|(at, _)| *at).collect();
    if marks.len() > MARKS_PER_LINE || marks.is_empty() {
        return places;
    }
    let mut line = line.to_owned();
    let order = |line: &str| order(line, inked, &places, level);
    let order_with_all = order(&line);
    let can_do_without = |(at, mark): &(usize, &str)| {
        let end = at + mark.len();
        let mut without = line.clone();
        without.replace_range(*at..end, mark.chars().map(neutral).collect::<String>().as_str());
        let is_idle = order(&without) == order_with_all;
        if is_idle {
            line = without;
        }
        is_idle
    };
    marks.into_iter().filter(can_do_without).map(|(at, _)| at).collect()
}

/// The characters of a line but for those at `left_out`, from left to right, each with whether it shows its other face.
/// What shares the cell of another character has no place of its own, and one symbol looks like another.
fn order(line: &str, inked: usize, left_out: &[usize], level: Level) -> Vec<(char, bool)> {
    let levels = ParagraphBidiInfo::new(line, Some(level)).levels;
    let level_at = |at: usize| if at < inked { levels.get(at).copied() } else { None };
    let mut is_joined = false;
    let has_a_place = |(at, c): &(usize, char)| {
        let shares = std::mem::replace(&mut is_joined, *c == JOINER) || is_skin_tone(*c);
        !shares && c.width() != Some(0) && left_out.binary_search(at).is_err()
    };
    let looks = |c: char| if c == neutral_of_length(c.len_utf8()) { char::REPLACEMENT_CHARACTER } else { c };
    let placed = line.char_indices().filter(has_a_place);
    let (characters, levels): (Vec<char>, Vec<Level>) =
        placed.map(|(at, c)| (looks(c), level_at(at).unwrap_or(level))).unzip();
    let seen = |place: usize| {
        let c = *characters.get(place)?;
        Some((c, levels.get(place)?.is_rtl() && get_mirrored(c).is_some()))
    };
    BidiInfo::reorder_visual(&levels).into_iter().filter_map(seen).collect()
}
