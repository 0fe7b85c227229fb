//! `mizan schema [OUTPUT]`: prints the JSON Schema of an output.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::cli::arguments::{positional, text};
use crate::cli::{CommandContext, Failure};
use crate::export::schema;
use crate::i18n::Messages;

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "schema", group: Group::Tool, arguments, run, terms: &[] };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let names = PossibleValuesParser::new(schema::NAMES);
    vec![
        positional("output", &words.commands.placeholders.output, &words.commands.arguments.schema_output)
            .value_parser(names),
    ]
}

/// Prints the schema, or without an output the names of all.
fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let names = || schema::NAMES.join("\n") + "\n";
    Ok(context.out.exact(&schema::schema(text(matches, "output")).unwrap_or_else(names))?)
}
