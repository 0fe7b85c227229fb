//! `mizan export NAME`: writes an assessment with its results as YAML or JSON.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::bidi::ltr_path;
use crate::cli::arguments::{assessment, choice, option, switch, text};
use crate::cli::form::{bom_option, byte_order_mark};
use crate::cli::problem::Problem;
use crate::cli::{CommandContext, Failure};
use crate::export::{self, format};
use crate::i18n::Messages;
use crate::roadmap::{Options, roadmap};
use crate::scoring;
use crate::store::{Attempt, atomic};

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "export", group: Group::Assessments, arguments, run, terms: &[] };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let help = &words.commands.arguments;
    let output = option("output", &words.commands.placeholders.file, &help.output).short('o');
    vec![
        assessment(words),
        choice("format", &words.commands.placeholders.format, &DOCUMENTS, &help.export_format)
            .default_value("yaml"),
        output.value_parser(clap::value_parser!(PathBuf)),
        switch("force", &help.force),
        bom_option(words),
    ]
}

/// The formats that can hold a whole assessment.
static DOCUMENTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    format::ALL.iter().filter(|format| format.document.is_some()).map(|format| format.name).collect()
});

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let opened = context.open(text(matches, "assessment"))?;
    let as_of = opened.assessment.as_of(context.today());
    let card = scoring::score(&opened.pack, &opened.assessment, as_of);
    let roadmap = roadmap(&opened.pack, &opened.assessment, as_of, &Options::default());
    let document = export::document(&opened.pack, &opened.assessment, &card, &roadmap, as_of);
    let form_name = text(matches, "format");
    let format = format::named(form_name).and_then(|format| Some((format, format.document?)));
    let (format, written) = format.expect("the grammar offers formats with a document");
    let begin = byte_order_mark(matches, format).map_err(|problem| context.refused(&problem))?;
    let text = format!("{begin}{}", written(&document));
    let Some(path) = matches.get_one::<PathBuf>("output") else {
        return Ok(context.out.exact(&text)?);
    };
    // A file there would count as an assessment, but an export is not in that format.
    if context.store().is_within(path) {
        return Err(context.refused(&Problem::AmongAssessments(path.clone())));
    }
    if path.is_dir() {
        let stem = opened.file.path().file_stem().unwrap_or_default().to_string_lossy();
        let file = format!("{stem}.{form_name}");
        return Err(context.refused(&Problem::IsFolder(path.clone(), file)));
    }
    context.changed(write(path, &text, matches.get_flag("force")))?;
    let (name, path) = (&opened.assessment.identity.name, ltr_path(path));
    let message = context.words.commands.done.exported.fill(&[("name", name), ("path", &path)]);
    Ok(context.out.line(&message)?)
}

/// Writes a new file; replaces an existing one only with `force`.
fn write(path: &Path, text: &str, force: bool) -> Result<(), Problem> {
    let written = if force { atomic::replace(path, text) } else { atomic::create(path, text) };
    let is_replaceable = path.metadata().is_ok_and(|metadata| metadata.is_file());
    written.map_err(|fault| match fault.kind {
        ErrorKind::AlreadyExists if is_replaceable => Problem::FileExists(path.to_owned()),
        // A device or a pipe, which is not replaced even if it is asked for.
        ErrorKind::AlreadyExists => Problem::CannotWrite(path.to_owned(), ErrorKind::InvalidInput.into()),
        _ if fault.attempt == Attempt::SyncFolder => Problem::NotSecured(fault),
        _ => Problem::CannotWrite(path.to_owned(), fault.cause()),
    })
}
