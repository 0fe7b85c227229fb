//! `mizan delete NAME`: moves an assessment to the bin.

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::bidi::ltr_path;
use crate::cli::arguments::{assessment, text};
use crate::cli::{CommandContext, Failure};
use crate::i18n::Messages;
use crate::store::Patience;

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "delete", group: Group::Assessments, arguments, run, terms: &[] };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    vec![assessment(words)]
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let store = context.store();
    let found = store.find(text(matches, "assessment")).map_err(|error| context.failed(&error))?;
    let lock = store.lock(&found.path, &CommandContext::holder(COMMAND.name), Patience::FOR_COMMANDS);
    let _lock = lock.map_err(|error| context.failed(&error))?;
    let bin = context.changed(store.delete(&found.path))?;
    let path = ltr_path(bin);
    let message = context.words.commands.done.deleted.fill(&[("name", &found.name), ("path", &path)]);
    Ok(context.out.line(&message)?)
}
