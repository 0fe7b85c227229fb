//! The accepted arguments, described for the parser in one language. The commands are given.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

use super::arguments::{choice, option, switch};
use super::commands::CommandEntry;
use super::form::WORDS;
use crate::i18n::{Language, Messages};
use crate::settings::BIDI_WORDS;
use crate::shell::PROGRAM;

/// The complete grammar of these commands, with help texts in the language of `words`.
///
/// The parser's own help and version are disabled, because the program prints both itself, with right-to-left layout.
/// `languages` are the codes that texts of packs can be asked for in.
pub fn program(commands: &[CommandEntry], words: &'static Messages, languages: &[String]) -> Command {
    let root = Command::new(PROGRAM)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .args(everywhere(words))
        .mut_arg("lang", |lang| lang.value_parser(PossibleValuesParser::new(languages)));
    commands.iter().fold(root, |root, entry| {
        let command = Command::new(entry.name).disable_help_flag(true).disable_version_flag(true);
        let command = command.args((entry.arguments)(words));
        let has_words = command.get_arguments().any(|argument| argument.get_id() == WORDS);
        root.subcommand(if has_words {
            command.mut_arg(WORDS, |argument| argument.value_parser(PossibleValuesParser::new(languages)))
        } else {
            command
        })
    })
}

/// The options of every command.
fn everywhere(words: &'static Messages) -> [Arg; 6] {
    let help = &words.commands.arguments;
    [
        choice("lang", &words.commands.placeholders.language, &Language::CODES, &help.language).global(true),
        option("config-dir", &words.commands.placeholders.folder, &help.config_dir)
            .value_parser(clap::value_parser!(std::path::PathBuf))
            .global(true),
        option("theme", &words.commands.placeholders.name, &help.theme).global(true),
        choice("bidi", &words.commands.placeholders.way, &BIDI_WORDS, &help.bidi).global(true),
        switch("help", &help.help).short('h').global(true),
        switch("version", &help.version).short('V').global(true),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::commands::COMMANDS;
    use crate::cli::languages::of_interface;

    #[test]
    fn the_grammar_is_consistent_and_every_argument_has_help_in_both_languages() {
        for language in Language::ALL {
            let program = program(COMMANDS, Messages::of(language), &of_interface());
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
