//! The laws of the module: what a reader sees, whatever the text.

use super::*;

fn seen(text: &str) -> String {
    visual(text, Base::Rtl)
}

/// What GNU fribidi made and the program does not: it spells a lone hamza U+0621 and keeps the tashkeel.
fn fribidi(text: &str) -> String {
    text.chars()
        .filter(|&c| !safe::is_tashkeel(c))
        .map(|c| if c == '\u{621}' { '\u{FE80}' } else { c })
        .collect()
}

fn differences(gold: &str, base: Base) -> Vec<String> {
    let lines = gold.lines().map(|line| line.split_once('\t').expect("logical, a tab, visual"));
    lines
        .filter(|(logical, expected)| visual(logical, base) != fribidi(expected))
        .map(|(logical, expected)| format!("{logical}\n{expected}\n{}\n", visual(logical, base)))
        .collect()
}

#[test]
fn every_line_agrees_with_fribidi_at_a_right_to_left_base() {
    let gold = include_str!("../../tests/data/bidi-gold-rtl.tsv");
    assert_eq!(gold.lines().count(), 400);
    assert_eq!(differences(gold, Base::Rtl), Vec::<String>::new());
}

#[test]
fn every_line_agrees_with_fribidi_at_a_left_to_right_base() {
    let gold = include_str!("../../tests/data/bidi-gold-ltr.tsv");
    assert_eq!(gold.lines().count(), 400);
    assert_eq!(differences(gold, Base::Ltr), Vec::<String>::new());
}

#[test]
fn arabic_is_reversed_and_joined_with_one_cell_for_a_lam_alef() {
    assert_eq!(seen("سلام"), "\u{FEE1}\u{FEFC}\u{FEB3}");
    assert_eq!(measure("سلام"), 3);
    assert_eq!(measure("الإلكتروني لا مركزي"), 17);
}
