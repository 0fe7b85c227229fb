//! The order of a line on the screen: the Unicode Bidirectional Algorithm (UAX #9), applied to clusters.
//!
//! It knows levels and places, not cells: widths, styles and drawing belong to the paragraph and to `draw`.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level, ParagraphBidiInfo};

use super::bases::Bases;
use super::class::Classes;
use super::cluster::{Cluster, ClusterKind};
use super::direction::Base;
use super::island;
use super::outside::outside;
use super::safe::{is_simple, without_commands};

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
    pub(super) clusters: Range<usize>,
    level: Level,
    /// The level of a text that is read in its own way.
    pub(super) own: Option<Level>,
}

/// Sets the level of every cluster. Returns the levels of the paragraphs and the islands. Each paragraph, up to its line
/// feed, is resolved separately.
pub(super) fn resolve(text: &str, base: Base, clusters: &mut [Cluster]) -> (Bases, Vec<Island>) {
    let bases = Bases::of(text, base);
    let turns = |c| may_be_right_to_left(c) && !island::is_mark(c);
    // Without right-to-left letters every level is 0, so the algorithm is not needed.
    if !bases.has_rtl() && (text.is_ascii() || !text.chars().any(turns)) {
        return (bases, Vec::new());
    }
    let outside = outside(text);
    if let Some(level) = bases.all().filter(Level::is_rtl)
        && outside.chars().all(is_only_right_to_left)
    {
        // Every level outside the islands would be 1, so the result is known without the algorithm.
        for cluster in clusters.iter_mut() {
            cluster.level = level;
        }
        return (bases, resolve_islands(text, clusters));
    }
    let mut rest = clusters.iter_mut().peekable();
    let mut start = 0;
    for line in outside.split_inclusive('\n') {
        let level = bases.at(start);
        let levels = ParagraphBidiInfo::new_with_data_source(&Classes, line, Some(level)).levels;
        while let Some(cluster) = rest.next_if(|cluster| cluster.bytes().start < start + line.len()) {
            cluster.level = levels.get(cluster.bytes().start - start).copied().unwrap_or(level);
        }
        start += line.len();
    }
    (bases, resolve_islands(text, clusters))
}

/// Gives the clusters of every island the levels of an isolate, from left to right or in its own way (UAX #9, X5b, X5c).
fn resolve_islands(text: &str, clusters: &mut [Cluster]) -> Vec<Island> {
    let mut islands = Vec::new();
    let mut first = 0;
    for island in island::islands_in(text) {
        first = first_from(clusters, first, island.start);
        let end = first_from(clusters, first, island.end);
        let inside = text.get(island.clone()).unwrap_or_default();
        let is_own = island::reads_its_own_way(text, &island);
        let levels = levels_inside(inside, is_own);
        let members = clusters.get_mut(first..end).unwrap_or_default();
        let Some(level) = members.first().map(|cluster| cluster.level) else { continue };
        let own = is_own.then(|| Bases::of(inside, Base::default()).at(0));
        islands.push(Island { clusters: first..end, level, own });
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
pub(super) fn raised(level: Level) -> Level {
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

/// The levels of one line: of its clusters, of the line itself, and of the paragraphs that its clusters belong to.
struct LineLevels<'line> {
    clusters: &'line [Cluster],
    base: Level,
    bases: &'line Bases,
    /// The number of its clusters without blanks at its end.
    inked: usize,
}

impl LineLevels<'_> {
    /// The level of a cluster. Blanks at the end are on the level of the line (UAX #9, L1), and so are line feeds in a text
    /// that is drawn on one line.
    fn of(&self, (index, cluster): (usize, &Cluster)) -> Level {
        if index >= self.inked || cluster.kind == ClusterKind::Break {
            return self.base;
        }
        self.in_line(cluster.level, cluster)
    }

    /// A level in the paragraph of a cluster, on this line: a paragraph that a right-to-left line contains is nested.
    fn in_line(&self, level: Level, cluster: &Cluster) -> Level {
        let is_nested = self.base.is_rtl() && self.bases.at(cluster.bytes().start).is_ltr();
        if is_nested { raised(level) } else { level }
    }
}

/// The clusters of one line from left to right. `clusters` are those of the line; the first of them has number `first` in
/// the text. `base` is the level of the line.
pub(super) fn visual(
    clusters: &[Cluster],
    first: usize,
    base: Level,
    bases: &Bases,
    islands: &[Island],
) -> Vec<VisualPlace> {
    let trailing = clusters.iter().rev().take_while(|cluster| cluster.is_blank()).count();
    let levels = LineLevels { clusters, base, bases, inked: clusters.len() - trailing };
    // All on one level: the order is the logical one or its reverse.
    if clusters.iter().enumerate().all(|cluster| levels.of(cluster) == base) {
        let place = |index| VisualPlace { cluster: first + index, mirrored: base.is_rtl() };
        let order = 0..clusters.len();
        return if base.is_rtl() { order.rev().map(place).collect() } else { order.map(place).collect() };
    }
    let mirrored =
        |index: usize| clusters.get(index).is_some_and(|cluster| levels.of((index, cluster)).is_rtl());
    let place = |index: usize| VisualPlace { cluster: first + index, mirrored: mirrored(index) };
    let line = first..first + clusters.len();
    let here = islands.partition_point(|island| island.clusters.end <= line.start);
    let islands = islands.get(here..).unwrap_or_default();
    if islands.first().is_none_or(|island| island.clusters.start >= line.end) {
        let levels: Vec<Level> = clusters.iter().enumerate().map(|cluster| levels.of(cluster)).collect();
        return BidiInfo::reorder_visual(&levels).into_iter().map(place).collect();
    }
    let (levels, slots) = with_edges(&levels, first, islands);
    let order = BidiInfo::reorder_visual(&levels);
    order.into_iter().filter_map(|slot| slots.get(slot).copied().flatten()).map(place).collect()
}

/// Adds the edges of the islands to the levels of a line whose first cluster has number `first`. Edges take no cell, but
/// they separate an island from neighbours on the same level. Returns the levels and, for each of them, the cluster it
/// belongs to (`None` for an edge).
fn with_edges(line: &LineLevels<'_>, first: usize, islands: &[Island]) -> (Vec<Level>, Vec<Option<usize>>) {
    let count = line.clusters.len() + 2;
    let mut out = (Vec::with_capacity(count), Vec::with_capacity(count));
    let mut push = |level: Level, slot: Option<usize>| {
        out.0.push(level);
        out.1.push(slot);
    };
    let mut islands = islands.iter().peekable();
    for (index, cluster) in line.clusters.iter().enumerate() {
        let number = first + index;
        while let Some(island) = islands.next_if(|island| island.clusters.end == number) {
            push(line.in_line(island.level, cluster), None);
        }
        if let Some(island) = islands.peek().filter(|island| island.clusters.start == number) {
            push(line.in_line(island.level, cluster), None);
        }
        push(line.of((index, cluster)), Some(index));
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
        assert_eq!(shown("12 نص abc.", Base::default()), ".abc صن 12");
        assert_eq!(shown("12 abc نص.", Base::default()), "12 abc صن.");
        assert_eq!(shown("(12)", Base::default()), "(12)");
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
