//! Tests of the formats with readers of CSV and Markdown, as another program would read them.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::csv::{csv_text, written};
use super::markdown;
use crate::bidi::{Direction, ltr, own};
use crate::report::format::{plain, plain_text};
use crate::report::page::{Line, Page, Section};
use crate::report::{CellText, Column, TableText, Tone, ValueKind};
use crate::sample::hostile::{harm, texts};
use crate::sample::isolates::without_isolates;

/// A table with one hostile text in its title, in a heading, in two cells and in a note, for each text.
fn tables() -> impl Iterator<Item = (String, TableText)> {
    let cell = |text: &str| CellText { text: text.to_owned(), tone: Tone::Bad };
    let table = move |text: &str| TableText {
        title: text.to_owned(),
        columns: vec![Column::text("first", text), Column::new(ValueKind::Level, "second", "Second")],
        rows: vec![vec![cell(text), cell("1")], vec![cell("-2"), cell(text)]],
        notes: vec![text.to_owned()],
    };
    texts().into_iter().map(move |hostile| (hostile.text.clone(), table(&hostile.text)))
}

fn markdown(table: &TableText) -> String {
    markdown::table(table, Direction::LeftToRight)
}

fn markdown_page(page: &Page) -> String {
    markdown::page(page, Direction::LeftToRight)
}

#[test]
fn csv_is_read_back_and_holds_no_formula() {
    for hostile in texts() {
        let text = hostile.text;
        let cell = csv_text(&text);
        let rows = [[cell.as_str(), "Second"], [&cell, "1"], ["-2", &cell]];
        let written = written(rows.iter().map(|row| row.map(str::to_owned).to_vec()));
        assert_eq!(harm(&written), None);
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(written.as_bytes());
        let records: Vec<Vec<String>> =
            reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(records, rows);
        let begins = cell.trim_start().chars().next();
        let is_formula = begins.is_some_and(|first| "=+-@＝＋－＠\t\r".contains(first));
        assert!(!is_formula || cell == "-2", "{cell:?}");
        let shown = text.replace("\r\n", "\n").split('\n').map(plain_text).collect::<Vec<_>>().join("\n");
        assert_eq!(cell.strip_prefix('\'').unwrap_or(&cell), shown, "one apostrophe less is the text");
    }
}

/// All extensions that a Markdown reader may know, except typographic quotes.
const OPTIONS: Options = Options::all().difference(Options::ENABLE_SMART_PUNCTUATION);

/// The texts of a document in order, each with the element that contains it. Fails on an element that no text may
/// create.
fn read(written: &str) -> Vec<(&'static str, String)> {
    let mut found: Vec<(&'static str, String)> = Vec::new();
    for event in Parser::new_ext(written, OPTIONS) {
        match event {
            Event::Start(Tag::Heading { .. }) => found.push(("heading", String::new())),
            Event::Start(Tag::TableCell) => found.push(("cell", String::new())),
            Event::Start(Tag::Paragraph) => found.push(("paragraph", String::new())),
            Event::Start(Tag::Item) => found.push(("item", String::new())),
            Event::Text(text) => found.last_mut().unwrap().1.push_str(&text),
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::List(None))
            | Event::End(
                TagEnd::Heading(_)
                | TagEnd::TableCell
                | TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::Table
                | TagEnd::TableHead
                | TagEnd::TableRow
                | TagEnd::List(_),
            ) => {}
            other => panic!("{other:?} in {written}"),
        }
    }
    found.into_iter().map(|(place, text)| (place, text.trim().to_owned())).collect()
}

/// A text as a Markdown reader returns it: on one line, without blanks around it.
fn on_one_line(text: &str) -> String {
    plain_text(text).trim().to_owned()
}

#[test]
fn a_markdown_table_is_read_as_plain_texts() {
    for (text, table) in tables() {
        let written = without_isolates(&markdown(&table));
        assert_eq!(harm(&written), None);
        let text = on_one_line(&text);
        let cells = [&text, "Second", &text, "1", "-2", &text].map(|cell| ("cell", cell.to_owned()));
        let around = |place| Some((place, text.clone())).filter(|(_, text)| !text.is_empty());
        let heading = ("heading", text.clone());
        let expected: Vec<_> = [heading].into_iter().chain(cells).chain(around("paragraph")).collect();
        assert_eq!(read(&written), expected, "{written}");
    }
}

#[test]
fn a_markdown_page_is_read_as_plain_lines() {
    for hostile in texts() {
        let lines = [0, 1, 1, 0].map(|indent| Line::new(indent, Tone::Plain, &hostile.text));
        let section = Section::new(&hostile.text, lines.into());
        let written =
            without_isolates(&markdown_page(&Page { title: hostile.text.clone(), sections: vec![section] }));
        let text = on_one_line(&hostile.text);
        let places = ["heading", "heading", "item", "item", "item", "item"];
        assert_eq!(read(&written), places.map(|place| (place, text.clone())), "{written}");
    }
}

