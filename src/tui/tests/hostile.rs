//! Every screen and overlay with every hostile text in it: no cell holds what a terminal would obey, and no text takes
//! more room than its cells.

use std::path::Path;

use crate::bidi::measure;
use crate::explain::Explain;
use crate::i18n::Language;
use crate::sample::hostile::{Lair, harm, quoted, texts};
use crate::tui::overlays::Unsaved;
use crate::tui::stage::Stage;
use crate::tui::view::Command;

/// Ways through every screen and overlay, each from the list of assessments, on which the first is marked. After each key
/// the screen is looked at.
const WAYS: &[&[&str]] = &[
    &["?", "<end>"],
    &[":"],
    &["/", "~"],
    &["d"],
    &["r"],
    &["i"],
    &["s", "<down>", "<right>", "<right>"],
    &["n", "<end>"],
    &["v", "<enter>", "<down>", "<enter>", "<end>", "<enter>"],
    &["<down>", "<down>", "<enter>"],
    &["<down>", "<enter>", "<down>", "<esc>"],
    &["<enter>", "?"],
    &["<enter>", ":"],
    &["<enter>", "/", "~", "<down>", "<enter>"],
    &["<enter>", "r", "<enter>", "<down>", "<end>"],
    &["<enter>", "p", "<down>", "a", "<pagedown>", "<enter>"],
    &["<enter>", "v", "<enter>"],
    &["<enter>", "v", "<end>", "<enter>", "<down>"],
    &["<enter>", "<enter>", "<end>"],
    &["<enter>", "<enter>", "w", "<end>"],
    &["<enter>", "<enter>", "r", "<end>"],
    &["<enter>", "<enter>", "n", "<end>", "<home>"],
    &["<enter>", "<enter>", "e", "<enter>", "<end>"],
    &["<enter>", "<enter>", "x", "<end>"],
    &["<enter>", "<enter>", "3", "<enter>", "u", "m"],
];

/// What the person reads, looked at cell by cell.
#[track_caller]
fn look(stage: &Stage, what: &str, keys: &str) {
    let (buffer, _) = stage.buffer();
    for cell in buffer.content() {
        let symbol = cell.symbol();
        assert_eq!(harm(symbol), None, "{what}, after `{keys}`");
        assert!(!symbol.contains('\n') && measure(symbol) <= 2, "{what}, after `{keys}`: {symbol:?}");
    }
}

/// A stage on which a stranger has written a text everywhere.
fn stage(text: &str, place: usize) -> Stage {
    let stage = Stage::new(Language::ALL[place / 2 % 2]);
    Lair::new(Path::new(&stage.paths().config), text);
    let (width, height) = [(80, 24), (120, 40), (60, 20)][place % 3];
    stage.again().sized(width, height)
}

fn is_long() -> bool {
    std::env::var_os("MIZAN_LONG_TESTS").is_some()
}

/// Goes all ways, and says how many screens were looked at. Of many texts each goes some of the ways, in turn, unless
/// `MIZAN_LONG_TESTS` asks for all.
fn go(part: usize, parts: usize) -> usize {
    let mut count = 0;
    for (place, hostile) in texts().into_iter().enumerate().filter(|(place, _)| place % parts == part) {
        for (number, way) in WAYS.iter().enumerate() {
            if !is_long() && !(place / parts + number).is_multiple_of(4) {
                continue;
            }
            let mut stage = stage(&hostile.text, place + number);
            look(&stage, &hostile.what, "");
            for keys in *way {
                stage.press(keys);
                look(&stage, &hostile.what, keys);
                count += 1;
            }
            assert!(!stage.ended(), "{}", stage.screen());
        }
    }
    println!("{count} screens");
    count
}

#[test]
fn no_cell_obeys_a_text_on_any_screen_with_the_first_half_of_the_corpus() {
    assert!(go(0, 2) > 700);
}

#[test]
fn no_cell_obeys_a_text_on_any_screen_with_the_second_half_of_the_corpus() {
    assert!(go(1, 2) > 700);
}

#[test]
fn what_is_typed_and_pasted_is_drawn_without_harm() {
    use crate::tui::events::Event;
    for (place, hostile) in texts().into_iter().enumerate() {
        let mut stage = Stage::new(Language::ALL[place % 2]);
        stage.press("n").happen(Event::Paste(hostile.text.clone()));
        look(&stage, &hostile.what, "a name");
        stage.press("<backtab><enter><enter>n").happen(Event::Paste(hostile.text.clone()));
        look(&stage, &hostile.what, "a note");
        stage.press("<enter>");
        look(&stage, &hostile.what, "a note that is kept");
        stage.press("/").happen(Event::Paste(hostile.text.clone()));
        look(&stage, &hostile.what, "a search");
    }
}

/// What others write while an assessment is open: its file, the lock that says who they are, and the variable that names
/// the person's editor.
#[test]
fn what_comes_from_others_meanwhile_is_drawn_without_harm() {
    for (place, hostile) in texts().into_iter().enumerate().filter(|(place, _)| is_long() || place % 3 == 0) {
        let what = &hostile.what;
        let language = Language::ALL[place % 2];
        let mut stage = Stage::new(language);
        stage.press("n<backtab><enter><enter>n").type_text("mine").press("<enter>");
        let file = std::fs::read_to_string(stage.file()).unwrap();
        let theirs =
            format!("note: {}\n    owner: {}", quoted(&format!("{}~", hostile.text)), quoted(&hostile.text));
        std::fs::write(stage.file(), file.replacen("note: mine", &theirs, 1)).unwrap();
        stage.press("n").type_text("!").press("<enter>");
        assert_eq!(stage.app.overlays().len(), 1, "{what}: {}", stage.screen());
        for keys in ["", "<end>", "<home>t", "<end>", "<enter>", "w<esc>"] {
            stage.press(keys);
            look(&stage, what, &format!("a decision, {keys}"));
        }
        let mut reader = stage.beside();
        let holder = format!(
            "user: {}\nhost: {}\nprocess: 1\ncommand: {}\nsince: 2026-03-01T08:15:00Z\n",
            quoted(&hostile.text),
            quoted(&hostile.text),
            quoted(&hostile.text)
        );
        let lock = std::fs::read_dir(stage.paths().locks()).unwrap().next().unwrap().unwrap().path();
        std::fs::write(lock, holder).unwrap();
        for keys in ["<enter>", "d", "<enter>3"] {
            reader.press(keys).look();
            look(&reader, what, &format!("read along, {keys}"));
        }
        let told = crate::tui::editor::EditError::Failed { editor: hostile.text.clone().into(), left: None };
        let told = told.explain(stage.app.workspace.messages()).paragraphs();
        stage.app.run(vec![Command::show(Unsaved::new(told))]);
        look(&stage, what, "an editor");
    }
}

#[test]
fn the_ways_lead_where_the_text_is_shown() {
    let mut without = Vec::new();
    for way in WAYS {
        let mut stage = stage("Needle", 1);
        for keys in *way {
            stage.press(keys);
        }
        if !stage.screen().contains("Needle") {
            without.push((way, stage.screen()));
        }
    }
    assert!(without.len() <= 6, "{without:?}");
}
