//! The commands: one file each, and the table from which the grammar, the help and the tests are made.
//!
//! A command calls other rooms and prints through `cli::print`; it never writes to the terminal directly.

mod answer;
mod check;
mod command_entry;
mod compare;
mod delete;
pub(super) mod demo;
mod doctor;
mod export;
mod import;
mod list;
mod merge;
mod new;
pub(super) mod open;
mod pack;
mod paths;
mod questions;
mod rename;
mod restore;
mod roadmap;
mod schema;
mod show;
mod upgrade;

use clap::{Arg, ArgMatches};

use super::arguments::positional;
use super::{CommandContext, Failure, grammar, help, languages, usage};
use crate::explain::Explanation;
use crate::i18n::Messages;
use crate::search::nearest;

pub use command_entry::{CommandEntry, Group};

/// Every command, in the order of the help.
pub(super) const COMMANDS: &[CommandEntry] = &[
    open::COMMAND,
    demo::COMMAND,
    new::COMMAND,
    list::COMMAND,
    rename::COMMAND,
    delete::COMMAND,
    restore::COMMAND,
    import::COMMAND,
    export::COMMAND,
    merge::COMMAND,
    upgrade::COMMAND,
    answer::COMMAND,
    show::COMMAND,
    compare::COMMAND,
    roadmap::COMMAND,
    questions::COMMAND,
    pack::COMMAND,
    check::COMMAND,
    schema::COMMAND,
    doctor::COMMAND,
    paths::COMMAND,
    HELP,
];

/// The command with this name; `None` if there is none.
pub(super) fn entry(name: &str) -> Option<&'static CommandEntry> {
    COMMANDS.iter().find(|entry| entry.name == name)
}

/// `mizan help [COMMAND]`. It is next to the table, because its pages are about every command of the table.
const HELP: CommandEntry =
    CommandEntry { name: "help", group: Group::Tool, arguments: help_arguments, run: run_help, terms: &[] };

fn help_arguments(words: &'static Messages) -> Vec<Arg> {
    vec![positional("command", &words.commands.placeholders.command, &words.commands.arguments.command)]
}

/// Prints the help page of a command, or that of the program.
fn run_help(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let words = context.words;
    let program = grammar::program(COMMANDS, words, &languages::of_all(context.packs()));
    let Some(name) = matches.get_one::<String>("command") else {
        return Ok(context.out.page(&help::of_program(&program, COMMANDS, words))?);
    };
    let Some(entry) = entry(name) else {
        let explanation = Explanation::new(words.errors.usage.unknown_command.fill(&[("command", name)]));
        let names = || COMMANDS.iter().map(|entry| entry.name);
        let explanation = explanation.suggest(nearest(name, names()), names(), None, words);
        return Err(Failure::usage(explanation.advise(usage::see_help(None, words))));
    };
    Ok(context.out.page(&help::of_command(&program, entry, words))?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::COMMANDS;
    use crate::i18n::{Language, Messages};

    #[test]
    fn each_command_has_words_in_every_language_and_no_words_lack_a_command() {
        let names: BTreeSet<&str> = COMMANDS.iter().map(|entry| entry.name).collect();
        for language in Language::ALL {
            let manual = &Messages::of(language).commands.manual;
            assert_eq!(manual.keys().map(String::as_str).collect::<BTreeSet<_>>(), names, "{language:?}");
        }
    }
}