#[test]
fn a_line_that_begins_like_markdown_is_read_as_a_plain_line() {
    let begins =
        ["- x", "-", "+ x", "+", "---", "===", "=", ": x", ":x", "1. x", "1) x", "2026.", "-2", "+0.4"];
    let lines = begins.map(|text| Line::new(0, Tone::Plain, text));
    let page = Page { title: "Title".to_owned(), sections: vec![Section::new("Section", lines.into())] };
    let items: Vec<_> = read(&markdown_page(&page)).into_iter().skip(2).collect();
    assert_eq!(items, begins.map(|text| ("item", text.to_owned())));
    for text in begins {
        let notes = ["before", text].map(str::to_owned).into();
        let written = markdown(&TableText { notes, ..table(&["a", "3"]) });
        assert_eq!(read(&written).last(), Some(&("paragraph", text.to_owned())), "{written}");
    }
}

fn table(cells: &[&str]) -> TableText {
    let cell = |text: &&str| CellText { text: (*text).to_owned(), tone: Tone::Bad };
    TableText {
        title: "Title".to_owned(),
        columns: vec![Column::text("name", "Name"), Column::new(ValueKind::Level, "level", "Level")],
        rows: cells.chunks(2).map(|row| row.iter().map(cell).collect()).collect(),
        notes: vec!["A note.".to_owned()],
    }
}

#[test]
fn plain_text_keeps_a_row_on_its_line_and_has_no_controls() {
    let text = plain(&table(&["a\tb\nc\u{1b}[31m", &format!("{} إلى \u{200E}4\u{200E}", ltr("2"))]));
    assert_eq!(text, "Title\n\nName\tLevel\na b c␛[31m\t2 إلى 4\n\nA note.\n");
}

#[test]
fn markdown_escapes_every_character_with_a_meaning() {
    let text = markdown(&table(&["a|b <script> [x](y) *z*", "3"]));
    let row = "| a\\|b \\<script\\> \\[x\\](y) \\*z\\* | 3 |";
    assert_eq!(text, format!("## Title\n\n| Name | Level |\n| --- | ---: |\n{row}\n\nA note.\n"));
}

/// A cell, a heading, a note and a list with texts of both directions, in a document of each.
#[test]
fn a_text_of_the_other_direction_is_isolated_in_markdown_and_in_no_format_for_programs() {
    let mixed = |direction| {
        let name = format!("{} ({})", own("بوابة الخدمات"), ltr("a-1.yaml"));
        let written = markdown::table(&table(&[&name, "3", "שאלה 2.", "4", "Portal", "1"]), direction);
        read(&written).into_iter().map(|(_, text)| text).skip(3).collect::<Vec<_>>()
    };
    let isolates = "\u{2068}بوابة الخدمات\u{2069} (\u{2066}a-1.yaml\u{2069})";
    let english = [isolates, "3", "\u{2068}שאלה 2.\u{2069}", "4", "Portal", "1", "A note."];
    assert_eq!(mixed(Direction::LeftToRight), english);
    let isolates = "بوابة الخدمات (\u{2066}a-1.yaml\u{2069})";
    let arabic = [isolates, "3", "שאלה 2.", "4", "\u{2068}Portal\u{2069}", "1", "\u{2068}A note.\u{2069}"];
    assert_eq!(mixed(Direction::RightToLeft), arabic);
    let section = Section::new("نص", vec![Line::new(0, Tone::Plain, "- نص")]);
    let page = Page { title: "Title".to_owned(), sections: vec![section] };
    let wanted = ["Title", "\u{2068}نص\u{2069}", "\u{2068}- نص\u{2069}"];
    assert_eq!(read(&markdown_page(&page)).into_iter().map(|(_, text)| text).collect::<Vec<_>>(), wanted);
    assert_eq!(csv_text(&own("بوابة")), "بوابة");
}

#[test]
fn a_spreadsheet_executes_no_cell() {
    let wide = ["＝1+1", "＋cmd", "－2+3", "＠SUM(A1)", " ＋1"];
    let narrow = [
        "=1+1",
        "+cmd",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "-",
        "\u{200E}=1",
        "-1.x",
        "-.5",
        "+1.2.3",
        "-1.",
    ];
    for formula in narrow.into_iter().chain(wide) {
        assert!(csv_text(formula).starts_with('\''), "{formula:?}");
    }
    for harmless in ["-2", "+0.4", "3", "a=b", "2–4", ""] {
        assert_eq!(csv_text(harmless), harmless);
    }
    for (text, cell) in [("=already", "'=already"), ("'=already", "''=already"), ("'Ad", "''Ad")] {
        assert_eq!(csv_text(text), cell);
    }
    let rows = [vec!["Name".to_owned(), "Level".to_owned()], vec!["a,\"b\"".to_owned(), csv_text("=1")]];
    assert_eq!(written(rows.into_iter()), "Name,Level\n\"a,\"\"b\"\"\",'=1\n");
}

#[test]
fn an_item_of_a_list_is_an_item_below_its_paragraph() {
    let lines = crate::report::prose::lines("Look at:\n- the [guide](https://a.org)\n1. this", Tone::Plain);
    let page = Page { title: "T".to_owned(), sections: vec![Section::new("S", lines)] };
    let items =
        Parser::new(&markdown_page(&page)).filter(|event| matches!(event, Event::Start(Tag::Item))).count();
    assert_eq!(items, 3);
    assert!(
        markdown_page(&page).ends_with("- Look at:\n  - the guide (https://a.org)\n  1. this\n"),
        "{}",
        markdown_page(&page)
    );
}
