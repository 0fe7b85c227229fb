//! Faults of YAML files.

use super::{Explain, Explanation};
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
        let inside = words.errors.yaml.inside.fill(&[("path", &self.path)]);
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
                let (found, expected) = (shape(found, words), shape(expected, words));
                let what = yaml.wrong_shape.fill(&[("found", &found), ("expected", &expected)]);
                Explanation::new(what).advise(&yaml.wrong_shape_do)
            }
            Self::Syntax(reason) => {
                let reason = reason.trim_end_matches('.');
                let why = yaml.reader_says.fill(&[("reason", &reason)]);
                Explanation::new(&yaml.syntax).because(why).advise(&yaml.syntax_do)
            }
            plain => plain_fault(plain, yaml),
        }
    }
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
        Shape::Words(words) => (words, &None),
    };
    value.as_ref().map_or_else(|| name.clone(), |value| names.value.fill(&[("value", value)]))
}
