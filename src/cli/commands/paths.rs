//! `mizan paths`: prints the folders and files of the program.

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::bidi::ltr_path;
use crate::cli::print::page::{PrintedPiece, Term};
use crate::cli::{CommandContext, Failure};
use crate::i18n::Messages;

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "paths", group: Group::Tool, arguments, run, terms: &[] };

fn arguments(_words: &'static Messages) -> Vec<Arg> {
    Vec::new()
}

fn run(_matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let (paths, names) = (&context.paths, &context.words.commands.paths_words);
    let places = [
        (&names.config, paths.config.clone()),
        (&names.assessments, paths.assessments()),
        (&names.bin, paths.bin()),
        (&names.backups, paths.backups()),
        (&names.drafts, paths.drafts()),
        (&names.packs, paths.questionnaires()),
        (&names.themes, paths.themes()),
        (&names.settings, paths.settings()),
        (&names.terminals, paths.terminals()),
    ];
    let terms = places.into_iter().map(|(name, path)| Term { term: name.clone(), meaning: ltr_path(path) });
    Ok(context.out.page(&[PrintedPiece::Terms(terms.collect())])?)
}
