//! The order of a line on the screen: the Unicode Bidirectional Algorithm (UAX #9), applied to clusters.
//!
//! It knows levels and places, not cells: widths, styles and drawing belong to the paragraph and to `draw`.

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, ParagraphBidiInfo, get_base_direction_full};

use super::class::{Classes, bidi_class};
use super::cluster::Cluster;
use super::island::{self, without_islands};
use super::safe::{is_dropped, is_simple, neutral_of_length, without_commands};
use super::slice::from;

/// The base direction of a text: the side where its lines begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Base {
    /// Left to right, even for a text of Arabic letters.
    Ltr,
    /// Right to left, even for a text of Latin letters.
    Rtl,
    /// By the first strong letter of the whole text (UAX #9, P2 and P3); left to right when there is none.
    #[default]
    Auto,
}

impl Base {
    /// The direction of a text on a screen: of its first letter outside islands, or of the screen if it has none. A text
    /// that is one island has the direction in which the island is read.
    pub fn own(text: &str, screen: Self) -> Self {
        if text.is_ascii() {
            return if text.bytes().any(|byte| byte.is_ascii_alphabetic()) { Self::Ltr } else { screen };
        }
        if island::is_island(text) {
            return Self::Ltr;
        }
        let inside = if island::is_own(text) { Some(without_islands(text)) } else { None };
        match get_base_direction_full(outside(inside.as_deref().unwrap_or(text)).as_ref()) {
            unicode_bidi::Direction::Rtl => Self::Rtl,
            unicode_bidi::Direction::Ltr => Self::Ltr,
            unicode_bidi::Direction::Mixed => screen,
        }
    }
}

/// One place of a visual line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VisualPlace {
    /// The index of the logical cluster at this place.
    pub cluster: usize,
    /// Whether the cluster is in a right-to-left run. Its bracket is then drawn mirrored (UAX #9, L4).
    pub mirrored: bool,
}

/// Whether a text can be printed as it is with a left-to-right base: its logical and visual order are the same, it
/// needs no shaping and has no character that must be replaced. May return `false` for such a text, never `true` for
/// another.
pub fn is_plain_ltr(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
        || text.chars().all(|c| is_simple(c) && !may_be_right_to_left(c))
}

/// Whether a character is in a block that holds right-to-left letters. Every right-to-left letter is in one of them.
pub(super) fn may_be_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Whether a character keeps a text purely right to left: Arabic letters and neutral signs, which include those that
/// are written for an island, but no digits and no Latin.
fn is_only_right_to_left(c: char) -> bool {
    matches!(c,
        ' ' | '!' | '"' | '\'' | '(' | ')' | '.' | ',' | ':' | ';' | '?' | '«' | '»' | '—' | '–' | '\n'
        | '\u{60C}' | '\u{61B}' | '\u{61F}'..='\u{652}' | '\u{66E}'..='\u{6D5}' | '\u{FE80}'..='\u{FEFC}'
        | '\u{A6}' | '\u{FFFD}')
}

/// The clusters of an island, and the level of the island in its line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Island {
    clusters: Range<usize>,
    level: Level,
}

/// Sets the level of every cluster. Returns the level of the paragraph and its islands. Each line of the text, up to
/// its line feed, is resolved separately, but all lines have the same base.
pub(super) fn resolve(text: &str, base: Base, clusters: &mut [Cluster]) -> (Level, Vec<Island>) {
    let turns = |c| may_be_right_to_left(c) && !island::is_mark(c);
    // Without right-to-left letters every level is 0, so the algorithm is not needed.
    if base != Base::Rtl && (text.is_ascii() || !text.chars().any(turns)) {
        return (Level::ltr(), Vec::new());
    }
    let outside = outside(text);
    let level = match base {
        Base::Ltr => Level::ltr(),
        Base::Rtl => Level::rtl(),
        Base::Auto => match get_base_direction_full(outside.as_ref()) {
            unicode_bidi::Direction::Rtl => Level::rtl(),
            _ => Level::ltr(),
        },
    };
    if level.is_rtl() && outside.chars().all(is_only_right_to_left) {
        // Every level outside the islands would be 1, so the result is known without the algorithm.
        for cluster in clusters.iter_mut() {
            cluster.level = level;
        }
        return (level, resolve_islands(text, clusters));
    }
    let mut rest = clusters.iter_mut().peekable();
    let mut start = 0;
    for line in outside.split_inclusive('\n') {
        let levels = ParagraphBidiInfo::new_with_data_source(&Classes, line, Some(level)).levels;
        while let Some(cluster) = rest.next_if(|cluster| cluster.bytes().start < start + line.len()) {
            cluster.level = levels.get(cluster.bytes().start - start).copied().unwrap_or(level);
        }
        start += line.len();
    }
    (level, resolve_islands(text, clusters))
}

