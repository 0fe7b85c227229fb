//! The parts of a command's arguments: how each kind is described for the parser, and how a value is read.
//!
//! It knows no command and no format.

use clap::builder::{PossibleValuesParser, Str, StyledStr};
use clap::{Arg, ArgAction, ArgMatches};

use crate::i18n::Messages;

/// A positional argument.
pub fn positional(id: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(id).value_name(value).help(help)
}

/// The name of an existing assessment.
pub fn assessment(words: &'static Messages) -> Arg {
    positional("assessment", "NAME", &words.commands.arguments.assessment).required(true)
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

/// `--name`, without a value.
pub fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

/// The value of an argument; empty if it is missing, which only happens for optional arguments without a default.
pub fn text<'a>(matches: &'a ArgMatches, id: &str) -> &'a str {
    matches.get_one::<String>(id).map(String::as_str).unwrap_or_default()
}
