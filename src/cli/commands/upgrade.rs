//! `mizan upgrade NAME`: takes an assessment over to the installed version of its questionnaire.

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::cli::arguments::{assessment, switch, text};
use crate::cli::context::OpenedAssessment;
use crate::cli::{CommandContext, Failure};
use crate::edit::take_over;
use crate::i18n::Messages;
use crate::report::{notes, versions};
use crate::theme::Role;

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "upgrade", group: Group::Assessments, arguments, run, terms: &[] };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    vec![assessment(words), switch("dry-run", &words.commands.arguments.dry_run)]
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let name = text(matches, "assessment");
    if matches.get_flag("dry-run") {
        let mut opened = context.open(name)?;
        let before = apply(context, &mut opened)?;
        let said = versions::would_take_over(&context.edition(&opened.pack), &opened.assessment, &before);
        return say(context, &opened, name, &said);
    }
    let (mut opened, _lock) = context.open_for_writing(name, COMMAND.name)?;
    let before = apply(context, &mut opened)?;
    context.save(&mut opened.file, &opened.assessment, &opened.pack)?;
    let said = versions::taken_over(&context.edition(&opened.pack), &opened.assessment, &before);
    say(context, &opened, name, &said)
}

/// Takes over in memory. Returns the version that was answered before.
fn apply(context: &CommandContext, opened: &mut OpenedAssessment) -> Result<String, Failure> {
    let OpenedAssessment { assessment, pack, .. } = opened;
    let before = assessment.identity.pack.version.clone();
    let day = assessment.as_of(context.today());
    let edits = take_over(pack, assessment, &versions::milestone_name(assessment), day);
    for edit in edits.map_err(|error| context.failed(&error))? {
        let _ = edit.apply(assessment, pack);
    }
    Ok(before)
}

/// Says what was done, and what is to be looked at.
fn say(
    context: &mut CommandContext,
    opened: &OpenedAssessment,
    typed: &str,
    said: &str,
) -> Result<(), Failure> {
    let OpenedAssessment { assessment, pack, .. } = opened;
    let edition = context.edition(pack);
    context.out.paragraph(Role::Good, said, 0)?;
    for text in notes::in_full(&edition, assessment, typed) {
        context.out.paragraph(Role::Warning, &text, 0)?;
    }
    Ok(())
}
