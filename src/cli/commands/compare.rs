//! `mizan compare NAME…`: compares one assessment with its targets, or several with each other.

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::cli::arguments::{positional, switch};
use crate::cli::context::OpenedAssessment;
use crate::cli::form::{self, OutputForm, format_options};
use crate::cli::problem::Problem;
use crate::cli::{CommandContext, Failure};
use crate::compare::{self, CompareOrder, Subject};
use crate::export::output;
use crate::i18n::Messages;
use crate::report::{comparison, terms};
use crate::store::told_apart;

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "compare", group: Group::Results, arguments, run, terms: terms::COMPARISON };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let names =
        positional("assessments", &words.commands.placeholders.name, &words.commands.arguments.assessments);
    let swap = switch("swap", &words.commands.arguments.swap);
    [names.num_args(1..).required(true), swap].into_iter().chain(format_options(words)).collect()
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let names: Vec<_> = matches.get_many::<String>("assessments").into_iter().flatten().collect();
    if matches.get_flag("swap") && names.len() == 1 {
        return Err(context.refused(&Problem::SwapOfOne));
    }
    let mut opened = names.into_iter().map(|name| context.open(name)).collect::<Result<Vec<_>, _>>()?;
    for (place, one) in opened.iter().enumerate() {
        if opened.iter().take(place).any(|other| other.file.path() == one.file.path()) {
            return Err(context.refused(&Problem::SameTwice(one.assessment.identity.name.clone())));
        }
    }
    let form = OutputForm::of(matches, context)?;
    match opened.as_mut_slice() {
        [one] => against_targets(context, form, one),
        several => {
            let order = CompareOrder::default();
            let order = if matches.get_flag("swap") { order.swapped() } else { order };
            side_by_side(context, form, several, order)
        }
    }
}

fn against_targets(
    context: &mut CommandContext,
    form: OutputForm,
    one: &OpenedAssessment,
) -> Result<(), Failure> {
    let compared = compare::against_targets(&one.pack, &one.assessment, context.today());
    let compared = compared.map_err(|error| context.failed(&error))?;
    if let OutputForm::Data(data) = form {
        let output = output::target_comparison(data.writer(&one.pack), &compared, &one.file_name());
        return data.print(&mut context.out, &output);
    }
    let edition = context.edition(&one.pack);
    let mut tables = vec![comparison::against_targets(&edition, &compared)];
    if !compared.moved.is_empty() {
        tables.push(comparison::moved(&edition, &compared.moved));
    }
    form::print(&mut context.out, form, &edition, &tables)
}

fn side_by_side(
    context: &mut CommandContext,
    form: OutputForm,
    several: &[OpenedAssessment],
    order: CompareOrder,
) -> Result<(), Failure> {
    let Some(first) = several.first() else { return Ok(()) };
    let subjects: Vec<Subject> = several.iter().map(|one| Subject::Assessment(&one.assessment)).collect();
    let compared = compare::compare(&first.pack, &subjects, order, context.today());
    let compared = compared.map_err(|error| context.failed(&error))?;
    if let OutputForm::Data(data) = form {
        let files: Vec<_> = several.iter().map(OpenedAssessment::file_name).collect();
        let output = output::comparison(data.writer(&first.pack), &compared, &files);
        return data.print(&mut context.out, &output);
    }
    let named = several.iter().map(|one| (one.assessment.identity.name.as_str(), one.file.path()));
    let compared = compared.headed(&told_apart(named));
    let edition = context.edition(&first.pack);
    let mut tables = vec![comparison::table(&edition, &compared)];
    tables.extend(comparison::moved_between(&edition, &compared));
    form::print(&mut context.out, form, &edition, &tables)
}
