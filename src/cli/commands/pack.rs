//! `mizan pack [ID]`: prints what a questionnaire says besides its questions.

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::cli::arguments::{positional, text};
use crate::cli::form::{self, OutputForm, format_options};
use crate::cli::{CommandContext, Failure};
use crate::data::embedded::DEFAULT_PACK;
use crate::export::output;
use crate::i18n::Messages;
use crate::report::about;

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "pack", group: Group::Packs, arguments, run, terms: &[] };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let pack = positional("pack", &words.commands.placeholders.id, &words.commands.arguments.pack_id)
        .default_value(DEFAULT_PACK);
    [pack].into_iter().chain(format_options(words)).collect()
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let form = OutputForm::of(matches, context)?;
    let pack = context.pack(text(matches, "pack"))?;
    if let OutputForm::Data(data) = form {
        return data.print(&mut context.out, &output::pack(data.writer(&pack)));
    }
    let edition = context.edition(&pack);
    form::print_page(&mut context.out, form, &edition, &about::page(&edition))
}
