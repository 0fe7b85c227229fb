//! The summary after the full screen fits into its terminal.

use std::fs;

use crate::support::home::Home;

/// Rows and columns: the usual terminal, and the smallest ones that the full screen supports.
const SIZES: [(u16, u16); 3] = [(24, 80), (24, 60), (20, 60)];

/// An assessment with an answer in each area but one.
fn started(language: &str) -> Home {
    let home = Home::speaking(language).prepared(&["new", "Water 2026"]);
    for area in [
        "strategy",
        "experience",
        "technology",
        "continuity",
        "satisfaction",
        "operations",
        "innovation",
        "cloud",
    ] {
        home.done(&["answer", "Water 2026", &format!("{area}-q1"), "3"]);
    }
    home
}

/// The rows of the terminal after the full screen was opened and left.
fn left(home: &Home, size: (u16, u16)) -> Vec<String> {
    let mut terminal = home.program(&["--bidi", "logical", "open", "Water 2026"]).sized(size).begin();
    terminal.resize(size.0, size.1);
    terminal.wait_for("the overview", |screen| {
        screen.alternate_screen() && screen.contents().contains("Water 2026")
    });
    terminal.type_keys("\x03");
    assert!(terminal.end().success());
    let mut rows = Vec::new();
    let lines = std::cell::RefCell::new(&mut rows);
    terminal.wait_for("the last screen", |screen| {
        **lines.borrow_mut() = screen.rows(0, size.1).collect();
        true
    });
    rows
}

#[test]
fn the_whole_summary_is_on_the_screen_at_any_size_and_tells_how_to_go_on() {
    for language in ["en", "ar"] {
        let new = Home::speaking(language).prepared(&["new", "Water 2026"]);
        let answered = started(language);
        let outside = started(language);
        let file = outside.config().join("assessments/water-2026.yaml");
        fs::write(&file, outside.assessment().replace("answer: 3\n", "answer: 33\n")).unwrap();
        for (home, size) in
            [&new, &answered, &outside].into_iter().flat_map(|home| SIZES.map(|size| (home, size)))
        {
            let rows = left(home, size);
            let all = rows.join("\n");
            assert_eq!(rows[0].trim(), "Water 2026", "{size:?}\n{all}");
            // A path that is longer than a row goes on in the next one.
            let joined = rows.concat();
            assert!(joined.contains("assessments/water-2026.yaml"), "{size:?}\n{all}");
            for command in ["mizan show 'Water 2026'", "mizan open 'Water 2026'"] {
                assert!(all.contains(command), "{size:?}\n{all}");
            }
            let used = rows.iter().rposition(|row| !row.trim().is_empty()).unwrap() + 1;
            assert!(used <= usize::from(size.0) - 2, "{used} of {size:?}\n{all}");
        }
    }
}
