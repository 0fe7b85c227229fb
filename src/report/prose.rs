//! Prose of a questionnaire's authors: paragraphs, lists and links, in the few forms of Markdown that are drawn as such.
//!
//! It knows no width. All other signs of Markdown stay as they were written.

use super::Tone;
use super::page::Line;
use crate::bidi::ltr;
use crate::i18n::Template;

/// The mark of an item of a list without numbers.
const BULLET: &str = "•";

/// Most levels of lists inside lists that are drawn; deeper items stay at the deepest.
const DEEPEST: usize = 3;

/// The lines of `text`, from an indentation of 0: one for each paragraph and each item of a list. Empty for an empty text.
pub fn lines(text: &str, tone: Tone) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut continues = false;
    for written in text.lines() {
        let words = written.trim();
        if words.is_empty() {
            continues = false;
        } else if let Some((marker, words)) = item(words) {
            let depth = (written.len() - written.trim_start().len()) / 2;
            lines.push(Line::item((depth + 1).min(DEEPEST), tone, marker, words));
            continues = true;
        } else if let Some(line) = lines.last_mut().filter(|_| continues) {
            line.text.extend([" ", words]);
        } else {
            lines.push(Line::new(0, tone, words));
            continues = true;
        }
    }
    for line in &mut lines {
        line.text = with_addresses(&line.text);
    }
    lines
}

/// The lines of `text`, from this indentation.
pub fn below(indent: usize, tone: Tone, text: &str) -> Vec<Line> {
    let lines = lines(text, tone).into_iter();
    lines.map(|line| Line { indent: line.indent + indent, ..line }).collect()
}

/// The lines of `text`, from this indentation, with the first paragraph as the `text` of a sentence: `Note: {text}`. A
/// text that begins with a list follows the sentence.
pub fn in_sentence(sentence: &Template, indent: usize, tone: Tone, text: &str) -> Vec<Line> {
    let mut lines = below(indent, tone, text);
    let filled = |words: &str| sentence.fill(&[("text", &words)]);
    match lines.first_mut() {
        None => {}
        Some(first) if first.marker.is_empty() => first.text = filled(&first.text),
        Some(_) => lines.insert(0, Line::new(indent, tone, filled("").trim_end())),
    }
    lines
}

/// The mark and the words of an item of a list; `None` for any other line.
fn item(line: &str) -> Option<(&str, &str)> {
    if let Some(words) = line.strip_prefix(['-', '*', '+', '•']) {
        return words.strip_prefix(' ').map(|words| (BULLET, words.trim_start()));
    }
    let rest = line.trim_start_matches(char::is_numeric);
    let number = line.strip_suffix(rest).filter(|number| (1..=3).contains(&number.chars().count()))?;
    let words = rest.strip_prefix(['.', ')'])?.strip_prefix(' ')?;
    Some((line.get(..=number.len())?, words.trim_start()))
}

