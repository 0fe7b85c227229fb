//! Explains the parser's errors in the user's language.

use std::fmt::Display;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, Command};

use super::help;
use crate::explain::Explanation;
use crate::i18n::{Messages, Template};
use crate::shell::PROGRAM;

/// Explains why the arguments were refused. `command` is the name of the command among them, if there is one.
pub fn explain(error: &Error, program: &Command, command: Option<&str>, words: &Messages) -> Explanation {
    let usage = &words.errors.usage;
    let explanation = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = text(error, ContextKind::InvalidSubcommand);
            Explanation::new(usage.unknown_command.fill(&[("command", &name)]))
        }
        ErrorKind::UnknownArgument => unknown_argument(error, words),
        ErrorKind::InvalidValue => invalid_value(error, program, command, words),
        ErrorKind::MissingRequiredArgument => {
            let missing = texts(error, ContextKind::InvalidArg).map(|name| bare(&name)).collect::<Vec<_>>();
            let missing = missing.join(&words.common.list_separator);
            Explanation::new(usage.missing.fill(&[("arguments", &missing)]))
        }
        ErrorKind::ArgumentConflict => conflict(error, words),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            about_option(&usage.empty_value, error)
        }
        ErrorKind::TooManyValues => {
            let value = text(error, ContextKind::InvalidValue);
            Explanation::new(usage.too_many.fill(&[("argument", &value)]))
        }
        ErrorKind::InvalidUtf8 => Explanation::new(&usage.not_utf8),
        _ => Explanation::new(&usage.other),
    };
    let explanation = suggested(explanation, error, words);
    // The syntax of the command helps only with errors about the number and order of arguments.
    let is_about_places = matches!(
        error.kind(),
        ErrorKind::MissingRequiredArgument | ErrorKind::UnknownArgument | ErrorKind::TooManyValues
    );
    let explanation = match command {
        Some(command) if is_about_places => {
            explanation.advise(usage.write.fill(&[("usage", &help::usage(program, command, words))]))
        }
        _ => explanation,
    };
    let looks_like_option = text(error, ContextKind::InvalidArg).starts_with('-');
    let after_hyphens = command
        .filter(|_| looks_like_option && error.kind() == ErrorKind::UnknownArgument)
        .and_then(|command| help::usage_after_hyphens(program, command, words));
    let explanation = match after_hyphens {
        Some(syntax) => explanation.advise(usage.after_hyphens.fill(&[("usage", &syntax)])),
        None => explanation,
    };
    explanation.advise(see_help(command, words))
}

fn unknown_argument(error: &Error, words: &Messages) -> Explanation {
    let (usage, name) = (&words.errors.usage, text(error, ContextKind::InvalidArg));
    let what = if name.starts_with('-') {
        usage.unknown_option.fill(&[("option", &name)])
    } else {
        usage.too_many.fill(&[("argument", &name)])
    };
    Explanation::new(what)
}

fn invalid_value(error: &Error, program: &Command, command: Option<&str>, words: &Messages) -> Explanation {
    let usage = &words.errors.usage;
    let value = text(error, ContextKind::InvalidValue);
    if value.is_empty() {
        return about_option(&usage.empty_value, error);
    }
    let option = option_name(error);
    let explanation = Explanation::new(usage.invalid_value.fill(&[("value", &value), ("option", &option)]));
    let known = argument(program, command, &option).map(help::values).filter(|known| !known.is_empty());
    let values = known.unwrap_or_else(|| texts(error, ContextKind::ValidValue).collect());
    if values.is_empty() {
        return explanation;
    }
    explanation.advise(usage.values.fill(&[("values", &values.join(&words.common.list_separator))]))
}

/// The option with this name, of a command or of all.
fn argument<'a>(program: &'a Command, command: Option<&str>, option: &str) -> Option<&'a Arg> {
    let name = option.strip_prefix("--")?;
    let own = command.and_then(|command| program.find_subcommand(command)).into_iter();
    own.chain([program]).flat_map(Command::get_arguments).find(|known| known.get_long() == Some(name))
}

fn conflict(error: &Error, words: &Messages) -> Explanation {
    let usage = &words.errors.usage;
    let other = texts(error, ContextKind::PriorArg).next().map(|name| bare(&name)).unwrap_or_default();
    let option = option_name(error);
    if other == option || other.is_empty() {
        return about_option(&usage.twice, error);
    }
    Explanation::new(usage.conflict.fill(&[("option", &option), ("other", &other)]))
}

fn about_option(sentence: &Template, error: &Error) -> Explanation {
    Explanation::new(sentence.fill(&[("option", &option_name(error) as &dyn Display)]))
}

fn suggested(explanation: Explanation, error: &Error, words: &Messages) -> Explanation {
    let kinds = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    match kinds.into_iter().find_map(|kind| texts(error, kind).next()) {
        Some(name) => explanation.advise(words.errors.common.did_you_mean.fill(&[("name", &bare(&name))])),
        None => explanation,
    }
}

/// The advice to read the help of a command, or of the program.
pub fn see_help(command: Option<&str>, words: &Messages) -> String {
    let help = match command {
        Some(command) => format!("{PROGRAM} help {command}"),
        None => format!("{PROGRAM} help"),
    };
    words.errors.usage.see_help.fill(&[("help", &help)])
}

fn option_name(error: &Error) -> String {
    bare(&text(error, ContextKind::InvalidArg))
}

/// The parser's `--lang <LANG>` and `<NAME>` without brackets and value, as users type them.
fn bare(name: &str) -> String {
    let name = if name.starts_with('-') { name.split([' ', '=', '[']).next().unwrap_or(name) } else { name };
    name.trim_matches(['<', '>', '[', ']', '.']).to_owned()
}

fn text(error: &Error, kind: ContextKind) -> String {
    texts(error, kind).next().unwrap_or_default()
}

fn texts(error: &Error, kind: ContextKind) -> impl Iterator<Item = String> {
    let texts = match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    texts.into_iter()
}
