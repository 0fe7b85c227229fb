//! `mizan rename NAME NEW`: renames an assessment and its file.

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::bidi::ltr_path;
use crate::cli::arguments::{assessment, positional, text};
use crate::cli::{CommandContext, Failure};
use crate::i18n::Messages;

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "rename", group: Group::Assessments, arguments, run, terms: &[] };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    vec![
        assessment(words),
        positional("new", &words.commands.placeholders.new_name, &words.commands.arguments.new_name)
            .required(true),
    ]
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let (opened, _lock) = context.open_for_writing(text(matches, "assessment"), COMMAND.name)?;
    let old = opened.assessment.identity.name;
    let renamed = context.store().rename(opened.file.path(), text(matches, "new"), &opened.pack);
    let (file, assessment) = context.changed(renamed)?;
    let path = ltr_path(file.path());
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("old", &old), ("name", &assessment.identity.name), ("path", &path)];
    Ok(context.out.line(&context.words.commands.done.renamed.fill(&values))?)
}
