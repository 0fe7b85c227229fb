//! `mizan roadmap NAME`: prints the next steps in phases.

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::cli::arguments::{ShownValue, assessment, shown_choice, text};
use crate::cli::form::{self, OutputForm, format_options};
use crate::cli::{CommandContext, Failure};
use crate::export::output;
use crate::i18n::Messages;
use crate::report::{self, terms};
use crate::roadmap::{Options, Scope, roadmap};

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "roadmap", group: Group::Results, arguments, run, terms: terms::ROADMAP };

/// The steps that can be asked for.
const TARGET: ShownValue = ShownValue { id: "target", shown: |words| &words.common.target };
const ALL: ShownValue = ShownValue { id: "all", shown: |words| &words.screens.roadmap.all_steps };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let commands = &words.commands;
    let (value, help) = (&commands.placeholders.scope, &commands.arguments.scope);
    let scope = shown_choice("scope", value, &[TARGET, ALL], help, words);
    [assessment(words), scope.default_value(TARGET.id)].into_iter().chain(format_options(words)).collect()
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let opened = context.open(text(matches, "assessment"))?;
    let scope = if text(matches, "scope") == ALL.id { Scope::All } else { Scope::Target };
    let options = Options { scope, ..Options::default() };
    let as_of = opened.assessment.as_of(context.today());
    let roadmap = roadmap(&opened.pack, &opened.assessment, as_of, &options);
    let form = OutputForm::of(matches, context)?;
    if let OutputForm::Data(data) = form {
        let writer = data.writer(&opened.pack);
        let output = output::roadmap(writer, &opened.subject(writer, as_of), scope, &roadmap);
        return data.print(&mut context.out, &output);
    }
    let edition = context.edition(&opened.pack);
    let told = report::notes::of(&edition, &opened.assessment);
    let tables = report::roadmap::tables(&edition, &roadmap, told);
    form::print(&mut context.out, form, &edition, &tables)
}
