//! Faults of YAML files.

use super::{Explain, Explanation};
use crate::bidi::ltr;
use crate::i18n::Messages;
use crate::i18n::messages::YamlErrors;
use crate::yaml::{Fault, FaultKind, Shape};

impl Explain for Fault {
    /// The place is the line alone (`12`), because a fault does not know its file.
    fn explain(&self, words: &Messages) -> Explanation {
        let mut told = self.kind.explain(words);
        told.place = self.place.map(|place| place.line.to_string());
        if self.path.is_empty() || matches!(self.kind, FaultKind::UnknownField { .. }) {
            return told;
        }
        let inside = words.errors.yaml.inside.fill(&[("path", &ltr(&self.path))]);
        let why = told.why.take().map_or_else(|| inside.clone(), |why| format!("{why} {inside}"));
        told.because(why)
    }
}

impl Explain for FaultKind {
    fn explain(&self, words: &Messages) -> Explanation {
        let yaml = &words.errors.yaml;
        match self {
            Self::TooLarge { .. }
            | Self::TooDeep { .. }
            | Self::TooManyValues { .. }
            | Self::TextTooLong { .. } => Explanation::new(limit(self, yaml)).advise(&yaml.split_it),
            Self::DuplicateKey(key) => {
                Explanation::new(yaml.duplicate_key.fill(&[("key", key)])).advise(&yaml.duplicate_key_do)
            }
            Self::LineSeparator(character) => {
                let character = code_point(*character);
                let what = yaml.line_separator.fill(&[("character", &character)]);
                Explanation::new(what).advise(&yaml.line_separator_do)
            }
            Self::ForbiddenCharacter(character) => {
                let what = yaml.forbidden.fill(&[("character", &code_point(*character))]);
                Explanation::new(what).advise(&yaml.forbidden_do)
            }
            Self::UnknownField { field, expected, nearest } => {
                let told = Explanation::new(yaml.unknown_field.fill(&[("key", field)]));
                told.suggest(nearest.as_deref(), expected.iter().map(String::as_str), words)
            }
            Self::UnknownWord { word, expected, nearest } => {
                let told = Explanation::new(yaml.unknown_word.fill(&[("word", word)]));
                told.suggest(nearest.as_deref(), expected.iter().map(String::as_str), words)
            }
            Self::MissingField(field) => {
                Explanation::new(yaml.missing_field.fill(&[("key", field)])).advise(&yaml.missing_field_do)
            }
            Self::InvalidType { found, expected } | Self::InvalidValue { found, expected } => {
                let what_to_do = match expected {
                    Shape::Date => &words.errors.request.bad_date_do,
                    Shape::Moment => &yaml.bad_moment_do,
                    _ => &yaml.wrong_shape_do,
                };
                let (found, expected) = (shape(found, words), shape(expected, words));
                let what = yaml.wrong_shape.fill(&[("found", &found), ("expected", &expected)]);
                Explanation::new(what).advise(what_to_do)
            }
            Self::Syntax(reason) => syntax(reason, words),
            plain => plain_fault(plain, yaml),
        }
    }
}

/// What the parser says in English, in the language of the reader where it is one of the common things.
fn syntax(reason: &str, words: &Messages) -> Explanation {
    let yaml = &words.errors.yaml;
    let says = |parts: &[&str]| parts.iter().any(|part| reason.contains(part));
    if says(&["`reason` goes with"]) {
        let request = &words.errors.request;
        return Explanation::new(&request.reason_without).advise(&request.reason_without_do);
    }
    let why = if says(&["quoted scalar"]) {
        yaml.open_quote.clone()
    } else if says(&["mapping values are not allowed"]) {
        yaml.stray_colon.clone()
    } else if says(&["tabs disallowed", "found a tab"]) {
        yaml.tab.clone()
    } else if says(&["flow sequence", "flow mapping", "placement of ':'", "expected node content"]) {
        yaml.open_bracket.clone()
    } else if says(&["block mapping", "block collection", "simple key", "indentation"]) {
        yaml.indentation.clone()
    } else if says(&["unexpected character", "cannot start any token"]) {
        yaml.strange_start.clone()
    } else {
        let reason = reason.trim_end_matches('.').replace('`', "'");
        yaml.reader_says.fill(&[("reason", &reason)])
    };
    Explanation::new(&yaml.syntax).because(why).advise(&yaml.syntax_do)
}

