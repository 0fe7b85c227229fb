//! `mizan roadmap NAME`: prints the next steps in phases.

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::cli::arguments::{assessment, choice, text};
use crate::cli::form::{self, OutputForm, format_option};
use crate::cli::{CommandContext, Failure};
use crate::i18n::Messages;
use crate::report;
use crate::roadmap::{Options, Scope, roadmap};

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "roadmap", group: Group::Results, arguments, run };

fn arguments(words: &'static Messages) -> Vec<Arg> {
    let scope = choice("scope", "SCOPE", &["target", "all"], &words.commands.arguments.scope);
    vec![assessment(words), scope.default_value("target"), format_option(words)]
}

fn run(matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    let opened = context.open(text(matches, "assessment"))?;
    let scope = if text(matches, "scope") == "all" { Scope::All } else { Scope::Target };
    let options = Options { scope, ..Options::default() };
    let as_of = opened.assessment.as_of(context.today());
    let roadmap = roadmap(&opened.pack, &opened.assessment, as_of, &options);
    let edition = context.edition(&opened.pack);
    let title = &opened.assessment.identity.name;
    let form = OutputForm::of(matches);
    let tables = if form.is_read() {
        report::roadmap::tables(&edition, &roadmap)
    } else {
        vec![report::roadmap::table(&edition, title, &roadmap)]
    };
    form::print(&mut context.out, form, &edition, &tables)
}