/// `text` with each link as its words and its address.
pub fn with_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.find(['[', '<']).and_then(|start| rest.split_at_checked(start)) {
        // Both signs are one byte long.
        let link = Link::at_start(from);
        let (written, after) =
            from.split_at_checked(link.as_ref().map_or(1, |link| link.length)).unwrap_or((from, ""));
        match link {
            None => out.extend([before, written]),
            Some(Link { words, address, .. }) => {
                // `![words](address)` is a picture.
                let picture = before.strip_suffix('!').filter(|_| from.starts_with('['));
                out.push_str(picture.unwrap_or(before));
                if words.is_empty() || words == address {
                    out.push_str(&ltr(address));
                } else {
                    out.extend([words, " ", &ltr(&format!("({address})"))]);
                }
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Most letters of an address, so that a text full of beginnings of links takes no time with the square of its length.
const LONGEST_ADDRESS: usize = 2000;

/// A link in a text: `[words](address)` or `<address>`.
struct Link<'a> {
    words: &'a str,
    address: &'a str,
    /// Length of what is written, in bytes.
    length: usize,
}

impl<'a> Link<'a> {
    fn at_start(text: &'a str) -> Option<Self> {
        if let Some(inside) = text.strip_prefix('<') {
            let address = address(inside, '<', '>')?;
            return address.contains("://").then_some(Self { words: "", address, length: address.len() + 2 });
        }
        let inside = text.strip_prefix('[')?;
        let (words, after) = inside.split_at_checked(inside.find(['[', ']'])?)?;
        let address = address(after.strip_prefix("](")?, '(', ')')?;
        let is_address = address.contains(['/', ':', '.', '#']);
        let length = words.len() + address.len() + 4;
        is_address.then_some(Self { words: words.trim(), address, length })
    }
}

/// The text up to `close`, of which each `open` before has one of its own. `None` if there is a blank before.
fn address(text: &str, open: char, close: char) -> Option<&str> {
    let mut opened = 0_u32;
    for (place, letter) in text.char_indices().take(LONGEST_ADDRESS) {
        if letter == close && opened == 0 {
            return text.get(..place);
        } else if letter == close {
            opened -= 1;
        } else if letter == open {
            opened += 1;
        } else if letter.is_whitespace() {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bidi::without_islands;

    fn shown(text: &str) -> Vec<String> {
        let line = |line: &Line| format!("{}{}|{}", "  ".repeat(line.indent), line.marker, line.text);
        lines(text, Tone::Plain).iter().map(|known| without_islands(&line(known)).into_owned()).collect()
    }

    #[test]
    fn a_list_has_one_line_for_each_item_and_a_paragraph_one_for_all_its_lines() {
        let text = "Look at\nthese:\n- the plan,\n  approved\n* the budget\n  - by year\n\n1. First\n١٢) Then\nAnd so on.\n\nEnd.";
        let expected = [
            "|Look at these:",
            "  •|the plan, approved",
            "  •|the budget",
            "    •|by year",
            "  1.|First",
            "  ١٢)|Then And so on.",
            "|End.",
        ];
        assert_eq!(shown(text), expected);
        assert_eq!(shown("\n \n"), Vec::<String>::new());
        let plain = ["|-5 degrees, 2024. A year: a*b - c", "|1.5 litres", "|-"];
        for line in plain {
            assert_eq!(shown(line.trim_start_matches('|')), [line]);
        }
    }

    #[test]
    fn a_sentence_takes_the_first_paragraph_and_the_list_follows_it() {
        let edition = crate::report::example::pack();
        let edition = crate::report::Edition::new(&edition, crate::i18n::Language::English);
        let note = &edition.messages.reports.background.note;
        let shown = |text: &str| {
            let lines = in_sentence(note, 2, Tone::Muted, text);
            let shown =
                |line: &Line| format!("{}{}|{}", line.indent, line.marker, without_islands(&line.text));
            lines.iter().map(shown).collect::<Vec<_>>()
        };
        assert_eq!(
            shown("See [A](a.org):\n- one\n  - two\n\nEnd."),
            ["2|Note: See A (a.org):", "3•|one", "4•|two", "2|End."]
        );
        assert_eq!(shown("- one"), ["2|Note:", "3•|one"]);
        assert_eq!(shown(""), Vec::<String>::new());
    }

    #[test]
    fn a_link_is_its_words_and_its_address() {
        for (written, expected) in [
            ("See [the policy](https://dga.gov.sa/p).", "See the policy (https://dga.gov.sa/p)."),
            ("[A](https://w.org/x_(y)) and [B](#b)", "A (https://w.org/x_(y)) and B (#b)"),
            ("<https://a.sa> ![plan](p.png)", "https://a.sa plan (p.png)"),
            ("Visit!<https://a.sa>", "Visit!https://a.sa"),
            ("[https://a.sa](https://a.sa)", "https://a.sa"),
            ("[not](a link) [x] a < b > c [y](z", "[not](a link) [x] a < b > c [y](z"),
            ("انظر [السياسة](https://a.sa)", "انظر السياسة (https://a.sa)"),
        ] {
            assert_eq!(without_islands(&with_addresses(written)), expected);
        }
    }
}
