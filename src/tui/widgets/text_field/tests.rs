use super::*;
use crate::tui::{key::tests::keys, keymap};

const RIGHT: Direction = Direction::LeftToRight;
const LEFT: Direction = Direction::RightToLeft;

fn press(field: &mut TextField, text: &str, direction: Direction) {
    for key in keys(text) {
        let action = keymap::action(keymap::BINDINGS, key, &[keymap::Context::Typing], direction).unwrap();
        field.update(action, direction);
    }
}

fn typed(start: &str, text: &str, direction: Direction) -> TextField {
    let mut field = TextField::new(start, LineBreaks::One);
    press(&mut field, text, direction);
    field
}

/// A field with several lines, drawn in this many columns.
fn note(start: &str, columns: usize) -> TextField {
    let field = TextField::new(start, LineBreaks::Many);
    field.room.columns.set(columns);
    field.room.lines.set(3);
    field
}

#[test]
fn letters_go_where_the_caret_is() {
    assert_eq!(typed("platform", "<home>My <end>s", RIGHT).text(), "My platforms");
}

#[test]
fn the_left_arrow_goes_forward_in_arabic() {
    assert_eq!(typed("منصة", "<home><left>x", LEFT).text(), "مxنصة");
}

#[test]
fn backspace_takes_one_letter_of_a_lam_alef_and_a_mark_before_its_letter() {
    assert_eq!(typed("لا", "<backspace>", LEFT).text(), "ل");
    assert_eq!(typed("ثُمَّ", "<backspace>", LEFT).text(), "ثُمَ");
    assert_eq!(typed("a👍🏽", "<backspace>", RIGHT).text(), "a");
    assert_eq!(typed("e\u{301}", "<backspace>", RIGHT).text(), "");
    assert_eq!(typed("ثُمَّ", "<home><delete>", LEFT).text(), "مَّ");
}

#[test]
fn a_word_is_erased_as_a_whole_in_both_directions() {
    assert_eq!(typed("a b", "<ctrl-w>c", RIGHT).text(), "a c");
    assert_eq!(typed("one two  ", "<ctrl-backspace>", RIGHT).text(), "one ");
    assert_eq!(typed("منصة وطنية", "<home><ctrl-delete>", LEFT).text(), " وطنية");
    assert_eq!(typed("one two", "<home><ctrl-right><ctrl-u>", RIGHT).text(), "two");
    assert_eq!(typed("one two", "<home><ctrl-right><ctrl-k>", RIGHT).text(), "one ");
}

#[test]
fn typing_pasting_and_erasing_replace_the_selection() {
    assert_eq!(typed("one two", "<ctrl-shift-left>x", RIGHT).text(), "one x");
    assert_eq!(typed("منصة", "<home><shift-left><shift-left>x", LEFT).text(), "xصة");
    assert_eq!(typed("one two", "<shift-home><backspace>", RIGHT).text(), "");
    assert_eq!(typed("one two", "<f4><delete>", RIGHT).text(), "");
    assert_eq!(typed("one two", "<home><shift-right><ctrl-w>", RIGHT).text(), "ne two");
    let mut field = typed("one two", "<f4>", RIGHT);
    field.insert("three");
    assert_eq!(field.text(), "three");
}

#[test]
fn an_arrow_leaves_a_selection_on_its_own_side() {
    for (text, direction, arrow, caret) in [
        ("abc", RIGHT, "<left>", 0),
        ("abc", RIGHT, "<right>", 3),
        ("نصب", LEFT, "<left>", 6),
        ("نصب", LEFT, "<right>", 0),
    ] {
        let mut field = typed(text, "<f4>", direction);
        assert_eq!(field.selection(), 0..text.len());
        press(&mut field, arrow, direction);
        assert_eq!((field.caret(), field.selection().is_empty()), (caret, true), "{text} {arrow}");
    }
}

#[test]
fn cut_takes_the_selection_and_copy_without_one_the_whole_text() {
    let mut field = typed("one two", "<ctrl-shift-left>", RIGHT);
    assert_eq!(field.copied(), "two");
    assert_eq!(field.cut().as_deref(), Some("two"));
    assert_eq!((field.text(), field.copied()), ("one ", "one "));
    assert_eq!(field.cut(), None);
}

#[test]
fn edits_are_undone_and_redone_word_by_word() {
    let mut field = typed("", "one two three<ctrl-z>", RIGHT);
    assert_eq!(field.text(), "one two ");
    press(&mut field, "<f8>", RIGHT);
    assert_eq!(field.text(), "one ");
    press(&mut field, "<ctrl-y>", RIGHT);
    assert_eq!(field.text(), "one two ");
    press(&mut field, "x<f9>", RIGHT);
    assert_eq!(field.text(), "one two x");
    press(&mut field, "<ctrl-z><ctrl-z><ctrl-z><ctrl-z><ctrl-z>", RIGHT);
    assert_eq!(field.text(), "");
}

