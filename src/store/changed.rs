//! The part of an assessment file that differs from an earlier text of it, so that a save parses no more than that.
//!
//! Knows lines, no YAML. It holds for texts that [`super::file::write`] makes: each question begins a line of its own,
//! and none refers to another.

use super::whole::LAST_LINE;
use crate::yaml::Limits;

/// A file with the header of another one and those of its questions that are new or changed.
pub(super) struct ChangedPart {
    /// The text of the file.
    pub text: String,
    /// The number of questions in it.
    pub questions: usize,
}

/// The header and the changed questions of `text`, compared with `known`, which can be read. If they can be read, so can
/// `text`. `None` if this is not certain: the texts do not have this form, or `text` may exceed the limits of a file.
pub(super) fn changed_part(text: &str, known: &str) -> Option<ChangedPart> {
    if !is_within_limits(text) {
        return None;
    }
    let (header, answers) = split(text)?;
    let (_, known) = split(known)?;
    let begin = common_begin(answers, known);
    let end = answers.len() - common_end(answers.get(begin..)?, known.get(begin..)?);
    let changed = answers.get(begin..end)?;
    let questions = changed.split_inclusive('\n').filter(|line| begins_question(line)).count();
    Some(ChangedPart { text: format!("{header}{changed}{LAST_LINE}\n"), questions })
}

/// The text up to the line `answers:`, and the questions below it without the last line.
fn split(text: &str) -> Option<(&str, &str)> {
    const ANSWERS: &str = "\nanswers:\n";
    let (header, _) = text.split_at_checked(text.find(ANSWERS)? + ANSWERS.len())?;
    let answers = text.strip_prefix(header)?.strip_suffix('\n')?.strip_suffix(LAST_LINE)?;
    (answers.is_empty() || answers.ends_with('\n')).then_some((header, answers))
}

/// Whether `text` is certainly within the limits of a file.
///
/// A line of a text that is written by the program opens at most a map or a list and holds a key or a value; an item of
/// a list can open a map in addition, and a topic can have several languages on its line.
pub(super) fn is_within_limits(text: &str) -> bool {
    let items = text.lines().filter(|line| line.trim_start_matches(' ').starts_with("- ")).count();
    let topics = text.lines().filter(|line| line.trim_start_matches(' ').starts_with("topic: {"));
    let languages: usize = topics.map(|line| line.matches(", ").count() + 1).sum();
    let values = 2 * text.lines().count() + 2 * items + 2 * languages;
    text.len() <= Limits::ASSESSMENT.bytes && values <= Limits::ASSESSMENT.values
}

/// Whether a question begins with this line. Lines of its entry and the second part of a long id do not.
fn begins_question(line: &str) -> bool {
    line.strip_prefix("  ").is_some_and(|rest| !rest.starts_with([' ', ':', '\n']))
}

/// The number of bytes that both texts begin with, up to a line with which a question begins in both.
fn common_begin(text: &str, known: &str) -> usize {
    let mut common = 0;
    let mut at = 0;
    for (line, other) in text.split_inclusive('\n').zip(known.split_inclusive('\n')) {
        if begins_question(line) && begins_question(other) {
            common = at;
        }
        if line != other {
            return common;
        }
        at += line.len();
    }
    if text.len() == known.len() { at } else { common }
}

/// The number of bytes that both texts end in, from a line with which a question begins.
fn common_end(text: &str, known: &str) -> usize {
    let mut common = 0;
    let mut at = 0;
    for (line, other) in text.split_inclusive('\n').rev().zip(known.split_inclusive('\n').rev()) {
        if line != other {
            break;
        }
        at += line.len();
        if begins_question(line) {
            common = at;
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(questions: &[&str]) -> String {
        format!("# 3\nschema: 1\nanswers:\n{}# end\n", questions.concat())
    }

    const Q1: &str = "  q1: # T\n    answer: 1\n";
    const Q2: &str = "  q2: # T\n    note: |-\n      q3:\n\n      a\n";
    const Q3: &str = "  q3: # T\n";

    #[test]
    fn only_changed_and_new_questions_remain() {
        let changed = "  q2: # T\n    answer: 1\n    note: b\n";
        for (before, after, left) in [
            (vec![Q1, Q2, Q3], vec![Q1, Q2, Q3], vec![]),
            (vec![Q1, Q2, Q3], vec![Q1, changed, Q3], vec![changed]),
            (vec![Q1, changed, Q3], vec![Q1, Q2, Q3], vec![Q2]),
            (vec![Q1, Q3], vec![Q1, Q2, Q3], vec![Q2]),
            (vec![Q1], vec![Q1, Q2, Q3], vec![Q1, Q2, Q3]),
            (vec![Q2, Q3], vec![Q1, Q2, Q3], vec![Q1]),
            (vec![Q1, Q2, Q3], vec![changed, Q2, Q3], vec![changed]),
            (vec![], vec![Q1], vec![Q1]),
        ] {
            let part = changed_part(&file(&after), &file(&before)).unwrap();
            assert_eq!((part.text, part.questions), (file(&left), left.len()), "{before:?} {after:?}");
        }
    }

    #[test]
    fn a_question_whose_end_is_cut_off_is_changed() {
        let longer = "  q1: # T\n    answer: 1\n    note: |-\n      a\n";
        let part = changed_part(&file(&[Q1, Q3]), &file(&[longer, Q3])).unwrap();
        assert_eq!(part.text, file(&[Q1]));
    }

    #[test]
    fn other_texts_and_too_many_values_are_left_to_a_full_check() {
        let all = file(&[Q1, Q2, Q3]);
        assert!(changed_part(&all, "schema: 1\nanswers: {}\n").is_none());
        let many = file(&["    - a: b\n".repeat(25_001).as_str()]);
        assert!(changed_part(&many, &many).is_none());
    }
}
