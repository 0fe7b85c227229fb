//! Hostile texts on every screen and overlay: no cell contains a character that a terminal would execute, and no text
//! leaves its cells.

use std::collections::BTreeSet;
use std::path::Path;

use crate::bidi::measure;
use crate::explain::Explain;
use crate::i18n::Language;
use crate::sample::hostile::{HostileFolder, harm, quoted, texts};
use crate::tui::keymap::BINDINGS;
use crate::tui::overlays::Unsaved;
use crate::tui::session::Session;
use crate::tui::test_app::TestApp;
use crate::tui::tests::comparing::with_long_notes;
use crate::tui::view::Command;

/// Keys through every screen and overlay, from the list of assessments with the first one selected. The screen is
/// checked after each key.
const WAYS: &[&[&str]] = &[
    &["?", "<end>"],
    &[":"],
    &["<enter>", "l", "<down>"],
    &["/", "~"],
    &["d"],
    &["r"],
    &["i"],
    &["s", "<down>", "<right>", "<right>"],
    &["n", "<end>"],
    &["n", "<tab>", "<space>"],
    &["v", "<enter>", "<down>", "<enter>", "<end>", "<enter>"],
    &["<down>", "<down>", "<enter>"],
    &["<down>", "<enter>", "<down>", "<esc>"],
    &["<enter>", "?"],
    &["<enter>", ":"],
    &["<enter>", "/", "~", "<down>", "<enter>"],
    &["<enter>", "f", "<down>", "<enter>", "~", "<enter>"],
    &["<enter>", ":", "~", "<enter>"],
    &["<enter>", "r", "<enter>", "<down>", "<end>"],
    &["<enter>", "p", "<down>", "a", "<pagedown>", "<enter>"],
    &["<enter>", "d", "<end>"],
    &["<enter>", "i", "<enter>", "<end>", "<esc>", "<end>", "<enter>", "<end>"],
    &["<enter>", "c", "<end>", "<enter>"],
    &["<enter>", "c", "<end>", "<up>", "d", "<enter>"],
    &["<enter>", "v", "<enter>"],
    &["<enter>", "v", "<end>", "<enter>", "<down>", "<enter>"],
    &["<enter>", "<enter>", "<end>"],
    &["<enter>", "<enter>", "w", "<end>"],
    &["<enter>", "<enter>", "r", "<end>"],
    &["<enter>", "<enter>", "n", "<end>", "<home>"],
    &["<enter>", "<enter>", "e", "<enter>", "<end>", "<down><down>"],
    &["<enter>", "<enter>", "x", "<end>"],
    &["<enter>", "<enter>", "3", "<enter>", "u", "m"],
];

/// Checks every cell that the user sees.
#[track_caller]
fn look(test_app: &TestApp, what: &str, keys: &str) {
    let (buffer, _) = test_app.buffer();
    for cell in buffer.content() {
        let symbol = cell.symbol();
        assert_eq!(harm(symbol), None, "{what}, after `{keys}`");
        assert!(!symbol.contains('\n') && measure(symbol) <= 2, "{what}, after `{keys}`: {symbol:?}");
    }
}

/// A program in whose files a stranger has written `text` everywhere.
fn test_app(text: &str, place: usize) -> TestApp {
    let test_app = TestApp::new(Language::ALL[place / 2 % 2]);
    HostileFolder::new(Path::new(&test_app.paths().config), text);
    let (width, height) = [(80, 24), (120, 40), (60, 20)][place % 3];
    test_app.again().sized(width, height)
}

fn is_long() -> bool {
    std::env::var_os("MIZAN_LONG_TESTS").is_some()
}

/// Checks all ways and returns the number of screens checked. With many texts each takes a part of the ways, in turn,
/// unless `MIZAN_LONG_TESTS` is set.
fn go(part: usize, parts: usize) -> usize {
    let mut count = 0;
    for (place, hostile) in texts().into_iter().enumerate().filter(|(place, _)| place % parts == part) {
        for (number, way) in WAYS.iter().enumerate() {
            if !is_long() && !(place / parts + number).is_multiple_of(4) {
                continue;
            }
            let mut test_app = test_app(&hostile.text, place + number);
            look(&test_app, &hostile.what, "");
            for keys in *way {
                test_app.press(keys);
                look(&test_app, &hostile.what, keys);
                count += 1;
            }
            assert!(!test_app.ended(), "{}", test_app.screen());
        }
    }
    println!("{count} screens");
    count
}

#[test]
fn no_screen_contains_harmful_cells_with_the_first_half_of_the_corpus() {
    assert!(go(0, 2) > 700);
}

#[test]
fn no_screen_contains_harmful_cells_with_the_second_half_of_the_corpus() {
    assert!(go(1, 2) > 700);
}

#[test]
fn typed_and_pasted_texts_are_drawn_without_harm() {
    use crate::tui::events::Event;
    for (place, hostile) in texts().into_iter().enumerate() {
        let mut test_app = TestApp::new(Language::ALL[place % 2]);
        test_app.press("n").happen(Event::Paste(hostile.text.clone()));
        look(&test_app, &hostile.what, "a name");
        test_app.press("<enter>n").happen(Event::Paste(hostile.text.clone()));
        look(&test_app, &hostile.what, "a note");
        test_app.press("<enter>");
        look(&test_app, &hostile.what, "a note that is kept");
        test_app.press("/").happen(Event::Paste(hostile.text.clone()));
        look(&test_app, &hostile.what, "a search");
    }
}

