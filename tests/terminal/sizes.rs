//! Windows of any size.

use crate::support::home::Home;
use crate::support::pseudo_terminal::Terminal;

/// The highest allowed memory of the program, in kilobytes.
#[cfg(target_os = "linux")]
const MOST_MEMORY: u64 = 50 * 1024;

fn start() -> (Home, Terminal) {
    let home = Home::speaking("en");
    let terminal = home.program(&["--bidi", "visual"]).begin();
    terminal.wait_for_text("New assessment");
    (home, terminal)
}

/// The highest memory use of a process so far, in kilobytes.
#[cfg(target_os = "linux")]
fn most_memory(terminal: &Terminal) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", terminal.process())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_window_of_any_size_takes_little_memory() {
    for size in [(65_535, 65_535), (65_535, 1), (1, 65_535), (1000, 1000), (0, 0), (0, 80), (1, 1)] {
        let (_home, mut terminal) = start();
        let before = terminal.sent().len();
        terminal.resize_unseen(size);
        terminal.wait_for_a_frame_after(before);
        let memory = most_memory(&terminal);
        assert!(memory < MOST_MEMORY, "{size:?}: {memory} kB");
        terminal.type_keys("q");
        assert!(terminal.end().success(), "{size:?}");
    }
}

#[test]
fn the_program_starts_in_a_window_of_any_size() {
    for size in [(65_535, 65_535), (0, 0), (1, 1)] {
        let home = Home::speaking("en");
        let mut terminal = home.program(&["--bidi", "visual"]).sized(size).begin();
        terminal.wait_for_a_frame_after(0);
        terminal.type_keys("q");
        assert!(terminal.end().success(), "{size:?}");
    }
}

#[test]
fn printed_paragraphs_have_a_readable_width() {
    for (size, columns) in [((65_535, 65_535), None), ((0, 0), None), ((24, 80), Some("65535"))] {
        let home = Home::speaking("ar");
        let start = home.program(&["questions"]).sized(size);
        let start = columns.into_iter().fold(start, |start, columns| start.with("COLUMNS", columns));
        let mut terminal = start.begin();
        assert!(terminal.end().success(), "{size:?}");
        let sent = terminal.sent();
        // An Arabic line ends at the right edge.
        let widest = sent.lines().map(|line| line.chars().count()).max().unwrap();
        assert!((80..1000).contains(&widest), "{size:?}: {widest}");
    }
}

#[test]
fn a_large_window_is_drawn_to_its_edges() {
    let (_home, mut terminal) = start();
    terminal.resize(300, 600);
    terminal.wait_for("the last column and the last row", |screen| {
        let row = |row| screen.contents_between(row, 0, row, 600);
        row(0).len() > 590 && row(299).contains("Quit")
    });
    terminal.type_keys("q");
    assert!(terminal.end().success());
}
