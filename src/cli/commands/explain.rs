//! `mizan help [COMMAND]`: prints a help page.

use clap::{Arg, ArgMatches};

use super::{COMMANDS, CommandEntry, Group};
use crate::cli::grammar::{self, positional};
use crate::cli::{CommandContext, Failure, help, usage};
use crate::explain::Explanation;
use crate::i18n::Messages;
use crate::search::nearest;

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "help", group: Group::Tool, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    vec![positional("command", "COMMAND", &words.commands.arguments.command)]
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let words = context.words;
    let program = grammar::program(words);
    let Some(name) = matches.get_one::<String>("command") else {
        return Ok(context.out.page(&help::of_program(&program, words))?);
    };
    let Some(entry) = COMMANDS.iter().find(|entry| entry.name == name) else {
        let explanation = Explanation::new(words.errors.usage.unknown_command.fill(&[("command", name)]));
        let names = || COMMANDS.iter().map(|entry| entry.name);
        let explanation = explanation.suggest(nearest(name, names()), names(), words);
        return Err(Failure::usage(explanation.advise(usage::see_help(None, words))));
    };
    Ok(context.out.page(&help::of_command(&program, entry, words))?)
}
