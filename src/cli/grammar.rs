//! The accepted arguments, described for the parser in one language. The commands come from their table.

use clap::builder::{PossibleValuesParser, Str, StyledStr};
use clap::{Arg, ArgAction, Command};

use super::commands::COMMANDS;
use super::form::FORMS;
use crate::i18n::{Language, Messages};
use crate::settings::BIDI_WORDS;

/// The name of the program on the command line.
pub const PROGRAM: &str = "mizan";

/// The complete grammar, with help texts in the language of `words`.
///
/// The parser's own help and version are disabled, because the program prints both itself, with right-to-left layout.
pub fn program(words: &'static Messages) -> Command {
    let root = Command::new(PROGRAM)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .args(everywhere(words));
    COMMANDS.iter().fold(root, |root, entry| {
        let command = Command::new(entry.name).disable_help_flag(true).disable_version_flag(true);
        root.subcommand(command.args((entry.arguments)(words)))
    })
}

/// The options of every command.
fn everywhere(words: &'static Messages) -> [Arg; 6] {
    let help = &words.commands.arguments;
    [
        choice("lang", "LANG", &Language::CODES, &help.language).global(true),
        option("config-dir", "FOLDER", &help.config_dir)
            .value_parser(clap::value_parser!(std::path::PathBuf))
            .global(true),
        option("theme", "NAME", &help.theme).global(true),
        choice("bidi", "WAY", &BIDI_WORDS, &help.bidi).global(true),
        switch("help", &help.help).short('h').global(true),
        switch("version", &help.version).short('V').global(true),
    ]
}

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

/// `--format`, for commands that print tables.
pub fn format(words: &'static Messages) -> Arg {
    choice("format", "FORMAT", &FORMS, &words.commands.arguments.format).default_value(FORMS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_is_consistent_and_every_argument_has_help_in_both_languages() {
        for language in Language::ALL {
            let program = program(Messages::of(language));
            program.clone().debug_assert();
            for command in program.get_subcommands().chain([&program]) {
                for argument in command.get_arguments() {
                    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(!help.trim().is_empty(), "{} {}", command.get_name(), argument.get_id());
                }
            }
        }
    }
}
