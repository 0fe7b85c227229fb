//! What becomes of each kind of character: which share a cell, which are replaced, which are dropped.

use super::super::{Base, Paragraph, Presentation, measure, visual};
use super::*;

fn symbols(text: &str) -> Vec<String> {
    let text = super::super::unseen::seen(text);
    let (mut symbols, mut clusters) = (String::new(), Clusters::new(&text, Tashkeel::Hidden));
    let next = || clusters.next(&mut symbols).map(|cluster| cluster.symbol());
    let ranges: Vec<Range<usize>> = std::iter::from_fn(next).collect();
    ranges.into_iter().map(|range| symbols.get(range).unwrap().to_owned()).collect()
}

#[test]
fn a_simple_character_takes_one_cell_and_never_combines_with_its_neighbour() {
    for c in (0..=0x10_FFFF).filter_map(char::from_u32).filter(|&c| is_simple(c)) {
        assert_eq!(c.width(), Some(1), "{c:?}");
        assert_eq!(shaping::form(c, true, true).width(), Some(1), "{c:?}");
        assert_eq!(format!("a{c}a").graphemes(true).count(), 3, "{c:?}");
        assert!(stand_in(c).is_none() && !is_dropped(c), "{c:?}");
    }
}

#[test]
fn a_lone_character_is_what_would_be_composed() {
    let simple = || (0..=0xFFFF).filter_map(char::from_u32).filter(|&c| is_simple(c));
    for (first, following) in simple().flat_map(|first| {
        ["", " ", "a", "ا", "ل", "ب", "ى", "\u{FDD0}", "\u{FDD1}"].map(|next| (first, next))
    }) {
        let text = format!("{first}{following}");
        for joins in [false, true] {
            let read = |read: &dyn Fn(&mut Clusters<'_>, &mut String) -> Cluster| {
                let mut symbols = String::new();
                let mut clusters = Clusters { joins, ..Clusters::new(&text, Tashkeel::Hidden) };
                (read(&mut clusters, &mut symbols), symbols, clusters.joins)
            };
            let next = following.chars().next();
            assert_eq!(is_lone(first, next), first != 'ل' || following != "ا", "{text}");
            if is_lone(first, next) {
                let lone = read(&|clusters, symbols| clusters.lone(first, next, symbols));
                let composed = read(&|clusters, symbols| clusters.compose(first, symbols));
                assert_eq!(lone, composed, "{text}");
            }
        }
    }
}

#[test]
fn the_width_of_simple_characters_is_that_of_their_clusters() {
    for text in ["", "GSB 75%", "الإلكتروني لا مركزي", "لللآا", "│──│", "ل"] {
        assert_eq!(simple_width(text), Some(symbols(text).len()), "{text}");
    }
    for text in ["ثُمَّ", "a\tb", "日", "a\u{301}", "\u{200E}"] {
        assert_eq!(simple_width(text), None, "{text:?}");
    }
}

#[test]
fn controls_are_pictures_and_the_other_commands_replacement_characters() {
    assert_eq!(symbols("\0\u{1B}[\u{7F}\r"), ["␀", "␛", "[", "␡", "␍"]);
    for command in
        ["\u{85}", "\u{9B}", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{2028}", "\u{2029}"]
    {
        assert_eq!(symbols(command), ["\u{FFFD}"], "{command:?}");
    }
    assert_eq!(symbols("a\u{E0041}\u{E007F}"), ["a", "\u{FFFD}", "\u{FFFD}"]);
}

#[test]
fn tabs_line_feeds_and_no_break_spaces_are_blanks_in_a_line() {
    assert_eq!(symbols("a\tb\r\nc\nd\u{A0}e"), ["a", " ", "b", " ", "c", " ", "d", " ", "e"]);
}

#[test]
fn tashkeel_is_kept_in_the_text_and_not_drawn() {
    let paragraph = Paragraph::plain("ثُمَّ", Base::Rtl);
    assert_eq!(paragraph.clusters().len(), 2);
    assert_eq!(paragraph.clusters().get(1).map(Cluster::bytes), Some(4..10));
    assert_eq!(visual("ثُمَّ", Base::Rtl, Presentation::default()), "\u{FEE2}\u{FE9B}");
}

#[test]
fn other_marks_share_the_cell_of_their_letter_up_to_four() {
    assert_eq!(symbols("e\u{301}x"), ["e\u{301}", "x"]);
    assert_eq!(
        symbols(&format!("e{}x", "\u{301}".repeat(10_000))),
        ["e\u{301}\u{301}\u{301}\u{301}", "\u{FFFD}", "x"]
    );
    assert_eq!(visual("هٔ ب", Base::Rtl, Presentation::default()), "\u{FE8F} \u{FEE9}\u{654}");
}

#[test]
fn a_mark_without_a_letter_is_drawn_on_a_dotted_circle() {
    assert_eq!(symbols("\u{301}a"), ["\u{25CC}\u{301}", "a"]);
    assert_eq!(symbols("\n\u{301}"), [" ", "\u{25CC}\u{301}"]);
    assert_eq!(symbols("\u{64E}\u{651}ب"), ["\u{FFFD}", "\u{FFFD}", "\u{FE8F}"]);
}

#[test]
fn a_character_without_cell_that_is_no_mark_is_a_replacement_character() {
    assert_eq!(symbols("\u{1161}\u{115F}"), ["\u{FFFD}", "\u{FFFD}"]);
}

#[test]
fn an_emoji_sequence_is_one_cluster_of_two_cells() {
    for emoji in ["👍🏽", "👩‍👩‍👧‍👦", "🇸🇦", "❤️", "👩🏽‍❤️‍💋‍👨🏽"]
    {
        assert_eq!(symbols(emoji), [emoji]);
        assert_eq!(measure(emoji), 2);
    }
    assert_eq!(measure("日本"), 4);
    assert_eq!(symbols("👩\u{200D}"), ["👩", "\u{FFFD}"]);
}

#[test]
fn no_cell_exceeds_its_length_limit() {
    let chain = "👩\u{200D}".repeat(5_000);
    let tower = format!("ل{}ا{}", "\u{653}".repeat(5_000), "\u{654}".repeat(5_000));
    let jamo = "\u{1100}".repeat(5_000);
    let tags = "\u{E0041}\u{301}".repeat(5_000);
    for text in [chain, tower, jamo, tags] {
        assert!(symbols(&text).iter().all(|symbol| symbol.chars().count() <= 40));
    }
}

#[test]
fn letters_keep_their_forms_after_an_arabic_number_sign() {
    assert_eq!(symbols("\u{6DD}بب"), ["\u{6DD}", "\u{FE91}", "\u{FE90}"]);
}
