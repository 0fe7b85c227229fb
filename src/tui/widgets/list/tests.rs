use ratatui::buffer::Buffer;

use super::*;
use crate::theme::ThemeLibrary;

#[test]
fn a_long_aside_takes_at_most_half_of_the_row() {
    let theme = ThemeLibrary::bundled().load("dark").unwrap().clone();
    for direction in [Direction::LeftToRight, Direction::RightToLeft] {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 3));
        let area = buffer.area;
        let mut rows = Rows::new();
        rows.push(
            Row::text("Publish", Role::Text).aside("a department with a long name ".repeat(9), Role::Muted),
        );
        rows.draw(&mut Canvas::new(&mut buffer, direction, &theme), area, &Viewport::default());
        let first: String = (0..40).map(|x| buffer[(x, 0)].symbol()).collect();
        assert!(first.contains("Publish"), "{first}");
        assert!(first.contains('…'), "{first}");
    }
}

#[test]
fn the_arrows_reach_the_texts_above_the_first_row_and_below_the_last() {
    let theme = ThemeLibrary::bundled().load("dark").unwrap().clone();
    let mut list = List::new();
    list.push(Row::text("Heading", Role::Heading));
    for row in 0..6 {
        list.push_choice(row, Row::text(format!("Row {row}"), Role::Text));
        list.push(Row::text(format!("About {row}"), Role::Muted));
    }
    list.push(Row::text("Total", Role::Text));
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 5));
    let area = buffer.area;
    let mut view = Viewport::default();
    let mut lines = |cursor| {
        view.select(cursor);
        buffer.reset();
        list.draw(&mut Canvas::new(&mut buffer, Direction::LeftToRight, &theme), area, &view);
        let line = |y| (0..18).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim().to_owned();
        (0..5).map(line).collect::<Vec<_>>().join(", ")
    };
    assert!(lines(5).ends_with("Row 5, About 5, Total"), "{}", lines(5));
    assert!(lines(0).starts_with("Heading, "), "{}", lines(0));
}

#[test]
fn the_sign_of_an_item_stands_where_its_text_is_read_from() {
    let theme = ThemeLibrary::bundled().load("dark").unwrap().clone();
    for (direction, text, is_right) in [
        (Direction::LeftToRight, "minutes", false),
        (Direction::LeftToRight, "محاضر", true),
        (Direction::RightToLeft, "minutes", false),
        (Direction::RightToLeft, "محاضر", true),
    ] {
        let mut list: List<()> = List::new();
        list.push(Row::text(text, Role::Text).item("•", Role::Key).indented(2));
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        let area = buffer.area;
        list.draw(&mut Canvas::new(&mut buffer, direction, &theme), area, &Viewport::default());
        let line: String = (0..20).map(|x| buffer[(x, 0)].symbol()).collect();
        let at = line.chars().position(|sign| sign == '•').unwrap();
        let free = line.trim();
        assert_eq!(at > 10, is_right, "{line:?}");
        assert!(free.starts_with("• ") || free.ends_with(" •"), "{line:?}");
    }
}

#[test]
fn texts_below_the_first_row_that_fill_the_view_leave_those_above_it_in_reach() {
    let theme = ThemeLibrary::bundled().load("dark").unwrap().clone();
    let mut list = List::new();
    list.push(Row::text("Heading", Role::Heading));
    list.push_choice(0, Row::text("Row 0", Role::Text));
    for text in 0..6 {
        list.push(Row::text(format!("About {text}"), Role::Muted));
    }
    list.push_choice(1, Row::text("Row 1", Role::Text));
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 5));
    let area = buffer.area;
    let mut view = Viewport::default();
    for (cursor, expected) in [(1, "About 2"), (0, "Heading")] {
        view.select(cursor);
        buffer.reset();
        list.draw(&mut Canvas::new(&mut buffer, Direction::LeftToRight, &theme), area, &view);
        let first: String = (0..18).map(|x| buffer[(x, 0)].symbol()).collect();
        assert_eq!(first.trim(), expected, "row {cursor}");
    }
}
