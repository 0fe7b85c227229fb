//! Documents in Markdown without the isolates of this program.

/// A document in Markdown without the isolates that the program put into it. Fails if one does not end on its line.
pub fn without_isolates(document: &str) -> String {
    let opens = |letter: char| matches!(letter, '\u{2066}' | '\u{2068}');
    for line in document.lines() {
        let ends = line.matches('\u{2069}').count();
        assert_eq!(line.matches(opens).count(), ends, "{line:?}");
    }
    document.replace(|letter| opens(letter) || letter == '\u{2069}', "")
}
