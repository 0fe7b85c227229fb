//! `mizan restore NAME [NUMBER]`: lists what an assessment can be restored from, or restores one of them.

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::bidi::ltr_path;
use crate::cli::arguments::{assessment, positional, text};
use crate::cli::form::{self, OutputForm, format_options_without_words};
use crate::cli::problem::Problem;
use crate::cli::{CommandContext, Failure, failure};
use crate::clock;
use crate::data::embedded::DEFAULT_PACK;
use crate::explain::{Explain, Explanation, moment, outside_the_folder};
use crate::export::output::{self, RestorableFile};
use crate::i18n::Messages;
use crate::report::restorables::{self, RestorableRow, RestorePlace};
use crate::scoring::Answers;
use crate::search::latin_digits;
use crate::store::{BroughtBack, Origin, Patience, Restorable, Restorables};

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "restore", group: Group::Assessments, arguments, run, terms: &[] };

/// Most unreadable files whose faults are explained.
const MOST_EXPLAINED: usize = 5;

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let number =
        positional("number", &words.commands.placeholders.number, &words.commands.arguments.restore_number);
    [assessment(words), number].into_iter().chain(format_options_without_words(words)).collect()
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    if matches.contains_id("number") {
        form::refuse_options(matches, context)?;
    }
    let form = OutputForm::of(matches, context)?;
    let found = context.store().restorables(text(matches, "assessment"));
    let found = found.map_err(|error| context.failed(&error))?;
    match matches.get_one::<String>("number") {
        Some(number) => bring_back(context, &found, text(matches, "assessment"), number),
        None => list(context, &found, text(matches, "assessment"), form),
    }
}

fn list(
    context: &mut CommandContext,
    found: &Restorables,
    typed: &str,
    form: OutputForm,
) -> Result<(), Failure> {
    for fault in &found.unsearched {
        let explanation =
            fault.explain(context.words).advise(&context.words.reports.restorables.unsearched_do);
        failure::warn(&mut context.errors, &explanation, context.words)?;
    }
    if found.all.is_empty() && !found.left_out.is_empty() {
        return Err(none_readable(context, found));
    }
    if found.all.is_empty() && form.is_screen() {
        return Ok(context.out.line(&restorables::none(context.words, &found.name))?);
    }
    let rows: Vec<_> = found.all.iter().map(|restorable| row(context, restorable)).collect();
    if let OutputForm::Data(data) = form {
        let files: Vec<_> =
            rows.iter().enumerate().map(|(place, row)| for_programs(place + 1, row)).collect();
        return data.print(&mut context.out, &output::restorables(&found.written_name, &files));
    }
    let pack = context.pack(DEFAULT_PACK)?;
    let edition = context.edition(&pack);
    form::print(
        &mut context.out,
        form,
        &edition,
        &[restorables::table(&edition, &found.name, typed, &rows, found.left_out.len())],
    )
}

/// That no earlier file can be read, and of the newest ones why.
fn none_readable(context: &CommandContext, found: &Restorables) -> Failure {
    let words = &context.words.reports.restorables;
    let what = words.none_readable.with(found.left_out.len(), &[("name", &found.name)]);
    let faults = found.left_out.iter().filter_map(|one| one.outcome.as_ref().err());
    // The advice for a file of the user does not fit one of the backups.
    let explained = faults
        .take(MOST_EXPLAINED)
        .map(|error| Explanation { what_to_do: None, ..outside_the_folder(error, context.words) });
    let none = Explanation::new(what).advise(&words.find_left_out);
    Failure::Failed([none].into_iter().chain(explained).collect())
}

fn row(context: &mut CommandContext, restorable: &Restorable) -> RestorableRow {
    let progress = restorable.held().and_then(|assessment| {
        let pack = context.pack(&assessment.identity.pack.id).ok()?;
        let as_of = assessment.as_of(context.today());
        Some(Answers::new(&pack, assessment, as_of).summary().progress)
    });
    RestorableRow {
        place: match restorable.origin {
            Origin::Backup => RestorePlace::Backups,
            Origin::Bin => RestorePlace::Bin,
            Origin::Part => RestorePlace::OwnFile,
        },
        file: restorable.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        is_cut_off: restorable.rescued.is_some(),
        when: clock::local(restorable.when),
        progress,
        size: restorable.size,
    }
}

fn for_programs(number: usize, row: &RestorableRow) -> RestorableFile<'_> {
    RestorableFile {
        number,
        place: match row.place {
            RestorePlace::Backups => "backup",
            RestorePlace::Bin => "bin",
            RestorePlace::OwnFile => "own_file",
        },
        file: &row.file,
        when: row.when,
        complete: row.progress.map(|_| !row.is_cut_off),
        answered: row.progress.map(|progress| progress.answered),
        applicable: row.progress.map(|progress| progress.applicable),
        bytes: row.size,
    }
}

fn bring_back(
    context: &mut CommandContext,
    found: &Restorables,
    typed: &str,
    number: &str,
) -> Result<(), Failure> {
    let latin = latin_digits(number.trim());
    let chosen = latin.parse::<usize>().ok().and_then(|number| found.all.get(number.checked_sub(1)?));
    let Some(from) = chosen else {
        let (name, typed, number) = (found.name.clone(), typed.to_owned(), number.to_owned());
        return Err(context.refused(&Problem::NoSuchNumber { name, typed, number }));
    };
    let store = context.store();
    let lock = store.lock(&found.path, &CommandContext::holder(COMMAND.name), Patience::FOR_COMMANDS);
    let _lock = lock.map_err(|error| context.failed(&error))?;
    let pack = from.held().map(|assessment| context.pack_of(assessment, &from.path)).transpose()?;
    let brought_back = store.bring_back(found, from, pack.as_deref(), clock::now());
    let brought_back = context.changed(brought_back)?;
    let done = &context.words.commands.done;
    let sentence = match &brought_back {
        BroughtBack::Instead(_) => &done.restored,
        BroughtBack::Again(_) => &done.brought_back,
    };
    let path = ltr_path(brought_back.path());
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("name", &found.name), ("when", &moment(from.when)), ("path", &path)];
    Ok(context.out.line(&sentence.fill(&values))?)
}