#[test]
fn undo_selects_a_replaced_selection_again() {
    let mut field = typed("one two", "<ctrl-shift-left>xyz<ctrl-z>", RIGHT);
    assert_eq!((field.text(), field.copied()), ("one two", "two"));
    press(&mut field, "<end><backspace><backspace><home><delete><ctrl-z><ctrl-z>", RIGHT);
    assert_eq!(field.text(), "one two");
    field.insert("!");
    field.insert("?");
    press(&mut field, "<f8>", RIGHT);
    assert_eq!(field.text(), "one two!");
}

#[test]
fn up_and_down_keep_the_column_across_a_short_line() {
    // abcdef / gh / ijklmn
    let mut field = note("abcdef\ngh\nijklmn", 20);
    press(&mut field, "<left>", RIGHT);
    let mut carets = vec![field.caret()];
    for step in ["<up>", "<up>", "<down>", "<down>"] {
        press(&mut field, step, RIGHT);
        carets.push(field.caret());
    }
    assert_eq!(carets, [15, 9, 5, 9, 15]);
    assert!(!field.update(Action::Down, RIGHT));
}

#[test]
fn up_and_down_follow_the_wrapped_lines() {
    // واحد اثنان / ثلاثة, eleven columns wide.
    let text = "واحد اثنان ثلاثة";
    let mut field = note(text, 11);
    press(&mut field, "<home>", LEFT);
    let third = text.find("ثلاثة").unwrap();
    assert_eq!(field.caret(), third);
    press(&mut field, "<up>", LEFT);
    assert_eq!(field.caret(), 0);
    press(&mut field, "<end><left>", LEFT);
    assert_eq!(field.caret(), third);
    press(&mut field, "<right>", LEFT);
    assert_eq!(field.caret(), third - 1);
    press(&mut field, "<ctrl-home><shift-down>", LEFT);
    assert_eq!(field.selection(), 0..third);
    press(&mut field, "<shift-down>", LEFT);
    assert_eq!(field.selection(), 0..text.len());
}

#[test]
fn a_page_is_the_number_of_visible_lines() {
    let mut field = note("a\nb\nc\nd\ne\nf", 20);
    press(&mut field, "<ctrl-home><pagedown>", RIGHT);
    assert_eq!(field.caret(), 4);
    press(&mut field, "<pagedown><pagedown>", RIGHT);
    assert_eq!(field.caret(), 10);
    press(&mut field, "<pageup>", RIGHT);
    assert_eq!(field.caret(), 6);
}

#[test]
fn the_arrows_cross_every_line_of_a_note() {
    for (text, direction, onwards, back) in [
        ("one two three four\n\nfive", RIGHT, "<right>", "<left>"),
        ("واحد اثنان API ثلاثة\n\nبلا أربعة", LEFT, "<left>", "<right>"),
        ("abcdefghijklmnop", RIGHT, "<right>", "<left>"),
    ] {
        let mut field = note(text, 7);
        press(&mut field, "<ctrl-home>", direction);
        let mut walk = |arrow: &str| {
            let mut carets = vec![field.caret()];
            for _ in 0..60 {
                press(&mut field, arrow, direction);
                carets.push(field.caret());
            }
            carets.dedup();
            carets
        };
        let there = walk(onwards);
        assert_eq!(there.last(), Some(&text.len()), "{text}");
        let mut unique = there.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), there.len(), "{text}: {there:?}");
        let mut again = walk(back);
        again.reverse();
        assert_eq!(again, there, "{text}");
    }
}

#[test]
fn control_characters_are_removed_from_a_pasted_text() {
    let mut one = TextField::new("", LineBreaks::One);
    one.insert("a\u{1b}[31m\r\nb\tc");
    assert_eq!(one.text(), "a[31m b c");
    assert_eq!(TextField::new("a\tb", LineBreaks::One).text(), "a b");
    let mut many = TextField::new("", LineBreaks::Many);
    many.insert("a\r\nb");
    assert_eq!(many.text(), "a\nb");
}

#[test]
fn a_text_longer_than_the_limit_can_be_shortened() {
    let mut field = TextField::new(&"a".repeat(LONGEST_TEXT + 10), LineBreaks::One);
    field.update(Action::Type('b'), RIGHT);
    field.update(Action::EraseBefore, RIGHT);
    assert_eq!(field.text().len(), LONGEST_TEXT + 9);
}

#[test]
fn an_arabic_letter_is_typed_as_it_is_in_a_field() {
    for (arabic, latin) in crate::tui::key::tests::LAYOUT {
        assert_eq!(typed("", arabic, LEFT).text(), arabic);
        assert_eq!(typed("", &latin.to_uppercase(), RIGHT).text(), latin.to_uppercase());
    }
}