/// The faults that carry nothing to tell.
fn plain_fault(kind: &FaultKind, yaml: &YamlErrors) -> Explanation {
    let (what, what_to_do) = match kind {
        FaultKind::Alias => (&yaml.alias, &yaml.write_it_out),
        FaultKind::AnchorOrTag => (&yaml.anchor, &yaml.write_it_out),
        FaultKind::SecondDocument => (&yaml.second_document, &yaml.second_document_do),
        FaultKind::KeyNotAWord => (&yaml.key_not_a_word, &yaml.key_not_a_word_do),
        FaultKind::NeedsQuotes => (&yaml.needs_quotes, &yaml.needs_quotes_do),
        FaultKind::NotUtf8 => (&yaml.not_utf8, &yaml.not_utf8_do),
        FaultKind::Empty => (&yaml.empty, &yaml.empty_do),
        _ => (&yaml.syntax, &yaml.syntax_do),
    };
    Explanation::new(what).advise(what_to_do)
}

fn limit(kind: &FaultKind, yaml: &YamlErrors) -> String {
    let (sentence, limit) = match kind {
        FaultKind::TooLarge { limit } => (&yaml.too_large, limit),
        FaultKind::TooDeep { limit } => (&yaml.too_deep, limit),
        FaultKind::TextTooLong { limit } => (&yaml.text_too_long, limit),
        FaultKind::TooManyValues { limit } => (&yaml.too_many_values, limit),
        _ => return String::new(),
    };
    sentence.fill(&[("limit", limit)])
}

fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

fn shape(shape: &Shape, words: &Messages) -> String {
    let names = &words.errors.shapes;
    let (name, value) = match shape {
        Shape::NumberUpTo(most) => return names.number_up_to.fill(&[("most", most)]),
        Shape::Nothing => (&names.nothing, &None),
        Shape::Truth(value) => (&names.truth, value),
        Shape::WholeNumber(value) => (&names.whole_number, value),
        Shape::Number(value) => (&names.number, value),
        Shape::Text(value) => (&names.text, value),
        Shape::List => (&names.list, &None),
        Shape::Map => (&names.map, &None),
        Shape::Date => (&names.date, &None),
        Shape::Moment => (&names.moment, &None),
        Shape::Words(english) => (expected_words(english, words), &None),
    };
    value.as_ref().map_or_else(|| name.clone(), |value| names.value.fill(&[("value", value)]))
}

/// What a value should be, where the types that read it say so in words of their own.
fn expected_words<'a>(english: &'a String, words: &'a Messages) -> &'a String {
    let names = &words.errors.shapes;
    match english.as_str() {
        "a text, or one text per language" | "a text, or a text per language with fields beside it" => {
            &names.text_per_language
        }
        "a level" => &names.level,
        "a level, `unknown` or `not_applicable`" => &names.answer,
        "a score from 0 to 1000000 with at most 3 decimals" => &names.score,
        "an impact from 1 to 3" => &names.impact,
        "a colour" => &names.colour,
        "an assessment" => &names.assessment,
        "a key" => &names.key,
        _ => english,
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

    fn plain(told: Option<String>) -> String {
        without_islands(&told.unwrap_or_default()).into_owned()
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
                    let told = refusal.explain(words);
                    assert_eq!(plain(told.what_to_do), words.errors.request.bad_date_do, "{field}: {wrong}");
                    assert!(plain(Some(told.what)).ends_with(&format!("{}.", words.errors.shapes.date)));
                    assert_eq!(plain(told.place), (line + 1).to_string(), "{field}: {wrong}");
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
                let told = fault.explain(Messages::of(language));
                assert_eq!(
                    plain(told.what_to_do),
                    Messages::of(language).errors.yaml.bad_moment_do,
                    "{wrong}"
                );
            }
        }
    }
}
