//! Explains faults of YAML files: one sentence for each code. It does not know what the files are about.

use super::{Explain, Explanation, excerpt};
use crate::bidi::ltr;
use crate::i18n::Messages;
use crate::i18n::messages::YamlErrors;
use crate::model::ExpectedValue;
use crate::yaml::{Fault, FaultKind, Shape, SyntaxFault};

impl Explain for Fault {
    /// The place is only the line (`12`), because a fault does not know its file.
    fn explain(&self, words: &Messages) -> Explanation {
        let mut explanation = self.kind.explain(words);
        explanation.place = self.place.map(|place| place.line.to_string());
        if self.path.is_empty() || matches!(self.kind, FaultKind::UnknownField { .. }) {
            return explanation;
        }
        let inside = words.errors.yaml.inside.fill(&[("path", &ltr(&excerpt(&self.path)))]);
        let why = explanation.why.take().map_or_else(|| inside.clone(), |why| format!("{why} {inside}"));
        explanation.because(why)
    }
}

impl Explain for FaultKind {
    fn explain(&self, words: &Messages) -> Explanation {
        let yaml = &words.errors.yaml;
        let explanation = |what: &str, what_to_do: &str| Explanation::new(what).advise(what_to_do);
        match self {
            Self::TooLarge { limit } => {
                explanation(&yaml.too_large.fill(&[("limit", limit)]), &yaml.split_it)
            }
            Self::TooDeep { limit } => explanation(&yaml.too_deep.fill(&[("limit", limit)]), &yaml.split_it),
            Self::TooManyValues { limit } => {
                explanation(&yaml.too_many_values.fill(&[("limit", limit)]), &yaml.split_it)
            }
            Self::TextTooLong { limit } => {
                explanation(&yaml.text_too_long.fill(&[("limit", limit)]), &yaml.split_it)
            }
            Self::Alias => explanation(&yaml.alias, &yaml.write_it_out),
            Self::AnchorOrTag => explanation(&yaml.anchor, &yaml.write_it_out),
            Self::SecondDocument => explanation(&yaml.second_document, &yaml.second_document_do),
            Self::DuplicateKey(key) => {
                explanation(&yaml.duplicate_key.fill(&[("key", &excerpt(key))]), &yaml.duplicate_key_do)
            }
            Self::KeyNotAWord => explanation(&yaml.key_not_a_word, &yaml.key_not_a_word_do),
            Self::NeedsQuotes => explanation(&yaml.needs_quotes, &yaml.needs_quotes_do),
            Self::LineSeparator(character) => {
                let what = yaml.line_separator.fill(&[("character", &code_point(*character))]);
                explanation(&what, &yaml.line_separator_do.fill(&[("escape", &escape_of(*character))]))
            }
            Self::ForbiddenCharacter(character) => {
                let what = yaml.forbidden.fill(&[("character", &code_point(*character))]);
                explanation(&what, &yaml.forbidden_do)
            }
            Self::NotUtf8 => explanation(&yaml.not_utf8, &yaml.not_utf8_do),
            Self::Empty => explanation(&yaml.empty, &yaml.empty_do),
            Self::UnknownField { field, expected, nearest } => {
                let explanation = Explanation::new(yaml.unknown_field.fill(&[("key", &excerpt(field))]));
                let explanation = match nearest {
                    Some(name) => {
                        explanation.advise(words.errors.common.did_you_mean.fill(&[("name", name)]))
                    }
                    None => explanation,
                };
                explanation.advise(allowed_keys(expected, words))
            }
            Self::UnknownWord { word, expected, nearest } => {
                let explanation = Explanation::new(yaml.unknown_word.fill(&[("word", &excerpt(word))]));
                explanation.suggest(nearest.as_deref(), expected.iter().map(String::as_str), None, words)
            }
            Self::MissingField(field) => {
                explanation(&yaml.missing_field.fill(&[("key", field)]), &yaml.missing_field_do)
            }
            Self::InvalidType { found, expected } | Self::InvalidValue { found, expected } => {
                wrong_shape(found, expected, words)
            }
            Self::ReasonWithout => explanation(&yaml.reason_without, &yaml.reason_without_do),
            Self::NotReadBack => explanation(&yaml.not_read_back, &yaml.not_read_back_do),
            Self::Syntax(fault) => {
                let advice = match fault {
                    SyntaxFault::OpenComment => &yaml.open_comment_do,
                    _ => &yaml.syntax_do,
                };
                Explanation::new(&yaml.syntax).because(syntax(fault, yaml)).advise(advice)
            }
        }
    }
}

/// Every key that a map of the format may have, because a user who mistypes one may have to choose another.
fn allowed_keys(keys: &[String], words: &Messages) -> String {
    let key = |key: &String| match ExpectedValue::from_code(key) {
        Some(kind) => expected_value(kind, words).clone(),
        None => ltr(key),
    };
    let keys: Vec<_> = keys.iter().map(key).collect();
    words.errors.yaml.allowed_keys.fill(&[("keys", &keys.join(&words.common.list_separator))])
}

fn syntax(fault: &SyntaxFault, yaml: &YamlErrors) -> String {
    match fault {
        SyntaxFault::OpenQuote => yaml.open_quote.clone(),
        SyntaxFault::StrayColon => yaml.stray_colon.clone(),
        SyntaxFault::Tab => yaml.tab.clone(),
        SyntaxFault::OpenBracket => yaml.open_bracket.clone(),
        SyntaxFault::OpenComment => yaml.open_comment.clone(),
        SyntaxFault::Indentation => yaml.indentation.clone(),
        SyntaxFault::StrangeStart => yaml.strange_start.clone(),
        SyntaxFault::Other(sentence) => {
            let reason = excerpt(sentence.trim_end_matches('.')).replace('`', "'");
            yaml.reader_says.fill(&[("reason", &reason)])
        }
    }
}

