//! `mizan help [COMMAND]`

use clap::{Arg, ArgMatches};

use super::grammar::{self, positional};
use super::{COMMANDS, CommandContext, CommandEntry, Failure, Group, help, usage};
use crate::explain::Explanation;
use crate::i18n::Messages;
use crate::yaml::nearest;

pub(super) const COMMAND: CommandEntry =
    CommandEntry { name: "help", group: Group::Tool, words: |words| &words.explain, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    vec![positional("command", "COMMAND", &words.commands.arguments.command)]
}

fn run(matches: &ArgMatches, session: &mut CommandContext) -> Result<(), Failure> {
    let words = session.words;
    let program = grammar::program(words);
    let Some(name) = matches.get_one::<String>("command") else {
        return Ok(session.out.page(&help::of_program(&program, words))?);
    };
    let Some(entry) = COMMANDS.iter().find(|entry| entry.name == name) else {
        let told = Explanation::new(words.errors.usage.unknown_command.fill(&[("command", name)]));
        let names = || COMMANDS.iter().map(|entry| entry.name);
        let told = told.suggest(nearest(name, names()), names(), words);
        return Err(Failure::usage(told.advise(usage::see_help(None, words))));
    };
    Ok(session.out.page(&help::of_command(&program, entry, words))?)
}
