//! `mizan rename NAME NEW`

use clap::{Arg, ArgMatches};

use super::grammar::{assessment, positional};
use super::{CommandContext, CommandEntry, Failure, Group};
use crate::bidi::ltr;
use crate::i18n::Messages;

pub(super) const COMMAND: CommandEntry =
    CommandEntry { name: "rename", group: Group::Assessments, words: |words| &words.rename, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    vec![assessment(words), positional("new", "NEW-NAME", &words.commands.arguments.new_name).required(true)]
}

fn run(matches: &ArgMatches, session: &mut CommandContext) -> Result<(), Failure> {
    let (opened, _lock) = session.open_for_writing(super::text(matches, "assessment"), COMMAND.name)?;
    let old = opened.assessment.header.name;
    let renamed = session.store().rename(opened.file.path(), super::text(matches, "new"), &opened.pack);
    let (file, assessment) = renamed.map_err(|error| session.failed(&error))?;
    let path = ltr(&file.path().display().to_string());
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("old", &old), ("name", &assessment.header.name), ("path", &path)];
    Ok(session.out.line(&session.words.commands.done.renamed.fill(&values))?)
}