/// The user and another program changed the same note. The other one wrote `text` as note and owner.
fn disputed(text: &str, language: Language) -> TestApp {
    let mut test_app = TestApp::new(language);
    test_app.press("n<enter>n").type_text("mine").press("<enter>");
    let file = std::fs::read_to_string(test_app.file()).unwrap();
    let theirs = format!("note: {}\n    owner: {}", quoted(&format!("{text}~")), quoted(text));
    std::fs::write(test_app.file(), file.replacen("note: mine", &theirs, 1)).unwrap();
    test_app.press("n").type_text("!").press("<enter>");
    test_app
}

/// An assessment is open, and the user's editor, named `text`, has failed.
fn with_a_failed_editor(text: &str, language: Language) -> TestApp {
    let mut test_app = TestApp::new(language);
    test_app.press("n<enter><esc>");
    let failed = crate::tui::editor::EditError::Failed { editor: text.into(), left: None };
    let paragraphs = failed.explain(test_app.app.workspace.messages()).paragraphs();
    test_app.app.run(vec![Command::<Session>::show(Unsaved::new(paragraphs.clone()))]);
    test_app.app.show_problem(paragraphs);
    test_app
}

/// Texts that others write while an assessment is open: in its file, in the lock with their name, and in the variable
/// with the name of the editor.
#[test]
fn texts_of_concurrent_changes_are_drawn_without_harm() {
    for (place, hostile) in texts().into_iter().enumerate().filter(|(place, _)| is_long() || place % 3 == 0) {
        let what = &hostile.what;
        let language = Language::ALL[place % 2];
        let mut test_app = disputed(&hostile.text, language);
        assert_eq!(test_app.app.views.overlays(), 1, "{what}: {}", test_app.screen());
        for keys in ["", "<end>", "<home>t", "<end>", "<enter>", "w<esc>"] {
            test_app.press(keys);
            look(&test_app, what, &format!("a decision, {keys}"));
        }
        let mut reader = test_app.second();
        let holder = format!(
            "user: {}\nhost: {}\nprocess: 1\ncommand: {}\nsince: 2026-03-01T08:15:00Z\n",
            quoted(&hostile.text),
            quoted(&hostile.text),
            quoted(&hostile.text)
        );
        let lock = std::fs::read_dir(test_app.paths().locks()).unwrap().next().unwrap().unwrap().path();
        std::fs::write(lock, holder).unwrap();
        for keys in ["<enter>", "d", "<enter>3"] {
            reader.press(keys).look();
            look(&reader, what, &format!("read along, {keys}"));
        }
        let mut test_app = with_a_failed_editor(&hostile.text, language);
        for keys in ["", "<esc>"] {
            test_app.press(keys);
            look(&test_app, what, &format!("an editor, {keys}"));
        }
    }
}

/// The names of the types in the files of a folder that implement `View`.
fn declared_views(folder: &Path) -> BTreeSet<String> {
    let mut declared = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            declared.extend(declared_views(&path));
        } else {
            let text = std::fs::read_to_string(&path).unwrap();
            let named = |line: &str| {
                let (_, view) = line.strip_prefix("impl")?.split_once("View<")?;
                let (_, name) = view.split_once("> for ")?;
                Some(name.split(['<', ' ']).next()?.to_owned())
            };
            declared.extend(text.lines().filter_map(named));
        }
    }
    declared
}

#[test]
fn the_ways_visit_every_view_and_every_place_that_has_keys() {
    let mut seen = (BTreeSet::new(), Vec::new());
    let mut visit = |test_app: &TestApp| {
        // Some keys are only there if a frame has more than fits.
        test_app.screen();
        seen.0.insert(test_app.app.views.kind().to_owned());
        seen.1.extend(test_app.app.contexts());
    };
    for way in WAYS {
        let mut test_app = test_app("Needle", 0);
        visit(&test_app);
        for keys in *way {
            test_app.press(keys);
            visit(&test_app);
        }
    }
    // Views of the first run and of concurrent changes, which other tests check: see below, `first_run` and `sharing`.
    let mut first = TestApp::new(Language::Arabic);
    first.app.welcome();
    visit(&first);
    first.press("<enter>");
    visit(&first);
    visit(&disputed("theirs", Language::English));
    visit(&with_long_notes(Language::English));
    let mut failed = with_a_failed_editor("vi", Language::English);
    visit(&failed);
    visit(failed.press("<esc>"));
    let declared = declared_views(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui"));
    assert!(declared.len() > 20, "{declared:?}");
    assert_eq!(seen.0, declared);
    let unseen = BINDINGS.iter().find(|binding| !seen.1.contains(&binding.context));
    assert!(unseen.is_none(), "{unseen:?}");
}

#[test]
fn the_ways_show_the_text() {
    let mut without = Vec::new();
    for way in WAYS {
        let mut test_app = test_app("Needle", 1);
        for keys in *way {
            test_app.press(keys);
        }
        if !test_app.screen().contains("Needle") {
            without.push((way, test_app.screen()));
        }
    }
    assert!(without.len() <= 6, "{without:?}");
}
