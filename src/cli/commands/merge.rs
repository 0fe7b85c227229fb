//! `mizan merge BASE OURS THEIRS`: merges assessment files by hand or as git's merge driver. The result replaces OURS.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::bidi::without_islands;
use crate::cli::arguments::positional;
use crate::cli::{CommandContext, Failure};
use crate::clock;
use crate::edit::Edit;
use crate::explain::outside_the_folder;
use crate::i18n::{Language, Messages};
use crate::merge::{self, AssessmentField, Conflict, Merged};
use crate::model::{Assessment, EntryText, Pack};
use crate::report::{Edition, conflict};
use crate::store::{OpenFile, Patience, StoreError};
use crate::theme::Role;

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "merge", group: Group::Assessments, arguments, run, terms: &[] };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let (help, places) = (&words.commands.arguments, &words.commands.placeholders);
    let file = |id, value: &'static str, help: &'static str| {
        positional(id, value, help).required(true).value_parser(clap::value_parser!(PathBuf))
    };
    vec![
        file("base", &places.base, &help.merge_base),
        file("ours", &places.ours, &help.merge_ours),
        file("theirs", &places.theirs, &help.merge_theirs),
    ]
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let path = |id: &str| matches.get_one::<PathBuf>(id).map_or(Path::new(""), PathBuf::as_path);
    let store = context.store();
    let holder = CommandContext::holder(COMMAND.name);
    // A file outside the folder of assessments has no lock and no backups.
    let is_kept = store.holds(path("ours"));
    let lock = is_kept.then(|| store.right_to_write(path("ours"), &holder, Patience::FOR_COMMANDS));
    let _lock = lock.transpose().map_err(|error| context.failed(&error))?;
    let opened = if is_kept { store.read(path("ours")) } else { OpenFile::open(&behind_link(path("ours"))) };
    let (mut file, mut ours) = opened.map_err(|error| unread(context, path("ours"), &error))?;
    let mut theirs = read(context, path("theirs"))?;
    let pack = context.pack_of(&ours, path("ours"))?;
    ours.find_levels(pack.scale());
    theirs.find_levels(pack.scale());
    let mut base = if is_empty(path("base")) {
        merge::nothing_in_common(&ours, &pack)
    } else {
        read(context, path("base"))?
    };
    base.find_levels(pack.scale());
    let Merged { mut assessment, conflicts } = merge::merge(&base, &ours, &theirs);
    record(&mut assessment, &conflicts, &pack);
    file.set_aside_as_read(clock::now()).map_err(|fault| context.failed(&fault))?;
    context.save(&mut file, &assessment, &pack)?;
    if conflicts.is_empty() {
        let merged = &context.words.commands.done.merged;
        return Ok(context.out.line(&merged.fill(&[("name", &assessment.identity.name)]))?);
    }
    report(context, &conflicts, &pack)?;
    Err(Failure::Reported)
}

fn read(context: &CommandContext, path: &Path) -> Result<Assessment, Failure> {
    let opened: Result<_, StoreError> = OpenFile::open(path);
    opened.map(|(_, assessment)| assessment).map_err(|error| unread(context, path, &error))
}

/// Why a side cannot be read. Only a file in the folder of assessments has backups.
fn unread(context: &CommandContext, path: &Path, error: &StoreError) -> Failure {
    if context.store().holds(path) {
        context.failed(error)
    } else {
        outside_the_folder(error, context.words).into()
    }
}

/// The file that the path leads to. Git and users may name a link, and the merge must replace its target.
fn behind_link(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Git passes an empty file as the base if the two files have no common ancestor.
fn is_empty(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() == 0)
}

/// Stores the other side of each conflict where the user will find it: in the question's note, marked for review, or
/// among the parked topics. A milestone is stored completely, next to ours.
fn record(assessment: &mut Assessment, conflicts: &[Conflict], pack: &Arc<Pack>) {
    let language = Language::from_code(&assessment.identity.language).unwrap_or(Language::English);
    let edition = Edition::new(pack, language);
    for conflict in conflicts {
        let explained = conflict::describe(&edition, conflict);
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("field", &explained.field), ("value", &explained.theirs)];
        // It becomes part of the file, where marks of islands do not belong.
        let line = without_islands(&edition.messages.reports.merge.kept.fill(&values)).into_owned();
        let edits = match conflict {
            Conflict::Entry { question, .. } => {
                let note = assessment.entry(question).and_then(|entry| entry.note.clone());
                let note = note.map_or_else(|| line.clone(), |note| format!("{note}\n\n{line}"));
                let note = Edit::Text(question.clone(), EntryText::Note, Some(note));
                vec![note, Edit::Review(question.clone(), true)]
            }
            Conflict::Assessment { field: AssessmentField::Milestones, ours, theirs, .. } => {
                let only_theirs = theirs.milestones.iter().filter(|one| !ours.milestones.contains(one));
                only_theirs.cloned().map(Edit::Milestone).collect()
            }
            Conflict::Assessment { .. } => vec![Edit::Park(line)],
        };
        for edit in edits {
            let _ = edit.apply(assessment, pack);
        }
    }
}

fn report(context: &mut CommandContext, conflicts: &[Conflict], pack: &Arc<Pack>) -> Result<(), Failure> {
    let (edition, words) = (context.edition(pack), &context.words.reports.merge);
    let errors = &mut context.errors;
    for conflict in conflicts {
        let explained = conflict::describe(&edition, conflict);
        errors.labelled(Role::Bad, &words.conflict, &explained.place)?;
        for (label, text) in [
            (&words.before, &explained.before),
            (&words.ours, &explained.ours),
            (&words.theirs, &explained.theirs),
        ] {
            errors.labelled(Role::Muted, label, text)?;
        }
    }
    errors.labelled(Role::Bad, &context.words.commands.labels.error, &words.conflicts.of(conflicts.len()))?;
    errors.labelled(Role::Muted, &context.words.commands.labels.what_to_do, &words.conflicts_do)?;
    Ok(errors.flush()?)
}
