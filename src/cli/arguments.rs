//! The parts of a command's arguments: how each kind is described for the parser, and how a value is read.
//!
//! It knows no command and no format.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, Str, StyledStr, TypedValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::i18n::{Language, Messages};
use crate::search::fold;

/// A positional argument.
pub fn positional(id: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(id).value_name(value).help(help)
}

/// The name of an existing assessment.
pub fn assessment(words: &'static Messages) -> Arg {
    positional("assessment", &words.commands.placeholders.name, &words.commands.arguments.assessment)
        .required(true)
}

/// `--name VALUE`
pub fn option(name: impl Into<Str>, value: &'static str, help: impl Into<StyledStr>) -> Arg {
    let name = name.into();
    Arg::new(name.clone()).long(name).value_name(value).help(help.into())
}

/// `--name VALUE`, any number of times.
pub fn options(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    option(name, value, help).action(ArgAction::Append)
}

/// `--name VALUE` with a fixed set of values.
pub fn choice(
    name: &'static str,
    value: &'static str,
    values: &'static [&'static str],
    help: &'static str,
) -> Arg {
    option(name, value, help).value_parser(PossibleValuesParser::new(values))
}

/// A value that is typed as its id or as the interface shows it, in any language.
#[derive(Debug, Clone, Copy)]
pub struct ShownValue {
    /// The id, which scripts use.
    pub id: &'static str,
    /// What the interface shows for it.
    pub shown: fn(&'static Messages) -> &'static str,
}

impl ShownValue {
    /// Whether a text is the id.
    pub fn has_id(&self, text: &str) -> bool {
        text.trim().replace('_', "-").eq_ignore_ascii_case(self.id)
    }

    /// Whether a text is what the interface shows in one of its languages, in any spelling.
    pub fn is_shown_as(&self, text: &str) -> bool {
        let typed = fold(text.trim());
        Language::ALL.iter().any(|language| fold((self.shown)(Messages::of(*language))) == typed)
    }
}

/// The id of the value that a text is.
pub fn shown_value(text: &str, values: &[ShownValue]) -> Option<&'static str> {
    // By the ids first, which need no language.
    let by_id = values.iter().find(|value| value.has_id(text));
    by_id.or_else(|| values.iter().find(|value| value.is_shown_as(text))).map(|value| value.id)
}

/// `--name VALUE` with a fixed set of values, read as their ids.
pub fn shown_choice(
    name: &'static str,
    value: &'static str,
    values: &'static [ShownValue],
    help: &'static str,
    words: &'static Messages,
) -> Arg {
    option(name, value, help).value_parser(ShownValues { values, words })
}

#[derive(Clone)]
struct ShownValues {
    values: &'static [ShownValue],
    words: &'static Messages,
}

impl TypedValueParser for ShownValues {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        match value.to_str().and_then(|text| shown_value(text, self.values)) {
            Some(id) => Ok(id.to_owned()),
            None => {
                let ids = PossibleValuesParser::new(self.values.iter().map(|value| value.id));
                ids.parse_ref(command, argument, value)
            }
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let value = |value: &ShownValue| PossibleValue::new(value.id).help((value.shown)(self.words));
        Some(Box::new(self.values.iter().map(value)))
    }
}

/// `--name`, without a value.
pub fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

/// The value of an argument; empty if it is missing, which only happens for optional arguments without a default.
pub fn text<'a>(matches: &'a ArgMatches, id: &str) -> &'a str {
    matches.get_one::<String>(id).map(String::as_str).unwrap_or_default()
}