fn wrong_shape(found: &Shape, expected: &Shape, words: &Messages) -> Explanation {
    let yaml = &words.errors.yaml;
    let what_to_do = match expected {
        Shape::Date => &words.errors.request.bad_date_do,
        Shape::Moment => &yaml.bad_moment_do,
        _ => &yaml.wrong_shape_do,
    };
    let (found, expected) = (shape(found, words), shape(expected, words));
    let what = yaml.wrong_shape.fill(&[("found", &found), ("expected", &expected)]);
    Explanation::new(what).advise(what_to_do)
}

/// How a text in double quotes writes a line separator: `\L`.
fn escape_of(separator: char) -> &'static str {
    match separator {
        '\u{2028}' => "\\L",
        '\u{2029}' => "\\P",
        _ => "\\N",
    }
}

fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

fn shape(shape: &Shape, words: &Messages) -> String {
    let names = &words.errors.shapes;
    let (name, value) = match shape {
        Shape::NumberWithin { from, to } => {
            return names.number_within.fill(&[("from", from), ("to", to)]);
        }
        Shape::Nothing => (&names.nothing, &None),
        Shape::Truth(value) => (&names.truth, value),
        Shape::WholeNumber(value) => (&names.whole_number, value),
        Shape::Number(value) => (&names.number, value),
        Shape::Text(value) => (&names.text, value),
        Shape::List => (&names.list, &None),
        Shape::Map => (&names.map, &None),
        Shape::Date => (&names.date, &None),
        Shape::Moment => (&names.moment, &None),
        Shape::Expected(expected) => (expected_value(*expected, words), &None),
        Shape::Other(english) => return excerpt(english).into_owned(),
    };
    value.as_ref().map_or_else(|| name.clone(), |value| names.value.fill(&[("value", &excerpt(value))]))
}

fn expected_value(expected: ExpectedValue, words: &Messages) -> &String {
    let names = &words.errors.shapes;
    match expected {
        ExpectedValue::TextByLanguage => &names.text_per_language,
        ExpectedValue::Level => &names.level,
        ExpectedValue::Answer => &names.answer,
        ExpectedValue::Score => &names.score,
        ExpectedValue::Impact => &names.impact,
        ExpectedValue::Colour => &names.colour,
        ExpectedValue::Assessment => &names.assessment,
        ExpectedValue::Key => &names.key,
        ExpectedValue::LanguageCode => &names.language_code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bidi::without_islands;
    use crate::i18n::Language;
    use crate::store::{Holder, file};
    use crate::yaml::{self, Limits};

    const ASSESSMENT: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/assessments/schema-1.yaml"));

    const NO_DATES: [&str; 30] = [
        "2026-13-01",
        "2026-00-10",
        "2026-02-30",
        "2026-04-31",
        "2025-02-29",
        "2026-01-00",
        "2026-01-32",
        "12026-01-01",
        "+12026-01-01",
        "-2026-01-01",
        "026-01-01",
        "26-1-1",
        "2026-1-1",
        "2026-01",
        "2026",
        "2.5",
        "20261301",
        "01/02/2026",
        "1.2.2026",
        "2026/02/01",
        "2026-02-01Z",
        "2026-02-01T10:00:00Z",
        "2026-02-01 25:00",
        "2026-02-01 at noon",
        "soon",
        "''",
        "٢٠٢٦-٠٢-٠١",
        "true",
        "[2026-02-01]",
        "{day: 1}",
    ];

    fn plain(explanation: Option<String>) -> String {
        without_islands(&explanation.unwrap_or_default()).into_owned()
    }

    #[test]
    fn a_wrong_date_in_any_field_of_an_assessment_is_a_fault_of_dates() {
        let mut fields = 0;
        for (line, written) in ASSESSMENT.lines().enumerate() {
            let Some((field, _)) = written.split_once(": 2026-") else { continue };
            fields += 1;
            for wrong in NO_DATES {
                let lines = ASSESSMENT.lines().enumerate();
                let changed = format!("{field}: {wrong}");
                let lines = lines.map(|(number, other)| if number == line { &changed } else { other });
                let text = lines.collect::<Vec<_>>().join("\n");
                let refusal = file::read(&text).expect_err(wrong);
                for language in Language::ALL {
                    let words = Messages::of(language);
                    let explanation = refusal.explain(words);
                    assert_eq!(
                        plain(explanation.what_to_do),
                        words.errors.request.bad_date_do,
                        "{field}: {wrong}"
                    );
                    assert!(
                        plain(Some(explanation.what)).ends_with(&format!("{}.", words.errors.shapes.date))
                    );
                    assert_eq!(plain(explanation.place), (line + 1).to_string(), "{field}: {wrong}");
                }
            }
        }
        assert_eq!(fields, 5, "as_of, sign-off, milestone, plan, evidence");
    }

    #[test]
    fn a_wrong_moment_is_a_fault_of_moments() {
        let file =
            yaml::to_string(&Holder::this_process("open", "2026-03-01T08:15:00Z".parse().unwrap())).unwrap();
        for wrong in ["2026-13-01T08:15:00Z", "2026-03-01", "soon", "2026-03-01T08:15:00", "7"] {
            let text = file.replace("2026-03-01T08:15:00Z", wrong);
            let fault = yaml::parse::<Holder>(&text, Limits::SMALL).expect_err(wrong);
            for language in Language::ALL {
                let explanation = fault.explain(Messages::of(language));
                assert_eq!(
                    plain(explanation.what_to_do),
                    Messages::of(language).errors.yaml.bad_moment_do,
                    "{wrong}"
                );
            }
        }
    }
}