/// The text as its line sees it: an island is one neutral, as an isolate is (UAX #9, X5b), and so is a command that
/// is drawn as a symbol. It has the same length in bytes, so that byte ranges stay valid.
pub(super) fn outside(text: &str) -> Cow<'_, str> {
    if !text.contains(island::opens) {
        return without_commands(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for island in island::islands_in(text) {
        out.push_str(&without_commands(text.get(at..island.start - island::MARK).unwrap_or_default()));
        at = island.end + island::MARK;
        let inside = text.get(island.start - island::MARK..at).unwrap_or_default();
        out.extend(inside.chars().map(|c| neutral_of_length(c.len_utf8())));
    }
    out.push_str(&without_commands(from(text, at)));
    Cow::Owned(out)
}

/// Gives the clusters of every island the levels of an isolate, from left to right or in its own way (UAX #9, X5b, X5c).
fn resolve_islands(text: &str, clusters: &mut [Cluster]) -> Vec<Island> {
    let mut islands = Vec::new();
    let mut first = 0;
    for island in island::islands_in(text) {
        first = first_from(clusters, first, island.start);
        let end = first_from(clusters, first, island.end);
        let inside = text.get(island.clone()).unwrap_or_default();
        let levels = levels_inside(inside, island::reads_its_own_way(text, &island));
        let members = clusters.get_mut(first..end).unwrap_or_default();
        let Some(level) = members.first().map(|cluster| cluster.level) else { continue };
        islands.push(Island { clusters: first..end, level });
        for cluster in members {
            let level = levels.as_ref().and_then(|levels| levels.get(cluster.bytes().start - island.start));
            cluster.level = raised(level.copied().unwrap_or(Level::ltr()));
        }
    }
    islands
}

/// The first cluster at or after number `first` that begins at or after byte `byte`.
fn first_from(clusters: &[Cluster], first: usize, byte: usize) -> usize {
    let rest = clusters.get(first..).unwrap_or_default();
    first + rest.partition_point(|cluster| cluster.bytes().start < byte)
}

/// The level of a cluster inside an island, from its level in the island's own text. The paragraph is on level 0 or
/// 1.
fn raised(level: Level) -> Level {
    Level::new(level.number() + 2).unwrap_or(level)
}

/// The levels of an island's text, from left to right or in its own way; `None` if all are 0.
fn levels_inside(text: &str, is_own: bool) -> Option<Vec<Level>> {
    if !text.chars().any(may_be_right_to_left) {
        return None;
    }
    if is_own {
        return Some(ParagraphBidiInfo::new_with_data_source(&Classes, &without_commands(text), None).levels);
    }
    Some(ParagraphBidiInfo::new_with_data_source(&Classes, &as_in_an_island(text), Some(Level::ltr())).levels)
}

/// The text of an island as its own line sees it, with the same length in bytes.
pub(super) fn as_in_an_island(text: &str) -> String {
    without_commands(text).chars().map(|c| if island::is_separator(c) { 'a' } else { c }).collect()
}

/// Whether a text has a letter with a direction. Direction marks do not count.
pub(super) fn has_letter(text: &str) -> bool {
    let is_strong = |c| matches!(bidi_class(c), BidiClass::L | BidiClass::R | BidiClass::AL);
    text.chars().any(|c| is_strong(c) && !is_dropped(c) && !island::is_mark(c))
}

/// The clusters of one line from left to right. `clusters` are those of the line; the first of them has number
/// `first` in the paragraph. Blanks at the end of the line are on the level of the paragraph (UAX #9, L1).
pub(super) fn visual(
    clusters: &[Cluster],
    first: usize,
    base: Level,
    islands: &[Island],
) -> Vec<VisualPlace> {
    let trailing = clusters.iter().rev().take_while(|cluster| cluster.is_blank()).count();
    let inked = clusters.len() - trailing;
    let level_of = |(index, cluster): (usize, &Cluster)| if index < inked { cluster.level } else { base };
    // All on one level: the order is the logical one or its reverse.
    if clusters.iter().enumerate().all(|cluster| level_of(cluster) == base) {
        let place = |index| VisualPlace { cluster: first + index, mirrored: base.is_rtl() };
        let order = 0..clusters.len();
        return if base.is_rtl() { order.rev().map(place).collect() } else { order.map(place).collect() };
    }
    let levels: Vec<Level> = clusters.iter().enumerate().map(level_of).collect();
    let mirrored = |index: usize| levels.get(index).is_some_and(Level::is_rtl);
    let place = |index: usize| VisualPlace { cluster: first + index, mirrored: mirrored(index) };
    let line = first..first + clusters.len();
    let here = islands.partition_point(|island| island.clusters.end <= line.start);
    let islands = islands.get(here..).unwrap_or_default();
    if islands.first().is_none_or(|island| island.clusters.start >= line.end) {
        return BidiInfo::reorder_visual(&levels).into_iter().map(place).collect();
    }
    let (levels, slots) = with_edges(&levels, line, islands);
    let order = BidiInfo::reorder_visual(&levels);
    order.into_iter().filter_map(|slot| slots.get(slot).copied().flatten()).map(place).collect()
}

/// Adds the edges of the islands to the levels of a line. Edges take no cell, but they separate an island from
/// neighbours on the same level. Returns the levels and, for each of them, the cluster it belongs to (`None` for an
/// edge).
fn with_edges(levels: &[Level], line: Range<usize>, islands: &[Island]) -> (Vec<Level>, Vec<Option<usize>>) {
    let mut out = (Vec::with_capacity(levels.len() + 2), Vec::with_capacity(levels.len() + 2));
    let mut push = |level: Level, slot: Option<usize>| {
        out.0.push(level);
        out.1.push(slot);
    };
    let mut islands = islands.iter().peekable();
    for (index, level) in levels.iter().enumerate() {
        let cluster = line.start + index;
        while let Some(island) = islands.next_if(|island| island.clusters.end == cluster) {
            push(island.level, None);
        }
        if let Some(island) = islands.peek().filter(|island| island.clusters.start == cluster) {
            push(island.level, None);
        }
        push(*level, Some(index));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::unshaped;
    use super::super::{Presentation, ltr, own, visual};
    use super::*;

    fn shown(text: &str, base: Base) -> String {
        unshaped(&visual(text, base, Presentation::default()))
    }

    fn seen(text: &str) -> String {
        shown(text, Base::Rtl)
    }

    #[test]
    fn brackets_are_mirrored_in_arabic_and_nest() {
        assert_eq!(seen("مثل (نفاذ) هنا"), "انه (ذافن) لثم");
        assert_eq!(seen("([{<أ>}])"), "([{<أ>}])");
        assert_eq!(seen("«نص»"), "«صن»");
    }

    #[test]
    fn latin_words_and_numbers_keep_their_order_inside_arabic() {
        assert_eq!(seen("قناة (GSB) بنسبة 75% في 2026"), "2026 يف %75 ةبسنب (GSB) ةانق");
    }

    #[test]
    fn arabic_words_keep_their_order_inside_english() {
        assert_eq!(shown("The (قناة نفاذ) is 12", Base::Ltr), "The (ذافن ةانق) is 12");
    }

    #[test]
    fn a_date_flips_inside_arabic_and_does_not_on_an_island() {
        assert!(seen("في 2026-09-25 تم").contains("25-09-2026"));
        assert_eq!(seen(&format!("في {} تم", ltr("2026-09-25"))), "مت 2026-09-25 يف");
        assert_eq!(seen(&format!("نسبة {}", ltr("75%"))), "75% ةبسن");
    }

    #[test]
    fn blanks_at_the_end_are_on_the_side_where_the_line_ends() {
        assert_eq!(shown("abc  ", Base::Rtl), "  abc");
        assert_eq!(shown("ab نص ", Base::Ltr), "ab صن ");
    }

    #[test]
    fn the_base_follows_the_first_letter_when_it_is_automatic() {
        assert_eq!(shown("12 نص abc.", Base::Auto), ".abc صن 12");
        assert_eq!(shown("12 abc نص.", Base::Auto), "12 abc صن.");
        assert_eq!(shown("(12)", Base::Auto), "(12)");
    }

    #[test]
    fn a_text_follows_its_own_first_letter_and_one_without_letters_the_screen() {
        for (text, english, arabic) in [
            ("3 ○", Base::Ltr, Base::Rtl),
            ("◆ …", Base::Ltr, Base::Rtl),
            ("Portal · 2", Base::Ltr, Base::Ltr),
            ("بوابة 2", Base::Rtl, Base::Rtl),
            ("بوابة GSB", Base::Rtl, Base::Rtl),
            ("GSB بوابة", Base::Ltr, Base::Ltr),
            ("1. שאלה about X", Base::Rtl, Base::Rtl),
            (&ltr("/تقييم"), Base::Ltr, Base::Ltr),
            (&own("بوابة GSB"), Base::Rtl, Base::Rtl),
            (&format!("{}: 3", own("بوابة")), Base::Ltr, Base::Rtl),
            (&format!("{}، السؤال", own("Portal")), Base::Rtl, Base::Rtl),
        ] {
            assert_eq!((Base::own(text, Base::Ltr), Base::own(text, Base::Rtl)), (english, arabic), "{text}");
        }
    }

    #[test]
    fn an_island_of_its_own_is_read_in_its_direction_and_leaves_the_sentence_alone() {
        let note = own("انظر GSB 2.1 أولا");
        assert_eq!(shown(&format!("Note: {note} (3)"), Base::Ltr), "Note: الوأ GSB 2.1 رظنا (3)");
        let name = own("Portal بوابة 2");
        assert_eq!(seen(&format!("حذف {name} الآن")), "نآلا Portal ةباوب 2 فذح".replace("ةباوب 2", "2 ةباوب"));
        assert_eq!(shown(&format!("{}, {}", own("اب"), own("جد")), Base::Ltr), "با, دج");
        assert_eq!(shown(&format!("{}: 3/5", own("שלום")), Base::Ltr), "םולש: 3/5");
    }

    #[test]
    fn an_override_in_a_text_is_shown_and_has_no_effect() {
        assert_eq!(shown("gnp\u{202E}exe.txt", Base::Ltr), "gnp\u{FFFD}exe.txt");
        assert_eq!(seen("نص\u{2067}abc\u{2069}"), "\u{FFFD}abc\u{FFFD}صن");
    }

    #[test]
    fn each_line_of_a_text_is_ordered_alone() {
        let paragraph = super::super::Paragraph::plain("نص (\nabc)", Base::Rtl);
        let lines: Vec<String> =
            paragraph.wrap(20).into_iter().map(|line| unshaped(&paragraph.visual_string(line))).collect();
        assert_eq!(lines, [") صن", "(abc"]);
    }

    proptest::proptest! {
        #[test]
        fn the_short_cut_for_purely_arabic_text_gives_the_same_order(
            parts in proptest::collection::vec(("[ ء-غف-ي.,:;?!«»()—\u{A6}\u{FFFD}1-3%]{0,6}", "[a-c1-3 %/.:(ب]{0,4}"), 1..4),
        ) {
            let part = |(outside, inside): &(String, String)| format!("{outside}{}", ltr(inside));
            // Blanks at the end would be on the side of the end only without the letter.
            let text = parts.iter().map(part).collect::<String>() + "ب";
            let by_algorithm = shown(&format!("{text} a"), Base::Rtl);
            proptest::prop_assert_eq!(by_algorithm, format!("a {}", shown(&text, Base::Rtl)));
        }
    }

    #[test]
    fn a_text_is_plain_if_it_can_be_printed_as_it_is() {
        for plain in ["", "GSB v1.2 75%", "café — “x”", "│ ▓"] {
            assert!(is_plain_ltr(plain), "{plain}");
        }
        for other in
            ["نص", "a\u{1B}[2J", "a\tb", "a\nb", "e\u{301}", "a\u{200F}", "\u{202E}a", "שלום", "\u{85}"]
        {
            assert!(!is_plain_ltr(other), "{other:?}");
        }
    }
}
