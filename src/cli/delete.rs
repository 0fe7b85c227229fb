//! `mizan delete NAME`

use clap::{Arg, ArgMatches};

use super::grammar::assessment;
use super::{CommandContext, CommandEntry, Failure, Group};
use crate::bidi::ltr;
use crate::i18n::Messages;
use crate::store::Patience;

pub(super) const COMMAND: CommandEntry =
    CommandEntry { name: "delete", group: Group::Assessments, words: |words| &words.delete, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    vec![assessment(words)]
}

fn run(matches: &ArgMatches, session: &mut CommandContext) -> Result<(), Failure> {
    let store = session.store();
    let found = store.find(super::text(matches, "assessment")).map_err(|error| session.failed(&error))?;
    let lock = store.lock(&found.path, &CommandContext::holder(COMMAND.name), Patience::FOR_COMMANDS);
    let _lock = lock.map_err(|error| session.failed(&error))?;
    let bin = store.delete(&found.path).map_err(|error| session.failed(&error))?;
    let path = ltr(&bin.display().to_string());
    let told = session.words.commands.done.deleted.fill(&[("name", &found.name), ("path", &path)]);
    Ok(session.out.line(&told)?)
}
