//! Detects assessment files that are cut off, such as an interrupted copy.
//!
//! The first line of a file contains the number of questions and quotes the last line. Files of version 0.1.0 do not,
//! but contain every question of their pack. A file without such a first line was written by another tool or by hand
//! and is accepted as it is, because its length is unknown.

use crate::{data::embedded, model::Assessment};

/// The last line of a whole file.
pub(super) const LAST_LINE: &str = "# end";

/// The first lines of version 0.1.0, English and Arabic.
const EARLIER_FIRST_LINES: [&str; 2] = [
    "# Kept by Mizan. Comments that you add here are not kept.",
    "# يكتب ميزان هذا الملف، ولا يحتفظ بالتعليقات المضافة هنا.",
];

/// What the first line of a file promises about the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Promise {
    /// This number of questions, and [`LAST_LINE`].
    Questions(usize),
    /// Every question of its pack, as version 0.1.0 wrote it.
    WholePack,
    /// No promise: the file may have any length.
    Unknown,
}

/// The version of the bundled pack that the first format was written with, and the number of its questions. Of other packs
/// the number is unknown.
const FIRST_BUNDLED: (&str, usize) = ("1.0.0", 55);

impl Promise {
    /// Reads the promise from the first line of `text`.
    pub(super) fn of(text: &str) -> Self {
        let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
        if EARLIER_FIRST_LINES.contains(&first) {
            return Self::WholePack;
        }
        if !first.starts_with('#') || !first.contains(&format!("\"{LAST_LINE}\"")) {
            return Self::Unknown;
        }
        let digits = first.chars().skip_while(|character| !character.is_ascii_digit());
        let count: String = digits.take_while(char::is_ascii_digit).collect();
        count.parse().map_or(Self::Unknown, Self::Questions)
    }

    /// Whether the promised last line is missing.
    pub(super) fn is_cut_off(self, text: &str) -> bool {
        // Usually at the end, but users may write below it.
        matches!(self, Self::Questions(_)) && !text.lines().rev().any(|line| line == LAST_LINE)
    }

    /// The number of questions that the file must contain; `None` if unknown.
    pub(super) fn questions(self, assessment: Option<&Assessment>) -> Option<usize> {
        match self {
            Self::Questions(count) => Some(count),
            Self::WholePack => {
                let reference = &assessment?.identity.pack;
                let (version, count) = FIRST_BUNDLED;
                (embedded::is_bundled(&reference.id) && reference.version == version).then_some(count)
            }
            Self::Unknown => None,
        }
    }
}

/// The lines of `text` that end in a line break, without the last question if `without_last` is set. `None` if the file
/// ends before its answers.
pub(super) fn whole_lines(text: &str, without_last: bool) -> Option<String> {
    let mut lines: Vec<&str> = text.split_inclusive('\n').filter(|line| line.ends_with('\n')).collect();
    let answers = lines.iter().position(|line| line.trim_end() == "answers:")?;
    if without_last {
        let begins_question = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
        let last = lines.iter().rposition(begins_question).filter(|place| *place > answers)?;
        lines.truncate(last);
    }
    Some(lines.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_promises_the_questions_and_the_last_line() {
        assert_eq!(
            Promise::of("# Kept. Questions: 55, then \"# end\".\nschema: 1\n"),
            Promise::Questions(55)
        );
        assert_eq!(
            Promise::of("# Kept by Mizan. Comments that you add here are not kept.\n"),
            Promise::WholePack
        );
        for other in ["", "schema: 1\n", "# a remark\n", "# then \"# end\"", "a: 55 \"# end\"\n"] {
            assert_eq!(Promise::of(other), Promise::Unknown, "{other}");
        }
    }

    #[test]
    fn a_file_without_its_last_line_is_cut_off() {
        let promise = Promise::Questions(1);
        for whole in ["a\n# end\n", "a\n# end", "a\n# end\n\n  b: 1\n", "a\r\n# end\r\n"] {
            assert!(!promise.is_cut_off(whole), "{whole:?}");
        }
        for cut in ["a\n# en", "a\n  # end\n", "a\n# ending\n", ""] {
            assert!(promise.is_cut_off(cut), "{cut:?}");
        }
        assert!(!Promise::WholePack.is_cut_off("a\n") && !Promise::Unknown.is_cut_off("a\n"));
    }

    #[test]
    fn the_rest_of_a_file_is_its_complete_lines() {
        let text =
            "name: a\nanswers:\n  a-q1: # A\n    answer: 3\n  a-q2: # B\n    note: |-\n      x\n    ans";
        assert_eq!(whole_lines(text, false).unwrap(), text.strip_suffix("    ans").unwrap());
        assert_eq!(whole_lines(text, true).unwrap(), "name: a\nanswers:\n  a-q1: # A\n    answer: 3\n");
        assert_eq!(whole_lines("name: a\nansw", false), None);
        assert_eq!(whole_lines("name: a\nanswers:\n  a-q1:", true), None);
    }
}
