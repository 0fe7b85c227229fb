//! `mizan import FILE`: creates an assessment from an export.

use std::path::PathBuf;

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::bidi::ltr_path;
use crate::cli::arguments::{option, positional};
use crate::cli::{CommandContext, Failure};
use crate::explain::Explain;
use crate::export::{self, ImportedFile};
use crate::i18n::Messages;
use crate::report::notes;
use crate::shell;
use crate::store::StoreError;
use crate::theme::Role;

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "import", group: Group::Assessments, arguments, run, terms: &[] };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let help = &words.commands.arguments;
    let file = positional("file", &words.commands.placeholders.file, &help.import_file).required(true);
    vec![
        file.value_parser(clap::value_parser!(PathBuf)),
        option("name", &words.commands.placeholders.name, &help.import_name),
    ]
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let Some(given) = matches.get_one::<PathBuf>("file") else { return Ok(()) };
    let words = context.words;
    let imported = export::import_file(given).map_err(|error| context.failed(&error))?;
    let ImportedFile { mut assessment, hijri_dates } = imported;
    if let Some(name) = matches.get_one::<String>("name") {
        assessment.identity.name.clone_from(name);
    }
    let pack = context.pack_of(&assessment, given)?;
    let created = context.store().create(assessment, &pack);
    let (file, assessment) = created.map_err(|error| {
        let explanation = error.explain(words);
        let import =
            shell::command(&["import", &format!("--name={}", words.commands.placeholders.name)], [given]);
        match error {
            StoreError::NameTaken { .. } => {
                explanation.advise(words.errors.import.name_taken_do.fill(&[("import", &import)]))
            }
            _ => explanation,
        }
    })?;
    context.has_changed = true;
    let path = ltr_path(file.path());
    let message = words.commands.done.imported.fill(&[("name", &assessment.identity.name), ("path", &path)]);
    context.out.line(&message)?;
    context.tell_hijri_dates(&hijri_dates, given)?;
    let edition = context.edition(&pack);
    for text in notes::in_full(&edition, &assessment, &assessment.identity.name) {
        context.out.paragraph(Role::Warning, &text, 0)?;
    }
    Ok(())
}
