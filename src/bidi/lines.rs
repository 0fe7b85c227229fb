//! Breaks a text into lines between its words, for places that have lines and no paragraphs.

use super::island::{self, CLOSE};
use super::measure;

/// The text in lines of at most `room` cells, broken between words. A word that is longer has a line of its own. An island
/// that is broken is closed at the end of its line and opened again on the next one.
///
/// ```
/// assert_eq!(mizan::bidi::lines_of("one two three", 8), ["one two", "three"]);
/// ```
pub fn lines_of(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut open: Option<char> = None;
    let mut used = 0;
    for word in text.split(' ') {
        // A mark without its pair would be measured as the sign that is drawn for it.
        let cells = measure(&word.replace(island::is_mark, ""));
        match lines.last_mut() {
            Some(line) if used + 1 + cells <= room => {
                line.push(' ');
                used += 1 + cells;
            }
            line => {
                if let (Some(line), Some(_)) = (line, open) {
                    line.push(CLOSE);
                }
                lines.push(open.map(String::from).unwrap_or_default());
                used = cells;
            }
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(word);
        }
        if let Some(mark) = word.chars().rfind(|letter| island::is_mark(*letter)) {
            open = Some(mark).filter(|mark| *mark != CLOSE);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bidi::{own, without_islands};

    #[test]
    fn a_broken_island_is_whole_on_each_line() {
        let text = format!("because {} is below", own("the national register of platforms"));
        let lines = lines_of(&text, 12);
        assert!(lines.len() > 3, "{lines:?}");
        for line in &lines {
            assert!(measure(line) <= 12, "{line}");
            assert!(!without_islands(line).contains('\u{FFFD}'), "{line}");
        }
        let plain: Vec<_> = lines.iter().map(|line| without_islands(line).into_owned()).collect();
        assert_eq!(plain.join(" "), without_islands(&text));
    }
}
