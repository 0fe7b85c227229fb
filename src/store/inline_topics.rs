//! Topics of questions on one line in the text of an assessment file, so that an answer stays a short paragraph. Knows the
//! lines that the program writes, no YAML in general.

use std::iter;

use crate::model::Text;

/// The line of a topic in several languages, which are below it.
const TOPIC: &str = "  topic:";

/// The indentation of a language below a topic.
const LANGUAGE: &str = "    ";

/// Signs that have a meaning in a map on one line, at least to some readers of YAML.
const SIGNS: [char; 10] = [',', ':', '#', '?', '[', ']', '{', '}', '"', '\\'];

/// The entries of all questions as YAML, with the languages of each topic on its line, if every text allows it.
pub(super) fn with_topics_inline(answers: &str) -> String {
    let mut out = String::with_capacity(answers.len());
    let mut lines = answers.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        if line == TOPIC {
            let texts: Vec<&str> =
                iter::from_fn(|| lines.next_if(|line| line.starts_with(LANGUAGE))?.get(LANGUAGE.len()..))
                    .collect();
            push_texts(&mut out, &texts);
        }
        out.push('\n');
    }
    out
}

fn push_texts(out: &mut String, texts: &[&str]) {
    if texts.iter().all(|text| is_simple(text)) {
        out.push_str(" {");
        out.push_str(&texts.join(", "));
        out.push('}');
    } else {
        for text in texts {
            out.push('\n');
            out.push_str(LANGUAGE);
            out.push_str(text);
        }
    }
}

/// Whether a language with its text means the same on one line with others.
fn is_simple(text: &str) -> bool {
    let Some((code, words)) = text.split_once(": ") else { return false };
    let is_quoted = words.len() > 1 && words.starts_with('\'') && words.ends_with('\'');
    Text::is_language(code)
        && (is_quoted || words.starts_with(char::is_alphanumeric))
        && !words.contains(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_simple_texts_below_a_topic_are_put_on_its_line() {
        for (written, expected) in [
            (
                "a:\n  topic:\n    en: Beta two\n    ar: بيتا\n  note: x\n",
                "a:\n  topic: {en: Beta two, ar: بيتا}\n  note: x\n",
            ),
            ("a:\n  topic:\n    en: 'Yes'\nb: {}\n", "a:\n  topic: {en: 'Yes'}\nb: {}\n"),
        ] {
            assert_eq!(with_topics_inline(written), expected);
        }
        for kept in [
            "a:\n  topic:\n    en: A, B\n    ar: C\n",
            "a:\n  topic:\n    en: |-\n      A\n\n      B\n    ar: C\n",
            "a:\n  topic:\n    en: 'A: B'\n",
            "a:\n  topic:\n    en: '[A]'\n",
            "a:\n  note: |-\n    topic:\n      en: A\n",
            "a:\n  topic: A, B\n",
        ] {
            assert_eq!(with_topics_inline(kept), kept);
        }
    }
}
